"""One figure stands again and again where the other source gives several: it stands for one that is missing.

Why: a 0, a 999 or the figure of the row above that fills a gap is no claim of anybody.
Quiet: where the other source gives that figure too, or either source gives some other one nearly half as often.
"""

from __future__ import annotations

from collections import Counter

from checker.literals.phrase import show_value
from checker.systematic.cause import Account, Cause, Oddity, Parted, bare
from checker.systematic.chance import LEAST, MORE, TIMES

ID = "missing"


def account(parted: Parted) -> Account | None:
    found = [account for side in (0, 1) if (account := _filled(parted, side))]
    return max(found, key=lambda one: len(one.members), default=None)


def _filled(parted: Parted, side: int) -> Account | None:
    """The figure with which a source fills gaps, if it does."""
    figures = Counter(number for pair in parted.pairs if (number := bare(pair[side])) is not None)
    others = Counter(number for pair in parted.pairs if (number := bare(pair[1 - side])) is not None)
    if not figures:
        return None
    (filler, often), *rest = sorted(figures.items(), key=lambda item: (-item[1], item[0]))
    usual = max([*others.values(), *(number for _, number in rest)], default=0)
    if often < LEAST or filler in others or often <= TIMES * usual + MORE:
        return None
    members = tuple(parting for parting in parted.partings if bare(parting.boxes[side]) == filler)
    written = show_value(members[0].boxes[side])
    odd = Oddity(
        str(filler), f"always {written}", f"gives {written} for the different figures of", "; is it missing there?"
    )
    return Account(ID, members, (odd, None) if side == 0 else (None, odd))


CAUSE = Cause(ID, __doc__, account, rank=1)
