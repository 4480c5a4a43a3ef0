"""The two ends of a range, a margin or a pair of limits: what one leaves to the other, and where nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checker.literals.literal import LiteralError
from checker.literals.numbers.number import WrittenNumber
from checker.literals.numbers.numerals import numbers_at
from checker.literals.numbers.short_ranges import DASHES, shared
from checker.literals.units.money import is_currency
from checker.literals.units.signs import same_money
from checker.literals.units.tidy import is_measure, is_share
from checker.literals.words import Token


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit; `start` is its place in the literal, `whole` the words for what it is a share of;
    `compound`: it is the sum of several units, in the last of them.
    """

    number: WrittenNumber
    unit: str
    start: int
    whole: str = ""
    compound: bool = False


def common_unit(first: Amount, second: Amount, at: Token) -> str:
    """The unit of two amounts: one may leave it out."""
    ours, theirs = first.unit, second.unit
    if ours == theirs or not theirs:
        return ours
    head, slash, _ = theirs.partition("/")
    if not ours or (ours in (head, "1") and slash):
        return theirs
    if slash and not head:
        return ours if ours.endswith(theirs) else ours + theirs  # $5 to $6 … per year
    if is_currency(ours) and is_currency(head) and same_money(ours, head):
        return theirs if ours in {"$", "¥", "£"} else ours
    raise LiteralError(f"`{ours}` and `{theirs}` are different units; write both ends in one unit", at.start)


def ends_bare(row: tuple[Token, ...], middle: int, first: Amount) -> bool:
    """Nothing stands between a number and the joint after it."""
    return row[middle - 1].kind in {"digits", "fraction"} or (first.unit in ("", "1") and not first.whole)


def in_unit_of(first: Amount, second: Amount) -> Amount:
    """The first amount; the ½ of `½–1 km` and of `½–1 million` is no share, and is in the unit of the second."""
    if not first.number.share or first.unit != "1" or first.whole or second.number.share:
        return first
    measured = second.unit and is_measure(second.unit) and not is_share(second.unit)
    return replace(first, unit="") if second.number.scales or measured else first


def refuse_two_sorts(row: tuple[Token, ...], first: Amount, second: Amount, middle: int, minus: bool) -> None:
    """Raises where only one end of a range is a share in two numbers, has its own unit, or a minus sign before it.

    `minus`: the literal has the sign of its own that parts a minus from a dash: `−5–6` can be nothing else.
    """
    at = row[middle].start
    low, high = first.number, second.number
    in_two = any(
        token.word in {"in", "of"} and numbers_at(row, k + 1) for k, token in enumerate(row) if token.kind == "word"
    )
    if low.share != high.share and (in_two or (first.whole and first.unit == "1")):
        raise LiteralError("write both ends of the range as shares, as `1 in 10 to 1 in 5`, or both as amounts", at)
    named = first.unit and not (low.share and first.unit == "1")
    if row[middle - 1].kind == "word" and named and not low.scales and shared(low, high) != low:
        raise LiteralError(
            f"`{low.text} {first.unit}` may have the magnitude of the other end or not; write it out at both ends", at
        )
    joint = row[middle].word
    if (joint == "-" or (joint in DASHES and not minus)) and low.value < 0 < high.value:
        ends = (low.text, f"-{high.text}") if low.value < -high.value else (f"-{high.text}", low.text)
        raise LiteralError(
            f"`{low.text}{joint}{high.text}` may end at {high.text} or at -{high.text}; write "
            f"`{low.text} to {high.text}` or `{' to '.join(ends)}`",
            at,
        )
