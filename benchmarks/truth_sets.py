"""Corpora like the public sets on which truth discovery is measured, with known answers.

Books: many stores with few books each, whose lists of authors are cut, misspelt or in another order. Flights and
stocks: some dozens of sources, groups that copy with their errors, wrong values that many give, figures as exact as
each likes. Populations: edits by many hands, most of them of one figure, with outliers. Birthplaces: towns, regions and
countries. Estimates: no two figures are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

Given = dict[str, dict[int, Hashable]]
"""For each source its answers, by the number of the question."""

EXACT = {"datatype": "quantity", "kind": "constant", "exact": True}


@dataclass(frozen=True)
class World:
    """What is right, and what sources say: by what it means (`table`), and as they write it (`written`, where that is
    something else). `property` and `entities` are those of the vocabulary.
    """

    truth: Mapping[int, Hashable]
    table: Given
    property: Mapping[str, Any]
    written: Given = field(default_factory=dict)
    entities: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    figures: bool = False

    def right(self, question: int, found: Hashable) -> bool:
        """Lists are right whatever the case of letters, figures that nobody gives exactly within a hundredth."""
        answer = self.truth[question]
        if self.figures:
            return abs(int(str(found)) - int(str(answer))) * 100 <= int(str(answer))
        if isinstance(answer, frozenset) and isinstance(found, frozenset):
            return {str(name).casefold() for name in found} == {str(name).casefold() for name in answer}
        return found == answer


def _long_tail(random: Random, number: int, least: int, most: int) -> list[int]:
    """How much each of many sources says: few say much."""
    return [max(least, min(most, int(least * random.paretovariate(0.75)))) for _ in range(number)]


def _difficulty(random: Random, number: int) -> list[float]:
    """How hard each question is: a source that is right with probability A on the usual one is so with A to this power.
    Where all questions are alike, any vote of a dozen is right, and no method can be told from another one.
    """
    return [random.paretovariate(1.3) - 0.7 for _ in range(number)]


def books(random: Random, stores: int = 900, titles: int = 1200) -> World:
    pool = [f"{first} {last}" for first in _words(random, 60) for last in _words(random, 40)]
    truth = {
        book: tuple(random.sample(pool, random.choices((1, 2, 3, 4, 5), (40, 28, 18, 9, 5))[0]))
        for book in range(titles)
    }
    falsely = {book: random.choice(pool) for book in truth}
    hard = _difficulty(random, titles)
    table: Given = {}
    for number, size in enumerate(_long_tail(random, stores, 2, titles // 3)):
        whole, typos, added = random.betavariate(4, 2.4), random.betavariate(1, 12), random.betavariate(1, 12)
        given: dict[int, Hashable] = {}
        for book in random.sample(range(titles), size):
            names = list(truth[book])
            if random.random() > whole ** hard[book]:
                names = names[: random.randint(1, max(1, len(names) - 1))]
            if random.random() > (1 - added) ** hard[book]:
                names.append(falsely[book] if random.random() < 0.7 else random.choice(pool))
            given[book] = frozenset(_misspelt(random, name) if random.random() < typos else name for name in names)
        table[f"S{number}"] = given
    large = sorted(table, key=lambda name: -len(table[name]))[:5]
    for name in sorted(table)[::12]:
        origin = table[random.choice(large)]
        if table[name] is not origin:
            table[name] |= {book: origin[book] for book in table[name] if book in origin and random.random() < 0.8}
    asked = {book for given in table.values() for book in given}
    right = {book: frozenset(names) for book, names in truth.items() if book in asked}
    return World(right, table, {"datatype": "text", "kind": "constant", "values": "many"})


def _words(random: Random, number: int) -> list[str]:
    parts = ("ba", "ko", "ri", "ten", "lu", "mar", "sho", "vel", "an", "or", "dun", "pie", "gra", "ul", "es", "nim")
    return sorted({"".join(random.choices(parts, k=3)).title() for _ in range(number * 2)})[:number]


def _misspelt(random: Random, name: str) -> str:
    place = random.randrange(1, len(name) - 1)
    return name[:place] + random.choice(("", name[place] * 2, random.choice("aeiou"))) + name[place + 1 :]


def _deep(
    random: Random,
    rates: Sequence[float],
    cover: tuple[float, float],
    groups: Sequence[int],
    popular: float,
    number: int,
) -> World:
    """Figures of many sources. `groups`: how many sources copy one, which is one of its rate; `popular`: how often a
    wrong answer is the one that many give.
    """
    truth = {question: random.randint(1_000_000, 9_999_999) for question in range(number)}
    trap = {
        question: value + random.choice((-1, 1)) * random.randint(50_000, 400_000) for question, value in truth.items()
    }
    hard = _difficulty(random, number)
    table: Given = {}
    for place, rate in enumerate(rates):
        part = random.uniform(*cover)
        table[f"S{place:02}"] = {
            question: right
            if random.random() < rate ** hard[question]
            else trap[question]
            if random.random() < popular
            else right + random.choice((-1, 1)) * random.randint(20_000, 900_000)
            for question, right in truth.items()
            if random.random() < part
        }
    names = sorted(table)
    at = 0
    for size in groups:
        origin, *copies = names[at : at + size]
        at += size
        for name in copies:
            taken = {question: value for question, value in table[origin].items() if random.random() < 0.95}
            table[name] = {q: v for q, v in table[name].items() if random.random() < 0.05} | taken
    asked = {question for given in table.values() for question in given}
    digits = {name: random.choice((2, 2, 1)) for name in table}
    written: Given = {
        name: {question: _decimals(int(str(value)), digits[name]) for question, value in given.items()}
        for name, given in table.items()
    }
    right = {question: value for question, value in truth.items() if question in asked}
    return World(right, table, {"datatype": "quantity", "kind": "constant"}, written)


def _decimals(hundredths: int, digits: int) -> str:
    """Rounded as a source likes: to one digit behind the point, or to two."""
    return f"{hundredths / 100:.{digits}f}"


def flights(random: Random) -> World:
    """38 sources, of which groups that copy are bad ones."""
    bad = [random.uniform(0.45, 0.75) for _ in range(12)]
    good = [random.uniform(0.6, 0.98) for _ in range(26)]
    return _deep(random, [*bad, *good], (0.1, 0.6), (5, 4, 3), 0.8, 400)


def stocks(random: Random) -> World:
    """55 sources that say nearly everything, eleven of which copy one, and two others another one."""
    return _deep(random, [random.uniform(0.6, 0.97) for _ in range(55)], (0.8, 1), (11, 3), 0.8, 200)


def populations(random: Random) -> World:
    truth = {question: random.randint(800, 900_000) for question in range(1500)}
    hard = _difficulty(random, len(truth))
    table: Given = {f"S{number}": {} for number in range(900)}
    rates = {name: random.betavariate(5, 1.2) for name in table}
    sizes = dict(zip(table, _long_tail(random, len(table), 1, 400), strict=True))
    for name, size in sizes.items():
        for question in random.sample(range(len(truth)), size):
            right = truth[question]
            known = random.random() < rates[name] ** hard[question]
            table[name][question] = right if known else _slip(random, right, question)
    asked = {question for given in table.values() for question in given}
    right = {question: value for question, value in truth.items() if question in asked}
    return World(right, table, EXACT)


def _slip(random: Random, right: int, question: int) -> int:
    """Another year's figure, as a rule; a digit lost or one too many, or anything."""
    way = random.random()
    if way < 0.6:
        return right + (-1 if question % 3 else 1) * (3 + right * (1 + question % 4) // 60)
    if way < 0.8:
        return right * 10 if random.random() < 0.5 else right // 10
    return random.randint(1, 2_000_000)


def birthplaces(random: Random) -> World:
    regions = {f"region-{number}": f"country-{number % 12}" for number in range(60)}
    towns = {f"town-{number}": f"region-{number % 60}" for number in range(600)}
    entities = {name: {"label": name, "part_of": [of]} for name, of in {**towns, **regions}.items()}
    entities |= {name: {"label": name} for name in sorted(set(regions.values()))}
    names = sorted(towns)
    truth = {question: random.choice(names) for question in range(500)}
    trap = {question: random.choice(names) for question in truth}
    table: Given = {}
    for number in range(14):
        rate, level, part = random.uniform(0.55, 0.95), random.betavariate(2, 1.5), random.uniform(0.3, 0.9)
        given = table.setdefault(f"S{number:02}", {})
        for question, right in truth.items():
            if random.random() < part:
                wrong = trap[question] if random.random() < 0.5 else random.choice(names)
                town = right if random.random() < rate else wrong
                above = (towns[town], regions[towns[town]])
                given[question] = town if random.random() < level else random.choice(above)
    named = {question for given in table.values() for question, value in given.items() if value == truth[question]}
    return World(
        {question: truth[question] for question in sorted(named)},
        {name: {q: v for q, v in given.items() if q in named} for name, given in table.items()},
        {"datatype": "entity", "kind": "constant"},
        entities=entities,
    )


def estimates(random: Random) -> World:
    """Right is what lies within a hundredth of the truth; every source is off by its own measure, some wildly."""
    truth = {question: random.randint(100_000, 900_000) for question in range(300)}
    table: Given = {}
    for number in range(12):
        spread, wild = random.choice((0.002, 0.005, 0.02, 0.06)), random.uniform(0, 0.15)
        table[f"S{number:02}"] = {
            question: round(right * (random.uniform(0.1, 4) if random.random() < wild else random.gauss(1, spread)))
            for question, right in truth.items()
            if random.random() < 0.8
        }
    return World(truth, table, EXACT, figures=True)


SETS: Mapping[str, tuple[Callable[[Random], World], int]] = {
    "books": (books, 1),
    "flights": (flights, 5),
    "stocks": (stocks, 5),
    "populations": (populations, 5),
    "birthplaces": (birthplaces, 10),
    "estimates": (estimates, 10),
}
"""Each with the number of corpora that a run makes of it."""
