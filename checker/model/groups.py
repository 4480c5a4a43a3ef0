"""Things in groups: by a name that each has, or by what ties them together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

Thing = TypeVar("Thing")
Name = TypeVar("Name", bound=Hashable)


def grouped(things: Iterable[Thing], by: Callable[[Thing], Name]) -> dict[Name, list[Thing]]:
    """The things of each name, in the order in which they come."""
    groups: dict[Name, list[Thing]] = {}
    for thing in things:
        groups.setdefault(by(thing), []).append(thing)
    return groups


def linked(things: Iterable[Thing], ties: Callable[[Thing], Iterable[Hashable]]) -> list[list[Thing]]:
    """The things in groups: those that share a tie, by whatever way round, are together."""
    members = tuple(things)
    parent = list(range(len(members)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[Hashable, int] = {}
    for index, member in enumerate(members):
        for tie in ties(member):
            parent[root(index)] = root(first.setdefault(tie, index))
    return [[members[index] for index in group] for group in grouped(range(len(members)), root).values()]


def reached(start: Name, links: Mapping[Name, Iterable[Name]]) -> set[Name]:
    """Everything that links lead to, directly or through others; the start itself only where a circle leads back."""
    seen: set[Name] = set()
    queue = [start]
    while queue:
        fresh = set(links.get(queue.pop(), ())) - seen
        seen |= fresh
        queue += fresh
    return seen
