"""A review by keys alone in Firefox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.firefox import Firefox, program, started


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    found = program()
    if found is None:
        pytest.skip("no Firefox: install one, or name it in CHECKER_FIREFOX")
    profile = tmp_path / "profile"
    profile.mkdir()
    with started(found, profile) as browser:
        yield browser


def test_everything_is_ruled_on_by_keys_and_taken_back(firefox: Firefox, start, sizes, decided) -> None:
    firefox.go(start(sizes).address)
    firefox.press("j")
    firefox.onwards("Enter")
    assert not firefox.evaluate("document.querySelector('#save').checkVisibility()"), (
        "one line until there is a verdict"
    )
    for keys in (("1", "b"), ("d", "m"), ("5",)):
        firefox.press(*keys)
        firefox.press(*f"read again, {keys[0]}")
        firefox.onwards("Enter")
    assert sorted(one["verdict"] for one in decided(sizes).values()) == ["cannot-tell", "defer", "right"]
    assert "nothing waits for your ruling" in firefox.evaluate("document.querySelector('main').innerText")
    firefox.onwards("z")
    assert firefox.evaluate("document.querySelector('[name=reason]').value") == "read again, 5"
    firefox.onwards("Enter")
    firefox.onwards("s")
    assert "You ruled on 3 disagreements." in firefox.evaluate("document.querySelector('main').innerText")
    paper = "getComputedStyle(document.body).backgroundColor"
    before = firefox.evaluate(paper)
    firefox.press("Shift+T")
    assert firefox.evaluate(paper) != before
    wide, window = firefox.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= window, "nothing stands out at the side"
