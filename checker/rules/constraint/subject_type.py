"""A claim speaks of a sort of thing that does not have the property.

Why: a population of a treaty is a claim about the wrong subject.
Quiet: when the subject's type is listed, or is itself an entity that is part of a listed one.
Source: Wikibase, subject-type constraint (Q21503250).
Beyond it: claims on an entity without a type are counted (`coverage.unknown`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.value import Term
from checker.model.vocabulary import Constraint
from checker.rules.breaches import ALONE, claims_of, or_list, said
from checker.rules.rule import Declared, Example, Lacking, Rule, example_property
from checker.rules.world import World

ID = "subject-type"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict | Lacking]:
    return other_types(
        ID, constraint, claims_of(boxes, constraint, world.vocabulary), world, lambda box: box.key.subject
    )


def other_types(
    rule: str, constraint: Constraint, boxes: tuple[Box, ...], world: World, chosen: Callable[[Box], str]
) -> Iterator[Conflict | Lacking]:
    """A breach for each claim whose entity is of another type; entities without a type leave unknown whether it is."""
    allowed = constraint.texts("types")
    untyped: list[Box] = []
    for box in boxes:
        name = chosen(box)
        kind = world.vocabulary.entities[name].type
        label = world.vocabulary.label(name)
        if not kind:
            untyped.append(box)
        elif not {kind, *world.vocabulary.wholes(kind)} & set(allowed):
            message = f"{said(box, world)}, but {label} is of type {world.vocabulary.label(kind)}"
            yield Conflict(rule, (box,), "possible", message, f"expected is {or_list(allowed)}", asked=ALONE)
    if untyped:
        yield Lacking(tuple(untyped))


def value_name(box: Box) -> str:
    return box.value.name if isinstance(box.value, Term) else ""


PEOPLE = example_property(
    "population", "quantity", "constant", constraints=[{"rule": "subject-type", "types": ["place"]}]
)
THINGS = {
    "pact": {"label": "Pact", "type": "treaty"},
    "land": {"label": "Land", "type": "place"},
    "town": {"label": "Town", "type": "city"},
    "city": {"label": "city", "part_of": "place"},
    "place": {"label": "place"},
    "crew": {"label": "Crew", "type": "body"},
    "body": {"label": "body"},
}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("the population of a treaty", ({"subject": "pact", "value": "1234"},), "tension", PEOPLE, THINGS),
        Example("the population of a place", ({"subject": "land", "value": "1234"},), None, PEOPLE, THINGS),
        Example(
            "a type that is an entity, and no part of a listed one",
            ({"subject": "crew", "value": "1234"},),
            "tension",
            PEOPLE,
            THINGS,
        ),
        Example("a type that is part of a listed one", ({"subject": "town", "value": "1234"},), None, PEOPLE, THINGS),
    ),
    declared=Declared(check, per_claim=True),
)
