"""What people ruled on findings: decisions, and how one stands when a corpus is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from checker.model.fault import Mark

Ruling = Literal[
    "a-right", "b-right", "both-right", "neither-right", "claim-file-wrong", "rule-wrong", "cannot-tell", "defer"
]
State = Literal["decided", "proposed", "stale", "disputed", "deferred", "suppressed", "known"]

RULINGS: tuple[Ruling, ...] = get_args(Ruling)
ABSTAINS: frozenset[Ruling] = frozenset(("cannot-tell", "defer"))
"""Rulings that settle nothing: they say that somebody looked. They dispute no other ruling."""

SETTLED: frozenset[State] = frozenset(("decided", "suppressed", "known"))
"""States in which a finding does not fail the gate."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one reviewer ruled on one finding. `seen`: each claim of it, with the hash of what was seen of it.

    `a` and `b` of the ruling are the first and second claim in `seen`. Dates are ISO days. `sha256` is that of the
    file, whose name and place `mark` gives.
    """

    finding: str
    verdict: Ruling
    reason: str
    reviewer: str
    date: str
    seen: tuple[tuple[str, str], ...]
    mark: Mark
    sha256: str = ""
    why: str = ""
    wrong: tuple[str, ...] = ()
    review_by: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """How a finding stands with the people: the ruling that counts and its state.

    `suppressed` is an `allow` of a claim file and `known` an entry of the baseline: both have a reason only.
    """

    state: State
    reason: str
    verdict: Ruling | None = None
    reviewer: str = ""
    date: str = ""
    why: str = ""
    wrong: tuple[str, ...] = ()
    until: str = ""
