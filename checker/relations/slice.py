"""The elements of a component that can hold at one time, and what small questions are asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from checker.model.interval import ALL, Interval
from checker.relations.problem import Bound, Element, slices


@dataclass(frozen=True, slots=True)
class Slice:
    """Elements that can hold at one time, by name. `near`: only as far as nobody knows better."""

    names: tuple[str, ...]
    days: Interval
    near: bool = False
    members: frozenset[str] = field(init=False, repr=False, compare=False)
    """The same names, as a set: slices are held against each other again and again."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "members", frozenset(self.names))


def sliced(members: Iterable[Element]) -> list[Slice]:
    """The slices of a component, those that are only near after those that surely hold at one time."""
    members = tuple(members)
    at_once = [Slice(tuple(e.name for e in part), span(part, "extent")) for part in slices(members)]
    sets = {frozenset(part.names) for part in at_once}
    near = [
        Slice(names, span(part, "reach"), near=True)
        for part in slices(members, "reach")
        if frozenset(names := tuple(e.name for e in part)) not in sets
    ]
    return [*at_once, *near]


def span(part: Iterable[Element], when: str) -> Interval:
    return reduce(common, (days for element in part if (days := getattr(element, when)) is not None), ALL)


def common(a: Interval, b: Interval) -> Interval:
    """What two stretches of time share; the first where they share nothing."""
    return a.intersection(b) or a


def without(part: Slice, name: str) -> Slice:
    return replace(part, names=tuple(other for other in part.names if other != name))


def range_of(element: Element) -> Interval | None:
    """The range that a claim leaves its quantity; nothing where it leaves several."""
    if len(element.alternatives) == 1 and len(element.alternatives[0]) == 1:
        (row,) = element.alternatives[0]
        return row.interval if isinstance(row, Bound) else None
    return None


def reached(names: Iterable[str], hard: Iterable[str], by_name: Mapping[str, Element]) -> Iterator[str]:
    """The relations by definition that share quantities with some elements, directly or through others."""
    about: dict[str, list[str]] = {}
    for name in hard:
        for variable in by_name[name].variables:
            about.setdefault(variable, []).append(name)
    queue = [variable for name in sorted(names) for variable in sorted(by_name[name].variables)]
    seen, reached = set(queue), set()
    for variable in queue:
        for name in about.get(variable, ()):
            if name not in reached:
                reached.add(name)
                yield name
                fresh = sorted(by_name[name].variables - seen)
                seen.update(fresh)
                queue.extend(fresh)
