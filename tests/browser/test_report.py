"""The report page in a browser: it asks for nothing, runs no words of others, and does what its controls say."""

from __future__ import annotations

import csv
import io
import json
import re
import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checker.decisions.seen import seen_of
from checker.exporting import claimreview
from checker.exporting.names import Names
from checker.model.decision import Decided
from checker.model.finding import Finding
from checker.model.result import Result
from checker.report.dispute import entries
from checker.report.explain import statement_mark
from checker.report.html import write
from checker.report.html.material import cited
from checker.report.options import Options
from tests.browser.corpus import AS_OF, CANARY, first, ids, shown

expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="session")
def path(folder: Path, result: Result, options: Options) -> str:
    """The address of the report."""
    file = folder / "report.html"
    file.write_text(write(result, options), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="session")
def hostile(root: Path, folder: Path, result: Result, options: Options) -> str:
    """The address of the same report with the canary around every text that comes from a file."""
    spoil = runpy.run_path(str(root / "tests" / "report" / "conftest.py"))["spoil"]
    findings = tuple(replace(spoil(finding, CANARY), id=finding.id) for finding in result.findings)
    named = {finding.id: finding for finding in findings}
    disagreements = tuple(
        replace(spoil(one, CANARY), question=one.question, findings=tuple(named[f.id] for f in one.findings))
        for one in result.disagreements
    )
    parts = {name: spoil(getattr(result, name), CANARY) for name in ("corpus", "faults", "coverage", "boxes")}
    file = folder / "hostile.html"
    since = replace(options, since=f"main{CANARY}", texts=None)
    file.write_text(
        write(replace(result, findings=findings, disagreements=disagreements, **parts), since), encoding="utf-8"
    )
    return file.as_uri()


def title(entry: Any) -> str:
    """Its sentence; of an agreement what it begins with, as letters stand for the documents."""
    message = entry.message if isinstance(entry, Finding) else entry.title
    return message.partition(":")[0] if entry.verdict == "agreement" else message


def rule(entry: Any) -> str:
    return entry.rule if isinstance(entry, Finding) else entry.witness.rule


def sources(entry: Any) -> set[str]:
    return {claim.document.id for claim in cited(entry)}


def test_everything_is_there(page: Page, path: str, result: Result) -> None:
    page.goto(path)
    assert page.title() == "Discrepancy report, 2026-11-22"
    assert set(shown(page)) == ids(result)
    text = page.inner_text("main")
    for entry in (*entries(result), *result.findings):
        assert title(entry) in page.locator(f"[id='f-{entry.id}'] h5").first.text_content()
    for fault in result.faults:
        assert fault.message in text
        assert str(fault.mark) in text
    assert page.locator("figure svg").count() >= 4
    open = page.locator("details.f[open]")
    assert open.count() == len(ids(result, "contradiction", "tension", "unchecked")) - 1, "one of them is decided"


def test_quotes_stand_in_their_sentences(page: Page, path: str, result: Result) -> None:
    page.goto(path)
    quote = page.locator(f"[id='f-{first(result, 'contradiction').id}'] blockquote").first
    assert quote.text_content() == f"Before come {quote.locator('mark').text_content()}, and more."


def test_no_words_of_others_run(page: Page, hostile: str, result: Result) -> None:
    page.goto(hostile)
    page.wait_for_timeout(200)
    assert page.evaluate("window.__canary") is None
    expect(page.locator("script")).to_have_count(1)
    expect(page.locator("style")).to_have_count(1)
    expect(page.locator("h1")).to_have_count(1)
    for element in ("img", "iframe", "object", "embed", "link", "base", "textarea", "[autofocus]", "[style]", "[src]"):
        assert page.locator(f"main {element}").count() == 0, element
    names = page.evaluate("[...new Set([...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()))]")
    assert [name for name in names if name.startswith("on")] == []
    targets = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href'))")
    assert [href for href in targets if href and not href.startswith("#")] == []
    assert set(shown(page)) == ids(result)
    assert "{{7*7}}" in (page.text_content("#list") or "")
    assert "49" not in (page.text_content("#list h5") or "")


