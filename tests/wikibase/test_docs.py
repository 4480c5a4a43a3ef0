"""The page on Wikibases is true: its example is run word for word, and it names every identifier that is looked for."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.readers.files.wikibase import WikibaseFile
from checker.wikibase.constraints import RULES
from checker.wikibase.ids import ITEMS, PROPERTIES
from checker.wikibase.settings import read_settings

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs/wikibase.md").read_text("utf-8")


def test_the_example_does_what_the_page_says(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(page.partition("## What becomes of a statement")[0])
    told = ""
    ran = 0
    for language, text in blocks:
        match language:
            case "json":
                Path("entities.json").write_text(text, "utf-8")
            case "yaml":
                name, _, rest = text.removeprefix("# ").partition("\n")
                Path(name).write_text(rest, "utf-8")
            case "sh":
                told = CliRunner().invoke(main, shlex.split(text)[1:]).output
            case "text":
                assert told == text
                ran += 1
    assert ran == 4


def test_the_settings_are_sound(page: str, tmp_path: Path) -> None:
    text = next(text for language, text in BLOCK.findall(page) if language == "yaml" and "site:" in text)
    (tmp_path / "wikibase.yaml").write_text(text, "utf-8")
    asked, faults = read_settings(tmp_path / "wikibase.yaml", "wikibase.yaml")
    assert faults == ()
    assert asked is not None
    assert asked.model_fields_set | {"labels", "published"} == set(WikibaseFile.model_fields)


def test_every_label_that_is_looked_for_is_named(page: str) -> None:
    words = page.partition("<!-- ids -->")[2]
    others = [label for label in ITEMS if label not in RULES]
    assert [label for label in (*PROPERTIES, *others) if f"`{label}`" not in words] == []


def test_every_constraint_is_named(page: str) -> None:
    section = page.partition("## What becomes of constraints")[2].partition("\n## ")[0].replace("\n", " ")
    words = [label.removesuffix(" constraint").replace("-", " ") for label in RULES]
    assert [one for one in words if one not in section.replace("-", " ")] == []
