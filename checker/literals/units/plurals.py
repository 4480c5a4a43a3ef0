"""The English plural of a unit's words, for showing amounts: `350 seconds`, `12 deaths/100000 people`."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.literals.units.nouns import IRREGULAR

_INVARIANT = frozenset(
    ("percent", "hertz", "siemens", "lux", "celsius", "fahrenheit", "kelvin", "horsepower", "yen", "yuan", "renminbi")
    + ("won", "baht", "rand", "sterling", "aircraft", "series", "species", "sheep", "fish", "deer", "offspring")
    + ("difference", "spacecraft", "hovercraft", "watercraft", "headquarters", "mmhg", "degree celsius", "psi")
)
_PLURALS = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "life": "lives",
    "half": "halves", "wife": "wives", "mouse": "mice", "goose": "geese", "datum": "data", "criterion": "criteria",
    "analysis": "analyses", "crisis": "crises", "basis": "bases", "serviceman": "servicemen",
    "servicewoman": "servicewomen",
}  # fmt: skip
_WORD = re.compile(r"(?=.*[aeiouy])[a-z]{4,}|day|ton|man|car|bed|bus|job|lot")
"""Words: symbols and codes, which have capitals, are shorter or have no vowel, have no plural."""


@lru_cache(1024)
def plural(unit: str) -> str:
    """The unit as it stands after a number other than one: the last word above a division, and below one the last word
    of so many (`deaths/1000 people`).
    """
    above, *below = unit.split("/")
    return "/".join([_last_plural(above), *(_last_plural(part) if part[:1].isdigit() else part for part in below)])


def _last_plural(part: str) -> str:
    head, gap, last = part.rpartition(" ")
    return f"{head}{gap}{_plural(last)}"


def _plural(word: str) -> str:
    if not _WORD.fullmatch(word) or word in _INVARIANT or word in IRREGULAR or word in _PLURALS.values():
        return word
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith(("ss", "x", "ch", "sh", "z")):
        return f"{word}es"
    if word.endswith("s"):
        return word
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"
