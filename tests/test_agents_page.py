"""The page for programs is true: what it writes passes, and what it warns of is told."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.mcp.tools import MOST, TOOLS

PAGE = (Path(__file__).parents[1] / "docs" / "agents.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REPORT = """\
# Harbour report

Published: 3 June 2021

The harbour has a light of some 42 metres, planned in 1901; the year after, it was lit. It had five keepers in 1950.
"""


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which all that the page says has been done but for the check."""
    monkeypatch.chdir(tmp_path)
    Path("report.md").write_text(REPORT, "utf-8")
    digest = hashlib.sha256(REPORT.encode()).hexdigest()
    for language, text in BLOCK.findall(PAGE):
        if language == "yaml":
            name, _, content = text.partition("\n")
            Path(name.removeprefix("# ")).write_text(content.replace("{sha256}", digest), "utf-8")
        elif language == "sh" and "checker check" not in text:
            for command in text.splitlines():
                done = CliRunner().invoke(main, shlex.split(command)[1:])
                assert done.exit_code == 0, done.output
    return tmp_path / "claims" / "harbour-report.yaml"


def checked() -> Result:
    (command,) = [text for language, text in BLOCK.findall(PAGE) if language == "sh" and "checker check" in text]
    return CliRunner().invoke(main, shlex.split(command)[1:])


@pytest.mark.usefixtures("begun")
def test_what_the_page_writes_passes() -> None:
    done = checked()
    assert done.exit_code == 0, done.output
    assert "claims=8" in done.stdout


def test_the_server_that_the_page_names_is_there() -> None:
    (block,) = [text for language, text in BLOCK.findall(PAGE) if language == "json"]
    server = json.loads(block)["mcpServers"]["checker"]
    assert server["command"] == "checker"
    assert main.commands[server["args"][0]].make_context("mcp", server["args"][1:], resilient_parsing=True)
    section = PAGE.partition("## By the Model Context Protocol")[2]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(TOOLS)
    assert f"{MOST:,} characters" in section


@pytest.mark.parametrize(
    "right, wrong, code, told",
    [
        ("value: some 42 metres", "value: 42 metres", 1, "value-not-in-quote"),
        ("value: five keepers", "value: four keepers", 1, "value-not-in-quote"),
        ("quote: had five keepers in 1950", "quote: had 5 keepers in 1950", 2, "quote-not-found"),
        ("property: lit", "property: lighted", 2, "unknown-property"),
    ],
)
def test_what_does_not_pass_is_told(begun: Path, right: str, wrong: str, code: int, told: str) -> None:
    text = begun.read_text("utf-8")
    assert right in text
    begun.write_text(text.replace(right, wrong), "utf-8")
    done = checked()
    assert (done.exit_code, told in done.stdout) == (code, True), done.output
