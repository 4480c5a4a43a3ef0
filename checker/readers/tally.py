"""Faults of one kind are listed up to a limit and counted beyond it: a million bad rows are told in a few lines.

Why: a table or a large claim file is written by a program, and what it does wrong once it does everywhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from checker.model.corpus import Lost
from checker.model.fault import Fault, fault_count
from checker.model.groups import grouped
from checker.readers.folder import is_table

LISTED = 20
"""Faults of one kind in one file that are told one by one: a screen of a terminal."""
LOST_LISTED = 1000
"""Lost rows of one table that are named one by one: enough for a comparison with an earlier state to follow them."""

FaultKind = tuple[str, str, str]


@dataclass(slots=True)
class FaultTally:
    """What one table had so far: how many faults of each kind, and the first that was not told by itself."""

    counts: dict[FaultKind, int] = field(default_factory=dict)
    unlisted: dict[FaultKind, Fault] = field(default_factory=dict)
    lost: int = 0
    unlisted_lost: Lost | None = None


INDEX = re.compile(r"\[\d+\]")


def kind_of(fault: Fault) -> FaultKind:
    """Faults of one kind have one file, one code and one field, whichever the row or entry; a field that is not there
    has any name, and what YAML forbids stands in any field.
    """
    anywhere = fault.code == "unknown-field" or fault.code.startswith("yaml-")
    field = "" if anywhere else INDEX.sub("", fault.field.rpartition(".")[2])
    return fault.mark.file, fault.code, field


def reported(tally: FaultTally, rows: Sequence[int], explain: Callable[[int], Iterable[Fault]]) -> Iterator[Fault]:
    """The faults of rows that have the same ones, as far as they are told one by one; `explain` gives a row's."""
    kinds = Counter(kind_of(fault) for fault in explain(rows[0])) if rows else Counter[FaultKind]()
    looked_at = max((LISTED + 1 - tally.counts.get(kind, 0) for kind in kinds), default=0)
    for row in rows[: max(0, looked_at)]:
        for fault in explain(row):
            kind = kind_of(fault)
            tally.counts[kind] = count = tally.counts.get(kind, 0) + 1
            if count <= LISTED:
                yield fault
            elif count == LISTED + 1:
                tally.unlisted[kind] = fault
    for kind, number in kinds.items():
        tally.counts[kind] = tally.counts.get(kind, 0) + number * max(0, len(rows) - max(0, looked_at))


def reported_lost(tally: FaultTally, lost: Sequence[Lost]) -> tuple[Lost, ...]:
    """Lost rows, as far as they are named one by one."""
    first = lost[: max(0, LOST_LISTED - tally.lost)]
    tally.lost += len(lost)
    if len(first) < len(lost) and tally.unlisted_lost is None:
        tally.unlisted_lost = lost[len(first)]
    return tuple(first)


def remainder(tally: FaultTally) -> tuple[tuple[Fault, ...], tuple[Lost, ...]]:
    """What is left to tell when a table is read: the numbers of what was not told one by one."""
    faults = tuple(stand_in(fault, tally.counts[kind] - LISTED) for kind, fault in tally.unlisted.items())
    unlisted = tally.unlisted_lost
    return faults, (replace(unlisted, rows=tally.lost - LOST_LISTED),) if unlisted else ()


def stand_in(fault: Fault, count: int) -> Fault:
    """A fault that stands for so many."""
    if count == 1:
        return fault
    things = "rows" if is_table(fault.mark.file) else "faults"
    message = f"and {count:,} more {things} like those before, from here on"
    return replace(fault, message=message, stands_for=count)


def abridged(faults: Collection[Fault]) -> tuple[Fault, ...]:
    """All faults in order, those of one kind in a table as far as they are told one by one. Those of a claim file are
    all there for programs: each claim is known by its line.
    """
    tabular = [fault for fault in faults if is_table(fault.mark.file)]
    others = (fault for fault in faults if not is_table(fault.mark.file))
    return tuple(sorted((*listed_faults(tabular), *others)))


def listed_faults(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """All faults in order, those of one kind in a file as far as people are told of them one by one."""
    result: list[Fault] = []
    for same in grouped(faults, kind_of).values():
        same.sort()
        if len(same) > LISTED + 1:
            same[LISTED:] = [stand_in(same[LISTED], fault_count(same[LISTED:]))]
        result += same
    return tuple(sorted(result))
