"""A foreign table becomes a table of claims, or of documents, by a map that is checked in beside it.

Why a map and no program: it is read and never run, and whoever reviews the claims can see where they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from checker.model.fault import Fault, Mark
from checker.readers.encoding import decode
from checker.readers.files.map import MapFile
from checker.readers.files.text import NAME_LENGTH, NAME_PATTERN
from checker.readers.folder import inside, is_table, read
from checker.readers.names import aliases, shown, suggestion
from checker.readers.numerals import as_people_write
from checker.readers.structure import check
from checker.readers.tables.columns import SPREADSHEET, Columns, checked, no_rows, open_table
from checker.readers.tables.head import faults_of
from checker.readers.tables.reader import BadCells, RowBatch
from checker.readers.tables.shape import FIGURES, About, about, cell, fields, sort_of, texts, written
from checker.readers.tally import FaultTally, remainder
from checker.readers.yaml import FieldPath, Fields, Node, field_name, locate, parse, plain, sound

if TYPE_CHECKING:
    import pyarrow as pa

JOINT = "-"
"""Between the parts of an identifier; it also stands for what an identifier cannot hold."""
NO_NAME = re.compile(NAME_PATTERN.replace("[^", "[", 1).removeprefix("^").removesuffix("$"))


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How the columns of a foreign table become fields: `columns` by field, `places` of what the map says."""

    about: About
    entry: MapFile
    columns: Mapping[str, tuple[str, ...]]
    root: Node

    @property
    def wanted(self) -> frozenset[str]:
        return frozenset((*(column for many in self.columns.values() for column in many), *self.entry.skip))

    @property
    def figures(self) -> frozenset[str]:
        """The columns that become figures of claims."""
        of_claims = FIGURES if self.about == "claims" else ()
        return frozenset(column for to in of_claims for column in self.columns.get(to, ()))

    def mark(self, *path: str) -> Mark:
        return locate(self.root, path)


def read_map(path: Path, name: str) -> tuple[ColumnMap | None, tuple[Fault, ...]]:
    """The map in a file, or what is wrong with it."""
    raw = read(path, name)
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    if isinstance(text, Fault):
        return None, (text,)
    tree = parse(text, name)
    if tree.root is None or not sound(tree.root):
        message = "the file is empty; expected a map with the fields from and columns; fill it"
        return None, tree.faults or (Fault(Mark(name), "empty-file", "", message),)
    entry, faults = check(MapFile, plain(tree.root), tree.root)
    if entry is None:
        return None, faults
    columns = {to: (column,) if isinstance(column, str) else tuple(column) for to, column in entry.columns.items()}
    column_map = ColumnMap(about((*columns, *entry.constants)), entry, columns, tree.root)
    faults = tuple(_slips(column_map))
    return (None, faults) if faults else (column_map, ())


def _slips(mapping: ColumnMap) -> Iterator[Fault]:
    """What a schema cannot say: fields are those of a row, each given once, and only the id has several columns."""
    entry = mapping.entry
    given = {**dict.fromkeys(entry.columns, "columns"), **dict.fromkeys(entry.constants, "constants")}
    marks = [locate(mapping.root, (group, to), key=True) for to, group in given.items()]
    for fault in faults_of(tuple(given), marks, mapping.root.mark, mapping.about):
        yield replace(fault, field=f"{given[fault.field]}.{fault.field}" if fault.field in given else fault.field)
    for to, many in mapping.columns.items():
        path: FieldPath = ("columns", to)
        if to in entry.constants:
            message = f"{shown(to)} stands under columns and under constants; keep one of the two"
            yield Fault(locate(mapping.root, path, key=True), "wrong-fields", field_name(path), message)
        if not many or (len(many) > 1 and to != "id"):
            message = f"found {len(many)} columns for {shown(to)}, expected one; only the id is made of several"
            yield Fault(mapping.mark(*map(str, path)), "wrong-fields", field_name(path), message)
    for to in entry.words:
        if to not in entry.columns:
            step = suggestion(to, aliases(dict.fromkeys(entry.columns, ())), "name a field that stands under columns")
            message = f"there is no field {shown(to)} under columns to translate; {step}"
            yield Fault(locate(mapping.root, ("words", to), key=True), "unknown-field", f"words.{to}", message)


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


def imported(mapping: ColumnMap, name: str, path: Path, sheet: str = "") -> Iterator[Columns]:
    """The rows that a map makes of a foreign table, some at a time, and what is wrong with the others. `sheet`: read
    this one of a workbook, whatever the map says.
    """
    form = mapping.entry.format
    kind = "" if form == "auto" else f".{form}"
    if not kind and not is_table(name) and not name.lower().endswith(SPREADSHEET):
        known = ".csv, .jsonl, .parquet or .xlsx"
        message = f"the end of the name tells no form of table; expected {known}; give format in the map"
        yield replace(no_rows(name, mapping.about), faults=(Fault(Mark(name), "bad-table", "", message),))
        return
    entry = mapping.entry
    sheet = sheet or entry.sheet
    table = open_table(path, kind or name, name, mapping.wanted, entry.separator, mapping.figures, sheet)
    if table.faults:
        yield replace(no_rows(name, mapping.about), faults=table.faults)
        return
    tally = FaultTally()
    for rows in table.rows(None):
        yield checked(_mapped(rows, mapping), mapping.about, name, tally)
    faults, lost = remainder(tally)
    yield replace(no_rows(name, mapping.about), faults=faults, lost=lost)


