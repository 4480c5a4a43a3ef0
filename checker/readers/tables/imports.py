"""A foreign table becomes a table of claims, or of documents, by a map that is checked in beside it.

Why a map and no program: it is read and never run, and whoever reviews the claims can see where they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from checker.model.fault import Fault, Mark
from checker.readers.encoding import decode
from checker.readers.files.map import FixedText, MapFile
from checker.readers.folder import inside, read
from checker.readers.names import aliases, shown, suggestion
from checker.readers.structure import check
from checker.readers.tables.columns import Columns, checked, no_rows
from checker.readers.tables.foreign import KNOWN_FORMS, TREES, Foreign, form_of, open_foreign
from checker.readers.tables.head import faults_of
from checker.readers.tables.lookup import Lookup, UnknownWords
from checker.readers.tables.mapping import ENDS, EXACT, IDENTIFIERS, ColumnMap, mapped
from checker.readers.tables.shape import about
from checker.readers.tally import FaultTally, remainder
from checker.readers.yaml import FieldPath, field_name, locate, parse, plain, sound


def read_map(path: Path, name: str) -> tuple[ColumnMap | None, tuple[Fault, ...]]:
    """The map in a file, or what is wrong with it."""
    raw = read(path, name)
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    return (None, (text,)) if isinstance(text, Fault) else parsed_map(text, name)


def parsed_map(text: str, name: str) -> tuple[ColumnMap | None, tuple[Fault, ...]]:
    """The map that a text is, or what is wrong with it."""
    tree = parse(text, name)
    if tree.root is None or not sound(tree.root):
        message = "the file is empty; expected a map with the fields from and columns; fill it"
        return None, tree.faults or (Fault(Mark(name), "empty-file", "", message),)
    entry, faults = check(MapFile, plain(tree.root), tree.root)
    if entry is None:
        return None, faults
    columns = {to: (column,) if isinstance(column, str) else tuple(column) for to, column in entry.columns.items()}
    given = [to for fields in _unpivoted(entry).values() for to in fields]
    column_map = ColumnMap(about((*columns, *entry.constants, *given)), entry, columns, tree.root)
    faults = tuple(_slips(column_map))
    return (None, faults) if faults else (column_map, ())


def _unpivoted(entry: MapFile) -> Mapping[str, Mapping[str, str]]:
    return entry.unpivot.columns if isinstance(entry.unpivot.columns, dict) else {}


def _slips(mapping: ColumnMap) -> Iterator[Fault]:
    """What a schema cannot say: fields are those of a row, each given once, and only identifiers have several parts."""
    entry = mapping.entry
    given: dict[str, FieldPath] = {}
    for column, own in mapping.by_column.items():
        given |= {to: ("unpivot", "columns", column, to) for to in own if to != EXACT}
    given |= {to: ("constants", to) for to in entry.constants}
    given |= {to: ("columns", to) for to in entry.columns}
    marks = [locate(mapping.root, path, key=True) for path in given.values()]
    for fault in faults_of(tuple(given), marks, mapping.root.mark, mapping.about):
        yield replace(fault, field=field_name(given[fault.field]) if fault.field in given else fault.field)
    for to, many in mapping.columns.items():
        path: FieldPath = ("columns", to)
        others = ["unpivot"] if any(to in own for own in mapping.by_column.values()) else []
        for other in ["constants"] * (to in entry.constants) + others:
            message = f"{shown(to)} stands under columns and under {other}; keep one of the two"
            yield Fault(locate(mapping.root, path, key=True), "wrong-fields", field_name(path), message)
        if to not in IDENTIFIERS and (len(many) != 1 or isinstance(many[0], FixedText)):
            parts = f"{len(many)} parts" if len(many) != 1 else "a fixed text"
            message = f"found {parts} for {shown(to)}, expected one column; only id and document are made of several"
            yield Fault(mapping.mark(*map(str, path)), "wrong-fields", field_name(path), message)
        elif not any(isinstance(part, str) for part in many):
            message = f"found no column for {shown(to)}, expected one; what is the same in all rows stands in constants"
            yield Fault(mapping.mark(*map(str, path)), "wrong-fields", field_name(path), message)
    for to in entry.words:
        if to not in given:
            step = suggestion(to, aliases(dict.fromkeys(entry.columns, ())), "name a field that stands under columns")
            message = f"there is no field {shown(to)} under columns to translate; {step}"
            yield Fault(locate(mapping.root, ("words", to), key=True), "unknown-field", f"words.{to}", message)
    if mapping.is_exact and not given.keys().isdisjoint(ENDS):
        message = "lo and hi stand beside exact, which makes them of value; keep one of the two"
        yield Fault(mapping.mark(EXACT), "wrong-fields", EXACT, message)
    for column, own in mapping.by_column.items():
        if own.get(EXACT, "true") not in ("true", "false"):
            path = ("unpivot", "columns", column, EXACT)
            message = f"found {shown(own[EXACT])}, expected true or false; correct it"
            yield Fault(locate(mapping.root, path), "wrong-word", field_name(path), message)


def unknown_scopes(mapping: ColumnMap, lookup: Lookup) -> Iterator[Fault]:
    """Scope dimensions of a map that the vocabulary does not have."""
    for to in mapping.fields:
        group, _, dimension = to.partition(".")
        if group == "scope" and not lookup.name("scopes", dimension):
            trouble = lookup.trouble("scopes", dimension)
            group = "columns" if to in mapping.columns else "constants"
            mark = locate(mapping.root, (group, to), key=True)
            yield Fault(mark, trouble.code, f"{group}.{to}", f"{trouble.found}; {trouble.step}", meant=trouble.meant)


def sources(mapping: ColumnMap, folder: Path) -> tuple[tuple[tuple[str, Path], ...], tuple[Fault, ...]]:
    """The foreign tables that a map names, below a folder; their names begin with that folder's."""
    source, mark = mapping.entry.source, mapping.mark("from")
    pattern = PurePosixPath(source)
    if pattern.is_absolute() or ".." in pattern.parts or "\\" in source:
        message = (
            f"found {shown(source)}, expected a path below the folder, without ..; give another folder with --from"
        )
        return (), (Fault(mark, "path-outside", "from", message),)
    try:
        paths = sorted(path for path in folder.glob(source) if path.is_file())
    except (OSError, ValueError, NotImplementedError):  # `glob` refuses some patterns so
        paths = []
    refused = [path for path in paths if not inside(path, folder.resolve())]
    if refused or not paths:
        what = "leads out of the folder by a link" if refused else "names no file"
        below = shown(folder.name or ".")
        message = f"{shown(source)} {what}; expected tables below {below}; correct the path, or give --from"
        return (), (Fault(mark, "path-outside" if refused else "unreadable-file", "from", message),)
    return tuple((path.relative_to(folder).as_posix(), path) for path in paths), ()


def imported(
    mapping: ColumnMap, name: str, path: Path, lookup: Lookup | None, unknown: UnknownWords, sheet: str = ""
) -> Iterator[Columns]:
    """The rows that a map makes of a foreign table, some at a time, and what is wrong with the others. `sheet`: read
    this one of a workbook, whatever the map says.
    """
    entry = mapping.entry
    form = form_of(name) if entry.format == "auto" else entry.format
    if not form:
        message = f"the end of the name tells no form of table; expected {KNOWN_FORMS}; give format in the map"
        yield replace(no_rows(name, mapping.about), faults=(Fault(Mark(name), "bad-table", "", message),))
        return
    part = {"xlsx": sheet or entry.sheet, **dict.fromkeys(TREES, entry.rows)}.get(form, entry.table)
    table = open_foreign(path, name, Foreign(form, mapping.wanted, mapping.figures, entry.separator, part))
    if table.faults:
        yield replace(no_rows(name, mapping.about), faults=table.faults)
        return
    tally = FaultTally()
    for rows in table.rows(None):
        yield checked(mapped(rows, mapping, lookup, unknown), mapping.about, name, tally)
    faults, lost = remainder(tally)
    yield replace(no_rows(name, mapping.about), faults=faults, lost=lost)
