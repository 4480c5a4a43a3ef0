"""A column of a foreign table, by what it is called and what its cells look like: numbers, times, known names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checker.readers.tables.described import DescribedColumn
from checker.readers.tables.lookup import Lookup

MOSTLY = 0.6
"""The part of a column that must have a shape for the column to have it."""
NUMBER = re.compile(r"[-+−]?[$€£]?[0-9][0-9.,   ']*(?:e[-+]?[0-9]+)?\s?%?", re.IGNORECASE)
YEAR = re.compile(r"1[5-9][0-9]{2}|20[0-9]{2}")
YEAR_IN_NAME = re.compile(rf"(?<![0-9])(?<![0-9][-/–])(?:{YEAR.pattern})(?![0-9]|[-/–][0-9])")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column with what its rows say: how often each text stands there."""

    name: str
    cells: Sequence[str]
    described: DescribedColumn = DescribedColumn()

    def named(self, lookup: Lookup | None, section: str) -> str:
        """What of the vocabulary it is called after, by its name, that without its year, or the title of its
        description.
        """
        words = filter(None, (self.name, self.timeless, self.described.title))
        return next(filter(None, (lookup.name(section, one) for one in words)), "") if lookup else ""

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.cells)

    def is_mostly(self, pattern: re.Pattern[str]) -> bool:
        filled = [cell for cell in self.cells if cell.strip()]
        return bool(filled) and sum(bool(pattern.fullmatch(cell)) for cell in filled) > MOSTLY * len(filled)

    @property
    def is_time(self) -> bool:
        held = self.described.held
        return held == "time" or (held != "words" and (self.is_mostly(YEAR) or self.is_mostly(DAY)))

    @property
    def year(self) -> str:
        """The one year that its name says, as `Population (2019)` does; `""` where it says none, or several."""
        found = YEAR_IN_NAME.findall(self.name)
        return found[0] if len(found) == 1 else ""

    @property
    def timeless(self) -> str:
        """Its name without that year."""
        return YEAR_IN_NAME.sub("", self.name).strip(" ()[],.:;_-–/") if self.year else self.name

    @property
    def is_number(self) -> bool:
        return not self.is_time and self.described.held != "words" and self.is_mostly(NUMBER)

    def known(self, lookup: Lookup | None, section: str) -> float:
        """The part of its rows that names something of the vocabulary."""
        filled = [cell for cell in self.cells if cell.strip()]
        if not lookup or not filled:
            return 0.0
        named = {cell: bool(lookup.name(section, cell)) for cell in set(filled)}
        return sum(named[cell] for cell in filled) / len(filled)