def _mapped(rows: RowBatch, mapping: ColumnMap) -> RowBatch:
    """Rows as the map makes them of foreign ones."""
    figures: dict[str, Sequence[str | None]] = {column: texts(array) for column, array in rows.columns.items()}
    foreign = figures | {column: _plain_texts(figures[column]) for column in mapping.figures & figures.keys()}
    count = len(rows.lines)
    kept_rows = [row for row in range(count) if not _skipped(mapping, foreign, row)]
    columns: dict[str, pa.Array] = {}
    new_index = {row: index for index, row in enumerate(kept_rows)}
    bad_cells: BadCells = {
        (_field(mapping, key[0]), key[1]): some
        for key, bad in rows.bad_cells.items()
        if (some := _remaining(bad, new_index))
    }
    nothing: Sequence[str | None] = [None] * count
    for to, many in mapping.columns.items():
        cells_of = figures if to in FIGURES and to not in mapping.entry.words else foreign
        given = [cells_of.get(source, nothing) for source in many]
        cells = [_identifier([cells[row] for cells in given]) if to == "id" else given[0][row] for row in kept_rows]
        if to in mapping.entry.words:
            cells, unmatched = _translated(cells, mapping.entry.words[to])
            bad_cells |= {(to.partition(".")[0], "wrong-word"): unmatched} if unmatched else {}
        columns[to], wrong = written(cells, sort_of(mapping.about, to))
        bad_cells |= {(to, "wrong-type"): wrong} if wrong else {}
    for to, text in mapping.entry.constants.items():
        columns[to], wrong = written([text] * len(kept_rows), sort_of(mapping.about, to))
        bad_cells |= {(to, "wrong-type"): wrong} if wrong else {}
    lines = tuple(rows.lines[row] for row in kept_rows)
    return RowBatch(lines, columns, partial(_node, rows, mapping, columns, kept_rows), bad_cells, rows.faults)


def _plain_texts(cells: Sequence[str | None]) -> list[str | None]:
    """Figures as any other field holds them."""
    return [text if text is None else as_people_write(text) for text in cells]


def _field(mapping: ColumnMap, column: str) -> str:
    """The field that a foreign column becomes."""
    return next((to for to, many in mapping.columns.items() if column in many), column).partition(".")[0]


def _remaining(bad: Mapping[int, str], new_index: Mapping[int, int]) -> dict[int, str]:
    message = "found a list or an object, expected text or a number; map another column, or skip the row"
    return {new_index[row]: words or message for row, words in bad.items() if row in new_index}


def _skipped(mapping: ColumnMap, foreign: Mapping[str, Sequence[str | None]], row: int) -> bool:
    return any(
        (foreign[column][row] or "" if column in foreign else "") in words
        for column, words in mapping.entry.skip.items()
    )


def _identifier(parts: Sequence[str | None]) -> str | None:
    """The parts joined; what an identifier cannot hold becomes what joins them. Nothing where a part is missing."""
    if not all(parts):
        return None
    return JOINT.join(NO_NAME.sub(JOINT, part or "") for part in parts)[: NAME_LENGTH + 1]


def _translated(cells: Sequence[str | None], words: Mapping[str, str]) -> tuple[list[str | None], dict[int, str]]:
    """The cells in our words, and those for which the map has none."""
    unmatched: dict[int, str] = {}
    messages: dict[str, str] = {}
    known = aliases(dict.fromkeys(words, ()))
    translated: list[str | None] = []
    for row, text in enumerate(cells):
        translated.append(words.get(text) if text is not None else words.get(""))
        if text is not None and text not in words:
            if text not in messages:
                step = suggestion(text, known, "add it to words, or to skip")
                messages[text] = f'the map has no word for "{shown(text)}"; {step}'
            unmatched[row] = messages[text]
    return translated, unmatched


def _node(
    rows: RowBatch, mapping: ColumnMap, columns: Mapping[str, pa.Array], kept_rows: Sequence[int], row: int
) -> Fields:
    """The tree of a row that was made: each field stands where the foreign table has its cell."""
    foreign = rows.node(kept_rows[row])
    mark = foreign.mark
    marks = {entry.key: entry.value.mark for entry in foreign.entries}
    cells = []
    for to, array in columns.items():
        value = array[row].as_py()
        if value is not None:
            at = next((marks[source] for source in mapping.columns.get(to, ()) if source in marks), mark)
            text = (
                ";".join(value) if isinstance(value, list) else str(value).lower() if value in (True, False) else value
            )
            cells.append((to, at, cell(text, sort_of(mapping.about, to), at)))
    return fields(cells, mark, mapping.about)
