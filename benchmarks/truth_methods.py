"""Published methods of truth discovery, on tables of answers, to hold `checker sources` against.

Each takes what sources say (`Table`) and gives what it holds to be right of each question. Ties go to the first by
name.

Source: ACCU: X. L. Dong, L. Berti-Equille, D. Srivastava, VLDB 2009; POPACCU: X. L. Dong, B. Saha, D. Srivastava, Less
is more, VLDB 2013; SimpleLCA and GuessLCA: J. Pasternack, D. Roth, Latent credibility analysis, WWW 2013; the weighted
vote is AVG·LOG's simplest sibling, in which a source weighs as much as the share of its answers that the others' vote
has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from math import exp, log
from statistics import median

Table = Mapping[str, Mapping[int, Hashable]]
"""For each source its answers, by the number of the question."""
Ballot = Mapping[Hashable, list[str]]
"""For each answer to one question the sources that give it."""
Answers = dict[int, Hashable]

ROUNDS = 20
PRIOR, PRIOR_WEIGHT = 0.8, 2
"""How often a source is right before anything is known, and how many answers that is worth: all methods have it, or a
source with one answer would be always right or always wrong."""
FALSE_ANSWERS = 10


def ballots(table: Table) -> dict[int, Ballot]:
    """The answers to each question, in the order of their names."""
    given: dict[int, dict[Hashable, list[str]]] = defaultdict(dict)
    for name in sorted(table):
        for question, value in table[name].items():
            given[question].setdefault(value, []).append(name)
    return {q: {value: given[q][value] for value in sorted(given[q], key=_name)} for q in sorted(given)}


def _name(value: Hashable) -> str:
    return str(sorted(value)) if isinstance(value, frozenset) else str(value)


def vote(table: Table) -> Answers:
    return {q: max(ballot, key=lambda value: len(ballot[value])) for q, ballot in ballots(table).items()}


def weighted_vote(table: Table) -> Answers:
    """A source weighs as much as the share of its answers that has the most weight."""
    asked = ballots(table)
    weight = dict.fromkeys(table, 1.0)
    best: Answers = {}
    for _ in range(ROUNDS):
        best = {q: max(b, key=lambda value: sum(weight[name] for name in b[value])) for q, b in asked.items()}
        weight = {name: _share(float(best[q] == value) for q, value in table[name].items()) for name in table}
    return best


def known_weights(table: Table, truth: Mapping[int, Hashable]) -> Answers:
    """With the weight of the true accuracies, which nobody knows in life."""
    rate = {name: _share(float(truth[q] == value) for q, value in table[name].items()) for name in table}
    return _best({q: _normal(_accu(ballot, rate)) for q, ballot in ballots(table).items()})


def accu(table: Table) -> Answers:
    return _learnt(table, _accu)


def popaccu(table: Table) -> Answers:
    """Wrong answers are as probable as they are popular, not all alike."""
    return _learnt(table, _popaccu)


def simple_lca(table: Table) -> Answers:
    """A source is honest with a probability, and else says any other answer that is given."""
    return _learnt(table, _simple_lca)


def guess_lca(table: Table) -> Answers:
    """A source knows the answer with a probability, and else guesses one of those that are given, each as probable: by
    their popularity, as the paper also has it, everything is a guess in the end.
    """
    return _learnt(table, _guess_lca, _knew)


def middle(table: Table) -> Answers:
    """The answer in the middle, of figures."""
    asked = ballots(table)
    return {q: _middle([float(str(value)) for value, names in b.items() for _ in names], b) for q, b in asked.items()}


def _middle(figures: list[float], ballot: Iterable[Hashable]) -> Hashable:
    centre = median(figures)
    return min(ballot, key=lambda value: abs(float(str(value)) - centre))


Scores = Callable[[Ballot, Mapping[str, float]], dict[Hashable, float]]
Credit = Callable[[Ballot, float, float], float]


def _learnt(table: Table, scores: Scores, credit: Credit | None = None) -> Answers:
    """How probable answers are and how good sources are, worked out in turn. `credit`: what an answer of some
    probability tells of a source of some rate, where that is not the probability.
    """
    asked = ballots(table)
    rate = dict.fromkeys(table, PRIOR)
    for _ in range(ROUNDS):
        found = {q: _normal(scores(ballot, rate)) for q, ballot in asked.items()}
        seen: dict[str, list[float]] = {name: [] for name in table}
        for q, ballot in asked.items():
            for value, names in ballot.items():
                for name in names:
                    probable = found[q][value]
                    seen[name].append(credit(ballot, probable, rate[name]) if credit else probable)
        rate = {name: _share(seen[name]) for name in table}
    return _best({q: _normal(scores(ballot, rate)) for q, ballot in asked.items()})


def _share(seen: Iterable[float]) -> float:
    seen = list(seen)
    share = (sum(seen) + PRIOR * PRIOR_WEIGHT) / (len(seen) + PRIOR_WEIGHT)
    return min(max(share, 0.01), 0.99)


def _normal(scores: Mapping[Hashable, float]) -> dict[Hashable, float]:
    top = max(scores.values())
    odds = {value: exp(score - top) for value, score in scores.items()}
    total = sum(odds.values())
    return {value: odd / total for value, odd in odds.items()}


def _best(found: Mapping[int, Mapping[Hashable, float]]) -> Answers:
    return {q: max(values, key=lambda value: values[value]) for q, values in found.items()}


def _accu(ballot: Ballot, rate: Mapping[str, float]) -> dict[Hashable, float]:
    return {
        value: sum(log(FALSE_ANSWERS * rate[name] / (1 - rate[name])) for name in names)
        for value, names in ballot.items()
    }


def _popaccu(ballot: Ballot, rate: Mapping[str, float]) -> dict[Hashable, float]:
    number = sum(map(len, ballot.values()))
    scores: dict[Hashable, float] = {}
    for value, names in ballot.items():
        others = number - len(names)
        wrong = (
            (log(1 - rate[name]) + log(len(holders) / others))
            for other, holders in ballot.items()
            if other != value
            for name in holders
        )
        scores[value] = sum(log(rate[name]) for name in names) + sum(wrong)
    return scores


def _simple_lca(ballot: Ballot, rate: Mapping[str, float]) -> dict[Hashable, float]:
    others = max(len(ballot) - 1, 1)
    return {
        value: sum(log(rate[name]) for name in names)
        + sum(log((1 - rate[name]) / others) for other, held in ballot.items() if other != value for name in held)
        for value, names in ballot.items()
    }


def _guess_lca(ballot: Ballot, rate: Mapping[str, float]) -> dict[Hashable, float]:
    guess = 1 / len(ballot)
    return {
        value: sum(log(rate[name] + (1 - rate[name]) * guess) for name in names)
        + sum(log((1 - rate[name]) * guess) for other, held in ballot.items() if other != value for name in held)
        for value, names in ballot.items()
    }


def _knew(ballot: Ballot, probable: float, rate: float) -> float:
    """That a source which says this knew it, and did not guess."""
    return probable * rate / (rate + (1 - rate) / len(ballot))


METHODS: Mapping[str, Callable[[Table], Answers]] = {
    "vote": vote,
    "weighted": weighted_vote,
    "ACCU": accu,
    "POPACCU": popaccu,
    "SimpleLCA": simple_lca,
    "GuessLCA": guess_lca,
}
