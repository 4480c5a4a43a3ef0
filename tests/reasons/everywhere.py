"""One corpus, read as files, as a table, and as tables that an engine screens: all of them say the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checker.model.result import Result
from tests.conftest import quote_of
from tests.laws.conftest import Files, check, told
from tests.readers.tables.test_same import check_tables, tables_of
from tests.scale.conftest import open_findings, screened_result

Claim = Mapping[str, Any]


def corpus(vocabulary: Mapping[str, Any], documents: Mapping[str, Sequence[Claim]], **more: Mapping[str, Any]) -> Files:
    """Documents by id, each a list of claims; subject `thing` and the first property unless a claim says otherwise.
    `more` are fields of a document, by its id with `_` for `-`.
    """
    words = {"scopes": {"place": "place"}, **vocabulary}
    words["entities"] = {"thing": {"label": "the thing"}, **words.get("entities", {})}
    files: Files = {"vocabulary": words}
    for year, (name, claims) in enumerate(documents.items(), start=2021):
        about = {"id": name, "title": name.title(), "publisher": f"Publisher of {name}", "published": f"{year}-01-01"}
        about |= more.get(name.replace("-", "_"), {})
        own = {"subject": "thing", "property": next(iter(words["properties"]))}
        entries = [
            {"id": f"claim-{number}", "quote": quote_of(claim), **({} if "relation" in claim else own), **claim}
            for number, claim in enumerate(claims, start=1)
        ]
        files[name] = {"document": about, "claims": entries}
    return files


def judged(files: Files) -> Result:
    """What the files come to, once tables have been seen to say the same: all of it where each claim is judged, and
    what is open where an engine screens them.
    """
    result = check(files)
    tables = tables_of(files, "csv")
    assert told(check_tables(files, tables)) == told(result)
    for engine in ("plain", "duckdb"):
        with TemporaryDirectory() as folder:
            root = Path(folder) / "claims"
            root.mkdir()
            (root / "vocabulary.yaml").write_text(json.dumps(files["vocabulary"]), "utf-8")
            for name, content in tables.items():
                (root / name).write_bytes(content)
            screened = screened_result(root, engine)  # type: ignore[arg-type]  # both are names of engines
        assert not screened.faults
        assert open_findings(screened) == open_findings(result), engine
    return result


def verdicts(result: Result, *rules: str) -> list[tuple[Any, ...]]:
    """Rule, verdict and reasons of each finding that is no agreement; of some rules only, where they are named."""
    found = (finding for finding in result.findings if finding.verdict != "agreement")
    return sorted((f.rule, f.verdict, f.reasons) for f in found if not rules or f.rule in rules)
