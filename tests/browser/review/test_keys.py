"""Everything can be done by keys alone, and no key does anything that the reviewer did not mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def finding(page: Page, start, sizes, arrived, step) -> Page:
    """The first of three findings, opened from the queue by keys."""
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
    "1": ("a-right", "reason"),
    "2": ("b-right", "reason"),
    "3": ("both-right", "why"),
    "4": ("neither-right", "wrong"),
    "5": ("claim-file-wrong", "wrong"),
    "6": ("rule-wrong", "reason"),
    "7": ("cannot-tell", "reason"),
    "8": ("defer", "until"),
    "d": ("defer", "until"),
}


def test_a_digit_chooses_a_verdict_and_leads_to_what_it_asks_for(finding: Page) -> None:
    found = {}
    for key in VERDICTS:
        finding.keyboard.press("Escape")
        finding.keyboard.press(key)
        found[key] = (verdict(finding), focused(finding))
        asked = finding.eval_on_selector_all(
            "#decide [data-for]", "groups => groups.filter(g => g.checkVisibility()).map(g => g.dataset.for)"
        )
        assert [group for group in asked if found[key][0] not in group.split()] == [], "what other verdicts ask for"
        assert bool(asked) == (found[key][1] != "reason")
    assert found == VERDICTS


def test_a_ruling_is_saved_by_enter_and_the_next_finding_comes(
    finding: Page, step, shown, decided, sizes, says
) -> None:
    first = shown(finding)
    finding.keyboard.press("2")
    finding.keyboard.type("the scale was read again")
    step(finding, "Enter")
    assert shown(finding) not in ("", first)
    found = decided(sizes)[f"{first}/ann"]
    assert (found["verdict"], found["reason"]) == ("b-right", "the scale was read again")
    assert focused(finding) == finding.evaluate("document.querySelector('h1').id || 'H1'")
    says(finding, "Saved")


def test_both_right_asks_why_and_a_letter_answers(finding: Page, step, shown, decided, sizes) -> None:
    first = shown(finding)
    for key in ("3", "d"):
        finding.keyboard.press(key)
    assert verdict(finding) == "both-right", "d is a definition here, not to defer"
    assert focused(finding) == "reason"
    finding.keyboard.type("with and without the frame")
    step(finding, "Enter")
    assert decided(sizes)[f"{first}/ann"]["why"] == "definition"


def test_nothing_is_saved_without_a_reason(finding: Page, shown, decided, sizes) -> None:
    first = shown(finding)
    finding.keyboard.press("1")
    finding.keyboard.press("Enter")
    finding.wait_for_timeout(300)
    assert (shown(finding), decided(sizes)) == (first, {})


def test_to_defer_needs_a_day(finding: Page, step, shown, decided, sizes) -> None:
    first = shown(finding)
    finding.keyboard.press("d")
    finding.fill("[name=until]", "2027-01-15")
    finding.focus("[name=reason]")
    finding.keyboard.type("the office answers in January")
    step(finding, "Enter")
    assert str(decided(sizes)[f"{first}/ann"]["until"]) == "2027-01-15"


def test_j_and_k_walk_the_queue(finding: Page, step, shown) -> None:
    first = shown(finding)
    step(finding, "j")
    second = shown(finding)
    step(finding, "k")
    assert (shown(finding), first != second) == (first, True)


@pytest.mark.parametrize(("key", "heading"), [("g", "Queue"), ("s", "Summary")])
def test_a_letter_leads_to_another_page(key: str, heading: str, finding: Page, step) -> None:
    step(finding, key)
    assert heading.casefold() in finding.inner_text("h1").casefold()


def test_o_unfolds_the_source_lines(finding: Page) -> None:
    lines = finding.locator("details.source pre")
    assert not lines.first.is_visible()
    finding.keyboard.press("o")
    assert lines.first.is_visible()
    assert "value" in lines.first.inner_text()
    finding.keyboard.press("o")
    assert not lines.first.is_visible()


def test_f_sets_a_flag_and_takes_it_away(finding: Page, step, shown) -> None:
    first = shown(finding)
    step(finding, "f")
    assert shown(finding) == first
    expect(finding.locator(".badge.flagged")).to_have_count(1)
    step(finding, "f")
    expect(finding.locator(".badge.flagged")).to_have_count(0)


def test_z_takes_back_step_by_step(finding: Page, step, decided, sizes) -> None:
    for _ in range(3):
        finding.keyboard.press("1")
        finding.keyboard.type("seen")
        step(finding, "Enter")
    for left in (2, 1, 0):
        step(finding, "z")
        assert len(decided(sizes)) == left


def test_recent_reasons_are_offered(finding: Page, step, shown, decided, sizes) -> None:
    reasons = ("the newer one was measured", "the older one was a guess")
    for reason in reasons:
        finding.keyboard.press("1")
        finding.keyboard.type(reason)
        step(finding, "Enter")
    last = shown(finding)
    finding.keyboard.press("2")
    finding.keyboard.press("Escape")
    for key in ("r", "ArrowDown", "Enter"):
        finding.keyboard.press(key)
    assert focused(finding) == "reason"
    assert finding.input_value("[name=reason]") == reasons[0], "the latest comes first"
    step(finding, "Enter")
    assert decided(sizes)[f"{last}/ann"]["reason"] == reasons[0]


def test_escape_leaves_the_recent_reasons_as_they_were(finding: Page, step) -> None:
    finding.keyboard.press("1")
    finding.keyboard.type("one")
    step(finding, "Enter")
    for key in ("r", "Escape"):
        finding.keyboard.press(key)
    assert not finding.locator("#recent").is_visible()
    assert finding.input_value("[name=reason]") == ""


def test_the_keys_are_told_and_can_be_switched_off(finding: Page, arrived) -> None:
    finding.keyboard.press("?")
    assert finding.locator("#keys").is_visible()
    finding.keyboard.press("4")
    assert verdict(finding) is None, "the page behind is out of reach"
    finding.uncheck("#keys-on")
    finding.keyboard.press("Escape")
    assert not finding.locator("#keys").is_visible()
    finding.keyboard.press("4")
    assert verdict(finding) is None
    finding.reload()
    arrived(finding)
    finding.keyboard.press("4")
    assert verdict(finding) is None, "the browser remembers"


def test_keys_of_the_browser_are_left_to_it(finding: Page) -> None:
    for key in ("Control+4", "Alt+4", "Meta+4"):
        finding.keyboard.press(key)
        assert (key, verdict(finding)) == (key, None)


def press(page: Page, **event: Any) -> None:
    """A key as a browser tells it, whatever the keyboard."""
    page.evaluate(
        "event => document.body.dispatchEvent(new KeyboardEvent('keydown', event))",
        {"bubbles": True, "cancelable": True, **event},
    )


def test_keys_that_compose_a_character_do_nothing(finding: Page) -> None:
    for event in ({"isComposing": True}, {"keyCode": 229}, {"key": "Process", "code": "Digit4", "keyCode": 229}):
        press(finding, **{"key": "4", **event})
        assert (event, verdict(finding)) == (event, None)
    press(finding, key="4")
    assert verdict(finding) == "neither-right"


def test_keys_are_text_where_somebody_types(finding: Page, shown) -> None:
    first = shown(finding)
    finding.focus("[name=reason]")
    finding.keyboard.type("4 of 5 [sic] jkozfgs?")
    assert finding.input_value("[name=reason]") == "4 of 5 [sic] jkozfgs?"
    assert (verdict(finding), shown(finding)) == (None, first)
    finding.keyboard.press("Escape")
    finding.keyboard.press("4")
    assert verdict(finding) == "neither-right"


KEYBOARDS = {
    "French, where a digit needs Shift": ({"key": "'", "code": "Digit4"}, "neither-right"),
    "Arabic digits": ({"key": "٤", "code": "Digit4"}, "neither-right"),
    "a block of digits": ({"key": "4", "code": "Numpad4"}, "neither-right"),
    "Cyrillic, where another letter lies in the place of d": ({"key": "в", "code": "KeyD"}, "defer"),
    "Dvorak, where another letter lies in the place of d": ({"key": "e", "code": "KeyD"}, None),
    "Dvorak, where d lies elsewhere": ({"key": "d", "code": "KeyH"}, "defer"),
    "capitals held": ({"key": "D", "code": "KeyD"}, "defer"),
}


def test_other_keyboards_work(finding: Page) -> None:
    found = {}
    for name, (event, _) in KEYBOARDS.items():
        finding.evaluate("document.querySelector('#decide').reset()")
        finding.keyboard.press("Escape")
        press(finding, **event)
        found[name] = verdict(finding)
    assert found == {name: chosen for name, (_, chosen) in KEYBOARDS.items()}


def test_arrows_among_the_verdicts_keep_the_focus_there(finding: Page) -> None:
    finding.focus("[name=verdict][value=a-right]")
    for _ in range(3):
        finding.keyboard.press("ArrowDown")
        assert focused(finding) == "verdict"
