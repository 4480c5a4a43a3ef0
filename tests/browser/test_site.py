"""A site in a browser: from the first screen to a card, its text and back, by search, without scripts, and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checker.model.result import Result
from checker.report.dispute import entries
from checker.report.html import material, render, write
from checker.report.html.site import site
from checker.report.options import Options
from tests.browser.corpus import CANARY, first, ids, shown
from tests.report.conftest import spoil

expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGE = re.compile(rb"/Type\s*/Page\b")


def written(home: Path, result: Result, options: Options) -> Path:
    for name, text in site(result, options):
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, result: Result, options: Options) -> Path:
    return written(tmp_path_factory.mktemp("site"), result, replace(options, whole_texts=True))


def kinds(home: Path) -> list[Path]:
    """The first screen, the search, the largest page of a subject and that of a document."""
    largest = [max((home / name).iterdir(), key=lambda path: path.stat().st_size) for name in ("subjects", "documents")]
    return [home / "index.html", home / "search.html", *largest]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_first_screen_to_the_text_and_back(scripts: bool, new_context: Callable[..., Any], home: Path) -> None:
    page = new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 900}).new_page()
    page.goto((home / "index.html").as_uri())
    page.locator("ul.open a").first.click()
    expect(page).to_have_url(re.compile(r"/subjects/[a-z0-9-]+\.html#f-"))
    card = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(card).to_be_in_viewport()
    card.locator("a[href*='#t-']").first.click()
    expect(page).to_have_url(re.compile(r"/documents/[a-z0-9-]+\.html#t-"))
    quote = page.locator(f"[id='{page.url.partition('#')[2]}'] ~ a.cl").first
    expect(quote).to_be_in_viewport()
    quote.click()
    expect(page).to_have_url(re.compile(r"/subjects/[a-z0-9-]+\.html#f-"))
    page.get_by_role("link", name="Discrepancy report").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Discrepancy report")


def test_a_search_finds_and_filters(page: Page, home: Path, result: Result) -> None:
    page.goto((home / "search.html").as_uri())
    rows = page.locator("ul.rows").first.locator("li")
    assert rows.count() == len(entries(result))
    page.get_by_role("searchbox").fill("the GRID")
    expect(rows.first).to_contain_text("grid")
    assert 0 < rows.count() < len(entries(result))
    assert "#text=the+GRID" in page.url
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="tension").click()
    expect(rows).to_have_count(len(ids(result, "tension")))
    page.goto(f"{(home / 'search.html').as_uri()}#document=survey&with=yearbook")
    page.reload()
    expect(page.locator("#filters")).to_have_text("document: The survey · with: The yearbook")
    rows.first.locator("a").click()
    expect(page.locator("details.at")).to_be_in_viewport()


def test_a_list_to_search_is_a_list_without_scripts(
    new_context: Callable[..., Any], home: Path, result: Result
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto((home / "search.html").as_uri())
    assert page.locator("#rows li").count() == len(entries(result))
    assert page.locator("#sources li").count() == len(result.corpus.documents)


def test_a_subjects_page_filters_and_exports(page: Page, home: Path) -> None:
    page.goto(kinds(home)[2].as_uri())
    before = len(shown(page))
    page.select_option("#bar [name=document]", label="The letter")
    assert 0 < len(shown(page)) < before
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    told = Path(download.value.path()).read_text("utf-8")
    assert '"survey#' in told
    assert "Publisher of the survey" in told


def test_words_of_strangers_run_nowhere(
    new_context: Callable[..., Any],
    tmp_path: Path,
    result: Result,
) -> None:
    page = new_context().new_page()
    boxes = dict.fromkeys(box for finding in result.findings for box in finding.boxes)
    findings = {one.id: replace(spoil(one, CANARY), id=one.id) for one in result.findings}
    hostile = replace(
        result,
        corpus=spoil(result.corpus, CANARY),
        findings=tuple(findings.values()),
        disagreements=tuple(
            replace(spoil(one, CANARY), findings=tuple(findings[f.id] for f in one.findings))
            for one in result.disagreements
        ),
        boxes=tuple(boxes),
    )
    for path in kinds(written(tmp_path, hostile, Options())):
        page.goto(path.as_uri())
        page.wait_for_timeout(100)
        assert page.evaluate("window.__canary") is None
        assert page.locator("h1").count() == 1
        assert page.locator("main :is(img, iframe, base, [autofocus], [style])").count() == 0
        wide = "all => all.filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML)"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            assert page.eval_on_selector_all("*", wide) == []


@pytest.mark.clone
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier(scheme: str, new_context: Callable[..., Any], home: Path, barriers: Callable[[Any], list]) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900}).new_page()
    for path in kinds(home):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.wait_for_timeout(200)
        assert barriers(page) == [], path.name


@pytest.mark.parametrize("width", [320, 768])
def test_a_narrow_screen_scrolls_one_way(width: int, new_context: Callable[..., Any], home: Path) -> None:
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    for path in kinds(home):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_large_page_is_read_as_it_comes_into_view(
    scripts: bool,
    new_context: Callable[..., Any],
    tmp_path: Path,
    result: Result,
    options: Options,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(material, "MANY", 0)
    monkeypatch.setattr(render, "EAGER", 0)
    file = tmp_path / "report.html"
    file.write_text(write(result, options), encoding="utf-8")
    page = new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 900}).new_page()
    folded = first(result, "agreement")
    page.goto(f"{file.as_uri()}#f-{folded.id}")
    card = page.locator(f"[id='f-{folded.id}']")
    if not scripts:
        card.locator("summary").first.click()
    expect(card.locator("li").first).to_be_visible()
    for entry in entries(result):
        fold = page.locator(f"[id='f-{entry.id}']")
        fold.scroll_into_view_if_needed()
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
        for claim in entry.claims:
            assert claim.quote in (fold.text_content() or "")
        expect(fold.locator(":scope > noscript")).to_have_count(int(not scripts))  # it is read a moment later
    if scripts:
        one = next(one for one in result.disagreements if one.open and len(one.findings) > 0)
        page.goto("about:blank")
        page.goto(f"{file.as_uri()}#f-{one.findings[0].id}")
        expect(page.locator(f"[id='f-{one.findings[0].id}']")).to_be_in_viewport()
        page.goto("about:blank")
        page.goto(f"{file.as_uri()}#text=words%20of%20later")
        assert 0 < len(shown(page)) < len(entries(result))


@pytest.mark.parametrize(
    ("label", "address", "least", "most"), [("a summary", "", 1, 3), ("everything on request", "#print-all", 4, 60)]
)
def test_pages_of_paper(
    label: str,
    address: str,
    least: int,
    most: int,
    page: Page,
    tmp_path: Path,
    result: Result,
    options: Options,
) -> None:
    file = tmp_path / "report.html"
    file.write_text(write(result, options), encoding="utf-8")
    page.goto(f"{file.as_uri()}{address}")
    assert least <= len(PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True))) <= most, label


def test_the_five_documents_print_on_three_pages_at_most(page: Page, root: Path, tmp_path: Path) -> None:
    from checker.request import Request
    from checker.run import check

    file = tmp_path / "report.html"
    file.write_text(write(check(Request(root / "claims", "2026-11-22")), Options()), encoding="utf-8")
    page.goto(file.as_uri())
    assert len(PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True))) <= 3
    page.emulate_media(media="print")
    assert page.locator("#findings").is_hidden()
    page.emulate_media(media="screen")
    page.get_by_label("On paper: everything").check()
    page.emulate_media(media="print")
    assert page.locator("#findings").is_visible()
