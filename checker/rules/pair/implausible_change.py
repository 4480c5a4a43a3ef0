"""A quantity changes faster between two times than its property allows.

Why: different times excuse different figures only as far as the thing can change.
Quiet: when the property sets no `change`, the times overlap, or the figures can be read close enough.
Units: the property's unit a year of 365.2425 days (the mean Gregorian year); a share is of the earlier value.
Source: the limit is the property's own `change`; the distance in time of two moments is that of their middles.
"""

from __future__ import annotations

from fractions import Fraction

from checker.literals.dates.days import DAYS_PER_YEAR
from checker.literals.phrase import show_amount, show_days, show_later
from checker.model.box import Box, all_of
from checker.model.finding import Conflict
from checker.model.interval import Interval, Number
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Pair, Rule, asserted_alike, differ, example_property
from checker.screening.screens import CHANGE_RATE

ID = "implausible-change"


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    prop = vocabulary.properties.get(a.key.property)
    if a.datatype != "quantity" or a.key != b.key or prop is None or not prop.change or not prop.changes:
        return None
    if not asserted_alike(a, b, vocabulary) or not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)):
        return None
    days = separation(a, b)
    gap = a.value.possible.gap(b.value.possible)
    if not days or not gap:
        return None
    earlier = a if _before(a, b) else b
    allowed = prop.change.amount * days / DAYS_PER_YEAR
    if prop.change.relative:
        size = largest(earlier.value.possible)  # type: ignore[union-attr]  # both are Bounds, asserted above
        if size is None:
            return None
        allowed *= size
    if gap <= allowed:
        return None
    why = (
        f"at the least it changes by {show_amount(gap, a.unit)} {_meanwhile(a, b, days)}; "
        f"{prop.change.text} allows {show_amount(allowed, a.unit)}"
    )
    return Conflict(ID, (a, b), "plausible", differ((a, b), vocabulary, "the change of "), why)


def _meanwhile(a: Box, b: Box, days: Number) -> str:
    """The time between in words: in days only where both times are known to the day."""
    early, late = (a, b) if _before(a, b) else (b, a)
    if length := show_later(days, a.time.extent, b.time.extent):
        return f"in {length}"
    return f"between {show_days(early.time.extent)} and {show_days(late.time.extent)}"


def separation(a: Box, b: Box) -> Number | None:
    """Days between two times that share none; `None` where they overlap or one is unbounded towards the other.

    Of stretches it is the time between what surely holds of them: what ends in a year may end with it.
    """
    gap = a.time.extent.gap(b.time.extent)
    if gap is None or "always" in (a.time.sort, b.time.sort):
        return None
    if a.time.sort == b.time.sort == "moment":
        one, other = _middle(a.time.extent), _middle(b.time.extent)
        return None if one is None or other is None else abs(one - other)
    ends = [time.held or all_of(time.extent) for time in (a.time, b.time)]
    return max(gap, ends[0].gap(ends[1]) or 0)


def largest(interval: Interval) -> Number | None:
    """The greatest magnitude in an interval; `None` where it is unbounded."""
    return None if interval.lo is None or interval.hi is None else max(abs(interval.lo), abs(interval.hi))


def _middle(interval: Interval) -> Number | None:
    return None if interval.lo is None or interval.hi is None else Fraction(interval.lo + interval.hi, 2)


def _before(a: Box, b: Box) -> bool:
    return a.time.extent.below(b.time.extent)


def _staff(change: str) -> dict:
    return example_property("staff", "quantity", "state", unit="person", change=change)


RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "doubled in a year at 20 % a year",
            ({"value": "1,234", "as_of": "2019"}, {"value": "2,468", "as_of": "2020"}),
            "tension",
            _staff("20 %/year"),
        ),
        Example(
            "300 more in a year at 100 a year",
            ({"value": "1,234", "as_of": "2019"}, {"value": "1,534", "as_of": "2020"}),
            "tension",
            _staff("100/year"),
        ),
        Example(
            "300 more in a year where a fifth of the earlier 1,234 is allowed",
            ({"value": "1,234", "as_of": "2019"}, {"value": "1,534", "as_of": "2020"}),
            "tension",
            _staff("20 %/year"),
        ),
        Example(
            "300 fewer in a year where a fifth of the earlier 1,534 is allowed",
            ({"value": "1,534", "as_of": "2019"}, {"value": "1,234", "as_of": "2020"}),
            None,
            _staff("20 %/year"),
        ),
        Example(
            "365 more in 365 days at one a day, which is just what is allowed",
            ({"value": "exactly 1,234", "as_of": "2019-01-01"}, {"value": "exactly 1,599", "as_of": "2020-01-01"}),
            None,
            _staff("365.2425/year"),
        ),
        Example(
            "366 more in 365 days at one a day",
            ({"value": "exactly 1,234", "as_of": "2019-01-01"}, {"value": "exactly 1,600", "as_of": "2020-01-01"}),
            "tension",
            _staff("365.2425/year"),
        ),
        Example(
            "the figure of a part, and later one of the whole",
            ({"value": "1,234", "as_of": "2019", "scope": {"place": "north"}}, {"value": "2,468", "as_of": "2020"}),
            None,
            _staff("20 %/year"),
            {"north": {"label": "North"}},
        ),
        Example(
            "doubled in ten years at 20 % a year",
            ({"value": "1,234", "as_of": "2009"}, {"value": "2,468", "as_of": "2019"}),
            None,
            _staff("20 %/year"),
        ),
        Example(
            "the same time is no change",
            ({"value": "1,234", "as_of": "2019"}, {"value": "2,468", "as_of": "2019"}),
            None,
            _staff("20 %/year"),
        ),
    ),
    pair=Pair(check, screens=(CHANGE_RATE,)),
)
