"""Spark answers as plain Python and DuckDB do: in one process, and from a real master with two workers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import csv

from checker.scale.answers import answer
from checker.scale.engines import EngineError, Limits
from checker.scale.engines import duckdb as duck
from checker.scale.engines import spark as engine
from checker.screening.columns import BoxColumns, box_columns
from tests.boxes import gathered, to_arrow

LIMITS = Limits(threads=2, memory=2**30, slice_rows=5000)


if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.usefixtures("java")


@pytest.fixture(scope="session")
def boxes(corpora) -> BoxColumns:
    """Thousands of random corpora at once: each key is one."""
    return corpora(31, keys=4000)


@pytest.fixture(scope="session")
def parts(boxes: BoxColumns, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    third = len(boxes) // 3
    paths = []
    for number in range(3):
        paths.append(folder / f"part-{number}.parquet")
        pq.write_table(to_arrow(boxes).slice(number * third, third if number < 2 else None), paths[-1])
    return paths


def test_every_engine_answers_alike(spark: SparkSession, boxes: BoxColumns, parts: list[Path], tmp_path: Path) -> None:
    """What is read, and how, changes nothing."""
    expected = answer(boxes)
    assert expected.num_rows > 10_000
    assert gathered(duck.screen(parts, LIMITS)).equals(expected)
    table = tmp_path / "all [1]{2}*.csv"
    csv.write_csv(to_arrow(boxes), table)
    steps: list[str] = []
    assert engine.screened(spark, parts, LIMITS, lambda step, _share: steps.append(step)).equals(expected)
    assert engine.screened(spark, [table], LIMITS).equals(expected)
    assert engine.screened(spark, to_arrow(boxes), Limits(2, slice_rows=1)).equals(expected)
    nothing = engine.screened(spark, to_arrow(box_columns([1], [1])), LIMITS)
    assert nothing.equals(gathered([]))
    for message, source in _unreadable(tmp_path):
        with pytest.raises(EngineError, match=message) as raised:
            engine.screened(spark, source, LIMITS)
        assert "\n" not in str(raised.value)
    assert steps


def _unreadable(folder: Path) -> Iterator[tuple[str, list[Path] | pa.Table]]:
    (folder / "bad.parquet").write_text("no table")
    (folder / "text.csv").write_text("claim,key,lo\n1,1,x\n2,1,5\n")
    (folder / "lacking.csv").write_text("claim,lo\n1,1\n")
    yield "Spark could not read or screen the boxes: ", [folder / "bad.parquet"]
    yield "Spark could not read or screen the boxes: .*'x'", [folder / "text.csv"]
    yield "key not found among claim, lo", [folder / "lacking.csv"]
    yield "found .xlsx; expected files of one kind", [folder / "book.xlsx"]
    yield "Spark could not read or screen the boxes: .*none.parquet", [folder / "none.parquet"]
    wrong = pa.table({"claim": [1, 2], "key": [0, 0], "lo": [float("nan"), 1.0]})
    yield "lo of claim 1 is nan", wrong


def test_a_real_master_answers_alike(master: str, boxes: BoxColumns, parts: list[Path]) -> None:
    """In a process of its own: one process holds one Spark. The workers find the package by what they are sent."""
    folder = parts[0].parent
    script = f"""
import pyarrow.parquet as pq
from pathlib import Path
from checker.scale.engines import Limits, spark
limits = Limits(threads=2, memory=2**29, slice_rows=5000)
with spark.session({master!r}, limits) as session:
    found = spark.screened(session, sorted(Path({str(folder)!r}).glob("part-*.parquet")), limits)
    workers = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
pq.write_table(found, {str(folder / "found.parquet")!r})
print("workers", workers)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "workers 2" in done.stdout
    assert pq.read_table(folder / "found.parquet").equals(answer(boxes))


@pytest.mark.parametrize(
    ("master", "message"),
    [
        ("http://127.0.0.1:7077", "expected local[*], spark://HOST:PORT, yarn or k8s://…"),
        ("spark://somewhere", "expected a host and a port, as in spark://host:7077"),
        ("spark://host:port", "expected a host and a port, as in spark://host:7077"),
        ("spark://127.0.0.1:{free}", "no Spark master answers at spark://127.0.0.1:"),
    ],
)
def test_no_master(master: str, message: str, free_port: Callable[[], int]) -> None:
    master = master.replace("{free}", str(free_port()))
    with pytest.raises(EngineError) as raised:
        list(engine.screen(to_arrow(box_columns([1], [1])), master))
    assert message in str(raised.value)


def test_no_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(EngineError, match=r"needs a Java runtime \(17 or newer\) and none was found; install one"):
        list(engine.screen([]))
