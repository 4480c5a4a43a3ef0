"""Sources against one another: planted copies, and which values are best supported where reliabilities are known.

Each corpus has sources of a known accuracy that answer some or all of the questions, names or figures; a wrong answer
is one of a few, some of them more popular than others. In some corpora sources copy: all of another source, a part of
it, or a source that copies itself.

Run: `python benchmarks/truth.py [CORPORA]`; the figures are in docs/performance.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from random import Random

import checker

Table = dict[str, dict[int, str]]
"""For each source its answers, by the number of the question."""
Pairs = set[frozenset[str]]

QUESTIONS = (60, 160)
SOURCES = (5, 9)
WRONG_WAYS = 8


def world(random: Random, low: float = 0.55, high: float = 0.95) -> tuple[list[str], Table, dict[str, float]]:
    """The truth, what sources say, and how often each is right."""
    number = random.randint(*QUESTIONS)
    figures = random.random() < 0.5
    ways = [_ways(random, question, figures) for question in range(number)]
    truth = [options[0] for options in ways]
    names = [f"S{place}" for place in range(random.randint(*SOURCES))]
    accuracy = {name: random.uniform(low, high) for name in names}
    table = {name: _answers(random, ways, accuracy[name], random.uniform(0.6, 1)) for name in names}
    return truth, table, accuracy


def _ways(random: Random, question: int, figures: bool) -> list[str]:
    """What may be answered: what is right, then what is wrong, the most popular first."""
    if not figures:
        return [f"name {number}" for number in random.sample(range(1000), WRONG_WAYS + 1)]
    right = random.randint(10_000, 900_000)
    return list(dict.fromkeys(str(round(right * (1 + way * random.choice((-1, 1)) * 0.043))) for way in range(9)))


def _answers(random: Random, ways: Sequence[list[str]], accuracy: float, part: float) -> dict[int, str]:
    return {
        question: options[0] if random.random() < accuracy else _wrong(random, options)
        for question, options in enumerate(ways)
        if random.random() < part
    }


def _wrong(random: Random, options: Sequence[str]) -> str:
    weights = [1 / place for place in range(1, len(options))]
    return random.choices(options[1:], weights)[0]


def _copy(random: Random, table: Table, origin: str, name: str, part: float) -> None:
    """`name` has a part of what `origin` says, and the rest by itself."""
    taken = {question: value for question, value in table[origin].items() if random.random() < part}
    table[name] = {**table.get(name, {}), **taken}


def whole(random: Random, table: Table) -> Pairs:
    table.pop("S1")
    _copy(random, table, "S0", "S1", 1)
    return {frozenset(("S0", "S1"))}


def partial(random: Random, table: Table) -> Pairs:
    _copy(random, table, "S0", "S1", random.uniform(0.4, 0.7))
    return {frozenset(("S0", "S1"))}


def chain(random: Random, table: Table) -> Pairs:
    for origin, name in (("S0", "S1"), ("S1", "S2")):
        own = table[name]
        kept = {question: value for question, value in own.items() if random.random() < 0.2}
        table[name] = {}
        _copy(random, table, origin, name, 1)
        table[name] |= kept
    return {frozenset(pair) for pair in combinations(("S0", "S1", "S2"), 2)}


def none(random: Random, table: Table) -> Pairs:  # noqa: ARG001  # as the others
    return set()


PLANTED: Mapping[str, tuple[Callable[[Random, Table], Pairs], float, float]] = {
    "whole": (whole, 0.55, 0.95),
    "partial": (partial, 0.55, 0.95),
    "chain": (chain, 0.55, 0.95),
    "none": (none, 0.55, 0.95),
    "none, all reliable": (none, 0.95, 1.0),
    "none, all poor": (none, 0.3, 0.6),
}


def corpus(truth: Sequence[str], table: Table) -> dict:
    """The claim files of a world."""
    figures = truth[0].isdigit()
    kind = {"datatype": "quantity", "kind": "constant", "exact": True} if figures else {"datatype": "text"}
    files: dict = {
        "vocabulary": {
            "entities": {f"q{number}": {"label": f"question {number}"} for number in range(len(truth))},
            "properties": {"answer": {"label": "answer", "kind": "constant", **kind}},
        }
    }
    for place, (name, given) in enumerate(sorted(table.items())):
        head = {"id": name.lower(), "title": name, "publisher": name, "published": f"20{10 + place}-05-01"}
        claims = [
            {"id": f"c{q}", "quote": f"row {q}", "subject": f"q{q}", "property": "answer", "value": value}
            | {"because": "a table's cell"}
            for q, value in sorted(given.items())
        ]
        files[name.lower()] = {"document": {**head, "language": "en"}, "claims": claims}
    return files


def found_in(result: checker.Result) -> Pairs:
    """The pairs of sources that count as one."""
    groups: list[set[str]] = []
    for finding in result.findings:
        if finding.rule == "copied-source":
            pair = set(finding.key.split(", "))
            touched = [group for group in groups if group & pair]
            groups = [group for group in groups if not group & pair] + [pair.union(*touched)]
    return {frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)}


def copies(each: int) -> None:
    print(f"{'planted':<20} {'pairs':>6} {'found':>6} {'recall':>7} {'wrong':>6} {'precision':>10}   {each} corpora")
    for kind, (plant, low, high) in PLANTED.items():
        count: Counter[str] = Counter()
        for seed in range(each):
            random = Random(f"{kind} {seed}")
            truth, table, _ = world(random, low, high)
            true = plant(random, table)
            result = checker.check(corpus(truth, table), as_of="2026-01-01")
            assert not result.faults, result.faults[:2]
            found = found_in(result)
            count.update(true=len(true), found=len(found & true), wrong=len(found - true))
        recall = f"{count['found'] / count['true']:.2f}" if count["true"] else "-"
        precision = f"{count['found'] / (count['found'] + count['wrong']):.2f}" if count["found"] else "-"
        row = (kind, count["true"], count["found"], recall, count["wrong"], precision)
        print("{:<20} {:>6} {:>6} {:>7} {:>6} {:>10}".format(*row), flush=True)


if __name__ == "__main__":
    copies(int(sys.argv[1]) if sys.argv[1:] else 50)
