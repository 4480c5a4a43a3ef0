"""Documents in five languages that speak of one thing: what differs is found, whatever the language."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.model.result import Result
from checker.request import Request
from checker.run import examine
from checker.scale.engine import ScanOptions

NOW = "2026-01-01"
WORDS = {
    "entities": {"lighthouse": {"label": "the lighthouse"}},
    "properties": {
        "height": {"label": "height", "datatype": "quantity", "kind": "constant", "unit": "m"},
        "visitors": {"label": "visitors in 2019", "datatype": "quantity", "kind": "constant", "unit": "people"},
        "lit": {"label": "first lit", "datatype": "date", "kind": "event"},
        "service": {"label": "in service", "datatype": "interval", "kind": "event"},
    },
}
SAID = {
    "en": {"height": "42 m", "visitors": "more than 40,000", "lit": "8 September 1951", "service": "1951 to 1989"},
    "de": {
        "height": "rund 42 Meter",
        "visitors": "über 40.000",
        "lit": "8. September 1951",
        "service": "1951 bis 1989",
    },
    "fr": {
        "height": "42 mètres",
        "visitors": "plus de 40 000",
        "lit": "le 8 septembre 1951",
        "service": "de 1951 à 1989",
    },
    "es": {"height": "42 metros", "visitors": "más de 40.000", "lit": "08/09/1951", "service": "de 1951 a 1989"},
    "ja": {"height": "約42メートル", "visitors": "4万人超", "lit": "昭和26年9月8日", "service": "1951年から1989年まで"},
}
WRONG = [
    ("de", "height", "45 Meter"),
    ("de", "visitors", "knapp 30.000"),
    ("de", "lit", "9. September 1951"),
    ("fr", "height", "quarante-cinq mètres"),
    ("fr", "visitors", "moins de 30 000"),
    ("fr", "service", "de 1952 à 1989"),
    ("es", "height", "cuarenta y cinco metros"),
    ("es", "visitors", "unos 4.000"),
    ("es", "lit", "8 de octubre de 1951"),
    ("ja", "height", "四十五メートル"),
    ("ja", "visitors", "3万人未満"),
    ("ja", "lit", "昭和27年9月8日"),
]


def corpus(folder: Path, said: dict[str, dict[str, str]], *, table: bool = False) -> Path:
    claims = folder / "claims"
    claims.mkdir()
    (claims / "vocabulary.yaml").write_text(json.dumps(WORDS), "utf-8")
    rows = []
    for code, values in said.items():
        head = {"id": code, "title": code, "publisher": code, "published": "2020-01-01", "language": code}
        own: list[dict[str, Any]] = [
            {"id": name, "quote": value, "subject": "lighthouse", "property": name, "value": value}
            for name, value in values.items()
        ]
        rows += [{"document": code, **claim} for claim in own]
        made = {"document": head, "claims": [] if table else own}
        (claims / f"{code}.yaml").write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    if table:
        (claims / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return claims


def open_findings(result: Result) -> set[tuple[str, str]]:
    """Property and verdict of what is open."""
    grave = ("unchecked", "tension", "contradiction")
    return {
        (box.key.property, finding.verdict)
        for finding in result.findings
        if finding.verdict in grave
        for box in finding.boxes
    }


@pytest.mark.parametrize("table", [False, True], ids=["files", "a table, scanned"])
def test_what_says_the_same_agrees(tmp_path: Path, table: bool) -> None:
    root = corpus(tmp_path, SAID, table=table)
    result = examine(Request(root, NOW, scan=ScanOptions("duckdb")) if table else Request(root, NOW))
    assert not result.faults
    assert open_findings(result) == set()
    assert table or {finding.verdict for finding in result.findings} == {"agreement"}


@pytest.mark.parametrize("table", [False, True], ids=["files", "a table, scanned"])
@pytest.mark.parametrize("code, name, value", WRONG)
def test_what_differs_from_the_others_is_found(tmp_path: Path, code: str, name: str, value: str, table: bool) -> None:
    said = {language: {**values, **({name: value} if language == code else {})} for language, values in SAID.items()}
    root = corpus(tmp_path, said, table=table)
    result = examine(Request(root, NOW, scan=ScanOptions("duckdb")) if table else Request(root, NOW))
    assert not result.faults
    found = open_findings(result)
    assert any(prop.startswith(name) and verdict == "contradiction" for prop, verdict in found)
    assert {prop.partition(".")[0] for prop, _ in found} == {name}


def test_no_table_is_loaded_that_no_document_states(tmp_path: Path) -> None:
    root = corpus(tmp_path, {code: SAID[code] for code in ("en", "fr")})
    program = (
        "import sys; from checker.run import examine; from checker.request import Request; from pathlib import Path\n"
        f"examine(Request(Path(sys.argv[1]), {NOW!r}))\n"
        "print(sorted(name for name in sys.modules if name.startswith('checker.languages.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = done.stdout.replace("checker.languages.", "")
    assert loaded.strip() == "['cldr', 'fr', 'language', 'numerals']"
