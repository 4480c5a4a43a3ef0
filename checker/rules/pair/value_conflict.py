"""Two claims give one quantity for a shared time, and no number satisfies both.

Why: whoever quotes one of them is contradicted by the other.
The first place from one end of an order is not that from the other: the largest is not the smallest. A place in one
order says nothing of a place in another: the largest and the oldest are two properties.
Quiet: when the ranges share a number, or the property may have many values.
Units: both sides are in the property's unit.
"""

from __future__ import annotations

from typing import Any

from checker.literals.numbers.rank import ranks_differ
from checker.literals.phrase import show_difference, show_intervals
from checker.model.box import Box
from checker.model.finding import Conflict, Strength
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Pair, Rule, asserted_alike, differ, example_property, parting
from checker.screening.screens import AT_ONE_TIME

ID = "value-conflict"


READINGS = {"possible": "at the widest", "plausible": "as a reader expects", "literal": "in the bare words"}


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    if a.datatype not in ("quantity", "rank") or not asserted_alike(a, b, vocabulary):
        return None
    if not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)):
        return None
    strength = parting(a.value, b.value)
    if a.datatype == "rank" and (differing := ranks_differ(a.claim, b.claim)):
        strength, why = differing
        return Conflict(ID, (a, b), strength, differ((a, b), vocabulary), why)
    if strength is None:
        return None
    return Conflict(ID, (a, b), strength, differ((a, b), vocabulary), _why(a.unit, a.value, b.value, strength))


def _why(unit: str, one: Bounds, other: Bounds, strength: Strength) -> str:
    reading = READINGS[strength]
    pair = (getattr(one, strength), getattr(other, strength))
    gap = pair[0].gap(pair[1])
    apart = f"{show_difference(gap, unit)} apart" if gap else "which touch and share no number"
    ranges = " and ".join(show_intervals(pair, unit))
    allowed = "; ".join(dict.fromkeys(side.tolerance for side in (one, other) if side.tolerance))
    return f"read {reading} they are {ranges}, {apart}" + (f" (allowance: {allowed})" if allowed else "")


def _ranked(*values: str, **more: Any) -> tuple[dict[str, Any], ...]:
    return tuple({"value": value, **more} for value in values)


RANK = example_property("rank", "rank", "constant")
OUTPUT = example_property("output", "quantity", "state", unit="MW")
SITES = example_property("sites", "quantity", "constant")
WHOLE = [{"rule": "integer", "severity": "mandatory"}]
SEATS = example_property("seats", "quantity", "constant", exact=True, constraints=WHOLE)

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "40 against 55 MW in one year",
            ({"value": "40 MW", "as_of": "2020"}, {"value": "55 MW", "as_of": "2020"}),
            "contradiction",
            OUTPUT,
        ),
        Example(
            "more than eighty against 75", ({"value": "more than eighty"}, {"value": "75"}), "contradiction", SITES
        ),
        Example(
            "over 4 against under 5 of what is whole, with nothing between them",
            ({"value": "over 4"}, {"value": "under 5"}),
            "contradiction",
            SEATS,
        ),
        Example("over 4 and under 6 of what is whole", ({"value": "over 4"}, {"value": "under 6"}), None, SEATS),
        Example(
            "two ranges with nothing between them",
            ({"value": "40 to 45"}, {"value": "55 to 60"}),
            "contradiction",
            SITES,
        ),
        Example(
            "40 MW as of a year against 55 MW as of a month in it, which may not be the moment of the other",
            ({"value": "40 MW", "as_of": "2020"}, {"value": "55 MW", "as_of": "2020-06"}),
            "tension",
            OUTPUT,
        ),
        Example(
            "40 MW in one year, 55 MW in the next",
            ({"value": "40 MW", "as_of": "2020"}, {"value": "55 MW", "as_of": "2021"}),
            "reconciled",
            OUTPUT,
            reasons=("time",),
        ),
        Example(
            "40 against about 41 MW, which share numbers as figures are rounded",
            ({"value": "40 MW", "as_of": "2020"}, {"value": "about 41 MW", "as_of": "2020"}),
            "reconciled",
            OUTPUT,
            reasons=("precision",),
        ),
        Example(
            "40 MW in a document of May, 55 MW in one of June",
            ({"value": "40 MW", "published": "2020-05-01"}, {"value": "55 MW", "published": "2020-06-01"}),
            "tension",
            OUTPUT,
        ),
        Example(
            "40 MW in a document of May, 55 MW in one of June, where a week settles it",
            ({"value": "40 MW", "published": "2020-05-01"}, {"value": "55 MW", "published": "2020-06-01"}),
            "reconciled",
            {"output": {**OUTPUT["output"], "settles": "1 week"}},
            reasons=("time",),
        ),
        Example(
            "a limit in a document of one year, another limit in one of the next",
            ({"value": "25"}, {"value": "40"}),
            "tension",
            example_property("limit", "quantity", "standing"),
        ),
        Example(
            "only one states what it counts",
            ({"value": "40", "definition": "with ruins"}, {"value": "75"}),
            "tension",
            SITES,
        ),
        Example("41.0 against about 41 MW", ({"value": "about 41 MW"}, {"value": "41.0 MW"}), None, OUTPUT),
        Example("more than eighty against 85", ({"value": "more than eighty"}, {"value": "85"}), None, SITES),
        Example("ranges that only touch", ({"value": "41 to 47"}, {"value": "47 to 52"}), None, SITES),
        Example("the largest against the smallest", _ranked("largest", "smallest"), "contradiction", RANK),
        Example("the first against the last", _ranked("first", "last"), "contradiction", RANK),
        Example("the second-largest against the third", _ranked("second-largest", "3rd"), "contradiction", RANK),
        Example(
            "the first against the poorest, from which places may be counted",
            _ranked("1st", "poorest"),
            "tension",
            RANK,
        ),
        Example("the largest against the oldest", _ranked("largest", "oldest"), "tension", RANK),
        Example("the third-largest against the second-busiest", _ranked("3rd largest", "2nd busiest"), "tension", RANK),
        Example("the second-largest against the second", _ranked("second-largest", "2nd"), None, RANK),
        Example(
            "a property that may have many values",
            ({"value": "40"}, {"value": "55"}),
            None,
            example_property("sizes", "quantity", "constant", values="many"),
        ),
    ),
    pair=Pair(check, screens=(AT_ONE_TIME,)),
)
