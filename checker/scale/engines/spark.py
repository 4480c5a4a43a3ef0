"""Spark reads boxes from wherever it can reach, on one machine or many, and hands whole keys to the same kernel.

One aggregation drops the keys that cannot hold opponents, the claims of the others are spread by key, and each worker
screens what it got. What comes back is ordered by key and claim, so it is what any other engine yields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.scale.engines import DEFAULT, KERNEL, Limits, Progress, check_columns, suffix_of
from checker.scale.engines.session import LOCAL, errors_explained, session

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    Source = Sequence[Path | str] | pa.Table | DataFrame
    """Boxes: files or addresses of one suffix, an Arrow table, or what Spark holds already."""

FORMATS = {".parquet": "parquet", ".csv": "csv", ".jsonl": "json"}

ANSWER_TYPES = "key long, claim long, worst long, excess double"

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

    Raises `EngineError` where there is no Java, no master or nothing to read, `Interrupted` on an interrupt.
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
    with errors_explained(spark):
        boxes = _boxes(spark, source)
        keys = _wide_keys(boxes).persist()
        few = keys.count() <= FEW_KEYS
        chosen = boxes.join(keys.hint("broadcast") if few else keys, "key", "left_semi")
        parts = int(spark.conf.get("spark.sql.shuffle.partitions") or 1)
        ordered = chosen.repartition(parts, "key").sortWithinPartitions("key", "claim")
        answers = ordered.mapInArrow(_worker(limits), ANSWER_TYPES).toArrow()
        keys.unpersist()
    if progress:
        progress(KERNEL, 1.0)
    return answers.combine_chunks().sort_by([("key", "ascending"), ("claim", "ascending")])


def query(spark: SparkSession, source: Source, text: str, wanted: pa.Table | None = None) -> pa.Table:
    """What a query says of `boxes`, whatever columns the source has, and of `wanted`."""
    with errors_explained(spark):
        _read(spark, source).createOrReplaceTempView("boxes")
        if wanted is not None:
            spark.createDataFrame(wanted).createOrReplaceTempView("wanted")
        return spark.sql(text).toArrow()


def _boxes(spark: SparkSession, source: Source) -> DataFrame:
    """The columns of boxes with nothing missing."""
    from pyspark.sql import functions as f

    from checker.screening.columns import MISSING

    boxes = _read(spark, source)
    check_columns(boxes.columns)
    columns = [f.col(name).cast("long").alias(name) for name in ("claim", "key")]
    for name, missing in MISSING.items():
        usual = f.lit(missing).cast("double")
        columns.append((f.coalesce(f.col(name).cast("double"), usual) if name in boxes.columns else usual).alias(name))
    return boxes.select(*columns)


def _read(spark: SparkSession, source: Source) -> DataFrame:
    from pyspark.sql import DataFrame

    if isinstance(source, DataFrame):
        return source
    if not isinstance(source, Sequence):
        return spark.createDataFrame(source)
    format = FORMATS[suffix_of(source, FORMATS)]
    names = [escaped(f"file://{path.resolve()}") if isinstance(path, Path) else path for path in source]
    options = {"header": True, "mode": "FAILFAST", "mergeSchema": True}
    return spark.read.format(format).options(**options).load(names)


def escaped(address: str) -> str:
    """An address, with what Spark would take for a pattern marked as meant."""
    return re.sub(r"([\[\]{}*?\\])", r"\\\1", address)


def _wide_keys(boxes: DataFrame) -> DataFrame:
    """The keys whose values lie farther apart than their tolerance, in a form that rounding cannot lose."""
    from pyspark.sql import functions as f

    wide = "number > 1 AND top > bottom AND top - bottom >= allowed"
    top, bottom, allowed = f.max("lo").alias("top"), f.min("hi").alias("bottom"), f.min("tolerance").alias("allowed")
    return boxes.groupBy("key").agg(f.count("*").alias("number"), top, bottom, allowed).where(wide).select("key")


def _worker(limits: Limits):
    """What a worker does with its share of rows: a function that holds nothing but a number."""
    from checker.scale.answers import BYTES_A_ROW

    rows = limits.rows(BYTES_A_ROW)

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from checker.scale.answers import answers

        for table in answers(batches, rows):
            yield from table.to_batches()

    return work
