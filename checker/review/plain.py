"""Review line by line on a terminal: one disagreement, a prompt, one key and Enter at a time.

Why no cursor is moved and nothing is drawn over: so it works through ssh, in a pipe, in a log, and with a screen
reader. Session, queue and journal are those of the page; a ruling made here is seen there, and taken back there.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import click

from checker.decisions.audit import said
from checker.decisions.files import FOLDER
from checker.decisions.ruling import Invalid
from checker.decisions.store import Outside
from checker.model.decision import OF_POSITIONS, RULINGS, Ruling
from checker.report.explain import counted
from checker.report.fitting import fitted
from checker.report.safe import coloured, visible
from checker.review import confirm_plain
from checker.review.agreement import agreement_lines
from checker.review.changes import unpacked
from checker.review.form import decision_of, missing, not_letters
from checker.review.journal import flag
from checker.review.lines import EXPECTED, KEYS, disagreement_lines, draft_lines, nothing_left, passage_lines
from checker.review.make import disagreement_page, draft_before
from checker.review.queue import SHOWN, STATES, Filters, after, counts, passes, progress
from checker.review.session import UNWRITABLE, Moved, Session, refresh, save, taken_back, token, undo
from checker.review.summary import describe_session, patch
from checker.review.views import CONTEXT, MOST_CONTEXT, DisagreementPage, RulingDraft

AROUND = 10
"""Disagreements that the list shows before and after the one at hand: together a screenful."""

VERDICTS: dict[str, Ruling] = {str(number): verdict for number, verdict in enumerate(RULINGS, start=1)}
"""The digit of each verdict, as on the page."""


@dataclass(frozen=True, slots=True)
class Console:
    """How the reviewer is asked and told; `ask` raises `EOFError` where no more answers come."""

    ask: Callable[[str], str]
    say: Callable[[str], None]
    width: int = 80
    colour: bool = False


@dataclass(slots=True)
class Desk:
    """What lies before the reviewer: the disagreement shown, as `view`, and rulings typed but not saved."""

    session: Session
    console: Console
    filters: Filters = field(default_factory=Filters)
    at: str = ""
    context: int = CONTEXT
    picture: bool = True
    generation: int = 0
    view: DisagreementPage | None = None
    drafts: dict[str, RulingDraft] = field(default_factory=dict)


def run(session: Session) -> None:
    """A review on the terminal, or of the answers that come through a pipe; these are told too, as a terminal does."""
    answers, typed = sys.stdin.buffer, sys.stdin.isatty()

    def ask(question: str) -> str:
        click.echo(question, nl=False)
        line = answers.readline().decode("utf-8", "surrogateescape")  # the ruling's reader tells what is not UTF-8
        if not line.endswith("\n"):  # half a line is no answer
            raise EOFError
        if not typed:
            click.echo(visible(line.rstrip("\r\n")))
        return line

    def say(text: str) -> None:
        click.echo("\n".join(row for line in text.split("\n") for row in fitted(line, width * sys.stdout.isatty())))

    width = shutil.get_terminal_size().columns
    review(session, Console(ask, say, width, coloured("auto")))


def review(session: Session, console: Console) -> None:
    """Disagreements are shown and ruled on until the reviewer leaves, or no answer comes."""
    desk = Desk(session, console)
    for finding in session.now.result.of("unchecked"):
        console.say(visible(f"not checked to the end, so disagreements may be missing: {finding.message}"))
    if waiting := len(session.now.result.corpus.drafts):
        console.say(f"{counted(waiting, 'draft')} of claims, compared with nothing yet: d goes through them")
    try:
        _show(desk)
        while _turn(desk, console.ask("> ").strip()):
            _look_up(desk)
    except (EOFError, KeyboardInterrupt):
        console.say("")
    for disagreement, draft in desk.drafts.items():
        console.say(visible(f"not saved: {draft.verdict} on {disagreement}: {draft.reason}"))


def _turn(desk: Desk, typed: str) -> bool:
    """One answer at the prompt; says whether the review goes on."""
    key, _, rest = typed.partition(" ")
    key = key.lower()
    if key == "q":
        return False
    if key in VERDICTS:
        _rule(desk, VERDICTS[key])
    elif action := ACTIONS.get(key):
        action(desk, rest.strip())
    else:
        desk.console.say(f"found {visible(typed)}; {EXPECTED}")
    return True


def _look_up(desk: Desk) -> None:
    """Tells what changed outside since the last prompt; a disagreement that is not as it was shown is shown anew."""
    now = refresh(desk.session)
    if now.generation == desk.generation:
        return
    desk.generation = now.generation
    done, total = progress(now.entries)
    words = (
        now.trouble or f"files changed, and the corpus was checked again: {done:,} of {total:,} disagreements are done"
    )
    desk.console.say(visible(words))
    entry = now.entry(desk.at)
    if desk.view and (entry is None or token(desk.session, entry.one) != desk.view.seen):
        _show(desk)


# --- showing


def _show(desk: Desk, _: str = "") -> None:
    """The disagreement at hand, or the first of the queue; what to do where the queue is empty."""
    now = refresh(desk.session)
    desk.generation = now.generation
    entry = now.entry(desk.at)
    if entry and entry.id != desk.at:
        desk.console.say("what its claims say changed: another disagreement took the place of the one that was shown")
        if draft := desk.drafts.pop(desk.at, None):
            desk.drafts[entry.id] = draft
    entry = entry or now.entry(after(now.entries, "", desk.filters, desk.session.journal.flags))
    if entry is None:
        desk.at, desk.view = "", None
        desk.console.say(nothing_left(now, desk.filters))
        return
    if desk.view is None or desk.view.id != entry.id:
        desk.context = CONTEXT
    desk.at = entry.id
    desk.view = disagreement_page(desk.session, now, entry, desk.filters, desk.context)
    width = desk.console.width if desk.picture else 0
    shown = disagreement_lines(now, entry, desk.view, width, desk.console.colour)
    desk.console.say("\n".join(["", *shown, *draft_lines(desk.drafts.get(entry.id))]))


# --- moving about


def _move(desk: Desk, forward: bool) -> None:
    now = desk.session.now
    view = desk.view
    there = (view.next if forward else view.previous) if view else ""
    if not there or now.entry(there) is None:
        desk.console.say("this is the last one" if forward else "this is the first one")
        return
    desk.at = there
    _show(desk)


def _widen(desk: Desk, by: int) -> None:
    if desk.view and not any(side.claim.in_text for side in desk.view.sides):
        desk.console.say("the texts of its documents are not here; checker review --documents DIR reads them")
        return
    context = min(max(desk.context + by, 0), MOST_CONTEXT)
    if context == desk.context:
        desk.console.say("there is no more" if by > 0 else "there is no less")
        return
    desk.context = context
    if desk.view and (entry := desk.session.now.entry(desk.at)):
        desk.view = replace(
            disagreement_page(desk.session, desk.session.now, entry, desk.filters, context), seen=desk.view.seen
        )
        for side in desk.view.sides:
            for line in passage_lines(side):
                desk.console.say(line)


def _source(desk: Desk, _: str) -> None:
    for side in desk.view.sides if desk.view else ():
        desk.console.say(visible(f"  {side.letter} {side.location}"))
        for number, line in side.source:
            desk.console.say(f"{number:>5} | {visible(line)}")


def _picture_on(desk: Desk, _: str) -> None:
    desk.picture = not desk.picture
    _show(desk)


def _list(desk: Desk, number: str) -> None:
    """The queue around the disagreement at hand; with a number, the disagreement of that number."""
    flags = desk.session.journal.flags
    matching = [entry for entry in desk.session.now.entries if passes(entry, desk.filters, flags)]
    if not number:
        ids = [entry.id for entry in matching]
        at = ids.index(desk.at) if desk.at in ids else 0
        for count, entry in list(enumerate(matching, start=1))[max(0, at - AROUND) : at + AROUND + 1]:
            here = "*" if entry.id == desk.at else " "
            desk.console.say(visible(f"{here}{count:>5}  {entry.state:<10} {entry.id}  {entry.about}"))
        desk.console.say(f"{len(matching):,} of {len(desk.session.now.entries):,} disagreements")
    elif number.isascii() and number.isdigit() and len(number) < 10 and 1 <= int(number) <= len(matching):
        desk.at = matching[int(number) - 1].id
        _show(desk)
    else:
        desk.console.say(f"found {visible(number)}, expected a number from 1 to {len(matching):,}")


def _filter(desk: Desk, name: str) -> None:
    numbers = counts(desk.session.now.entries, desk.session.journal.flags)
    chosen = next((show for show in SHOWN if show == name.lower()), None)
    if chosen is None:
        for show, meaning in SHOWN.items():
            here = "*" if show == desk.filters.show else " "
            desk.console.say(f"{here} {show:<10} {numbers[show]:>7,}  {meaning}")
        return
    desk.filters, desk.at = replace(desk.filters, show=chosen), ""
    _show(desk)


def _flag(desk: Desk, _: str) -> None:
    if not desk.view:
        return
    on = desk.at not in desk.session.journal.flags
    flag(desk.session.journal, desk.at, on)
    desk.console.say("flagged" if on else "no longer flagged")


def _undo(desk: Desk, _: str) -> None:
    undone = undo(desk.session)
    if undone is None:
        desk.console.say("there is nothing to take back")
        return
    step = undone.step
    desk.console.say(visible(undone.left or f"taken back: {step.words} on {step.disagreement}"))
    entry = desk.session.now.entry(step.disagreement)
    desk.at = step.disagreement if entry else desk.at
    if entry and taken_back(desk.session, entry.one):
        desk.drafts[entry.id] = draft_before(desk.session, desk.session.now, entry)
    _show(desk)


def _drafts(desk: Desk, _: str) -> None:
    confirm_plain.run(desk.session, desk.console.ask, desk.console.say)
    _show(desk)


def _summary(desk: Desk, _: str) -> None:
    """What this session changed, as git would show it."""
    now = desk.session.now
    lines = (
        *patch(now.task.root, desk.session.journal.here).split("\n")[:-1],
        *agreement_lines(now.entries, now.stale),
    )
    desk.console.say("\n".join([*map(visible, lines), describe_session(desk.session)]))


# --- ruling


def _rule(desk: Desk, verdict: Ruling) -> None:
    """Asks for what goes with a verdict, then saves; an empty answer leaves everything as it is."""
    view = desk.view
    if view is None:
        return
    if view.barred:
        desk.console.say(visible(view.barred))
        return
    if verdict not in (choice.value for choice in view.verdicts):
        desk.console.say("nobody holds a position here, or a claim; choose another ruling")
        return
    draft = _asked(desk, view, RulingDraft(verdict))
    lacking = [*missing(draft).values(), *not_letters(draft, view)]
    if lacking:
        desk.console.say(visible(f"nothing was saved: {'; '.join(lacking)}"))
        return
    desk.drafts[view.id] = draft
    _save(desk)


def _asked(desk: Desk, view: DisagreementPage, draft: RulingDraft) -> RulingDraft:
    """The draft with what goes with its verdict, as far as the reviewer says it."""
    ask = desk.console.ask
    if draft.verdict == "defer":
        draft = replace(draft, until=ask("until which day (such as 2027-01-31): ").strip())
    elif draft.verdict in OF_POSITIONS:
        letters = ", ".join(f"{position.letter} {position.words}" for position in view.positions)
        draft = replace(draft, positions=_several(ask(visible(f"which of them are {draft.verdict} ({letters}): "))))
    elif draft.verdict == "claim-file-wrong":
        letters = ", ".join(f"{side.letter} {side.claim.ref}" for side in view.sides)
        draft = replace(draft, claims=_several(ask(visible(f"which of them are wrong ({letters}): "))))
    return replace(draft, reason=_reason(desk, view))


def _several(answer: str) -> tuple[str, ...]:
    return tuple(answer.replace(",", " ").split())


def _reason(desk: Desk, view: DisagreementPage) -> str:
    """The reason in the reviewer's words, or a recent one by its number; empty where the reviewer gives none."""
    ask, say = desk.console.ask, desk.console.say
    old = desk.drafts.get(view.id)
    keeps = visible(f"; Enter keeps: {old.reason}") if old else ""
    recent = "; r lists recent ones" if view.recent else ""
    answer = ask(f"reason (required{recent}{keeps}): ").strip()
    if answer.lower() == "r" and view.recent:
        for number, reason in enumerate(view.recent, start=1):
            say(visible(f"  {number}  {reason}"))
        answer = ask("reason, or the number of one: ").strip()
        answer = view.recent[int(answer) - 1] if answer in map(str, range(1, len(view.recent) + 1)) else answer
    return answer or (old.reason if old else "")


