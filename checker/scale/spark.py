"""Spark's workers read the tables and make their boxes, which stay with Spark; only what is small comes to the driver.

Each table is read by one worker, as this process would read it: so rows, faults and limits are the same. A
table at an address comes to its worker as bytes, through Spark, and is a file there for as long as it is read.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial, reduce
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from checker.model.box import Box
from checker.model.claim import Document
from checker.model.fault import Fault, Mark
from checker.readers.draft import Draft
from checker.readers.folder import TABLES, is_table
from checker.readers.tables.claims import read_chosen
from checker.readers.tables.columns import no_rows, open_table
from checker.scale.engine import Engine, Gathered, ScanOptions, Tables
from checker.scale.engines import EngineError
from checker.scale.engines.session import errors_explained, room, session, watched
from checker.scale.engines.spark import escaped, query, screened
from checker.scale.read import add, known_refs, rows_with_repeated, table_batches
from checker.scale.scan.boxes import Batch, boxes_of, boxes_of_files
from checker.scale.scan.context import ReadCache, ScanContext
from checker.scale.scan.screens import KERNEL_SCREENS
from checker.screening.arrays import Hashes, Int64Array, no_numbers

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

REFS, REST = len(KERNEL_SCREENS), len(KERNEL_SCREENS) + 1
"""What workers yield beside boxes, in the same columns, each with an index that no screen has: the rows and the numbers
of their names, as bytes, with a bundle's number as key; and what else a batch gave, as bytes, with the numbers of its
table and of itself.
"""
BUNDLES = 64
"""Equal names are in equal bundles: as many workers can look for them."""
BYTES_A_REF = 16
"""Of a row and the number of its name."""
TYPES = {pa.int64(): "long", pa.float64(): "double", pa.int32(): "int", pa.int8(): "tinyint", pa.binary(): "binary"}
REST_FIELD = pa.field("rest", pa.binary())
SMALLER = "split it into several tables, or allow more memory (--memory, in a cluster spark.executor.memory)"
DRAFTS = "table_number long, drafts binary"


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table: its number among all, its name, where it lies, and the lines of it that are wanted. `state` is the time
    of its last change and its size where Spark fetches it.
    """

    number: int
    name: str
    path: str
    state: tuple[Any, int] | None = None
    lines: Sequence[int] = ()


Work = Callable[[TableSource, Path], Iterator[pa.RecordBatch]]
"""What a worker makes of a table, which lies in a file."""


@contextmanager
def tables(options: ScanOptions, files: Sequence[tuple[str, Path]]) -> Iterator[Tables]:
    """The tables in files that all workers see, and those at addresses."""
    with (
        session(options.master, options.limits) as spark,
        errors_explained(spark),
        watched(spark, options.master, options.progress),
    ):
        sources = [TableSource(number, name, str(path.resolve())) for number, (name, path) in enumerate(files, start=1)]
        sources += _listed(spark, options.addresses, len(sources) + 1)
        names = [source.name for source in sources]
        yield Tables(names, partial(_read, spark, options, sources), partial(_read_lines, spark, sources))


def _listed(spark: SparkSession, addresses: Sequence[str], first: int) -> Iterator[TableSource]:
    """The tables at some addresses, each once."""
    states: dict[str, tuple[Any, int]] = {}
    for address in addresses:
        files = _files(spark, [address]).select("path", "modificationTime", "length").toArrow().to_pylist()
        tables = {file["path"]: (file["modificationTime"], file["length"]) for file in files if is_table(file["path"])}
        if not tables:
            raise EngineError(f"no table at {shown(address)}; expected files that end in {', '.join(TABLES)}")
        states |= tables
    for number, path in enumerate(sorted(states), start=first):
        yield TableSource(number, shown(path), path, states[path])


def _files(spark: SparkSession, addresses: Sequence[str]) -> DataFrame:
    return spark.read.format("binaryFile").option("recursiveFileLookup", True).load(list(addresses))


def shown(address: str) -> str:
    """An address as people write it, without a password."""
    address = re.sub(r"^file:/(?=[^/])", "file:///", address)
    return re.sub(r"(?<=://)([^/@:]*):[^/@]*@", r"\1@", address)


# --- the boxes


