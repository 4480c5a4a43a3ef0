"""Where the text of a value stands in its file, character by character.

Why: a file is edited by splicing, so that comments, quotation marks and line ends stay as people wrote them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.model.fault import Mark
from checker.readers.encoding import LINE_BREAK
from checker.readers.yaml import Entry, Scalar

WORD = re.compile(r"\S+")
UNKNOWN = -1
"""Stands for where a text is, where that cannot be told: an escape stands for one of its characters."""


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, and at which of its characters each line begins."""

    name: str
    text: str
    lines: tuple[int, ...]

    def offset(self, mark: Mark) -> int:
        """The character that a mark points at."""
        return self.lines[mark.line - 1] + mark.column - 1

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


def file_text(name: str, text: str) -> FileText:
    """A text with the beginnings of its lines."""
    return FileText(name, text, (0, *(found.end() for found in LINE_BREAK.finditer(text))))
