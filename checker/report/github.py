"""Annotations of a GitHub workflow run: the worst first, as many as a step may have; what is over, as plain lines.

`summary` is the page that a step shows below its run, with everything that is open.

Source: GitHub's documentation of workflow commands: `%`, line ends, and in properties also `:` and `,`, are written as
`%25`, `%0A`, `%3A`, `%2C`; else words of a document become commands.
"""

from __future__ import annotations

from collections import Counter

from checker.model.result import Result
from checker.report import concise, markdown
from checker.report.explain import counted
from checker.report.explain import summary as totals
from checker.report.items import Level, ReportItem, bounded, item_lines, open_items
from checker.report.options import Options
from checker.report.safe import log_safe, visible

LEVEL_WORDS: dict[Level, str] = {"fault": "error", "error": "error", "warning": "warning", "info": "notice"}
MOST = 10
"""Annotations of one kind that GitHub shows for a step; it drops others without a word."""
LONGEST = 8_000
"""Characters of a message: with four bytes each, half of the 64 KiB that an annotation may have."""
LARGEST_SUMMARY = 1_000_000
"""Bytes: GitHub drops a step's summary whole where it is larger than 1 MiB."""


def write(result: Result, options: Options) -> str:
    shown, over = _parted(open_items(result, options))
    lines = [_annotation(item) for item in shown]
    if over:
        lines.append(f"{len(over):,} more than GitHub annotates, the worst first:")
        lines += [concise.line(item) for item in over]
    if not options.quiet:
        lines.append(totals(result))
    return "".join(f"{line}\n" for line in lines)


def summary(result: Result, options: Options) -> str:
    """Everything that is open as Markdown, cut at whole entries where GitHub would drop it; the cut is counted."""
    listed = open_items(result, options)
    head = ["# Claims that do not fit", "", markdown.text(totals(result)) + ".", ""]
    size, lines = sum(len(line.encode()) + 1 for line in head), head
    for number, item in enumerate(listed):
        entry = [markdown.text(line) for line in item_lines(item, LONGEST)]
        block = f"- **{entry[0]}**\n" + "".join(f"  - {line}\n" for line in entry[1:])
        size += len(block.encode())
        if size > LARGEST_SUMMARY:
            lines.append(f"\n{counted(len(listed) - number, 'entry', 'entries')} left out: a summary holds no more.")
            break
        lines.append(block.rstrip("\n"))
    return "\n".join(lines) + "\n"


def outputs(result: Result) -> str:
    """What later steps of a job may ask for, as lines of the file that a step names its outputs in: counts of what is
    open (with a base: and new), and whether anything is.
    """
    verdicts = Counter(one.verdict for one in result.disagreements if one.open and not one.settled)
    counts = {"contradictions": verdicts["contradiction"], "tensions": verdicts["tension"]}
    counts["faults"] = len(result.faults)
    new = "true" if counts["contradictions"] or counts["tensions"] else "false"
    return "".join(f"{name}={value}\n" for name, value in {**counts, "new": new}.items())


def failure(title: str, message: str) -> str:
    """The annotation of what ended a run before it had a report; it stands at no file."""
    words = bounded(log_safe(message), LONGEST)
    return f"::error title={prop(title)}::{data(words)}"


def data(text: str) -> str:
    """Text that stays the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def prop(text: str) -> str:
    """Text that stays the value of one property of a command."""
    return data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _parted(listed: tuple[ReportItem, ...]) -> tuple[list[ReportItem], list[ReportItem]]:
    kinds: Counter[str] = Counter()
    shown: list[ReportItem] = []
    over: list[ReportItem] = []
    for item in listed:
        kinds[LEVEL_WORDS[item.level]] += 1
        (shown if kinds[LEVEL_WORDS[item.level]] <= MOST else over).append(item)
    return shown, over


def _annotation(item: ReportItem) -> str:
    first = item.locations[0]
    lines = {"file": first.file, "line": first.line, "endLine": first.line}
    columns = {"col": first.column, "endColumn": first.end_column}
    properties = {**lines, **columns, "title": f"{item.verdict}: {item.rule}"}
    parameters = ",".join(f"{name}={prop(str(value))}" for name, value in properties.items())
    message = bounded("\n".join(visible(line) for line in item_lines(item, LONGEST)), LONGEST)
    return f"::{LEVEL_WORDS[item.level]} {parameters}::{data(message)}"
