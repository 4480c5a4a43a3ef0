"""Relations that follow from the vocabulary without anyone writing them.

A part is at most its whole, and the stated parts of a whole together too (`adds_over`, `part_of`); events come in
their order (`after`, the two ends of an interval) and within their time (`within`), also by way of events that nobody
dates; start + length = end (`lasts`);
what ranks nth is surpassed by fewer than n of its type, and nth from the end surpasses fewer than n (`ranks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations, product

from checker.literals.boxes import end_names
from checker.literals.phrase import listed, show_scope
from checker.model.box import Key, Scope
from checker.model.groups import reached
from checker.model.interval import ALL, Interval
from checker.model.vocabulary import Vocabulary
from checker.readers.amounts import DAYS
from checker.relations.compile import moments, slack_days, variable
from checker.relations.problem import Element, linear
from checker.rules.group.events_out_of_order import orders

HIGHEST_RANKS = 3
"""Ranks that are held against the figures that they rank: largest, second and third largest, and the smallest so."""
MOST_GROUPS = 60
"""Groups of rivals looked at for one rank: eleven rivals for the second place, eight for the third."""


Places = Mapping[Key, Sequence[Interval]]
"""What claims assert of ranks. Of those of which nothing is known any place is."""
NO_PLACES: Places = {}


def derived(keys: Iterable[Key], vocabulary: Vocabulary, places: Places = NO_PLACES) -> Iterator[Element]:
    """All derived relations between the quantities that the corpus speaks of, in a fixed order. Nothing is derived from
    a rank that no claim reaches.
    """
    known = sorted(set(keys))
    dates = sorted({*known, *undated(known, vocabulary)})
    yield from _orders(dates, vocabulary)
    yield from _lengths(dates, vocabulary)
    yield from _ranks(known, vocabulary, places)
    for (whole, dimension), parts in sorted(parts_of(known, vocabulary).items()):
        yield from _sums(whole, dimension, parts, vocabulary)


def undated(keys: Iterable[Key], vocabulary: Vocabulary) -> set[Key]:
    """Dates of which nobody speaks and by way of which others are in order: who was born before he died, and buried
    after, was born before he was buried.
    """
    pairs = orders(vocabulary)
    in_order = {name for pair in pairs for name in pair} | {prop.lasts for prop in vocabulary.properties.values()}
    spoken: dict[tuple[str, Scope], set[str]] = {}
    for key in keys:
        if key.property in in_order:
            spoken.setdefault((key.subject, key.scope), set()).add(key.property)
    between = cache(lambda names: _between(names, pairs, vocabulary))
    return {
        Key(subject, name, scope)
        for (subject, scope), names in spoken.items()
        if len(names) > 1
        for name in between(frozenset(names))
    }


def _between(names: frozenset[str], pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> frozenset[str]:
    """The dates on a way from one of some properties to another, by orders, and by a length among them both ways."""
    lengths = [end_names(prop) for prop in vocabulary.properties.values() if prop.lasts in names]
    links = {*pairs, *lengths, *((end, start) for start, end in lengths)}
    later = {name: {second for first, second in links if first == name} for name, _ in links}
    earlier = {name: {first for first, second in links if second == name} for _, name in links}
    after, before = ({name: reached(name, ways) for name in names} for ways in (later, earlier))
    ends = permutations(sorted(names), 2)
    return frozenset(name for first, last in ends for name in (after[first] & before[last]) - names)


def bound(vocabulary: Vocabulary) -> frozenset[str]:
    """The properties that a derived relation may tie to another quantity; intervals themselves for their ends."""
    names = {name for pair in orders(vocabulary) for name in pair}
    for prop in vocabulary.properties.values():
        if prop.datatype == "interval":
            names |= {prop.name, prop.lasts}
        if prop.adds_over:
            names.add(prop.name)
        if prop.ranks:
            names |= {prop.name, prop.ranks}
    return frozenset(names)


def _orders(keys: list[Key], vocabulary: Vocabulary) -> Iterator[Element]:
    present = set(keys)
    for earlier, later in orders(vocabulary):
        for key in keys:
            other = replace(key, property=later)
            if key.property == earlier and other in present:
                text = f"{vocabulary.label(earlier)} is not after {vocabulary.label(later)}"
                first, last = variable(key), variable(other)
                rows = (linear([(first, 1), (last, -1)], 0, "<="), moments(first, last, "<="))
                yield Element(f"order {first} {last}", (rows,), False, text)


def _lengths(keys: list[Key], vocabulary: Vocabulary) -> Iterator[Element]:
    """Start + length = end, for lengths in a unit of the calendar."""
    present = set(keys)
    for prop in vocabulary.properties.values():
        length = vocabulary.properties.get(prop.lasts)
        if length is None or length.unit not in DAYS:
            continue
        start, end = end_names(prop)
        for key in keys:
            first, last = replace(key, property=start), replace(key, property=end)
            if key.property != length.name or not {first, last} & present:
                continue
            terms = [(variable(last), 1), (variable(first), -1), (variable(key), -DAYS[length.unit])]
            slack = slack_days(length.unit)
            above = linear(terms, -slack, "<=")
            below = linear([(name, -weight) for name, weight in terms], -slack, "<=")
            label = vocabulary.label(key.subject)
            text = (
                f"{label}: {vocabulary.label(start)} and {vocabulary.label(length.name)} make {vocabulary.label(end)}"
            )
            yield Element(f"length {variable(key)}", ((above, below),), False, text)


def _ranks(keys: list[Key], vocabulary: Vocabulary, places: Places) -> Iterator[Element]:
    """Whatever ranks nth or better is surpassed by fewer than n others of its type, and from the end surpasses fewer
    than n; the highest ranks are looked at.
    """
    for key in keys:
        prop = vocabulary.properties.get(key.property)
        if prop is None or not prop.ranks:
            continue
        own = replace(key, property=prop.ranks)
        kind = vocabulary.entities[key.subject].type if key.subject in vocabulary.entities else ""
        others = [
            other
            for other in keys
            if replace(other, subject=key.subject) == own
            and other != own
            and kind
            and vocabulary.entities[other.subject].type == kind
        ]
        label = f"{vocabulary.label(key.subject)} · {vocabulary.label(key.property)}"
        for rank, side in product(range(1, HIGHEST_RANKS + 1), (1, -1)):
            if not any(_reaches(place, rank, side) for place in places.get(key, (ALL,))):
                continue
            chosen = list(combinations(others, rank))
            for several in chosen if len(chosen) <= MOST_GROUPS else ():
                worse = (linear([(variable(key), -side)], rank + 1, "<="),)
                from_other_end = (linear([(variable(key), side)], 0, "<="),)  # the smallest may be surpassed by all
                beaten = [(linear([(variable(o), side), (variable(own), -side)], 0, "<="),) for o in several]
                names = listed(vocabulary.label(other.subject) for other in several)
                most = "none" if rank == 1 else f"at most {rank - 1}"
                at, can = ("", "surpass it") if side > 0 else (" from the end", "be surpassed by it")
                text = f"{label}: at rank {rank}{at}, {most} of {names} can {can}"
                name = f"rank {rank * side} {variable(key)} {names}"
                yield Element(name, (worse, from_other_end, *beaten), False, text)


def _reaches(place: Interval, rank: int, side: int) -> bool:
    """Some of the places are that rank or a better one, counted from the top (1) or from the end (-1)."""
    return Interval(Fraction(1), Fraction(rank)).overlaps(place if side > 0 else place.mirrored())


def parts_of(keys: Iterable[Key], vocabulary: Vocabulary) -> dict[tuple[Key, str], tuple[Key, ...]]:
    """For each quantity and dimension over which its property adds up: the nearest parts that the corpus names.

    Parts of one whole that nothing ties are taken to share nothing: that is what `adds_over` declares.
    """
    known = sorted(set(keys))
    families: dict[tuple, dict[str, Key]] = {}
    for key in known:
        prop = vocabulary.properties.get(key.property)
        for dimension in prop.adds_over if prop else ():
            others = tuple(pair for pair in key.scope if pair[0] != dimension)
            member = dict(key.scope).get(dimension, "")
            families.setdefault((key.subject, key.property, others, dimension), {})[member] = key
    parts: dict[tuple[Key, str], tuple[Key, ...]] = {}
    for (_, _, _, dimension), members in families.items():
        for member, whole in members.items():
            inside = {name for name in members if name and name != member and _inside(name, member, vocabulary)}
            nearest = [
                name for name in sorted(inside) if not any(_inside(name, o, vocabulary) for o in inside if o != name)
            ]
            if nearest:
                parts[whole, dimension] = tuple(members[name] for name in nearest)
    return parts


def _inside(part: str, whole: str, vocabulary: Vocabulary) -> bool:
    """A claim that names no member speaks of the whole of everything."""
    return not whole or whole in vocabulary.wholes(part)


def _sums(whole: Key, dimension: str, parts: tuple[Key, ...], vocabulary: Vocabulary) -> Iterator[Element]:
    name = _member(whole, dimension, vocabulary)
    for part in parts:
        label = f"{vocabulary.label(whole.subject)} · {vocabulary.label(whole.property)}"
        text = f"{label}: {_member(part, dimension, vocabulary)} is part of {name} and cannot have more"
        rows = (linear([(variable(part), Fraction(1)), (variable(whole), Fraction(-1))], 0, "<="),)
        yield Element(f"part {variable(part)} {variable(whole)}", (rows,), False, text)
    parts = tuple(part for part in parts if not _shares(part, parts, dimension, vocabulary))
    if len(parts) > 1:
        members = listed(_member(part, dimension, vocabulary) for part in parts)
        label = f"{vocabulary.label(whole.subject)} · {vocabulary.label(whole.property)}"
        text = f"{label}: {members} are parts of {name} and together cannot have more"
        terms = [*((variable(part), Fraction(1)) for part in parts), (variable(whole), Fraction(-1))]
        yield Element(f"parts {dimension} {variable(whole)}", ((linear(terms, 0, "<="),),), False, text)


def _shares(part: Key, parts: tuple[Key, ...], dimension: str, vocabulary: Vocabulary) -> bool:
    """A part may have something in common with another one: what both have would count twice."""
    member = dict(part.scope)[dimension]
    return any(other != part and vocabulary.tied(member, dict(other.scope)[dimension]) for other in parts)


def _member(key: Key, dimension: str, vocabulary: Vocabulary) -> str:
    member = dict(key.scope).get(dimension)
    return show_scope(((dimension, member),), vocabulary) if member else "the whole"
