"""A foreign table becomes a table of claims by a map, exactly or not at all."""

from __future__ import annotations

import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.readers.load import load
from tests.readers.tables.conftest import Corpus

MAP = {
    "from": "foreign.csv",
    "columns": {"id": ["code", "year"], "subject": "code", "as_of": "year", "value": "km", "quote": "km"},
    "constants": {"document": "a-paper", "property": "length", "unit": "km"},
    "words": {"subject": {"MIL": "mill", "DCK": "dock"}},
    "skip": {"code": ["ALL"], "km": ["", "n/a"]},
}
FOREIGN = 'code,year,km,other\nMIL,2019,1.10,x\nDCK,2020,"1,234.50",y\nALL,2020,9,\nMIL,2021,n/a,\nMIL,2022,,\n'
ROWS = [
    {"id": "MIL-2019", "subject": "mill", "as_of": "2019", "value": "1.10", "quote": "1.10"},
    {"id": "DCK-2020", "subject": "dock", "as_of": "2020", "value": "1,234.50", "quote": "1,234.50"},
]  # fmt: skip


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", str(folder / "map.yaml"), *arguments])


def written(folder: Path, foreign: dict[str, str | bytes] | None = None, **changes: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    made = {key: value for key, value in {**MAP, **changes}.items() if value is not None}
    (folder / "map.yaml").write_text(json.dumps(made), "utf-8")
    for name, content in (foreign or {"foreign.csv": FOREIGN}).items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def parquet(names: tuple[str, ...] = ("code", "year", "km", "other")) -> bytes:
    stream = io.BytesIO()
    km = pa.array([Decimal("1.10"), Decimal("1234.50"), Decimal("9.00")])
    cells = [pa.array(["MIL", "DCK", "ALL"]), pa.array([2019, 2020, 2020]), km, pa.array([[1], [2], [3]])]
    pq.write_table(pa.Table.from_arrays(cells, names), stream)
    return stream.getvalue()


FORMS = {
    "csv": ({"foreign.csv": FOREIGN}, {}, "1,234.50"),
    "semicolons": ({"foreign.csv": "code;year;km\nMIL;2019;1.10\nDCK;2020;1234.50\n"}, {"separator": ";"}, "1234.50"),
    "a name that tells nothing": ({"foreign.txt": FOREIGN}, {"from": "*.txt", "format": "csv"}, "1,234.50"),
    "jsonl": (
        {"f.jsonl": '{"code": "MIL", "year": 2019, "km": 1.10}\n{"code": "DCK", "year": 2020, "km": 1234.50}\n'},
        {"from": "*.jsonl"},
        "1234.50",
    ),
    "parquet": ({"f.parquet": parquet()}, {"from": "f.parquet"}, "1234.50"),
    "several": (
        {"a.csv": "code,year,km\nMIL,2019,1.10\n", "b.csv": "code,km,year\nDCK,1234.50,2020\n"},
        {"from": "*.csv"},
        "1234.50",
    ),
}


@pytest.mark.parametrize(("foreign", "changes", "last"), FORMS.values(), ids=list(FORMS))
def test_every_form_of_foreign_table_gives_the_same_rows(
    tmp_path: Path, foreign: dict, changes: dict, last: str
) -> None:
    done = run(written(tmp_path, foreign, **changes))
    expected = [ROWS[0], {**ROWS[1], "value": last, "quote": last}]
    assert done.exit_code == 0, done.output
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{**row, **MAP["constants"]} for row in expected]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_what_is_written_is_a_table_of_claims(corpus: Corpus, form: str) -> None:
    root = corpus({})
    folder = written(root / "imports", constants={**MAP["constants"], "scope.place": "north", "denies": True})
    hashes = set()
    for _ in range(2):
        done = run(folder, "--output", str(root / f"made.{form}"))
        assert done.exit_code == 0, done.output
        hashes.add(hashlib.sha256((root / f"made.{form}").read_bytes()).hexdigest())
    assert len(hashes) == 1
    found = load(root)
    assert found.faults == ()
    assert [(c.ref, c.value, c.as_of, c.scope, c.denies) for c in found.claims] == [
        ("a-paper#MIL-2019", "1.10 km", "2019", (("place", "north"),), True),
        ("a-paper#DCK-2020", "1,234.50 km", "2020", (("place", "north"),), True),
    ]
    assert sorted(path.name for path in root.iterdir()) == sorted(
        ("documents.csv", "imports", f"made.{form}", "vocabulary.yaml")
    )


