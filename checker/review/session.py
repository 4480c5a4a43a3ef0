"""One reviewer's review: the corpus as last checked, the queue, and what is saved and taken back.

Why a whole state at a time: readers take `now` as it is while a check runs; what they show belongs together.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

import click

from checker.cache.store import digest
from checker.decisions import store
from checker.decisions.files import FOLDER, path_of, slug
from checker.decisions.folder import read_decisions
from checker.decisions.form import parse_decision
from checker.decisions.ruling import rule_on, ruled
from checker.decisions.seen import changes, seen_of, why_stale
from checker.model.decision import Decision
from checker.model.disagreement import Disagreement
from checker.model.result import Result
from checker.readers.folder import name_of
from checker.request import Request
from checker.review.changes import Shown, shown, told
from checker.review.journal import Journal, JournalStep, drop, end, flag, record
from checker.review.queue import QueueEntry, Stale, entries
from checker.run import examine, settle
from checker.texts.anchors import SourceText
from checker.texts.passages import texts_of
from checker.watching import Seen, changed, look, watched

UNWRITABLE = "look at what lies there, at its rights, and whether the disk is full"
"""What to do where the system refuses to write."""

PAUSE_SECONDS = 1.0
"""Between two looks at the files: soon enough for a person who turns from the editor to the page."""


class Moved(Exception):
    """What the reviewer looked at is not what is there now; `changes` says what changed."""

    def __init__(self, changes: tuple[str, ...]) -> None:
        super().__init__("; ".join(changes))
        self.changes = changes


@dataclass(frozen=True, slots=True)
class ReviewState:
    """The corpus as last checked. `examined` is what rules found, `result` that with what people ruled, `indices` where
    each disagreement stands in the queue, `stale` says why a ruling no longer holds. `trouble` says why a newer state
    could not be checked.
    """

    generation: int
    task: Request
    examined: Result
    result: Result
    entries: tuple[QueueEntry, ...]
    indices: Mapping[str, int]
    stale: Stale
    trouble: str = ""

    def entry(self, disagreement: str) -> QueueEntry | None:
        """The disagreement's entry, or that of the only one which is now about the same: what changes is in dispute at
        another time after a date was changed.
        """
        index = self.indices.get(disagreement)
        if index is not None:
            return self.entries[index]
        near = [entry for entry in self.entries if topic(entry.id) == topic(disagreement)]
        return near[0] if len(near) == 1 else None


def topic(disagreement: str) -> str:
    """What a disagreement is about: its identifier without the hash."""
    return disagreement.rpartition("-")[0]


@dataclass(frozen=True, slots=True)
class Undone:
    """The step that was taken back; `left` says why it was not, where it was not."""

    step: JournalStep
    left: str = ""


@dataclass(slots=True)
class Session:
    """`job` gives the job anew when the configuration changed. `known` are the disagreements that are not new."""

    job: Callable[[], Request]
    reviewer: str
    journal: Journal
    now: ReviewState
    known: frozenset[str]
    seen: Seen
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.RLock = field(default_factory=threading.RLock)
    texts_for: tuple[Result, Mapping[str, SourceText]] | None = None


def begin(job: Callable[[], Request], reviewer: str, journal: Journal, known: frozenset[str] | None = None) -> Session:
    """A session on a corpus that is checked now. `known`: what is not new, where the journal's answer is not wanted. In
    a reviewer's first session only what comes while it lasts is new.
    """
    task = job()
    seen = look(watched(task))
    known = journal.known if known is None else known
    now = _judged(task, reviewer, known, 1)
    return Session(job, reviewer, journal, now, frozenset(now.indices) if known is None else known, seen)


def refresh(session: Session) -> ReviewState:
    """Checks again whatever changed since the last look, and no more than that."""
    with session.lock:
        seen = look(watched(session.now.task))
        paths = changed(session.seen, seen)
        if paths or session.now.trouble:
            session.seen = seen
            session.now = _renewed(session, paths)
        return session.now


def keep_watch(session: Session) -> threading.Thread:
    """Looks for changes until the session stops."""

    def run() -> None:
        while not session.stop.wait(PAUSE_SECONDS):
            refresh(session)

    thread = threading.Thread(target=run, name="watch", daemon=True)
    thread.start()
    return thread


def close(session: Session) -> None:
    """The session is over: disagreements that come later will be new."""
    session.stop.set()
    with session.lock:
        end(session.journal, session.now.indices)


def token(session: Session, one: Disagreement) -> str:
    """What a reviewer saw: the own ruling's file, which positions there are, and each claim. A save that carries
    another one is refused.
    """
    try:
        own = store.seen(path_of(session.now.task.root, one.id, session.reviewer))
    except OSError:  # something else lies there; whoever saves learns what
        own = UNREADABLE
    seen = seen_of(one)
    held = digest(*(part for position in seen for part in ("", *(ref for ref, _ in position.claims))))
    claims = dict(pair for position in seen for pair in position.claims)
    return ".".join([own, held, *(f"{digest(ref)}:{digest(content)}" for ref, content in claims.items())])


def save(
    session: Session, disagreement: str, given: Decision, expected: str, before: Shown | None = None
) -> JournalStep:
    """Writes a ruling on what the reviewer saw (`token`); `before` is what was shown of each claim.

    Raises `Moved`, and whatever `rule_on` raises; then nothing is written.
    """
    with session.lock:
        now = refresh(session)
        if now.trouble:
            raise Moved((now.trouble,))
        entry = now.entry(disagreement)
        if entry is None:
            raise Moved(("there is no such disagreement any more: its claims, a rule or the vocabulary changed",))
        if moved := _moved(expected, token(session, entry.one), entry.one, before or {}):
            raise Moved(moved)
        root = session.now.task.root
        path, raw = ruled(root, entry.one, given)
        try:
            with undoable(session, path, _bytes(path), raw, entry.id, given.verdict) as made:
                rule_on(root, entry.one, given, expected.partition(".")[0])
        except store.Changed:
            raise Moved((OWN_CHANGED,)) from None
        return made


UNREADABLE = "unreadable"
"""What stands for the hash of an own ruling that is no file."""

OWN_CHANGED = "your own ruling on it was written or removed elsewhere meanwhile"


def _moved(expected: str, current: str, one: Disagreement, before: Shown) -> tuple[str, ...]:
    """What changed between two tokens, in words: old → new where it is known what was shown."""
    if expected == current:
        return ()
    own, _, claims = _parted(expected)
    mine, _, now = _parted(current)
    changes = [OWN_CHANGED] if own != mine else []
    known = told(before, shown(one)) if before else {}
    for ref in (ref for position in seen_of(one) for ref, _ in position.claims):
        if claims.get(digest(ref), "") not in ("", now[digest(ref)]):
            changes += known.pop(ref, (f"{ref}, its quote or its document's edition changed",))
    changes += chain.from_iterable(known.values())
    return tuple(dict.fromkeys(changes)) or ("it has other claims or positions now",)


def _parted(written: str) -> tuple[str, str, dict[str, str]]:
    own, _, rest = written.partition(".")
    held, _, claims = rest.partition(".")
    pairs = (pair.partition(":") for pair in claims.split("."))
    return own, held, {ref: content for ref, _, content in pairs}


@contextmanager
def undoable(
    session: Session, path: Path, before: bytes | None, after: bytes, disagreement: str, words: str
) -> Iterator[JournalStep]:
    """A file below the folder of the claims is written on the reviewer's word, so that it can be taken back.

    Why recorded first: a process that is killed between the two leaves a step too many, which does no harm, and no
    change that cannot be taken back. A write that fails is no step.
    """
    with session.lock:
        name = path.relative_to(session.now.task.root).as_posix()
        made = JournalStep(name, before, sha256(after).hexdigest(), disagreement, words)
        words_before = session.journal.taken_back.get(disagreement)
        record(session.journal, made)
        try:
            yield made
        except BaseException:
            drop(session.journal, words_before)
            raise
        refresh(session)


def undo(session: Session) -> Undone | None:
    """Takes the last step back; nothing where there is none. What somebody else changed since is left as it is, and
    so the step before it is the next to be taken back. A file that is as it was before needs nothing: the process was
    killed before it wrote, or while it took the step back. A ruling that is taken back stays at hand, word for word.
    """
    with session.lock:
        if not session.journal.steps:
            return None
        step = session.journal.steps[-1]
        root = session.now.task.root
        path = root / step.path
        folder = root / FOLDER if path.is_relative_to(root / FOLDER) else root
        left, now = "", None
        try:
            if (now := _bytes(path)) == step.before:
                pass
            elif step.before is None:
                store.remove(path, step.after, root=folder)
            else:
                store.write(path, step.before, step.after, root=folder)
        except (store.Changed, FileNotFoundError):
            left = f"{root.name}/{step.path} was changed outside this review since, and is left as it is"
        except store.Outside:
            left = f"{root.name}/{step.path} lies outside the folder of the claims, by a link, and is left as it is"
        except OSError as error:
            left = f"{root.name}/{step.path} cannot be written ({error.strerror}); {UNWRITABLE}"
            return Undone(step, left)  # the step can be taken back once the rights are right
        ruling = not left and now != step.before and path.is_relative_to(root / FOLDER)
        drop(session.journal, now if ruling else None)
        refresh(session)
        return Undone(step, left)


def taken_back(session: Session, one: Disagreement) -> Decision | None:
    """The reviewer's ruling that was taken back last, where nothing was ruled since."""
    raw = session.journal.taken_back.get(one.id)
    path = path_of(session.now.task.root, one.id, session.reviewer)
    return parse_decision(raw, name_of(path, session.now.task.root))[0] if raw is not None else None


