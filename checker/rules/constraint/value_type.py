"""A claim names as its value a sort of thing that cannot be one.

Why: a capital that is a treaty is a slip between two names.
Quiet: when the value's type is listed, or is itself an entity that is part of a listed one.
Source: Wikibase, value-type constraint (Q21510865).
Beyond it: claims on an entity without a type are counted (`coverage.unknown`).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.value import Term
from checker.model.vocabulary import Constraint
from checker.rules.constraint.subject_type import THINGS, other_types, value_name
from checker.rules.rule import Declared, Example, Lacking, Rule, example_property
from checker.rules.world import World

ID = "value-type"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict | Lacking]:
    named = tuple(box for box in boxes if isinstance(box.value, Term))
    return other_types(ID, constraint, named, world, value_name)


CAPITAL = example_property("capital", "entity", "state", constraints=[{"rule": "value-type", "types": ["place"]}])

RULE = Rule(
    ID,
    __doc__,
    (
        Example("a treaty for a capital", ({"value": "pact"},), "tension", CAPITAL, THINGS),
        Example("a place", ({"value": "land"},), None, CAPITAL, THINGS),
        Example("a type that is part of a listed one", ({"value": "town"},), None, CAPITAL, THINGS),
    ),
    declared=Declared(check, datatypes=frozenset(("entity",)), per_claim=True),
)
