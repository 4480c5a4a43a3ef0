"""Descriptions of tables propose maps: Frictionless, Croissant, and what is neither or means harm."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main

PEOPLE = "code;year;n;rank\nJPN;2019;126;11\nFRA;2019;67;12\nFRA;2020;-999;12\n"
VOCABULARY = {
    "entities": {"japan": {"label": "Japan", "also": ["JPN"]}, "france": {"label": "France", "also": ["FRA"]}},
    "properties": {
        "area": {"label": "Area", "datatype": "quantity", "kind": "state", "unit": "km2"},
        "population": {"label": "Population", "datatype": "quantity", "kind": "state", "unit": "people"},
    },
}


@pytest.fixture
def imports(tmp_path: Path) -> Path:
    folder = tmp_path / "claims" / "imports"
    (folder / "data").mkdir(parents=True)
    (folder.parent / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
    (folder / "data/people.csv").write_text(PEOPLE, "utf-8")
    return folder


def propose(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", "--propose", str(path), *arguments])


def made(imports: Path, proposed: str) -> list[dict[str, str]]:
    """The rows that the map makes."""
    (imports / "map.yaml").write_text(proposed, "utf-8")
    done = CliRunner().invoke(main, ["import", str(imports / "map.yaml")])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def written(imports: Path, description: Any, name: str = "datapackage.json") -> Path:
    text = description if isinstance(description, str) else json.dumps(description)
    (imports / name).write_text(text, "utf-8")
    return imports / name


def package(*fields: dict, path: Any = "data/people.csv", **schema: Any) -> dict:
    table = {"name": "people", "path": path, "dialect": {"delimiter": ";"}}
    return {"resources": [table | {"schema": {"fields": list(fields), **schema}}]}


CODE, YEAR = {"name": "code", "type": "string"}, {"name": "year", "type": "year"}
N, RANK = {"name": "n", "type": "integer", "title": "Population"}, {"name": "rank", "type": "string"}
CROISSANT = {
    "@type": "sc:Dataset",
    "distribution": [{"@type": "cr:FileObject", "@id": "csv", "contentUrl": "data/people.csv"}],
    "recordSet": [
        {
            "@id": "people",
            "name": "people",
            "key": [{"@id": "people/code"}, {"@id": "people/year"}],
            "field": [
                {
                    "@id": f"people/{name}",
                    "name": title,
                    "dataType": kind,
                    "source": {"fileObject": {"@id": "csv"}, "extract": {"column": name}},
                }
                for name, title, kind in (
                    ("code", "code", "sc:Text"),
                    ("year", "year", ["sc:Date", "wd:Q577"]),
                    ("n", "Population", "https://schema.org/Integer"),
                    ("rank", "rank", "sc:Text"),
                )
            ],
        }
    ],
}


def test_the_page_says_what_is_proposed(imports: Path, root: Path) -> None:
    page = (root / "docs/tables.md").read_text("utf-8").split("\n### Tables that are described\n")[1].split("\n### ")[0]
    description, table, expected = (
        re.findall(rf"```{form}\n(.*?)```", page, re.DOTALL)[0] for form in ("json", "csv", "yaml")
    )
    (imports / "data/people.csv").write_text(table, "utf-8")
    done = propose(written(imports, description))
    assert (done.exit_code, done.stdout) == (0, expected)
    rows = made(imports, done.stdout)
    assert [(row["id"], row["subject"], row["as_of"], row["value"], row["unit"]) for row in rows] == [
        ("JPN-2019", "japan", "2019", "126", "people"),
        ("FRA-2019", "france", "2019", "67", "people"),
    ]


FOLLOWED = {
    "what is said decides": (package(CODE, YEAR, N, RANK, missingValues=["-999"]), "", ["126", "67"]),
    "missing values with labels, as of version 2": (
        package(CODE, YEAR, N, RANK, missingValues=[{"value": "-999", "label": "not known"}]), "", ["126", "67"],
    ),
    "a path in a list": (package(CODE, YEAR, N, RANK, path=["data/people.csv"]), "", ["126", "67", "-999"]),
    "a key of one column that tells no rows apart": (
        package(CODE, YEAR, N, RANK, primaryKey="code", missingValues=["-999"]), "", ["126", "67"],
    ),
    "a title gives the property": (package(CODE, YEAR, N, RANK), "", ["126", "67", "-999"]),
    "one of several": (
        {"resources": [{"name": "other", "path": "x.csv"}, *package(CODE, YEAR, N, RANK)["resources"]]}, "people",
        ["126", "67", "-999"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("description", "sheet", "values"), FOLLOWED.values(), ids=list(FOLLOWED))
def test_what_is_proposed_works_when_it_is_followed(
    imports: Path, description: dict, sheet: str, values: list[str]
) -> None:
    done = propose(written(imports, description), *(["--sheet", sheet] if sheet else []))
    assert done.exit_code == 0, done.output
    rows = made(imports, done.stdout)
    assert [row["value"] for row in rows] == values
    assert {row["property"] for row in rows} == {"population"}
    assert len({row["id"] for row in rows}) == len(rows)


def test_croissant_is_followed_too(imports: Path) -> None:
    (imports / "data/people.csv").write_text(PEOPLE.replace(";", ",").replace("-999", "68"), "utf-8")
    done = propose(written(imports, CROISSANT, "people.croissant.json"))
    assert done.exit_code == 0, done.output
    assert "id: [code, year]" in done.stdout
    assert [(row["id"], row["property"], row["value"]) for row in made(imports, done.stdout)] == [
        ("JPN-2019", "population", "126"),
        ("FRA-2019", "population", "67"),
        ("FRA-2020", "population", "68"),
    ]


def test_without_the_description_the_codes_would_be_figures(imports: Path) -> None:
    plain = propose(imports / "data/people.csv").stdout
    described = propose(written(imports, package(CODE, YEAR, N, RANK))).stdout
    assert "other columns hold numbers: rank" in plain
    assert "property: area" in plain
    assert "other columns hold numbers" not in described
    assert "property: population" in described


WRONG = {
    "a path upwards": (package(path="../vocabulary.yaml"), "", "path-outside"),
    "a path from the top": (package(path="/etc/passwd"), "", "path-outside"),
    "an address": (package(path="https://example.org/people.csv"), "", "path-outside"),
    "a link that leads out": (package(path="data/link.csv"), "", "path-outside"),
    "no such file": (package(path="data/other.csv"), "", "unreadable-file"),
    "a name too long": (package(path="x" * 5000), "", "unreadable-file"),
    "a folder": (package(path="data"), "", "unreadable-file"),
    "a path that is an object": (package(path={"a": 1}), "", "bad-table"),
    "a file of no known form": (package(path="data/people.txt"), "", "bad-table"),
    "no tables": ({"name": "x"}, "", "bad-table"),
    "tables that are a number": ({"resources": 5}, "", "bad-table"),
    "a list": ([1], "", "bad-table"),
    "several, and none named": ({"resources": package()["resources"] * 2}, "", "bad-table"),
    "none of that name": (package(), "others", "bad-table"),
    "no JSON": ('{"resources": [', "", "bad-table"),
    "a name twice": ('{"resources": [], "resources": []}', "", "duplicate-key"),
    "nested too deep": ("[" * 5000 + "]" * 5000, "", "too-deep"),
    "too many values": ("[" + "1," * 2_000_000 + "1]", "", "too-many-values"),
    "too large": (" " * (2**22 + 1), "", "file-too-large"),
    "a character that does not show": ('{"resources": "\\u0000"}', "", "control-character"),
}


@pytest.mark.parametrize(("description", "sheet", "code"), WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_told_with_its_place(imports: Path, description: Any, sheet: str, code: str) -> None:
    (imports / "data/people.txt").write_text("x", "utf-8")
    (imports / "data/link.csv").symlink_to(imports.parent / "vocabulary.yaml")
    done = propose(written(imports, description), *(["--sheet", sheet] if sheet else []))
    assert done.exit_code == 2
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert re.match(rf"(datapackage\.json|data/people\.txt)(:\d+:\d+)?: {code}\b", done.stderr), done.stderr[:300]
    assert done.stdout == ""


ODD = {
    "fields that are a text": package() | {"resources": [package()["resources"][0] | {"schema": {"fields": "x"}}]},
    "a schema that is a list": {"resources": [package()["resources"][0] | {"schema": [1]}]},
    "types that nobody knows": package({"name": "n", "type": "geopoint"}, {"name": "code", "type": ["a"]}),
    "columns that there are not": package({"name": "zzz", "type": "number"}, primaryKey=["zzz"]),
    "a title of markup": package({"name": "n", "title": "*/ # x: [y"}),
}


@pytest.mark.parametrize("description", ODD.values(), ids=list(ODD))
def test_what_is_odd_leaves_a_map_that_works(imports: Path, description: dict) -> None:
    done = propose(written(imports, description))
    assert done.exit_code == 0, done.output
    assert made(imports, done.stdout)
