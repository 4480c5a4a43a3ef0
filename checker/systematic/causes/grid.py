"""Each figure is the other source's, rounded: to thousands, to fifties.

Why: a table that was rounded without a word is no other count.
Quiet: where figures differ by a step or more, or the other source's figures lie on the same steps.
"""

from __future__ import annotations

from fractions import Fraction

from checker.literals.phrase import show_amount
from checker.model.interval import Number
from checker.systematic.cause import Account, Cause, Oddity, Pairs, Parted, Statement
from checker.systematic.chance import beyond_chance, sample

ID = "rounding"
STEPS = tuple(Fraction(size) * Fraction(10) ** power for power in range(9, -7, -1) for size in (5, "2.5", 2, 1))
"""Steps to which people round, the widest first."""
FIRST = 100
"""Pairs on which a step is tried before all."""
MOST = Fraction(3, 4)
"""The share of a source's figures that lie on its steps, and of these the share that the other source's figures round
to: in both some are wrong for other reasons."""


def account(parted: Parted) -> Account | None:
    if parted.dates:
        return None
    found = [account for side in (0, 1) if (account := _rounded(parted, side))]
    return max(found, key=lambda one: len(one.members), default=None)


def _rounded(parted: Parted, side: int) -> Account | None:
    """The widest steps on which the figures of a source lie, where they are the other source's, rounded."""
    pairs = sample(parted.pairs)
    step = next((s for s in STEPS if _mostly_on(pairs[:FIRST], side, s) and _mostly_on(pairs, side, s)), None)
    if step is None:
        return None

    def count(dealt: Pairs, step: Fraction = step) -> int:
        return sum(_is_rounded(pair, side, step) for pair in dealt)

    found = count(pairs)
    if found < MOST * sum(_on(pair[side].number, step) for pair in pairs) or not beyond_chance(pairs, count, found):
        return None
    members = parted.members(lambda *both: _is_rounded(both, side, step))
    size = show_amount(step, parted.unit)
    odd = Oddity(str(step), f"figures in steps of {size}", f"rounds to {size} the figures of")
    return Account(ID, members, (odd, None) if side == 0 else (None, odd))


def _mostly_on(pairs: Pairs, side: int, step: Fraction) -> bool:
    return sum(_on(pair[side].number, step) for pair in pairs) >= MOST * len(pairs)


def _on(number: Number | None, step: Fraction) -> bool:
    return number is not None and number.numerator * step.denominator % (number.denominator * step.numerator) == 0


def _is_rounded(pair: tuple[Statement, ...], side: int, step: Fraction) -> bool:
    """The figure of one side is a step, and the nearest, the next lower or the next higher one to that of the other,
    which is none.
    """
    rounded, exact = pair[side].number, pair[1 - side].number
    if rounded is None or exact is None or not _on(rounded, step) or _on(exact, step):
        return False
    return abs(rounded - exact) < step


CAUSE = Cause(ID, __doc__, account)
