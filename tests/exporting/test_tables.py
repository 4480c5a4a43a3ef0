"""The tables that leave, opened by what users open them with: DuckDB, SQLite, and Arrow."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from pyarrow import parquet

import checker
from checker.cli.main import main
from checker.exporting.tables import TABLES, VIEWS
from tests.conftest import Build

NOW = "2026-11-22"
Query = Callable[[str], list[tuple]]
Made = dict[str, Query]
FORMS = ("sqlite", "duckdb")


def export(form: str, target: Path, *arguments: str) -> None:
    done = CliRunner().invoke(main, ["export", form, "--as-of", NOW, "--output", str(target), *arguments])
    assert done.exit_code in (0, 2), done.output


@pytest.fixture(params=["small", "own"])
def claims(request: pytest.FixtureRequest, root: Path) -> Path:
    """Two documents that part on a height; the five documents."""
    return root / "claims" if request.param == "own" else request.getfixturevalue("corpus")


@pytest.fixture
def made(claims: Path, tmp_path: Path) -> Iterator[Made]:
    """What answers a query to each of the two databases."""
    for form in FORMS:
        export(form, tmp_path / form, "--claims", str(claims))
    with (
        closing(sqlite3.connect(tmp_path / "sqlite")) as lite,
        closing(duckdb.connect(str(tmp_path / "duckdb"), read_only=True)) as duck,
    ):
        yield {
            "sqlite": lambda query: lite.execute(query).fetchall(),
            "duckdb": lambda query: duck.execute(query).fetchall(),
        }


def as_sqlite(row: tuple) -> tuple:
    return tuple(cell.isoformat() if isinstance(cell, date) else cell for cell in row)


@pytest.mark.parametrize("name", [one.name for one in (*TABLES, *VIEWS)])
def test_both_databases_say_the_same_in_the_same_order(made: Made, name: str) -> None:
    query = f'SELECT * FROM "{name}"'
    assert made["sqlite"](query) == [as_sqlite(row) for row in made["duckdb"](query)]


def test_parquet_says_the_same(made: Made, claims: Path, tmp_path: Path) -> None:
    export("parquet", tmp_path / "files", "--claims", str(claims))
    assert {path.name for path in (tmp_path / "files").iterdir()} == {f"{one.name}.parquet" for one in TABLES}
    for one in TABLES:
        there = parquet.read_table(tmp_path / "files" / f"{one.name}.parquet")
        rows = [tuple(row.values()) for row in there.to_pylist()]
        assert rows == made["duckdb"](f'SELECT * FROM "{one.name}"')


@pytest.mark.parametrize("form", FORMS)
def test_what_is_in_it_is_what_the_report_says(made: Made, claims: Path, form: str) -> None:
    result = checker.check(claims, as_of=NOW)
    ask, report = made[form], json.loads(result.to_json())
    assert [row[0] for row in ask("SELECT id FROM open_disagreements ORDER BY id")] == sorted(d.id for d in result.open)
    for name in ("claims", "documents", "disagreements", "findings"):
        key = {"claims": "ref"}.get(name, "id")
        assert [row[0] for row in ask(f"SELECT {key} FROM {name}")] == sorted(one[key] for one in report[name])
    for name in ("claims", "compared", "uncorroborated", "unknown", "unchecked"):
        assert ask(f"SELECT number FROM coverage WHERE name = '{name}'") == [(report["coverage"][name],)]
    shown = ask("SELECT disagreement, position, claim FROM position_claims")
    assert shown == sorted(
        (one["id"], number, ref)
        for one in report["disagreements"]
        for number, position in enumerate(one["positions"], start=1)
        for ref in position["claims"]
    )
    places = {(one["ref"], one["file"], one["line"]) for one in report["claims"]}
    sides = ask("SELECT claim, file, line FROM sides WHERE claim IS NOT NULL")
    assert sides
    assert set(sides) <= places


def test_sqlite_is_sound_and_rows_refer_to_rows(made: Made) -> None:
    assert made["sqlite"]("PRAGMA integrity_check") == [("ok",)]
    assert made["sqlite"]("PRAGMA foreign_key_check") == []
    assert made["sqlite"]('SELECT "table", "to" FROM pragma_foreign_key_list(\'position_claims\') ORDER BY 1') == [
        ("claims", "ref"),
        ("disagreements", "id"),
    ]


def test_duckdb_has_types_keys_and_words(made: Made) -> None:
    types = dict(made["duckdb"]("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'readings'"))
    assert {types[name] for name in ("low", "most")} == {"DOUBLE"}
    assert {types[name] for name in ("earliest", "holds_to")} == {"DATE"}
    assert made["duckdb"]("SELECT comment FROM duckdb_tables() WHERE table_name = 'run'") == [(TABLES[0].doc,)]
    keys = "SELECT table_name FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY' ORDER BY 1"
    assert made["duckdb"](keys) == sorted((one.name,) for one in TABLES)


def test_the_same_check_gives_the_same_file(corpus: Path, tmp_path: Path) -> None:
    for form in ("sqlite", "parquet"):
        for number in (1, 2):
            export(form, tmp_path / f"{form}-{number}", "--claims", str(corpus))
    assert (tmp_path / "sqlite-1").read_bytes() == (tmp_path / "sqlite-2").read_bytes()
    for path in (tmp_path / "parquet-1").iterdir():
        assert path.read_bytes() == (tmp_path / "parquet-2" / path.name).read_bytes()


HEIGHT = {"height": {"label": "height", "datatype": "quantity", "kind": "constant", "unit": "m"}}
BUILT = {"built": {"label": "built", "datatype": "date", "kind": "event"}}
READINGS = [
    pytest.param(HEIGHT, {"value": "42 m"}, ("low", "high"), (41.5, 42.5), id="a figure, as a reader rounds it"),
    pytest.param(HEIGHT, {"value": "over 40 m"}, ("low", "most"), (40.0, None), id="a range without an end"),
    pytest.param(HEIGHT, {"value": "1e400 m"}, ("low", "most"), (None, None), id="more than a column holds"),
    pytest.param(HEIGHT, {"value": "42 m"}, ("earliest", "holds_from"), (None, None), id="a figure is no day"),
    pytest.param(BUILT, {"value": "1950"}, ("earliest", "latest"), (date(1950, 1, 1), date(1950, 12, 31)), id="a year"),
    pytest.param(BUILT, {"value": "-0043-03-15"}, ("earliest", "latest"), (None, None), id="a day before the year 1"),
]


@pytest.mark.parametrize(("properties", "claim", "columns", "expected"), READINGS)
def test_readings_are_numbers_and_days(
    build: Build, tmp_path: Path, properties: dict, claim: dict, columns: tuple[str, str], expected: tuple
) -> None:
    folder = build({"one": [claim]}, properties)
    export("duckdb", tmp_path / "made", "--claims", str(folder))
    with closing(duckdb.connect(str(tmp_path / "made"), read_only=True)) as file:
        assert file.execute(f"SELECT {', '.join(columns)} FROM readings").fetchall() == [expected]


HOSTILE = "x'); DROP TABLE claims; --"


@pytest.mark.parametrize("form", FORMS)
def test_words_of_a_corpus_are_never_a_query(build: Build, tmp_path: Path, form: str) -> None:
    quote = f'42 m "{HOSTILE}'
    folder = build({"one": [{"value": "42 m", "quote": quote}]}, HEIGHT, {"thing": {"label": HOSTILE}})
    export(form, tmp_path / "made", "--claims", str(folder))
    opened: Any = sqlite3.connect(tmp_path / "made") if form == "sqlite" else duckdb.connect(str(tmp_path / "made"))
    with closing(opened) as file:
        assert file.execute("SELECT quote FROM claims").fetchall() == [(quote,)]


def test_a_fault_is_a_row_and_the_rest_is_there(corpus: Path, tmp_path: Path) -> None:
    (corpus / "broken.yaml").write_text("document: {id: broken}\nclaims: []\n", "utf-8")
    export("sqlite", tmp_path / "made")
    with closing(sqlite3.connect(tmp_path / "made")) as file:
        assert file.execute("SELECT DISTINCT code, file FROM faults").fetchall() == [
            ("missing-field", "claims/broken.yaml")
        ]
        assert file.execute("SELECT count(*) FROM claims").fetchone() == (5,)


def test_a_file_has_to_be_named(run) -> None:
    for form in (*FORMS, "parquet"):
        done = run("export", form)
        assert (done.exit_code, "--output" in done.stderr) == (2, True)


def test_the_page_names_every_table_and_its_query_runs(made: Made, root: Path) -> None:
    page = (root / "docs/exchange.md").read_text("utf-8").split("\n## Tables\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \| (.*) \|$", page, re.MULTILINE) == [
        (one.name, one.doc) for one in (*TABLES, *VIEWS)
    ]
    (query,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    rows = made["sqlite"](query)
    assert rows
    assert rows == made["duckdb"](query)
