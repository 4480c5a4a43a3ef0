"""Places in the text of a file as an editor counts them, in whatever unit, and the words in it.

Source: the Language Server Protocol 3.17, `position`: lines and columns from 0, columns in UTF-16 code units unless
both sides agree on another encoding; a column past the end of a line means its end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checker.naming.spans import FileText, Span
from checker.readers.yaml import FieldPath, Fields, Items, Node, Scalar

Encoding = Literal["utf-8", "utf-16", "utf-32"]
CODECS: dict[str, tuple[str, int]] = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
"""By the name of an encoding: that of Python, and the bytes of one of its units."""

Position = tuple[int, int]
"""Line and column as an editor counts them, both from 0."""


def offset_at(text: FileText, position: Position, encoding: Encoding) -> int:
    """The character at an editor's position; half of a character is its start."""
    number, column = max(0, position[0]), max(0, position[1])
    if number >= len(text.starts):
        return len(text.text)
    codec, size = CODECS[encoding]
    raw = text.line(number).encode(codec, "surrogatepass")[: column * size]
    return text.starts[number] + len(raw.decode(codec, "ignore"))


def position_of(text: FileText, offset: int, encoding: Encoding) -> Position:
    """The editor's position of a character."""
    number = bisect_right(text.starts, offset) - 1
    return number, columns(text.text[text.starts[number] : offset], encoding)


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
