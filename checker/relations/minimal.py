"""Minimal conflicts and smallest repairs of a set of elements.

A repair is a smallest set of soft elements whose withdrawal lets the rest hold (a minimal correction set); a minimal
conflict (minimal unsatisfiable subset) meets every repair, and the other way round.
Source: Reiter, "A theory of diagnosis from first principles" (Artificial Intelligence 32, 1987) for the tree of
repairs, smallest first; Berge, Hypergraphs (1989) for the sets that meet all others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.relations.problem import Element, Unfinished
from checker.relations.solve import Effort, core

MOST_NODES = 2_000
"""Sets of withdrawals looked at for one component; real corpora need a handful."""
MOST_SETS = 500
"""Minimal conflicts that are held while the list is completed from the repairs."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Minimal conflicts and repairs as sets of names, smallest first; `cause` says why they may not be all."""

    conflicts: tuple[frozenset[str], ...]
    repairs: tuple[frozenset[str], ...]
    cause: str = ""


def minimal(elements: Sequence[Element], effort: Effort) -> Outcome:
    """All minimal conflicts and all minimal repairs, unless a limit is met; what is returned is right in any case."""
    soft = {element.name for element in elements if element.soft}
    conflicts: list[frozenset[str]] = []
    repairs: list[frozenset[str]] = []
    seen: set[frozenset[str]] = {frozenset()}
    queue: deque[frozenset[str]] = deque(seen)
    cause, nodes = "", 0
    try:
        while queue:
            withdrawn = queue.popleft()
            if any(repair <= withdrawn for repair in repairs):
                continue
            nodes += 1
            if nodes > MOST_NODES:
                raise Unfinished(f"more than {MOST_NODES:,} sets of withdrawals")
            unmet = next((conflict for conflict in conflicts if not conflict & withdrawn), None)
            if unmet is None:
                rest = [element for element in elements if element.name not in withdrawn]
                unmet = _shrunk(rest, soft, effort)
                if unmet is None:
                    repairs.append(withdrawn)
                    continue
                conflicts.append(unmet)
            for name in sorted(unmet):
                branch = withdrawn | {name}
                if branch not in seen:
                    seen.add(branch)
                    queue.append(branch)
        conflicts = list(meeting_all(repairs)) if conflicts else []
    except Unfinished as limit:
        cause = str(limit)
    order = lambda sets: tuple(sorted(sets, key=lambda names: (len(names), sorted(names))))  # noqa: E731
    return Outcome(order(conflicts), order(repairs if conflicts else []), cause)


def _shrunk(elements: Sequence[Element], soft: set[str], effort: Effort) -> frozenset[str] | None:
    """The soft members of one minimal conflict; `None` where all elements can hold.

    Hard elements are never left out: they hold by definition. Raises `Unfinished`.
    """
    conflict = core(elements, effort)
    if conflict is None:
        return None
    hard = [element for element in elements if element.name not in soft]
    members = [element for element in elements if element.name in soft and element.name in conflict]
    for candidate in list(members):
        if candidate not in members:
            continue
        rest = [element for element in members if element is not candidate]
        smaller = core([*hard, *rest], effort)
        if smaller is not None:
            members = [element for element in rest if element.name in smaller]
    return frozenset(element.name for element in members)


def meeting_all(sets: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """The smallest sets that share a member with each given set (minimal transversals)."""
    meeting: set[frozenset[str]] = {frozenset()}
    for members in sorted(sets, key=lambda names: (len(names), sorted(names))):
        grown = {names for names in meeting if names & members}
        grown |= {names | {name} for names in meeting if not names & members for name in members}
        meeting = {names for names in grown if not any(other < names for other in grown)}
        if len(meeting) > MOST_SETS:
            raise Unfinished(f"more than {MOST_SETS:,} minimal conflicts")
    return meeting
