"""What a snak says becomes the words of a claim: a value, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from checker.model.vocabulary import Datatype
from checker.readers.encoding import UNWANTED
from checker.wikibase.ids import Ids
from checker.wikibase.snaks import Misshapen, NoCounterpart, Snak, entity_named, group, last_part, text
from checker.wikibase.times import date_words, time_of

_BY_DATATYPE: Mapping[Datatype, tuple[str, ...]] = {
    "quantity": ("quantity",),
    "date": ("time",),
    "entity": (
        *("wikibase-item", "wikibase-property", "wikibase-lexeme", "wikibase-form", "wikibase-sense", "entity-schema"),
        "wikibase-entityid",  # the type of a value, where a dump gives no datatype
    ),
    "text": (
        *("string", "external-id", "url", "monolingualtext", "commonsMedia", "math", "musical-notation"),
        *("geo-shape", "tabular-data"),
    ),
}
DATATYPES: Mapping[str, Datatype] = {name: ours for ours, theirs in _BY_DATATYPE.items() for name in theirs}
"""Datatypes of a Wikibase, and those of claims. Source: Special:ListDatatypes; what is not here has no counterpart."""
AMOUNT = re.compile(r"[+-][0-9]{1,127}(\.[0-9]{1,127})?")
"""Source: DataValues Number, decimal values: a sign, and at most 127 characters."""
LONGEST_TEXT = 500
"""Characters of a value; longer ones say more than a claim does."""
LANGUAGE = "language"
"""The scope dimension of a text that is in a language."""
ABOUT = "about"
ONE = "1"


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a claim: its value, what it rests on, a remark, the unit as claims write it, the entity that the
    value names, the language that it is in.
    """

    value: str
    because: str = ""
    note: str = ""
    unit: str = ""
    entity: str = ""
    language: str = ""


def said(snak: Snak, ids: Ids) -> Said:
    """What a snak says. Raises `NoCounterpart` where claims cannot say it, `Misshapen` where it is no such value."""
    if snak.kind != "value":
        raise NoCounterpart("an unknown value (somevalue)" if snak.kind == "somevalue" else "no value (novalue)")
    match DATATYPES.get(snak.datatype):
        case "quantity":
            return quantity_words(group(snak.value, "a quantity"), ids)
        case "date":
            words, because = date_words(time_of(group(snak.value, "a time")))
            return Said(words, because)
        case "entity":
            named = entity_named(snak.value)
            return Said(named, entity=named)
        case "text":
            return _text(snak.value)
        case _:
            raise NoCounterpart(f"the datatype {snak.datatype[:40]}")


def _text(value: Any) -> Said:
    language = ""
    if isinstance(value, dict):
        language = text(value, "language")
        value = text(value, "text")
    if not isinstance(value, str):
        raise Misshapen("the value is no text, expected one")
    if not value.strip():
        raise NoCounterpart("an empty text")
    if len(value) > LONGEST_TEXT:
        raise NoCounterpart(f"a text of more than {LONGEST_TEXT} characters")
    if UNWANTED.search(value):
        raise NoCounterpart("a text with control characters")
    if language and not re.fullmatch("[A-Za-z][A-Za-z0-9-]{0,34}", language):
        raise Misshapen(f"language is {language[:40]!r}, expected a code such as en")
    return Said(value, language=language)


def number(value: Mapping[str, Any], name: str) -> Decimal:
    written = text(value, name)
    if not AMOUNT.fullmatch(written):
        raise Misshapen(f"{name} is {written[:40]!r}, expected a number with its sign, such as +12.5")
    return Decimal(written)


def shown_number(value: Decimal) -> str:
    return format(value, "f").removeprefix("+")


def quantity_words(value: Mapping[str, Any], ids: Ids) -> Said:
    """A quantity with its bounds: `12 ± 0.5 km`; bounds that lie unevenly keep the amount as a remark."""
    unit = unit_words(text(value, "unit"), ids)
    behind = f" {unit}" if unit else ""
    with localcontext(prec=300):
        amount = number(value, "amount")
        if value.get("upperBound") is None and value.get("lowerBound") is None:
            return Said(f"{shown_number(amount)}{behind}", unit=unit)
        upper, lower = number(value, "upperBound"), number(value, "lowerBound")
        above, below = upper - amount, amount - lower
        if above < 0 or below < 0:
            raise NoCounterpart("a quantity outside of its own bounds")
        if not above and not below:
            return Said(f"exactly {shown_number(amount)}{behind}", unit=unit)
        if above == below:
            return Said(f"{shown_number(amount)} ± {shown_number(above)}{behind}", unit=unit)
        span = f"exactly {shown_number(lower)} to {shown_number(upper)}{behind}"
        return Said(span, note=f"amount {shown_number(amount)}", unit=unit)


def unit_words(address: str, ids: Ids) -> str:
    """The unit as claims write it, by the address of its item; `""` where it has none."""
    if address == ONE:
        return ""
    item = last_part(address)
    if not re.fullmatch("Q[1-9][0-9]{0,18}", item):
        raise Misshapen(f"unit is {address[:60]!r}, expected 1 or the address of an item")
    return ids.units.get(item, item)


def hedged(value: Said, datatype: Datatype) -> Said | None:
    """The same, said to be approximate (circa); nothing where no words of a claim say so."""
    if datatype == "quantity" and not value.value.startswith("exactly ") and "±" not in value.value:
        words = f"{ABOUT} {value.value}"
    elif datatype == "date" and re.fullmatch(r"Y?-?[0-9X]{3,7}(-[0-9]{2}){0,2}", value.value) and not value.because:
        words = f"{value.value}~"
    else:
        return None
    return Said(words, value.because, value.note, value.unit)
