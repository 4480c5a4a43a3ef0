"""A CSV file becomes rows: text between commas, in quotation marks where it holds commas, quotes or line breaks.

Why the standard library and no column reader: cells stay the text that they are, and each row knows its lines.
Source: RFC 4180.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from checker.model.fault import Fault, Mark
from checker.readers.encoding import place
from checker.readers.names import shown
from checker.readers.tables.head import faults_of, missing
from checker.readers.tables.lines import Line, lines
from checker.readers.tables.shape import (
    BATCH_ROWS,
    BATCH_SIZE,
    ROW_LIMIT,
    About,
    Odd,
    Rows,
    Sheet,
    about,
    cell,
    encoded,
    fields,
    items,
    listed,
    sort_of,
)
from checker.readers.yaml import CONSTANTS, Fields

if TYPE_CHECKING:
    import pyarrow as pa

CELLS = {sign: re.compile(rf'"[^"]*(?:""[^"]*)*"?|[^{sign}\r\n]*') for sign in (",", ";", "\t", "|")}
"""A cell, by what separates it from the next one."""
CLOSE = "close it, and double quotation marks inside a cell"
UNCLOSED = f"a quotation mark is opened here and not closed; {CLOSE}"
LONG = "record too long"
SYNTAX = {
    "unexpected end of data": UNCLOSED,
    "field larger": UNCLOSED,
    LONG: UNCLOSED,
    "expected after": "text goes on after a closing quotation mark; double quotation marks inside a cell",
}
"""What the reader of the standard library says, and what that means."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its first line, its text, and its cells, or the fault that keeps it from having any."""

    line: int
    text: str
    cells: Sequence[str] = ()
    fault: Fault | None = None
    separator: str = ","


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table, those of them that are read, and what its rows are about."""

    file: str
    names: Sequence[str]
    wanted: frozenset[str]
    about: About


def opened(path: Path, name: str, wanted: frozenset[str] = frozenset(), separator: str = ",") -> Sheet:
    """The table in a CSV file; its first row names the columns. Of a foreign table only those wanted are read."""
    found = records(lines(path, name), name, separator)
    head = next(found, None)
    if head is None or head.fault is not None:
        return Sheet("claims", (_none(head, name),), iter(()))
    names = [one.strip() for one in head.cells]
    if wanted:
        twice = [one for one in wanted if names.count(one) > 1]
        wrong = (*missing(wanted, names, Mark(name)), *(_several(one, head, name) for one in sorted(twice)))
        return Sheet("foreign", wrong, _batches(found, Head(name, names, wanted, "foreign")))
    sort = about(names)
    wrong = faults_of(names, places(head, name), sort, Mark(name))
    return Sheet(sort, wrong, _batches(found, Head(name, names, frozenset(names), sort)))


def _several(column: str, head: Record, name: str) -> Fault:
    mark = places(head, name)[[one.strip() for one in head.cells].index(column)]
    message = f"the column {shown(column)} stands more than once; expected it once; rename one"
    return Fault(mark, "duplicate-key", shown(column), message)


def _none(head: Record | None, name: str) -> Fault:
    message = "the file is empty; expected a first row with the names of the columns; fill it or remove it"
    return (head.fault if head else None) or Fault(Mark(name), "empty-file", "", message)


def records(source: Iterator[Line], name: str, separator: str = ",") -> Iterator[Record]:
    """The rows of a file; after a broken one reading goes on with the next line."""
    mine = partial(Record, separator=separator)
    again: deque[Line] = deque()
    taken: list[Line] = []

    def feed() -> Iterator[str]:
        size = 0
        while line := again.popleft() if again else next(source, None):
            size = len(line[1]) + (size if taken else 0)
            taken.append(line)
            if size > 2 * ROW_LIMIT:
                raise csv.Error(LONG)
            yield line[1]

    reader = csv.reader(feed(), strict=True, delimiter=separator)
    while True:
        taken.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield _broken(mine(taken[0][0], taken[0][1], fault=taken[0][2]), str(error), name)
            again.extendleft(reversed(taken[1:]))
            reader = csv.reader(feed(), strict=True, delimiter=separator)
            continue
        if cells is None:
            return
        fault = next((line[2] for line in taken if line[2]), None)
        if cells or fault:  # an empty line is no row
            yield mine(taken[0][0], "".join(line[1] for line in taken), cells, fault)


def _broken(record: Record, problem: str, name: str) -> Record:
    words = next((ours for theirs, ours in SYNTAX.items() if theirs in problem), "this is not CSV; compare with others")
    at = places(record, name)[-1]
    fault = Fault(replace(at, column=max(1, at.column - 1)), "bad-table", "", words)
    return replace(record, fault=record.fault or fault)


def places(record: Record, name: str) -> list[Mark]:
    """The place of each cell of a row: of its first character inside the quotation marks, where it has some."""
    found: list[Mark] = []
    at, text = 0, record.text
    while (cell := CELLS[record.separator].match(text, at)) is not None:
        start = at + text.startswith('"', at)
        mark = Mark(name, record.line, start + 1)
        if "\n" in text[:start] or "\r" in text[:start]:
            inner = place(text, start, name)
            mark = replace(inner, line=record.line + inner.line - 1)
        found.append(mark)
        at = cell.end() + 1
        if not text.startswith(record.separator, cell.end()):
            break
    return found


def _batches(found: Iterator[Record], head: Head) -> Iterator[Rows]:
    rows: list[Record] = []
    faults: list[Fault] = []
    size = 0
    for record in found:
        if record.fault:
            faults.append(record.fault)
        elif len(record.cells) != len(head.names):
            faults.append(_ragged(record, len(head.names), head.file))
        else:
            rows.append(record)
            size += len(record.text)
        if len(rows) + len(faults) >= BATCH_ROWS or size >= BATCH_SIZE:
            yield _rows(rows, faults, head)
            rows, faults, size = [], [], 0
    yield _rows(rows, faults, head)


def _ragged(record: Record, wanted: int, name: str) -> Fault:
    marks = places(record, name)
    mark = marks[wanted] if len(marks) > wanted else marks[-1]
    message = (
        f"the row has {len(record.cells)} cells, expected {wanted} as in the first row; "
        "put a cell that holds commas in quotation marks"
    )
    return Fault(mark, "ragged-row", "", message)


def _rows(rows: list[Record], faults: list[Fault], head: Head) -> Rows:
    columns: dict[str, pa.Array] = {}
    odd: Odd = {}
    for place_, column in enumerate(head.names):
        if column in head.wanted:
            columns[column], wrong = _column([row.cells[place_] or None for row in rows], column, head.about)
            odd |= {(column, "wrong-type"): wrong} if wrong else {}
    numbers = tuple(row.line for row in rows)
    return Rows(numbers, columns, partial(_node, rows, head), odd, tuple(faults))


def _column(cells: list[str | None], column: str, sort: About) -> tuple[pa.Array, dict[int, str]]:
    """The cells as an array, and the rows whose cells are no truth values where the column has those."""
    import pyarrow as pa

    match sort_of(sort, column):
        case "list":
            return listed([items(text) if text else None for text in cells]), {}
        case "flag":
            found = [CONSTANTS.get(text) if text else None for text in cells]
            wrong = {row: "" for row, text in enumerate(cells) if text and found[row] is None}
            return pa.array(found, pa.bool_()), wrong
        case _:
            return encoded(cells), {}


def _node(rows: Sequence[Record], head: Head, row: int) -> Fields:
    record = rows[row]
    marks = places(record, head.file)
    cells = zip(head.names, marks, record.cells, strict=True)
    made = (
        (column, mark, cell(text, sort_of(head.about, column), mark))
        for column, mark, text in cells
        if text and column in head.wanted
    )
    return fields(made, Mark(head.file, record.line), head.about)
