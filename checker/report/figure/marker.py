"""Where the marker and the letter of each claim stand: near its place, and none on top of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.report.figure.markup import HEIGHT, down, number, vertical
from checker.report.figure.shape import Figure, FigureMark, Shape
from checker.report.figure.words import pixels, plain

NARROW = 246
"""Pixels across inside the frame on the narrowest page (300 pixels in all): what has room there has room anywhere."""

WIDE = 790
"""Pixels across inside the frame at the widest: the style sheet ends at 60 rem."""

SIZE = 7
"""Pixels from one marker to the next that both are seen."""

ASIDE = (0, 1, -1, 2, -2)
"""Steps of that size that a marker may go aside: more would tell another time."""

PATHS: dict[Shape, str] = {
    "circle": "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "square": "m-3.5-3.5h7v7h-7z",
    "triangle": "m0-4.5l4.5 8h-9z",
    "diamond": "m0-5l5 5-5 5-5-5z",
    "wedge": "m0 4.5l4.5-8h-9z",
    "plus": "m-1.5-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z",
    "cross": "m-4.2-2.8l1.4-1.4 2.8 2.8 2.8-2.8 1.4 1.4-2.8 2.8 2.8 2.8-1.4 1.4-2.8-2.8-2.8 2.8-1.4-1.4 2.8-2.8z",
}


@dataclass(frozen=True, slots=True)
class Pin:
    """A marker: `dx` pixels beside its place across, `y` pixels down, with words beside it; `chip`: on a ground of
    their own, as a line runs there.
    """

    dx: float
    y: float
    words: str = ""
    label_x: float = 0
    label_y: float = 0
    anchor: Literal["start", "middle", "end"] = "start"
    chip: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """What a marker or its words take up in pixels, across as seen from a place that is a share of the width."""

    at: float
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Room) -> bool:
        """On the narrowest or the widest page, or on one between them, where one would pass the other."""
        if self.top >= other.bottom or other.top >= self.bottom:
            return False
        return not (self.stays_before(other) or other.stays_before(self))

    def stays_before(self, other: Room) -> bool:
        return all(self.at * wide + self.right <= other.at * wide + other.left for wide in (NARROW, WIDE))


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line across, from one share of the width to another, so many pixels down."""

    lo: float
    hi: float
    y: float

    def through(self, room: Room) -> bool:
        if not room.top < self.y < room.bottom:
            return False
        return any(
            room.at * wide + room.left < self.hi * wide and self.lo * wide < room.at * wide + room.right
            for wide in (NARROW, WIDE)
        )


def shape_path(shape: Shape, x: float, y: float) -> str:
    return f"M{number(x)} {number(y)}{PATHS[shape]}"


def pinned(figure: Figure) -> tuple[Pin, ...]:
    """A pin for each mark of the figure."""
    if figure.kind != "plane":
        return tuple(_in_row(mark, figure) for mark in figure.marks)
    taken: list[Room] = []
    bare = [_beside(mark, taken) for mark in figure.marks]
    strokes = [stroke for mark, pin in zip(figure.marks, bare, strict=True) for stroke in _strokes(mark, pin)]
    return tuple(_named(mark, pin, taken, strokes) for mark, pin in zip(figure.marks, bare, strict=True))


def _strokes(mark: FigureMark, pin: Pin) -> tuple[Stroke, ...]:
    """The lines of a mark that run across: over all of its time, or the edges of its box."""
    x, y = mark.possible.x, mark.possible.y
    if mark.whisker:
        return (Stroke(x.lo, x.hi, pin.y),)
    return (Stroke(x.lo, x.hi, down(y.lo)), Stroke(x.lo, x.hi, down(y.hi)))


def _in_row(mark: FigureMark, figure: Figure) -> Pin:
    top, high = vertical(mark.possible, figure)
    words = mark.letter if figure.kind == "lanes" else ""
    right = mark.point[0] * NARROW < NARROW - 7 - max(pixels(words), SIZE)
    return Pin(0, top + high / 2, words, 7 if right else -7, 4, "start" if right else "end", bool(words))


def _beside(mark: FigureMark, taken: list[Room]) -> Pin:
    """The marker at its place, or as few steps beside it as needed."""
    at, y, half = mark.point[0], down(mark.point[1]), SIZE / 2
    if not (mark.own or mark.letter):
        return Pin(0, y)
    for dx in (step * SIZE for step in ASIDE):
        room = Room(at, dx - half, y - half, dx + half, y + half)
        if 0 <= at * NARROW + dx <= NARROW and not any(map(room.meets, taken)):
            taken.append(room)
            return Pin(dx, y)
    return Pin(0, y)


def _named(mark: FigureMark, pin: Pin, taken: list[Room], strokes: list[Stroke]) -> Pin:
    """With its letter where there is room, best where no line runs through it; else without."""
    if not mark.letter:
        return pin
    at, words = mark.point[0], plain(mark.letter)
    free = []
    for x, y, anchor in PLACES:
        room = _room(words, at, pin.dx + x, pin.y + y, anchor)
        framed = at * NARROW + room.left >= 0 and at * NARROW + room.right <= NARROW
        if framed and room.top >= 0 and room.bottom <= HEIGHT and not any(map(room.meets, taken)):
            crossed = any(stroke.through(room) for stroke in strokes)
            free.append((crossed, room, Pin(pin.dx, pin.y, words, x, y, anchor, crossed)))
    if not free:
        return pin
    _, room, named = min(free, key=lambda one: one[0])
    taken.append(room)
    return named


Anchor = Literal["start", "middle", "end"]

PLACES: tuple[tuple[float, float, Anchor], ...] = (
    (7, 4, "start"),
    (-7, 4, "end"),
    (0, -8, "middle"),
    (0, 16, "middle"),
    (6, -7, "start"),
    (6, 15, "start"),
    (-6, -7, "end"),
    (-6, 15, "end"),
    (0, -20, "middle"),
    (0, 28, "middle"),
    (20, 4, "start"),
    (-20, 4, "end"),
)
"""Where words may stand around a marker, in pixels from it, the best place first."""


def _room(words: str, at: float, x: float, y: float, anchor: Anchor) -> Room:
    wide = pixels(words)
    left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return Room(at, left, y - 10, left + wide, y + 3)
