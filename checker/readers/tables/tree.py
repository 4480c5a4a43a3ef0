"""JSON, TOML and YAML give rows by paths: a limit in a file of settings is a claim of that file.

A path names fields from the row on, `limits.max`, items of lists by their number from 0, `ports[0]`; a field whose name
has other signs stands in double quotation marks, `hosts."a.example".port`. A path that begins with a slash begins at
the top of the file, `/version`. Nothing is resolved: what YAML has beyond data (anchors, tags) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from checker.model.fault import Fault, Mark
from checker.readers import toml
from checker.readers.encoding import decode, split_lines
from checker.readers.files.text import Numeral
from checker.readers.folder import read
from checker.readers.json import tree_of
from checker.readers.names import aliases, shown, suggestion
from checker.readers.numerals import numeral
from checker.readers.tables.grid import GridCell, GridRow, batches, sound_cell
from checker.readers.tables.reader import EVERYTHING, TableReader, Wanted, broken, empty_file
from checker.readers.yaml import Entry, FieldPath, Fields, Items, Node, Scalar, child, parse, typed

LIMITS = {"json": 4 * 2**20, "toml": 2**20, "yaml": 4 * 2**20}
"""Bytes. Source: measured, at most 10 s of one core and 500 MB; larger sets of data are JSONL."""
NAME = "@name"
"""The column with the name of a row, where rows are the parts of a group."""
TOP = "/"
"""The group at the top of a file, as the place of rows; and what a path from there begins with."""
STEP = re.compile(r'(?:^|\.)(?:"([^"]*)"|([^."\[\]]+))|\[([0-9]{1,9})\]')
LISTED = 1000
"""Paths of a row that are known for naming the nearest one."""


def reader(path: Path, name: str, form: str, wanted: Wanted, figures: frozenset[str], rows: str = "") -> TableReader:
    """The rows at a path of a file, each with the values at the wanted paths."""
    raw = read(path, name, LIMITS[form])
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    if isinstance(text, Fault):
        return broken(text)
    root = _root(text, name, form)
    if not isinstance(root, Node):
        return TableReader("foreign", tuple(root), lambda _: iter(()))
    nodes = _rows(root, rows, name)
    if isinstance(nodes, Fault):
        return broken(nodes)
    columns = sorted(wanted)
    if wanted is EVERYTHING:
        columns = list(
            dict.fromkeys(path for row, label in nodes for path in (*([NAME] * bool(label)), *_paths(row, "")))
        )
        wanted = frozenset(columns)
    made = [_row(row, label, root, wanted, figures) for row, label in nodes]
    faults = () if not wanted or not made else tuple(_missing(made, nodes[0][0], root, wanted))
    return TableReader("foreign", faults, lambda _: batches(made, columns))


def _root(text: str, name: str, form: str) -> Node | Iterable[Fault]:
    """The data of a file as a tree that knows its places, or what is wrong with it."""
    match form:
        case "yaml":
            tree = parse(text, name)
            if tree.faults or tree.root is None:
                return tree.faults or (empty_file(name, "fields with values"),)
            return tree.root
        case "toml":
            data = toml.loads(text, name, "lines such as limit = 5", numerals=True)
            if isinstance(data, Fault):
                return (data,)
            places = toml.places(split_lines(text))
            return _tree(data, (), places, Mark(name))
        case _:
            tree = tree_of(text, name)
            return (tree,) if isinstance(tree, Fault) else tree


def _tree(value: Any, path: FieldPath, places: toml.Places, above: Mark) -> Node:
    """Data of TOML with the places of its keys."""
    mark = Mark(above.file, *places[path]) if path in places else above
    match value:
        case dict():
            entries = tuple(Entry(key, mark, _tree(one, (*path, key), places, mark)) for key, one in value.items())
            return Fields(entries, mark, 0, 0)
        case list():
            nodes = tuple(_tree(one, (*path, index), places, mark) for index, one in enumerate(value))
            return Items(nodes, mark, 0, 0)
        case bool():
            return Scalar(str(value).lower(), True, mark, 0, 0)
        case Numeral() | int():
            return Scalar(str(value), True, mark, 0, 0)
        case str():
            return Scalar(value, False, mark, 0, 0)
        case _:  # days and times
            return Scalar(value.isoformat(), False, mark, 0, 0)


def steps(path: str) -> FieldPath | None:
    """The steps of a path; nothing where it is none."""
    found: list[str | int] = []
    at = 0
    while at < len(path):
        match = STEP.match(path, at)
        if match is None:
            return None
        found.append(int(match[3]) if match[3] else match[1] if match[1] is not None else match[2])
        at = match.end()
    return tuple(found)


def _at(row: Node, root: Node, path: str) -> Node | None:
    """What stands at a path; a field of just that name goes first."""
    start, rest = (root, path[1:]) if path.startswith(TOP) else (row, path)
    if (plain := child(start, rest)) is not None:
        return plain
    node: Node | None = start
    for step in steps(rest) or (None,):
        node = child(node, step) if step is not None else None
    return node


def _rows(root: Node, path: str, name: str) -> list[tuple[Node, str]] | Fault:
    """The rows at a path, each with its name, where it has one."""
    node = root if path in ("", TOP) else _at(root, root, path)
    if isinstance(node, Items):
        return [(one, "") for one in node.nodes]
    if isinstance(node, Fields):
        return [(one.value, one.key) for one in node.entries] if path else [(node, "")]
    known = aliases(dict.fromkeys(_paths(root, ""), ()))
    step = suggestion(path, known, "name the path of a list, or of a group whose parts are the rows")
    what = f"there is nothing at {shown(path)}" if node is None else f"at {shown(path) or 'the top'} stands one value"
    return Fault(node.mark if node else Mark(name), "bad-table", "", f"{what}, expected rows; {step}")


def _row(node: Node, label: str, root: Node, wanted: Wanted, figures: frozenset[str]) -> GridRow:
    cells: dict[str, GridCell] = {}
    for column in wanted:
        found = _at(node, root, column)
        if column == NAME:
            cells[column] = sound_cell(label, node.mark)
        elif found is not None and (one := _cell(found, column in figures)):
            cells[column] = one
    return GridRow(node.mark.line, node.mark, cells)


def _cell(node: Node, is_figure: bool) -> GridCell | None:
    if not isinstance(node, Scalar):
        kind = "a list" if isinstance(node, Items) else "a group"
        return GridCell("?", node.mark, f"found {kind}, expected text or a number; name a path that goes on into it")
    value = typed(node)
    if value is None:
        return None
    if isinstance(value, Numeral):
        return GridCell(numeral(value) if is_figure else str(value), node.mark)
    return GridCell(str(value).lower(), node.mark) if isinstance(value, bool) else sound_cell(value, node.mark)


def _missing(rows: Iterable[GridRow], first: Node, root: Node, wanted: Wanted) -> Iterator[Fault]:
    """Paths at which no row has anything."""
    there = {column for row in rows for column in row.cells}
    known = aliases(dict.fromkeys([*_paths(first, ""), *(f"{TOP}{path}" for path in _paths(root, ""))], ()))
    for column in sorted(wanted - there):
        step = suggestion(column, known, "its first row has " + shown(", ".join(known.values())))
        message = f"there is nothing at {shown(column)} in this file; {step}"
        yield Fault(first.mark, "unknown-field", shown(column), message)


def _paths(node: Node, path: str) -> Iterator[str]:
    """The paths of the values below a node, as far as they are told."""
    queue = [(path, node)]
    for number, (above, one) in enumerate(queue):
        if number >= LISTED:
            return
        if isinstance(one, Scalar):
            yield above
            continue
        parts = (
            ((f"{above}[{index}]", inner) for index, inner in enumerate(one.nodes))
            if isinstance(one, Items)
            else ((_joined(above, entry.key), entry.value) for entry in one.entries)
        )
        queue += [part for _, part in zip(range(LISTED - len(queue)), parts, strict=False)]


def _joined(above: str, key: str) -> str:
    part = f'"{key}"' if re.search(r'[."\[\]]', key) else key
    return f"{above}.{part}" if above else part