def _save(desk: Desk) -> None:
    """Saves the draft of the disagreement shown, and goes on; a refusal keeps the draft and says what changed."""
    session, say, view = desk.session, desk.console.say, desk.view
    if view is None:
        return
    disagreement = view.id
    draft = desk.drafts[disagreement]
    try:
        given = decision_of(draft, session.reviewer, session.now.task.as_of)
        save(session, disagreement, given, view.seen, unpacked(view.was))
    except Moved as moved:
        say("not saved, your draft is kept; this changed since it was shown:")
        for change in moved.changes:
            say(visible(f"  {change}"))
        _show(desk)
        return
    except Invalid as invalid:
        say(visible(f"not saved: {invalid}"))
        return
    except Outside:
        say("not saved: the folder of decisions is a link, or one leads out of it; remove the link, then Enter")
        return
    except OSError as error:
        folder = f"{session.now.task.root.name}/{FOLDER}"
        say(visible(f"not saved below {folder} ({error.strerror}), your draft is kept; {UNWRITABLE}; then press Enter"))
        return
    del desk.drafts[disagreement]
    _saved(desk, disagreement, draft)


def _saved(desk: Desk, disagreement: str, draft: RulingDraft) -> None:
    """Tells what was saved, and what others ruled now that it may be seen; then goes on to the next."""
    session = desk.session
    now = desk.session.now
    desk.generation = now.generation
    entry = now.entry(disagreement)
    desk.console.say(visible(f"saved: {draft.verdict} on {disagreement}; z takes it back"))
    for other in entry.theirs if entry else ():
        desk.console.say(visible(f"{other.reviewer} ruled {said(other)} on {other.date}: {other.reason}"))
    if entry and entry.state in ("disputed", "proposed"):
        desk.console.say(f"{entry.state}: {STATES[entry.state]}")
    desk.at = after(now.entries, disagreement, desk.filters, session.journal.flags)
    _show(desk)


def _enter(desk: Desk, _: str) -> None:
    if desk.at in desk.drafts:
        _save(desk)
    else:
        _show(desk)


ACTIONS: dict[str, Callable[[Desk, str], None]] = {
    "": _enter,
    "j": lambda desk, _: _move(desk, True),
    "k": lambda desk, _: _move(desk, False),
    "[": lambda desk, _: _widen(desk, -1),
    "]": lambda desk, _: _widen(desk, 1),
    "o": _source,
    "p": _picture_on,
    "f": _flag,
    "z": _undo,
    "d": _drafts,
    "g": _list,
    "v": _filter,
    "s": _summary,
    "?": lambda desk, _: desk.console.say(KEYS),
}
