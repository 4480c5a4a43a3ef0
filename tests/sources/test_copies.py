"""Who copies, by the errors that sources share; how it is told, and what it changes."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

import checker
from checker.report.options import Options
from checker.report.text import write
from checker.schemas import schema
from tests.sources.tables import Table, copies_in, files_of, right, wrong

ALL = range(20)
TRUE = right(*ALL)


def spoilt(*questions: int, way: int = 1) -> dict[int, int]:
    """All answers, wrong in some questions."""
    return {**TRUE, **wrong(*questions, way=way)}


THREE = {"Cato": TRUE, "Dora": TRUE, "Emil": TRUE}

CASES: tuple[tuple[str, Table, set[tuple[str, str]]], ...] = (
    ("three errors in common", {"Anna": spoilt(1, 2, 3), "Bert": spoilt(1, 2, 3), **THREE}, {("Anna", "Bert")}),
    ("two errors in common", {"Anna": spoilt(1, 2), "Bert": spoilt(1, 2), **THREE}, set()),
    (
        "the same questions wrong in other ways",
        {"Anna": spoilt(1, 2, 3), "Bert": spoilt(1, 2, 3, way=2), **THREE},
        set(),
    ),
    ("all is right in both", {"Anna": TRUE, "Bert": TRUE, **THREE}, set()),
    ("two sources alone", {"Anna": spoilt(1, 2, 3), "Bert": spoilt(1, 2, 3)}, set()),
    ("one other source only", {"Anna": spoilt(*ALL), "Bert": spoilt(*ALL), "Cato": TRUE}, set()),
    (
        "two against two that never differ",
        {"Anna": spoilt(1, 2, 3, 4), "Bert": spoilt(1, 2, 3, 4), "Cato": TRUE, "Dora": TRUE},
        set(),
    ),
    (
        "two against two that differ elsewhere",
        {
            "Anna": spoilt(1, 2, 3, 4),
            "Bert": spoilt(1, 2, 3, 4),
            "Cato": spoilt(10, 11, 12),
            "Dora": spoilt(13, 14, 15),
        },
        {("Anna", "Bert")},
    ),
    (
        "three against three",
        {**dict.fromkeys(("Anna", "Bert", "Carl"), spoilt(1, 2, 3)), **THREE},
        set(),
    ),
    (
        "a part of the rows, with errors of their own in others",
        {"Anna": spoilt(1, 2, 3, 4, 5, 6, 7), "Bert": spoilt(1, 2, 3, 4, 5, 6, 15), **THREE},
        {("Anna", "Bert")},
    ),
    (
        "three errors in common and ten apart",
        {"Anna": spoilt(1, 2, 3, 4, 5, 6, 7, 8), "Bert": spoilt(1, 2, 3, 15, 16, 17, 18, 19), **THREE},
        set(),
    ),
)


@pytest.mark.parametrize("label, table, expected", CASES, ids=[case[0] for case in CASES])
def test_who_copies(label: str, table: Table, expected: set[tuple[str, str]]) -> None:
    assert set(copies_in(table)) == expected, label


def test_a_chain_is_told_by_its_direct_links() -> None:
    table = {
        "Anna": spoilt(1, 2, 3, 4),
        "Bert": spoilt(1, 2, 3, 4, 5, 6, 7),
        "Carl": spoilt(1, 2, 3, 4, 5, 6, 7, 8),
        **dict.fromkeys(("Dora", "Emil", "Fred", "Gabi", "Hans"), TRUE),
    }
    found = copies_in(table, {"Anna": 2001, "Bert": 2002, "Carl": 2003})
    assert {pair: len(link.evidence.errors) for pair, link in found.items()} == {
        ("Anna", "Bert"): 4,
        ("Bert", "Carl"): 7,
    }
    assert all(link.directed for link in found.values())


def test_the_younger_one_copies_where_time_tells() -> None:
    table = {"Anna": spoilt(1, 2, 3), "Bert": spoilt(1, 2, 3), **THREE}
    assert [link.directed for link in copies_in(table).values()] == [False]
    assert list(copies_in(table, {"Anna": 2022, "Bert": 2021})) == [("Bert", "Anna")]


def test_a_source_that_copies_confirms_nothing() -> None:
    table = {"Anna": spoilt(1, 2, 3), "Bert": spoilt(1, 2, 3), **THREE}
    result = checker.check(files_of(table, Bert={"published": "2021-05-01"}), as_of="2026-01-01")
    (told,) = (finding for finding in result.findings if finding.rule == "copied-source")
    assert told.message == "Bert copies Anna, or both a third source (probability 99.7 %): they count as one"
    assert told.why == "3 errors in common, 0 of one of them alone; also the same are 17 that others give too"
    assert told.steps[0] == "question 1 · height: both 5008, 1007 by 3 others"
    assert (told.verdict, told.severity, len(told.steps)) == ("agreement", "info", 3)
    brief = "Bert copies Anna (probability 99.7 %, 3 errors in common)"
    one = next(one for one in result.disagreements if one.question.name == "q1.height")
    assert {p.value: (p.independent, p.documents) for p in one.positions} == {"1007": (3, 3), "5008": (1, 2)}
    assert one.copies == (brief,)
    agreement = next(f for f in result.agreements if f.key == "q1.height" and "5008" in f.message)
    assert agreement.why == f"one source, told more than once: anna + bert; {brief}"
    data = json.loads(result.to_json())
    Draft202012Validator(schema("findings")).validate(data)
    assert next(d["copies"] for d in data["disagreements"] if d["question"] == "q1.height") == [brief]
    text = write(result, Options())
    assert f"{told.message} ({told.id})" in text
    assert f"one source  {brief}" in text


def test_what_a_document_draws_on_is_said_once() -> None:
    table = {"Anna": spoilt(1, 2, 3), "Bert": spoilt(1, 2, 3), **THREE}
    result = checker.check(files_of(table, Bert={"draws_on": ["anna"]}), as_of="2026-01-01")
    assert not [finding for finding in result.findings if finding.rule == "copied-source"]
    one = next(one for one in result.disagreements if one.question.name == "q1.height")
    assert [position.independent for position in one.positions] == [3, 1]


def test_documents_of_one_publisher_are_one_source_anyway() -> None:
    table = {"Anna": spoilt(1, 2, 3), "Bert": spoilt(1, 2, 3), **THREE}
    result = checker.check(files_of(table, Bert={"publisher": "Anna"}), as_of="2026-01-01")
    assert not [finding for finding in result.findings if finding.rule == "copied-source"]


def test_a_way_to_put_figures_is_no_error() -> None:
    """Two sources give all in a unit of a thousandth of that of the others: nobody copied that."""
    thousands = {question: value * 1000 for question, value in TRUE.items()}
    result = checker.check(files_of({"Anna": thousands, "Bert": thousands, **THREE}), as_of="2026-01-01")
    rules = {finding.rule for finding in result.findings}
    assert "systematic-difference" in rules
    assert "copied-source" not in rules


def test_a_figure_that_fills_gaps_in_the_same_rows_is_an_error_in_common() -> None:
    """The third source alone proves nothing else; that figures are missing is seen without it."""
    rows = range(30)
    true = {row: 1000 + 37 * row for row in rows}
    gaps = {**true, **dict.fromkeys(range(12), 0)}
    third = {row: value + 1 if row > 25 else value for row, value in true.items()}
    result = checker.check(files_of({"Anna": gaps, "Bert": gaps, "Cato": third}), as_of="2026-01-01")
    told = [finding.key for finding in result.findings if finding.rule == "copied-source"]
    assert told == ["Anna, Bert"]
