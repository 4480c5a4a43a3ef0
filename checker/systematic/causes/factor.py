"""Each figure is the same multiple of the other source's figure: another unit, thousands for ones, another money.

Why: it is one mistake of one table, or one unit that nobody named.
Quiet: where no multiple accounts for more figures than any other dealing of them would show; and, for a multiple that
is no factor between units, where it does not account for half of what differs, three times more than its reverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import floor, log10

from checker.literals.literal import LiteralError
from checker.literals.phrase import SIGNIFICANT_DIGITS, show_number
from checker.literals.units.measures import MEASURES, OFFSETS
from checker.literals.units.units import convert
from checker.model.interval import point
from checker.model.value import exactly
from checker.model.vocabulary import Vocabulary
from checker.systematic.cause import Account, Cause, Oddity, Pairs, Parted, Statement
from checker.systematic.chance import Windows, beyond_chance, sample, simplest

ID = "factor"
POWERS = (1, 2, 3, 6, 9)
"""Shifted decimals, shares for percentages, thousands, millions and billions for ones."""
REVERSED = 3
"""A multiple that is no factor between units accounts for so many times what its reverse does: what scatters around the
other source's figures lies on both sides."""
SHORT = (2, 4, 5, 8)
"""Wholes whose parts are plainer as decimals: 0.5 times, but 1/3 of, and 1/1,000 of."""
MOST_SHOWN = 2
NEAR = 1.25
"""A factor between units that is nearer to 1 must also account for half of what differs."""


@dataclass(frozen=True, slots=True)
class Known:
    """A factor that people know: the pairs of units that it lies between, and how well they know it (0: best)."""

    between: tuple[str, ...]
    rank: int


def account(parted: Parted) -> Account | None:
    if parted.dates:
        return None
    known = _known(parted.unit)
    pairs = sample(parted.pairs)
    factor = _best_known(pairs, known) or _any(pairs)
    if factor is None:
        return None
    members = parted.members(lambda one, other: _fits(one, other, factor))
    between = known[factor].between[:MOST_SHOWN] if factor in known else ()
    note = f", the factor between {', or between '.join(between)}" if between else ""
    return Account(ID, members, (_oddity(1 / factor, note), _oddity(factor, note)))


def _oddity(factor: Fraction, note: str) -> Oddity:
    whole = factor < 1 and factor.numerator == 1 and factor.denominator not in SHORT
    near_one = 2 - floor(log10(abs(factor - 1)))
    times = (
        f"1/{factor.denominator:,} of" if whole else f"{show_number(factor, max(SIGNIFICANT_DIGITS, near_one))} times"
    )
    return Oddity(str(factor), f"{times} the other figures", f"gives {times} the figures of", note)


def _best_known(pairs: Pairs, known: Mapping[Fraction, Known]) -> Fraction | None:
    """The factor between units, or the power of ten, that accounts for most, if for more than chance."""
    sizes = {factor: float(factor) for factor in known}

    def most(dealt: Pairs) -> int:
        windows = Windows(_ratios(dealt))
        return max(map(windows.holding, sizes.values()))

    windows = Windows(_ratios(pairs))
    best = max(known, key=lambda factor: (windows.holding(sizes[factor]), -known[factor].rank, factor))
    found = windows.holding(sizes[best])
    if max(best, 1 / best) < NEAR and not _half(pairs, windows, sizes[best], found):
        return None
    return best if beyond_chance(pairs, most, found) else None


def _any(pairs: Pairs) -> Fraction | None:
    """The multiple that accounts for most, if for half and more than chance."""
    windows = Windows(_ratios(pairs))
    found, lo, hi = windows.deepest()
    if not found or lo <= 1 <= hi or not _half(pairs, windows, (lo + hi) / 2, found):
        return None
    chance = beyond_chance(pairs, lambda dealt: Windows(_ratios(dealt)).deepest()[0], found)
    return min(simplest(lo, hi), 1 / simplest(1 / hi, 1 / lo), key=_digits) if chance else None


def _digits(factor: Fraction) -> int:
    """How many digits it takes to write a factor, or its inverse: what people multiply or divide by is short."""
    return min(len(f"{float(one):.12g}".replace(".", "").strip("0")) for one in (factor, 1 / factor))


def _half(pairs: Pairs, windows: Windows, factor: float, found: int) -> bool:
    return 2 * found >= len(pairs) and found >= REVERSED * windows.holding(1 / factor)


def _ratios(pairs: Pairs) -> Iterable[tuple[float, float]]:
    return (window for pair in pairs if (window := _ratio(*pair)))


def _ratio(one: Statement, other: Statement) -> tuple[float, float] | None:
    """Between what and what the second figure lies as a multiple of the first; of figures below 0 by their size."""
    a, b = one.figure, other.figure
    if a is None or b is None:
        return None
    if a.hi < 0 and b.hi < 0:
        a, b = a.mirrored(), b.mirrored()
    return (float(b.lo) / float(a.hi), float(b.hi) / float(a.lo)) if a.lo > 0 and b.lo > 0 else None


def _fits(one: Statement, other: Statement, factor: Fraction) -> bool:
    a, b = one.figure, other.figure
    return a is not None and b is not None and not a.lo <= 0 <= a.hi and a.moved(factor).overlaps(b)


@lru_cache(maxsize=256)
def _known(unit: str) -> dict[Fraction, Known]:
    """Powers of ten, and the factors from other measures to the unit and back; a temperature has none."""
    known = {Fraction(10) ** power: Known((), 0) for size in POWERS for power in (size, -size)}
    for rank, written in enumerate(_others(unit) if unit not in OFFSETS else (), 1):
        try:
            factor = convert(exactly(point(Fraction(1))), written, unit, Vocabulary()).literal.lo
        except LiteralError:
            continue
        if factor and factor != 1:
            for size in (Fraction(factor), 1 / Fraction(factor)):
                first = known.get(size, Known((), rank))
                if first.between or first.rank:
                    known[size] = Known((*first.between, f"{written} and {unit}"), first.rank)
    return known


def _others(unit: str) -> Iterator[str]:
    """The unit with other measures in it: above the stroke (`ft²` for `m²`), then below it (`people/mi²`)."""
    above, slash, below = unit.partition("/")
    yield from (f"{name}{_power(above)}{slash}{below}" for name in MEASURES if unit)
    if below.removesuffix(_power(below)) in MEASURES:
        yield from (f"{above}/{name}{_power(below)}" for name in MEASURES)


def _power(unit: str) -> str:
    return unit[-1:] if unit.endswith(("²", "³")) else ""


CAUSE = Cause(ID, __doc__, account)
