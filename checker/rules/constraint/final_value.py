"""A claim says that what was reached for good has been left.

Why: who is dead stays dead, and a case that is decided in the last instance is not open again.
Quiet: at one time (values that part there are compared anyway), before the value is reached, and for a part and its
whole. Where a claim does not state its time it is a tension at most. A later denial that it is so leaves it too.
Beyond it: a breach is a contradiction unless `severity` says otherwise; Wikibase has no such type.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.value import Term
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import (
    Value,
    Wrong,
    differing,
    fitting,
    governing,
    outside,
    read_values,
    wrong_values,
)
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.succession import ASKED, constant_in_time, following, of_pairs, series, told
from checker.rules.world import World
from checker.screening.blocks import ALL_PAIRS
from checker.screening.groups import LEFT_AGAIN, GroupScreen

ID = "final-value"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    values = read_values(constraint.texts("values"), world.property_of(constraint), world.vocabulary)
    for members in series((*boxes, *_denials(boxes, world))):
        few = members if len(members) <= ALL_PAIRS else _left(members, values)
        yield from of_pairs(ID, few, lambda a, b: _undone(a, b, values, world))


def _undone(a: Box, b: Box, values: Sequence[Value], world: World) -> Conflict | None:
    order = following(a, b)
    if not order or not _reaches(order[0], values) or not _leaves(order[1], order[0]):
        return None
    early, late, ceiling = order
    message = told(early, late, "is not undone", world)
    why = f"once it is {early.claim.value} it stays so"
    return Conflict(ID, (early, late), "possible", message, why, asked=ASKED, ceiling=ceiling)


def _denials(boxes: Sequence[Box], world: World) -> Iterator[Box]:
    """What is denied of the keys of some boxes."""
    keys = {box.key for box in boxes}
    for subject, name in sorted({(key.subject, key.property) for key in keys}):
        yield from (box for box in world.denied(subject, name) if box.key in keys)


def _reaches(box: Box, values: Sequence[Value]) -> bool:
    """It says that one of the values is reached, or a part of one."""
    return not box.claim.denies and outside(box.value, values) is None


def _leaves(late: Box, early: Box) -> bool:
    """The later claim says something else, or denies what the earlier says."""
    if not late.claim.denies:
        return differing(early.value, late.value) is not None
    return isinstance(early.value, Term) and isinstance(late.value, Term) and late.value.name in early.value.names


def _left(members: Sequence[Box], values: Sequence[Value]) -> list[Box]:
    """The claims from the first on that reaches one of the values; none where all of them say that one."""
    first = next((index for index, box in enumerate(members) if _reaches(box, values)), len(members))
    rest = list(members[first:])
    return rest if any(_leaves(box, rest[0]) for box in rest) else []


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    own = governing(constraint.property, vocabulary)
    names = fitting(constraint.texts("values"), vocabulary.properties[constraint.property], vocabulary)
    yield GroupScreen(own, LEFT_AGAIN, scoped=True, lookup_values=names)


def wrong(constraint: Constraint, world: World) -> Wrong:
    yield from constant_in_time(constraint, world)
    yield from wrong_values(constraint, world.property_of(constraint), world)


LIFE = example_property("status", "text", "state", constraints=[{"rule": "final-value", "values": ["dead", "lost"]}])

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "alive after death",
            ({"value": "dead", "as_of": "2010"}, {"value": "alive", "as_of": "2015"}),
            "contradiction",
            LIFE,
        ),
        Example(
            "one of the values after the other",
            ({"value": "lost", "as_of": "2010"}, {"value": "dead", "as_of": "2015"}),
            "contradiction",
            LIFE,
        ),
        Example(
            "a later claim denies it",
            ({"value": "dead", "as_of": "2010"}, {"value": "dead", "as_of": "2015", "denies": True}),
            "contradiction",
            LIFE,
        ),
        Example(
            "a later document that states no time",
            ({"value": "dead", "as_of": "2010"}, {"value": "alive"}),
            "tension",
            LIFE,
        ),
        Example(
            "death after life", ({"value": "alive", "as_of": "2010"}, {"value": "dead", "as_of": "2015"}), None, LIFE
        ),
        Example(
            "dead, and dead still", ({"value": "dead", "as_of": "2010"}, {"value": "Dead", "as_of": "2015"}), None, LIFE
        ),
    ),
    declared=Declared(check, wrong, frozenset(("entity", "text", "boolean")), screen=screen),
)
