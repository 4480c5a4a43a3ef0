"""Each figure is the other source's figure of the period before or after: a fiscal year, a year of publication.

Why: the series say the same; only the years are named by another end.
Quiet: where the other source's figure of that period says something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.model.box import Box, Key
from checker.model.groups import grouped
from checker.model.interval import Number
from checker.systematic.cause import Account, Cause, Oddity, Parted, figure
from checker.systematic.chance import Pairs, beyond_chance, sample

ID = "shifted-period"
PERIODS = {"year": (365, 366), "quarter": (90, 92), "month": (28, 31), "day": (1, 1)}
"""The shortest and the longest period of each name, in days."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Figures moved by a period; `later`: they are those of the next one. `series` has the figures of the first source
    by quantity and first day.
    """

    period: str
    later: bool
    series: Mapping[tuple[Key, Number | None], list[Box]]

    def moves(self, pair: tuple[Box, Box]) -> bool:
        """The second figure is what the first source gives of the period after, or before."""
        one, other = pair
        value, start = figure(other), one.time.extent.lo
        if value is None or start is None or not _lasts(one, self.period):
            return False
        shortest, longest = PERIODS[self.period]
        days = (start + days if self.later else start - days for days in range(shortest, longest + 1))
        near = (figure(box) for day in days for box in self.series.get((one.key, day), ()))
        return any(reading is not None and reading.overlaps(value) for reading in near)

    def count(self, pairs: Pairs) -> int:
        return sum(map(self.moves, pairs))


def account(parted: Parted) -> Account | None:
    if parted.dates:
        return None
    pairs = sample(parted.pairs)
    documents = {one.claim.document.id for one, _ in parted.pairs}
    keys = {one.key for one, _ in parted.pairs}
    first = [box for key in keys for box in parted.said.get(key, ()) if box.claim.document.id in documents]
    for period in PERIODS:
        series = grouped((box for box in first if _lasts(box, period)), lambda box: (box.key, box.time.extent.lo))
        for later in (False, True) if series else ():
            shift = Shift(period, later, series)
            found = shift.count(pairs)
            if 2 * found >= len(pairs) and beyond_chance(pairs, shift.count, found):
                members = tuple(parting for parting in parted.partings if shift.moves(parting.boxes))
                return Account(ID, members, (_oddity(period, not later), _oddity(period, later)))
    return None


def _oddity(period: str, later: bool) -> Oddity:
    """`later`: the source gives for a period what the others give for the next one."""
    which = "next" if later else "previous"
    figures = f"figures of the {which} {period}"
    return Oddity(f"{which} {period}", f"the others' {figures}", f"gives for each {period} the {figures} of")


def _lasts(box: Box, period: str) -> bool:
    shortest, longest = PERIODS[period]
    extent = box.time.extent
    return extent.lo is not None and extent.hi is not None and shortest <= extent.hi - extent.lo + 1 <= longest


CAUSE = Cause(ID, __doc__, account)
