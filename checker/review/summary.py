"""What one session changed, as a change that git can read: `git apply --reverse` takes it back.

Why not asked of git: it would compare with the last commit, and start whatever the repository configures. The steps of
the journal know what each file held when the session began.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from checker.decisions.files import FOLDER
from checker.decisions.seen import named_in_words
from checker.literals.phrase import listed
from checker.report.explain import counted
from checker.review.addresses import part
from checker.review.agreement import agreement_lines
from checker.review.journal import JournalStep
from checker.review.make import DONE, WORDS
from checker.review.queue import SHOWN, STATES, QueueEntry, Show, counts, progress
from checker.review.session import ReviewState, Session

DiffLine = tuple[str, str]
"""The kind of a line of a change (`added`, `removed`, `head`, `same`), and the line."""


@dataclass(frozen=True, slots=True)
class SummaryStep:
    """What was done, to what, and why; `href` leads there (empty where it is gone), `stands` is how that stands now."""

    done: str
    title: str
    href: str
    reason: str
    stands: str


@dataclass(frozen=True, slots=True)
class SummaryView:
    """`steps` are what was done, the first first: of several rulings on one disagreement the last. `left` says what
    remains, each with the way there. `agreements` tell how far others rule alike. `lines` are the change; `commit` is
    the command that commits it.
    """

    words: str
    steps: tuple[SummaryStep, ...]
    left: tuple[tuple[str, str], ...]
    agreements: tuple[str, ...]
    lines: tuple[DiffLine, ...]
    commit: str


def summary_view(session: Session, now: ReviewState) -> SummaryView:
    here = session.journal.here
    last = {step.path if step.path.startswith(f"{FOLDER}/") else number: step for number, step in enumerate(here)}
    return SummaryView(
        _in_words(session, now),
        tuple(_step(step, now) for step in last.values()),
        tuple(_left(session, now)),
        agreement_lines(now.entries, now.stale),
        tuple((line_kind(line), line) for line in patch(now.task.root, here).split("\n")[:-1]),
        f"git add {now.task.root.name} && git commit",
    )


def _in_words(session: Session, now: ReviewState) -> str:
    """`You ruled on 3 disagreements, and corrected or accepted 1 claim.`"""
    here = session.journal.here
    ruled = len({step.path for step in here if step.path.startswith(f"{FOLDER}/")})
    others = sum(not step.path.startswith(f"{FOLDER}/") for step in here)
    parts = [f"ruled on {counted(ruled, 'disagreement')}"] if ruled else []
    parts += [f"changed {counted(others, 'claim or name', 'claims or names')}"] if others else []
    done, total = progress(now.entries)
    return f"You {' and '.join(parts) or 'changed nothing yet'}. {done:,} of {counted(total, 'disagreement')} are done."


def _step(step: JournalStep, now: ReviewState) -> SummaryStep:
    entry = now.entry(step.disagreement)
    mine = entry.mine if entry and step.path.startswith(f"{FOLDER}/") else None
    if mine is None:
        title = entry.one.title if entry else step.disagreement
        return SummaryStep(DONE.get(step.words, step.words), title, _way(entry), "", "")
    named = listed(named_in_words(mine) or mine.claims)
    done = f"{DONE[mine.verdict]}{f': {named}' if named else ''}{f', until {mine.until}' if mine.until else ''}"
    stands = (
        f"{entry.state}: {STATES[entry.state]}" if entry and entry.state in ("disputed", "proposed", "stale") else ""
    )
    return SummaryStep(done, entry.one.title if entry else step.disagreement, _way(entry), mine.reason, stands)


def _way(entry: QueueEntry | None) -> str:
    return f"f/{part(entry.id)}?show=all" if entry else ""


LEFT: tuple[Show, ...] = ("todo", "disputed", "proposed", "deferred", "second", "flagged")


def _left(session: Session, now: ReviewState) -> Iterator[tuple[str, str]]:
    """`2 to do: they wait for your ruling` and the address of that list, of each that holds any."""
    numbers = counts(now.entries, session.journal.flags)
    for show in LEFT:
        if numbers[show]:
            yield f"{numbers[show]:,} {WORDS.get(show, show)}: {SHOWN[show]}", f"?show={show}"


def describe_session(session: Session) -> str:
    """What was done in this session: `3 saved (2 right, 1 defer), 39 of 42 left`."""
    done = Counter(step.words for step in session.journal.here)
    parts = ", ".join(f"{number:,} {words}" for words, number in done.items())
    left = sum(entry.todo for entry in session.now.entries)
    waits = "waits" if left == 1 else "wait"
    return (
        f"{sum(done.values()):,} saved{f' ({parts})' if parts else ''}; {counted(left, 'disagreement')} {waits} for you"
    )


def patch(root: Path, steps: Iterable[JournalStep]) -> str:
    """The change from what the files held before the first of these steps to what they hold now."""
    first: dict[str, bytes | None] = {}
    for step in steps:
        first.setdefault(step.path, step.before)
    return "".join(line for path, old in sorted(first.items()) for line in _file(root, path, old))


def _file(root: Path, path: str, old: bytes | None) -> Iterator[str]:
    try:
        new = (root / path).read_bytes()
    except OSError:
        new = None
    if old == new:
        return
    name = f"{root.name}/{path}"
    yield f"diff --git a/{name} b/{name}\n"
    if old is None:
        yield "new file mode 100644\n"
    if new is None:
        yield "deleted file mode 100644\n"
    source, target = ("/dev/null" if old is None else f"a/{name}"), ("/dev/null" if new is None else f"b/{name}")
    for line in unified_diff(_lines(old), _lines(new), source, target):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(raw: bytes | None) -> list[str]:
    """The lines as git counts them: only a line feed ends one."""
    text = (raw or b"").decode("utf-8", "replace")
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def line_kind(line: str) -> str:
    """What a line of a change says."""
    if line.startswith(("diff ", "---", "+++", "@@", "new file", "deleted file", "\\")):
        return "head"
    return {"+": "added", "-": "removed"}.get(line[:1], "same")
