"""A document is encoded on the page of drafts by keys alone, by mouse, and without the script."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import forked

expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXT = """\
# The pier at Longharbour

3 June 2021

The pier is 412 metres long, longer than most. It was opened on 14 May 1887.

## Visitors

- In 2019 the pier had 120,000 visitors.
- The lighthouse at its end is 12 metres high.
"""
VOCABULARY = """\
# names of this corpus
entities:
  pier: {label: the pier, also: [the landing stage]}   # ours

properties:
  length: {label: length, datatype: quantity, kind: constant, unit: m}
  opened: {label: date of opening, datatype: date, kind: event}
"""


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return forked.run(arguments, Path.cwd())


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    """A corpus whose only document was drafted by the command."""
    claims, texts = tmp_path / "claims", tmp_path / "texts"
    claims.mkdir()
    texts.mkdir()
    (texts / "pier.md").write_text(TEXT, "utf-8")
    (claims / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    asked = ("--claims", claims, "--publisher", "Harbour Office", "--id", "pier-2021")
    done = command("draft", texts / "pier.md", *asked)
    assert done.returncode == 0, done.stderr
    return claims


@pytest.fixture
def drafts(page: Page, start, drafted: Path, arrived, step) -> Page:
    """The first draft, opened from the queue by keys."""
    page.goto(start(drafted, "--documents", str(drafted.parent / "texts")).address)
    arrived(page)
    step(page, "c")
    page.keyboard.press("j")
    step(page, "Enter")
    return page


def value(page: Page) -> str:
    return page.input_value("[name=value]")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.id || document.activeElement.tagName")


def test_a_document_is_encoded_by_keys_alone(drafts: Page, drafted: Path, step) -> None:
    """Whatever the drafts are: each is known by its value, and bound, given a new name, or dropped."""
    bound = {"412 metres": ("pier", "len"), "14 May 1887": ("landing", "opening")}
    for _ in range(20):
        if not drafts.locator("#confirm").count():
            break
        said = next((name for name in bound if name in value(drafts)), "")
        if said:
            drafts.keyboard.press("s")
            for words in bound[said]:  # what is lacking next has the focus
                drafts.keyboard.type(words)
                drafts.keyboard.press("Enter")
            assert focused(drafts) == "action"
            del bound[said]
            step(drafts, "Enter")
        elif "12 metres" in value(drafts) and "high" in drafts.input_value("[name=quote]"):
            drafts.keyboard.press("s")
            drafts.keyboard.type("the lighthouse")
            drafts.keyboard.press("Enter")
            assert (focused(drafts), drafts.input_value("[name=new_label]")) == ("new_label", "the lighthouse")
            step(drafts, "Enter")
            drafts.keyboard.press("Escape")
            drafts.keyboard.press("Escape")
            drafts.keyboard.press("n")
            drafts.check("[name=new_section][value=properties]")
            drafts.focus("[name=new_label]")
            drafts.keyboard.type("height")
            drafts.focus("[name=new_unit]")
            drafts.keyboard.type("m")
            step(drafts, "Enter")
            assert (drafts.input_value("[name=subject]"), focused(drafts)) == ("the-lighthouse", "action")
            step(drafts, "Enter")
        else:
            step(drafts, "x")
    assert bound == {}
    done = command("check", drafted, "--documents", drafted.parent / "texts", "--as-of", "2026-11-22")
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 claims in 1 document" in done.stdout
    vocabulary = (drafted / "vocabulary.yaml").read_text("utf-8")
    assert "# ours\n  the-lighthouse: {label: the lighthouse}\n\nproperties:" in vocabulary
    assert vocabulary.startswith(VOCABULARY[: VOCABULARY.index("\n\nproperties")])


def test_a_draft_that_lacks_something_says_what_and_leads_there(drafts: Page, step, watch) -> None:
    watch.expected = ("422",)
    drafts.fill("[name=subject]", "")
    drafts.keyboard.press("Escape")
    drafts.keyboard.press("Escape")
    step(drafts, "Enter")
    assert focused(drafts) == "subject"
    assert "say of whom or of what" in drafts.inner_text("#confirm")


def test_what_was_done_is_taken_back_by_u(drafts: Page, drafted: Path, step, says) -> None:
    before = (drafted / "pier-2021.yaml").read_bytes()
    first = value(drafts)
    step(drafts, "x")
    says(drafts, "Dropped")
    step(drafts, "u")
    says(drafts, "Taken back")
    assert (value(drafts), (drafted / "pier-2021.yaml").read_bytes()) == (first, before)


def test_j_and_k_and_the_mouse_walk_the_drafts(drafts: Page, step, onwards) -> None:
    first = value(drafts)
    step(drafts, "j")
    second = value(drafts)
    step(drafts, "k")
    assert (value(drafts), first != second) == (first, True)
    mark = drafts.locator("mark.current")
    expect(mark).to_be_in_viewport()
    onwards(drafts, drafts.locator("a.said.draft").last.click)
    assert "12 metres high" in drafts.locator("mark.current").inner_text()


def test_letters_in_a_field_are_no_keys_and_escape_leaves_it(drafts: Page) -> None:
    drafts.keyboard.press("e")
    drafts.keyboard.type("xnzu j")
    assert (focused(drafts), value(drafts)) == ("value", "xnzu j")
    drafts.keyboard.press("Escape")
    assert focused(drafts) == "BODY"


def test_a_name_is_chosen_by_mouse_and_by_arrows(drafts: Page) -> None:
    drafts.click("[name=property]")
    drafts.locator("#names-property [role=option]").filter(has_text="date of opening").click()
    assert drafts.input_value("[name=property]") == "opened"
    drafts.fill("[name=property]", "")
    drafts.focus("[name=subject]")
    drafts.focus("[name=property]")
    names = drafts.locator("#names-property [role=option]").evaluate_all("all => all.map(one => one.dataset.name)")
    drafts.keyboard.press("ArrowDown")
    drafts.keyboard.press("Enter")
    assert drafts.input_value("[name=property]") == names[1]


def test_without_the_script_everything_is_done_by_forms(new_context, start, drafted: Path) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(start(drafted, "--documents", str(drafted.parent / "texts")).address)
    page.click("text=Drafts: ")
    page.click("text=The pier at Longharbour")
    page.locator("a.said.draft", has_text="412 metres").first.click()
    page.fill("[name=subject]", "the landing stage")
    page.fill("[name=property]", "length")
    page.click("#accept")
    assert "Accepted." in page.inner_text("#said")
    page.locator("#new summary").click()
    page.fill("[name=new_label]", "A new one")
    page.click("#add")
    assert page.input_value("[name=subject]") == "a-new-one"
    page.click("button[value=drop]")
    assert "Dropped." in page.inner_text("#said")
    written = (drafted / "pier-2021.yaml").read_text("utf-8")
    assert "    property: length\n    value:" in written


def each(page: Page, address: str, arrived: Callable, step: Callable) -> Iterator[str]:
    """Each kind of page of drafts, with as much on it as there can be."""
    page.goto(f"{address}drafts")
    arrived(page)
    yield "list"
    page.keyboard.press("j")
    step(page, "Enter")
    yield "draft"
    page.keyboard.press("p")
    yield "names"
    page.keyboard.type("something new")
    page.keyboard.press("Enter")
    page.locator("details summary", has_text="More fields").click()
    yield "new"
    page.fill("[name=new_label]", "")
    page.focus("[name=new_label]")
    step(page, "Enter")
    yield "refused"
    with page.expect_navigation():
        page.locator("a.said.draft", has_text="412 metres").first.click()
    arrived(page)
    page.fill("[name=subject]", "pier")
    page.fill("[name=property]", "length")
    page.fill("[name=value]", "413 metres")
    page.locator("[name=value]").blur()
    step(page, "Enter")
    assert "Nothing was written" in page.inner_text("#confirm")
    yield "faults"
    page.keyboard.press("?")
    yield "keys"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_there_is_no_barrier(colours: str, new_context, start, drafted, arrived, step, barriers, watch) -> None:
    watch.expected = ("422",)
    page = new_context(viewport={"width": 1280, "height": 900}, color_scheme=colours).new_page()
    address = start(drafted, "--documents", str(drafted.parent / "texts")).address
    found = {name: barriers(page) for name in each(page, address, arrived, step)}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) == 7


def test_a_phone_shows_everything(new_context, start, drafted, arrived, step, watch) -> None:
    watch.expected = ("422",)
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    address = start(drafted, "--documents", str(drafted.parent / "texts")).address
    for name in each(page, address, arrived, step):
        assert (name, page.evaluate("document.documentElement.scrollWidth")) == (name, 360)
        small = page.evaluate(
            "[...document.querySelectorAll('a.button, button, .chip, input[type=text], a.row, summary')]"
            ".filter(e => e.checkVisibility() && !e.closest('.unseen'))"
            ".filter(e => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44)"
            ".map(e => e.outerHTML.slice(0, 90))"
        )
        assert (name, small) == (name, []), "fingers need 44 px"


def test_nothing_of_a_draft_or_its_text_runs(page: Page, start, drafted: Path, arrived) -> None:
    hostile = "<script>window.canary = 1</script>\"><img src=x onerror='window.canary = 1'>{{ 7 * 7 }}"
    (drafted.parent / "texts" / "pier.md").write_text(f"{hostile} 42 metres\n", "utf-8")
    (drafted / "pier-2021.yaml").unlink()
    text = (drafted / "vocabulary.yaml").read_text("utf-8").replace("the landing stage", "a")
    (drafted / "vocabulary.yaml").write_text(text.replace("label: the pier", f"label: {json.dumps(hostile)}"), "utf-8")
    asked = ("--claims", drafted, "--publisher", hostile, "--title", hostile, "--id", "pier-2021")
    assert command("draft", drafted.parent / "texts" / "pier.md", *asked, "--published", "2021").returncode == 0
    page.goto(f"{start(drafted, '--documents', str(drafted.parent / 'texts')).address}drafts/pier-2021")
    arrived(page)
    page.keyboard.press("s")
    assert "{{ 7 * 7 }}" in page.inner_text("#names-subject")
    assert "{{ 7 * 7 }}" in page.inner_text("section.text")
    assert page.evaluate("window.canary ?? null") is None
