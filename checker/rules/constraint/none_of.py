"""A value is one of those that the property does not allow.

Why: placeholders and classic mix-ups can be named beforehand: `unknown`, `1900-01-01`, the sister company.
Quiet: a figure or date that need not be the forbidden one.
Units: forbidden values are read as claims are, in the property's unit, and taken as exact.
Source: Wikibase, none-of constraint (Q52558054).
Beyond it: numbers and dates too, read with their bounds; a part of an entity that is not allowed is not allowed
either.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.phrase import listed
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint
from checker.rules.breaches import ALONE, among, read_values, said
from checker.rules.constraint.one_of import LISTED, wrong
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "none-of"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    texts = constraint.texts("values")
    values = read_values(texts, world.property_of(constraint), world.vocabulary)
    for box in boxes:
        if strength := among(box.value, values):
            why = f"the values that are not allowed are {listed(map(world.vocabulary.label, texts))}"
            yield Conflict(ID, (box,), strength, f"{said(box, world)}, which is not allowed", why, asked=ALONE)


BORN = example_property("born", "date", "event", constraints=[{"rule": "none-of", "values": ["1900-01-01"]}])
NAME = example_property("name", "text", "constant", constraints=[{"rule": "none-of", "values": ["unknown", "n/a"]}])

LOT = example_property(
    "lot", "quantity", "constant", constraints=[{"rule": "none-of", "values": ["13"], "severity": "mandatory"}]
)

RULE = Rule(
    ID,
    __doc__,
    (
        Example("a placeholder for a date", ({"value": "1 January 1900"},), "tension", BORN),
        Example("a placeholder for a name", ({"value": "Unknown"},), "tension", NAME),
        Example("the forbidden figure", ({"value": "13"},), "contradiction", LOT),
        Example("a hedged figure, which need not be the forbidden one", ({"value": "about 13"},), "tension", LOT),
        Example("a year that holds the forbidden day", ({"value": "1900"},), None, BORN),
        Example("a name", ({"value": "Unknown Pleasures"},), None, NAME),
    ),
    declared=Declared(check, wrong, LISTED, per_claim=True),
)
