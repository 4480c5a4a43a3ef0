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
from checker.readers.encoding import mark_at
from checker.readers.tables.head import faults_of
from checker.readers.tables.lines import TextLine, lines
from checker.readers.tables.reader import (
    ROW_LIMIT,
    BadCells,
    Chosen,
    Record,
    RowBatch,
    TableReader,
    Wanted,
    batched,
    broken,
    empty_file,
)
from checker.readers.tables.shape import About, about, cell, fields, sort_of, written
from checker.readers.yaml import Fields

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

IndexedColumns = Sequence[tuple[int, str]]
"""The columns that are read, each with its index in the file."""


@dataclass(frozen=True, slots=True)
class CsvForm:
    """The name of a file, and what separates its cells."""

    file: str
    separator: str


def reader(path: Path, name: str, wanted: Wanted, separator: str = ",") -> TableReader:
    """The table in a CSV file; its first row names the columns."""
    form = CsvForm(name, separator)
    records = _records(lines(path, name), form)
    head = next(records, None)
    if not isinstance(head, Record):
        return broken(head or empty_file(name, "a first row with the names of the columns"))
    names = [text.strip() for text in head.cells]
    sort = about(names, wanted)
    faults = faults_of(names, _marks(head.line, head.text, form), Mark(name), sort, wanted)
    indexed = [(index, column) for index, column in enumerate(names) if not wanted or column in wanted]
    return TableReader(sort, faults, partial(_rows, records, indexed, sort, form))


def _records(source: Iterator[TextLine], form: CsvForm) -> Iterator[Record[list[str]] | Fault]:
    """The rows of a file, each as long as the first; after a broken one reading goes on with the next line."""
    again: deque[TextLine] = deque()
    taken: list[TextLine] = []
    width = 0

    def feed() -> Iterator[str]:
        size = 0
        while line := again.popleft() if again else next(source, None):
            size = len(line[1]) + (size if taken else 0)
            taken.append(line)
            if size > 2 * ROW_LIMIT:
                raise csv.Error(LONG)
            yield line[1]

    reader = csv.reader(feed(), strict=True, delimiter=form.separator)
    while True:
        taken.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            line, text, fault = taken[0]
            yield fault or _broken(_marks(line, text, form)[-1], str(error))
            again.extendleft(reversed(taken[1:]))
            reader = csv.reader(feed(), strict=True, delimiter=form.separator)
            continue
        if cells is None:
            return
        if fault := next((fault for _, _, fault in taken if fault), None):
            yield fault
        elif cells:  # an empty line is no row
            width = width or len(cells)
            record = Record(taken[0][0], "".join(text for _, text, _ in taken), cells)
            yield record if len(cells) == width else _ragged(record, width, form)


def _broken(mark: Mark, problem: str) -> Fault:
    words = next((ours for theirs, ours in SYNTAX.items() if theirs in problem), "this is not CSV; compare with others")
    return Fault(replace(mark, column=max(1, mark.column - 1)), "bad-table", "", words)


def _ragged(record: Record[list[str]], wanted: int, form: CsvForm) -> Fault:
    marks = _marks(record.line, record.text, form)
    mark = marks[wanted] if len(marks) > wanted else marks[-1]
    message = (
        f"the row has {len(record.cells)} cells, expected {wanted} as in the first row; "
        "put a cell that holds commas in quotation marks"
    )
    return Fault(mark, "ragged-row", "", message)


def _marks(line: int, text: str, form: CsvForm) -> list[Mark]:
    """Where each cell of a row stands: its first character inside the quotation marks, where it has some."""
    marks: list[Mark] = []
    at = 0
    while (match := CELLS[form.separator].match(text, at)) is not None:
        start = at + text.startswith('"', at)
        mark = Mark(form.file, line, start + 1)
        if "\n" in text[:start] or "\r" in text[:start]:
            inner = mark_at(text, start, form.file)
            mark = replace(inner, line=line + inner.line - 1)
        marks.append(mark)
        at = match.end() + 1
        if not text.startswith(form.separator, match.end()):
            break
    return marks


def _rows(
    records: Iterator[Record[list[str]] | Fault],
    indexed: IndexedColumns,
    about: About,
    form: CsvForm,
    chosen: Chosen,
) -> Iterator[RowBatch]:
    for rows, faults in batched(records, chosen):
        columns: dict[str, pa.Array] = {}
        bad_cells: BadCells = {}
        for index, column in indexed:
            columns[column], wrong = written([row.cells[index] or None for row in rows], sort_of(about, column))
            bad_cells |= {(column, "wrong-type"): wrong} if wrong else {}
        yield RowBatch(
            [row.line for row in rows], columns, partial(_node, rows, indexed, about, form), bad_cells, faults
        )


def _node(rows: Sequence[Record[list[str]]], indexed: IndexedColumns, about: About, form: CsvForm, row: int) -> Fields:
    line, text, cells = rows[row]
    marks = _marks(line, text, form)
    given = ((column, marks[index], cells[index]) for index, column in indexed if cells[index])
    made = ((column, mark, cell(text, sort_of(about, column), mark)) for column, mark, text in given)
    return fields(made, Mark(form.file, line), about)
