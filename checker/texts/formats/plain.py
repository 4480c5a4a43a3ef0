"""Plain text: every character as it stands, paragraphs by empty lines."""

from __future__ import annotations

from checker.texts.text import Text, bounded, paragraphs, unmarked

SUFFIXES = (".txt", ".text")
LIMIT = 10 * 2**20
"""Bytes: some 1,700,000 words, three times the longest novels."""


def read(raw: bytes) -> Text:
    words = unmarked(raw)
    return Text(words, bounded(paragraphs(words)), lined=True)
