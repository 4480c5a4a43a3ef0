"""Each figure is the other source's, rounded: to thousands, to fifties.

Why: a table that was rounded without a word is no other count.
Quiet: where figures differ by a step or more, or the other source's figures lie on the same steps.
"""

from __future__ import annotations

from fractions import Fraction

from checker.literals.phrase import show_amount
from checker.model.box import Box
from checker.systematic.cause import Account, Cause, Oddity, Parted, bare
from checker.systematic.chance import beyond_chance, sample

ID = "rounding"
STEPS = tuple(Fraction(size) * Fraction(10) ** power for power in range(9, -7, -1) for size in (5, "2.5", 2, 1))
"""Steps to which people round, the widest first."""
MOST = Fraction(3, 4)
"""The share of a source's figures that lie on its steps, and of these the share that the other source's figures round
to: in both some are wrong for other reasons."""


def account(parted: Parted) -> Account | None:
    if parted.dates:
        return None
    found = [account for side in (0, 1) if (account := _rounded(parted, side))]
    return max(found, key=lambda one: len(one.members), default=None)


def _rounded(parted: Parted, side: int) -> Account | None:
    pairs = sample(parted.pairs)
    for step in STEPS:
        on_steps = sum(_on(pair[side], step) for pair in pairs)
        if on_steps < MOST * len(pairs):
            continue
        count = sum(_is_rounded(pair, side, step) for pair in pairs)
        if count < MOST * on_steps:
            return None  # finer steps are passed by as well, and explain no more
        if not beyond_chance(pairs, lambda dealt, s=step: sum(_is_rounded(p, side, s) for p in dealt), count):
            return None
        members = tuple(parting for parting in parted.partings if _is_rounded(parting.boxes, side, step))
        size = show_amount(step, parted.unit)
        odd = Oddity(str(step), f"in steps of {size}", f"rounds to {size} the figures of")
        return Account(ID, members, (odd, None) if side == 0 else (None, odd))
    return None


def _on(box: Box, step: Fraction) -> bool:
    number = bare(box)
    return number is not None and (number / step).denominator == 1


def _is_rounded(pair: tuple[Box, Box], side: int, step: Fraction) -> bool:
    """The figure of one side is a step, and the nearest, the next lower or the next higher one to that of the other,
    which is none.
    """
    rounded, exact = bare(pair[side]), bare(pair[1 - side])
    on_step = rounded is not None and exact is not None and _on(pair[side], step) and not _on(pair[1 - side], step)
    return on_step and abs(rounded - exact) < step


CAUSE = Cause(ID, __doc__, account)
