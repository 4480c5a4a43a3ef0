"""Letters with their marks as one character, as most keyboards write them, or as several, as some systems name files.

Source: Unicode Standard Annex 15, normalization form C.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache


def is_mark(character: str) -> bool:
    """It stands with the letter before it: an accent, a vowel's sign, the second or third part of a Hangul syllable."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


@cache
def clusters() -> str:
    """A pattern of what composition may change: a letter with its marks, or one that stands for another."""
    marks, others = [], []
    for code in range(0x80, sys.maxunicode + 1):
        character = chr(code)
        if is_mark(character):
            marks.append(character)
        elif not "\uac00" <= character <= "\ud7a3" and unicodedata.normalize("NFC", character) != character:
            others.append(character)
    return rf"[^\s{_ranges(marks)}][{_ranges(marks)}]+|[{_ranges(others)}]"


def _ranges(characters: list[str]) -> str:
    """The characters as they stand in a set of a pattern, neighbours as ranges."""
    found: list[list[int]] = []
    for code in map(ord, characters):
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in found)


@cache
def verbose(pattern: str) -> re.Pattern[str]:
    """A verbose pattern, compiled when words are first looked for: that takes as long as all other patterns."""
    return re.compile(pattern, re.VERBOSE)


@cache
def with_clusters(pattern: str) -> re.Pattern[str]:
    """A verbose pattern, or a cluster in its group `composed`."""
    return re.compile(rf"(?P<composed>{clusters()})|(?:{pattern})", re.VERBOSE)
