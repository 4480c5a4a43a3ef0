"""Random corpora as columns, a slow screen that looks at every pair, and a Spark of several processes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest

from checker.scale.answers import ANSWER
from checker.scale.engines import Limits
from checker.screening.columns import FIELDS, BoxColumns, box_columns

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Corpora = Callable[..., BoxColumns]
Slow = Callable[[BoxColumns], pa.Table]


def random_corpora(seed: int, keys: int = 1000, largest: int = 24) -> BoxColumns:
    """As many corpora as keys, of 1 to `largest` boxes each, in which much touches, ties and overlaps.

    All numbers are small multiples of 1/4, so that sums and products of them are exact.
    """
    random = np.random.default_rng(seed)
    group = np.repeat(np.arange(keys), random.integers(1, largest + 1, keys))
    size = len(group)

    def of_key(choices: list[float]) -> np.ndarray:
        return random.choice(choices, keys)[group]

    def sometimes(share: float) -> np.ndarray:
        return random.random(size) < share

    spread, width, days, length = of_key([0, 2, 8, 40]), of_key([0, 2, 6]), of_key([0, 5, 30]), of_key([0, 4, 20])
    lo = np.floor(random.uniform(-spread, spread + 1)) / of_key([1, 4])
    hi = lo + np.floor(random.uniform(0, width + 1)) * sometimes(0.6)
    t0 = np.floor(random.uniform(-days, days + 1))
    t1 = t0 + np.floor(random.uniform(0, length + 1)) * sometimes(0.6)
    return box_columns(
        random.permutation(size * 3)[:size] - size,
        random.permutation(keys * 2)[:keys][group] - keys,
        lo=np.where(sometimes(0.08), -np.inf, lo),
        hi=np.where(sometimes(0.08), np.inf, hi),
        t0=np.where(sometimes(0.08), -np.inf, t0),
        t1=np.where(sometimes(0.08), np.inf, t1),
        tolerance=of_key([0, 0, 0.25, 1, 3]),
        rate=of_key([0, 0.25, 0.5, 1, 4, np.inf]),
    )


def to_arrow(boxes: BoxColumns) -> pa.Table:
    return pa.table({name: getattr(boxes, name) for name in FIELDS})


def gathered(tables: Iterable[pa.Table]) -> pa.Table:
    """All answers as one table; empty ones count for its columns."""
    types = (pa.int64(), pa.int64(), pa.int64(), pa.float64())
    nothing = pa.table({name: pa.array([], type) for name, type in zip(ANSWER, types, strict=True)})
    return pa.concat_tables([nothing, *tables]).combine_chunks()


def every_pair(boxes: BoxColumns) -> pa.Table:
    """What `checker.scale.answers.answer` promises, from all pairs of each key."""
    found: list[tuple[int, int, int, float]] = []
    for key in np.unique(boxes.key):
        part = boxes.take(boxes.key == key)
        excess = excesses(part, np.arange(len(part)))
        excess[np.diag_indices(len(part))] = -np.inf
        for row in np.flatnonzero((excess > 0).any(axis=1)):
            most = excess[row].max()
            worst = part.claim[excess[row] == most].min()
            found.append((int(key), int(part.claim[row]), int(worst), float(most)))
    kinds = {"key": pa.int64(), "claim": pa.int64(), "worst": pa.int64(), "excess": pa.float64()}
    cells = list(zip(*sorted(found), strict=True)) or [()] * len(kinds)
    return pa.table({name: pa.array(cells[place], kind) for place, (name, kind) in enumerate(kinds.items())})


def excesses(boxes: BoxColumns, rows: np.ndarray) -> np.ndarray:
    """By how much each of `rows` parts from each box, straight from the definition; below 0: not at all."""
    a = boxes.take(rows)
    none = np.zeros(1)
    gap = np.maximum(np.maximum(boxes.lo - a.hi[:, None], a.lo[:, None] - boxes.hi), none)
    days = np.maximum(np.maximum(boxes.t0 - a.t1[:, None], a.t0[:, None] - boxes.t1), none)
    apart = days > 0
    drift = np.zeros(days.shape)
    drift[apart] = (np.broadcast_to(a.rate[:, None], days.shape)[apart]) * days[apart]
    return gap - (a.tolerance[:, None] + drift)


@pytest.fixture(scope="session")
def corpora() -> Corpora:
    return random_corpora


@pytest.fixture(scope="session")
def slow() -> Slow:
    return every_pair


@pytest.fixture(scope="session")
def parting() -> Callable[[BoxColumns, np.ndarray], np.ndarray]:
    return excesses


START_SECONDS = 60
"""A master and two workers take about five; a busy machine some times that."""


SHORT_RUNS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Why: sessions of tests end before what the second compiler makes of them pays; it takes two thirds of their time."""


