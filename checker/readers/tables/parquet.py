"""A Parquet file becomes rows; whole numbers, decimals and days are kept exactly, and no type of others is made.

Why no types of others: a file may name extension types, whose code would run on what the file holds. What the file
says of its own sizes is looked at before anything of that size is read.
Source: Apache Parquet format; CVE-2023-47248.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.model.fault import Fault, Mark
from checker.readers.encoding import UNWANTED, forbidden
from checker.readers.folder import unreadable
from checker.readers.names import shown
from checker.readers.tables.head import faults_of
from checker.readers.tables.plain import printed
from checker.readers.tables.reader import BATCH_ROWS, ROW_LIMIT, BadCells, Chosen, RowBatch, TableReader, Wanted, broken
from checker.readers.tables.shape import (
    FIGURES,
    About,
    Sort,
    about,
    compute,
    expected,
    fields,
    numerals,
    sort_of,
    split,
)
from checker.readers.yaml import Fields, Items, Node, Scalar

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

CHUNK_LIMIT = 2**30
"""Bytes that one column of one row group may unpack to: writers make row groups of 128 MB over all columns."""
FOOTER_LIMIT = 2**26
"""Bytes of one list or text of the file's own description."""

UNWANTED_HERE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}\x{2028}\x{2029}\x{feff}\x{fffe}\x{ffff}]|\r(?:[^\n]|\z)"
"""As `encoding.UNWANTED`, for text that is UTF-8 already and so holds no surrogates."""

SHARED = 8
"""Bytes that a row takes in a column at the most where rows share their texts: the number of one, and little more."""
LONG_SHARED = 2048
"""Bytes of a text that rows may share and that may be held for each of them: in a batch some 130 MB."""

NOT_FINITE = "found what is no finite number; expected a number, or an empty cell where there is no bound"

Broken = (OSError, ValueError, KeyError, IndexError, MemoryError, NotImplementedError)
"""What the library raises on a damaged file, and the system on one that it does not let us read."""


def reader(path: Path, name: str, wanted: Wanted, figures: frozenset[str] = FIGURES) -> TableReader:
    """The table in a Parquet file."""
    mark = Mark(name)
    try:
        file = _file(path)
        file = _file(path, _texts_of(file))
        columns = list(_columns(file.schema_arrow))
    except Broken as error:
        return broken(_damaged(error, mark))
    names = [column for column, _ in columns]
    sort = about(names, wanted)
    faults = (*_sizes(file, mark), *faults_of(names, [mark] * len(names), mark, sort, wanted))
    if not faults:
        read = ((column, kind) for column, kind in columns if not wanted or column in wanted)
        faults = tuple(fault for column, kind in read for fault in _wrong_type(column, kind, sort, mark))
    rows = partial(_batches, path, file, name, sort, wanted, figures)
    return TableReader(sort, faults, rows, max(0, file.metadata.num_rows))


def _file(path: Path, texts: Sequence[str] = ()) -> pq.ParquetFile:
    """The file; columns of text come with each text once, so that one long text in a million rows stays one."""
    import pyarrow.parquet as pq

    return pq.ParquetFile(
        path,
        read_dictionary=list(texts),
        thrift_string_size_limit=FOOTER_LIMIT,
        thrift_container_size_limit=FOOTER_LIMIT,
        arrow_extensions_enabled=False,
        pre_buffer=False,  # of a file at hand it would only hold whole columns in memory
    )


def _texts_of(file: pq.ParquetFile) -> list[str]:
    return [column.path for column in map(file.schema.column, range(len(file.schema))) if _is_text(column)]


def _is_text(column: Any) -> bool:
    return column.physical_type == "BYTE_ARRAY" and column.logical_type.type == "STRING"


def _damaged(error: Exception, mark: Mark) -> Fault:
    if isinstance(error, OSError) and error.errno:
        return unreadable(error, mark.file)
    words = shown(str(error).partition("\n")[0])
    message = f"this is no sound Parquet file ({words}); write it anew, or save the table as CSV"
    return Fault(mark, "bad-table", "", message)


