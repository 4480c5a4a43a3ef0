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

from checker.report.explain import counted
from checker.review.journal import JournalStep
from checker.review.session import ReviewState, Session

DiffLine = tuple[str, str]
"""The kind of a line of a change (`added`, `removed`, `head`, `same`), and the line."""


@dataclass(frozen=True, slots=True)
class SummaryView:
    """`steps` are what was done, the first first; `lines` the change; `commit` the command that commits it."""

    words: str
    steps: tuple[str, ...]
    lines: tuple[DiffLine, ...]
    commit: str


def summary_view(session: Session, now: ReviewState) -> SummaryView:
    here = session.journal.here
    lines = tuple((line_kind(line), line) for line in patch(now.task.root, here).split("\n")[:-1])
    steps = tuple(f"{step.words}: {step.disagreement}" for step in here)
    return SummaryView(describe_session(session), steps, lines, f"git add {now.task.root.name} && git commit")


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
