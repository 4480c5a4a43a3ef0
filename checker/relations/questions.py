"""Which questions are in dispute: the fewest whose claims, all withdrawn, let the rest hold.

Source: the design, section 6a; smallest hitting sets after Reiter, "A theory of diagnosis from first principles"
(Artificial Intelligence 32, 1987).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.literals.phrase import show_key
from checker.model.box import Key
from checker.model.disagreement import Question
from checker.model.interval import ALL, Interval
from checker.relations.hitting import smallest_meeting

MOST_CHOICES = 50
"""Equally small choices of questions that are looked at: the first by name is among the first."""

Stretches = Mapping[str, Sequence[Interval]]
"""The connected stretches of time of the conflicts of each quantity, by name and in order."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What a conflict rests on: the `quantities` and the relations that claims state (`stated`), of which one has to
    give way, and all relations and constraints that it breaks (`broken`), those by definition too.

    `days`: when it holds.
    """

    quantities: frozenset[Key]
    stated: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    days: Interval = ALL


def stretches(clashes: Iterable[Clash], changes: Callable[[Key], bool]) -> dict[str, list[Interval]]:
    """The connected stretches of time of the conflicts of each quantity that changes, and of each relation."""
    days: dict[str, list[Interval]] = {}
    for clash in clashes:
        names = [show_key(key) for key in clash.quantities if changes(key)]
        for name in (*names, *clash.stated, *clash.broken):
            days.setdefault(name, []).append(clash.days)
    return {name: _merged(spans) for name, spans in days.items()}


def _merged(spans: Iterable[Interval]) -> list[Interval]:
    merged: list[Interval] = []
    for span in sorted(spans, key=lambda span: (span.lo is not None, span.lo or 0)):
        if merged and merged[-1].overlaps(span):
            merged[-1] = merged[-1].hull(span)
        else:
            merged.append(span)
    return merged


def asked(clash: Clash, times: Stretches) -> frozenset[Question]:
    """The questions of which one has to give way."""
    quantities = (quantity(key, clash.days, times) for key in clash.quantities)
    return frozenset((*quantities, *(relation(name, clash.days, times) for name in clash.stated)))


def quantity(key: Key, days: Interval, times: Stretches) -> Question:
    name = show_key(key)
    return Question("quantity", name, _stretch(name, days, times), key)


def relation(name: str, days: Interval, times: Stretches) -> Question:
    return Question("relation", name, _stretch(name, days, times))


def _stretch(name: str, days: Interval, times: Stretches) -> Interval:
    return next((stretch for stretch in times.get(name, ()) if stretch.overlaps(days)), ALL)


def fewest(clashes: Iterable[Clash], times: Stretches) -> frozenset[Question]:
    """The smallest set of questions of which one gives way in each conflict; of equally small ones the first by name.

    Raises `Unfinished` where the search grows too large.
    """
    return min(smallest_meeting((asked(clash, times) for clash in clashes), MOST_CHOICES), key=sorted)
