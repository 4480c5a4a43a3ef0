"""A share of what is counted is no count; of anything else it is read as ever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.request import Request
from checker.run import examine

UNITS = {"person": {"label": "person", "kind": "count", "also": ["people", "residents"]}}
NO_COUNT = "is a share, and no count of anything; write how many it is, or claim the share for a property with"
CASES = [
    ("one in five of what is counted", None, "one in five people", NO_COUNT),
    ("two-thirds of what is counted", None, "two-thirds of the people", NO_COUNT),
    ("half, without an article", None, "half of residents", NO_COUNT),
    ("a percentage of what is counted", None, "20 % of households", "the property has no unit"),
    ("one in five of a declared count", "person", "one in five people", NO_COUNT),
    ("two-thirds of a declared count", "person", "two-thirds of the people", NO_COUNT),
    ("a share alone, of a declared count", "person", "one in five", "does not fit the unit `person`"),
    ("a percentage of a declared count", "person", "20 % of residents", "does not fit the unit `person`"),
    ("a share of a count that nobody declared", "household", "half of households", NO_COUNT),
    ("a share where shares are meant", "%", "two-thirds of the people", ""),
    ("one in five where shares are meant", "%", "one in five", ""),
    ("one in five people where shares are meant", "%", "one in five people", ""),
    ("one in five of what nobody declared, where shares are meant", "%", "1 in 5 households", ""),
    ("one in five people where a ratio is meant", "1", "one in five people", ""),
    ("a share of a percent where shares are meant", "%", "half a percent", ""),
    ("a part of what is no thing, where shares are meant", "%", "1/2 $ m", "does not fit the unit `%`"),
    ("all but some", "%", "all except two", "`except two` is not understood here"),
    ("all but some of what is counted", "%", "all members other than five", "`than five` is not understood here"),
    ("all of so many", "%", "all fifty states", ""),
    ("a lead", "%", "a majority of five seats", "`of five seats` is not understood here"),
    ("a majority of so many", "%", "a majority of the five judges", ""),
    ("a part of a part", "%", "half of two thirds", "`of two thirds` is not understood here"),
    ("a part of one", "%", "half of one percent", ""),
    ("a share of a measure", "km", "two-thirds of a mile", ""),
    ("a fraction of a measuring unit", "km", "1/2 km", ""),
    ("half a million of what is counted", "person", "half a million people", ""),
    ("a ratio without a unit", None, "two-thirds", ""),
    ("dozens of what is counted", "person", "half a dozen people", ""),
]


@pytest.mark.parametrize("unit, value, message", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_share(unit: str | None, value: str, message: str, build: Callable[..., Path]) -> None:
    prop = {"label": "size", "datatype": "quantity", "kind": "constant"} | ({"unit": unit} if unit else {})
    result = examine(Request(build({"a": [{"value": value}]}, {"size": prop}, units=UNITS), "2026-11-22"))
    assert [message in fault.message for fault in result.faults] == ([True] if message else [])
