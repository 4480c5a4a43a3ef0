"""Views are made from the state of a review: all wording and every address is settled here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from checker.decisions.audit import said
from checker.decisions.ruling import claims_named
from checker.decisions.seen import letters_now
from checker.literals.phrase import letter, show_time
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.decision import OF_POSITIONS, RULINGS, Decision, Ruling
from checker.model.disagreement import Disagreement
from checker.model.fields import LABELLED
from checker.model.value import Bounds
from checker.report.dispute import grounds_of, held_by, position_words, support
from checker.report.explain import read_as, statement_mark, unknown, verdict_words
from checker.report.letters import lettered
from checker.report.view import finding_side
from checker.review.queue import SHOWN, STATES, Filters, QueueEntry, claims_in, counts, passes, progress
from checker.review.session import ReviewState, Session, recent_reasons, texts, token
from checker.review.views import (
    CONTEXT,
    MOST_CONTEXT,
    NO_ERRORS,
    Choice,
    DisagreementPage,
    Page,
    QueueRow,
    QueueView,
    ReviewedPosition,
    ReviewedSide,
    RulingDraft,
    ShownRuling,
    VerdictChoice,
)
from checker.texts.passages import passage

if TYPE_CHECKING:
    from markupsafe import Markup

ROWS = 200
"""Findings on one page of the queue: a screenful to look through, and a page of some 100 kB."""

RECENT = 9
"""Recent reasons that are offered: as many as there are digits."""

FAULTS_SHOWN = 20
SOURCE_LINES = 30
"""Lines of a claim in its file; a longer one says where it goes on."""

MOST_SIDES = 30
"""Claims of one disagreement that are shown with their words; the others are counted."""

LABELS: dict[Ruling, tuple[str, str]] = {
    "right": ("right is", "mark the positions that are right"),
    "wrong": ("wrong is", "mark the positions that are wrong"),
    "claim-file-wrong": ("the claim file is wrong", "it does not say what the document says"),
    "rule-wrong": ("the rule is wrong", "it should not have found this"),
    "cannot-tell": ("cannot tell", ""),
    "defer": ("put it off", "say until when"),
}
"""What each ruling is called on the page, and what goes with it. A ruling's digit is its number."""

GROUNDS = {
    "why": "Why",
    "example": "For example",
    "steps": "Steps",
    "reconciled": "Because",
    "because": "Because",
    "ruled out": "Ruled out",
    "unknown": "Unknown",
    "reopens if": "Reopens if",
    "explained": "Explained",
    "shown": "Shown",
    "settled by": "Settled by",
}
"""What a disagreement's grounds are called; the ruling stands among the rulings."""


def page(session: Session, now: ReviewState, title: str, up: str, filters: Filters) -> Page:
    """What every page has; its generation is that of what it shows, so that it learns of whatever came since."""
    steps = session.journal.steps
    done, total = progress(now.entries)
    return Page(
        title=title,
        up=up,
        query=query(filters),
        generation=now.generation,
        reviewer=session.reviewer,
        as_of=now.task.as_of,
        done=done,
        total=total,
        shown=WORDS.get(filters.show, filters.show),
        undo=f"{steps[-1].words}, {steps[-1].disagreement}" if steps else "",
        lasting=session.journal.lasting,
        trouble=now.trouble,
        faults=now.result.fault_count,
        drafts=len(now.result.corpus.drafts),
    )


def query(filters: Filters, **more: str | int) -> str:
    """The filters as the end of an address; empty where all are the usual ones."""
    fields = {"show": filters.show if filters.show != "todo" else ""}
    fields |= {name: getattr(filters, name) for name in ("subject", "document", "rule", "q")}
    given = {name: value for name, value in {**fields, **more}.items() if value not in ("", None)}
    return f"?{urlencode(given)}" if given else ""


def part(name: str) -> str:
    """A name as one part of an address."""
    return quote(name, safe="")


