"""The value of each item that independent sources support best, each weighed by how often it knows the answer.

The method is GuessLCA: a source knows the answer with a probability K, and else guesses among the answers that are
given (so many `ways`). Its voice adds ln(1 + ways × K / (1 − K)) to the support of its value; of a value's rivals each
has its own support, and together they leave it its probability. How often a source knows, not guesses, what it says
follows from these, and both are worked out in turn. Sources of which one copies the other have one voice, and values
that fit support each other. It tells what is supported, never what is true.

Of names the most specific one that holds is the best, of figures of which no two fit the weighted median
(`sources.medians`), of lists the elements that hold (`sources.lists`).

Source: J. Pasternack, D. Roth, Latent credibility analysis, WWW 2013; that copies have one voice: X. L. Dong,
L. Berti-Equille, D. Srivastava, Integrating conflicting data: the role of source dependence, VLDB 2009.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from checker.model.value import Bounds, Term
from checker.sources.ballots import Ballot
from checker.sources.items import Answers, Item, Value
from checker.sources.lists import Habits, Voters, habits, probability, voters
from checker.sources.medians import middle, spread_of

EXPECTED, WEIGHT = 0.8, 2
"""How often a source knows the answer before anything is measured, and how many answers that is worth."""
LEAST, MOST = 0.01, 0.99
"""None only guesses, none is beyond doubt."""
ROUNDS = 10
"""How often both are worked out in turn; more moved no best value of the benchmark."""
SURE = 0.6
"""Probability from which on the best value is told as supported; below, the item is undecided. Of those told on planted
corpora, nineteen of twenty and more are right (`benchmarks/truth.py`)."""
SURE_ELEMENT = 0.8
"""The same for each element of a list: two lists of which one has more than the other leave it undecided."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A value of an item, with the support that it has: the independent sources that give it (`groups`), and its
    probability.
    """

    value: Value
    groups: tuple[int, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Supported:
    """The voices of an item, the best first. `names`: of lists, the elements that are supported, whether or not anybody
    gives just these. `decided`: what is best is supported well enough; else the item is undecided. `margin`: by how
    much it is more probable than the next that does not fit it; of lists, the least by which an element is more
    probable to belong than not, or not to belong than to.
    """

    item: Item
    voices: tuple[Voice, ...]
    decided: bool
    margin: float
    names: tuple[str, ...] = ()

    @property
    def best(self) -> Voice:
        return self.voices[0]


@dataclass(frozen=True, slots=True)
class Support:
    """What is best supported of each item; and how often each source knows the answer, by its place."""

    items: tuple[Supported, ...]
    knows: tuple[float, ...]


def support(answers: Answers, group: Sequence[int]) -> Support:
    """`group` tells which sources count as one."""
    number = len(answers.sources)
    singles = [Ballot.of(item, group) for item in answers.items if not item.of_lists]
    knows = [EXPECTED] * number
    for _ in range(ROUNDS):
        knows = _knows(singles, knows)
    spreads = spread_of([ballot for ballot in singles if ballot.all_apart], number)
    asked = [(item, voters(item, group)) for item in answers.items if item.of_lists]
    named = habits([one for _, voting in asked for one in voting], number)
    of_single = iter([_single(ballot, _odds(knows), spreads) for ballot in singles])
    of_list = iter([_list(item, voting, named, group) for item, voting in asked])
    items = tuple(next(of_list if item.of_lists else of_single) for item in answers.items)
    return Support(items, tuple(knows))


def _odds(knows: Iterable[float]) -> list[float]:
    return [rate / (1 - rate) for rate in knows]


def _knows(ballots: Iterable[Ballot], knows: Sequence[float]) -> list[float]:
    """How often each source knows the answer: by how probable what it gives is, its own voice and that of its group
    left out, and by how probable it is that it does not guess it.
    """
    odds = _odds(knows)
    known, answered = [EXPECTED * WEIGHT] * len(odds), [float(WEIGHT)] * len(odds)
    for ballot in ballots:
        scores, voices = ballot.scores(odds), ballot.voices(odds)
        for place, given in enumerate(ballot.given):
            for group, members in given.items():
                others = list(scores)
                for fitting in ballot.fits[place]:
                    others[fitting] -= voices[place][group]
                chance = ballot.probability(others, place)
                for source in members:
                    ways = ballot.ways * odds[source]
                    known[source] += chance * ways / (ways + 1)
                    answered[source] += 1
    return [min(max(k / n, LEAST), MOST) for k, n in zip(known, answered, strict=True)]


def _single(ballot: Ballot, odds: Sequence[float], spreads: Mapping[str, list[float]]) -> Supported:
    scores = ballot.scores(odds)
    chances = [ballot.probability(scores, place) for place in range(len(scores))]
    voices = [
        Voice(value, tuple(sorted(given)), chance)
        for value, given, chance in zip(ballot.item.values, ballot.given, chances, strict=True)
    ]
    best = _best(ballot, scores, odds, spreads.get(ballot.item.key.property, ()))
    ordered = (voices[best], *(voice for place, voice in enumerate(voices) if place != best))
    rivals = [place for place in range(len(voices)) if place not in ballot.fits[best]]
    margin = chances[best] - max((chances[place] for place in rivals), default=0.0)
    tied = any(scores[place] >= scores[best] for place in rivals)
    return Supported(ballot.item, ordered, chances[best] >= SURE and not tied, margin)


def _best(ballot: Ballot, scores: Sequence[float], odds: Sequence[float], spread: Sequence[float]) -> int:
    """The place of the best supported value: of figures that all differ the median, of names the most specific that
    holds.
    """
    values = [value.box.value for value in ballot.item.values]
    if ballot.all_apart and isinstance(values[0], Bounds):
        return middle(ballot, spread)
    own = ballot.own(odds)
    best = max(range(len(values)), key=lambda place: (scores[place], own[place], -place))
    while (inner := _more_specific(best, values, own)) is not None:
        best = inner
    return best


def _more_specific(best: int, values: Sequence[Bounds | Term], own: Sequence[float]) -> int | None:
    """The value within the best one on which most of those agree who are more specific than it."""
    term = values[best]
    inner = {
        place: own[place]
        for place, value in enumerate(values)
        if place != best and isinstance(value, Term) and isinstance(term, Term) and term.name in value.names[1:]
    }
    first = max(inner, key=lambda place: (inner[place], -place), default=None)
    return first if first is not None and inner[first] > sum(inner.values()) / 2 else None


def _list(item: Item, voting: Sequence[Voters], named: Habits, group: Sequence[int]) -> Supported:
    """Elements are judged one by one; a list is as probable as that it has what belongs, and nothing else."""
    chances = {one.name: probability(named.odds(one)) for one in voting}
    voices = [
        Voice(
            value,
            tuple(sorted({group[source] for source in value.boxes})),
            prod(chance if name in value.names else 1 - chance for name, chance in chances.items()),
        )
        for value in item.values
    ]
    belong = [name for name, chance in chances.items() if chance > 0.5] or [max(chances, key=lambda n: chances[n])]
    whole = any(value.names.keys() >= set(belong) for value in item.values)
    margin = min(abs(2 * chance - 1) for chance in chances.values())
    ordered = sorted(enumerate(voices), key=lambda one: (-one[1].probability, -len(one[1].groups), one[0]))
    written = {name: words for value in reversed(item.values) for name, words in value.names.items()}
    sure = (1 + margin) / 2 >= SURE_ELEMENT
    return Supported(
        item, tuple(voice for _, voice in ordered), whole and sure, margin, tuple(written[n] for n in belong)
    )