def texts(session: Session, now: ReviewState) -> Mapping[str, SourceText]:
    """The documents' texts, read once for each state of the corpus."""
    if session.texts_for is None or session.texts_for[0] is not now.examined:
        session.texts_for = (now.examined, texts_of(now.result.corpus, now.task.documents))
    return session.texts_for[1]


def recent_reasons(session: Session, most: int) -> tuple[str, ...]:
    """The reviewer's own reasons, the latest first."""
    mine = sorted((e.mine for e in session.now.entries if e.mine), key=lambda d: d.date, reverse=True)
    latest = {step.disagreement: number for number, step in enumerate(session.journal.here)}
    mine.sort(key=lambda d: latest.get(d.disagreement, -1), reverse=True)
    return tuple(dict.fromkeys(d.reason for d in mine))[:most]


def _renewed(session: Session, paths: tuple[Path, ...]) -> ReviewState:
    """The next state after these files changed."""
    before = session.now
    rulings_only = not before.trouble and all(path.is_relative_to(before.task.root / FOLDER) for path in paths)
    try:
        task = before.task if rulings_only else session.job()
        unjudged = before.examined if rulings_only else None
        after = _judged(task, session.reviewer, session.known, before.generation, unjudged)
    except Exception as error:  # noqa: BLE001  # whatever failed, what is shown is not the newest, and says so
        why = error.format_message() if isinstance(error, click.ClickException) else f"{type(error).__name__}, {error}"
        trouble = f"what is shown is as it was before the last change, which could not be checked: {why}"
        return replace(before, generation=before.generation + (trouble != before.trouble), trouble=trouble)
    same = (after.entries, after.result.faults, "") == (before.entries, before.result.faults, before.trouble)
    for disagreement in tuple(session.journal.flags):
        if (entry := after.entry(disagreement)) and entry.id != disagreement:
            flag(session.journal, disagreement, False)
            flag(session.journal, entry.id, True)
    return after if same else replace(after, generation=before.generation + 1)


