"""What CLDR says of each language: the marks of numbers and the order of a date by territory, months, weekdays, eras,
units and currencies.

Why: these are thousands of words that others keep with care; what documents say around figures is in the language's
own file.
Source: Unicode CLDR, in the release that babel carries (https://cldr.unicode.org); `tests/languages/from_cldr.py`
writes the files.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "cldr"


class Cldr(NamedTuple):
    """Of one language: `marks` and `orders` by territory, `""` for the language itself. `marks` are that for decimals
    and that for groups; `orders` are three letters, as `dmy`. The words are as written, each with its English.
    """

    marks: dict[str, tuple[str, str]]
    orders: dict[str, str]
    months: dict[str, str]
    weekdays: dict[str, str]
    eras: dict[str, str]
    units: dict[str, str]
    currencies: dict[str, str]


TERRITORIES_FILE = FOLDER / "territories.json"


@lru_cache
def territories() -> frozenset[str]:
    """Codes of countries (`MX`) and of regions of the world (`419`)."""
    return frozenset(json.loads(TERRITORIES_FILE.read_text(encoding="utf-8")))


def territory_of(tag: str) -> str:
    """The subtag for a territory: `MX`, `419`; a script before it says nothing of numbers."""
    subtags = tag.split("-")[1:]
    return next((part.upper() for part in subtags if re.fullmatch("[A-Za-z]{2}|[0-9]{3}", part)), "")


@lru_cache
def cldr(code: str) -> Cldr:
    """What is kept of a language."""
    return Cldr(**json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8")))
