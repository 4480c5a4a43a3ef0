"""A corpus with large tables: claim files in whole, and of the tables the rows that the rules must look at."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.literals.boxes import normalise
from checker.model.box import Box
from checker.model.claim import Document
from checker.model.corpus import Corpus
from checker.model.fault import Fault
from checker.readers.draft import Draft
from checker.readers.load import Files, ScannedFiles, resolve, rows_of
from checker.readers.references import UNKNOWN_SOURCE, Names, gather, resolve_names
from checker.readers.tables.tally import LISTED, more
from checker.scale.constraint_groups import groups_of_constraints
from checker.scale.constraints_per_claim import PER_CLAIM, checked_per_claim
from checker.scale.engine import ScanOptions, Tables
from checker.scale.relation_groups import group_screens, quantities, whole_families
from checker.scale.selection import EVERYTHING, Selection
from checker.scale.tables import open_tables

if TYPE_CHECKING:
    from checker.scale.select import Selected

LARGE = 100_000
"""Rows of tables beyond which they are screened; as many claims take the ordinary flow a minute."""
CHUNK = 2**20


def to_judge(found: ScannedFiles, asked: ScanOptions, now: int) -> tuple[Corpus, Selection]:
    """The corpus whose claims are judged one by one: all of them, or, of large tables, those that rules must look at,
    and what the screens say of the rest. `now` is the number of the day that counts as today.

    Raises `EngineError` and `Stopped` as engines do.
    """
    if is_large(found.tables, asked):
        return _screened(found, asked, now)
    return resolve(found, rows_of(found)), EVERYTHING


def is_large(tables: Files, asked: ScanOptions) -> bool:
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


def _screened(found: ScannedFiles, asked: ScanOptions, now: int) -> tuple[Corpus, Selection]:
    from checker.scale.scan.context import ScanContext
    from checker.scale.select import select

    files = resolve(found, ())
    boxes, _ = normalise(files.claims, files.vocabulary)
    names = gather(found.drafts, found.lexicon, found.complete)
    vocabulary = found.lexicon.vocabulary
    constraints = groups_of_constraints(vocabulary, now)
    families = whole_families(vocabulary, PER_CLAIM.union(constraints))
    context = ScanContext(
        names,
        found.documents,
        found.complete and all(draft.complete for draft in found.drafts),
        now,
        families,
        checked_per_claim(vocabulary) - families.keys(),
        group_screens(vocabulary, constraints),
    )
    asked_about = {one for c in files.claims for text in c.readings for one in quantities(text, vocabulary)}
    asked_about |= {one for stated in vocabulary.relations for one in quantities(stated.relation, vocabulary)}
    if asked.whole and not asked.whole.scope:
        asked_about.add((asked.whole.subject, asked.whole.property))
    refs = [claim.ref for claim in files.claims]
    sources = {source for claim in files.claims for source in claim.draws_on}
    with open_tables(asked, found.tables) as tables:
        selected = select(tables, boxes, refs, asked_about, sources, context, asked)
        known = replace(names, declared=names.declared | selected.declared)
        faults = tuple(_strange(tables, found.documents, known, selected.strange_lines))
        rows = tables.chosen(found.documents, selected.lines)
    # what the claims that are judged draw on is told with all others already
    declared = selected.declared | selected.strange
    told = Draft(tables.names[0], faults=(*selected.faults, *faults), lost=selected.lost, declared=declared, table=True)
    corpus = resolve(found, (told, *rows))
    related = context.groups.related if context.groups else frozenset()
    selection = replace(
        selected.selection,
        governed=_governed(selected, corpus, boxes, tables.names),
        partial=related - (families.keys() - selected.selection.skipped.keys()),
    )
    return _with_sums(corpus, selection, selected, boxes, tables.names)


def _governed(
    selected: Selected, corpus: Corpus, boxes: Sequence[Box], tables: Sequence[str]
) -> dict[str, frozenset[str]]:
    """The claims that are held against what is asked of claims together; a row that stands twice makes but one."""
    from checker.scale.select import numbered

    places = {name: place for place, name in enumerate(tables, start=1)}
    refs = dict(enumerate(dict.fromkeys(box.ref for box in boxes)))
    refs |= {numbered(claim, places): claim.ref for claim in corpus.claims if claim.mark.file in places}
    return {
        path: frozenset(refs[row] for row in rows.tolist() if row in refs) for path, rows in selected.governed.items()
    }


def _with_sums(
    corpus: Corpus, selection: Selection, selected: Selected, boxes: Sequence[Box], tables: Sequence[str]
) -> tuple[Corpus, Selection]:
    """The sums with what is told of keys by claims, and the corpus without those that are told of there only."""
    from checker.scale.reported import told
    from checker.scale.select import numbered

    places = {name: place for place, name in enumerate(tables, start=1)}
    rows = dict(enumerate({box.ref: box.claim for box in boxes}.values()))
    rows |= {numbered(claim, places): claim for claim in corpus.claims if claim.mark.file in places}
    known = sorted(selected.telling.rows() & rows.keys())
    found = told({number: rows[number] for number in known}, corpus.vocabulary)
    opposed = found.opposed(selected.telling)
    judged = {name: set(lines) for name, lines in selected.judged.items()}
    for box in (box for one in opposed for box in one.boxes):
        judged.setdefault(box.claim.mark.file, set()).add(box.claim.mark.line)
    claims = tuple(
        claim
        for claim in corpus.claims
        if claim.mark.file not in places or claim.mark.line in judged.get(claim.mark.file, ())
    )
    sums = replace(selected.sums, keys=found.keys(selected.telling), opposed=opposed)
    number = sum(len(judged[name]) for name in tables if name in judged)
    return replace(corpus, claims=claims), replace(selection, judged=number, sums=sums)


def _strange(
    tables: Tables, documents: Mapping[str, Document | None], names: Names, lines: Mapping[str, Sequence[int]]
) -> Iterator[Fault]:
    """The faults of rows that draw on what nobody knows, as many of each table as are told one by one."""
    first = {name: own[: LISTED + 1] for name, own in lines.items()}
    faults: dict[str, list[Fault]] = {}
    for draft in tables.chosen(documents, first):
        wrong = (fault for fault in resolve_names(draft, names).faults if fault.code == UNKNOWN_SOURCE)
        faults.setdefault(draft.file, []).extend(wrong)
    for name, own in faults.items():
        own.sort()
        yield from own[:LISTED]
        yield from (more(fault, len(lines[name]) - LISTED) for fault in own[LISTED : LISTED + 1])
