"""Of lists, which elements are supported: each element is a question of its own, whether it belongs.

Sources leave elements out more often than they add wrong ones, each in its own measure. So two figures are learnt of
each source: how many of the elements that belong it names (`named`), and how many of those it names that do not
(`added`). Who names nearly all says something by leaving one out; who names the first only does not.

Source: B. Zhao, B. Rubinstein, J. Gemmell, J. Han, A Bayesian approach to discovering truth from conflicting sources
for data integration, VLDB 2012. Theirs samples; here expectation and maximum are taken in turn (Dawid and Skene, 1979).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from checker.sources.items import Item

NAMED, ADDED = 0.7, 0.1
"""Parts of what belongs, and of what does not, that a source names before anything is measured."""
WEIGHT = 10
"""Elements that this expectation is worth."""
LEAST, MOST = 0.01, 0.99
"""Nobody is beyond doubt."""
ROUNDS = 10
"""How often both are worked out in turn."""


@dataclass(frozen=True, slots=True)
class Voters:
    """For one element of an item the sources, by the group that they count as: those that name it, and those that give
    a list without it.
    """

    name: str
    naming: Mapping[int, tuple[int, ...]]
    without: Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Habits:
    """Of each source, by its place: how much of what belongs it names, and how much of what does not."""

    named: Sequence[float]
    added: Sequence[float]

    def odds(self, voters: Voters) -> float:
        """The logarithm of the odds that an element belongs. Of sources that count as one the one speaks that says
        most.
        """
        total = 0.0
        for members in voters.naming.values():
            total += max(log(self.named[source] / self.added[source]) for source in members)
        for group, members in voters.without.items():
            if group not in voters.naming:
                total -= max(log((1 - self.added[source]) / (1 - self.named[source])) for source in members)
        return total


def voters(item: Item, group: Sequence[int]) -> tuple[Voters, ...]:
    """The elements of an item's lists, by name."""
    lists = [(value.names, source) for value in item.values for source in value.boxes]
    elements = sorted({element for names, _ in lists for element in names})
    return tuple(
        Voters(
            element,
            _by_group((source for names, source in lists if element in names), group),
            _by_group((source for names, source in lists if element not in names), group),
        )
        for element in elements
    )


def _by_group(sources: Iterable[int], group: Sequence[int]) -> dict[int, tuple[int, ...]]:
    made: dict[int, tuple[int, ...]] = {}
    for source in sorted(sources):
        made[group[source]] = (*made.get(group[source], ()), source)
    return made


def probability(odds: float) -> float:
    return 1 / (1 + exp(-odds)) if odds > -500 else 0.0


def habits(asked: Iterable[Voters], number: int) -> Habits:
    """What sources name and add, by what all lists together support."""
    asked = tuple(asked)
    found = Habits([NAMED] * number, [ADDED] * number)
    for _ in range(ROUNDS):
        belongs, named = [float(WEIGHT)] * number, [NAMED * WEIGHT] * number
        wrong, added = [float(WEIGHT)] * number, [ADDED * WEIGHT] * number
        for one in asked:
            right = probability(found.odds(one))
            for sides, says in ((one.naming, 1.0), (one.without, 0.0)):
                for source in (source for members in sides.values() for source in members):
                    belongs[source] += right
                    named[source] += right * says
                    wrong[source] += 1 - right
                    added[source] += (1 - right) * says
        found = Habits(
            [min(max(part / all_, LEAST), MOST) for part, all_ in zip(named, belongs, strict=True)],
            [min(max(part / all_, LEAST), MOST) for part, all_ in zip(added, wrong, strict=True)],
        )
    return found
