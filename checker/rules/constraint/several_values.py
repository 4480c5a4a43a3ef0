"""A property that usually has several values has only one.

Why: one founder, one border, one author may be all that was found, not all that there is.
Quiet: as soon as two values differ, whatever their times. Nothing is contradicted: claims may be missing.
Source: Wikibase, multi-value constraint (Q21510857).
Beyond it: values are counted across documents, not statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import Wrong, claims_of, differing, governing, in_one_unit, said
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World
from checker.screening.groups import ONE_VALUE, GroupScreen

ID = "several-values"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    own = claims_of(boxes, constraint, world.vocabulary)
    refs = {box.ref for box in own}
    mine = sorted((box for box in boxes if box.ref in refs), key=lambda box: box.key.subject)
    for _, members in groupby(mine, key=lambda box: box.key.subject):
        asserted = tuple(members)
        different = dict.fromkeys((box.facet, box.value) for box in asserted)
        if not any(a[0] == b[0] and differing(a[1], b[1]) for a, b in combinations(different, 2)):
            message = f"{said(asserted[0], world)}, and no claim says another value"
            yield Conflict(ID, asserted[:1], "possible", message, "the property usually has several values", asked=())


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    own = governing(constraint.property, vocabulary)
    yield GroupScreen(own, in_one_unit(own, vocabulary, ONE_VALUE), by_end=True)


def wrong(constraint: Constraint, world: World) -> Wrong:
    if not world.property_of(constraint).many:
        yield "rule", f"{constraint.property} has one value at a time; write values: many, or take this away"


def _border(**more) -> dict:
    return example_property(
        "border",
        "entity",
        "state",
        label="shares a border with",
        values="many",
        constraints=[{"rule": "several-values", **more}],
    )


LANDS = {"north": {"label": "North", "part_of": "south"}, "south": {"label": "South"}, "east": {"label": "East"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("one neighbour only", ({"value": "north"},), "tension", _border(), LANDS),
        Example("one neighbour, told twice", ({"value": "north"}, {"value": "north"}), "tension", _border(), LANDS),
        Example(
            "a neighbour and what it is part of", ({"value": "north"}, {"value": "south"}), "tension", _border(), LANDS
        ),
        Example("two neighbours", ({"value": "north"}, {"value": "east"}), None, _border(), LANDS),
        Example("a neighbour denied is none", ({"value": "north", "denies": True},), None, _border(), LANDS),
    ),
    declared=Declared(check, wrong, screen=screen),
)
