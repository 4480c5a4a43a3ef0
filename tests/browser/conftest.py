"""A headless Chromium, pages that fail on whatever a page must not do, and the tool that looks for barriers.

The browser is the one of the system (`CHECKER_CHROMIUM`, or the usual names); without one these tests are skipped.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checker.disagreements.assemble import settled
from checker.model.decision import Decided
from checker.model.result import Result
from checker.report.options import Options
from checker.request import Request
from checker.run import examine
from tests.browser.corpus import AS_OF, DOCUMENTS, ids
from tests.conftest import install_by_npm, quote_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu")
"""A sandbox cannot be made as root, where CI runs; pages here are our own or hostile on purpose, and see no network."""

LAID_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { content-visibility: visible !important }');
  document.adoptedStyleSheets.push(sheet);
}"""
"""What is out of view has no place yet, and what has no place is taken for lying on something else."""

AXE = "axe-core@4.14.1"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, one for all tests; each test takes its own context."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("no playwright: install the development extra")
    program = os.environ.get("CHECKER_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium: install one, or name it in CHECKER_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Watch:
    """What happened in a context: every address asked for, and every complaint of a page or of the browser.

    `allowed` are the beginnings of addresses that may be asked for; `expected` parts of complaints that a test brings
    about on purpose.
    """

    allowed: tuple[str, ...] = ("file:", "data:", "blob:", "about:")
    expected: tuple[str, ...] = ()
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", lambda message: self._console(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.add_init_script(
            "addEventListener('securitypolicyviolation', e =>"
            " console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
        )

    def _console(self, type: str, text: str) -> None:
        if type in ("error", "warning"):
            self.complaints.append(f"{type}: {text}")

    @property
    def faults(self) -> list[str]:
        """Requests that left and complaints that no test expected."""
        left = [f"request: {url[:200]}" for url in self.requests if not url.startswith(self.allowed)]
        return [*left, *(one for one in self.complaints if not any(part in one for part in self.expected))]


@pytest.fixture
def watch() -> Watch:
    """What the pages of this test did; a server's test adds its address to `allowed`."""
    return Watch()


def watched(browser: Browser, watch: Watch, **options: Any) -> BrowserContext:
    """A context with options of playwright, in which everything is watched."""
    context = browser.new_context(**{"accept_downloads": True, **options})
    context.set_default_timeout(20_000)
    watch.over(context)
    return context


NewContext = Callable[..., "BrowserContext"]


@pytest.fixture
def new_context(chromium: Browser, watch: Watch) -> Iterator[NewContext]:
    """Makes a context with options of playwright; the test fails where anything in it did what it must not."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        made.append(watched(chromium, watch, **options))
        return made[-1]

    yield make
    for context in made:
        context.close()
    assert watch.faults == []


@pytest.fixture(scope="session")
def desktop(chromium: Browser) -> Iterator[tuple[BrowserContext, Watch]]:
    """A context of a desktop's width, in light colours, and what happens in it. It takes longer to make than a page."""
    watch = Watch()
    context = watched(chromium, watch, viewport={"width": 1280, "height": 900}, color_scheme="light")
    yield context, watch
    context.close()


@pytest.fixture
def page(desktop: tuple[BrowserContext, Watch], watch: Watch) -> Iterator[Page]:
    """A page of the context that tests share, which keeps nothing of it; the test fails as for `new_context`."""
    context, seen = desktop
    seen.requests, seen.complaints = watch.requests, watch.complaints
    page = context.new_page()
    yield page
    page.evaluate("() => { try { localStorage.clear() } catch { /* a page of the browser's own has none */ } }")
    for page in context.pages:
        page.close()
    assert watch.faults == []


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script that looks for barriers, fetched for this session only; nothing of it is in this repository."""
    package = install_by_npm(AXE, tmp_path_factory.mktemp("npm"))
    return (package / "axe.min.js").read_text("utf-8")


Barriers = Callable[["Page"], list[str]]


@pytest.fixture
def barriers(axe: str) -> Barriers:
    """The serious and critical barriers on a page, in words."""

    def find(page: Page) -> list[str]:
        page.evaluate(axe)  # by the debugger, which the page's policy does not bind
        page.evaluate(LAID_OUT)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")["violations"]
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in grave for node in one["nodes"][:3]]

    return find


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Claims and texts: something of every verdict, a joint finding, a fault, and claims that stand alone."""
    home = tmp_path_factory.mktemp("corpus")
    (home / "claims").mkdir()
    (home / "texts").mkdir()
    entities = {
        name: {"label": label}
        for name, label in (
            ("thing", "the dam"),
            ("grid", "the grid"),
            ("bridge", "a bridge"),
            ("other", "المحطة"),
            ("speaker", "田中"),
        )
    }
    properties = {
        "output": {"label": "output", "datatype": "quantity", "kind": "state", "unit": "MW"},
        "capacity": {"label": "capacity", "datatype": "quantity", "kind": "constant", "unit": "MW"},
        "opened": {"label": "opening", "datatype": "date", "kind": "event"},
    }
    vocabulary = json.dumps({"entities": entities, "properties": properties})
    (home / "claims" / "vocabulary.yaml").write_text(vocabulary, encoding="utf-8")
    for name, claims in DOCUMENTS.items():
        entries = [{"quote": f"words of {one['id']}: {quote_of(one)}", **one} for one in claims]
        entries = [one if "relation" in one else {"subject": "thing", **one} for one in entries]
        text = "A title\n\n" + " ".join(f"Before come {one['quote']}, and more." for one in entries)
        (home / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        about = {"id": name, "title": f"The {name}", "publisher": f"Publisher of the {name}", "published": "2022-01-01"}
        about["text"] = {"sha256": sha256, "path": f"{name}.txt"}
        file = json.dumps({"document": about, "claims": entries}, indent=1)
        (home / "claims" / f"{name}.yaml").write_text(file, encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def result(folder: Path) -> Result:
    found = examine(Request(folder / "claims", AS_OF, folder / "texts"))
    assert {finding.verdict for finding in found.findings} == {"contradiction", "tension", "reconciled", "agreement"}
    assert any(finding.steps for finding in found.findings)
    assert {one.verdict for one in found.disagreements} == {"contradiction", "tension", "reconciled"}
    ruled = Decided("decided", "somebody looked", "right", reviewer="ann", date="2026-01-01")
    first = next(finding for finding in found.of("contradiction") if not finding.steps)
    other = replace(first, id="value-conflict-00000001")
    capped = replace(first, id="capped-block-00000002", rule="capped-block", verdict="unchecked", severity="warning")
    findings = (*found.findings, other, capped)
    disagreements = settled(found.disagreements, findings)
    ruled_on = (replace(one, decision=ruled) if other in one.findings else one for one in disagreements)
    return replace(found, findings=findings, disagreements=tuple(ruled_on))


@pytest.fixture(scope="session")
def options(folder: Path, result: Result) -> Options:
    known = frozenset(ids(result, "tension", "reconciled", "agreement"))
    return Options(texts=folder / "texts", before=known, since="main")
