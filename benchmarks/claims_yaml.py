"""How long a check of many claim files takes: the first time, again, and after one file changed.

The corpus is made up: 100 documents that make 100 claims each on 2,500 subjects, so that four documents speak of each;
one value in a hundred is wrong. Whole processes are timed, as in `peers.py`; the cases of a round follow each other.

    no cache          everything is read and judged, and nothing is kept
    first             the same, and what was found is kept for the next run
    unchanged         again, with nothing changed
    a comment         after a comment was added to one file
    a value           after one value in one file became ten times as large

Run: `python benchmarks/claims_yaml.py`.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

from processes import Run, median, run

AS_OF = "2026-11-22"
ROUNDS = 5
DOCUMENTS = 100
SPEAKERS = 4  # documents that speak of one subject
WRONG = 0.01
SECONDS, MEMORY = 300, 8 * 2**30

VOCABULARY = """\
properties:
  output: {{label: output, datatype: quantity, kind: state, unit: MW, change: 5 % per year}}
  staff: {{label: staff, datatype: quantity, kind: state}}
  length: {{label: length, datatype: quantity, kind: constant, unit: km}}
  opened: {{label: opening, datatype: date, kind: event}}
entities:
{entities}
"""
HEAD = """\
document:
  id: report-{number}
  title: Report {number}
  publisher: Office {office}
  published: 2021-{month:02}
claims:
"""
CLAIM = """\
  - id: claim-{number}
    quote: "it was {value} in {year}"
    subject: {subject}
    property: {property}
    value: {value}
    as_of: {year}
"""


def corpus(folder: Path, claims: int) -> list[Path]:
    """The claim files."""
    folder.mkdir()
    subjects = claims // SPEAKERS
    entities = "\n".join(f"  station-{n}: {{label: Station {n}}}" for n in range(subjects))
    (folder / "vocabulary.yaml").write_text(VOCABULARY.format(entities=entities), encoding="utf-8")
    chance = random.Random(0)
    told: list[list[str]] = [[] for _ in range(DOCUMENTS)]
    for number in range(claims):
        subject, speaker = divmod(number, SPEAKERS)
        file = (subject * 7 + speaker * 29) % DOCUMENTS
        off = chance.random() < WRONG
        kind, value = _value(subject, 2 if off else 1, about=speaker % 2 == 1)
        told[file].append(
            CLAIM.format(
                number=number, subject=f"station-{subject}", property=kind, value=value, year=2015 + subject % 5
            )
        )
    files = [folder / f"report-{number}.yaml" for number in range(DOCUMENTS)]
    for number, file in enumerate(files):
        head = HEAD.format(number=number, office=number % 10, month=number % 12 + 1)
        file.write_text(head + "".join(told[number]), encoding="utf-8")
    return files


def _value(subject: int, times: int, *, about: bool) -> tuple[str, str]:
    """A property and a value of it in the words of a document."""
    hedge = "about " if about else ""
    size = (101 + subject * 37 % 900) * times
    match subject % 4:
        case 0:
            return "output", f"{hedge}{size} MW"
        case 1:
            return "staff", f"{'over ' if about else ''}{size + (0 if about else 1)}"
        case 2:
            return "length", f"{hedge}{size} km"
        case _:
            year = 1900 + subject % 90 + times
            return "opened", f"{year}" if about else f"{year}-05-17"


def rounds(folder: Path, claims: int, number: int) -> dict[str, Run]:
    """The median of each case."""
    files = corpus(folder / "claims", claims)
    cache = folder / "cache"
    os.environ["CHECKER_CACHE"] = str(cache)
    check = [sys.executable, "-m", "checker", "check", "claims", "--as-of", AS_OF, "--isolated", "--quiet"]
    runs: dict[str, list[Run]] = {}

    def timed(case: str, *flags: str) -> None:
        runs.setdefault(case, []).append(run([*check, *flags], folder, SECONDS, MEMORY))

    for turn in range(number):
        shutil.rmtree(cache, ignore_errors=True)
        timed("no cache", "--no-cache")
        timed("first")
        timed("unchanged")
        with files[turn % DOCUMENTS].open("a", encoding="utf-8") as file:
            file.write("# read again\n")
        timed("a comment")
        changed = files[(turn + DOCUMENTS // 2) % DOCUMENTS]
        changed.write_text(changed.read_text(encoding="utf-8").replace(" MW", "0 MW", 1), encoding="utf-8")
        timed("a value")
    return {case: median(taken) for case, taken in runs.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    print(f"{given.claims:,} claims in {DOCUMENTS} files; medians of {given.rounds} rounds")
    print(f"{'case':<10} {'seconds':>8} {'ratio':>6} {'peak MiB':>9}")
    with tempfile.TemporaryDirectory() as name:
        results = rounds(Path(name), given.claims, given.rounds)
    floor = results["no cache"].seconds
    for case, result in results.items():
        told = f"{result.seconds:>8.2f} {result.seconds / floor:>6.2f} {result.peak / 2**20:>9,.0f}"
        print(f"{case:<10} {told}  {result.broke}".rstrip())


if __name__ == "__main__":
    main()
