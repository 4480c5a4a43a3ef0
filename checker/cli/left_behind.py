"""Rulings that a change leaves behind: they speak by names that are others now.

Why: with `--new-since` the base tells what has another name; once the change is merged, nobody does any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.decisions.moved import Suppression
    from checker.model.claim import Claim
    from checker.model.decision import Decision
    from checker.model.policy import Moved
    from checker.request import Request


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What speaks by names of before, each as it is and as it is to be: decisions, hashes in the baseline, and
    suppressions in claim files, which people write.
    """

    decisions: tuple[tuple[Decision, Decision], ...]
    entries: frozenset[str]
    entries_now: frozenset[str]
    allowed: tuple[tuple[Suppression, Suppression], ...]

    @property
    def told(self) -> str:
        """How many they are, in words; `""` for none."""
        from checker.literals.phrase import listed
        from checker.report.explain import counted

        numbers = (
            (len(self.decisions), "ruling", "rulings"),
            (len(self.entries - self.entries_now), "line of the baseline", "lines of the baseline"),
            (len(self.allowed), "suppression", "suppressions"),
        )
        found = [counted(*each) for each in numbers if each[0]]
        return f"{listed(found)} {'speaks' if sum(each[0] for each in numbers) == 1 else 'speak'}" if found else ""


def left_behind(request: Request, claims: Iterable[Claim], moved: Moved) -> LeftBehind:
    """What of the rulings on a corpus speaks by names of before."""
    from checker.decisions.baseline import read_baseline
    from checker.decisions.folder import read_decisions
    from checker.decisions.moved import decisions_of_now, entries_of_now, suppressions_of_now
    from checker.decisions.standing import suppressions

    decisions = read_decisions(request.root).decisions
    path = baseline_of(request)
    entries, _ = read_baseline(path, str(path))
    allowed = tuple(s for s in suppressions(claims) if s[1].disagreement)
    return LeftBehind(
        tuple(pair for pair in zip(decisions, decisions_of_now(decisions, moved), strict=True) if pair[0] != pair[1]),
        entries,
        entries_of_now(entries, moved),
        tuple(pair for pair in zip(allowed, suppressions_of_now(allowed, moved), strict=True) if pair[0] != pair[1]),
    )


def baseline_of(request: Request) -> Path:
    """Where the baseline of a corpus lies."""
    from checker.decisions import beside

    return request.baseline or beside(request.root)
