"""How long commands take from start to end, beside bare Python and beside two linters of YAML.

Whole processes are timed, because that is what a person waits for. The runs of all commands are interleaved, so that
a busy moment of the machine falls on all of them alike; medians are compared. Nothing touches the network.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = 15  # odd, so that a median is one of the runs; enough for medians that repeat within about 5 %
COMPLETED = (0, 1)  # checkers and linters exit with 1 where they found something; Python does too where it crashed
VALID = (0,)  # a validator that refuses the schema itself ends with 1, having looked at no claim: all of ours are valid


def commands() -> dict[str, list[str | Path] | None]:
    """What is timed, by the name that the table shows; None where the program is not installed."""
    claims = sorted(path for path in (ROOT / "claims").glob("*.yaml") if path.name != "vocabulary.yaml")
    schema = ROOT / "schemas" / "claims.schema.json"
    checker, yamllint, jsonschema = program("checker"), program("yamllint"), program("check-jsonschema")
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "checker --help": checker and [checker, "--help"],
        "checker check claims": checker and [checker, "check", "claims"],
        "yamllint claims": yamllint and [yamllint, "-d", "relaxed", "claims"],
        "check-jsonschema claims": jsonschema and [jsonschema, "--schemafile", schema, *claims],
    }


def program(name: str) -> str | None:
    """The program beside this interpreter, else the one that the shell would find."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def seconds(command: Sequence[str | Path]) -> float | None:
    """The wall time of one run; None where the program broke down."""
    completed = VALID if Path(command[0]).name == "check-jsonschema" else COMPLETED
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    taken = time.perf_counter() - start
    return taken if done.returncode in completed and b"Traceback" not in done.stderr else None


def measure(timed: Mapping[str, Sequence[str | Path]], runs: int) -> dict[str, float | None]:
    """The median of each command; None where any of its runs broke down."""
    taken: dict[str, list[float | None]] = {name: [] for name in timed}
    for command in timed.values():
        seconds(command)  # fills the caches of bytecode and disk
    for _ in range(runs):
        for name, command in timed.items():
            taken[name].append(seconds(command))
    # a None among the times makes the whole entry None, so that the median is of numbers only
    return {name: None if None in times else statistics.median(times) for name, times in taken.items()}  # type: ignore[type-var]


def table(medians: Mapping[str, float | None]) -> str:
    """Milliseconds, and the ratio to the first command of the table."""
    base = next(iter(medians.values()))
    rows = [f"{'command':<24} {'median ms':>9} {'ratio':>6}"]
    for name, median in medians.items():
        if median is None or base is None:
            rows.append(f"{name:<24} {'-':>9} {'-':>6}  did not finish its work")
        else:
            rows.append(f"{name:<24} {median * 1000:>9.0f} {median / base:>6.1f}")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each command is run (default %(default)s)")
    runs = max(1, parser.parse_args().runs)
    known = commands()
    present = {name: command for name, command in known.items() if command is not None}
    print(f"{runs} runs of each, interleaved")
    print(table(measure(present, runs)))
    for name in known.keys() - present.keys():
        print(f"{name.split()[0]} is not installed: left out")


if __name__ == "__main__":
    main()
