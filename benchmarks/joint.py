"""Joint reasoning at size: time per component and the share of questions that needed the solver, long chains, many
inequalities, claims with several readings (as one question, and by the whole command), and one wrong total in many
parts and documents.

Run: `python benchmarks/joint.py`. Prints medians of several runs; nothing is asserted, the machines are noisy. What it
takes to start the process and load the modules is printed apart.
"""

from __future__ import annotations

import itertools
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.literals.boxes import normalise
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.interval import Interval
from checker.model.vocabulary import Entity, Property, Vocabulary
from checker.relations.difference import minimal_of_circle
from checker.relations.elements import read_relations
from checker.relations.problem import Bound, Constraint, Element, Unfinished, linear
from checker.relations.reasoning import reason
from checker.relations.row import minimal_of_row
from checker.relations.solve import STEPS, Effort, core
from checker.request import Request
from checker.run import examine

ROUNDS = 3
DOCUMENT = Document("d", "D", "P", "2020-01-01", Mark("d.yaml"))


def corpus(components: int, quantities: int, planted: int, sums: bool) -> tuple[list[Claim], Vocabulary]:
    """Components of chained quantities: each at least the one before (or a sum of two), with figures that fit.

    In the first `planted` components the last figure is a little too small for the one (or two) before it.
    """
    names = [f"c{c}-q{q}" for c in range(components) for q in range(quantities)]
    vocabulary = Vocabulary(
        {name: Entity(name, name) for name in names},
        {"size": Property("size", "size", "quantity", "constant")},
    )
    claims = []
    for c in range(components):
        for q in range(quantities):
            low = 3 ** min(q, 60) if sums else 10 * q + 11
            value = f"{low} to {3 * low}"
            if c < planted and q == quantities - 1:
                value = f"{10 * low // 81 - 2 if sums else low - 12}"
            claims.append(_claim(f"v{c}-{q}", subject=f"c{c}-q{q}", property="size", value=value))
        for q in range(1, quantities):
            left, right = f"c{c}-q{q}.size", f"c{c}-q{q - 1}.size"
            relation = f"{left} >= {right}"
            if sums and q > 1:
                relation = f"{left} >= {right} / 3 + c{c}-q{q - 2}.size / 9"
            claims.append(_claim(f"r{c}-{q}", readings=(relation,)))
    return claims, vocabulary


def _claim(name: str, **fields) -> Claim:
    return Claim(name, DOCUMENT, "words", Mark("d.yaml"), marks={"relation": Mark("d.yaml")}, **fields)


def measure(label: str, components: int, quantities: int, planted: int, sums: bool) -> None:
    claims, vocabulary = corpus(components, quantities, planted, sums)
    boxes, faults = normalise(claims, vocabulary)
    stated, unread = read_relations(claims, vocabulary)
    assert not faults, faults[:2]
    assert not unread, unread[:2]
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        reasoning = reason(boxes, stated, vocabulary)
        seconds.append(time.perf_counter() - start)
    questions = sum(reasoning.methods.values())
    kinds = [type(answer).__name__ for answer in reasoning.answers]
    median = statistics.median(seconds)
    print(
        f"{label:<44} {len(stated):>7,} {median:>8.2f} s {median / components * 1000:>9.2f} ms"
        f" {reasoning.methods['solver'] / max(questions, 1):>8.1%}"
        f" {kinds.count('Clash'):>8} {kinds.count('Stopped'):>8}"
    )


# --- shapes, as constraints


def element(name: str, *readings: Sequence[Constraint]) -> Element:
    return Element(name, tuple(tuple(rows) for rows in readings), True, name)


def at(name: str, variable: str, lo: int, hi: int | None = None) -> Element:
    return element(name, [Bound(variable, Interval(lo, lo if hi is None else hi))])


def at_most(name: str, lower: str, upper: str, apart: int = 0) -> Element:
    return element(name, [linear([(lower, 1), (upper, -1)], apart, "<=")])


def chain(length: int, end: int) -> list[Element]:
    """Orders one after another from 5 on; with an `end` below that they contradict."""
    orders = [at_most(f"r{n}", f"x{n}", f"x{n + 1}") for n in range(length)]
    return [*orders, at("first", "x0", 5), at("last", f"x{length}", end)]


def inequalities(number: int, quantities: int, terms: int, spread: int) -> list[Element]:
    """Random sums of quantities that are at most a limit which their values meet, each value known to within 5."""
    chance = random.Random(number)
    values = [chance.randint(1, 1000) for _ in range(quantities)]
    made = []
    for n in range(number):
        chosen = chance.sample(range(quantities), terms)
        weights = [1, -1] if terms == 2 else [chance.choice([1, -1, 2, 3]) for _ in chosen]
        total = sum(weight * values[q] for weight, q in zip(weights, chosen, strict=True))
        row = linear([(f"x{q}", w) for q, w in zip(chosen, weights, strict=True)], -total - chance.randint(0, 9), "<=")
        made.append(element(f"r{n}", [row]))
    return made + [at(f"v{q}", f"x{q}", value - spread, value + spread) for q, value in enumerate(values)]


def readings(components: int, size: int) -> list[Element]:
    """Components of claims with three readings each, of which one fits the order and the distance to its neighbours."""
    chance = random.Random(size)
    made = []
    for c in range(components):
        for n in range(size):
            name, right = f"g{c}-{n:02}", 10 * n + n % 3
            options = [[Bound(name, Interval(v, v + 2))] for v in (right - 40, right, right + 70)]
            chance.shuffle(options)
            made.append(element(name, *options))
            if n:
                before = f"g{c}-{n - 1:02}"
                made += [at_most(f"{name} after", before, name, 5), at_most(f"{name} near", name, before, -15)]
        made.append(at(f"g{c} first", f"g{c}-00", 0, 2))
    return made


