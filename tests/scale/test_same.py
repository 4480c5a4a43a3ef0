"""Tables that go through the screen give the findings that every claim by itself gives."""

from __future__ import annotations

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from checker.model.result import Result
from checker.readers.tables.literal import literal as range_literal
from checker.request import Request
from checker.run import examine
from checker.scale.engine import EngineName
from tests.laws.conftest import REAL, Files, check, law, read
from tests.readers.tables.conftest import FORMS, Row
from tests.readers.tables.test_same import tables_of, without_allow
from tests.scale.conftest import NOW, open_findings, screened_result, worlds, write

SUBJECTS = 150


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("corpus") / "claims"
    return write(root, *worlds(random.Random(8), SUBJECTS), "parquet", SUBJECTS)


@pytest.fixture(scope="module")
def judged(tables: Path) -> Result:
    return examine(Request(tables, NOW))


def literal(row: Row) -> Row:
    """The row with its value in words, as claim files have it."""
    if "lo" not in row:
        return row
    value = range_literal(row["lo"], row.get("hi", ""), row.get("lo_open", False), False, "")
    return {**{key: cell for key, cell in row.items() if key not in ("lo", "hi", "lo_open")}, "value": value}


@pytest.mark.parametrize("form", FORMS)
def test_open_findings_are_the_same_in_every_form(form: str, chance: random.Random, tmp_path: Path) -> None:
    root = write(tmp_path / "claims", *worlds(chance, SUBJECTS), form, SUBJECTS)
    whole, screened = examine(Request(root, NOW)), screened_result(root)
    assert not whole.faults
    assert len(open_findings(whole)) > 20
    assert open_findings(screened) == open_findings(whole)
    assert screened.faults == whole.faults
    assert screened.coverage.claims == whole.coverage.claims
    assert screened.coverage.compared == whole.coverage.compared
    assert screened.coverage.alone == whole.coverage.alone
    assert len(screened.corpus.claims) < len(whole.corpus.claims)


@pytest.mark.parametrize("engine", ["plain", "duckdb"])
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("memory", [2**26, 2**31], ids=["little memory", "much memory"])
def test_no_engine_and_no_limit_changes_an_answer(
    engine: EngineName, threads: int, memory: int, tables: Path, judged: Result
) -> None:
    found = screened_result(tables, engine, threads=threads, memory=memory, slice_rows=7)
    assert open_findings(found) == open_findings(judged)
    assert found.sums == screened_result(tables).sums


@pytest.mark.usefixtures("spark")
def test_spark_answers_the_same(tables: Path, judged: Result) -> None:
    found = screened_result(tables, "spark")
    assert open_findings(found) == open_findings(judged)
    assert (found.sums, found.coverage) == ((other := screened_result(tables)).sums, other.coverage)


def test_the_order_of_rows_changes_nothing(chance: random.Random, tmp_path: Path) -> None:
    heads, rows = worlds(chance, SUBJECTS)
    first = screened_result(write(tmp_path / "claims", heads, rows, "parquet", SUBJECTS))
    chance.shuffle(rows)
    second = screened_result(write(tmp_path / "other" / "claims", heads, rows, "parquet", SUBJECTS, parts=5))
    assert open_findings(first) == open_findings(second)
    assert first.sums is not None
    assert second.sums is not None
    assert first.sums.properties == second.sums.properties
    assert [one.key for one in first.sums.keys] == [one.key for one in second.sums.keys]


def test_claims_of_files_are_held_against_those_of_tables(chance: random.Random, tmp_path: Path) -> None:
    heads, rows = worlds(chance, SUBJECTS)
    root = write(tmp_path / "claims", heads, [row for row in rows if row["document"] != "paper-2"], "jsonl", SUBJECTS)
    (root / "documents.jsonl").write_bytes(FORMS["jsonl"]([head for head in heads if head["id"] != "paper-2"]))
    own = [
        {key: value for key, value in literal(row).items() if key != "document"}
        for row in rows
        if row["document"] == "paper-2"
    ]
    (root / "paper-2.yaml").write_text(json.dumps({"document": heads[2], "claims": own}), "utf-8")
    whole, screened = examine(Request(root, NOW)), screened_result(root)
    assert not whole.faults
    assert open_findings(screened) == open_findings(whole)
    assert screened.coverage.compared == whole.coverage.compared
    assert {claim.ref for claim in whole.corpus.claims if claim.document.id == "paper-2"} <= {
        claim.ref for claim in screened.corpus.claims
    }


def through_the_screen(files: Files, form: str) -> Result:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "claims"
        root.mkdir()
        (root / "vocabulary.yaml").write_text(json.dumps(files["vocabulary"]), "utf-8")
        for name, content in tables_of(files, form, 2).items():
            (root / name).write_bytes(content)
        return screened_result(root)


@law
def test_relations_and_constraints_are_held_as_ever(files: Files, chance: random.Random) -> None:
    form = chance.choice(sorted(FORMS))
    assert open_findings(through_the_screen(files, form)) == open_findings(check(files))


@pytest.mark.parametrize("folder", REAL.values(), ids=list(REAL))
def test_the_corpora_of_the_tree_say_the_same_through_the_screen(folder: Path) -> None:
    files = without_allow(read(folder))
    assert open_findings(through_the_screen(files, "parquet")) == open_findings(check(files))
