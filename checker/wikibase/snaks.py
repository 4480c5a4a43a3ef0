"""The parts of an entity's JSON that are asked for, each of the form that it must have.

Source: Wikibase JSON format (doc.wikimedia.org/Wikibase); an empty object is written as an empty list by PHP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.readers.files.text import Numeral
from checker.readers.names import shown

ID = re.compile(r"[A-Z][1-9][0-9]{0,18}(-[A-Z][1-9][0-9]{0,9})?")
"""An entity: an item, a property, a lexeme with its forms and senses."""
KINDS = ("value", "somevalue", "novalue")


class Misshapen(ValueError):
    """A part of an entity has not the form that Wikibase gives it; the message says how. `where`: the statement."""

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(message)
        self.where = where


class NoCounterpart(ValueError):
    """What is said is sound, and claims cannot say it; the message says what sort of thing it is."""


@dataclass(frozen=True, slots=True)
class Snak:
    """A property with a value, with some value that is not known, or with none."""

    property: str
    kind: str
    datatype: str
    value: Any = None


def group(value: Any, what: str) -> Mapping[str, Any]:
    if value in ([], None):
        return {}
    if not isinstance(value, dict):
        raise Misshapen(f"{what} is {_form(value)}, expected an object")
    return value


def items(value: Any, what: str) -> Sequence[Any]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Misshapen(f"{what} is {_form(value)}, expected a list")
    return value


def text(data: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = data.get(name, default)
    if value is None:
        raise Misshapen(f"{shown(name)} is missing, expected text")
    if not isinstance(value, str) or isinstance(value, Numeral):
        raise Misshapen(f"{shown(name)} is {_form(value)}, expected text")
    return value


def whole(data: Mapping[str, Any], name: str, default: int | None = None) -> int:
    value = data.get(name, default)
    if not isinstance(value, int | Numeral) or isinstance(value, bool) or not re.fullmatch("-?[0-9]{1,18}", str(value)):
        raise Misshapen(f"{shown(name)} is {_form(value)}, expected a whole number")
    return int(value)


def snak(data: Any) -> Snak:
    """One snak, its value not yet looked at. A dump of before 2014 gives no datatype."""
    found = group(data, "a snak")
    kind = text(found, "snaktype")
    if kind not in KINDS:
        raise Misshapen(f"snaktype is {shown(kind)}, expected {', '.join(KINDS)}")
    name = entity_id(found.get("property"), "property")
    datatype = text(found, "datatype", "")
    if kind != "value":
        return Snak(name, kind, datatype)
    value = group(found.get("datavalue"), "datavalue")
    if "value" not in value:
        raise Misshapen("datavalue has no value, expected one")
    return Snak(name, kind, datatype or text(value, "type"), value["value"])


def snaks(data: Any, what: str) -> Mapping[str, tuple[Snak, ...]]:
    """The snaks of a qualifier or reference, by their property."""
    grouped = group(data, what)
    return {name: tuple(map(snak, items(many, what))) for name, many in grouped.items()}


def statements(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The statements of an entity, each with its property."""
    for name, many in group(data.get("claims"), "claims").items():
        for one in items(many, f"claims.{shown(name)}"):
            yield name, group(one, "a statement")


def entity_id(value: Any, what: str) -> str:
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise Misshapen(f"{what} is {_form(value)}, expected an identifier such as Q42 or P31")
    return value


def entity_named(value: Any) -> str:
    """The entity that a value of this form names; older dumps give its number only."""
    found = group(value, "an entity as value")
    if "id" in found:
        return entity_id(found["id"], "id")
    letter = {"item": "Q", "property": "P"}.get(text(found, "entity-type"))
    if letter is None:
        raise NoCounterpart("an entity without an id")
    return entity_id(f"{letter}{whole(found, 'numeric-id')}", "numeric-id")


def ids_of(many: Sequence[Snak]) -> tuple[str, ...]:
    """The entities that snaks name."""
    return tuple(entity_named(one.value) for one in many if one.kind == "value" and isinstance(one.value, dict))


def last_part(address: str) -> str:
    """The identifier at the end of an entity's address."""
    return address.rsplit("/", 1)[-1]


def _form(value: Any) -> str:
    match value:
        case None:
            return "missing"
        case bool():
            return "a truth value"
        case Numeral() | int():
            return "a number"
        case str():
            return shown(value)
        case list():
            return "a list"
        case _:
            return "an object"
