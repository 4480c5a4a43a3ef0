"""What a running text says in figures and dates: each phrase with its place, and as a literal that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Sort = Literal["amount", "date", "rank", "unread"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """The characters `start` to `end` of a text. `literal` is what the reader of literals reads: the phrase itself,
    or, where a verb stands for its hedge (`did not exceed 50`), the same in a hedge's words.

    `unread`: there is a figure that the grammar cannot read. `vague`: it says no number of its own (`dozens`, `one`).
    """

    sort: Sort
    literal: str
    start: int
    end: int
    vague: bool = False


Answer = Literal["entailed", "contradicted", "silent", "unread"]
"""What a quote says of a value: it says it; it has figures, none of which is it; it has none; it cannot be read."""


@dataclass(frozen=True, slots=True)
class Answered:
    """`phrase` is the one that says the value; `found` those that were held against it and are not it. `near`: the
    value is a figure of the quote, behind a hedge or with more digits than the quote has.
    """

    answer: Answer
    phrase: Phrase | None = None
    found: tuple[Phrase, ...] = ()
    near: bool = False


def cut_out(text: str, phrases: Sequence[Phrase]) -> str:
    """A text without some of its phrases, which are in order."""
    for phrase in reversed(phrases):
        text = f"{text[: phrase.start]} {text[phrase.end :]}"
    return text
