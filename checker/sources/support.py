"""The value of each item that independent sources support best, each weighed by how often it agrees with the others.

The method is ACCU: a source that gives the right value with probability A, and else one of `WAYS` wrong ones, adds
ln(WAYS × A / (1 − A)) to the support of its value; of a value's rivals each has its own support, and together they
leave it its probability. How often a source is right is the mean probability of what it gives, by the last round, and
both are worked out in turn. Sources of which one copies the other have one voice. It tells what is supported, never
what is true.

Source: X. L. Dong, L. Berti-Equille, D. Srivastava, Integrating conflicting data: the role of source dependence, VLDB
2009, section 4. Where no two figures fit, the weighted median is the best, as in Q. Li and others, Resolving conflicts
in heterogeneous data by truth discovery and source reliability estimation, SIGMOD 2014.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from checker.model.value import Bounds, Term
from checker.sources.items import Answers, Item, Value, fit

WAYS = 10
"""Wrong answers that a source may give to one question."""
EXPECTED, WEIGHT = 0.8, 5
"""How often a source is right before anything is measured, and how many answers that is worth."""
LEAST, MOST = 0.1, 0.99
"""No source is worse than one that guesses, none beyond doubt."""
ROUNDS = 10
"""How often both are worked out in turn; more moved no best value of the benchmark."""
SURE = 0.8
"""Probability from which on the best value is told as supported; below, the item is undecided."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A value of an item, with the support that it has: the independent sources that give it (`groups`), its weight
    and its probability.
    """

    value: Value
    groups: tuple[int, ...]
    weight: float
    probability: float


@dataclass(frozen=True, slots=True)
class Supported:
    """The voices of an item, the best first. `names`: of a list, what more than half of the weight names. `decided`:
    the best is supported well enough; else the item is undecided.
    """

    item: Item
    voices: tuple[Voice, ...]
    decided: bool
    names: tuple[str, ...] = ()

    @property
    def best(self) -> Voice:
        return self.voices[0]

    @property
    def margin(self) -> float:
        """By how much the best is more probable than the next that does not fit it."""
        rivals = (voice.probability for voice in self.voices[1:] if not fit(self.best.value, voice.value))
        return self.best.probability - max(rivals, default=0.0)


@dataclass(frozen=True, slots=True)
class Support:
    """What is best supported of each item, and how often each source is right, by its place."""

    items: tuple[Supported, ...]
    accuracy: tuple[float, ...]


def support(answers: Answers, group: Sequence[int], rounds: int = ROUNDS) -> Support:
    """`group` tells which sources count as one."""
    ballots = [_Ballot.of(item, group) for item in answers.items]
    accuracy = [EXPECTED] * len(answers.sources)
    for _ in range(rounds):
        accuracy = _accuracy(ballots, _weights(accuracy), len(accuracy))
    weights = _weights(accuracy)
    return Support(tuple(_supported(ballot, weights) for ballot in ballots), tuple(accuracy))


@dataclass(frozen=True, slots=True)
class _Ballot:
    """An item as sets of places: for each value the sources that give it, by the group that they count as, and the
    values that it may fit.
    """

    item: Item
    given: tuple[Mapping[int, tuple[int, ...]], ...]
    fits: tuple[frozenset[int], ...]

    @staticmethod
    def of(item: Item, group: Sequence[int]) -> _Ballot:
        given = []
        for value in item.values:
            members: dict[int, tuple[int, ...]] = {}
            for source in value.boxes:
                members[group[source]] = (*members.get(group[source], ()), source)
            given.append(members)
        places = range(len(given))
        fits = (frozenset(o for o in places if o == p or fit(item.values[p], item.values[o])) for p in places)
        return _Ballot(item, tuple(given), tuple(fits))

    def scores(self, weights: Sequence[float]) -> list[float]:
        """The support of each value: of the sources that give it, and of those whose value it may fit, each once."""
        voices = [{g: max(weights[s] for s in members) for g, members in given.items()} for given in self.given]
        scores = []
        for fits in self.fits:
            heard: dict[int, float] = {}
            for other in sorted(fits):
                for group, weight in voices[other].items():
                    heard[group] = max(weight, heard.get(group, weight))
            scores.append(sum(heard[group] for group in sorted(heard)))
        return scores

    def probabilities(self, scores: Sequence[float]) -> list[float]:
        """Of each value, against those that it does not fit, and against all that nobody gives."""
        top = max(scores)
        odds = [exp(score - top) for score in scores]
        unsaid = max(WAYS + 1 - len(scores), 0) * exp(-top)
        made = []
        for place, fits in enumerate(self.fits):
            rivals = sum(odds[other] for other in range(len(odds)) if other not in fits)
            made.append(odds[place] / (odds[place] + rivals + unsaid))
        return made


def _weights(accuracy: Iterable[float]) -> list[float]:
    return [log(WAYS * rate / (1 - rate)) for rate in accuracy]


def _accuracy(ballots: Iterable[_Ballot], weights: Sequence[float], number: int) -> list[float]:
    """How often each source is right by what the others give: its own voice, and that of its group, is left out."""
    right, answered = [EXPECTED * WEIGHT] * number, [float(WEIGHT)] * number
    for ballot in ballots:
        if len({group for given in ballot.given for group in given}) < 3:
            continue
        scores = ballot.scores(weights)
        for place, given in enumerate(ballot.given):
            for members in given.values():
                others = list(scores)
                voice = max(weights[source] for source in members)
                for fitting in ballot.fits[place]:
                    others[fitting] -= voice
                probability = ballot.probabilities(others)[place]
                for source in members:
                    right[source] += probability
                    answered[source] += 1
    return [min(max(r / n, LEAST), MOST) for r, n in zip(right, answered, strict=True)]


def _supported(ballot: _Ballot, weights: Sequence[float]) -> Supported:
    scores = ballot.scores(weights)
    probabilities = ballot.probabilities(scores)
    voices = [
        Voice(value, tuple(sorted(given)), score, probability)
        for value, given, score, probability in zip(
            ballot.item.values, ballot.given, scores, probabilities, strict=True
        )
    ]
    best = _best(ballot, voices, weights)
    ordered = [voices[best], *(voice for place, voice in enumerate(voices) if place != best)]
    names = _elements(ballot, weights) if isinstance(ballot.item.values[0].content, frozenset) else ()
    tied = any(scores[o] >= scores[best] for o in range(len(scores)) if o not in ballot.fits[best])
    return Supported(ballot.item, tuple(ordered), voices[best].probability >= SURE and not tied, names)


def _best(ballot: _Ballot, voices: Sequence[Voice], weights: Sequence[float]) -> int:
    """The place of the best supported value: of names the most specific that holds, of figures that all differ the
    median.
    """
    places = range(len(voices))
    own = [_own(given, weights) for given in ballot.given]
    best = max(places, key=lambda place: (voices[place].weight, own[place], -place))
    value = voices[best].value.box.value
    if isinstance(value, Bounds) and _all_apart(ballot):
        return _median(ballot, own)
    while isinstance(value, Term) and (inner := _more_specific(best, value, ballot, own)) is not None:
        best = inner
        value = voices[best].value.box.value
    return best


def _own(given: Mapping[int, tuple[int, ...]], weights: Sequence[float]) -> float:
    return sum(max(weights[source] for source in given[group]) for group in sorted(given))


def _all_apart(ballot: _Ballot) -> bool:
    """No two sources give figures that fit."""
    return all(len(given) == 1 for given in ballot.given) and all(len(fits) == 1 for fits in ballot.fits)


def _median(ballot: _Ballot, own: Sequence[float]) -> int:
    """The figure with as much weight above as below it."""
    figures = ((place, value.box.value) for place, value in enumerate(ballot.item.values))
    middles = [(_middle(figure), place) for place, figure in figures if isinstance(figure, Bounds)]
    below, half = 0.0, sum(own) / 2
    for _, place in sorted(middles):
        below += own[place]
        if below >= half:
            return place
    return middles[-1][1]


def _middle(figure: Bounds) -> float:
    ends = [float(end) for end in (figure.literal.lo, figure.literal.hi) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0


def _more_specific(best: int, term: Term, ballot: _Ballot, own: Sequence[float]) -> int | None:
    """The value within the best one, `term`, on which most of those agree who are more specific than it."""
    inner = {
        place: own[place]
        for place, value in enumerate(ballot.item.values)
        if place != best and isinstance(value.box.value, Term) and term.name in value.box.value.names[1:]
    }
    first = max(inner, key=lambda place: (inner[place], -place), default=None)
    return first if first is not None and inner[first] > sum(inner.values()) / 2 else None


def _elements(ballot: _Ballot, weights: Sequence[float]) -> tuple[str, ...]:
    """Of lists, the names that more than half of the weight has."""
    own = [_own(given, weights) for given in ballot.given]
    heard: dict[str, float] = {}
    for value, weight in zip(ballot.item.values, own, strict=True):
        for name in value.content if isinstance(value.content, frozenset) else ():
            heard[str(name)] = heard.get(str(name), 0.0) + weight
    return tuple(sorted(name for name, weight in heard.items() if weight > sum(own) / 2))
