"""What is in dispute, in words, and the withdrawals that settle it: orders, both ends of a stretch of time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.model.disagreement import Disagreement
from checker.request import Request
from checker.run import examine
from tests.conftest import quote_of

VOCABULARY = {
    "entities": {"west": {"label": "West"}, "east": {"label": "East"}, "south": {"label": "South"}},
    "properties": {
        "signed": {"label": "signature", "datatype": "date", "kind": "event"},
        "in-force": {"label": "entry", "datatype": "date", "kind": "event", "after": "signed"},
        "period": {"label": "period", "datatype": "interval", "kind": "event", "lasts": "length"},
        "length": {"label": "length", "datatype": "quantity", "kind": "constant", "unit": "year"},
    },
}
Claims = Sequence[dict[str, Any]]


def in_dispute(folder: Path, documents: Sequence[Claims], vocabulary: dict[str, Any]) -> list[Disagreement]:
    """What is open among documents a, b, c …, of a publisher each, with claims c0, c1 …"""
    root = folder / "claims"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(json.dumps(vocabulary), "utf-8")
    for name, claims in zip("abcdef", documents, strict=False):
        head = {"id": name, "title": f"Title {name}", "publisher": f"Publisher {name}", "published": "2020"}
        said = [{"id": f"c{number}", "quote": quote_of(claim), **claim} for number, claim in enumerate(claims)]
        (root / f"{name}.yaml").write_text(json.dumps({"document": head, "claims": said}), "utf-8")
    result = examine(Request(root, "2026-11-22"))
    assert not result.faults
    assert not result.of("unchecked")
    return [one for one in result.disagreements if one.open]


def relation(text: str) -> Claims:
    return [{"relation": text}]


def says(subject: str, name: str, value: str) -> Claims:
    return [{"subject": subject, "property": name, "value": value}]


def withdrawals(one: Disagreement) -> list[list[str]]:
    return [[f"{p.value} ({', '.join(p.refs)})" for p in repair] for repair in one.repairs]


WEST, EAST, SOUTH = (f"{name} · signature" for name in ("West", "East", "South"))
WEST_FIRST, EAST_FIRST = relation("west.signed before east.signed"), relation("east.signed before west.signed")
ORDERS = [
    ("one order and its opposite", [WEST_FIRST, EAST_FIRST], (), "contradiction",
     f"{EAST} before {WEST} does not fit {WEST} before {EAST}"),
    ("before and after", [WEST_FIRST, relation("west.signed after east.signed")], (), "contradiction",
     f"{WEST} after {EAST} does not fit {WEST} before {EAST}"),
    ("three orders in a circle", [WEST_FIRST, relation("east.signed before south.signed"),
     relation("south.signed before west.signed")], (), "contradiction",
     f"{EAST} before {SOUTH} does not fit {SOUTH} before {WEST} and {WEST} before {EAST}"),
    ("an order against one that the vocabulary states", [EAST_FIRST],
     [{"relation": "west.signed before east.signed", "because": "it was the first"}], "contradiction",
     f"{EAST} before {WEST} does not fit {WEST} before {EAST}"),
    ("an order against one that a property declares", [relation("west.in-force before west.signed")], (),
     "contradiction", f"West · entry before {WEST} does not fit signature is not after entry"),
    ("before, and on the same day", [WEST_FIRST, relation("west.signed = east.signed")], (), "tension",
     f"{WEST} = {EAST} does not fit {WEST} before {EAST}"),
    ("before, of two dates that are one day", [WEST_FIRST, says("west", "signed", "1951-09-08"),
     says("east", "signed", "1951-09-08")], (), "tension",
     f"{WEST} before {EAST}: 8 September 1951 and 8 September 1951 do not fit together"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("documents", "declared", "verdict", "title"), [pytest.param(*rest, id=label) for label, *rest in ORDERS]
)
def test_orders_that_exclude_each_other(tmp_path, documents, declared, verdict, title) -> None:
    (one,) = in_dispute(tmp_path, documents, {**VOCABULARY, "relations": list(declared)})
    assert (one.verdict, one.title) == (verdict, title)
    assert {finding.reasons for finding in one.findings} == {()}


def test_orders_in_one_direction_are_in_dispute_nowhere(tmp_path: Path) -> None:
    orders = ["west.signed before east.signed", "east.signed before south.signed", "west.signed before south.signed"]
    dates = [*says("west", "signed", "1951"), *says("south", "signed", "1951")]
    assert in_dispute(tmp_path, [*map(relation, orders), dates], VOCABULARY) == []


STRETCHES = [
    ("a length that does not fit a stretch", [says("west", "period", "1945/1952"), says("west", "length", "15 years")],
     [["West · length: 15 years (b#c0)"], ["West · period: 1945/1952 (a#c0)"]]),
    ("two documents with one stretch, in other words", [says("west", "period", "1945/1952"),
     says("west", "length", "15 years"), says("west", "period", "from 1945 to 1952")],
     [["West · length: 15 years (b#c0)"], ["West · period: 1945/1952 (a#c0, c#c0)"]]),
    ("a relation between the ends", [says("west", "period", "1945/1952"), relation("west.end = west.start + 20 years")],
     [["West · period: 1945/1952 (a#c0)"], ["west.end = west.start + 20 years (b#c0)"]]),
    ("ends that two documents state apart", [says("west", "period", "1945/"), says("west", "length", "15 years"),
     says("west", "period", "/1952")],
     [["West · length: 15 years (b#c0)"], ["West · period (end): 1952 (c#c0)"],
      ["West · period (start): 1945 (a#c0)"]]),
    ("one end only", [says("west", "period", "1945/1952"), says("east", "signed", "1960"),
     relation("east.signed = west.end")], [["East · signature: 1960 (b#c0)"], ["West · period (end): 1952 (a#c0)"],
     ["east.signed = west.end (c#c0)"]]),
]  # fmt: skip


@pytest.mark.parametrize(("documents", "expected"), [pytest.param(*rest, id=label) for label, *rest in STRETCHES])
def test_a_stretch_of_time_is_withdrawn_as_one_claim(tmp_path, documents, expected) -> None:
    (one,) = in_dispute(tmp_path, documents, VOCABULARY)
    assert (one.verdict, {finding.reasons for finding in one.findings}) == ("contradiction", {()})
    assert sorted(withdrawals(one)) == sorted(expected)


def test_a_constraint_between_two_properties_names_both(tmp_path: Path) -> None:
    limit = {"rule": "difference-within-range", "property": "signed", "min": "0 years", "severity": "mandatory"}
    entry = {"label": "entry", "datatype": "date", "kind": "event", "constraints": [limit]}
    vocabulary = {**VOCABULARY, "properties": {"signed": VOCABULARY["properties"]["signed"], "in-force": entry}}
    (one,) = in_dispute(tmp_path, [says("west", "signed", "1952-04-28"), says("west", "in-force", "1951")], vocabulary)
    assert (one.verdict, {finding.reasons for finding in one.findings}) == ("contradiction", {()})
    told = "West · entry: 1951 and West · signature: 1952-04-28 do not fit together (difference-within-range)"
    assert one.title == told


def test_one_quantity_at_two_times_has_the_time_in_each_title() -> None:
    output = {"label": "output", "datatype": "quantity", "kind": "state", "unit": "MW"}
    files: dict = {"vocabulary": {"entities": {"works": {"label": "the Works"}}, "properties": {"output": output}}}
    for name, figures in {"one": (40, 90), "two": (55, 140)}.items():
        claims = [
            {"id": f"y{year}", "quote": f"{figure} MW", "subject": "works", "property": "output",
             "value": f"{figure} MW", "as_of": str(year)}
            for year, figure in zip((2001, 2011), figures, strict=True)
        ]  # fmt: skip
        document = {"id": name, "title": name.title(), "publisher": name, "published": "2020-01-01"}
        files[name] = {"document": document, "claims": claims}
    assert sorted(one.title for one in checker.check(files, as_of="2026-01-01").open) == [
        "the Works · output, 2001: one document says 40 MW, one 55 MW",
        "the Works · output, 2011: one document says 140 MW, one 90 MW",
    ]


def test_a_value_said_at_many_times_stands_once_in_the_title() -> None:
    length = {"label": "length", "datatype": "quantity", "kind": "state", "unit": "km", "change": "10 %/year"}
    files: dict = {"vocabulary": {"entities": {"rim": {"label": "the rim"}}, "properties": {"length": length}}}
    for year in range(2008, 2016):
        for name, figure in (("near", 1880), ("far", 2531)):
            claim = {
                "id": "l",
                "quote": f"{figure} km",
                "subject": "rim",
                "property": "length",
                "value": f"{figure} km",
            }
            document = {"id": f"{name}-{year}", "title": name, "publisher": name, "published": str(year)}
            files[f"{name}-{year}"] = {"document": document, "claims": [claim | {"as_of": str(year)}]}
    (one,) = checker.check(files, as_of="2026-01-01").open
    assert len(one.positions) == 16
    assert one.title == "the rim · length: eight documents say 1880 km, eight 2531 km"
