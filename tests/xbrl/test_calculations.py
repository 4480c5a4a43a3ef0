"""Results agree with the rules of Calculations 1.1 and of the note on duplicate facts: closed intervals, rounded to
nearest, of what is reported.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.result import Result
from tests.xbrl.reports import check, fact, imported, rows

SUMS = "eg:Assets,eg:Cash,1\neg:Assets,eg:Land,1\neg:Assets,eg:Debts,-1\n"
OPEN = ("contradiction", "tension")


def opened(result: Result) -> set[tuple[str, str]]:
    """Rule and verdict of all that is open."""
    return {(one.rule, one.verdict) for one in result.findings if one.verdict in OPEN}


BROKEN = {("joint-conflict", "contradiction")}
CALCULATIONS: dict[str, tuple[list[Any], set[tuple[str, str]]]] = {
    "exact parts add up": (
        [fact("eg:Assets", "100"), fact("eg:Cash", "60"), fact("eg:Land", "40")],
        set(),
    ),
    "exact parts miss the total by one": (
        [fact("eg:Assets", "101"), fact("eg:Cash", "60"), fact("eg:Land", "40")],
        BROKEN,
    ),
    "rounding of the parts explains the difference": (
        [fact("eg:Assets", "1001", 0), fact("eg:Cash", "600", -1), fact("eg:Land", "400", -1)],
        set(),
    ),
    "rounding of all explains it where the intervals just touch": (  # 950 to 1050 and 1050 to 1150
        [fact("eg:Assets", "1000", -2), fact("eg:Cash", "500", -2), fact("eg:Land", "600")],
        set(),
    ),
    "one beyond where the intervals touch": (
        [fact("eg:Assets", "1000", -2), fact("eg:Cash", "500", -2), fact("eg:Land", "601")],
        BROKEN,
    ),
    "a part with the weight -1 is taken away": (
        [fact("eg:Assets", "70"), fact("eg:Cash", "100"), fact("eg:Debts", "30")],
        set(),
    ),
    "a part with the weight -1 that was added": (
        [fact("eg:Assets", "130"), fact("eg:Cash", "100"), fact("eg:Debts", "30")],
        BROKEN,
    ),
    "a part that nobody reports does not count": ([fact("eg:Assets", "60"), fact("eg:Cash", "60")], set()),
    "of one part that is reported, the total is that part": ([fact("eg:Assets", "61"), fact("eg:Cash", "60")], BROKEN),
    "a part that is nil does not count": (
        [fact("eg:Assets", "60"), fact("eg:Cash", "60"), fact("eg:Land", None)],
        set(),
    ),
    "a total that is nil binds nothing": ([fact("eg:Assets", None), fact("eg:Cash", "60")], set()),
    "without a total nothing is bound": ([fact("eg:Cash", "60"), fact("eg:Land", "40")], set()),
    "a part of another period does not count": (
        [fact("eg:Assets", "60"), fact("eg:Cash", "60"), fact("eg:Land", "40", period="2020-01-01T00:00:00")],
        set(),
    ),
    "a part in another unit does not count": (
        [fact("eg:Assets", "60"), fact("eg:Cash", "60"), fact("eg:Land", "40", unit="iso4217:EUR")],
        set(),
    ),
    "a part of another entity does not count": (
        [fact("eg:Assets", "60"), fact("eg:Cash", "60"), fact("eg:Land", "40", entity="lei:OTHER")],
        set(),
    ),
    "a part of one region does not count in the total of all": (
        [fact("eg:Assets", "60"), fact("eg:Cash", "60"), fact("eg:Land", "40", eg_RegionAxis="eg:EU")],
        set(),
    ),
    "the total of one region is the sum there": (
        [
            fact("eg:Assets", "100", eg_RegionAxis="eg:EU"),
            fact("eg:Cash", "60", eg_RegionAxis="eg:EU"),
            fact("eg:Land", "39", eg_RegionAxis="eg:EU"),
        ],
        BROKEN,
    ),
    "a total of a year": (
        [
            fact(concept, value, period="2020-01-01T00:00:00/2021-01-01T00:00:00")
            for concept, value in (("eg:Assets", "100"), ("eg:Cash", "60"), ("eg:Land", "39"))
        ],
        BROKEN,
    ),
    "rounded and exact duplicates of the total: both bind": (  # 950 to 1050, and 1020
        [fact("eg:Assets", "1000", -2), fact("eg:Assets", "1020"), fact("eg:Cash", "1000"), fact("eg:Land", "10")],
        BROKEN,
    ),
    "negative amounts": ([fact("eg:Assets", "-100", 0), fact("eg:Cash", "-60", 0), fact("eg:Land", "-41", 0)], set()),
}


@pytest.mark.parametrize(("facts", "expected"), CALCULATIONS.values(), ids=CALCULATIONS.keys())
def test_a_sum_is_consistent_where_the_intervals_meet(
    facts: list[Any], expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    assert opened(check(tmp_path, imported(tmp_path, facts, SUMS))) == expected


CONFLICT = {("value-conflict", "contradiction")}
DUPLICATES: dict[str, tuple[list[Any], set[tuple[str, str]]]] = {
    "complete duplicates": ([fact("eg:Assets", "100", 0), fact("eg:Assets", "100", 0)], set()),
    "consistent duplicates: one is rounded": ([fact("eg:Assets", "1000", -3), fact("eg:Assets", "1230", -1)], set()),
    "consistent duplicates: the intervals just touch": (
        [fact("eg:Assets", "1000", -3), fact("eg:Assets", "1500")],
        set(),
    ),
    "inconsistent duplicates: one beyond": ([fact("eg:Assets", "1000", -3), fact("eg:Assets", "1501")], CONFLICT),
    "inconsistent duplicates: both are exact": ([fact("eg:Assets", "100"), fact("eg:Assets", "101")], CONFLICT),
    "no duplicates: two currencies": (
        [fact("eg:Assets", "100"), fact("eg:Assets", "90", unit="iso4217:EUR")],
        set(),
    ),
    "no duplicates: a region and all": (
        [fact("eg:Assets", "100"), fact("eg:Assets", "90", eg_RegionAxis="eg:EU")],
        set(),
    ),
    "no duplicates: a year and its last quarter": (
        [
            fact("eg:Sales", "100", period="2020-01-01T00:00:00/2021-01-01T00:00:00"),
            fact("eg:Sales", "30", period="2020-10-01T00:00:00/2021-01-01T00:00:00"),
        ],
        set(),
    ),
    "no duplicates: the ends of two years": (
        [fact("eg:Assets", "100"), fact("eg:Assets", "30", period="2020-01-01T00:00:00")],
        set(),
    ),
}


@pytest.mark.parametrize(("facts", "expected"), DUPLICATES.values(), ids=DUPLICATES.keys())
def test_duplicates_are_consistent_where_their_intervals_meet(
    facts: list[Any], expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    assert opened(check(tmp_path, imported(tmp_path, facts))) == expected


def test_texts_that_differ_are_inconsistent_duplicates_in_one_language_only(tmp_path: Path) -> None:
    name = {"unit": "", "period": "2021-01-01T00:00:00"}
    english = [fact("eg:Name", "Example Works", language="en", **name), fact("eg:Name", "Works", language="en", **name)]
    assert {verdict for _, verdict in opened(check(tmp_path, imported(tmp_path, english)))} == {"contradiction"}
    both = [fact("eg:Name", "Example Works", language="en", **name), fact("eg:Name", "Werke", language="de", **name)]
    assert opened(check(tmp_path, imported(tmp_path, both))) == set()


AMOUNTS = st.tuples(st.integers(-300, 300), st.sampled_from([None, 1, 0, -1, -2]))


def interval(value: int, decimals: int | None) -> tuple[Fraction, Fraction]:
    half = Fraction(0) if decimals is None else Fraction(1, 2) / Fraction(10) ** decimals
    return value - half, value + half


@settings(max_examples=25, deadline=None)
@given(total=AMOUNTS, cash=AMOUNTS, debts=AMOUNTS, miss=st.integers(-30, 30))
def test_the_verdict_is_that_of_the_arithmetic_of_intervals(
    total: tuple[int, int | None], cash: tuple[int, int | None], debts: tuple[int, int | None], miss: int
) -> None:
    """The parts' ends are added apart from all code that is tested, as Calculations 1.1 has it."""
    total = (cash[0] - debts[0] + miss, total[1])
    (low, high), (less, more) = interval(*cash), interval(*debts)
    least, most = interval(*total)
    consistent = low - more <= most and least <= high - less
    facts = [
        fact(f"eg:{name}", str(one[0]), one[1]) for name, one in (("Assets", total), ("Cash", cash), ("Debts", debts))
    ]
    with TemporaryDirectory() as folder:
        assert (opened(check(Path(folder), imported(Path(folder), facts, SUMS))) == set()) == consistent


def test_a_weight_and_a_first_part_that_is_taken_away_are_written_as_relations_are_read(tmp_path: Path) -> None:
    facts = [fact("eg:Assets", "-4.5"), fact("eg:Debts", "7"), fact("eg:Cash", "5")]
    made = imported(tmp_path, facts, "eg:Assets,eg:Debts,-1\neg:Assets,eg:Cash,0.5\n")
    assert opened(check(tmp_path, made)) == set()
    at = "[at=2020-12-31]"
    relation = f"lei_EXAMPLE.eg_Assets{at} = -1 * lei_EXAMPLE.eg_Debts{at} + 0.5 * lei_EXAMPLE.eg_Cash{at}"
    assert relation in "".join(made.files["vocabulary.yaml"])


def test_rows_keep_what_was_reported(tmp_path: Path) -> None:
    (row,) = rows(imported(tmp_path, [fact("eg:Assets", "1230000", -3)]))
    assert row["value"] == "1230000 ± 500 USD"
    assert row["note"] == "reported as 1230000, decimals -3"