def test_controls_hold_under_hostile_words(page: Page, hostile: str) -> None:
    page.goto(hostile)
    for name in ("document", "subject", "rule"):
        page.select_option(f"#bar [name={name}]", index=1)
        assert shown(page), name
        page.goto(page.url)
        assert shown(page), f"{name}, from the address"
        page.get_by_role("button", name="Reset").click()
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator("#say")).to_have_text("citation copied")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
    cells = [cell.lstrip(" \"'") for row in rows for cell in row]
    raw = [cell.lstrip(' "') for row in rows for cell in row]
    assert len({len(row) for row in rows}) == 1
    assert any(cell.startswith("<") for cell in cells)
    assert [cell for cell in raw if cell.startswith(("=", "+", "-", "@"))] == []
    assert page.evaluate("window.__canary") is None


def test_filter_by_verdict(page: Page, path: str, result: Result) -> None:
    page.goto(path)
    page.get_by_role("button", name="tension").click()
    assert set(shown(page)) == ids(result, "tension")
    assert page.url.endswith("#verdict=tension")
    page.get_by_role("button", name="agreement").click()
    assert set(shown(page)) == ids(result, "tension", "agreement")
    count = len(ids(result, "tension", "agreement"))
    assert page.inner_text("#count") == f"{count} of {len(ids(result))} findings"
    expect(page.locator("#say")).to_have_text(page.inner_text("#count"))
    page.get_by_role("button", name="Reset").click()
    assert len(shown(page)) == len(ids(result))


@pytest.mark.parametrize(
    ("filter", "keeps"),
    [
        ("verdict=contradiction", lambda f: f.verdict == "contradiction"),
        ("verdict=contradiction&verdict=tension", lambda f: f.verdict in ("contradiction", "tension")),
        ("reason=time", lambda f: f.verdict == "reconciled" and "time" in f.reasons),
        ("document=letter", lambda f: "letter" in sources(f)),
        ("document=survey&with=yearbook", lambda f: {"survey", "yearbook"} <= sources(f)),
        ("document=survey&with=survey", lambda f: {"survey"} == sources(f)),
        ("rule=agreement", lambda f: rule(f) == "agreement"),
        (
            "subject=thing",
            lambda f: "the dam" in title(f) or rule(f) == "copied-source",
        ),
        ("state=decided", lambda f: getattr(f, "decision", None) is not None),
        ("state=new", lambda f: f.verdict in ("contradiction", "unchecked")),
        ("text=hold%20TOGETHER", lambda f: any("hold together" in one.message for one in getattr(f, "findings", (f,)))),
        ("text=no%20such%20words", lambda _: False),
        ("verdict=nonsense", lambda _: False),
    ],
)
def test_an_address_filters(filter: str, keeps: Callable[[Any], bool], page: Page, path: str, result: Result) -> None:
    page.goto(f"{path}#{filter}")
    wanted = {entry.id for entry in entries(result) if keeps(entry)}
    assert set(shown(page)) == wanted
    assert page.locator("#none").is_visible() == (not wanted)
    visible = "all => all.filter(q => q.checkVisibility() && !q.querySelector('details.f:not([hidden])')).length"
    assert page.eval_on_selector_all("section.q", visible) == 0, "no quantity is shown without a finding of it"


def test_a_link_opens_its_finding(page: Page, path: str, result: Result) -> None:
    folded = first(result, "agreement").id
    page.goto(f"{path}#f-{folded}")
    finding = page.locator(f"[id='f-{folded}']")
    assert finding.get_attribute("open") is not None
    assert finding.locator("blockquote").first.is_visible()
    assert page.evaluate("document.activeElement.parentElement.id") == f"f-{folded}"
    box = finding.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900


def test_a_filter_and_a_finding_together(page: Page, path: str, result: Result) -> None:
    chosen = first(result, "reconciled").id
    page.goto(f"{path}#verdict=reconciled&f-{chosen}")
    assert set(shown(page)) == ids(result, "reconciled")
    assert page.locator(f"[id='f-{chosen}']").get_attribute("open") is not None
    other = first(result, "contradiction").id
    page.evaluate(f"location.hash = '#f-{other}'")
    expect(page.locator(f"[id='f-{other}']")).to_be_visible()
    assert len(shown(page)) == len(ids(result)), "a filter that hides what was asked for gives way"


def test_a_cell_of_the_matrix_leads_to_its_findings(page: Page, path: str, result: Result) -> None:
    page.goto(path)
    links = page.locator("table.x td a")
    assert links.count() >= 4
    for number in range(links.count()):
        link = links.nth(number)
        total = sum(map(int, re.findall(r"[0-9]+", link.text_content() or "")))
        link.press("Enter")  # the page is laid out as it is scrolled, and a mouse may miss what moves
        expect(page.locator("#count")).to_contain_text(f"{total} of" if total != len(ids(result)) else f"{total}")
        assert len(shown(page)) == total
        page.evaluate("history.replaceState(null, '', '#matrix')")


