"""The title of a disagreement in plain words: what it is about, who says what, and how many say it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.literals.phrase import listed, show_subject
from checker.model.disagreement import Position, Question
from checker.model.finding import REASONS, Finding
from checker.reasons.reconciler import Context

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MOST_TOLD = 3
"""Positions that a title tells."""


def title_of(
    question: Question,
    about: str,
    positions: Sequence[Position],
    derived: Sequence[Position],
    findings: Sequence[Finding],
    context: Context,
) -> str:
    """`Occupation of Japan · end: two documents say 1952, one 1951`. `about`: what a relation says in words."""
    if not positions or (question.sort == "constraint" and len(positions) == 1):  # what one claim breaks
        return _explained(question, findings, context) if _all_explained(findings) else findings[0].message
    if question.sort == "relation":
        # of each quantity only the figure: what it is of stands beside its position
        figures = [p.value.rpartition(": ")[2].partition("; ")[0] for p in positions if p.value != question.name]
        told = [*figures[:MOST_TOLD], *([f"{left} more"] if (left := len(figures) - MOST_TOLD) > 0 else ())]
        return f"{(about or question.name).rstrip('.')}: {listed(told)} do not fit together"
    about = show_subject(question.key, context.vocabulary) if question.key else question.name
    told = [f"{_documents(p, first=not index)} {p.value}" for index, p in enumerate(positions[:MOST_TOLD])]
    if (left := len(positions) - MOST_TOLD) > 0:
        told.append(f"{_number(left)} more {'position' if left == 1 else 'positions'}")
    told += [f"by other figures it is {position.value}" for position in derived]
    return f"{about}: {', '.join(told)}"


def _documents(position: Position, *, first: bool) -> str:
    number = position.documents
    noun = f" document{'s say' if number != 1 else ' says'}" if first else ""
    return f"{_number(number)}{noun}"


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def _all_explained(findings: Sequence[Finding]) -> bool:
    return all(finding.verdict == "reconciled" for finding in findings)


def _explained(question: Question, findings: Sequence[Finding], context: Context) -> str:
    about = show_subject(question.key, context.vocabulary) if question.key else question.name
    given = {reason for finding in findings for reason in finding.reasons}
    reasons = listed(reason.replace("-", " ") for reason in REASONS if reason in given)
    return f"{about}: what differs is explained by {reasons}" if reasons else f"{about}: {findings[0].message}"
