"""Size and time of the HTML report for 5, 500 and 5,000 findings.

Run: `python benchmarks/report.py`. The corpora are made up: a third of the findings contradict, a third are reconciled,
a third agree; every quote stands in a sentence of a text. Times are medians; nothing is asserted, machines are noisy.
In a browser: until the page has loaded and every script has run, and one filter from the click to the next frame.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from checker.model.result import Result
from checker.report.html import write
from checker.report.options import Options
from checker.request import Request
from checker.run import examine

FINDINGS = (5, 500, 5_000)
RUNS = 3
DOCUMENTS = 24
PER_SUBJECT = 4
AS_OF = "2026-11-22"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FILTER = """() => new Promise(done => {
  const start = performance.now();
  document.querySelector('#bar button[value=contradiction]').click();
  const worked = performance.now() - start;
  requestAnimationFrame(() => setTimeout(() => done([worked, performance.now() - start])));
})"""


def corpus(findings: int, folder: Path) -> tuple[Path, Path]:
    """One quantity with two claims for each finding, told by documents with texts; claims and texts."""
    claims, texts = folder / "claims", folder / "texts"
    claims.mkdir(parents=True)
    texts.mkdir()
    entities = {f"plant-{n}": {"label": f"Power station {n}"} for n in range(-(-findings // PER_SUBJECT))}
    properties = {
        f"output-{n}": {"label": f"output of unit {n}", "datatype": "quantity", "kind": "state", "unit": "MW"}
        for n in range(PER_SUBJECT)
    }
    vocabulary = {"entities": entities, "properties": properties}
    (claims / "vocabulary.yaml").write_text(json.dumps(vocabulary), encoding="utf-8")
    told: dict[int, list[tuple[dict, str]]] = {number: [] for number in range(DOCUMENTS)}
    for n in range(findings):
        values = ("40 MW", ("55 MW", "45 MW", "40 MW")[n % 3])
        years = ("2020", ("2020", "2021", "2020")[n % 3])
        for side in (0, 1):
            quote = f"unit {n % PER_SUBJECT} of station {n // PER_SUBJECT} gave {values[side]} in {years[side]}"
            fields = {"id": f"c{n}-{side}", "quote": quote, "subject": f"plant-{n // PER_SUBJECT}"}
            fields |= {"property": f"output-{n % PER_SUBJECT}", "value": values[side], "as_of": years[side]}
            sentence = f"According to the operator's own account of that year, {quote}, a little less than planned."
            told[(n * 7 + side * 5) % DOCUMENTS].append((fields, sentence))
    for number, parts in told.items():
        if not parts:
            continue
        text = "\n\n".join(sentence for _, sentence in parts).encode()
        (texts / f"{number}.txt").write_bytes(text)
        document = {"id": f"report-{number}", "title": f"Annual report of the operators, part {number}"}
        document |= {"publisher": f"Energy Office {number}", "published": f"2022-{number % 12 + 1:02}-01"}
        document |= {"text": {"sha256": hashlib.sha256(text).hexdigest(), "path": f"{number}.txt"}}
        file = {"document": document, "claims": [fields for fields, _ in parts]}
        (claims / f"report-{number}.yaml").write_text(json.dumps(file, indent=1), encoding="utf-8")
    return claims, texts


def written(result: Result, options: Options) -> tuple[float, str]:
    """The median time from result to text, and the text."""
    seconds, page = [], ""
    for _ in range(RUNS):
        start = time.perf_counter()
        page = write(result, options)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), page


def opened(path: Path) -> tuple[float, float, float] | None:
    """Medians in milliseconds: loading, the work of a filter, and that with the frame after it."""
    program = os.environ.get("CHECKER_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        return None
    from playwright.sync_api import sync_playwright

    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(RUNS):
            page = browser.new_page()
            page.goto(path.as_uri())
            loading = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
            rows.append((loading, *page.evaluate(FILTER)))
            page.close()
        browser.close()
    loading, work, frame = (statistics.median(column) for column in zip(*rows, strict=True))
    return loading, work, frame


def main() -> None:
    print(f"medians of {RUNS} runs")
    print(f"{'findings':>8} {'claims':>7} {'write':>8} {'size':>9} {'load':>8} {'filter':>8} {'filter, drawn':>14}")
    for number in FINDINGS:
        with tempfile.TemporaryDirectory() as name:
            claims, texts = corpus(number, Path(name))
            result = examine(Request(claims, AS_OF, texts))
            seconds, page = written(result, Options(texts=texts))
            path = Path(name) / "report.html"
            path.write_text(page, encoding="utf-8")
            browser = opened(path)
            shown = "no browser" if browser is None else "{:>5.0f} ms {:>5.0f} ms {:>11.0f} ms".format(*browser)
            size = f"{len(page.encode()) / 1e6:.2f} MB"
            print(f"{len(result.findings):>8,} {len(result.corpus.claims):>7,} {seconds:>6.2f} s {size:>9} {shown}")


if __name__ == "__main__":
    main()
