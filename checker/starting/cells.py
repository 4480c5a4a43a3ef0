"""The cells of a table with what its headings say of them: of what row, which column, in what unit.

A heading is what the document marks as one, a first row without figures, and the first cell of a row that is none, or
is a year. A row that is one cell is a heading of the rows below.
Quiet: a table of a single row or column, without headings, or of long cells lays out a page, and is prose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.units.tidy import is_measure
from checker.model.groups import grouped
from checker.readers.claims import WORD_LIMIT
from checker.texts.tables import Cell, Table
from checker.texts.text import Text

SHORT = 0.75
"""The share of its cells that are no longer than a quote, in a table that holds data."""
BLOCKS_ABOVE = 3
"""Between a table and the heading or line that names it."""
LONGEST_CAPTION = 40
"""Words of such a line."""
NOTHING = re.compile(r"n/?a|n\.\s?a\.?|nil|none|no data|unknown|yes|no", re.IGNORECASE)
"""What stands in a cell of which nothing is known, or that answers a question."""
MOST_AT_LEFT = 4
"""Columns in which the heading of several rows may stand."""
FIGURE = re.compile(r"[^\W\d_]{0,3}[^\w\s]{0,3}\s*[0-9][0-9.,   ]*\s*(?:[^\W\d]{0,3}|[^\w\s]{0,2})")
"""A cell that is a figure, with a sign or a short unit."""
NOTE = re.compile(r"(?:\s*\[\w{1,3}\])+$|(?<=[0-9.,%])(?<!\b10)[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
"""References to notes behind a cell's words, in brackets or raised; a power of ten is none."""
TIME = re.compile(
    r"(?:FY\s?)?[12][0-9]{3}(?:\s?[-–/]\s?(?:[0-9]{2}|[12][0-9]{3}))?|[12][0-9]{3}-[0-9]{2}(?:-[0-9]{2})?"
)
LAST_TIME = re.compile(rf",?\s+(?:{TIME.pattern})$")
UNITS = re.compile(r"units?(?: of measure(?:ment)?)?", re.IGNORECASE)
"""The heading of a column that says the units of the rows."""
TIMES = re.compile(r"(?:fiscal |financial |calendar )?year|date|day|month|quarter|period|season|edition", re.IGNORECASE)
"""Headings of columns that tell of what time a row is."""
IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
BEHIND = re.compile(r"(?:,|\bin)\s+([^,()]{1,40})$", re.IGNORECASE)
MAGNITUDE = re.compile(
    r"(?<!\w)(?:(?P<thousand>thousands?|['’]?000s?)|(?P<million>millions?|mn)|(?P<billion>billions?|bn)|(?P<trillion>trillions?|tn))(?!\w)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_][^\W_]{2,}\b.*")


class TableCell(NamedTuple):
    """A cell, its words with each run of spaces as one. `is_data`: it is no heading, and is drafted. `headings`: the
    words that tell what it is, the nearest first: of its row, its column, the part of the table, the table. `unit`:
    what a column of units says in its row.
    """

    words: str
    is_data: bool
    headings: tuple[str, ...] = ()
    unit: str = ""

    @property
    def context(self) -> str:
        """What stands where, in words."""
        names = ("row", "column", "under", "table")
        return "; ".join(f"{name}: {words}" for name, words in zip(names, self.headings, strict=True) if words)


