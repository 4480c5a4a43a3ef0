"""What a page says, phrase by phrase, and which of its words say nothing that is encoded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_WORDS = 15
"""Source: the design, section 3: the shortest verbatim phrase that pins the claim, at most 15 words."""

NUMBER = r"\d[\d,]*(?:\.\d+)?(?: million)?"
HEDGE = r"(?:(?:less than|about|approximately|nearly|ca\.) )?"
KM = rf"{HEDGE}{NUMBER} km"
SQ_KM = rf"{HEDGE}{NUMBER} sq km"


@dataclass(frozen=True, slots=True)
class Said:
    """One assertion, and the stretch of the field's text that makes it (`start`, `end`)."""

    id: str
    start: int
    end: int
    subject: str = ""
    property: str = ""
    value: str = ""
    scope: tuple[tuple[str, str], ...] = ()
    definition: str = ""
    readings: tuple[str, ...] = ()


def quote(text: str, start: int, end: int) -> str:
    """The phrase, cut to the words that a quote may have."""
    words = text[start:end].split()
    return " ".join(words[:MOST_WORDS])


def left_over(text: str, said: Iterable[tuple[int, int]], empty: re.Pattern[str]) -> tuple[str, ...]:
    """The stretches of a text that no claim covers and that are no filling (labels, commas, `and`)."""
    covered = [False] * len(text)
    for start, end in [*said, *((m.start(), m.end()) for m in empty.finditer(text))]:
        covered[start:end] = [True] * (end - start)
    rest = "".join("\0" if hit else char for char, hit in zip(text, covered, strict=True))
    pieces = (piece.strip(" ,;:.()-") for piece in rest.split("\0"))
    return tuple(piece for piece in pieces if not re.fullmatch(r"\W*|and|note", piece))
