"""Every field reaches the claim, in whichever form it stands: none is accepted and dropped."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from checker.model.claim import Claim
from checker.model.fields import FIELDS, IN_TABLES, FieldKind
from checker.readers.load import load
from tests.readers.tables.conftest import DOCUMENTS, FORMS, Corpus, Row

VALUES: dict[FieldKind, Any] = {
    "entity": "dock",
    "property": "length",
    "flag": True,
    "rank": "deprecated",
    "scope": {"place": "north"},
    "sources": ["press", "b-paper"],
    "relation": "mill.length = dock.length",
    "relations": ["mill.length = dock.length", "mill.length < dock.length"],
    "bound": "5.50",
    "literal": "2019",
}
NOT_TOGETHER = (
    {"relation", "readings", "during", "lo", "hi", "lo_open", "hi_open"},
    {"subject", "property", "value", "readings", "as_of", "lo", "hi", "lo_open", "hi_open", "unit"},
    {"subject", "property", "value", "relation", "lo", "hi", "lo_open", "hi_open", "unit", "during"},
    {"relation", "readings", "value", "during", "hi", "hi_open"},
    {"relation", "readings", "value", "during", "lo", "lo_open"},
)
"""For each claim the fields that it cannot have beside its others; each field is in one of them at least."""


def rows() -> list[Row]:
    """Claims that have between them every field of a row, each said by its quote."""
    made = []
    for number, left_out in enumerate(NOT_TOGETHER):
        own = {one.name: VALUES.get(one.kind, f"its {one.name}") for one in IN_TABLES if one.name not in left_out}
        own |= {"document": "a-paper", "id": f"claim-{number}"}
        made.append(own | ({"unit": "km"} if "unit" in own else {}) | ({"value": "2,019"} if "value" in own else {}))
    assert {name for row in made for name in row} == {one.name for one in IN_TABLES}
    return [{**row, "quote": f"{row.get('value', '5.50')} km of it"} for row in made]


def read(corpus: Corpus, files: dict[str, bytes | str]) -> list[Claim]:
    found = load(corpus(files, DOCUMENTS if "rows.yaml" not in files else DOCUMENTS[1:]))
    assert found.faults == ()
    there = replace(found.claims[0].mark, file="", line=1, column=1)
    documents = {claim.document.id: replace(claim.document, mark=there) for claim in found.claims}
    return [replace(claim, mark=there, document=documents[claim.document.id]) for claim in found.claims]


@pytest.mark.parametrize("form", FORMS)
def test_every_column_reaches_the_claim(corpus: Corpus, form: str) -> None:
    found = read(corpus, {f"rows.{form}": FORMS[form](rows())})
    for one in IN_TABLES:
        assert any(getattr(claim, one.attribute) for claim in found), one.name
    assert [claim.value for claim in found] == [
        "2,019 km",
        *("", ""),
        "over exactly 5.50 km",
        "under exactly 5.50 km",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_claim_is_the_same_in_a_file_and_in_a_table(corpus: Corpus, form: str) -> None:
    own = {one.name for one in FIELDS if one.held_in == "tables"}
    made = [row for row in rows() if "lo" not in row and "hi" not in row]
    entries = [{name: value for name, value in row.items() if name not in own} for row in made]
    entries = [{**one, "value": f"{one['value']} km"} if "value" in one else one for one in entries]
    in_file = read(corpus, {"rows.yaml": json.dumps({"document": DOCUMENTS[0], "claims": entries})})
    in_table = read(
        corpus, {"rows.yaml": json.dumps({"document": DOCUMENTS[0], "claims": []}), f"rows.{form}": FORMS[form](made)}
    )
    assert in_file == in_table


def test_a_bare_number_is_a_page(corpus: Corpus) -> None:
    """As people write it, also where the table holds numbers."""
    (row, *_) = rows()
    entry = {name: value for name, value in row.items() if name not in ("document", "unit")}
    text = json.dumps({"document": DOCUMENTS[0], "claims": [{**entry, "id": "file", "page": 12}]})
    line = json.dumps({**row, "page": 12})
    assert {claim.page for claim in read(corpus, {"rows.yaml": text, "rows.jsonl": line})} == {"12"}
