"""What a report of many figures takes: three publishers, two elections, 3,122 counties, two candidates: 37,464 figures.

The second publisher copies the first; the third counted later in half of the states, and in one state of each election
each county has the state's total. `causes` holds nothing else; in `mistakes` a twentieth of all figures is wrong at
random, in `chaos` a third of them: thousands of questions are in dispute for no common cause.

Run: `python benchmarks/elections.py`: whole processes, JSON and memory; the figures are in docs/performance.md.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from processes import run

COUNTIES, STATES = 3_122, 50
YEARS = (2016, 2020)
PUBLISHERS = ("archive", "mirror", "atlas")
CANDIDATES = ("adams", "baker")
WRONG = {"causes": 0.0, "mistakes": 0.05, "chaos": 1 / 3}
SECONDS, MEMORY = 600.0, 8 * 2**30
FIELDS = ("document", "id", "quote", "subject", "property", "scope.candidate", "value", "as_of")


def write(folder: Path, wrong: float) -> None:
    random = Random(0)
    folder.mkdir(parents=True)
    words = {
        "properties": {"votes": {"label": "votes", "datatype": "quantity", "kind": "state", "exact": True}},
        "scopes": {"candidate": "candidate"},
        "entities": {
            **{f"state-{state}": {"label": f"State {state}"} for state in range(STATES)},
            **{
                f"county-{county}": {"label": f"County {county}", "part_of": [f"state-{county % STATES}"]}
                for county in range(COUNTIES)
            },
            **{name: {"label": name.capitalize()} for name in CANDIDATES},
        },
    }
    (folder / "vocabulary.yaml").write_text(json.dumps(words), encoding="utf-8")
    rows: dict[str, list[tuple]] = {publisher: [] for publisher in PUBLISHERS}
    for year in YEARS:
        for candidate in CANDIDATES:
            true = [round(10 ** random.uniform(2, 6)) for _ in range(COUNTIES)]
            totals = Counter[int]()
            for county, votes in enumerate(true):
                totals[county % STATES] += votes
            for county, votes in enumerate(true):
                state = county % STATES
                later = votes + random.randint(1, 1 + votes // 50) if state % 2 else votes
                told = totals[state] if state == year % 7 else later
                for publisher, figure in zip(PUBLISHERS, (votes, votes, told), strict=True):
                    if random.random() < wrong:
                        figure = round(figure * random.uniform(0.5, 1.5))
                    name = f"{candidate}-{county}-{year}"
                    about = (f"county-{county}", "votes", candidate, figure, str(year))
                    rows[publisher].append((f"{publisher}-{year}", name, f"{figure}", *about))
    for publisher, lines in rows.items():
        with (folder / f"{publisher}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows((FIELDS, *lines))
    with (folder / "documents.csv").open("w", newline="", encoding="utf-8") as file:
        heads = [
            (f"{name}-{year}", f"Votes {year}, {name}", f"The {name}", f"{year + 1}-0{number + 2}-01")
            for number, name in enumerate(PUBLISHERS)
            for year in YEARS
        ]
        csv.writer(file).writerows((("id", "title", "publisher", "published"), *heads))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="elections-") as name:
        print(f"{'corpus':<10} {'seconds':>8} {'peak MiB':>9} {'MB of JSON':>11}  told")
        for kind, wrong in WRONG.items():
            folder = Path(name) / kind
            write(folder, wrong)
            flags = ("--as-of", "2026-11-22", "--no-cache", "--isolated", "--format", "json")
            command = [sys.executable, "-m", "checker", "check", folder, *flags]
            one = run(command, Path(name), SECONDS, MEMORY, (0, 1, 3))
            told = one.broke
            if not told:
                report = json.loads(one.output)
                told = f"{len(report['disagreements']):,} disagreements, {len(report['findings']):,} findings"
            size = len(one.output.encode()) / 1e6
            print(f"{kind:<10} {one.seconds:>8.1f} {one.peak / 2**20:>9,.0f} {size:>11.1f}  {told}", flush=True)


if __name__ == "__main__":
    main()
