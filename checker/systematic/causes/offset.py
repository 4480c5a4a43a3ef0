"""Each figure lies as far from the other source's figure: another zero, a day that is counted, another calendar.

Why: it is one habit of one source.
Quiet: where the distance does not account for half of what differs, three times more than the same distance on the
other side, and for more than any other dealing of the figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from operator import itemgetter

from checker.literals.phrase import show_amount, show_difference
from checker.literals.units.measures import OFFSETS
from checker.systematic.cause import Account, Cause, Oddity, Pairs, Parted, Statement
from checker.systematic.chance import Windows, beyond_chance, sample, simplest

ID = "offset"
REVERSED = 3
"""As many times more than on the other side: what scatters around the other source's figures lies on both."""
ZEROS = {
    Fraction("273.15"): "the zeros of kelvin and °C",
    Fraction("32"): "the zeros of °C and °F",
    Fraction("459.67"): "the absolute zero and that of °F",
    Fraction("0.15"): "273 and 273.15",
}
"""Distances that people know by what they lie between, of figures that are temperatures."""
NARROW = Fraction(1, 10)
"""What the figures leave open of a distance, as a part of one that people know, for it to be that one."""


def account(parted: Parted) -> Account | None:
    pairs = sample(parted.pairs)
    windows = Windows(_distances(pairs))
    found, lo, hi = windows.deepest()
    half = 2 * found >= len(pairs) and found >= REVERSED * windows.holding(-(lo + hi) / 2)
    if not found or not half or lo <= 0 <= hi:
        return None
    if not beyond_chance(pairs, lambda dealt: Windows(_distances(dealt)).deepest()[0], found):
        return None
    middle = Fraction(round((lo + hi) / 2)) if parted.dates else simplest(lo, hi)
    distance = _known(lo, hi, parted) or _usual(pairs, lo, hi) or middle
    members = parted.members(lambda one, other: _fits(one, other, distance))
    return Account(ID, members, (_oddity(-distance, parted), _oddity(distance, parted)))


def _known(lo: float, hi: float, parted: Parted) -> Fraction | None:
    """A distance between zeros of temperature that lies between two numbers, and hardly another one."""
    zeros = (zero for size in ZEROS for zero in (size, -size) if hi - lo <= NARROW * size)
    return next((zero for zero in zeros if lo <= zero <= hi), None) if parted.unit in OFFSETS else None


def _usual(pairs: Pairs, lo: float, hi: float) -> Fraction | None:
    """How far most figures lie apart as they are written, if that is between two numbers."""
    written = ((one.number, other.number) for one, other in pairs)
    apart = Counter(Fraction(other - one) for one, other in written if one is not None and other is not None)
    distance, times = max(apart.items(), key=itemgetter(1), default=(Fraction(0), 0))
    return distance if lo <= distance <= hi and 2 * times > len(pairs) else None


def _oddity(distance: Fraction, parted: Parted) -> Oddity:
    more = distance > 0
    if parted.dates:
        size = show_amount(abs(distance), "day")
        word = "later" if more else "earlier"
        brief = f"dates {size} {'after' if more else 'before'} the others'"
        return Oddity(str(distance), brief, f"gives dates {size} {word} than")
    size = show_difference(abs(distance), parted.unit)
    zeros = ZEROS.get(abs(distance), "") if parted.unit in OFFSETS else ""
    note = f", as lies between {zeros}" if zeros else ""
    brief = f"figures {size} {'above' if more else 'below'} the others'"
    return Oddity(str(distance), brief, f"gives {size} {'more' if more else 'less'} than", note)


def _distances(pairs: Pairs) -> Iterable[tuple[float, float]]:
    for one, other in pairs:
        a, b = one.figure, other.figure
        if a is not None and b is not None:
            yield float(b.lo) - float(a.hi), float(b.hi) - float(a.lo)


def _fits(one: Statement, other: Statement, distance: Fraction) -> bool:
    a, b = one.figure, other.figure
    return a is not None and b is not None and a.moved(1, distance).overlaps(b)


CAUSE = Cause(ID, __doc__, account)
