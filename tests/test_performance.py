"""The page on performance shows what its commands print, and its commands exist."""

from __future__ import annotations

import importlib
import shlex
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def page(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    monkeypatch.delitem(sys.modules, "page", raising=False)  # an example may have one
    return importlib.import_module("page")


def block(command: str, output: str) -> str:
    return f"```sh\n{command}\n```\n\n```text\n{output}```\n"


PRINTS = f"{shlex.quote(sys.executable)} -c 'print(6 * 7)'"
FAILS = f"{shlex.quote(sys.executable)} -c 'print(1); raise SystemExit(2)'"


@pytest.mark.parametrize(
    ("before", "after", "failed"),
    [
        pytest.param(block(PRINTS, "41\n"), block(PRINTS, "42\n"), [], id="an output is written anew"),
        pytest.param(block(PRINTS, ""), block(PRINTS, "42\n"), [], id="a first output is written"),
        pytest.param(block(FAILS, "41\n"), block(FAILS, "41\n"), [FAILS], id="a failure leaves the output as it was"),
        pytest.param(f"```sh\n{PRINTS}\n```\nwords\n", f"```sh\n{PRINTS}\n```\nwords\n", [], id="no output, no place"),
        pytest.param(
            "a\n" + block(FAILS, "41\n") + "b\n" + block(PRINTS, "41\n") + "c\n",
            "a\n" + block(FAILS, "41\n") + "b\n" + block(PRINTS, "42\n") + "c\n",
            [FAILS],
            id="one of two",
        ),
    ],
)
def test_outputs_are_put_below_their_commands(
    page: ModuleType, before: str, after: str, failed: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "page.md"
    path.write_text(before, encoding="utf-8")
    assert page.written(path, "") == failed
    assert path.read_text(encoding="utf-8") == after


def test_only_the_commands_with_a_word_are_run(page: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(block(PRINTS, "41\n"), encoding="utf-8")
    assert page.written(path, "peers") == []
    assert path.read_text(encoding="utf-8") == block(PRINTS, "41\n")


def test_every_command_of_the_page_exists_and_shows_what_it_printed(page: ModuleType, root: Path) -> None:
    found = list(page.BLOCK.finditer((root / "docs" / "performance.md").read_text("utf-8")))
    assert len(found) > 5
    for block_ in found:
        program, script, *_ = shlex.split(block_["command"])
        assert program == ".venv/bin/python"
        assert (root / script).is_file(), block_["command"]
        assert len(block_["output"].splitlines()) > 2, block_["command"]
