"""Names in rows are looked up by columns; rows that name what there is not get the faults of the ordinary flow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

import numpy as np

from checker.literals.boxes import normalise
from checker.model.corpus import Lost
from checker.model.fault import Fault
from checker.model.fields import IN_TABLES, SECTIONS
from checker.readers.draft import Draft
from checker.readers.references import UNKNOWN_SOURCE, resolve_names
from checker.readers.tables.claims import claims_of, lost_row, stray
from checker.readers.tables.columns import Columns, take_rows
from checker.readers.tally import reported, reported_lost
from checker.scale.scan.context import ReadCache, ScanContext
from checker.screening.arrays import BoolArray

NAMING = {field.name: SECTIONS[field.kind] for field in IN_TABLES if field.kind in SECTIONS}
"""Columns that hold a name of the vocabulary, and the section that declares it."""


def looked_up(columns: Columns, context: ScanContext, cache: ReadCache) -> tuple[BoolArray, list[Fault], list[Lost]]:
    """The rows whose names are all known; what is wrong with the others."""
    sound = np.ones(len(columns.rows), bool)
    faults: list[Fault] = []
    lost: list[Lost] = []
    for column, names in _checks(columns, context):
        excused, unknown = _unknown_rows(columns, column, names, sound, context)
        sound[[*excused, *unknown]] = False
        faults += reported(cache.tally, unknown, partial(_unknown_name, columns, column, context))
        for rows, why in ((excused, "its document is at fault"), (unknown, f"{columns.file}: unknown-document")):
            if rows:
                why = why if column == "document" else _why_lost(columns, context, rows[0])
                document = columns.fields["document"]
                lost += reported_lost(cache.tally, [lost_row(columns, row, document[row].as_py(), why) for row in rows])
    return sound, faults, lost


def _checks(columns: Columns, context: ScanContext) -> Iterator[tuple[str, Collection[str]]]:
    """The columns that hold names, and the names that there are."""
    vocabulary = context.vocabulary
    names: dict[str, Collection[str]] = {
        "document": {name for name, document in context.documents.items() if document is not None},
        **{column: getattr(vocabulary, section) for column, section in NAMING.items()},
    }
    for column in columns.fields:
        group, _, dimension = column.partition(".")
        if group == "scope":
            names[column] = vocabulary.entities if dimension in vocabulary.scopes else ()
    yield from ((column, names[column]) for column in names if column in columns.fields)


def _unknown_rows(
    columns: Columns, column: str, names: Collection[str], sound: BoolArray, context: ScanContext
) -> tuple[list[int], list[int]]:
    """The rows whose text is no name: those that a fault elsewhere excuses, and the others."""
    cells = columns.fields[column]
    texts = enumerate(cells.dictionary.to_pylist())
    unknown = {code: text for code, text in texts if text is not None and text not in names}
    if not unknown:
        return [], []
    excused = [code for code, text in unknown.items() if _excused(column, text, context)]
    codes = np.where(sound, cells.indices.fill_null(-1).to_numpy(zero_copy_only=False), -1)
    is_unknown, is_excused = np.isin(codes, list(unknown)), np.isin(codes, excused)
    return np.flatnonzero(is_excused).tolist(), np.flatnonzero(is_unknown & ~is_excused).tolist()


def _excused(column: str, text: str, context: ScanContext) -> bool:
    if column == "document":
        return text in context.documents or not context.complete
    group, _, dimension = column.partition(".")
    section = NAMING.get(column, "entities")
    lexicon = context.names.lexicon
    if group == "scope" and dimension not in lexicon.vocabulary.scopes:
        section, text = "scopes", dimension
    return lexicon.excuses(section, text)


def _unknown_name(columns: Columns, column: str, context: ScanContext, row: int) -> Sequence[Fault]:
    """The faults of a row that names what there is not."""
    if column == "document":
        return (stray(columns, row, columns.fields["document"][row].as_py(), context.documents),)
    # sources may be rows of any table: they are looked up when all are read
    return [fault for fault in _resolved(columns, context, row).faults if fault.code != UNKNOWN_SOURCE]


def _why_lost(columns: Columns, context: ScanContext, row: int) -> str:
    return next((lost.because for lost in _resolved(columns, context, row).lost), "")


def _resolved(columns: Columns, context: ScanContext, row: int) -> Draft:
    claims = tuple(claim for _, claim in claims_of(take_rows(columns, [row]), context.documents))
    return resolve_names(
        Draft(columns.file, claims=claims, positions=tuple(range(len(claims))), table=True), context.names
    )


def misread(
    columns: Columns, context: ScanContext, cache: ReadCache, unread: BoolArray, untimed: BoolArray
) -> list[Fault]:
    """The faults of rows whose value or time cannot be read."""
    explain = partial(_misread, columns, context)
    faults: list[Fault] = []
    for rows in (unread & ~untimed, untimed & ~unread, unread & untimed):
        faults += reported(cache.tally, np.flatnonzero(rows).tolist(), explain)
    return faults


def _misread(columns: Columns, context: ScanContext, row: int) -> tuple[Fault, ...]:
    return normalise(
        (claim for _, claim in claims_of(take_rows(columns, [row]), context.documents)), context.vocabulary
    )[1]
