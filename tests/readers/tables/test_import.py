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
        "wrong-fields (columns.value): found 2 parts for value, expected one column; only id and document are made of ",
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


def test_words_without_a_translation_are_told_once_each_and_counted(tmp_path: Path) -> None:
    often = "".join(f"OFTEN,{year},5\n" for year in range(100))
    foreign = "code,year,km\n" + "".join(f"X{year},{year},5\n" for year in range(1000, 2000)) + often
    done = run(written(tmp_path, {"foreign.csv": foreign}))
    assert done.exit_code == 2
    assert 'foreign.csv:1002:1: wrong-word (subject): the map has no word for "OFTEN" (100 rows); ' in done.stderr
    assert "and 981 more such words, in 981 rows" in done.stderr
    assert len(done.stderr.splitlines()) == 22


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


def under(root: Path, foreign: str = FOREIGN, **changes: object) -> Path:
    """A map in a corpus, whose vocabulary has the names."""
    return written(root / "imports", {"foreign.csv": foreign}, **{"words": None, **changes})


ALSO = {
    "entities": {
        "mill": {"label": "The Mill", "also": ["MIL", "Old Works"]},
        "dock": {"label": "the dock", "also": ["DCK", "Old Works"]},
    },
    "properties": {
        "length": {"label": "Length of the site", "datatype": "quantity", "kind": "state", "unit": "km"},
        "owner": {"label": "owner", "datatype": "entity", "kind": "state"},
    },
    "scopes": {"place": "place"},
}


def with_names(corpus: Corpus) -> Path:
    return corpus({"vocabulary.yaml": json.dumps(ALSO)})


def test_other_names_of_the_vocabulary_are_names_of_a_foreign_table(corpus: Corpus) -> None:
    root = with_names(corpus)
    folder = under(root, constants={**MAP["constants"], "property": "length of the SITE", "said_by": "the mill"})
    done = run(folder, "--output", str(root / "made.jsonl"))
    assert (done.exit_code, done.output) == (0, "2 claims from 1 table\n")
    found = load(root)
    assert found.faults == ()
    assert [(c.subject, c.property, c.said_by) for c in found.claims] == [
        ("mill", "length", "mill"),
        ("dock", "length", "mill"),
    ]


def test_words_of_the_map_go_before_the_vocabulary_and_need_not_have_them_all(corpus: Corpus) -> None:
    folder = under(with_names(corpus), words={"subject": {"MIL": "the dock"}})
    assert [json.loads(line)["subject"] for line in run(folder).stdout.splitlines()] == ["dock", "dock"]


def test_values_that_are_entities_are_looked_up_too(corpus: Corpus) -> None:
    columns = {"id": "code", "subject": "code", "value": "km", "quote": "km"}
    constants = {"document": "a-paper", "property": "owner"}
    folder = under(with_names(corpus), "code,km\nMIL,the DOCK\n", columns=columns, constants=constants)
    assert [json.loads(line)["value"] for line in run(folder).stdout.splitlines()] == ["dock"]


UNKNOWN_NAMES = {
    "a subject, once, with its rows": (
        {"foreign": "code,year,km\nMILLL,2019,1\nMIL,2020,1\nMILLL,2021,1\n"},
        'foreign.csv:2:1: unknown-entity (subject): there is no entity "MILLL" (2 rows); did you mean mill?',
    ),
    "a name of several": (
        {"foreign": "code,year,km\nold works,2019,1\n"},
        'foreign.csv:2:1: unknown-entity (subject): "old works" is a name of dock, mill; say under words which of them',
    ),
    "a name that nothing is like": (
        {"foreign": "code,year,km\nWorld,2019,1\n"},
        'there is no entity "World"; add it to entities in the vocabulary, or to words or skip in the map',
    ),
    "a property": (
        {"constants": {**MAP["constants"], "property": "lenght"}},
        'unknown-property (property): there is no property "lenght" (2 rows); did you mean length?',
    ),
    "a translation": (
        {"words": {"subject": {"MIL": "mil1"}}},
        'foreign.csv:2:1: unknown-entity (subject): there is no entity "mil1"; did you mean mill?',
    ),
    "a scope dimension": (
        {"constants": {**MAP["constants"], "scope.plce": "mill"}},
        'unknown-scope (constants.scope.plce): there is no scope dimension "plce"; did you mean place?',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), UNKNOWN_NAMES.values(), ids=list(UNKNOWN_NAMES))
