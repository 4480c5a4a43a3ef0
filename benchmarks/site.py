"""Size and time of a corpus as one page and as a site, and what a browser takes to open them.

Run: `python benchmarks/site.py CLAIMS TEXTS`, for ten editions of a reference work with what
`examples/factbook/encode.py` writes. Writing is timed by the processor's clock. The browser's figures are the processor
time of its page, with all threads, and the wall clock's; each is the less of two runs. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from report import BROWSERS

from checker.report.html import write
from checker.report.html.site import INDEX, SEARCH, site
from checker.report.options import Options
from checker.request import Request
from checker.run import check

AS_OF = "2026-11-22"
RUNS = 2
CLICK = """query => new Promise(done => {
  document.querySelector(query).click();
  requestAnimationFrame(() => setTimeout(done));
})"""
CHIP = "#bar button.b"


def written(folder: Path, claims: Path, texts: Path) -> dict[str, Path]:
    """The pages to open, by what they are."""
    start = time.process_time()
    result = check(Request(claims, AS_OF, texts))
    print(f"{len(result.corpus.claims):,} claims, {len(result.findings):,} findings; {_since(start)} to check")
    start = time.process_time()
    text = write(result, Options(texts=texts))
    (folder / "one.html").write_text(text, encoding="utf-8")
    print(f"one page: {len(text.encode()) / 1e6:.2f} MB, {_since(start)}")
    start = time.process_time()
    sizes = {}
    for name, page in site(result, Options(texts=texts, whole_texts=True)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(page, encoding="utf-8")
        sizes[name] = len(page.encode())
    print(f"site: {len(sizes):,} files, {sum(sizes.values()) / 1e6:.0f} MB, {_since(start)}")
    largest = max((name for name in sizes if name.startswith("subjects/")), key=lambda name: sizes[name])
    opened = {"one page": "one.html", "first screen": INDEX, "search": SEARCH, "largest subject": largest}
    for what, name in opened.items():
        print(f"{what}: {(folder / name).stat().st_size / 1e6:.2f} MB")
    return {what: folder / name for what, name in opened.items()}


def _since(start: float) -> str:
    return f"{time.process_time() - start:.1f} s"


def opened(browser: Any, path: Path) -> tuple[float, float, float | None]:
    """Seconds of loading, of the processor and of the clock; milliseconds of the processor for a filter."""
    session = browser.new_browser_cdp_session()

    def spent() -> float:
        told = session.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(process["cpuTime"] for process in told if process["type"] == "renderer")

    page = browser.new_page()
    before = spent()
    page.goto(path.as_uri())
    loading = spent() - before
    clock = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000
    filtering = None
    if page.locator(CHIP).count():
        before = spent()
        for _ in range(10):
            page.evaluate(CLICK, CHIP)
        filtering = (spent() - before) * 100
    page.close()
    return loading, clock, filtering


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=Path)
    parser.add_argument("texts", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        pages = written(Path(name), given.claims, given.texts)
        program = os.environ.get("CHECKER_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
        if program is None:
            print("no browser")
            return
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            for what, path in pages.items():
                runs = [opened(browser, path) for _ in range(RUNS)]
                loading, clock, filtering = min(runs, key=lambda run: run[0])
                filtered = "" if filtering is None else f", {filtering:.0f} ms to filter"
                print(f"{what}: {loading:.2f} s to load ({clock:.2f} s by the clock){filtered}")
            browser.close()


if __name__ == "__main__":
    main()
