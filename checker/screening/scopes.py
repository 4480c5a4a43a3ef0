"""Whether two scopes have something in common: members of one dimension exclude each other unless they are tied.

Why: the figures of two provinces, or of two candidates, are two quantities; that they differ says nothing.
A claim that names no member of a dimension speaks of the whole, with which each member has something in common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, product

from checker.model.box import Scope
from checker.model.groups import grouped
from checker.model.vocabulary import Vocabulary

Meeting = Callable[[Scope, Scope], bool]


def meet(one: Scope, other: Scope, vocabulary: Vocabulary) -> bool:
    """Two scopes have something in common."""
    members = dict(one)
    return all(vocabulary.tied(members[name], member) for name, member in other if name in members)


def limiting(scope: Scope, subject: str, vocabulary: Vocabulary) -> Scope:
    """The scope without members of which nobody knows whether they limit anything: the subject itself, and what holds
    everything of its sort. Claims that differ in these only may speak of one thing.
    """
    if not scope or not any(member == subject or member in vocabulary.named_wholes for _, member in scope):
        return scope
    return tuple(pair for pair in scope if pair[1] != subject and pair[1] not in vocabulary.named_wholes)


def meeting(vocabulary: Vocabulary) -> Meeting:
    """Tells of two scopes whether they have something in common; answers are remembered."""
    known = cache(lambda one, other: meet(one, other, vocabulary))
    return lambda one, other: one == other or known(one, other)


def meeting_pairs(scopes: Iterable[Scope], vocabulary: Vocabulary) -> int:
    """How many pairs of some scopes have something in common; a scope that occurs often counts as often.

    How: scopes without a common dimension all meet; of others only those are looked at whose members in one common
    dimension are tied, so that a thousand provinces cost no half a million looks.
    """
    met, numbers = meeting(vocabulary), Counter(scopes)
    count = sum(number * (number - 1) // 2 for number in numbers.values())
    by_dimensions = grouped(sorted(numbers), lambda scope: tuple(name for name, _ in scope))
    for dimensions, members in by_dimensions.items():
        pairs = combinations(members, 2)
        if dimensions:
            pairs = ((a, b) for a, b in _tied(members, members, dimensions[0], vocabulary) if a < b)
        count += sum(numbers[a] * numbers[b] for a, b in pairs if met(a, b))
    for (first, ones), (second, others) in combinations(by_dimensions.items(), 2):
        common = next((name for name in first if name in second), None)
        if common is None:
            count += sum(numbers[scope] for scope in ones) * sum(numbers[scope] for scope in others)
        else:
            pairs = _tied(ones, others, common, vocabulary)
            count += sum(numbers[a] * numbers[b] for a, b in pairs if met(a, b))
    return count


def with_company(scopes: Iterable[Scope], vocabulary: Vocabulary) -> frozenset[Scope]:
    """Of some scopes those that occur twice, or have something in common with another one."""
    met, numbers = meeting(vocabulary), Counter(scopes)
    found = {scope for scope, number in numbers.items() if number > 1}
    by_dimensions = grouped(sorted(numbers), lambda scope: tuple(name for name, _ in scope))
    if () in numbers:
        return frozenset(numbers) if len(numbers) > 1 else frozenset(found)
    for dimensions, members in by_dimensions.items():
        for a, b in _tied(members, members, dimensions[0], vocabulary):
            if a < b and not {a, b} <= found and met(a, b):
                found |= {a, b}
    for (first, ones), (second, others) in combinations(by_dimensions.items(), 2):
        common = next((name for name in first if name in second), None)
        if common is None:
            found.update(ones, others)
        else:
            pairs = _tied(ones, others, common, vocabulary)
            found.update(scope for a, b in pairs if not {a, b} <= found and met(a, b) for scope in (a, b))
    return frozenset(found)


def _tied(
    ones: Sequence[Scope], others: Sequence[Scope], dimension: str, vocabulary: Vocabulary
) -> Iterator[tuple[Scope, Scope]]:
    """The pairs of scopes whose members in one dimension are tied."""
    first, second = (grouped(scopes, lambda scope: dict(scope)[dimension]) for scopes in (ones, others))
    found: dict[tuple[str, str], list[str]] = {}
    for name in second:
        ties = (("name", name), *(("reach", other) for other in vocabulary.reach(name)))
        for tie in (*ties, *(("part", part) for part in vocabulary.shared_parts(name))):
            found.setdefault(tie, []).append(name)
    for name, scopes in first.items():
        ties = (("name", name), ("reach", name), *(("name", other) for other in vocabulary.reach(name)))
        ties = (*ties, *(("part", part) for part in vocabulary.shared_parts(name)))
        for other in sorted({other for tie in ties for other in found.get(tie, ())}):
            yield from product(scopes, second[other])
