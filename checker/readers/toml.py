"""TOML with places: the parser of the standard library tells none, so that the lines are scanned for keys.

Source: TOML 1.0.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from checker.model.fault import Fault, Mark
from checker.readers.encoding import mark_at, split_lines
from checker.readers.files.text import Numeral
from checker.readers.names import shown
from checker.readers.yaml import DEPTH_LIMIT, FieldPath

SYNTAX = re.compile(r"\(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)")
"""Source: the messages of tomllib.TOMLDecodeError, which has no other way to tell a place before Python 3.14."""
PART = re.compile(r'"[^"]*"|' + r"'[^']*'|[A-Za-z0-9_-]+")
"""One part of a dotted key."""

WORD = r"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
DEEP = re.compile(rf"(?<![\w\"'-]){WORD}(?:[ \t]*+\.[ \t]*+{WORD}){{{DEPTH_LIMIT}}}")
"""A key of more parts than files have levels: the parser takes the square of their number."""

Places = Mapping[FieldPath, tuple[int, int]]


def loads(text: str, name: str, expected: str, *, numerals: bool = False) -> dict[str, Any] | Fault:
    """The data in a text; with `numerals` its decimals as they are written. `expected` are lines such as it has."""
    if deep := DEEP.search(text):
        message = f"a name of more than {DEPTH_LIMIT} parts stands here; expected at most {DEPTH_LIMIT}; shorten it"
        return Fault(mark_at(text, deep.start(), name), "too-deep", "", message)
    try:
        return tomllib.loads(text, parse_float=Numeral if numerals else float)
    except (ValueError, RecursionError) as error:  # an overlong integer is a plain ValueError
        return _fault(error, name, split_lines(text), expected)


def _fault(error: Exception, name: str, lines: Sequence[str], expected: str) -> Fault:
    found = SYNTAX.search(str(error))
    at = (int(found[1]), int(found[2])) if found and found[1] else (len(lines), 1) if found else (1, 1)
    words = SYNTAX.sub("", str(error)).strip() if not isinstance(error, RecursionError) else "nested too deep"
    message = f"this is not TOML: {words[:1].lower()}{shown(words[1:])}; expected {expected}"
    return Fault(Mark(name, *at), "toml-syntax", "", message)


def places(lines: Sequence[str]) -> Places:
    """The line and column of each key and table; a table of a list has its number in its path."""
    found: dict[FieldPath, tuple[int, int]] = {}
    table: FieldPath = ()
    counts: Counter[FieldPath] = Counter()
    for number, line in enumerate(lines, start=1):
        bare = line.strip()
        at = (number, len(line) - len(line.lstrip()) + 1)
        if bare.startswith("[") and (names := _parts(bare.strip("[").partition("]")[0])):
            table = ()
            for name in names:
                table = (*table, name)
                if name is not names[-1] or bare.startswith("[["):
                    counts[table] += bare.startswith("[[") and name is names[-1]
                    table = (*table, counts[table] - 1) if counts[table] else table
            found.setdefault(table, at)
        elif path := _parts(line.partition("=")[0]) if "=" in line else ():
            for length in range(1, len(path) + 1):
                found.setdefault((*table, *path[:length]), at)
    return found


def _parts(key: str) -> tuple[str, ...]:
    """The parts of a dotted key; none where the text is no key."""
    return tuple(part.strip("\"'") for part in PART.findall(key)) if not PART.sub("", key).strip(" \t.") else ()
