"""The page on the architecture names what is there: every layer, every screen, every limit with its figure."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from checker import evaluate
from checker.scale import conflicting_keys, corpus, read
from checker.scale.scan import per_claim
from checker.screening import blocks, large
from checker.screening.screens import SCREENS

LIMITS = {
    "ALL_PAIRS": blocks.ALL_PAIRS,
    "MOST_PAIRS": evaluate.MOST_PAIRS,
    "MOST_ROWS": large.MOST_ROWS,
    "LARGE": corpus.LARGE,
    "MOST_JUDGED": conflicting_keys.MOST_JUDGED,
    "SOME_OF_KEY": conflicting_keys.SOME_OF_KEY,
    "MOST_READ": conflicting_keys.MOST_READ,
    "MOST_ALWAYS_JUDGED": read.MOST_ALWAYS_JUDGED,
    "MOST_KINDS": per_claim.MOST_KINDS,
}


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/architecture.md").read_text("utf-8")


def test_every_layer_has_its_row_in_the_order_of_the_contract(root: Path, page: str) -> None:
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "layers")
    names = [name.strip(" ()") for line in layers for name in line.split("|")]
    section = page.partition("## The layers")[2].partition("\n## ")[0]
    assert ["__main__", *re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)] == names


def test_the_map_of_the_package_names_every_layer(root: Path, page: str) -> None:
    layers = re.findall(r"^\| `(\w+)` \|", page.partition("## The layers")[2].partition("\n## ")[0], re.MULTILINE)
    there = {
        path.stem for path in (root / "checker").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert there - {"__init__", "__main__"} == set(layers)
    words = (root / "checker/__init__.py").read_text("utf-8").partition('"""')[2].partition('"""')[0]
    assert [name for name in layers if not re.search(rf"\b{name}\b", words)] == []


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_stands_with_its_figure(page: str, name: str) -> None:
    (row,) = (line for line in page.splitlines() if line.startswith("|") and f"`{name}`" in line)
    assert f"{LIMITS[name]:,}" in row


def test_every_screen_has_its_row(page: str) -> None:
    for screen in SCREENS:
        assert f"| `{screen.name.replace('-', '_').upper()}` | {screen.doc} |" in page
