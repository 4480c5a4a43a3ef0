"""A claim does not state what claims of its property must state beside the value.

Why: a headcount without its definition, or a budget without its year, cannot be compared with any other.
Quiet: when the claim itself states each; the document's date does not stand in for a time.
Source: Wikibase, required-qualifier constraint (Q21510856).
Beyond it: `time` stands for `as_of` or `during`; a document's date does not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.phrase import listed
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint
from checker.readers.lexicon import TIME
from checker.rules.breaches import ALONE, claims_of, qualifier, said
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "mandatory-qualifier"
WORDS = {TIME: "its time (as_of or during)"}


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    needed = constraint.texts("qualifiers")
    for box in claims_of(boxes, constraint, world.vocabulary):
        if missing := [name for name in needed if not qualifier(name, box)]:
            message = f"{said(box, world)}, and does not state {listed(WORDS.get(name, name) for name in missing)}"
            why = f"each claim must state {listed(WORDS.get(name, name) for name in needed)}"
            yield Conflict(ID, (box,), "possible", message, why, asked=ALONE)


def _staff(*qualifiers: str) -> dict:
    return example_property(
        "staff", "quantity", "state", constraints=[{"rule": "mandatory-qualifier", "qualifiers": list(qualifiers)}]
    )


NORTH = {"north": {"label": "North"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("no definition", ({"value": "1,234"},), "tension", _staff("definition")),
        Example("no time of its own", ({"value": "1,234"},), "tension", _staff("time")),
        Example(
            "one of two", ({"value": "1,234", "definition": "with trainees"},), "tension", _staff("definition", "place")
        ),
        Example("as_of is a time", ({"value": "1,234", "as_of": "2020"},), None, _staff("time")),
        Example(
            "both",
            ({"value": "1,234", "definition": "with trainees", "scope": {"place": "north"}},),
            None,
            _staff("definition", "place"),
            NORTH,
        ),
    ),
    declared=Declared(check, per_claim=True),
)
