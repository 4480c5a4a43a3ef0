"""Nothing that a reviewer wrote is lost: not by a reload, a restart, a refused save or a change from outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

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


def test_a_draft_survives_a_reload(finding: Page, arrived, says) -> None:
    draft(finding)
    finding.reload()
    arrived(finding)
    assert form(finding) == DRAFT
    says(finding, "draft")


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
    finding: Page, step, arrived, start, review, sizes, shown, decided, watch
) -> None:
    watch.expected = ("ERR_CONNECTION_REFUSED", "403")  # the old page asks on until the new address is opened
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


def test_undo_reaches_behind_a_restart(finding: Page, step, arrived, start, review, sizes, decided, watch) -> None:
    watch.expected = ("ERR_CONNECTION_REFUSED", "403")
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


def unnoticed(page: Page) -> None:
    """The page looks for no changes any more: the save comes before it has noticed one."""
    page.evaluate("void (window.fetch = () => new Promise(() => {}))")


def test_a_refused_save_keeps_the_draft_and_says_what_changed(
    finding: Page, shown, decided, sizes, step, watch
) -> None:
    watch.expected = ("409",)
    first = shown(finding)
    unnoticed(finding)
    draft(finding)
    for number in (1, 2, 3):
        change(sizes, "first.yaml", f'"words {number}"', f'"other words {number}"')
    step(finding, "Enter")
    assert (shown(finding), form(finding), decided(sizes)) == (first, DRAFT, {})
    said = finding.inner_text("[role=alert]")
    assert "Nothing was saved" in said
    assert "first#claim-" in said
    assert finding.evaluate("document.activeElement.role") == "alert"
    assert "other words" in finding.inner_text("mark >> nth=0")
    finding.focus("[name=reason]")
    step(finding, "Enter")
    assert decided(sizes)[f"{first}/ann"]["reason"] == DRAFT[2], "what is looked at again can be saved"


def test_what_was_written_on_a_finding_that_is_gone_is_shown(finding: Page, decided, sizes, step, watch) -> None:
    watch.expected = ("409",)
    unnoticed(finding)
    draft(finding)
    for old, same in (("40", "55"), ("7 kg", "9 kg"), ("3 m", "5 m")):
        change(sizes, "first.yaml", f'"value": "{old}"', f'"value": "{same}"')
    step(finding, "Enter")
    assert decided(sizes) == {}
    assert DRAFT[2] in finding.inner_text("main")


def test_what_was_written_is_shown_where_the_finding_went_before_the_save(finding: Page, sizes, step, watch) -> None:
    watch.expected = ("404",)
    draft(finding)
    for old, same in (("40", "55"), ("7 kg", "9 kg"), ("3 m", "5 m")):
        change(sizes, "first.yaml", f'"value": "{old}"', f'"value": "{same}"')
    finding.wait_for_selector("#notice-words:not(:empty)")
    finding.keyboard.press("Escape")
    step(finding, "Shift+R")
    assert "This finding is gone" in finding.inner_text("main")
    assert DRAFT[2] in finding.inner_text("main")


def other_values(claims: Path) -> None:
    """The documents still differ, but not as they did: all findings have other identifiers."""
    for old in ("40", "7 kg", "3 m"):
        change(claims, "first.yaml", f'"value": "{old}"', f'"value": "1{old}"')


def test_the_finding_that_took_the_place_takes_the_draft(finding: Page, shown, decided, sizes, step, says) -> None:
    first = shown(finding)
    draft(finding)
    other_values(sizes)
    finding.wait_for_selector("#notice-words:not(:empty)")
    finding.keyboard.press("Escape")
    step(finding, "Shift+R")
    after = shown(finding)
    assert (form(finding), first == after) == (DRAFT, False)
    says(finding, "took the place")
    assert "was=" not in finding.url
    finding.focus("[name=reason]")
    step(finding, "Enter")
    assert {name: one["reason"] for name, one in decided(sizes).items()} == {f"{after}/ann": DRAFT[2]}


def test_an_idle_page_goes_on_to_the_finding_that_took_the_place(finding: Page, shown, sizes, onwards, says) -> None:
    first = shown(finding)
    onwards(finding, lambda: other_values(sizes))
    assert shown(finding) not in ("", first)
    says(finding, "took the place")


def test_a_save_on_a_finding_that_was_replaced_is_refused_with_the_draft(
    finding: Page, shown, decided, sizes, step, watch
) -> None:
    watch.expected = ("409",)
    first = shown(finding)
    unnoticed(finding)
    draft(finding)
    other_values(sizes)
    step(finding, "Enter")
    assert (form(finding), decided(sizes)) == (DRAFT, {})
    assert "Nothing was saved" in finding.inner_text("[role=alert]")
    after = shown(finding)
    finding.focus("[name=reason]")
    step(finding, "Enter")
    assert (after == first, list(decided(sizes))) == (False, [f"{after}/ann"])


def test_a_refused_save_after_another_ruling_keeps_the_draft(finding: Page, shown, sizes, step, watch, arrived) -> None:
    watch.expected = ("409",)
    first = shown(finding)
    unnoticed(finding)
    draft(finding)
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


def test_an_outside_change_reaches_an_idle_page(finding: Page, sizes, onwards, says) -> None:
    def edit() -> None:
        for number in (1, 2, 3):
            change(sizes, "first.yaml", f'"words {number}"', f'"other words {number}"')

    onwards(finding, edit)
    says(finding, "changed")
    assert "other words" in finding.inner_text("mark >> nth=0")


def test_a_new_claim_reaches_an_idle_queue(page: Page, review, sizes, arrived, onwards) -> None:
    page.goto(review.address)
    arrived(page)
    expect(page.locator("#queue a.row")).to_have_count(3)
    onwards(page, lambda: add(sizes))
    expect(page.locator("#queue a.row")).to_have_count(5)


def add(claims: Path) -> None:
    """One more document, which contradicts the two others on the size."""
    about = {"id": "third", "title": "Third", "publisher": "P", "published": "2024-01-01"}
    claim = {"id": "c", "quote": "w", "subject": "thing", "property": "size", "value": "99"}
    (claims / "third.yaml").write_text(json.dumps({"document": about, "claims": [claim]}), encoding="utf-8")


def test_an_outside_change_waits_while_somebody_writes(finding: Page, sizes, step) -> None:
    draft(finding)
    finding.evaluate("window.before = true")
    add(sizes)
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


def test_a_browser_that_refuses_storage_can_be_reviewed_with(page: Page, review, arrived, step, sizes, decided) -> None:
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
