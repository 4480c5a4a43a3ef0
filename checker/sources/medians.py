"""Figures of which no two fit: the weighted median is the best, in which a source weighs by how near it is elsewhere.

An average follows whoever is wildly off; a median does not, and one wrong source moves it by a place. A source weighs
as much as it strays little: the median distance of its figures from those in the middle, as a part of these.

Source: Q. Li and others, Resolving conflicts in heterogeneous data by truth discovery and source reliability
estimation, SIGMOD 2014 (CRH); theirs are mean squared distances, which one figure a thousand times too large decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from checker.model.value import Bounds
from checker.sources.ballots import Ballot

LEAST_FIGURES = 3
"""Figures of one question without which none is in the middle, and which a source's distance has to rest on."""
NEAREST = 0.1
"""No source weighs more than ten times as much as the middle one: it may be near by chance."""


def spread_of(ballots: Iterable[Ballot], number: int) -> Mapping[str, list[float]]:
    """By property, the distance by which each source strays, by its place, where that of the middle source is 1."""
    strays: dict[str, list[list[float]]] = {}
    for ballot in ballots:
        figures = _figures(ballot)
        if len(figures) < LEAST_FIGURES:
            continue
        centre = median(figure for figure, _ in figures)
        of_property = strays.setdefault(ballot.item.key.property, [[] for _ in range(number)])
        for figure, place in figures:
            for source in ballot.item.values[place].boxes:
                of_property[source].append(abs(figure - centre) / (abs(centre) or 1))
    return {name: _measured(of_property) for name, of_property in strays.items()}


def _measured(strays: Sequence[Sequence[float]]) -> list[float]:
    """Of sources with few figures, what the middle one strays."""
    known = [median(seen) if len(seen) >= LEAST_FIGURES else None for seen in strays]
    usual = median([one for one in known if one is not None] or [0.0])
    return [1.0 if one is None or not usual else max(one / usual, NEAREST) for one in known]


def middle(ballot: Ballot, spread: Sequence[float]) -> int:
    """The place of the figure with as much weight above as below it."""
    weighed = [
        (figure, place, 1 / min(spread[source] for source in ballot.item.values[place].boxes) if spread else 1.0)
        for figure, place in sorted(_figures(ballot))
    ]
    below, half = 0.0, sum(weight for _, _, weight in weighed) / 2
    for _, place, weight in weighed:
        below += weight
        if below >= half:
            return place
    return weighed[-1][1]


def _figures(ballot: Ballot) -> list[tuple[float, int]]:
    """The figures of an item, each with the place of its value."""
    values = [(value.box.value, place) for place, value in enumerate(ballot.item.values)]
    return [(_centre(value), place) for value, place in values if isinstance(value, Bounds)]


def _centre(figure: Bounds) -> float:
    ends = [float(end) for end in (figure.literal.lo, figure.literal.hi) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0
