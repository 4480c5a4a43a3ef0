"""Spark's workers read the tables and make their boxes, which stay with Spark; only what is small comes to the driver.

Each table is read in whole by one worker, as this process would read it: so rows, faults and limits are the same. A
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
from checker.readers.tables.columns import empty, opened
from checker.scale.engine import Engine, Gathered, ScanOptions, Tables
from checker.scale.engines import EngineError
from checker.scale.engines.session import room, session, told, watched
from checker.scale.engines.spark import asked as answered
from checker.scale.engines.spark import escaped, screened
from checker.scale.read import add, among, repeated, table_batches
from checker.scale.scan.boxes import Batch, boxes_of, of_yaml
from checker.scale.scan.context import Memory, ScanContext
from checker.scale.scan.screens import CHANGES
from checker.screening.arrays import Hashes, Int64Array

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

NAMES, REST = CHANGES + 1, CHANGES + 2
"""What workers yield beside boxes, in the same columns, by `sort`: the rows and the numbers of their names, as bytes,
with a bundle's number as key; and what else a batch gave, as bytes, with the numbers of its table and of itself.
"""
BUNDLES = 64
"""Equal names are in equal bundles: as many workers can look for them."""
BYTES_A_NAME = 16
"""Of a row and the number of its name."""
TYPES = {pa.int64(): "long", pa.float64(): "double", pa.int32(): "int", pa.int8(): "tinyint", pa.binary(): "binary"}
REST_FIELD = pa.field("rest", pa.binary())
SMALLER = "split it into several tables, or allow more memory (--memory, in a cluster spark.executor.memory)"
CHOSEN = "place long, drafts binary"


@dataclass(frozen=True, slots=True)
class Unit:
    """A table: its number among all, its name, where it lies, and the lines of it that are asked for. `state` is the
    time of its last change and its size where Spark fetches it.
    """

    place: int
    name: str
    path: str
    state: tuple[Any, int] | None = None
    lines: Sequence[int] = ()


Work = Callable[[Unit, Path], Iterator[pa.RecordBatch]]
"""What a worker makes of a table, which lies in a file."""


@contextmanager
def tables(asked: ScanOptions, files: Sequence[tuple[str, Path]]) -> Iterator[Tables]:
    """The tables in files that all workers see, and those at addresses."""
    with session(asked.master, asked.limits) as spark, told(spark), watched(spark, asked.master, asked.progress):
        units = [Unit(place, name, str(path.resolve())) for place, (name, path) in enumerate(files, start=1)]
        units += _listed(spark, asked.addresses, len(units) + 1)
        names = [unit.name for unit in units]
        yield Tables(names, partial(_read, spark, asked, units), partial(_chosen, spark, units))


def _listed(spark: SparkSession, addresses: Sequence[str], first: int) -> Iterator[Unit]:
    """The tables at some addresses, each once."""
    found: dict[str, tuple[Any, int]] = {}
    for address in addresses:
        files = _files(spark, [address]).select("path", "modificationTime", "length").toArrow().to_pylist()
        tables = {one["path"]: (one["modificationTime"], one["length"]) for one in files if is_table(one["path"])}
        if not tables:
            raise EngineError(f"no table at {shown(address)}; expected files that end in {', '.join(TABLES)}")
        found |= tables
    for place, path in enumerate(sorted(found), start=first):
        yield Unit(place, shown(path), path, found[path])


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
    asked: ScanOptions,
    units: Sequence[Unit],
    boxes: Sequence[Box],
    context: ScanContext,
    gathered: Gathered,
) -> Iterator[Engine]:
    """All tables are read; their boxes, and those of claims in files, stay with Spark until all is asked."""
    from pyspark.sql import functions as f

    most = room(spark, asked.master, asked.limits)
    fit = [unit for unit in units if not unit.state or unit.state[1] <= most]
    gathered.faults += (_too_large(unit.name, unit.state[1], most) for unit in units if unit.state and unit not in fit)
    own = of_yaml(boxes, context)
    types = ", ".join(f"{one.name} {TYPES[one.type]}" for one in own.schema.append(REST_FIELD))
    made = spark.createDataFrame(_boxes(own)).union(_spread(spark, fit, partial(reading, context), types)).persist()
    try:
        rest = made.where(f.col("sort") == REST).select("claim", "key", "rest").toArrow()
        for raw in rest.sort_by([("claim", "ascending"), ("key", "ascending")])["rest"]:
            add(gathered, unpacked(raw.as_py()))
        held = made.where(f.col("sort") <= CHANGES).drop(REST_FIELD.name)
        names = made.where(f.col("sort") == NAMES).select("key", "rest")
        yield Engine(
            lambda: iter((screened(spark, held, asked.limits, asked.progress),)),
            partial(answered, spark, held),
            partial(_twice, spark, names),
            partial(_among, names),
        )
    finally:
        made.unpersist()


def reading(context: ScanContext, unit: Unit, path: Path) -> Iterator[pa.RecordBatch]:
    """The boxes of a table, the numbers and names of its rows, and what else must be known."""
    for number, batch in enumerate(_batches(context, unit, path)):
        schema = batch.boxes.schema
        rest = pickle.dumps(replace(batch, boxes=None, rows=batch.rows[:0], refs=batch.refs[:0]))
        yield from _boxes(batch.boxes).to_batches()
        yield from bundled(batch.rows, batch.refs, schema).to_batches()
        yield from _others(schema, claim=[unit.place], key=[number], sort=[REST], rest=[rest]).to_batches()


def _batches(context: ScanContext, unit: Unit, path: Path) -> Iterator[Batch]:
    if unit.state and opened(path, unit.name, unit.name).about == "documents":
        message = (
            "this is a table of documents, expected claims at an address; put it into the folder of the claim files"
        )
        wrong = replace(empty(unit.name, "claims"), faults=(Fault(Mark(unit.name), "wrong-fields", "", message),))
        yield boxes_of(wrong, unit.place, context, Memory())
    else:
        yield from table_batches(unit.place, unit.name, path, context)


def _boxes(boxes: pa.Table) -> pa.Table:
    """Boxes as workers yield them."""
    return boxes.append_column(REST_FIELD, pa.nulls(len(boxes), REST_FIELD.type))


def _others(schema: pa.Schema, **columns: Any) -> pa.Table:
    """Some columns of what stands beside boxes; the others say nothing."""
    size = len(columns["rest"])
    fields = schema.append(REST_FIELD)
    cells = [pa.array(columns[one.name] if one.name in columns else [None] * size, one.type) for one in fields]
    return pa.table(cells, fields)


def _too_large(name: str, size: int, most: int) -> Fault:
    message = f"the file has {size:,} bytes, expected at most {most:,}, for which a worker has memory; {SMALLER}"
    return Fault(Mark(name), "file-too-large", "", message)


# --- the names of rows


def bundled(rows: Int64Array, names: Hashes, schema: pa.Schema) -> pa.Table:
    """Rows and the numbers of their names, equal names together."""
    bundle = names % np.uint64(BUNDLES)
    order = np.argsort(bundle, kind="stable")
    found, first = np.unique(bundle[order], return_index=True)
    parts = np.split(np.stack([rows, names.view(np.int64)])[:, order], first[1:], axis=1)
    bundles = [part.tobytes() for part in parts[: len(found)]]
    return _others(schema, key=found.astype(np.int64), sort=np.full(len(found), NAMES), rest=bundles)


Batches = Iterable[pa.RecordBatch]


def _unbundled(batches: Batches) -> Iterator[tuple[Int64Array, Hashes]]:
    for batch in batches:
        for raw in batch["rest"]:
            rows, names = np.frombuffer(raw.as_py(), np.int64).reshape(2, -1)
            yield rows, names.view(np.uint64)


def _twice(spark: SparkSession, names: DataFrame, own: Hashes) -> tuple[int, Int64Array]:
    """As `read.twice`."""
    size = answered(spark, names, "SELECT sum(length(rest)) AS bytes FROM boxes")["bytes"][0].as_py() or 0
    schema = pa.schema({"key": pa.int64(), "sort": pa.int8()})
    others = spark.createDataFrame(bundled(np.zeros(len(own), np.int64), own, schema)).select("key", "rest")
    found = names.union(others).repartition("key").mapInArrow(doubles, "claim long").toArrow()
    return size // BYTES_A_NAME, found["claim"].to_numpy()


def doubles(batches: Batches) -> Iterator[pa.RecordBatch]:
    """The rows whose name is another's too, of whole bundles."""
    nothing = (np.zeros(0, np.int64), np.zeros(0, np.uint64))
    rows, names = (np.concatenate(parts) for parts in zip(nothing, *_unbundled(batches), strict=True))
    yield pa.record_batch({"claim": repeated(rows, names)})


