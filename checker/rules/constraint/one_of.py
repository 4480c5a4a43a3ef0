"""A value is none of those that the property allows.

Why: a slip of the pen, or a value that the vocabulary does not know yet.
Quiet: a part of an allowed entity, and a figure that can be read as an allowed one.
Units: allowed values are read as claims are, in the property's unit, and taken as exact.
Source: Wikibase, one-of constraint (Q21510859).
Beyond it: numbers and dates too, read with their bounds; a part of an allowed entity is allowed.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.phrase import listed
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint, Datatype
from checker.rules.breaches import ALONE, Wrong, outside, read_values, said, wrong_values
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "one-of"
LISTED: frozenset[Datatype] = frozenset(("quantity", "date", "entity", "text", "boolean", "rank"))
"""Datatypes of which a value can be listed; an interval has two."""


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    texts = constraint.texts("values")
    values = read_values(texts, world.property_of(constraint), world.vocabulary)
    for box in boxes:
        if strength := outside(box.value, values):
            why = f"the values allowed are {listed(map(world.vocabulary.label, texts))}"
            yield Conflict(ID, (box,), strength, f"{said(box, world)}, which is not allowed", why, asked=ALONE)


def wrong(constraint: Constraint, world: World) -> Wrong:
    return wrong_values(constraint, world.property_of(constraint), world)


COLOUR = example_property("colour", "text", "constant", constraints=[{"rule": "one-of", "values": ["red", "green"]}])
SEAT = example_property("seat", "entity", "state", constraints=[{"rule": "one-of", "values": ["city"]}])
LANES = example_property("lanes", "quantity", "constant", constraints=[{"rule": "one-of", "values": ["2", "4"]}])
PLACES = {
    "city": {"label": "City"},
    "quarter": {"label": "Quarter", "part_of": "city"},
    "village": {"label": "Village"},
}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("another colour", ({"value": "blue"},), "tension", COLOUR),
        Example("another place", ({"value": "village"},), "tension", SEAT, PLACES),
        Example("three lanes", ({"value": "3"},), "tension", LANES),
        Example("a colour in capitals", ({"value": "RED"},), None, COLOUR),
        Example("a part of an allowed place", ({"value": "quarter"},), None, SEAT, PLACES),
        Example("two to four lanes can be four", ({"value": "2 to 4"},), None, LANES),
    ),
    declared=Declared(check, wrong, LISTED, per_claim=True),
)
