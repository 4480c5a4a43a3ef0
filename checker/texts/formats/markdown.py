"""Markdown: the words without their marks, line by line, so that lines are those of the file.

Why a reader of our own: what counts here are words, their lines and rough blocks; parsers of the whole language give no
place of a word within its line, and take a second for each megabyte.
Source: CommonMark 0.31, and tables as GitHub writes them; every pattern takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from checker.readers.markup import FENCE, bare
from checker.texts.tables import Slot, tables_of
from checker.texts.text import Block, Kind, Text, bounded, trimmed, unmarked

SUFFIXES = (".md", ".markdown")
LIMIT = 10 * 2**20
"""Bytes, as of plain text."""

HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
ITEM = re.compile(r"[ \t]*(?:[-*+•]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
QUOTED = re.compile(r"(?: {0,3}>[ \t]?)+")
RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}$|[ \t]*\|?[ \t]*:?-{2,}[-:| \t]*$")
"""A line across the page, or the one below the head of a table."""


DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?(?:[ \t]*\|[ \t]*:?-+:?)*[ \t]*\|?[ \t]*$")
"""The line below the head of a table."""
PIPE = re.compile(r"(?<!\\)\|")
"""Between two cells."""

Line = tuple[str, Kind, int]
"""The words of a line, what it is, and the level of a heading; of a row of a table the cells between tabs."""


def read(raw: bytes) -> Text:
    lines: list[Line] = []
    fenced = piped = False
    heads: set[int] = set()
    before = ""
    for line in unmarked(raw).split("\n"):
        piped = piped and PIPE.search(line) is not None
        if FENCE.match(line):
            fenced = not fenced
            lines.append(("", "code", 0))
        elif fenced:
            lines.append((line, "code", 0))
        elif _parts_head(line, before) and lines[-1][1] in ("paragraph", "cell"):
            heads.add(len(lines) - 1)
            lines[-1] = _row(before)
            lines.append(("", "paragraph", 0))
            piped = True
        elif piped:
            lines.append(_row(line))
        elif lines and lines[-1][0] and lines[-1][1] == "paragraph" and UNDERLINE.match(line):
            lines[-1] = (lines[-1][0], "heading", 1 if "=" in line else 2)
            lines.append(("", "paragraph", 0))
        else:
            lines.append(_line(line))
        before = line
    words = "\n".join(line for line, _, _ in lines)
    return Text(words, bounded(_blocks(words, lines)), lined=True, tables=tables_of(words, _cells(lines, heads)))


def _line(line: str) -> Line:
    """The words of a line outside of code, and what it begins."""
    line = _unquoted(line)
    if RULE.match(line):
        return "", "paragraph", 0
    if heading := HEADING.match(line):
        return bare(line[heading.end() :].rstrip().rstrip("#")), "heading", len(heading[1])
    if item := ITEM.match(line):
        return bare(line[item.end() :]), "item", 0
    if line.lstrip().startswith("|"):
        return _row(line)
    return bare(line), "paragraph", 0


def _parts_head(line: str, before: str) -> bool:
    """The line stands between the head of a table, which is the one before, and its rows."""
    return "|" in line and PIPE.search(before) is not None and DELIMITER.match(_unquoted(line)) is not None


def _unquoted(line: str) -> str:
    quoted = QUOTED.match(line)
    return line[quoted.end() :] if quoted else line


def _row(line: str) -> Line:
    row = _unquoted(line).strip().removeprefix("|").removesuffix("|")
    return "\t".join(bare(cell).strip() for cell in PIPE.split(row)), "cell", 0


def _cells(lines: Sequence[Line], heads: Collection[int]) -> Iterator[tuple[Slot | None, int, int]]:
    """The cells of rows that follow one another, but for the line below the head."""
    at = row = table = 0
    for number, (line, kind, _) in enumerate(lines):
        if kind == "cell":
            place = at
            for column, cell in enumerate(line.split("\t")):
                if cell:
                    yield Slot(table, row, column, head=number in heads), place, place + len(cell)
                place += len(cell) + 1
            row += 1
        elif number - 1 not in heads:
            table, row = table + 1, 0
        at += len(line) + 1


def _blocks(words: str, lines: Sequence[Line]) -> Iterator[Block]:
    """A paragraph goes on, also that of an item, until a line without words or one of another kind."""
    begun: Block | None = None
    at = 0
    for line, kind, level in lines:
        start, end = trimmed(words, at, at + len(line))
        at += len(line) + 1
        goes_on = (
            begun and (kind == "paragraph" or kind == begun.kind == "code") and begun.kind not in ("heading", "cell")
        )
        if begun and start < end and goes_on and not (kind == "paragraph" and begun.kind == "code"):
            begun = Block(begun.start, end, begun.kind)
            continue
        if begun:
            yield begun
        begun = Block(start, end, kind, level) if start < end else None
    if begun:
        yield begun
