"""Prints what becomes of a field that a claim has in a corpus of each form: `every_form FOLDER FIELD`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from checker.decisions.seen import claim_hash
from checker.history.changes import changes
from checker.history.news import changed
from checker.model.result import Result
from checker.report.formats import format_of
from checker.report.options import Options
from checker.request import Request
from checker.run import examine
from tests.readers.tables.conftest import DOCUMENTS, FORMS, VOCABULARY


def read(folder: Path, form: str, field: str, text: str) -> Result:
    """Two claims that part, of which the first has the field."""
    root = folder / f"{form}-{len(text)}"
    root.mkdir()
    (root / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
    about = {"subject": "mill", "property": "length", "as_of": "2019"}
    one = {"id": "x", "quote": "40 km long", "value": "40 km", field: text, **about}
    other = {"id": "y", "quote": "55 km long", "value": "55 km", **about}
    rows = [{"document": "a-paper", **one}, {"document": "b-paper", **other}]
    for document, claim in zip(DOCUMENTS, (one, other), strict=True):
        claims = [claim] if form == "yaml" else []
        (root / f"{document['id']}.yaml").write_text(
            json.dumps({"document": document, "claims": claims}, indent=1), "utf-8"
        )
    if form != "yaml":
        (root / f"rows.{form}").write_bytes(FORMS[form](rows))
    result = examine(Request(root, "2026-11-22"))
    assert not result.faults, result.faults
    assert len(result.findings) == 1
    return result


def main(folder: Path, field: str) -> None:
    results = {form: read(folder, form, field, "f. 7") for form in ("yaml", "csv", "jsonl", "parquet")}
    now, then = results["yaml"], read(folder, "yaml", field, "f. 71")
    reports = {
        name: format_of(name).write(now, Options()).replace("\\", "") for name in ("text", "markdown", "html", "json")
    }
    answer = {
        "read": {form: [getattr(claim, field) for claim in one.corpus.claims] for form, one in results.items()},
        "hashed": claim_hash(now.corpus.claims[0]) != claim_hash(then.corpus.claims[0]),
        "identifies": now.findings[0].id != then.findings[0].id,
        "new": sorted(changed(now, then)),
        "differs": [part.field for change in changes(now.corpus, then.corpus) for part in change.parts],
        "shown": [name for name, report in reports.items() if "f. 7" in report],
    }
    print(json.dumps(answer))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
