"""Sources of which one copies the other: they share errors, far more often than they err apart.

An error is a value that the rest of the sources outvotes. Who agrees because both are right shares none, and two
sources without a third prove nothing. Sources that copy count as one, and what they outvoted is counted anew, until
nothing changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import comb

from checker.literals.editions import younger
from checker.model.groups import grouped, linked
from checker.sources.items import Answers, Item, Value
from checker.sources.odds import SURE, Habits, probability
from checker.sources.standing import LEAD, MOST_VALUES, Standing, standings

LEAST_ERRORS = 3
"""Shared errors without which nothing is a copy."""
LEAST_APART = 3
"""Where only two others outvote a value, items on which these two differ: else they may be the ones that copy."""
SLIP_CHANCE = Fraction(1, 10)
"""That a source has by itself the same figure in the same row through one cause as another one: a cause is repeated."""
MOST_HOLDERS = 20
"""Sources that give a value, beyond which nobody is suspected for giving it too."""
MOST_ROUNDS = 5
"""How often votes are counted anew; a chain of copies takes two."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SharedError:
    """A wrong value that two sources give. `chance`: how probable that is where they are independent. `rest`: the two
    sources that outvote it, where there are only two.
    """

    item: Item
    value: Value
    chance: Fraction
    rest: Pair | None = None


@dataclass(frozen=True)
class Evidence:
    """What two sources say on items that both answer: the wrong values that they share, and how often only one of them
    errs, or both in different ways (`apart`).
    """

    errors: tuple[SharedError, ...]
    apart: int

    @cached_property
    def probability(self) -> Fraction:
        return self.probability_of(self.errors)

    def probability_of(self, errors: Sequence[SharedError]) -> Fraction:
        if len(errors) < LEAST_ERRORS:
            return Fraction(0)
        return probability((error.chance for error in errors), self.apart)


@dataclass(frozen=True, slots=True)
class Copying:
    """Of two sources one copies the other, or both a third. `directed`: the second is younger, and copies the first.
    `rare` and `common`: how many other values both give, that nobody else gives, or that others give too.
    """

    pair: Pair
    evidence: Evidence
    directed: bool
    rare: int
    common: int


@dataclass(frozen=True)
class _Count:
    """The evidence of all pairs, where sources of one `group` count as one."""

    answers: Answers
    slipped: Container[str]
    group: Sequence[int]
    _standings: dict[int, tuple[Standing, ...]] = field(default_factory=dict)

    def standings(self, place: int) -> tuple[Standing, ...]:
        if place not in self._standings:
            self._standings[place] = standings(self.answers.items[place], self.group)
        return self._standings[place]

    @cached_property
    def given(self) -> list[dict[int, list[int]]]:
        """For each source the items that it answers, and its values there, by their places."""
        given: list[dict[int, list[int]]] = [{} for _ in self.answers.sources]
        for place, item in enumerate(self.answers.items):
            for number, value in enumerate(item.values[:MOST_VALUES]):
                for source in value.boxes:
                    given[source].setdefault(place, []).append(number)
        return given

    def evidence(self) -> dict[Pair, Evidence]:
        """Of each pair that shares enough errors to be asked about."""
        shared: dict[Pair, list[SharedError]] = {}
        for place, item in enumerate(self.answers.items):
            for pair, error in self._errors(place, item):
                shared.setdefault(pair, []).append(error)
        return {
            pair: self._evidence(pair, errors) for pair, errors in sorted(shared.items()) if len(errors) >= LEAST_ERRORS
        }

    def _errors(self, place: int, item: Item) -> Iterator[tuple[Pair, SharedError]]:
        for number, value in enumerate(item.values[:MOST_VALUES]):
            if not 1 < len(value.boxes) <= MOST_HOLDERS or len(item.values) == 1:
                continue
            standing = self.standings(place)[number]
            slipped = {source for source, box in value.boxes.items() if box.name in self.slipped}
            if len(standing.rest) < LEAD and not (slipped and standing.rest):
                continue
            for one, other in combinations(sorted(value.boxes), 2):
                if error := self._error(item, number, (one, other), standing, slipped):
                    yield (one, other), error

    def _error(
        self, item: Item, number: int, pair: Pair, standing: Standing, slipped: Iterable[int]
    ) -> SharedError | None:
        value = item.values[number]
        pair_groups = frozenset(self.group[source] for source in pair)
        rest = standing.rest - pair_groups
        if rest and set(pair) <= set(slipped):
            return SharedError(item, value, SLIP_CHANCE)
        if standing.lead(pair_groups) < LEAD:
            return None
        outvoting = self._outvoting(item, rest) if len(rest) == LEAD else None
        if outvoting and self._apart(outvoting) < LEAST_APART:
            return None
        others = {self.group[source] for source in item.answers} - pair_groups
        popularity = Fraction(len(standing.own - pair_groups), len(others))
        return SharedError(item, value, popularity, outvoting)

    def _outvoting(self, item: Item, rest: Iterable[int]) -> Pair:
        first, second = (min(s for s in item.answers if self.group[s] == group) for group in sorted(rest))
        return min(first, second), max(first, second)

    def _apart(self, pair: Pair) -> int:
        """On how many items two sources differ, as far as it matters."""
        number = 0
        for place in self._both(pair):
            number += not self._fit(place, pair)
            if number == LEAST_APART:
                break
        return number

    def _both(self, pair: Pair) -> list[int]:
        """The items that two sources answer."""
        one, other = sorted((self.given[source] for source in pair), key=len)
        return sorted(place for place in one if place in other)

    def _fit(self, place: int, pair: Pair) -> bool:
        first, second = (self.given[source][place] for source in pair)
        if first == second:
            return True
        standing = self.standings(place)
        return any(other in standing[one].fits for one in first for other in second)

    def _evidence(self, pair: Pair, errors: Sequence[SharedError]) -> Evidence:
        wrong = {id(error.item) for error in errors}
        groups = frozenset(self.group[source] for source in pair)
        apart: Counter[str] = Counter()
        for place in self._both(pair):
            item = self.answers.items[place]
            if id(item) not in wrong and not self._fit(place, pair):
                standing = self.standings(place)
                given = (number for source in pair for number in self.given[source][place])
                apart[item.key.property] += any(standing[number].lead(groups) >= LEAD for number in given)
        return Evidence(self._weighed(errors, apart, len(groups) > 1), apart.total())

    def _weighed(self, errors: Sequence[SharedError], apart: Counter[str], counted: bool) -> tuple[SharedError, ...]:
        """The errors with the chance that they have on their properties, where that is more. `counted`: the two have a
        part in what sources do by habit.
        """
        same = Counter(error.item.key.property for error in errors)
        chances = {
            name: self.habits[name].chance(number * counted, apart[name] * counted) for name, number in same.items()
        }
        return tuple(replace(error, chance=max(error.chance, chances[error.item.key.property])) for error in errors)

    @cached_property
    def habits(self) -> Mapping[str, Habits]:
        """How sources err on each property, as far as others outvote them."""
        counts: dict[str, Counter[str]] = {}
        for place, item in enumerate(self.answers.items):
            if len(item.values) > 1:
                counts.setdefault(item.key.property, Counter()).update(_errors_of_pairs(self.standings(place)))
        return defaultdict(Habits, {name: Habits(count["same"], count["apart"]) for name, count in counts.items()})