def test_subjects_in_another_order(page: Page, path: str) -> None:
    page.goto(path)
    names = "all => all.map(h => h.textContent)"
    before = page.eval_on_selector_all("section.s h3", names)
    page.select_option("#bar [name=sort]", "name")
    after = page.eval_on_selector_all("section.s h3", names)
    assert after != before
    assert sorted(after) == sorted(before)
    assert after == page.evaluate("names => names.sort((a, b) => a.localeCompare(b))", after)
    page.select_option("#bar [name=sort]", "")
    assert page.eval_on_selector_all("section.s h3", names) == before


def test_keys(page: Page, path: str) -> None:
    page.goto(path)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("j/k?")
    assert page.input_value("#bar input") == "j/k?", "in a field keys are letters"
    page.fill("#bar input", "")
    page.keyboard.press("Escape")
    expect(page.locator("#count")).not_to_contain_text(" of ")
    order = shown(page)
    at = "document.activeElement.closest('details.f')?.id.slice(2)"
    page.keyboard.press("j")
    assert page.evaluate(at) == order[0]
    page.keyboard.press("j")
    assert page.evaluate(at) == order[1]
    page.keyboard.press("k")
    assert page.evaluate(at) == order[0]
    was = page.evaluate("document.querySelector('details.at').open")
    page.keyboard.press("o")
    assert page.evaluate("document.querySelector('details.at').open") is not was
    page.keyboard.press("Control+j")
    assert page.evaluate(at) == order[0]
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()


def test_a_citation_is_copied(new_context: Callable[..., Any], path: str, result: Result) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    finding = first(result, "reconciled")
    page.goto(f"{path}#f-{finding.id}")
    page.keyboard.press("c")
    expect(page.locator("#say")).to_have_text("citation copied")
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0] == finding.title
    for letter, claim, line in zip("AB", finding.witness.claims, copied[1:], strict=False):
        document = claim.document
        assert line.startswith(
            f"{letter}: “{claim.quote}”, {document.title}, {document.publisher}, {document.published}"
        )
    assert finding.id in copied[-1]
    assert AS_OF in copied[-1]


def test_what_is_shown_as_csv_and_json(page: Page, path: str, result: Result) -> None:
    page.goto(f"{path}#verdict=reconciled")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "findings.csv"
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
    listed = {one.id: one for one in result.disagreements if one.verdict == "reconciled"}
    assert {row["id"] for row in rows} == set(listed)
    for row in rows:
        one = listed[row["id"]]
        claim = one.witness.claims[int(row["side"]) - 1]
        assert (row["claim"], row["quote"], row["value"]) == (claim.ref, claim.quote, claim.value)
        assert (row["document"], row["published"]) == (claim.document.id, claim.document.published)
        assert (row["rule"], row["verdict"], row["message"]) == (one.witness.rule, one.verdict, one.title)
        assert row["place"] == str(statement_mark(claim))
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    told = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert {one["id"] for one in told["findings"]} == set(listed)
    assert told["filter"] == "verdict=reconciled"
    shown_one = told["findings"][0]
    assert shown_one["notes"]["explained"] == ["1 by time"]
    assert shown_one["reasons"] == list(listed[shown_one["id"]].reasons)


@pytest.mark.parametrize(
    ("anchor", "told"),
    [
        ("f-{question}-0123456789abcdef", "On the same question there is now: {title}"),
        ("f-nothing.at-all-0123456789abcdef", "it is settled, was changed, or is unknown"),
        ("d-a-lost-letter", "The document “a-lost-letter” is not in this report."),
        ("document=a-lost-letter", "“a-lost-letter” is not in this report."),
    ],
    ids=["another one is on its question", "nothing is known of it", "a document", "a filter"],
)
def test_a_link_to_what_is_gone_says_so(page: Page, path: str, result: Result, anchor: str, told: str) -> None:
    one = first(result, "contradiction")
    question = one.id.rpartition("-")[0]
    page.goto(f"{path}#{anchor.format(question=question)}")
    assert told.format(title=one.title) in page.locator("#gone").inner_text()
    page.goto(f"{path}#f-{one.id}")
    assert page.locator("#gone").is_hidden()


