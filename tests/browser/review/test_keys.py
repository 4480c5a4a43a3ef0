"""Everything can be done by keys alone, and no key does anything that the reviewer did not mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def disagreement(page: Page, start, sizes, arrived, step) -> Page:
    """The first of three disagreements, opened from the queue by keys."""
    page.goto(start(sizes).address)
    arrived(page)
    page.keyboard.press("j")
    step(page, "Enter")
    return page


def verdict(page: Page) -> str | None:
    return page.evaluate("document.querySelector('[name=verdict]:checked')?.value ?? null")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.id || document.activeElement.tagName")


VERDICTS = {
    "1": ("right", "positions"),
    "2": ("wrong", "positions"),
    "3": ("claim-file-wrong", "claims"),
    "4": ("rule-wrong", "reason"),
    "5": ("cannot-tell", "reason"),
    "6": ("defer", "BUTTON"),
    "d": ("defer", "BUTTON"),
}


def test_a_digit_chooses_a_verdict_and_leads_to_what_it_asks_for(disagreement: Page) -> None:
    found = {}
    for key in VERDICTS:
        disagreement.keyboard.press("Escape")
        disagreement.keyboard.press(key)
        found[key] = (verdict(disagreement), focused(disagreement))
        asked = disagreement.eval_on_selector_all(
            "#decide [data-for]", "groups => groups.filter(g => g.checkVisibility()).map(g => g.dataset.for)"
        )
        assert [group for group in asked if found[key][0] not in group.split()] == [], "what other verdicts ask for"
        assert bool(asked) == (found[key][1] != "reason")
    assert found == VERDICTS


def test_a_ruling_is_saved_by_enter_and_the_next_finding_comes(
    disagreement: Page, step, shown, decided, sizes, says
) -> None:
    first = shown(disagreement)
    disagreement.keyboard.press("2")
    disagreement.keyboard.press("a")
    disagreement.keyboard.type("the scale was read again")
    step(disagreement, "Enter")
    assert shown(disagreement) not in ("", first)
    found = decided(sizes)[f"{first}/ann"]
    assert (found["verdict"], found["reason"]) == ("wrong", "the scale was read again")
    assert focused(disagreement) == disagreement.evaluate("document.querySelector('h1').id || 'H1'")
    says(disagreement, "Saved")


def test_a_letter_marks_a_position_and_leads_on(disagreement: Page, step, shown, decided, sizes) -> None:
    first = shown(disagreement)
    for key in ("1", "b"):
        disagreement.keyboard.press(key)
    assert (verdict(disagreement), focused(disagreement)) == ("right", "reason")
    disagreement.keyboard.type("with and without the frame")
    step(disagreement, "Enter")
    assert decided(sizes)[f"{first}/ann"]["positions"] == ["B"]


def test_nothing_is_saved_without_a_reason(disagreement: Page, shown, decided, sizes) -> None:
    first = shown(disagreement)
    disagreement.keyboard.press("1")
    disagreement.keyboard.press("a")
    disagreement.keyboard.press("Enter")
    disagreement.wait_for_timeout(300)
    assert (shown(disagreement), decided(sizes)) == (first, {})


def test_to_defer_needs_a_day(disagreement: Page, step, shown, decided, sizes) -> None:
    first = shown(disagreement)
    disagreement.keyboard.press("d")
    disagreement.fill("[name=until]", "2027-01-15")
    disagreement.focus("[name=reason]")
    disagreement.keyboard.type("the office answers in January")
    step(disagreement, "Enter")
    assert str(decided(sizes)[f"{first}/ann"]["until"]) == "2027-01-15"


def test_j_and_k_walk_the_queue(disagreement: Page, step, shown) -> None:
    first = shown(disagreement)
    step(disagreement, "j")
    second = shown(disagreement)
    step(disagreement, "k")
    assert (shown(disagreement), first != second) == (first, True)


@pytest.mark.parametrize(("key", "heading"), [("g", "Queue"), ("s", "Summary")])
def test_a_letter_leads_to_another_page(key: str, heading: str, disagreement: Page, step) -> None:
    step(disagreement, key)
    assert heading.casefold() in disagreement.inner_text("h1").casefold()


def test_o_unfolds_the_source_lines(disagreement: Page) -> None:
    lines = disagreement.locator("details.source pre")
    assert not lines.first.is_visible()
    disagreement.keyboard.press("o")
    assert lines.first.is_visible()
    assert "value" in lines.first.inner_text()
    disagreement.keyboard.press("o")
    assert not lines.first.is_visible()


def test_f_sets_a_flag_and_takes_it_away(disagreement: Page, step, shown) -> None:
    first = shown(disagreement)
    step(disagreement, "f")
    assert shown(disagreement) == first
    expect(disagreement.locator(".badge.flagged")).to_have_count(1)
    step(disagreement, "f")
    expect(disagreement.locator(".badge.flagged")).to_have_count(0)


def test_z_takes_back_step_by_step(disagreement: Page, step, decided, sizes) -> None:
    for _ in range(3):
        disagreement.keyboard.press("1")
        disagreement.keyboard.press("a")
        disagreement.keyboard.type("seen")
        step(disagreement, "Enter")
    for left in (2, 1, 0):
        step(disagreement, "z")
        assert len(decided(sizes)) == left


def test_recent_reasons_are_offered(disagreement: Page, step, shown, decided, sizes) -> None:
    reasons = ("the newer one was measured", "the older one was a guess")
    for reason in reasons:
        disagreement.keyboard.press("1")
        disagreement.keyboard.press("a")
        disagreement.keyboard.type(reason)
        step(disagreement, "Enter")
    last = shown(disagreement)
    disagreement.keyboard.press("2")
    disagreement.keyboard.press("a")
    disagreement.keyboard.press("Escape")
    for key in ("r", "ArrowDown", "Enter"):
        disagreement.keyboard.press(key)
    assert focused(disagreement) == "reason"
    assert disagreement.input_value("[name=reason]") == reasons[0], "the latest comes first"
    step(disagreement, "Enter")
    assert decided(sizes)[f"{last}/ann"]["reason"] == reasons[0]


def test_escape_leaves_the_recent_reasons_as_they_were(disagreement: Page, step) -> None:
    disagreement.keyboard.press("1")
    disagreement.keyboard.press("a")
    disagreement.keyboard.type("one")
    step(disagreement, "Enter")
    for key in ("r", "Escape"):
        disagreement.keyboard.press(key)
    assert not disagreement.locator("#recent").is_visible()
    assert disagreement.input_value("[name=reason]") == ""


def test_the_keys_are_told_and_can_be_switched_off(disagreement: Page, arrived) -> None:
    disagreement.keyboard.press("?")
    assert disagreement.locator("#keys").is_visible()
    disagreement.keyboard.press("4")
    assert verdict(disagreement) is None, "the page behind is out of reach"
    disagreement.uncheck("#keys-on")
    disagreement.keyboard.press("Escape")
    assert not disagreement.locator("#keys").is_visible()
    disagreement.keyboard.press("4")
    assert verdict(disagreement) is None
    disagreement.reload()
    arrived(disagreement)
    disagreement.keyboard.press("4")
    assert verdict(disagreement) is None, "the browser remembers"


def test_keys_of_the_browser_are_left_to_it(disagreement: Page) -> None:
    for key in ("Control+4", "Alt+4", "Meta+4"):
        disagreement.keyboard.press(key)
        assert (key, verdict(disagreement)) == (key, None)


def press(page: Page, **event: Any) -> None:
    """A key as a browser tells it, whatever the keyboard."""
    page.evaluate(
        "event => document.body.dispatchEvent(new KeyboardEvent('keydown', event))",
        {"bubbles": True, "cancelable": True, **event},
    )


def test_keys_that_compose_a_character_do_nothing(disagreement: Page) -> None:
    for event in ({"isComposing": True}, {"keyCode": 229}, {"key": "Process", "code": "Digit4", "keyCode": 229}):
        press(disagreement, **{"key": "4", **event})
        assert (event, verdict(disagreement)) == (event, None)
    press(disagreement, key="4")
    assert verdict(disagreement) == "rule-wrong"


def test_keys_are_text_where_somebody_types(disagreement: Page, shown) -> None:
    first = shown(disagreement)
    disagreement.keyboard.press("5")
    disagreement.keyboard.type("4 of 5 [sic] jkozfgs?")
    assert disagreement.input_value("[name=reason]") == "4 of 5 [sic] jkozfgs?"
    assert (verdict(disagreement), shown(disagreement)) == ("cannot-tell", first)
    disagreement.keyboard.press("Escape")
    disagreement.keyboard.press("4")
    assert verdict(disagreement) == "rule-wrong"


KEYBOARDS = {
    "French, where a digit needs Shift": ({"key": "'", "code": "Digit4"}, "rule-wrong"),
    "Arabic digits": ({"key": "٤", "code": "Digit4"}, "rule-wrong"),
    "a block of digits": ({"key": "4", "code": "Numpad4"}, "rule-wrong"),
    "Cyrillic, where another letter lies in the place of d": ({"key": "в", "code": "KeyD"}, "defer"),
    "Dvorak, where another letter lies in the place of d": ({"key": "e", "code": "KeyD"}, None),
    "Dvorak, where d lies elsewhere": ({"key": "d", "code": "KeyH"}, "defer"),
    "capitals held": ({"key": "D", "code": "KeyD"}, "defer"),
}


def test_other_keyboards_work(disagreement: Page) -> None:
    found = {}
    for name, (event, _) in KEYBOARDS.items():
        disagreement.evaluate("document.querySelector('#decide').reset()")
        disagreement.keyboard.press("Escape")
        press(disagreement, **event)
        found[name] = verdict(disagreement)
    assert found == {name: chosen for name, (_, chosen) in KEYBOARDS.items()}


def test_arrows_among_the_verdicts_keep_the_focus_there(disagreement: Page) -> None:
    disagreement.focus("[name=verdict][value=right]")
    for _ in range(3):
        disagreement.keyboard.press("ArrowDown")
        assert focused(disagreement) == "verdict"
