"""What systematic differences mean for who copies: a way to put figures is no error, a slip in some rows is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.literals.boxes import fold
from checker.model.box import Box
from checker.systematic.causes import factor, missing, repeated
from checker.systematic.differences import Difference

SLIPS = (factor.ID, missing.ID, repeated.ID)
"""Causes that may be a mistake in some rows. What is rounded, shifted or counted later is right in its own way."""
MOST_ROWS = Fraction(1, 2)
"""Part of a source's figures on a property up to which a cause is a slip; what goes through more is its way."""


@dataclass(frozen=True, slots=True)
class Slips:
    """Boxes of systematic differences by their names. `aside`: told in another way, so that they say nothing on who is
    right. `seen`: wrong by a cause that is seen in them alone, whoever says otherwise.
    """

    aside: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()


def slips(differences: Iterable[Difference], boxes: Iterable[Box]) -> Slips:
    differences = tuple(differences)
    if not differences:
        return Slips()
    figures = Counter(map(_about, boxes))
    aside: set[str] = set()
    seen: set[str] = set()
    for difference in differences:
        odd = list({parting.boxes[1].name: parting.boxes[1] for parting in difference.members}.values())
        if difference.cause not in SLIPS or _wide(odd, figures):
            aside.update(box.name for box in odd)
        elif difference.sided:
            seen.update(box.name for box in odd)
    return Slips(frozenset(aside), frozenset(seen - aside))


def _about(box: Box) -> tuple[str, str]:
    return fold(box.claim.document.publisher), box.key.property


def _wide(odd: Sequence[Box], figures: Counter[tuple[str, str]]) -> bool:
    number = sum(figures[about] for about in {_about(box) for box in odd})
    return len(odd) > MOST_ROWS * number
