"""What a picture is made of: places in the unit square, and what stands there. Nothing here knows how it is drawn.

Units: x runs from 0 (left) to 1 (right), y from 0 (below) to 1 (above).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.model.box import Box
from checker.model.claim import Claim

StretchEnd = Literal["closed", "left-out", "open", "unknown"]
"""How a stretch ends: at a number that belongs to it, at one that does not, nowhere (it goes on), or nobody knows."""

Shape = Literal["circle", "square", "triangle", "diamond", "wedge", "plus", "cross"]
Dash = Literal["solid", "dashed", "dotted"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is set apart from others: by colour (a number), shape and dash, of which each alone is a sign."""

    colour: int
    shape: Shape
    dash: Dash


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `lo` to `hi`; an end that is open or unknown lies at the edge of the picture."""

    lo: float
    hi: float
    lo_end: StretchEnd = "closed"
    hi_end: StretchEnd = "closed"

    @property
    def middle(self) -> float:
        return (self.lo + self.hi) / 2


@dataclass(frozen=True, slots=True)
class Area:
    x: Stretch
    y: Stretch


@dataclass(frozen=True, slots=True)
class FigureMark:
    """One claim: all that is possible, inside it what is plausible, and the point where its words stand.

    `letter` names it in the picture; it is empty for claims that only stand by (`own` is false). `whisker`: it
    holds at one moment somewhere in `possible.x`. `dated` is false where its time is only its document's date. `ends`
    are the boxes of an interval claim, else the one box. `derived`: what follows from other claims, against this one.
    """

    ends: tuple[Box, ...]
    letter: str
    style: Style
    possible: Area
    plausible: Area
    point: tuple[float, float]
    own: bool = True
    whisker: bool = False
    dated: bool = True
    derived: bool = False

    @property
    def claim(self) -> Claim:
        return self.ends[0].claim


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A lane of the picture with its words; `tracks` are the lines for marks in it, one above the other. `brief`: what
    stands there where the words are too long.
    """

    label: str
    tracks: int = 1
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between claims: values (or times) that none of them allows; `words` give its size. Without an area
    only the words are shown.
    """

    area: Area | None
    sort: Literal["contradiction", "tension", "reconciled"]
    words: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """An order between two marks (by their indices in the figure)."""

    first: int
    second: int
    words: str = "before"


@dataclass(frozen=True, slots=True)
class Figure:
    """The picture of one quantity.

    `kind`: in a `plane` time runs across and value up; in `rows` each claim has its row and values (numbers or days)
    run across; in `lanes` each value has a row and time runs across. `text` says the same in words, `notes` are what
    stands below the picture.
    """

    kind: Literal["plane", "rows", "lanes"]
    title: str
    marks: tuple[FigureMark, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...] = ()
    rows: tuple[FigureRow, ...] = ()
    bands: tuple[Band, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    left_out: int = 0
    notes: tuple[str, ...] = ()
    text: str = ""

    @property
    def tracks(self) -> int:
        return sum(row.tracks for row in self.rows)
