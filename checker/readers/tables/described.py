"""What a description of data says of a table: Frictionless (`datapackage.json`) and Croissant.

It tells where the table lies, what its columns hold and are called, which cells are missing, and which columns tell the
rows apart: with that a map is proposed. A table is read below the folder of its description only, and never fetched.

Source: Data Package and Table Schema (Frictionless, v1 and v2); Croissant Format Specification 1.0 (MLCommons).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from checker.model.fault import Fault
from checker.readers.encoding import decode
from checker.readers.folder import inside, read
from checker.readers.json import tree_of
from checker.readers.names import shown
from checker.readers.yaml import Fields, Items, Node, Scalar, entry_of

LARGEST = 4 * 2**20
"""Bytes, as of any JSON that is read as a tree."""
WHAT = "a description of a table"
NAMES = ("datapackage.json", "croissant.json")
"""How a file is called, or ends behind a dot, that describes tables; Frictionless asks for the first."""

Held = Literal["", "number", "time", "words"]
TYPES: Mapping[Held, tuple[str, ...]] = {
    "number": ("integer", "number", "Integer", "Float", "Number"),
    "time": ("date", "datetime", "year", "yearmonth", "Date", "DateTime"),
    "words": ("string", "boolean", "Text", "Boolean", "URL"),
}
HELD: Mapping[str, Held] = {name: held for held, names in TYPES.items() for name in names}
"""What a column of a type holds, in either standard; of any other the cells tell."""


class DescribedColumn(NamedTuple):
    """`unit` is what the description says in a field of that name: neither standard has one."""

    title: str = ""
    held: Held = ""
    unit: str = ""


class Description(NamedTuple):
    """A table as described. `name` is its path from the folder of the description; `key` are the columns that tell its
    rows apart.
    """

    path: Path
    name: str
    columns: Mapping[str, DescribedColumn]
    separator: str = ""
    missing: tuple[str, ...] = ()
    key: tuple[str, ...] = ()


class _Resource(NamedTuple):
    name: str
    file: Scalar
    description: Description


def is_description(path: Path) -> bool:
    name = path.name.lower()
    return any(name == known or name.endswith(f".{known}") for known in NAMES)


def description_of(path: Path, part: str = "") -> Description | Fault:
    """What a file says of the table that is called `part`; of the only one where none is named."""
    raw = read(path, path.name, LARGEST)
    text = decode(raw, path.name) if isinstance(raw, bytes) else raw
    root = text if isinstance(text, Fault) else tree_of(text, path.name, what=WHAT)
    if isinstance(root, Fault):
        return root
    there = list(_frictionless(root)) or list(_croissant(root))
    if not there:
        message = (
            "found no table with a path; expected resources (Frictionless), or recordSet with fileObject (Croissant)"
        )
        return Fault(root.mark, "bad-table", "", message)
    chosen = [one for one in there if part in ("", one.name)]
    if len(chosen) != 1:
        names = ", ".join(shown(one.name) for one in there[:10])
        found = f"there is no table {shown(part)}" if part else f"it describes {len(there)} tables"
        return Fault(root.mark, "bad-table", "", f"{found}; name one of {names} with --sheet")
    return _located(path, chosen[0])


def _located(path: Path, one: _Resource) -> Description | Fault:
    """Below the folder of the description, and nowhere else."""
    said = one.file.text
    place = PurePosixPath(said)
    target = path.parent / place
    if "://" in said or place.is_absolute() or ".." in place.parts or "\\" in said:
        message = f"found {shown(said)}, expected a path below the folder of this file, without ..; nothing is fetched"
        return Fault(one.file.mark, "path-outside", "path", message)
    try:
        if target.is_file() and not inside(target, path.parent.resolve()):
            message = f"{shown(said)} leads out of the folder by a link; expected a file below it"
            return Fault(one.file.mark, "path-outside", "path", message)
        there = target.is_file()
    except (OSError, ValueError):
        there = False
    if not there:
        message = f"{shown(said)} names no file below the folder of this one; put the table there"
        return Fault(one.file.mark, "unreadable-file", "path", message)
    return one.description._replace(path=target, name=place.as_posix())


def _frictionless(root: Node) -> Iterator[_Resource]:
    for resource in _items(root, "resources"):
        file = _value(resource, "path")
        if isinstance(file, Items):
            file = next(iter(file.nodes), None)
        if not isinstance(file, Scalar):
            continue
        schema = _value(resource, "schema")
        columns = {
            _text(field, "name"): DescribedColumn(
                _text(field, "title"), HELD.get(_text(field, "type"), ""), _text(field, "unit")
            )
            for field in _items(schema, "fields")
        }
        missing = tuple(_text(one, "value") or _own(one) for one in _items(schema, "missingValues"))
        key = tuple(map(_own, _items(schema, "primaryKey")))
        separator = _text(_value(resource, "dialect"), "delimiter")
        description = Description(Path(), "", columns, separator, missing, key)
        yield _Resource(_text(resource, "name") or file.text, file, description)


def _croissant(root: Node) -> Iterator[_Resource]:
    """A set of records whose fields are columns of one file."""
    files = {_text(one, "@id") or _text(one, "name"): _value(one, "contentUrl") for one in _items(root, "distribution")}
    for records in _items(root, "recordSet"):
        columns: dict[str, DescribedColumn] = {}
        ids: dict[str, str] = {}
        sources: set[str] = set()
        for field in _items(records, "field"):
            source = _value(field, "source")
            column = _text(_value(source, "extract"), "column")
            if column:
                sources.add(_reference(_value(source, "fileObject")))
                types = [_own(one).rpartition(":")[2].rpartition("/")[2] for one in _items(field, "dataType")]
                held: Held = next((HELD[one] for one in types if one in HELD), "")
                columns[column] = DescribedColumn(_text(field, "name"), held, _text(field, "unit"))
                ids[_text(field, "@id")] = column
        file = files.get(next(iter(sources))) if len(sources) == 1 else None
        if isinstance(file, Scalar):
            key = tuple(filter(None, (ids.get(_reference(one), "") for one in _items(records, "key"))))
            name = _text(records, "name") or _text(records, "@id")
            yield _Resource(name, file, Description(Path(), "", columns, "", (), key))


def _value(node: Node | None, name: str) -> Node | None:
    entry = entry_of(node, name) if isinstance(node, Fields) else None
    return entry.value if entry else None


def _items(node: Node | None, name: str) -> tuple[Node, ...]:
    """The values of a list; one value stands for a list of it."""
    value = _value(node, name)
    return value.nodes if isinstance(value, Items) else (value,) if value is not None else ()


def _own(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _text(node: Node | None, name: str) -> str:
    return _own(_value(node, name))


def _reference(node: Node | None) -> str:
    return _own(node) or _text(node, "@id")
