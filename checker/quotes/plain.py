"""A quote that plainly says a value: the same figure, and no word in it that could change what the figure means.

Why: rows of tables are many, and most of their quotes are a cell, or a cell behind its heading.
"""

from __future__ import annotations

import re
from functools import lru_cache

from checker.literals.numbers.hedges import AFTER, BEFORE
from checker.literals.numbers.number import FULL_WORDS, GROUPS, MAGNITUDES
from checker.quotes.amounts import is_unit

_NUMBER = re.compile(r"-?[0-9](?:[0-9.,]*[0-9])?")
_WORD = re.compile(r"[^\W\d_]+|[^\w\s.,:;]")
_PLAIN = frozenset(("-", "–", "—", "(", ")", "[", "]", '"', "“", "”", "=", "|", "#", "&", "'", "’"))
_TELLING = (
    "between from to by not never no nor neither cannot none without denied denies deny said says say told according "
    "claims claim claimed reported estimates stated states argues argued will would shall plan plans planned aims aim "
    "expected expects intends intend rose rise fell fall grew increased increase decreased decrease declined up down "
    "than half quarter third thirds percent cent per a an each before after since until till prior early mid late end "
    "beginning start turn bc bce ad ce "
    "fail fails failed failing refuse refuses refused miss missed untrue false target could might twice double triple "
    "treble quadruple times compared versus instead rather but all every alleges alleged argues argued insists "
    "insisted contends contended asserts asserted warns warned"
)
_OF_NUMBERS = (BEFORE, AFTER, FULL_WORDS, GROUPS, MAGNITUDES)
_ALERT = frozenset(_TELLING.split()) | {word for some in _OF_NUMBERS for words in some for word in words.split()}


def plainly_said(quote: str, value: str) -> bool:
    """The quote says the value in its own digits, alone but for words that change nothing."""
    quote, value = quote.strip(), value.strip()
    if quote == value:
        return True
    if not _NUMBER.fullmatch(value):
        return False
    before, found, after = quote.partition(value)
    if not found or _NUMBER.search(before) or _NUMBER.search(after) or re.match(r"[\w.,]*\w", after):
        return False
    if before[-1:].isalnum() or before[-1:] in (".", ",", "-", "−", "/"):
        return False
    words = _WORD.findall(f"{before} {after}".casefold())
    if any(word in _ALERT or not (word.isalpha() or word in _PLAIN) for word in words):
        return False
    return not (head := after.split()[:1]) or not _may_be_unit(head[0].strip(".,;:()"))


@lru_cache(4096)
def _may_be_unit(word: str) -> bool:
    return bool(word) and (len(word) < 3 or is_unit(word))