class Grid:
    """A table with its headings found; `holds_data` tells whether it is one of data."""

    def __init__(self, text: Text, table: Table) -> None:
        self.words = {cell: " ".join(text.words[cell.start : cell.end].split()) for cell in table.cells}
        self.caption = table.caption or _named_before(text, table)
        self.rows = grouped(table.cells, lambda cell: cell.row)
        self.width = max((cell.column + cell.columns for cell in table.cells), default=0)
        self.heads = self._heads()
        self.parts = self._parts()
        self.part_rows = sorted(self.parts)
        self.above = self._above()
        self.times, self.serial, self.names = self._columns()
        self.across = self._across()
        self.units = self._units()
        self.left = {row: self._left(row, cells) for row, cells in self.rows.items() if row not in self.heads}

    @property
    def holds_data(self) -> bool:
        short = sum(len(words.split()) <= WORD_LIMIT for words in self.words.values())
        named = self.heads or any(cell.head for cell in self.words)
        data = any(self._is_data(cell) and any(map(str.isdecimal, self.words[cell])) for cell in self.words)
        return len(self.rows) > 1 and self.width > 1 and bool(named) and short >= SHORT * len(self.words) and data

    def cells(self) -> Mapping[int, TableCell]:
        """The cells by where they start."""
        return {cell.start: self._told(cell) for cell in self.words}

    def _told(self, cell: Cell) -> TableCell:
        if not self._is_data(cell):
            return TableCell(self.words[cell], is_data=False)
        row = ", ".join(self.words[other] for other in self.left[cell.row])
        parts = bisect_left(self.part_rows, cell.row)
        under = self.words[self.parts[self.part_rows[parts - 1]]] if parts else ""
        headings = (row, self.above.get(cell.column, ""), under, self.caption)
        return TableCell(self.words[cell], True, headings, self._unit(cell))

    def _is_data(self, cell: Cell) -> bool:
        heading = cell.head or cell.row in self.heads or cell.row in self.parts
        return not heading and cell not in self.left[cell.row] and cell.column not in self.serial

    def _heads(self) -> frozenset[int]:
        """The rows of headings at the top."""
        heads: set[int] = set()
        for row in sorted(self.rows):
            cells = self.rows[row]
            if not all(cell.head for cell in cells) or (heads and len(cells) == 1):
                break
            heads.add(row)
        if not heads and self.rows and not any(cell.head for cell in self.words):
            first = min(self.rows)
            plain = not any(_is_figure(self.words[cell]) for cell in self.rows[first])
            heads |= {first} if plain and len(self.rows[first]) > 1 else set()
        return frozenset(heads)

    def _parts(self) -> Mapping[int, Cell]:
        """Rows of one cell, which head those below."""
        single = {row: cells[0] for row, cells in self.rows.items() if len(cells) == 1 and row not in self.heads}
        return {
            row: cell
            for row, cell in single.items()
            if (cell.columns > 1 or cell.head) and not _is_figure(self.words[cell])
        }

    def _above(self) -> Mapping[int, str]:
        """The words of the headings of each column, from the top."""
        words: dict[int, list[str]] = {}
        for row in sorted(self.heads):
            for cell in self.rows[row]:
                for column in range(cell.column, min(cell.column + cell.columns, self.width)):
                    words.setdefault(column, []).append(self.words[cell])
        return {column: ", ".join(dict.fromkeys(some)) for column, some in words.items()}

    def _columns(self) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
        """Columns that say of what time a row is, those that number the rows, and those that name them: the first of
        which most cells are words, with those that follow it; else the first, where it says no time.
        """
        below = [cell for cell in self.words if cell.row not in self.heads and cell.row not in self.parts]
        times, serial, named = set(), set(), []
        others = False
        for column, cells in sorted(grouped(below, lambda cell: cell.column).items()):
            said = [self.words[cell] for cell in cells]
            of_time = TIMES.fullmatch(self.above.get(column, "")) is not None
            if (of_time or column == 0) and all(map(TIME.fullmatch, said)):
                times.add(column)
            elif len(said) > 1 and [text.rstrip(".") for text in said] == [str(n + 1) for n in range(len(said))]:
                serial.add(column)
            elif 2 * sum(map(_is_name, said)) > len(said) and not (named and others):
                named.append(column)
            else:
                others = True
        return frozenset(times), frozenset(serial), frozenset(named or (() if times else (0,)))

    def _units(self) -> tuple[int, Mapping[int, str]] | None:
        """The column of units, and what it says of each row."""
        column = next((column for column, words in self.above.items() if UNITS.fullmatch(words)), None)
        if column is None:
            return None
        return column, {cell.row: words for cell, words in self.words.items() if cell.column == column}

    def _unit(self, cell: Cell) -> str:
        """What the column of units says of a cell: of the figures before it, or behind it where none stand before."""
        if not self.units:
            return ""
        column, by_row = self.units
        before = any(other not in self.names | self.times | self.serial for other in range(column))
        return by_row.get(cell.row, "") if (cell.column < column) == before else ""

    def _across(self) -> Mapping[int, list[Cell]]:
        """The cells at the left that reach down into a row from one above."""
        reached: dict[int, list[Cell]] = {}
        last = max(self.rows, default=0)
        for cell in self.words:
            if cell.rows > 1 and cell.column < MOST_AT_LEFT and cell.row not in self.heads:
                for row in range(cell.row + 1, min(cell.row + cell.rows, last + 1)):
                    reached.setdefault(row, []).append(cell)
        return reached

    def _left(self, row: int, cells: Sequence[Cell]) -> tuple[Cell, ...]:
        """The headings of a row: those that are marked, else its name; and the times."""
        there = sorted((*self.across.get(row, ()), *cells), key=lambda cell: cell.column)
        marked = [cell for cell in there if cell.head]
        named = marked or [cell for cell in there if cell.column in self.names]
        return tuple(dict.fromkeys((*named, *(cell for cell in there if cell.column in self.times))))


