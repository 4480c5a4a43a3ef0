"""Contradictions that no pair shows: relations tie quantities together, and then three claims can be impossible
although every two of them fit.

The flow: `elements` (claims and relations as constraints) → `problem` (components, times) → `search` (the fewest
questions in dispute, and conflicts that show it, by the cheapest method of `solve`) → `findings` (with their
arithmetic).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from checker.cache.store import Store, cached
from checker.literals.phrase import show_key
from checker.model.box import Box, Key
from checker.model.claim import Claim
from checker.model.groups import linked
from checker.model.vocabulary import Vocabulary
from checker.relations.elements import Problem, Stated, build
from checker.relations.fitting import fitting
from checker.relations.problem import Element, Unfinished, components
from checker.relations.questions import Clash
from checker.relations.search import Disputed, JointSet, Search, search
from checker.relations.solve import Effort, core


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
class ReadAs:
    """An ambiguous claim (`name`) that fits in some of its readings only: `fits` are these, by index, beside the
    claim `beside` of a disputed quantity, or beside all that is not in dispute (`""`).
    """

    name: str
    fits: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Elements that could not be judged to the end, and why."""

    names: frozenset[str]
    cause: str


Answer = JointSet | Check | ReadAs | Stopped


@dataclass(frozen=True, slots=True)
class Answers:
    """What one component comes to."""

    found: tuple[Answer, ...]
    disputed: tuple[Disputed, ...]


@dataclass(frozen=True, slots=True)
class Reasoning:
    """All answers, the questions in dispute, the problem as widely read and as a reader expects it, the claims of each
    component that a relation ties, and how often each method was asked.
    """

    answers: tuple[Answer, ...]
    disputed: tuple[Disputed, ...]
    problem: Problem
    expected: Problem
    tied: tuple[frozenset[Claim], ...]
    methods: Counter[str]


def reason(
    boxes: Iterable[Box],
    stated: Iterable[Stated],
    vocabulary: Vocabulary,
    known: Iterable[Clash] = (),
    store: Store | None = None,
) -> Reasoning:
    """The fewest questions that are in dispute, with conflicts that need a relation and show it; every relation that
    holds; and what could not be finished.

    `known` are the conflicts that rules found. What `store` holds of an earlier run on the same elements is recalled.
    """
    boxes, stated = tuple(boxes), tuple(stated)
    narrow = build(boxes, stated, vocabulary, "plausible")
    wide = build(boxes, stated, vocabulary, "possible")
    answers: list[Answers] = []
    tied: list[frozenset[Claim]] = []
    methods: Counter[str] = Counter()
    for members, clashes in _causes(narrow, known):
        if members:
            tied.append(frozenset(claim for e in members for claim in wide.supporters.get(e.name, ())))
        same = tuple(wide.by_name[element.name] for element in members)
        answers.append(
            cached(
                store,
                lambda m=members, s=same, c=clashes: ("joint", *_depends_on(m, s, c, wide)),
                Answers,
                {Element: (*members, *same)},
                lambda m=members, c=clashes: _answers(m, narrow, wide, c, vocabulary, methods),
                lasting=lambda made: not any(isinstance(answer, Stopped) for answer in made.found),
            )
        )
    found = (answer for answers_of_one in answers for answer in answers_of_one.found)
    disputed = (question for answers_of_one in answers for question in answers_of_one.disputed)
    return Reasoning(tuple(dict.fromkeys(found)), tuple(disputed), wide, narrow, tuple(tied), methods)


def _causes(narrow: Problem, known: Iterable[Clash]) -> Iterator[tuple[tuple[Element, ...], tuple[Clash, ...]]]:
    """The elements and the known conflicts that hang together, by way of relations or conflicts."""
    bound = {element.name: narrow.key_of(element.name) for element in narrow.elements}
    relations = {name for name, key in bound.items() if key is None} - narrow.limits
    tied = [part for part in components(narrow.elements) if any(element.name in relations for element in part)]
    things: list[tuple[Element, ...] | Clash] = [*tied, *dict.fromkeys(known)]

    def ties(thing: tuple[Element, ...] | Clash) -> Iterable[object]:
        if isinstance(thing, Clash):
            return (*thing.quantities, *thing.stated)
        keys = (bound[element.name] for element in thing)
        labels = (narrow.labels[element.name] for element in thing if element.name in narrow.labels)
        return (*(key for key in keys if key), *labels)

    for group in linked(things, ties):
        elements = (element for thing in group if not isinstance(thing, Clash) for element in thing)
        members = tuple(sorted(elements, key=lambda element: element.name))
        yield members, tuple(thing for thing in group if isinstance(thing, Clash))


def _depends_on(
    narrow: Sequence[Element], wide: Sequence[Element], known: Sequence[Clash], problem: Problem
) -> Iterator[str]:
    """Everything that the answers on some elements depend on."""
    names = [element.name for element in wide]
    yield repr((narrow, wide))
    yield repr([(name, problem.key_of(name), problem.times.get(name), problem.labels.get(name)) for name in names])
    yield repr([sorted(problem.supporters[name], key=repr) for name in names if name in problem.supporters])
    yield repr([(sorted(c.quantities), sorted(c.stated), sorted(c.broken), c.days) for c in known])


