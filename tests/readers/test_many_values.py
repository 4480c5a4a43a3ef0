"""What ties a property to others is a fault where it may have many values: it would be compared with nothing."""

from __future__ import annotations

from typing import Any

import pytest

import checker

QUANTITY = {"label": "size", "datatype": "quantity", "kind": "constant"}
SPAN = {"label": "span", "datatype": "interval", "kind": "constant"}
RANK = {"label": "place", "datatype": "rank", "kind": "constant"}
MANY = {"values": "many"}


@pytest.mark.parametrize(
    ("properties", "field"),
    [
        pytest.param({"size": QUANTITY | MANY | {"adds_over": "place"}}, "size.adds_over", id="parts of many values"),
        pytest.param({"span": SPAN | MANY | {"lasts": "size"}, "size": QUANTITY}, "span.lasts", id="a length of many"),
        pytest.param({"span": SPAN | {"lasts": "size"}, "size": QUANTITY | MANY}, "span.lasts", id="many lengths"),
        pytest.param({"rank": RANK | MANY | {"ranks": "size"}, "size": QUANTITY}, "rank.ranks", id="many ranks"),
        pytest.param({"rank": RANK | {"ranks": "size"}, "size": QUANTITY | MANY}, "rank.ranks", id="a rank of many"),
    ],
)
def test_a_tie_of_many_values_is_a_fault(build, properties: dict[str, Any], field: str) -> None:
    result = checker.check(build({}, properties), as_of="2026-11-22", config=False)
    assert [(fault.code, fault.field) for fault in result.faults] == [("wrong-tie", f"properties.{field}")]
    single = {
        name: {key: value for key, value in entry.items() if key != "values"} for name, entry in properties.items()
    }
    assert not checker.check(build({}, single), as_of="2026-11-22", config=False).faults
