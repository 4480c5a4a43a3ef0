"""A subject has two values at one time, though only one claim should be left standing.

Why: of several values that documents gave, all but the best should be marked `rank: deprecated`.
Quiet: when all but one are deprecated, at different times, where a separator differs.
Units: both sides are in the property's unit.
Source: Wikibase, single-best-value constraint (Q52060874); claims here are normal or deprecated, never preferred.
Beyond it: the same as of `single-value`, deprecated claims left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint
from checker.rules.constraint.single_value import screen, two_values, wrong
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "single-best-value"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    return two_values(ID, constraint, boxes, world)


HEIGHT = example_property(
    "height", "quantity", "constant", unit="m", values="many", constraints=[{"rule": "single-best-value"}]
)

RULE = Rule(
    ID,
    __doc__,
    (
        Example("two heights left standing", ({"value": "8,848 m"}, {"value": "8,611 m"}), "tension", HEIGHT),
        Example(
            "two of three",
            ({"value": "8,848 m"}, {"value": "8,611 m"}, {"value": "9,002 m", "rank": "deprecated"}),
            "tension",
            HEIGHT,
        ),
        Example(
            "the other one is deprecated",
            ({"value": "8,848 m"}, {"value": "9,002 m", "rank": "deprecated"}),
            None,
            HEIGHT,
        ),
        Example("one height in two units", ({"value": "8,848 m"}, {"value": "8.8480 km"}), None, HEIGHT),
    ),
    declared=Declared(check, wrong, screen=screen),
)
