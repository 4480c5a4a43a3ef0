"""What is said by denying a value that lies on one side of a figure: `not over 40,000` is at most 40,000.

Why: a denial says no more than its words. The figure is rounded as it is in `at most 40,000`, so what is denied surely
starts beyond it.
Quiet: a denied figure or range has two sides, and leaves both.
"""

from __future__ import annotations

from contextlib import suppress

from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber
from checker.model.box import Box
from checker.model.interval import Interval
from checker.model.value import Bounds

ABOVE, BELOW = 2, 1
"""How far a figure is rounded beyond a bound, in what the denied value itself allows on the other side of it. Source:
the design, section 4: `over v` and `at least v` start up to half a unit of the last digit below v, and `at most v` ends
a whole one above; the other way round it is at most as far.
"""


def negation(box: Box) -> Bounds | None:
    """What is left where a denied value lies on one side of a figure; nothing where it has two sides, or no figure."""
    value = box.value
    if not isinstance(value, Bounds) or box.datatype not in ("quantity", "date"):
        return None
    if (hedged := _hedged(box)) is None:
        return None
    if value.possible.lo is not None and value.possible.hi is None:
        return _below(value, ABOVE, hedged=hedged)
    return _below(value.mirrored(), BELOW, hedged=hedged).mirrored() if _is_upper_bound(value) else None


def _is_upper_bound(value: Bounds) -> bool:
    """It has no lower end, or that is where nothing lies lower, and a reader expects more."""
    if value.possible.hi is None or value.literal.is_point:
        return False
    cut_at_zero = value.possible.lo == 0 and value.literal.lo is not None and value.literal.lo > 0
    return value.possible.lo is None or cut_at_zero


def _below(value: Bounds, rounding: int, *, hedged: bool) -> Bounds:
    """What lies below a value without an upper end. Of an approximate figure (`over about 40`) it reaches as far above
    as the value does below.
    """
    low, start = value.literal.lo, value.possible.lo
    assert low is not None and start is not None  # what is limited above has its lower end there
    slack = low - start
    expected = low + ABOVE * slack if hedged else low
    widest = expected + rounding * slack
    includes = value.literal.lo_open or (hedged and slack > 0)
    plausible = Interval(None, expected, False, not includes)
    return Bounds(plausible, plausible, Interval(None, widest, False, slack == 0 and not includes))


def _hedged(box: Box) -> bool | None:
    """The figure is an approximate one; nothing where there is none."""
    if box.datatype == "date":
        return False
    with suppress(LiteralError):
        reading = parse(box.claim.value, frozenset(), box.claim.document.language)
        return "about" in reading.hedges if isinstance(reading.first, WrittenNumber) else None
    return None