@pytest.fixture(scope="session")
def java() -> Iterator[None]:
    from checker.scale.engines import session

    if not session._java():
        pytest.skip("no Java runtime: Spark cannot run")
    if missing := [name for name in ("pyspark", "pandas") if find_spec(name) is None]:
        pytest.skip(f"{' and '.join(missing)} not installed: Spark cannot run")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", SHORT_RUNS)
        yield


SPARK_LIMITS = Limits(threads=2, memory=2**30)

FEW_ROWS = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "2",
}
"""Why: to write a program for a query, and to spread its rows on eight, takes longer than to answer it about few. A run
at a real master does both.
"""


@pytest.fixture(scope="session")
def spark_session(java: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:  # noqa: ARG001
    """One for all tests, as a process holds one, and as what it is asked first takes it many times as long; what it
    wrote for itself is gone in the end.
    """
    from checker.scale.engines import session

    private = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(private))
        with session.session("local[2]", SPARK_LIMITS) as started:
            patch.undo()
            for name, setting in FEW_ROWS.items():
                started.conf.set(name, setting)
            yield started
    assert list(private.iterdir()) == []


@pytest.fixture
def spark(spark_session: SparkSession, monkeypatch: pytest.MonkeyPatch) -> SparkSession:
    """Whoever asks for a session gets that of all tests."""
    from checker.scale import spark as tables
    from checker.scale.engines import spark as boxes

    @contextmanager
    def same(*_: object) -> Iterator[SparkSession]:
        yield spark_session

    for module in (tables, boxes):
        monkeypatch.setattr(module, "session", same)
    return spark_session


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    return _free


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, Sequence[subprocess.Popen]]]:
    """A standalone master and its two workers, all on the loopback, and all gone afterwards."""
    if not shutil.which("bash"):
        pytest.skip("no bash: Spark's own scripts cannot run")
    import pyspark

    home = Path(pyspark.__file__).parent
    address = f"spark://127.0.0.1:{_free()}"
    near = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1", "PYSPARK_PYTHON": sys.executable}
    environment = {**os.environ, **near, "SPARK_HOME": str(home), "SPARK_WORKER_DIR": str(folder)}
    place = ["--host", "127.0.0.1", "--webui-port", "0"]
    deploy = "org.apache.spark.deploy"
    commands = [
        [f"{deploy}.master.Master", *place, "--port", address.rpartition(":")[2]],
        *([f"{deploy}.worker.Worker", *place, "--cores", "1", "--memory", "1g", address] for _ in range(2)),
    ]
    log = folder / "log"
    with log.open("w") as output:
        started = [
            subprocess.Popen(
                ["bash", home / "bin" / "spark-class", *command], env=environment, stdout=output, stderr=output
            )
            for command in commands
        ]
        try:
            until = time.monotonic() + START_SECONDS
            while log.read_text().count("Successfully registered with master") < 2:
                assert time.monotonic() < until, log.read_text()
                assert all(process.poll() is None for process in started), log.read_text()
                time.sleep(0.2)
            yield address, started
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait(timeout=START_SECONDS)


@pytest.fixture(scope="session")
def master(java: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: ARG001  # skips without it
    with cluster(tmp_path_factory.mktemp("cluster")) as (address, _):
        yield address


@pytest.fixture
def mortal(java: None, tmp_path: Path) -> Iterator[tuple[str, Sequence[subprocess.Popen]]]:  # noqa: ARG001
    """A master of a test's own, with the processes that it may end: the master's first, then the workers'."""
    with cluster(tmp_path) as found:
        yield found
