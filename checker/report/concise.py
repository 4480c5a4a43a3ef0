"""One line for each thing that is open, in the form that editors jump to: `file:line:column: error[rule] …`."""

from __future__ import annotations

from checker.model.result import Result
from checker.report.explain import counted, summary
from checker.report.items import LEVEL_NAMES, ReportItem, bounded, open_items
from checker.report.options import Options
from checker.report.safe import log_safe

LEVEL_WORDS = LEVEL_NAMES
LONGEST = 1000
"""Characters of a message: a line that is longer tells nobody more."""


def write(result: Result, options: Options) -> str:
    lines = [line(item) for item in open_items(result, options)]
    if not options.quiet:
        faults = [f"{counted(result.fault_count, 'fault')} in the input"] if result.faults else []
        lines.append(", ".join([summary(result), *faults]))
    return "".join(f"{line}\n" for line in lines)


def line(item: ReportItem) -> str:
    """The first side's location, what it is, and those of the other sides."""
    first, *others = map(str, item.locations)
    against = f" (and {', '.join(others[:3])}{_more(len(others) - 3)})" if others else ""
    level = LEVEL_WORDS[item.level]
    return log_safe(f"{first}: {level}[{item.rule}] {bounded(item.message, LONGEST)}{against} {item.id}")


def _more(number: int) -> str:
    return f" and {counted(number, 'more place')}" if number > 0 else ""
