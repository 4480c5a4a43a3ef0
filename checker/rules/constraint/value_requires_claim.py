"""What a claim names as its value lacks a claim that such a thing must have.

Why: whoever is named as a ship's builder should be known as a shipyard somewhere in the corpus.
Quiet: when any document makes the claim, for whatever time. What no claim says may still be so: this tells a gap.
Source: Wikibase, value-requires-statement constraint (Q21510864).
Beyond it: any document may make the claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.value import Term
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.constraint.requires_claim import lacked, lacking, wrong
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World
from checker.screening.groups import GroupScreen

ID = "value-requires-claim"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    first: dict[str, Box] = {}
    for box in boxes:
        if isinstance(box.value, Term):
            first.setdefault(box.value.name, box)
    for entity, box in first.items():
        if found := lacking(ID, box, entity, constraint, world):
            yield found


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    if vocabulary.properties[constraint.property].datatype == "entity":
        yield lacked(constraint, vocabulary, "value")


def _builder(**more) -> dict:
    return {
        **example_property(
            "builder", "entity", "constant", constraints=[{"rule": "value-requires-claim", "property": "trade", **more}]
        ),
        **example_property("trade", "text", "constant"),
    }


YARD = {"yard": {"label": "the Yard"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("nothing is said of the builder's trade", ({"value": "yard"},), "tension", _builder(), YARD),
        Example(
            "the builder has another trade",
            ({"value": "yard"}, {"subject": "yard", "property": "trade", "value": "bakery"}),
            "tension",
            _builder(values=["shipyard"]),
            YARD,
        ),
        Example(
            "the trade is told of the subject instead",
            ({"value": "yard"}, {"property": "trade", "value": "shipyard"}),
            "tension",
            _builder(),
            YARD,
        ),
        Example(
            "another document tells the builder's trade",
            ({"value": "yard"}, {"subject": "yard", "property": "trade", "value": "shipyard"}),
            None,
            _builder(values=["shipyard"]),
            YARD,
        ),
    ),
    declared=Declared(check, wrong, frozenset(("entity",)), screen=screen),
)
