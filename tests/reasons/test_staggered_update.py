"""A figure that the other side's series gives in another edition: taken over later, likely out of date, or chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.finding import Finding
from checker.model.result import Result
from checker.screening.blocks import ALL_PAIRS
from tests.laws.conftest import check
from tests.reasons.everywhere import corpus, judged

REASON = "staggered-update"
Edition = tuple[str, str, Mapping[str, Any]]
"""The series, the day of publication and a claim."""


def vocabulary(kind: str = "constant", **more: Any) -> dict[str, Any]:
    length = {"label": "length", "datatype": "quantity", "kind": kind, "unit": "km", **more}
    return {"properties": {"length": length}, "entities": {"club": {"label": "Club"}}}


def editions(*given: Edition, kind: str = "constant", titles: str = "{series}, {year} edition", **more: Any):
    """A corpus of editions, each a document of its own: `north-1`, `north-2`, `south-1`, …"""
    numbers = {series: count(1) for series, *_ in given}
    documents, fields = {}, {}
    for series, published, claim in given:
        name = f"{series}-{next(numbers[series])}"
        documents[name] = [claim]
        title = titles.format(series=series, year=published[:4])
        about = {"title": title, "publisher": f"{series} office", "published": published}
        fields[name.replace("-", "_")] = about | more.get(name.replace("-", "_"), {})
    return corpus(vocabulary(kind), documents, **fields)


def said(value: str, **more: Any) -> dict[str, Any]:
    return {"value": value, **more}


def of_sides(result: Result, *sides: str) -> Finding:
    (found,) = [one for one in result.findings if {ref.partition("#")[0] for ref in one.refs} == set(sides)]
    return found


def status(finding: Finding) -> str:
    return next((one.status for one in finding.explanations if one.reason == REASON), "")


NORTH = ("north", "2019", said("327 km")), ("north", "2020", said("354 km"))
"""A series that replaces 327 by 354."""
OLD, NEW = ("south", "2020", said("327 km")), ("south", "2021", said("354 km"))


@pytest.mark.parametrize(
    ("given", "more", "verdict", "expected"),
    [
        pytest.param((*NORTH, OLD, NEW), {}, "reconciled", "holds", id="the south takes the new figure over in 2021"),
        pytest.param((*NORTH, OLD), {}, "tension", "unknown", id="the south has not taken it over yet"),
        pytest.param((NORTH[1], OLD), {}, "contradiction", "", id="no other edition gives the figure"),
        pytest.param(
            (NORTH[1], OLD, NEW),
            {},
            "contradiction",
            "unknown",
            id="only the south gives both: it may have mended an error",
        ),
        pytest.param(
            (*NORTH, ("south", "2018", said("354 km")), OLD),
            {},
            "tension",
            "unknown",
            id="the south gave the new figure first, and went back to the old one",
        ),
        pytest.param(
            (NORTH[0], NORTH[1], ("south", "2020", said("about 327 km")), NEW),
            {},
            "tension",
            "unknown",
            id="about 327 is not the figure (and reaches to 354)",
        ),
        pytest.param(
            (("north", "2019", said("about 327 km")), NORTH[1], OLD), {}, "contradiction", "", id="nor was it before"
        ),
        pytest.param(
            (("north", "2020", said("327 km")), NORTH[1], OLD),
            {},
            "contradiction",
            "unknown",
            id="two editions of one year: which is the later nobody knows",
        ),
        pytest.param(
            (("north", "2019", said("300 km")), ("north", "2020", said("500 km")), ("south", "2020", said("300 km"))),
            {},
            "contradiction",
            "unknown",
            id="a round figure is equal by chance",
        ),
        pytest.param(
            (("north", "2019", said("0 km")), NORTH[1], ("south", "2020", said("0 km")), NEW),
            {},
            "contradiction",
            "unknown",
            id="so is none",
        ),
        pytest.param(
            (("north", "2019", said("32 km")), ("north", "2020", said("35 km")), ("south", "2020", said("32 km"))),
            {},
            "contradiction",
            "unknown",
            id="two digits, in one series only",
        ),
        pytest.param(
            (
                ("north", "2019", said("32 km")),
                ("north", "2020", said("35 km")),
                ("south", "2020", said("32 km")),
                ("south", "2021", said("35 km")),
            ),
            {},
            "reconciled",
            "holds",
            id="two digits each, in both series and the same order",
        ),
        pytest.param(
            (("north", "2019", said("327 km", rank="deprecated")), NORTH[1], OLD),
            {},
            "contradiction",
            "",
            id="the older edition's figure is withdrawn",
        ),
        pytest.param(
            (("north", "2019", said("327 km", said_by="club")), NORTH[1], OLD),
            {},
            "contradiction",
            "",
            id="the older edition only reports it",
        ),
        pytest.param(
            (("north", "2019", said("327 km", definition="with canals")), NORTH[1], OLD),
            {},
            "contradiction",
            "",
            id="the older edition counts something else",
        ),
        pytest.param(
            (("north", "2019", said("327 km", scope={"place": "club"})), NORTH[1], OLD),
            {},
            "contradiction",
            "",
            id="the older edition speaks of a part",
        ),
        pytest.param(
            (*NORTH, OLD),
            {"titles": "{series} {series}", "north_1": {"title": "A guide"}, "north_2": {"title": "A handbook"}},
            "contradiction",
            "",
            id="two works of one publisher are no editions",
        ),
        pytest.param(
            (*NORTH, OLD),
            {"north_1": {"title": "A guide"}, "north_2": {"title": "A handbook", "revises": "north-1"}},
            "tension",
            "unknown",
            id="but for one that says that it revises the other",
        ),
        pytest.param(
            tuple((series, year, {**claim, "as_of": year}) for series, year, claim in (*NORTH, OLD, NEW)),
            {"kind": "state"},
            "reconciled",
            "holds",
            id="figures of each edition's year",
        ),
        pytest.param(
            (
                ("north", "2019", said("327 km", as_of="2009")),
                ("north", "2020", said("354 km", as_of="2010")),
                ("south", "2020", said("327 km", as_of="2010")),
                ("south", "2021", said("354 km", as_of="2011")),
            ),
            {"kind": "state"},
            "contradiction",
            "ruled-out",
            id="figures of stated years, a row off: no edition's matter",
        ),
        pytest.param(
            (
                ("north", "2019", said("327 km", as_of="2010")),
                ("north", "2020", said("354 km", as_of="2010")),
                ("south", "2020", said("327 km", as_of="2010")),
                ("south", "2021", said("354 km", as_of="2010")),
            ),
            {"kind": "state"},
            "reconciled",
            "holds",
            id="two vintages of one year's figure",
        ),
        pytest.param((*NORTH, OLD), {"kind": "standing"}, "tension", "unknown", id="a limit that was replaced"),
    ],
)
def test_it_weighs_what_editions_give(given, more, verdict, expected) -> None:
    found = of_sides(judged(editions(*given, **more)), *sides_of_2020(given))
    assert (found.verdict, status(found)) == (verdict, expected)
    assert (REASON in found.reasons) == (expected == "holds")


def sides_of_2020(given: Sequence[Edition]) -> list[str]:
    """The last document of 2020 of each series."""
    numbers = {series: count(1) for series, *_ in given}
    named = [(series, published, f"{series}-{next(numbers[series])}") for series, published, _ in given]
    return sorted({series: name for series, published, name in named if published == "2020"}.values())


def test_the_finding_says_who_is_behind_and_what_would_reopen_it() -> None:
    found = of_sides(check(editions(*NORTH, OLD, NEW)), "north-2", "south-1")
    (held,) = [one for one in found.explanations if one.reason == REASON]
    assert held.text == (
        "south-1#claim-1 still has the figure of north-1#claim-1, which north-2#claim-1 replaces; south-2#claim-1 "
        "takes over the new one"
    )
    assert held.reopen == "north-1#claim-1 or south-2#claim-1 had another figure"
    left = of_sides(check(editions(*NORTH, OLD)), "north-2", "south-1")
    (unsure,) = [one for one in left.explanations if one.reason == REASON]
    assert unsure.text == (
        "south-1#claim-1 has the figure of north-1#claim-1, which north-2#claim-1 replaces: south-1#claim-1 is "
        "likely out of date"
    )


@pytest.mark.parametrize(
    ("datatype", "old", "new", "verdict", "expected"),
    [
        pytest.param("text", "Smith", "Jones", "contradiction", "unknown", id="a name, of which there may be few"),
        pytest.param("boolean", False, True, "contradiction", "unknown", id="yes or no"),
        pytest.param("rank", "3rd", "4th", "contradiction", "unknown", id="a place"),
        pytest.param("date", "1951", "1953", "contradiction", "unknown", id="a year"),
        pytest.param("date", "1951-09-08", "1953-04-28", "reconciled", "holds", id="a day"),
    ],
)
def test_values_of_which_few_are_possible_explain_nothing(datatype, old, new, verdict, expected) -> None:
    files = editions(
        ("north", "2019", said(old)), ("north", "2020", said(new)), ("south", "2020", said(old)),
        ("south", "2021", said(new)),
    )  # fmt: skip
    kind = "event" if datatype == "date" else "constant"
    files["vocabulary"]["properties"] = {"length": {"label": "length", "datatype": datatype, "kind": kind}}
    found = of_sides(judged(files), "north-2", "south-1")
    assert (found.verdict, status(found)) == (verdict, expected)


def test_of_a_very_large_key_it_is_not_asked() -> None:
    """There one claim stands for all that say the same, whoever says it."""
    days = ("2019-01-01", "2020-01-01", "2020-06-01", "2021-01-01")
    files = editions(*((series, day, claim) for day, (series, _, claim) in zip(days, (*NORTH, OLD, NEW), strict=True)))
    others = [
        {"id": f"other-{number}", "quote": value, "subject": "thing", "property": "length", "value": value}
        for number in range(ALL_PAIRS)
        for value in [f"1 to {9_000 + number} km"]
    ]
    about = {"id": "others", "title": "Others", "publisher": "Others", "published": "2022"}
    files["others"] = {"document": about, "claims": others}
    found = [one for one in judged(files).findings if one.rule == "value-conflict" and not one.reasons]
    assert {one.verdict for one in found} == {"contradiction"}


# --- laws

VALUES = st.sampled_from(("327 km", "354 km", "381 km", "30 km", "7 km"))
DAYS = st.sampled_from(("2018", "2019-05-01", "2019", "2020-02-01", "2020", "2021"))
GIVEN = st.lists(st.tuples(st.sampled_from(("north", "south", "west")), DAYS, VALUES.map(said)), min_size=2, max_size=6)
KINDS = st.sampled_from(("constant", "standing", "state"))


def statuses(*given: Edition, kind: str) -> dict[frozenset[str], tuple[str, str]]:
    """Verdict and status of each conflict, by the documents of its sides."""
    found = [one for one in check(editions(*given, kind=kind)).findings if one.rule == "value-conflict"]
    return {frozenset(ref.partition("#")[0] for ref in one.refs): (one.verdict, status(one)) for one in found}


@settings(max_examples=60, deadline=None)
@given(GIVEN, KINDS)
def test_sides_may_trade_places(given: list[Edition], kind: str) -> None:
    """North and south by each other's names are the same story."""
    other = {"north": "south", "south": "north", "west": "west"}
    swapped = statuses(*((other[series], *rest) for series, *rest in given), kind=kind)
    renamed = {frozenset(other[name[:-2]] + name[-2:] for name in sides): said for sides, said in swapped.items()}
    assert statuses(*given, kind=kind) == renamed


@settings(max_examples=60, deadline=None)
@given(GIVEN, KINDS, st.data())
def test_less_knowledge_never_settles_more(given: list[Edition], kind: str, data: st.DataObject) -> None:
    """An edition the less (told, as its claim, of another key), or a date, a figure or a title that says less."""
    number = data.draw(st.integers(0, len(given) - 1))
    series, day, claim = given[number]
    less = data.draw(
        st.sampled_from(
            (
                (series, day, {**claim, "rank": "deprecated"}),
                (series, day[:4], claim),
                (series, day, {**claim, "value": f"about {claim['value']}"}),
            )
        )
    )
    before = statuses(*given, kind=kind)
    after = statuses(*given[:number], less, *given[number + 1 :], kind=kind)
    for sides, (_, now) in after.items():
        verdict, was = before.get(sides, ("agreement", ""))
        assert now != "holds" or was == "holds" or verdict in ("reconciled", "agreement")
