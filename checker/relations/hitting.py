"""Smallest sets that share a member with each of some sets (minimum hitting sets), in counted steps.

Where all sets are pairs they are the edges of a graph, and what is left over is a largest set of things that do not
oppose each other: there are few of those where things lie along a line, however many pairs there are.
Source: Berge, Hypergraphs (1989); Bron and Kerbosch, "Finding all cliques of an undirected graph" (Communications of
the ACM 16, 1973), with the pivot of Tomita, Tanaka and Takahashi (2006).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice, product
from typing import Any, TypeVar

from checker.model.groups import linked
from checker.relations.problem import Unfinished

MOST_TRIES = 100_000
"""Choices that are followed up in the search for a smallest one."""

Thing = TypeVar("Thing", bound=Any)


def smallest_meeting(sets: Iterable[frozenset[Thing]], most: int) -> list[frozenset[Thing]]:
    """Up to so many of the smallest sets that share a member with each, in order.

    Raises `Unfinished` where the search grows too large.
    """
    least = smallest(sets)
    forced = frozenset(member for members in least if len(members) == 1 for member in members)
    choices = [
        sorted(_of_group(group), key=sorted)[:most]
        for group in linked([members for members in least if len(members) > 1], lambda members: members)
    ]
    return [forced.union(*several) for several in islice(product(*choices), most)]


def smallest(sets: Iterable[frozenset[Thing]]) -> list[frozenset[Thing]]:
    """Those that hold no other one: whatever meets these meets all."""
    kept: list[frozenset[Thing]] = []
    holding: dict[Thing, list[frozenset[Thing]]] = {}
    for members in sorted(set(sets), key=lambda members: (len(members), sorted(members))):
        if not any(other <= members for member in members for other in holding.get(member, ())):
            kept.append(members)
            holding.setdefault(min(members), []).append(members)
    return kept


def _of_group(sets: Sequence[frozenset[Thing]]) -> list[frozenset[Thing]]:
    everything = frozenset().union(*sets)
    if all(len(members) == 2 for members in sets):
        left = list(_at_peace(sets, everything))
        most = max(map(len, left))
        return [everything - members for members in left if len(members) == most]
    return _branched(sets)


def _at_peace(sets: Sequence[frozenset[Thing]], everything: frozenset[Thing]) -> Iterator[frozenset[Thing]]:
    """The largest sets without a pair: the cliques of the graph of what does not oppose each other."""
    opponents: dict[Thing, set[Thing]] = {member: set() for member in everything}
    for a, b in sets:
        opponents[a].add(b)
        opponents[b].add(a)
    friends = {member: everything - opponents[member] - {member} for member in everything}
    tries = count()
    stack: list[tuple[frozenset[Thing], frozenset[Thing], frozenset[Thing]]] = [(frozenset(), everything, frozenset())]
    while stack:
        chosen, open_ones, done = stack.pop()
        if next(tries) > MOST_TRIES:
            raise Unfinished(f"more than {MOST_TRIES:,} choices")
        if not open_ones and not done:
            yield chosen
            continue
        pivot = max(sorted(open_ones | done), key=lambda member: len(friends[member] & open_ones))
        for member in sorted(open_ones - friends[pivot]):
            stack.append((chosen | {member}, open_ones & friends[member], done & friends[member]))
            open_ones, done = open_ones - {member}, done | {member}


def _branched(sets: Sequence[frozenset[Thing]]) -> list[frozenset[Thing]]:
    """By size, from as many as there are sets that share nothing: each member of a set not yet met is tried."""
    tries = count()
    for size in count(_apart(sets)):
        found: dict[frozenset[Thing], None] = {}
        stack: list[frozenset[Thing]] = [frozenset()]
        seen: set[frozenset[Thing]] = set()
        while stack:
            chosen = stack.pop()
            if next(tries) > MOST_TRIES:
                raise Unfinished(f"more than {MOST_TRIES:,} choices")
            unmet = [members for members in sets if not members & chosen]
            if not unmet:
                found[chosen] = None
            elif len(chosen) + _apart(unmet) <= size:
                branches = [chosen | {member} for member in sorted(unmet[0])]
                stack += [branch for branch in branches if branch not in seen]
                seen.update(branches)
        if found:
            return list(found)
    raise AssertionError(sets)


def _apart(sets: Iterable[frozenset[Thing]]) -> int:
    """How many of the sets, one after another, share nothing with those before: at least so many members it takes."""
    seen: set[Thing] = set()
    number = 0
    for members in sets:
        if not members & seen:
            seen |= members
            number += 1
    return number
