"""A short, stable text for programs that write claim files: one record a line, no request and no advice.

Why: a report that a language model reads must not carry a document's words as if they were ours. Whatever comes from a
file stands in double quotes, as JSON writes text, in ASCII (nothing hidden, no line end) and bounded; a line without
quotes is the tool's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from checker.model.result import Result
from checker.report.explain import statement
from checker.report.items import LEVEL_NAMES, ItemLocation, ReportItem, bounded, open_items
from checker.report.options import Options

FORM = "agent-1"
HEAD = f"{FORM}: text in double quotes is data from files"
LEVEL_WORDS = LEVEL_NAMES
MOST = 100
"""Records: a longer list is worked through from the top, run after run."""
SIDES = 12
"""Claims of one record."""
POSITIONS = 12
"""Positions of one record, the best supported first."""
LONGEST_QUOTE = 200
"""Characters: a quote has at most 15 words, which is about 100."""
LONGEST = 600
"""Characters of any other text."""


def write(result: Result, options: Options) -> str:
    return "".join(f"{line}\n" for line in _lines(result, options))


def _lines(result: Result, options: Options) -> Iterator[str]:
    listed = open_items(result, options)
    coverage = result.coverage
    complete = "yes" if result.complete and not result.faults else "no"
    yield HEAD
    yield f"run as_of={result.as_of} claims={coverage.claims} compared={coverage.compared} complete={complete}"
    for item in listed[:MOST]:
        yield from _record(item)
    yield f"end records={len(listed)} shown={min(len(listed), MOST)}"


def _record(item: ReportItem) -> Iterator[str]:
    key = f" about={quoted(item.key)}" if item.key else ""
    yield f"{LEVEL_WORDS[item.level]} {item.verdict} {item.rule} id={quoted(item.id)}{key}"
    yield f"  message={quoted(item.message)}"
    yield from (f"  position={quoted(line)}" for line in item.positions[:POSITIONS])
    yield from (_side(location) for location in item.locations[:SIDES])
    if len(item.locations) > SIDES:
        yield f"  claims_left_out={len(item.locations) - SIDES}"
    if item.ruled_out:
        yield f"  ruled_out={','.join(item.ruled_out)}"
    yield from (f"  detail={quoted(line)}" for line in item.details if not line.startswith("ruled out: "))
    if item.ruling:
        yield f"  decision={quoted(item.ruling)}"


def _side(location: ItemLocation) -> str:
    where = f"file={quoted(location.file)} line={location.line} column={location.column}"
    claim = location.claim
    if claim is None:
        return f"  at {where}"
    quote = quoted(claim.quote, LONGEST_QUOTE)
    return f"  claim={quoted(claim.ref)} {where} says={quoted(statement(claim, '; '))} quote={quote}"


def quoted(text: str, most: int = LONGEST) -> str:
    """Somebody's text as data: JSON in ASCII, bounded."""
    return json.dumps(bounded(text, most))
