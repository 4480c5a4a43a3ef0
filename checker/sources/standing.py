"""Which values of an item the rest of the sources hold to be wrong, whoever is left out of the count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.sources.items import Item, fit

LEAD = 2
"""Sources by which those that agree on another value must outnumber those that may have this one, for it to be wrong:
one against another proves nothing."""
MOST_VALUES = 40
"""Values of one item that are looked at, those of most sources first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A value of an item: the groups that give it (`own`), those that it may fit (`backing`, its own among them), and
    those of the best supported value that it does not fit (`rest`). `fits`: the places of the values that it may fit.
    """

    own: frozenset[int]
    backing: frozenset[int]
    rest: frozenset[int]
    fits: frozenset[int]

    def lead(self, left_out: frozenset[int]) -> int:
        """By how many groups others outnumber it, some left out."""
        return len(self.rest - left_out) - len(self.backing - left_out)


def standings(item: Item, group: Sequence[int]) -> tuple[Standing, ...]:
    """The standing of each value; `group` tells which sources count as one."""
    values = item.values[:MOST_VALUES]
    held = [frozenset(group[source] for source in value.boxes) for value in values]
    fits = [[place == other or fit(one, two) for other, two in enumerate(values)] for place, one in enumerate(values)]
    places = range(len(values))
    made = []
    for place in places:
        rivals = [other for other in places if not fits[place][other]]
        camps = (frozenset().union(*(held[third] for third in rivals if fits[other][third])) for other in rivals)
        rest = max(camps, key=lambda camp: (len(camp), sorted(camp)), default=frozenset())
        backing = frozenset().union(*(held[other] for other in places if fits[place][other]))
        fitting = frozenset(other for other in places if fits[place][other])
        made.append(Standing(held[place], backing, rest, fitting))
    return tuple(made)
