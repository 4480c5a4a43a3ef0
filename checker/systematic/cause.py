"""What every systematic cause is made of: figures of two sources side by side, and how many of them it accounts for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import nan

from checker.model.box import Box, Key
from checker.model.finding import Finding
from checker.model.interval import Number
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary

HALF = Fraction(1, 2)
MOST_DECIMALS = 12
GENERAL = 2
"""The rank of what accounts for whatever lies on one side."""


@dataclass(frozen=True, slots=True)
class Parting:
    """A conflict of two sources on one quantity: what the first says, and the second."""

    finding: Finding
    boxes: tuple[Box, Box]


@dataclass(frozen=True)
class Parted:
    """All conflicts of two sources on one property (`about`), and what else is said in the corpus.

    `sources` are their names. `later`: the one (0 or 1) whose documents are all younger than those of the other, where
    there is one.
    """

    about: str
    unit: str
    sources: tuple[str, str]
    partings: Sequence[Parting]
    said: Mapping[Key, Sequence[Box]]
    vocabulary: Vocabulary
    later: int | None = None

    @property
    def dates(self) -> bool:
        box = self.partings[0].boxes[0]
        return box.datatype == "date" or bool(box.facet)

    @cached_property
    def pairs(self) -> Pairs:
        return [(read(one), read(other)) for one, other in (parting.boxes for parting in self.partings)]

    def members(self, fits: Callable[[Statement, Statement], bool]) -> tuple[Parting, ...]:
        """The conflicts whose two figures fit."""
        both = zip(self.partings, self.pairs, strict=True)
        return tuple(parting for parting, (one, other) in both if fits(one, other))


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is odd with one source, as told of it: its name, `before`, the others' names, `after`.

    `constant` is what it goes by, as in `0.3048`: the same for the same oddity against other sources. `brief` is what a
    position of its figures is called.
    """

    constant: str
    brief: str
    before: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """How a cause accounts for conflicts of two sources: which of them, and the oddity that it sees in the first source
    or in the second, or in either (who is right is not asked).
    """

    cause: str
    members: tuple[Parting, ...]
    oddities: tuple[Oddity | None, Oddity | None]


@dataclass(frozen=True, slots=True)
class Cause:
    """One way of differing. `account` tells how it accounts for conflicts, or gives `None`.

    `rank`: of causes that account for as much, the one of the lowest rank is taken; from `GENERAL` on, none is asked
    where another accounts for anything.
    """

    id: str
    doc: str
    account: Callable[[Parted], Account | None]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """The numbers, or days, that a figure may stand for as it is written, from `lo` to `hi`."""

    lo: Number
    hi: Number

    @property
    def middle(self) -> Number:
        return Fraction(self.lo + self.hi) / 2

    def below(self, other: Figure) -> bool:
        return self.hi < other.lo

    def overlaps(self, other: Figure) -> bool:
        return not self.below(other) and not other.below(self)

    def moved(self, factor: Number, offset: Number = 0) -> Figure:
        """Each number times `factor` (above 0) plus `offset`."""
        return Figure(self.lo * factor + offset, self.hi * factor + offset)

    def mirrored(self) -> Figure:
        return Figure(-self.hi, -self.lo)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a box says, read once: `figure` is what it may stand for (`None` where that has no two ends), `number` the
    number that it is written with, where it is one, `middle` that of the figure (not a number where there is none).
    """

    box: Box
    figure: Figure | None
    number: Number | None
    middle: float


Pairs = Sequence[tuple[Statement, Statement]]


def read(box: Box) -> Statement:
    reading, number = _figure(box), bare(box)
    return Statement(box, reading, number, float(reading.middle) if reading else nan)


def _figure(box: Box) -> Figure | None:
    """What a figure may stand for. A number stands for all that round to its last digit; a day for itself."""
    if not isinstance(box.value, Bounds):
        return None
    reading, number = box.value.plausible, bare(box)
    if reading.lo is None or reading.hi is None:
        return None
    if box.datatype != "date" and reading.is_point and number is not None:
        half = HALF / 10 ** _decimals(number)
        return Figure(number - half, number + half)
    return Figure(reading.lo, reading.hi)


def _decimals(number: Number) -> int:
    """How many digits there are behind the point; as many as are looked at of a number that has no end."""
    return next((places for places in range(MOST_DECIMALS) if 10**places % number.denominator == 0), MOST_DECIMALS)


def bare(box: Box) -> Number | None:
    """The number that a figure is written with, where it is one."""
    return box.value.literal.lo if isinstance(box.value, Bounds) and box.value.literal.is_point else None
