"""What a claim says as a Wikibase can hold it: the way back from words to values.

Quiet: a claim that says more or less than a Wikibase can (`over 40,000`, `early 1990s`) has no way back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from checker.model.vocabulary import Datatype
from checker.wikibase.ids import Ids
from checker.wikibase.snaks import ID
from checker.wikibase.times import Time, time_said
from checker.wikibase.values import ABOUT

NUMBER = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,127})?|-?[0-9]{1,127}(?:\.[0-9]{1,127})?"
QUANTITY = re.compile(
    rf"(?P<hedge>exactly )?(?P<amount>{NUMBER})"
    rf"(?: (?:± (?P<margin>{NUMBER})|to (?P<upper>{NUMBER})))?(?P<unit> ?[^\d\s].*)?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its bounds, both or neither, and the item of its unit (`""` for none)."""

    amount: Decimal
    lower: Decimal | None
    upper: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text, in a language where it states one."""

    text: str
    language: str = ""


Value = Quantity | Time | Words | str
"""A value as a Wikibase holds it; an entity by its identifier. `circa` stands beside it."""


def value_said(
    words: str, datatype: Datatype, ids: Ids, because: str = "", note: str = ""
) -> tuple[Value, bool] | None:
    """The value that the words of a claim say, and whether it is about so; nothing where a Wikibase cannot hold it."""
    match datatype:
        case "quantity":
            about = words.startswith(f"{ABOUT} ")
            found = _quantity(words.removeprefix(f"{ABOUT} "), ids, note)
            return (found, about) if found else None
        case "date":
            about = words.endswith("~")
            time = time_said(words.removesuffix("~"), because)
            return (time, about) if time else None
        case "entity":
            return (words, False) if ID.fullmatch(words) else None
        case "text":
            return Words(words), False
        case _:
            return None


def _quantity(words: str, ids: Ids, note: str) -> Quantity | None:
    match = QUANTITY.fullmatch(words)
    if match is None:
        return None
    unit = _unit((match["unit"] or "").strip(), ids)
    if unit is None:
        return None
    amount = _number(match["amount"])
    if match["upper"]:
        inner = re.fullmatch(f"amount ({NUMBER})", note)
        if not match["hedge"] or not inner:
            return None
        lower, upper = amount, _number(match["upper"])
        amount = _number(inner[1])
        return Quantity(amount, lower, upper, unit) if lower <= amount <= upper else None
    if match["margin"]:
        margin = _number(match["margin"])
        return None if match["hedge"] or margin < 0 else Quantity(amount, amount - margin, amount + margin, unit)
    return Quantity(amount, amount, amount, unit) if match["hedge"] else Quantity(amount, None, None, unit)


def _number(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))


def _unit(written: str, ids: Ids) -> str | None:
    """The item of a unit; nothing where no item is known to stand for it."""
    if not written or re.fullmatch("Q[1-9][0-9]*", written):
        return written
    return next((item for item, unit in ids.units.items() if unit == written), None)
