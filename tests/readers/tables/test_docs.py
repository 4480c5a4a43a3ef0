"""The examples of the page on tables are tables and maps that work."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from click.testing import CliRunner

from checker.cli.main import main
from checker.readers.load import load
from checker.readers.tables import columns_page
from checker.readers.tables.shape import sorts

FOREIGN = """Country Code;Year;Population;Sex
JPN;2019;126,264,931;Total
JPN;2019;61,000,000;Male
WLD;2019;7.7e9;Total
FRA;2019;..;Total
FRA;2020;67500000;Total
"""
WIDE = "county,1990,2000,2010,pop2010,area\nkings,1,2,3,4,5\n"


def blocks(root: Path, language: str) -> list[str]:
    """Those of the page, but for what it says of descriptions, which `test_described.py` follows."""
    page = (root / "docs/tables.md").read_text("utf-8")
    before, _, described = page.partition("\n### Tables that are described\n")
    page = before + described.partition("\n### ")[2]
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def test_the_tables_are_read(root: Path, tmp_path: Path) -> None:
    shutil.copy(root / "tests/errors/vocabulary.yaml", tmp_path)
    documents, claims = blocks(root, "csv")
    (tmp_path / "documents.csv").write_text(documents, "utf-8")
    (tmp_path / "claims.csv").write_text(claims, "utf-8")
    found = load(tmp_path)
    assert found.faults == ()
    assert [claim.value for claim in found.claims] == ["18.2 %", "exactly 21.5 to 22 %"]


def test_the_map_is_read(root: Path, tmp_path: Path) -> None:
    example, unpivoted = blocks(root, "yaml")
    page = (root / "docs/tables.md").read_text("utf-8")
    own = re.search(r"`columns: (\{pop2010.*?\})`", page, re.DOTALL)
    assert own
    (tmp_path / "map.yaml").write_text(example, "utf-8")
    (tmp_path / "wide.yaml").write_text(unpivoted, "utf-8")
    without_time = unpivoted.replace("as_of: year, ", "").replace("[1990, 2000, 2010]", own[1])
    (tmp_path / "own.yaml").write_text(without_time, "utf-8")
    (tmp_path / "population-2024.csv").write_text(FOREIGN, "utf-8")
    (tmp_path / "counties.csv").write_text(WIDE, "utf-8")
    for name, rows in (("map", 2), ("wide", 3), ("own", 2)):
        done = CliRunner().invoke(main, ["import", str(tmp_path / f"{name}.yaml")])
        assert (done.exit_code, done.stdout.count("\n")) == (0, rows), done.output


def test_every_column_is_on_the_page(root: Path) -> None:
    page = (root / "docs/tables.md").read_text("utf-8")
    assert [
        name for about in ("claims", "documents") for name in sorts(about) if not re.search(rf"\b{name}\b", page)
    ] == []


def test_the_list_of_columns_is_fresh(root: Path) -> None:
    page = (root / "docs/tables.md").read_text("utf-8")
    assert page == columns_page.page(), "run: make generate"
