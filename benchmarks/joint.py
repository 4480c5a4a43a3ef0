"""Joint reasoning at size: time per component and the share of questions that needed the solver.

Run: `python benchmarks/joint.py`. Prints medians of several runs; nothing is asserted, the machines are noisy.
"""

from __future__ import annotations

import statistics
import time

from checker.literals.boxes import normalise
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import Entity, Property, Vocabulary
from checker.relations.elements import read_relations
from checker.relations.reasoning import reason

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


def main() -> None:
    print(f"{'case (median of ' + str(ROUNDS) + ')':<44} relations      time   a component   solver  clashes  stopped")
    for components in (250, 500, 1000):
        measure(f"{components} components of 11 in order", components, 11, 10, sums=False)
    measure("1000 components of 11, sums", 1000, 11, 10, sums=True)
    for quantities in (125, 250, 500):
        measure(f"one component of {quantities} in order", 1, quantities, 1, sums=False)
    measure("one component of 500, sums", 1, 500, 0, sums=True)


if __name__ == "__main__":
    main()
