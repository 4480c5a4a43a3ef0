"""Faults of one kind are listed up to a limit and counted beyond it: a million bad rows are told in a few lines.

Why: a table is written by a program, and what it does wrong in one row it does in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from checker.model.corpus import Lost
from checker.model.fault import Fault
from checker.readers.folder import is_table

LISTED = 20
"""Faults of one kind in one table that are told one by one: a screen of a terminal."""
LOST_LISTED = 1000
"""Lost rows of one table that are named one by one: enough for a comparison with an earlier state to follow them."""

Kind = tuple[str, str, str]


@dataclass(slots=True)
class Tally:
    """What one table had so far: how many faults of each kind, and the first that was not told by itself."""

    met: dict[Kind, int] = field(default_factory=dict)
    rest: dict[Kind, Fault] = field(default_factory=dict)
    lost: int = 0
    lost_rest: Lost | None = None


def kind_of(fault: Fault) -> Kind:
    """Faults of one kind have one file, one code and one field, whichever the row."""
    return fault.mark.file, fault.code, fault.field.rpartition(".")[2]


def told(tally: Tally, rows: Sequence[int], explain: Callable[[int], Iterable[Fault]]) -> Iterator[Fault]:
    """The faults of rows that have the same ones, as far as they are told one by one; `explain` gives a row's."""
    kinds = tuple(dict.fromkeys(kind_of(fault) for fault in explain(rows[0]))) if rows else ()
    asked = max((LISTED + 1 - tally.met.get(kind, 0) for kind in kinds), default=0)
    for row in rows[: max(0, asked)]:
        for fault in explain(row):
            kind = kind_of(fault)
            tally.met[kind] = number = tally.met.get(kind, 0) + 1
            if number <= LISTED:
                yield fault
            elif number == LISTED + 1:
                tally.rest[kind] = fault
    for kind in kinds:
        tally.met[kind] = tally.met.get(kind, 0) + max(0, len(rows) - max(0, asked))


def named(tally: Tally, lost: Sequence[Lost]) -> tuple[Lost, ...]:
    """Lost rows, as far as they are named one by one."""
    first = lost[: max(0, LOST_LISTED - tally.lost)]
    tally.lost += len(lost)
    if len(first) < len(lost) and tally.lost_rest is None:
        tally.lost_rest = lost[len(first)]
    return tuple(first)


def ended(tally: Tally) -> tuple[tuple[Fault, ...], tuple[Lost, ...]]:
    """What is left to tell when a table is read: the numbers of what was not told one by one."""
    faults = tuple(more(fault, tally.met[kind] - LISTED) for kind, fault in tally.rest.items())
    rest = tally.lost_rest
    return faults, (replace(rest, rows=tally.lost - LOST_LISTED),) if rest else ()


def more(fault: Fault, number: int) -> Fault:
    """A fault that stands for so many."""
    return fault if number == 1 else replace(fault, message=f"and {number:,} more rows like those before, from here on")


def summed(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """All faults in order, those of one kind in a table as far as they are told one by one."""
    kinds: dict[Kind, list[Fault]] = {}
    for fault in faults:
        kinds.setdefault(kind_of(fault), []).append(fault)
    found: list[Fault] = []
    for (file, _, _), same in kinds.items():
        same.sort()
        if is_table(file) and len(same) > LISTED + 1:
            same[LISTED:] = [more(same[LISTED], len(same) - LISTED)]
        found += same
    return tuple(sorted(found))
