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
def disagreement(page: Page, review, arrived, step) -> Page:
    page.goto(review.address)
    arrived(page)
    page.keyboard.press("j")
    step(page, "Enter")
    return page


def draft(page: Page) -> None:
    page.keyboard.press("1")
    page.keyboard.press("b")
    page.keyboard.type("half a thou")


def form(page: Page) -> tuple[str, str, str]:
    return (
        page.evaluate("document.querySelector('[name=verdict]:checked')?.value ?? ''"),
        page.evaluate("document.querySelector('[name=positions]:checked')?.value ?? ''"),
        page.input_value("[name=reason]"),
    )


DRAFT = ("right", "B", "half a thou")


def change(claims: Path, file: str, old: str, new: str) -> None:
    path = claims / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_draft_survives_a_reload(disagreement: Page, arrived, says) -> None:
    draft(disagreement)
    disagreement.reload()
    arrived(disagreement)
    assert form(disagreement) == DRAFT
    says(disagreement, "draft")


def test_a_draft_belongs_to_its_finding(disagreement: Page, step) -> None:
    draft(disagreement)
    disagreement.keyboard.press("Escape")
    step(disagreement, "j")
    assert form(disagreement) == ("", "", "")
    step(disagreement, "k")
    assert form(disagreement) == DRAFT


def test_a_saved_draft_is_gone(disagreement: Page, step) -> None:
    draft(disagreement)
    step(disagreement, "Enter")
    disagreement.go_back()
    stored = disagreement.evaluate("Object.keys(sessionStorage).filter(key => key.includes('draft'))")
    assert stored == []


def test_a_restart_in_the_middle_keeps_progress_and_draft(
    disagreement: Page, step, arrived, start, review, sizes, shown, decided, watch
) -> None:
    watch.expected = ("ERR_CONNECTION_REFUSED", "403")  # the old page asks on until the new address is opened
    disagreement.keyboard.press("1")
    disagreement.keyboard.press("a")
    disagreement.keyboard.type("the first is done")
    step(disagreement, "Enter")
    middle = shown(disagreement)
    draft(disagreement)
    review.stop()
    again = start(sizes, port=review.port)
    disagreement.goto(again.address)
    arrived(disagreement)
    assert "1 of 3" in disagreement.inner_text("header")
    disagreement.goto(f"{again.address}f/{middle}")
    arrived(disagreement)
    assert form(disagreement) == DRAFT
    step(disagreement, "Enter")
    assert sorted(one["reason"] for one in decided(sizes).values()) == ["half a thou", "the first is done"]


def test_undo_reaches_behind_a_restart(disagreement: Page, step, arrived, start, review, sizes, decided, watch) -> None:
    watch.expected = ("ERR_CONNECTION_REFUSED", "403")
    for reason in ("one", "two"):
        disagreement.keyboard.press("1")
        disagreement.keyboard.press("a")
        disagreement.keyboard.type(reason)
        step(disagreement, "Enter")
    review.stop()
    disagreement.goto(start(sizes, port=review.port).address)
    arrived(disagreement)
    for left in (["one"], []):
        step(disagreement, "z")
        assert [one["reason"] for one in decided(sizes).values()] == left


def unnoticed(page: Page) -> None:
    """The page looks for no changes any more: the save comes before it has noticed one."""
    page.evaluate("void (window.fetch = () => new Promise(() => {}))")


def test_a_refused_save_keeps_the_draft_and_says_what_changed(
    disagreement: Page, shown, decided, sizes, step, watch
) -> None:
    watch.expected = ("409",)
    first = shown(disagreement)
    unnoticed(disagreement)
    draft(disagreement)
    for said in ("40", "7 kg", "3 m"):
        change(sizes, "first.yaml", f'"quote": "{said}"', f'"quote": "all of {said}"')
    step(disagreement, "Enter")
    assert (shown(disagreement), form(disagreement), decided(sizes)) == (first, DRAFT, {})
    said = disagreement.inner_text("[role=alert]")
    assert "Nothing was saved" in said
    assert "First: quote 3 m → all of 3 m" in said
    assert disagreement.evaluate("document.activeElement.role") == "alert"
    assert "all of" in disagreement.inner_text("mark >> nth=0")
    disagreement.focus("[name=reason]")
    step(disagreement, "Enter")
    assert decided(sizes)[f"{first}/ann"]["reason"] == DRAFT[2], "what is looked at again can be saved"


def test_what_was_written_on_a_finding_that_is_gone_is_shown(disagreement: Page, decided, sizes, step, watch) -> None:
    watch.expected = ("409",)
    unnoticed(disagreement)
    draft(disagreement)
    for old, same in (("40", "55"), ("7 kg", "9 kg"), ("3 m", "5 m")):
        change(sizes, "first.yaml", f'"{old}"', f'"{same}"')
    step(disagreement, "Enter")
    assert decided(sizes) == {}
    assert DRAFT[2] in disagreement.inner_text("main")


def test_what_was_written_is_shown_where_the_finding_went_before_the_save(
    disagreement: Page, sizes, step, watch
) -> None:
    watch.expected = ("404",)
    draft(disagreement)
    for old, same in (("40", "55"), ("7 kg", "9 kg"), ("3 m", "5 m")):
        change(sizes, "first.yaml", f'"{old}"', f'"{same}"')
    disagreement.wait_for_selector("#notice-words:not(:empty)")
    disagreement.keyboard.press("Escape")
    step(disagreement, "Shift+R")
    assert "This disagreement is gone" in disagreement.inner_text("main")
    assert DRAFT[2] in disagreement.inner_text("main")


