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
from checker.readers.structure import check
from checker.readers.tables.columns import Columns, checked, empty, opened
from checker.readers.tables.head import faults_of
from checker.readers.tables.reader import Odd, Rows
from checker.readers.tables.shape import About, about, cell, fields, sort_of, texts, written
from checker.readers.tables.tally import Tally, ended
from checker.readers.yaml import FieldPath, Fields, Node, field_name, locate, parse, plain, sound

if TYPE_CHECKING:
    import pyarrow as pa

JOINT = "-"
"""Between the parts of an identifier; it also stands for what an identifier cannot hold."""
NO_NAME = re.compile(NAME_PATTERN.replace("[^", "[", 1).removeprefix("^").removesuffix("$"))


@dataclass(frozen=True, slots=True)
class Map:
    """How the columns of a foreign table become fields: `columns` by field, `places` of what the map says."""

    about: About
    entry: MapFile
    columns: Mapping[str, tuple[str, ...]]
    root: Node

    @property
    def wanted(self) -> frozenset[str]:
        return frozenset((*(one for many in self.columns.values() for one in many), *self.entry.skip))

    def mark(self, *path: str) -> Mark:
        return locate(self.root, path)


def read_map(path: Path, name: str) -> tuple[Map | None, tuple[Fault, ...]]:
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
    columns = {to: (one,) if isinstance(one, str) else tuple(one) for to, one in entry.columns.items()}
    found = Map(about((*columns, *entry.constants)), entry, columns, tree.root)
    faults = tuple(_slips(found))
    return (None, faults) if faults else (found, ())


def _slips(found: Map) -> Iterator[Fault]:
    """What a schema cannot say: fields are those of a row, each given once, and only the id has several columns."""
    entry = found.entry
    given = {**dict.fromkeys(entry.columns, "columns"), **dict.fromkeys(entry.constants, "constants")}
    marks = [locate(found.root, (group, to), key=True) for to, group in given.items()]
    for fault in faults_of(tuple(given), marks, found.root.mark, found.about):
        yield replace(fault, field=f"{given[fault.field]}.{fault.field}" if fault.field in given else fault.field)
    for to, many in found.columns.items():
        path: FieldPath = ("columns", to)
        if to in entry.constants:
            message = f"{shown(to)} stands under columns and under constants; keep one of the two"
            yield Fault(locate(found.root, path, key=True), "wrong-fields", field_name(path), message)
        if not many or (len(many) > 1 and to != "id"):
            message = f"found {len(many)} columns for {shown(to)}, expected one; only the id is made of several"
            yield Fault(found.mark(*map(str, path)), "wrong-fields", field_name(path), message)
    for to in entry.words:
        if to not in entry.columns:
            step = suggestion(to, aliases(dict.fromkeys(entry.columns, ())), "name a field that stands under columns")
            message = f"there is no field {shown(to)} under columns to translate; {step}"
            yield Fault(locate(found.root, ("words", to), key=True), "unknown-field", f"words.{to}", message)


def sources(found: Map, home: Path) -> tuple[tuple[tuple[str, Path], ...], tuple[Fault, ...]]:
    """The foreign tables that a map names, below a folder; their names begin with that folder's."""
    asked, mark = found.entry.source, found.mark("from")
    pattern = PurePosixPath(asked)
    if pattern.is_absolute() or ".." in pattern.parts or "\\" in asked:
        message = f"found {shown(asked)}, expected a path below the folder, without ..; give another folder with --from"
        return (), (Fault(mark, "path-outside", "from", message),)
    try:
        paths = sorted(path for path in home.glob(asked) if path.is_file())
    except (OSError, ValueError, NotImplementedError):  # `glob` refuses some patterns so
        paths = []
    refused = [path for path in paths if not inside(path, home.resolve())]
    if refused or not paths:
        what = "leads out of the folder by a link" if refused else "names no file"
        message = (
            f"{shown(asked)} {what}; expected tables below {shown(home.name or '.')}; correct the path, or give --from"
        )
        return (), (Fault(mark, "path-outside" if refused else "unreadable-file", "from", message),)
    return tuple((path.relative_to(home).as_posix(), path) for path in paths), ()


