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
ERRS, WAYS = Fraction(1, 5), Fraction(1, 10)
"""What is expected before anything is measured: one answer of five is wrong, and two wrong ones of one question are the
same in one case of ten; ways to err are few, as some are more popular than others."""
WEIGHT = 5
"""Answers that this expectation is worth."""
CHANCE = ERRS * WAYS
"""That a source gives by itself the wrong value that another one gives; never taken to be less."""
RATES = (*(Fraction(tenths, 10) for tenths in range(1, 10)), Fraction(99, 100))
"""Parts of its answers that a copier may have copied, each as probable as the others."""
SURE = Fraction(95, 100)
"""From this probability on, two sources count as one: three shared errors and none apart make 0.997, two 0.907."""
MOST_EVIDENCE = 1_000
"""Errors beyond which the same proportions count: more changes no verdict, and takes long to multiply."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How sources err on a property: of so many answers so many are wrong, and of so many pairs of wrong answers to one
    question so many are the same.
    """

    answers: int = 0
    wrong: int = 0
    pairs: int = 0
    same: int = 0

    def chance(self, shared: int) -> Fraction:
        """That a source gives by itself the wrong value that another one gives, from what all but the two give, which
        share so many.
        """
        errs = (self.wrong + ERRS * WEIGHT) / (self.answers + WEIGHT)
        same = (self.same - shared + WAYS * WEIGHT) / (self.pairs - shared + WEIGHT)
        return max(CHANCE, errs * same)


def probability(chances: Iterable[Fraction], apart: int) -> Fraction:
    """That one of two sources copies. `chances`: for each error that they share, how probable that is without copying.
    `apart`: how often one of them errs and the other does not do the same.
    """
    shared = Counter(chances)
    total = shared.total() + apart
    if total > MOST_EVIDENCE:
        shared = Counter({chance: number * MOST_EVIDENCE // total for chance, number in shared.items()})
        apart = -(-apart * MOST_EVIDENCE // total)
    likelihood = sum(_likelihood(shared, apart, rate) for rate in RATES) / len(RATES)
    return PRIOR * likelihood / (PRIOR * likelihood + 1 - PRIOR)


def _likelihood(shared: Counter[Fraction], apart: int, rate: Fraction) -> Fraction:
    """How many times more probable the evidence is where that part of the answers is copied."""
    result = (1 - rate) ** apart
    for chance, number in sorted(shared.items()):
        result *= ((1 - rate) + rate / chance) ** number
    return Fraction(result)
