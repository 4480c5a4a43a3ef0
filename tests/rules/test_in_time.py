"""What a property asks of claims of different times, and of how many there are, beyond the examples of the rules."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.boxes import normalise
from checker.literals.dates.days import day_number
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import Constraint, Entity, Property, Vocabulary
from checker.request import Request
from checker.rules import succession
from checker.rules.constraint import never_falls
from checker.rules.world import view
from checker.run import examine
from tests.conftest import Build
from tests.rules.test_constraints import NOW, of_rule, prop, run, told

ERROR, WARNING = [("contradiction", "error")], [("tension", "warning")]
NEVER_FALLS = prop("quantity", {"rule": "never-falls"}, kind="state")
NEVER_RISES = prop("quantity", {"rule": "never-rises"}, kind="state")
FALLING = {"rule": "never-falls"}


def at(time: str, value: str, **more: Any) -> dict[str, Any]:
    return {"as_of": time, "value": value, **more}


ONE_WAY = [
    ("lower a day later", NEVER_FALLS, [at("2020-01-01", "1,234"), at("2020-01-02", "1,233")], ERROR),
    ("the later document tells of the earlier day", NEVER_FALLS, [at("2021", "1,234"), at("2020", "1,133")], []),
    ("as high as before", NEVER_FALLS, [at("2020", "1,234"), at("2021", "1,234")], []),
    ("lower by what rounding takes", NEVER_FALLS, [at("2020", "1,234,000"), at("2021", "1,233,500")], []),
    ("over a figure that is higher", NEVER_FALLS, [at("2020", "1,234"), at("2021", "over 1,000")], []),
    ("under a figure that is lower", NEVER_FALLS, [at("2020", "1,234"), at("2021", "under 1,000")], ERROR),
    (
        "three figures, the middle one too high: with the last, and not with the first",
        NEVER_FALLS,
        [at("2019", "1,123"), at("2020", "9,123"), at("2021", "1,345")],
        ERROR,
    ),
    (
        "of two parts",
        NEVER_FALLS,
        [at("2020", "1,234", scope={"place": "north"}), at("2021", "1,133", scope={"place": "south"})],
        [],
    ),
    (
        "a stretch of time, and a later day in none of it",
        NEVER_FALLS,
        [{"during": "2001/2009", "value": "1,234"}, at("2011", "1,133")],
        ERROR,
    ),
    (
        "a stretch of time, and a day in it",
        NEVER_FALLS,
        [{"during": "2001/2009", "value": "1,234"}, at("2005", "1,133")],
        [],
    ),
    (
        "reported by two speakers",
        NEVER_FALLS,
        [at("2020", "1,234", said_by="ministry"), at("2021", "1,133", said_by="opposition")],
        [("reconciled", "info")],
    ),
    (
        "a deprecated figure",
        NEVER_FALLS,
        [at("2020", "1,234", rank="deprecated"), at("2021", "1,133")],
        [],
    ),
    (
        "what holds until it is replaced",
        prop("quantity", FALLING, kind="standing", unit="USD"),
        [
            {"during": "2019/..", "value": "exactly 12 USD", "published": "2019-06-01"},
            {"during": "2021/..", "value": "exactly 11 USD", "published": "2021-06-01"},
        ],
        ERROR,
    ),
    ("a day that moves to an earlier one", prop("date", FALLING, kind="state"),
     [at("2020", "2030"), at("2021", "2029")], ERROR),
    ("more is left", NEVER_RISES, [at("2020", "1,234"), at("2021", "1,345")], ERROR),
    ("less is left", NEVER_RISES, [at("2020", "1,345"), at("2021", "1,234")], []),
]  # fmt: skip
PEOPLE = {
    "north": {"label": "North"},
    "south": {"label": "South"},
    "ministry": {"label": "the Ministry"},
    "opposition": {"label": "the Opposition"},
}


@pytest.mark.parametrize(("declared", "claims", "expected"), [pytest.param(*case[1:], id=case[0]) for case in ONE_WAY])
def test_what_moves_one_way_only(build: Build, declared: dict, claims: list, expected: list) -> None:
    result = run(build, claims, {"it": declared}, PEOPLE)
    assert result.faults == ()
    assert told(result, declared["constraints"][0]["rule"]) == expected


def test_both_figures_and_by_how_much_are_told(build: Build) -> None:
    claims = [at("2020", "1,234 people"), at("2021", "1,133 people")]
    result = run(build, claims, {"it": {**NEVER_FALLS, "unit": "people"}})
    (finding,) = of_rule(result, "never-falls")
    assert finding.message == (
        "the thing · the property never falls: document-1 says 1,234 people for 2020, "
        "and later document-2 says 1,133 people for 2021"
    )
    assert finding.why == "it falls by 101 people at the least; mandatory for it"
    assert {one.reason for one in finding.explanations} == {
        "scope",
        "definition",
        "precision",
        "attribution",
        "revision",
    }


def test_a_newer_edition_may_correct_a_total_downwards(build: Build) -> None:
    documents = {
        "old": [at("2020", "1,234")],
        "new": [at("2021", "1,133", revises="old", published="2022-01-01")],
    }
    result = examine(Request(build(documents, {"it": NEVER_FALLS}), NOW))
    assert [(f.verdict, f.reasons) for f in of_rule(result, "never-falls")] == [("reconciled", ("revision",))]


def test_of_a_long_series_only_what_falls_is_compared(build: Build) -> None:
    """One figure is far too low: each earlier one that is higher is told beside it, and nothing else is."""
    claims = [at(f"{1500 + n}", f"{1001 + 2 * n}") for n in range(400)]
    claims[300] = at("1800", "1,009")
    found = of_rule(examine(Request(build({"document": claims}, {"it": NEVER_FALLS}), NOW)), "never-falls")
    assert [f.verdict for f in found] == ["contradiction"] * 295
    assert len(set.intersection(*(set(f.refs) for f in found))) == 1


def test_of_very_many_falls_not_all_are_told_and_never_clean(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(succession, "MOST_TOLD", 50)
    claims = [at(f"{1500 + n}", f"{9001 - 2 * n}") for n in range(30)]
    found = of_rule(examine(Request(build({"document": claims}, {"it": NEVER_FALLS}), NOW)), "never-falls")
    verdicts = [f.verdict for f in found]
    assert (verdicts.count("contradiction"), verdicts.count("unchecked")) == (50, 1)


STATUS = prop("text", {"rule": "final-value", "values": ["dead"]}, kind="state")
PLACE = prop("entity", {"rule": "final-value", "values": ["grave"]}, kind="state")
ALIVE = prop("boolean", {"rule": "final-value", "values": ["false"]}, kind="state")
FINAL = [
    ("alive on the day after", STATUS, [at("2010-05-01", "dead"), at("2010-05-02", "alive")], ERROR),
    ("alive in the same year", STATUS, [at("2010", "dead"), at("2010-05-02", "alive")], []),
    ("alive before", STATUS, [at("2010", "dead"), at("2009", "alive")], []),
    ("a third value, twice", STATUS, [at("2010", "dead"), at("2011", "ill"), at("2012", "ill")], ERROR * 2),
    ("in the grave, and later in a house", PLACE, [at("2010", "grave"), at("2011", "house")], ERROR),
    ("in the grave, and later in the yard around it", PLACE, [at("2010", "grave"), at("2011", "yard")], []),
    ("not so, and later so", ALIVE, [at("2010", "false"), at("2011", "true")], ERROR),
    ("so, and later not so", ALIVE, [at("2010", "true"), at("2011", "false")], []),
    ("only documents tell the order", STATUS, [{"value": "dead"}, {"value": "alive"}], WARNING),
    ("an earlier denial", STATUS, [at("2009", "dead", denies=True), at("2010", "dead")], []),
    ("a later denial of another value", STATUS, [at("2010", "dead"), at("2011", "ill", denies=True)], []),
]
PLACES = {"grave": {"label": "grave", "part_of": "yard"}, "yard": {"label": "yard"}, "house": {"label": "house"}}


@pytest.mark.parametrize(("declared", "claims", "expected"), [pytest.param(*case[1:], id=case[0]) for case in FINAL])
def test_what_is_reached_for_good(build: Build, declared: dict, claims: list, expected: list) -> None:
    result = run(build, claims, {"it": declared}, PLACES)
    assert result.faults == ()
    assert told(result, "final-value") == expected


MANY = {"kind": "state", "values": "many"}
TWO = prop("entity", {"rule": "value-count", "max": "2", "severity": "mandatory"}, **MANY)
DEPTHS = prop("quantity", {"rule": "value-count", "max": "2", "severity": "mandatory"}, **MANY)
BY_SORT = prop("text", {"rule": "value-count", "max": "1", "separators": ["definition"]}, **MANY)
COUNTS = [
    ("three at one time", TWO, [at("2010", name) for name in ("grave", "house", "hall")], ERROR),
    ("four at one time are told once", TWO, [at("2010", name) for name in ("grave", "house", "hall", "mill")], ERROR),
    ("two and a part of one of them", TWO, [at("2010", name) for name in ("grave", "house", "yard")], []),
    ("three, one of them later", TWO, [at("2010", "grave"), at("2010", "house"), at("2012", "hall")], []),
    ("three, of one of which nobody knows the month", TWO,
     [at("2010-01", "grave"), at("2010-01", "house"), at("2010", "hall")], WARNING),
    ("three figures", DEPTHS, [at("2010", figure) for figure in ("123", "234", "345")], ERROR),
    ("three figures, two of which can be one", DEPTHS, [at("2010", f) for f in ("123", "about 240", "about 250")], []),
    ("three figures, two of which are hardly one", DEPTHS,
     [at("2010", f) for f in ("123", "about 231", "about 264")], WARNING),
    ("by two definitions", BY_SORT, [at("2010", "Bonn", definition="a"), at("2010", "Rome", definition="b")], []),
]  # fmt: skip
MORE = {**PLACES, "hall": {"label": "hall"}, "mill": {"label": "mill"}}


@pytest.mark.parametrize(("declared", "claims", "expected"), [pytest.param(*case[1:], id=case[0]) for case in COUNTS])
def test_how_many_values_there_are(build: Build, declared: dict, claims: list, expected: list) -> None:
    result = run(build, claims, {"it": declared}, MORE)
    assert result.faults == ()
    assert told(result, "value-count") == expected


def needed(least: str, of: str) -> dict[str, Any]:
    return prop("quantity", {"rule": "claim-count", "min": least, "of": of})


SOURCES = [
    ("two claims of one document are two claims", needed("2", "claims"), {"a": [{"value": "5"}] * 2}, []),
    ("two claims of one document are one document", needed("2", "documents"), {"a": [{"value": "5"}] * 2}, WARNING),
    ("two documents", needed("2", "documents"), {"a": [{"value": "5"}], "b": [{"value": "6"}]}, []),
    ("two publishers where three are asked for", needed("3", "publishers"),
     {"a": [{"value": "5"}], "b": [{"value": "5"}]}, WARNING),
    ("nobody speaks of it", needed("2", "claims"), {"a": [{"value": "x", "property": "motto"}]}, []),
    ("a denial is no claim of it", needed("2", "claims"),
     {"a": [{"value": "5"}, {"value": "6", "denies": True}]}, WARNING),
]  # fmt: skip


@pytest.mark.parametrize(
    ("declared", "documents", "expected"), [pytest.param(*case[1:], id=case[0]) for case in SOURCES]
)
def test_how_many_must_say_so(build: Build, declared: dict, documents: dict, expected: list) -> None:
    result = examine(Request(build(documents, {"it": declared, "motto": prop("text")}), NOW))
    assert result.faults == ()
    assert told(result, "claim-count") == expected


UNUSABLE = [
    ("a constant never moves", prop("quantity", FALLING), "rule",
     "it is of kind constant, which never changes; write kind: state, or take this away"),
    ("one of several values", prop("quantity", FALLING, **MANY), "rule",
     "it has several values at one time; write values: single, or take this away"),
    ("a name does not fall", prop("text", FALLING, kind="state"), "rule",
     "never-falls is for properties of datatype date and quantity; it is of text; take it away"),
    ("final and never changing", prop("text", {"rule": "final-value", "values": ["dead"]}), "rule",
     "it is of kind constant, which never changes; write kind: state, or take this away"),
    ("a number of values in words", prop("text", {"rule": "value-count", "max": "two"}, **MANY), "max",
     'found "two", expected a whole number, at least 1; write it like 1'),
    ("no value at all", prop("text", {"rule": "value-count", "max": "0"}, **MANY), "max",
     'found "0", expected a whole number, at least 1; write it like 1'),
    ("a limit where one value holds anyway", prop("text", {"rule": "value-count", "max": "2"}), "rule",
     "it has one value at a time anyway; write values: many, or take this away"),
    ("one claim is always there", prop("text", {"rule": "claim-count", "min": "1"}), "min",
     'found "1", expected a whole number, at least 2; write it like 2'),
]  # fmt: skip


@pytest.mark.parametrize(("declared", "field", "message"), [pytest.param(*case[1:], id=case[0]) for case in UNUSABLE])
def test_what_cannot_be_used_is_a_fault_and_leaves_claims_unchecked(
    build: Build, declared: dict, field: str, message: str
) -> None:
    result = run(build, [{"value": "5"}], {"it": declared})
    (fault,) = result.faults
    assert (fault.code, fault.field, fault.message) == (
        "bad-constraint",
        f"properties.it.constraints[0].{field}",
        message,
    )
    assert [f.verdict for f in of_rule(result, declared["constraints"][0]["rule"])] == ["unchecked"]


# --- among many claims: what is left out of a long series falls nowhere

MARK = Mark("claims/a.yaml")
DOCUMENT = Document("a", "A", "P", "2020-01-01", mark=MARK)


@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(("", "about ", "over ", "under ")), st.integers(9, 14))))
def test_a_long_series_loses_no_fall(rows: list[tuple[int, str, int]]) -> None:
    declared = Constraint("never-falls", "it")
    words = Vocabulary(
        {"thing": Entity("thing", "thing")},
        {"it": Property("it", "it", "quantity", "state", constraints=(declared,))},
    )
    claims = [
        Claim(f"c{n}", DOCUMENT, "q", MARK, "thing", "it", f"{hedge}{figure}", as_of=f"200{year}")
        for n, (year, hedge, figure) in enumerate(rows)
    ]
    boxes, _ = normalise(claims, words)
    world = view(boxes, words, day_number(2026, 1, 1))
    found = {conflict.boxes for conflict in never_falls.check(declared, boxes, world)}
    (members,) = succession.series(boxes) if boxes else ([],)
    few = succession._moved(members, up=True)
    assert {box.ref for pair in found for box in pair} <= {box.ref for box in few}
