"""What chance alone would show: the same figures, dealt out anew."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import floor, log10, sqrt
from operator import mul
from random import Random

from checker.systematic.cause import Pairs

LEAST = 5
"""Conflicts that a cause must account for, to be one."""
SHUFFLES = 20
"""How often the figures of the second source are dealt out anew. Were there no margin, a group of conflicts without a
cause would pass once in twenty times; with it none of some hundreds does (measured: `benchmarks/systematic.py`)."""
TIMES, MORE = 2, 3
"""A cause has to account for more than so many times what any dealing shows, and for so many conflicts more."""
MOST_DEALT = 20_000
"""Conflicts that are dealt out; of more, evenly spread ones. Two sources never need more to show what parts them."""


def sample(pairs: Pairs) -> Pairs:
    """All pairs, or evenly spread ones where they are very many."""
    step = -(-len(pairs) // MOST_DEALT)
    return pairs[::step]


def beyond_chance(pairs: Pairs, count: Callable[[Pairs], int], found: int) -> bool:
    """`found` pairs are accounted for, and no dealing comes near it. `count` tells how many are, of any pairs."""
    if found < LEAST:
        return False
    most = (found - MORE) // TIMES
    return most >= 0 and all(count(dealt) <= most for dealt in dealings(pairs))


def dealings(pairs: Pairs) -> Iterable[Pairs]:
    """The pairs with the figures of the second source dealt out anew, none to where it stood; the same at each run."""
    shuffle = Random(len(pairs)).shuffle
    circle = list(range(len(pairs)))
    for _ in range(SHUFFLES):
        shuffle(circle)
        following = zip(circle, (*circle[1:], *circle[:1]), strict=True)
        yield [(pairs[place][0], pairs[after][1]) for place, after in following]


RELATED = 0.75
"""The correlation of ranks (Spearman) from which on figures that part still speak of the same quantities: by chance of
15 pairs once in 1,600 times (Student's t); of figures that are wrong by up to three times 97 times of 100 where they
span two orders of size, half the time where they span one."""
LEAST_RELATED = 10
"""Pairs that show whether they are related; of fewer no dealing tells."""


def related(pairs: Pairs) -> bool:
    """The figures of both sources rise together, and more so than in any dealing; or they are too few to tell."""
    if len(pairs) < LEAST_RELATED:
        return True
    own = _correlation(pairs)
    return own >= RELATED and all(_correlation(dealt) < own for dealt in dealings(pairs))


def _correlation(pairs: Pairs) -> float:
    """The correlation of the ranks of both sides, of those that have any; 0 where one side has but one."""
    known = [(one.middle, other.middle) for one, other in pairs if one.figure and other.figure]
    if not known:
        return 0.0
    one, other = (_ranks(side) for side in zip(*known, strict=True))
    spread = sum(rank * rank for rank in one) * sum(rank * rank for rank in other)
    return sum(map(mul, one, other)) / sqrt(spread) if spread else 0.0


def _ranks(figures: Sequence[float]) -> list[float]:
    """The rank of each figure, counted from the middle of all; equal ones share theirs."""
    order = sorted(figures)
    return [(bisect_left(order, figure) + bisect_right(order, figure) - len(order)) / 2 for figure in figures]


class Windows:
    """Stretches of numbers, of which is known how many hold a number."""

    def __init__(self, windows: Iterable[tuple[float, float]]) -> None:
        known = tuple(windows)
        self.lows = sorted(lo for lo, _ in known)
        self.highs = sorted(hi for _, hi in known)

    def holding(self, number: float) -> int:
        return bisect_right(self.lows, number) - bisect_left(self.highs, number)

    def deepest(self) -> tuple[int, float, float]:
        """How many share a number at most, and the lowest stretch of such numbers."""
        depth, best, where, closed = 0, 0, (0.0, 0.0), 0
        for low in self.lows:
            while self.highs[closed] < low:
                closed += 1
                depth -= 1
            depth += 1
            if depth > best:
                best, where = depth, (low, self.highs[closed])
        return (best, *where)


def simplest(lo: float, hi: float) -> Fraction:
    """The number between two others that has the fewest digits, the one nearest to their middle."""
    middle = (lo + hi) / 2
    places = -floor(log10(abs(middle))) if middle else 0
    for digits in range(places, places + 12):
        number = Fraction(round(Fraction(middle) * Fraction(10) ** digits)) / Fraction(10) ** digits
        if lo <= number <= hi:
            return number
    return Fraction(middle)
