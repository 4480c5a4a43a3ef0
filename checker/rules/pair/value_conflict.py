"""Two claims give one quantity for a shared time, and no number satisfies both.

Why: whoever quotes one of them is contradicted by the other.
Quiet: when the ranges share a number, or the property may have many values.
Units: both sides are in the property's unit.
"""

from __future__ import annotations

from checker.literals.phrase import show_difference, show_interval
from checker.model.box import Box
from checker.model.finding import Conflict, Strength
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Pair, Rule, asserted_alike, differ, parting
from checker.screening.screens import AT_ONE_TIME

ID = "value-conflict"


READINGS = {"possible": "at the widest", "plausible": "as a reader expects", "literal": "in the bare words"}


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    if a.datatype not in ("quantity", "rank") or not asserted_alike(a, b, vocabulary):
        return None
    if not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)):
        return None
    strength = parting(a.value, b.value)
    if strength is None:
        return None
    return Conflict(ID, (a, b), strength, differ((a, b), vocabulary), _why(a.unit, a.value, b.value, strength))


def _why(unit: str, one: Bounds, other: Bounds, strength: Strength) -> str:
    reading = READINGS[strength]
    pair = (getattr(one, strength), getattr(other, strength))
    gap = show_difference(pair[0].gap(pair[1]), unit)
    ranges = " and ".join(show_interval(side, unit) for side in pair)
    allowed = "; ".join(dict.fromkeys(side.tolerance for side in (one, other) if side.tolerance))
    return f"read {reading} they are {ranges}, {gap} apart" + (f" (allowance: {allowed})" if allowed else "")


OUTPUT = {"output": {"label": "output", "datatype": "quantity", "kind": "state", "unit": "MW"}}
SITES = {"sites": {"label": "sites", "datatype": "quantity", "kind": "constant"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "40 against 55 MW in one year",
            ({"value": "40 MW", "as_of": "2020"}, {"value": "55 MW", "as_of": "2020"}),
            True,
            OUTPUT,
        ),
        Example("more than eighty against 75", ({"value": "more than eighty"}, {"value": "75"}), True, SITES),
        Example("two ranges with nothing between them", ({"value": "40 to 45"}, {"value": "55 to 60"}), True, SITES),
        Example(
            "40 against about 41 MW share numbers even as plain words are rounded",
            ({"value": "about 41 MW"}, {"value": "41.0 MW"}),
            False,
            OUTPUT,
        ),
        Example("more than eighty against 85", ({"value": "more than eighty"}, {"value": "85"}), False, SITES),
        Example("ranges that only touch", ({"value": "41 to 47"}, {"value": "47 to 52"}), False, SITES),
        Example(
            "a property that may have many values",
            ({"value": "40"}, {"value": "55"}),
            False,
            {"sizes": {"label": "sizes", "datatype": "quantity", "kind": "constant", "values": "many"}},
        ),
    ),
    pair=Pair(check, screens=(AT_ONE_TIME,)),
)
