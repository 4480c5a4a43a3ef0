"""Identifiers that nobody tells apart by eye are a tension, whatever makes them look alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import checker

Build = Callable[..., Path]
COST = {"label": "cost", "datatype": "quantity", "kind": "constant"}
ID = "look-alike-names"


def check(folder: Path) -> checker.Result:
    return checker.check(folder, as_of="2026-11-22", config=False)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        pytest.param(("capa", "сара"), "capa and сара (CYRILLIC SMALL LETTER ES)", id="another script, whole"),
        pytest.param(
            ("tower", "tоwer"), "tower and tоwer (CYRILLIC SMALL LETTER O)", id="one letter of another script"
        ),
        pytest.param(("voo", "νoo"), "voo and νoo (GREEK SMALL LETTER NU)", id="a Greek letter"),
        pytest.param(("unit-l", "unit-1"), "unit-1 and unit-l", id="a digit for a letter"),
        pytest.param(("h2o", "h2O"), "h2O and h2o", id="another case"),
        pytest.param(("south-hall", "south_hall"), "south-hall and south_hall", id="another joint"),
        pytest.param(("kin", "kın"), "kin and kın (LATIN SMALL LETTER DOTLESS I)", id="a letter without its dot"),
    ],
)
@pytest.mark.parametrize("sort", ["entity", "property", "document"])
def test_names_that_look_alike_are_told(build: Build, names: tuple[str, str], words: str, sort: str) -> None:
    one, other = names
    properties: dict[str, Any] = {"cost": COST}
    entities = {}
    documents: dict[str, list] = {"a-document": [{"value": "85"}], "b-document": [{"value": "85"}]}
    if sort == "entity":
        entities = {one: {"label": "first"}, other: {"label": "second"}}
        documents["a-document"] = [{"subject": one, "value": "85"}]
        documents["b-document"] = [{"subject": other, "value": "97"}]
    elif sort == "property":
        properties |= {one: COST, other: COST}
    else:
        documents = {one: [{"value": "85"}], other: [{"value": "85"}]}
    plural = {"entity": "entities", "property": "properties", "document": "documents"}[sort]
    result = check(build(documents, properties, entities))
    (found,) = (f for f in result.findings if f.rule == ID and f.message.startswith(f"the {plural} "))
    assert (found.verdict, found.severity, found.message) == ("tension", "warning", f"the {plural} {words} look alike")
    assert (result.exit_code, {one.verdict for one in result.open}) == (0, {"tension"})


@pytest.mark.parametrize(
    ("claims", "publishers", "words"),
    [
        pytest.param(("c", "с"), ("P", "P"), "claims one#c and one#с (CYRILLIC SMALL LETTER ES)", id="claims"),
        pytest.param(("a", "b"), ("PA", "РА"), "publishers PA and РА (CYRILLIC CAPITAL LETTER ER)", id="publishers"),
        pytest.param(("c1", "cl"), ("Office", "OFFICE"), "", id="what nobody types is free within ASCII"),
    ],
)
def test_claims_and_publishers(build: Build, claims: tuple[str, str], publishers: tuple[str, str], words: str) -> None:
    first, second = ({"id": name, "value": "85", "publisher": publishers[0]} for name in claims)
    documents = {"one": [first, second], "two": [{"value": "85", "publisher": publishers[1]}]}
    result = check(build(documents, {"cost": COST}))
    assert [f.message for f in result.findings if f.rule == ID] == ([f"the {words} look alike"] if words else [])


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("harbor", "harbour"), id="another spelling"),
        pytest.param(("mill-1", "mill-2"), id="another number"),
        pytest.param(("köln", "koln"), id="an accent"),
        pytest.param(("москва", "київ"), id="another script that is its own"),
        pytest.param(("unit-i", "unit-1"), id="a small i and a one"),
    ],
)
def test_names_that_differ_are_left_alone(build: Build, names: tuple[str, str]) -> None:
    entities = {name: {"label": name} for name in names}
    result = checker.check(
        build({"one": [{"value": "85"}]}, {"cost": COST}, entities), as_of="2026-11-22", config=False
    )
    assert [finding.rule for finding in result.findings] == []


def test_entities_that_are_said_to_be_distinct_are_left_alone(build: Build) -> None:
    entities = {"unit-l": {"label": "L", "distinct_from": ["unit-1"]}, "unit-1": {"label": "1"}}
    result = checker.check(
        build({"one": [{"value": "85"}]}, {"cost": COST}, entities), as_of="2026-11-22", config=False
    )
    assert not result.findings
