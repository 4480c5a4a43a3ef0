"""A whole review of the corpus of this repository, by keys alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def claims(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(root / "claims", tmp_path / "claims", ignore=shutil.ignore_patterns("decisions")))


def answers(number: int, positions: int) -> tuple[str, list[str]]:
    """A verdict and the keys that give it; another one for each disagreement."""
    if not positions:
        return "rule-wrong", ["4"]
    rulings = [("right", ["1", "a"]), ("wrong", ["2", "a"]), ("rule-wrong", ["4"])]
    return rulings[number % len(rulings)]


def test_every_open_finding_is_ruled_on_by_keys_alone(
    page: Page, start, claims, documents, arrived, step, shown, decided, checked
) -> None:
    before = checked(claims)
    todo = {name for name, one in before.items() if one["verdict"] in ("contradiction", "tension")}
    assert len(todo) > 2
    page.goto(start(claims, "--documents", str(documents)).address)
    arrived(page)
    page.keyboard.press("j")
    step(page, "Enter")
    given = {}
    for number in range(len(todo)):
        identifier = shown(page)
        positions = page.locator("[name=positions]")
        assert page.locator("blockquote .context:not(:empty)").count() > 0, "the quotes stand in their sentences"
        verdict, keys = answers(number, positions.count())
        for key in keys:
            page.keyboard.press(key)
        for _ in range(12):  # on to the reason, past the other claims that could be marked
            if page.evaluate("document.activeElement.name") == "reason":
                break
            page.keyboard.press("Tab")
        page.keyboard.type(f"looked up, number {number}")
        step(page, "Enter")
        given[identifier] = (verdict, f"looked up, number {number}")
    assert set(given) == todo
    assert f"{len(todo)} of {len(todo)} done" in page.inner_text("header")
    assert "nothing waits for your ruling" in page.inner_text("main")
    assert {
        name.removesuffix("/ann"): (one["verdict"], one["reason"]) for name, one in decided(claims).items()
    } == given
    after = checked(claims)
    assert {name: after[name]["decision"]["state"] for name in todo} == dict.fromkeys(todo, "decided")
    step(page, "s")
    assert page.inner_text("ol.steps").count("looked up, number") == len(todo)
