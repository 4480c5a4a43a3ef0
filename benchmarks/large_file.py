"""How long one claim file of almost 10 MB takes, all of whose claims are valid.

The file is made up, all quotes differ, and nothing is kept between runs. Whole processes are timed by their processor
time, which other programs disturb less than the clock.

    short            few words about a figure: `it was 230 MW in 2015`
    short, few       the same of 40 subjects, so that each question has thousands of claims
    prose            as many words as a quote may have (15), with a figure and its unit among others
    hedged           prose whose figure stands behind a hedge, claimed with the same hedge
    disputed         prose, and in half of the questions figures that differ
    dates            prose with a day, claimed as that day
    wrong            prose whose figure is another one than the value
    names            prose that names an entity
    German           short quotes of a document in German
    rows             a table of the same size, whose rows are claims

Run: `python benchmarks/large_file.py`, or with the kinds to run.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from processes import median, run

AS_OF = "2026-11-22"
SIZE = 10_000_000 - 1_000  # bytes of a file: just below 10 MB
SECONDS, MEMORY = 300, 8 * 2**30
ROUNDS = 3
COMPLETED = (0, 1, 3)  # 3: not all pairs of a large question were compared
SUBJECTS, FEW = 20_000, 40

VOCABULARY = """\
properties:
  output: {{label: electricity output, datatype: quantity, kind: state, unit: MW, change: 5 % per year}}
  staff: {{label: staff, datatype: quantity, kind: state}}
  share: {{label: share of renewable energy, datatype: quantity, kind: state, unit: "%"}}
  cost: {{label: cost of building, datatype: quantity, kind: constant, unit: USD}}
  length: {{label: length of the line, datatype: quantity, kind: constant, unit: km}}
  opened: {{label: opening, datatype: date, kind: event}}
  owner: {{label: owner, datatype: entity, kind: state}}
entities:
{entities}
"""
HEAD = "document: {{id: report, title: Report, publisher: An office, published: 2021-03{more}}}\nclaims:\n"
PROSE = {
    "output": (
        "the station at the river delivered {} to the network in {year}",
        "In {year} its {n} turbines had an installed capacity of {}",
        "with {} it was in {year} the largest on the coast",
    ),
    "staff": (
        "the company had {} employees in {year}, most of them engineers",
        "In {year} {} people worked there, in {n} shifts, on the line for engines",
    ),
    "share": (
        "renewables were {} of the energy consumed in {year}",
        "a share of {} came from wind and sun in {year}, from {n} parks",
    ),
    "cost": (
        "the works of {year} cost {}, and the bank lent it",
        "the contract for {} was signed in {year} with a builder from abroad",
    ),
    "length": (
        "the line to the port is {} long, with {n} bridges",
        "{} of track were laid, with {n} stations on the way",
    ),
}
HEDGES = ("about", "over", "nearly", "at least", "almost", "more than", "up to", "some")
DATES = (
    "the plant was opened on {} after {n} years of building",
    "On {} the first train of the new line left with {n} people",
    "Its gates opened on {}, and {n} visitors came on that day",
)
NAMES = (
    "the plant has belonged to {} since the reform of {year}",
    "its owner {} runs it with a staff of its own from the capital",
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

DATED = """\
- id: c{number}
  quote: "{quote}"
  subject: {subject}
  property: {property}
  value: {value}
  as_of: {year}
