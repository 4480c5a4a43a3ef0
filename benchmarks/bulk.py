"""How long it takes from tables of claims to findings, beside a bare sort of the same rows in the same run.

Each case is a whole process, from its start to its end, and each round has all of them, so that a busy moment of the
machine falls on all. Nothing is asserted, machines are noisy.

    sort           DuckDB sorts the boxes of the same rows by (key, t0), from Parquet: the floor of the ratios
    check          `checker check`: Parquet tables to findings, explained and written as JSON
    check 1 GB     the same with `--memory 1GB`
    check plain    the same with the kernel alone, all boxes in memory
    one bad file   all claims in one file, in which five rows are at fault

Run: `python benchmarks/bulk.py --rows 100000 1000000`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from processes import Run, median, run

ROUNDS = 3
MOST_SECONDS, MOST_MEMORY = 600.0, 8 * 2**30
SORT = """
import sys, duckdb
from pathlib import Path
connection = duckdb.connect(config={"preserve_insertion_order": False})
connection.read_parquet([str(path) for path in sorted(Path(sys.argv[1]).glob("boxes-*.parquet"))]).create_view("boxes")
connection.execute("CREATE TEMP TABLE sorted AS SELECT * FROM boxes ORDER BY key, t0")
"""
ENDED = (0, 1, 2)  # 1: contradictions, 2: rows at fault
ONE_FILE = "one bad file"
BAD_ROWS = 5
CASES = {
    "check": ("--engine", "duckdb"),
    "check 1 GB": ("--engine", "duckdb", "--memory", "1GB"),
    "check plain": ("--engine", "plain"),
    ONE_FILE: ("--engine", "duckdb"),
}


def command(case: str, folder: Path) -> list[str | Path]:
    if case == "sort":
        return [sys.executable, "-c", SORT, folder / "boxes"]
    fixed = ("--as-of", "2026-11-22", "--no-cache", "--isolated", "--format", "json")
    claims = folder / ("bad" if case == ONE_FILE else "claims")
    return [sys.executable, "-m", "checker", "check", claims, *fixed, *CASES[case]]


def spoil(claims: Path, folder: Path, rows: int) -> None:
    """The same corpus with all tables of claims in one, in which the value of some rows, far apart, is no number."""
    shutil.copytree(claims, folder, ignore=shutil.ignore_patterns("claims-*"))
    bad = {rows * (2 * place + 1) // (2 * BAD_ROWS) for place in range(BAD_ROWS)}
    written, writer = 0, None
    for part in sorted(claims.glob("claims-*.parquet")):
        table = pq.read_table(part, partitioning=None)
        wrong = np.isin(np.arange(written, written + len(table)), list(bad))
        values = pc.if_else(pa.array(wrong), "many", table["lo"])
        table = table.set_column(table.column_names.index("lo"), "lo", values)
        writer = writer or pq.ParquetWriter(folder / "claims.parquet", table.schema)
        writer.write_table(table)
        written += len(table)
    if writer:
        writer.close()


def told(output: str) -> str:
    """How much a report tells."""
    report = json.loads(output)
    open_ = sum(finding["verdict"] in ("contradiction", "tension") for finding in report["findings"])
    faults = f", {len(report['faults'])} rows at fault" if report["faults"] else ""
    return f"{open_:,} open, {len(report['claims']):,} of {report['coverage']['claims']:,} claims judged{faults}"


def table(rows: int, rounds: int, folder: Path) -> Iterator[str]:
    generator = [sys.executable, Path(__file__).with_name("synthetic.py")]
    for name, more in (("claims", ("--claims",)), ("boxes", ())):
        subprocess.run([*generator, folder / name, "--rows", str(rows), *more], check=True, capture_output=True)
    spoil(folder / "claims", folder / "bad", rows)
    taken: dict[str, list[Run]] = {case: [] for case in ("sort", *CASES)}
    for _ in range(rounds):
        for case, runs in taken.items():
            runs.append(run(command(case, folder), folder, MOST_SECONDS, MOST_MEMORY, ENDED))
    floor = median(taken["sort"]).seconds
    yield f"{rows:,} claims"
    yield f"{'case':<12} {'seconds':>8} {'ratio':>6} {'peak MiB':>9}"
    for case, runs in taken.items():
        one = median(runs)
        words = one.broke or (told(one.output) if case != "sort" else "")
        yield f"{case:<12} {one.seconds:>8.2f} {one.seconds / floor:>6.2f} {one.peak / 2**20:>9,.0f}  {words}"
    yield ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    for rows in given.rows:
        with tempfile.TemporaryDirectory(prefix="bulk-") as folder:
            for line in table(rows, given.rounds, Path(folder)):
                print(line, flush=True)


if __name__ == "__main__":
    main()
