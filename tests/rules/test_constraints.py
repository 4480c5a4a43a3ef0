"""Constraints of the vocabulary: weight, exceptions, separators, time, precision, and what cannot be checked."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.literals.dates.days import day_number, month_length, shift_months
from checker.literals.literal import LiteralError
from checker.model.finding import Finding
from checker.model.interval import Interval
from checker.model.result import Result
from checker.model.value import exactly
from checker.model.vocabulary import Constraint, Datatype
from checker.readers.constraints import COMMON
from checker.readers.files.constraint import MODELS
from checker.readers.load import load
from checker.report.json import as_data
from checker.request import Request
from checker.rules.breaches import among, beyond, outside
from checker.rules.constraint.difference_within_range import SLACK_DAYS, duration, minus
from checker.rules.constraint.integer import holds_integer
from checker.rules.registry import RULES
from checker.rules.rule import Rule
from checker.run import examine

NOW = "2026-11-22"
DECLARED = tuple(rule for rule in RULES if rule.declared)


def prop(datatype: str, *constraints: dict, kind: str = "constant", **more: Any) -> dict[str, Any]:
    return {"label": "the property", "datatype": datatype, "kind": kind, "constraints": list(constraints), **more}


def run(build, claims: list[dict], properties: dict, entities: dict | None = None) -> Result:
    documents = {f"document-{number}": [claim] for number, claim in enumerate(claims, start=1)}
    return examine(Request(build(documents, properties, entities), NOW))


def of_rule(result: Result, rule: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule == rule]


def told(result: Result, rule: str) -> list[tuple[str, str]]:
    return [(finding.verdict, finding.severity) for finding in of_rule(result, rule)]


SHARE = {"rule": "value-range", "max": "100 %"}


@pytest.mark.parametrize(
    ("weight", "value", "expected"),
    [
        pytest.param("mandatory", "120 %", [("contradiction", "error")], id="surely outside, mandatory"),
        pytest.param("normal", "120 %", [("tension", "warning")], id="surely outside, normal"),
        pytest.param("suggestion", "120 %", [("tension", "info")], id="surely outside, suggestion"),
        pytest.param("mandatory", "about 108 %", [("tension", "warning")], id="only plausibly outside, mandatory"),
        pytest.param("suggestion", "about 108 %", [("tension", "info")], id="only plausibly outside, suggestion"),
        pytest.param("mandatory", "over 90 %", [], id="perhaps outside"),
        pytest.param("mandatory", "100 %", [], id="the limit itself"),
    ],
)
def test_the_weight_decides_how_grave_a_breach_is(build, weight: str, value: str, expected: list) -> None:
    properties = {"share": prop("quantity", {**SHARE, "severity": weight}, unit="%")}
    assert told(run(build, [{"value": value}], properties), "value-range") == expected


def test_weight_normal_is_the_default(build) -> None:
    result = run(build, [{"value": "120 %"}], {"share": prop("quantity", SHARE, unit="%")})
    assert told(result, "value-range") == [("tension", "warning")]


ABSENT = [
    pytest.param({"rule": "requires-claim", "property": "other"}, "entity", id="a claim is required"),
    pytest.param(
        {"rule": "value-requires-claim", "property": "other"}, "entity", id="a claim of the value is required"
    ),
    pytest.param({"rule": "inverse", "property": "other"}, "entity", id="nothing leads back"),
    pytest.param({"rule": "symmetric"}, "entity", id="only one side is told"),
    pytest.param({"rule": "several-values"}, "entity", id="only one value is told"),
]


@pytest.mark.parametrize(("constraint", "datatype"), ABSENT)
@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        ("mandatory", ("contradiction", "error")),
        ("normal", ("tension", "warning")),
        ("suggestion", ("tension", "info")),
    ],
)
def test_what_no_claim_says_is_a_gap_and_grave_only_where_mandatory(
    build, constraint: dict, datatype: str, weight: str, expected: tuple[str, str]
) -> None:
    properties = {
        "link": prop(datatype, {**constraint, "severity": weight}, values="many"),
        "other": prop("entity", values="many"),
    }
    result = run(build, [{"value": "land"}], properties, {"land": {"label": "Land"}})
    assert told(result, constraint["rule"]) == [expected]
    assert "no claim says" in of_rule(result, constraint["rule"])[0].message


def test_the_reason_of_a_constraint_is_shown(build) -> None:
    result = run(
        build,
        [{"value": "120 %"}],
        {"share": prop("quantity", {**SHARE, "because": "a part is no more than its whole"}, unit="%")},
    )
    (finding,) = of_rule(result, "value-range")
    assert "because a part is no more than its whole" in finding.message
    assert "normal for share" in finding.why


def test_the_message_tells_what_was_read_and_what_the_limits_are(build) -> None:
    (finding,) = of_rule(run(build, [{"value": "120 %"}], {"share": prop("quantity", SHARE, unit="%")}), "value-range")
    assert finding.message == "the thing · the property: document-1 says 120 %, which is out of range"
    assert finding.why.startswith("read at the widest it is 115 to less than 130 %; the range is at most 100 %")


# --- exceptions


def test_an_exception_covers_its_subject_only(build) -> None:
    exceptions = [{"subject": "thing", "because": "it is counted twice"}]
    properties = {"share": prop("quantity", {**SHARE, "exceptions": exceptions}, unit="%")}
    claims = [{"value": "120 %"}, {"subject": "other", "value": "130 %"}]
    result = run(build, claims, properties, {"other": {"label": "other"}})
    assert [finding.claims[0].subject for finding in of_rule(result, "value-range")] == ["other"]
    assert result.faults == ()


def test_an_exception_that_nothing_needs_is_a_fault_at_its_place(build) -> None:
    exceptions = [{"subject": "thing", "because": "it is counted twice"}]
    result = run(build, [{"value": "20 %"}], {"share": prop("quantity", {**SHARE, "exceptions": exceptions}, unit="%")})
    assert [(fault.code, fault.field) for fault in result.faults] == [
        ("unused-exception", "properties.share.constraints[0].exceptions[0].subject")
    ]


def test_an_exception_is_not_called_needless_where_a_claim_was_lost(build) -> None:
    exceptions = [{"subject": "thing", "because": "it is counted twice"}]
    properties = {"share": prop("quantity", {**SHARE, "exceptions": exceptions}, unit="%")}
    result = run(build, [{"value": "20 %"}, {"subject": "nobody", "value": "20 %"}], properties)
    assert {fault.code for fault in result.faults} == {"unknown-entity"}


def test_an_exception_without_a_reason_is_a_fault(build) -> None:
    root = build({}, {"share": prop("quantity", {**SHARE, "exceptions": [{"subject": "thing"}]}, unit="%")})
    assert [fault.code for fault in load(root).faults] == ["missing-field"]


# --- separators and time


SEATED: dict[str, Any] = {"kind": "state", "values": "many"}
BONN, BERLIN = {"value": "Bonn"}, {"value": "Berlin"}


@pytest.mark.parametrize(
    ("separator", "one", "other", "expected"),
    [
        pytest.param(
            "definition", {"definition": "of state"}, {"definition": "of government"}, [], id="two definitions"
        ),
        pytest.param(
            "definition",
            {"definition": "of state"},
            {"definition": "Of State."},
            ["contradiction"],
            id="one definition",
        ),
        pytest.param("definition", {"definition": "of state"}, {}, ["tension"], id="only one states its definition"),
        pytest.param("definition", {}, {}, ["contradiction"], id="neither states a definition"),
        pytest.param("said_by", {"said_by": "north"}, {"said_by": "south"}, [], id="two speakers"),
        pytest.param("said_by", {"said_by": "north"}, {}, [], id="a speaker and the document itself"),
        pytest.param("said_by", {"said_by": "north"}, {"said_by": "north"}, ["contradiction"], id="one speaker"),
        pytest.param("place", {"scope": {"place": "north"}}, {"scope": {"place": "south"}}, [], id="two places"),
        pytest.param("place", {"scope": {"place": "north"}}, {}, [], id="a place and the whole"),
        pytest.param(
            "definition",
            {"scope": {"place": "north"}},
            {"scope": {"place": "south"}},
            [],
            id="two places, which are no separator, and two all the same",
        ),
    ],
)
def test_a_separator_makes_two_values_compatible(build, separator, one, other, expected) -> None:
    constraint = {"rule": "single-value", "separators": [separator], "severity": "mandatory"}
    claims = [{**BONN, "as_of": "1995", **one}, {**BERLIN, "as_of": "1995", **other}]
    entities = {"north": {"label": "North"}, "south": {"label": "South"}}
    found = told(run(build, claims, {"seat": prop("text", constraint, **SEATED)}, entities), "single-value")
    assert [verdict for verdict, _ in found] == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({"as_of": "1995"}, {"as_of": "1995"}, ["contradiction"], id="one year"),
        pytest.param({"during": "1990/1999"}, {"as_of": "1995"}, ["contradiction"], id="a year within a stretch"),
        pytest.param(
            {"as_of": "1995"}, {"as_of": "1995-05"}, ["tension"], id="a month that may not be the moment of the year"
        ),
        pytest.param({"as_of": "1995"}, {"as_of": "1996"}, [], id="two years"),
        pytest.param({"during": "1990/1994"}, {"during": "1995/1999"}, [], id="two stretches"),
        pytest.param({}, {}, [], id="each at its document's date"),
    ],
)
@pytest.mark.parametrize(
    "rule",
    [
        pytest.param({"rule": "single-value"}, id="single-value"),
        pytest.param({"rule": "distinct-values"}, id="distinct-values"),
        pytest.param({"rule": "conflicts-with", "property": "second"}, id="conflicts-with"),
        pytest.param({"rule": "inverse", "property": "back"}, id="inverse"),
    ],
)
def test_claims_clash_only_where_their_times_meet(build, rule: dict, one: dict, other: dict, expected: list) -> None:
    strict = {**rule, "severity": "mandatory"}
    land, town = {"label": "Land"}, {"label": "Town"}
    properties = {"first": prop("entity", strict, kind="state", values="many"), "second": prop("text", kind="state")}
    properties["back"] = prop("entity", kind="state")
    second = {
        "single-value": {"value": "town"},
        "distinct-values": {"subject": "town", "value": "land"},
        "conflicts-with": {"property": "second", "value": "x"},
        "inverse": {"subject": "land", "property": "back", "value": "town"},
    }[rule["rule"]]
    result = run(build, [{"value": "land", **one}, {**second, **other}], properties, {"land": land, "town": town})
    pairs = [f.verdict for f in of_rule(result, rule["rule"]) if len(f.claims) == 2]
    assert pairs == expected


def test_a_stated_date_may_separate_what_never_changes(build) -> None:
    constraint = {"rule": "single-value", "separators": ["as_of"], "severity": "mandatory"}
    claims = [{**BONN, "as_of": "1990"}, {**BERLIN, "as_of": "1999"}, {**BERLIN}]
    result = run(build, claims, {"seat": prop("text", constraint, kind="constant", values="many")})
    assert told(result, "single-value") == [("tension", "warning")], "only the claim without a date may clash"


def test_a_property_of_single_value_is_not_told_twice(build) -> None:
    claims = [{**BONN, "as_of": "1995"}, {**BERLIN, "as_of": "1995"}]
    result = run(build, claims, {"seat": prop("text", kind="state")})
    assert [finding.rule for finding in result.findings] == ["category-conflict"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("single-value", ["reconciled"]), ("single-best-value", [])],
    ids=["any value", "the best value"],
)
def test_a_deprecated_claim_is_explained_or_left_out(build, rule: str, expected: list[str]) -> None:
    claims = [{**BONN, "as_of": "1995", "rank": "deprecated"}, {**BERLIN, "as_of": "1995"}]
    result = run(build, claims, {"seat": prop("text", {"rule": rule}, **SEATED)})
    assert [finding.verdict for finding in of_rule(result, rule)] == expected


def test_a_reported_speaker_explains_a_breach_between_claims(build) -> None:
    serial = prop("text", {"rule": "distinct-values", "severity": "mandatory"})
    claims = [{"value": "A-7", "said_by": "other"}, {"subject": "other", "value": "A-7"}]
    (finding,) = of_rule(run(build, claims, {"serial": serial}, {"other": {"label": "other"}}), "distinct-values")
    assert (finding.verdict, finding.reasons) == ("reconciled", ("attribution",))


def test_a_constraint_of_a_general_sense_holds_for_the_special_one(build) -> None:
    properties = {
        "share": prop("quantity", SHARE, unit="%"),
        "net-share": {**prop("quantity", unit="%"), "is_a": "share"},
    }
    result = run(build, [{"property": "net-share", "value": "120 %"}], properties)
    assert told(result, "value-range") == [("tension", "warning")]


def test_the_end_of_an_interval_is_held_to_the_constraints_of_its_date(build) -> None:
    properties = {
        "run": {**prop("interval", kind="event"), "start": "opened"},
        "opened": prop(
            "date",
            {"rule": "value-range", "min": "1850"},
            {"rule": "mandatory-qualifier", "qualifiers": ["time"]},
            kind="event",
        ),
    }
    result = run(build, [{"value": "1840/1890"}], properties)
    assert told(result, "value-range") == [("tension", "warning")]
    assert told(result, "mandatory-qualifier") == [], "the claim is made with another property"


# --- what cannot be checked


UNCHECKED = [
    pytest.param(
        prop("text", {"rule": "value-format", "pattern": "(["}),
        [{"value": "x"}],
        "value-format",
        True,
        id="a pattern that is none",
    ),
    pytest.param(
        prop("quantity", {"rule": "value-range", "min": "many"}),
        [{"value": "5"}],
        "value-range",
        True,
        id="a limit that is none",
    ),
    pytest.param(
        prop("text", {"rule": "integer"}), [{"value": "x"}], "integer", True, id="a rule for another datatype"
    ),
    pytest.param(
        prop("text", {"rule": "single-value"}), [{"value": "x"}], "single-value", True, id="one value is the default"
    ),
]


@pytest.mark.parametrize(("declared", "claims", "rule", "faulty"), UNCHECKED)
def test_what_cannot_be_checked_is_told_and_never_clean(build, declared, claims, rule: str, faulty: bool) -> None:
    properties = {"it": declared, "life": {"label": "life", "datatype": "interval", "kind": "event"}}
    result = run(build, claims, properties, {"other": {"label": "other", "type": "person"}})
    found = of_rule(result, rule)
    assert {finding.verdict for finding in found} == {"unchecked"}
    assert [fault.code for fault in result.faults] == (["bad-constraint"] if faulty else [])
    assert not result.complete


EXCEPT_THING = {"subject": "thing", "because": "it is so"}
TAUGHT = {"rule": "contemporary", "lifetimes": ["life"]}
MASTER, LIFE = {"value": "master"}, {"property": "life", "value": "1901/1970"}
OF_MASTER = {"subject": "master", "property": "life", "value": "1871/1920"}


@pytest.mark.parametrize(
    ("declared", "claims", "unknown"),
    [
        pytest.param(prop("entity", TAUGHT), [MASTER, MASTER, LIFE], 2, id="no claim says when the master lived"),
        pytest.param(prop("entity", TAUGHT), [MASTER, OF_MASTER], 1, id="no claim says when the subject was there"),
        pytest.param(prop("entity", TAUGHT), [MASTER], 1, id="neither lifetime is known, and it counts once"),
        pytest.param(prop("entity", TAUGHT), [MASTER, LIFE, OF_MASTER], 0, id="both lifetimes are known"),
        pytest.param(
            prop("text", {"rule": "subject-type", "types": ["place"]}), [{"value": "x"}], 1, id="a subject without type"
        ),
        pytest.param(
            prop("entity", {"rule": "value-type", "types": ["place"]}), [MASTER], 1, id="a value without a type"
        ),
        pytest.param(
            prop("entity", {"rule": "value-type", "types": ["place"], "exceptions": [EXCEPT_THING]}),
            [MASTER],
            0,
            id="an exempt subject lacks nothing",
        ),
    ],
)
def test_what_nobody_says_is_counted_and_no_finding(build, declared, claims, unknown: int) -> None:
    """Files say what documents say: an open world leaves a constraint unknown, which is no fault of a run."""
    properties = {"it": declared, "life": {"label": "life", "datatype": "interval", "kind": "event"}}
    result = run(build, claims, properties, {"master": {"label": "the Master"}})
    assert (result.of("contradiction", "tension", "unchecked"), result.faults, result.complete) == ((), (), True)
    assert len(result.coverage.unknown) == unknown
    assert as_data(result)["coverage"]["unknown"] == unknown


def test_a_rule_that_fails_leaves_its_claims_unchecked(build, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*_: Any) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("checker.rules.constraint.value_range.beyond", explode)
    result = run(build, [{"value": "120 %"}], {"share": prop("quantity", SHARE, unit="%")})
    assert told(result, "value-range") == [("unchecked", "warning")]


def test_many_equal_values_are_not_compared_without_end(build) -> None:
    count = 300
    entities = {f"thing-{number}": {"label": f"thing {number}"} for number in range(count)}
    claims = [{"subject": name, "value": "A-7"} for name in entities]
    result = examine(
        Request(build({"document": claims}, {"serial": prop("text", {"rule": "distinct-values"})}, entities), NOW)
    )
    verdicts = [finding.verdict for finding in of_rule(result, "distinct-values")]
    assert verdicts.count("unchecked") == 1
    assert verdicts.count("tension") == count - 1


@pytest.mark.parametrize(
    "constraint",
    [
        {"rule": "conflicts-with", "property": "second"},
        {"rule": "difference-within-range", "property": "second", "min": "1"},
    ],
    ids=lambda constraint: constraint["rule"],
)
def test_two_long_lists_of_claims_are_not_crossed_without_end(build, constraint: dict) -> None:
    count = 250
    properties = {"first": prop("quantity", constraint, values="many"), "second": prop("quantity", values="many")}
    claims = [{"property": name, "value": "5"} for name in properties for _ in range(count)]
    result = examine(Request(build({"document": claims}, properties), NOW))
    verdicts = [finding.verdict for finding in of_rule(result, constraint["rule"])]
    assert verdicts.count("unchecked") == 1
    assert verdicts.count("tension") == 2 * count


def test_findings_of_two_constraints_of_one_rule_have_names_of_their_own(build) -> None:
    needs = [{"rule": "requires-claim", "property": name} for name in ("opened", "owner")]
    properties = {"closed": prop("text", *needs), "opened": prop("text"), "owner": prop("text")}
    both = {f.id for f in of_rule(run(build, [{"value": "x"}], properties), "requires-claim")}
    properties["closed"] = prop("text", needs[1])
    (one,) = of_rule(run(build, [{"value": "x"}], properties), "requires-claim")
    assert len(both) == 2
    assert one.id in both


def test_denials_and_deprecated_claims_break_nothing(build) -> None:
    properties = {"share": prop("quantity", SHARE, unit="%")}
    claims = [{"value": "120 %", "denies": True}, {"value": "130 %", "rank": "deprecated"}]
    assert told(run(build, claims, properties), "value-range") == []


def test_now_is_the_pinned_date(build) -> None:
    properties = {"built": prop("date", {"rule": "value-range", "max": "now"}, kind="event")}
    root = build({"document": [{"value": "2020-06-01"}]}, properties)
    found = [len(of_rule(examine(Request(root, day)), "value-range")) for day in ("2020-05-31", "2020-06-01")]
    assert found == [1, 0]


# --- the models, the rules and the documentation know one another


def test_each_rule_that_is_declared_has_a_model_and_each_model_a_rule() -> None:
    assert sorted(MODELS) == sorted(rule.id for rule in DECLARED)


@pytest.mark.parametrize("rule", DECLARED, ids=lambda rule: rule.id)
def test_a_rule_that_is_declared_names_its_model_and_its_source(rule: Rule) -> None:
    assert "Source: Wikibase," in rule.doc or "Wikibase has no such type" in rule.doc
    assert rule.declared is not None
    assert rule.declared.datatypes <= set(get_args(Datatype))


@pytest.mark.parametrize("rule", DECLARED, ids=lambda rule: rule.id)
def test_every_parameter_of_a_model_is_read_by_its_rule(rule: Rule) -> None:
    """A parameter that the sources of the rules never ask for would be accepted and do nothing."""
    sources = "".join(path.read_text("utf-8") for path in Path(checker.__file__).parent.joinpath("rules").rglob("*.py"))
    for name in set(MODELS[rule.id].model_fields) - COMMON:
        assert f'text("{name}")' in sources or f'texts("{name}")' in sources, name


# --- laws


NUMBERS = st.fractions(min_value=-50, max_value=50, max_denominator=6)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    lo, hi = sorted((draw(NUMBERS), draw(NUMBERS)))
    if lo == hi:
        return Interval(lo, hi)
    return Interval(lo, hi, draw(st.booleans()), draw(st.booleans()))


@given(intervals(), intervals(), NUMBERS, NUMBERS)
def test_the_difference_of_two_ranges_holds_just_the_differences(
    a: Interval, b: Interval, x: Fraction, y: Fraction
) -> None:
    difference = minus(exactly(a), exactly(b)).possible
    if x in a and y in b:
        assert x - y in difference
    assert difference.width == a.width + b.width


@given(intervals(), st.integers(-50, 50))
def test_a_range_that_holds_a_whole_number_is_said_to(interval: Interval, number: int) -> None:
    inside = any(n in interval for n in range(-51, 52))
    assert holds_integer(interval) == inside
    assert number not in interval or holds_integer(interval)


@given(intervals(), st.lists(intervals(), min_size=1, max_size=4))
def test_a_value_is_never_both_listed_and_not(value: Interval, listed: list[Interval]) -> None:
    values = [exactly(one) for one in listed]
    assert not (outside(exactly(value), values) and among(exactly(value), values))


@given(intervals(), intervals())
def test_a_value_that_touches_the_limits_is_not_beyond_them(value: Interval, limit: Interval) -> None:
    assert (beyond(exactly(value), limit) is None) == value.overlaps(limit)


@given(st.integers(1, 4000), st.integers(1, 12), st.integers(1, 31), st.integers(1, 4800))
def test_no_count_of_calendar_months_is_outside_its_duration(year: int, month: int, day: int, months: int) -> None:
    start = day_number(year, month, min(day, month_length(year, month)))
    assert shift_months(start, months) - start in duration(f"{months} months")
    assert SLACK_DAYS < 28, "a month more or less is told apart"


@pytest.mark.parametrize("words", ["5", "5 km", "soon", "18 light-years"])
def test_a_length_of_time_needs_a_unit_of_time(words: str) -> None:
    with pytest.raises(LiteralError):
        duration(words)


def test_parameters_are_found_by_name() -> None:
    constraint = Constraint("one-of", "x", (("pattern", ("a",)), ("values", ("b", "c"))))
    assert constraint.texts("values") == ("b", "c")
    assert constraint.text("pattern") == "a"
    assert (constraint.text("min"), constraint.texts("min")) == ("", ())
