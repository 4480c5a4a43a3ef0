"""A field of a claim is two files: the table of fields, and `Claim`.

Why: what must be written down twice is forgotten once, and then it is accepted and has no effect.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.places_to_change.conftest import Change, Copy, Edit, Outcomes

TABLE = "checker/model/fields.py"
CLAIM = "checker/model/claim.py"


def field(name: str, doc: str, flags: str) -> Change:
    """A field of plain text: an entry of the table, and an attribute."""
    entry = f'    Field("{name}", "text", "{doc}", {flags}),\n'
    note, page = '    Field("note", ', '    page: str = ""\n'
    return Change(
        (name,), (Edit(TABLE, entry + note, before=note), Edit(CLAIM, f'{page}    {name}: str = ""\n', before=page))
    )


CHANGES = (CONTENT, SHOWN) = (
    field("folio", "the leaf of the manuscript", "content=True"),
    field("shelfmark", "where the manuscript lies", 'content=False, label="shelf"'),
)
TESTS = (
    "tests/model/test_fields.py",
    "tests/readers/tables/test_every_field.py",
    "tests/readers/tables/test_docs.py",
    "tests/readers/test_schemas.py::test_the_schemas_folder_is_fresh",
    "tests/report/test_labels.py",
)
"""What holds for every field of the table."""

GENERATED = {"docs/tables.md", "schemas/claims.schema.json", "schemas/row.schema.json"}
"""What lists the fields that a file may have."""

each_field = pytest.mark.parametrize(
    ("change", "content"), [(CONTENT, True), (SHOWN, False)], ids=["what it says", "what is only shown"]
)


@each_field
def test_a_field_of_a_claim_takes_two_files(copy: Copy, change: Change, content: bool) -> None:
    assert copy.edited_for(change) == {TABLE, CLAIM}
    assert copy.generated_for(change) == GENERATED | (set() if content else {"schemas/findings.schema.json"})


@each_field
def test_its_schemas_have_it(copy: Copy, change: Change, content: bool) -> None:
    schemas = {name: copy.read(f"schemas/{name}.schema.json") for name in ("claims", "row", "findings")}
    shown = [name for name, text in schemas.items() if f'"{change.names[0]}": {{' in text]
    assert shown == ["claims", "row", *([] if content else ["findings"])]


@each_field
def test_it_is_read_in_every_form_and_has_its_effects(
    copy: Copy, tmp_path: Path, change: Change, content: bool
) -> None:
    (name,) = change.names
    done = copy.run("tests.places_to_change.every_form", str(tmp_path), name)
    assert done.code == 0, done.err
    assert json.loads(done.out) == {
        "read": {form: ["f. 7", ""] for form in ("yaml", "csv", "jsonl", "parquet")},
        "hashed": content,
        "identifies": content,
        "new": ["a-paper#x"] if content else [],
        "differs": [name],  # a difference tells of remarks too
        "shown": [] if content else ["text", "markdown", "html", "json"],
    }


def test_the_tests_of_all_fields_hold(outcomes: Outcomes) -> None:
    assert outcomes.passed(TESTS)
    for change in CHANGES:
        assert len(outcomes.passed(TESTS[:1], f"[{change.names[0]}]")) == 2


def test_a_field_that_a_claim_lacks_is_never_dropped_in_silence(copy: Copy) -> None:
    with copy.altered(Edit(CLAIM, "", before='    shelfmark: str = ""\n')):
        test = "tests/model/test_fields.py::test_the_table_has_all_that_a_claim_has_and_nothing_else"
        done = copy.run_apart("pytest", "-q", "-x", "-p", "no:cacheprovider", test)
    assert done.code == 1, done.out + done.err
    assert "shelfmark" in done.out
