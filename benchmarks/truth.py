"""Sources against one another: planted copies, and which values are best supported where reliabilities are known.

Each corpus has sources of a known accuracy that answer some or all of the questions, names or figures; a wrong answer
is one of a few, some of them more popular than others. In some corpora sources copy: all of another source, a part of
it, or a source that copies itself. Then corpora like the public sets (`truth_sets`), each with the published methods
beside (`truth_methods`). Then texts that share long runs of words.

Run: `python benchmarks/truth.py [CORPORA]`; the figures are in docs/performance.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, combinations
from random import Random
from time import process_time

from truth_methods import METHODS, known_weights
from truth_sets import EXACT, SETS, World

import checker
from checker.literals.boxes import normalise
from checker.reasons.reconciler import Context
from checker.sources.copying import copying, groups
from checker.sources.items import Answers, answers
from checker.sources.support import support
from checker.texts.shared_runs import RUN, coded, shared_runs

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
    ways = [_ways(random, figures) for _ in range(number)]
    truth = [options[0] for options in ways]
    names = [f"S{place}" for place in range(random.randint(*SOURCES))]
    accuracy = {name: random.uniform(low, high) for name in names}
    table = {name: _answers(random, ways, accuracy[name], random.uniform(0.6, 1)) for name in names}
    return truth, table, accuracy


def _ways(random: Random, figures: bool) -> list[str]:
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


def none(_random: Random, _table: Table) -> Pairs:
    return set()


PLANTED: Mapping[str, tuple[Callable[[Random, Table], Pairs], float, float]] = {
    "whole": (whole, 0.55, 0.95),
    "partial": (partial, 0.55, 0.95),
    "chain": (chain, 0.55, 0.95),
    "none": (none, 0.55, 0.95),
    "none, all reliable": (none, 0.95, 1.0),
    "none, all poor": (none, 0.3, 0.6),
}


def found_in(one: World) -> Pairs:
    """The pairs of sources that count as one."""
    asked, group = _asked(_files(one))
    named = [(source.name, number) for source, number in zip(asked.sources, group, strict=True)]
    return {frozenset((a, b)) for (a, one), (b, other) in combinations(named, 2) if one == other}


def copies(each: int) -> None:
    print(f"{'planted':<20} {'pairs':>6} {'found':>6} {'recall':>7} {'wrong':>6} {'precision':>10}   {each} corpora")
    for kind, (plant, low, high) in PLANTED.items():
        count: Counter[str] = Counter()
        for seed in range(each):
            random = Random(f"{kind} {seed}")
            truth, table, _ = world(random, low, high)
            true = plant(random, table)
            found = found_in(_world(truth, table))
            count.update(true=len(true), found=len(found & true), wrong=len(found - true))
        recall = f"{count['found'] / count['true']:.2f}" if count["true"] else "-"
        precision = f"{count['found'] / (count['found'] + count['wrong']):.2f}" if count["found"] else "-"
        row = (kind, count["true"], count["found"], recall, count["wrong"], precision)
        print("{:<20} {:>6} {:>6} {:>7} {:>6} {:>10}".format(*row), flush=True)


def discovery(each: int) -> None:
    """The share of questions of which the right answer is found, by each method; `known` knows how good sources are."""
    methods = (*METHODS, "known", "checker", "told", "of told")
    print(f"{'planted':<20}" + "".join(f"{name:>10}" for name in methods) + f"   {each} corpora")
    for kind, (plant, low, high) in {**PLANTED, "none, all sorts": (none, 0.3, 0.95)}.items():
        made = (_planted(Random(f"{kind} {seed}"), plant, low, high) for seed in range(each))
        print(_shares(kind, made), flush=True)
    print()
    print(f"{'like':<20}" + "".join(f"{name:>10}" for name in methods))
    for kind, (make, number) in SETS.items():
        made = (make(Random(f"{kind} {seed}")) for seed in range(max(1, number * each // 50)))
        print(_shares(kind, made), flush=True)


def _planted(random: Random, plant: Callable[[Random, Table], Pairs], low: float, high: float) -> World:
    truth, table, _ = world(random, low, high)
    plant(random, table)
    return _world(truth, table)


def _world(truth: Sequence[str], table: Table) -> World:
    asked = sorted({question for given in table.values() for question in given})
    kind = {**EXACT} if truth[0].isdigit() else {"datatype": "text", "kind": "constant"}
    return World(
        {question: truth[question] for question in asked}, {name: {**given} for name, given in table.items()}, kind
    )


def _shares(kind: str, worlds: Iterable[World]) -> str:
    count: Counter[str] = Counter()
    for one in worlds:
        count["questions"] += len(one.truth)
        methods = {**METHODS, "known": lambda table, truth=one.truth: known_weights(table, truth)}
        for name, method in methods.items():
            found = method(one.table)
            count[name] += sum(one.right(question, found[question]) for question in one.truth)
        count.update(_told(one))
    names = (*METHODS, "known", "checker", "told")
    shares = [*(count[name] / count["questions"] for name in names), count["right"] / max(count["told"], 1)]
    return f"{kind:<20}" + "".join(f"{share:>10.3f}" for share in shares)


def _told(one: World) -> Counter[str]:
    """What `checker sources` finds, `told` of it as supported, and so many of these right."""
    asked, group = _asked(_files(one))
    count: Counter[str] = Counter()
    alone = set(one.truth)
    for told in support(asked, group).items:
        question = int(told.item.key.subject[1:])
        alone.discard(question)
        source = asked.sources[next(iter(told.best.value.boxes))].name
        found = frozenset(told.names) if told.names else one.table[source][question]
        right = one.right(question, found)
        count.update(checker=right, told=told.decided, right=told.decided and right)
    for question in alone:  # one source answers, and nothing speaks against it
        count["checker"] += one.right(
            question, next(given[question] for given in one.table.values() if question in given)
        )
    return count


def _files(one: World) -> dict:
    """The claim files of a world, one publisher for each source; the elements of a list are claims of their own."""
    files: dict = {
        "vocabulary": {
            "entities": {f"q{number}": {"label": f"question {number}"} for number in one.truth} | dict(one.entities),
            "properties": {"answer": {"label": "answer", **one.property}},
        }
    }
    for place, (name, given) in enumerate(sorted((one.written or one.table).items())):
        claims = [
            {"id": f"c{q}-{number}", "quote": f"row {q}", "subject": f"q{q}", "property": "answer", "value": str(value)}
            | {"because": "a table's cell"}
            for q, answer in sorted(given.items())
            for number, value in enumerate(sorted(answer) if isinstance(answer, frozenset) else (answer,))
        ]
        head = {"id": name.lower(), "title": name, "publisher": name, "published": f"20{10 + place % 80}-05-01"}
        files[name.lower()] = {"document": {**head, "language": "en"}, "claims": claims}
    return files


def _asked(files: dict) -> tuple[Answers, list[int]]:
    read = checker.load(files)
    boxes, _ = normalise(read.claims, read.vocabulary)
    asked = answers(boxes, Context(read.vocabulary, {document.id: document for document in read.documents}))
    return asked, groups(asked, (link.pair for link in copying(asked)))


def reprints(number: int) -> None:
    """Texts of 1,500 words with a footer that all share; in one of fifty a passage of another one is planted."""
    random = Random(3)
    known = [f"w{place}" for place in range(30_000)]
    weights = list(accumulate(1 / (place + 1) for place in range(len(known))))
    footer = random.choices(known, cum_weights=weights, k=60)
    texts: dict[str, list[str]] = {
        f"t{place:06}": random.choices(known, cum_weights=weights, k=1500) for place in range(number)
    }
    names = sorted(texts)
    planted: Pairs = set()
    for one, other in zip(names[::50], names[1::50], strict=True):
        length = random.choice((14, 15, 20, 200, 1000))
        start, at = random.randrange(1500 - length), random.randrange(1500 - length)
        texts[other][at : at + length] = texts[one][start : start + length]
        planted |= {frozenset((one, other))} if length >= RUN else set()
    began = process_time()
    words = {name: coded(" ".join((*text, *footer))) for name, text in texts.items()}
    found = {frozenset(run.pair) for run in shared_runs(words)}
    seconds = process_time() - began
    print(f"{number:,} texts: {len(planted)} pairs share 15 words and more, {len(found & planted)} found, ", end="")
    print(f"{len(found - planted)} wrong; {seconds:.1f} s")


if __name__ == "__main__":
    each = int(sys.argv[1]) if sys.argv[1:] else 50
    copies(each)
    print()
    discovery(each)
    print()
    reprints(10_000)
