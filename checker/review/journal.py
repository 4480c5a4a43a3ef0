"""What one reviewer did in review, step by step, so that each step can be taken back, after a restart too.

Why beside the cache: the steps hold what files held before, which nobody should commit; and whatever a change brings
along must have no part in what is restored.
Quiet: a line that is torn or not ours is passed over; without a place to write, the steps last as long as the process.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from checker.cache.store import digest


@dataclass(frozen=True, slots=True)
class JournalStep:
    """One save. `path` is below the folder of the claims, `before` what the file held (`None`: it was not there),
    `after` the hash of what was written, `disagreement` what it was about: one of these, or a draft by its reference.
    """

    path: str
    before: bytes | None
    after: str
    disagreement: str
    words: str


@dataclass(slots=True)
class Journal:
    """`steps` are those that can be taken back, `here` all that this process made and did not take back.

    `taken_back` holds, by disagreement, the file that was taken back last, until something else is saved there: its
    words are not lost. `flags` are the reviewer's private marks on disagreements, `known` the disagreements that the
    last session ended with (`None` where there was none).
    """

    path: Path | None
    steps: list[JournalStep] = field(default_factory=list)
    here: list[JournalStep] = field(default_factory=list)
    taken_back: dict[str, bytes] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    known: frozenset[str] | None = None

    @property
    def lasting(self) -> bool:
        """It survives a restart."""
        return self.path is not None


def opened(cache: Path | None, reviewer: str) -> Journal:
    """The journal of a reviewer beside the cache of a corpus; one that lasts as long as the process without a cache."""
    if cache is None:
        return Journal(None)
    journal = Journal(cache.with_name(f"{cache.stem}-review-{digest(reviewer)}.jsonl"))
    for entry in _lines(journal.path):
        _replay(journal, entry)
    return journal


def record(journal: Journal, step: JournalStep) -> None:
    journal.steps.append(step)
    journal.here.append(step)
    journal.taken_back.pop(step.disagreement, None)
    _add(
        journal,
        {
            "step": step.path,
            "before": _packed(step.before),
            "after": step.after,
            "disagreement": step.disagreement,
            "words": step.words,
        },
    )


def drop(journal: Journal, taken_back: bytes | None = None) -> JournalStep:
    """Takes the last step off the journal: it is undone, or cannot be. `taken_back` is what a ruling
    held that is at hand again.
    """
    step = journal.steps.pop()
    if step in journal.here:
        journal.here.remove(step)
    _add(journal, {"dropped": step.path, "taken": _packed(taken_back)})
    if taken_back is not None:
        journal.taken_back[step.disagreement] = taken_back
    return step


def flag(journal: Journal, disagreement: str, on: bool) -> None:
    if on == (disagreement in journal.flags):
        return
    (journal.flags.add if on else journal.flags.discard)(disagreement)
    _add(journal, {"flag": disagreement, "on": on})


def end(journal: Journal, disagreements: Iterable[str]) -> None:
    """The session ends with these disagreements known: what comes later is new."""
    _add(journal, {"known": sorted(disagreements)})


def _packed(raw: bytes | None) -> str | None:
    return None if raw is None else base64.b64encode(raw).decode("ascii")


def _unpacked(text: Any) -> bytes | None:
    """Raises `TypeError` or `ValueError` where it is not what was packed."""
    return None if text is None else base64.b64decode(text, validate=True)


def _lines(path: Path | None) -> Iterable[Any]:
    try:
        lines = path.read_bytes().split(b"\n") if path else []
    except OSError:
        return
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:
            continue


def _replay(journal: Journal, entry: Any) -> None:
    match entry:
        case {
            "step": str(path),
            "before": before,
            "after": str(after),
            "disagreement": str(disagreement),
            "words": str(words),
        }:
            try:
                raw = _unpacked(before)
            except (TypeError, ValueError):
                return
            journal.taken_back.pop(disagreement, None)
            name = PurePosixPath(path)
            if not name.is_absolute() and ".." not in name.parts:
                journal.steps.append(JournalStep(path, raw, after, disagreement, words))
        case {"dropped": str(path)}:
            if journal.steps and journal.steps[-1].path == path:
                step = journal.steps.pop()
                with suppress(TypeError, ValueError):
                    if (raw := _unpacked(entry.get("taken"))) is not None:
                        journal.taken_back[step.disagreement] = raw
        case {"flag": str(disagreement), "on": bool(on)}:
            (journal.flags.add if on else journal.flags.discard)(disagreement)
        case {"known": list(disagreements)}:
            journal.known = frozenset(disagreement for disagreement in disagreements if isinstance(disagreement, str))


def _add(journal: Journal, entry: dict[str, Any]) -> None:
    """One more line, on the disk before it counts; a journal that cannot be written lasts as long as the process."""
    if journal.path is None:
        return
    try:
        journal.path.parent.mkdir(parents=True, exist_ok=True)
        with journal.path.open("ab") as stream:
            # the line begins anew even where a killed process left one unfinished; empty lines are passed over
            stream.write(b"\n" + json.dumps(entry, ensure_ascii=True).encode() + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        journal.path = None
