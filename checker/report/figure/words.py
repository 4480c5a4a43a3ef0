"""Words in a picture: how wide they are, cut or broken where there is no room, and safe to show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from checker.report.safe import spelled, visible

NOT_IN_XML = re.compile("[\ufffe\uffff]")
"""Source: XML 1.0, section 2.2; `visible` spells out the other characters that XML cannot hold."""

NO_WIDTH = frozenset(("Mn", "Me", "Cf"))


def plain(text: str) -> str:
    """The text on one line, with every character that acts rather than shows spelled out."""
    return NOT_IN_XML.sub(spelled, visible(text))


def width(text: str) -> int:
    """Columns on a terminal. Source: Unicode Standard Annex 11; wide and full-width characters take two."""
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in NO_WIDTH or "\u1160" <= char <= "\u11ff":  # Hangul letters that join the first
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


Measure = Callable[[str], float]
"""How much room a character takes: columns of a terminal, or pixels."""

NARROW_LETTERS = frozenset("iljtfrI1.,;:'|!()[]{}/ ·’‘`")
WIDE_LETTERS = frozenset("mwMWOQGDHNU@%&…—→ÆŒ")


@cache
def pixels_of(char: str) -> float:
    """Pixels of a character of 12 pixels, bold too, in the widest of the usual fonts (DejaVu Sans, Verdana)."""
    if _columns(char) == 0:
        return 0.0
    if _columns(char) == 2 or char in WIDE_LETTERS:
        return 13.0
    if char in NARROW_LETTERS:
        return 8.4 if char == "1" else 5.4
    return 9.2 if char.isupper() else 8.4


def pixels(text: str) -> float:
    return sum(map(pixels_of, text))


SMALL = 0.83
"""The words of a scale are 11 pixels high and not bold."""


def small_pixels(text: str) -> float:
    return SMALL * pixels(text)


def clip(text: str, room: int) -> str:
    """At most `room` columns of the text, with `…` where something is left out."""
    if _fitting(text, room) == len(text):
        return text
    return text[: _fitting(text, room - 1)].rstrip() + "…" if room > 0 else ""


def wrapped(text: str, room: float, most: int) -> tuple[str, ...]:
    """All of the text on lines of at most `room` pixels; nothing where it takes more lines than that."""
    lines = _lines(text.strip(), room, most + 1, pixels_of)
    return lines if len(lines) <= most else ()


def broken(text: str, room: int, most: int = 2) -> tuple[str, ...]:
    """The text on at most so many lines, each at most `room` columns wide, broken between words where there are any."""
    lines = _lines(text.strip(), room, most, _columns)
    return (*lines[:-1], clip(lines[-1], room)) if lines else ()


def _lines(rest: str, room: float, most: int, measure: Measure) -> tuple[str, ...]:
    """So many lines; what is left stands in the last one, however long it is."""
    lines: list[str] = []
    while rest and len(lines) < most - 1 and (fitting := _fitting(rest, room, measure)) < len(rest):
        fitting = max(fitting, 1)
        space = rest.rfind(" ", 0, fitting + 1)
        cut = space if space > fitting // 2 else fitting
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*lines, rest) if rest else tuple(lines)


MOST_MARKS = 4
"""Characters for each column: accents have no width of their own, and no script sets more than three on a letter."""


def _fitting(text: str, room: float, measure: Measure = _columns) -> int:
    """How many characters have room."""
    used = 0.0
    longest = int(MOST_MARKS * max(room, 0))
    for index, char in enumerate(text[: longest + 1]):
        used += measure(char)
        if used > room or index == longest:
            return index
    return len(text)
