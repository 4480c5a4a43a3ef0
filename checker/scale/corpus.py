"""A corpus with large tables: all claims of files, and of the tables the rows that the rules must look at."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checker.literals.boxes import normalise
from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fault import Fault
from checker.model.vocabulary import Vocabulary
from checker.readers.draft import Draft
from checker.readers.folder import Files
from checker.readers.load import ScannedFiles, resolve, rows_of
from checker.readers.references import UNKNOWN_SOURCE, Names, gather, resolve_names
from checker.readers.tally import LISTED, stand_in
from checker.scale.constraint_groups import groups_of_constraints
from checker.scale.constraints_per_claim import PER_CLAIM, checked_per_claim
from checker.scale.engine import ScanOptions, Tables
from checker.scale.relation_groups import group_screens, quantities, quantities_by_definition, whole_families
from checker.scale.selection import EVERYTHING, Selection
from checker.scale.tables import open_tables

if TYPE_CHECKING:
    from checker.scale.scan.context import ScanContext
    from checker.scale.select import FileClaims, SelectedRows
    from checker.screening.arrays import Int64Array

LARGE = 100_000
"""Rows of tables beyond which they are screened; as many claims take the ordinary flow a minute."""
CHUNK = 2**20


def to_judge(files: ScannedFiles, options: ScanOptions, now: int) -> tuple[Corpus, Selection]:
    """The corpus whose claims are judged one by one: all of them, or, of large tables, those that rules must look at,
    and what the screens say of the rest. `now` is the number of the day that counts as today.

    Raises `EngineError` and `Interrupted` as engines do.
    """
    if is_large(files.tables, options):
        return _screened(files, options, now)
    return resolve(files, rows_of(files)), EVERYTHING


def is_large(tables: Files, options: ScanOptions) -> bool:
    """Whether tables go through the screen: where an engine is asked for, else where they have many rows."""
    if options.engine != "auto" or options.addresses:
        return bool(tables or options.addresses)
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
        return 0  # whoever reads it says why
    return rows


def _screened(files: ScannedFiles, options: ScanOptions, now: int) -> tuple[Corpus, Selection]:
    from checker.scale.select import FileClaims, select

    context = _context(files, now)
    in_files = resolve(files, ())
    boxes, _ = normalise(in_files.claims, in_files.vocabulary)
    claims = FileClaims(
        boxes,
        refs=[claim.ref for claim in in_files.claims],
        related=_related(in_files, context.vocabulary, options),
        sources={source for claim in in_files.claims for source in claim.draws_on},
    )
    with open_tables(options, files.tables) as tables:
        selected = select(tables, claims, context, options)
        names = replace(context.names, declared=context.names.declared | selected.declared)
        faults = tuple(_unknown_sources(tables, files.documents, names, selected.unknown_source_lines))
        rows = tables.read_lines(files.documents, selected.lines)
    # what the claims that are judged draw on is a fault with all others already
    declared = selected.declared | selected.unknown_sources
    rest = Draft(tables.names[0], faults=(*selected.faults, *faults), lost=selected.lost, declared=declared, table=True)
    corpus = resolve(files, (rest, *rows))
    related = context.groups.related if context.groups else frozenset()
    by_row = _by_row_id(corpus, claims, tables.names)
    selection = replace(
        selected.selection,
        governed={
            path: frozenset(by_row[row].ref for row in governed.tolist() if row in by_row)
            for path, governed in selected.governed.items()
        },
        large_blocks=_blocks_of_rows(selected.of_large_blocks, by_row, corpus.vocabulary),
        partial=related - (context.whole_families.keys() - selected.selection.skipped.keys()),
    )
    return _with_sums(corpus, selection, selected, by_row, tables.names)


def _context(files: ScannedFiles, now: int) -> ScanContext:
    from checker.scale.scan.context import ScanContext

    vocabulary = files.lexicon.vocabulary
    constraints = groups_of_constraints(vocabulary, now)
    families = whole_families(vocabulary, PER_CLAIM.union(constraints))
    return ScanContext(
        names=gather(files.drafts, files.lexicon, files.complete),
        documents=files.documents,
        complete=files.complete and all(draft.complete for draft in files.drafts),
        now=now,
        whole_families=families,
        per_claim=checked_per_claim(vocabulary) - families.keys(),
        groups=group_screens(vocabulary, constraints),
    )


def _related(corpus: Corpus, vocabulary: Vocabulary, options: ScanOptions) -> set[tuple[str, str]]:
    """The subjects and properties of which all claims are judged: relations speak of them, or the options name them."""
    texts = [text for claim in corpus.claims for text in claim.readings]
    related = {quantity for text in texts for quantity in quantities(text, vocabulary)}
    related |= quantities_by_definition(vocabulary)
    key = options.judged_key
    return related | {(key.subject, key.property)} if key and not key.scope else related


def _by_row_id(corpus: Corpus, files: FileClaims, tables: Sequence[str]) -> dict[int, Claim]:
    """The claims of files and tables; a row that stands twice makes but one."""
    from checker.scale.select import row_id, table_numbers

    numbers = table_numbers(tables)
    in_tables = (claim for claim in corpus.claims if claim.mark.file in numbers)
    return files.by_row_id() | {row_id(claim, numbers): claim for claim in in_tables}


def _blocks_of_rows(
    rows: Int64Array, by_row: Mapping[int, Claim], vocabulary: Vocabulary
) -> frozenset[tuple[str, str]]:
    boxes, _ = normalise((by_row[row] for row in rows.tolist() if row in by_row), vocabulary)
    return frozenset((box.key.subject, box.root) for box in boxes)


def _with_sums(
    corpus: Corpus, selection: Selection, selected: SelectedRows, by_row: Mapping[int, Claim], tables: Sequence[str]
) -> tuple[Corpus, Selection]:
    """The sums with what claims report of keys, and the corpus without those that are reported there only, and those
    that others stand for which say the same.
    """
    from checker.scale.reported import reported_boxes
    from checker.scale.standing import standing

    keys = selected.reported_keys
    rows = sorted(keys.row_ids() & by_row.keys())
    boxes = reported_boxes({row: by_row[row] for row in rows}, corpus.vocabulary)
    in_tables = frozenset(tables)
    judged, alike = ({name: set(lines) for name, lines in some.items()} for some in (selected.judged, selected.alike))

    def among(claim: Claim, lines: Mapping[str, set[int]]) -> bool:
        return claim.mark.line in lines.get(claim.mark.file, ())

    in_files = (claim for claim in corpus.claims if claim.mark.file not in in_tables)
    sure = {*(claim.ref for claim in in_files), *(claim.ref for claim in corpus.claims if among(claim, judged))}
    subjects = {claim.subject for claim in corpus.claims if among(claim, alike)}
    stand = standing((claim for claim in corpus.claims if claim.subject in subjects), sure, corpus.vocabulary)
    claims = tuple(
        claim
        for claim in corpus.claims
        if claim.ref in sure or (among(claim, alike) and claim.ref not in stand.left_out)
    )
    sums = replace(selected.sums, keys=boxes.sums(keys))
    # a row that is judged and stands twice makes no claim, and is none of those that were not judged either
    kept = sum(among(claim, alike) and not among(claim, judged) for claim in claims)
    number = sum(len(judged.get(name, ())) for name in tables) + kept
    return replace(corpus, claims=claims), replace(selection, judged=number, sums=sums, unlisted=stand.unlisted)


def _unknown_sources(
    tables: Tables, documents: Mapping[str, Document | None], names: Names, lines: Mapping[str, Sequence[int]]
) -> Iterator[Fault]:
    """The faults of rows that draw on what nobody knows, as many of each table as are listed one by one."""
    first = {name: some[: LISTED + 1] for name, some in lines.items()}
    faults: dict[str, list[Fault]] = {}
    for draft in tables.read_lines(documents, first):
        wrong = (fault for fault in resolve_names(draft, names).faults if fault.code == UNKNOWN_SOURCE)
        faults.setdefault(draft.file, []).extend(wrong)
    for name, listed in faults.items():
        listed.sort()
        yield from listed[:LISTED]
        yield from (stand_in(fault, len(lines[name]) - LISTED) for fault in listed[LISTED : LISTED + 1])
