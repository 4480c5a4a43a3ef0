"""One configuration file, the nearest upwards to the top of the git tree, becomes settings with their origin.

`checker.toml`, or the table `[tool.checker]` of `pyproject.toml`; never both, never two merged: what is in force can
be read in one place. A setting at fault keeps its default, and the fault turns the run red.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from checker.config import values
from checker.config.values import ValueType, Wrong, unknown
from checker.model.fault import Fault, Mark
from checker.model.policy import Policy
from checker.readers.encoding import decode, split_lines
from checker.readers.folder import read
from checker.readers.names import shown
from checker.readers.toml import loads, places

OWN, SHARED = "checker.toml", "pyproject.toml"
TABLE = ("tool", "checker")
DEFAULT = "default"
UNSET = "-"
"""Stands for the value of a setting that has none."""


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
    data: Any = loads(text, name, 'lines such as fail-on = "warning"')
    if isinstance(data, Fault):
        return Loaded(faults=(data,), folder=folder, sources=sources)
    prefix = TABLE if shared else ()
    for part in prefix:
        data = data.get(part, {}) if isinstance(data, dict) else {}
    where = places(sources[name])

    def mark(path: tuple[str, ...]) -> Mark:
        full = (*prefix, *path)
        found = next((where[full[:n]] for n in range(len(full), 0, -1) if full[:n] in where), (1, 1))
        return Mark(name, *found)

    given, faults = {}, []
    for key, value in data.items() if isinstance(data, dict) else ():
        if key not in KEYS:
            faults.append(Fault(mark((key,)), "unknown-field", key, unknown(key, KEYS, "setting", ALL)))
            continue
        wrong: list[tuple[tuple[str, ...], Wrong]] = []
        try:
            given[key] = Given(KEYS[key].type.read(value, rules, wrong), f"{name}:{mark((key,)).line}")
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


def _shown(value: Any) -> str:
    """A value as TOML has it."""
    if value is None:
        return UNSET
    if isinstance(value, tuple):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name} = {_shown(one)}' for name, one in value.items())}}}"
    return f'"{shown(str(value))}"' if isinstance(value, str | Path) else str(value).lower()


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: the type of its value, and what it says, for people who write it."""

    type: ValueType
    doc: str


KEYS: dict[str, Setting] = {
    "claims": Setting(values.TEXT, "the folder of the claim files, from the folder of this file"),
    "documents": Setting(
        values.TEXT, "the folder with the documents' texts, to check quotes against, from the folder of this file"
    ),
    "as-of": Setting(values.DAY, "the day that counts as now; left out: today"),
    "fail-on": Setting(values.THRESHOLD, "the least severity that fails the run"),
    "max-tensions": Setting(values.COUNT, "more open tensions than this fail the run"),
    "fail-on-outvoted": Setting(
        values.TRUTH, "a change fails that gives another position the most sources (with --new-since)"
    ),
    "fail-on-removed": Setting(
        values.TRUTH, "a change fails that removes or redefines what was there before (with --new-since)"
    ),
    "exit-zero": Setting(values.TRUTH, "the run ends with 0 where it would end with 1"),
    "select": Setting(values.NAMES, "only these rules run; empty: all"),
    "ignore": Setting(values.NAMES, "these rules do not run"),
    "severity": Setting(
        values.WEIGHTS_OF_RULES, "how grave the contradictions and tensions of a rule are; off: it does not run"
    ),
    "reviewers": Setting(values.TEXTS, "whose decisions count; left out: everybody's"),
    "accept-proposed": Setting(values.TRUTH, "a change may bring its own decisions"),
    "baseline": Setting(
        values.TEXT,
        "the file of disagreements that pass, from the folder of this file; left out: checker-baseline.txt beside the "
        "claims",
    ),
}
"""Every setting: what reads it, and what the schema and the messages say of it."""

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


def schema(rules: Collection[str]) -> dict[str, Any]:
    """The JSON Schema of a file of its own, without `$schema` and `$id`: what it takes, `parse` takes."""
    properties = {
        key: {**setting.type.form, "description": setting.doc, **_default(DEFAULTS[key])}
        for key, setting in KEYS.items()
    }
    return {
        "description": "What fails a run, whose decisions count, and where things are; every setting may be left out.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": {"rule": {"enum": sorted(rules)}},
    }


def _default(value: Any) -> dict[str, Any]:
    """What a setting is that is left out, as JSON."""
    return {} if value is None else {"default": list(value) if isinstance(value, tuple) else value}
