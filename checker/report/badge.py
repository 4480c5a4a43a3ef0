"""A small picture that says what is open, in words as much as in colour: for a README, or a page that lists projects.

Source: the form (a label, a message, 20 pixels high) is that of the badges of code forges. Letters are as wide as the
reader's font has them, so each text is given the length that was reckoned for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from checker.model.result import Result
from checker.report.dispute import entries
from checker.report.explain import counted, over_limit
from checker.report.html.material import tally
from checker.report.html.views import VerdictTally
from checker.report.options import Options
from checker.report.safe import visible
from checker.report.silence import silence_lines

LABEL = "claims"
LETTER = 6.1
"""Pixels of a letter of 11 pixels in a common sans serif, on average."""
PADDING = 7
RED, AMBER, GREEN, GREY = "#a3252c", "#7d4c00", "#1f6b3c", "#575f69"
"""White on each has a contrast of at least 6 to 1 (WCAG 2.2 asks for 4.5)."""


def write(result: Result, options: Options) -> str:
    counts = tally(entries(result))
    words, colour = ", ".join(_words(result, counts)), _colour(result, counts)
    left, right = (round(2 * PADDING + LETTER * len(text)) for text in (LABEL, words))
    changes = (line.message for line in silence_lines(options))
    told = ", ".join(filter(None, (words, over_limit(result, options), *changes, f"as of {result.as_of}")))
    title = escape(visible(f"{LABEL}: {told}"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{title}">\n'
        f"<title>{title}</title>\n"
        f'<rect width="{left + right}" height="20" rx="3" fill="{GREY}"/>\n'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H{left}z" fill="{colour}"/>\n'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true">\n'
        f'<text x="{PADDING}" y="14" textLength="{left - 2 * PADDING}">{escape(LABEL)}</text>\n'
        f'<text x="{left + PADDING}" y="14" textLength="{right - 2 * PADDING}">{escape(visible(words))}</text>\n'
        "</g>\n</svg>\n"
    )


def _words(result: Result, counts: VerdictTally) -> Iterator[str]:
    if not result.coverage.claims:
        yield "nothing was checked"
        return
    if result.faults:
        yield counted(result.fault_count, "fault")
    if counts.contradiction:
        yield counted(counts.contradiction, "contradiction")
    if counts.tension:
        yield counted(counts.tension, "tension")
    if counts.unchecked or not result.complete:
        yield f"{counts.unchecked:,} unchecked" if counts.unchecked else "not checked to the end"
    if not (result.faults or counts.contradiction or counts.tension or counts.unchecked) and result.complete:
        yield "nothing open"


def _colour(result: Result, counts: VerdictTally) -> str:
    if result.faults or counts.contradiction:
        return RED
    if counts.tension or counts.unchecked or not result.complete:
        return AMBER
    return GREEN if result.coverage.claims else GREY
