"""Planted systematic differences: how many are found and named rightly, and what is found where there is none.

Each corpus has two publishers (in half of them a third, which agrees with the first) of 30 to 60 figures, a tenth of
them wrong at random in each; in one of them a cause is planted. `shuffled` deals the second publisher's figures out
anew, `noise` plants nothing.

Run: `python benchmarks/systematic.py [CORPORA]`; the figures are in docs/performance.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import checker

Figures = list[float]
EXACT = {"exact": True}


def sizes(random: Random, number: int) -> Figures:
    """Figures as of towns: over four orders of size."""
    return [round(10 ** random.uniform(2, 6)) + 1 for _ in range(number)]


def shares(random: Random, number: int) -> Figures:
    return [round(random.uniform(5, 95), 1) for _ in range(number)]


def heights(random: Random, number: int) -> Figures:
    return [random.randint(400, 5000) for _ in range(number)]


def degrees(random: Random, number: int) -> Figures:
    return [round(random.uniform(-20, 40), 1) for _ in range(number)]


def _times(factor: float, digits: int = 0) -> Callable[[Random, Figures], Figures]:
    return lambda _, figures: [_round(figure * factor, digits) for figure in figures]


def _round(figure: float, digits: int) -> float:
    return round(figure) if digits <= 0 and figure > 100 else float(f"{figure:.4g}")


def _slip(factor: float) -> Callable[[Random, Figures], Figures]:
    def plant(random: Random, figures: Figures) -> Figures:
        rows = set(random.sample(range(len(figures)), max(8, len(figures) // 6)))
        return [_round(figure * factor, 0) if row in rows else figure for row, figure in enumerate(figures)]

    return plant


def _fill(filler: float) -> Callable[[Random, Figures], Figures]:
    def plant(random: Random, figures: Figures) -> Figures:
        rows = set(random.sample(range(len(figures)), max(9, len(figures) // 6)))
        return [filler if row in rows else figure for row, figure in enumerate(figures)]

    return plant


def _later(random: Random, figures: Figures) -> Figures:
    return [figure + random.randint(1, max(2, int(figure * 0.06))) for figure in figures]


def _total(_: Random, figures: Figures) -> Figures:
    """Every fourth region of ten rows has its total in each row."""
    starts = [row - row % 10 for row in range(len(figures))]
    return [sum(figures[start : start + 10]) if start % 40 == 0 else figures[row] for row, start in enumerate(starts)]


PLANTED: dict[str, tuple[str, Callable, Callable, str, dict]] = {
    "thousands": ("factor", sizes, _times(1000), "", EXACT),
    "feet": ("factor", heights, _times(3.280839895), "m", {}),
    "per cent as share": ("factor", shares, _times(0.01), "%", {}),
    "another money": ("factor", sizes, _times(1.3742), "USD", {}),
    "kelvin": ("offset", degrees, lambda _, f: [round(x + 273.15, 1) for x in f], "°C", {}),
    "Fahrenheit": ("scale", degrees, lambda _, f: [round(x * 1.8 + 32, 1) for x in f], "°C", {}),
    "slip of thousands": ("factor", sizes, _slip(1000), "", EXACT),
    "slip of feet": ("factor", heights, _slip(3.280839895), "m", {}),
    "rounded": ("rounding", sizes, lambda _, f: [round(x, -2) for x in f], "", EXACT),
    "zero for missing": ("missing", sizes, _fill(0), "", EXACT),
    "999 for missing": ("missing", sizes, _fill(99999), "", EXACT),
    "later count": ("one-sided", sizes, _later, "", EXACT),
    "total repeated": ("repeated-total", sizes, _total, "", EXACT),
    "a day later": ("offset", sizes, None, "date", {}),
    "the year before": ("shifted-period", sizes, None, "series", EXACT),
}


def corpus(kind: str, seed: int, *, plant: bool = True, shuffle: bool = False) -> dict:
    random = Random(f"{kind} {seed}")
    number = random.randint(30, 60)
    _, make, change, unit, more = PLANTED[kind]
    if unit == "date":
        first, second, third = _dates(random, number, plant)
    elif unit == "series":
        first, second, third = _series(random, number, plant)
    else:
        true = make(random, number)
        wrong = change(random, true) if plant else true
        first, second, third = (_spoilt(random, figures) for figures in (true, wrong, true))
    if shuffle:
        random.shuffle(second)
    datatype = "date" if unit == "date" else "quantity"
    prop = {
        "label": "figure",
        "datatype": datatype,
        "kind": "state" if unit == "series" else "event" if unit == "date" else "constant",
        **more,
    }
    if unit not in ("", "date", "series"):
        prop["unit"] = unit
    entities = {
        _subject(row, unit): {"label": f"thing {row}", "part_of": [f"region-{row // 10}"]} for row in range(number)
    }
    entities |= {f"region-{region}": {"label": f"region {region}"} for region in range(-(-number // 10))}
    files: dict = {"vocabulary": {"entities": entities, "properties": {"figure": prop}}}
    sources = [("Alpha", first, 2020), ("Beta", second, 2022), ("Gamma", third, 2021)][: 2 + seed % 2]
    for name, figures, year in sources:
        claims = [_claim(row, figure, unit) for row, figure in enumerate(figures)]
        if kind == "total repeated":
            for region in range(-(-number // 10)):
                total = sum(true[region * 10 : region * 10 + 10])
                claims.append({**_claim(0, total, unit), "id": f"r{region}", "subject": f"region-{region}"})
        document = {
            "id": name.lower(),
            "title": f"{name} tables",
            "publisher": name,
            "published": f"{year}-05-01",
            "language": "en",
        }
        files[name.lower()] = {"document": document, "claims": claims}
    return files


def _subject(row: int, unit: str) -> str:
    return f"thing-{row // 10}" if unit == "series" else f"thing-{row}"


def _claim(row: int, figure: object, unit: str) -> dict:
    written = str(figure) if unit in ("", "date", "series") else f"{figure} {unit}"
    when = {"as_of": str(2000 + row % 10)} if unit == "series" else {}
    quote = f"row {row}"
    return {
        "id": f"c{row}",
        "quote": quote,
        "subject": _subject(row, unit),
        "property": "figure",
        "value": written,
        "because": "a table's cell",
        **when,
    }


def _spoilt(random: Random, figures: Figures) -> Figures:
    """A tenth of the figures is wrong."""
    return [_round(figure * random.uniform(0.3, 3), 0) if random.random() < 0.1 else figure for figure in figures]


def _dates(random: Random, number: int, plant: bool) -> tuple[list, list, list]:
    days = [date(1900, 1, 1) + timedelta(random.randint(0, 40000)) for _ in range(number)]
    moved = [day + timedelta(1 if plant else 0) for day in days]

    def spoilt(dates: list[date]) -> list[str]:
        return [str(day + timedelta(random.randint(-400, 400) if random.random() < 0.1 else 0)) for day in dates]

    return spoilt(days), spoilt(moved), spoilt(days)


def _series(random: Random, number: int, plant: bool) -> tuple[list, list, list]:
    figures, value = [], 0.0
    for row in range(number + 10):
        value = 10 ** random.uniform(3, 6) if row % 10 == 0 else value * random.uniform(0.8, 1.3)
        figures.append(round(value) + 1)
    before = [figures[row - 1] if row % 10 and plant else figures[row] for row in range(number)]
    return _spoilt(random, figures[:number]), _spoilt(random, before), _spoilt(random, figures[:number])


def found_in(files: dict) -> list[str]:
    result = checker.check(files, as_of="2026-01-01")
    assert not result.faults, result.faults[:2]
    return [one.question.name.split()[3] for one in result.disagreements if one.witness.rule == "systematic-difference"]


def main() -> None:
    each = -(-int(sys.argv[1] if sys.argv[1:] else 1000) // len(PLANTED))
    print(f"{'planted':<20} {'found':>6} {'rightly named':>14} {'others':>7} {'shuffled':>9} {'noise':>6}   of {each}")
    for kind, (cause, *_) in PLANTED.items():
        if sys.argv[2:] and kind not in sys.argv[2:]:
            continue
        count: Counter[str] = Counter()
        for seed in range(each):
            causes = found_in(corpus(kind, seed))
            count["found"] += bool(causes)
            count["named"] += cause in causes
            count["others"] += len(causes) - (cause in causes)
            count["shuffled"] += len(found_in(corpus(kind, seed, shuffle=True)))
            count["noise"] += len(found_in(corpus(kind, seed, plant=False)))
        figures = (count[name] for name in ("found", "named", "others", "shuffled", "noise"))
        print("{:<20} {:>6} {:>14} {:>7} {:>9} {:>6}".format(kind, *figures), flush=True)


if __name__ == "__main__":
    main()
