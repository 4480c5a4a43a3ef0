"""Fields of a YAML text are changed, added and taken away at their places: all else stays as it is, comments too.

Why: files belong to people. What is written anew from data loses their comments, their order and their way of writing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from checker.model.fault import Mark
from checker.readers.encoding import LINE_BREAK
from checker.readers.yaml import CONSTANTS, Entry, Fields, Items, Node, Scalar, entry_of, parse

_COMMA_AFTER = re.compile(r"\s*,\s*")
_COMMA_BEFORE = re.compile(r",\s*\Z")
_REST = re.compile(r"[^\r\n]*")


class Splice(NamedTuple):
    """What stands from `start` to `end` becomes `words`."""

    start: int
    end: int
    words: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with its splices; of those at one place the first comes first."""
    for start, end, words in sorted(splices, key=lambda one: one.start)[::-1]:
        text = f"{text[:start]}{words}{text[end:]}"
    return text


def quoted(text: str) -> str:
    """The text as YAML: as it stands where nothing in it could be anything else."""
    plain = re.fullmatch(r"[^\W\d_][\w .-]*[^\W_]", text) and text not in CONSTANTS
    return text if plain else json.dumps(text, ensure_ascii=False)


def line_end(text: str) -> str:
    """How lines end in a file: as its first one does."""
    line_break = LINE_BREAK.search(text)
    return line_break[0] if line_break else "\n"


def with_fields(text: str, fields: Fields, changes: Mapping[str, str], order: Sequence[str]) -> list[Splice]:
    """The splices after which fields have other values, each given as YAML; `""` takes a field away. A field that is
    new comes after those before it in `order`.
    """
    splices = []
    for name in sorted(changes, key=order.index):
        entry, value = entry_of(fields, name), changes[name]
        if entry is not None:
            splices.append(_replaced(text, entry, value) if value else _removed(text, fields, entry))
        elif value:
            before = [one for one in fields.entries if order.index(one.key) < order.index(name)]
            after = max(before, key=lambda one: order.index(one.key)) if before else fields.entries[0]
            splices.append(_inserted(text, fields, after, name, value))
    return splices


def without_item(text: str, owner: Entry, index: int) -> list[Splice]:
    """The splices after which a list, the value of a field, lacks one of its items; the last one leaves `[]`."""
    items = owner.value
    if not isinstance(items, Items):
        raise TypeError("the field holds no list")
    node = items.nodes[index]
    if text.startswith("[", items.start):
        return [_cut(text, node.start, _end(text, node))]
    dash = text.rindex("-", items.nodes[index - 1].end if index else items.start, node.start + 1)
    start, end = _line(text, dash), _line_after(text, _end(text, node))
    if len(items.nodes) > 1:
        return [Splice(start, end, "")]
    colon = text.index(":", _offset(text, owner.mark) + len(owner.key))
    return [Splice(colon + 1, colon + 1, " []"), Splice(start, end, "")]


def with_entry(text: str, section: str, name: str, fields: Mapping[str, str]) -> str:
    """A file of named sections with one more entry in one of them, on a line of its own; `fields` as YAML."""
    root = parse(text, "").root
    if not isinstance(root, Fields) or not root.entries:
        return _gap(text) + _section(section, name, fields, line_end(text))
    owner = entry_of(root, section)
    in_braces = text.startswith("{", root.start)
    if owner is None and in_braces:
        value = "{" + _item(name, fields, json_like=True) + "}"
        return spliced(text, [_inserted(text, root, root.entries[-1], section, value)])
    if owner is None:
        return _gap(text) + line_end(text) + _section(section, name, fields, line_end(text))
    return spliced(text, [_into(text, owner, name, fields)])


def _into(text: str, owner: Entry, name: str, fields: Mapping[str, str]) -> Splice:
    """One more entry of a section that is there."""
    held = owner.value
    if isinstance(held, Fields) and held.entries:
        last = held.entries[-1]
        json_like = text.startswith('"', _offset(text, last.mark))
        return _inserted(text, held, last, name, _value(fields, json_like=json_like))
    if isinstance(held, Fields):  # {}
        json_like = text.startswith('"', _offset(text, owner.mark))
        return Splice(held.start, held.end, "{" + _item(name, fields, json_like=json_like) + "}")
    colon = text.index(":", _offset(text, owner.mark) + len(owner.key))
    at = _REST.match(text, colon).end()  # type: ignore[missing-attribute]  # it matches anything
    indent = " " * (owner.mark.column + 1)
    return Splice(at, at, f"{line_end(text)}{indent}{_item(name, fields)}")


