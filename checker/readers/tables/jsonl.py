"""A JSONL file becomes rows: one JSON object on each line, its numbers kept as they are written.

Why no column reader: those read 1.10 as 1.1, and keep one of two equal keys.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from checker.model.fault import Fault, Mark
from checker.readers.files.text import Numeral
from checker.readers.json import LEFT_OUT, TOKEN, Object, built, value_of
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
from checker.readers.yaml import Fields


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


def _parted(row: Object) -> str:
    """A field that stands as a group and in parts too, or `""`."""
    groups_in_parts = {start for key in row for start in accumulate(key.split(".")[:-1], "{}.{}".format)}
    return next((key for key in row if key in groups_in_parts), "")


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
