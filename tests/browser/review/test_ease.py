"""What makes a review light: words that come back, days one key away, the texts at hand, and changes told."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

REASON = "the archive says <b>40</b>, “twice”"
TEXTS = {
    "first": "The pond\n\nIt rained and rained. In spring the pond measured 40 across.\n\nThe geese left in 1999.",
    "second": "A survey\n\nThe pond is 55 across. Its depth is 7 m.",
}


@pytest.fixture
def pond(build, tmp_path: Path) -> tuple[Path, Path]:
    """Two documents with their texts, which differ on one size; the folder of the claims, and that of the texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    about = {name: {"sha256": sha256(text.encode()).hexdigest(), "path": f"{name}.txt"} for name, text in TEXTS.items()}
    properties = {
        "size": {"label": "size", "datatype": "quantity", "kind": "constant"},
        "depth": {"label": "depth", "datatype": "quantity", "kind": "constant", "unit": "m"},
    }
    first = [{"value": "40", "quote": "measured 40 across", "text": about["first"]}]
    second = [{"value": "55", "quote": "The pond is 55 across", "text": about["second"]}]
    second.append({"value": "7 m", "quote": "Its depth is 7 m", "property": "depth"})
    return build({"first": first, "second": second}, properties), folder


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.id || document.activeElement.tagName")


def opened(page: Page, address: str, arrived, step) -> str:
    page.goto(address)
    arrived(page)
    page.keyboard.press("j")
    step(page, "Enter")
    return page.evaluate("document.body.dataset.disagreement")


def test_words_come_back_and_days_are_one_key_away(page: Page, start, pond, arrived, step, says, decided) -> None:
    claims, texts = pond
    identifier = opened(page, start(claims, "--documents", str(texts)).address, arrived, step)
    expect(page.locator("#save")).to_be_hidden()
    one_line = page.locator("#decide").bounding_box()
    assert one_line is not None
    assert one_line["height"] < 90, "before a verdict the ruling takes one line"
    for key, day in {"w": "2026-11-29", "m": "2026-12-22", "q": "2027-02-22", "y": "2027-11-22"}.items():
        page.keyboard.press("Escape")
        page.keyboard.press("6")
        page.evaluate("document.querySelector('[data-day]').focus()")
        page.keyboard.press(key)
        assert (focused(page), page.input_value("[name=until]")) == ("reason", day)
    page.keyboard.type(REASON)
    step(page, "Enter")
    step(page, "z")
    says(page, "What you wrote is in the form again")
    assert (page.input_value("[name=reason]"), page.input_value("[name=until]")) == (REASON, "2027-11-22")
    assert page.evaluate("document.querySelector('[name=verdict]:checked').value") == "defer"
    step(page, "Enter")
    given = decided(claims)[f"{identifier}/ann"]
    assert (given["reason"], str(given["until"])) == (REASON, "2027-11-22")


def test_what_changed_is_told_old_and_new_and_no_word_is_lost(page: Page, start, pond, arrived, step, decided) -> None:
    claims, texts = pond
    opened(page, start(claims, "--documents", str(texts)).address, arrived, step)
    page.keyboard.press("1")
    page.keyboard.press("b")
    page.keyboard.type(REASON)
    path = claims / "second.yaml"
    path.write_text(path.read_text("utf-8").replace('"value": "55"', '"value": "about 55"'), "utf-8")
    expect(page.locator("#reload")).to_be_visible(timeout=20_000)
    page.keyboard.press("Escape")
    step(page, "Shift+R")
    assert page.locator("#changed li").all_inner_texts() == ["Second: value 55 → about 55"]
    assert page.input_value("[name=reason]") == REASON
    assert page.is_checked("[name=positions][value=B]")
    step(page, "Enter")
    (given,) = decided(claims).values()
    assert (given["reason"], given["positions"]) == (REASON, ["B"])


def test_the_texts_are_one_key_away_and_so_is_the_way_back(
    page: Page, start, pond, arrived, step, onwards, barriers
) -> None:
    claims, texts = pond
    identifier = opened(page, start(claims, "--documents", str(texts)).address, arrived, step)
    step(page, "t")
    assert page.locator("mark.current").all_inner_texts() == ["measured 40 across", "The pond is 55 across"]
    assert "The geese left in 1999." in page.locator(".beside .text").first.inner_text()
    assert barriers(page) == []
    step(page, "t")
    assert page.evaluate("document.body.dataset.disagreement") == identifier
    onwards(page, lambda: page.locator("#side-B >> xpath=../../.. >> text=in the whole text").click())
    assert page.inner_text("h1") == "Second"
    assert focused(page) == "c-claim-1", "the quote that was asked for"
    marks = page.eval_on_selector_all(".text .said", "all => all.map(e => [e.className, e.textContent, e.tagName])")
    assert marks == [["said contradiction", "The pond is 55 across", "A"], ["said alone", "Its depth is 7 m", "SPAN"]]
    assert barriers(page) == []
    onwards(page, lambda: page.locator(".text a.said").click())
    assert page.evaluate("document.body.dataset.disagreement") == identifier
    onwards(page, lambda: page.locator("#side-A >> xpath=../../.. >> text=in the whole text").click())
    assert page.locator(".text .said.figure").all_inner_texts() == ["in 1999."], "what nobody encoded is visible"
    assert page.evaluate("document.querySelector('.text').innerText").count("\n\n") >= 2, "paragraphs stay apart"
    step(page, "t")
    assert page.evaluate("document.body.dataset.disagreement") == identifier


def test_a_search_marks_what_it_found_and_the_theme_is_remembered(new_context, start, sizes, arrived) -> None:
    page = new_context(viewport={"width": 1000, "height": 800}, color_scheme="light").new_page()
    address = start(sizes).address
    page.goto(f"{address}?q=WEIGHT+7")
    arrived(page)
    assert page.locator("#queue mark").all_inner_texts() == ["weight", "7"]
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.keyboard.press("Shift+T")
    dark = page.evaluate(paper)
    assert dark != light
    page.reload()
    arrived(page)
    assert page.evaluate(paper) == dark
    page.keyboard.press("Shift+T")
    assert page.evaluate(paper) == light
    without = new_context(color_scheme="dark")
    without.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})")
    page = without.new_page()
    page.goto(address)
    arrived(page)
    assert page.evaluate(paper) == dark
    page.keyboard.press("Shift+T")
    assert page.evaluate(paper) == light
