"""Lines for a terminal of so many columns: what is longer goes on below, as deep as its words begin.

Quiet: an identifier, a path or a command stays whole, also where it is wider, as it is to be copied.
Source: Unicode Standard Annex 11 for columns; of Annex 14 that a line may end between ideographs, and neither before
what closes nor after what opens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from checker.report.figure.words import width

NARROWEST = 40
"""Columns below which nothing is broken: there would be a word on each line."""

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LABEL = re.compile(r" {2}\S+(?: \S+)* {2,}(?=\S)")
"""What a line is about, before its words: `  why         …`."""
BELOW = re.compile(r"( {6}\| ) *\^+ (?=\S)")
"""Marks below a line of a file, before a note on it."""
SPACES = re.compile(r" +(?![·%])")
"""Where a line may end: what parts or measures the words before it stays with them."""
COMMAND = "checker "
"""How what is to be typed next begins."""

NOT_FIRST = frozenset("、。，．・：；？！ー）］｝〉》」』】〕”’")
NOT_LAST = frozenset("（［｛〈《「『【〔“‘")


def columns(text: str) -> int:
    """Those that a text takes on a terminal; escape sequences for colour take none."""
    return width(COLOUR.sub("", text))


def padded(text: str, wide: int) -> str:
    """The text with spaces behind it, up to so many columns."""
    return text + " " * (wide - columns(text))


def fitted(line: str, wide: int) -> Iterator[str]:
    """The line, on as many lines as it needs to be at most `wide` columns; as it is where `wide` is 0."""
    if not NARROWEST <= wide < columns(line):
        yield line
        return
    plain = COLOUR.sub("", line)
    if (marks := BELOW.match(plain)) and marks.end() > len(marks[1]) + 1:
        note = line[line.index("^") :].lstrip("^").lstrip()
        yield line[: line.index(note)].rstrip()
        yield from _broken(marks[1] + note, wide, marks[1])
        return
    label = LABEL.match(plain)
    if label and plain.startswith(COMMAND, label.end()):
        yield line
        return
    depth = columns(label[0]) if label else len(plain) - len(plain.lstrip()) + 2
    yield from _broken(line, wide, " " * (depth if depth <= wide // 2 else 4))


def _broken(line: str, wide: int, lead: str) -> Iterator[str]:
    """`lead` begins every line but the first; the spaces in it part no words."""
    start = len(lead) if line.startswith(lead) else len(line) - len(line.lstrip())
    made, used = line[:start], columns(line[:start])
    empty = True
    for space, piece in _pieces(line[start:]):
        needed = columns(space) + columns(piece)
        if used + needed > wide and not empty:
            yield made
            made, used, empty = lead, columns(lead), True
            space, needed = "", columns(piece)
        made, used, empty = f"{made}{space}{piece}", used + needed, False
    yield made


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What may not be broken, each with the spaces before it."""
    end, space = 0, ""
    for match in (*SPACES.finditer(text), None):
        word = text[end : match.start() if match else len(text)]
        for number, part in enumerate(_parts(word)):
            yield (space if number == 0 else ""), part
        space, end = (match[0], match.end()) if match else ("", 0)


def _parts(word: str) -> Iterator[str]:
    """A word where it may be broken: between two characters of which one is wide."""
    start = 0
    for at in range(1, len(word)):
        before, after = word[at - 1], word[at]
        if not (_wide(before) or _wide(after)) or width(after) == 0 or after in NOT_FIRST or before in NOT_LAST:
            continue
        yield word[start:at]
        start = at
    yield word[start:]


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
