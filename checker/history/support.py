"""Who has more sources than before, where a disagreement is known; and who led and is outvoted now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.history.matching import Match, Stand
from checker.model.disagreement import Position
from checker.model.support import Backing, Support


def support_of(matches: Iterable[Match]) -> Iterator[Support]:
    """What changed in the support of disagreements that are known and open."""
    for match in matches:
        one = match.now.disagreement
        if match.known and one.open and not one.settled and match.now.positions:
            old = match.before[0]
            if not old.has_all_of(match.now):
                continue  # known by its evidence: its positions are on another question
            changed = tuple(backing for backing in backings(match.now, old) if backing.before != backing.now)
            outvoted = _outvoted(match.now, old)
            if changed or outvoted:
                lead = _leaders([position for position, _ in match.now.positions])
                yield Support(one, changed, outvoted, tuple(position.value for position in lead))


def backings(now: Stand, before: Stand) -> Iterator[Backing]:
    """Each position of now with its sources then and now."""
    for position, said in now.positions:
        was = sum(old.independent for old in before.sharing(said))
        yield Backing(position.value, was, position.independent)


def _outvoted(now: Stand, before: Stand) -> bool:
    led = _leaders([position for position, _ in before.positions])
    lead = _leaders([position for position, _ in now.positions])
    heirs = [now.sharing(said) for position, said in before.positions if position in led]
    return not all(any(heir in lead for heir in found) for found in heirs)


def _leaders(positions: list[Position]) -> list[Position]:
    """The positions that no other one has more sources than."""
    most = max(position.independent for position in positions)
    return [position for position in positions if position.independent == most]
