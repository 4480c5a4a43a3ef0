"""The readings in which ambiguous claims fit the rest, held against asking for each reading by itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from checker.model.interval import Interval
from checker.relations.fitting import fitting
from checker.relations.problem import Bound, Element, linear
from checker.relations.solve import Effort, core
from tests.relations.systems import systems


def element(name: str, *alternatives) -> Element:
    return Element(name, tuple(tuple(rows) for rows in alternatives), True, name)


def values(variable: str, *numbers: int) -> Element:
    return element(variable, *([Bound(variable, Interval(number, number))] for number in numbers))


def before(a: str, b: str, least: int = 1) -> Element:
    return element(f"{a} before {b}", [linear([(a, 1), (b, -1)], least, "<=")])


def asked_one_by_one(elements: list[Element], effort: Effort) -> dict[str, tuple[int, ...]]:
    """The law: a reading fits where the elements hold without all other readings."""
    fits = {}
    for one in elements:
        if len(one.alternatives) > 1:
            rest = [other for other in elements if other is not one]
            read = [replace(one, alternatives=(reading,)) for reading in one.alternatives]
            fits[one.name] = tuple(n for n, r in enumerate(read) if core([r, *rest], effort) is None)
    return fits


CASES = [
    ("one reading fits, the others are out of reach", [values("x", 3, 9, 7), values("y", 8), before("x", "y", 4)],
     {"x": (0,)}),
    ("all readings fit", [values("x", 3, 1, 2), values("y", 8), before("x", "y")], {"x": (0, 1, 2)}),
    ("what one claim's readings leave rules out another's", [values("x", 3, 9), values("y", 2, 5, 10), values("z", 11),
     before("x", "y"), before("y", "z", 3)], {"x": (0,), "y": (1,)}),
    ("two readings that say the same fit both", [values("x", 3, 3, 9), values("y", 8), before("x", "y")],
     {"x": (0, 1)}),
    ("readings that each fit some solution", [values("x", 1, 2), values("y", 1, 2),
     element("unlike", [linear([("x", 1), ("y", -1)], 0, "!=")])], {"x": (0, 1), "y": (0, 1)}),
    ("nothing fits what cannot hold elsewhere", [values("x", 1, 2), values("y", 5), element("y too", [Bound("y",
     Interval(6, 6))])], {"x": ()}),
    ("nothing is ambiguous", [values("x", 1), values("y", 5)], {}),
]  # fmt: skip


@pytest.mark.parametrize(("elements", "expected"), [pytest.param(*rest, id=label) for label, *rest in CASES])
def test_the_readings_that_fit(elements, expected):
    assert fitting(elements, Effort.of()) == expected == asked_one_by_one(elements, Effort.of())


@settings(max_examples=60)
@given(systems(largest=7))
def test_what_fits_is_what_fits_when_asked_by_itself(elements):
    assert fitting(elements, Effort.of()) == asked_one_by_one(elements, Effort.of())


@pytest.mark.parametrize(
    ("others", "share"),
    [
        pytest.param((40, 70), 5, id="one reading of each claim fits"),
        pytest.param((3, 70), 2, id="two readings of each claim fit"),
    ],
)
def test_asking_for_all_readings_takes_a_part_of_what_it_takes_one_by_one(others, share):
    names = [f"q{n:02}" for n in range(20)]
    elements = [values(names[0], 0)]
    for n, (left, right) in enumerate(pairwise(names), 1):
        first = 10 * n + n % 3
        elements += [values(right, first, *(first + more for more in others)), before(left, right, 5)]
        elements.append(element(f"{right} near {left}", [linear([(right, 1), (left, -1)], -15, "<=")]))
    together, singly = Effort.of(), Effort.of()
    assert fitting(elements, together) == asked_one_by_one(elements, singly)
    steps = [Effort.of().steps - effort.steps for effort in (together, singly)]
    assert steps[0] * share < steps[1]
