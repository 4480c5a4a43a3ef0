"""What a review on a terminal shows, as lines; nothing in them moves a cursor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.report.explain import counted
from checker.report.letters import lettered
from checker.report.safe import visible
from checker.report.text import evidence_lines, painter
from checker.review.queue import SHOWN, STATES, Filters, QueueEntry, progress
from checker.review.session import ReviewState
from checker.review.views import DisagreementPage, ReviewedSide, RulingDraft, VerdictChoice

NARROWEST, WIDEST = 40, 100
"""Columns of a picture: narrower it says nothing, wider it is not read at one look."""

MOST_EVIDENCE = 3
"""Findings that are shown in full below a disagreement."""

ROW = 4
"""Verdicts on one line: all of them then fit on two lines of 80 columns."""


KEYS = """1 to 6       rule on the disagreement, as listed below it
Enter        save a ruling that was refused, once more; else show the disagreement again
j  k         next, previous
[  ]         less, more of the text around the quotes
o            the claims' lines in their files
p            leave the picture away, or show it again
f            flag the disagreement for yourself, or take the flag away
z            take the last save back
d            go through the drafts of claims: accept, correct, bind, drop
g            list the queue; g 12 goes to the twelfth
v            what the queue can show; v all shows everything, v todo what waits for you
s            what was done so far
q            leave (so do Ctrl-D and Ctrl-C); everything saved stays saved"""
EXPECTED = "expected a digit from 1 to 6 or one of j k [ ] o p f z d g v s q; ? says what they do"


def disagreement_lines(
    now: ReviewState, entry: QueueEntry, view: DisagreementPage, width: int, colour: bool
) -> Iterator[str]:
    """One disagreement, whole. `width` is that of its picture, 0 for none."""
    done, total = progress(now.entries)
    number = f"{view.number:,} of {view.matching:,}" if view.number else "not in the queue"
    flagged = "; flagged" if view.flagged else ""
    yield f"{number}: {STATES[entry.state]}{flagged} ({done:,} of {total:,} disagreements are done)"
    # what others ruled stays unsaid while it is hidden; where it may be said, it stands below
    one = entry.one
    others = [finding for finding in one.findings if finding is not one.witness]
    shown = replace(one, decision=None, findings=(one.witness, *others[: MOST_EVIDENCE - 1]))
    yield from evidence_lines(shown, now.result, painter(colour))
    if len(one.findings) > MOST_EVIDENCE:
        yield f"  and {counted(len(one.findings) - MOST_EVIDENCE, 'more finding')}: checker explain {one.id}"
    for position in view.positions:
        yield visible(f"  {position.letter}  {position.words}: {position.held}")
    for side in view.sides:
        yield visible(f"  {side.letter} {side.claim.ref} ({side.location})")
    if width:
        yield from _picture(now, entry, width, colour)
    for side in view.sides:
        yield from passage_lines(side)
    yield from _rulings(view)
    if entry.barred:
        yield visible(f"  {entry.barred}")
    for start in range(0, 0 if entry.barred else len(view.verdicts), ROW):
        yield "  " + "   ".join(map(_choice, view.verdicts[start : start + ROW]))


def nothing_left(now: ReviewState, filters: Filters) -> str:
    """Why no disagreement is shown, and what to do."""
    if not now.result.corpus.claims:
        return "there is no claim to review; checker check says what is at fault; q leaves"
    done, total = progress(now.entries)
    words = (
        f"nothing is left under {filters.show} ({SHOWN[filters.show]}); {done:,} of {total:,} disagreements are done"
    )
    return f"{words}; v lists what else can be shown, q leaves"


def passage_lines(side: ReviewedSide) -> Iterator[str]:
    """The quote in its sentence, where the text around it is known."""
    claim = side.claim
    if claim.before.strip() or claim.after.strip() or claim.furniture:
        where = f" {claim.furniture}" if claim.furniture else ""
        yield visible(f"  {side.letter} in its text: {claim.before}[{claim.quote}]{claim.after}{where}")


def draft_lines(draft: RulingDraft | None) -> Iterator[str]:
    if draft is not None:
        yield visible(f"  not saved: {draft.verdict}, {draft.reason} (Enter saves it)")


def _picture(now: ReviewState, entry: QueueEntry, width: int, colour: bool) -> Iterator[str]:
    from checker.report.figure import figure_of_finding, line_of, lines

    letters = lettered(entry.one)
    drawn = line_of(entry.one.witness, now.result, letters) or figure_of_finding(entry.one.witness, now.result, letters)
    if drawn is not None:
        yield from ("", *lines(drawn, min(max(width, NARROWEST), WIDEST), colour), "")


def _choice(verdict: VerdictChoice) -> str:
    return f"{verdict.key} {verdict.label}"


def _rulings(view: DisagreementPage) -> Iterator[str]:
    for ruling in view.rulings:
        given = ruling.decision
        who = "you" if ruling.mine else given.reviewer
        more = f" until {given.until}" if given.until else ""
        stale = f"; it no longer holds: {ruling.stale}" if ruling.stale else ""
        yield visible(f"  {who} ruled {ruling.said}{more} on {given.date}: {given.reason}{stale}")
    if view.settled_by:
        yield visible(f"  settled: {view.settled_by}")
