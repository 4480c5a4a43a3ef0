"""Words in a picture: how wide they are, cut or broken where there is no room, and safe to show."""

from __future__ import annotations

import re
import unicodedata

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


def clip(text: str, room: int) -> str:
    """At most `room` columns of the text, with `…` where something is left out."""
    if _fitting(text, room) == len(text):
        return text
    return text[: _fitting(text, room - 1)].rstrip() + "…" if room > 0 else ""


def broken(text: str, room: int, most: int = 2) -> tuple[str, ...]:
    """The text on at most so many lines, each at most `room` columns wide, broken between words where there are any."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most - 1 and (fitting := _fitting(rest, room)) < len(rest):
        fitting = max(fitting, 1)
        space = rest.rfind(" ", 0, fitting + 1)
        cut = space if space > fitting // 2 else fitting
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*lines, clip(rest, room)) if rest else tuple(lines)


MOST_MARKS = 4
"""Characters for each column: accents have no width of their own, and no script sets more than three on a letter."""


def _fitting(text: str, room: int) -> int:
    """How many characters have room."""
    used = 0
    for index, char in enumerate(text[: MOST_MARKS * max(room, 0) + 1]):
        used += _columns(char)
        if used > room or index == MOST_MARKS * room:
            return index
    return len(text)