def other_times(claims: Path) -> None:
    """The documents still differ, but at another time: all disagreements have other identifiers."""
    for name in ("first.yaml", "second.yaml"):
        change(claims, name, '"2015"', '"2010"')


def test_the_finding_that_took_the_place_takes_the_draft(disagreement: Page, shown, decided, sizes, step, says) -> None:
    first = shown(disagreement)
    draft(disagreement)
    other_times(sizes)
    disagreement.wait_for_selector("#notice-words:not(:empty)")
    disagreement.keyboard.press("Escape")
    step(disagreement, "Shift+R")
    after = shown(disagreement)
    assert (form(disagreement), first == after) == (DRAFT, False)
    says(disagreement, "took the place")
    assert "was=" not in disagreement.url
    disagreement.focus("[name=reason]")
    step(disagreement, "Enter")
    assert {name: one["reason"] for name, one in decided(sizes).items()} == {f"{after}/ann": DRAFT[2]}


def test_an_idle_page_goes_on_to_the_finding_that_took_the_place(
    disagreement: Page, shown, sizes, onwards, says
) -> None:
    first = shown(disagreement)
    onwards(disagreement, lambda: other_times(sizes))
    assert shown(disagreement) not in ("", first)
    says(disagreement, "took the place")


def test_a_save_on_a_finding_that_was_replaced_is_refused_with_the_draft(
    disagreement: Page, shown, decided, sizes, step, watch
) -> None:
    watch.expected = ("409",)
    first = shown(disagreement)
    unnoticed(disagreement)
    draft(disagreement)
    other_times(sizes)
    step(disagreement, "Enter")
    assert (form(disagreement), decided(sizes)) == (DRAFT, {})
    assert "Nothing was saved" in disagreement.inner_text("[role=alert]")
    after = shown(disagreement)
    disagreement.focus("[name=reason]")
    step(disagreement, "Enter")
    assert (after == first, list(decided(sizes))) == (False, [f"{after}/ann"])


def test_a_refused_save_after_another_ruling_keeps_the_draft(
    disagreement: Page, shown, sizes, step, watch, arrived
) -> None:
    watch.expected = ("409",)
    first = shown(disagreement)
    unnoticed(disagreement)
    draft(disagreement)
    folder = sizes / "decisions" / first
    folder.mkdir(parents=True)
    (folder / "ann.yaml").write_text("written elsewhere: true\n", encoding="utf-8")
    step(disagreement, "Enter")
    assert form(disagreement) == DRAFT
    assert "elsewhere" in disagreement.inner_text("main")
    assert (folder / "ann.yaml").read_text("utf-8") == "written elsewhere: true\n"
    disagreement.goto(disagreement.url.removesuffix("/decide"))
    arrived(disagreement)
    assert form(disagreement) == DRAFT


def test_an_outside_change_reaches_an_idle_page(disagreement: Page, sizes, onwards, says) -> None:
    def edit() -> None:
        for said in ("40", "7 kg", "3 m"):
            change(sizes, "first.yaml", f'"quote": "{said}"', f'"quote": "all of {said}"')

    onwards(disagreement, edit)
    says(disagreement, "changed")
    assert "all of" in disagreement.inner_text("mark >> nth=0")


def test_a_new_claim_reaches_an_idle_queue(page: Page, review, sizes, arrived, onwards) -> None:
    page.goto(review.address)
    arrived(page)
    expect(page.locator("#queue a.row")).to_have_count(3)
    expect(page.locator("#queue a.row", has_text="Third")).to_have_count(0)
    onwards(page, lambda: add(sizes))
    expect(page.locator("#queue a.row", has_text="Third")).to_have_count(1)


def add(claims: Path) -> None:
    """One more document, which contradicts the two others on the size."""
    about = {"id": "third", "title": "Third", "publisher": "P", "published": "2024-01-01"}
    claim = {"id": "c", "quote": "99", "subject": "thing", "property": "size", "value": "99", "as_of": "2015"}
    (claims / "third.yaml").write_text(json.dumps({"document": about, "claims": [claim]}), encoding="utf-8")


def test_an_outside_change_waits_while_somebody_writes(disagreement: Page, sizes, step) -> None:
    draft(disagreement)
    disagreement.evaluate("window.before = true")
    add(sizes)
    disagreement.wait_for_selector("#notice-words:not(:empty)")
    assert "changed" in disagreement.inner_text("#notice")
    assert (disagreement.evaluate("window.before"), form(disagreement)) == (True, DRAFT)
    disagreement.keyboard.press("Escape")
    step(disagreement, "Shift+R")
    assert form(disagreement) == DRAFT
    assert disagreement.inner_text("#notice-words") == ""


def test_a_review_that_ended_is_told(disagreement: Page, review, watch) -> None:
    watch.expected = ("ERR_CONNECTION_REFUSED",)
    draft(disagreement)
    review.stop()
    disagreement.wait_for_selector("#notice-words:not(:empty)")
    assert "does not answer" in disagreement.inner_text("#notice")
    assert form(disagreement) == DRAFT


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
    page.keyboard.press("a")
    page.keyboard.type("seen")
    step(page, "Enter")
    assert len(decided(sizes)) == 1
