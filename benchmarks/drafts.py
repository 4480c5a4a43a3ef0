"""How much of what people encoded `checker draft` finds, and binds: `python benchmarks/drafts.py DOCUMENTS`.

Each document is drafted with the claims of the others. Of the figures and dates of `claims/` counts as found: a draft
of the document has the same value, in its property's unit, whatever words it is written in; a noun that is counted
and the `since` before a date are left out where the property takes none, as they are where a draft is bound. Of the
drafts whose value a claim with some of the same words has, counts as bound: it has a subject and a property; as
right: those of such a claim. DOCUMENTS is the folder with the texts that `claims/` speaks about.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checker.literals.boxes import normalise
from checker.model.claim import Claim
from checker.model.corpus import Corpus
from checker.model.value import Bounds
from checker.model.vocabulary import Property, Vocabulary
from checker.quotes.amounts import amounts
from checker.readers.load import load
from checker.starting.binding import telling, value_of
from checker.starting.drafts import drafts_of
from checker.texts.files import text_of

FIGURES = ("quantity", "date", "interval")


class Measured(NamedTuple):
    """Each claim with a figure, with whether a draft has it; each draft that somebody encoded, with whether it is
    bound, and so as a claim is.
    """

    claims: list[tuple[Claim, bool]]
    drafts: list[tuple[Claim, bool, bool]]
    all_drafts: int


def measured(corpus: Corpus, documents: Path) -> Measured:
    vocabulary = corpus.vocabulary
    claims, drafts, total = [], [], 0
    for document in corpus.documents:
        if not document.path:
            continue
        others = [claim for claim in corpus.claims if claim.document.id != document.id]
        path = documents / document.path
        text = text_of(path.read_bytes(), path.name)
        own = list(drafts_of(text, document, vocabulary, others))
        total += len(own)
        encoded = [claim for claim in corpus.claims if claim.document.id == document.id and _figure(claim, vocabulary)]
        alike = {id(claim): [one for one in own if _same(claim, one, vocabulary)] for claim in encoded}
        claims += [(claim, bool(alike[id(claim)])) for claim in encoded]
        for one in own:
            said = [claim for claim in encoded if one in alike[id(claim)] and _overlap(claim.quote, one.quote)]
            if said:
                bound = bool(one.subject and one.property)
                right = (one.subject, one.property) in {(claim.subject, claim.property) for claim in said}
                drafts.append((one, bound, bound and right))
    return Measured(claims, drafts, total)


def _figure(claim: Claim, vocabulary: Vocabulary) -> Property | None:
    prop = vocabulary.properties.get(claim.property)
    return prop if prop and prop.datatype in FIGURES else None


def _overlap(one: str, other: str) -> bool:
    return bool(telling(one) & telling(other))


def _same(claim: Claim, draft: Claim, vocabulary: Vocabulary) -> bool:
    """The draft says the value of the claim."""
    prop = _figure(claim, vocabulary)
    ours = _values(claim, claim.value, vocabulary)
    return bool(prop) and any(ours == _values(claim, value, vocabulary) for value in _ways(draft.value, prop))


def _ways(value: str, prop: Property | None) -> Iterable[str]:
    yield value
    yield value_of(value, prop)
    if bare := next(iter(amounts(value, "en")), None):
        yield bare.literal


def _values(claim: Claim, value: str, vocabulary: Vocabulary) -> tuple[object, ...]:
    """What a claim would say with that value; nothing where it cannot be read so."""
    boxes, _ = normalise([replace(claim, value=value)], vocabulary)
    bounds = ((box.facet, box.value) for box in boxes)
    return tuple((facet, value.literal, value.possible) for facet, value in bounds if isinstance(value, Bounds))


def main(documents: Path) -> None:
    corpus = load(Path(__file__).parents[1] / "claims")
    before = time.process_time()
    told = measured(corpus, documents)
    seconds = time.process_time() - before
    for claim, _ in ((claim, found) for claim, found in told.claims if not found):
        print(f'missed: {claim.ref}: {claim.value}, of "{claim.quote}"')
    for draft, _, _ in (one for one in told.drafts if one[1] and not one[2]):
        print(
            f'bound wrongly: {draft.document.id}: {draft.value} as {draft.subject} {draft.property}, of "{draft.quote}"'
        )
    found = sum(is_found for _, is_found in told.claims)
    print(f"{found} of {len(told.claims)} figures and dates are found ({100 * found / len(told.claims):.1f} %)")
    bound, right = sum(one[1] for one in told.drafts), sum(one[2] for one in told.drafts)
    print(
        f"{told.all_drafts} drafts; of {len(told.drafts)} that people encoded, {bound} are bound "
        f"({100 * bound / len(told.drafts):.1f} %), {right} of them as people did "
        f"({100 * right / max(bound, 1):.1f} %); {seconds:.1f} s with the comparison"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
