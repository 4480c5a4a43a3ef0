"""Words in a picture: how wide they are, cut or broken where there is no room, and safe to show."""

from __future__ import annotations

import re
import unicodedata

from checker.report.safe import visible

NOT_IN_XML = re.compile("[\ufffe\uffff]")
"""Source: XML 1.0, section 2.2; `visible` spells out the other characters that XML cannot hold."""

NO_WIDTH = frozenset(("Mn", "Me", "Cf"))


def plain(text: str) -> str:
    """The text on one line, with every character that acts rather than shows spelled out."""
    return NOT_IN_XML.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", visible(text))


def width(text: str) -> int:
    """Columns on a terminal. Source: Unicode Standard Annex 11; wide and full-width characters take two."""
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clip(text: str, room: int) -> str:
    """At most `room` columns of the text, with `…` where something is left out."""
    if width(text) <= room:
        return text
    used, kept = 0, []
    for char in text:
        used += _columns(char)
        if used > room - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…" if room > 0 else ""


def broken(text: str, room: int, most: int = 2) -> tuple[str, ...]:
    """The text on at most so many lines, each at most `room` columns wide, broken between words where there are any."""
    found: list[str] = []
    rest = text.strip()
    while rest and len(found) < most - 1 and width(rest) > room:
        head = _fitting(rest, room)
        space = head.rfind(" ")
        cut = space if space > len(head) // 2 else len(head)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*found, clip(rest, room)) if rest else tuple(found)


def _fitting(text: str, room: int) -> str:
    used = 0
    for place, char in enumerate(text):
        used += _columns(char)
        if used > room:
            return text[: max(place, 1)]
    return text
