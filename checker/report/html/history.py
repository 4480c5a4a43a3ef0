"""Open, new and settled over time as a small picture, which needs no script, and in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.report.explain import counted
from checker.report.html.views import HistoryView
from checker.report.trend import Day, Trend

MOST_DAYS = 30
"""Columns that stand apart on a phone; the last ones are shown."""
MOST_LABELS = 8
"""Days up to which each has its date below."""

WIDTH, TOP, HEIGHT, BELOW, FOOT = 640, 16, 76, 26, 18
"""Pixels: across; for figures above columns; of the highest column; of the lowest; for dates."""


def history(trend: Trend) -> HistoryView | None:
    """Nothing where there is no day to compare with."""
    if len(trend.days) < 2:
        return None
    days = trend.days[-MOST_DAYS:]
    return HistoryView("".join(_drawn(days)), days, len(trend.days) - len(days))


def _drawn(days: Sequence[Day]) -> Iterator[str]:
    """What was open already is filled, what is new stands on it, what was settled hangs below the line."""
    total = TOP + HEIGHT + BELOW + FOOT
    first, last = days[0], days[-1]
    new, settled = sum(day.new for day in days[1:]), sum(day.settled for day in days[1:])
    words = (
        f"Open disagreements on {counted(len(days), 'day')}: {first.open:,} on {first.as_of}, {last.open:,} on "
        f"{last.as_of}; since the first {new:,} new and {settled:,} settled"
    )
    yield f'<svg class="trend" viewBox="0 0 {WIDTH} {total + 18}" role="img" aria-label="{words}">'
    highest = max(1, *(day.open for day in days))
    lowest = max(1, *(day.settled for day in days))
    step = WIDTH / len(days)
    wide = min(44.0, step * 0.7)
    base = TOP + HEIGHT
    for number, day in enumerate(days):
        middle = step * (number + 0.5)
        left = middle - wide / 2
        high, fresh = (HEIGHT * part / highest for part in (day.open, day.new))
        deep = (BELOW - 12) * day.settled / lowest
        kind = "was" if day.complete else "unsure"
        yield _box(kind, left, base - high + fresh, wide, high - fresh)
        yield _box("new", left, base - high, wide, fresh)
        yield _box("settled", left, base, wide, deep)
        yield _text(middle, base - high - 4, f"{day.open:,}" + (f" (+{day.new:,})" if day.new else ""), "middle")
        if day.settled:
            yield _text(middle, base + deep + 10, f"−{day.settled:,}", "middle")
        if len(days) <= MOST_LABELS or number in (0, len(days) - 1):
            edge = "middle" if len(days) <= MOST_LABELS else "start" if not number else "end"
            at = middle if edge == "middle" else left if edge == "start" else left + wide
            yield _text(at, base + BELOW + 12, day.as_of, edge, "day")
    yield f'<line x1="0" x2="{WIDTH}" y1="{base}" y2="{base}"/>'
    yield from _key(base + BELOW + FOOT + 14, complete=all(day.complete for day in days))
    yield "</svg>"


KEY = (
    (0, "was", "open already"),
    (120, "new", "new"),
    (190, "settled", "settled"),
    (280, "unsure", "not all was checked"),
)


def _key(y: float, *, complete: bool) -> Iterator[str]:
    """What the colours stand for, beside what they look like."""
    for x, kind, words in KEY[: -1 if complete else None]:
        yield _box(kind, x + 1, y - 9, 10, 10)
        yield _text(x + 17, y, words, "start")


def _box(kind: str, x: float, y: float, width: float, height: float) -> str:
    if height <= 0:
        return ""
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _text(x: float, y: float, words: str, anchor: str, kind: str = "figures") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'
