"""Whole numbers: a conflict is told where no whole numbers meet all constraints, and only there."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.interval import ALL, Interval
from checker.relations.problem import Bound, Constraint, Element, Linear, linear
from checker.relations.solve import Effort, core
from tests.relations.test_natural_limits import CONTRADICTED, HARDLY, of, outcome

NAMES = ("x", "y", "z")
MOST = 4

Rows = tuple[Constraint, ...]


def element(name: str, *rows: Constraint, soft: bool = True) -> Element:
    return Element(name, (rows,), soft, "")


def whole(*names: str) -> list[Element]:
    return [element(f"whole {name}", Bound(name, ALL, whole=True), soft=False) for name in names]


def within(name: str, lo: int | None, hi: int | None) -> Element:
    return element(f"{name} in", Bound(name, Interval(lo, hi)))


def sum_of(name: str, *weights: Any, constant: Any, sense: Any = "=") -> Element:
    terms = [(variable, weight) for variable, weight in zip(NAMES, weights, strict=False)]
    return element(name, linear(terms, constant, sense))


SHOWN: list[tuple[str, list[Element], set[str] | None]] = [
    ("an odd sum of even terms", [*whole("x", "y"), sum_of("s", 2, 4, constant=-7)], {"s", "whole x", "whole y"}),
    ("an even sum of even terms", [*whole("x", "y"), sum_of("s", 2, 4, constant=-6)], None),
    ("an odd sum of even terms, one of which may be a fraction", [*whole("x"), sum_of("s", 2, 4, constant=-7)], None),
    (
        "weights that are fractions",
        [*whole("x", "y"), sum_of("s", Fraction(1, 2), Fraction(1, 2), constant=Fraction(-1, 3))],
        {"s", "whole x", "whole y"},
    ),
    (
        "with what is pinned",
        [*whole("x", "y"), within("z", 3, 3), sum_of("s", 2, 2, 1, constant=0)],
        {"s", "whole x", "whole y", "z in"},
    ),
    (
        "three equal parts of 100",
        [
            *whole(*NAMES),
            element("same", linear([("x", 1), ("y", -1)], 0, "=")),
            element("again", linear([("y", 1), ("z", -1)], 0, "=")),
            sum_of("s", 1, 1, 1, constant=-100),
        ],
        {"s", "same", "again", "whole x", "whole y", "whole z"},
    ),
    (
        "three equal parts of 99",
        [
            *whole(*NAMES),
            element("same", linear([("x", 1), ("y", -1)], 0, "=")),
            element("again", linear([("y", 1), ("z", -1)], 0, "=")),
            sum_of("s", 1, 1, 1, constant=-99),
        ],
        None,
    ),
    (
        "nothing whole between two orders",
        [
            *whole("x"),
            element("lo", Bound("x", Interval(2, None, True))),
            element("hi", Bound("x", Interval(0, 3, hi_open=True))),
        ],
        {"lo", "hi", "whole x"},
    ),
    (
        "a range with a whole number",
        [*whole("x"), element("r", Bound("x", Interval(Fraction(5, 2), Fraction(7, 2))))],
        None,
    ),
    (
        "orders around a range without one",
        [
            *whole("x", "y"),
            element("same", linear([("x", 1), ("y", -1)], 0, "=")),
            element("x in", Bound("x", Interval(Fraction(1, 3), 1, hi_open=True))),
        ],
        {"x in", "whole x"},
    ),
]


@pytest.mark.parametrize(("elements", "needed"), [pytest.param(e, n, id=label) for label, e, n in SHOWN])
def test_what_no_whole_numbers_meet(elements: list[Element], needed: set[str] | None) -> None:
    found = core(elements, Effort.of())
    assert (None if found is None else set(found)) == needed


# --- held against every whole number there is

NUMBERS = st.integers(-6, 6)
WEIGHTS = st.sampled_from([1, 1, -1, 2, -2, 3, 4, Fraction(1, 2), Fraction(2, 3)])


@st.composite
def systems(draw) -> list[Element]:
    """Of three quantities from 0 to 4, of which most are whole, with sums, orders and ranges."""
    made = [within(name, 0, MOST) for name in NAMES]
    made += whole(*NAMES)
    for index in range(draw(st.integers(1, 4))):
        size = draw(st.integers(1, 3))
        names = draw(st.permutations(NAMES))[:size]
        terms = [(name, draw(WEIGHTS)) for name in names]
        constant = draw(st.one_of(NUMBERS, st.fractions(-3, 3, max_denominator=2)))
        rows = [linear(terms, constant, draw(st.sampled_from(["=", "=", "<=", "<", "!="])))]
        if draw(st.integers(0, 3)) == 0:
            lo, hi = sorted((draw(st.fractions(0, 4, max_denominator=3)), draw(st.fractions(0, 4, max_denominator=3))))
            rows.append(Bound(draw(st.sampled_from(NAMES)), Interval(lo, hi)))
        alternatives = [(row,) for row in rows] if draw(st.booleans()) else [tuple(rows)]
        made.append(Element(f"e{index}", tuple(alternatives), True, ""))
    return made


def holds(row: Constraint, numbers: dict[str, int]) -> bool:
    if isinstance(row, Bound):
        return numbers[row.variable] in row.interval
    assert isinstance(row, Linear)
    total = row.constant + sum(weight * numbers[name] for name, weight in row.terms)
    return {"=": total == 0, "<=": total <= 0, "<": total < 0, "!=": total != 0}[row.sense]


def solvable(elements: list[Element]) -> bool:
    """Every choice of whole numbers is tried."""
    choices = [dict(zip(NAMES, chosen, strict=True)) for chosen in product(range(MOST + 1), repeat=len(NAMES))]
    return any(
        all(any(all(holds(row, numbers) for row in rows) for rows in e.alternatives) for e in elements)
        for numbers in choices
    )


@settings(max_examples=500)
@given(systems())
def test_every_small_system_is_decided_as_by_trying_all_numbers(elements: list[Element]) -> None:
    found = core(elements, Effort.of())
    assert (found is None) == solvable(elements)
    if found is not None:
        named = [e for e in elements if e.name in found]
        assert core(named, Effort.of()) is not None, "what is named makes the conflict by itself"


# --- in a corpus


def crews(weight: str = "mandatory", unit: str = "") -> dict[str, Any]:
    """Three crews of equal size and their total."""
    names = ("north", "south", "east", "total")
    rule = [{"rule": "integer", "severity": weight}] if weight else []
    one = {"datatype": "quantity", "kind": "constant", **({"unit": unit} if unit else {}), "constraints": rule}
    relations = (
        "thing.north = thing.south",
        "thing.south = thing.east",
        "thing.total = thing.north + thing.south + thing.east",
    )
    return {
        "properties": {name: {"label": name, **one} for name in names},
        "relations": [{"relation": text, "because": "so it was laid down"} for text in relations],
    }


PUPILS = {
    "properties": {
        name: {"label": name, "datatype": "quantity", "kind": "constant"}
        | {"constraints": [{"rule": "integer", "severity": "mandatory"}]}
        for name in ("pairs", "fours", "pupils")
    },
    "relations": [{"relation": "thing.pupils = 2 * thing.pairs + 4 * thing.fours", "because": "all are grouped"}],
}


@pytest.mark.parametrize(
    ("vocabulary", "claims", "expected"),
    [
        pytest.param(crews(), [of("total", "101")], CONTRADICTED, id="101 in three equal crews"),
        pytest.param(crews(), [of("total", "102")], [], id="102 in three equal crews"),
        pytest.param(crews("normal"), [of("total", "101")], HARDLY, id="101 where whole numbers are expected only"),
        pytest.param(crews("suggestion"), [of("total", "101")], [], id="101 where whole numbers are suggested"),
        pytest.param(crews(""), [of("total", "101")], [], id="101 where nobody says that they are whole"),
        pytest.param(crews(unit="km"), [of("total", "101 km")], [], id="what is measured is not counted"),
        pytest.param(crews(), [of("total", "about 101")], [], id="about 101"),
        pytest.param(crews(), [of("total", "100")], [], id="100, which may be rounded"),
        pytest.param(PUPILS, [of("pupils", "27")], CONTRADICTED, id="27 in groups of two and four"),
        pytest.param(PUPILS, [of("pupils", "26")], [], id="26 in groups of two and four"),
        pytest.param(PUPILS, [of("pupils", "26"), of("pairs", "3")], [], id="26, three pairs"),
        pytest.param(PUPILS, [of("pupils", "26"), of("pairs", "4")], CONTRADICTED, id="26, four pairs"),
        pytest.param(PUPILS, [of("pupils", "27"), of("pairs", "3.5")], [], id="where somebody counts halves"),
    ],
)
def test_whole_numbers_take_part(vocabulary, claims, expected) -> None:
    assert outcome(vocabulary, *claims) == expected
