"""Lines of a report on a terminal: on as many as its width takes, those after the first further in, colours whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.report.figure.words import width

LEAST = 40
"""Columns below which nothing is folded: the terminal does it no worse."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WORD = re.compile(r" +|[^ ]+")
_HANG = re.compile(r"(?:  [a-z -]{11} | {12,}|  \S.{0,30}? {3,}| *(?:[0-9]+ | +)\| +)(?=\S)")
"""What continued lines stand below: what follows the name of a row, the value of a position, or a source line's bar."""
_SOURCE = re.compile(r" *[0-9]+ \| ")
_BAR = re.compile(r" *\| ")


def folded(line: str, room: int) -> Iterator[str]:
    """The line in lines of at most so many columns; a word that is longer stands on a line of its own."""
    if room < LEAST or _columns(line) <= room or _SOURCE.match(line):
        yield line
        return
    indent = _indent(_COLOUR.sub("", line), room)
    shown, used = "", 0
    for word in _WORD.findall(line):
        columns = _columns(word)
        if used + columns > room and shown.strip() and not (shown.isspace() or word.isspace()):
            yield shown.rstrip()
            shown, used = indent, width(indent)
        if not (word.isspace() and shown == indent and used == width(indent) and shown != ""):
            shown, used = shown + word, used + columns
    yield shown.rstrip()


def _columns(text: str) -> int:
    return width(_COLOUR.sub("", text))


def _indent(plain: str, room: int) -> str:
    """What continued lines begin with."""
    if bar := _BAR.match(plain):
        return bar[0] + "  "
    hang = _HANG.match(plain)
    if hang and len(hang[0]) <= room // 2:
        return " " * len(hang[0])
    return " " * (len(plain) - len(plain.lstrip()) + 4)
