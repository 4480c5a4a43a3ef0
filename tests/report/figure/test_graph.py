"""A joint finding becomes a graph: quantities, claims, the relations that tie them, and what follows."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from checker.model.result import Result
from checker.report.figure import Graph, figure_of_finding, graph_of, lines, svg
from checker.report.figure.words import width
from checker.request import Request
from checker.run import examine

PROPERTIES = {
    "share": {"label": "share", "datatype": "quantity", "kind": "constant", "unit": "%"},
    "cost": {"label": "cost", "datatype": "quantity", "kind": "constant", "unit": "USD"},
    "opened": {"label": "opening", "datatype": "date", "kind": "event"},
    "closed": {"label": "closing", "datatype": "date", "kind": "event", "after": "opened"},
    "staff": {"label": "staff", "datatype": "quantity", "kind": "constant", "adds_over": "place"},
}
ENTITIES = {
    "ours": {"label": "our cost"},
    "theirs": {"label": "their cost"},
    "north": {"label": "North", "part_of": "land"},
    "land": {"label": "Land"},
}
BECAUSE = "The two of us pay everything."
RELATION = {"relation": "thing.share = ours.cost / (ours.cost + theirs.cost)", "because": BECAUSE}


def graph(result: Result, rule: str = "joint-conflict") -> Graph:
    (finding,) = (finding for finding in result.findings if finding.rule == rule)
    made = graph_of(finding, result)
    assert made is not None
    return made


@pytest.fixture
def shares(build) -> Result:
    claims = [
        [{"value": "86 %"}],
        [{"subject": "ours", "property": "cost", "value": "20 USD"}],
        [{"subject": "theirs", "property": "cost", "value": "20 USD"}],
    ]
    documents = {f"d{number}": claim for number, claim in enumerate(claims)}
    return examine(Request(build(documents, PROPERTIES, ENTITIES, relations=[RELATION]), "2026-11-22"))


def test_claims_stand_below_their_quantity_and_the_relation_ties_them(shares: Result) -> None:
    made = graph(shares)
    assert [(node.kind, node.letter, node.text) for node in made.nodes[:7]] == [
        ("quantity", "", "our cost · cost"),
        ("claim", "B", "d1 says 20 USD"),
        ("quantity", "", "their cost · cost"),
        ("claim", "C", "d2 says 20 USD"),
        ("quantity", "", "the thing · share"),
        ("claim", "A", "d0 says 86 %"),
        ("relation", "", BECAUSE),
    ]
    assert [(edge.relation, edge.quantities) for edge in made.edges] == [(6, (0, 2, 4))]
    assert [node.text for node in made.nodes[7:]] == [step for step in made.steps if step[:3] in ("so ", "but")]


def test_what_holds_for_each_is_drawn_for_the_one_that_breaks_it(build) -> None:
    claims = [{"property": "cost", "value": "20 USD"}, {"property": "paid", "value": "30 USD"}]
    documents = {f"d{number}": [claim] for number, claim in enumerate(claims)}
    properties = {**PROPERTIES, "paid": {**PROPERTIES["cost"], "label": "paid"}}
    lines = [{"relation": "paid <= cost", "for_each": "subject", "because": "Nobody pays more."}]
    made = graph(examine(Request(build(documents, properties, ENTITIES, relations=lines), "2026-11-22")))
    assert [node.text for node in made.nodes if node.kind == "relation"] == ["the thing: Nobody pays more."]
    assert len(made.edges) == 1


def test_a_relation_that_a_claim_states_has_its_letter(build) -> None:
    documents = {
        "a": [{"property": "opened", "value": "1951"}],
        "b": [{"subject": "ours", "property": "opened", "value": "1960"}],
        "c": [{"relation": "ours.opened = thing.opened"}],
    }
    result = examine(Request(build(documents, PROPERTIES, ENTITIES), "2026-11-22"))
    made = graph(result)
    (relation,) = (node for node in made.nodes if node.kind == "relation")
    assert relation.text == "ours.opened = thing.opened"
    (finding,) = (finding for finding in result.findings if finding.rule == "joint-conflict")
    assert "ABC"[finding.refs.index("c#claim-1")] == relation.letter
    timeline = figure_of_finding(finding, result)
    assert timeline is not None
    assert [arrow.words for arrow in timeline.arrows] == ["same day"]


def test_what_follows_from_the_vocabulary_is_a_relation_too(build) -> None:
    scopes = [{"place": "north"}, {"place": "land"}]
    documents = {
        f"d{number}": [{"property": "staff", "value": value, "scope": scope}]
        for number, (value, scope) in enumerate(zip(("500", "100"), scopes, strict=True))
    }
    result = examine(Request(build(documents, PROPERTIES, ENTITIES), "2026-11-22"))
    made = graph(result)
    assert [node.text for node in made.nodes if node.kind == "relation"] == [
        "the thing · staff: North is part of Land and cannot have more"
    ]
    assert len(made.edges[0].quantities) == 2


def test_a_finding_without_relations_has_no_graph(build) -> None:
    result = examine(Request(build({"a": [{"value": "1 %"}], "b": [{"value": "9 %"}]}, PROPERTIES), "2026-11-22"))
    assert [graph_of(finding, result) for finding in result.findings] == [None] * len(result.findings)
    assert result.findings


def test_a_graph_is_drawn(shares: Result) -> None:
    made = graph(shares)
    root = ET.fromstring(svg(made, id="g"))
    words = " ".join(element.text or "" for element in root.iter("text"))
    assert "d0 says 86 %" in words
    assert BECAUSE in words
    for wide in (30, 80):
        drawn = lines(made, wide)
        assert all(width(line) <= wide for line in drawn)
    assert lines(made)[:7] == (
        "┌── ● our cost · cost",
        "│      B d1 says 20 USD",
        "├── ● their cost · cost",
        "│      C d2 says 20 USD",
        "├── ● the thing · share",
        "│      A d0 says 86 %",
        f"└── ◆ {BECAUSE}",
    )
