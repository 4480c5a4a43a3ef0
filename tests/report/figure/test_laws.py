"""What holds for every picture of whatever claims."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.result import Result
from checker.report.figure import Figure, figure_of, figure_of_finding, lines, quantities, sheet, svg
from checker.report.figure.markup import HEIGHT, tall
from checker.report.figure.shape import Area, Stretch
from checker.report.figure.words import width
from tests.conftest import quote_of

from .conftest import finding_of, result_of

NUMBERS = st.sampled_from(("0", "40", "55.5", "about 54", "over 40", "nearly 2000", "at least 7", "up to 105", "1e300"))
TIMES = st.one_of(
    st.just({}),
    st.builds(lambda year: {"as_of": str(year)}, st.integers(1900, 2030)),
    st.builds(lambda year, more: {"during": f"{year}/{year + more}"}, st.integers(1900, 2030), st.integers(0, 60)),
    st.sampled_from(({"during": "1950/.."}, {"during": "1950/"}, {"during": "/1960"}, {"as_of": "-0043-03-15"})),
)
DATES = st.sampled_from(("1951", "1952-04-28", "-0660", "before 1960", "Y-1000000", "early 1990s", "1951-09"))
SPANS = st.sampled_from(("1945/1952", "1945/..", "1950/", "/1960", "1951/1951", "1951-09-08/1952-04-28"))
NAMES = st.sampled_from(("guild", "press", "在日米軍", 'a <b> & "c"', "x" * 200))
VALUES = {
    "output": NUMBERS.map("{} MW".format), "mass": NUMBERS.map("{} kg".format), "opened": DATES, "closed": DATES,
    "reign": SPANS, "owner": NAMES, "motto": NAMES, "place": st.sampled_from(("first", "3rd")),
}  # fmt: skip
EXTRAS = st.sampled_from(
    ({}, {}, {"denies": True}, {"said_by": "speaker"}, {"deprecated": True}, {"scope": (("place", "north"),)})
)


@st.composite
def claims(draw: st.DrawFn) -> list[dict[str, Any]]:
    names = draw(st.sampled_from((("output",), ("mass",), ("opened", "closed"), ("reign",), ("owner",), ("motto",))))
    made = []
    for number in range(draw(st.integers(2, 12))):
        name = draw(st.sampled_from(names))
        time = {} if name in ("opened", "closed", "reign") else draw(TIMES)
        fields = {"property": name, "value": draw(VALUES[name]), **time, **draw(EXTRAS)}
        made.append(
            {
                **fields,
                "id": f"c{number}",
                "quote": quote_of(fields),
                "doc": draw(st.sampled_from("abc")),
                "published": "2021",
            }
        )
    return made


def figures(result: Result) -> list[Figure]:
    found = [figure_of(*quantity, result) for quantity in quantities(result)]
    verdicts = ("contradiction", "tension", "reconciled", "agreement")
    found += [figure_of_finding(finding_of(result, verdict, reasons=("time",)), result) for verdict in verdicts]
    return [figure for figure in found if figure]


def inside(inner: Stretch, outer: Stretch) -> bool:
    return outer.lo <= inner.lo <= inner.hi <= outer.hi


def nested(inner: Area, outer: Area) -> bool:
    return inside(inner.x, outer.x) and inside(inner.y, outer.y)


UNIT = Area(Stretch(0, 1), Stretch(0, 1))


@given(claims())
def test_every_box_lies_in_the_frame_and_what_is_plausible_in_what_is_possible(given: list[dict[str, Any]]) -> None:
    for figure in figures(result_of(given)):
        for mark in figure.marks:
            assert nested(mark.possible, UNIT)
            assert nested(mark.plausible, mark.possible)
            assert 0 <= mark.point[0] <= 1
            assert 0 <= mark.point[1] <= 1
        assert all(nested(band.area, UNIT) for band in figure.bands if band.area)
        assert all(0 <= tick.at <= 1 for tick in (*figure.across, *figure.up))
        drawn = ET.fromstring(svg(figure))
        high = tall(figure)
        for box in drawn.iter("rect"):
            top, tallness = float(box.get("y", 0)), box.get("height", "0")
            if not tallness.endswith("%"):
                assert -10 <= top <= top + float(tallness) <= max(high, HEIGHT) + 20


@given(claims(), st.integers(0, 999))
def test_the_order_of_claims_changes_nothing(given: list[dict[str, Any]], seed: int) -> None:
    other = random.Random(seed).sample(given, len(given))
    one, two = (result_of(order) for order in (given, other))
    assert [svg(figure) for figure in _whole(one)] == [svg(figure) for figure in _whole(two)]
    assert [lines(figure) for figure in _whole(one)] == [lines(figure) for figure in _whole(two)]


def _whole(result: Result) -> list[Figure]:
    return [figure for quantity in quantities(result) if (figure := figure_of(*quantity, result))]


ESCAPES = re.compile("\x1b\\[[0-9;]*m")


@given(claims(), st.integers(16, 120), st.booleans(), st.booleans())
def test_no_line_is_wider_than_the_terminal(given: list[dict[str, Any]], wide: int, colour: bool, ascii: bool) -> None:
    for figure in figures(result_of(given)):
        for line in lines(figure, wide, colour, ascii=ascii):
            bare = ESCAPES.sub("", line)
            assert width(bare) <= wide
            assert colour or bare == line
            assert not ascii or line.isascii()


TAGS = {"svg", "title", "desc", "g", "rect", "line", "path", "text"}
ATTRIBUTES = {
    "class", "role", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "d", "id", "aria-labelledby",
}  # fmt: skip


@given(claims())
def test_svg_is_sound_and_holds_nothing_that_acts(given: list[dict[str, Any]]) -> None:
    for figure in figures(result_of(given)):
        root = ET.fromstring(svg(figure, id="p1-"))
        assert {element.tag for element in root.iter()} <= TAGS
        assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == "p1-t p1-d"
        assert [root[0].get("id"), root[1].get("id")] == ["p1-t", "p1-d"]
        assert root[0].text
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(set(ids)) == len(ids)


def test_hostile_text_stays_text(spoiled, canary: str) -> None:
    result = spoiled(canary)
    boxes = {box.ref: box for finding in result.findings for box in finding.boxes}
    result = Result(result.corpus, result.as_of, tuple(boxes.values()), result.findings, result.faults, result.coverage)
    drawn = [figure_of_finding(finding, result) for finding in result.findings]
    drawn += [figure_of(*quantity, result) for quantity in quantities(result)]
    drawn = [figure for figure in drawn if figure]
    assert len(drawn) > 3
    for figure in drawn:
        root = ET.fromstring(svg(figure, id=canary))
        assert {element.tag for element in root.iter()} <= TAGS
        assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES
        for line in lines(figure):
            assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", line)
            assert width(line) <= 80
    whole = ET.fromstring(sheet(drawn))
    space = "{http://www.w3.org/2000/svg}"
    assert {element.tag.removeprefix(space) for element in whole.iter()} <= TAGS | {"style"}
    assert len(list(whole.iter(f"{space}style"))) == 1


def test_two_claims_are_a_small_picture(make) -> None:
    result = make([{"property": "output", "value": value, "as_of": "2020"} for value in ("about 40 MW", "55 MW")])
    figure = figure_of_finding(finding_of(result, "contradiction"), result)
    assert figure is not None
    assert len(svg(figure)) <= 2_000


@pytest.mark.parametrize("value", ["1e999", "1e-999", "-1e999", "0"])
def test_numbers_of_a_thousand_digits_are_drawn(make, value: str) -> None:
    result = make([{"property": "mass", "value": f"{one} kg"} for one in (value, "1")])
    (figure,) = figures(result)[:1]
    assert all(len(tick.label) < 30 for tick in figure.across)
    ET.fromstring(svg(figure))
