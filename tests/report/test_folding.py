"""On a terminal lines are as long as it is wide: words whole, continued below what they belong to, nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.result import Result
from checker.report.figure.words import width
from checker.report.folding import folded
from checker.report.options import PLAIN, Options
from checker.report.text import write

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LONG = "one claim says this and another says that, and there is no reading under which both can hold at once"
CASES = {
    "a heading": (f"error: {LONG}", "    "),
    "a row": (f"  why         {LONG}", " " * 14),
    "what follows in a row": (f"              {LONG}", " " * 14),
    "a position": (f"  1952   {LONG}", " " * 9),
    "a note below a source line": (f"      |      ^^^^ “{LONG}”", "      |   "),
}


@pytest.mark.parametrize(("line", "indent"), list(CASES.values()), ids=list(CASES))
def test_lines_go_on_below_what_they_belong_to(line: str, indent: str) -> None:
    first, *others = folded(line, 60)
    assert others
    assert line.startswith(first)
    for other in others:
        assert other.startswith(indent)
        assert other[len(indent)] != " "


@given(st.text(st.sampled_from("abc 日…|—\x1b[31m"), max_size=300), st.integers(0, 120))
def test_nothing_is_lost_and_no_line_is_longer_than_its_words_need(line: str, room: int) -> None:
    parts = list(folded(line, room))
    assert re.sub(r"[ |]", "", "".join(parts)) == re.sub(r"[ |]", "", line)
    longest = max((width(COLOUR.sub("", word)) for word in line.split(" ")), default=0)
    if room >= 40 and len(parts) > 1:
        assert all(width(COLOUR.sub("", part)) <= max(room, longest + room // 2 + 4, longest + 40) for part in parts)


@pytest.mark.parametrize("columns", [80, 100])
def test_a_report_has_room_on_the_terminal(plain: Result, columns: int) -> None:
    told = write(plain, Options(show_reconciled=True, width=columns))
    whole = write(plain, Options(show_reconciled=True))
    assert max(map(len, whole.splitlines())) > columns
    assert max(map(len, told.splitlines())) <= columns
    assert "".join(re.sub(r"[ |]", "", told).split()) == "".join(re.sub(r"[ |]", "", whole).split())
    assert write(plain, PLAIN) == write(plain, Options(width=0))
