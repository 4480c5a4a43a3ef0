"""A subject has two values at one time where the property asks for one.

Why: `values: many` says that values may differ by definition, place or speaker; within one of these only one holds.
Quiet: at different times, where a separator differs, and for a part and its whole. A property of single value needs
no constraint: its values are compared anyway.
Units: both sides are in the property's unit.
Source: Wikibase, single-value constraint with separators (Q19474404, P4155).
Beyond it: clashes only where times meet; a part and its whole are one value, and so are figures that can be one. It
is the default of every property: declare it only with `values: many`.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.phrase import listed, show_time
from checker.model.box import Box
from checker.model.finding import Conflict, all_but
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import Wrong, clash, differing, governing, in_one_unit, left_out
from checker.rules.rule import Declared, Example, Rule, differ, example_property, same_sense
from checker.rules.world import World
from checker.screening.blocks import blocks
from checker.screening.groups import TWO_VALUES, GroupScreen

ID = "single-value"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    return two_values(ID, constraint, boxes, world)


def two_values(rule: str, constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    for block in blocks(boxes, world.vocabulary):
        if block.skipped:
            yield left_out(rule, block.boxes, block.skipped)
        for a, b in block.pairs:
            if (
                a.facet == b.facet
                and same_sense(a, b, world.vocabulary)
                and (conflict := _pair(rule, a, b, constraint, world))
            ):
                yield conflict


def _pair(rule: str, a: Box, b: Box, constraint: Constraint, world: World) -> Conflict | None:
    strength = differing(a.value, b.value)
    ceiling = clash(a, b, constraint, world) if strength else None
    if strength is None or ceiling is None:
        return None
    apart = constraint.texts("separators")
    why = f"the property has one value at a time{f' for each {listed(apart)}' if apart else ''}; "
    why += f"they hold {' and '.join(dict.fromkeys(show_time(box) for box in (a, b)))}"
    asked = tuple(reason for reason in ASKED if reason not in apart)
    return Conflict(rule, (a, b), strength, differ((a, b), world.vocabulary), why, asked=asked, ceiling=ceiling)


ASKED = all_but("time", "event-sense")


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    own = governing(constraint.property, vocabulary)
    yield GroupScreen(own, in_one_unit(own, vocabulary, TWO_VALUES), timed=True, by_end=True)


def wrong(constraint: Constraint, world: World) -> Wrong:
    if not world.property_of(constraint).many:
        yield "rule", f"{constraint.property} has one value at a time anyway; write values: many, or take this away"


SEATS = example_property(
    "seat", "text", "state", values="many", constraints=[{"rule": "single-value", "separators": ["definition"]}]
)
BY_PLACE = {"seat": {**SEATS["seat"], "constraints": [{"rule": "single-value", "separators": ["place"]}]}}
NORTH = {"north": {"label": "North"}, "south": {"label": "South"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "two seats in one year",
            ({"value": "Bonn", "as_of": "1995"}, {"value": "Berlin", "as_of": "1995"}),
            "tension",
            SEATS,
        ),
        Example(
            "one of them deprecated: shown as reconciled",
            ({"value": "Bonn", "as_of": "1995", "rank": "deprecated"}, {"value": "Berlin", "as_of": "1995"}),
            "reconciled",
            SEATS,
            reasons=("revision",),
        ),
        Example(
            "only one says by which definition",
            ({"value": "Bonn", "as_of": "1995", "definition": "of government"}, {"value": "Berlin", "as_of": "1995"}),
            "tension",
            SEATS,
        ),
        Example(
            "seats by two definitions",
            (
                {"value": "Bonn", "as_of": "1995", "definition": "of government"},
                {"value": "Berlin", "as_of": "1995", "definition": "of state"},
            ),
            None,
            SEATS,
        ),
        Example(
            "seats for two places",
            (
                {"value": "Bonn", "as_of": "1995", "scope": {"place": "north"}},
                {"value": "Berlin", "as_of": "1995", "scope": {"place": "south"}},
            ),
            None,
            BY_PLACE,
            NORTH,
        ),
        Example(
            "seats of two times",
            ({"value": "Bonn", "as_of": "1995"}, {"value": "Berlin", "as_of": "2005"}),
            None,
            SEATS,
        ),
    ),
    declared=Declared(check, wrong, deprecated=True, screen=screen),
)
