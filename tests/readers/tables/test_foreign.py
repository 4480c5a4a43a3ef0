"""Tables of pages, of files of settings and of databases are foreign tables like any other; hostile ones are faults."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main

COLUMNS = {"id": "site", "subject": "site", "value": "km", "quote": "km"}
CONSTANTS = {"document": "a-paper", "property": "length"}


def run(folder: Path, name: str, content: str | bytes, **changes: object) -> Result:
    """An import of a file by a map beside it."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    made = {"from": name, "columns": COLUMNS, "constants": CONSTANTS, **changes}
    (folder / "map.yaml").write_text(json.dumps(made), "utf-8")
    return CliRunner().invoke(main, ["import", str(folder / "map.yaml")])


def values(done: Result) -> list[tuple[str, str]]:
    assert done.exit_code == 0, done.output
    return [(row["subject"], row["value"]) for row in map(json.loads, done.stdout.splitlines())]


def database(folder: Path, *statements: str, name: str = "f.db") -> bytes:
    folder.mkdir(exist_ok=True)
    with sqlite3.connect(folder / name) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return (folder / name).read_bytes()


SITES = ("CREATE TABLE sites (site TEXT, km REAL)", "INSERT INTO sites VALUES ('mill', 1.5), ('dock', 40.125)")

MARKDOWN = """# Sites

| staff | site |
|------:|------|
| 5     | mill |

Lengths, in `km`:

site | **km** | note
--- | :-: | ---
[mill](https://a.example/mill) | 1.5 | a \\| b
dock | _40.125_ |

```
site | km
--- | ---
none | 1
```
"""
HTML = """<!doctype html><!-- <table><tr><td>site</td><td>km</td></tr></table> -->
<script>"<table>"</script>
<table><tr><th>staff<tr><td>5</table>
<table class="a>b"><caption>Lengths</caption>
<thead><tr><th colspan=2>2019</th></tr><tr><th>site</th><th>km<sup>[1]</sup></th></tr></thead>
<tr><td>
  <a href="#">mill</a></td><td>1.5<sup class="ref">[a]</sup><span style="display: none">9</span><del>8</del></td></tr>
<tr hidden><td>none</td><td>1</td></tr>
<tr><td>dock</td><td>40.125&nbsp;</td></tr>
</table>"""
FORMS = {
    "Markdown": ("f.md", MARKDOWN, {}),
    "Markdown, by number": ("f.md", MARKDOWN, {"table": "2"}),
    "HTML": ("f.html", HTML, {}),
    "JSON": ("f.json", '{"rows": [{"site": "mill", "km": 1.5},\n {"site": "dock", "km": 40.125}]}', {"rows": "rows"}),
    "JSON, a list": ("f.json", '[{"site": "mill", "km": 1.5}, {"site": "dock", "km": 40.125}]', {}),
    "TOML": (
        "f.toml",
        '[[a.rows]]\nsite = "mill"\nkm = 1.5\n[[a.rows]]\nsite = "dock"\nkm = 40.125\n',
        {"rows": "a.rows"},
    ),
    "YAML": ("f.yaml", "rows:\n- {site: mill, km: 1.5}\n- {site: dock, km: 40.125}\n", {"rows": "rows"}),
    "YAML, named rows": (
        "f.yml",
        "mill: {size: {km: [0, 1.5]}}\ndock:\n  size: {km: [0, 40.125]}\n",
        {"rows": "/", "columns": {"id": "@name", "subject": "@name", "value": "size.km[1]", "quote": "size.km[1]"}},
    ),
    "another ending": ("f.conf", "site = 'mill'\nkm = 1.5\n", {"format": "toml"}),
}


@pytest.mark.parametrize(("name", "content", "changes"), FORMS.values(), ids=list(FORMS))
def test_each_form_gives_its_rows(tmp_path: Path, name: str, content: str, changes: dict) -> None:
    found = values(run(tmp_path, name, content, **changes))
    assert [(site, value.removesuffix("e0")) for site, value in found] == [("mill", "1.5"), ("dock", "40.125")][
        : len(found)
    ]
    assert len(found) == 2 or name == "f.conf"


