"""Views are made from the state of a review: all wording and every address is settled here."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from string import digits
from typing import TYPE_CHECKING

from checker.decisions.audit import said
from checker.decisions.ruling import claims_named
from checker.decisions.seen import letters_now
from checker.literals.phrase import letter
from checker.model.claim import Claim
from checker.model.decision import OF_POSITIONS, RULINGS, Decision, Ruling
from checker.model.disagreement import Disagreement
from checker.report.dispute import grounds_of, held_by, position_words, support
from checker.report.explain import unknown, verdict_words
from checker.report.letters import lettered
from checker.review.addresses import part, query
from checker.review.changes import packed, shown, since_ruled
from checker.review.journal import JournalStep
from checker.review.queue import (
    PARTING,
    SHOWN,
    STATES,
    Filters,
    QueueEntry,
    by_others,
    claims_in,
    counts,
    passes,
    progress,
    searched,
)
from checker.review.session import ReviewState, Session, recent_reasons, taken_back, token
from checker.review.sides import reviewed_sides
from checker.review.views import (
    CONTEXT,
    MOST_CONTEXT,
    NO_ERRORS,
    Choice,
    DisagreementPage,
    Page,
    Preset,
    QueueRow,
    QueueView,
    ReviewedPosition,
    ReviewedSide,
    RulingDraft,
    Runs,
    ShownRuling,
    VerdictChoice,
)

if TYPE_CHECKING:
    from markupsafe import Markup

ROWS = 200
"""Findings on one page of the queue: a screenful to look through, and a page of some 100 kB."""

RECENT = 9
"""Recent reasons that are offered: as many as there are digits."""

FAULTS_SHOWN = 20
MOST_SIDES = 30
"""Claims of one disagreement that are shown with their words; the others are counted."""

DONE: dict[str, str] = {
    "right": "ruled right",
    "wrong": "ruled wrong",
    "claim-file-wrong": "ruled that a claim file is wrong",
    "rule-wrong": "ruled that the rule is wrong",
    "cannot-tell": "could not tell",
    "defer": "put off",
}
"""What was done with each ruling."""

LABELS: dict[Ruling, tuple[str, str]] = {
    "right": ("right is …", "mark the positions that are right"),
    "wrong": ("wrong is …", "mark the positions that are wrong"),
    "claim-file-wrong": ("the claim file is wrong", "it does not say what the document says"),
    "rule-wrong": ("the rule is wrong", "it should not have found this"),
    "cannot-tell": ("cannot tell", ""),
    "defer": ("put it off …", "say until when"),
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
        by_others=by_others(now.entries),
        total=total,
        shown=WORDS.get(filters.show, filters.show),
        undo=step_words(steps[-1], now) if steps else "",
        lasting=session.journal.lasting,
        trouble=now.trouble,
        faults=now.result.fault_count,
        drafts=len(now.result.corpus.drafts),
    )


def step_words(step: JournalStep, now: ReviewState) -> str:
    """What a step did, and to what, in words."""
    entry = now.entry(step.disagreement)
    done = DONE.get(step.words, step.words)
    return f"{done}: {entry.one.title if entry else step.disagreement}"


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
    claims = claims_in(one)
    documents = " · ".join(dict.fromkeys(claim.document.title for claim in claims))
    about = "" if one.title.startswith(entry.about) else entry.about
    topic, title, named = (found(words, filters.q) for words in (about, one.title, documents))
    quotes = (found(claim.quote, filters.q) for claim in claims)
    return QueueRow(
        f"f/{part(one.id)}{query(filters)}",
        entry.state,
        STATES[entry.state],
        one.verdict,
        topic,
        title,
        one.id in flags,
        named,
        () if any(map(_hit, (topic, title, named))) else next(filter(_hit, quotes), ()),
    )


def _hit(runs: Runs) -> bool:
    return any(hit for _, hit in runs)


BETWEEN_DIGITS = re.compile(r"(?<=[0-9])(?=[0-9])")


def found(text: str, q: str) -> Runs:
    """The text with what a search looks for in it told apart, however digits are parted there."""
    if not text:
        return ()
    words = sorted(searched(q), key=len, reverse=True)
    wanted = "|".join(BETWEEN_DIGITS.sub(lambda _: f"{PARTING}?", re.escape(word)) for word in words)
    parts = re.split(f"({wanted})", text, flags=re.IGNORECASE) if wanted else [text]
    return tuple((part, number % 2 == 1) for number, part in enumerate(parts) if part)


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
    draft = draft or draft_before(session, now, entry)
    decided, witness = one.decision, one.witness
    named = claims_named(one)
    sides = tuple(reviewed_sides(session, now, entry, dict(list(named.items())[:MOST_SIDES]), context, filters))
    positions = tuple(_positions(one, sides))
    in_text = any(side.claim.in_text for side in sides)
    return DisagreementPage(
        id=one.id,
        verdict=one.verdict,
        words=verdict_words(witness),
        rule=witness.rule,
        message=one.title,
        positions=positions,
        sides=sides,
        beside=tuple(side for side in sides if not any(side in position.sides for position in positions)),
        reading=any(side.reading for side in sides),
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
        was=packed(shown(one)),
        presets=presets(now.task.as_of),
        verdicts=tuple(_verdicts(one, named, draft)),
        recent=recent_reasons(session, RECENT),
        draft=draft,
        errors={**NO_ERRORS, **(errors or {})},
        moved=moved,
    )


def _positions(one: Disagreement, sides: tuple[ReviewedSide, ...]) -> Iterator[ReviewedPosition]:
    for index, (position, words) in enumerate(zip(one.positions, position_words(one), strict=True)):
        own = tuple(side for side in sides if side.letter.rstrip(digits) == letter(index))
        yield ReviewedPosition(letter(index), words, " · ".join(held_by(position)), support(position), own)


def presets(today: str) -> tuple[Preset, ...]:
    """Days to put a disagreement off until: the same day of the week, and of a month to come or its last."""
    day = date.fromisoformat(today)
    ahead = {"w": ("a week", day + timedelta(days=7))}
    for key, label, months in (("m", "a month", 1), ("q", "a quarter", 3), ("y", "a year", 12)):
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        last = monthrange(year, month + 1)[1]
        ahead[key] = label, date(year, month + 1, min(day.day, last))
    return tuple(Preset(key, label, chosen.isoformat()) for key, (label, chosen) in ahead.items())


def _grounds(one: Disagreement) -> Iterator[tuple[str, tuple[str, ...]]]:
    rows = {**grounds_of(one), "unknown": unknown(one.witness)}
    for name, label in GROUNDS.items():
        if lines := rows.get(name):
            yield label, (" · ".join(lines),) if name == "ruled out" else lines


def draft_before(session: Session, now: ReviewState, entry: QueueEntry) -> RulingDraft:
    """What the reviewer took back, or ruled before, where that still holds."""
    mine = taken_back(session, entry.one) or entry.mine
    if mine is None or (mine is entry.mine and now.stale(mine, entry.one)):
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
    stale = now.stale(decision, entry.one)
    why = "; ".join((stale, *since_ruled(decision, entry.one))) if stale else ""
    return ShownRuling(decision, said(decision), why, decision is entry.mine)
