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
from checker.systematic.cause import Account, Cause, Oddity, Pairs, Parted, Statement, read
from checker.systematic.chance import beyond_chance, sample

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
    series: Mapping[tuple[Key, Number | None], list[Statement]]

    def moves(self, pair: tuple[Statement, Statement]) -> bool:
        """The second figure is what the first source gives of the period after, or before."""
        one, other = pair
        value, start = other.figure, one.box.time.extent.lo
        if value is None or start is None or not _lasts(one.box, self.period):
            return False
        shortest, longest = PERIODS[self.period]
        days = (start + days if self.later else start - days for days in range(shortest, longest + 1))
        near = (said for day in days for said in self.series.get((one.box.key, day), ()))
        return any(said.figure is not None and said.figure.overlaps(value) for said in near)

    def count(self, pairs: Pairs) -> int:
        return sum(map(self.moves, pairs))


def account(parted: Parted) -> Account | None:
    if parted.dates:
        return None
    pairs = sample(parted.pairs)
    documents = {one.box.claim.document.id for one, _ in pairs}
    keys = {one.box.key for one, _ in pairs}
    first = [box for key in keys for box in parted.said.get(key, ()) if box.claim.document.id in documents]
    for period in PERIODS:
        lasting = (read(box) for box in first if _lasts(box, period))
        series = grouped(lasting, lambda said: (said.box.key, said.box.time.extent.lo))
        for later in (False, True) if series else ():
            shift = Shift(period, later, series)
            found = shift.count(pairs)
            if 2 * found >= len(pairs) and beyond_chance(pairs, shift.count, found):
                members = parted.members(lambda one, other, shift=shift: shift.moves((one, other)))
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
