"""Two dates of which one leaves to the other what both share: `14–15 April 1912`, `May–June 2020`, `300–250 BC`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_I = re.IGNORECASE | re.ASCII
DASH = re.compile(" *[\u2012-\u2015\u2212] *")
"""Figure, en and em dash, horizontal bar, minus."""
_HYPHEN = re.compile(r"(?<=[^\s-])( *)-\1(?=[^\s-])")
_ERA = re.compile(r"\b(?:b\.? ?c\.?(?: ?e\.?)?|a\.? ?d\.?|c\.? ?e\.?)$", _I)
_PLURAL = re.compile(r"\b(centur|millenni)(?:ies|a|ums)\b", _I)
_DECADE = re.compile(r"[0-9]{3}0['’]?s")
_SHORT_DECADE = re.compile(r"['’]?[0-9]0['’]?s")
_EMPTY = re.compile(r"(?:(?:the|in|on|at|of|for|during|over|about|around|year|month|day|date|century|decade)\b *)*", _I)
"""Words that name no date, whatever follows."""
_SINGULAR = {"centur": "century", "millenni": "millennium"}
_GOES_ON = re.compile(r"(?:the +)?(?:present(?: +day)?|now|today|date|ongoing)", _I)


def has_era(text: str) -> bool:
    return bool(_ERA.search(text))


def goes_on(end: str) -> bool:
    """`2015–present`: the end is the day of which the document speaks."""
    return bool(_GOES_ON.fullmatch(end))


def completed(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Two dates, each with what it may leave to the other: `14–15 April 1912`, `April 14–15, 1912`, `1960s–70s`."""
    if _EMPTY.fullmatch(first):
        return  # `the year to March 2020` has one date
    last = _PLURAL.sub(lambda match: _SINGULAR[match[1].lower()], last)
    words = last.split()
    for i in range(1, len(words)):
        yield f"{first} {' '.join(words[i:])}", last
    month, _, day = first.rpartition(" ")
    if len(words) > 1:
        yield f"{month} {day}, {words[-1]}", f"{month} {last}"
    if _DECADE.fullmatch(first) and _SHORT_DECADE.fullmatch(last) and last.lstrip("'’") > first[2:]:
        yield first, first[:2] + last.lstrip("'’")


def at_dashes(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind a dash, or behind a hyphen that may be one."""
    joints = [*DASH.finditer(text)] or [*_HYPHEN.finditer(text)]
    for joint in joints:
        yield text[: joint.start()].strip(), text[joint.end() :].strip()
