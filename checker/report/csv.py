"""A table for spreadsheets: one row for each disagreement, finding that belongs to none, and fault.

Source: a cell that begins with `=`, `+`, `-` or `@` (also in their wide forms), or with such a character after a
semicolon, where that parts cells, is run as a formula (CWE-1236); an apostrophe before it makes it text.
"""

from __future__ import annotations

import csv
import io
import re

from checker.model.result import Result
from checker.report.items import LEVEL_NAMES, ReportItem, bounded, items
from checker.report.options import Options
from checker.report.safe import visible

COLUMNS = (
    "id", "level", "verdict", "rule", "reasons", "key", "message", "positions", "details", "decision", "claims",
    "documents", "quotes", "file", "line", "column",
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
        writer.writerow([cell(value) for value in _row(item)])
    return out.getvalue()


def cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs and that fits."""
    return bounded(FORMULA.sub(r"\1\2'", visible(text)), LONGEST)


def _row(item: ReportItem) -> tuple[str, ...]:
    """Where it stands is where its first claim does."""
    claims = [location.claim for location in item.locations if location.claim]
    about = (item.id, LEVEL_WORDS[item.level], item.verdict, item.rule, " ".join(item.reasons), item.key)
    judged = (item.message, " / ".join(item.positions), " / ".join(item.details), item.ruling)
    refs = " ".join(claim.ref for claim in claims)
    documents = " ".join(dict.fromkeys(claim.document.id for claim in claims))
    quotes = " / ".join(f"“{claim.quote}”" for claim in claims)
    first = item.locations[0]
    return (*about, *judged, refs, documents, quotes, first.file, str(first.line), str(first.column))
