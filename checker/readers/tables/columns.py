"""Columns of claims, each value sound by itself and each row sound as a whole; bad rows are faults.

Why by columns: a million rows hold a few thousand different values, and each is looked at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from checker.model.corpus import Lost
from checker.model.fault import Fault, Mark
from checker.model.fields import IN_TABLES
from checker.readers.claims import WORD_LIMIT, long_quote
from checker.readers.names import trouble
from checker.readers.structure import check
from checker.readers.tables.plain import plain as surely
from checker.readers.tables.reader import RowBatch, TableReader
from checker.readers.tables.shape import MODELS, About, compute, fits, lists, misfit_of
from checker.readers.tally import FaultTally, remainder, reported, reported_lost
from checker.readers.yaml import Fields, locate, plain

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

ALWAYS_CHECKED = (
    "text.sha256",
    "language",
    *(field.name for field in IN_TABLES if field.kind in ("rank", "relation", "relations")),
)
"""Columns each value of which is held against the model."""
LONG = 200
"""Characters beyond which the length of a text is what is wrong with it: the shortest limit that any field has."""
MOST_APART = 21
"""Lists at fault that are told each by itself; what is wrong with the others is taken to be like the last of these."""
SHORT_QUOTE = 2 * WORD_LIMIT
"""Characters in which there is no room for too many words."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Good rows of a table by columns: all fields of a row that were given, sound in form, names not yet looked up.

    `rows` are lines of the file (rows of a Parquet file). Each array has one entry for each row, nothing where the row
    leaves the field out: texts in a dictionary (where one may stand twice), `draws_on` and `readings` lists of such
    texts, `denies`, `lo_open` and `hi_open` truth values. A dimension of scope is a column `scope.place`. `node` gives
    the tree of one row, for the places of its cells. `faults` and `lost` are bounded over the whole table; the last
    batch counts the rest. `memo` holds what was worked out of columns, which nobody changes.
    """

    file: str
    about: About
    rows: pa.Array
    fields: Mapping[str, pa.Array]
    node: Callable[[int], Fields]
    faults: tuple[Fault, ...] = ()
    lost: tuple[Lost, ...] = ()
    memo: dict[str, NDArray[np.int64]] = field(default_factory=dict, compare=False, repr=False)


def take_rows(columns: Columns, rows: Sequence[int]) -> Columns:
    """Some of the rows, with the texts that these hold and no others; nothing is told of faults."""
    import pyarrow as pa

    chosen, indexes = pa.array(rows, pa.int64()), list(rows)
    fields = {}
    for name, cells in columns.fields.items():
        taken = cells.take(chosen)
        fields[name] = taken.dictionary_decode().dictionary_encode() if pa.types.is_dictionary(taken.type) else taken
    node = columns.node
    return Columns(columns.file, columns.about, columns.rows.take(chosen), fields, lambda row: node(indexes[row]))


def open_table(path: Path, name: str) -> TableReader:
    """The table of claims or documents in a file, in the form that the end of its name tells."""
    from checker.readers.tables import csv, jsonl, parquet

    stem = name.lower().removesuffix(".gz")
    form = parquet if stem.endswith(".parquet") else jsonl if stem.endswith(".jsonl") else csv
    return form.reader(path, name, frozenset())


def batches(path: Path, name: str) -> Iterator[Columns]:
    """The good rows of a table, some at a time, with what is wrong with the others; memory does not grow with the file.

    Nothing is read below a head that is at fault; its rows are counted as lost.
    """
    table = open_table(path, name)
    if table.faults:
        yield _headless(table, name)
        return
    tally = FaultTally()
    for rows in table.rows(None):
        yield checked(rows, table.about, name, tally)
    faults, lost = remainder(tally)
    if faults or lost:
        yield replace(no_rows(name, table.about), faults=faults, lost=lost)


def read_lines(path: Path, name: str, lines: Sequence[int]) -> Iterator[Columns]:
    """Only the rows on these lines, which are known to be good; of a Parquet file no more is read than holds them."""
    import numpy as np

    table = open_table(path, name)
    tally = FaultTally()
    for rows in table.rows(np.unique(np.asarray(lines, np.int64)).tolist()):
        if len(rows.lines):
            yield checked(rows, table.about, name, tally)


def no_rows(name: str, about: About) -> Columns:
    import pyarrow as pa

    return Columns(name, about, pa.array([], pa.int64()), {}, lambda _: Fields((), Mark(name), 0, 0))


def _headless(table: TableReader, name: str) -> Columns:
    rows = table.size if table.size is not None else sum(len(r.lines) + len(r.faults) for r in table.rows(None))
    first = table.faults[0]
    lost = (Lost(name, Mark(name), f"{first.mark}: {first.code}", rows),) if rows else ()
    return replace(no_rows(name, table.about), faults=table.faults, lost=lost)


def checked(rows: RowBatch, about: About, name: str, tally: FaultTally) -> Columns:
    """The good rows among some, and the faults of the others."""
    import numpy as np
    import pyarrow as pa

    faults = [fault for unread in rows.faults for fault in reported(tally, [0], lambda _, unread=unread: [unread])]
    because: dict[int, Fault] = {}
    for bad, explain in _bad_rows(rows, about, name):
        faults += reported(tally, bad, explain)
        first = next(iter(explain(bad[0])))
        for row in bad:
            because.setdefault(row, first)
    if about == "claims" and "quote" in rows.columns:
        faults += reported(tally, _long_quotes(rows.columns["quote"]), partial(_too_long, rows))
    lost = [*_unread(rows, name), *_lost(rows, because, about, name)]
    sound = np.ones(len(rows.lines), bool)
    sound[list(because)] = False
    good = np.flatnonzero(sound)
    fields = rows.columns
    if because:
        fields = {column: cells.take(pa.array(good)) for column, cells in fields.items()}
    lines = pa.array(_as_array(rows.lines)[good])
    node = rows.node if not because else lambda row: rows.node(int(good[row]))
    return Columns(name, about, lines, fields, node, tuple(faults), reported_lost(tally, lost))


def _as_array(lines: Sequence[int]) -> NDArray[np.int64]:
    import numpy as np

    if isinstance(lines, range):
        return np.arange(lines.start, lines.stop, lines.step, dtype=np.int64)
    return np.asarray(lines, np.int64)


BadRows = tuple[list[int], Callable[[int], Iterable[Fault]]]
"""Rows with the same faults, and what tells them."""


def _bad_rows(rows: RowBatch, about: About, name: str) -> Iterator[BadRows]:
    """All rows that are at fault: cells that their column cannot hold, cells that do not fit, rows that do not."""
    for (column, code), words_by_row in rows.bad_cells.items():
        yield list(words_by_row), partial(_bad_cell, rows, about, column, code, name)
    for column, array in rows.columns.items():
        for bad in _wrong(column, array, about):
            yield bad, partial(_cell, rows, about, column, name)
    for bad in _misfits(rows, about):
        yield bad, partial(_form, rows, about, name)


def _explained(rows: RowBatch, about: About, row: int) -> tuple[Fault, ...]:
    """All that the model of a row has against one, at the places of its cells, in the words of claim files."""
    node = rows.node(row)
    data = plain(node)
    faults = check(MODELS[about], data, node)[1]
    words = trouble(data["id"]) if isinstance(data.get("id"), str) else ""
    return faults or ((Fault(locate(node, ("id",)), "name-not-normal", "id", words),) if words else ())


def _bad_cell(rows: RowBatch, about: About, field: str, code: str, name: str, row: int) -> Iterable[Fault]:
    words = rows.bad_cells[field, code][row]
    if words:
        return (Fault(locate(rows.node(row), (field,)), code, field, words),)
    return _cell(rows, about, field, name, row)


def _cell(rows: RowBatch, about: About, column: str, name: str, row: int) -> Iterable[Fault]:
    field = column.partition(".")[0]
    faults = tuple(f for f in _explained(rows, about, row) if f.field.split(".")[0].split("[")[0] == field)
    return faults or (_unexplained(rows, name, row, column),)


def _form(rows: RowBatch, about: About, name: str, row: int) -> Iterable[Fault]:
    faults = tuple(f for f in _explained(rows, about, row) if f.code in ("missing-field", "wrong-fields"))
    return faults or (_unexplained(rows, name, row, ""),)


def _unexplained(rows: RowBatch, name: str, row: int, column: str) -> Fault:
    """The model of a row refuses it and its schema has no words for why."""
    message = "this does not have the form that is expected of a row; compare it with the others"
    return Fault(Mark(name, rows.lines[row]), "wrong-form", column, message)


def _wrong(column: str, array: pa.Array, about: About) -> Iterator[list[int]]:
    """The rows whose cell the model refuses, those together that have the same thing wrong."""
    import numpy as np
    import pyarrow as pa

    if pa.types.is_boolean(array.type):
        return
    if pa.types.is_list(array.type):
        cells = lists(array)
        sound = {cell: fits(about, column, list(cell)) for cell in set(cells) if cell is not None}
        bad = [row for row, cell in enumerate(cells) if cell is not None and not sound[cell]]
        yield from ([row] for row in bad[:MOST_APART])
        yield from ([bad[MOST_APART:]] if bad[MOST_APART:] else [])
        return
    classes = _refused(column, array.dictionary, about)
    if not classes:
        return
    codes = array.indices.fill_null(-1).to_numpy()
    for refused in classes.values():
        lookup = np.zeros(len(array.dictionary) + 1, bool)  # one more for what is left out
        lookup[refused] = True
        if rows := np.flatnonzero(lookup[codes]).tolist():
            yield rows


def _refused(column: str, texts: pa.Array, about: About) -> dict[str, list[int]]:
    """The texts that the model refuses, by what sort of thing is wrong with them."""
    import numpy as np

    unsure = range(len(texts)) if column in ALWAYS_CHECKED else np.flatnonzero(~surely(column, texts)).tolist()
    classes: dict[str, list[int]] = {}
    for index in unsure:
        text = texts[index].as_py()
        if text is not None and not fits(about, column, text):
            sort = "empty" if not text.strip() else "name" if trouble(text) else "long" if len(text) > LONG else "form"
            classes.setdefault(sort, []).append(index)
    return classes


def _misfits(rows: RowBatch, about: About) -> Iterator[list[int]]:
    """The rows whose fields do not go together, those together that have the same fields."""
    import numpy as np

    present = np.zeros(len(rows.lines), np.int64)
    names = [column for column in rows.columns if "." not in column]
    for bit, column in enumerate(names):
        present |= rows.columns[column].is_valid().to_numpy(zero_copy_only=False).astype(np.int64) << bit
    explained = sorted({row for words_by_row in rows.bad_cells.values() for row in words_by_row})
    present[explained] = -1  # what they lack is told as what is wrong with the cell
    for form in np.unique(present).tolist():
        given = frozenset(name for bit, name in enumerate(names) if form >> bit & 1)
        if form >= 0 and misfit_of(about, given):
            yield np.flatnonzero(present == form).tolist()


def _long_quotes(quotes: pa.DictionaryArray) -> list[int]:
    """The rows whose quote has too many words or characters; they are kept, because what they say is clear."""
    import numpy as np

    pc = compute()
    texts = quotes.dictionary
    look = pc.indices_nonzero(pc.greater(pc.utf8_length(texts), SHORT_QUOTE)).to_pylist()
    lookup = np.zeros(len(texts) + 1, bool)
    lookup[[index for index in look if long_quote(texts[index].as_py())]] = True
    return np.flatnonzero(lookup[quotes.indices.fill_null(-1).to_numpy()]).tolist()


def _too_long(rows: RowBatch, row: int) -> Iterable[Fault]:
    node = rows.node(row)
    quote = plain(node)["quote"]
    return (Fault(locate(node, ("quote",)), "long-quote", "quote", long_quote(quote)),)


def _unread(rows: RowBatch, name: str) -> Iterator[Lost]:
    """What could not be read as a row at all."""
    for fault in rows.faults:
        yield Lost(f"{name}:{fault.mark.line}", fault.mark, f"{fault.mark}: {fault.code}")


def _lost(rows: RowBatch, because: Mapping[int, Fault], about: About, name: str) -> Iterator[Lost]:
    ids, documents = rows.columns.get("id"), rows.columns.get("document")
    for row, fault in sorted(because.items()):
        mark = Mark(name, rows.lines[row])
        document = documents[row].as_py() if documents is not None else None
        claim = ids[row].as_py() if ids is not None else None
        ref = (
            f"{document or name}#{claim or f'row {mark.line}'}" if about == "claims" else claim or f"{name}:{mark.line}"
        )
        yield Lost(ref, mark, f"{name}: {fault.code}")
