"""A subject of this property lacks a claim that must go with it.

Why: an end without a beginning, a strength without a date of founding: what is missing is easily overlooked.
Quiet: when any document makes the claim, for whatever time. What no claim says may still be so: this tells a gap.
Source: Wikibase, item-requires-statement constraint (Q21503247).
Beyond it: any document may make the claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import (
    ALONE,
    Wrong,
    claims_of,
    fitting,
    governing,
    or_list,
    outside,
    read_values,
    said,
    wrong_values,
)
from checker.rules.constraint.one_of import LISTED
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World
from checker.screening.groups import NO_LOOKUP, GroupScreen

ID = "requires-claim"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    first: dict[str, Box] = {}
    for box in claims_of(boxes, constraint, world.vocabulary):
        first.setdefault(box.key.subject, box)
    for subject, box in first.items():
        if conflict := lacking(ID, box, subject, constraint, world):
            yield conflict


def lacking(rule: str, box: Box, entity: str, constraint: Constraint, world: World) -> Conflict | None:
    """The breach, told at one claim, where nothing that is claimed of an entity is what the constraint requires."""
    other = world.vocabulary.properties[constraint.text("property")]
    texts = constraint.texts("values")
    values = read_values(texts, other, world.vocabulary)
    there = world.asserted(entity, other.name)
    if any(not values or outside(claim.value, values) is None for claim in there):
        return None
    label = world.vocabulary.label
    wanted = f"{label(entity)} · {label(other.name)}"
    missing = f"that {wanted} is {or_list(map(label, texts))}" if texts else f"anything of {wanted}"
    message = f"{said(box, world)}, but no claim says {missing}"
    why = f"claims that say something else of {wanted}: {len(there)}" if texts else f"no claim speaks of {wanted}"
    return Conflict(
        rule, (box,), "possible", message, why, asked=ALONE, about=f"{entity}.{other.name} {' '.join(texts)}"
    )


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    yield lacked(constraint, vocabulary, "subject")


def lacked(constraint: Constraint, vocabulary: Vocabulary, by: Literal["subject", "value"]) -> GroupScreen:
    """Claims beside which none is what the constraint requires; of figures no column tells."""
    name, texts = constraint.text("property"), constraint.texts("values")
    names = fitting(texts, vocabulary.properties[name], vocabulary) or frozenset()
    others = governing(name, vocabulary)
    own = governing(constraint.property, vocabulary)
    return GroupScreen(own, NO_LOOKUP, others, by, lookups_of=(by,), lookup_values=names if texts else None)


def wrong(constraint: Constraint, world: World) -> Wrong:
    other = world.vocabulary.properties[constraint.text("property")]
    if constraint.texts("values") and other.datatype not in LISTED:
        yield "values", f"{other.name} is of {other.datatype}, whose values cannot be listed; leave values out"
    else:
        yield from wrong_values(constraint, other, world)


def _closed(**more) -> dict:
    return {
        **example_property("closed", "date", "event", constraints=[{"rule": "requires-claim", **more}]),
        **example_property("opened", "date", "event"),
        **example_property("status", "text", "state"),
    }


RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "closed, and no claim says when it was opened", ({"value": "1999"},), "tension", _closed(property="opened")
        ),
        Example(
            "the claim is there, with another value",
            ({"value": "1999"}, {"property": "status", "value": "open"}),
            "tension",
            _closed(property="status", values=["shut"]),
        ),
        Example(
            "the claim is made of another subject",
            ({"value": "1999"}, {"subject": "other", "property": "opened", "value": "1950"}),
            "tension",
            _closed(property="opened"),
            {"other": {"label": "other"}},
        ),
        Example(
            "another document makes the claim",
            ({"value": "1999"}, {"property": "opened", "value": "1950"}),
            None,
            _closed(property="opened"),
        ),
        Example(
            "one of several values is the right one",
            (
                {"value": "1999"},
                {"property": "status", "value": "open", "as_of": "1990"},
                {"property": "status", "value": "Shut", "as_of": "2000"},
            ),
            None,
            _closed(property="status", values=["shut"]),
        ),
    ),
    declared=Declared(check, wrong, screen=screen),
)
