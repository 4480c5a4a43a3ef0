"""A corpus with large tables: claim files in whole, and of the tables the rows that the rules must look at."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.literals.boxes import normalise
from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fault import Fault
from checker.model.vocabulary import Vocabulary
from checker.readers.draft import Draft
from checker.readers.load import Files, Opened, closed
from checker.readers.references import UNKNOWN_SOURCE, Names, gather, resolve
from checker.readers.tables.tally import LISTED, more
from checker.scale.engine import Asked, Tables, opened

if TYPE_CHECKING:
    from checker.model.box import Box
    from checker.scale.select import Sifted
    from checker.screening.groups import Together

LARGE = 100_000
"""Rows of tables beyond which they are screened; as many claims take the ordinary flow a minute."""
CHUNK = 2**20

Breaking = Callable[[Sequence[Claim], Vocabulary], Collection[int]]
Quantities = Callable[[str, Vocabulary], Iterable[tuple[str, str]]]


def is_large(tables: Files, asked: Asked) -> bool:
    """Whether tables go through the screen: where an engine is asked for, else where they have many rows."""
    if asked.engine != "auto" or asked.addresses:
        return bool(tables or asked.addresses)
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


def screened(
    found: Opened,
    asked: Asked,
    kept: Mapping[str, str],
    quantities: Quantities,
    alone: frozenset[str],
    breaking: Breaking,
    together: Together | None = None,
) -> tuple[Corpus, Sifted]:
    """The corpus that is to be judged, and what the screen says of the rest.

    `kept` are properties all claims of which are judged, with their families; `quantities` tells the subjects and
    properties that a relation names; `breaking` which claims break what their property, one of `alone`, asks of each
    claim by itself; `together` what is asked of claims together.
    """
    from checker.scale.scan.context import Ground
    from checker.scale.select import sift

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
        alone,
        lambda claims: breaking(claims, vocabulary),
        together,
    )
    asked_about = {one for c in files.claims for text in c.readings for one in quantities(text, vocabulary)}
    asked_about |= {one for stated in vocabulary.relations for one in quantities(stated.relation, vocabulary)}
    if asked.whole and not asked.whole.scope:
        asked_about.add((asked.whole.subject, asked.whole.property))
    refs = [claim.ref for claim in files.claims]
    sources = {source for claim in files.claims for source in claim.draws_on}
    with opened(asked, found.tables) as tables:
        result = sift(tables, boxes, refs, asked_about, sources, ground, asked)
        known = replace(names, declared=names.declared | result.declared)
        faults = tuple(_strange(tables, found.documents, known, result.strange_lines))
        rows = tables.chosen(found.documents, result.read)
    # what the claims that are judged draw on is told with all others already
    declared = result.declared | result.strange
    told = Draft(tables.names[0], faults=(*result.faults, *faults), lost=result.lost, declared=declared, table=True)
    corpus = closed(found, (told, *rows))
    return _told(corpus, replace(result, home=_home(result, corpus, boxes, tables.names)), boxes, tables.names)


def _home(sifted: Sifted, corpus: Corpus, boxes: Sequence[Box], tables: Sequence[str]) -> dict[str, frozenset[str]]:
    """The claims that are held against what is asked of claims together; a row that stands twice makes but one."""
    from checker.scale.select import numbered

    places = {name: place for place, name in enumerate(tables, start=1)}
    refs = dict(enumerate(dict.fromkeys(box.ref for box in boxes)))
    refs |= {numbered(claim, places): claim.ref for claim in corpus.claims if claim.mark.file in places}
    return {
        path: frozenset(refs[row] for row in rows.tolist() if row in refs) for path, rows in sifted.home_rows.items()
    }


def _told(corpus: Corpus, sifted: Sifted, boxes: Sequence[Box], tables: Sequence[str]) -> tuple[Corpus, Sifted]:
    """The sums with what is told of keys by claims, and the corpus without those that are told of there only."""
    from checker.scale.reported import told
    from checker.scale.select import numbered

    places = {name: place for place, name in enumerate(tables, start=1)}
    rows = dict(enumerate({box.ref: box.claim for box in boxes}.values()))
    rows |= {numbered(claim, places): claim for claim in corpus.claims if claim.mark.file in places}
    known = sorted(sifted.telling.rows() & rows.keys())
    found = told({number: rows[number] for number in known}, corpus.vocabulary)
    opposed = found.opposed(sifted.telling)
    chosen = {name: set(lines) for name, lines in sifted.chosen.items()}
    for box in (box for one in opposed for box in one.boxes):
        chosen.setdefault(box.claim.mark.file, set()).add(box.claim.mark.line)
    judged = tuple(
        claim
        for claim in corpus.claims
        if claim.mark.file not in places or claim.mark.line in chosen.get(claim.mark.file, ())
    )
    sums = replace(sifted.sums, keys=found.keys(sifted.telling), opposed=opposed)
    lines = {name: sorted(chosen[name]) for name in tables if name in chosen}
    return replace(corpus, claims=judged), replace(sifted, chosen=lines, sums=sums)


def _strange(
    tables: Tables, documents: Mapping[str, Document | None], names: Names, lines: Mapping[str, Sequence[int]]
) -> Iterator[Fault]:
    """The faults of rows that draw on what nobody knows, as many of each table as are told one by one."""
    first = {name: own[: LISTED + 1] for name, own in lines.items()}
    faults: dict[str, list[Fault]] = {}
    for draft in tables.chosen(documents, first):
        wrong = (fault for fault in resolve(draft, names).faults if fault.code == UNKNOWN_SOURCE)
        faults.setdefault(draft.file, []).extend(wrong)
    for name, own in faults.items():
        own.sort()
        yield from own[:LISTED]
        yield from (more(fault, len(lines[name]) - LISTED) for fault in own[LISTED : LISTED + 1])
