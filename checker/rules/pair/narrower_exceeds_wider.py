"""By a narrower definition a figure is larger than by a wider one that takes all of it in.

Why: staff without trainees cannot outnumber staff with them: that the two count differently does not explain it.
Quiet: when the vocabulary does not say of the two that one is at least the other (`definitions` of the property), when
a claim states no definition, or the figures can be read so that they fit.
Units: both sides are in the property's unit.
"""

from __future__ import annotations

from typing import Any

from checker.literals.definitions import counts_at_least, defined_as
from checker.literals.phrase import show_difference
from checker.model.box import Box
from checker.model.finding import Conflict, all_but
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Pair, Rule, asserted_alike, differ, example_property
from checker.screening.screens import AT_ONE_TIME

ID = "narrower-exceeds-wider"
ASKED = all_but("definition", "event-sense")
"""Reasons that may explain it: the definitions are what makes it a conflict."""


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    if a.datatype != "quantity" or a.key != b.key or not (a.claim.definition and b.claim.definition):
        return None
    if not asserted_alike(a, b, vocabulary):
        return None
    words = [defined_as(box.claim, vocabulary) for box in (a, b)]
    for (wide, its), (narrow, other) in (((a, words[0]), (b, words[1])), ((b, words[1]), (a, words[0]))):
        if its != other and counts_at_least(its, other, a.key.property, vocabulary):
            return _exceeds(wide, narrow, vocabulary)
    return None


def _exceeds(wide: Box, narrow: Box, vocabulary: Vocabulary) -> Conflict | None:
    more, less = wide.value, narrow.value
    if not (isinstance(more, Bounds) and isinstance(less, Bounds)):
        return None
    for strength in ("possible", "plausible"):
        most, least = getattr(more, strength), getattr(less, strength)
        if most.below(least):
            gap = show_difference(most.gap(least) or 0, wide.unit)
            why = f"“{wide.claim.definition}” is at least “{narrow.claim.definition}”, and here it is less by {gap}"
            return Conflict(ID, (wide, narrow), strength, differ((wide, narrow), vocabulary), why, asked=ASKED)
    return None


def _staff(**more: Any) -> dict:
    wider = {"with trainees": {"at_least": "without trainees", **more}, "without trainees": {}}
    return example_property("staff", "quantity", "state", definitions=wider)


WITH, WITHOUT = {"definition": "with trainees", "as_of": "2020"}, {"definition": "without trainees", "as_of": "2020"}
INCLUDING = {"definition": "Including trainees", "as_of": "2020"}

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "fewer with trainees than without",
            ({"value": "1,234", **WITH}, {"value": "1,345", **WITHOUT}),
            "contradiction",
            _staff(),
        ),
        Example(
            "fewer in another wording of the same definition",
            ({"value": "1,234", **INCLUDING}, {"value": "1,345", **WITHOUT}),
            "contradiction",
            _staff(also=["including trainees"]),
        ),
        Example(
            "fewer with trainees in a later year",
            ({"value": "1,234", **WITH, "as_of": "2021"}, {"value": "1,345", **WITHOUT}),
            "reconciled",
            _staff(),
            reasons=("time",),
        ),
        Example(
            "more with trainees than without",
            ({"value": "1,345", **WITH}, {"value": "1,234", **WITHOUT}),
            None,
            _staff(),
        ),
        Example("only one states what it counts", ({"value": "1,234", **WITH}, {"value": "1,345"}), None, _staff()),
    ),
    pair=Pair(check, screens=(AT_ONE_TIME,)),
)
