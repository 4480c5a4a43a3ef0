"""How many of the figures and dates that people encoded `checker draft` finds: `python benchmarks/drafts.py DOCUMENTS`.

Counts as found: a draft of the document has the same value, in its property's unit, whatever words it is written in.
DOCUMENTS is the folder with the texts that `claims/` speaks about.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from checker.literals.boxes import normalise
from checker.model.claim import Claim
from checker.model.corpus import Corpus
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.readers.load import load
from checker.starting.drafts import drafts_of
from checker.texts.files import text_of

FIGURES = ("quantity", "date", "interval")


def found(corpus: Corpus, documents: Path) -> list[tuple[Claim, bool]]:
    """The claims that have a figure or a date, each with whether a draft has it."""
    vocabulary = corpus.vocabulary
    drafted: dict[str, set[str]] = {}
    for document in corpus.documents:
        path = documents / document.path
        drafts = drafts_of(text_of(path.read_bytes(), path.name), document, vocabulary) if document.path else ()
        drafted[document.id] = {draft.value for draft in drafts}
    told = []
    for claim in corpus.claims:
        prop = vocabulary.properties.get(claim.property)
        if prop and prop.datatype in FIGURES and claim.document.path:
            ours = _values(claim, claim.value, vocabulary)
            values = sorted(drafted[claim.document.id])
            told.append((claim, any(ours == _values(claim, value, vocabulary) for value in values)))
    return told


def _values(claim: Claim, value: str, vocabulary: Vocabulary) -> tuple[object, ...]:
    """What a claim would say with that value; nothing where it cannot be read so."""
    boxes, _ = normalise([replace(claim, value=value)], vocabulary)
    bounds = ((box.facet, box.value) for box in boxes)
    return tuple((facet, value.literal, value.possible) for facet, value in bounds if isinstance(value, Bounds))


def main(documents: Path) -> None:
    told = found(load(Path(__file__).parents[1] / "claims"), documents)
    missed = [claim for claim, is_found in told if not is_found]
    for claim in missed:
        print(f'missed: {claim.ref}: {claim.value}, of "{claim.quote}"')
    share = 100 * (len(told) - len(missed)) / len(told)
    print(f"{len(told) - len(missed)} of {len(told)} figures and dates are found as drafts ({share:.1f} %)")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
