"""A headless Chromium, pages that fail on whatever a page must not do, and the tool that looks for barriers.

The browser is the one of the system (`CHECKER_CHROMIUM`, or the usual names); without one these tests are skipped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import install_by_npm

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


NewContext = Callable[..., "BrowserContext"]


@pytest.fixture
def new_context(chromium: Browser, watch: Watch) -> Iterator[NewContext]:
    """Makes a context with options of playwright; the test fails where anything in it did what it must not."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = chromium.new_context(**{"accept_downloads": True, **options})
        context.set_default_timeout(20_000)
        watch.over(context)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert watch.faults == []


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A page of a desktop's width, in light colours."""
    return new_context(viewport={"width": 1280, "height": 900}, color_scheme="light").new_page()


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
