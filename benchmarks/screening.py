"""How long screening takes, beside a bare sort of the same columns in the same run.

Every case is a process of its own, so that its peak memory is its own too; this one stays small, because Linux counts
the memory of the process that starts another one among that of the other. The cases of a round follow each other, and
medians over rounds are compared: a busy moment of the machine falls on all. Nothing is asserted, machines are noisy.

    sort        DuckDB sorts all columns by (key, t0): the floor, on which the ratios rest
    duckdb      from Parquet to each opposed box with its worst opponent; `duckdb 1 GB` in that much memory
    plain       the same with the boxes read into memory first
    join        what a first draft would be: DuckDB joins the boxes with themselves by key; only while it can finish
    spark       local mode with all cores, and with one; with `--spark`

Run: `python benchmarks/screening.py --rows 100000 1000000 --moving 0.1 1`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from checker.scale.engines import MEMORY, Limits

ROUNDS = 3
JOIN_ROWS = 100_000  # beyond, the join of a key of 100,000 claims with itself takes minutes
GIB = 2**30
TOLD = "SELECT count(*) FROM (SELECT a.claim FROM boxes a JOIN boxes b USING (key) WHERE a.claim <> b.claim AND"
APART = "greatest(b.lo - a.hi, a.lo - b.hi)"
DAYS = "greatest(b.t0 - a.t1, a.t0 - b.t1, 0)"
JOIN = f"{TOLD} {APART} > a.tolerance + CASE WHEN {DAYS} > 0 THEN a.rate * {DAYS} ELSE 0 END GROUP BY a.claim)"


def sort(paths: Sequence[Path]) -> int:
    with _connection(paths) as connection:
        connection.execute("CREATE TEMP TABLE sorted AS SELECT * FROM boxes ORDER BY key, t0")
    return 0


def join(paths: Sequence[Path]) -> int:
    with _connection(paths) as connection:
        return connection.execute(JOIN).fetchall()[0][0]


def duckdb_engine(paths: Sequence[Path], memory: int = MEMORY) -> int:
    from checker.scale.engines import duckdb

    return sum(part.num_rows for part in duckdb.screen(paths, Limits(memory=memory)))


def plain(paths: Sequence[Path]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from checker.scale.answers import answers
    from checker.scale.engines import SLICE

    table = pa.concat_tables(pq.read_table(path) for path in paths).sort_by("key")
    return sum(part.num_rows for part in answers(table.to_batches(), SLICE))


def spark(paths: Sequence[Path], master: str = "local[*]") -> int:
    from checker.scale.engines import spark

    return sum(part.num_rows for part in spark.screen(paths, master))


CASES: Mapping[str, Callable[[Sequence[Path]], int]] = {
    "sort": sort,
    "duckdb": duckdb_engine,
    "duckdb 1 GB": lambda paths: duckdb_engine(paths, GIB),
    "plain": plain,
    "join": join,
    "spark": spark,
    "spark 1 core": lambda paths: spark(paths, "local[1]"),
}


def _connection(paths: Sequence[Path]):
    """A connection on the same terms as the engine's, with the boxes as a view."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "preserve_insertion_order": False,
        "threads": os.cpu_count() or 1,
    }
    connection = duckdb.connect(config=config)
    connection.read_parquet([str(path) for path in paths]).create_view("boxes")
    return connection


def one(case: str, folder: Path) -> None:
    """Run a case in this process and tell what it took."""
    paths = sorted(folder.glob("boxes-*.parquet"))
    start = time.perf_counter()
    found = CASES[case](paths)
    print(json.dumps({"seconds": time.perf_counter() - start, "found": found}))


def measured(case: str, folder: Path) -> tuple[float, int, int]:
    """Seconds without the start of Python, boxes found, and the peak memory of the process with its children."""
    command = [sys.executable, __file__, "--case", case, "--folder", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    told = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{case} broke down; run it alone: {' '.join(command)}")
    result = json.loads(told.splitlines()[-1])
    return result["seconds"], result["found"], usage.ru_maxrss * 1024


def table(rows: int, moving: float, names: Sequence[str], folder: Path) -> Iterator[str]:
    generator = Path(__file__).with_name("synthetic.py")
    command = [sys.executable, generator, folder, "--rows", str(rows), "--moving", str(moving)]
    planted = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    taken: dict[str, list[tuple[float, int, int]]] = {name: [] for name in names}
    for _ in range(ROUNDS):
        for name in names:
            taken[name].append(measured(name, folder))
    floor = statistics.median(seconds for seconds, _, _ in taken["sort"])
    yield f"{rows:,} boxes, {moving:.0%} of the keys with time moving, {planted:,} opposed"
    yield f"{'case':<14} {'seconds':>8} {'ratio':>6} {'peak MiB':>9}  opposed"
    for name, runs in taken.items():
        seconds = statistics.median(run[0] for run in runs)
        found = {run[1] for run in runs}
        exact = "" if name == "sort" else "all" if found == {planted} else f"WRONG: {found}"
        peak = max(run[2] for run in runs) / 2**20
        yield f"{name:<14} {seconds:>8.2f} {seconds / floor:>6.2f} {peak:>9,.0f}  {exact}"
    yield ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--moving", type=float, nargs="+", default=[0.1, 1])
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--case", choices=list(CASES), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.case:
        one(given.case, given.folder)
        return
    for rows in given.rows:
        for moving in given.moving:
            names = ["sort", "duckdb", "duckdb 1 GB", "plain"]
            names += ["join"] if rows <= JOIN_ROWS else []
            names += ["spark", "spark 1 core"] if given.spark else []
            with tempfile.TemporaryDirectory() as folder:
                for line in table(rows, moving, names, Path(folder)):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