def _among(names: DataFrame, sought: Hashes) -> Hashes:
    """As `read.among`."""

    def known(batches: Batches) -> Iterator[pa.RecordBatch]:
        yield pa.record_batch({"key": among(sought, [own for _, own in _unbundled(batches)]).view(np.int64)})

    return names.mapInArrow(known, "key long").toArrow()["key"].to_numpy().view(np.uint64)


# --- the claims that are chosen


def _chosen(
    spark: SparkSession,
    units: Sequence[Unit],
    documents: Mapping[str, Document | None],
    chosen: Mapping[str, Sequence[int]],
) -> tuple[Draft, ...]:
    """Drafts of the claims on some lines of each table; no other tables are read."""
    wanted = [replace(unit, lines=chosen[unit.name]) for unit in units if len(chosen.get(unit.name, ()))]
    if not wanted:
        return ()
    found = _spread(spark, wanted, partial(choosing, documents), CHOSEN).toArrow().sort_by("place")
    return tuple(draft for raw in found["drafts"] for draft in unpacked(raw.as_py()))


def choosing(documents: Mapping[str, Document | None], unit: Unit, path: Path) -> Iterator[pa.RecordBatch]:
    drafts = pickle.dumps(read_chosen([(unit.name, path)], documents, {unit.name: unit.lines}))
    yield pa.record_batch({"place": [unit.place], "drafts": [drafts]})