def test_names_that_the_vocabulary_lacks_are_faults_of_the_import(corpus: Corpus, changes: dict, expected: str) -> None:
    done = run(under(with_names(corpus), **changes))
    assert done.exit_code == 2
    assert expected in done.stderr
    assert done.stderr.endswith("nothing was written\n")


def test_without_a_vocabulary_it_says_that_names_were_not_looked_up(tmp_path: Path) -> None:
    assert "no vocabulary.yaml stands beside the map or above it" in run(written(tmp_path)).stderr


def test_keep_takes_only_rows_that_say_so(tmp_path: Path) -> None:
    done = run(written(tmp_path, keep={"code": ["MIL"], "year": [2019, 2021]}))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["MIL-2019"]


WIDE = "site,2019,2020,staff\nMIL,1.10,1.20,5\nDCK,,2,7\n"
LONG = {"id": ["site", {"text": "km"}, "year"], "subject": "site", "as_of": "year", "value": "km", "quote": "km"}


def wide(folder: Path, become_rows: object, foreign: str = WIDE, **changes: object) -> Path:
    unpivot = {"columns": become_rows, "name": "year", "value": "km"}
    kept = {"columns": LONG, "unpivot": unpivot, "skip": {"km": [""]}, **changes}
    return written(folder, {"foreign.csv": foreign}, **kept)


def test_columns_become_rows_and_identifiers_hold_fixed_text(tmp_path: Path) -> None:
    done = run(wide(tmp_path, ["2019", "2020"]))
    assert done.exit_code == 0, done.output
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["subject"], row["as_of"], row["value"]) for row in made] == [
        ("MIL-km-2019", "mill", "2019", "1.10"),
        ("MIL-km-2020", "mill", "2020", "1.20"),
        ("DCK-km-2020", "dock", "2020", "2"),
    ]


def test_a_column_says_what_holds_in_its_rows_its_source_among_that(tmp_path: Path) -> None:
    own = {"2020": {"document": "b-paper", "exact": True}, "staff": {"property": "staff", "unit": "people"}}
    columns = {key: value for key, value in LONG.items() if key != "as_of"}
    done = run(wide(tmp_path, own, columns=columns))
    assert done.exit_code == 0, done.output
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["document"], row["property"], row["unit"], row.get("value"), row.get("lo"), row.get("hi"))
            for row in made] == [
        ("b-paper", "length", "km", None, "1.20", "1.20"),
        ("a-paper", "staff", "people", "5", None, None),
        ("b-paper", "length", "km", None, "2", "2"),
        ("a-paper", "staff", "people", "7", None, None),
    ]  # fmt: skip


def test_exact_figures_are_their_own_ends(corpus: Corpus) -> None:
    root = corpus({})
    done = run(written(root / "imports", exact=True), "--output", str(root / "made.parquet"))
    assert done.exit_code == 2
    assert 'wrong-form (lo): found "1,234.50", expected the smallest value, a plain number' in done.stderr
    folder = written(root / "imports", {"foreign.csv": FOREIGN.replace("1,234.50", "1234.50")}, exact=True)
    assert run(folder, "--output", str(root / "made.parquet")).exit_code == 0
    assert [claim.value for claim in load(root).claims] == ["exactly 1.10 km", "exactly 1234.50 km"]


def test_faults_of_columns_that_become_rows_stand_at_their_cells(tmp_path: Path) -> None:
    columns = {key: value for key, value in LONG.items() if key != "value"} | {"lo": "km"}
    done = run(wide(tmp_path, ["2019", "2020"], columns=columns, foreign=WIDE.replace("1.20", "x")))
    assert 'foreign.csv:2:10: wrong-form (lo): found "x"' in done.stderr


