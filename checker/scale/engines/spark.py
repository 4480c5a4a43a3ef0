"""Spark reads boxes from wherever it can reach, on one machine or many, and hands whole keys to the same kernel.

One aggregation drops the keys that cannot hold opponents, the claims of the others are spread by key, and each worker
screens what it got. What comes back is ordered by key and claim, so it is what any other engine yields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.scale.engines import DEFAULT, KERNEL, EngineError, Limits, Progress
from checker.scale.engines.session import LOCAL, session, told

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    Source = Sequence[Path | str] | pa.Table | DataFrame
    """Boxes: files or addresses of one suffix, an Arrow table, or what Spark holds already."""

FORMATS = {".parquet": "parquet", ".csv": "csv", ".jsonl": "json"}

ANSWER_TYPES = "key long, claim long, worst long, excess double, cluster long"

FEW_KEYS = 1_000_000
"""Keys that are sent to all workers, some 30 MB; of more, their boxes are sent to where their keys are.

Source: measured; of ten million boxes it takes half of the time to keep those of few keys where they are.
"""


def screen(
    source: Source,
    master: str = LOCAL,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Iterator[pa.Table]:
    """The answers for the boxes of `source`, in order.

    Raises `EngineError` where there is no Java, no master or nothing to read, `Stopped` on an interrupt.
    """
    with session(master, limits) as spark:
        yield screened(spark, source, limits, progress)


def screened(
    spark: SparkSession,
    source: Source,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> pa.Table:
    """The same in a session that is there already."""
    with told(spark):
        boxes = _boxes(spark, source)
        suspects = _suspects(boxes).persist()
        few = suspects.count() <= FEW_KEYS
        left = boxes.join(suspects.hint("broadcast") if few else suspects, "key", "left_semi")
        parts = int(spark.conf.get("spark.sql.shuffle.partitions") or 1)
        ordered = left.repartition(parts, "key").sortWithinPartitions("key", "claim")
        found = ordered.mapInArrow(_worker(limits), ANSWER_TYPES).toArrow()
        suspects.unpersist()
    if progress:
        progress(KERNEL, 1.0)
    return found.combine_chunks().sort_by([("key", "ascending"), ("claim", "ascending")])


def asked(spark: SparkSession, source: Source, query: str, wanted: pa.Table | None = None) -> pa.Table:
    """What a query tells of `boxes`, whatever columns the source has, and of `wanted`."""
    with told(spark):
        _read(spark, source).createOrReplaceTempView("boxes")
        if wanted is not None:
            spark.createDataFrame(wanted).createOrReplaceTempView("wanted")
        return spark.sql(query).toArrow()


def _boxes(spark: SparkSession, source: Source) -> DataFrame:
    """The columns of boxes with nothing missing."""
    from pyspark.sql import functions as f

    from checker.screening.columns import MISSING

    found = _read(spark, source)
    if lacking := sorted({"claim", "key"} - set(found.columns)):
        names = ", ".join(sorted(found.columns)) or "nothing"
        raise EngineError(f"columns of boxes: {' and '.join(lacking)} not found among {names}; add it to every row")
    columns = [f.col(name).cast("long").alias(name) for name in ("claim", "key")]
    for name, missing in MISSING.items():
        usual = f.lit(missing).cast("double")
        columns.append((f.coalesce(f.col(name).cast("double"), usual) if name in found.columns else usual).alias(name))
    return found.select(*columns)


def _read(spark: SparkSession, source: Source) -> DataFrame:
    from pyspark.sql import DataFrame

    if isinstance(source, DataFrame):
        return source
    if not isinstance(source, Sequence):
        return spark.createDataFrame(source)
    suffixes = sorted({Path(str(place)).suffix.lower() for place in source})
    if len(suffixes) != 1 or suffixes[0] not in FORMATS:
        found = ", ".join(suffix or "no suffix" for suffix in suffixes) or "no files"
        raise EngineError(f"files of boxes: found {found}; expected files of one kind: {', '.join(FORMATS)}")
    names = [escaped(f"file://{place.resolve()}") if isinstance(place, Path) else place for place in source]
    options = {"header": True, "mode": "FAILFAST", "mergeSchema": True}
    return spark.read.format(FORMATS[suffixes[0]]).options(**options).load(names)


def escaped(address: str) -> str:
    """An address, with what Spark would take for a pattern marked as meant."""
    return re.sub(r"([\[\]{}*?\\])", r"\\\1", address)


def _suspects(boxes: DataFrame) -> DataFrame:
    """The keys whose values lie farther apart than their tolerance, in a form that rounding cannot lose."""
    from pyspark.sql import functions as f

    kept = "number > 1 AND top > bottom AND top - bottom >= allowed"
    top, bottom, allowed = f.max("lo").alias("top"), f.min("hi").alias("bottom"), f.min("tolerance").alias("allowed")
    return boxes.groupBy("key").agg(f.count("*").alias("number"), top, bottom, allowed).where(kept).select("key")


def _worker(limits: Limits):
    """What a worker does with its share of rows: a function that holds nothing but a number."""
    from checker.scale.answers import BYTES_A_ROW

    rows = limits.rows(BYTES_A_ROW)

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from checker.scale.answers import answers

        for table in answers(batches, rows):
            yield from table.to_batches()

    return work