def _gap(text: str) -> str:
    """The text with its last line ended."""
    return text if not text or text.endswith(("\n", "\r")) else f"{text}{line_end(text)}"


def _section(section: str, name: str, fields: Mapping[str, str], end: str) -> str:
    return f"{section}:{end}  {_item(name, fields)}{end}"


def _item(name: str, fields: Mapping[str, str], *, json_like: bool = False) -> str:
    return (
        f"{json.dumps(name, ensure_ascii=False) if json_like else quoted(name)}: {_value(fields, json_like=json_like)}"
    )


def _value(fields: Mapping[str, str], *, json_like: bool) -> str:
    pairs = (
        (json.dumps(key), json.dumps(value, ensure_ascii=False)) if json_like else (key, quoted(value))
        for key, value in fields.items()
    )
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"


def _replaced(text: str, entry: Entry, value: str) -> Splice:
    node = entry.value
    start, end = node.start, _end(text, node)
    if isinstance(node, Scalar) and start == end:  # `subject:`
        start = end = text.index(":", _offset(text, entry.mark) + len(entry.key)) + 1
        return Splice(start, end, f" {value}")
    return Splice(start, end, value)


def _removed(text: str, fields: Fields, entry: Entry) -> Splice:
    start, end = _offset(text, entry.mark), _end(text, entry.value)
    if text.startswith("{", fields.start):
        return _cut(text, start, end)
    line = _line(text, start)
    rest = _REST.match(text, end)[0].strip()  # type: ignore[unsupported-operation]  # it matches anything
    if text[line:start].strip():  # the first field, after the dash of its list
        return Splice(start, end, "")
    if rest:  # a comment
        return Splice(start, _REST.match(text, end).end(), rest)  # type: ignore[missing-attribute]
    return Splice(line, _line_after(text, end), "")


def _inserted(text: str, fields: Fields, after: Entry, name: str, value: str) -> Splice:
    start, end = _offset(text, after.mark), _end(text, after.value)
    key = json.dumps(name, ensure_ascii=False) if text.startswith('"', start) else quoted(name)
    if text.startswith('"', start) and not value.startswith(('"', "{")) and value not in CONSTANTS:
        value = json.dumps(value, ensure_ascii=False)
    line = _line(text, start)
    own_line = not text[line:start].strip()
    indent = " " * (after.mark.column - 1)
    if text.startswith("{", fields.start):
        gap = f"{line_end(text)}{indent}" if own_line else " "
        return Splice(end, end, f",{gap}{key}: {value}")
    at = _REST.match(text, end).end()  # type: ignore[missing-attribute]  # it matches anything
    return Splice(at, at, f"{line_end(text)}{indent}{key}: {value}")


def _cut(text: str, start: int, end: int) -> Splice:
    """Something of brackets or braces goes, with one of the commas beside it."""
    if after := _COMMA_AFTER.match(text, end):
        return Splice(start, after.end(), "")
    before = _COMMA_BEFORE.search(text, 0, start)
    return Splice(before.start() if before else start, end, "")


def _end(text: str, node: Node) -> int:
    """Where a value ends, without the empty lines that a block of text ends with."""
    return node.start + len(text[node.start : node.end].rstrip())


def _line(text: str, at: int) -> int:
    """Where the line of a character begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_after(text: str, at: int) -> int:
    """Where the next line begins."""
    found = LINE_BREAK.search(text, at)
    return found.end() if found else len(text)


def _offset(text: str, mark: Mark) -> int:
    """The character at a place of a file."""
    start = 0
    for number, found in enumerate(LINE_BREAK.finditer(text), start=2):
        if number > mark.line:
            break
        start = found.end()
    return start + mark.column - 1
