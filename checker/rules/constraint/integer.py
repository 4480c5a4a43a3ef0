"""A number is not whole where only whole numbers make sense.

Why: there is no half ship; such a figure is a mean, another unit, or a slip.
Quiet: a figure that can be read as a whole number (`1.7 million` people, `2 to 3`).
Units: the property's unit.
Source: Wikibase, integer constraint (Q52848401).
Beyond it: hedges, magnitudes and units are read first: `1.7 million` is whole. Bounds and ranges lose what lies between
whole numbers: `over 4` is at least 5, and nothing fits `over 4` and `under 5`.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.phrase import show_interval
from checker.model.box import Box
from checker.model.finding import Conflict, Strength
from checker.model.interval import Interval
from checker.model.value import Bounds
from checker.model.vocabulary import Constraint
from checker.rules.breaches import ALONE, said
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "integer"


# one signature for all rules that are declared
def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:  # noqa: ARG001
    for box in boxes:
        if isinstance(box.value, Bounds) and (strength := _strength(box.value)):
            why = f"at the widest it is {show_interval(box.value.possible, box.unit)}"
            yield Conflict(ID, (box,), strength, f"{said(box, world)}, which is no whole number", why, asked=ALONE)


def _strength(value: Bounds) -> Strength | None:
    """A figure that is not whole is suspect even where a generous reading finds a whole number beside it."""
    if not holds_integer(value.possible):
        return "possible"
    return "plausible" if value.literal.is_point and not holds_integer(value.literal) else None


def holds_integer(interval: Interval) -> bool:
    return interval.whole() is not None


SHIPS = example_property("ships", "quantity", "constant", constraints=[{"rule": "integer"}])

RULE = Rule(
    ID,
    __doc__,
    (
        Example("four and a half ships", ({"value": "4.5"},), "tension", SHIPS),
        Example("about four and a half", ({"value": "about 4.5"},), "tension", SHIPS),
        Example("a number of thousands", ({"value": "1.7 thousand"},), None, SHIPS),
        Example("a range with whole numbers in it", ({"value": "2.5 to 3.5"},), None, SHIPS),
        Example("over forty", ({"value": "over 40"},), None, SHIPS),
    ),
    declared=Declared(check, datatypes=frozenset(("quantity",)), per_claim=True),
)
