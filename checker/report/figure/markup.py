"""The small change of SVG: escaped words, short numbers, and how far down things stand."""

from __future__ import annotations

from html import escape

from checker.report.figure.shape import Area, Figure, FigureRow
from checker.report.figure.words import plain, wrapped

HEIGHT = 170
"""Pixels of the plane: five lines of a scale with room for letters between them."""

LABEL, TRACK = 15, 16
"""Pixels of a row's words, and of each place for marks in it."""

THINNEST = 2.0
"""Pixels of a box that has a value without width."""


def text(words: str) -> str:
    """Words as the text of an element or of an attribute in quotes."""
    return escape(plain(words))


def number(value: float) -> str:
    """At most one decimal: a tenth of a pixel is less than can be seen."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def percent(share: float) -> str:
    return f"{number(share * 100)}%"


NARROWEST_PAGE = 300
"""Pixels of a picture on the narrowest page: a phone of 360, less what cards and their evidence stand in."""

ROOM = 285
"""Pixels for words there."""

MOST_LINES = 6
"""Lines that the words of a row, of a gap or of a note may take; longer ones stand in the legend alone."""


def row_lines(row: FigureRow) -> tuple[str, ...]:
    """The words of a row, whole; where they are too long, what names it."""
    return wrapped(plain(row.label), ROOM, MOST_LINES) or wrapped(plain(row.brief), ROOM, 1) or ("",)


def tall(figure: Figure) -> int:
    """Pixels from the top of the frame to its bottom."""
    return HEIGHT if figure.kind == "plane" else tops(figure)[-1] + TRACK + 4


def tops(figure: Figure) -> list[int]:
    """How far below the frame's top each track begins: the words of a row stand above its first track."""
    tracks: list[int] = []
    down = 0
    for row in figure.rows:
        down += LABEL * len(row_lines(row))
        for _ in range(row.tracks):
            tracks.append(down)
            down += TRACK
    return tracks


def down(y: float) -> float:
    """Pixels below the plane's top."""
    return (1 - y) * HEIGHT


def vertical(area: Area, figure: Figure) -> tuple[float, float]:
    """Top and height in pixels: in the plane the place of the values, in a row its track."""
    if figure.kind == "plane":
        top, bottom = down(area.y.hi), down(area.y.lo)
        return top, max(bottom - top, THINNEST)
    return tops(figure)[round((1 - area.y.hi) * figure.tracks)] + 2.0, TRACK - 6.0
