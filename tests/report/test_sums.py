"""What large tables come to is told by every report for people, with true totals, and nothing of files is markup."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from checker.model.result import KeySums, PropertySums, Result, Sums
from checker.readers.files.findings import FindingsReport
from checker.report import sums
from checker.report.formats import format_of
from checker.report.options import Options
from tests.report.conftest import spoil

Spoil = Callable[[str], Result]

OUTPUT = PropertySums("output", keys=12, claims=4_321, single=1, alike=2, worded=3, silent=0, timed=4, fast=1, open=1)
OPENED = PropertySums("opened", keys=3, claims=9, single=0, alike=2, worded=0, silent=0, timed=0, fast=0, open=1)


def large(result: Result, *more: PropertySums) -> Result:
    """The result, as if its claims were some of very many."""
    boxes = sorted((box for box in result.boxes if box.datatype == "quantity"), key=lambda box: box.time.extent.lo or 0)
    key = KeySums(boxes[0].key, 5, 3, 7, 1, (boxes[0], boxes[-1]), (boxes[1], boxes[2]))
    return replace(result, sums=Sums((OPENED, OUTPUT, *more), 4_000, (key,)))


def told(form: str, result: Result) -> str:
    return format_of(form).write(result, Options())


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_table_has_the_properties_with_most_claims_first_and_then_their_sum(form: str, plain: Result) -> None:
    table = sums.table(large(plain))
    assert table is not None
    assert table.columns == (
        "claims", "keys", "one claim", "say the same", "differ in words", "differ by time", "change too fast",
        "part at one time",
    )  # fmt: skip
    assert table.rows == (
        ("output", (4_321, 12, 1, 2, 3, 4, 1, 1)),
        ("opening", (9, 3, 0, 2, 0, 0, 0, 1)),
        ("all", (4_330, 15, 1, 4, 3, 4, 1, 2)),
    )
    text = told(form, large(plain))
    assert text.index(sums.HEADING) < text.index("4,321") < text.index("4,330")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_key_is_told_by_its_first_and_last_claim_and_its_steepest_change(form: str, plain: Result) -> None:
    text = told(form, large(plain))
    assert "5 claims at 3 times; of 10 pairs 7 differ by time, 1 differ in words or rounding only and 2 agree" in text
    assert "MW (2010" in text
    assert "the steepest change: " in text


def test_lines_count_what_there_is_only(plain: Result) -> None:
    lines = sums.lines(large(plain))
    assert lines[0].endswith("were judged one by one")
    assert lines[1] == (
        "all: 4,330 claims of 15 keys; 1 have a single claim, 4 hold claims that all say the same, 3 differ in words or"
        " rounding only, 4 differ by time, 1 change faster than they may and 2 part at one time"
    )
    assert lines[3] == "opening: 9 claims of 3 keys; 2 hold claims that all say the same and 1 part at one time"


def test_what_is_left_out_is_counted(plain: Result) -> None:
    many = [replace(OPENED, property=f"p{n}", claims=n) for n in range(100)]
    whole = large(plain, *many)
    text = told("markdown", whole)
    assert "and 42 more properties, which the format json has" in text
    assert f"| all | {4_330 + sum(range(100)):,} |" in text
    assert "and 90 more properties" in sums.lines(whole)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_nothing_is_told_where_every_claim_is_listed(form: str, plain: Result) -> None:
    assert sums.HEADING not in told(form, plain)
    assert sums.lines(plain) == ()
    assert "sums" not in json.loads(told("json", plain))


def test_the_report_for_programs_is_what_its_schema_says(plain: Result) -> None:
    data = json.loads(told("json", large(plain)))
    assert FindingsReport.model_validate(data)
    assert [one["property"] for one in data["sums"]["properties"]] == ["opened", "output"]
    assert (data["sums"]["open_keys"], data["sums"]["fast_keys"]) == (2, 1)
    (key,) = data["sums"]["keys"]
    assert (key["pairs"], key["by_time"], key["worded"]) == (10, 7, 1)
    assert len(key["ends"]) == len(key["steepest"]) == 2


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found.append(tag)


def test_nothing_of_files_is_markup(plain: Result, canary: str) -> None:
    whole = large(plain)
    assert whole.sums is not None
    spoilt = replace(
        whole, corpus=spoil(whole.corpus, canary), sums=replace(whole.sums, keys=spoil(whole.sums.keys, canary))
    )
    assert Tags(told("html", spoilt)).found.count("script") == Tags(told("html", whole)).found.count("script")
    rows, expected = (
        [len(line) > 1 and line[0] == "|" for line in told("markdown", one).splitlines()] for one in (spoilt, whole)
    )
    assert rows.count(True) == expected.count(True)
    for form in ("text", "markdown"):
        assert not {"\x1b", "\u202e", "\x07", "\u2028"} & set(told(form, spoilt))
    assert FindingsReport.model_validate(json.loads(told("json", whole)))
