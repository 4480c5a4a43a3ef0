"""Tables of which each cell knows its place: what the readers of pages, of trees and of databases have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from checker.model.fault import Fault, Mark
from checker.readers.encoding import UNWANTED, forbidden
from checker.readers.names import shown
from checker.readers.tables.reader import BATCH_ROWS, BATCH_SIZE, BadCells, RowBatch
from checker.readers.tables.shape import array, cell, fields
from checker.readers.yaml import Fields

MOST_CELLS = 1_000_000
"""Cells of a file that is read in whole, as of a sheet. Source: measured, some 300 MB."""
LISTED = 5
"""Tables, and columns of each, that are named in a message."""
CELL = 64
"""Characters that a cell takes as much memory as, whatever it says."""


class GridCell(NamedTuple):
    """What a cell says, its place, and what keeps it from being used: words, or `""`."""

    text: str
    mark: Mark
    trouble: str = ""


class GridRow(NamedTuple):
    """A row: its number, its place, and its cells by the names of the columns; those that say nothing are not there."""

    line: int
    mark: Mark
    cells: Mapping[str, GridCell]


class Grid(NamedTuple):
    """A table of a file that may hold several: what it is called, its place, its columns with theirs, and its rows."""

    label: str
    mark: Mark
    names: Sequence[str]
    marks: Sequence[Mark]
    rows: Iterable[GridRow | Fault]


def chosen(grids: Sequence[Grid], wanted: Collection[str], label: str, name: str) -> Grid | Fault:
    """The table of that label; without one the only table, or the only one that has the wanted columns."""
    if label:
        found = [grid for grid in grids if grid.label == label]
    else:
        found = [grid for grid in grids if set(wanted) <= set(grid.names)] if len(grids) > 1 else list(grids)
    if len(found) == 1:
        return found[0]
    what = f"there is no table {shown(label)}" if label else f"{len(found) or 'none'} of its tables have these columns"
    listed = [
        f"{shown(grid.label)} ({shown(', '.join(grid.names[:LISTED]))}{', …' if len(grid.names) > LISTED else ''})"
        for grid in grids[:LISTED]
    ]
    more = f" and {len(grids) - LISTED:,} more" if len(grids) > LISTED else ""
    has = f"it has {', '.join(listed)}{more}" if grids else "it has no table"
    return Fault(Mark(name), "bad-table", "", f"{what}; {has}; name one as table in the map")


def sound_cell(text: str, mark: Mark) -> GridCell:
    """A cell that says a text, with what keeps that from being shown."""
    unwanted = UNWANTED.search(text)
    return GridCell("?", mark, forbidden(unwanted[0])) if unwanted else GridCell(text, mark)


def batches(rows: Iterable[GridRow | Fault], columns: Sequence[str]) -> Iterator[RowBatch]:
    """The cells of some columns, so many rows at a time as may be held."""
    held: list[GridRow] = []
    faults: list[Fault] = []
    size = 0
    for row in rows:
        if isinstance(row, Fault):
            faults.append(row)
        else:
            held.append(row)
            size += sum(len(one.text) + CELL for one in row.cells.values())
        if len(held) + len(faults) >= BATCH_ROWS or size >= BATCH_SIZE:
            yield _batch(held, faults, columns)
            held, faults, size = [], [], 0
    yield _batch(held, faults, columns)


def _batch(rows: Sequence[GridRow], faults: Sequence[Fault], columns: Sequence[str]) -> RowBatch:
    bad_cells: BadCells = {}
    arrays = {}
    for column in columns:
        cells = [row.cells.get(column) for row in rows]
        arrays[column] = array([one.text or None if one else None for one in cells], "literal")
        if wrong := {index: one.trouble for index, one in enumerate(cells) if one and one.trouble}:
            bad_cells[column, "wrong-type"] = wrong
    return RowBatch([row.line for row in rows], arrays, partial(_node, rows), bad_cells, tuple(faults))


def _node(rows: Sequence[GridRow], index: int) -> Fields:
    row = rows[index]
    made = ((name, one.mark, cell(one.text, "literal", one.mark)) for name, one in row.cells.items() if one.text)
    return fields(made, row.mark, "foreign")
