"""Each figure is the other source's on another scale of temperature: °F that are called °C.

Why: the label, or the conversion, was forgotten in one table.
Quiet: where the figures are no temperatures, or no scale accounts for more figures than any other dealing would show.
Units: scales that differ by their zero alone (°C and kelvin) lie apart by an offset.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from checker.literals.units.measures import MEASURES, OFFSETS
from checker.systematic.cause import Account, Cause, Oddity, Pairs, Parted, Statement
from checker.systematic.chance import beyond_chance, sample

ID = "scale"


@dataclass(frozen=True, slots=True)
class Scale:
    """The figures of `odd` (0 or 1) are those of the other side, in the unit `name`: times `factor`, plus `offset`."""

    name: str
    factor: Fraction
    offset: Fraction
    odd: int

    def holds(self, pair: tuple[Statement, Statement]) -> bool:
        right, odd = pair[1 - self.odd].figure, pair[self.odd].figure
        return right is not None and odd is not None and right.moved(self.factor, self.offset).overlaps(odd)

    def count(self, pairs: Pairs) -> int:
        return sum(map(self.holds, pairs))


def account(parted: Parted) -> Account | None:
    pairs = sample(parted.pairs)
    scale = max(_scales(parted.unit), key=lambda one: one.count(pairs), default=None)
    if scale is None or not beyond_chance(pairs, scale.count, scale.count(pairs)):
        return None
    members = parted.members(lambda one, other: scale.holds((one, other)))
    odd = Oddity(f"in {scale.name}", f"the other figures in {scale.name}", f"gives in {scale.name} the figures of")
    back = Oddity(
        f"from {scale.name}",
        f"the other figures, taken for {scale.name}",
        "gives the figures of",
        f", converted as if they were {scale.name}",
    )
    return Account(ID, members, (odd, back) if scale.odd == 0 else (back, odd))


def _scales(unit: str) -> tuple[Scale, ...]:
    """Scales whose degrees are of another size than those of a unit, where that is one of temperature."""
    if unit not in OFFSETS:
        return ()
    others = [name for name in OFFSETS if MEASURES[name].size != MEASURES[unit].size]
    return tuple(
        Scale(name, MEASURES[unit].size / size, (OFFSETS[unit] - OFFSETS[name]) / size, odd)
        for name in others
        for size in (MEASURES[name].size,)
        for odd in (1, 0)
    )


CAUSE = Cause(ID, __doc__, account)