def queue_view(session: Session, now: ReviewState, filters: Filters, number: int) -> QueueView:
    flags = session.journal.flags
    matching = [entry for entry in now.entries if passes(entry, filters, flags)]
    pages = max(1, -(-len(matching) // ROWS))
    number = min(max(number, 1), pages)
    numbers = counts(now.entries, flags)
    vocabulary = now.result.corpus.vocabulary
    documents = {document.id: document.title for document in now.result.corpus.documents}
    subjects = {name: vocabulary.label(name) for entry in now.entries for name in entry.subjects}
    rules = {finding.rule: finding.rule for entry in now.entries for finding in entry.one.findings}

    def other(page: int) -> str:
        return query(filters, page=page) or "?" if 1 <= page <= pages else ""

    return QueueView(
        tuple(_row(entry, filters, flags) for entry in matching[(number - 1) * ROWS : number * ROWS]),
        filters,
        tuple(_choices(filters, numbers)),
        _options(subjects, filters.subject),
        _options(documents, filters.document),
        _options(rules, filters.rule),
        len(matching),
        len(now.entries),
        number,
        pages,
        other(number - 1),
        other(number + 1),
        (number - 1) * ROWS + 1,
        now.result.faults[:FAULTS_SHOWN],
        len(now.result.corpus.claims),
        tuple(finding.message for finding in now.result.of("unchecked")[:FAULTS_SHOWN]),
        len({draft.document.id for draft in now.result.corpus.drafts}),
    )


def _row(entry: QueueEntry, filters: Filters, flags: set[str]) -> QueueRow:
    one = entry.one
    return QueueRow(
        f"f/{part(one.id)}{query(filters)}",
        entry.state,
        STATES[entry.state],
        one.verdict,
        entry.about,
        one.title,
        one.id in flags,
        tuple(dict.fromkeys(claim.document.title for claim in claims_in(one))),
    )


def _choices(filters: Filters, numbers: Mapping[str, int]) -> Iterator[Choice]:
    for value, meaning in SHOWN.items():
        current = value == filters.show
        if numbers[value] or current or value in ("todo", "all"):
            there = query(Filters(value, filters.subject, filters.document, filters.rule, filters.q))
            yield Choice(value, WORDS.get(value, value), current, numbers[value], meaning, there or "?")


WORDS = {"todo": "to do", "second": "second opinion"}
"""What a choice is called where that is not its name."""


def _options(labels: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    ordered = sorted(labels.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
    return tuple(Choice(value, label, value == chosen) for value, label in ordered)


def disagreement_page(
    session: Session,
    now: ReviewState,
    entry: QueueEntry,
    filters: Filters,
    context: int = CONTEXT,
    draft: RulingDraft | None = None,
    errors: Mapping[str, str] | None = None,
    moved: tuple[str, ...] = (),
) -> DisagreementPage:
    one, flags = entry.one, session.journal.flags
    matching = [other.id for other in now.entries if passes(other, filters, flags)]
    index = now.indices[one.id]
    context = min(max(context, 0), MOST_CONTEXT)
    draft = draft or _draft(entry, now)
    decided, witness = one.decision, one.witness
    named = claims_named(one)
    sides = tuple(_sides(session, now, entry, dict(list(named.items())[:MOST_SIDES]), context, filters))
    in_text = any(side.claim.in_text for side in sides)
    return DisagreementPage(
        id=one.id,
        verdict=one.verdict,
        words=verdict_words(witness),
        rule=witness.rule,
        message=one.title,
        positions=tuple(_positions(one)),
        sides=sides,
        more_sides=len(named) - len(sides),
        evidence=tuple((f.id, f.verdict, f.message) for f in one.findings[:MOST_SIDES]),
        grounds=tuple(_grounds(one)),
        explanations=tuple((e.reason, e.status, e.text) for e in witness.explanations),
        figure=_figure(one, now),
        about=entry.about,
        state=entry.state,
        state_words=STATES[entry.state],
        rulings=tuple(_shown(ruling, entry, now) for ruling in (entry.mine, *entry.theirs) if ruling),
        hidden=entry.hidden,
        barred=entry.barred,
        settled_by=decided.reason if decided and not decided.verdict else "",
        number=matching.index(one.id) + 1 if one.id in matching else 0,
        matching=len(matching),
        previous=next((e.id for e in reversed(now.entries[:index]) if passes(e, filters, flags)), ""),
        next=next((e.id for e in now.entries[index + 1 :] if passes(e, filters, flags)), ""),
        less=query(filters, context=context - 1) if in_text and context > 0 else "",
        more=query(filters, context=context + 1) if in_text and context < MOST_CONTEXT else "",
        flagged=one.id in flags,
        seen=token(session, one),
        verdicts=tuple(_verdicts(one, named, draft)),
        recent=recent_reasons(session, RECENT),
        draft=draft,
        errors={**NO_ERRORS, **(errors or {})},
        moved=moved,
    )


def _positions(one: Disagreement) -> Iterator[ReviewedPosition]:
    for index, (position, words) in enumerate(zip(one.positions, position_words(one), strict=True)):
        held = " · ".join(filter(None, (*held_by(position), support(position))))
        yield ReviewedPosition(letter(index), words, held)


def _grounds(one: Disagreement) -> Iterator[tuple[str, tuple[str, ...]]]:
    rows = {**grounds_of(one), "unknown": unknown(one.witness)}
    for name, label in GROUNDS.items():
        if lines := rows.get(name):
            yield label, (" · ".join(lines),) if name == "ruled out" else lines


def _draft(entry: QueueEntry, now: ReviewState) -> RulingDraft:
    """What the reviewer ruled before, where that still holds."""
    mine = entry.mine
    if mine is None or now.stale(mine, entry.one):
        return RulingDraft()
    return RulingDraft(mine.verdict, mine.reason, letters_now(mine, entry.one), mine.claims, mine.until, mine.review_by)


def _figure(one: Disagreement, now: ReviewState) -> Markup:
    """The pictures of a disagreement as SVG, ready to stand in a page; empty where there is nothing to draw."""
    from markupsafe import Markup

    from checker.report.figure import figure_of_finding, line_of, svg

    # drawn by us: all text of files in it is escaped there
    finding, letters = one.witness, lettered(one)
    drawings = (line_of(finding, now.result, letters), figure_of_finding(finding, now.result, letters))
    return Markup("").join(Markup(svg(drawn, id=f"p{index}")) for index, drawn in enumerate(drawings) if drawn)


def _verdicts(one: Disagreement, named: Mapping[str, Claim], draft: RulingDraft) -> Iterator[VerdictChoice]:
    for number, value in enumerate(RULINGS, start=1):
        if (value in OF_POSITIONS and not one.positions) or (value == "claim-file-wrong" and not named):
            continue
        label, hint = LABELS[value]
        yield VerdictChoice(str(number), value, label, hint, value == draft.verdict)


def _shown(decision: Decision, entry: QueueEntry, now: ReviewState) -> ShownRuling:
    return ShownRuling(decision, said(decision), now.stale(decision, entry.one), decision is entry.mine)


def _sides(
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
        when = show_time(boxes[0]) if boxes else ""
        readings = tuple(_read_as(*read_as(box.value, box)) for box in boxes if isinstance(box.value, Bounds))
        yield ReviewedSide(
            finding_side(claim, quoted, vocabulary, when, readings, LABELLED),
            name,
            str(statement_mark(claim)),
            source(now, claim),
            f"c/{part(claim.ref)}{query(filters, disagreement=entry.id)}",
        )


def _read_as(plausible: str, possible: str) -> str:
    return plausible if plausible == possible else f"{plausible}; at the widest {possible}"


def source(now: ReviewState, claim: Claim) -> tuple[tuple[int, str], ...]:
    """The lines of a claim in its file: from its first field to the end of the last, at most `SOURCE_LINES`."""
    lines, depth = now.result.corpus.sources.get(claim.mark.file, ()), claim.mark.column
    first = claim.mark.line
    last = max([first, *(mark.line for mark in claim.marks.values() if mark.file == claim.mark.file)])
    while last < len(lines) and lines[last].strip() and not lines[last][:depth].strip():  # a field goes on, deeper
        last += 1
    return tuple(enumerate(lines[first - 1 : min(last, first + SOURCE_LINES - 1)], start=first))
