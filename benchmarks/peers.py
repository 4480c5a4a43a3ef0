"""The same question asked of this project and of its peers, on the same claims, in one run, at growing sizes.

Every way to the answer (`ways.py` has them) is a whole process of its own, from the start of Python to the claims that
have an opponent; `checker check` is the whole command, from Parquet to findings explained and written. What each found
is held against what was planted. A way that took too long or too much memory at one size is not asked for more.

    seconds      median of interleaved rounds; of one where a run takes longer than is worth repeating
    × kernel     beside the screen of this project, on the boxes
    × check      beside the command, on the same claims in tables
    found        `all`: exactly the planted claims; of a key in which very many part, the command lists those that part
                 most and counts the rest

Run: `python benchmarks/peers.py --rows 1000 100000 1000000`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from processes import Run, median, run

HERE = Path(__file__).parent
AS_OF = "2026-11-22"
SECONDS = 120  # that a run may take: what somebody would wait for before giving up
MEMORY = 8 * 2**30  # bytes: a laptop's share
ROUNDS = 3
LONG = 20  # seconds of a run that is not repeated
PLANTED = 100  # keys of a small corpus in which a conflict is planted at least, were all of them of several claims
SHARE = 0.0012  # of the keys of a large corpus: as the generator has it
LARGE = re.compile(r"([0-9,]+) of [0-9,]+ claims have an opponent; the ([0-9,]+) that part most")
"""How many claims of a large key have opponents, and how many of them are told one by one."""
KERNEL, CHECK = "kernel", "checker check"
WAYS = (KERNEL, CHECK, "join", "pandas", "by hand", "polars", "shape", "one query")
RDF = ("shape", "one query")
MOST_RDF = 100_000  # claims that are written as RDF: far beyond what was ever read in time


def command(way: str, folder: Path) -> list[str | Path]:
    if way == CHECK:
        flags = ["--as-of", AS_OF, "--isolated", "--no-cache", "--exit-zero", "--quiet", "--format", "json"]
        return [sys.executable, "-m", "checker", "check", folder / "claims", *flags]
    return [sys.executable, HERE / "ways.py", way, folder, folder / "found"]


def made(folder: Path, rows: int, moving: float) -> None:
    """Boxes, the same as tables of claims, and the same in RDF, each by a process of its own."""
    share = str(max(SHARE, PLANTED / rows))
    for target, form in ((folder, []), (folder / "claims", ["--claims"])):
        arguments = [target, "--rows", str(rows), "--planted", share, "--moving", str(moving), *form]
        subprocess.run([sys.executable, HERE / "synthetic.py", *arguments], check=True, stdout=subprocess.DEVNULL)
    if rows <= MOST_RDF:
        subprocess.run([sys.executable, HERE / "ways.py", "prepare", folder], check=True)


def compared(folder: Path, found: Path) -> str:
    """What a way found beside what was planted, counted by a process of its own."""
    line = [sys.executable, __file__, "--compare", folder, found]
    return subprocess.run(line, check=True, capture_output=True, text=True).stdout.strip()


def compare(folder: Path, found: Path) -> str:
    import numpy as np
    import pyarrow.parquet as pq

    planted = pq.read_table(folder / "opposed.parquet")["claim"].to_numpy()
    if found.suffix == ".json":
        report = json.loads(found.read_text(encoding="utf-8"))
        told = [finding for finding in report["findings"] if finding["verdict"] not in ("reconciled", "agreement")]
        named = np.unique([int(ref.rpartition("-")[2]) for finding in told for ref in finding["claims"]])
        counts = [found.groups() for finding in told if (found := LARGE.search(finding["message"]))]
        rest = sum(int(all_.replace(",", "")) - int(some.replace(",", "")) for all_, some in counts)
        if report["faults"]:
            return f"{len(report['faults']):,} faults"
    else:
        named, rest = np.unique(np.fromfile(found, np.int64)), 0
    right = int(np.isin(named, planted).sum())
    wrong = f", and {len(named) - right:,} WRONG" if len(named) > right else ""
    if right + rest == len(planted) and not wrong:
        return f"all {len(planted):,}" + (f": {right:,} listed, {rest:,} counted" if rest else "")
    return f"{right + rest:,} of {len(planted):,}{wrong}"


def asked(way: str, folder: Path, seconds: float, memory: int) -> tuple[Run, str]:
    """One run, and what it found."""
    found = folder / ("found.json" if way == CHECK else "found")
    found.unlink(missing_ok=True)
    result = run(command(way, folder), HERE.parent, seconds, memory, (0,))
    if result.broke:
        return result, ""
    if way == CHECK:
        found.write_text(result.output, encoding="utf-8")
    return Run(result.seconds, result.peak), compared(folder, found)


def rounds(ways: Sequence[str], folder: Path, seconds: float, memory: int) -> dict[str, tuple[Run, str]]:
    """The median of each way, and all that its runs found."""
    runs: dict[str, list[Run]] = {way: [] for way in ways}
    found: dict[str, set[str]] = {way: set() for way in ways}
    for number in range(ROUNDS):
        for way in ways:
            if number and (runs[way][0].broke or runs[way][0].seconds > LONG):
                continue
            result, answer = asked(way, folder, seconds, memory)
            runs[way].append(result)
            found[way].add(answer)
    return {way: (median(runs[way]), " or ".join(sorted(found[way]))) for way in ways}


def table(rows: int, moving: float, results: dict[str, tuple[Run, str]]) -> Iterator[str]:
    yield f"{rows:,} claims, {moving:.0%} of the keys with time moving"
    yield f"{'way':<14} {'seconds':>8} {'× kernel':>9} {'× check':>9} {'peak MiB':>9}  found"
    for way, (result, found) in results.items():
        ratios = " ".join(
            f"{result.seconds / base.seconds:>9.2f}" if not base.broke else f"{'-':>9}"
            for base, _ in (results[KERNEL], results[CHECK])
        )
        taken = (">" if result.broke else "") + f"{result.seconds:.2f}"
        yield f"{way:<14} {taken:>8} {ratios} {result.peak / 2**20:>9,.0f}  {result.broke or found}"
    yield ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--moving", type=float, nargs="+", default=[0.1, 1], help="share of the keys whose values move")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="that a run may take (default %(default)s)")
    parser.add_argument(
        "--ways", nargs="+", choices=WAYS, default=WAYS, help="the kernel and the command are always run"
    )
    parser.add_argument("--compare", type=Path, nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.compare:
        print(compare(*given.compare))
        return
    print(
        f"a run may take {given.seconds:g} s and {MEMORY / 2**30:g} GiB; medians of up to {ROUNDS} interleaved rounds\n"
    )
    for moving in given.moving:
        ways = [way for way in WAYS if way in (KERNEL, CHECK, *given.ways)]
        for rows in sorted(given.rows):
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                made(folder, rows, moving)
                ways = [way for way in ways if way not in RDF or rows <= MOST_RDF]
                results = rounds(ways, folder, given.seconds, MEMORY)
            for line in table(rows, moving, results):
                print(line, flush=True)
            ways = [way for way in ways if way in (KERNEL, CHECK) or not results[way][0].broke]


if __name__ == "__main__":
    main()