def test_a_database_gives_the_rows_of_a_table_in_its_order(tmp_path: Path) -> None:
    index = "CREATE INDEX by_site ON sites (site, km)"
    raw = database(tmp_path, *SITES, index, "CREATE TABLE other (site TEXT)")
    assert values(run(tmp_path, "f.db", raw)) == [("mill", "1.5"), ("dock", "40.125e0")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["f.db", "map.yaml"]


def test_numbers_of_settings_are_numbers_in_every_language_and_text_is_text(tmp_path: Path) -> None:
    content = "[a]\nsite = 'x'\nkm = 40.125\n[b]\nsite = 'y'\nkm = '40.125'\n[c]\nsite = 'z'\nkm = 1_000\n"
    assert values(run(tmp_path, "f.toml", content, rows="/")) == [("x", "40.125e0"), ("y", "40.125"), ("z", "1000")]


def test_cells_that_span_stand_in_each_row_and_column(tmp_path: Path) -> None:
    head = "<table><tr><th>site<th>y<th>km</tr>"
    page = f"{head}<tr><td rowspan=2>mill<td>1<td>5<tr><td>2<td>6<tr><td>dock<td colspan=2>7</table>"
    done = run(tmp_path, "f.html", page, columns={**COLUMNS, "id": ["site", "y"]})
    assert values(done) == [("mill", "5"), ("mill", "6"), ("dock", "7")]


PLACES = {
    "Markdown": ("f.md", "\n| site | km |\n|--|--|\n| mill |  x |\n", "f.md:4:11"),
    "HTML": ("f.html", "<table><tr><th>site<th>km\n<tr><td>mill\n<td> x", "f.html:3:6"),
    "JSON": ("f.json", '{"site": "mill",\n "km": "x"}', "f.json:2:8"),
    "TOML": ("f.toml", "site = 'mill'\n  km = 'x'", "f.toml:2:3"),
    "YAML": ("f.yaml", "site: mill\nkm: x", "f.yaml:2:5"),
}


@pytest.mark.parametrize(("name", "content", "place"), PLACES.values(), ids=list(PLACES))
def test_a_fault_stands_at_its_cell(tmp_path: Path, name: str, content: str, place: str) -> None:
    columns = {"id": "site", "subject": "site", "lo": "km", "quote": "km"}
    done = run(tmp_path, name, content, columns=columns)
    assert done.stderr.startswith(f'{place}: wrong-form (lo): found "x", expected the smallest value')


def test_a_fault_of_a_database_names_table_row_and_column(tmp_path: Path) -> None:
    raw = database(tmp_path, "CREATE TABLE t (site, note, km)", "INSERT INTO t VALUES ('mill', 1, x'00ff')")
    done = run(tmp_path, "f.db", raw)
    assert "f.db:t:1:3: wrong-type (value): found bytes, expected text or a number" in done.stderr


DEEP = "[" * 100_000
WRONG: dict[str, tuple[str, str | bytes, dict, Sequence[str]]] = {
    "no table": ("f.md", "# Nothing\n", {}, ["bad-table", "it has no table"]),
    "no table with these columns": (
        "f.md",
        "|a|\n|-|\n|1|\n\n|b|\n|-|\n|1|\n",
        {},
        ["none of its tables have these columns; it has 1 (a), 2 (b); name one as table in the map"],
    ),
    "a table that there is not": (
        "f.html",
        HTML,
        {"table": "3"},
        ["there is no table 3; it has 1 (staff), 2 (site, km)"],
    ),
    "a column that there is not": (
        "f.md",
        "|site|kms|\n|-|-|\n|a|1|\n",
        {},
        ["no column km in this table; did you mean kms?"],
    ),
    "more cells than names": ("f.md", "|site|km|\n|-|-|\n|a|1|2|\n", {}, ["f.md:3:6: ragged-row"]),
    "a page of spans": (
        "f.html",
        "<table><tr><th>site<th>km" + "<tr>" + "<td rowspan=60000 colspan=1000>" * 900 + "<tr>" * 5000,
        {},
        ["f.html:1:26: ragged-row", "too-many-values"],
    ),
    "deep JSON": ("f.json", DEEP, {}, ["f.json:1:1: too-deep", "nested more than 32 levels deep"]),
    "deep YAML": ("f.yaml", DEEP, {}, ["too-deep"]),
    "deep TOML": ("f.toml", f"a = {DEEP}", {}, ["toml-syntax", "nested too deep"]),
    "a name of many parts": ("f.toml", "b = 1\nc = {" + "a." * 40_000 + "a = 1}\n", {}, ["f.toml:2:6: too-deep"]),
    "a comment without an end": (
        "f.html",
        "<table><tr><th>site<th>km\n<tr><td>a<td>1<!--",
        {},
        ["f.html:2:15: bad-table: what begins here does not end, and hides the rest of the page"],
    ),
    "a quotation mark without an end": ("f.html", '<table><tr><td a="1>b</table>', {}, ["f.html:1:12: bad-table"]),
    "a script without an end": ("f.html", "<table></table><script>", {}, ["f.html:1:16: bad-table"]),
    "a very long line": ("f.md", "|a|b|\n" + "|-" * 40_000 + "\n", {}, ["f.md:2:1: too-long"]),
    "no JSON": ("f.json", '{"a": 1,\n "b" 2}', {}, ["f.json:2:6: bad-table: this is not JSON here: expected a colon"]),
    "a field that stands twice": ("f.json", '{"a": 1,\n "a": 2}', {}, ["duplicate-key", "the field a stands twice"]),
    "an anchor": ("f.yaml", "a: &x {b: 1}\nc: *x\n", {}, ["f.yaml:1:4: yaml-anchor", "f.yaml:2:4: yaml-alias"]),
    "a tag": ("f.yaml", "a: !!python/object:os.system x\n", {}, ["yaml-tag"]),
    "no TOML": ("f.toml", "a = \n", {}, ["f.toml:1:5: toml-syntax: this is not TOML"]),
    "a path to nothing": (
        "f.yaml",
        "limits: {size: 5}\nsite: x\n",
        {"columns": {**COLUMNS, "value": "limit.size"}},
        ["there is nothing at limit.size in this file; did you mean limits.size?"],
    ),
    "a path to a group": (
        "f.yaml",
        "km: {size: 5}\nsite: x\n",
        {},
        ["f.yaml:1:5: wrong-type (value): found a group, expected text or a number; name a path that goes on into it"],
    ),
    "rows where there are none": (
        "f.yaml",
        "a: {b: 5}\n",
        {"rows": "a.b"},
        ["f.yaml:1:8: bad-table: at a.b stands one value"],
    ),
    "a character that does not show": ("f.json", '{"site": "a\\u200b\\u0007", "km": 1}', {}, ["control-character"]),
    "no database": ("f.db", "SQLite", {}, ["this is no SQLite database"]),
    "a database cut off": (
        "f.db",
        b"SQLite format 3\x00" + bytes(2000),
        {},
        ["bad-table: the database cannot be read here"],
    ),
}


@pytest.mark.parametrize(("name", "content", "changes", "expected"), WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_told(
    tmp_path: Path, name: str, content: str | bytes, changes: dict, expected: Sequence[str]
) -> None:
    done = run(tmp_path, name, content, **changes)
    assert done.exit_code == 2, done.output
    assert [words for words in expected if words not in done.stderr] == []
    assert len(done.stderr) < 5000


def test_a_page_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for form in ("html", "markdown"):
        monkeypatch.setattr(f"checker.readers.tables.{form}.MOST_CELLS", 100)
    assert "more than 100 cells" in run(tmp_path, "f.html", "<table>" + "<td>" * 101).stderr
    assert "more than 100 cells" in run(tmp_path, "f.md", "|a|\n|-|\n" + "|1|\n" * 101).stderr


HOSTILE = {
    "a view": (["CREATE VIEW v AS SELECT 'mill' AS site, 1 AS km"], "it has no table"),
    "a computed column": (
        ["CREATE TABLE t (site, km AS (length(hex(zeroblob(9)))))", "INSERT INTO t VALUES ('mill')"],
        "there is no column km in this table; its columns are site",
    ),
    "a huge cell": (
        ["CREATE TABLE t (site, km)", "INSERT INTO t VALUES ('mill', printf('%.2000000c', 'x'))"],
        "string or blob too big",
    ),
    "text that is no UTF-8": (
        ["CREATE TABLE t (site, km)", "INSERT INTO t VALUES (CAST(x'ff41' AS TEXT), 1)"],
        "f.db:t:1:1: wrong-type (id)",
    ),
    "infinity": (
        ["CREATE TABLE t (site, km)", "INSERT INTO t VALUES ('mill', 9e999)"],
        "found inf, which is no number",
    ),
}


@pytest.mark.parametrize(("statements", "expected"), HOSTILE.values(), ids=list(HOSTILE))
def test_nothing_that_a_database_says_is_run(tmp_path: Path, statements: list[str], expected: str) -> None:
    done = run(tmp_path, "f.db", database(tmp_path, *statements))
    assert done.exit_code == 2
    assert expected in done.stderr


def test_a_database_that_is_being_written_is_refused(tmp_path: Path) -> None:
    raw = database(tmp_path, *SITES)
    (tmp_path / "f.db-wal").write_bytes(b"x")
    assert "f.db-wal holds changes that are not in the database yet" in run(tmp_path, "f.db", raw).stderr


def test_a_page_of_a_database_that_leads_to_itself_ends(tmp_path: Path) -> None:
    filled = [f"INSERT INTO sites VALUES ('{'x' * 900}{number}', 1)" for number in range(40)]
    raw = bytearray(database(tmp_path, "PRAGMA page_size = 4096", SITES[0], *filled))
    root = 4096  # page 2 is an inner one: all its cells are made to lead to the same leaf
    assert raw[root] == 5
    count = int.from_bytes(raw[root + 3 : root + 5], "big")
    first = int.from_bytes(raw[root + 12 : root + 14], "big")
    for cell in range(count):
        at = root + int.from_bytes(raw[root + 12 + 2 * cell : root + 14 + 2 * cell], "big")
        raw[at : at + 4] = raw[root + first : root + first + 4] if cell % 2 else (2).to_bytes(4, "big")
    done = run(tmp_path, "f.db", bytes(raw))
    assert done.exit_code == 2
    assert "the database cannot be read here" in done.stderr
