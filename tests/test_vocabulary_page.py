"""The page on the vocabulary is true: its steps are done one after the other, and it names every field."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from checker.cli.main import main
from checker.model.vocabulary import Datatype, PropertyKind
from checker.readers.files import vocabulary as files

PAGE = (Path(__file__).parents[1] / "docs" / "vocabulary.md").read_text("utf-8")
STEPS = PAGE.partition("## A first vocabulary from nothing\n")[2].partition("\n## Entities\n")[0]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = {
    "Entities": files.EntityEntry,
    "Properties": files.PropertyEntry,
    "Definitions": files.DefinitionEntry,
    "Units": files.UnitEntry,
    "Fiscal years": files.FiscalYearEntry,
    "Relations that hold by definition": files.RelationEntry,
}


def test_the_steps_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claims").mkdir()
    command = ""
    said: list[tuple[str, str]] = []
    for language, text in BLOCK.findall(STEPS):
        if language == "yaml":
            name, _, content = text.partition("\n")
            Path(name.removeprefix("# ")).write_text(content, "utf-8")
        elif language == "sh":
            command = text.strip()
        else:
            done = CliRunner().invoke(main, shlex.split(command)[1:])
            assert done.exit_code in (0, 1), done.output
            said.append((text, done.stdout))
    assert len(said) == STEPS.count("\n### ")
    for shown, printed in said:
        assert shown == printed


@pytest.mark.parametrize(("section", "model"), SECTIONS.items())
def test_a_section_names_every_field(section: str, model: type[BaseModel]) -> None:
    text = re.split(r"^## ", PAGE.partition(f"\n## {section}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    assert [name for name in model.model_fields if f"`{name}`" not in text] == []


def test_the_page_names_every_section_kind_and_datatype() -> None:
    names = (*files.VocabularyFile.model_fields, *get_args(PropertyKind), *get_args(Datatype))
    assert [name for name in names if f"`{name}`" not in PAGE and f"\n{name}:" not in PAGE] == []


def test_links_to_other_pages_lead_to_a_heading(root: Path) -> None:
    for page, _, heading in (target.partition("#") for target in re.findall(r"\]\(([\w.-]*#?[\w-]*)\)", PAGE)):
        text = (root / "docs" / page).read_text("utf-8") if page else PAGE
        anchors = {
            re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
            for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        }
        assert not heading or heading in anchors, (page, heading)
