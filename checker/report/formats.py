"""Every format that a report can have: one table for the command line, the documentation and the tests.

A writer is imported when its format is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.model.result import Result
    from checker.report.options import Options


@dataclass(frozen=True, slots=True)
class Format:
    """`extension` is that of its files. `full`: holds everything; else only what is open, unless asked for more.

    `compares`: tells of each disagreement whether it is new, so that `--new-since` leaves none out. `hosted`: read by a
    platform that knows files by their way from the top of the repository, wherever the run was started.
    """

    name: str
    extension: str
    doc: str
    full: bool = False
    compares: bool = False
    hosted: bool = False

    def write(self, result: Result, options: Options) -> str:
        """The report; the same result and options give the same text."""
        return import_module(f"checker.report.{self.name}").write(result, options)


FORMATS: tuple[Format, ...] = (
    Format("text", "txt", "each disagreement: who says what, why, and what to do next: for people at a terminal"),
    Format("concise", "txt", "one line for each disagreement, which editors jump to"),
    Format("json", "json", "the findings report, a contract with programs (schema `findings-2`)", full=True),
    Format("jsonl", "jsonl", "the same, one record a line: for streams and large corpora", full=True),
    Format("markdown", "md", "the discrepancy report, by subject: for people", full=True),
    Format("html", "html", "one page with pictures and filters, with no need of a network", full=True, compares=True),
    Format("csv", "csv", "one row for each disagreement: for spreadsheets", full=True),
    Format(
        "sarif",
        "sarif",
        "SARIF 2.1.0: for code scanning and for viewers of analysis results",
        compares=True,
        hosted=True,
    ),
    Format(
        "github", "txt", "annotations of a GitHub workflow run; the step's summary gets all that is open", hosted=True
    ),
    Format("gitlab", "json", "GitLab's Code Quality report", hosted=True),
    Format("junit", "xml", "test results: for CI systems that know tests only", hosted=True),
    Format("badge", "svg", "what is open, as a small picture: for a README or a page that lists projects"),
    Format("dashboard", "json", "counts by verdict, severity and subject, and what is open since when", full=True),
    Format("agent", "txt", "short and steady, words of documents marked as data: for programs that write claim files"),
)
NAMES: tuple[str, ...] = tuple(format.name for format in FORMATS)


def format_of(name: str) -> Format:
    """The format of that name; raises `KeyError` where there is none."""
    return {format.name: format for format in FORMATS}[name]
