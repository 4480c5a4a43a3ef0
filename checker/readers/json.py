"""JSON becomes values or a tree of nodes that know their places; nothing in it is resolved or converted.

Why the standard library and no other reader: those read 1.10 as 1.1, and keep one of two equal keys.
Source: RFC 8259.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from checker.model.fault import Fault, Mark
from checker.readers.encoding import UNWANTED, forbidden
from checker.readers.files.text import Numeral
from checker.readers.names import shown
from checker.readers.yaml import DEPTH_LIMIT, MOST_NODES, Entry, Fields, Items, Node, Scalar, plain

TOKEN = re.compile(r'\s*("[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+)')
SYNTAX = {
    "Expecting property name": "expected the name of a field in double quotes",
    "Expecting ':'": "expected a colon after the name of a field",
    "Expecting ','": "expected a comma, or the end of the list or object",
    "Expecting value": "expected a value: text in double quotes, a number, true or false, a list or an object",
    "Unterminated string": "a quotation mark is opened here and not closed on this line; close it",
    "Invalid \\": "a backslash begins an escape that does not exist; double it",
    "Invalid control": "found a tab or line break inside text; write it as \\t or \\n",
    "Extra data": "text goes on after the end of the object; put each object on a line of its own",
    "Illegal trailing comma": "a comma stands before the end; remove it",
}
"""What the reader of the standard library says, and what that means."""

LEFT_OUT = (None, "", {}, [])
"""What says that a field is left out: programs that write tables write something into every field."""

Object = dict[str, Any]


class _Refused(ValueError):
    """What is JSON, or nearly, and not accepted: the code and the words of the fault."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def _pairs(pairs: list[tuple[str, Any]]) -> Object:
    row = dict(pairs)
    if len(row) != len(pairs):
        seen: set[str] = set()
        name = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise _Refused("duplicate-key", f"the field {shown(name)} stands twice in this row; keep one of the two")
    return row


def _not_finite(text: str) -> None:
    raise _Refused("number-not-finite", f"found {text}, which is no number; expected a number, or text in quotes")


read = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_float=Numeral, parse_int=Numeral, parse_constant=_not_finite
).decode
"""A line as data: every number is a `Numeral`."""


def value_of(
    text: str,
    place: Callable[[int], Mark],
    code: str = "bad-table",
    what: str = "a row of a table",
    *,
    any_character: bool = False,
    any_depth: bool = False,
) -> Any:
    """What a text of JSON says, or the fault that keeps it from being read; `place` tells where a character stands.

    `code` is that of a text which is no JSON, `what` the words for what is expected. `any_character`: escapes may make
    characters that do not show; whoever reads the values looks after them. `any_depth`: of a file of which only some
    parts are looked at.
    """
    try:
        if not any_depth and text.count("{") + text.count("[") > DEPTH_LIMIT and _depth(text) > DEPTH_LIMIT:
            raise _Refused("too-deep", f"nested more than {DEPTH_LIMIT} levels deep; expected {what}")
        value = read(text.strip())
        if "\\u" in text and not any_character and (unwanted := _unwanted(value)):
            raise _Refused("control-character", forbidden(unwanted))
    except json.JSONDecodeError as error:
        words = next((ours for theirs, ours in SYNTAX.items() if error.msg.startswith(theirs)), error.msg)
        at = len(text) - len(text.lstrip()) + error.pos
        return Fault(place(at), code, "", f"this is not JSON here: {words}")
    except _Refused as error:
        return Fault(place(0), error.code, "", error.message)
    except RecursionError:
        return Fault(place(0), "too-deep", "", f"nested too deep to be read; expected at most {DEPTH_LIMIT} levels")
    return value


def tree_of(
    text: str,
    name: str,
    code: str = "bad-table",
    what: str = "a row of a table",
    place: Callable[[int], Mark] | None = None,
    *,
    any_character: bool = False,
) -> Node | Fault:
    """The tree of a text of JSON, or the fault that keeps it from being one; arguments as for `value_of`."""
    place = place or places(text, name)
    if text.count(",") + text.count("[") + text.count("{") > MOST_NODES:
        step = "write one row on each line, as JSONL" if code == "bad-table" else "divide it"
        message = f"the file has more than {MOST_NODES:,} values; {step}"
        return Fault(Mark(name), "too-many-values", "", message)
    value = value_of(text, place, code, what, any_character=any_character)
    if isinstance(value, Fault):
        return value
    tokens = TOKEN.finditer(text)
    return built(tokens, next(tokens), place)


def places(text: str, name: str) -> Callable[[int], Mark]:
    """Tells where each character of a text stands."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(at: int) -> Mark:
        line = bisect_right(starts, at)
        return Mark(name, line, at - starts[line - 1] + 1)

    return place


def _depth(text: str) -> int:
    deepest = depth = 0
    for token in TOKEN.finditer(text):
        depth += (token[1] in "{[") - (token[1] in "}]")
        deepest = max(deepest, depth)
    return deepest


def _unwanted(value: Any) -> str:
    """A character that an escape made and that may not stand in a file, or `""`."""
    if isinstance(value, str):
        match = UNWANTED.search(value)
        return match[0] if match else ""
    parts = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next(filter(None, map(_unwanted, parts)), "")


def built(tokens: Iterator[re.Match[str]], token: re.Match[str], place: Callable[[int], Mark]) -> Node:
    """The node that begins with a token, without fields that are left out; `place` tells where a character stands. The
    text is JSON, or it would have had a fault.
    """
    mark = place(token.start(1))
    text = token[1]
    if text == "[":
        nodes: list[Node] = []
        while (token := next(tokens))[1] != "]":
            if token[1] != ",":
                nodes.append(built(tokens, token, place))
        return Items(tuple(nodes), mark, 0, 0)
    if text == "{":
        entries: list[Entry] = []
        while (token := next(tokens))[1] != "}":
            if token[1] == ",":
                continue
            key, at = json.loads(token[1]), place(token.start(1))
            next(tokens)  # the colon
            value = built(tokens, next(tokens), place)
            if plain(value) not in LEFT_OUT:
                entries.append(Entry(key, at, value))
        return Fields(tuple(entries), mark, 0, 0)
    if text.startswith('"'):
        return Scalar(json.loads(text), False, replace(mark, inside=-1 if "\\" in text else 1), 0, 0)
    return Scalar(text, True, mark, 0, 0)
