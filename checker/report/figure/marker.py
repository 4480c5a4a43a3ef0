"""Where the marker and the letter of each claim stand: near its place, and none on top of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checker.report.figure.markup import down, number, vertical
from checker.report.figure.shape import Figure, Mark, Shape
from checker.report.figure.words import clip, plain, width

NARROW = 280
"""Pixels across inside the frame on the narrowest page (340 pixels in all): what has room there has room anywhere."""

SIZE = 7
"""Pixels from one marker to the next that both are seen."""

ASIDE = (0, 1, -1, 2, -2)
"""Steps of that size that a marker may go aside: more would tell another time."""

LETTER = 7.5
"""Pixels of a bold letter, at the widest."""

LONGEST = 18
"""Columns of words beside a marker."""

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
    """A marker: `dx` pixels beside its place across, `y` pixels down, with words beside it."""

    dx: float
    y: float
    words: str = ""
    label_x: float = 0
    label_y: float = 0
    anchor: Literal["start", "middle", "end"] = "start"


Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels, on the narrowest page."""


def shape_path(shape: Shape, x: float, y: float) -> str:
    return f"M{number(x)} {number(y)}{PATHS[shape]}"


def pinned(figure: Figure) -> tuple[Pin, ...]:
    """A pin for each mark of the figure."""
    if figure.kind != "plane":
        return tuple(_in_row(mark, figure) for mark in figure.marks)
    taken: list[Rectangle] = []
    bare = [_beside(mark, taken) for mark in figure.marks]
    return tuple(_named(mark, pin, taken) for mark, pin in zip(figure.marks, bare, strict=True))


def _in_row(mark: Mark, figure: Figure) -> Pin:
    top, high = vertical(mark.possible, figure)
    words = mark.letter if figure.kind == "lanes" else ""
    right = mark.point[0] * NARROW < NARROW - 2 * LETTER * max(len(words), 1)
    return Pin(0, top + high / 2, words, 7 if right else -7, 4, "start" if right else "end")


def _beside(mark: Mark, taken: list[Rectangle]) -> Pin:
    """The marker at its place, or as few steps beside it as needed."""
    x, y = mark.point[0] * NARROW, down(mark.point[1])
    if not mark.own:
        return Pin(0, y)
    for step in ASIDE:
        found = _around(x + step * SIZE, y)
        if _free(found, taken) and 0 <= x + step * SIZE <= NARROW:
            taken.append(found)
            return Pin(step * SIZE, y)
    return Pin(0, y)


def _around(x: float, y: float) -> Rectangle:
    half = SIZE / 2 - 0.5
    return (x - half, y - half, x + half, y + half)


def _free(found: Rectangle, taken: list[Rectangle]) -> bool:
    return not any(_meet(found, other) for other in taken)


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _named(mark: Mark, pin: Pin, taken: list[Rectangle]) -> Pin:
    """With its letter and what sets it apart, or with the letter alone, where there is room; else without."""
    if not mark.letter:
        return pin
    long = f"{mark.letter} {clip(plain(mark.label), LONGEST)}" if mark.label else mark.letter
    for words in dict.fromkeys((long, mark.letter)):
        for x, y, anchor in _places():
            found = _room(words, mark.point[0] * NARROW + pin.dx + x, pin.y + y, anchor)
            if found[0] >= 0 and found[2] <= NARROW and found[1] >= 0 and _free(found, taken):
                taken.append(found)
                return Pin(pin.dx, pin.y, words, x, y, anchor)
    return pin


def _places() -> Iterator[tuple[float, float, Literal["start", "middle", "end"]]]:
    """Where words may stand around a marker, the best place first."""
    yield 7, 4, "start"
    yield -7, 4, "end"
    yield 0, -8, "middle"
    yield 0, 16, "middle"
    yield 6, -7, "start"
    yield 6, 15, "start"


def _room(words: str, x: float, y: float, anchor: str) -> Rectangle:
    wide = width(words) * LETTER
    left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return (left, y - 10, left + wide, y + 3)
