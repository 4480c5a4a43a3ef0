"""How well figures of news sentences are drafted, beside other tools: `python benchmarks/news.py`.

The sentences of `news/seen.txt` were looked at while the grammar was mended, those of `news/unseen.txt` were not. A
figure is right where its value is (both ends of a range), then its hedge (`=`, `~`, `>`, `<`), then its unit: the
same unit, or the same last noun of what is counted. Dates are no figures here. Peers are measured where they are
installed: `recognizers-text-suite` and `quantulum3`; of their values and units only, as they have no hedges. CQE (the
best of those that are published on NewsQuant) needs `tokenizers` 0.10, which can only be built from a repository.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent / "news"
SETS = ("seen.txt", "unseen.txt", "later.txt")
PUBLISHED = "CQE on NewsQuant (published)                 F1: value 92.0  with hedge 88.1  with unit 85.6"


class Figure(NamedTuple):
    """`units` are those that are equally right; `optional` is neither asked for nor wrong."""

    hedge: str
    values: tuple[Fraction, ...]
    units: tuple[str, ...]
    optional: bool = False


class Score(NamedTuple):
    right: int
    found: int
    wanted: int

    def f1(self) -> float:
        return 200 * self.right / max(self.found + self.wanted, 1)


Reader = Callable[[str], list[Figure]]
MATCHES: dict[str, Callable[[Figure, Figure], bool]] = {
    "value": lambda ours, gold: ours.values == gold.values,
    "with hedge": lambda ours, gold: ours.values == gold.values and ours.hedge == gold.hedge,
    "with unit": lambda ours, gold: ours.values == gold.values and bool(_heads(ours.units) & _heads(gold.units)),
}


SAME = {
    **{"percentage": "%", "percent": "%", "euro": "€", "pound": "£", "dollar": "$", "us$": "us$", "loave": "loaf"},
    **{"pound sterling": "£", "lb": "£", "mi": "mile", "metre": "m", "kilometre": "km", "kilogram": "kg", "ft": "foot"},
}
"""Other names of a unit; a tool that takes pounds for a weight is not asked to know better."""


def sentences(name: str) -> Iterator[tuple[str, list[Figure]]]:
    """The sentences of a set, each with its figures."""
    sentence, figures = "", []
    for line in (HERE / name).read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line[0] in "=~<>?":
            figures.append(_gold(line))
        else:
            if sentence:
                yield sentence, figures
            sentence, figures = line, []
    yield sentence, figures


def _gold(line: str) -> Figure:
    said, _, units = line.partition("|")
    *marks, value = said.split()
    values = tuple(Fraction(end) for end in value.split(".."))
    return Figure(marks[-1], values, tuple(unit.strip() for unit in units.split("|")), marks[0] == "?")


def _heads(units: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {_head(unit) for unit in units}


def _head(unit: str) -> tuple[str, ...]:
    """The last word of each part of a unit: `civilian workers` are workers."""
    from checker.literals.units.nouns import singular
    from checker.literals.units.tidy import tidy_unit

    known = tidy_unit(unit) if unit else ""
    heads = (singular(part.strip().rpartition(" ")[2].lower()) for part in known.split("/"))
    return tuple(SAME.get(head, head) for head in heads)


def ours(sentence: str) -> list[Figure]:
    from checker.literals.grammar import parse
    from checker.literals.numbers.vague import Vague
    from checker.model.vocabulary import Vocabulary
    from checker.quotes.text_figures import figures, with_noun

    signs = dict.fromkeys(("about", "nearly", "just_under"), "~") | dict.fromkeys(
        ("over", "at_least", "just_over"), ">"
    )
    signs |= dict.fromkeys(("at_most", "under"), "<")
    found = []
    for phrase in figures(sentence, Vocabulary(), "en"):
        if phrase.sort != "amount":
            continue
        reading = parse(with_noun(sentence, phrase), language="en")
        if isinstance(reading.first, Vague):
            continue
        values = (reading.first.value, *((reading.second.value,) if reading.second and reading.join == "to" else ()))
        hedge = next((signs[kind] for kind in reading.hedges if kind in signs), "=")
        found.append(Figure(hedge, values, (reading.unit, "1") if reading.whole else (reading.unit,)))
    return found


def quantulum(sentence: str) -> list[Figure]:
    from quantulum3 import parser

    found = []
    for one in parser.parse(sentence):
        unit = "" if one.unit.name == "dimensionless" else one.unit.name
        found.append(Figure("=", (_exact(one.value),), (unit, " ".join(one.surface.split()[-1:]))))
    return found


def recognizers(sentence: str) -> list[Figure]:
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    culture = Culture.English
    sorts = (recognize_currency, recognize_dimension, recognize_age, recognize_temperature, recognize_percentage)
    united = [one for recognize in sorts for one in recognize(sentence, culture) if one.resolution.get("value")]
    inside = [range(one.start, one.end + 1) for one in united]
    bare = [one for one in recognize_number(sentence, culture) if not any(one.start in span for span in inside)]
    return [Figure("=", (_exact(one.resolution["value"].rstrip("%")),), (_unit_of(one),)) for one in (*united, *bare)]


def _unit_of(one: Any) -> str:
    percent = "%" if one.type_name == "percentage" else ""
    return percent or str(one.resolution.get("unit") or "")


def _exact(value: object) -> Fraction:
    return Fraction(str(value)).limit_denominator(10**6)


def score(read: Reader, name: str, kind: str, wrong: list[str] | None = None) -> Score:
    """How many figures of a set are right in this respect, of those found and of those that are there."""
    right = found = wanted = 0
    for sentence, gold in sentences(name):
        left = list(gold)
        for figure in read(sentence):
            match = next((one for one in left if MATCHES[kind](figure, one)), None)
            if match:
                left.remove(match)
            right += bool(match and not match.optional)
            optional = match.optional if match else any(one.optional and one.values == figure.values for one in gold)
            found += not optional
            if wrong is not None and not match and not optional:
                wrong.append(f"{sentence}\n    found  {figure.hedge} {_shown(figure)}")
        missed = [one for one in left if not one.optional]
        wanted += sum(not one.optional for one in gold)
        if wrong is not None:
            wrong += [f"{sentence}\n    missed {one.hedge} {_shown(one)}" for one in missed]
    return Score(right, found, wanted)


def _shown(figure: Figure) -> str:
    return f"{'..'.join(str(float(value)) for value in figure.values)} {'|'.join(figure.units)}"


PEERS: dict[str, tuple[str, Reader]] = {
    "recognizers-text-suite": ("recognizers_number", recognizers),
    "quantulum3": ("quantulum3", quantulum),
}


def line(title: str, read: Reader, name: str, kinds: tuple[str, ...]) -> str:
    scores = {kind: score(read, name, kind) for kind in kinds}
    shown = "  ".join(f"{kind} {one.f1():.1f}" for kind, one in scores.items())
    value = scores["value"]
    counted = f"{value.right} values right of {value.found} found and {value.wanted} there"
    return f"{title:<24} {name:<20} F1: {shown}   ({counted})"


def main() -> None:
    for name in SETS:
        print(line("checker draft", ours, name, tuple(MATCHES)))
        for title, (module, read) in PEERS.items():
            if importlib.util.find_spec(module):
                print(line(title, read, name, ("value", "with unit")))
            else:
                print(f"{title:<24} is not installed")
    print(PUBLISHED)


if __name__ == "__main__":
    main()
