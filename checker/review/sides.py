"""The claims of a disagreement as the page shows them: each with its quote in its sentence, and its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checker.literals.phrase import show_subject, show_time
from checker.model.box import Box, Key
from checker.model.claim import Claim
from checker.model.fields import LABELLED
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.report.explain import read_as, statement, statement_mark
from checker.report.view import finding_side
from checker.review.addresses import part, query
from checker.review.queue import Filters, QueueEntry
from checker.review.session import ReviewState, Session, texts
from checker.review.views import ReviewedSide
from checker.texts.passages import passage

SOURCE_LINES = 30
"""Lines of a claim in its file; a longer one says where it goes on."""


def reviewed_sides(
    session: Session,
    now: ReviewState,
    entry: QueueEntry,
    named: Mapping[str, Claim],
    context: int,
    filters: Filters,
) -> Iterator[ReviewedSide]:
    documents, vocabulary = texts(session, now), now.result.corpus.vocabulary
    boxes_of: dict[str, list[Box]] = {}
    for finding in entry.one.findings:
        for box in finding.boxes:
            if box not in boxes_of.setdefault(box.ref, []):
                boxes_of[box.ref].append(box)
    for name, claim in named.items():
        boxes = boxes_of.get(claim.ref, ())
        text = documents.get(claim.document.id)
        quoted = passage(text, claim, max(context, 1)) if text is not None else None
        if quoted and not context:
            quoted = replace(quoted, before=claim.quote_prefix, after=claim.quote_suffix)
        when = show_time(boxes[0]) if boxes and boxes[0].time.sort != "always" else ""
        readings = tuple(
            _read_as(*read_as(box.value, box), statement(claim)) for box in boxes if isinstance(box.value, Bounds)
        )
        yield ReviewedSide(
            finding_side(claim, quoted, vocabulary, when, tuple(filter(None, readings)), LABELLED),
            name,
            about_claim(claim, vocabulary),
            str(statement_mark(claim)),
            source(now, claim),
            f"c/{part(claim.ref)}{query(filters, disagreement=entry.id)}",
            f"t/{part(claim.document.id)}{query(filters, at=claim.ref, of=entry.id)}" if quoted else "",
        )


def about_claim(claim: Claim, vocabulary: Vocabulary) -> str:
    """`U.S. forces · military personnel · Japan`; empty for a relation, which speaks for itself."""
    key = Key(claim.subject, claim.property, claim.scope)
    return show_subject(key, vocabulary) if claim.subject else ""


def _read_as(plausible: str, possible: str, written: str) -> str:
    """Nothing where it is read as it is written."""
    if plausible == possible:
        return plausible if plausible != written else ""
    return f"{plausible}; at the widest {possible}"


def source(now: ReviewState, claim: Claim) -> tuple[tuple[int, str], ...]:
    """The lines of a claim in its file: from its first field to the end of the last, at most `SOURCE_LINES`."""
    lines, depth = now.result.corpus.sources.get(claim.mark.file, ()), claim.mark.column
    first = claim.mark.line
    last = max([first, *(mark.line for mark in claim.marks.values() if mark.file == claim.mark.file)])
    while last < len(lines) and lines[last].strip() and not lines[last][:depth].strip():  # a field goes on, deeper
        last += 1
    return tuple(enumerate(lines[first - 1 : min(last, first + SOURCE_LINES - 1)], start=first))
