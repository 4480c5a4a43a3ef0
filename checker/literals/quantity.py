"""A value literal is read into nested bounds and a unit, as the table of the design's section 4 tells.

`grammar` finds the form of the literal, `allowance` how far each number of it may lie from its words.

Units: the bounds are in the unit as written; `units.convert` takes them to another.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache, partial

from checker.literals.grammar import LiteralReading, parse
from checker.literals.literal import LiteralError
from checker.literals.numbers import allowance
from checker.literals.numbers.allowance import Manner
from checker.literals.numbers.hedges import CANONICAL, MIRROR, OPPOSITE, Hedge
from checker.literals.numbers.number import WrittenNumber
from checker.literals.numbers.rank import read_rank
from checker.literals.numbers.vague import Vague
from checker.literals.spread import with_words
from checker.literals.units.money import is_currency
from checker.literals.units.tidy import SHARE_SIZES, is_measure, is_share, may_be_negative
from checker.model.claim import ENGLISH, is_english
from checker.model.interval import Interval, point
from checker.model.value import Bounds, Quantity, exactly
from checker.model.vocabulary import Tolerance

__all__ = ["read_denied", "read_quantity", "read_rank"]

_DEFAULT = Tolerance()
REMEMBERED = 10_000
"""Literals that are read once: corpora write the same few again and again. Source: 10,000 claims with some 700 literals
become boxes in 0.35 s instead of 0.88.
"""


@lru_cache(maxsize=REMEMBERED)
def read_quantity(
    text: str,
    tolerance: Tolerance = _DEFAULT,
    *,
    measured: bool | None = None,
    unit: str = "",
    letters: Set[str] = frozenset(),
    language: str = "",
) -> Quantity:
    """What a literal says. Raises `LiteralError` where it cannot be read without guessing.

    `measured`: the property is measured, so that a bare whole number is rounded like any other, or counts; where
    nothing is known of it, the written unit decides. `unit`: what a number without a unit is in. `letters` that could
    be magnitudes and are units. `language`: that of the document, where it states one.
    """
    if not is_english(language):
        from checker.literals.foreign.reading import read_in

        english = partial(read_quantity, tolerance=tolerance, measured=measured, unit=unit, letters=letters)
        return replace(read_in(partial(english, language=ENGLISH), text, language, "value"), text=text)
    try:
        quantity = _quantity(parse(text, letters, language), text, tolerance, measured, unit)
    except LiteralError as error:
        if language:
            raise
        from checker.literals.foreign.reading import named

        english = partial(read_quantity, tolerance=tolerance, measured=measured, unit=unit, letters=letters)
        raise named(error, text, "value", partial(english, language=ENGLISH)) from None
    if not language and (not text.isascii() or (quantity.unit and not is_measure(quantity.unit))):
        from checker.literals.foreign.reading import refuse_foreign

        refuse_foreign(quantity.unit, text)
    return quantity


@lru_cache(maxsize=REMEMBERED)
def read_denied(
    text: str,
    tolerance: Tolerance = _DEFAULT,
    *,
    measured: bool | None = None,
    unit: str = "",
    letters: Set[str] = frozenset(),
    language: str = "",
) -> Quantity | None:
    """What is left where a document denies a one-sided literal, its figure rounded as ever: not over 40,000 is at most
    40,000, and may be anything below. Nothing where the literal has two sides.
    """
    if not is_english(language):
        from checker.literals.foreign.reading import read_in

        english = partial(read_denied, tolerance=tolerance, measured=measured, unit=unit, letters=letters)
        left = read_in(partial(english, language=ENGLISH), text, language, "value")
        return replace(left, text=text) if left else None
    reading = parse(text, letters, language)
    kind: Hedge = next((hedge for hedge in reading.hedges if hedge != "about"), "")
    exact = isinstance(reading.first, Vague) and reading.first.possible.is_point
    if kind not in OPPOSITE or reading.second is not None or (exact and kind == "at_most"):  # up to all
        return None
    opposite = replace(reading, hedges=tuple(OPPOSITE.get(hedge, hedge) for hedge in reading.hedges))
    quantity = _quantity(opposite, text, tolerance, measured, unit)
    side = _below if OPPOSITE[kind] in ("at_most", "under") else _above
    plausible, possible = side(quantity.bounds.plausible), side(quantity.bounds.possible)
    return replace(quantity, bounds=Bounds(plausible, plausible, possible, quantity.bounds.tolerance))


def _below(interval: Interval) -> Interval:
    return Interval(None, interval.hi, False, interval.hi_open)


def _above(interval: Interval) -> Interval:
    return Interval(interval.lo, None, interval.lo_open, False)


def _quantity(reading: LiteralReading, text: str, tolerance: Tolerance, measured: bool | None, unit: str) -> Quantity:
    words = reading.words.replace("- ", "-").replace("< =", "<=").replace("> =", ">=")
    floor = not (may_be_negative(reading.unit) or may_be_negative(unit))
    wanted, unit = unit, reading.unit or unit
    _refuse_letter(reading, wanted)
    counted = not (is_measure(unit) if measured is None else measured)
    whole = 1 / SHARE_SIZES[unit] if unit in SHARE_SIZES else None
    firm = "exactly" in reading.hedges and len(reading.hedges) > 1
    told, times = reading.unit if counted else unit, Fraction(1)
    if wanted in SHARE_SIZES and _share(reading.first) and not is_measure(reading.unit.removeprefix("1")):
        told, times = wanted, 1 / SHARE_SIZES[wanted]  # one in five people, where percentages are meant
    manner = Manner(tolerance, counted and not _share(reading.first), told, whole, firm, times)
    bounds = _bounds(reading, manner)
    least = Fraction(0) if floor and not _negative(reading.first) else None
    most = Fraction(1) if _share(reading.first) and _share(reading.second) else None
    possible = allowance.cut(bounds, least, most)
    if possible is None:
        raise LiteralError(f"`{text.strip()}` leaves no value: nothing that is counted or measured so lies below 0")
    return Quantity(possible, reading.unit, words, text, reading.whole)


_LETTERS = frozenset({"k", "m", "mm", "b", "t"})
"""Magnitudes that may be the first letter of a unit: `5k` beside `km`."""


def _refuse_letter(reading: LiteralReading, wanted: str) -> None:
    """Raises where a lone letter is all that stands after a figure, and the property is measured in a unit."""
    numbers = [number for number in (reading.first, reading.second) if isinstance(number, WrittenNumber)]
    letters = [name for number in numbers for name in number.scales if name in _LETTERS]
    head = wanted.partition("/")[0]
    if letters and not reading.unit and is_measure(head) and not is_share(head) and not is_currency(head):
        raise LiteralError(
            f"a lone letter after a figure may be a magnitude, or a unit cut short; write "
            f"`{numbers[-1].text} {wanted}`, or the unit that is meant"
        )


def _negative(number: WrittenNumber | Vague) -> bool:
    return isinstance(number, WrittenNumber) and number.value < 0


def _share(number: WrittenNumber | Vague | None) -> bool:
    """The number is a part of a whole, or is left out."""
    return number is None or (isinstance(number, WrittenNumber) and number.share and number.value <= 1)


def _bounds(reading: LiteralReading, manner: Manner) -> Bounds:
    kind: Hedge = next((hedge for hedge in reading.hedges if hedge != "about"), "")
    hedged = "about" in reading.hedges
    first, second = reading.first, reading.second
    if isinstance(first, Vague):
        vague = Bounds(first.plausible, first.plausible, first.possible, first.why)
        return allowance.beyond(kind, vague) if kind else vague
    if second is None:
        return _single(first, kind, manner, hedged)
    if reading.join == "±":
        error = abs(first.value) * second.value / 100 if reading.relative else second.value
        stated = allowance.margin(_positive(first), error, hedged, manner)
        why = "as the document says" + (f", and `{CANONICAL['about']}`" if hedged else "")
        return with_words(stated.mirrored() if first.value < 0 else stated, first.value, why, manner.unit, manner.times)
    if reading.join == "but":
        return _between(first, kind, second, reading.second_hedge, manner)
    return _stretch(first, second, kind or ("about" if hedged else ""), manner)


def _single(number: WrittenNumber, kind: Hedge, manner: Manner, hedged: bool = False) -> Bounds:
    """One figure with its hedge; below 0 the mirror image of what the mirrored hedge says of its size."""
    size, below = _positive(number), number.value.numerator < 0
    kind = kind or ("about" if hedged else "")
    bounds = _reading(size, MIRROR.get(kind, kind) if below else kind, manner, hedged)
    more = " exactly" if manner.firm else " approximately" if hedged and kind != "about" else ""
    why = f"`{CANONICAL[kind]}{more}`" if kind else allowance.why_unhedged(size, manner)
    return with_words(bounds.mirrored() if below else bounds, number.value, why, manner.unit, manner.times)


def _reading(number: WrittenNumber, kind: Hedge, manner: Manner, hedged: bool) -> Bounds:
    match kind:
        case "exactly":
            return exactly(point(number.value))
        case "about":
            return allowance.about(number, manner)
        case "nearly" | "just_under" | "just_over":
            return allowance.beside(kind, number, manner)
        case "over" | "at_least" | "at_most" | "under":
            return allowance.one_sided(kind, number, manner, hedged)
        case _:
            return allowance.unhedged(number, manner)


def _positive(number: WrittenNumber) -> WrittenNumber:
    return number if number.value.numerator >= 0 else replace(number, value=-number.value)


def _stretch(first: WrittenNumber, second: WrittenNumber, kind: Hedge, manner: Manner) -> Bounds:
    """From the lowest of one number to the highest of another: each end is read as it would be alone."""
    if kind == "exactly":
        return exactly(Interval(first.value, second.value), f"none: `{CANONICAL['exactly']}`")
    low, high = (_single(number, kind, manner) for number in (first, second))
    plausible, possible = low.plausible.hull(high.plausible), low.possible.hull(high.possible)
    text = low.tolerance
    if high.tolerance != text:
        text = f"{first.text}: {low.tolerance}; {second.text}: {high.tolerance}"
    return Bounds(plausible, plausible, possible, text)


def _between(first: WrittenNumber, kind: Hedge, second: WrittenNumber, other: Hedge, manner: Manner) -> Bounds:
    """`over 40 but under 50`: a reader expects all between the limits, each of which is rounded."""
    if kind in ("under", "at_most"):
        first, kind, second, other = second, other, first, kind
    if first.value >= second.value:
        raise LiteralError(
            f"nothing lies over {first.text} and under {second.text}; write the limits the other way round"
        )
    plausible = Interval(first.value, second.value, kind == "over", other == "under")
    low, high = _single(first, kind, manner).possible, _single(second, other, manner).possible
    possible = Interval(low.lo, high.hi, low.lo_open, high.hi_open)
    rounded = "none: both limits are given" if possible == plausible else "both limits are given, and rounded"
    return Bounds(plausible, plausible, possible, rounded)