"""
UNDATED = DATED.replace("  as_of: {year}\n", "")
ROW = 'report,c{number},"{quote}",{subject},{property},"{value}",{year}\n'

Claim = tuple[str, str, str, str]
"""Quote, property, value and year of a claim."""


def _amount(size: int, prop: str) -> str:
    size = size * 7_919 % 99_991 + 1
    match prop:
        case "output":
            return f"{size / 10:,.1f} MW"
        case "staff":
            return f"{size:,}"
        case "share":
            return f"{size % 1000 / 10} percent"
        case "cost":
            return f"${size / 10:.1f} million"
        case _:
            return f"{size:,} km"


def short(chance: random.Random, subject: int) -> Claim:
    prop, year = chance.choice(("output", "staff", "length")), str(chance.randrange(1990, 2021))
    value = _amount(subject, prop)
    return f"it was {value} in {year}", prop, value, year


def prose(chance: random.Random, subject: int) -> Claim:
    prop, year = chance.choice((*PROSE,)), str(chance.randrange(1990, 2021))
    value = _amount(subject, prop)
    return chance.choice(PROSE[prop]).format(value, year=year, n=chance.randrange(2, 90)), prop, value, year


def hedged(chance: random.Random, subject: int) -> Claim:
    quote, prop, value, year = prose(chance, subject)
    said = f"{HEDGES[subject % len(HEDGES)]} {value}"
    return quote.replace(value, said), prop, said, year


def disputed(chance: random.Random, subject: int) -> Claim:
    return prose(chance, subject + chance.randrange(2))


def wrong(chance: random.Random, subject: int) -> Claim:
    quote, prop, value, year = prose(chance, subject)
    return quote.replace(value, _amount(subject + 1, prop)), prop, value, year


def dated(chance: random.Random, subject: int) -> Claim:
    year, month, day = 1900 + subject % 120, subject % 12, 1 + subject % 28
    name = MONTHS[month]
    written = chance.choice((f"{day} {name} {year}", f"{name} {day}, {year}", f"{name[:3]}. {day}, {year}"))
    quote = chance.choice(DATES).format(written, n=chance.randrange(2, 90))
    return quote, "opened", f"{year}-{month + 1:02}-{day:02}", ""


def named(chance: random.Random, subject: int) -> Claim:
    year, other = str(chance.randrange(1990, 2021)), subject * 7 % SUBJECTS
    return chance.choice(NAMES).format(f"Station {other}", year=year), "owner", f"station-{other}", year


def german(chance: random.Random, subject: int) -> Claim:
    prop, year = chance.choice(("output", "staff", "length")), str(chance.randrange(1990, 2021))
    size = f"{subject * 7_919 % 999_983:,}".replace(",", ".")
    value = size + {"output": " MW", "staff": "", "length": " km"}[prop]
    return f"im Jahr {year} waren es rund {value} im ganzen Werk", prop, f"rund {value}", year


KINDS: dict[str, tuple[Callable[[random.Random, int], Claim], int]] = {
    "short": (short, SUBJECTS),
    "short, few": (short, FEW),
    "prose": (prose, SUBJECTS),
    "hedged": (hedged, SUBJECTS),
    "disputed": (disputed, SUBJECTS),
    "dates": (dated, SUBJECTS),
    "wrong": (wrong, SUBJECTS),
    "names": (named, SUBJECTS),
    "German": (german, SUBJECTS),
    "rows": (short, SUBJECTS),
}


def corpus(folder: Path, kind: str) -> int:
    """Write the files of one kind; the number of claims."""
    make, subjects = KINDS[kind]
    folder.mkdir()
    entities = "\n".join(f"  station-{n}: {{label: Station {n}}}" for n in range(SUBJECTS))
    (folder / "vocabulary.yaml").write_text(VOCABULARY.format(entities=entities), encoding="utf-8")
    head = HEAD.format(more=", language: de" if kind == "German" else "")
    written, name, size = [head], "report.yaml", len(head)
    if kind == "rows":
        (folder / "document.yaml").write_text(f"{head.strip()} []\n", encoding="utf-8")
        written, name = ["document,id,quote,subject,property,value,as_of\n"], "claims.csv"
    chance = random.Random(0)
    for number in count():
        subject = chance.randrange(subjects)
        quote, prop, value, year = make(chance, subject)
        form = ROW if kind == "rows" else DATED if year else UNDATED
        text = form.format(
            number=number, quote=quote, subject=f"station-{subject}", property=prop, value=value, year=year
        )
        size += len(text)
        if size > SIZE:
            break
        written.append(text)
    (folder / name).write_text("".join(written), encoding="utf-8")
    return len(written) - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="those to run; all where none is named")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    check = [
        sys.executable,
        "-m",
        "checker",
        "check",
        "claims",
        "--as-of",
        AS_OF,
        "--isolated",
        "--quiet",
        "--no-cache",
    ]
    print(f"one file of 10 MB; medians of {given.rounds} rounds")
    print(f"{'kind':<12} {'claims':>8} {'seconds':>8} {'ms each':>8} {'peak MiB':>9}")
    for kind in given.kinds or KINDS:
        with tempfile.TemporaryDirectory() as name:
            claims = corpus(Path(name) / "claims", kind)
            ran = median([run(check, Path(name), SECONDS, MEMORY, COMPLETED) for _ in range(given.rounds)])
        told = f"{ran.processor:>8.1f} {1000 * ran.processor / claims:>8.3f} {ran.peak / 2**20:>9,.0f}"
        print(f"{kind:<12} {claims:>8,} {told}  {ran.broke}".rstrip(), flush=True)


if __name__ == "__main__":
    main()
