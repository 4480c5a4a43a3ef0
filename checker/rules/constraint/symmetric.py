"""What is said of one of two is denied of the other, given to somebody else, or not said.

Why: neighbours, allies and spouses are so to each other; a document that tells only one side may err on the other.
Quiet: when some claim leads back, for whatever time; for claims of different times.
Source: Wikibase, symmetric constraint (Q21510862).
Beyond it: a way back that is denied, or that leads elsewhere at that time, is a conflict between two documents, not a
gap.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.constraint.inverse import leads_back, ways
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World
from checker.screening.groups import GroupScreen

ID = "symmetric"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    return leads_back(ID, constraint, constraint.property, boxes, world)


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    yield from ways(constraint, constraint.property, vocabulary)


SPOUSE = example_property("spouse", "entity", "state", constraints=[{"rule": "symmetric"}])
BORDER = example_property("border", "entity", "constant", values="many", constraints=[{"rule": "symmetric"}])
PEOPLE = {"first": {"label": "First"}, "second": {"label": "Second"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "married to somebody else",
            (
                {"value": "first", "as_of": "2020"},
                {"subject": "first", "value": "second", "as_of": "2020"},
                {"subject": "second", "value": "first", "as_of": "2020"},
            ),
            "tension",
            SPOUSE,
            PEOPLE,
        ),
        Example(
            "a border that the other side denies",
            ({"value": "first"}, {"subject": "first", "value": "thing", "denies": True}),
            "tension",
            BORDER,
            PEOPLE,
        ),
        Example("only one side told", ({"value": "first"},), "tension", BORDER, PEOPLE),
        Example("both sides told", ({"value": "first"}, {"subject": "first", "value": "thing"}), None, BORDER, PEOPLE),
        Example(
            "both sides told, one of them among others",
            (
                {"value": "first"},
                {"subject": "first", "value": "thing"},
                {"subject": "first", "value": "second"},
                {"subject": "second", "value": "first"},
            ),
            None,
            BORDER,
            PEOPLE,
        ),
    ),
    declared=Declared(check, datatypes=frozenset(("entity",)), screen=screen),
)
