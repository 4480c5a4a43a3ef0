"""A dump gives its entities one by one: a line each between `[` and `]`, or each line an object, or one answer of the
web interface that holds them all.

Source: Wikidata:Database download, and the JSON of Special:EntityData.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from checker.model.fault import Fault, Mark
from checker.readers.encoding import SIZE_LIMIT
from checker.readers.json import value_of
from checker.readers.names import shown
from checker.readers.tables.lines import TextLine, lines
from checker.readers.tables.reader import empty_file
from checker.wikibase.snaks import ID

ENTITY_LIMIT = 2**24
"""Characters of an entity. Wikidata's largest have some five million; a page of it may not have more bytes than two
million, which its JSON says in more words."""
STEP = "write one entity on each line, as the dumps of a Wikibase are"


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity as it stands: its JSON, and where it begins in the `text` of its lines."""

    id: str
    data: dict[str, Any]
    text: str
    file: str
    line: int

    @property
    def is_property(self) -> bool:
        return self.id.startswith("P")

    def place(self, words: str = "") -> Mark:
        """Where these words stand in it: of a statement its identifier."""
        at = max(self.text.find(f'"{words}"'), 0) if words else 0
        start = self.text.rfind("\n", 0, at) + 1
        return Mark(self.file, self.line + self.text.count("\n", 0, at), at - start + 1)


def entities(path: Path, name: str, only: re.Pattern[str] | None = None) -> Iterator[Entity | Fault]:
    """The entities of a file, and what is wrong with others. `only`: lines in which this is not are not looked at."""
    found = _text_lines(path, name)
    first = next(found, None)
    if first is None:
        yield empty_file(name, "the entities of a Wikibase")
    elif isinstance(first, Fault):
        yield first
        yield from (one for one in found if isinstance(one, Fault))
    elif _is_answer(first[1]):
        yield from _answer(chain((first,), found), name)
    else:
        yield from _dump(chain((first,), found), name, only)


def _text_lines(path: Path, name: str) -> Iterator[TextLine | Fault]:
    """Lines with something in them, from 1."""
    for number, text, fault in lines(path, name, ENTITY_LIMIT, "one entity"):
        if fault:
            yield fault
        elif text.strip():
            yield number, text, None


def _is_answer(text: str) -> bool:
    """A file begins as an answer of the web interface does: an object that holds others."""
    return re.match(r'\s*\{\s*("(entities|success|batchcomplete)"\s*:|$)', text) is not None


def _dump(found: Iterator[TextLine | Fault], name: str, only: re.Pattern[str] | None) -> Iterator[Entity | Fault]:
    opened = closed = False
    number = 1
    for one in found:
        if isinstance(one, Fault):
            yield one
            number = one.mark.line
            continue
        number, text, _ = one
        body = text.strip()
        if closed:
            yield Fault(Mark(name, number), "bad-table", "", f"text goes on after the closing bracket; {STEP}")
            return
        if not opened and body.startswith("["):
            opened, body = True, body[1:].strip()
        if opened and body.endswith("]"):  # an entity ends with a brace
            closed, body = True, body[:-1].strip()
        body = body.removesuffix(",")
        if body and (only is None or only.search(body)):
            yield _entity(body, name, number, text.find(body))
    if opened and not closed:
        message = "the file ends before its closing bracket, so that entities may be missing; fetch it again"
        yield Fault(Mark(name, number), "bad-table", "", message)


def _entity(text: str, name: str, line: int, column: int) -> Entity | Fault:
    def place(at: int) -> Mark:
        return Mark(name, line, column + at + 1)

    data = value_of(text, place, any_character=True, any_depth=True)
    return data if isinstance(data, Fault) else _checked(data, " " * column + text, name, line)


def _checked(data: Any, text: str, name: str, line: int) -> Entity | Fault:
    if not isinstance(data, dict):
        return Fault(Mark(name, line), "bad-table", "", f"found no object, expected an entity; {STEP}")
    identifier = data.get("id")
    if not isinstance(identifier, str) or not ID.fullmatch(identifier):
        what = shown(identifier) if isinstance(identifier, str) else "no text"
        message = f"found {what}, expected the id of an entity, such as Q42; {STEP}"
        return Fault(Mark(name, line), "bad-table", "id", message)
    return Entity(identifier, data, text, name, line)


def _answer(found: Iterator[TextLine | Fault], name: str) -> Iterator[Entity | Fault]:
    """The entities of an answer, which is read in whole."""
    parts: list[tuple[int, str]] = []
    size = 0
    for one in found:
        if isinstance(one, Fault):
            yield one
            return
        size += len(one[1])
        if size > SIZE_LIMIT:
            message = f"the file has more than {SIZE_LIMIT:,} characters, expected an answer of that size; {STEP}"
            yield Fault(Mark(name, one[0]), "file-too-large", "", message)
            return
        parts.append((one[0], one[1]))
    text = "".join(part for _, part in parts)
    starts = [0]
    for _, part in parts:
        starts.append(starts[-1] + len(part))

    def place(at: int) -> Mark:
        index = min(bisect_right(starts, at) - 1, len(parts) - 1)
        return Mark(name, parts[index][0], at - starts[index] + 1)

    data = value_of(text, place, any_character=True, any_depth=True)
    if isinstance(data, Fault):
        yield data
        return
    held = data.get("entities") if isinstance(data, dict) else None
    if not isinstance(held, dict):
        yield Fault(Mark(name), "bad-table", "entities", f"found no entities in this object; {STEP}")
        return
    for one in held.values():
        if not isinstance(one, dict) or "missing" not in one:
            yield _checked(one, text, name, parts[0][0])
