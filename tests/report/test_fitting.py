"""Lines of a terminal: none is wider than it is, no word is lost, and columns are counted as it shows them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from checker.cli.main import main
from checker.report.fitting import COLOUR, columns, fitted, padded

WIDTHS = [
    pytest.param("plain", 5, id="letters"),
    pytest.param("日本の公文書", 12, id="ideographs"),
    pytest.param("ＡＢ１", 6, id="full-width letters and digits"),
    pytest.param("ｶﾅ", 2, id="half-width kana"),
    pytest.param("é", 1, id="a letter and its accent, apart"),
    pytest.param(unicodedata.normalize("NFD", "한국"), 4, id="Hangul in its parts"),
    pytest.param("שָׁלוֹם", 4, id="Hebrew with points"),
    pytest.param("ไทย", 3, id="Thai"),
    pytest.param("a\u200db", 2, id="a joiner"),
    pytest.param("\x1b[31;1merror\x1b[0m: x", 8, id="colour"),
]


@pytest.mark.parametrize(("text", "wide"), WIDTHS)
def test_columns_are_those_that_a_terminal_takes(text: str, wide: int) -> None:
    assert columns(text) == wide
    assert columns(padded(text, 20)) == 20


LINES = [
    pytest.param("short", ["short"], id="what fits stays"),
    pytest.param(
        "error: the length of the pier: two documents say 412 m, one 421 m",
        ["error: the length of the pier: two", "  documents say 412 m, one 421 m"],
        id="a heading goes on below",
    ),
    pytest.param(
        "  why         412 against 421 m, nothing in common at all",
        ["  why         412 against 421 m, nothing", "              in common at all"],
        id="a row goes on below its words",
    ),
    pytest.param(
        "              or 1952 (Annual Review and County History)",
        ["              or 1952 (Annual Review and", "                County History)"],
        id="a row without a label goes on deeper",
    ),
    pytest.param(
        "      |            ^^^^ “closed for good in 1952”  Annual Review",
        ["      |            ^^^^", "      | “closed for good in 1952”", "      | Annual Review"],
        id="a note goes below what it marks",
    ),
    pytest.param(
        "  next        checker explain mill.end-3f9c0a41d2b7e610",
        ["  next        checker explain mill.end-3f9c0a41d2b7e610"],
        id="what is to be typed stays whole",
    ),
    pytest.param(
        "  ruled out   definition · attribution · precision",
        ["  ruled out   definition · attribution ·", "              precision"],
        id="no line begins with what parts words",
    ),
    pytest.param(
        "  why         日本の総人口は一億二千五百万人であり、減少している。",
        ["  why         日本の総人口は一億二千五百", "              万人であり、減少している。"],
        id="ideographs are parted anywhere, but before what closes",
    ),
    pytest.param("x" * 60, ["x" * 60], id="a long name stays whole"),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_a_line_goes_on_below(line: str, expected: list[str]) -> None:
    assert list(fitted(line, 40)) == expected
    assert list(fitted(line, 0)) == [line]


words = st.text(st.sampled_from("ab日本、。é\u0301%·-"), min_size=1, max_size=12)
written = st.tuples(
    st.sampled_from(("", "  ", "  why         ", "              ", "      |     ^^^ ", "\x1b[31mred\x1b[0m: ")),
    st.lists(words, min_size=1, max_size=25),
).map(lambda parts: parts[0] + " ".join(parts[1]))


@given(written, st.integers(40, 100))
def test_no_line_is_wider_unless_it_is_one_word_and_none_is_lost(line: str, wide: int) -> None:
    rows = list(fitted(line, wide))
    together = "".join(rows).replace(" ", "").replace("|", "")
    assert together == line.replace(" ", "").replace("|", "")
    for row in rows:
        said = re.sub(" ([·%])", r"\1", COLOUR.sub("", row).strip(" |^"))
        assert columns(row) <= wide or " " not in said, "only a word that is longer"
        assert columns(row) <= wide or not re.search("[日本]{2}", said), "and ideographs are no word"


@given(written, st.integers(40, 100))
def test_what_was_fitted_is_left_as_it_is(line: str, wide: int) -> None:
    for row in fitted(line, wide):
        if columns(row) <= wide:
            assert list(fitted(row, wide)) == [row]


@pytest.mark.parametrize("command", [("check",), ("explain", "thing"), ("timeline", "thing")])
def test_the_commands_keep_to_the_width(build, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    label = "人口の統計 of a thing that has a very long name in more than one language"
    properties = {"size": {"label": label, "datatype": "quantity", "kind": "constant"}}
    claims = {
        "first": [{"value": "40", "quote": "the long quote says that it measured 40 across in the spring"}],
        "second": [{"value": "55", "quote": "五十五 55 と報告された、と記録は述べている。"}],
    }
    root = build(claims, properties)
    where = (str(root),) if command == ("check",) else ("--claims", str(root))
    monkeypatch.setenv("COLUMNS", "60")
    said = CliRunner().invoke(main, [*command, *where, "--as-of", "2026-11-22", "--isolated"]).output
    assert "40" in said
    wider = [line for line in said.splitlines() if columns(line) > 60 and "checker explain" not in line]
    assert wider == []
    monkeypatch.delenv("COLUMNS")
    piped = CliRunner().invoke(main, [*command, *where, "--as-of", "2026-11-22", "--isolated"]).output
    assert max(map(columns, piped.splitlines())) > 60, "a pipe gets its lines whole"
