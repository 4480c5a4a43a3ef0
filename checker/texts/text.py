"""The text of a document as a reader sees it: one string with stable offsets, and the blocks that it is made of.

A format makes a `Text`; whatever looks for quotes, shows a document or underlines claims in it reads nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal

from checker.texts.tables import Slot, Table, tables_of

MOST_BLOCKS = 200_000
"""Of one text: some 130 bytes each. A text of 10 MB whose paragraphs are short has 100,000."""

Kind = Literal["heading", "paragraph", "item", "cell", "code", "furniture"]
"""What a block is; `furniture` is what surrounds a document: navigation, banners, the foot of a page."""

LINE_ENDS = re.compile(r"\r\n?")
PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
"""Lines without words, which part two paragraphs."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text: `words[start:end]`. Blocks stand in order, never share a character, and every character
    that is no space lies in one.

    `level`: 1 to 6 of a heading, else 0. `page`: from 1, where the format has pages, else 0.
    """

    start: int
    end: int
    kind: Kind
    level: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """All words of a document in their order, line breaks as `\\n` whatever the file has.

    `lined`: the lines of `words` are those of the file. `title`: what the file itself names as its title, outside of
    its words. `tables`: those of which the rows and columns are known.
    """

    words: str
    blocks: tuple[Block, ...] = ()
    lined: bool = False
    title: str = ""
    tables: tuple[Table, ...] = ()

    def without_furniture(self) -> str:
        """The words of the document itself, with an empty line between any two blocks."""
        if not self.blocks:
            return self.words
        return "\n\n".join(self.words[block.start : block.end] for block in self.blocks if block.kind != "furniture")

    def block_at(self, offset: int) -> Block | None:
        """The block that a character lies in."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return self.blocks[index] if index >= 0 and offset < self.blocks[index].end else None

    def place(self, offset: int) -> str:
        """Where a character stands, as people look it up: its page, its line, or its paragraph, counted from 1."""
        index = max(bisect_right(self.blocks, offset, key=lambda block: block.start), 1)
        if self.blocks and self.blocks[index - 1].page:
            return f"page {self.blocks[index - 1].page}"
        return f"line {self.words.count(chr(10), 0, offset) + 1}" if self.lined else f"paragraph {index}"


class Unreadable(Exception):
    """The file is not what its format asks for, or too large: a fault with this code, and what to do about it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Unfinished(Exception):
    """Nothing is known to be wrong, but the text was not read: the message says why, and what would read it."""


def unmarked(raw: bytes) -> str:
    """The text of bytes in UTF-8 with its line ends as `\\n`, without a byte order mark."""
    for mark, name in ((b"\xff\xfe\x00\x00", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if raw.startswith(mark):
            raise Unreadable("not-utf8", f"is {name}, expected UTF-8; convert it: {conversion(name)}")
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = LINE_ENDS.sub("\n", raw[: error.start].decode("utf-8").removeprefix("\ufeff"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"is not UTF-8 (line {line}, column {column}); convert it, where it is in Windows-1252 with "
        raise Unreadable("not-utf8", message + conversion("WINDOWS-1252")) from None
    return LINE_ENDS.sub("\n", text)


def conversion(encoding: str) -> str:
    """The command that makes UTF-8 of a file in another encoding."""
    return f"iconv -f {encoding} -t UTF-8 OLD > NEW, and give the SHA-256 of the new file"


def paragraphs(words: str, start: int = 0, page: int = 0) -> Iterator[Block]:
    """The paragraphs of plain words from `start` on: what stands between lines without any."""
    for gap in chain(PARAGRAPHS.finditer(words, start), (None,)):
        first, last = trimmed(words, start, gap.start() if gap else len(words))
        if first < last:
            yield Block(first, last, "paragraph", page=page)
        start = gap.end() if gap else last


def bounded(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks of a text, if they are not too many."""
    found = tuple(islice(blocks, MOST_BLOCKS + 1))
    if len(found) > MOST_BLOCKS:
        raise Unreadable(
            "file-too-large", f"has more than {MOST_BLOCKS:,} paragraphs; split it, one document to a file"
        )
    return found


def trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the spaces at its ends."""
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one block, before they have their offsets; `slot`: the cell of a table in which they stand."""

    words: str
    kind: Kind
    level: int = 0
    slot: Slot | None = None


def assembled(pieces: Iterable[Piece], title: str = "") -> Text:
    """A text of blocks, with an empty line between any two; those without words are left out."""
    words: list[str] = []
    placed: list[tuple[Slot | None, int, int]] = []

    def blocks() -> Iterator[Block]:
        at = 0
        for piece in pieces:
            if stripped := piece.words.strip():
                end = at + len(stripped)
                yield Block(at, end, piece.kind, piece.level)
                words.append(stripped)
                placed.append((piece.slot if piece.kind != "furniture" else None, at, end))
                at = end + 2

    made = bounded(blocks())
    joined = "\n\n".join(words)
    return Text(joined, made, title=title, tables=tables_of(joined, placed))
