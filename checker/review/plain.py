"""Review line by line on a terminal: one finding, a prompt, one key and Enter at a time.

Why no cursor is moved and nothing is drawn over: so it works through ssh, in a pipe, in a log, and with a screen
reader. Session, queue and journal are those of the page; a ruling made here is seen there, and taken back there.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import click

from checker.decisions.files import FOLDER
from checker.decisions.ruling import Invalid
from checker.decisions.store import Outside
from checker.model.decision import RULINGS, Ruling
from checker.model.finding import REASONS
from checker.report.safe import coloured, visible
from checker.review.form import NAMES_WRONG, decision_of, missing
from checker.review.journal import flag
from checker.review.lines import draft_lines, finding_lines, nothing_left, passage_lines
from checker.review.make import finding_page
from checker.review.queue import SHOWN, STATES, Filters, after, counts, passes, progress
from checker.review.session import UNWRITABLE, Moved, Session, refresh, save, token, undo
from checker.review.summary import describe_session, patch
from checker.review.views import CONTEXT, MOST_CONTEXT, FindingPage, RulingDraft

AROUND = 10
"""Findings that the list shows before and after the one at hand: together a screenful."""

VERDICTS: dict[str, Ruling] = {str(number): verdict for number, verdict in enumerate(RULINGS, start=1)}
"""The digit of each verdict, as on the page."""

KEYS = """1 to 8       rule on the finding, as listed below it
Enter        save a ruling that was refused, once more; else show the finding again
j  k         next, previous
[  ]         less, more of the text around the quotes
o            the claims' lines in their files
p            leave the picture away, or show it again
f            flag the finding for yourself, or take the flag away
z            take the last save back
g            list the queue; g 12 goes to the twelfth
v            what the queue can show; v all shows everything, v todo what waits for you
s            what was done so far
q            leave (so do Ctrl-D and Ctrl-C); everything saved stays saved"""
EXPECTED = "expected a digit from 1 to 8 or one of j k [ ] o p f z g v s q; ? says what they do"


@dataclass(frozen=True, slots=True)
class Console:
    """How the reviewer is asked and told; `ask` raises `EOFError` where no more answers come."""

    ask: Callable[[str], str]
    say: Callable[[str], None]
    width: int = 80
    colour: bool = False


@dataclass(slots=True)
class Desk:
    """What lies before the reviewer: the finding shown, as `view`, and rulings that were typed and are not saved."""

    session: Session
    console: Console
    filters: Filters = field(default_factory=Filters)
    at: str = ""
    context: int = CONTEXT
    picture: bool = True
    generation: int = 0
    view: FindingPage | None = None
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

    review(session, Console(ask, click.echo, shutil.get_terminal_size().columns, coloured("auto")))


def review(session: Session, console: Console) -> None:
    """Findings are shown and ruled on until the reviewer leaves, or no answer comes."""
    desk = Desk(session, console)
    try:
        _show(desk)
        while _turn(desk, console.ask("> ").strip()):
            _look_up(desk)
    except (EOFError, KeyboardInterrupt):
        console.say("")
    for finding, draft in desk.drafts.items():
        console.say(visible(f"not saved: {draft.verdict} on {finding}: {draft.reason}"))


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
    """Tells what changed outside since the last prompt; a finding that is not as it was shown is shown anew."""
    now = refresh(desk.session)
    if now.generation == desk.generation:
        return
    desk.generation = now.generation
    done, total = progress(now.entries)
    words = now.trouble or f"files changed, and the corpus was checked again: {done:,} of {total:,} findings are done"
    desk.console.say(visible(words))
    entry = now.entry(desk.at)
    if desk.view and (entry is None or token(desk.session, entry.finding) != desk.view.seen):
        _show(desk)


# --- showing


def _show(desk: Desk, _: str = "") -> None:
    """The finding at hand, or the first of the queue; what to do where the queue is empty."""
    now = refresh(desk.session)
    desk.generation = now.generation
    entry = now.entry(desk.at)
    if entry and entry.id != desk.at:
        desk.console.say("what its claims say changed: another finding took the place of the one that was shown")
        if draft := desk.drafts.pop(desk.at, None):
            desk.drafts[entry.id] = draft
    entry = entry or now.entry(after(now.entries, "", desk.filters, desk.session.journal.flags))
    if entry is None:
        desk.at, desk.view = "", None
        desk.console.say(nothing_left(now, desk.filters))
        return
    if desk.view is None or desk.view.finding.id != entry.id:
        desk.context = CONTEXT
    desk.at = entry.id
    desk.view = finding_page(desk.session, now, entry, desk.filters, desk.context)
    width = desk.console.width if desk.picture else 0
    shown = finding_lines(now, entry, desk.view, width, desk.console.colour)
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
            finding_page(desk.session, desk.session.now, entry, desk.filters, context), seen=desk.view.seen
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
    """The queue around the finding at hand; with a number, the finding of that number."""
    flags = desk.session.journal.flags
    matching = [entry for entry in desk.session.now.entries if passes(entry, desk.filters, flags)]
    if not number:
        ids = [entry.id for entry in matching]
        at = ids.index(desk.at) if desk.at in ids else 0
        for count, entry in list(enumerate(matching, start=1))[max(0, at - AROUND) : at + AROUND + 1]:
            here = "*" if entry.id == desk.at else " "
            desk.console.say(visible(f"{here}{count:>5}  {entry.state:<10} {entry.id}  {entry.about}"))
        desk.console.say(f"{len(matching):,} of {len(desk.session.now.entries):,} findings")
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
    desk.console.say(visible(undone.left or f"taken back: {step.words} on {step.finding}"))
    desk.at = step.finding if desk.session.now.entry(step.finding) else desk.at
    _show(desk)


def _summary(desk: Desk, _: str) -> None:
    """What this session changed, as git would show it."""
    change = patch(desk.session.now.task.root, desk.session.journal.here)
    desk.console.say("\n".join([*map(visible, change.split("\n")[:-1]), describe_session(desk.session)]))


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
        desk.console.say("A and B stand for two claims, and this finding has another number; 4 asks which are wrong")
        return
    draft = _asked(desk, view, RulingDraft(verdict))
    lacking = [*missing(draft, len(view.sides)).values(), *_not_letters(draft, view)]
    if lacking:
        desk.console.say(visible(f"nothing was saved: {'; '.join(lacking)}"))
        return
    desk.drafts[view.finding.id] = draft
    _save(desk)


def _not_letters(draft: RulingDraft, view: FindingPage) -> list[str]:
    letters = [side.letter for side in view.sides]
    wrong = [letter for letter in draft.wrong if letter.upper() not in letters]
    return [f"found {', '.join(wrong)}, expected letters from {letters[0]} to {letters[-1]}"] if wrong else []


def _asked(desk: Desk, view: FindingPage, draft: RulingDraft) -> RulingDraft:
    """The draft with what goes with its verdict, as far as the reviewer says it."""
    ask = desk.console.ask
    if draft.verdict == "both-right":
        offered = ", ".join(f"{number} {why}" for number, why in enumerate(REASONS, start=1))
        draft = replace(draft, why=_one_of(ask(f"why both ({offered}): ").strip(), REASONS))
    elif draft.verdict == "defer":
        draft = replace(draft, until=ask("until which day (such as 2027-01-31): ").strip())
    elif draft.verdict in NAMES_WRONG and (len(view.sides) > 2 or draft.verdict == "claim-file-wrong"):
        letters = ", ".join(f"{side.letter} {side.claim.ref}" for side in view.sides)
        answer = ask(visible(f"which of them are wrong ({letters}): "))
        draft = replace(draft, wrong=tuple(answer.replace(",", " ").split()))
    return replace(draft, reason=_reason(desk, view))


def _one_of(answer: str, words: tuple[str, ...]) -> str:
    """The word that was typed, its beginning or its number; what was typed where it is none of them."""
    if answer.isascii() and answer.isdigit() and len(answer) < 10 and 1 <= int(answer) <= len(words):
        return words[int(answer) - 1]
    return next((word for word in words if answer and word.startswith(answer.lower())), answer)


def _reason(desk: Desk, view: FindingPage) -> str:
    """The reason in the reviewer's words, or a recent one by its number; empty where the reviewer gives none."""
    ask, say = desk.console.ask, desk.console.say
    old = desk.drafts.get(view.finding.id)
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
    """Saves the draft of the finding shown, and goes on; a refusal keeps the draft and says what changed."""
    session, say, view = desk.session, desk.console.say, desk.view
    if view is None:
        return
    finding = view.finding.id
    draft = desk.drafts[finding]
    try:
        save(session, finding, decision_of(draft, session.reviewer, session.now.task.as_of), view.seen)
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
    del desk.drafts[finding]
    _saved(desk, finding, draft)


def _saved(desk: Desk, finding: str, draft: RulingDraft) -> None:
    """Tells what was saved, and what others ruled now that it may be seen; then goes on to the next."""
    session = desk.session
    now = desk.session.now
    desk.generation = now.generation
    entry = now.entry(finding)
    desk.console.say(visible(f"saved: {draft.verdict} on {finding}; z takes it back"))
    for other in entry.theirs if entry else ():
        desk.console.say(visible(f"{other.reviewer} ruled {other.verdict} on {other.date}: {other.reason}"))
    if entry and entry.state in ("disputed", "proposed"):
        desk.console.say(f"{entry.state}: {STATES[entry.state]}")
    desk.at = after(now.entries, finding, desk.filters, session.journal.flags)
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
    "g": _list,
    "v": _filter,
    "s": _summary,
    "?": lambda desk, _: desk.console.say(KEYS),
}