# --- the workers


def _spread(spark: SparkSession, units: Sequence[Unit], work: Work, types: str) -> DataFrame:
    """What workers make of tables, each by itself."""
    from pyspark import cloudpickle
    from pyspark.sql import DataFrame

    near = [unit for unit in units if not unit.state]
    far = [unit for unit in units if unit.state]
    shared = spark.sparkContext.broadcast(cloudpickle.dumps((near, {(u.path, u.state): u for u in far}, work)))
    found = []
    if near:
        found.append(spark.range(0, len(near), 1, len(near)).mapInArrow(_near(shared), types))
    if far:
        fetched = _files(spark, [escaped(unit.path) for unit in far])
        found.append(fetched.mapInArrow(_far(shared), types))
    return reduce(DataFrame.union, found) if found else spark.createDataFrame([], types)


OnWorker = Callable[[Batches], Iterator[pa.RecordBatch]]


def _near(shared: Broadcast[bytes]) -> OnWorker:
    """Works on tables that the worker sees where the driver sees them."""

    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        units, _, work = loaded(shared.value)
        for batch in batches:
            for number in batch["id"].to_pylist():
                yield from work(units[number], seen(units[number]))

    return run


def _far(shared: Broadcast[bytes]) -> OnWorker:
    """Works on tables that Spark fetches."""

    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        _, units, work = loaded(shared.value)
        for batch in batches:
            for number in range(batch.num_rows):
                path, time, size = (batch[name][number].as_py() for name in ("path", "modificationTime", "length"))
                if (path, (time, size)) not in units:
                    raise ValueError(f"{shown(path)} was changed while it was read; check it again")
                with held(batch["content"][number], path) as file:
                    yield from work(units[path, (time, size)], file)

    return run


@lru_cache(1)
def loaded(shared: bytes) -> Any:
    """What the driver sent, unpacked once by each worker."""
    return unpacked(shared)


def unpacked(sent: bytes) -> Any:
    """What driver and workers send each other: they run one program, and nobody else can speak there."""
    return pickle.loads(sent)  # noqa: S301  # it comes from the other half of this run


def seen(unit: Unit) -> Path:
    """The file of a table, which this worker sees; or an error, for what one worker does not see is not lost."""
    path = Path(unit.path)
    if not path.exists():
        raise ValueError(
            f"a worker does not see {unit.name}; put the tables where all workers see them, or name their address"
        )
    return path


@contextmanager
def held(content: pa.BinaryScalar, name: str) -> Iterator[Path]:
    """The bytes of a table as a file, which ends as the name of the table does."""
    from pyspark import SparkFiles

    with TemporaryDirectory(prefix="checker-", dir=SparkFiles.getRootDirectory()) as folder:
        file = Path(folder, "table" + next(end for end in TABLES if name.lower().endswith(end)))
        with file.open("wb") as stream:
            stream.write(content.as_buffer())
        yield file