def _columns(schema: pa.Schema) -> Iterator[tuple[str, pa.DataType]]:
    """The columns with their types; each part of a group is one."""
    import pyarrow as pa

    for column in schema:
        if pa.types.is_struct(column.type) and column.type.num_fields:
            yield from ((f"{column.name}.{inner.name}", inner.type) for inner in column.type)
        else:
            yield column.name, column.type


def _sizes(file: pq.ParquetFile, mark: Mark) -> Iterator[Fault]:
    """Columns that say that they unpack to more than can be held."""
    for group in range(file.metadata.num_row_groups):
        row_group = file.metadata.row_group(group)
        for index in range(row_group.num_columns):
            chunk = row_group.column(index)
            if chunk.total_uncompressed_size > CHUNK_LIMIT:
                message = (
                    f"the column {shown(chunk.path_in_schema)} unpacks to {chunk.total_uncompressed_size:,} bytes in "
                    f"one row group, expected at most {CHUNK_LIMIT:,}; write the file with smaller row groups"
                )
                yield Fault(mark, "file-too-large", shown(chunk.path_in_schema), message)
                return


def _wrong_type(column: str, kind: pa.DataType, about: About, mark: Mark) -> Iterator[Fault]:
    """A column whose type cannot hold what its field says: told once, not for each row."""
    import pyarrow as pa

    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    fits = text or pa.types.is_null(kind)
    match sort_of(about, column):
        case "flag":
            fits = pa.types.is_boolean(kind) or pa.types.is_null(kind)
        case "list" if pa.types.is_list(kind) or pa.types.is_large_list(kind):
            inner = kind.value_type.value_type if pa.types.is_dictionary(kind.value_type) else kind.value_type
            fits = pa.types.is_string(inner) or pa.types.is_large_string(inner) or pa.types.is_null(inner)
        case "literal":
            number = pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_floating(kind)
            fits = fits or number or pa.types.is_boolean(kind) or pa.types.is_date32(kind)
    if not fits:
        words = f"found a column of the type {shown(str(kind))}, expected {expected(about, column)}"
        yield Fault(mark, "wrong-type", column, f"{words}; write the column with that type")


def _batches(
    path: Path,
    file: pq.ParquetFile,
    name: str,
    about: About,
    wanted: Wanted,
    figures: frozenset[str],
    chosen: Chosen,
) -> Iterator[RowBatch]:
    first = 1
    texts = _texts_of(file)

    def is_wanted(count: int) -> bool:
        return chosen is None or bisect_left(chosen, first) < bisect_left(chosen, first + count)

    try:
        for group in range(file.metadata.num_row_groups):  # lists cannot be read over the bounds of a group
            count = file.metadata.row_group(group).num_rows
            if not is_wanted(count):
                first += count
                continue
            spread = _spread(file, group, wanted)
            reader = _file(path, [text for text in texts if text not in spread]) if spread else file
            for batch in reader.iter_batches(BATCH_ROWS, row_groups=[group], columns=sorted(wanted) or None):
                numbers = range(first, first + batch.num_rows)
                if chosen is None:
                    yield _rows(batch, numbers, about, name, figures)
                elif lines := chosen[bisect_left(chosen, first) : bisect_left(chosen, numbers.stop)]:
                    yield _rows(batch.take([line - first for line in lines]), lines, about, name, figures)
                first = numbers.stop
    except Broken as error:
        fault = _damaged(error, Mark(name, first))
        yield RowBatch((), {}, lambda _: Fields((), fault.mark, 0, 0), faults=(fault,))


def _spread(file: pq.ParquetFile, group: int, wanted: frozenset[str]) -> list[str]:
    """Columns of text of which nearly each stands by itself: to keep each once takes eight times as long as to read.

    A text that stands once in the file and in every row must stay one; so those that rows share are looked at first.
    """
    row_group = file.metadata.row_group(group)
    chunks = (row_group.column(index) for index in range(row_group.num_columns))
    large = {column.path_in_schema for column in chunks if column.total_uncompressed_size > SHARED * row_group.num_rows}
    candidates = sorted(large.intersection(file.schema_arrow.names, wanted or file.schema_arrow.names))
    first = next(file.iter_batches(1, row_groups=[group], columns=candidates), None) if candidates else None
    if first is None:
        return []
    pc = compute()
    columns = zip(first.schema.names, first.columns, strict=True)
    sizes = {column: pc.max(pc.binary_length(cells.dictionary)).as_py() for column, cells in columns if _is_once(cells)}
    return [column for column in candidates if (sizes.get(column) or LONG_SHARED) < LONG_SHARED]