def _answers(
    members: Sequence[Element],
    narrow: Problem,
    wide: Problem,
    known: Sequence[Clash],
    vocabulary: Vocabulary,
    methods: Counter[str],
) -> Answers:
    """What one component comes to. What is found before a limit is met is right, too."""

    def changes(key: Key) -> bool:
        prop = vocabulary.properties.get(key.property)
        return prop is not None and prop.changes

    effort = Effort.of()
    here = search(members, narrow, wide, known, changes, effort)
    disputed: tuple[Disputed, ...] = ()
    notes: list[Answer] = []
    try:
        disputed = here.settle()
        notes += _readings(here, disputed)
        notes += _checks(here, disputed)
    except Unfinished as limit:
        notes.append(Stopped(frozenset(e.name for e in members if e.soft), str(limit)))
    methods += effort.methods
    return Answers((*here.joint, *notes), disputed or _as_far_as_known(here))


def _as_far_as_known(here: Search) -> tuple[Disputed, ...]:
    """Where the search did not end: the questions that settle what was found."""
    try:
        return tuple(Disputed(question, (question,), complete=False) for question in sorted(here.fewest()))
    except Unfinished:
        return ()


# --- ambiguous claims


def _readings(here: Search, disputed: Sequence[Disputed]) -> Iterator[ReadAs]:
    """Which readings of ambiguous claims fit the rest, and beside which claims on what is in dispute. A claim that is
    in dispute itself fits in none.
    """
    choices = dict.fromkeys(choice for one in disputed for choice in one.choices)
    rest = [here.left(part, choices) for part in here.slices]
    keys = {show_key(choice.key): choice for choice in choices if choice.key}
    in_dispute = {choice.name for choice in choices}

    @cache
    def fits_beside(other: str, index: int) -> dict[str, tuple[int, ...]]:
        names = sorted({*rest[index], other} - {""})
        return fitting([here.wide.by_name[name] for name in names], here.effort)

    for name in dict.fromkeys(name for names in rest for name in names):
        element = here.wide.by_name[name]
        if not element.soft or len(element.alternatives) == 1 or here.wide.key_of(name):
            continue
        if here.called[name] in in_dispute:
            continue
        about = [keys[variable] for variable in sorted(element.variables & keys.keys())]
        beside = ["", *(other for question in about for other in here.claims_on(question))]
        holding = [index for index, names in enumerate(rest) if name in names]
        every = range(len(element.alternatives))
        fits = [
            (other, tuple(n for n in every if all(n in fits_beside(other, index)[name] for index in holding)))
            for other in beside
        ]
        if any(len(readings) < len(element.alternatives) for _, readings in fits):
            yield ReadAs(name, tuple(fits))


# --- relations that hold


def _checks(here: Search, disputed: Sequence[Disputed]) -> Iterator[Check]:
    """Relations that claims speak about and that hold, once what is in dispute is set aside.

    A relation with a quantity that nobody states counts where it works out that quantity, unless it is in dispute.
    """
    aside = _set_aside(here, disputed)
    in_dispute = {choice.name for one in disputed for choice in one.choices}
    problem = here.narrow
    for part in here.slices:
        if part.near:  # of what nobody knows to hold at one time no relation is tried
            continue
        kept = {name for name in part.names if name not in aside}
        soft = [problem.by_name[name] for name in part.names if name in kept and problem.by_name[name].soft]
        about = _by_variable(soft)
        for name in part.names:
            element = problem.by_name[name]
            if problem.key_of(name) or name not in kept or name in problem.limits:
                continue
            named = {variable for variable in element.variables if ":" not in variable}
            by_name = {other.name: other for variable in sorted(named) for other in about.get(variable, ())}
            others = [by_name[other] for other in sorted(by_name) if other != name]
            speaking = [other for other in others if problem.key_of(other.name)]
            stated = {variable for other in speaking for variable in other.variables}
            # a quantity that no claim states may still be tied to others by what a claim relates
            speaking += [o for o in others if not problem.key_of(o.name) and o.variables & (named - stated)]
            stated |= {variable for other in speaking for variable in other.variables}
            names = {other.name for other in speaking} | ({name} if element.soft else set())
            claims = {claim for other in names for claim in problem.supporters.get(other, ())}
            if len(claims) > 1 and len(named - stated) <= 1 and not (named - stated) & in_dispute:
                yield Check(element, frozenset(names), (*speaking, element), min(named - stated, default=""))


def _set_aside(here: Search, disputed: Sequence[Disputed]) -> set[str]:
    """The claims that are set aside so that the rest holds: those that conflict with the best supported ones of each
    question; all of it where that is not enough.
    """
    everything = {
        name
        for one in disputed
        for name in here.called
        if here.called[name] == one.gives_way.name and here.wide.by_name[name].soft
    }
    blamed = {name for one in disputed for name in _blamed(here, one)}
    for part in here.slices:
        names = sorted(set(part.names) - blamed)
        if not part.near and core([here.narrow.by_name[name] for name in names], here.effort) is not None:
            return everything
    return blamed


def _blamed(here: Search, one: Disputed) -> set[str]:
    """Of what gives way for a question the claims that conflict: with other quantities, or with what more say."""
    shown = {name for found in here.joint for name in found.names}
    conflicting = [{name for name in here.called if here.called[name] == c.name} & shown for c in one.choices]
    if one.gives_way.key is None or len(one.choices) > 1:
        return min(conflicting, key=lambda names: (len(names), not all(map(here.excused, names)), sorted(names)))
    own = [name for name in here.claims_on(one.gives_way) if name not in conflicting[0]]
    families = here.of_one_mind(own)
    support = [len({c.document.id for name in family for c in here.wide.supporters[name]}) for family in families]
    best = [family for family, number in zip(families, support, strict=True) if number == max(support)]
    return conflicting[0] | (set(own) - best[0] if len(best) == 1 else set(own))


def _by_variable(elements: Iterable[Element]) -> dict[str, list[Element]]:
    about: dict[str, list[Element]] = {}
    for element in elements:
        for variable in element.variables:
            about.setdefault(variable, []).append(element)
    return about
