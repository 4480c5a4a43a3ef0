"""Whatever has another name now is found by what it stands for, under one map over all files, or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from checker.history.changes import changes
from checker.history.names import Names, relation_of_now
from checker.history.renamed import renamed
from checker.model.corpus import Corpus
from checker.readers.load import load

Files = dict[str, Any]

BEFORE: Files = {
    "vocabulary": {
        "entities": {
            "works": {"label": "the works"},
            "mill": {"label": "the mill", "part_of": "works"},
            "north": {"label": "North"},
            "south": {"label": "South"},
            "guild": {"label": "the guild"},
        },
        "properties": {
            "staff": {"label": "staff", "datatype": "quantity", "kind": "state", "adds_over": "place"},
            "owner": {"label": "owner", "datatype": "entity", "kind": "state"},
            "built": {"label": "building", "datatype": "date", "kind": "event"},
            "opened": {"label": "opening", "datatype": "date", "kind": "event", "after": "built"},
        },
        "scopes": {"place": "place"},
        "relations": [{"relation": "works.opened >= mill.built", "because": "it needs a mill"}],
    },
    "one": {
        "document": {"id": "one", "title": "One", "publisher": "P", "published": "2020"},
        "claims": [
            {
                "id": "a",
                "quote": "a",
                "subject": "works",
                "property": "staff",
                "value": "40",
                "scope": {"place": "north"},
            },
            {"id": "b", "quote": "b", "subject": "works", "property": "owner", "value": "guild", "said_by": "guild"},
        ],
    },
    "two": {
        "document": {"id": "two", "title": "Two", "publisher": "Q", "published": "2021"},
        "claims": [
            {"id": "c", "quote": "c", "relation": "works.staff[place=north] < 2 * works.staff[place=south]"},
            {"id": "d", "quote": "d", "subject": "works", "property": "opened", "value": "1950", "draws_on": "one#a"},
        ],
    },
}


def corpus(files: Files, folder: Path) -> Corpus:
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    found = load(folder)
    assert not found.faults, found.faults
    return found


PROSE = ("label", "title", "publisher", "because", "quote")


def under(names: Mapping[str, str], files: Files = BEFORE) -> Files:
    """Every identifier under another name, wherever it stands as a whole word."""
    word = re.compile(rf"(?<![\w-])(?:{'|'.join(names) or '(?!)'})(?![\w-])")

    def turned(node: Any) -> Any:
        if isinstance(node, dict):
            return {names.get(key, key): node[key] if key in PROSE else turned(node[key]) for key in node}
        if isinstance(node, list):
            return [turned(value) for value in node]
        return word.sub(lambda found: names[found[0]], node) if isinstance(node, str) else node

    return {name: turned(content) for name, content in files.items()}


RENAMED: list[tuple[str, dict[str, str], Names]] = [
    ("nothing", {}, Names()),
    ("a document", {"one": "uno"}, Names(documents={"one": "uno"})),
    ("a subject that relations name", {"works": "plant"}, Names(entities={"works": "plant"})),
    ("members of a scope", {"north": "n", "south": "s"}, Names(entities={"north": "n", "south": "s"})),
    ("a value that also speaks", {"guild": "union"}, Names(entities={"guild": "union"})),
    ("a property in a relation", {"opened": "start-of-work"}, Names(properties={"opened": "start-of-work"})),
    ("a property that another one names", {"built": "raised"}, Names(properties={"built": "raised"})),
    (
        "all of them",
        {"one": "uno", "two": "due", "works": "plant", "mill": "wheel", "staff": "people", "guild": "union"},
        Names(
            documents={"one": "uno", "two": "due"},
            entities={"works": "plant", "mill": "wheel", "guild": "union"},
            properties={"staff": "people"},
        ),
    ),
]


@pytest.mark.parametrize(("names", "found"), [pytest.param(names, found, id=label) for label, names, found in RENAMED])
def test_one_map_over_all_files(tmp_path: Path, names: dict[str, str], found: Names) -> None:
    before, now = corpus(BEFORE, tmp_path / "before"), corpus(under(names), tmp_path / "now")
    assert renamed(now, before) == found
    assert {(change.kind, change.was, change.name) for change in changes(now, before)} == {
        ("renamed", was, name) for was, name in names.items()
    }


def test_a_dimension_of_scopes_has_another_name(tmp_path: Path) -> None:
    files = json.loads(json.dumps(BEFORE).replace('"place"', '"where"').replace("[place=", "[where="))
    files["vocabulary"]["scopes"]["where"] = "place"
    found = renamed(corpus(files, tmp_path / "now"), corpus(BEFORE, tmp_path / "before"))
    assert found == Names(scopes={"place": "where"})


def twins(files: Files, first: str, second: str) -> Files:
    """Two more entities that only their claims tell apart."""
    files = deepcopy(files)
    files["vocabulary"]["entities"] |= {first: {"label": "a twin"}, second: {"label": "a twin"}}
    files["one"]["claims"] += [
        {"id": "t1", "quote": "t", "subject": first, "property": "staff", "value": "5"},
        {"id": "t2", "quote": "t", "subject": second, "property": "staff", "value": "6"},
    ]
    return files


def edited(change: Callable[[Files], None]) -> Files:
    files = under({"works": "plant"})
    change(files)
    return files


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        pytest.param(
            twins(BEFORE, "b", "a"),
            twins(BEFORE, "y", "z"),
            Names(entities={"y": "b", "z": "a"}),
            id="what claims say tells apart what is described alike",
        ),
        pytest.param(
            edited(lambda files: files["vocabulary"]["entities"]["plant"].update(label="the plant")),
            BEFORE,
            Names(),
            id="another label is another thing",
        ),
        pytest.param(
            edited(lambda files: files["one"]["claims"][0].update(value="41")),
            BEFORE,
            Names(entities={"works": "plant"}),
            id="a claim that changed as well",
        ),
        pytest.param(
            edited(lambda files: files["vocabulary"]["entities"].update(other={"label": "the works"})),
            BEFORE,
            Names(entities={"works": "plant"}),
            id="of two things that came, the one of which claims say the same",
        ),
        pytest.param(
            {
                **BEFORE,
                "vocabulary": {
                    **BEFORE["vocabulary"],
                    "entities": {**BEFORE["vocabulary"]["entities"], "x": {"label": "the works"}},
                },
            },
            BEFORE,
            Names(),
            id="things more, and none that went",
        ),
    ],
)
def test_what_is_no_single_partner_keeps_its_name(tmp_path: Path, now: Files, before: Files, found: Names) -> None:
    assert renamed(corpus(now, tmp_path / "now"), corpus(before, tmp_path / "before")) == found


def test_twins_that_nothing_tells_apart_are_paired_one_to_one(tmp_path: Path) -> None:
    alike = [twins(BEFORE, *names) for names in (("a", "b"), ("y", "z"))]
    for files in alike:
        files["one"]["claims"][-1]["value"] = "5"
    found = renamed(*(corpus(files, tmp_path / str(n)) for n, files in enumerate(alike)))
    assert found == Names(entities={"y": "a", "z": "b"})


def test_the_search_ends_after_a_number_of_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.history.renamed.MOST_STEPS", 1)
    found = renamed(corpus(twins(BEFORE, "a", "b"), tmp_path / "n"), corpus(twins(BEFORE, "y", "z"), tmp_path / "b"))
    assert found == Names()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a.p = b.q", "x.p2 = b.q", id="a quantity"),
        pytest.param("a.p.start before b.p.end", "x.p2.start before b.p2.end", id="ends of an interval"),
        pytest.param("b.q[d=a, e=b] < 3 km", "b.q[d2=x, e=b] < 3 km", id="a scope"),
        pytest.param("b.q = sum of parts of b.p over d", "b.q = sum of parts of b.p2 over d2", id="a sum"),
        pytest.param('b.q = "about a.p"', 'b.q = "about a.p"', id="no text in quotes"),
        pytest.param("b.q within 2 a of b.q-a", "b.q within 2 a of b.q-a", id="no word that is only spelled so"),
    ],
)
def test_a_relation_under_the_names_of_now(text: str, expected: str) -> None:
    names = Names(entities={"a": "x"}, properties={"p": "p2"}, scopes={"d": "d2"})
    assert relation_of_now(text, names) == expected


def test_a_property_that_stands_alone_is_one_where_the_relation_holds_for_each_subject() -> None:
    names = Names(properties={"profit": "gain", "run": "running"})
    text = "profit = revenue - cost"
    assert relation_of_now(text, names, each=True) == "gain = revenue - cost"
    assert relation_of_now(text, names) == text
    assert relation_of_now("run.start <= profit", names, each=True) == "running.start <= gain"