def _is_once(cells: pa.Array) -> bool:
    """A column of which each text is held once."""
    import pyarrow as pa

    return pa.types.is_dictionary(cells.type)


def _rows(batch: pa.RecordBatch, lines: Sequence[int], about: About, name: str, figures: frozenset[str]) -> RowBatch:
    import pyarrow as pa

    columns: dict[str, pa.Array] = {}
    bad_cells: BadCells = {}
    for member, array in zip(batch.schema, batch.columns, strict=True):
        parts = ((member.name, array),)
        if pa.types.is_struct(member.type) and member.type.num_fields:
            names = (f"{member.name}.{inner.name}" for inner in member.type)
            parts = tuple(zip(names, array.flatten(), strict=True))
        for column, cells in parts:
            if cells.null_count < len(cells):
                columns[column], wrong = _column(cells, sort_of(about, column))
                if column in figures and not pa.types.is_dictionary(cells.type):
                    typed = pa.types.is_floating(cells.type) or pa.types.is_decimal(cells.type)
                    columns[column] = numerals(columns[column]) if typed else columns[column]
                bad_cells |= {(column.partition(".")[0], code): rows for code, rows in wrong.items()}
    return RowBatch(lines, columns, partial(_node, columns, name, about, lines), bad_cells)


def _column(cells: pa.Array, sort: Sort) -> tuple[pa.Array, dict[str, dict[int, str]]]:
    """A column as `Rows` has it, and what no cell of it may hold: code, row, words."""
    import pyarrow as pa

    pc = compute()

    kind = cells.type
    if sort == "flag":
        return cells, {}
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        sizes = pc.list_value_length(cells).fill_null(0)
        flat = cells.flatten()
        sound, wrong = _texts(flat if pa.types.is_dictionary(flat.type) else flat.cast(pa.string()).dictionary_encode())
        parents = [row for row, size in enumerate(sizes.to_pylist()) for _ in range(size)]
        offsets = pa.array([0, *pc.cumulative_sum(sizes.cast(pa.int32())).to_pylist()], pa.int32())
        faulty = {code: {parents[at]: words for at, words in rows.items()} for code, rows in wrong.items()}
        return pa.ListArray.from_arrays(offsets, sound, mask=cells.is_null()), faulty
    not_finite = {}
    if pa.types.is_floating(kind):
        rows = pc.indices_nonzero(pc.invert(pc.is_finite(cells)).fill_null(False)).to_pylist()
        not_finite = {"number-not-finite": dict.fromkeys(rows, NOT_FINITE)} if rows else {}
    sound, wrong = _texts(_coded(cells))
    return (split(sound) if sort == "list" else sound), wrong | not_finite


def _coded(cells: pa.Array) -> pa.DictionaryArray:
    """Cells by the number of their text. Those of a column of text come as they are: if rows shared texts, the file
    would have been read with each text once (see `_spread`).
    """
    import numpy as np
    import pyarrow as pa

    if pa.types.is_dictionary(cells.type):
        return cells
    if not (pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type)):
        values = compute().dictionary_encode(cells)
        return pa.DictionaryArray.from_arrays(values.indices, values.dictionary.cast(pa.string()))
    texts = cells.cast(pa.string())
    if not cells.null_count:
        return pa.DictionaryArray.from_arrays(pa.array(np.arange(len(cells), dtype=np.int32)), texts)
    valid = cells.is_valid().to_numpy(zero_copy_only=False)
    indexes = pa.array(np.cumsum(valid, dtype=np.int32) - np.int32(1), mask=~valid)
    return pa.DictionaryArray.from_arrays(indexes, texts.drop_null())


