"""A corpus with large tables: claim files in whole, and of the tables the rows that the rules must look at."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from checker.corpus.draft import Draft
from checker.corpus.load import Files, Opened, closed
from checker.corpus.references import gather
from checker.model.corpus import Corpus
from checker.model.vocabulary import Vocabulary
from checker.normal.box import normalise
from checker.screen.bulk.engine import Asked

if TYPE_CHECKING:
    from checker.screen.bulk.sift import Sifted

LARGE = 100_000
"""Rows of tables beyond which they are screened; as many claims take the ordinary flow a minute."""
CHUNK = 2**20

Quantities = Callable[[str, Vocabulary], Iterable[tuple[str, str]]]


def is_large(tables: Files, asked: Asked) -> bool:
    """Whether tables go through the screen: where an engine is asked for, else where they have many rows."""
    if asked.engine != "auto":
        return bool(tables)
    rows = 0
    for name, path in tables:
        rows += _rows(name, path, LARGE + 1 - rows)
        if rows > LARGE:
            return True
    return False


def _rows(name: str, path: Path, most: int) -> int:
    """About how many rows a table has, counted as far as `most`; none where it cannot be read."""
    lower = name.lower()
    try:
        if lower.endswith(".parquet"):
            import pyarrow.parquet as pq

            return max(0, pq.read_metadata(path).num_rows)
        rows = 0
        with gzip.open(path) if lower.endswith(".gz") else path.open("rb") as stream:
            while rows <= most and (chunk := stream.read(CHUNK)):
                rows += chunk.count(b"\n")
    except (OSError, EOFError, ValueError):
        return 0  # whoever reads it will tell
    return rows


def screened(found: Opened, asked: Asked, kept: Mapping[str, str], quantities: Quantities) -> tuple[Corpus, Sifted]:
    """The corpus that is to be judged, and what the screen says of the rest.

    `kept` are properties all claims of which are judged, with their families; `quantities` tells the subjects and
    properties that a relation names.
    """
    from checker.corpus.tables.claims import read_chosen
    from checker.screen.bulk.ground import Ground
    from checker.screen.bulk.sift import sift

    files = closed(found, ())
    boxes, _ = normalise(files.claims, files.vocabulary)
    names = gather(found.drafts, found.lexicon, found.complete)
    vocabulary = found.lexicon.vocabulary
    ground = Ground(
        names,
        found.documents,
        found.complete and all(draft.complete for draft in found.drafts),
        kept,
        lambda text: quantities(text, vocabulary),
    )
    asked_about = {one for c in files.claims for text in c.readings for one in quantities(text, vocabulary)}
    asked_about |= {one for stated in vocabulary.relations for one in quantities(stated.relation, vocabulary)}
    result = sift(found.tables, boxes, [claim.ref for claim in files.claims], asked_about, ground, asked)
    told = Draft(found.tables[0][0], faults=result.faults, lost=result.lost, complete=False, table=True)
    return closed(found, (told, *read_chosen(found.tables, found.documents, result.chosen))), result