def _judged(
    task: Request,
    reviewer: str,
    known: frozenset[str] | None,
    generation: int,
    unjudged: Result | None = None,
) -> ReviewState:
    """The corpus checked; only people's rulings are read again where `unjudged` is what the rules found."""
    raw = unjudged or examine(task)
    result = settle(raw, task)
    rulings = _rulings(read_decisions(task.root).decisions, result.disagreements)
    claims = {claim.ref: claim for claim in result.corpus.claims}

    def stale(decision: Decision, one: Disagreement) -> str:
        if decision.disagreement != one.id:
            return "; ".join(changes(decision, claims)) or "it ruled on the same at another time"
        return why_stale(decision, one, claims, task.as_of)

    queue = entries(result.disagreements, rulings, slug(reviewer), result.corpus.vocabulary, stale, known)
    indices = {entry.id: index for index, entry in enumerate(queue)}
    return ReviewState(generation, task, raw, result, queue, indices, stale)


def _rulings(decisions: Collection[Decision], disagreements: Collection[Disagreement]) -> dict[str, list[Decision]]:
    """The decisions by disagreement. One whose disagreement is gone stands by those about the same on which the
    reviewer has not ruled: it is stale there, and says why the reviewer ruled.
    """
    there = {one.id for one in disagreements}
    alike: dict[str, list[str]] = {}
    for name in there:
        alike.setdefault(topic(name), []).append(name)
    by_name: dict[str, list[Decision]] = {}
    for decision in sorted(
        decisions, key=lambda d: d.disagreement not in there
    ):  # what holds goes before what is stale
        same = (
            [decision.disagreement] if decision.disagreement in there else alike.get(topic(decision.disagreement), ())
        )
        for name in same:
            given = by_name.setdefault(name, [])
            if all(slug(decision.reviewer) != slug(other.reviewer) for other in given):
                given.append(decision)
    return by_name


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
