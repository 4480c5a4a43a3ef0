"""What is being written where the cursor stands, by the lines above it: a file is seldom YAML while it is written.

Only indentation, dashes, colons and brackets are looked at. What this cannot tell (text over several lines, comments
between brackets) offers nothing, or too much: a completion is a proposal, and the checker reads the file by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.naming.spans import FileText, Span

LINE = re.compile(
    r"""(?P<lead>[ ]*(?:-[ ]+)*(?:-$)?)(?:(?P<key>"[^"]*"|'[^']*'|[^\s#:{}\[\],"'][^:#]*?)\s*:(?:\s+|$))?(?P<rest>.*)"""
)
BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")
"""What begins a text of several lines, in which nothing is a field."""
MOST_LINES_BELOW = 100
"""Lines below the cursor in which fields of the same group are looked for: no claim has as many."""

Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """The `path` of the field whose value is written (with `*` for items of lists), or of the group in which the name
    of a field is (`is_key`). `written` is what stands there up to the cursor, `span` what a choice replaces, `beside`
    the fields of the same group, `quote` the quotation mark that is open.
    """

    path: Steps
    is_key: bool
    written: str
    span: Span
    beside: Mapping[str, str] = field(default_factory=dict)
    quote: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """A field or an item that is open where the cursor stands: the column of its start, what it is, its fields."""

    column: int
    step: str
    fields: dict[str, str] = field(default_factory=dict)


def context(text: FileText, offset: int) -> Context:
    """What is written at a character."""
    number = bisect_right(text.starts, offset) - 1
    open_groups = [_Group(-1, "")]
    block = -1
    for at in range(number):
        block = _read(text.line(at), open_groups, block)
    before = text.text[text.starts[number] : offset]
    found = _parts(before)
    _read(before, open_groups, -1, whole=False)
    group = open_groups[-2] if found["key"] else open_groups[-1]
    path = tuple(one.step for one in open_groups[1:])
    below, beside = list(open_groups), group.fields
    for at in range(number + 1, min(len(text.starts), number + MOST_LINES_BELOW)):
        block = _read(text.line(at), below, block)
        if group not in below:
            break
    rest = found["rest"]
    if rest[:1] in ("[", "{"):
        return _in_brackets(rest, path, offset, beside)
    return _made(path, not found["key"], rest, offset, beside)


def _parts(line: str) -> re.Match[str]:
    found = LINE.match(line)
    assert found is not None  # every part of it may be empty
    return found


def _read(line: str, groups: list[_Group], block: int, whole: bool = True) -> int:
    """Closes the groups that a line ends and opens those that it begins. `block` is the column of the field whose text
    goes on, or -1; so is what comes back. A line that is not `whole` may still become a field.
    """
    indent = len(line) - len(line.lstrip(" "))
    if whole and (not line.strip() or line.lstrip().startswith("#")):
        return block
    if 0 <= block < indent:
        return block
    found = _parts(line)
    for column in (at for at, sign in enumerate(found["lead"]) if sign == "-"):
        while groups[-1].column > column or (groups[-1].column == column and groups[-1].step == "*"):
            groups.pop()
        groups.append(_Group(column, "*"))
    column = len(found["lead"])
    if found["key"] or not whole:
        while groups[-1].column >= column:
            groups.pop()
    if not found["key"]:
        return -1
    key = found["key"].strip("\"'")
    groups[-1].fields[key] = found["rest"].strip().strip("\"'")
    groups.append(_Group(column, key))
    return column if BLOCK.match(found["rest"]) else -1


def _in_brackets(rest: str, path: Steps, offset: int, beside: Mapping[str, str]) -> Context:
    """Inside `{a: x, b: …` or `[a, …`, as deep as they nest on one line."""
    groups: list[tuple[str, str]] = []
    key, start, quote = "", 0, ""
    for i, sign in enumerate(rest):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and not rest[start:i].strip():
            quote = sign
        elif sign in "{[":
            groups.append((sign, key))
            key, start = "", i + 1
        elif sign in "}]":
            if not groups:
                break
            key, start = groups.pop()[1], i + 1
        elif sign == "," and groups:
            key, start = "", i + 1
        elif sign == ":" and groups and groups[-1][0] == "{" and rest[i + 1 : i + 2] in ("", " ") and not key:
            key, start = rest[start:i].strip().strip("\"'"), i + 1
    for index, (sign, name) in enumerate(groups):
        path = (*path, *((name,) if index and name else ()), *(("*",) if sign == "[" else ()))
    inside = groups[-1][0] if groups else ""
    if inside == "{" and not key:
        return _made(path, True, rest[start:], offset, beside)
    return _made((*path, key) if key else path, False, rest[start:], offset, beside)


def _made(path: Steps, is_key: bool, rest: str, offset: int, beside: Mapping[str, str]) -> Context:
    written = rest.lstrip()
    quote = written[:1] if written[:1] in ("'", '"') else ""
    written = written.removeprefix(quote) if quote else written
    return Context(path, is_key, written, (offset - len(written), offset), beside, quote)
