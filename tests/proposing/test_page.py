"""The page on models is true: its command, what it prints, its limits and its draft."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from checker.cli.draft import KEY_VARIABLE
from checker.cli.main import main
from checker.proposing import endpoint, request
from tests.conftest import apart
from tests.proposing.conftest import Begun, Server

PAGE = (Path(__file__).parents[2] / "docs" / "models.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def shape(line: str) -> str:
    """A line without its figures and names."""
    line = re.sub(r"[0-9,]*[0-9](?!\d)", "N", re.sub(r"\S*[/.:]\S*", "NAME", line))
    return re.sub(r"\b(proposal|name|quote|value|request|draft|claim)s\b", r"\1", line)


def test_the_command_prints_what_the_page_shows(begun: Begun, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(begun.claims.parent)
    begun.text.rename("report.md")
    claim = {"subject": "bridge", "property": "workers", "value": "7"}
    invented = [claim | {"quote": quote} for quote in ("7 men", "7 boats", "Ann Lee painted it")]
    server.behaviour = lambda handler: handler.say({"claims": invented})
    command = BLOCKS["sh"].splitlines()[1].replace("http://localhost:8080/v1", server.url)
    done = apart(lambda: CliRunner().invoke(main, shlex.split(command)[1:]))
    assert done.exit_code == 0, done.output
    printed, shown = done.output.splitlines(), BLOCKS["text"].splitlines()
    assert [shape(line) for line in printed[:3]] == [shape(line) for line in shown]


def test_its_limits_are_those_of_the_code() -> None:
    named = (
        f"{request.PART:,} characters and {request.MOST_PARTS} parts",
        f"at most {request.MOST_NAMES} of a kind",
        f"{endpoint.MOST_BYTES:,} bytes",
        f"`{KEY_VARIABLE}`",
    )
    assert [words for words in named if words not in PAGE] == []
    (seconds,) = [option.default for option in main.commands["draft"].params if option.name == "timeout"]
    assert f"{seconds:g} seconds in all (`--timeout`)" in PAGE


def test_the_draft_that_it_shows_has_such_fields() -> None:
    (draft,) = yaml.safe_load(BLOCKS["yaml"])
    assert (draft["draft"], draft["proposed_by"]) == (True, "small-model at localhost:8080")