@contextmanager
def _read(
    spark: SparkSession,
    options: ScanOptions,
    sources: Sequence[TableSource],
    boxes: Sequence[Box],
    context: ScanContext,
    gathered: Gathered,
) -> Iterator[Engine]:
    """All tables are read; their boxes, and those of claims in files, stay with Spark while it is asked about them."""
    from pyspark.sql import functions as f

    most = room(spark, options.master, options.limits)
    for source in sources:
        if source.state and source.state[1] > most:
            gathered.faults.append(_too_large(source.name, source.state[1], most))
    fit = [source for source in sources if not source.state or source.state[1] <= most]
    in_files = boxes_of_files(boxes, context)
    types = ", ".join(f"{field.name} {TYPES[field.type]}" for field in in_files.schema.append(REST_FIELD))
    in_tables = _spread(spark, fit, partial(table_rows, context), types)
    rows = spark.createDataFrame(_boxes(in_files)).union(in_tables).persist()
    try:
        rest = rows.where(f.col("screen") == REST).select("claim", "key", "rest").toArrow()
        for raw in rest.sort_by([("claim", "ascending"), ("key", "ascending")])["rest"]:
            add(gathered, unpacked(raw.as_py()))
        all_boxes = rows.where(f.col("screen") < REFS).drop(REST_FIELD.name)
        refs = rows.where(f.col("screen") == REFS).select("key", "rest")
        yield Engine(
            lambda: iter((screened(spark, all_boxes, options.limits, options.progress),)),
            partial(query, spark, all_boxes),
            partial(_repeated_refs, spark, refs),
            partial(_known_refs, refs),
        )
    finally:
        rows.unpersist()


def table_rows(context: ScanContext, source: TableSource, path: Path) -> Iterator[pa.RecordBatch]:
    """The boxes of a table, the numbers and names of its rows, and what else must be known."""
    for number, batch in enumerate(_batches(context, source, path)):
        schema = batch.boxes.schema
        rest = pickle.dumps(replace(batch, boxes=None, row_ids=batch.row_ids[:0], refs=batch.refs[:0]))
        yield from _boxes(batch.boxes).to_batches()
        yield from bundled(batch.row_ids, batch.refs, schema).to_batches()
        yield from _others(schema, claim=[source.number], key=[number], screen=[REST], rest=[rest]).to_batches()


def _batches(context: ScanContext, source: TableSource, path: Path) -> Iterator[Batch]:
    if source.state and open_table(path, source.name).about == "documents":
        message = (
            "this is a table of documents, expected claims at an address; put it into the folder of the claim files"
        )
        wrong = replace(no_rows(source.name, "claims"), faults=(Fault(Mark(source.name), "wrong-fields", "", message),))
        yield boxes_of(wrong, source.number, context, ReadCache())
    else:
        yield from table_batches(source.number, source.name, path, context)


def _boxes(boxes: pa.Table) -> pa.Table:
    """Boxes as workers yield them."""
    return boxes.append_column(REST_FIELD, pa.nulls(len(boxes), REST_FIELD.type))


def _others(schema: pa.Schema, **columns: Any) -> pa.Table:
    """Some columns of what stands beside boxes; the others say nothing."""
    size = len(columns["rest"])
    fields = schema.append(REST_FIELD)
    cells = [pa.array(columns.get(field.name, [None] * size), field.type) for field in fields]
    return pa.table(cells, fields)


def _too_large(name: str, size: int, most: int) -> Fault:
    message = f"the file has {size:,} bytes, expected at most {most:,}, for which a worker has memory; {SMALLER}"
    return Fault(Mark(name), "file-too-large", "", message)


# --- the names of rows


def bundled(rows: Int64Array, refs: Hashes, schema: pa.Schema) -> pa.Table:
    """Rows and the numbers of their names, equal names together."""
    bundle = refs % np.uint64(BUNDLES)
    order = np.argsort(bundle, kind="stable")
    numbers, first = np.unique(bundle[order], return_index=True)
    parts = np.split(np.stack([rows, refs.view(np.int64)])[:, order], first[1:], axis=1)
    bundles = [part.tobytes() for part in parts[: len(numbers)]]
    return _others(schema, key=numbers.astype(np.int64), screen=np.full(len(numbers), REFS), rest=bundles)


Batches = Iterable[pa.RecordBatch]


def _unbundled(batches: Batches) -> Iterator[tuple[Int64Array, Hashes]]:
    for batch in batches:
        for raw in batch["rest"]:
            rows, refs = np.frombuffer(raw.as_py(), np.int64).reshape(2, -1)
            yield rows, refs.view(np.uint64)


def _repeated_refs(spark: SparkSession, refs: DataFrame, file_refs: Hashes) -> tuple[int, Int64Array]:
    """As `read.repeated_refs`."""
    size = query(spark, refs, "SELECT sum(length(rest)) AS bytes FROM boxes")["bytes"][0].as_py() or 0
    schema = pa.schema({"key": pa.int64(), "screen": pa.int8()})
    in_files = bundled(np.zeros(len(file_refs), np.int64), file_refs, schema)
    bundles = refs.union(spark.createDataFrame(in_files).select("key", "rest"))
    rows = bundles.repartition("key").mapInArrow(repeated_in_bundles, "claim long").toArrow()
    return size // BYTES_A_REF, rows["claim"].to_numpy()


