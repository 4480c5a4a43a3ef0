"""Quotes that can be read: in English, or in figures alone."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from checker.model.claim import ENGLISH, Claim


def is_readable(claim: Claim) -> bool:
    """The document states no other language than English, and the quote is not mostly in another script."""
    return claim.document.read_in == ENGLISH and (claim.quote.isascii() or not _in_other_script(claim.quote))


@lru_cache(1024)
def _in_other_script(quote: str) -> bool:
    letters = [unicodedata.name(letter, "").removeprefix("FULLWIDTH ") for letter in quote if letter.isalpha()]
    others = sum(not name.startswith(("LATIN", "GREEK", "MICRO", "OHM", "KELVIN")) for name in letters)
    return 2 * others > len(letters)
