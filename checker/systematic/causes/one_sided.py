"""Each figure lies above the other source's figure, by more or less: a count that was completed later.

Why: what scatters lies on both sides; what lies on one has a cause, as a later count or a wider sense.
Quiet: where a figure lies below, where figures are few, or where other dealings of the figures bring them as near.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, exp, floor, inf, log, log10
from statistics import median

from checker.literals.phrase import show_number
from checker.systematic.cause import GENERAL, Account, Cause, Oddity, Pairs, Parted, Statement
from checker.systematic.chance import dealings, sample

ID = "one-sided"
CHANCE = Fraction(1, 100_000)
"""How seldom as many of the figures would lie on one side by chance, by the binomial distribution of a fair coin."""
MOST = Fraction(3, 4)
"""The share of the figures that lies on that side at least, however many there are."""
MANY = 1_000
NEARER = 2
"""The figures of one quantity lie so many times nearer to each other than those of different quantities."""


def account(parted: Parted) -> Account | None:
    if parted.dates:
        return None
    pairs = sample(parted.pairs)
    higher = [_higher(pair) for pair in pairs]
    for side in (0, 1):
        count = higher.count(side)
        if count < MOST * len(pairs) or _by_chance(count, len(pairs)) > CHANCE or not _near(pairs):
            continue
        members = parted.members(lambda one, other, side=side: _higher((one, other)) == side)
        by = median(_distance(pair) for pair in pairs)
        more, less = _share(exp(by) - 1), _share(1 - exp(-by))
        counted = " (its documents are the younger ones: was it counted later?)" if parted.later == side else ""
        odd = Oddity("more", "figures above the others'", "gives more than", f", by {more} in the middle{counted}")
        low = Oddity("less", "figures below the others'", "gives less than", f", by {less} in the middle")
        return Account(ID, members, (odd, low) if side == 0 else (low, odd))
    return None


def _share(part: float) -> str:
    """A part of the whole in per cent, with two digits at the least: 0.03 %, 2.4 %, 112 %."""
    percent = 100 * part
    places = max(1 - floor(log10(percent)), 0) if percent > 0 else 0
    return f"{show_number(Fraction(round(percent * 10**places), 10**places))} %"


def _by_chance(count: int, number: int) -> Fraction:
    """The probability that of so many fair coins at least `count` show one side, of either sort; of very many, three in
    four never do (Hoeffding: of 1,000 once in 10^54).
    """
    if number > MANY and count >= MOST * number:
        return Fraction(0)
    return Fraction(2 * sum(comb(number, heads) for heads in range(count, number + 1)), 2**number)


def _higher(pair: tuple[Statement, Statement]) -> int | None:
    """The side that gives more."""
    one, other = pair
    return int(one.middle < other.middle) if one.middle < other.middle or other.middle < one.middle else None


def _distance(pair: tuple[Statement, Statement]) -> float:
    """How far two figures lie apart, as the logarithm of their ratio; endless where they are not of one sign."""
    one, other = (said.middle for said in pair)
    return abs(log(one / other)) if one * other > 0 else inf


def _near(pairs: Pairs) -> bool:
    """The figures of one quantity are nearer to each other than those that any dealing brings together."""
    own = median(map(_distance, pairs))
    return own < inf and all(NEARER * own <= median(map(_distance, dealt)) for dealt in dealings(pairs))


CAUSE = Cause(ID, __doc__, account, rank=GENERAL)