def test_the_source_of_a_row_is_made_of_a_column(tmp_path: Path) -> None:
    foreign = "code,year,km,source\nMIL,2019,5,The Mill Co.\n"
    columns = {**MAP["columns"], "document": [{"text": "paper"}, "source", "year"]}
    constants = {"property": "length", "unit": "km"}
    done = run(written(tmp_path, {"foreign.csv": foreign}, columns=columns, constants=constants))
    assert json.loads(done.stdout)["document"] == "paper-The-Mill-Co--2019"


SLIPS = {
    "a fixed text in another field": (
        {"columns": {**MAP["columns"], "value": [{"text": "5"}]}},
        "wrong-fields (columns.value): found a fixed text for value, expected one column; only id and document",
    ),
    "an identifier that is the same in all rows": (
        {"columns": {**MAP["columns"], "id": [{"text": "x"}]}},
        "wrong-fields (columns.id): found no column for id, expected one; what is the same in all rows stands in",
    ),
    "a field that a column gives as well": (
        {"unpivot": {"columns": {"km": {"as_of": "2020"}}}},
        "wrong-fields (columns.as_of): as_of stands under columns and under unpivot; keep one of the two",
    ),
    "a field of a column that there is not": (
        {"unpivot": {"columns": {"km": {"valeu": "2020"}}}},
        "unknown-field (unpivot.columns.km.valeu): there is no field valeu here; did you mean value?",
    ),
    "exact beside ends": (
        {"columns": {**MAP["columns"], "lo": "km"}, "exact": True},
        "wrong-fields (exact): lo and hi stand beside exact, which makes them of value; keep one of the two",
    ),
    "an exact that is neither": (
        {"unpivot": {"columns": {"km": {"exact": "no"}}}},
        "wrong-word (unpivot.columns.km.exact): found no, expected true or false; correct it",
    ),
    "no column that becomes rows": ({"unpivot": {"columns": []}}, "(unpivot.columns)"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), SLIPS.values(), ids=list(SLIPS))
def test_slips_of_a_map_stand_at_their_place(tmp_path: Path, changes: dict, expected: str) -> None:
    done = run(written(tmp_path, **changes))
    assert done.exit_code == 2
    assert expected in done.stderr
    assert f"{tmp_path}/map.yaml:1:" in done.stderr


def several(folder: Path) -> list[str]:
    written(folder)
    documents = {"from": "foreign.csv", "columns": {"id": "code", "title": "code"},
                 "constants": {"publisher": "P", "published": "2020"}}  # fmt: skip
    (folder / "papers.yaml").write_text(json.dumps(documents), "utf-8")
    other = {**MAP, "constants": {**MAP["constants"], "document": "b-paper"}}
    (folder / "other.yaml").write_text(json.dumps(other), "utf-8")
    return [str(folder / f"{name}.yaml") for name in ("map", "papers", "other")]


def test_several_maps_are_done_in_one_run(tmp_path: Path) -> None:
    maps = several(tmp_path / "in")
    done = CliRunner().invoke(main, ["import", maps[0], maps[2]])
    assert [json.loads(line)["document"] for line in done.stdout.splitlines()] == ["a-paper"] * 2 + ["b-paper"] * 2
    both = CliRunner().invoke(main, ["import", *maps])
    assert "one map makes claims and another one documents; give a folder with --output DIR/" in both.stderr
    done = CliRunner().invoke(main, ["import", *maps, "--output", str(tmp_path / "out")])
    assert (done.exit_code, done.output.startswith("2 claims, 3 documents, 2 claims from 3 tables")) == (0, True)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["map.jsonl", "other.jsonl", "papers.jsonl"]


def test_nothing_is_written_where_one_of_several_maps_is_at_fault(tmp_path: Path) -> None:
    maps = several(tmp_path / "in")
    (tmp_path / "in" / "foreign.csv").write_text(FOREIGN.replace("DCK", "DOCK"), "utf-8")
    done = CliRunner().invoke(main, ["import", *maps, "--output", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert list((tmp_path / "out").iterdir()) == []
