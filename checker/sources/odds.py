"""How probable it is that of two sources one copies, given the errors that they share and those that they do not.

Source: X. L. Dong, L. Berti-Equille, D. Srivastava, Integrating conflicting data: the role of source dependence, VLDB
2009. Theirs is the comparison of two hypotheses, value by value. Other than there only errors count, so that what both
have right says nothing; the part that is copied is not given but averaged over; and what others give too is weighed by
how many do. All of it is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

PRIOR = Fraction(1, 100)
"""That of two sources one copies, before anybody looks: pairs are many, and copies among them few."""
CHANCE = Fraction(1, 50)
"""That a source makes by itself the error that another one makes, before anything is measured; never taken to be less.
It is that of a source that errs in one answer of five, in one of ten ways: few, as some errors are popular."""
WEIGHT = 50
"""Errors that this expectation is worth."""
RATES = (*(Fraction(tenths, 10) for tenths in range(1, 10)), Fraction(99, 100))
"""Parts of its answers that a copier may have copied, each as probable as the others."""
SURE = Fraction(95, 100)
"""From this probability on, two sources count as one: three shared errors and none apart make 0.997, two 0.907."""
MOST_EVIDENCE = 1_000
"""Errors beyond which the same proportions count: more changes no verdict, and takes long to multiply."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How sources err on a property, summed over all pairs of them: how often two make the same error, and how often
    one of the two errs and the other does not do the same (`apart`).
    """

    same: int = 0
    apart: int = 0

    def chance(self, same: int, apart: int) -> Fraction:
        """That a source makes by itself the error of another one, by what all pairs but these two do, which have so
        many errors in common and apart.
        """
        others, both = max(self.same - same, 0), max(self.same + self.apart - same - apart, 0)
        return max(CHANCE, (others + CHANCE * WEIGHT) / (max(others, both) + WEIGHT))


def probability(chances: Iterable[Fraction], apart: int) -> Fraction:
    """That one of two sources copies. `chances`: for each error that they share, how probable that is without copying.
    `apart`: how often one of them errs and the other does not do the same.
    """
    shared = Counter(chances)
    total = shared.total() + apart
    if total > MOST_EVIDENCE:
        shared = Counter({chance: number * MOST_EVIDENCE // total for chance, number in shared.items()})
        apart = -(-apart * MOST_EVIDENCE // total)
    likelihood = sum((_likelihood(shared, apart, rate) for rate in RATES), Fraction(0)) / len(RATES)
    return PRIOR * likelihood / (PRIOR * likelihood + 1 - PRIOR)


def _likelihood(shared: Counter[Fraction], apart: int, rate: Fraction) -> Fraction:
    """How many times more probable the evidence is where that part of the answers is copied."""
    result = Fraction((1 - rate) ** apart)
    for chance, number in sorted(shared.items()):
        result *= Fraction(((1 - rate) + rate / chance) ** number)
    return result
