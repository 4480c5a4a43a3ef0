"""A later claim gives a higher figure than an earlier one, of what never rises.

Why: what is left of a stock, a debt without new loans, a deposit that is mined only shrinks.
Quiet: where the later figure can be as low as the earlier one, and where times are not surely apart. Where a claim
does not state its time it is a tension at most.
Units: both sides are in the property's unit.
Beyond it: a breach is a contradiction unless `severity` says otherwise; Wikibase has no such type.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import governing, in_one_unit
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.succession import constant_in_time, moving_back
from checker.rules.world import World
from checker.screening.groups import OUT_OF_STEP, GroupScreen

ID = "never-rises"


def check(_: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    return moving_back(ID, boxes, world, up=False)


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    own = governing(constraint.property, vocabulary)
    yield GroupScreen(own, in_one_unit(own, vocabulary, OUT_OF_STEP), scoped=True, by_end=True, sequence="falling")


def _left(**more: str) -> dict:
    constraints = [{"rule": "never-rises", **more}]
    return example_property("left", "quantity", "state", label="tonnes left", unit="t", constraints=constraints)


RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "more is left a year later",
            ({"value": "1,123 t", "as_of": "2020"}, {"value": "1,234 t", "as_of": "2021"}),
            "contradiction",
            _left(),
        ),
        Example(
            "the same where it is only a remark",
            ({"value": "1,123 t", "as_of": "2020"}, {"value": "1,234 t", "as_of": "2021"}),
            "tension",
            _left(severity="suggestion"),
        ),
        Example(
            "less is left a year later",
            ({"value": "1,234 t", "as_of": "2020"}, {"value": "1,123 t", "as_of": "2021"}),
            None,
            _left(),
        ),
        Example(
            "at most so much is left",
            ({"value": "1,123 t", "as_of": "2020"}, {"value": "at most 1,234 t", "as_of": "2021"}),
            None,
            _left(),
        ),
    ),
    declared=Declared(check, constant_in_time, frozenset(("quantity", "date")), screen=screen),
)
