"""DuckDB answers as plain Python does, within its limits, and touches nothing but what it was given."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from pyarrow import csv

from checker.scale.answers import answer
from checker.scale.engines import ENVELOPE, GATHER, KERNEL, EngineError, Interrupted, Limits
from checker.scale.engines import duckdb as engine
from checker.screening.columns import BoxColumns, box_columns
from tests.boxes import gathered, to_arrow

SMALL = 64 * 2**20


@pytest.fixture(scope="module")
def boxes(corpora) -> BoxColumns:
    return corpora(21, keys=3000)


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("memory", [SMALL, 2**31])
@pytest.mark.parametrize("slice_rows", [0, 1, 700, 10_000])
def test_answers_as_plain_python_does(threads: int, memory: int, slice_rows: int, boxes: BoxColumns) -> None:
    found = gathered(engine.screen(to_arrow(boxes), Limits(threads, memory, slice_rows)))
    assert found.num_rows > 10_000
    assert found.equals(answer(boxes))


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl"])
@pytest.mark.parametrize("name", ["boxes", "[a]*?{b}'$files;--"])
def test_reads_files(suffix: str, name: str, boxes: BoxColumns, tmp_path: Path) -> None:
    half = len(boxes) // 2
    paths = []
    for number, part in enumerate((to_arrow(boxes).slice(0, half), to_arrow(boxes).slice(half))):
        paths.append(tmp_path / f"{name}-{number}{suffix}")
        _write(part, paths[-1])
    # what the pattern in the name would find too, were it one
    (tmp_path / f"a-0{suffix}").write_text("not boxes")
    assert gathered(engine.screen(paths)).equals(answer(boxes))


def _write(table: pa.Table, path: Path) -> None:
    if path.suffix == ".parquet":
        pq.write_table(table, path)
    elif path.suffix == ".csv":
        csv.write_csv(table, path)
    else:
        infinite = (float("inf"), -float("inf"))
        usual = {"lo": infinite[1], "hi": infinite[0], "t0": infinite[1], "t1": infinite[0]}
        rows = [{name: cell for name, cell in row.items() if cell != usual.get(name)} for row in table.to_pylist()]
        text = (str(row).replace("'", '"').replace("inf", "Infinity") for row in rows)
        path.write_text("\n".join(text) + "\n")


def test_reads_a_dataset_and_cells_left_out(tmp_path: Path) -> None:
    table = pa.table({"claim": [1, 2, 3], "key": [0, 0, 0], "lo": [5, None, 7], "hi": [6, 4, 8]})
    pq.write_table(table, tmp_path / "a.parquet")
    found = gathered(engine.screen(ds.dataset(tmp_path / "a.parquet")))
    assert found["excess"].to_pylist() == [1.0, 3.0, 3.0]
    assert found.equals(gathered(engine.screen(table)))


def test_spills_what_memory_cannot_hold(private: Path) -> None:
    """A limit that the aggregation alone exceeds; the answer is the same and the folder empty afterwards."""
    rows = 4_000_000
    key = np.random.default_rng(0).permutation(rows) // 2
    boxes = box_columns(np.arange(rows), key, lo=(value := np.arange(rows) % 500 == 0), hi=value)
    parts = engine.screen(to_arrow(boxes), Limits(2, SMALL))
    first = next(parts)
    spilled = [path for path in private.rglob("*") if path.is_file()]
    found = gathered([first, *parts])
    assert spilled
    assert list(private.iterdir()) == []
    assert found.equals(answer(boxes))


@pytest.mark.parametrize(
    ("content", "suffix", "message"),
    [
        pytest.param("no table", ".parquet", "the boxes cannot be read: .*bad.parquet", id="no Parquet"),
        pytest.param("", ".parquet", "the boxes cannot be read: .*bad.parquet", id="an empty file"),
        pytest.param(
            "claim,key,lo\n1,1,x\n2,1,5\n", ".csv", "cannot be read: Could not convert string .x. to DOUBLE", id="text"
        ),
        pytest.param("claim,lo\n1,1\n", ".csv", "key not found among claim, lo; add it to every row", id="no key"),
        pytest.param('{"claim": 1}\n{', ".jsonl", "the boxes cannot be read: ", id="torn JSON"),
        pytest.param("x", ".xlsx", "found .xlsx; expected files of one kind: .parquet, .csv, .jsonl", id="a workbook"),
        pytest.param("claim,key,lo\n1,1,nan\n2,1,5\n", ".csv", "lo of claim 1 is nan", id="no number"),
    ],
)
def test_what_cannot_be_read(content: str, suffix: str, message: str, tmp_path: Path, private: Path) -> None:
    path = tmp_path / f"bad{suffix}"
    path.write_text(content)
    with pytest.raises(EngineError, match=message) as raised:
        list(engine.screen([path]))
    assert str(tmp_path) not in str(raised.value)
    assert list(private.iterdir()) == []


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"none.parquet") as raised:
        list(engine.screen([tmp_path / "none.parquet"]))
    assert str(tmp_path) not in str(raised.value)


def test_no_files() -> None:
    with pytest.raises(EngineError, match="found no files; expected files of one kind"):
        list(engine.screen([]))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{other}')",
        "SELECT * FROM read_text('{folder}/*')",
        "COPY (SELECT 1) TO '{folder}/written.csv'",
        "ATTACH '{folder}/new.db'",
        "SET enable_external_access = true",
        "SET memory_limit = '9GB'",
        "INSTALL httpfs",
        "LOAD httpfs",
    ],
)
def test_nothing_else_can_be_reached(query: str, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a\n1\n")
    given = tmp_path / "given.csv"
    given.write_text("claim,key\n1,1\n")
    connection = engine._connection([given], tmp_path / "spill", Limits(1))
    with pytest.raises(duckdb.Error, match=r"disabled by configuration|has been locked|disabled through config"):
        connection.execute(query.format(other=tmp_path / "other.csv", folder=tmp_path))
    assert {path.name for path in tmp_path.iterdir()} <= {"other.csv", "given.csv", "spill"}


@pytest.mark.parametrize("step", [ENVELOPE, GATHER, KERNEL])
def test_an_interrupt_leaves_nothing(step: str, boxes: BoxColumns, private: Path) -> None:
    def interrupt(now: str, _share: float) -> None:
        if now == step:
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(Interrupted, match="stopped; temporary files are removed and nothing was reported"):
        list(engine.screen(to_arrow(boxes), Limits(2, slice_rows=100), interrupt))
    assert list(private.iterdir()) == []


def test_a_caller_may_stop_early(boxes: BoxColumns, private: Path) -> None:
    parts = engine.screen(to_arrow(boxes), Limits(2, slice_rows=100))
    assert next(parts).num_rows
    parts.close()
    assert list(private.iterdir()) == []


def test_tells_how_far_it_is(boxes: BoxColumns) -> None:
    steps: list[tuple[str, float]] = []
    list(engine.screen(to_arrow(boxes), progress=lambda step, share: steps.append((step, share))))
    assert list(dict.fromkeys(step for step, _ in steps)) == [ENVELOPE, GATHER, KERNEL]
    assert all(0 <= share <= 1 for _, share in steps)
    assert {step for step, share in steps if share == 1} == {ENVELOPE, GATHER, KERNEL}


@pytest.mark.parametrize("as_file", [True, False], ids=["a file", "Arrow"])
def test_one_connection_is_asked_again_and_again(as_file: bool, boxes: BoxColumns, private: Path) -> None:
    """Also while answers are still being read; what was asked about before is not there any more."""
    path = private.parent / "boxes.parquet"
    pq.write_table(to_arrow(boxes), path)
    count = "SELECT count(*) AS number FROM boxes"
    with engine.opened([path] if as_file else to_arrow(boxes), Limits(2, slice_rows=100)) as (screen, query):
        for _ in range(2):
            parts = screen()
            first = next(parts)
            for wanted in ([1, 2], [3]):
                asked = query("SELECT sum(n) AS n FROM wanted, (SELECT 1)", wanted=pa.table({"n": wanted}))
                assert asked["n"].to_pylist() == [sum(wanted)]
            assert query(count)["number"].to_pylist() == [len(boxes)]
            with pytest.raises(EngineError, match="wanted"):
                query("SELECT * FROM wanted")
            assert gathered([first, *parts]).equals(answer(boxes))
    assert list(private.iterdir()) == []
