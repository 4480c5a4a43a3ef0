"""Contradictions that no pair shows: relations tie quantities together, and then three claims can be impossible
although every two of them fit.

The flow: `elements` (claims and relations as constraints) → `problem` (components, times) → `minimal` (smallest
conflicts and repairs, by the cheapest method of `solve`) → `findings` (with their arithmetic).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations

from checker.cache.store import Store, cached
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.vocabulary import Vocabulary
from checker.relations.compile import Reading
from checker.relations.elements import Problem, Stated, build
from checker.relations.minimal import Outcome, meeting_all, minimal
from checker.relations.problem import Element, Unfinished, components, slices
from checker.relations.solve import Effort, core

SECONDS = 60.0
"""Time that joint reasoning may take in all, a last resort: each component has a limit of steps, which is met first."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A minimal set of elements that cannot all hold, by name.

    `reading` is the widest reading under which they part; `chosen` says which reading of which ambiguous claim is
    meant, where another one works (`works`).
    """

    names: frozenset[str]
    reading: Reading
    elements: tuple[Element, ...]
    chosen: tuple[str, int] | None = None
    works: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A relation that was tried on the claims that speak about it, and holds together with them.

    `free` is a quantity in it that no claim states and that it works out.
    """

    relation: Element
    names: frozenset[str]
    elements: tuple[Element, ...]
    free: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Elements that could not be judged to the end, and why."""

    names: frozenset[str]
    cause: str


Answer = Clash | Check | Stopped


@dataclass(frozen=True, slots=True)
class Reasoning:
    """All answers, the problem as widely read and as a reader expects it, the claims of each component that a
    relation ties, and how often each method was asked.
    """

    answers: tuple[Answer, ...]
    problem: Problem
    expected: Problem
    tied: tuple[frozenset[Claim], ...]
    methods: Counter[str]


def reason(
    boxes: Iterable[Box],
    stated: Iterable[Stated],
    vocabulary: Vocabulary,
    seconds: float = SECONDS,
    store: Store | None = None,
) -> Reasoning:
    """Every minimal conflict that needs a relation, every relation that holds, and what could not be finished.

    What `store` holds of an earlier run on the same elements is recalled.
    """
    boxes, stated = tuple(boxes), tuple(stated)
    narrow = build(boxes, stated, vocabulary, "plausible")
    wide = build(boxes, stated, vocabulary, "possible")
    relations = {element.name for element in wide.elements if element.name not in wide.boxes}
    wide_by_name = {element.name: element for element in wide.elements}
    effort = Effort.of(seconds)
    answers: list[Answer] = []
    tied: list[frozenset[Claim]] = []
    for component in components(narrow.elements):
        if not any(element.name in relations for element in component):
            continue
        tied.append(frozenset(wide.claims[element.name] for element in component if element.name in wide.claims))
        at_once = tuple(slices(component))
        near = tuple(members for members in slices(component, "reach") if members not in at_once)
        for members in (*at_once, *near):
            if any(element.name in relations for element in members):
                same = tuple(wide_by_name[element.name] for element in members)
                apart = members in near
                answers += cached(
                    store,
                    lambda m=members, s=same, k=apart: ("joint", str(k), *_depends_on(m, s, relations, wide)),
                    tuple[Answer, ...],
                    {Element: (*members, *same)},
                    lambda m=members, s=same, k=apart: tuple(_answers(m, s, relations, wide, effort, near=k)),
                    lasting=lambda part: not any(isinstance(answer, Stopped) for answer in part),
                )
    return Reasoning(tuple(dict.fromkeys(answers)), wide, narrow, tuple(tied), effort.methods)


def _depends_on(
    narrow: tuple[Element, ...], wide: tuple[Element, ...], relations: set[str], problem: Problem
) -> Iterator[str]:
    """Everything that the answers on some elements depend on."""
    names = [element.name for element in wide]
    yield repr((narrow, wide))
    yield repr([(name in relations, name in problem.boxes) for name in names])
    yield repr([problem.claims[name].readings for name in names if name in problem.claims])


def _answers(
    narrow: tuple[Element, ...],
    wide: tuple[Element, ...],
    relations: set[str],
    problem: Problem,
    effort: Effort,
    *,
    near: bool,
) -> Iterator[Answer]:
    """What clashes and what holds. `near`: among claims of documents that are too near to each other for time to tell
    them apart, what holds together is nothing to go by, and so are sets in which some surely speak of different times.
    """
    limited = Effort.of(effort.left() / 2)  # half of what is left: no component can take the time of all others
    try:
        clashes: list[Clash] = []
        yield from _gathered(narrow, wide, clashes, limited)
        if near:
            yield from (clash for clash in clashes if not _of_several_times(clash, problem))
        else:
            clashes += _ambiguous(wide, clashes, problem, limited)
            yield from clashes
            yield from _checks(narrow, relations, clashes)
    except Unfinished as limit:
        yield Stopped(frozenset(e.name for e in wide if e.soft), str(limit))
    finally:
        effort.methods += limited.methods


def _of_several_times(clash: Clash, problem: Problem) -> bool:
    times = [problem.times[name] for name in sorted(clash.names)]
    return any(a.apart(b) for a, b in combinations(times, 2))


def _gathered(
    narrow: tuple[Element, ...], wide: tuple[Element, ...], clashes: list[Clash], effort: Effort
) -> Iterator[Stopped]:
    """Gathers the smallest conflicts of both readings, and tells where the search for them ended too early."""
    if core(narrow, effort) is None:
        return
    readings: tuple[tuple[Reading, tuple[Element, ...]], ...] = (("possible", wide), ("plausible", narrow))
    for reading, elements in readings:
        outcome = minimal(elements, effort)
        if outcome.cause:
            yield Stopped(frozenset(e.name for e in elements if e.soft), outcome.cause)
        clashes += _clashes(outcome, reading, elements, clashes)


def _clashes(outcome: Outcome, reading: Reading, elements: tuple[Element, ...], known: list[Clash]) -> Iterator[Clash]:
    for names in outcome.conflicts:
        if not any(clash.names <= names for clash in known):
            yield Clash(names, reading, _involved(names, elements))


def _involved(names: frozenset[str], elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """The elements of a conflict with the relations by definition that can play a part in it."""
    by_name = {element.name: element for element in elements}
    reached = {variable for name in names for variable in by_name[name].variables}
    hard = [element for element in elements if not element.soft]
    grown = True
    linked: list[Element] = []
    while grown:
        grown = False
        for element in hard:
            if element not in linked and element.variables & reached:
                linked.append(element)
                reached |= element.variables
                grown = True
    needed = list(linked)
    with suppress(Unfinished):  # most of what is linked has no part in it, and the proof of the conflict says what has
        proof = core([*(by_name[name] for name in sorted(names)), *linked], Effort.of(1.0)) or frozenset()
        needed = [element for element in linked if element.name in proof]
    for element in sorted(needed, key=lambda element: element.name):
        rest = [by_name[name] for name in sorted(names)] + [other for other in needed if other is not element]
        try:
            if core(rest, Effort.of(1.0)) is not None:
                needed.remove(element)
        except Unfinished:
            break
    order = {element.name: index for index, element in enumerate(elements)}
    return tuple(sorted([*(by_name[name] for name in names), *needed], key=lambda element: order[element.name]))


def _ambiguous(
    elements: tuple[Element, ...], clashes: list[Clash], problem: Problem, effort: Effort
) -> Iterator[Clash]:
    """The smallest conflicts of single readings of claims that have several, where another reading fits."""
    known = [clash.names for clash in clashes]
    for element in elements:
        if not element.soft or len(element.alternatives) == 1 or element.name in problem.boxes:
            continue
        for index in range(len(element.alternatives)):
            others = tuple(_read_as(other, index, problem) if other is element else other for other in elements)
            if core(others, effort) is None:
                continue
            conflicts = [names for names in minimal(others, effort).conflicts if element.name in names]
            fresh = [names for names in conflicts if not any(other <= names for other in known)]
            for names in fresh:
                # an ambiguous sentence meets the same few claims by many ways round: the shortest say it all
                if len(names) == len(fresh[0]):
                    works = _works(element, names, elements, problem, effort)
                    yield Clash(names, "possible", _involved(names, others), (element.name, index), works)


def _read_as(element: Element, index: int, problem: Problem) -> Element:
    """An ambiguous claim in one of its readings."""
    text = problem.claims[element.name].readings[index]
    return Element(element.name, (element.alternatives[index],), True, text, element.extent)


def _works(
    element: Element, names: frozenset[str], elements: tuple[Element, ...], problem: Problem, effort: Effort
) -> tuple[int, ...]:
    """The readings of an element with which the other members of a conflict can hold."""
    rest = [other for other in elements if other is not element and (other.name in names or not other.soft)]
    readings = range(len(element.alternatives))
    return tuple(index for index in readings if core([*rest, _read_as(element, index, problem)], effort) is None)


def _checks(elements: tuple[Element, ...], relations: set[str], clashes: list[Clash]) -> Iterator[Check]:
    """Relations that claims speak about and that hold, once the claims that the smallest repairs blame are set aside.

    A relation with a quantity that nobody states counts where it works out that quantity.
    """
    blamed = _blamed(clashes)
    soft = [element for element in elements if element.soft and element.name not in blamed]
    about: dict[str, list[Element]] = {}
    for element in soft:
        for variable in element.variables:
            about.setdefault(variable, []).append(element)
    for element in elements:
        if element.name not in relations or element.name in blamed:
            continue
        named = {variable for variable in element.variables if ":" not in variable}
        by_name = {other.name: other for variable in sorted(named) for other in about.get(variable, ())}
        others = [by_name[name] for name in sorted(by_name) if name != element.name]
        speaking = [other for other in others if other.name not in relations]
        stated = {variable for other in speaking for variable in other.variables}
        # a quantity that no claim states may still be tied to others by what a claim relates
        speaking += [other for other in others if other.name in relations and other.variables & (named - stated)]
        stated |= {variable for other in speaking for variable in other.variables}
        names = {other.name for other in speaking} | ({element.name} if element.soft else set())
        if len(names) > 1 and len(named - stated) <= 1:
            yield Check(element, frozenset(names), (*speaking, element), min(named - stated, default=""))


def _blamed(clashes: list[Clash]) -> frozenset[str]:
    """The members of all smallest repairs of conflicts in which no reading is at stake."""
    conflicts = [clash.names for clash in clashes if clash.chosen is None]
    repairs = meeting_all(conflicts)
    least = min(map(len, repairs), default=0)
    return frozenset(name for repair in repairs if len(repair) == least for name in repair)
