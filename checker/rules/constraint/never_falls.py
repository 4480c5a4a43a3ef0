"""A later claim gives a lower figure than an earlier one, of what never falls.

Why: a running total, a record, a number of patents granted only grows; where it falls, one of two claims is mistaken.
Quiet: where the later figure can be as high as the earlier one, and where times are not surely apart. Where a claim
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

ID = "never-falls"


def check(_: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    return moving_back(ID, boxes, world, up=True)


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    own = governing(constraint.property, vocabulary)
    yield GroupScreen(own, in_one_unit(own, vocabulary, OUT_OF_STEP), scoped=True, by_end=True, sequence="rising")


def _deaths(**more: str) -> dict:
    constraints = [{"rule": "never-falls", **more}]
    return example_property("deaths", "quantity", "state", unit="person", constraints=constraints)


RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "a running total that is lower a year later",
            ({"value": "1,234", "as_of": "2020"}, {"value": "1,123", "as_of": "2021"}),
            "contradiction",
            _deaths(),
        ),
        Example(
            "the same where the vocabulary calls it no more than usual",
            ({"value": "1,234", "as_of": "2020"}, {"value": "1,123", "as_of": "2021"}),
            "tension",
            _deaths(severity="normal"),
        ),
        Example(
            "only the dates of the documents say which is the later",
            ({"value": "1,234"}, {"value": "1,123"}),
            "tension",
            _deaths(),
        ),
        Example(
            "lower as readers expect, and perhaps not at all",
            ({"value": "about 1,234", "as_of": "2020"}, {"value": "about 1,100", "as_of": "2021"}),
            "tension",
            _deaths(),
        ),
        Example(
            "another definition",
            (
                {"value": "1,234", "as_of": "2020", "definition": "confirmed or suspected"},
                {"value": "1,123", "as_of": "2021", "definition": "confirmed"},
            ),
            "reconciled",
            _deaths(),
            reasons=("definition",),
        ),
        Example(
            "a running total that grows",
            ({"value": "1,123", "as_of": "2020"}, {"value": "1,234", "as_of": "2021"}),
            None,
            _deaths(),
        ),
        Example(
            "a day in the year of the other: nobody knows which is the later",
            ({"value": "1,234", "as_of": "2020"}, {"value": "1,123", "as_of": "2020-05-01"}),
            None,
            _deaths(),
        ),
    ),
    declared=Declared(check, constant_in_time, frozenset(("quantity", "date")), screen=screen),
)
