"""What `docs/exchange.md` says is done as it says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.exporting.formats import FORMS
from checker.exporting.names import Names
from checker.exporting.shacl import SHAPES
from tests.importing.conftest import VOCABULARY

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(heading: str) -> list[tuple[str, str]]:
    """The blocks of a section: language and text."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [(found[1], found[2]) for found in BLOCK.finditer(section)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    return tmp_path


@pytest.mark.parametrize("heading", ["Annotations in", "Reviews of claims in"])
def test_what_comes_in_becomes_what_the_page_shows(folder: Path, heading: str) -> None:
    (_, given), (_, command), (_, said), (_, made) = blocks(heading)
    arguments = command.split()[1:]
    (folder / arguments[1]).write_text(given, "utf-8")
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(said)
    name, _, text = made.partition("\n")
    assert (folder / name.removeprefix("# ")).read_text("utf-8").partition("\n")[2] == text


def test_the_names_are_those_of_the_page() -> None:
    shown = re.findall(r"`(\S+harbour-report.keepers)`", PAGE)
    assert shown == [names.claim("harbour-report#keepers") for names in (Names("https://example.org/corpus/"), Names())]


def test_the_commands_of_the_page_run(folder: Path) -> None:
    (_, given), *_ = blocks("Annotations in")
    (folder / "highlights.json").write_text(given, "utf-8")
    CliRunner().invoke(main, ["import", "highlights.json"])
    commands = [
        line
        for heading in ("RDF", "Tables", "SHACL")
        for language, text in blocks(heading)
        if language == "sh"
        for line in text.splitlines()
    ]
    own = [command for command in commands if command.startswith("checker ")]
    assert len(own) == len(commands) - 1 == 6
    for command in own:
        done = CliRunner().invoke(main, command.split()[1:])
        assert done.exit_code == 0, done.output


def test_the_page_names_every_form_and_every_constraint_with_a_shape() -> None:
    assert [form.name for form in FORMS if f"`checker export {form.name}`" not in PAGE] == []
    section = PAGE.split("\n## SHACL\n")[1]
    assert [rule for rule in SHAPES if f"`{rule}`" not in section] == []
