"""Views are made from the state of a review: all wording and every address is settled here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from checker.decisions.seen import why_stale
from checker.literals.phrase import letter, show_days, show_interval, show_time
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.decision import RULINGS, Decision, Ruling
from checker.model.fields import LABELLED, labelled
from checker.model.finding import REASONS, Finding
from checker.model.value import Bounds
from checker.report.explain import reason_lines, repair_lines, ruled_out, unknown, verdict_words, would_reopen
from checker.review.queue import SHOWN, STATES, Entry, Filters, counts, passes, progress
from checker.review.session import Now, Session, recent_reasons, texts, token
from checker.review.views import (
    CONTEXT,
    MOST_CONTEXT,
    NO_ERRORS,
    Choice,
    Draft,
    FindingView,
    Given,
    Option,
    Page,
    QueueView,
    Row,
    Side,
    Verdict,
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

LABELS: dict[Ruling, tuple[str, str]] = {
    "a-right": ("A is right", ""),
    "b-right": ("B is right", ""),
    "both-right": ("both are right", "say why"),
    "neither-right": ("neither is right", "mark those that are wrong"),
    "claim-file-wrong": ("the claim file is wrong", "it does not say what the document says"),
    "rule-wrong": ("the rule is wrong", "it should not have found this"),
    "cannot-tell": ("cannot tell", ""),
    "defer": ("put it off", "say until when"),
}
"""What each ruling is called on the page, and what goes with it. A ruling's digit is its place."""

OF_MANY: dict[Ruling, str] = {"both-right": "all are right", "neither-right": "some are wrong"}
"""What they are called where the finding has more or fewer than two claims."""


def page(
    session: Session,
    now: Now,
    title: str,
    up: str,
    here: str,
    filters: Filters,
    notice: str,
    saved: str,
    was: str,
) -> Page:
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
        undo=f"{steps[-1].words}, {steps[-1].finding}" if steps else "",
        lasting=session.journal.lasting,
        trouble=now.trouble,
        faults=len(now.result.faults),
        here=here,
        notice=notice,
        saved=saved,
        was=was,
    )


def query(filters: Filters, **more: str | int) -> str:
    """The filters as the end of an address; empty where all are the usual ones."""
    fields = {"show": filters.show if filters.show != "todo" else ""}
    fields |= {name: getattr(filters, name) for name in ("subject", "document", "rule", "q")}
    found = {name: value for name, value in {**fields, **more}.items() if value not in ("", None)}
    return f"?{urlencode(found)}" if found else ""


def part(name: str) -> str:
    """A name as one part of an address."""
    return quote(name, safe="")


