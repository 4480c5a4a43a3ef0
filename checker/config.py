"""One configuration file, the nearest upwards to the top of the git tree, becomes settings with their origin.

`checker.toml`, or the table `[tool.checker]` of `pyproject.toml`; never both, never two merged: what is in force can
be read in one place. A setting at fault keeps its default, and the fault turns the run red.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from checker.model.fault import Fault, Mark
from checker.model.policy import THRESHOLDS, WEIGHTS, Policy
from checker.readers.encoding import decode, split_lines
from checker.readers.folder import read
from checker.readers.names import aliases, nearest, shown, suggestion

OWN, SHARED = "checker.toml", "pyproject.toml"
TABLE = ("tool", "checker")
DEFAULT = "default"
UNSET = "-"
"""Stands for the value of a setting that has none."""

SYNTAX = re.compile(r"\(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)")
"""Source: the messages of tomllib.TOMLDecodeError, which has no other way to tell a place before Python 3.14."""

PART = re.compile(r'"[^"]*"|' + r"'[^']*'|[A-Za-z0-9_-]+")
"""One part of a dotted TOML key."""


class Wrong(Exception):
    """A value that a setting cannot have: the code of the fault and its words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Given:
    """The value of a setting and where it comes from: a flag, `file:line`, or `default`."""

    value: Any
    origin: str = DEFAULT


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file sets. `folder`: its paths begin there. `sources` are its lines, for showing the place of a fault."""

    given: Mapping[str, Given] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    folder: Path = Path()
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting that a flag or the configuration gives, with its origin; `loaded` is what the file holds."""

    given: Mapping[str, Given]
    loaded: Loaded
    file: Path | None = None


