"""The tables of a text: which of its words stand in which row and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

MOST_CELLS = 200_000
"""Of one text, all tables together: those that come after are words without rows."""
CAPTION = -1
"""The row of what stands above a table and names it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The words from `start` to `end` of a text, in a row and a column of their table, counted from 0, and in as many
    as it spans. `head`: the document marks it as a heading.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The cells that have words, in their order in the text, and the words of its caption."""

    cells: tuple[Cell, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a table, told by its number, before its words have their offsets."""

    table: int
    row: int
    column: int = 0
    rows: int = 1
    columns: int = 1
    head: bool = False


def tables_of(words: str, placed: Iterable[tuple[Slot | None, int, int]]) -> tuple[Table, ...]:
    """The tables of stretches of words, each in its slot. Of a cell in which another table stands the words before
    that count.
    """
    cells: dict[int, dict[tuple[int, int], Cell]] = {}
    last: Slot | None = None
    number = 0
    for slot, start, end in placed:
        if slot:
            own = cells.setdefault(slot.table, {})
            place = (slot.row, slot.column)
            if slot == last and place in own:
                own[place] = replace(own[place], end=end)
            elif place not in own and number < MOST_CELLS:
                own[place] = Cell(start, end, slot.row, slot.column, slot.rows, slot.columns, slot.head)
                number += 1
        last = slot
    return tuple(_table(words, tuple(own.values())) for own in cells.values())


def _table(words: str, cells: tuple[Cell, ...]) -> Table:
    caption = " ".join(words[cell.start : cell.end] for cell in cells if cell.row == CAPTION)
    return Table(tuple(cell for cell in cells if cell.row != CAPTION), " ".join(caption.split()))
