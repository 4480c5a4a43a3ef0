"""Values that are lists compare as sets; their items are names like any other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.model.lists import is_complete, items_of, with_items
from checker.request import Request
from checker.run import examine

AUTHORS = {"label": "authors", "datatype": "entity", "kind": "constant", "values": "list"}
VOCABULARY: dict[str, Any] = {
    "entities": {
        "book": {"label": "The Book"},
        "ann": {"label": "Ann", "also": ["A. Ash"]},
        "bob": {"label": "Bob"},
        "cy": {"label": "Cy", "part_of": "firm"},
        "firm": {"label": "Firm"},
    },
    "properties": {"authors": AUTHORS},
}


def written(root: Path, *values: str, denies: bool = False, **changes: object) -> Path:
    root.mkdir(exist_ok=True)
    words = {**VOCABULARY, "properties": {"authors": {**AUTHORS, **changes}}}
    (root / "vocabulary.yaml").write_text(json.dumps(words), "utf-8")
    for number, value in enumerate(values):
        document = {"id": f"d{number}", "title": "T", "publisher": f"P{number}", "published": "2020"}
        claim: dict[str, Any] = {"id": "c", "quote": "q", "subject": "book", "property": "authors", "value": value}
        claim |= {"denies": True} if denies and number else {}
        (root / f"d{number}.yaml").write_text(json.dumps({"document": document, "claims": [claim]}), "utf-8")
    return root


PAIRS = {
    "equal, in another order": ("ann; bob", "bob;ann", "agreement", ()),
    "part of": ("ann; bob", "bob", "reconciled", ("precision",)),
    "overlapping": ("ann; bob", "bob; cy", "tension", ()),
    "disjoint": ("ann", "bob; cy", "tension", ()),
    "all, and one with more": ("only ann", "ann; bob", "contradiction", ()),
    "all, and a part of it": ("only ann; bob", "bob", "reconciled", ("precision",)),
    "all, twice": ("only ann; bob", "Only bob; ann", "agreement", ()),
    "a person and the firm": ("ann; cy", "ann; firm", None, ()),
    "an item twice": ("ann; ann; bob", "ann; bob", "agreement", ()),
}


@pytest.mark.parametrize(("one", "other", "verdict", "reasons"), PAIRS.values(), ids=list(PAIRS))
def test_lists_compare_as_sets(tmp_path: Path, one: str, other: str, verdict: str | None, reasons: tuple) -> None:
    for name, pair in (("there", (one, other)), ("back", (other, one))):
        result = examine(Request(written(tmp_path / name, *pair), "2026-11-22"))
        assert result.corpus.faults == ()
        found = [(finding.verdict, finding.reasons) for finding in result.findings]
        assert found == ([(verdict, reasons)] if verdict else [])


def test_a_list_that_is_all_is_shown_so(tmp_path: Path) -> None:
    (one,) = examine(Request(written(tmp_path / "claims", "only bob; ann", "cy"), "2026-11-22")).disagreements
    assert sorted(position.value for position in one.positions) == ["Cy", "only Ann; Bob"]


def test_an_item_that_is_denied_contradicts_a_list_with_it(tmp_path: Path) -> None:
    result = examine(Request(written(tmp_path / "claims", "ann; bob", "bob", denies=True), "2026-11-22"))
    found = [(one.verdict, one.reasons) for one in result.findings if one.rule == "asserted-and-denied"]
    assert found == [("contradiction", ())]


FAULTS = {
    "a list of figures": ({"datatype": "quantity"}, "only entities and texts make a list"),
    "a constraint on values": (
        {"constraints": [{"rule": "value-count", "max": 2}]},
        "value-count asks about single values, and this is a list; expected citation-needed, claim-count",
    ),
}


@pytest.mark.parametrize(("changes", "expected"), FAULTS.values(), ids=list(FAULTS))
def test_what_cannot_be_a_list(tmp_path: Path, changes: dict, expected: str) -> None:
    faults = examine(Request(written(tmp_path / "claims", **changes), "2026-11-22")).corpus.faults
    assert [fault.code for fault in faults] == ["wrong-fields"]
    assert expected in faults[0].message


@pytest.mark.parametrize(
    ("value", "expected"),
    [("ann; dan", "found 'dan', expected an entity"), (" ; ", "found ' ; ', expected the items of a list")],
)
def test_an_item_that_is_no_entity_is_a_fault(tmp_path: Path, value: str, expected: str) -> None:
    faults = examine(Request(written(tmp_path / "claims", value), "2026-11-22")).faults
    assert [(fault.code, expected in fault.message) for fault in faults] == [("bad-value", True)]


def test_items_are_renamed_where_they_stand(tmp_path: Path) -> None:
    root = written(tmp_path / "claims", "only ann; bob", "ann")
    done = CliRunner().invoke(main, ["vocabulary", "rename", "bob", "robert", "--claims", str(root)])
    assert done.exit_code == 0, done.output
    assert '"only ann; robert"' in (root / "d0.yaml").read_text("utf-8")


def test_items_of_a_foreign_table_are_looked_up(tmp_path: Path) -> None:
    root = written(tmp_path / "claims")
    (root / "imports").mkdir()
    (root / "imports" / "books.csv").write_text('book,by\nThe Book,"A. Ash; Bob"\n', "utf-8")
    columns = {"id": "book", "subject": "book", "value": "by", "quote": "by"}
    made = {"from": "books.csv", "columns": columns, "constants": {"document": "d", "property": "authors"}}
    (root / "imports" / "map.yaml").write_text(json.dumps(made), "utf-8")
    done = CliRunner().invoke(main, ["import", str(root / "imports" / "map.yaml")])
    assert json.loads(done.stdout)["value"] == "ann; bob"
    (root / "imports" / "books.csv").write_text('book,by\nThe Book,"A. Ash; Dan"\n', "utf-8")
    assert 'there is no entity "Dan"' in CliRunner().invoke(main, ["import", str(root / "imports" / "map.yaml")]).stderr


def test_the_items_of_a_list() -> None:
    assert items_of("only  a ;b c; ;d") == [("a", 6), ("b c", 9), ("d", 15)]
    assert [is_complete(text) for text in ("only a", "onlya", " ONLY a; b", "a; only b")] == [True, False, True, False]
    assert with_items("only  a ;b c; ;d", str.upper) == "only  A ;B C; ;D"
