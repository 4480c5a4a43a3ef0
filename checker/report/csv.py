"""A table for spreadsheets: one row for each side of a finding, one for each fault.

Source: a cell that begins with `=`, `+`, `-` or `@` (also in their wide forms), or with such a character after a
semicolon, where that parts cells, is run as a formula (CWE-1236); an apostrophe before it makes it text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from checker.model.result import Result
from checker.report.explain import statement
from checker.report.items import LEVEL_NAMES, ReportItem, bounded, items
from checker.report.options import Options
from checker.report.safe import visible

COLUMNS = (
    "id", "level", "verdict", "rule", "reasons", "key", "message", "details", "decision", "side", "claim",
    "document", "published", "value", "quote", "file", "line", "column",
)  # fmt: skip
LEVEL_WORDS = LEVEL_NAMES
LONGEST = 30_000
"""Characters: a spreadsheet's cell holds 32,767, and text past that runs into the next cell."""
FORMULA = re.compile(r"(^|;)([\s\"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def write(result: Result, options: Options) -> str:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items(result, options):
        writer.writerows([cell(value) for value in row] for row in _rows(item))
    return out.getvalue()


def cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs and that fits."""
    return bounded(FORMULA.sub(r"\1\2'", visible(text)), LONGEST)


def _rows(item: ReportItem) -> Iterator[tuple[str, ...]]:
    reasons = " ".join(item.finding.reasons) if item.finding else ""
    key = item.finding.key if item.finding else ""
    about = (item.id, LEVEL_WORDS[item.level], item.verdict, item.rule, reasons, key)
    judged = (item.message, " / ".join(item.details), item.ruling)
    for number, location in enumerate(item.locations, start=1):
        claim = location.claim
        source = (claim.ref, claim.document.id, claim.document.published) if claim else ("", "", "")
        words = (statement(claim, "; "), claim.quote) if claim else ("", "")
        where = (location.file, str(location.line), str(location.column))
        yield (*about, *judged, str(number), *source, *words, *where)
