"""A subject has more values at one time than the property can have.

Why: a person has two parents, a court nine judges, a team two captains; a further name means that one is mistaken.
Quiet: at different times, where a separator differs, for a part and its whole, and for figures that can be one. A
property of single value needs no constraint: its values are compared anyway.
Units: all values are in the property's unit.
Beyond it: values are counted at one time, across documents; Wikibase has no such type.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.literals.phrase import listed, show_side, show_subject
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.groups import grouped
from checker.model.value import Bounds
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import (
    BETWEEN_CLAIMS,
    Wrong,
    clash,
    differing,
    governing,
    in_one_unit,
    whole_number,
    wrong_number,
)
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World
from checker.screening.groups import GroupScreen, more_values_than

ID = "value-count"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    most = whole_number(constraint.text("max"))
    for members in grouped(boxes, lambda box: (box.key.subject, box.key.scope, box.facet)).values():
        for start in dict.fromkeys(box.time.reach for box in members):
            active = [b for b in members if b.time.reach.starts_no_later_than(start) and b.time.reach.overlaps(start)]
            chosen = _apart(active, most + 1, constraint, world)
            if len(chosen) > most:
                yield _breach(chosen, most, constraint, world)
                break


def _apart(boxes: Sequence[Box], most: int, constraint: Constraint, world: World) -> list[Box]:
    """Claims of which every two give different values at one time: as many as there are, up to a number."""
    chosen: list[Box] = []
    for box in sorted(boxes, key=_by_end):
        if all(_differ(box, other) and clash(box, other, constraint, world) for other in chosen):
            chosen.append(box)
            if len(chosen) == most:
                break
    return chosen


def _by_end(box: Box) -> tuple:
    """Of ranges, the one that ends first leaves most room for others; names have an order of their own."""
    value = box.value
    if isinstance(value, Bounds):
        end = value.plausible.hi
        return (1, end is None, end or 0, "", box.ref)
    return (0, False, 0, value.name, box.ref)


def _differ(a: Box, b: Box) -> bool:
    return differing(a.value, b.value) in ("possible", "plausible")


def _breach(chosen: list[Box], most: int, constraint: Constraint, world: World) -> Conflict:
    pairs = list(combinations(chosen, 2))
    sure = all(differing(a.value, b.value) == "possible" for a, b in pairs)
    grave = all(clash(a, b, constraint, world) == "contradiction" for a, b in pairs)
    values = "1 value" if most == 1 else f"{most} values"
    message = (
        f"{show_subject(chosen[0].key, world.vocabulary)} has {len(chosen)} values: {listed(map(show_side, chosen))}"
    )
    return Conflict(
        ID,
        tuple(chosen),
        "possible" if sure else "plausible",
        message,
        f"the property has at most {values} at one time",
        asked=tuple(reason for reason in BETWEEN_CLAIMS if reason not in constraint.texts("separators")),
        ceiling="contradiction" if grave else "tension",
    )


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    own = governing(constraint.property, vocabulary)
    condition = in_one_unit(own, vocabulary, more_values_than(whole_number(constraint.text("max"))))
    yield GroupScreen(own, condition, timed=True, scoped=True, by_end=True)


def wrong(constraint: Constraint, world: World) -> Wrong:
    if not world.property_of(constraint).many:
        yield "rule", f"{constraint.property} has one value at a time anyway; write values: many, or take this away"
    yield from wrong_number(constraint, "max", 1)


def _parents(**more) -> dict:
    constraints = [{"rule": "value-count", "max": "2", **more}]
    return example_property("parent", "text", "constant", values="many", constraints=constraints)


PILOTS = example_property(
    "pilot", "text", "state", values="many", constraints=[{"rule": "value-count", "max": "1", "severity": "mandatory"}]
)

RULE = Rule(
    ID,
    __doc__,
    (
        Example("three parents", ({"value": "Ann"}, {"value": "Ben"}, {"value": "Cid"}), "tension", _parents()),
        Example(
            "three parents, where that cannot be",
            ({"value": "Ann"}, {"value": "Ben"}, {"value": "Cid"}),
            "contradiction",
            _parents(severity="mandatory"),
        ),
        Example(
            "two pilots in one year",
            ({"value": "Ann", "as_of": "2001"}, {"value": "Ben", "as_of": "2001"}),
            "contradiction",
            PILOTS,
        ),
        Example(
            "two parents, one of them twice", ({"value": "Ann"}, {"value": "Ben"}, {"value": "ann"}), None, _parents()
        ),
        Example(
            "two pilots, one after the other",
            ({"value": "Ann", "as_of": "2001"}, {"value": "Ben", "as_of": "2002"}),
            None,
            PILOTS,
        ),
    ),
    declared=Declared(check, wrong, screen=screen),
)
