"""A hedge is one line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.places_to_change.conftest import Change, Copy, Edit

FILE = "checker/literals/numbers/hedges.py"
CHANGES = (HEDGE,) = (Change(("give or take",), (Edit(FILE, '"or so", "give or take", ', before='"or so", '),)),)

VOCABULARY = {
    "entities": {"thing": {"label": "the thing"}},
    "properties": {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}},
}
DOCUMENT = {"id": "report", "title": "Report", "publisher": "Office", "published": "2020-01-01"}


def claim(name: str, value: str) -> dict[str, str]:
    return {"id": name, "quote": value, "subject": "thing", "property": "staff", "value": value}


def test_a_hedge_takes_one_line(copy: Copy) -> None:
    assert copy.edited_for(HEDGE) == {FILE}
    (hunk,) = copy.by_hand[FILE]
    assert [line[0] for line in hunk.splitlines()] == ["-", "+"]
    assert copy.generated_for(HEDGE) == {"docs/values.md"}


def test_its_page_tells_of_it(copy: Copy) -> None:
    assert "`give or take`" in copy.read("docs/values.md")


def test_a_figure_with_it_is_read(copy: Copy, tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
    claims = [claim("hedged", "85 give or take"), claim("bare", "79")]
    (tmp_path / "report.yaml").write_text(json.dumps({"document": DOCUMENT, "claims": claims}), "utf-8")
    done = copy.check(tmp_path, "--format", "concise")
    assert "85 give or take" in done.out
