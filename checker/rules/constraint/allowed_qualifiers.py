"""A claim states something beside its value that claims of its property cannot have.

Why: a date of birth `during` a time, or `in` a place, puts into a qualifier what belongs into another claim.
Quiet: qualifiers on the list; sources (`draws_on`), notes and quotes, which are no qualifiers.
Source: Wikibase, allowed-qualifiers constraint (Q21510851).
Beyond it: scope dimensions are qualifiers.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.phrase import listed
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint
from checker.readers.lexicon import QUALIFIERS, TIME
from checker.rules.breaches import ALONE, claims_of, or_list, qualifier, said
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "allowed-qualifiers"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    allowed = constraint.texts("qualifiers")
    known = {*allowed, *(("as_of", "during") if TIME in allowed else ())}
    for box in claims_of(boxes, constraint, world.vocabulary):
        stated = [name for name in QUALIFIERS if qualifier(name, box)]
        stated += [dimension for dimension, _ in box.claim.scope]
        if extra := [name for name in stated if name not in known]:
            message = f"{said(box, world)}, and states {listed(extra)}"
            why = f"it may state {or_list(allowed) or 'nothing'} beside its value"
            yield Conflict(ID, (box,), "possible", message, why, asked=ALONE)


def _born(*qualifiers: str) -> dict:
    return example_property(
        "born", "date", "event", constraints=[{"rule": "allowed-qualifiers", "qualifiers": list(qualifiers)}]
    )


NORTH = {"north": {"label": "North"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("a birth as of a year", ({"value": "1951", "as_of": "1960"},), "tension", _born("said_by")),
        Example(
            "a birth in a scope", ({"value": "1951", "scope": {"place": "north"}},), "tension", _born("said_by"), NORTH
        ),
        Example("none is allowed", ({"value": "1951", "definition": "in law"},), "tension", _born()),
        Example("a speaker", ({"value": "1951", "said_by": "north"},), None, _born("said_by"), NORTH),
        Example("nothing beside the value", ({"value": "1951", "note": "on page 2"},), None, _born()),
        Example("a time is allowed", ({"value": "1951", "as_of": "1960"},), None, _born("time")),
    ),
    declared=Declared(check, per_claim=True),
)
