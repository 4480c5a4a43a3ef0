"""A map that is proposed for a table says what it is not sure of, and works when it is followed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.readers.load import load

VOCABULARY = {
    "entities": {
        "japan": {"label": "Japan", "also": ["JPN"]},
        "france": {"label": "France", "also": ["FRA"]},
        "men": {"label": "Male"},
    },
    "properties": {
        "population": {"label": "Population", "datatype": "quantity", "kind": "state"},
        "area": {"label": "Area", "datatype": "quantity", "kind": "state", "unit": "km2"},
    },
    "scopes": {"sex": "Sex"},
}
LONG = """Country,Year,Sex,Population,Note
Japan,2019,Male,61000000,x
Japan,2019,,126000000,x
Frannce,2019,,67000000,x
France,2019,,n/a,x
"""
WIDE = "Code;1990;2000;2010\nJPN;1;2;3\nFRA;4;;6\nWLD;1;1;1\n"
MEASURES = "| Country | Population | Area | Rank |\n|-|-|-|-|\n| Japan | 126 | 377,975 | 1 |\n| France | 67 | 5 | 2 |\n"
TABLES = {
    "names, a year, a scope": (
        "long.csv",
        LONG,
        [
            ("japan", "population", (("sex", "men"),), "2019", "61000000"),
            ("japan", "population", (), "2019", "126000000"),
        ],
        [
            "# not used: Note",
            '# there is no entity "Frannce" (1 row); did you mean france?',
            "# these cells of Population are no numbers;",
            "# As it stands it makes 2 claims.",
        ],
    ),
    "a column for each year": (
        "wide.csv",
        WIDE,
        [("japan", "population", (), year, value) for year, value in (("1990", "1"), ("2000", "2"), ("2010", "3"))]
        + [("france", "population", (), year, value) for year, value in (("1990", "4"), ("2010", "6"))],
        ["# the table does not say of what the values are; the vocabulary has population, area", 'separator: ";"'],
    ),
    "one column for a year": (
        "single.csv",
        "Country,2019\nJapan,1\nFrance,2\n",
        [("japan", "population", (), "2019", "1"), ("france", "population", (), "2019", "2")],
        ["# As it stands it makes 2 claims."],
    ),
    "columns called by numbers, and the times in one of them": (
        "numbered.csv",
        "1,2,2019\nJapan,2001,5\nFrance,2002,6\n",
        [("japan", "population", (), "2001", "5"), ("france", "population", (), "2002", "6")],
        ["# As it stands it makes 2 claims."],
    ),
    "a column for each property": (
        "measures.md",
        MEASURES,
        [
            ("japan", "population", (), "", "126"),
            ("japan", "area", (), "", "377,975 km2"),
            ("france", "population", (), "", "67"),
            ("france", "area", (), "", "5 km2"),
        ],
        ["# not used: Rank"],
    ),
}


@pytest.mark.parametrize(("name", "content", "claims", "comments"), TABLES.values(), ids=list(TABLES))
def test_what_is_proposed_works_when_it_is_followed(
    tmp_path: Path, name: str, content: str, claims: list, comments: list[str]
) -> None:
    root = tmp_path / "claims"
    (root / "imports").mkdir(parents=True)
    (root / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
    (root / "imports" / name).write_text(content, "utf-8")
    proposed = CliRunner().invoke(main, ["import", "--propose", str(root / "imports" / name)])
    assert proposed.exit_code == 0, proposed.output
    assert [comment for comment in comments if comment not in proposed.stdout] == []
    document = name.partition(".")[0]
    (root / "imports" / "map.yaml").write_text(proposed.stdout, "utf-8")
    (root / "documents.csv").write_text(f"id,title,publisher,published\n{document},A,P,2020\n", "utf-8")
    output = ["--output", str(root / "made.jsonl")]
    done = CliRunner().invoke(main, ["import", str(root / "imports" / "map.yaml"), *output])
    assert done.exit_code == 0, done.output
    found = load(root)
    assert found.faults == ()
    assert [(one.subject, one.property, one.scope, one.as_of, one.value) for one in found.claims] == claims


@pytest.mark.parametrize(
    ("name", "content", "first"),
    [
        ("a b.csv", 'x: y,"#1"\n"- a",5\n"*b",6\n', "- a"),
        ("[odd].csv", "null,true\n~,5\n&c,7\n", "~"),
        ("rows.json", '[{"1": "x y", "1.5": 5}, {"1": "z", "1.5": 6}]', "x y"),
        ("7.csv", "0x10,1e3\nx,5\nx 7,6\n", "x"),
        ("one.json", '{"limits": {"size": 5, "time": 7}, "a.b": 3}', ""),
    ],
)
def test_odd_names_are_written_so_that_they_are_read_back(tmp_path: Path, name: str, content: str, first: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    proposed = CliRunner().invoke(main, ["import", "--propose", str(tmp_path / name)])
    assert proposed.exit_code == 0, proposed.output
    assert "# there is no vocabulary.yaml" in proposed.stdout or not first
    (tmp_path / "map.yaml").write_text(proposed.stdout, "utf-8")
    done = CliRunner().invoke(main, ["import", str(tmp_path / "map.yaml")])
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(row["value"] for row in rows) in (["5", "6"], ["5", "7"], ["3", "5", "7"])
    assert not first or rows[0]["subject"] == first


WRONG = {
    "no form": ("x.txt", "a", [], "the end of the name tells no form of table"),
    "no rows": ("x.csv", "a,b\n", [], "the table has no rows"),
    "a broken table": ("x.json", "{", [], "this is not JSON here"),
    "a map beside it": ("x.csv", "a\n1\n", ["--output", "y.jsonl"], "--propose prints a map, and reads none"),
}


@pytest.mark.parametrize(("name", "content", "more", "expected"), WRONG.values(), ids=list(WRONG))
def test_a_table_that_cannot_be_read_gets_no_map(
    tmp_path: Path, name: str, content: str, more: list[str], expected: str
) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    done = CliRunner().invoke(main, ["import", "--propose", str(tmp_path / name), *more])
    assert (done.exit_code, expected in done.stderr, done.stdout) == (2, True, "")


def test_an_import_needs_a_map() -> None:
    assert "let one be made: --propose TABLE" in CliRunner().invoke(main, ["import"]).stderr