def imported(found: Map, name: str, path: Path) -> Iterator[Columns]:
    """The rows that a map makes of a foreign table, some at a time, and what is wrong with the others."""
    form = found.entry.format
    kind = "" if form == "auto" else f".{form}"
    if not kind and not is_table(name):
        message = (
            "the end of the name tells no form of table; expected .csv, .jsonl or .parquet; give format in the map"
        )
        yield replace(empty(name, found.about), faults=(Fault(Mark(name), "bad-table", "", message),))
        return
    table = opened(path, kind or name, name, found.wanted, found.entry.separator)
    if table.faults:
        yield replace(empty(name, found.about), faults=table.faults)
        return
    tally = Tally()
    for rows in table.rows(None):
        yield checked(_made(rows, found, name), found.about, name, tally)
    faults, lost = ended(tally)
    yield replace(empty(name, found.about), faults=faults, lost=lost)


def _made(rows: Rows, found: Map, name: str) -> Rows:
    """Rows as the map makes them of foreign ones."""
    foreign = {column: texts(array) for column, array in rows.columns.items()}
    number = len(rows.numbers)
    kept = [row for row in range(number) if not _skipped(found, foreign, row)]
    columns: dict[str, pa.Array] = {}
    back = {row: place for place, row in enumerate(kept)}
    odd: Odd = {(_field(found, key[0]), key[1]): some for key, bad in rows.odd.items() if (some := _kept(bad, back))}
    nothing: Sequence[str | None] = [None] * number
    for to, many in found.columns.items():
        given = [foreign.get(one, nothing) for one in many]
        cells = [_identifier([cells[row] for cells in given]) if to == "id" else given[0][row] for row in kept]
        if to in found.entry.words:
            cells, strange = _translated(cells, found.entry.words[to])
            odd |= {(to.partition(".")[0], "wrong-word"): strange} if strange else {}
        columns[to], wrong = written(cells, sort_of(found.about, to))
        odd |= {(to, "wrong-type"): wrong} if wrong else {}
    for to, text in found.entry.constants.items():
        columns[to], wrong = written([text] * len(kept), sort_of(found.about, to))
        odd |= {(to, "wrong-type"): wrong} if wrong else {}
    numbers = tuple(rows.numbers[row] for row in kept)
    return Rows(numbers, columns, partial(_node, rows, found, columns, kept, name), odd, rows.faults)


def _field(found: Map, column: str) -> str:
    """The field that a foreign column becomes."""
    return next((to for to, many in found.columns.items() if column in many), column).partition(".")[0]


def _kept(bad: Mapping[int, str], back: Mapping[int, int]) -> dict[int, str]:
    message = "found a list or an object, expected text or a number; map another column, or skip the row"
    return {back[row]: words or message for row, words in bad.items() if row in back}


def _skipped(found: Map, foreign: Mapping[str, Sequence[str | None]], row: int) -> bool:
    return any((foreign[one][row] or "" if one in foreign else "") in words for one, words in found.entry.skip.items())


def _identifier(parts: Sequence[str | None]) -> str | None:
    """The parts joined; what an identifier cannot hold becomes what joins them. Nothing where a part is missing."""
    if not all(parts):
        return None
    return JOINT.join(NO_NAME.sub(JOINT, part or "") for part in parts)[: NAME_LENGTH + 1]


def _translated(cells: Sequence[str | None], words: Mapping[str, str]) -> tuple[list[str | None], dict[int, str]]:
    """The cells in our words, and those for which the map has none."""
    strange: dict[int, str] = {}
    told: dict[str, str] = {}
    known = aliases(dict.fromkeys(words, ()))
    found: list[str | None] = []
    for row, text in enumerate(cells):
        found.append(words.get(text) if text is not None else words.get(""))
        if text is not None and text not in words:
            if text not in told:
                step = suggestion(text, known, "add it to words, or to skip")
                told[text] = f'the map has no word for "{shown(text)}"; {step}'
            strange[row] = told[text]
    return found, strange


def _node(rows: Rows, found: Map, columns: Mapping[str, pa.Array], kept: Sequence[int], name: str, row: int) -> Fields:
    """The tree of a row that was made: each field stands where the foreign table has its cell."""
    foreign = rows.node(kept[row])
    mark = Mark(name, rows.numbers[kept[row]])
    marks = {entry.key: entry.value.mark for entry in foreign.entries}
    made = []
    for to, array in columns.items():
        value = array[row].as_py()
        if value is not None:
            at = next((marks[one] for one in found.columns.get(to, ()) if one in marks), mark)
            text = (
                ";".join(value) if isinstance(value, list) else str(value).lower() if value in (True, False) else value
            )
            made.append((to, at, cell(text, sort_of(found.about, to), at)))
    return fields(made, mark, found.about)