def wrong_total(parts: int, documents: int) -> list[Element]:
    """Each document gives all parts and the total; the total of the first is wrong."""
    total = sum(range(1, parts + 1))
    made = [at(f"d{d}#p{p}", f"p{p}", p) for d in range(documents) for p in range(1, parts + 1)]
    made += [at(f"d{d}#all", "all", total if d else total + 9) for d in range(documents)]
    return [*made, element("sum", [linear([*((f"p{p}", 1) for p in range(1, parts + 1)), ("all", -1)], 0, "=")])]


def shapes() -> Iterator[tuple[str, list[Element]]]:
    yield "a chain of 10,000 orders, ends contradict", chain(10_000, 3)
    yield "a chain of 10,000 orders, ends fit", chain(10_000, 30)
    yield "10,000 orders of 100 quantities", inequalities(10_000, 100, 2, 0)
    yield "10,000 sums of 3 of 100 quantities", inequalities(10_000, 100, 3, 0)
    yield "the same, values known to within 5", inequalities(10_000, 100, 3, 5)
    yield "2,000 claims of 3 readings, 20 together", readings(100, 20)


def time_core(label: str, elements: list[Element]) -> None:
    seconds = []
    effort = Effort.of()
    for _ in range(ROUNDS):
        effort = Effort.of()
        start = time.perf_counter()
        try:
            conflict = core(elements, effort)
            answer = "all hold" if conflict is None else f"conflict of {len(conflict):,}"
        except Unfinished as limit:
            answer = str(limit)
        seconds.append(time.perf_counter() - start)
    print(f"{label:<44} {statistics.median(seconds):>8.3f} s {STEPS - effort.steps:>10,} steps  {answer}")


def time_minimal(label: str, elements: list[Element]) -> None:
    """One conflict made minimal, by the sum or the circle that proves it."""
    rows = [(e.name, c) for e in elements for c in e.alternatives[0]]
    seconds, groups = [], None
    for _ in range(ROUNDS):
        start = time.perf_counter()
        groups = minimal_of_row(rows, str) or minimal_of_circle(rows, str)
        seconds.append(time.perf_counter() - start)
    print(f"{label:<44} {statistics.median(seconds):>8.3f} s {len(groups or ()):>10,} needed")


def ambiguous(folder: Path, others: tuple[int, int], components: int = 100, size: int = 20) -> None:
    """Claim files with components of claims of three readings each, tied by orders that hold for each of a type: the
    first figure fits, and `others` are so much more.
    """
    chance = random.Random(size)
    steps = [f"s{n:02}" for n in range(size)]
    orders = [o for a, b in itertools.pairwise(steps) for o in (f"{b} >= {a} + 5", f"{b} <= {a} + 15")]
    vocabulary = {
        "entities": {f"c{c}": {"label": f"C {c}", "type": "line"} for c in range(components)},
        "properties": {step: {"label": step, "datatype": "quantity", "kind": "constant"} for step in steps},
        "relations": [{"relation": order, "for_each": "line", "because": "in order"} for order in orders],
    }
    claims: list[dict] = []
    for c in range(components):
        claims.append({"id": f"c{c}-0", "quote": "w", "subject": f"c{c}", "property": steps[0], "value": "0 to 2"})
        for n, step in enumerate(steps[1:], 1):
            first = 10 * n + n % 3
            readings = [f"c{c}.{step} = {first + more}" for more in (0, *others)]
            chance.shuffle(readings)
            claims.append({"id": f"c{c}-{n}", "quote": "w", "readings": readings})
    document = {"id": "d", "title": "D", "publisher": "P", "published": "2020"}
    folder.mkdir()
    (folder / "vocabulary.yaml").write_text(json.dumps(vocabulary), "utf-8")
    (folder / "d.yaml").write_text(json.dumps({"document": document, "claims": claims}), "utf-8")


def time_command(label: str, others: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "claims"
        ambiguous(root, others)
        start = time.process_time()
        result = examine(Request(root, "2026-11-22"))
        seconds = time.process_time() - start
    print(f"{label:<44} {seconds:>8.3f} s {len(result.disagreements):>10,} entries")


def time_start() -> None:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import checker.relations.reasoning"], check=True)
    print(f"{'start of a process that reasons':<44} {time.perf_counter() - start:>8.3f} s")


def main() -> None:
    print(f"{'case (median of ' + str(ROUNDS) + ')':<44} relations      time   a component   solver  clashes  stopped")
    for components in (250, 500, 1000):
        measure(f"{components} components of 11 in order", components, 11, 10, sums=False)
    measure("1000 components of 11, sums", 1000, 11, 10, sums=True)
    for quantities in (125, 250, 500):
        measure(f"one component of {quantities} in order", 1, quantities, 1, sums=False)
    measure("one component of 500, sums", 1, 500, 0, sums=True)
    print("\nOne question (median of 3)")
    time_start()
    for label, elements in shapes():
        time_core(label, elements)
    time_command("the same by the whole command", (40, 70))
    time_command("  where two readings of each fit", (3, 70))
    time_minimal("the chain's conflict made minimal", chain(10_000, 3))
    for parts in (10, 30, 100):
        for documents in (1, 3, 10):
            label = f"one wrong total, {parts} parts in {documents} documents"
            time_core(label, wrong_total(parts, documents))
            time_minimal("  made minimal by its sum", wrong_total(parts, documents))


if __name__ == "__main__":
    main()
