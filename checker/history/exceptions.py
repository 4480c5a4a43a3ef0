"""Suppressions, entries of the baseline and rulings that a change adds, removes or changes.

Why: what lets a disagreement pass is told of the change that brings it, and of the one that takes it away. What goes
along with other names is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from checker.decisions import baseline_name, beside
from checker.decisions.audit import allowed_words
from checker.decisions.baseline import entries_in, read_baseline
from checker.decisions.files import slug
from checker.decisions.folder import read_decisions
from checker.decisions.moved import (
    Suppression,
    decisions_of_base,
    decisions_of_now,
    entries_of_now,
    suppressions_of_base,
    suppressions_of_now,
    wherever,
)
from checker.decisions.standing import suppressions
from checker.model.change import ExceptionChange
from checker.model.decision import Decision
from checker.model.fault import Mark
from checker.model.policy import Moved
from checker.model.result import Result
from checker.request import Request


def exceptions(
    now: Result, before: Result, files: Mapping[str, bytes], request: Request, moved: Moved
) -> Iterator[ExceptionChange]:
    """`files` are the decision files and the baseline of before, by the names of marks."""
    here = frozenset(suppressions_of_now(suppressions(now.corpus.claims), moved))
    there = frozenset(suppressions_of_base(before.corpus.claims, moved))
    yield from (_suppression(one, "added") for one in sorted(here - there, key=str))
    yield from (_suppression(one, "removed") for one in sorted(there - here, key=str))

    path = request.baseline or beside(request.root)
    name = baseline_name(path, request.root)
    entries = entries_of_now(read_baseline(path, name)[0], moved)
    known = entries_of_now(entries_in(files.get(name, b"")), moved)
    yield from (ExceptionChange("baseline", entry, "added", mark=Mark(name)) for entry in sorted(entries - known))
    yield from (ExceptionChange("baseline", entry, "removed", mark=Mark(name)) for entry in sorted(known - entries))

    rulings = _by_owner(decisions_of_now(read_decisions(request.root).decisions, moved))
    old = _by_owner(decisions_of_base(files, moved))
    for owner in sorted(rulings.keys() | old.keys()):
        ruling, was = rulings.get(owner), old.get(owner)
        if ruling is None and was is not None:
            yield ExceptionChange("decision", was.mark.file, "removed", _in_words(was))
        elif ruling is not None and was is None:
            yield ExceptionChange("decision", ruling.mark.file, "added", _in_words(ruling), ruling.mark)
        elif ruling is not None and was is not None and wherever(ruling) != wherever(was):
            yield ExceptionChange("decision", ruling.mark.file, "changed", _in_words(ruling), ruling.mark)


def _suppression(one: Suppression, kind: Literal["added", "removed"]) -> ExceptionChange:
    ref, allow = one
    mark = allow.mark if kind == "added" else None
    return ExceptionChange("allow", ref, kind, f"{allowed_words(allow)}: {allow.because}", mark)


def _by_owner(decisions: tuple[Decision, ...]) -> dict[tuple[str, str], Decision]:
    """Rulings by what they are about and who made them."""
    return {(decision.disagreement, slug(decision.reviewer)): decision for decision in decisions}


def _in_words(decision: Decision) -> str:
    return f"{decision.verdict} by {decision.reviewer}: {decision.reason}"
