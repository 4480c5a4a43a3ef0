"""Looking at columns finds the rows at fault that the model of a row finds, and no others; ends become literals."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from checker.literals.quantity import read_quantity
from checker.model.interval import Interval
from checker.readers.files.row import ClaimRow
from checker.readers.json import read
from checker.readers.load import load
from checker.readers.names import trouble
from checker.readers.schemas import schema
from checker.readers.structure import validator
from checker.readers.tables.columns import batches
from checker.readers.tables.literal import literal
from checker.request import Request
from checker.run import examine
from tests.readers.tables.conftest import Corpus, as_csv

TEXTS = st.sampled_from(
    (
        "a", "a-paper", "Zürich", "日本", "two words", " ", "e\u0301", "a\u200bb", "x.y", "w" * 201, "w" * 501, "x = y",
        "5", "-5.50",
    )
)  # fmt: skip
OTHER = st.sampled_from(
    (True, False, ["x = y"], [], ["a", " "], {"place": "north"}, {"place": " "}, {}, None, "", [5], 5, 1.5)
)
LIKELY = {"document": "a-paper", "id": "x", "quote": "words", "subject": "mill", "property": "length", "value": "5 km"}


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """Rows that are mostly good: a good one with some fields changed, added or taken away."""
    row: dict[str, Any] = dict(LIKELY)
    for name in draw(st.lists(st.sampled_from(sorted(ClaimRow.model_fields)), max_size=3)):
        row[name] = draw(st.one_of(TEXTS, OTHER))
    for name in draw(st.lists(st.sampled_from(sorted(LIKELY)), max_size=2)):
        row.pop(name, None)
    return row


def sound(row: dict[str, Any]) -> bool:
    """The model of a row accepts what the row says; what says nothing is left out."""
    given = read(json.dumps(row))
    given = {name: value for name, value in given.items() if value not in (None, "", {}, [])}
    try:
        ClaimRow.model_validate(given)
    except ValidationError:
        return False
    return not trouble(given["id"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows(), min_size=1, max_size=8))
def test_columns_and_the_model_of_a_row_agree(tmp_path: Path, made: list[dict[str, Any]]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in ({**LIKELY}, *made)), "utf-8")
    found = list(batches(path, path.name))
    good = [line for one in found for line in one.rows.to_pylist()]
    assert good == [1, *(line for line, row in enumerate(made, start=2) if sound(row))]
    lost = {gone.mark.line for one in found for gone in one.lost}
    assert lost == set(range(1, len(made) + 2)) - set(good)
    told = {fault.mark.line for one in found for fault in one.faults}
    assert lost <= told


@given(rows())
def test_the_schema_of_a_row_accepts_what_the_model_accepts(row: dict[str, Any]) -> None:
    given = read(json.dumps(row))
    try:
        ClaimRow.model_validate(given)
    except ValidationError:
        assert not validator(schema("row")).is_valid(given)
    else:
        assert validator(schema("row")).is_valid(given)


ENDS = {
    "both": (("5", "6.50", False, False, "km"), "exactly 5 to 6.50 km", Interval(Fraction(5), Fraction(13, 2))),
    "one number": (("5.0", "5.0", False, False, ""), "exactly 5.0", Interval(Fraction(5), Fraction(5))),
    "two open ends": (
        ("-5", "-3", True, True, "°C"),
        "over exactly -5 but under exactly -3 °C",
        Interval(Fraction(-5), Fraction(-3), True, True),
    ),
    "open above": (
        ("0", "1e3", False, True, "USD/year"),
        "at least exactly 0 but under exactly 1e3 USD/year",
        Interval(Fraction(0), Fraction(1000), False, True),
    ),
    "no upper bound": (
        ("40000", "", False, False, "people"),
        "at least exactly 40000 people",
        Interval(Fraction(40000)),
    ),
    "above": (("40000", "", True, False, "people"), "over exactly 40000 people", Interval(Fraction(40000), None, True)),
    "no lower bound": (("", "-7", False, False, "°C"), "at most exactly -7 °C", Interval(None, Fraction(-7))),
}


@pytest.mark.parametrize(("ends", "words", "interval"), ENDS.values(), ids=list(ENDS))
def test_ends_become_a_literal_that_says_just_them(
    ends: tuple[str, str, bool, bool, str], words: str, interval: Interval
) -> None:
    assert literal(*ends) == words
    bounds = read_quantity(words).bounds
    assert bounds.literal == bounds.plausible == bounds.possible == interval


NUMBERS = st.from_regex(r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,12})?", fullmatch=True)


@given(NUMBERS, NUMBERS, st.booleans(), st.booleans(), st.sampled_from(("", "km", "%", "people", "USD/year")))
def test_no_digit_of_an_end_is_lost(a: str, b: str, lo_open: bool, hi_open: bool, unit: str) -> None:
    lo, hi = sorted((a, b), key=Fraction)
    if Fraction(lo) == Fraction(hi):
        lo_open = hi_open = False
    bounds = read_quantity(literal(lo, hi, lo_open, hi_open, unit)).bounds
    assert bounds.possible == bounds.literal == Interval(Fraction(lo), Fraction(hi), lo_open, hi_open)


def test_ends_the_wrong_way_round_are_told_at_their_cell(corpus: Corpus) -> None:
    own = {name: text for name, text in LIKELY.items() if name != "value"}
    root = corpus({"rows.csv": as_csv([{**own, "lo": "6", "hi": "5"}])})
    result = examine(Request(root, "2026-11-22"))
    assert [(str(f.mark), f.code) for f in result.faults] == [("claims/rows.csv:2:29", "bad-value")]


def test_a_claim_of_a_row_knows_where_each_field_stands(corpus: Corpus) -> None:
    row = {**LIKELY, "quote": 'said "so"', "scope.place": "north", "draws_on": ["press", "dock"], "note": "one, two"}
    (claim,) = load(corpus({"rows.csv": as_csv([row])})).claims
    text = as_csv([row]).decode().splitlines()[1]
    for field, words in {
        "id": "x,",
        "quote": "said",
        "subject": "mill",
        "scope.place": "north",
        "note": "one,",
    }.items():
        assert (claim.mark_of(field).line, claim.mark_of(field).column) == (2, text.index(words) + 1)
    assert (claim.quote, claim.draws_on, claim.note) == ('said "so"', ("press", "dock"), "one, two")
