"""A subject has two properties that do not go together.

Why: what is disbanded has no strength, and a treaty that was never signed is not in force.
Quiet: at different times, where a separator differs, and for a figure that need not be one of the values named.
Units: values are read in the other property's unit and taken as exact.
Source: Wikibase, conflicts-with constraint (Q21502838).
Beyond it: only at a common time.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.phrase import show_key, show_side, show_time
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.groups import grouped
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import (
    BETWEEN_CLAIMS,
    Value,
    among,
    claims_of,
    clash,
    crossed,
    fitting,
    governing,
    left_out,
    or_list,
    read_values,
    said,
)
from checker.rules.constraint.requires_claim import wrong
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World
from checker.screening.groups import SOME_LOOKUP, GroupScreen

ID = "conflicts-with"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    other = world.vocabulary.properties[constraint.text("property")]
    values = read_values(constraint.texts("values"), other, world.vocabulary)
    mine = claims_of(boxes, constraint, world.vocabulary)
    for subject, members in grouped(mine, lambda box: box.key.subject).items():
        theirs = tuple({box.ref: box for box in world.asserted(subject, other.name)}.values())
        pairs, skipped = crossed(members, theirs)
        if skipped:
            yield left_out(ID, theirs, skipped)
        for a, b in pairs:
            if a.claim != b.claim and (conflict := _pair(a, b, values, constraint, world)):
                yield conflict


def _pair(a: Box, b: Box, values: tuple[Value, ...], constraint: Constraint, world: World) -> Conflict | None:
    strength = among(b.value, values) if values else "possible"
    ceiling = clash(a, b, constraint, world) if strength else None
    if strength is None or ceiling is None:
        return None
    label, texts = world.vocabulary.label(b.key.property), constraint.texts("values")
    kind = f"{label} {or_list(map(world.vocabulary.label, texts))}" if texts else f"any {label}"
    message = f"{said(a, world)}, which does not go with {label}: {show_side(b)}"
    why = f"it excludes {kind}; they hold {' and '.join(dict.fromkeys(map(show_time, (a, b))))}"
    asked = tuple(reason for reason in BETWEEN_CLAIMS if reason not in constraint.texts("separators"))
    return Conflict(ID, (a, b), strength, message, why, asked=asked, ceiling=ceiling, about=show_key(b.key))


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    name, texts = constraint.text("property"), constraint.texts("values")
    yield GroupScreen(
        governing(constraint.property, vocabulary),
        SOME_LOOKUP,
        governing(name, vocabulary),
        lookups_of=("subject",),
        timed=True,
        lookup_values=fitting(texts, vocabulary.properties[name], vocabulary) if texts else None,
    )


UNIT = {
    **example_property(
        "strength",
        "quantity",
        "state",
        constraints=[{"rule": "conflicts-with", "property": "status", "values": ["disbanded", "planned"]}],
    ),
    **example_property("status", "text", "state"),
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
            "tension",
            UNIT,
        ),
        Example(
            "no status at all allowed",
            ({"value": "1,234", "as_of": "2020"}, {"property": "status", "value": "active", "as_of": "2020"}),
            "tension",
            STRICT,
        ),
        Example(
            "disbanded later",
            ({"value": "1,234", "as_of": "2010"}, {"property": "status", "value": "disbanded", "as_of": "2020"}),
            None,
            UNIT,
        ),
        Example(
            "another status",
            ({"value": "1,234", "as_of": "2020"}, {"property": "status", "value": "active", "as_of": "2020"}),
            None,
            UNIT,
        ),
        Example(
            "a status that is denied",
            (
                {"value": "1,234", "as_of": "2020"},
                {"property": "status", "value": "planned", "as_of": "2020", "denies": True},
            ),
            None,
            UNIT,
        ),
    ),
    declared=Declared(check, wrong, screen=screen),
)
