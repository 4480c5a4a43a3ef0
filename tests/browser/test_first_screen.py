"""The first screen of the project's own corpus holds all that is open, on a usual screen, and on paper a summary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from checker.cli.main import main

if TYPE_CHECKING:
    from playwright.sync_api import Page

CLAIMS = Path(__file__).parents[2] / "claims"
HEIGHT = 900


def test_all_that_is_open_stands_on_the_first_screen(page: Page, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    done = CliRunner().invoke(main, ["report", str(CLAIMS), "--as-of", "2026-11-22", "--output", str(target)])
    assert done.exit_code == 1, done.output
    page.goto(target.as_uri())
    rows = page.locator(".open > li")
    assert rows.count() == 3
    last = rows.last.bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= HEIGHT