def _errors_of_pairs(ranked: Sequence[Standing]) -> dict[str, int]:
    """Of all pairs of groups that answer an item: how many make the same error, and how many err apart, each pair
    judged by the others.
    """
    leads = [standing.lead(frozenset()) for standing in ranked]
    same = sum(comb(len(one.own), 2) for one, lead in zip(ranked, leads, strict=True) if lead + 2 >= LEAD and one.rest)
    apart = 0
    for (one, lead), (other, against) in combinations(zip(ranked, leads, strict=True), 2):
        if not one.own & other.backing:
            errs = lead + 1 - (other.own <= one.rest) >= LEAD or against + 1 - (one.own <= other.rest) >= LEAD
            apart += errs * len(one.own) * len(other.own)
    return {"same": same, "apart": apart}


def copying(answers: Answers, slipped: Container[str] = frozenset()) -> tuple[Copying, ...]:
    """The direct links between sources that copy: where several share the same errors, each with the one of which it
    shares most. Names and their order play no part in who counts as one. `slipped`: boxes that are wrong by a cause
    which is seen in them alone.
    """
    links = _links(answers, slipped)
    order = sorted(links, key=lambda pair: (-len(links[pair].errors), links[pair].apart, not _way(answers, pair)))
    group = list(range(len(answers.sources)))
    told = []
    for pair in order:
        one, other = (group[source] for source in pair)
        if one != other:
            group = [one if number == other else number for number in group]
            told.append(_told(answers, pair, links[pair]))
    return tuple(sorted(told, key=lambda copy: (-len(copy.evidence.errors), copy.pair)))


def _links(answers: Answers, slipped: Container[str]) -> dict[Pair, Evidence]:
    """All pairs of which one is a copy; what holds only as long as others are not known to copy does not stay."""
    accepted: set[Pair] = set()
    for _ in range(MOST_ROUNDS):
        evidence = _Count(answers, slipped, groups(answers, accepted)).evidence()
        fresh = {pair for pair in _beyond_doubt(evidence) if pair not in accepted}
        if not fresh:
            break
        accepted |= fresh
    evidence = _Count(answers, slipped, groups(answers, accepted)).evidence() if accepted else {}
    return {pair: evidence[pair] for pair in accepted & set(_beyond_doubt(evidence))}


def _beyond_doubt(evidence: Mapping[Pair, Evidence]) -> list[Pair]:
    """The pairs that copy. Where two outvote two, the pair that is as likely to be the one that copies is no witness
    against the other.
    """
    sure = {pair: found for pair, found in evidence.items() if found.probability >= SURE}

    def holds(found: Evidence) -> bool:
        suspects = (sure.get(error.rest) if error.rest else None for error in found.errors)
        clear = [
            error
            for error, suspect in zip(found.errors, suspects, strict=True)
            if not suspect or suspect.probability < found.probability
        ]
        return found.probability_of(clear) >= SURE

    return [pair for pair, found in sure.items() if holds(found)]


def groups(answers: Answers, pairs: Iterable[Pair]) -> list[int]:
    """For each source the first of those that count as one with it."""
    ties = grouped((way for pair in pairs for way in (pair, pair[::-1])), lambda way: way[0])
    first: dict[int, int] = {}
    for members in linked(range(len(answers.sources)), lambda source: map(frozenset, ties.get(source, ((source,),)))):
        first |= dict.fromkeys(members, members[0])
    return [first[source] for source in range(len(answers.sources))]


def _way(answers: Answers, pair: Pair) -> int:
    return younger(*(answers.sources[source].published for source in pair))


def _told(answers: Answers, pair: Pair, evidence: Evidence) -> Copying:
    way = _way(answers, pair)
    wrong = {id(error.value) for error in evidence.errors}
    values = (value for item in answers.items for value in item.values if value.boxes.keys() >= set(pair))
    others = [len(value.boxes) - len(pair) for value in values if id(value) not in wrong]
    return Copying(pair if way >= 0 else pair[::-1], evidence, bool(way), others.count(0), sum(map(bool, others)))
