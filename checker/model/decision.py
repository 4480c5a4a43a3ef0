"""What people ruled on disagreements: decisions, and how one stands when a corpus is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from checker.model.fault import Mark

Ruling = Literal["right", "wrong", "claim-file-wrong", "rule-wrong", "cannot-tell", "defer"]
State = Literal["decided", "proposed", "stale", "disputed", "deferred", "suppressed", "known", "waiting"]

RULINGS: tuple[Ruling, ...] = get_args(Ruling)
OF_POSITIONS: frozenset[Ruling] = frozenset(("right", "wrong"))
"""Rulings that name positions."""
ABSTAINS: frozenset[Ruling] = frozenset(("cannot-tell", "defer"))
"""Rulings that settle nothing: they say that somebody looked. They dispute no other ruling."""

SETTLED: frozenset[State] = frozenset(("decided", "suppressed", "known"))
"""States in which a disagreement does not fail the gate."""


@dataclass(frozen=True, slots=True)
class SeenPosition:
    """A position as a reviewer saw it: in words, and each of its claims with the hash of what was seen of it.

    Without a `value` it is no position: the claims beside them of the finding that shows the disagreement.
    """

    value: str
    claims: tuple[tuple[str, str], ...]
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What one reviewer ruled on one disagreement.

    `question` is the full hash of what is in dispute. `positions` are the letters of those that the ruling names, `A`
    the first in `seen`; `claims` those whose file is wrong. Dates are ISO days. `sha256` is that of the file, whose
    name and place `mark` gives.
    """

    disagreement: str
    verdict: Ruling
    reason: str
    reviewer: str
    date: str
    seen: tuple[SeenPosition, ...]
    mark: Mark
    question: str = ""
    sha256: str = ""
    positions: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    review_by: str = ""
    until: str = ""

    @property
    def saw(self) -> tuple[tuple[str, str], ...]:
        """Every claim that was seen, with its hash."""
        return tuple(dict.fromkeys(pair for position in self.seen for pair in position.claims))


@dataclass(frozen=True, slots=True)
class Decided:
    """How a disagreement stands with the people: the ruling that counts and its state.

    `positions` are what the ruling names, in words. `suppressed` is an `allow` of a claim file and `known` an entry of
    the baseline: both have a reason only.
    """

    state: State
    reason: str
    verdict: Ruling | None = None
    reviewer: str = ""
    date: str = ""
    positions: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    until: str = ""