def repeated_in_bundles(batches: Batches) -> Iterator[pa.RecordBatch]:
    """The rows whose name is another's too, of whole bundles."""
    nothing = (no_numbers(), np.zeros(0, np.uint64))
    rows, refs = (np.concatenate(parts) for parts in zip(nothing, *_unbundled(batches), strict=True))
    yield pa.record_batch({"claim": rows_with_repeated(rows, refs)})


def _known_refs(refs: DataFrame, sought: Hashes) -> Hashes:
    """As `read.known_refs`."""

    def known(batches: Batches) -> Iterator[pa.RecordBatch]:
        parts = [part for _, part in _unbundled(batches)]
        yield pa.record_batch({"key": known_refs(sought, parts).view(np.int64)})

    return refs.mapInArrow(known, "key long").toArrow()["key"].to_numpy().view(np.uint64)


# --- the claims on some lines


def _read_lines(
    spark: SparkSession,
    sources: Sequence[TableSource],
    documents: Mapping[str, Document | None],
    lines: Mapping[str, Sequence[int]],
) -> tuple[Draft, ...]:
    """Drafts of the claims on some lines of each table; no other tables are read."""
    wanted = [replace(source, lines=lines[source.name]) for source in sources if len(lines.get(source.name, ()))]
    if not wanted:
        return ()
    drafts = _spread(spark, wanted, partial(line_drafts, documents), DRAFTS).toArrow().sort_by("table_number")
    return tuple(draft for raw in drafts["drafts"] for draft in unpacked(raw.as_py()))


def line_drafts(documents: Mapping[str, Document | None], source: TableSource, path: Path) -> Iterator[pa.RecordBatch]:
    drafts = pickle.dumps(read_chosen([(source.name, path)], documents, {source.name: source.lines}))
    yield pa.record_batch({"table_number": [source.number], "drafts": [drafts]})


# --- the workers


def _spread(spark: SparkSession, sources: Sequence[TableSource], work: Work, types: str) -> DataFrame:
    """What workers make of tables, each by itself."""
    from pyspark import cloudpickle
    from pyspark.sql import DataFrame

    near = [source for source in sources if not source.state]
    far = [source for source in sources if source.state]
    by_state = {(source.path, source.state): source for source in far}
    shared = spark.sparkContext.broadcast(cloudpickle.dumps((near, by_state, work)))
    frames = []
    if near:
        frames.append(spark.range(0, len(near), 1, len(near)).mapInArrow(_near(shared), types))
    if far:
        fetched = _files(spark, [escaped(source.path) for source in far])
        frames.append(fetched.mapInArrow(_far(shared), types))
    return reduce(DataFrame.union, frames) if frames else spark.createDataFrame([], types)


OnWorker = Callable[[Batches], Iterator[pa.RecordBatch]]


def _near(shared: Broadcast[bytes]) -> OnWorker:
    """Works on tables that the worker sees where the driver sees them."""

    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        sources, _, work = loaded(shared.value)
        for batch in batches:
            for number in batch["id"].to_pylist():
                yield from work(sources[number], seen(sources[number]))

    return run


def _far(shared: Broadcast[bytes]) -> OnWorker:
    """Works on tables that Spark fetches."""

    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        _, sources, work = loaded(shared.value)
        for batch in batches:
            for number in range(batch.num_rows):
                path, time, size = (batch[name][number].as_py() for name in ("path", "modificationTime", "length"))
                if (path, (time, size)) not in sources:
                    raise ValueError(f"{shown(path)} was changed while it was read; check it again")
                with as_file(batch["content"][number], path) as file:
                    yield from work(sources[path, (time, size)], file)

    return run


@lru_cache(1)
def loaded(shared: bytes) -> Any:
    """What the driver sent, unpacked once by each worker."""
    return unpacked(shared)


def unpacked(sent: bytes) -> Any:
    """What driver and workers send each other: they run one program, and nobody else can speak there."""
    return pickle.loads(sent)  # noqa: S301  # it comes from the other half of this run


def seen(source: TableSource) -> Path:
    """The file of a table, which this worker sees; or an error, for what one worker does not see is not lost."""
    path = Path(source.path)
    if not path.exists():
        raise ValueError(
            f"a worker does not see {source.name}; put the tables where all workers see them, or name their address"
        )
    return path


@contextmanager
def as_file(content: pa.BinaryScalar, name: str) -> Iterator[Path]:
    """The bytes of a table as a file, which ends as the name of the table does."""
    from pyspark import SparkFiles

    with TemporaryDirectory(prefix="checker-", dir=SparkFiles.getRootDirectory()) as folder:
        file = Path(folder, "table" + next(end for end in TABLES if name.lower().endswith(end)))
        with file.open("wb") as stream:
            stream.write(content.as_buffer())
        yield file
