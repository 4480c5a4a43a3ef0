"""A figure stands again and again where the other source gives several: for one that is missing, or for the whole.

Why: a 0 or a 999 that fills a gap, the figure of the row above, a total that was copied down, are claims of nobody.
Quiet: where the other source gives that figure too, or itself one figure in nearly half of these rows; where figures of
that size stand nearly half as often in either source; or where most of what differs differs otherwise, and shows no
relation: then the sources do not speak of the same at all, and any figure that stands often stands for different ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from statistics import median

from checker.literals.phrase import listed, show_value
from checker.model.groups import grouped
from checker.model.interval import Number
from checker.systematic.cause import Account, Cause, Oddity, Pairs, Parted
from checker.systematic.chance import LEAST, MORE, TIMES, related, sample

ID = "missing"
ALIKE = 2
"""Figures are of one size up to so many times each other: small ones stand in more rows by chance."""
MOST_SHOWN = 3


def account(parted: Parted) -> Account | None:
    found = [account for side in (0, 1) if (account := _filled(parted, side))]
    return max(found, key=lambda one: len(one.members), default=None)


def _filled(parted: Parted, side: int) -> Account | None:
    """The figures with which a source fills gaps, if it does."""
    figures = Counter(number for pair in parted.pairs if (number := pair[side].number) is not None)
    others = Counter(number for pair in parted.pairs if (number := pair[1 - side].number) is not None)
    often = {number: times for number, times in figures.items() if times >= LEAST and number not in others}
    stood = grouped(parted.pairs, lambda pair: pair[side].number)
    fillers = {
        number
        for number, times in often.items()
        if times > TIMES * max(_at_most(stood[number], side), _usual(number, figures, others)) + MORE
    }
    members = parted.members(lambda *both: both[side].number in fillers)
    rest = [pair for pair in parted.pairs if pair[side].number not in fillers]
    if not members or (len(members) < len(rest) and not related(sample(rest))):
        return None
    written = list(dict.fromkeys(show_value(parting.boxes[side]) for parting in members))
    more = [f"{len(written) - MOST_SHOWN:,} more"] if len(written) > MOST_SHOWN else []
    each = listed((*written[:MOST_SHOWN], *more))
    whole = all(_may_be_whole(filler, stood[filler], side) for filler in fillers)
    question = "is it the whole?" if whole else "is it missing there?"
    odd = Oddity(
        str(min(fillers)) if len(fillers) == 1 else "several",
        f"{each}, again and again",
        f"gives {each} again and again for the different figures of",
        f"; {question}",
    )
    return Account(ID, members, (odd, None) if side == 0 else (None, odd))


def _may_be_whole(filler: Number, pairs: Pairs, side: int) -> bool:
    """It is at least what the other source's figures add up to where it stands, and no 9, 99 or 999 as fills gaps."""
    parts = [number for pair in pairs if (number := pair[1 - side].number) is not None]
    return min(parts, default=-1) >= 0 and filler >= sum(parts) and set(str(filler)) != {"9"}


def _at_most(pairs: Pairs, side: int) -> int:
    """How often the other source gives one and the same in these."""
    return max(Counter(pair[1 - side].figure for pair in pairs).values())


def _usual(figure: Number, own: Mapping[Number, int], others: Mapping[Number, int]) -> float:
    """How often a figure of its size stands in the other source at most, and in the source itself in the middle, those
    that stand often left out; where all of its size do, any figure of the source.
    """
    theirs = [times for other, times in others.items() if _alike(figure, other)]
    mine = [times for other, times in own.items() if times < LEAST and _alike(figure, other)]
    rest = mine or [times for other, times in own.items() if other != figure]
    return max(median(rest or [0]), *(theirs or [0]))


def _alike(figure: Number, other: Number) -> bool:
    one, two = abs(float(figure)), abs(float(other))
    return one <= ALIKE * two and two <= ALIKE * one


CAUSE = Cause(ID, __doc__, account, rank=1)
