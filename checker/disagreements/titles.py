"""The title of a disagreement in plain words: what it is about, who says what, and how many say it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from checker.disagreements.conflicts import CONSTRAINTS
from checker.literals.dates.spoken import in_words as date_in_words
from checker.literals.phrase import listed, show_days, show_subject
from checker.model.box import Key
from checker.model.disagreement import Disagreement, Position, Question
from checker.model.finding import REASONS, Finding
from checker.model.groups import grouped
from checker.model.interval import ALL
from checker.model.vocabulary import Vocabulary
from checker.readers.names import in_words
from checker.reasons.reconciler import Context

QUANTITY = re.compile(r"(?<![\w.-])(?P<subject>[\w-]+)\.(?P<property>[\w-]+(?:\.[\w-]+)*)(?:\[(?P<scope>[^\]]*)\])?")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MOST_TOLD = 3
"""Positions that a title tells."""


def title_of(
    question: Question,
    about: str,
    positions: Sequence[Position],
    derived: Sequence[Position],
    findings: Sequence[Finding],
    laws: Sequence[str],
    context: Context,
) -> str:
    """`Occupation of Japan · end: two documents say 1952, one 1951`. `about`: what a relation says in words; `laws` are
    those that hold by definition and have a part in it.
    """
    if not positions or (question.sort == "constraint" and len(positions) == 1):  # what one claim breaks
        return (
            explained_title(question, findings, context.vocabulary)
            if _all_explained(findings)
            else _message(findings[0], context)
        )
    if question.sort == "relation":
        said = dates_said if _of_dates(findings) else str
        return _of_relation(question, about, positions, laws, context.vocabulary, said)
    about, said = _about(question, context.vocabulary), dates_said if _of_dates(findings) else str
    # of a value that changes, positions of several times may say the same
    by_value = list(grouped(positions, lambda position: position.value).items())
    told = [
        f"{_documents(alike, first=not index)} {said(value)}"
        for index, (value, alike) in enumerate(by_value[:MOST_TOLD])
    ]
    if left := sum(len(alike) for _, alike in by_value[MOST_TOLD:]):
        told.append(f"{_number(left)} more {'position' if left == 1 else 'positions'}")
    told += [f"by other figures it is {said(position.value)}" for position in derived]
    return f"{about}: {', '.join(told)}"


def with_times(disagreements: Sequence[Disagreement], vocabulary: Vocabulary) -> tuple[Disagreement, ...]:
    """The disagreements; those on one quantity at several times have the time in their titles."""
    number = Counter(one.question.key for one in disagreements)

    def titled(one: Disagreement) -> Disagreement:
        about, days = _about(one.question, vocabulary), one.question.stretch
        if one.question.key is None or number[one.question.key] < 2 or days == ALL:
            return one
        when = f"{about}, {date_in_words(show_days(days))}: "
        return replace(one, title=when + one.title.removeprefix(f"{about}: "))

    return tuple(map(titled, disagreements))


def dates_said(words: str) -> str:
    """Dates as people say them: `1945/1951; 1952, 2024-01`."""
    return "; ".join(", ".join(map(date_in_words, part.split(", "))) for part in words.split("; "))


def _of_dates(findings: Sequence[Finding]) -> bool:
    """All that they hold against each other are dates."""
    boxes = [box for finding in findings for box in finding.boxes]
    return bool(boxes) and all(box.datatype == "date" for box in boxes)


def _of_relation(
    question: Question,
    about: str,
    positions: Sequence[Position],
    laws: Sequence[str],
    vocabulary: Vocabulary,
    said: Callable[[str], str],
) -> str:
    """The figures that a relation does not let be, or the relations that it does not fit; of a constraint also what has
    these figures.
    """
    head = with_labels(about.rstrip(".") or question.name, vocabulary)
    others = [position for position in positions if position.value != question.name]
    if (rule := question.name.partition(" ")[0]) in CONSTRAINTS and len(others) > 1:
        return f"{listed(_few([p.value.partition('; ')[0] for p in others]))} do not fit together ({rule})"
    # of each quantity only the figure: what it is of stands beside its position
    figures = [said(p.value.rpartition(": ")[2].partition("; ")[0]) for p in others if not p.claims[0].readings]
    if figures:
        told = _few(figures)
        return f"{head}: {listed(told)} {'do not fit together' if len(told) > 1 else 'does not fit'}"
    told = _few([with_labels(text, vocabulary) for text in (*(p.value for p in others), *laws)])
    return f"{head} does not fit {listed(told)}" if told else f"{head} cannot hold"


def _few(texts: Sequence[str]) -> list[str]:
    return [*texts[:MOST_TOLD], *([f"{left} more"] if (left := len(texts) - MOST_TOLD) > 0 else ())]


def with_labels(text: str, vocabulary: Vocabulary) -> str:
    """A relation or the name of a quantity with labels in place of identifiers: `the treaty · signed`."""

    def labelled(found: re.Match[str]) -> str:
        known = found["property"].removesuffix(".start").removesuffix(".end")
        if found["subject"] not in vocabulary.entities or known not in vocabulary.properties:
            return found[0]
        members = (pair.partition("=") for pair in (found["scope"] or "").split(",") if "=" in pair)
        scope = tuple((dimension.strip(), member.strip()) for dimension, _, member in members)
        return show_subject(Key(found["subject"], found["property"], scope), vocabulary)

    return QUANTITY.sub(labelled, text)


def _about(question: Question, vocabulary: Vocabulary) -> str:
    """What is in dispute; a constraint without a quantity by what it constrains, and its name."""
    if question.key:
        return show_subject(question.key, vocabulary)
    rule, _, rest = question.name.partition(" ")
    return f"{with_labels(rest, vocabulary)} ({rule})" if question.sort == "constraint" and rest else question.name


def _message(finding: Finding, context: Context) -> str:
    """What a finding says, with the titles of documents in place of their identifiers."""
    message = finding.message
    for document in {claim.document.id: claim.document for claim in finding.claims}.values():
        says = rf"(?<![\w-]){re.escape(document.id)} says\b"
        message = re.sub(says, lambda _, title=document.title: f"{title} says", message)
    return with_labels(message, context.vocabulary)


def _documents(positions: Sequence[Position], *, first: bool) -> str:
    number = len({name for position in positions for source in position.sources for name in source})
    noun = f" document{'s say' if number != 1 else ' says'}" if first else ""
    return f"{_number(number)}{noun}"


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def explained_title(question: Question, findings: Sequence[Finding], vocabulary: Vocabulary) -> str:
    """The title of a question on which reasons explain all that differs."""
    about = _about(question, vocabulary)
    given = {reason for finding in findings for reason in finding.reasons}
    reasons = listed(in_words(reason) for reason in REASONS if reason in given)
    return f"{about}: what differs is explained by {reasons}" if reasons else f"{about}: {findings[0].message}"


def _all_explained(findings: Sequence[Finding]) -> bool:
    return all(finding.verdict == "reconciled" for finding in findings)
