"""Each figure lies as far from the other source's figure: another zero, a day that is counted, another calendar.

Why: it is one habit of one source.
Quiet: where the distance does not account for half of what differs, three times more than the same distance on the
other side, and for more than any other dealing of the figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from checker.literals.phrase import show_difference, show_duration
from checker.systematic.cause import Account, Cause, Oddity, Pairs, Parted, Statement
from checker.systematic.chance import Windows, beyond_chance, sample, simplest

ID = "offset"
REVERSED = 3
"""As many times more than on the other side: what scatters around the other source's figures lies on both."""
ZEROS = {Fraction("273.15"): "between the zeros of kelvin and °C"}
"""Distances that people know by what they lie between."""


def account(parted: Parted) -> Account | None:
    pairs = sample(parted.pairs)
    windows = Windows(_distances(pairs))
    found, lo, hi = windows.deepest()
    half = 2 * found >= len(pairs) and found >= REVERSED * windows.holding(-(lo + hi) / 2)
    if not found or not half or lo <= 0 <= hi:
        return None
    if not beyond_chance(pairs, lambda dealt: Windows(_distances(dealt)).deepest()[0], found):
        return None
    known = next((zero for size in ZEROS for zero in (size, -size) if lo <= zero <= hi), None)
    distance = known or (Fraction(round((lo + hi) / 2)) if parted.dates else simplest(lo, hi))
    members = parted.members(lambda one, other: _fits(one, other, distance))
    return Account(ID, members, (_oddity(-distance, parted), _oddity(distance, parted)))


def _oddity(distance: Fraction, parted: Parted) -> Oddity:
    if parted.dates:
        size, word = show_duration(abs(distance)), "later" if distance > 0 else "earlier"
        return Oddity(str(distance), f"{size} {word} than the other dates", f"gives dates {size} {word} than")
    size, word = show_difference(abs(distance), parted.unit), "more" if distance > 0 else "less"
    note = f", as lies {ZEROS[abs(distance)]}" if abs(distance) in ZEROS else ""
    return Oddity(str(distance), f"{size} {word} than the other figures", f"gives {size} {word} than", note)


def _distances(pairs: Pairs) -> Iterable[tuple[float, float]]:
    for one, other in pairs:
        a, b = one.figure, other.figure
        if a is not None and b is not None:
            yield float(b.lo) - float(a.hi), float(b.hi) - float(a.lo)


def _fits(one: Statement, other: Statement, distance: Fraction) -> bool:
    a, b = one.figure, other.figure
    return a is not None and b is not None and a.moved(1, distance).overlaps(b)


CAUSE = Cause(ID, __doc__, account)
