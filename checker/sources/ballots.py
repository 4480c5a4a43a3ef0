"""An item as an election: which values may both be right, and how much support each has from independent sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log1p

from checker.sources.items import Item, fit


@dataclass(frozen=True, slots=True)
class Ballot:
    """An item as sets of places: for each value the sources that give it, by the group that they count as, and the
    values that it may fit, itself among them.
    """

    item: Item
    given: tuple[Mapping[int, tuple[int, ...]], ...]
    fits: tuple[frozenset[int], ...]

    @staticmethod
    def of(item: Item, group: Sequence[int]) -> Ballot:
        given = []
        for value in item.values:
            members: dict[int, tuple[int, ...]] = {}
            for source in value.boxes:
                members[group[source]] = (*members.get(group[source], ()), source)
            given.append(members)
        places = range(len(given))
        fits = (frozenset(o for o in places if o == p or fit(item.values[p], item.values[o])) for p in places)
        return Ballot(item, tuple(given), tuple(fits))

    @property
    def groups(self) -> set[int]:
        return {group for given in self.given for group in given}

    @property
    def all_apart(self) -> bool:
        """No two sources give what may both be right."""
        return all(len(given) == 1 for given in self.given) and all(len(fits) == 1 for fits in self.fits)

    @property
    def ways(self) -> int:
        """How many answers one may guess among: those that are given, and do not all fit one another."""
        return len(self.given) - min(map(len, self.fits)) + 1

    def voices(self, odds: Sequence[float]) -> list[dict[int, float]]:
        """For each value the weight of every group that gives it, that of its best member. `odds`: of each source, that
        it knows the answer. Who knows it gives it; who guesses does so once in so many ways.
        """
        ways = self.ways
        return [
            {g: log1p(ways * max(odds[s] for s in members)) for g, members in given.items()} for given in self.given
        ]

    def own(self, odds: Sequence[float]) -> list[float]:
        """The support of each value by those who give it."""
        return [sum(voices[group] for group in sorted(voices)) for voices in self.voices(odds)]

    def scores(self, odds: Sequence[float]) -> list[float]:
        """The support of each value: of the sources that give it, and of those whose value it may fit, each once."""
        voices = self.voices(odds)
        scores = []
        for fits in self.fits:
            heard: dict[int, float] = {}
            for other in sorted(fits):
                for group, weight in voices[other].items():
                    heard[group] = max(weight, heard.get(group, weight))
            scores.append(sum(heard[group] for group in sorted(heard)))
        return scores

    def probability(self, scores: Sequence[float], place: int) -> float:
        """Of the value at a place, against those that it does not fit."""
        top = max(scores)
        own = exp(scores[place] - top)
        rivals = sum(exp(score - top) for other, score in enumerate(scores) if other not in self.fits[place])
        return own / (own + rivals) if own else 0.0
