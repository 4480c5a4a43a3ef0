"""A JSONL file becomes rows: one JSON object on each line, its numbers kept as they are written.

Why the standard library and no column reader: those read 1.10 as 1.1, and keep one of two equal keys.
Source: RFC 8259.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from checker.model.fault import Fault, Mark
from checker.readers.encoding import UNWANTED, forbidden
from checker.readers.files.text import Numeral
from checker.readers.names import shown
from checker.readers.numerals import numeral
from checker.readers.tables.head import missing
from checker.readers.tables.lines import lines
from checker.readers.tables.reader import (
    BATCH_ROWS,
    BadCells,
    Chosen,
    Record,
    RowBatch,
    TableReader,
    Wanted,
    batched,
    broken,
    empty_file,
)
from checker.readers.tables.shape import (
    FIGURES,
    About,
    Sort,
    about,
    array,
    fields,
    fits,
    groups,
    sort_of,
    sorts,
)
from checker.readers.yaml import DEPTH_LIMIT, Entry, Fields, Items, Node, Scalar, plain

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


def reader(path: Path, name: str, wanted: Wanted, figures: frozenset[str] = FIGURES) -> TableReader:
    """The table in a JSONL file; its first readable row tells what the rows are about, and which columns it has."""
    records = _records(path, name)
    head: list[Record[Object] | Fault] = []
    for record in records:
        head.append(record)
        if isinstance(record, Record) or len(head) >= BATCH_ROWS:
            break
    if not head:
        return broken(empty_file(name, "one JSON object on each line"))
    first = head[-1]
    has_row = isinstance(first, Record)
    sort = about(first.cells if has_row else (), wanted)
    faults = missing(wanted, first.cells, Mark(name, first.line)) if has_row else ()
    return TableReader(sort, tuple(faults), partial(_rows, chain(head, records), name, sort, wanted, figures))


def _records(path: Path, name: str) -> Iterator[Record[Object] | Fault]:
    """The object on each line, or the fault that keeps it from being one; an empty line is no row."""
    for number, text, fault in lines(path, name):
        if fault:
            yield fault
        elif text.strip():
            row = _object(text, Mark(name, number))
            yield row if isinstance(row, Fault) else Record(number, text, row)


def _object(text: str, mark: Mark) -> Object | Fault:
    row = value_of(text, lambda at: replace(mark, column=at + 1) if at else mark)
    if isinstance(row, dict):
        if any("." in key for key in row) and (group := _parted(row)):
            message = f"{group} stands as a group and in parts ({group}.…); keep one of the two"
            return Fault(mark, "duplicate-key", "", message)
        return row
    if isinstance(row, Fault):
        return row
    kind = "a list" if isinstance(row, list) else "a single value"
    message = f"found {kind}, expected an object: one row of a table in braces on each line"
    return Fault(mark, "bad-table", "", message)


def value_of(text: str, place: Callable[[int], Mark], *, foreign: bool = False) -> Any:
    """What a text of JSON says, or the fault that keeps it from being read; `place` tells where a character stands.
    Of what is `foreign` the caller looks at only some parts, and only these have to keep to the limits of depth and to
    the characters that may stand in a file.
    """
    try:
        if not foreign and text.count("{") + text.count("[") > DEPTH_LIMIT and _depth(text) > DEPTH_LIMIT:
            raise _Refused("too-deep", f"nested more than {DEPTH_LIMIT} levels deep; expected a row of a table")
        value = read(text.strip())
        if not foreign and "\\u" in text and (unwanted := _unwanted(value)):
            raise _Refused("control-character", forbidden(unwanted))
    except json.JSONDecodeError as error:
        words = next((ours for theirs, ours in SYNTAX.items() if error.msg.startswith(theirs)), error.msg)
        at = len(text) - len(text.lstrip()) + error.pos
        return Fault(place(at), "bad-table", "", f"this is not JSON here: {words}")
    except _Refused as error:
        return Fault(place(0), error.code, "", error.message)
    except RecursionError:
        return Fault(place(0), "too-deep", "", f"nested too deep to be read; expected at most {DEPTH_LIMIT} levels")
    return value


def _parted(row: Object) -> str:
    """A field that stands as a group and in parts too, or `""`."""
    groups_in_parts = {start for key in row for start in accumulate(key.split(".")[:-1], "{}.{}".format)}
    return next((key for key in row if key in groups_in_parts), "")


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


def _rows(
    records: Iterable[Record[Object] | Fault],
    name: str,
    about: About,
    wanted: Wanted,
    figures: frozenset[str],
    chosen: Chosen,
) -> Iterator[RowBatch]:
    for rows, faults in batched(records, chosen):
        bad_cells: BadCells = {}
        cells: dict[str, list[Any]] = {}
        for row, (_, _, given) in enumerate(rows):
            for column, value in _flat(given, groups(about), wanted or given):
                fits, cell = _cell(value, column, about, figures)
                if not fits:
                    bad_cells.setdefault((column.partition(".")[0], cell), {})[row] = ""
                elif cell is not None:
                    if column not in cells:
                        cells[column] = [None] * len(rows)
                    cells[column][row] = cell
        columns = {column: array(values, sort_of(about, column)) for column, values in sorted(cells.items())}
        lines, texts = [row.line for row in rows], [row.text for row in rows]
        del rows, cells  # what was parsed goes before the next batch comes
        yield RowBatch(lines, columns, partial(_node, lines, texts, name, about), bad_cells, faults)


def _flat(row: Object, groups: Sequence[str], wanted: Container[str]) -> Iterator[tuple[str, Any]]:
    """The cells of a row; the parts of a group by the names that their columns have."""
    for key, value in row.items():
        if key in groups and isinstance(value, dict) and value:
            yield from ((f"{key}.{part}", inner) for part, inner in value.items())
        elif key in wanted:
            yield key, value


def _cell(value: Any, column: str, about: About, figures: frozenset[str]) -> tuple[bool, Any]:
    """Whether a value has the sort of its column; then as the column holds it, else the code of what is wrong."""
    if value in LEFT_OUT:
        return True, None
    kind = _kind(column, about)
    if kind is None:
        return False, "unknown-field"
    if kind == "flag":
        return isinstance(value, bool), value if isinstance(value, bool) else "wrong-type"
    if kind == "list" and isinstance(value, list):
        texts = all(isinstance(item, str) and not isinstance(item, Numeral) for item in value)
        return texts, value if texts else "wrong-type"
    if kind == "literal" and isinstance(value, bool):
        return True, "true" if value else "false"
    if isinstance(value, str) and (kind == "literal" or not isinstance(value, Numeral)):
        if kind == "list":
            return (True, [value]) if fits(about, column, value) else (False, "wrong-type")
        return True, numeral(value) if isinstance(value, Numeral) and column in figures else str(value)
    return False, "wrong-type"


@lru_cache(1024)
def _kind(column: str, about: About) -> Sort | None:
    """The sort of a column; nothing where there is no such field."""
    group, point, _ = column.partition(".")
    known = (point and group in groups(about)) or column in sorts(about) or about == "foreign"
    return sort_of(about, column) if known else None


def _node(lines: Sequence[int], texts: Sequence[str], name: str, about: About, row: int) -> Fields:
    """The tree of a row with the places of its values; what is left out by null or by empty text is not in it."""
    tokens = TOKEN.finditer(texts[row])
    line = lines[row]
    root = built(tokens, next(tokens), lambda at: Mark(name, line, at + 1))
    entries = root.entries if isinstance(root, Fields) else ()
    return fields(((entry.key, entry.mark, entry.value) for entry in entries), Mark(name, lines[row]), about)


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
