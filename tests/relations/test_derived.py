"""What follows from the vocabulary alone, and how joint conflicts are told, on small corpora of whole files."""

from __future__ import annotations

import pytest

from checker.relations import solve
from checker.request import Request
from checker.run import examine

NOW = "2026-11-22"
QUANTITY = {"datatype": "quantity", "kind": "constant"}
DATE = {"datatype": "date", "kind": "event"}
PLACES = {
    "country": {"label": "Country"},
    "north": {"label": "North", "part_of": "country"},
    "south": {"label": "South", "part_of": "country"},
}
STAFF = {"staff": {"label": "staff", **QUANTITY, "adds_over": "place"}}
LIFE = {
    "life": {"label": "life", "datatype": "interval", "kind": "event", "start": "born", "end": "died", "lasts": "age"},
    "born": {"label": "born", **DATE},
    "died": {"label": "died", **DATE},
    "age": {"label": "age", **QUANTITY, "unit": "year", "exact": True},
    "elected": {"label": "elected", **DATE, "within": "life"},
}
RIVALS = {name: {"label": name.title(), "type": "mill"} for name in ("alpha", "beta", "gamma")}
OUTPUT = {
    "output": {"label": "output", **QUANTITY, "unit": "MW"},
    "place": {"label": "place by output", "datatype": "rank", "kind": "constant", "ranks": "output"},
}
SHARE = {
    "share": {"label": "share", **QUANTITY, "unit": "%"},
    "paid": {"label": "paid", **QUANTITY, "unit": "USD"},
    "cost": {"label": "cost", **QUANTITY, "unit": "USD"},
    "wage": {"label": "wage", **QUANTITY, "unit": "USD/year"},
}


def at(place: str, value: str) -> dict:
    return {"value": value, "scope": {"place": place}}


def of(subject: str, property: str, value: str) -> dict:
    return {"subject": subject, "property": property, "value": value}


CASES = [
    ("a part larger than its whole", STAFF, PLACES, [at("country", "85"), at("north", "91")], 1),
    ("a part smaller than its whole", STAFF, PLACES, [at("country", "85"), at("north", "51")], 0),
    ("parts that together exceed", STAFF, PLACES, [at("country", "85"), at("north", "51"), at("south", "43")], 1),
    ("parts that together fit", STAFF, PLACES, [at("country", "95"), at("north", "51"), at("south", "43")], 0),
    ("a part larger than what names no place", STAFF, PLACES, [{"value": "85"}, at("north", "91")], 1),
    (
        "too old for birth and death",
        LIFE,
        {},
        [of("thing", "born", "1901"), of("thing", "died", "1950"), of("thing", "age", "61 years")],
        1,
    ),
    (
        "as old as birth and death say",
        LIFE,
        {},
        [of("thing", "born", "1901"), of("thing", "died", "1950"), of("thing", "age", "49 years")],
        0,
    ),
    ("elected before birth", LIFE, {}, [of("thing", "life", "1901/1950"), of("thing", "elected", "1899")], 1),
    ("elected in life", LIFE, {}, [of("thing", "life", "1901/1950"), of("thing", "elected", "1949")], 0),
    (
        "the largest is surpassed",
        OUTPUT,
        RIVALS,
        [of("alpha", "place", "largest"), of("alpha", "output", "41.5 MW"), of("beta", "output", "55.5 MW")],
        1,
    ),
    (
        "the second-largest is surpassed once",
        OUTPUT,
        RIVALS,
        [of("alpha", "place", "second-largest"), of("alpha", "output", "41.5 MW"), of("beta", "output", "55.5 MW")],
        0,
    ),
    (
        "the second-largest is surpassed twice",
        OUTPUT,
        RIVALS,
        [
            of("alpha", "place", "second-largest"),
            of("alpha", "output", "41.5 MW"),
            of("beta", "output", "55.5 MW"),
            of("gamma", "output", "52.5 MW"),
        ],
        1,
    ),
    (
        "a share that its parts do not make",
        SHARE,
        {},
        [
            of("thing", "share", "86 %"),
            of("thing", "paid", "2.1 million USD"),
            of("thing", "cost", "4.1 million USD"),
            {"relation": "thing.share = thing.paid / thing.cost"},
        ],
        1,
    ),
    (
        "a share that its parts make",
        SHARE,
        {},
        [
            of("thing", "share", "51 %"),
            of("thing", "paid", "2.1 million USD"),
            of("thing", "cost", "4.1 million USD"),
            {"relation": "thing.share = thing.paid / thing.cost"},
        ],
        0,
    ),
    (
        "half of a share, the number first",
        SHARE,
        {"other": {"label": "other"}},
        [
            of("thing", "share", "40.5 %"),
            of("other", "share", "81.0 %"),
            {"relation": "thing.share = 0.5 * other.share"},
        ],
        0,
    ),
    (
        "half of a share, the number last",
        SHARE,
        {"other": {"label": "other"}},
        [
            of("thing", "share", "40.5 %"),
            of("other", "share", "61.0 %"),
            {"relation": "thing.share = other.share * 0.5"},
        ],
        1,
    ),
    (
        "a wage over years",
        SHARE,
        {},
        [
            of("thing", "wage", "51,234 USD/year"),
            of("thing", "cost", "256,170 USD"),
            {"relation": "thing.wage * 5 years = thing.cost"},
        ],
        0,
    ),
    (
        "a difference in points",
        SHARE,
        {"other": {"label": "other"}},
        [
            of("thing", "share", "45.5 %"),
            of("other", "share", "40.5 %"),
            {"relation": "thing.share - other.share = 9 percentage points"},
        ],
        1,
    ),
]


@pytest.mark.parametrize(
    ("properties", "entities", "claims", "conflicts"),
    [pytest.param(*rest, id=label) for label, *rest in CASES],
)
def test_what_follows_from_the_vocabulary(build, properties, entities, claims, conflicts):
    documents = {f"document-{number}": [claim] for number, claim in enumerate(claims, start=1)}
    result = examine(Request(build(documents, properties, entities), NOW))
    assert not result.faults
    joint_or_order = {finding.refs for finding in result.of("contradiction")}
    assert len(joint_or_order) == conflicts
    assert not result.of("tension", "unchecked")


def test_a_limit_that_is_met_is_told_and_never_clean(build, monkeypatch):
    monkeypatch.setattr("checker.relations.reasoning.Effort", _Tired)
    claims = {"document-1": [at("country", "85")], "document-2": [at("north", "51")]}
    result = examine(Request(build(claims, STAFF, PLACES), NOW))
    assert [finding.verdict for finding in result.of("unchecked")] == ["unchecked"]
    assert "limit of reasoning steps" in result.of("unchecked")[0].message
    assert not result.complete


class _Tired(solve.Effort):
    @classmethod
    def of(cls, steps: int = 0) -> _Tired:
        return super().of(min(steps, 0))