def test_documents_are_made_in_the_same_way_and_once_each(tmp_path: Path) -> None:
    foreign = {"foreign.csv": "name,year\nThe Book (A),2019\nThe Book (A),2019\nOther,2020\n"}
    columns = {"id": "name", "title": "name", "published": "year"}
    done = run(written(tmp_path, foreign, columns=columns, constants={"publisher": "P"}, words=None, skip=None))
    assert done.exit_code == 0, done.output
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "The-Book-A-", "title": "The Book (A)", "published": "2019", "publisher": "P"},
        {"id": "Other", "title": "Other", "published": "2020", "publisher": "P"},
    ]


WRONG = {
    "a word that the map has not": (
        {"foreign": {"foreign.csv": "code,year,km\nMILL,2019,5\n"}},
        'foreign.csv:2:1: wrong-word (subject): the map has no word for "MILL"; did you mean MIL?',
    ),
    "a column that there is not": (
        {"columns": {**MAP["columns"], "value": "kms"}},
        "foreign.csv:1:1: unknown-field (kms): there is no column kms in this table; did you mean km?",
    ),
    "a column that stands twice": (
        {"foreign": {"foreign.csv": "code,year,km,km\nMIL,2019,5,6\n"}},
        "foreign.csv:1:11: duplicate-key (km): the column km stands more than once; expected it once; rename one",
    ),
    "a column that stands twice in a Parquet file": (
        {"foreign": {"f.parquet": parquet(("code", "year", "km", "km"))}, "from": "f.parquet"},
        "f.parquet:1:1: duplicate-key (km): the column km stands more than once; expected it once; rename one",
    ),
    "a number that is none": (
        {"columns": {**{k: v for k, v in MAP["columns"].items() if k != "value"}, "lo": "other"}},
        'foreign.csv:2:15: wrong-form (lo): found "x", expected the smallest value, a plain number',
    ),
    "a field that there is not": (
        {"columns": {**MAP["columns"], "valeu": "km"}},
        "unknown-field (columns.valeu): there is no field valeu here; did you mean value?",
    ),
    "a field that is given twice": (
        {"constants": {**MAP["constants"], "value": "5"}},
        "wrong-fields (columns.value): value stands under columns and under constants; keep one of the two",
    ),
    "several columns for one field": (
        {"columns": {**MAP["columns"], "value": ["km", "year"]}},
        "wrong-fields (columns.value): found 2 columns for value, expected one; only the id is made of several",
    ),
    "a translation of what is no column": (
        {"words": {"subjct": {"a": "b"}}},
        "unknown-field (words.subjct): there is no field subjct under columns to translate; did you mean subject?",
    ),
    "a path out of the folder": (
        {"from": "../*.csv"},
        "path-outside (from): found ../*.csv, expected a path below the folder, without ..",
    ),
    "a path from the top": ({"from": "/etc/*"}, "path-outside (from): found /etc/*, expected a path below the folder"),
    "a path to nothing": ({"from": "none-*.csv"}, "unreadable-file (from): none-*.csv names no file"),
    "a name that tells no form": (
        {"foreign": {"foreign.txt": FOREIGN}, "from": "*.txt"},
        "foreign.txt:1:1: bad-table: the end of the name tells no form of table",
    ),
    "an unknown field of the map": ({"colums": {}}, "unknown-field (colums): there is no field colums here"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_told_and_nothing_is_written(tmp_path: Path, changes: dict, expected: str) -> None:
    output = tmp_path / "made" / "rows.jsonl"
    done = run(written(tmp_path / "in", **changes), "--output", str(output))
    assert done.exit_code == 2
    assert expected in done.stderr
    assert done.stderr.endswith("nothing was written\n")
    assert not output.parent.exists() or not list(output.parent.iterdir())


def test_many_rows_without_a_word_are_counted(tmp_path: Path) -> None:
    foreign = "code,year,km\n" + "".join(f"X{year},{year},5\n" for year in range(1000, 2000))
    done = run(written(tmp_path, {"foreign.csv": foreign}))
    assert done.exit_code == 2
    assert "and 980 more rows like those before, from here on" in done.stderr


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text(FOREIGN, "utf-8")
    folder = written(tmp_path / "in", {"other.csv": ""})
    (folder / "foreign.csv").symlink_to(tmp_path / "secret.csv")
    done = run(folder)
    assert done.exit_code == 2
    assert "path-outside" in done.stderr


def test_the_foreign_tables_may_lie_elsewhere(tmp_path: Path) -> None:
    folder = written(tmp_path / "maps")
    (folder / "foreign.csv").rename(tmp_path / "foreign.csv")
    assert run(folder, "--from", str(tmp_path)).exit_code == 0


def test_an_output_of_another_form_is_refused(tmp_path: Path) -> None:
    done = run(written(tmp_path), "--output", str(tmp_path / "rows.xlsx"))
    assert (done.exit_code, "expected a name that ends in .jsonl or .parquet" in done.stderr) == (2, True)
