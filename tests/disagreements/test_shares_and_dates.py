"""One wrong share or date among figures that products and durations tie is one disagreement."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from checker.model.disagreement import Disagreement
from checker.request import Request
from checker.run import examine

NOW = "2026-11-22"
PROPERTIES = {
    "members": {"label": "members", "datatype": "quantity", "kind": "constant"},
    "share": {"label": "share", "datatype": "quantity", "kind": "constant", "unit": "%"},
    "held": {"label": "day", "datatype": "date", "kind": "event"},
    "after": {"label": "days after the first", "datatype": "quantity", "kind": "constant", "unit": "day"},
}
Document = dict[tuple[str, str], str]
"""What each document says: the value by subject and property."""


def in_dispute(folder: Path, relations: Sequence[str], documents: Sequence[Document]) -> list[Disagreement]:
    root = folder / "claims"
    root.mkdir()
    subjects = sorted({subject for said in documents for subject, _ in said})
    vocabulary = {
        "entities": {subject: {"label": subject} for subject in subjects},
        "properties": PROPERTIES,
        "relations": [{"relation": text, "because": f"{text} by definition"} for text in relations],
    }
    (root / "vocabulary.yaml").write_text(json.dumps(vocabulary), "utf-8")
    for number, said in enumerate(documents):
        head = {"id": f"d{number}", "title": f"D{number}", "publisher": f"P{number}", "published": "2020"}
        claims = [_claim(*name, value) for name, value in said.items()]
        (root / f"d{number}.yaml").write_text(json.dumps({"document": head, "claims": claims}), "utf-8")
    result = examine(Request(root, NOW))
    assert not result.faults
    assert not result.of("unchecked")
    return [one for one in result.disagreements if one.open]


def _claim(subject: str, name: str, value: str) -> Mapping[str, Any]:
    return {"id": f"{subject}-{name}", "quote": value, "subject": subject, "property": name, "value": value}


def shares(parts: int) -> tuple[list[str], Document]:
    said = {("all", "members"): str(1_001 * parts)}
    for part in range(parts):
        said |= {(f"p{part}", "members"): "1001", (f"p{part}", "share"): f"{100 / parts:.2f} %"}
    return [f"p{part}.share = p{part}.members / all.members" for part in range(parts)], said


def dates(parts: int) -> tuple[list[str], Document]:
    first = date(1950, 1, 1)
    said = {("first", "held"): first.isoformat()}
    for part in range(parts):
        day = (first + timedelta(10 + part)).isoformat()
        said |= {(f"p{part}", "held"): day, (f"p{part}", "after"): f"{10 + part} days"}
    return [f"p{part}.held = first.held + p{part}.after" for part in range(parts)], said


WRONG = {
    "a share": (shares, ("p2", "share"), "31 %"),
    "the number that shares are of": (shares, ("all", "members"), "500"),
    "the date that others count from": (dates, ("first", "held"), "1950-03-03"),
    "a date that is counted": (dates, ("p1", "held"), "1950-03-03"),
}


@pytest.mark.parametrize("documents", [2, 3, 6])
@pytest.mark.parametrize("parts", [4, 20, 60])
@pytest.mark.parametrize(("make", "name", "value"), WRONG.values(), ids=list(WRONG))
def test_one_wrong_figure_is_one_disagreement(make, name, value, parts: int, documents: int, tmp_path: Path) -> None:
    relations, said = make(parts)
    (one,) = in_dispute(tmp_path, relations, [{**said, name: value}, *(said for _ in range(documents - 1))])
    assert (one.verdict, one.question.sort) == ("contradiction", "quantity")
    assert [position.refs for position in one.repairs[0]] == [(f"d0#{name[0]}-{name[1]}",)]


@pytest.mark.parametrize("make", [shares, dates])
def test_figures_that_fit_are_in_dispute_nowhere(make, tmp_path: Path) -> None:
    relations, said = make(60)
    assert in_dispute(tmp_path, relations, [said, said, said]) == []


def test_a_relation_in_dispute_counts_all_that_state_it(tmp_path: Path) -> None:
    """Two documents state it, one gives the figures: the relation is one position with two sources."""
    root = tmp_path / "claims"
    root.mkdir()
    entities = {"x": {"label": "x"}, "y": {"label": "y"}}
    (root / "vocabulary.yaml").write_text(json.dumps({"entities": entities, "properties": PROPERTIES}), "utf-8")
    stated = [{"id": "tie", "quote": "as it says", "relation": "x.members = 2 * y.members"}]
    given = [_claim("x", "members", "75"), _claim("y", "members", "31")]
    for name, claims in {"a": stated, "b": stated, "c": given}.items():
        head = {"id": name, "title": name, "publisher": name, "published": "2020"}
        (root / f"{name}.yaml").write_text(json.dumps({"document": head, "claims": claims}), "utf-8")
    (one,) = (one for one in examine(Request(root, NOW)).disagreements if one.open)
    assert one.question.sort == "relation"
    held = {position.value: (set(position.refs), position.independent) for position in one.positions}
    assert held["x.members = 2 * y.members"] == ({"a#tie", "b#tie"}, 2)
    assert len(held) == 3
