"""What people do on the page: two who disagree, a disagreement of three claims, a correction, and no script at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIRST_REASON = "the archive says forty"


def opened(page: Page, address: str, arrived, step) -> Page:
    page.goto(address)
    arrived(page)
    page.keyboard.press("j")
    step(page, "Enter")
    return page


@pytest.fixture
def one_size(build) -> Path:
    properties = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
    return build({"first": [{"value": "40"}], "second": [{"value": "55"}]}, properties)


def test_the_first_verdict_is_hidden_until_the_second_is_given(
    new_context, start, one_size, arrived, step, shown, checked
) -> None:
    ann = opened(new_context().new_page(), start(one_size, reviewer="ann").address, arrived, step)
    identifier = shown(ann)
    ann.keyboard.press("1")
    ann.keyboard.press("a")
    ann.keyboard.type(FIRST_REASON)
    step(ann, "Enter")
    assert checked(one_size)[identifier]["decision"]["state"] == "decided"

    address = start(one_size, reviewer="ben").address
    ben = new_context().new_page()
    for place in ("", f"f/{identifier}", "summary", "?show=all"):
        ben.goto(f"{address}{place}")
        arrived(ben)
        assert FIRST_REASON not in ben.content()
    ben.goto(f"{address}f/{identifier}")
    arrived(ben)
    assert "once you have ruled" in ben.inner_text("main")
    ben.keyboard.press("2")
    ben.keyboard.press("a")
    ben.keyboard.type("the survey says fifty-five")
    step(ben, "Enter")
    ben.goto(f"{address}f/{identifier}")
    assert FIRST_REASON in ben.inner_text("main")
    assert "ann" in ben.inner_text("main")
    expect(ben.locator(".badge.disputed")).to_have_count(1)
    assert checked(one_size)[identifier]["decision"]["state"] == "disputed"


@pytest.fixture
def sum_of_parts(build) -> Path:
    """Three claims that cannot all hold: two parts and a whole that is less than their sum."""
    properties = {"supply": {"label": "supply", "datatype": "quantity", "kind": "constant", "unit": "m³"}}
    places = {name: {"label": name.title()} for name in ("city", "north", "south")}
    claims = {
        "north-report": [{"subject": "north", "value": "40 m³"}],
        "south-report": [{"subject": "south", "value": "50 m³"}],
        "city-report": [{"subject": "city", "value": "60 m³"}],
    }
    relation = {"relation": "city.supply = north.supply + south.supply", "because": "The city has two districts."}
    return build(claims, properties, places, relations=[relation])


def test_a_joint_finding_is_ruled_on_by_letters(
    page: Page, start, sum_of_parts, arrived, step, shown, decided, checked
) -> None:
    opened(page, start(sum_of_parts).address, arrived, step)
    identifier = shown(page)
    expect(page.locator("article.side")).to_have_count(3)
    letters = page.eval_on_selector_all(".position > .head .letter", "all => all.map(one => one.textContent.trim())")
    assert letters == ["A", "B", "C"]
    for key in ("3", "a", "c", "c", "Tab"):
        page.keyboard.press(key)
    page.focus("[name=reason]")
    page.keyboard.type("the meter of the first was broken")
    step(page, "Enter")
    ruled = decided(sum_of_parts)[f"{identifier}/ann"]
    seen = [ref for position in ruled["seen"] for ref in position["claims"]]
    assert (ruled["verdict"], ruled["claims"]) == ("claim-file-wrong", seen[:1])
    assert len(seen) == 3
    assert checked(sum_of_parts)[identifier]["decision"]["state"] == "decided"


def test_a_joint_finding_needs_a_letter(page: Page, start, sum_of_parts, arrived, step, decided, watch) -> None:
    watch.expected = ("4",)
    opened(page, start(sum_of_parts).address, arrived, step)
    page.keyboard.press("1")
    page.focus("[name=reason]")
    page.keyboard.type("one of them")
    step(page, "Enter")
    assert decided(sum_of_parts) == {}
    assert page.input_value("[name=reason]") == "one of them"
    assert page.locator(".fault:visible").count() >= 1
    assert page.evaluate("document.activeElement.name") == "positions"


def test_a_claim_is_corrected_in_its_file(page: Page, start, one_size, arrived, step, checked) -> None:
    path = one_size / "first.yaml"
    path.write_text(
        "# kept as it is\ndocument: {id: first, title: First, publisher: P, published: 2021-01-01}\nclaims:\n"
        "  - id: claim-1   # read on the plate\n    quote: 40 once, 55 now\n    subject: thing\n    property: size\n"
        "    value: 40  # to be read again\n",
        encoding="utf-8",
    )
    before = path.read_text("utf-8")
    opened(page, start(one_size).address, arrived, step)
    page.keyboard.press("3")
    with page.expect_navigation():
        page.locator("a[href*='c/first']:visible").first.click()
    arrived(page)
    text = page.input_value("textarea")
    assert "value: 40  # to be read again" in text
    page.fill("textarea", text.replace("value: 40", "value: 55"))
    with page.expect_navigation():
        page.locator("button[value=preview]").click()
    arrived(page)
    assert page.locator("pre.diff .removed").inner_text().strip() == "-    value: 40  # to be read again"
    assert page.locator("pre.diff .added").inner_text().strip() == "+    value: 55  # to be read again"
    assert path.read_text("utf-8") == before, "nothing is written before it was shown"
    with page.expect_navigation():
        page.locator("button[value=write]").click()
    arrived(page)
    assert path.read_text("utf-8") == before.replace("value: 40", "value: 55")
    assert [one for one in checked(one_size).values() if one["verdict"] == "contradiction"] == []
    step(page, "g")
    expect(page.locator("#queue a.row")).to_have_count(0)
    step(page, "z")
    assert path.read_text("utf-8") == before


def test_a_correction_that_brings_a_fault_is_refused(page: Page, start, one_size, arrived, watch) -> None:
    watch.expected = ("4",)
    before = (one_size / "first.yaml").read_bytes()
    page.goto(f"{start(one_size).address}c/first%23claim-1")
    arrived(page)
    page.fill("textarea", page.input_value("textarea").replace('"size"', '"sise"'))
    with page.expect_navigation():
        page.locator("button[value=preview]").click()
    assert "size" in page.inner_text(".fault, .note.bad")
    expect(page.locator("button[value=write]:enabled")).to_have_count(0)
    assert (one_size / "first.yaml").read_bytes() == before


def test_everything_is_done_without_a_script(new_context, start, sizes, decided) -> None:
    page = new_context(java_script_enabled=False).new_page()
    address = start(sizes).address
    page.goto(address)
    page.locator("#queue a.row").first.click()
    page.locator("[name=verdict][value=right]").check()
    page.locator("[name=positions][value=A]").check()
    page.fill("[name=reason]", "one with the frame")
    page.locator("#save").click()
    page.locator("[name=verdict][value=defer]").check()
    page.fill("[name=until]", "2027-01-15")
    page.fill("[name=reason]", "asked the office")
    page.locator("#save").click()
    assert sorted(one["verdict"] for one in decided(sizes).values()) == ["defer", "right"]
    page.locator("header form[action$=undo] button").click()
    assert [one["verdict"] for one in decided(sizes).values()] == ["right"]
    expect(page.locator("kbd:visible")).to_have_count(0)


def test_the_session_is_summed_up(page: Page, start, sizes, arrived, step) -> None:
    opened(page, start(sizes).address, arrived, step)
    page.keyboard.press("1")
    page.keyboard.press("a")
    page.keyboard.type("a reason to be seen again")
    step(page, "Enter")
    step(page, "s")
    said = page.inner_text("main")
    assert "You ruled on 1 disagreement. 1 of 3 disagreements are done." in said
    assert "ruled right: 3 m" in said
    assert "2 to do: waits for your ruling" in said
    page.get_by_text("lines, as git shows them").click()
    assert "a reason to be seen again" in page.inner_text("pre.diff")
    with page.expect_navigation():
        page.locator("ol.steps a").click()
    assert page.locator("h1").inner_text() in said, "the way back to what was ruled on"


def test_a_document_of_the_text_is_shown_in_its_sentence(page: Page, start, build, arrived, step, tmp_path) -> None:
    from hashlib import sha256

    texts = tmp_path / "texts"
    texts.mkdir()
    raw = "It rained. In spring the pond measured 40 across. Nobody swam. The geese left."
    (texts / "first.txt").write_text(raw, encoding="utf-8")
    about = {"sha256": sha256(raw.encode()).hexdigest(), "path": "first.txt"}
    properties = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
    claims = build({"first": [{"value": "40", "text": about}], "second": [{"value": "55"}]}, properties)
    assert json.loads((claims / "first.yaml").read_text("utf-8"))["document"]["text"] == about
    opened(page, start(claims, "--documents", str(texts)).address, arrived, step)
    side = page.locator("article.side", has=page.locator("mark", has_text="40"))
    assert "In spring the pond measured 40 across." in side.first.inner_text()
    assert "The geese left." not in side.first.inner_text()
    for _ in range(3):
        step(page, "]")
    assert "The geese left." in side.first.inner_text()
    step(page, "[")
