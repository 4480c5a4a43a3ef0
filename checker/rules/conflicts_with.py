"""A subject has two properties that do not go together.

Why: what is disbanded has no strength, and a treaty that was never signed is not in force.
Quiet: at different times, where a separator differs, and for a figure that need not be one of the values named.
Units: values are read in the other property's unit and taken as exact.
Source: Wikibase, conflicts-with constraint (Q21502838).
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint
from checker.normal.phrase import show_key, show_side, show_time
from checker.rules.constraint import (
    BETWEEN_CLAIMS,
    Wrong,
    among,
    claims_of,
    clash,
    or_list,
    read_values,
    said,
    wrong_values,
)
from checker.rules.one_of import LISTED
from checker.rules.rule import Declared, Example, Rule
from checker.rules.world import World

ID = "conflicts-with"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    other = world.vocabulary.properties[constraint.text("property")]
    texts = constraint.texts("values")
    values = read_values(texts, other, world.vocabulary)
    asked = tuple(reason for reason in BETWEEN_CLAIMS if reason not in constraint.texts("separators"))
    for a in claims_of(boxes, constraint, world.vocabulary):
        seen: set[str] = set()
        for b in world.asserted(a.key.subject, other.name):
            if b.claim == a.claim or b.ref in seen:
                continue
            seen.add(b.ref)
            strength = among(b.value, values) if values else "possible"
            ceiling = clash(a, b, constraint, world) if strength else None
            if strength and ceiling:
                label = world.vocabulary.label(b.key.property)
                message = f"{said(a, world)}, which does not go with {label}: {show_side(b)}"
                kind = f"{label} {or_list(map(world.vocabulary.label, texts))}" if texts else f"any {label}"
                why = f"it excludes {kind}; they hold {' and '.join(dict.fromkeys(map(show_time, (a, b))))}"
                yield Conflict(ID, (a, b), strength, message, why, asked=asked, ceiling=ceiling, about=show_key(b.key))


def wrong(constraint: Constraint, world: World) -> Wrong:
    other = world.vocabulary.properties[constraint.text("property")]
    if constraint.texts("values") and other.datatype not in LISTED:
        yield "values", f"{other.name} is of {other.datatype}, whose values cannot be listed; leave values out"
    else:
        yield from wrong_values(constraint, other, world)


UNIT = {
    "strength": {
        "label": "strength",
        "datatype": "quantity",
        "kind": "state",
        "constraints": [{"rule": "conflicts-with", "property": "status", "values": ["disbanded", "planned"]}],
    },
    "status": {"label": "status", "datatype": "text", "kind": "state"},
}
STRICT = {
    **UNIT,
    "strength": {**UNIT["strength"], "constraints": [{"rule": "conflicts-with", "property": "status"}]},
}

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "a strength of what is disbanded",
            ({"value": "1,234", "as_of": "2020"}, {"property": "status", "value": "disbanded", "as_of": "2020"}),
            True,
            UNIT,
        ),
        Example(
            "no status at all allowed",
            ({"value": "1,234", "as_of": "2020"}, {"property": "status", "value": "active", "as_of": "2020"}),
            True,
            STRICT,
        ),
        Example(
            "disbanded later",
            ({"value": "1,234", "as_of": "2010"}, {"property": "status", "value": "disbanded", "as_of": "2020"}),
            False,
            UNIT,
        ),
        Example(
            "another status",
            ({"value": "1,234", "as_of": "2020"}, {"property": "status", "value": "active", "as_of": "2020"}),
            False,
            UNIT,
        ),
        Example(
            "a status that is denied",
            (
                {"value": "1,234", "as_of": "2020"},
                {"property": "status", "value": "planned", "as_of": "2020", "denies": True},
            ),
            False,
            UNIT,
        ),
    ),
    declared=Declared(check, wrong),
)
