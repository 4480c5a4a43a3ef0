"""The text of one file as an editor shows it: places in it, in whatever unit the editor counts, and its nodes.

Source: the Language Server Protocol 3.17, `position`: lines and columns from 0, columns in UTF-16 code units unless
both sides agree on another encoding; a column past the end of a line means its end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from checker.model.fault import Mark
from checker.readers.encoding import LINE_BREAK
from checker.readers.yaml import Entry, FieldPath, Fields, Items, Node, Scalar, parse

Encoding = Literal["utf-8", "utf-16", "utf-32"]
CODECS: dict[str, tuple[str, int]] = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""By the name of an encoding: that of Python, and the bytes of one of its units."""

QUOTES = ('"', "'")

Span = tuple[int, int]
"""The characters of a text from the first to before the second."""

Position = tuple[int, int]
"""Line and column as an editor counts them, both from 0."""


@dataclass(frozen=True)
class FileText:
    """`file` is the name that people type (`claims/example.yaml`)."""

    file: str
    text: str

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each line begins."""
        return (0, *(line_break.end() for line_break in LINE_BREAK.finditer(self.text)))

    @cached_property
    def root(self) -> Node | None:
        """What the text holds as YAML; nothing where it is none, as while somebody types."""
        return parse(self.text, self.file).root

    def line(self, number: int) -> str:
        """A line without its end; nothing where there is none of that number."""
        if not 0 <= number < len(self.starts):
            return ""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip("\r\n")

    def offset(self, mark: Mark) -> int:
        """The character that a mark points to."""
        line = min(mark.line, len(self.starts)) - 1
        return self.starts[line] + min(mark.column - 1, len(self.line(line)))

    def at(self, position: Position, encoding: Encoding) -> int:
        """The character at an editor's position; half of a character is its start."""
        number, column = max(0, position[0]), max(0, position[1])
        if number >= len(self.starts):
            return len(self.text)
        codec, size = CODECS[encoding]
        raw = self.line(number).encode(codec, "surrogatepass")[: column * size]
        return self.starts[number] + len(raw.decode(codec, "ignore"))

    def position(self, offset: int, encoding: Encoding) -> Position:
        """The editor's position of a character."""
        number = bisect_right(self.starts, offset) - 1
        return number, columns(self.text[self.starts[number] : offset], encoding)

    def inside(self, start: int, end: int) -> Span:
        """The characters of a scalar without its quotation marks."""
        end = start + len(self.text[start:end].rstrip())
        quoted = end - start > 1 and self.text[start] in QUOTES and self.text[end - 1] == self.text[start]
        return (start + 1, end - 1) if quoted else (start, end)

    def key_span(self, entry: Entry) -> Span:
        """The characters of a field's name without its quotation marks."""
        start = self.offset(entry.mark)
        quoted = self.text[start : start + 1] in QUOTES
        return self.inside(start, start + len(entry.key) + 2 * quoted)


def columns(text: str, encoding: Encoding) -> int:
    """How many units of an encoding the characters of a line take."""
    codec, size = CODECS[encoding]
    return len(text.encode(codec, "surrogatepass")) // size


@dataclass(frozen=True, slots=True)
class Word:
    """A name of a field (`is_key`) or a scalar value, where it stands, and what it says."""

    path: FieldPath
    span: Span
    value: str
    is_key: bool = False


def words(text: FileText) -> Iterator[Word]:
    """All names of fields and all scalar values of a file, in its order."""
    return _words(text, text.root, ()) if text.root is not None else iter(())


def _words(text: FileText, node: Node, path: FieldPath) -> Iterator[Word]:
    if isinstance(node, Scalar):
        yield Word(path, text.inside(node.start, node.end), node.text)
    elif isinstance(node, Items):
        for index, item in enumerate(node.nodes):
            yield from _words(text, item, (*path, index))
    elif isinstance(node, Fields):
        for entry in node.entries:
            yield Word((*path, entry.key), text.key_span(entry), entry.key, True)
            yield from _words(text, entry.value, (*path, entry.key))


def word_at(text: FileText, offset: int) -> Word | None:
    """The name of a field or the value that the character stands in, or that ends there."""
    return next((word for word in words(text) if word.span[0] <= offset <= word.span[1]), None)
