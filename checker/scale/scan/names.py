"""Names in rows are looked up by columns; rows that name what there is not are told as the ordinary flow tells them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial

import numpy as np

from checker.literals.boxes import normalise
from checker.model.corpus import Lost
from checker.model.fault import Fault
from checker.model.fields import IN_TABLES, SECTIONS
from checker.readers.draft import Draft
from checker.readers.references import UNKNOWN_SOURCE, resolve_names
from checker.readers.tables.claims import claims_of, lost_row, stray
from checker.readers.tables.columns import Columns, part
from checker.readers.tables.tally import named, told
from checker.scale.scan.context import Memory, ScanContext
from checker.screening.arrays import BoolArray

NAMING = {field.name: SECTIONS[field.kind] for field in IN_TABLES if field.kind in SECTIONS}
"""Columns that hold a name of the vocabulary, and the section that declares it."""


def looked_up(columns: Columns, context: ScanContext, memory: Memory) -> tuple[BoolArray, list[Fault], list[Lost]]:
    """The rows whose names are all known; what is wrong with the others."""
    sound = np.ones(len(columns.rows), bool)
    faults: list[Fault] = []
    lost: list[Lost] = []
    for column, names in _checks(columns, context):
        known, unknown = _strange(columns, column, names, sound, context)
        for rows in (known, unknown):
            sound[rows] = False
            if rows:
                found, gone = _told(columns, column, rows, context, memory, rows is unknown)
                faults += found
                lost += gone
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


def _strange(
    columns: Columns, column: str, names: Collection[str], sound: BoolArray, context: ScanContext
) -> tuple[list[int], list[int]]:
    """The rows whose text is no name: those that a fault elsewhere excuses, and the others."""
    cells = columns.fields[column]
    strange = [(code, text) for code, text in enumerate(cells.dictionary.to_pylist()) if text not in names]
    if not strange:
        return [], []
    excused = [code for code, text in strange if text is not None and _excused(column, text, context)]
    codes = np.where(sound, cells.indices.fill_null(-1).to_numpy(zero_copy_only=False), -1)
    odd = np.isin(codes, [code for code, text in strange if text is not None])
    known = np.isin(codes, excused)
    return np.flatnonzero(odd & known).tolist(), np.flatnonzero(odd & ~known).tolist()


def _excused(column: str, text: str, context: ScanContext) -> bool:
    if column == "document":
        return text in context.documents or not context.complete
    group, _, dimension = column.partition(".")
    section = NAMING.get(column, "entities")
    lexicon = context.names.lexicon
    if group == "scope" and dimension not in lexicon.vocabulary.scopes:
        section, text = "scopes", dimension
    return lexicon.excuses(section, text)


def _told(
    columns: Columns, column: str, rows: list[int], context: ScanContext, memory: Memory, fresh: bool
) -> tuple[list[Fault], list[Lost]]:
    """The faults of rows that name what there is not, where nothing else tells them, and the rows as lost."""
    documents = columns.fields["document"]

    def explain(row: int) -> Iterable[Fault]:
        if column == "document":
            return (stray(columns, row, documents[row].as_py(), context.documents),)
        # sources may be rows of any table: they are looked up when all are read
        return [fault for fault in _resolved(columns, context, row).faults if fault.code != UNKNOWN_SOURCE]

    faults = list(told(memory.tally, rows, explain)) if fresh else []
    if column == "document":
        because = f"{columns.file}: unknown-document" if fresh else "its document is at fault"
    else:
        because = next((gone.because for gone in _resolved(columns, context, rows[0]).lost), "")
    return faults, list(named(memory.tally, [lost_row(columns, row, documents[row].as_py(), because) for row in rows]))


def _resolved(columns: Columns, context: ScanContext, row: int) -> Draft:
    claims = tuple(claim for _, claim in claims_of(part(columns, [row]), context.documents))
    return resolve_names(
        Draft(columns.file, claims=claims, positions=tuple(range(len(claims))), table=True), context.names
    )


def misread(
    columns: Columns, context: ScanContext, memory: Memory, unread: BoolArray, untimed: BoolArray
) -> list[Fault]:
    """The faults of rows whose value or time cannot be read."""
    explain = partial(_misread, columns, context)
    faults: list[Fault] = []
    for rows in (unread & ~untimed, untimed & ~unread, unread & untimed):
        faults += told(memory.tally, np.flatnonzero(rows).tolist(), explain)
    return faults


def _misread(columns: Columns, context: ScanContext, row: int) -> tuple[Fault, ...]:
    return normalise((claim for _, claim in claims_of(part(columns, [row]), context.documents)), context.vocabulary)[1]
