"""A sheet of a workbook becomes rows: what people typed, each cell with its place (`staff.xlsx:2024!B7`).

What nobody typed, or nobody sees, is told and not used: formulas, errors, hidden rows and columns, merged cells. The
first row with anything in it names the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checker.model.fault import Fault, Mark
from checker.readers.encoding import UNWANTED, forbidden
from checker.readers.folder import unreadable
from checker.readers.names import shown
from checker.readers.numerals import as_people_write, numeral
from checker.readers.tables.cells import day, figure
from checker.readers.tables.head import faults_of
from checker.readers.tables.reader import (
    BATCH_ROWS,
    BATCH_SIZE,
    ROW_LIMIT,
    BadCells,
    RowBatch,
    TableReader,
    Wanted,
    empty_file,
)
from checker.readers.tables.shape import FIGURES, array, cell, fields
from checker.readers.tables.workbook import Attributes, Handlers, Sheet, Unreadable, Workbook, events, opened, unescaped
from checker.readers.yaml import Fields

if TYPE_CHECKING:
    import pyarrow as pa

DIGITS = "0123456789"
PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
WIDEST, LONGEST = 16_384, 1_048_576
"""Columns and rows of a sheet. Source: the specification of Excel."""
MOST_TEXT = 2**28
"""Characters of all cells that are read: a text that is held once may stand in a million of them."""
CELL = 64
"""Characters that a cell takes as much memory as, whatever it says."""
LISTED = 5
"""Sheets that are named in a message."""
UNUSABLE = "?"
"""Stands for a text that cannot be shown."""
ERROR = "an error of the spreadsheet, which says nothing; correct the cell, or skip the row"


class Cell(NamedTuple):
    """What a cell says, and what keeps it from being used: words, or `""`; it says something then, too."""

    text: str
    trouble: str = ""


@dataclass(slots=True)
class SheetRow:
    """A row with its number, its cells by column, and whether it is hidden."""

    number: int
    hidden: bool = False
    cells: dict[int, Cell] = field(default_factory=dict)


def reader(path: Path, name: str, wanted: Wanted, figures: frozenset[str] = FIGURES, sheet: str = "") -> TableReader:
    """The table on a sheet of a workbook: the one named, else the only one that is to be seen."""
    rows = _rows(path, name, wanted, figures, sheet)
    faults = next(rows)
    below = (batch for batch in rows if isinstance(batch, RowBatch))
    return TableReader("foreign", faults if isinstance(faults, tuple) else (), lambda _: below)


def _rows(
    path: Path, name: str, wanted: Wanted, figures: frozenset[str], sheet: str
) -> Iterator[tuple[Fault, ...] | RowBatch]:
    """First what is wrong above the rows; then the rows."""
    begun = False
    table = SheetTable(name, wanted, figures)
    try:
        with opened(path) as book:
            chosen = _chosen(book, name, sheet)
            if isinstance(chosen, Fault):
                yield (chosen,)
                return
            table.file = f"{name}:{chosen.name}"
            scan = Scan(book, table)
            for _ in events(book, chosen.part, Handlers(scan.start, scan.end, scan.text)):
                if not begun and table.columns is not None:
                    begun = True
                    yield table.head_faults
                if begun and table.full:
                    yield table.batch()
            if not begun:
                yield (replace(empty_file(name, "a row with the names of the columns"), mark=table.whole),)
                return
            yield table.batch()
            yield replace(table.batch(), faults=tuple(table.merged_faults()))
    except (Unreadable, OSError) as error:
        if isinstance(error, Unreadable):
            faults = (Fault(table.whole, error.code, "", error.message),)
        else:
            faults = (unreadable(error, name),)
        yield replace(table.batch(), faults=faults) if begun else faults


def _chosen(book: Workbook, name: str, sheet: str) -> Sheet | Fault:
    """The sheet of that name; without one the only one that is to be seen."""
    seen = [one for one in book.sheets if not one.hidden]
    found = [one for one in book.sheets if one.name == sheet] if sheet else seen
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{shown(one.name)}{' (hidden)' if one.hidden else ''}" for one in book.sheets[:LISTED])
    more = f" and {len(book.sheets) - LISTED:,} more" if len(book.sheets) > LISTED else ""
    what = f"there is no sheet {shown(sheet)}" if sheet else f"the workbook has {len(seen)} sheets to be seen"
    step = "name one with --sheet, or as sheet in the map"
    return Fault(Mark(name, 0), "bad-table", "", f"{what}; it has {names or 'none'}{more}; {step}")


class Scan:
    """The elements of a sheet, as they come, become rows of a table."""

    def __init__(self, book: Workbook, table: SheetTable) -> None:
        self.book, self.table = book, table
        self.row = SheetRow(0)
        self.column, self.last = -1, 0
        self.kind, self.style = "n", ""
        self.formula: list[str] | None = None
        self.taken: list[str] = []
        self.size = 0
        self.into: list[str] | None = None
        self.aloud = self.read = False
        self.columns: Mapping[int, str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        match name:
            case "c":
                self.column = _column(attributes.get("r"), self.column, self.row.number)
                self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
                self.formula = None
                self.read = self.columns is None or self.column in self.columns
            case "v":
                self.into = self.taken if self.read else None
            case "t" if not self.aloud:
                self.into = self.taken if self.read else None
            case "f" if self.read:
                self.formula = self.into = []
            case "row":
                number = attributes.get("r", str(self.last + 1))
                if not number.isdecimal() or not self.last < int(number[:8]) <= LONGEST:
                    raise Unreadable("bad-table", f"row {shown(number)} is out of order; save the workbook anew")
                self.last, self.column = int(number), -1
                self.row = SheetRow(self.last, attributes.get("hidden", "") in ("1", "true"))
            case "rPh":
                self.aloud = True
            case "col" if attributes.get("hidden", "") in ("1", "true"):
                ends = (min(int(attributes.get(end, "1")), WIDEST) for end in ("min", "max"))
                self.table.hidden.append(tuple(ends))
            case "mergeCell":
                self.table.add_merged(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        if self.into is not None:
            self.size += len(text)
            if self.size > ROW_LIMIT:
                raise Unreadable(
                    "too-long", f"row {self.row.number} has more than {ROW_LIMIT:,} characters; shorten it"
                )
            self.into.append(text)

    def end(self, name: str) -> None:
        match name:
            case "c":
                if self.taken or self.formula is not None:
                    self.row.cells[self.column] = self._cell()
                    self.taken.clear()
                    self.formula = None
            case "v" | "t" | "f":
                self.into = None
            case "rPh":
                self.aloud = False
            case "row":
                self.size = 0
                self.table.add(self.row)
                self.columns = self.table.columns

    def _cell(self) -> Cell:
        stored = "".join(self.taken)
        if self.formula is not None:
            written = "".join(self.formula)
            words = f"={shown(written)}" if written else "a formula"
            step = "paste the column as values, once somebody has looked at them"
            return Cell(f"={written}", f"found {words}, expected what somebody typed; {step}")
        match self.kind:
            case "n":
                return self._number(stored.strip())
            case "s":
                strings = self.book.strings
                index = int(stored) if stored.isdecimal() and len(stored) < 9 else len(strings)
                return (
                    _text(strings[index])
                    if index < len(strings)
                    else Cell(stored, "the text of this cell is not there; save the workbook anew")
                )
            case "inlineStr" | "str":
                return _text(unescaped(stored))
            case "b":
                return Cell("true" if stored.strip() == "1" else "false")
            case "e":
                return Cell(stored, f"found {shown(stored)}, {ERROR}")
            case "d":
                return _day(stored.removesuffix("T00:00:00"), stored)
            case _:
                return self._number(stored.strip())

    def _number(self, stored: str) -> Cell:
        form = self.book.format_of(self.style)
        if form.kind in ("number", "percent"):
            found = figure(stored, form)
            return Cell(f"{numeral(found)}{' %' if form.kind == 'percent' else ''}") if found else _no_number(stored)
        return _day(day(stored, form, self.book.dates_from_1904), stored)


def _text(text: str) -> Cell:
    unwanted = UNWANTED.search(text)
    return Cell(UNUSABLE, forbidden(unwanted[0])) if unwanted else Cell(text)


def _no_number(stored: str) -> Cell:
    return Cell(stored, f"found {shown(stored)}, which is no number; type the cell anew")


def _day(text: str, stored: str) -> Cell:
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        return Cell(text)
    return Cell(stored, f"found a moment ({shown(stored)}), expected a day; format the column as a date, without hours")


@lru_cache(4 * WIDEST)
def _index(letters: str) -> int:
    """The column that spreadsheets call so; -1 where they call none so."""
    number = 0
    for letter in letters if len(letters) <= 3 else "":
        number = 26 * number + (ord(letter) - ord("A") + 1 if "A" <= letter <= "Z" else WIDEST)
    return number - 1


def _column(place: str | None, before: int, row: int) -> int:
    """The column of a cell; the one after the last where it does not say."""
    if place is None:
        column = before + 1
    else:
        letters = place.rstrip(DIGITS)
        column = _index(letters) if place[len(letters) :] == str(row) else -1
    if not before < column < WIDEST:
        raise Unreadable("bad-table", f"the cell {shown(place or str(row))} is out of order; save the workbook anew")
    return column


@lru_cache(4 * WIDEST)
def letters_of(column: int) -> str:
    """A column as spreadsheets call it: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class SheetTable:
    """The rows of a sheet that were read and not given yet, below the one that names the columns."""

    def __init__(self, name: str, wanted: Wanted, figures: frozenset[str]) -> None:
        self.file = name
        self.wanted, self.figures = wanted, figures
        self.columns: Mapping[int, str] | None = None
        self.head_faults: tuple[Fault, ...] = ()
        self.head_row = 0
        self.hidden: list[tuple[int, ...]] = []
        self.merged: list[tuple[str, int, int]] = []
        self.merged_count = 0
        self.rows: list[SheetRow] = []
        self.size = self.whole_size = 0

    @property
    def whole(self) -> Mark:
        return Mark(self.file, 0)

    @property
    def full(self) -> bool:
        return len(self.rows) >= BATCH_ROWS or self.size >= BATCH_SIZE

    def mark(self, column: int, row: int) -> Mark:
        return Mark(f"{self.file}!{letters_of(column)}{row}", 0)

    def add(self, row: SheetRow) -> None:
        if self.columns is None:
            if any(one.text.strip() or one.trouble for one in row.cells.values()):
                self._head(row)
        elif row.cells:
            size = 0
            for one in row.cells.values():
                size += len(one.text)
            self.size += size + CELL * len(row.cells)
            self.whole_size += size
            if self.whole_size > MOST_TEXT:
                raise Unreadable("too-many-values", "the sheet has too much text; save it as CSV")
            self.rows.append(row)

    def _head(self, row: SheetRow) -> None:
        names = {column: as_people_write(one.text).strip() for column, one in sorted(row.cells.items())}
        marks = [self.mark(column, row.number) for column in names]
        faults = [*faults_of(tuple(names.values()), marks, self.whole, "foreign", self.wanted)]
        self.columns = {column: name for column, name in names.items() if name in self.wanted}
        for column, name in self.columns.items():
            if words := row.cells[column].trouble:
                faults.append(Fault(self.mark(column, row.number), "wrong-type", shown(name), words))
            if any(first <= column + 1 <= last for first, last in self.hidden):
                message = f"the column {shown(name)} is hidden; show it, so that people see what becomes a claim"
                faults.append(Fault(self.mark(column, row.number), "bad-table", shown(name), message))
        self.head_row, self.head_faults = row.number, tuple(faults)

    def add_merged(self, place: str) -> None:
        """Cells that are one, where they reach below the head and into a column that is read."""
        first, _, last = place.partition(":")
        a, b = PLACE.fullmatch(first), PLACE.fullmatch(last)
        if a and b and self.columns and int(b[2]) > self.head_row:
            if any(_index(a[1]) <= column <= _index(b[1]) for column in self.columns):
                self.merged_count += 1
                self.merged = self.merged or [(place, _index(a[1]), int(a[2]))]

    def merged_faults(self) -> Iterator[Fault]:
        for place, column, row in self.merged:
            more = f" (and {self.merged_count - 1:,} more)" if self.merged_count > 1 else ""
            message = f"the cells {place} are merged{more}, expected a value in each row; unmerge them and fill each"
            yield Fault(self.mark(column, row), "bad-table", "", message, self.merged_count)

    def batch(self) -> RowBatch:
        """The rows that were not given yet."""
        rows, self.rows, self.size = self.rows, [], 0
        columns: dict[str, pa.Array] = {}
        bad_cells: BadCells = {}
        for column, name in (self.columns or {}).items():
            cells = [row.cells.get(column) for row in rows]
            texts = [self._written(one, name) if one and one.text else None for one in cells]
            columns[name] = array(texts, "literal")
            wrong = {number: one.trouble for number, one in enumerate(cells) if one and one.trouble}
            bad_cells |= {(name, "wrong-type"): wrong} if wrong else {}
        faults = tuple(self._hidden_rows(rows))
        return RowBatch([row.number for row in rows], columns, partial(self._node, rows), bad_cells, faults)

    def _written(self, one: Cell, name: str) -> str:
        """Figures keep the sign that no language reads them otherwise; what else is read is as people write it."""
        return one.text if name in self.figures else as_people_write(one.text)

    def _hidden_rows(self, rows: Sequence[SheetRow]) -> Iterator[Fault]:
        hidden = [row for row in rows if row.hidden]
        if hidden:
            more = f" and {len(hidden) - 1:,} more after it" if len(hidden) > 1 else ""
            message = f"the row {hidden[0].number:,}{more} is hidden; show all rows, or delete those that do not count"
            yield Fault(self.mark(0, hidden[0].number), "bad-table", "", message, len(hidden))

    def _node(self, rows: Sequence[SheetRow], number: int) -> Fields:
        row = rows[number]
        made = []
        for column, name in (self.columns or {}).items():
            one = row.cells.get(column)
            if one and (one.text or one.trouble):
                mark = self.mark(column, row.number)
                made.append((name, mark, cell(self._written(one, name), "literal", mark)))
        return fields(made, self.mark(0, row.number), "foreign")
