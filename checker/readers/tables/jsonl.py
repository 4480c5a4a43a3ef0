"""A JSONL file becomes rows: one JSON object on each line, its numbers kept as they are written.

Why the standard library and no column reader: those read 1.10 as 1.1, and keep one of two equal keys.
Source: RFC 8259.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.model.fault import Fault, Mark
from checker.readers.encoding import UNWANTED, forbidden
from checker.readers.files.text import Numeral
from checker.readers.names import shown
from checker.readers.tables.head import missing
from checker.readers.tables.lines import Line, lines
from checker.readers.tables.shape import (
    BATCH_ROWS,
    BATCH_SIZE,
    About,
    Odd,
    Rows,
    Sheet,
    Sort,
    about,
    encoded,
    fields,
    fits,
    groups,
    listed,
    sort_of,
    sorts,
)
from checker.readers.yaml import DEPTH_LIMIT, Entry, Fields, Items, Node, Scalar, plain

if TYPE_CHECKING:
    import pyarrow as pa

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
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        name = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise _Refused("duplicate-key", f"the field {shown(name)} stands twice in this row; keep one of the two")
    return found


def _not_finite(text: str) -> None:
    raise _Refused("number-not-finite", f"found {text}, which is no number; expected a number, or text in quotes")


read = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_float=Numeral, parse_int=Numeral, parse_constant=_not_finite
).decode
"""A line as data: every number is a `Numeral`."""


def opened(path: Path, name: str, wanted: frozenset[str] = frozenset()) -> Sheet:
    """The table in a JSONL file; its first readable row tells what the rows are about, and which columns a
    foreign table has. Of a foreign table only those wanted are read.
    """
    source = lines(path, name)
    first: list[Line] = []
    for line in source:
        first.append(line)
        row = _row(line, name)
        if isinstance(row, dict) or len(first) >= BATCH_ROWS:
            if wanted:
                lacking = missing(wanted, row, Mark(name, line[0])) if isinstance(row, dict) else ()
                return Sheet("foreign", tuple(lacking), _batches(first, source, "foreign", name, wanted))
            sort = about(row) if isinstance(row, dict) else "claims"
            return Sheet(sort, (), _batches(first, source, sort, name))
    if not any(text.strip() or fault for _, text, fault in first):
        message = "the file is empty; expected one JSON object on each line; fill it or remove it"
        return Sheet("claims", (Fault(Mark(name), "empty-file", "", message),), iter(()))
    return Sheet("claims", (), _batches(first, source, "claims", name))


def _row(line: Line, name: str) -> Object | Fault | None:
    """The object on a line, or the fault that keeps it from being one; nothing for an empty line."""
    number, text, fault = line
    if fault or not text.strip():
        return fault
    mark = Mark(name, number)
    try:
        if text.count("{") + text.count("[") > DEPTH_LIMIT and _depth(text) > DEPTH_LIMIT:
            raise _Refused("too-deep", f"nested more than {DEPTH_LIMIT} levels deep; expected a row of a table")
        found = read(text.strip())
        if not isinstance(found, dict):
            kind = "a list" if isinstance(found, list) else "a single value"
            raise _Refused("bad-table", f"found {kind}, expected an object: one row of a table in braces on each line")
        if any("." in key for key in found) and (group := next((key for key in found if _parted(key, found)), "")):
            raise _Refused("duplicate-key", f"{group} stands as a group and in parts ({group}.…); keep one of the two")
        if "\\u" in text and (unwanted := _unwanted(found)):
            raise _Refused("control-character", forbidden(unwanted))
    except json.JSONDecodeError as error:
        words = next((ours for theirs, ours in SYNTAX.items() if error.msg.startswith(theirs)), error.msg)
        column = len(text) - len(text.lstrip()) + error.pos + 1
        return Fault(Mark(name, number, column), "bad-table", "", f"this is not JSON here: {words}")
    except _Refused as error:
        return Fault(mark, error.code, "", error.message)
    return found


def _parted(group: str, row: Object) -> bool:
    return any(key.startswith(f"{group}.") for key in row)


def _depth(text: str) -> int:
    deepest = depth = 0
    for token in TOKEN.finditer(text):
        depth += (token[1] in "{[") - (token[1] in "}]")
        deepest = max(deepest, depth)
    return deepest


def _unwanted(value: Any) -> str:
    """A character that an escape made and that may not stand in a file, or `""`."""
    if isinstance(value, str):
        found = UNWANTED.search(value)
        return found[0] if found else ""
    parts = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next(filter(None, map(_unwanted, parts)), "")


def _batches(
    first: list[Line], rest: Iterator[Line], sort: About, name: str, wanted: frozenset[str] = frozenset()
) -> Iterator[Rows]:
    rows: list[tuple[Line, Object]] = []
    faults: list[Fault] = []
    size = 0
    for source in (first, rest):
        for line in source:
            row = _row(line, name)
            if wanted and isinstance(row, dict):
                row = {column: row.get(column) for column in wanted}
            if isinstance(row, Fault):
                faults.append(row)
            elif row is not None:
                rows.append((line, row))
                size += len(line[1])
            if len(rows) + len(faults) >= BATCH_ROWS or size >= BATCH_SIZE:
                yield _rows(rows, faults, sort, name)
                rows, faults, size = [], [], 0
    yield _rows(rows, faults, sort, name)


def _rows(rows: list[tuple[Line, Object]], faults: list[Fault], sort: About, name: str) -> Rows:
    odd: Odd = {}
    cells: dict[str, list[Any]] = {}
    for row, (_, given) in enumerate(rows):
        for column, value in _flat(given, sort):
            fits, made = _cell(value, column, sort)
            if not fits:
                odd.setdefault((column.partition(".")[0], made), {})[row] = ""
            elif made is not None:
                if column not in cells:
                    cells[column] = [None] * len(rows)
                cells[column][row] = made
    columns = {column: _array(values, column, sort) for column, values in sorted(cells.items())}
    numbers = tuple(line[0] for line, _ in rows)
    texts = [line[1] for line, _ in rows]
    return Rows(numbers, columns, partial(_node, numbers, texts, name, sort), odd, tuple(faults))


def _flat(row: Object, sort: About) -> Iterator[tuple[str, Any]]:
    """The cells of a row; the parts of a group by the names that their columns have."""
    for key, value in row.items():
        if key in groups(sort) and isinstance(value, dict) and value:
            yield from ((f"{key}.{part}", inner) for part, inner in value.items())
        else:
            yield key, value


def _cell(value: Any, column: str, sort: About) -> tuple[bool, Any]:
    """Whether a value has the sort of its column; then as the column holds it, else the code of what is wrong."""
    if value in LEFT_OUT:
        return True, None
    kind = _kind(column, sort)
    if kind is None:
        return False, "unknown-field"
    if kind == "flag":
        return isinstance(value, bool), value if isinstance(value, bool) else "wrong-type"
    if kind == "list" and isinstance(value, list):
        texts = all(isinstance(one, str) and not isinstance(one, Numeral) for one in value)
        return texts, value if texts else "wrong-type"
    if kind == "literal" and isinstance(value, bool):
        return True, "true" if value else "false"
    if isinstance(value, str) and (kind == "literal" or not isinstance(value, Numeral)):
        if kind == "list":
            return (True, [value]) if fits(sort, column, value) else (False, "wrong-type")
        return True, str(value)
    return False, "wrong-type"


@lru_cache(1024)
def _kind(column: str, sort: About) -> Sort | None:
    """The sort of a column; nothing where there is no such field."""
    group, point, _ = column.partition(".")
    known = (point and group in groups(sort)) or column in sorts(sort) or sort == "foreign"
    return sort_of(sort, column) if known else None


def _array(values: list[Any], column: str, sort: About) -> pa.Array:
    import pyarrow as pa

    match sort_of(sort, column):
        case "list":
            return listed(values)
        case "flag":
            return pa.array(values, pa.bool_())
        case _:
            return encoded(values)


def _node(numbers: Sequence[int], texts: Sequence[str], name: str, sort: About, row: int) -> Fields:
    """The tree of a row with the places of its values; what is left out by null or by empty text is not in it."""
    tokens = TOKEN.finditer(texts[row])
    found = _built(tokens, next(tokens), name, numbers[row])
    entries = found.entries if isinstance(found, Fields) else ()
    return fields(((one.key, one.mark, one.value) for one in entries), Mark(name, numbers[row]), sort)


def _built(tokens: Iterator[re.Match[str]], token: re.Match[str], name: str, line: int) -> Node:
    """The node that begins with a token. The text is JSON, or it would have had a fault."""
    mark = Mark(name, line, token.start(1) + 1)
    text = token[1]
    if text == "[":
        nodes: list[Node] = []
        while (token := next(tokens))[1] != "]":
            if token[1] != ",":
                nodes.append(_built(tokens, token, name, line))
        return Items(tuple(nodes), mark, 0, 0)
    if text == "{":
        entries: list[Entry] = []
        while (token := next(tokens))[1] != "}":
            if token[1] == ",":
                continue
            key, at = json.loads(token[1]), Mark(name, line, token.start(1) + 1)
            next(tokens)  # the colon
            value = _built(tokens, next(tokens), name, line)
            if plain(value) not in LEFT_OUT:
                entries.append(Entry(key, at, value))
        return Fields(tuple(entries), mark, 0, 0)
    if text.startswith('"'):
        return Scalar(json.loads(text), False, replace(mark, inside=-1 if "\\" in text else 1), 0, 0)
    return Scalar(text, True, mark, 0, 0)
