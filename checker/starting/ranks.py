"""Places in an order that a text tells: `the third-largest economy`, `No. 2`, `ranked 5th`, `one of the five
largest`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.literals.literal import LiteralError
from checker.literals.numbers.rank import read_rank
from checker.quotes.phrase import Phrase

_PLACE = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[1-9][0-9]{0,2}(?:st|nd|rd|th))"
_MOST = r"(?:[a-z]{3,}est|most|best|worst|least)"
_RANK = re.compile(
    rf"\b(?:(?P<place>{_PLACE}[ -]{_MOST})|(?P<number>(?:No\.|Number|number|#) ?[1-9][0-9]{{0,2}})(?![\w-])"
    rf"|(?:ranks?|ranked|ranking|placed|finish(?:ed|es)?|came|comes|coming)"
    rf" (?:in )?(?P<ranked>{_PLACE})(?![ -]{_MOST})\b"
    r"|(?P<among>one of the (?:two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2}) [a-z]{3,}est)\b)",
)


def ranks(text: str) -> Iterator[Phrase]:
    """The ranks of a text, in order: each as a literal that is read as a place."""
    for found in _RANK.finditer(text):
        name = found.lastgroup or ""
        literal = found[name]
        if name == "number":
            literal = f"No. {re.sub('[^0-9]', '', literal)}"
        if _reads(literal):
            yield Phrase("rank", literal, *found.span(name))


def _reads(literal: str) -> bool:
    try:
        read_rank(literal, "en")
    except LiteralError:
        return False
    return True
