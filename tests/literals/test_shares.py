"""A share of what is counted is no count, nor is what lies below 0; of anything else it is read as ever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.literals.boxes import read_value
from checker.model.value import Bounds
from checker.model.vocabulary import Property, Vocabulary
from checker.request import Request
from checker.run import examine
from checker.scale.engine import EngineName, ScanOptions

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
    ("a part of a part of one", "%", "a third of a third", "is not understood here"),
    ("every other", "%", "every other person", "`every other` is a part of the whole; write `1 in 2`"),
    ("every second", "%", "every second household", "write `1 in 2`"),
    ("every fifth", "%", "every fifth person", "write `1 in 5`"),
    ("every twenty-fifth", "%", "every twenty-fifth person", "is a part of the whole; write what part it is"),
    ("every few", "%", "every few people", "`every few` is a part of the whole"),
    ("every so many", "%", "every three people", "`every three` is a part of the whole"),
    ("the rest", "%", "all other people", "`all other` is a part of the whole"),
    ("every one of them", "%", "every person", ""),
    ("half as much again", "%", "half as much again", "compares with another amount; write the amount itself"),
    ("half again", "%", "half again", "compares with another amount"),
    ("a third less", "%", "a third less", "compares with another amount"),
    ("a third more of what is counted", "%", "a third more people", "compares with another amount"),
    ("a quarter larger than something", "%", "a quarter larger than before", "compares with another amount"),
    ("two-thirds more", "person", "two-thirds more people", "compares with another amount"),
    ("a share of more developed states", "%", "a third of the more developed states", ""),
    (
        "so many per hundred of what is counted",
        "person",
        "5 people per 100",
        "is a share of 100, and no amount of `person`",
    ),
    ("so many per thousand of a noun", "death", "5 deaths per 1,000", "is a share of 1000, and no amount of `death`"),
    ("so many per hundred of a measure", "km", "5 km per 100", "is a share of 100, and no amount of `km`"),
    ("so many per thousand where that is meant", "deaths per 1,000", "5 deaths per 1,000", ""),
    ("per thousand where shares are meant", "%", "5 per 1,000", ""),
    ("nobody below zero", "person", "-5 people", "`-5 people` is below 0, and nothing is counted so"),
    ("nothing below zero, in words", "ship", "minus three ships", "is below 0, and nothing is counted so"),
    ("a range from below zero", "ship", "-5 to 5", "is below 0, and nothing is counted so"),
    ("a number below zero", None, "-5", ""),
    ("a balance below zero", "USD", "-5 USD", ""),
    ("a measure below zero, as a height may be", "m", "-5 m", ""),
    ("a rate below zero", "people/year", "-5 people a year", ""),
    ("under a number of people", "person", "under 5 people", ""),
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


LABELS = [
    ("a change", {"label": "change of population"}, True),
    ("a balance", {"label": "net migration"}, True),
    ("a number of people", {"label": "population"}, False),
    ("a range that goes below zero", {"label": "population", "min": "-100"}, True),
]


@pytest.mark.parametrize("declared, may", [case[1:] for case in LABELS], ids=[case[0] for case in LABELS])
@pytest.mark.parametrize("engine", [None, "plain", "duckdb"], ids=["files", "plain", "duckdb"])
def test_a_count_is_below_zero_only_where_the_property_says_so(
    declared: dict[str, str], may: bool, engine: EngineName | None, build: Callable[..., Path]
) -> None:
    prop: dict[str, Any] = {"datatype": "quantity", "kind": "constant", "unit": "person", "label": declared["label"]}
    if "min" in declared:
        prop["constraints"] = [{"rule": "value-range", "min": declared["min"]}]
    claims = [] if engine else [{"value": "-5"}]
    root = build({"a": claims}, {"size": prop}, units=UNITS)
    if engine:
        subject = next(iter(yaml.safe_load((root / "vocabulary.yaml").read_text("utf-8"))["entities"]))
        (root / "t.csv").write_text(f"document,id,quote,subject,property,lo,hi\na,x,-5,{subject},size,-5,-5\n", "utf-8")
    scan = ScanOptions(engine) if engine else ScanOptions()
    result = examine(Request(root, "2026-11-22", scan=scan))
    told = ["is below 0, and nothing is counted so" in fault.message for fault in result.faults]
    assert told == ([] if may else [True])


SPREADS = [
    ("one in five", "one in five people", "±2 points: half a step between rough fractions"),
    ("a fifth", "a fifth", "±2 points: half a step between rough fractions"),
    ("half of something", "half the people", "±5 points: half a step between rough fractions"),
    ("about one in five", "about one in five people", "±2 points expected, ±4 points at the widest: `approximately`"),
    ("about a fifth", "about a fifth", "±2 points expected, ±4 points at the widest: `approximately`"),
    ("a range", "a quarter to a half", ("1/4: ±2.5 points: half a step between rough fractions; "
     "1/2: ±5 points: half a step between rough fractions")),
]  # fmt: skip


@pytest.mark.parametrize("literal, words", [case[1:] for case in SPREADS], ids=[case[0] for case in SPREADS])
def test_what_a_share_allows_is_told_in_points(literal: str, words: str) -> None:
    prop = Property("share", "share", "quantity", "constant", "%")
    value = read_value(literal, prop, Vocabulary())
    assert isinstance(value, Bounds)
    assert value.tolerance == words