def queue_view(session: Session, now: Now, filters: Filters, number: int) -> QueueView:
    flags = session.journal.flags
    matching = [entry for entry in now.entries if passes(entry, filters, flags)]
    pages = max(1, -(-len(matching) // ROWS))
    number = min(max(number, 1), pages)
    numbers = counts(now.entries, flags)
    vocabulary = now.result.corpus.vocabulary
    documents = {document.id: document.title for document in now.result.corpus.documents}
    subjects = {name: vocabulary.label(name) for entry in now.entries for name in entry.subjects}
    rules = {entry.finding.rule: entry.finding.rule for entry in now.entries}

    def other(place: int) -> str:
        return query(filters, page=place) or "?" if 1 <= place <= pages else ""

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
    )


def _row(entry: Entry, filters: Filters, flags: set[str]) -> Row:
    finding = entry.finding
    return Row(
        finding.id,
        f"f/{part(finding.id)}{query(filters)}",
        entry.state,
        STATES[entry.state],
        finding.verdict,
        finding.severity,
        finding.rule,
        entry.about,
        finding.message,
        finding.id in flags,
        tuple(dict.fromkeys(claim.document.title for claim in finding.claims)),
    )


def _choices(filters: Filters, numbers: Mapping[str, int]) -> Iterator[Choice]:
    for value, meaning in SHOWN.items():
        current = value == filters.show
        if numbers[value] or current or value in ("todo", "all"):
            there = query(Filters(value, filters.subject, filters.document, filters.rule, filters.q))
            yield Choice(value, WORDS.get(value, value), numbers[value], meaning, current, there or "?")


WORDS = {"todo": "to do", "second": "second opinion"}
"""What a choice is called where that is not its name."""


def _options(labels: Mapping[str, str], chosen: str) -> tuple[Option, ...]:
    ordered = sorted(labels.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
    return tuple(Option(value, label, value == chosen) for value, label in ordered)


def finding_view(
    session: Session,
    now: Now,
    entry: Entry,
    filters: Filters,
    context: int = CONTEXT,
    draft: Draft | None = None,
    errors: Mapping[str, str] | None = None,
    moved: tuple[str, ...] = (),
) -> FindingView:
    finding, flags = entry.finding, session.journal.flags
    matching = [one.id for one in now.entries if passes(one, filters, flags)]
    place = matching.index(finding.id) if finding.id in matching else -1
    at = now.places[finding.id]
    context = min(max(context, 0), MOST_CONTEXT)
    draft = draft or _draft(entry, now)
    known = texts(session, now)
    decided = finding.decision
    sides = tuple(_side(now, entry, number, known, context, filters) for number in range(len(finding.claims)))
    in_text = any(side.in_text for side in sides)
    return FindingView(
        id=finding.id,
        rule=finding.rule,
        verdict=finding.verdict,
        verdict_words=verdict_words(finding),
        severity=finding.severity,
        state=entry.state,
        state_words=STATES[entry.state],
        about=entry.about,
        message=finding.message,
        why=finding.why,
        sides=sides,
        figure=_figure(finding, now),
        steps=finding.steps,
        repairs=repair_lines(finding),
        reasons=reason_lines(finding),
        ruled_out=ruled_out(finding),
        unknown=unknown(finding),
        would_reopen=would_reopen(finding),
        explanations=tuple((e.reason, e.status, e.text) for e in finding.explanations),
        rulings=tuple(_given(one, entry, now) for one in (*([entry.mine] if entry.mine else []), *entry.theirs)),
        hidden=entry.hidden,
        barred=entry.barred,
        settled_by=decided.reason if decided and not decided.verdict else "",
        position=place + 1,
        matching=len(matching),
        previous=next((e.id for e in reversed(now.entries[:at]) if passes(e, filters, flags)), ""),
        next=next((e.id for e in now.entries[at + 1 :] if passes(e, filters, flags)), ""),
        context=context,
        less=query(filters, context=context - 1) if in_text and context > 0 else "",
        more=query(filters, context=context + 1) if in_text and context < MOST_CONTEXT else "",
        flagged=finding.id in flags,
        seen=token(session, finding),
        verdicts=tuple(_verdicts(finding, draft)),
        whys=REASONS,
        recent=recent_reasons(session, RECENT),
        draft=draft,
        today=now.task.as_of,
        errors={**NO_ERRORS, **(errors or {})},
        moved=moved,
    )


def _draft(entry: Entry, now: Now) -> Draft:
    """What the reviewer ruled before, where that still holds."""
    mine = entry.mine
    if mine is None or why_stale(mine, entry.finding, now.task.as_of):
        return Draft()
    return Draft(mine.verdict, mine.reason, mine.why, mine.wrong, mine.until, mine.review_by)


def _figure(finding: Finding, now: Now) -> Markup:
    """The picture of a finding as SVG, ready to stand in a page; empty where there is nothing to draw."""
    from markupsafe import Markup

    from checker.report.figure import figure_of_finding, graph_of, svg

    # drawn by us: all text of files in it is escaped there
    found = (graph_of(finding, now.result), figure_of_finding(finding, now.result))
    return Markup("").join(Markup(svg(one, id=f"p{number}")) for number, one in enumerate(found) if one)


def _verdicts(finding: Finding, draft: Draft) -> Iterator[Verdict]:
    two = len(finding.claims) == 2
    for number, value in enumerate(RULINGS, start=1):
        if two or value not in ("a-right", "b-right"):
            label, hint = LABELS[value]
            label = label if two else OF_MANY.get(value, label)
            yield Verdict(str(number), value, label, hint, value == draft.verdict)


def _given(decision: Decision, entry: Entry, now: Now) -> Given:
    return Given(
        decision.verdict,
        decision.reason,
        decision.reviewer,
        decision.date,
        decision.why,
        decision.wrong,
        decision.until,
        why_stale(decision, entry.finding, now.task.as_of),
        decision is entry.mine,
    )


def _side(now: Now, entry: Entry, number: int, known: Mapping, context: int, filters: Filters) -> Side:
    claim = entry.finding.claims[number]
    document = claim.document
    boxes = [box for box in entry.finding.boxes if box.ref == claim.ref]
    text = known.get(document.id)
    found = passage(text, claim, max(context, 1)) if text is not None else None
    around = found if context else None
    mark = claim.mark_of("value" if claim.value else "readings" if "readings" in claim.marks else "relation")
    return Side(
        letter(number),
        claim.ref,
        found.quote if found else claim.quote,
        around.before if around else claim.quote_prefix,
        around.after if around else claim.quote_suffix,
        found is not None,
        document.title,
        document.publisher,
        document.published,
        now.result.corpus.vocabulary.label(claim.said_by) if claim.said_by else "",
        claim.denies,
        claim.deprecated,
        claim.value or " or ".join(claim.readings),
        claim.definition,
        show_time(boxes[0]) if boxes else "",
        tuple(map(_read_as, (box for box in boxes if isinstance(box.value, Bounds)))),
        str(mark),
        source(now, claim),
        labelled(claim, LABELLED),
        f"c/{part(claim.ref)}{query(filters, finding=entry.id)}",
    )


def _read_as(box: Box) -> str:
    assert isinstance(box.value, Bounds)
    plausible, possible = (
        show_days(one) if box.datatype == "date" else show_interval(one, box.unit)
        for one in (box.value.plausible, box.value.possible)
    )
    return plausible if plausible == possible else f"{plausible}; at the widest {possible}"


def source(now: Now, claim: Claim) -> tuple[tuple[int, str], ...]:
    """The lines of a claim in its file: from its first field to the end of the last, at most `SOURCE_LINES`."""
    lines, depth = now.result.corpus.sources.get(claim.mark.file, ()), claim.mark.column
    first = claim.mark.line
    last = max([first, *(mark.line for mark in claim.marks.values() if mark.file == claim.mark.file)])
    while last < len(lines) and lines[last].strip() and not lines[last][:depth].strip():  # a field goes on, deeper
        last += 1
    return tuple(enumerate(lines[first - 1 : min(last, first + SOURCE_LINES - 1)], start=first))
