"""The types of values that a setting may have: how each is read, and the JSON Schema that says the same to editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from checker.model.policy import THRESHOLDS, WEIGHTS
from checker.readers.files.text import DAY_PATTERN, SAYS_SOMETHING
from checker.readers.names import aliases, nearest, shown, suggestion


class Wrong(Exception):
    """A value that a setting cannot have: the code of the fault and its words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def unknown(name: str, known: Collection[str], word: str, otherwise: str) -> str:
    return f"there is no {word} {shown(name)}; {suggestion(name, aliases(dict.fromkeys(known, ())), otherwise)}"


def _no_rule(name: str, rules: Collection[str]) -> Wrong:
    return Wrong("unknown-rule", unknown(name, rules, "rule", "checker rules lists the rules"))


def _quoted(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{shown(value)}"'
    if isinstance(value, int | float):
        return shown(str(value)) if abs(value) < 10**20 else "a very large number"
    return {list: "a list", dict: "a table"}.get(type(value), shown(str(value)))


Inside = list[tuple[tuple[str, ...], Wrong]]
"""Faults inside a value whose other parts stand: the place in the value, and what is wrong."""


def _text(value: Any, _: Collection[str], __: Inside) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Wrong("wrong-type", f'found {_quoted(value)}, expected text in quotes, such as "claims"; correct it')
    return value


def _truth(value: Any, _: Collection[str], __: Inside) -> bool:
    if not isinstance(value, bool):
        raise Wrong("wrong-type", f"found {_quoted(value)}, expected true or false, without quotes; correct it")
    return value


def _count(value: Any, _: Collection[str], __: Inside) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Wrong(
            "wrong-type", f"found {_quoted(value)}, expected a whole number from 0 on, without quotes; correct it"
        )
    return value


def _word(value: Any, words: tuple[str, ...]) -> Any:
    if value not in words or not isinstance(value, str):
        near = nearest(value, aliases(dict.fromkeys(words, ()))) if isinstance(value, str) else ""
        step = f"did you mean {near}?" if near else "write one of these"
        raise Wrong("wrong-word", f"found {_quoted(value)}, expected one of {', '.join(words)}; {step}")
    return value


def _threshold(value: Any, _: Collection[str], __: Inside) -> Any:
    return _word(value, THRESHOLDS)


def _written_day(value: Any) -> str:
    """A day in the form of the schema: Python reads others, such as `20261122`."""
    if not isinstance(value, str) or not re.fullmatch(DAY_PATTERN, value):
        raise ValueError
    return value


def _day(value: Any, _: Collection[str], __: Inside) -> str:
    try:
        written = value if isinstance(value, date) and not isinstance(value, datetime) else _written_day(value)
        day = date.fromisoformat(str(written))
    except ValueError:
        raise Wrong("wrong-form", f"found {_quoted(value)}, expected a day such as 2026-11-22; correct it") from None
    return day.isoformat()


def _texts(value: Any, _: Collection[str], __: Inside) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise Wrong("wrong-type", f'found {_quoted(value)}, expected a list of texts, such as ["ann"]; correct it')
    return tuple(value)


def _names(value: Any, rules: Collection[str], inside: Inside) -> tuple[str, ...]:
    names = _texts(value, rules, inside)
    inside.extend(((), _no_rule(one, rules)) for one in dict.fromkeys(names) if one not in rules)
    return tuple(one for one in names if one in rules)


def _weights(value: Any, rules: Collection[str], inside: Inside) -> dict[str, Any]:
    if not isinstance(value, dict):
        message = f'found {_quoted(value)}, expected a table, such as {{value-conflict = "warning"}}; correct it'
        raise Wrong("wrong-type", message)
    weights = {}
    for rule, weight in value.items():
        try:
            if rule not in rules:
                raise _no_rule(rule, rules)
            weights[rule] = _word(weight, WEIGHTS)
        except Wrong as error:
            inside.append(((rule,), error))
    return weights


Form = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ValueType:
    """`read` takes a value as TOML has it, the names of the rules, and what to add faults inside it to; `form` is the
    JSON Schema of what it takes, `#/$defs/rule` being the rules.
    """

    read: Callable[[Any, Collection[str], Inside], Any]
    form: Form


RULE = {"$ref": "#/$defs/rule"}
SOME_TEXT = {"type": "string", "minLength": 1, "pattern": SAYS_SOMETHING}

TEXT = ValueType(_text, SOME_TEXT)
TRUTH = ValueType(_truth, {"type": "boolean"})
COUNT = ValueType(_count, {"type": "integer", "minimum": 0})
THRESHOLD = ValueType(_threshold, {"enum": list(THRESHOLDS)})
DAY = ValueType(_day, {"type": "string", "format": "date", "pattern": DAY_PATTERN})
TEXTS = ValueType(_texts, {"type": "array", "items": SOME_TEXT})
NAMES = ValueType(_names, {"type": "array", "items": RULE})
WEIGHTS_OF_RULES = ValueType(
    _weights, {"type": "object", "propertyNames": RULE, "additionalProperties": {"enum": list(WEIGHTS)}}
)