def test_it_reads_without_scripts(new_context: Callable[..., Any], path: str, result: Result) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(path)
    assert not page.locator("#bar").is_visible()
    assert not page.get_by_role("button").count()
    for entry in entries(result):
        fold = page.locator(f"[id='f-{entry.id}']")
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
        assert (fold.locator("h5").first.text_content() or "").startswith(title(entry))
        for claim in cited(entry):
            assert claim.quote in (fold.text_content() or "")
            assert claim.document.title in (fold.text_content() or "")


def test_everything_unfolds_on_paper(new_context: Callable[..., Any], path: str, result: Result) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{path}#print-all")
    page.emulate_media(media="print")
    folded = page.locator(f"[id='f-{first(result, 'agreement').id}'] blockquote").first
    box = folded.bounding_box()
    assert box is not None
    assert box["height"] > 10
    assert not page.locator(".contents").is_visible()
    assert page.locator(".top nav").is_hidden()


def test_colours_change_on_request(page: Page, path: str) -> None:
    page.goto(path)
    colour = "getComputedStyle(document.body).backgroundColor"
    ink = "getComputedStyle(document.querySelector('figure svg')).color"
    light = page.evaluate(f"[{colour}, {ink}]")
    page.get_by_role("button", name="Theme").click()
    dark = page.evaluate(f"[{colour}, {ink}]")
    assert all(one != other for one, other in zip(light, dark, strict=True))
    page.get_by_role("button", name="Theme").click()
    assert page.evaluate(f"[{colour}, {ink}]") == light


@pytest.mark.parametrize("corpus", ["path", "hostile"])
@pytest.mark.parametrize("width", [320, 360, 768])
def test_a_narrow_screen_scrolls_one_way(
    width: int, corpus: str, new_context: Callable[..., Any], request: pytest.FixtureRequest
) -> None:
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    page.goto(request.getfixturevalue(corpus))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.clone
@pytest.mark.parametrize("corpus", ["path", "hostile"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier(
    scheme: str, corpus: str, new_context: Callable[..., Any], barriers, request: pytest.FixtureRequest
) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(request.getfixturevalue(corpus))
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.wait_for_timeout(300)
    assert barriers(page) == []
    page.keyboard.press("?")
    assert barriers(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_quote_to_its_text_and_back(
    scripts: bool, new_context: Callable[..., Any], folder: Path, result: Result, options: Options
) -> None:
    file = folder / "texts.html"
    file.write_text(write(result, replace(options, whole_texts=True)), encoding="utf-8")
    page = new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(file.as_uri())
    card = page.locator("details.f.co:has(> .ps)").first
    card.locator("details.bs > summary").first.click()
    expect(card.locator("details.bs .tx").nth(1)).to_be_visible()
    link = card.locator(".ps a[href^='#t-']").first
    place = link.get_attribute("href").removeprefix("#")
    link.click()
    quote = page.locator(f"[id='{place}'] ~ a.cl").first
    expect(quote).to_be_in_viewport()
    quote.click()
    assert "#f-" in page.url
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_in_texts(
    scheme: str,
    new_context: Callable[..., Any],
    folder: Path,
    result: Result,
    options: Options,
    barriers: Callable[[Any], list[str]],
) -> None:
    file = folder / "texts.html"
    file.write_text(write(result, replace(options, whole_texts=True)), encoding="utf-8")
    page = new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(file.as_uri())
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    assert barriers(page) == []


def test_the_page_carries_reviews_of_claims_that_no_word_can_end(
    page: Page, tmp_path: Path, result: Result, options: Options
) -> None:
    """The browser reads the data as they were written, runs none of it, and the page is as it is without it."""
    hostile = f"</script><script>document.title='run'</script><!-- <script> {CANARY} & ]]> \u2028"
    numbered = ((one, n, position) for one in result.disagreements for n, position in enumerate(one.positions))
    one, n = next((one, n) for one, n, position in numbered if not position.derived)
    words = seen_of(one)[n].value
    ruled = replace(one, decision=Decided("decided", hostile, "right", "ann", "2026-01-01", positions=(words,)))
    others = tuple(ruled if other is one else other for other in result.disagreements)
    written = claimreview.write(replace(result, disagreements=others), Names()).text
    file = tmp_path / "report.html"
    file.write_text(write(result, replace(options, json_ld=written)), encoding="utf-8")
    page.goto(file.as_uri())
    texts = page.locator('script[type="application/ld+json"]').all_text_contents()
    assert len(texts) == 1
    data = json.loads(texts[0])
    assert {review["reviewBody"] for review in data["@graph"]} == {hostile}
    assert data == json.loads(written)
    assert page.title() == f"Discrepancy report, {AS_OF}"
    assert page.locator("#headline").is_visible()
