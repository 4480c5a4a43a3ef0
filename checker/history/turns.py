"""What became of disagreements: which appeared, which went, and in which positions, support or verdict changed.

A disagreement is the one of before that asks the same question, else one that has all its positions: a total that
another part is blamed for now is still the same thing in dispute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from checker.history.matching import Match, Stand, matches, stands
from checker.history.names import Names
from checker.history.support import backings
from checker.model.disagreement import Disagreement
from checker.model.finding import VERDICTS
from checker.model.groups import grouped
from checker.model.result import Result
from checker.model.support import Backing

TurnKind = Literal["appeared", "went", "changed"]
Called = Callable[[str], str]
"""Gives the reference of now of a claim that may have had another one before."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A disagreement before and now; one of them is missing where it appeared or went. `came` and `gone` are values of
    positions, `support` those whose number of sources is another one.
    """

    before: Disagreement | None
    now: Disagreement | None
    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    support: tuple[Backing, ...] = ()

    @property
    def kind(self) -> TurnKind:
        return "appeared" if self.before is None else "went" if self.now is None else "changed"

    @property
    def disagreement(self) -> Disagreement:
        """That of now, else that of before."""
        return self.now or self.before  # type: ignore[bad-return]  # one of them is there

    @property
    def told(self) -> bool:
        """It appeared or went, or something of it changed."""
        if self.before is None or self.now is None:
            return True
        return bool(self.came or self.gone or self.support) or _judged(self.before) != _judged(self.now)

    def refs(self, called: Called) -> frozenset[str]:
        """The claims of both, by their references of now."""
        before = _refs(self.before) if self.before else ()
        return frozenset((*map(called, before), *(_refs(self.now) if self.now else ())))


def turns(now: Result, before: Result, names: Names) -> tuple[Turn, ...]:
    """What differs, the gravest first."""
    olds = stands(before, names)
    by_question = grouped(olds, lambda old: old.question)
    left = {old.disagreement.id: old for old in olds}
    made, unpaired = [], []
    for match in matches(now, before, names):
        asked = [old for old in by_question.get(match.now.question, ()) if old.disagreement.id in left]
        if same := _nearest(match.now, asked):
            made.append(_turn(same, match.now))
            del left[same.disagreement.id]
        else:
            unpaired.append(match)
    for match in unpaired:
        old = _known_by(match, left)
        made.append(_turn(old, match.now) if old else Turn(None, match.now.disagreement))
    made += [Turn(old.disagreement, None) for old in left.values()]
    return tuple(sorted((turn for turn in made if turn.told), key=_order))


def _nearest(one: Stand, olds: list[Stand]) -> Stand | None:
    """Of disagreements on one question, at several times, that which shares most positions."""
    shared = [sum(bool(old.sharing(said)) for _, said in one.positions) for old in olds]
    return olds[shared.index(max(shared))] if olds else None


def _known_by(match: Match, left: dict[str, Stand]) -> Stand | None:
    return next((left.pop(old.disagreement.id) for old in match.before if old.disagreement.id in left), None)


def _turn(old: Stand, now: Stand) -> Turn:
    if not now.positions or not old.positions:  # what reasons explain has none
        return Turn(old.disagreement, now.disagreement)
    came = tuple(position.value for position, said in now.positions if not old.sharing(said))
    gone = tuple(position.value for position, said in old.positions if not now.sharing(said))
    support = tuple(one for one in backings(now, old) if one.before and one.before != one.now)
    return Turn(old.disagreement, now.disagreement, came, gone, support)


def _judged(one: Disagreement) -> tuple:
    return one.verdict, one.severity, frozenset(one.reasons), one.decision and one.decision.state


def _refs(one: Disagreement) -> Iterator[str]:
    yield from (claim.ref for claim in one.claims)
    yield from (ref for finding in one.findings for ref in finding.refs)


def _order(turn: Turn) -> tuple:
    one = turn.disagreement
    return VERDICTS.index(one.verdict), ("appeared", "changed", "went").index(turn.kind), one.title, one.id
