"""The pictures as they are drawn: on a terminal, in the style sheet, in a file of its own."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from checker.report.figure import css, figure_of, lines, sheet, svg

DISPLAYS = {"light": "#ffffff", "dark": "#15181c"}
LEAST_CONTRAST = 3.0
"""Source: WCAG 2.2, success criterion 1.4.11, for graphics."""

LEAST_OF_WORDS = 4.5
"""Source: WCAG 2.2, success criterion 1.4.3, for text."""


def terminal(result, root: str, **options) -> list[str]:
    figure = figure_of("thing", root, result)
    assert figure is not None
    return list(lines(figure, 60, **options))


def test_names_over_time_on_a_terminal(make) -> None:
    claims = [("Mara Ellison", "2023/2024"), ("Jon Petrie", "2025/..")]
    result = make([{"property": "owner", "value": value, "during": time} for value, time in claims])
    assert terminal(result, "owner") == [
        "the thing · owner",
        "  Mara Ellison",
        "      ├──────────────────────A───────────────────────┤",
        "  Jon Petrie",
        "                                                     ├─B─▶",
        " └────┬───────────┬──────────┬───────────┬───────────┬────",
        "    2023         Jul       2024         Jul        2025",
    ]


def test_the_same_in_plain_characters(make) -> None:
    claims = [("Mara Ellison", "2023/2024"), ("Jon Petrie", "2025/..")]
    result = make([{"property": "owner", "value": value, "during": time} for value, time in claims])
    assert terminal(result, "owner", ascii=True)[2:5:2] == [
        "      |----------------------A-----------------------|",
        "                                                     |-B->",
    ]


def test_numbers_over_time_on_a_terminal(make) -> None:
    claims = [("40.0 MW", "2020"), ("about 55 MW", "2020")]
    result = make([{"property": "output", "value": value, "during": time} for value, time in claims])
    drawn = terminal(result, "output")
    assert [line[:9].rstrip() for line in drawn[1:12] if "┤" in line[:9]] == [" 60 MW ┤", "    50 ┤", "    40 ┤"]
    assert any("B" in line and "▒" in line for line in drawn)
    assert any("A" in line for line in drawn)
    assert any("░" in line for line in drawn)


def test_accents_and_wide_characters_keep_their_columns(make) -> None:
    result = make([{"property": "motto", "value": value} for value in ("在日米軍", "क्षत्रिय", "e\u0301tat")])
    drawn = terminal(result, "motto")
    assert "  在日米軍" in drawn
    assert "  क्षत्रिय" in drawn
    assert "  e\u0301tat" in drawn


def test_colours_only_where_asked(make) -> None:
    result = make([{"property": "opened", "value": "1951"}, {"property": "opened", "value": "1952"}])
    assert not any("\x1b" in line for line in terminal(result, "opened"))
    assert any("\x1b[34m" in line for line in terminal(result, "opened", colour=True))


# --- the style sheet


def _variables(scheme: str) -> dict[str, str]:
    light, _, rest = css().partition("@media screen and (prefers-color-scheme:dark)")
    return dict(re.findall(r"--([a-z0-9]+):(#[0-9a-f]{3,6})", light if scheme == "light" else rest))


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", DISPLAYS)
@pytest.mark.parametrize("name", [f"d{number}" for number in range(10)])
def test_each_document_stands_out(scheme: str, name: str) -> None:
    assert contrast(_variables(scheme)[name], DISPLAYS[scheme]) >= LEAST_OF_WORDS, "its letter has this colour too"


@pytest.mark.parametrize("scheme", DISPLAYS)
@pytest.mark.parametrize("name", ["ink", "dim", "bad", "odd", "fine"])
def test_words_can_be_read(scheme: str, name: str) -> None:
    assert contrast(_variables(scheme)[name], DISPLAYS[scheme]) >= LEAST_OF_WORDS


def test_ten_colours_are_ten() -> None:
    for scheme in DISPLAYS:
        assert len({_variables(scheme)[f"d{number}"] for number in range(10)}) == 10


def test_the_sheet_asks_for_nothing() -> None:
    assert not re.search(r"url\(|@import|expression|javascript", css())


def test_every_class_that_is_drawn_has_a_style(make) -> None:
    given = [
        {"value": "over 40 MW", "during": "2020/.."},
        {"value": "about 50 MW", "as_of": "2020", "denies": True},
        {"value": "nearly 60 MW", "said_by": "speaker"},
        {"value": "70 MW", "deprecated": True},
    ]
    result = make([{"property": "output", **fields} for fields in given])
    figure = figure_of("thing", "output", result)
    assert figure is not None
    drawn = ET.fromstring(svg(figure))
    names = {name for element in drawn.iter() for name in element.get("class", "").split()}
    assert len(names) > 12
    assert {name for name in names if not re.search(rf"\.{name}\b", css())} == set()


# --- files


def test_a_file_has_headings_legends_and_its_own_styles(make) -> None:
    result = make([{"property": "output", "value": value, "as_of": "2020"} for value in ("40 MW", "55 MW")])
    figure = figure_of("thing", "output", result)
    assert figure is not None
    drawn = svg(figure, standalone=True)
    assert drawn == sheet((figure,))
    root = ET.fromstring(drawn)
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words[0] == "the thing · output"
    assert words[-2:] == [
        "A: Document-1, 1 January 2021, says 40 MW; 2020",
        "B: Document-2, 1 January 2022, says 55 MW; 2020",
    ]
    assert css() in drawn.replace("&quot;", '"')
    inner = root.findall("{http://www.w3.org/2000/svg}svg")
    heights = [float(one.get("y", 0)) + float(one.get("height", 0)) for one in inner]
    assert heights == sorted(heights)
    assert heights[-1] < float(root.get("height", 0))
