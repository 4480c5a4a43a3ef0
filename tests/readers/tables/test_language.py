"""Figures whose points may group thousands: text in no stated language is refused, typed numbers never are."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.model.value import Bounds
from checker.report.formats import FORMATS
from checker.request import Request
from checker.run import examine
from checker.scale.engine import ScanOptions
from checker.screening.ends import value_ends
from tests.conftest import quote_of

NOW = "2026-11-22"
WORDS = {
    "entities": {"thing": {"label": "thing"}},
    "properties": {"size": {"label": "size", "datatype": "quantity", "kind": "constant", "unit": "km"}},
}
DOUBTFUL = "`40.125` is 40,125 in some languages and 40.125 in English; write `40,125`, or `language: en`"


def as_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    with path.with_suffix(".csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def as_jsonl(path: Path, rows: list[dict[str, Any]]) -> None:
    path.with_suffix(".jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def as_parquet(path: Path, rows: list[dict[str, Any]]) -> None:
    pq.write_table(pa.Table.from_pylist(rows), path.with_suffix(".parquet"))


FORMS = {"csv": as_csv, "jsonl": as_jsonl, "parquet": as_parquet}
CASES = [
    ("text", "csv", {"value": "40.125"}, "", True),
    ("text with a hedge", "csv", {"value": "over 40.125"}, "", True),
    ("ends", "csv", {"lo": "40.125", "hi": "40.125"}, "", True),
    ("text of a document in English", "csv", {"value": "40.125"}, "en", False),
    ("ends of a document in English", "csv", {"lo": "40.125", "hi": "40.125"}, "en-GB", False),
    ("text in JSON", "jsonl", {"value": "40.125"}, "", True),
    ("a number in JSON", "jsonl", {"value": 40.125}, "", False),
    ("ends that are numbers in JSON", "jsonl", {"lo": 40.125, "hi": 40.125}, "", False),
    ("text in Parquet", "parquet", {"value": "40.125"}, "", True),
    ("a number in Parquet", "parquet", {"value": 40.125}, "", False),
    ("ends that are numbers in Parquet", "parquet", {"lo": 40.125, "hi": 40.125}, "", False),
]


def corpus(folder: Path, form: str, cells: dict[str, Any], language: str, number: int = 1) -> Path:
    claims = folder / "claims"
    claims.mkdir()
    (claims / "vocabulary.yaml").write_text(json.dumps(WORDS), encoding="utf-8")
    head = {"id": "paper", "title": "Paper", "publisher": "Office", "published": "2020-01-01"}
    as_csv(claims / "papers", [head | ({"language": language} if language else {})])
    row = {"document": "paper", "quote": quote_of(cells), "subject": "thing", "property": "size", "unit": "km", **cells}
    write: Callable[[Path, list[dict[str, Any]]], None] = FORMS[form]
    write(claims / "rows", [{"id": f"c{n}", **row} for n in range(number)])
    return claims


@pytest.mark.parametrize("large", [False, True], ids=["few claims", "as if there were many"])
@pytest.mark.parametrize("form, cells, language, refused", [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_figures_of_a_table(
    form: str, cells: dict[str, Any], language: str, refused: bool, large: bool, tmp_path: Path
) -> None:
    root = corpus(tmp_path, form, cells, language)
    result = examine(Request(root, NOW, scan=ScanOptions("duckdb")) if large else Request(root, NOW))
    assert [fault.message.startswith(DOUBTFUL) for fault in result.faults] == [True] * refused
    for box in result.boxes:
        assert isinstance(box.value, Bounds)
        assert value_ends(box.value.literal) == (40.125, 40.125)


def test_thousands_of_them_are_few_faults(tmp_path: Path) -> None:
    faults = examine(Request(corpus(tmp_path, "csv", {"value": "40.125"}, "", 3000), NOW)).faults
    assert len(faults) == 21
    assert faults[-1].message == "and 2,980 more rows like those before, from here on"


def test_a_language_without_a_table_of_words_is_a_fault_of_its_document(tmp_path: Path) -> None:
    faults = examine(Request(corpus(tmp_path, "csv", {"value": "40"}, "pt"), NOW)).faults
    (fault,) = (fault for fault in faults if fault.code == "wrong-form")
    assert (fault.code, fault.mark.file, fault.mark.line) == ("wrong-form", "claims/papers.csv", 2)
    assert "a tag of BCP 47: de, en, es, fr, ja" in fault.message


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        pytest.param("es-MX", "", id="a country"),
        pytest.param("es-419", "", id="a region"),
        pytest.param("de-Latn-CH", "", id="behind a script"),
        pytest.param("de-1996", "", id="a spelling is no territory"),
        pytest.param("es-XM", "`XM` is no country or region that is known", id="no country"),
        pytest.param("es-mz1", "", id="a part of three letters and digits"),
        pytest.param("de-777", "`777` is no country or region that is known", id="no region"),
    ],
)
def test_an_unknown_territory_is_a_fault_of_its_document(tmp_path: Path, tag: str, told: str) -> None:
    faults = examine(Request(corpus(tmp_path, "csv", {"value": "40"}, tag), NOW)).faults
    found = [fault for fault in faults if fault.mark.file == "claims/papers.csv"]
    assert [(fault.code, fault.mark.line, told in fault.message) for fault in found] == [
        ("wrong-form", 2, True)
    ] * bool(told)
    assert told or not faults


TYPED = {"jsonl": as_jsonl, "parquet": as_parquet}
TYPES = {
    "size": {"label": "size", "datatype": "quantity", "kind": "constant", "unit": "km"},
    "version": {
        "label": "version",
        "datatype": "text",
        "kind": "constant",
        "constraints": [{"rule": "value-format", "pattern": "[0-9]+[.][0-9]+"}],
    },
}


def typed_corpus(folder: Path, form: str, rows: list[dict[str, Any]]) -> Path:
    """Claims of papers of their own, beside a vocabulary."""
    claims = folder / "claims"
    claims.mkdir()
    (claims / "vocabulary.yaml").write_text(json.dumps({**WORDS, "properties": TYPES}), encoding="utf-8")
    heads = [{"id": f"paper-{n}", "title": "P", "publisher": f"Q{n}", "published": "2020-01-01"} for n in range(9)]
    as_csv(claims / "papers", heads[: len(rows)])
    made = [
        {"document": f"paper-{n}", "id": "c", "quote": quote_of(row), "subject": "thing"} | row
        for n, row in enumerate(rows)
    ]
    TYPED[form](claims / "rows", made)
    return claims


@pytest.mark.parametrize("cells", ["value", "lo"], ids=["a value", "two ends"])
@pytest.mark.parametrize("output", [form.name for form in FORMATS if form.name != "badge"])
@pytest.mark.parametrize("form", TYPED)
def test_people_see_numbers_as_their_table_has_them(form: str, output: str, cells: str, tmp_path: Path) -> None:
    numbers = (40.125, 55.375, 40.125)
    rows = [{"value": n} if cells == "value" else {"lo": n, "hi": n + 0.5} for n in numbers]
    root = typed_corpus(tmp_path, form, [{"property": "size", **row} for row in rows])
    shown = CliRunner().invoke(main, ["check", str(root), "--format", output, "--as-of", NOW])
    assert shown.exit_code == 1
    assert "40.125" in shown.stdout
    assert "25e0" not in shown.stdout
    assert "75e0" not in shown.stdout


@pytest.mark.parametrize("form", TYPED)
def test_a_number_is_the_text_that_it_is_written_as(form: str, tmp_path: Path) -> None:
    root = typed_corpus(tmp_path, form, [{"property": "version", "value": 1.125}])
    paper = {"document": {"id": "y", "title": "Y", "publisher": "Y", "published": "2020-01-01"}}
    claim = {"id": "c", "quote": "1.125", "subject": "thing", "property": "version", "value": "1.125"}
    (root / "y.yaml").write_text(json.dumps({**paper, "claims": [claim]}), encoding="utf-8")
    result = examine(Request(root, NOW))
    assert not result.faults
    assert [finding.verdict for finding in result.findings] == ["agreement"]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("number, doubtful", [(40.125, False), ("40.125", True)], ids=["a number", "text"])
@pytest.mark.parametrize("output", ["out.jsonl", "out.parquet"])
def test_an_import_tells_numbers_from_text(
    form: str, number: float | str, doubtful: bool, output: str, tmp_path: Path
) -> None:
    TYPED[form](tmp_path / "foreign", [{"code": "a", "km": number}, {"code": "none", "km": "9" if doubtful else 9.125}])
    table = {
        "from": f"foreign.{form}",
        "columns": {"id": ["code", "km"], "value": "km", "quote": "km"},
        "constants": {"document": "paper", "subject": "thing", "property": "size", "unit": "km"},
        "skip": {"km": ["9", "9.125"]},
    }
    (tmp_path / "map.yaml").write_text(json.dumps(table), encoding="utf-8")
    root = corpus(tmp_path, "csv", {"value": "40"}, "")
    (root / "rows.csv").unlink()
    done = CliRunner().invoke(main, ["import", str(tmp_path / "map.yaml"), "--output", str(root / output)])
    assert done.exit_code == 0, done.output
    result = examine(Request(root, NOW))
    assert [fault.message.startswith(DOUBTFUL) for fault in result.faults] == [True] * doubtful
    (claim,) = result.corpus.claims
    assert (claim.id, claim.quote) == ("a-40-125", "40.125")
    assert [value_ends(box.value.literal) for box in result.boxes] == [(40.125, 40.125)] * (not doubtful)
