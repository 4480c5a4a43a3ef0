"""The text of a file with its places and nodes, and where the text of a value stands in it, character by character.

Why: a file is edited by splicing, so that comments, quotation marks and line ends stay as people wrote them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from checker.model.fault import Mark
from checker.readers.encoding import LINE_BREAK
from checker.readers.yaml import Entry, Node, Scalar, parse

QUOTES = ('"', "'")
WORD = re.compile(r"\S+")
UNKNOWN = -1
"""Stands for where a text is, where that cannot be told: an escape stands for one of its characters."""

Span = tuple[int, int]
"""The characters of a text from the first to before the second."""


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

    def of_scalar(self, node: Scalar, first: int, last: int) -> int:
        """Where characters `first` to `last` of a value begin in the file. In a row of a table values have no end: each
        is looked for from its mark on.
        """
        start, words = self.offset(node.mark), node.text[first:last]
        if node.mark.inside >= 0:
            at = start + node.mark.inside + first
            return at if self.text.startswith(words, at) else self._later(start, node, first, last)
        return self._later(start, node, first, last)

    def of_key(self, entry: Entry) -> int:
        """Where the name of a field begins, inside its quotation marks."""
        start = self.offset(entry.mark)
        start += self.text.startswith(("'", '"'), start)
        return start if self.text.startswith(entry.key, start) else UNKNOWN

    def _later(self, at: int, node: Scalar, first: int, last: int) -> int:
        """By the words of a value one after the other: line breaks and indents may lie between them."""
        end = node.end or len(self.text)
        for word in WORD.finditer(node.text, 0, last):
            found = self.text.find(word[0], at, end)
            if found < 0:
                return UNKNOWN
            if word.end() > first:
                return found + first - word.start()
            at = found + len(word[0])
        return UNKNOWN
