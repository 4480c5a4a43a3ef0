"""What the runs of a history come to: open, new and settled by day, and since when each disagreement is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.model.record import RunRecord


@dataclass(frozen=True, slots=True)
class Day:
    """What a day's last run came to. `new` were not open before it, `settled` were; on the first day both are 0."""

    as_of: str
    open: int
    new: int
    settled: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """`since` has the day from which on each disagreement that is open on the last day was open without a break."""

    days: tuple[Day, ...] = ()
    since: Mapping[str, str] = field(default_factory=dict)

    def since_words(self, id: str) -> str:
        """`open since 2026-03-01`; nothing is known of the time before the first run."""
        day = self.since.get(id, "")
        return f"open since {day}{' or before' if day == self.days[0].as_of else ''}" if day else ""


NO_TREND = Trend()
"""Where no history is kept."""


def trend(records: Iterable[RunRecord], as_of: str) -> Trend:
    """The days up to `as_of`, each by the last of its records. What a run that is not complete does not name stays
    open: nobody looked.
    """
    by_day = {record.as_of: record for record in records if record.as_of <= as_of}
    since: dict[str, str] = {}
    days: list[Day] = []
    for day, record in sorted(by_day.items()):
        now = set(record.open)
        settled = set() if not record.complete else set(since) - now
        new = now - set(since) if days else set()
        since = {id: since.get(id, day) for id in sorted(now | (set(since) - settled))}
        days.append(Day(day, len(since), len(new), len(settled), record.complete))
    return Trend(tuple(days), since)
