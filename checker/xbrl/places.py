"""A file of JSON as data, and where each of its fields stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.model.fault import Fault, Mark
from checker.readers.encoding import UNWANTED, decode
from checker.readers.folder import read
from checker.readers.json import TOKEN, places, value_of
from checker.readers.names import shown

CODE = "bad-xbrl"
LIMIT = 32 * 2**20
"""Bytes of a file: some 100,000 facts in xBRL-JSON."""
DEEPEST = 6
"""Steps from the top to the deepest field whose place is told."""
MOST_VALUES = 4_000_000
"""Values of a file, as its commas and brackets count them; a fact has some ten."""
MOST_FAULTS = 1000
"""Faults after which a report is read no further."""
Path_ = tuple[str, ...]


class Misshapen(ValueError):
    """What cannot be read: the field at fault, by its steps from the top of the file, and what is wrong with it."""

    def __init__(self, path: Path_, message: str) -> None:
        super().__init__(message)
        self.path = path


@dataclass(frozen=True, slots=True)
class JsonFile:
    """The data of a file, whose top is an object; `marks` has the place of each field by its steps from the top, lists
    left out.
    """

    name: str
    data: Mapping[str, Any]
    marks: Mapping[Path_, Mark] = field(repr=False)

    def mark(self, path: Path_) -> Mark:
        """The place of a field, or of the last part of the way to it that there is."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, Mark(self.name))

    def fault(self, error: Misshapen) -> Fault:
        field = ".".join(part if len(part) <= 60 else f"{part[:60]}…" for part in error.path)
        return Fault(self.mark(error.path), CODE, UNWANTED.sub("?", field), str(error))


def read_json(path: Path, name: str) -> JsonFile | Fault:
    """A file of JSON, or the fault that keeps it from being read."""
    raw = read(path, name, LIMIT)
    text = decode(raw, name, any_character=True) if isinstance(raw, bytes) else raw
    if isinstance(text, Fault):
        return text
    if not text.strip():
        return Fault(Mark(name), "empty-file", "", "the file is empty; expected a report of XBRL")
    if sum(map(text.count, ",[{")) > MOST_VALUES:
        return Fault(Mark(name), "too-many-values", "", f"the file has more than {MOST_VALUES:,} values; divide it")
    place = places(text, name)
    data = value_of(text, place, CODE, "a report of XBRL", any_character=True)
    if isinstance(data, Fault):
        return data
    if not isinstance(data, dict):
        return Fault(Mark(name), CODE, "", "the file is no object, expected a report of XBRL in braces")
    return JsonFile(name, data, {path: place(at) for path, at in _offsets(text).items()})


def _offsets(text: str) -> dict[Path_, int]:
    """Where the name of each field stands; the text is JSON."""
    offsets: dict[Path_, int] = {}
    above: list[Path_] = [()]
    inside: Path_ = ()
    last = ("", 0)
    for match in TOKEN.finditer(text):
        sign = match[1]
        if sign == ":":
            inside = (*above[-1], json.loads(last[0]))
            if len(inside) <= DEEPEST:
                offsets[inside] = last[1]
        elif sign in "{[":
            above.append(inside)
        elif sign in "}]":
            inside = above.pop()
        last = (sign, match.start(1))
    return offsets


def group(value: Any, path: Path_) -> Mapping[str, Any]:
    """An object; one that is left out is empty. Raises `Misshapen`."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Misshapen(path, f"found {shown(str(value)[:60])}, expected an object in braces")
    return value


def text(value: Any, path: Path_) -> str:
    """A text; one that is left out is `""`. Raises `Misshapen`."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Misshapen(path, f"found {shown(str(value)[:60])}, expected text in double quotes")
    return value
