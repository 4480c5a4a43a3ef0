"""Orders reach through what nobody dates, denials say what they leave, and quantities are what they can be."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reasons.everywhere import corpus, judged, verdicts

QUANTITY = {"datatype": "quantity", "kind": "constant"}
DATE = {"datatype": "date", "kind": "event"}
JOINT = "joint-conflict"
CONTRADICTED, HARDLY = [("contradiction", ())], [("tension", ())]


def outcome(vocabulary: dict[str, Any], *claims: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """What comes of claims, each in a document of its own."""
    documents = {f"paper-{number}": [claim] for number, claim in enumerate(claims, start=1)}
    return [(verdict, reasons) for _, verdict, reasons in verdicts(judged(corpus(vocabulary, documents)), JOINT)]


def of(property: str, value: str, **more: Any) -> dict[str, Any]:
    return {"property": property, "value": value, **more}


# --- orders, interval ends and lengths

LIFE = {
    "properties": {
        "born": {"label": "birth", **DATE},
        "died": {"label": "death", **DATE, "after": "born"},
        "buried": {"label": "burial", **DATE, "after": "died"},
        "reign": {"label": "reign", "datatype": "interval", "kind": "event", "start": "crowned", "end": "deposed"}
        | {"lasts": "years"},
        "crowned": {"label": "coronation", **DATE},
        "deposed": {"label": "deposition", **DATE},
        "exiled": {"label": "exile", **DATE, "after": "deposed"},
        "war": {"label": "war", **DATE, "within": "reign"},
        "years": {"label": "years of reign", **QUANTITY, "unit": "year", "exact": True},
    }
}
TEN_YEARS = of("crowned", "1900"), of("years", "10 years")


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([of("born", "2019-04-05"), of("buried", "2018-08-02")], CONTRADICTED, id="buried before birth"),
        pytest.param([of("born", "1940"), of("buried", "2018")], [], id="buried after birth"),
        pytest.param([of("born", "2018"), of("buried", "2018")], [], id="born and buried in one year"),
        pytest.param(
            [of("born", "2019", scope={"place": "thing"}), of("buried", "2018")],
            [],
            id="of two scopes, which are not tied",
        ),
        pytest.param([of("crowned", "1950"), of("exiled", "1940")], CONTRADICTED, id="through an interval's end"),
        pytest.param([*TEN_YEARS, of("exiled", "1905")], CONTRADICTED, id="start, length, and what follows the end"),
        pytest.param([*TEN_YEARS, of("exiled", "1911")], [], id="start, length, and what may follow the end"),
        pytest.param([*TEN_YEARS, of("war", "1920")], CONTRADICTED, id="start, length, and what lies within"),
        pytest.param([*TEN_YEARS, of("war", "1905")], [], id="start, length, and what may lie within"),
        pytest.param(
            [of("deposed", "1910"), of("years", "10 years"), of("war", "1890")],
            CONTRADICTED,
            id="length, end, and what comes before the start",
        ),
    ],
)
def test_dates_reach_through_what_nobody_dates(claims, expected) -> None:
    assert outcome(LIFE, *claims) == expected


# --- denials

TWIN = {
    "properties": {"q": {"label": "q", **QUANTITY}},
    "entities": {"other": {"label": "the other"}},
    "relations": [{"relation": "thing.q = other.q", "because": "they are twins"}],
}


@pytest.mark.parametrize(
    ("denied", "asserted", "expected"),
    [
        pytest.param("over 40,000", "61,234", CONTRADICTED, id="far over what is denied"),
        pytest.param("over 40,000", "41,234", HARDLY, id="over it, and within its rounding"),
        pytest.param("over 40,000", "39,512", [], id="under a denied bound, within its rounding"),
        pytest.param("at least 50", "61", CONTRADICTED, id="not at least is under"),
        pytest.param("at least 50", "23", [], id="under what is denied"),
        pytest.param("up to 105", "99", CONTRADICTED, id="not up to is over"),
        pytest.param("under 30", "12", CONTRADICTED, id="not under is at least"),
        pytest.param("under 30", "31", [], id="at least what is denied"),
        pytest.param("41", "41", CONTRADICTED, id="a denied figure"),
        pytest.param("41", "42", [], id="another than a denied figure"),
        pytest.param("40 to 50", "45", CONTRADICTED, id="within a denied range"),
        pytest.param("40 to 50", "39", HARDLY, id="beside a denied range, within the rounding of its end"),
    ],
)
def test_a_denial_has_part_in_a_joint_set_with_what_it_leaves(denied, asserted, expected) -> None:
    claims = of("q", denied, denies=True), of("q", asserted, subject="other")
    assert outcome(TWIN, *claims) == expected


@pytest.mark.parametrize(
    ("denied", "asserted", "expected"),
    [
        pytest.param("over 40,000", "61,234", CONTRADICTED, id="far over what is denied"),
        pytest.param("over 40,000", "41,234", HARDLY, id="over it, and within its rounding"),
        pytest.param("over 40,000", "39,512", [], id="under a denied bound, within its rounding"),
        pytest.param("up to 105", "99", CONTRADICTED, id="not up to is over"),
        pytest.param("before 1950", "1949", CONTRADICTED, id="a denied stretch of time"),
        pytest.param("before 1950", "1951", [], id="after a denied stretch of time"),
    ],
)
def test_a_denial_says_as_much_in_a_pair(denied, asserted, expected) -> None:
    kind = {"label": "q", **(DATE if "before" in denied else QUANTITY)}
    documents = {"one": [of("q", denied, denies=True)], "other": [of("q", asserted)]}
    found = verdicts(judged(corpus({"properties": {"q": kind}}, documents)), "asserted-and-denied")
    assert [(verdict, reasons) for _, verdict, reasons in found] == expected


# --- what a quantity can be

SUM = [{"relation": "thing.all = thing.found + thing.missing", "because": "the rest is missing"}]


def counted(unit: str = "", kind: str = "constant", **missing: Any) -> dict[str, Any]:
    prop = {"datatype": "quantity", "kind": kind, **({"unit": unit} if unit else {})}
    properties = {name: {"label": name, **prop} for name in ("all", "found", "missing")}
    properties["missing"] |= missing
    return {"properties": properties, "relations": SUM, "units": {"crate": {"label": "crate", "kind": "count"}}}


def ranged(weight: str, **limits: str) -> dict[str, Any]:
    return counted("USD", constraints=[{"rule": "value-range", "severity": weight, **limits}])


ELEVEN, FIFTEEN = of("all", "11"), of("found", "15")
DOLLARS = of("all", "exactly $11"), of("found", "exactly $15")


@pytest.mark.parametrize(
    ("vocabulary", "claims", "expected"),
    [
        pytest.param(counted(), [ELEVEN, FIFTEEN], CONTRADICTED, id="fewer than none would be missing"),
        pytest.param(counted(), [FIFTEEN, of("found", "11")], [], id="some are missing"),
        pytest.param(counted("crate"), [ELEVEN, FIFTEEN], CONTRADICTED, id="a declared unit that counts things"),
        pytest.param(counted("USD"), DOLLARS, [], id="money may be owed"),
        pytest.param(counted("°C"), [of("all", "11.0 °C"), of("found", "15.0 °C")], [], id="a temperature"),
        pytest.param(
            counted(),
            [ELEVEN, FIFTEEN, of("missing", "2"), of("missing", "2"), of("missing", "3")],
            CONTRADICTED,
            id="once, however many claims count the rest",
        ),
        pytest.param(
            counted(), [ELEVEN, FIFTEEN, of("missing", "-4")], [], id="what somebody counts below zero may be there"
        ),
        pytest.param(
            counted(kind="state"),
            [{**ELEVEN, "as_of": "2020"}, {**FIFTEEN, "as_of": "2020"}, of("missing", "3", as_of="2010")],
            CONTRADICTED,
            id="the rest is counted at another time only",
        ),
        pytest.param(
            ranged("mandatory", min="$0"), DOLLARS, CONTRADICTED, id="below a declared range that is mandatory"
        ),
        pytest.param(ranged("normal", min="$0"), DOLLARS, HARDLY, id="below a declared range that is normal"),
        pytest.param(ranged("suggestion", min="$0"), DOLLARS, [], id="below a declared range that is a suggestion"),
        pytest.param(ranged("mandatory", min="-$9"), DOLLARS, [], id="within a declared range"),
        pytest.param(
            ranged("mandatory", max="$3"),
            [of("all", "exactly $15"), of("found", "exactly $11")],
            CONTRADICTED,
            id="above a declared range",
        ),
        pytest.param(
            ranged("mandatory", min="$0", exceptions=[{"subject": "thing", "because": "it owes"}]),  # type: ignore[arg-type]
            [*DOLLARS, of("missing", "exactly -$4")],
            [],
            id="a subject that the range does not bind",
        ),
    ],
)
def test_a_quantity_is_what_it_can_be(vocabulary, claims, expected) -> None:
    assert outcome(vocabulary, *claims) == expected


def test_the_limit_is_a_step_of_the_conflict() -> None:
    documents = {"one": [ELEVEN], "other": [FIFTEEN]}
    (finding,) = (f for f in judged(corpus(counted(), documents)).findings if f.rule == JOINT)
    assert "the thing · missing: what is counted is never below 0" in finding.steps


def test_what_breaks_its_declared_range_alone_is_told_once() -> None:
    vocabulary = ranged("mandatory", max="$3")
    claims = [of("missing", "exactly $9"), of("all", "exactly $11"), of("found", "exactly $9")]
    result = judged(corpus(vocabulary, {f"paper-{n}": [claim] for n, claim in enumerate(claims)}))
    assert verdicts(result) == [("value-range", "contradiction", ())]
