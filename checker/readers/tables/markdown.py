"""The tables of a Markdown file: rows of cells between bars, below a row of names and one of dashes.

Source: GitHub Flavored Markdown, section 4.10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.model.fault import Fault, Mark
from checker.readers.encoding import decode
from checker.readers.folder import read
from checker.readers.markup import FENCE, bare
from checker.readers.tables.grid import MOST_CELLS, Grid, GridCell, GridRow, batches, chosen
from checker.readers.tables.head import faults_of
from checker.readers.tables.reader import TableReader, Wanted, broken

LIMIT = 4 * 2**20
"""Bytes. Source: measured, at most 5 s of one core and 500 MB for the worst."""
LONGEST = 2**16
"""Characters of a line: 16,384 columns, as many as a sheet has, of four."""
DASHES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
"""The row below the names. Each character can only be read in one way, so that it takes linear time."""
CELL = re.compile(r"(?:[^|\\]|\\.)*\\?")
"""What stands between two bars; a bar after a backslash is one of the cell."""


def reader(path: Path, name: str, wanted: Wanted, table: str = "") -> TableReader:
    """The table of that number in a file, counted from 1; without one the only one that has the wanted columns."""
    raw = read(path, name, LIMIT)
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    grids = _grids(text, name) if isinstance(text, str) else text
    grid = chosen(grids, wanted, table, name) if isinstance(grids, list) else grids
    return grid_reader(grid, wanted)


def grid_reader(grid: Grid | Fault, wanted: Wanted) -> TableReader:
    """The wanted columns of a table."""
    if isinstance(grid, Fault):
        return broken(grid)
    faults = faults_of(grid.names, grid.marks, grid.mark, "foreign", wanted)
    return TableReader("foreign", faults, lambda _: batches(grid.rows, [name for name in grid.names if name in wanted]))


def _grids(text: str, name: str) -> list[Grid] | Fault:
    grids: list[Grid] = []
    lines = text.split("\n")
    fenced = False
    cells = number = 0
    while number < len(lines):
        line = lines[number]
        if len(line) > LONGEST and line.count("|") > 1:
            message = f"the line has more than {LONGEST:,} characters, expected a row of a table; save the table as CSV"
            return Fault(Mark(name, number + 1), "too-long", "", message)
        if FENCE.match(line):
            fenced = not fenced
        below = lines[number + 1] if number + 1 < len(lines) else ""
        number += 1
        if fenced or "|" not in line or len(below) > LONGEST or not DASHES.fullmatch(below.strip()):
            continue
        head = _cells(line, name, number)
        if len(_cells(below, name, number + 1)) != len(head):
            continue
        rows: list[GridRow | Fault] = []
        names = [one.text for one in head]
        number += 1
        while number < len(lines) and "|" in lines[number] and len(lines[number]) <= LONGEST:
            number += 1
            row = _cells(lines[number - 1], name, number)
            cells += len(row)
            if cells > MOST_CELLS:
                message = f"the tables have more than {MOST_CELLS:,} cells; save the table as CSV"
                return Fault(Mark(name, number), "too-many-values", "", message)
            rows.append(_row(row, names, name, number))
        grids.append(Grid(str(len(grids) + 1), head[0].mark, names, [one.mark for one in head], rows))
    return grids


def _row(row: Sequence[GridCell], names: Sequence[str], name: str, number: int) -> GridRow | Fault:
    if len(row) > len(names):
        message = (
            f"the row has {len(row)} cells, expected {len(names)} as in the first row; write \\| for a bar in a cell"
        )
        return Fault(row[len(names)].mark, "ragged-row", "", message)
    return GridRow(number, Mark(name, number), dict(zip(names, row, strict=False)))


def _cells(line: str, name: str, number: int) -> list[GridCell]:
    """The cells of a line, each with the place of its first letter."""
    return list(_split(line.rstrip("\r"), name, number))


def _split(line: str, name: str, number: int) -> Iterator[GridCell]:
    at = len(line) - len(line.lstrip())
    at += line.startswith("|", at)
    end = len(line.rstrip())
    while at < end:
        match = CELL.match(line, at, end)
        words = match[0] if match else ""
        start = at + len(words) - len(words.lstrip())
        yield GridCell(bare(words.strip().replace("\\|", "|")), Mark(name, number, start + 1))
        at += len(words) + 1
