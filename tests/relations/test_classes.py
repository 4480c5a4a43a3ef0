"""What one line of the vocabulary says of all subjects of a type, or of all members of a scope dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.literals.literal import LiteralError
from checker.model.result import Result
from checker.readers.load import load
from checker.relations.elements import read_relations
from checker.relations.grammar import parse
from checker.relations.printing import print_relation
from checker.request import Request
from checker.run import examine
from tests.conftest import Build

NOW = "2026-11-22"
AMOUNT = {"datatype": "quantity", "kind": "constant", "unit": "USD"}
HEADS = {"datatype": "quantity", "kind": "constant", "exact": True}
DATE = {"datatype": "date", "kind": "event"}
PROPERTIES: dict[str, dict[str, Any]] = {
    **{name: {"label": name, **AMOUNT} for name in ("profit", "revenue", "cost", "wages", "rate")},
    "sales": {"label": "sales", **AMOUNT, "kind": "state"},
    **{name: {"label": name, **HEADS} for name in ("total", "men", "women")},
    **{name: {"label": name, **DATE} for name in ("founded", "listed", "sold")},
    "life": {"label": "life", "datatype": "interval", "kind": "event"},
    "owner": {"label": "owner", "datatype": "entity", "kind": "state"},
}
ENTITIES: dict[str, dict[str, Any]] = {
    "acme": {"label": "Acme", "type": "company"},
    "bank": {"label": "the Bank", "type": "banks"},
    "banks": {"label": "banks", "part_of": "company"},
    "club": {"label": "the Club", "type": "club"},
    "home": {"label": "the home"},
    "company": {"label": "company"},
    "state": {"label": "the State", "type": "place"},
    "north": {"label": "North", "type": "place", "part_of": "state"},
    "south": {"label": "South", "type": "place", "part_of": "state"},
}
SCOPES = {"region": "region", "place": "place", "sort": "sort"}
PROFIT = ("profit = revenue - cost", "company")


def of(subject: str, property: str, value: str, **more: Any) -> dict[str, Any]:
    return {"subject": subject, "property": property, "value": value, **more}


def sums(subject: str, profit: int, revenue: int, cost: int, **more: Any) -> list[dict[str, Any]]:
    figures = {"profit": profit, "revenue": revenue, "cost": cost}
    return [of(subject, name, f"exactly {figure} USD", **more) for name, figure in figures.items()]


def in_place(place: str, **figures: int) -> list[dict[str, Any]]:
    return [of("state", name, str(figure), scope={"region": place}) for name, figure in figures.items()]


def run(build: Build, relations: Sequence[tuple[str, str]], claims: Sequence[Mapping[str, Any]], **more: Any) -> Result:
    lines = [
        {"relation": text, "because": "it is so", **({"for_each": each} if each else {})} for text, each in relations
    ]
    documents = {f"document-{number}": [claim] for number, claim in enumerate(claims, start=1)}
    entities = more.pop("entities", ENTITIES)
    return examine(Request(build(documents, PROPERTIES, entities, scopes=SCOPES, relations=lines, **more), NOW))


def told(result: Result) -> list[tuple[str, tuple[str, ...]]]:
    assert result.faults == ()
    return [(f.verdict, f.reasons) for f in result.findings if f.rule == "joint-conflict"]


CONTRADICTION = [("contradiction", ())]
TENSION = [("tension", ())]
CASES: list[tuple[str, list[tuple[str, str]], list[dict[str, Any]], list[tuple[str, tuple[str, ...]]]]] = [
    ("a company whose profit is not what is left", [PROFIT], sums("acme", 12, 100, 80), CONTRADICTION),
    ("a company whose profit is what is left", [PROFIT], sums("acme", 20, 100, 80), []),
    ("a subject of another type", [PROFIT], sums("club", 12, 100, 80), []),
    ("a subject without a type", [PROFIT], sums("home", 12, 100, 80), []),
    ("any subject, with a type or without", [(PROFIT[0], "subject")], sums("home", 12, 100, 80), CONTRADICTION),
    ("a subject of a type that is part of the type", [PROFIT], sums("bank", 12, 100, 80), CONTRADICTION),
    ("two companies, each by itself", [PROFIT], [*sums("acme", 20, 100, 80), *sums("bank", 1, 2, 2)], CONTRADICTION),
    (
        "the figures of two companies do not make one sum",
        [PROFIT],
        [*sums("acme", 12, 100, 80)[:2], sums("bank", 12, 100, 80)[2]],
        [],
    ),
    (
        "the scope of claims carries over",
        [PROFIT],
        sums("acme", 12, 100, 80, scope={"region": "north"}),
        CONTRADICTION,
    ),
    (
        "figures of two scopes do not make one sum",
        [PROFIT],
        [*sums("acme", 12, 100, 80, scope={"region": "north"})[:2], sums("acme", 12, 100, 80)[2]],
        [],
    ),
    (
        "figures of two years do not make one sum",
        [("sales <= revenue", "company"), ("revenue <= sales", "company")],
        [of("acme", "sales", "exactly 5 USD", as_of="2001"), of("acme", "sales", "exactly 7 USD", as_of="2002")],
        [],
    ),
    (
        "a deprecated claim takes no part",
        [PROFIT],
        [*sums("acme", 12, 100, 80)[:2], of("acme", "cost", "exactly 80 USD", rank="deprecated")],
        [],
    ),
    (
        "a bound on one quantity of each",
        [("wages is at least 10 USD", "company")],
        [of("acme", "wages", "exactly 9 USD")],
        CONTRADICTION,
    ),
    (
        "a quantity of each against one of a single subject",
        [("wages <= club.rate", "company")],
        [of("acme", "wages", "exactly 9 USD"), of("club", "rate", "exactly 7 USD")],
        CONTRADICTION,
    ),
    (
        "two lines through a quantity that nobody states",
        [("profit <= revenue", "company"), ("revenue <= wages", "company")],
        [of("acme", "profit", "exactly 9 USD"), of("acme", "wages", "exactly 7 USD")],
        CONTRADICTION,
    ),
    (
        "a line of which no claim speaks, between two of which claims do",
        [("profit <= revenue", "company"), ("revenue <= wages", "company"), ("wages <= cost", "company")],
        [of("acme", "profit", "exactly 9 USD"), of("acme", "cost", "exactly 7 USD")],
        CONTRADICTION,
    ),
    (
        "men and women of each region",
        [("total = men + women", "region")],
        in_place("north", total=100, men=51, women=51),
        CONTRADICTION,
    ),
    (
        "men of one region and women of another",
        [("total = men + women", "region")],
        [*in_place("north", total=100, men=51), *in_place("south", women=51)],
        [],
    ),
    (
        "what names no region is none of its members",
        [("total = men + women", "region")],
        [of("state", "total", "100"), of("state", "men", "51"), of("state", "women", "51")],
        [],
    ),
    (
        "an order between two members of a scope",
        [("total[sort=north] is at most total[sort=state]", "subject")],
        [of("acme", "total", "9", scope={"sort": "north"}), of("acme", "total", "7", scope={"sort": "state"})],
        CONTRADICTION,
    ),
    (
        "an order between two members of a scope, within another one",
        [("total[sort=north] is at most total[sort=state]", "subject")],
        [
            of("acme", "total", "9", scope={"sort": "north", "region": "south"}),
            of("acme", "total", "7", scope={"sort": "state", "region": "south"}),
        ],
        CONTRADICTION,
    ),
    (
        "each place as the subject of claims",
        [("total = men + women", "type place")],
        [of("north", "total", "100"), of("north", "men", "51"), of("north", "women", "51")],
        CONTRADICTION,
    ),
    (
        "each place as a scope",
        [("total = men + women", "scope place")],
        [
            of("acme", name, figure, scope={"place": "north"})
            for name, figure in (("total", "9"), ("men", "5"), ("women", "5"))
        ],
        CONTRADICTION,
    ),
    (
        "a strict order, a year too early",
        [("founded before listed", "subject")],
        [of("acme", "founded", "1952"), of("acme", "listed", "1951")],
        CONTRADICTION,
    ),
    (
        "a strict order, on one day",
        [("founded before listed", "subject")],
        [of("acme", "founded", "1951-09-08"), of("acme", "listed", "1951-09-08")],
        TENSION,
    ),
    (
        "a strict order, in one year",
        [("founded before listed", "subject")],
        [of("acme", "founded", "1951"), of("acme", "listed", "1951")],
        [],
    ),
    (
        "an end of an interval of each",
        [("life.end before sold", "company")],
        [of("acme", "life", "1901/1950"), of("acme", "sold", "1949")],
        CONTRADICTION,
    ),
    (
        "a date within an interval of each",
        [("sold during life", "company")],
        [of("acme", "life", "1901/1950"), of("acme", "sold", "1955")],
        CONTRADICTION,
    ),
]


@pytest.mark.parametrize(("relations", "claims", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_what_holds_for_each(build: Build, relations: list, claims: list, expected: list) -> None:
    assert told(run(build, relations, claims)) == expected


def test_a_finding_says_of_whom_and_where_the_line_holds(build: Build) -> None:
    (finding,) = run(build, [PROFIT], sums("acme", 12, 100, 80, scope={"region": "north"})).of("contradiction")
    assert "Acme (North): it is so" in finding.steps
    assert "so Acme · cost · North is 88 USD" in finding.steps


def test_what_holds_for_each_is_told_as_a_check_that_was_made(build: Build) -> None:
    (finding,) = (f for f in run(build, [PROFIT], sums("acme", 20, 100, 80)).findings if f.rule == "relation-holds")
    assert (finding.verdict, len(finding.claims)) == ("agreement", 3)
    assert finding.message.startswith("Acme: it is so: ")


FAULTS = [
    (
        "a type that nobody is of",
        "profit = revenue",
        "compny",
        0,
        "no entity is of type `compny`, and no scope dimension is called so; did you mean company?",
    ),
    (
        "a type and a dimension of one name",
        "total = men",
        "place",
        0,
        (
            "`place` is a type of entities and a scope dimension; write `type place` where each is the "
            "subject of claims, `scope place` where each is a scope"
        ),
    ),
    (
        "a property misspelled",
        "proft = revenue - cost",
        "company",
        0,
        "`proft` is no property; did you mean profit?",
    ),
    (
        "a property misspelled on the right",
        "profit = revenue - csot",
        "company",
        19,
        "`csot` is no property; did you mean cost?",
    ),
    (
        "the type before a property",
        "company.profit = revenue",
        "type company",
        0,
        "`for_each` says already of which company; write profit alone",
    ),
    (
        "a number beside a property",
        "profit = 2 cost",
        "company",
        11,
        "found `cost` right after a quantity, expected the end of the relation; write an operator between the two",
    ),
    (
        "no property of each",
        "acme.profit = acme.revenue",
        "company",
        0,
        (
            "no property stands alone here, so that it says nothing of each company; leave the subject out, "
            "as in profit = revenue - cost, or take for_each away"
        ),
    ),
    (
        "another subject's, of each region or of the whole",
        "total <= acme.men",
        "region",
        9,
        (
            "`acme.men` may be that of each region or that of the whole; leave the subject out, or name the "
            "member in brackets, [region=x]"
        ),
    ),
    (
        "quantities that do not compare",
        "profit = founded",
        "company",
        9,
        (
            "found a quantity in `USD` on the left of `=` and a date on the right; dates compare with "
            "dates; the length of time between two dates is their difference"
        ),
    ),
    (
        "a scope that is none",
        "total[regoin=north] = men",
        "subject",
        6,
        "`regoin` is no scope dimension; did you mean region?",
    ),
    (
        "what is no quantity",
        "owner = 5 USD",
        "company",
        0,
        (
            "`owner` is an entity, a relation ties quantities and dates; state it in a claim with subject, "
            "property and value"
        ),
    ),
    (
        "a property alone where the relation is of no type",
        "profit = revenue - cost",
        "",
        0,
        (
            "found the property `profit` alone; name whose it is, as in subject.profit; "
            "or say for_each, with the type of the subjects that it holds for"
        ),
    ),
]


@pytest.mark.parametrize(("text", "each", "offset", "message"), [pytest.param(*f[1:], id=f[0]) for f in FAULTS])
def test_a_mistake_is_told_at_its_column(build: Build, text: str, each: str, offset: int, message: str) -> None:
    result = run(build, [(text, each)], [])
    (fault,) = result.faults
    assert (fault.code, fault.message) == ("bad-relation", message)
    line = build_text(result, fault.mark.file)[fault.mark.line - 1]
    wanted = text[offset:] if fault.field == "relations[0].relation" else each
    assert line[fault.mark.column - 1 :].lstrip('"').startswith(wanted[:4])


def build_text(result: Result, file: str) -> Sequence[str]:
    return result.corpus.sources[file]


@pytest.mark.parametrize(
    "text",
    [
        "profit = revenue - cost",
        "total[sort=north] is at most 2 * total[sort=state]",
        "majority of total < 40",
        "life.end = founded + 60 years",
        "sold during life",
        "listed within 2 years of founded",
        "wages <= club.rate",
        "profit = revenue - 12 USD",
    ],
)
def test_what_holds_for_each_is_printed_as_it_is_read(build: Build, text: str) -> None:
    words = load(build({}, PROPERTIES, ENTITIES, scopes=SCOPES)).vocabulary
    printed = print_relation(parse(text, words, "company"))
    assert print_relation(parse(printed, words, "company")) == printed
    with pytest.raises(LiteralError):
        parse(text, words)


def test_an_end_that_may_be_an_entity_s_is_not_guessed(build: Build) -> None:
    result = run(build, [("life.end before sold", "company")], [], entities={**ENTITIES, "life": {"label": "Life"}})
    (fault,) = result.faults
    assert fault.message == (
        "`life.end` may be the end of the life of each company, or that of the entity life; give one of the two "
        "another name"
    )


# --- one line is as many lines as there are subjects

FIGURES = st.integers(-3, 3)
CLAIM = st.tuples(
    st.sampled_from(("acme", "bank", "club")),
    st.sampled_from(("profit", "revenue", "cost", "wages")),
    FIGURES,
    st.sampled_from((None, "north", "south")),
)
LINES = ("profit = revenue - cost", "wages is at most cost", "2 * profit <= wages + 1 USD")


def _spelled_out(line: str) -> list[tuple[str, str]]:
    """The line, once for each subject and scope."""
    names = [word for word in line.split() if word in PROPERTIES]
    spelled = []
    for subject in ("acme", "bank"):
        for scope in ("", "[region=north]", "[region=south]"):
            words = [f"{subject}.{word}{scope}" if word in names else word for word in line.split()]
            spelled.append((" ".join(words), ""))
    return spelled


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(CLAIM, min_size=2, max_size=9), st.sets(st.sampled_from(LINES), min_size=1))
def test_one_line_finds_what_all_lines_would(build: Build, drawn: list, lines: set[str]) -> None:
    claims = [
        of(subject, name, f"exactly {figure} USD", **({"scope": {"region": region}} if region else {}))
        for subject, name, figure, region in drawn
    ]
    claims += [of("home", "wages", "exactly 1 USD")] * (9 - len(claims))  # files of a longer draw are written over
    of_each = run(build, [(line, "company") for line in sorted(lines)], claims)
    one_by_one = run(build, [s for line in sorted(lines) for s in _spelled_out(line)], claims)
    assert _open(of_each) == _open(one_by_one)


def _open(result: Result) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((f.verdict, f.refs) for f in result.findings if f.verdict in ("contradiction", "tension"))


def test_ten_thousand_lines_are_made_only_where_claims_speak(build: Build) -> None:
    """One claim of each of many companies ties nothing, and makes nothing."""
    entities = {f"c{n}": {"label": f"C {n}", "type": "company"} for n in range(1_000)}
    claims = [of(name, "profit", "exactly 5 USD") for name in entities] + sums("c7", 1, 2, 3)[1:]
    lines = [{"relation": PROFIT[0], "for_each": PROFIT[1], "because": "it is so"}]
    corpus = load(build({"document": claims}, PROPERTIES, entities, scopes=SCOPES, relations=lines))
    stated, faults = read_relations(corpus.claims, corpus.vocabulary)
    assert [one.name for one in stated] == ["definition 0000 c7"]
    assert faults == ()
