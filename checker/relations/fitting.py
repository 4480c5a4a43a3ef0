"""In which readings ambiguous claims fit the rest.

What holds together shows of each of its ambiguous claims one reading that fits, and narrowing rules out most that do
not: only what is left is asked about, reading by reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.relations.problem import Alternative, Element, Rows, components
from checker.relations.propagate import propagate
from checker.relations.solve import Effort, answer, hull
from checker.relations.walk import walk

Shown = dict[str, set[Alternative]]
"""Readings of elements, by name."""


def fitting(elements: Sequence[Element], effort: Effort) -> dict[str, tuple[int, ...]]:
    """Of each ambiguous element, by name, the readings by number in which it can hold with all others.

    Raises `Unfinished` where the effort runs out.
    """
    whole = answer(elements, effort)
    if whole.conflict is not None:
        return {element.name: () for element in elements if len(element.alternatives) > 1}
    fits: dict[str, tuple[int, ...]] = {}
    for part in components(elements):
        ambiguous = [element for element in part if len(element.alternatives) > 1]
        shown = {e.name: {whole.readings[e.name]} if e.name in whole.readings else set() for e in ambiguous}
        if ambiguous:
            _ask(_sieved(part, shown, effort), shown, effort)
        fits |= {e.name: tuple(n for n, r in enumerate(e.alternatives) if r in shown[e.name]) for e in ambiguous}
    return fits


def _sieved(part: Sequence[Element], shown: Shown, effort: Effort) -> list[Element]:
    """The elements without readings that narrowing rules out, until it rules out no more."""
    left = list(part)
    order = walk({index: sorted(element.variables) for index, element in enumerate(part)})
    rows: Rows = [(e.name, c) for e in part for c in _sure(e)]
    known = propagate(rows, spend=effort.charge)
    fewer = True
    while fewer:
        fewer = False
        for index in order:
            element = left[index]
            if len(element.alternatives) == 1:
                continue
            kept = []
            for reading in element.alternatives:
                if reading not in shown[element.name]:
                    effort.spend("reading", len(known.domains) + len(rows))
                    read = [(element.name, constraint) for constraint in reading]
                    if propagate([*rows, *read], known, len(rows), effort.charge).conflict is not None:
                        continue
                kept.append(reading)
            if len(kept) < len(element.alternatives):
                fewer = True
                left[index] = replace(element, alternatives=tuple(kept))
                fresh = [(element.name, constraint) for constraint in _sure(left[index])]
                known = propagate([*rows, *fresh], known, len(rows), effort.charge)
                rows += fresh
    return left


def _sure(element: Element) -> Alternative:
    """What an element says in whichever reading."""
    return element.alternatives[0] if len(element.alternatives) == 1 else tuple(hull(element))


def _ask(part: Sequence[Element], shown: Shown, effort: Effort) -> None:
    """Adds to what is `shown` the readings in which elements fit; each set that holds answers for all its members."""
    left = {element.name: element for element in part}
    for element in part:
        for reading in element.alternatives if element.name in shown else ():
            if reading in shown[element.name]:
                continue
            read = replace(element, alternatives=(reading,))
            found = answer([read, *(other for name, other in left.items() if name != element.name)], effort)
            if found.conflict is None:
                shown[element.name].add(reading)
                for name, other in found.readings.items():
                    shown[name].add(other)
            else:
                rest = tuple(r for r in left[element.name].alternatives if r != reading)
                left[element.name] = replace(element, alternatives=rest)
