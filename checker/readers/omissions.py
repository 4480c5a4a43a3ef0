"""What an import leaves out: how often, by its sort, and where it first stood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from checker.model.fault import Mark

MOST_SORTS = 10_000
"""Sorts that are counted each by itself: a qualifier of each property of any Wikibase."""
MOST_LISTED = 30
"""Sorts that have a line: a screen of a terminal."""

Place = Callable[[], Mark]
"""Where a thing stands, asked only where that is told: its file may have to be looked through for it."""


@dataclass(slots=True)
class Omissions:
    """How often each sort is left out, and where it first stood."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, Mark] = field(default_factory=dict)

    def add(self, what: str, place: Mark | Place, times: int = 1) -> None:
        if what not in self.counts and len(self.counts) >= MOST_SORTS:
            what = "other sorts"
        self.counts[what] += times
        if what not in self.first:
            self.first[what] = place if isinstance(place, Mark) else place()

    def lines(self) -> Iterator[str]:
        """A line for each sort, the most frequent first; beyond a screen of them the rest is counted."""
        counts = sorted(self.counts.items(), key=lambda pair: (-pair[1], pair[0]))
        for what, times in counts[:MOST_LISTED]:
            yield f"  {times:>9,}  {what}, first at {self.first[what]}"
        if rest := counts[MOST_LISTED:]:
            yield f"  {sum(times for _, times in rest):>9,}  of {len(rest)} more sorts"
