"""What an editor marks in the files: the faults and the open disagreements that `checker check` tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from checker.model.result import Result
from checker.report.explain import statement
from checker.report.items import ItemLocation, Level, ReportItem, open_items
from checker.report.options import PLAIN
from checker.report.safe import visible
from checker.report.text import value_end
from checker.rules.registry import RULES

MOST_OF_A_FILE = 500
"""Marks in one file: nobody reads more at once, and the worst come first."""
MOST_RELATED = 20
"""Other claims of a disagreement that one mark leads to."""

Weight = Literal["error", "warning", "information"]
WEIGHTS: Mapping[Level, Weight] = {"fault": "error", "error": "error", "warning": "warning", "info": "information"}


@dataclass(frozen=True, slots=True)
class Place:
    """Part of a line: numbers count from 1, columns in characters; `end` lies after the last one."""

    file: str
    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mark in a file. `related` are the other claims of its disagreement, with what each says."""

    place: Place
    weight: Weight
    code: str
    message: str
    related: tuple[tuple[Place, str], ...] = ()


def diagnostics(result: Result) -> Mapping[str, tuple[Diagnostic, ...]]:
    """By file; files without any are left out. A disagreement is marked at each of its claims."""
    found: dict[str, list[Diagnostic]] = {}
    for item in open_items(result, PLAIN):
        for index, side in enumerate(item.locations):
            if "/" in side.file or item.verdict == "fault":
                marks = found.setdefault(side.file, [])
                if len(marks) < MOST_OF_A_FILE:
                    marks.append(_diagnostic(item, index, result))
    return {file: tuple(marks) for file, marks in found.items()}


def is_rule(code: str) -> bool:
    """The page of rules has a chapter on it."""
    return any(rule.id == code for rule in RULES)


def _diagnostic(item: ReportItem, index: int, result: Result) -> Diagnostic:
    others = [side for number, side in enumerate(item.locations) if number != index and side.claim][:MOST_RELATED]
    related = tuple((_place(side, result), _said(side)) for side in others)
    message = "\n".join(map(visible, (item.message, *_lines(item))))
    return Diagnostic(_place(item.locations[index], result), WEIGHTS[item.level], item.rule, message, related)


def _lines(item: ReportItem) -> Iterable[str]:
    return () if item.verdict == "fault" else (*item.lines, f"checker explain {item.id}")


def _place(side: ItemLocation, result: Result) -> Place:
    lines = result.corpus.sources.get(side.file, ())
    source = lines[side.line - 1] if 1 <= side.line <= len(lines) else ""
    end = max(side.column, value_end(source, side.column - 1)) if source else side.column
    return Place(side.file, side.line, side.column, end + 1)


def _said(side: ItemLocation) -> str:
    claim = side.claim
    return visible(f"{statement(claim)}: {claim.document.title}, {claim.document.published}") if claim else ""
