"""The pages themselves: no barrier, no overflow, nothing that runs from data, and a thousand disagreements."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = (
    "<script>window.canary = 1</script>",
    "\"><img src=x onerror='window.canary = 1'>",
    "</textarea></pre></style></script><svg onload='window.canary = 1'>",
    "{{ 7 * 7 }}{% for x in y %}",
    "javascript:window.canary=1",
    "' autofocus onfocus=window.canary=1 x='",
)


@pytest.fixture
def hostile(build) -> Path:
    """Two documents that differ; every field that takes free text holds something that would run if it could."""
    text = " ".join(HOSTILE)
    entities = {"thing": {"label": f"thing {text}"}, "speaker": {"label": f"speaker {text}"}}
    properties = {"size": {"label": f"size {text}", "datatype": "quantity", "kind": "constant"}}
    fields = {"quote": HOSTILE[0], "note": text, "definition": text}
    claims = {
        "first": [{**fields, "value": "40", "publisher": text, "said_by": "speaker"}],
        "second": [{**fields, "value": "55", "publisher": text, "said_by": "speaker"}],
    }
    root = build(claims, properties, entities)
    for name in claims:
        path = root / f"{name}.yaml"
        file = json.loads(path.read_text("utf-8"))
        file["document"]["title"] = text
        path.write_text(json.dumps(file, ensure_ascii=False, indent=1), encoding="utf-8")
    return root


def every_page(page: Page, address: str, arrived, step, shown) -> Iterator[str]:
    """Opens each kind of page, with as much on it as there can be; the name of each."""
    page.goto(address)
    arrived(page)
    yield "queue"
    page.keyboard.press("j")
    step(page, "Enter")
    first = shown(page)
    page.keyboard.press("o")
    for key in ("3", "Escape", "5", "Escape"):
        page.keyboard.press(key)
    yield "disagreement"
    page.keyboard.press("?")
    yield "keys"
    page.keyboard.press("Escape")
    page.locator("details.source a").first.click()
    arrived(page)
    page.fill("textarea", f"{page.input_value('textarea')} # a remark")
    with page.expect_navigation():
        page.locator("button[value=preview]").click()
    arrived(page)
    yield "correction"
    page.goto(f"{address}f/{first}")
    arrived(page)
    page.keyboard.press("1")
    page.keyboard.press("a")
    page.keyboard.type("reason <img src=x onerror='window.canary = 1'>")
    page.focus("[name=reason]")
    if page.evaluate("document.querySelector('[name=verdict]:checked').value") != "right":
        page.keyboard.press("Escape")
        page.keyboard.press("1")
    step(page, "Enter")
    page.goto(f"{address}f/{first}?show=all")
    arrived(page)
    page.keyboard.press("r")
    yield "ruled on"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.goto(f"{address}summary")
    arrived(page)
    yield "summary"
    page.goto(f"{address}f/nothing")
    arrived(page)
    yield "message"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_there_is_no_barrier(colours: str, new_context, start, sizes, arrived, step, shown, barriers, watch) -> None:
    watch.expected = ("404",)
    page = new_context(viewport={"width": 1280, "height": 900}, color_scheme=colours).new_page()
    found = {name: barriers(page) for name in every_page(page, start(sizes).address, arrived, step, shown)}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) == 7


def test_a_phone_shows_everything(new_context, start, sizes, arrived, step, shown, watch) -> None:
    watch.expected = ("404",)
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    for name in every_page(page, start(sizes).address, arrived, step, shown):
        assert (name, page.evaluate("document.documentElement.scrollWidth")) == (name, 360)
        small = page.evaluate(
            "[...document.querySelectorAll('a.button, button, .chip, input[type=text], a.row, summary')]"
            ".filter(e => e.checkVisibility() && !e.closest('.unseen'))"
            ".filter(e => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44)"
            ".map(e => e.outerHTML.slice(0, 90))"
        )
        assert (name, small) == (name, []), "fingers need 44 px"
        if name == "disagreement":
            tops = page.eval_on_selector_all("article.side", "all => all.map(e => e.getBoundingClientRect().top)")
            assert tops[0] < tops[1], "one above the other"


def test_both_sides_stand_side_by_side_where_there_is_room(new_context, start, sizes, arrived, step) -> None:
    page = new_context(viewport={"width": 700, "height": 900}).new_page()
    page.goto(start(sizes).address)
    arrived(page)
    page.keyboard.press("j")
    step(page, "Enter")
    tops = page.eval_on_selector_all("article.side", "all => all.map(e => e.getBoundingClientRect().top)")
    assert tops[0] == tops[1]


def test_nothing_in_the_data_runs(page: Page, start, hostile, arrived, step, shown, watch) -> None:
    watch.expected = ("404",)
    seen = ""
    for _ in every_page(page, start(hostile).address, arrived, step, shown):
        seen += page.inner_text("body")
        assert page.evaluate("window.canary") is None
        expect(page.locator("main img, main script, svg[onload], [onfocus], [onerror]")).to_have_count(0)
    assert seen.count("<script>window.canary = 1</script>") > 5, "it is shown as the text that it is"
    assert "{{ 7 * 7 }}" in seen


def test_text_that_hides_is_spelled_out(page: Page, start, build, arrived, step) -> None:
    properties = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
    note = "note \u202e turned"
    root = build({"first": [{"value": "40", "note": note}], "second": [{"value": "55"}]}, properties)
    page.goto(start(root).address)
    arrived(page)
    page.keyboard.press("j")
    step(page, "Enter")
    assert "\u202e" not in page.inner_text("body")
    assert "note \\u{202e} turned" in page.inner_text("body")


def test_a_thousand_findings_can_be_walked_through(page: Page, start, build, arrived, step, shown, decided) -> None:
    many = range(1000)
    properties = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
    entities = {f"thing-{number}": {"label": f"thing {number}"} for number in many}
    claims = {
        name: [{"subject": f"thing-{number}", "value": str(value)} for number in many]
        for name, value in (("first", 40), ("second", 55))
    }
    root = build(claims, properties, entities)
    page.goto(start(root).address)
    arrived(page)
    assert "of 1,000" in page.inner_text("header")
    page.keyboard.press("/")
    page.keyboard.type("thing 777")
    step(page, "Enter")
    assert page.locator("#queue a.row").count() < 50
    expect(page.locator("#queue a.row", has_text="thing 777")).to_have_count(1)
    page.go_back()
    arrived(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    step(page, "Enter")
    walked = [shown(page)]
    for _ in range(3):
        page.keyboard.press("1")
        page.keyboard.press("a")
        page.keyboard.type("seen")
        step(page, "Enter")
        walked.append(shown(page))
    assert len(set(walked)) == 4
    assert sorted(decided(root)) == sorted(f"{one}/ann" for one in walked[:3])
    assert "3 of 1,000" in page.inner_text("header")