def _texts(cells: pa.DictionaryArray) -> tuple[pa.DictionaryArray, dict[str, dict[int, str]]]:
    """Texts that may be read, nothing where a cell is empty or may not; those rows by code, with words."""
    import pyarrow as pa

    pc = compute()

    cells = _used(cells)
    texts = cells.dictionary.cast(pa.binary())
    trouble = {
        index: fault for index, raw in enumerate(_suspects(texts)) if raw is not None and (fault := _trouble(raw))
    }
    if not trouble and not texts.null_count:
        return pa.DictionaryArray.from_arrays(cells.indices.cast(pa.int32()), texts.cast(pa.string())), {}
    codes = cells.indices.fill_null(-1).cast(pa.int32())
    wrong: dict[str, dict[int, str]] = {}
    if trouble:
        bad = pc.is_in(codes, pa.array(list(trouble), pa.int32()))
        for row in pc.indices_nonzero(bad).to_pylist():
            code, words = trouble[codes[row].as_py()]
            if code:
                wrong.setdefault(code, {})[row] = words
        codes = pc.if_else(bad, None, codes)
        texts = pa.array(
            [None if index in trouble else text for index, text in enumerate(texts.to_pylist())], pa.binary()
        )
    codes = pc.if_else(pc.equal(codes, -1), None, codes)
    return pa.DictionaryArray.from_arrays(codes, texts.cast(pa.string())), wrong


def _used(cells: pa.DictionaryArray) -> pa.DictionaryArray:
    """The same cells; the dictionary without the texts of other rows, if it has many more than there are cells."""
    if len(cells.dictionary) <= 2 * len(cells):
        return cells
    import numpy as np
    import pyarrow as pa

    codes = cells.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    used = np.zeros(len(cells.dictionary), bool)
    used[codes[codes >= 0]] = True
    new_index = np.append(np.cumsum(used) - 1, -1)  # one more for what is left out
    texts = cells.dictionary.take(pa.array(np.flatnonzero(used)))
    return pa.DictionaryArray.from_arrays(pa.array(new_index[codes], pa.int32(), mask=codes < 0), texts)


def _suspects(texts: pa.Array) -> list[bytes | None]:
    """The texts, nothing for those that need no second look: most columns need none at all."""
    import pyarrow as pa

    pc = compute()
    sizes = pc.binary_length(texts)
    limits = pc.min_max(sizes).as_py()
    if limits["min"] and limits["max"] <= ROW_LIMIT and printed(texts):
        return []
    try:
        words = texts.cast(pa.string())
        words.validate(full=True)
    except ValueError:
        return texts.to_pylist()
    look = pc.or_(
        pc.match_substring_regex(words, UNWANTED_HERE), pc.or_(pc.equal(sizes, 0), pc.greater(sizes, ROW_LIMIT))
    )
    if not pc.any(look, min_count=0).as_py():
        return []
    return pc.if_else(look, texts, None).to_pylist()


def _trouble(raw: bytes) -> tuple[str, str] | None:
    """The code and the words of what a cell may not hold; no code for one that says nothing."""
    if not raw:
        return "", ""
    if len(raw) > ROW_LIMIT:
        return "too-long", f"found {len(raw):,} bytes, expected at most {ROW_LIMIT:,}; shorten the text"
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return "not-utf8", f"the byte 0x{raw[error.start]:02x} is not UTF-8 here; write the column as text in UTF-8"
    if unwanted := UNWANTED.search(text):
        return "control-character", forbidden(unwanted[0])
    return None


def _node(columns: dict[str, pa.Array], name: str, about: About, lines: Sequence[int], row: int) -> Fields:
    mark = Mark(name, lines[row])
    given = ((column, array) for column, array in columns.items() if array[row].is_valid)
    return fields(((column, mark, _cell(array, row, mark)) for column, array in given), mark, about)


def _cell(array: pa.Array, row: int, mark: Mark) -> Node:
    value = array[row].as_py()
    if isinstance(value, list):
        return Items(tuple(Scalar(item, False, mark, 0, 0) for item in value), mark, 0, 0)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", True, mark, 0, 0)
    return Scalar(value, False, mark, 0, 0)
