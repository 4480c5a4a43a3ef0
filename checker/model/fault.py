"""A located error in somebody's file, and the place it points to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from dataclasses import field as field_of

CELL = re.compile(r"(.+!)([A-Z]+)([0-9]+)")
"""A cell of a sheet, as spreadsheets name it: its column in letters, its row."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file: line and column count from 1, columns in characters. Where the line is 0 `file` says all
    of it: `staff.xlsx:2024!B7`. Marks are in the order in which people read: cells row by row.

    `inside` are the characters from here to the first one of the text that stands here: 1 where it is quoted, -1 where
    its characters do not stand one by one on this line (escapes, several lines).
    """

    file: str
    line: int = 1
    column: int = 1
    inside: int = field_of(default=0, compare=False, repr=False)

    def within(self, offset: int) -> Mark:
        """The place of a character of the text that stands here; of the text itself where that cannot be told."""
        is_known = offset > 0 and self.inside >= 0
        return replace(self, column=self.column + self.inside + offset, inside=0) if is_known else self

    @property
    def _order(self) -> tuple[str, int, int, str]:
        if not self.line and (cell := CELL.fullmatch(self.file)):
            return cell[1], int(cell[3]), len(cell[2]), cell[2]
        return self.file, self.line, self.column, ""

    def __lt__(self, other: Mark) -> bool:
        return self._order < other._order

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a file: where, in which field (`claims[3].value`), and what to do about it.

    `message` tells what was found, what was expected and a next step. `stands_for`: how many faults of its kind this
    one tells of. `meant`: what was probably meant in the place of the name or value at fault, as a file writes it.
    """

    mark: Mark
    code: str
    field: str
    message: str
    stands_for: int = field_of(default=1, compare=False, repr=False)
    meant: str = field_of(default="", compare=False, repr=False)


def fault_count(faults: Iterable[Fault]) -> int:
    """How many faults there are, those that others stand for among them."""
    return sum(fault.stands_for for fault in faults)