def _is_figure(words: str) -> bool:
    """The words are a figure and its hedge, and name nothing."""
    words = NOTE.sub("", words)
    if FIGURE.fullmatch(words):
        return True
    try:
        return any(map(str.isdecimal, words)) and bool(parse(words, language="en").hedges)
    except LiteralError:
        return False


def _is_name(words: str) -> bool:
    return any(map(str.isalpha, words)) and not _is_figure(words) and not NOTHING.fullmatch(words)


def _named_before(text: Text, table: Table) -> str:
    """The words of the heading above a table, or of the line that begins with `Table`."""
    start = min((cell.start for cell in table.cells), default=0)
    at = bisect_left(text.blocks, start, key=lambda block: block.start)
    for block in reversed(text.blocks[max(at - BLOCKS_ABOVE, 0) : at]):
        words = " ".join(text.words[block.start : block.end].split())
        if block.kind == "heading" or (words.startswith("Table") and len(words.split()) <= LONGEST_CAPTION):
            return words
    return ""


def in_unit(literal: str, cell: TableCell, language: str) -> str:
    """A figure of a cell with the magnitude and the unit that a column of units says, or the nearest heading: `(km)`,
    `US$ million`, `%`; as it is where it has a unit of its own, or none names one.
    """
    try:
        reading = parse(literal, language=language)
    except LiteralError:
        return literal
    if reading.unit:
        return literal
    row, column, *rest = cell.headings
    for words in (cell.unit, *(words for heading in (column, row, *rest) for words in _units(heading))):
        magnitude = MAGNITUDE.search(words)
        unit = " ".join(MAGNITUDE.sub(" ", words).split())
        written = " ".join(filter(None, (literal, magnitude.lastgroup if magnitude else "", unit)))
        if written != literal and not NOTHING.fullmatch(words):
            with suppress(LiteralError):
                if not unit or is_measure(parse(written, language=language).unit):
                    return written
    return literal


def _units(heading: str) -> Iterator[str]:
    """What may be the unit in a heading: in brackets, behind a comma or `in`, its last words where they are signs."""
    yield from (found[1].strip() for found in IN_BRACKETS.finditer(heading))
    bare = LAST_TIME.sub("", " ".join(IN_BRACKETS.sub(" ", heading).split()))
    if behind := BEHIND.search(bare):
        yield behind[1].removeprefix("in ")
    last = bare.rpartition(" ")[2]
    if last.isupper() or not WORD.fullmatch(last):
        yield from (last,) if len(bare) > 1 else ()
    if "%" in bare:
        yield "%"