def find(start: Path) -> Path | None:
    """The nearest file that configures the checker, from a folder upwards to the top of the git tree."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / OWN).is_file():
            return folder / OWN
        if (folder / SHARED).is_file() and _table(folder / SHARED):
            return folder / SHARED
        if (folder / ".git").exists():
            return None
    return None


def load(path: Path, rules: Collection[str]) -> Loaded:
    """What a configuration file sets, and what is wrong with it. `rules` are the names that it may use."""
    name = _name(path)
    raw = read(path, name)
    if isinstance(raw, Fault):
        return Loaded(faults=(raw,), folder=path.parent)
    return parse(raw, name, path.name == SHARED, rules, path.parent)


def parse(raw: bytes, name: str, shared: bool, rules: Collection[str], folder: Path = Path()) -> Loaded:
    """What the bytes of a configuration file set; `shared` where the settings stand in `[tool.checker]`."""
    text = decode(raw, name)
    if isinstance(text, Fault):
        return Loaded(faults=(text,), folder=folder)
    sources = {name: split_lines(text)}
    try:
        data: Any = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # an overlong integer is a plain ValueError
        return Loaded(faults=(_syntax(error, name, sources[name]),), folder=folder, sources=sources)
    prefix = TABLE if shared else ()
    for part in prefix:
        data = data.get(part, {}) if isinstance(data, dict) else {}
    places = _places(sources[name])

    def mark(path: tuple[str, ...]) -> Mark:
        full = (*prefix, *path)
        found = next((places[full[:n]] for n in range(len(full), 0, -1) if full[:n] in places), (1, 1))
        return Mark(name, *found)

    given, faults = {}, []
    for key, value in data.items() if isinstance(data, dict) else ():
        if key not in KEYS:
            faults.append(Fault(mark((key,)), "unknown-field", key, _unknown(key, KEYS, "setting", ALL)))
            continue
        wrong: list[tuple[tuple[str, ...], Wrong]] = []
        try:
            given[key] = Given(KEYS[key](value, rules, wrong), f"{name}:{mark((key,)).line}")
        except Wrong as error:
            wrong.append(((), error))
        faults += [Fault(mark((key, *at)), w.code, ".".join((key, *at)), str(w)) for at, w in wrong]
    return Loaded(given, tuple(sorted(faults)), folder, sources)


def policy(given: Mapping[str, Given]) -> Policy:
    """The policy that settings make."""
    return Policy(**{name: given[key].value for key, name in POLICY.items() if key in given})


def in_force(given: Mapping[str, Given]) -> Iterator[tuple[str, str, str]]:
    """Every setting with its value as TOML and its origin, in the order of the documentation."""
    for key in KEYS:
        found = given.get(key, Given(DEFAULTS[key]))
        yield key, _shown(found.value), found.origin


def _name(path: Path) -> str:
    """A path as people see it from where they stand."""
    return os.path.relpath(path)


def _table(path: Path) -> bool:
    """A shared file speaks of the checker; one that cannot be read might, so it counts as if it did."""
    raw = read(path, path.name)
    return not isinstance(raw, bytes) or speaks(raw)


def speaks(raw: bytes) -> bool:
    """The bytes of a shared file speak of the checker."""
    try:
        tool = tomllib.loads(raw.decode("utf-8")).get("tool")
        return isinstance(tool, dict) and "checker" in tool
    except (ValueError, RecursionError):
        return b"tool.checker" in raw


def _syntax(error: Exception, name: str, lines: tuple[str, ...]) -> Fault:
    found = SYNTAX.search(str(error))
    at = (int(found[1]), int(found[2])) if found and found[1] else (len(lines), 1) if found else (1, 1)
    words = SYNTAX.sub("", str(error)).strip() if not isinstance(error, RecursionError) else "nested too deep"
    message = f'this is not TOML: {words[:1].lower()}{shown(words[1:])}; expected lines such as fail-on = "warning"'
    return Fault(Mark(name, *at), "toml-syntax", "", message)


def _places(lines: tuple[str, ...]) -> dict[tuple[str, ...], tuple[int, int]]:
    """The line and column of each key and table, by a scan of the lines: the parser of TOML tells no places."""
    places: dict[tuple[str, ...], tuple[int, int]] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        bare = line.strip()
        at = (number, len(line) - len(line.lstrip()) + 1)
        if bare.startswith("["):
            table = _parts(bare.strip("[").partition("]")[0]) or table
            places.setdefault(table, at)
        elif path := _parts(line.partition("=")[0]) if "=" in line else ():
            for length in range(1, len(path) + 1):
                places.setdefault((*table, *path[:length]), at)
    return places


def _parts(key: str) -> tuple[str, ...]:
    """The parts of a dotted key; none where the text is no key."""
    return tuple(part.strip("\"'") for part in PART.findall(key)) if not PART.sub("", key).strip(" \t.") else ()


def _unknown(name: str, known: Collection[str], word: str, otherwise: str) -> str:
    return f"there is no {word} {shown(name)}; {suggestion(name, aliases(dict.fromkeys(known, ())), otherwise)}"


def _no_rule(name: str, rules: Collection[str]) -> Wrong:
    return Wrong("unknown-rule", _unknown(name, rules, "rule", "checker rules lists the rules"))


def _quoted(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{shown(value)}"'
    if isinstance(value, int | float):
        return shown(str(value)) if abs(value) < 10**20 else "a very large number"
    return {list: "a list", dict: "a table"}.get(type(value), shown(str(value)))


def _shown(value: Any) -> str:
    """A value as TOML has it."""
    if value is None:
        return UNSET
    if isinstance(value, tuple):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name} = {_shown(one)}' for name, one in value.items())}}}"
    return f'"{shown(str(value))}"' if isinstance(value, str | Path) else str(value).lower()


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


def _day(value: Any, _: Collection[str], __: Inside) -> str:
    try:
        day = value if isinstance(value, date) and not isinstance(value, datetime) else date.fromisoformat(str(value))
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


Reader = Callable[[Any, Collection[str], Inside], Any]

KEYS: dict[str, Reader] = {
    "claims": _text,
    "documents": _text,
    "as-of": _day,
    "fail-on": _threshold,
    "max-tensions": _count,
    "fail-on-outvoted": _truth,
    "fail-on-removed": _truth,
    "exit-zero": _truth,
    "select": _names,
    "ignore": _names,
    "severity": _weights,
    "reviewers": _texts,
    "accept-proposed": _truth,
    "baseline": _text,
}
"""Every setting and the reader of its value."""

ALL = f"the settings are {', '.join(KEYS)}"

POLICY: dict[str, str] = {part.name.replace("_", "-"): part.name for part in fields(Policy)}
"""The settings that make the policy, and their fields; the others say where things are."""

DEFAULTS: dict[str, Any] = {
    "claims": "claims",
    "documents": None,
    "as-of": None,
    "baseline": None,
    **{key: getattr(Policy(), name) for key, name in POLICY.items()},
}
