"""Nothing that a reviewer wrote is lost: not by a reload, a restart, a refused save or a change from outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def review(start, sizes):
    return start(sizes)


@pytest.fixture
def finding(page: Page, review, arrived, step) -> Page:
    page.goto(review.address)
    arrived(page)
    page.keyboard.press("j")
    step(page, "Enter")
    return page


def draft(page: Page) -> None:
    page.keyboard.press("3")
    page.keyboard.press("s")
    page.keyboard.type("half a thou")


def form(page: Page) -> tuple[str, str, str]:
    return (
        page.evaluate("document.querySelector('[name=verdict]:checked')?.value ?? ''"),
        page.evaluate("document.querySelector('[name=why]:checked')?.value ?? ''"),
        page.input_value("[name=reason]"),
    )


DRAFT = ("both-right", "scope", "half a thou")


def change(claims: Path, file: str, old: str, new: str) -> None:
    path = claims / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_draft_survives_a_reload(finding: Page, arrived) -> None:
    draft(finding)
    finding.reload()
    arrived(finding)
    assert form(finding) == DRAFT
    finding.wait_for_function("document.querySelector('#said').textContent.includes('draft')")


def test_a_draft_belongs_to_its_finding(finding: Page, step) -> None:
    draft(finding)
    finding.keyboard.press("Escape")
    step(finding, "j")
    assert form(finding) == ("", "", "")
    step(finding, "k")
    assert form(finding) == DRAFT


def test_a_saved_draft_is_gone(finding: Page, step) -> None:
    draft(finding)
    step(finding, "Enter")
    finding.go_back()
    stored = finding.evaluate("Object.keys(sessionStorage).filter(key => key.includes('draft'))")
    assert stored == []


def test_a_restart_in_the_middle_keeps_progress_and_draft(
    finding: Page, step, arrived, start, review, sizes, shown, decided
) -> None:
    finding.keyboard.press("1")
    finding.keyboard.type("the first is done")
    step(finding, "Enter")
    middle = shown(finding)
    draft(finding)
    review.stop()
    again = start(sizes, port=review.port)
    finding.goto(again.address)
    arrived(finding)
    assert "1 of 3" in finding.inner_text("header")
    finding.goto(f"{again.address}f/{middle}")
    arrived(finding)
    assert form(finding) == DRAFT
    step(finding, "Enter")
    assert sorted(one["reason"] for one in decided(sizes).values()) == ["half a thou", "the first is done"]


def test_undo_reaches_behind_a_restart(finding: Page, step, arrived, start, review, sizes, decided) -> None:
    for reason in ("one", "two"):
        finding.keyboard.press("1")
        finding.keyboard.type(reason)
        step(finding, "Enter")
    review.stop()
    finding.goto(start(sizes, port=review.port).address)
    arrived(finding)
    for left in (["one"], []):
        step(finding, "z")
        assert [one["reason"] for one in decided(sizes).values()] == left


def test_a_refused_save_keeps_the_draft_and_says_what_changed(
    finding: Page, shown, decided, sizes, step, watch
) -> None:
    watch.expected = ("409",)
    first = shown(finding)
    draft(finding)
    finding.evaluate("window.fetch = () => new Promise(() => {})")  # the save comes before the page has noticed
    prop = first and finding.evaluate("document.querySelector('pre').textContent")
    old = next(value for value in ('"40"', '"7 kg"', '"3 m"') if value in prop)
    change(sizes, "first.yaml", f'"value": {old}', f'"value": "1{old[1:]}')
    step(finding, "Enter")
    assert decided(sizes) == {}
    said = finding.inner_text("main")
    assert "first#claim-" in said
    assert "changed" in said


def test_a_refused_save_after_another_ruling_keeps_the_draft(
    finding: Page, shown, decided, sizes, step, watch, arrived
) -> None:
    watch.expected = ("409",)
    first = shown(finding)
    draft(finding)
    finding.evaluate("window.fetch = () => new Promise(() => {})")
    folder = sizes / "decisions" / first
    folder.mkdir(parents=True)
    (folder / "ann.yaml").write_text("written elsewhere: true\n", encoding="utf-8")
    step(finding, "Enter")
    assert form(finding) == DRAFT
    assert "elsewhere" in finding.inner_text("main")
    assert (folder / "ann.yaml").read_text("utf-8") == "written elsewhere: true\n"
    finding.goto(finding.url.removesuffix("/decide"))
    arrived(finding)
    assert form(finding) == DRAFT


def test_an_outside_change_reaches_an_idle_page(finding: Page, sizes) -> None:
    source = finding.evaluate("document.querySelector('pre').textContent")
    old = next(value for value in ('"40"', '"7 kg"', '"3 m"') if value in source)
    finding.evaluate("window.before = true")
    change(sizes, "first.yaml", f'"value": {old}', f'"value": "1{old[1:]}')
    finding.wait_for_function("!window.before && document.documentElement.dataset.ready")
    finding.wait_for_function("document.querySelector('#said').textContent.includes('changed')")


def test_an_outside_change_waits_while_somebody_writes(finding: Page, sizes, step) -> None:
    draft(finding)
    finding.evaluate("window.before = true")
    three = {"document": {"id": "third", "title": "Third", "publisher": "P", "published": "2024-01-01"}, "claims": []}
    claim = {"id": "c", "quote": "w", "subject": "thing", "property": "size", "value": "99"}
    (sizes / "third.yaml").write_text(json.dumps({**three, "claims": [claim]}), encoding="utf-8")
    finding.wait_for_selector("#notice-words:not(:empty)")
    assert "changed" in finding.inner_text("#notice")
    assert (finding.evaluate("window.before"), form(finding)) == (True, DRAFT)
    finding.keyboard.press("Escape")
    step(finding, "Shift+R")
    assert form(finding) == DRAFT
    assert finding.inner_text("#notice-words") == ""


def test_a_review_that_ended_is_told(finding: Page, review, watch) -> None:
    watch.expected = ("ERR_CONNECTION_REFUSED",)
    draft(finding)
    review.stop()
    finding.wait_for_selector("#notice-words:not(:empty)")
    assert "does not answer" in finding.inner_text("#notice")
    assert form(finding) == DRAFT


def test_a_browser_that_refuses_storage_can_be_reviewed_with(
    page: Page, review, arrived, step, sizes, decided
) -> None:
    page.add_init_script(
        "for (const name of ['sessionStorage', 'localStorage'])"
        " Object.defineProperty(window, name, {get() { throw new DOMException('refused', 'SecurityError'); }})"
    )
    page.goto(review.address)
    arrived(page)
    page.keyboard.press("j")
    step(page, "Enter")
    page.keyboard.press("1")
    page.keyboard.type("seen")
    step(page, "Enter")
    assert len(decided(sizes)) == 1
