"""The figure of a whole stands for each of its parts: the total of the state in the row of each county.

Why: it was copied down, or the table was joined by the wrong column.
Quiet: where nobody says that figure of what holds the parts, and the other source's figures do not add up to it; or
where that one, too, gives one figure for more than half of the parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker.model.box import Key
from checker.model.groups import grouped
from checker.model.interval import Number
from checker.systematic.cause import Account, Cause, Oddity, Parted, Parting, bare
from checker.systematic.chance import LEAST

ID = "repeated-total"


def account(parted: Parted) -> Account | None:
    found = [account for side in (0, 1) if (account := _repeated(parted, side))]
    return max(found, key=lambda one: len(one.members), default=None)


def _repeated(parted: Parted, side: int) -> Account | None:
    by_figure = grouped(parted.partings, lambda parting: bare(parting.boxes[side]))
    of_wholes = [
        members for figure, members in by_figure.items() if figure and _is_whole(figure, members, side, parted)
    ]
    members = tuple(parting for parting in parted.partings if any(parting in alike for alike in of_wholes))
    if len(members) < LEAST:
        return None
    odd = Oddity(
        "", "the figure of the whole", "repeats the figure of the whole for the parts of which there are figures of"
    )
    return Account(ID, members, (odd, None) if side == 0 else (None, odd))


def _is_whole(figure: Number, members: list[Parting], side: int, parted: Parted) -> bool:
    """Somebody says the figure of what holds all the parts, or the other source's figures of them add up to it."""
    others = [number for parting in members if (number := bare(parting.boxes[1 - side])) is not None]
    most = max(Counter(others).values(), default=0)
    if len({parting.boxes[side].key for parting in members}) < 2 or 2 * most > len(members):
        return False
    wholes = [set(_wholes(parting.boxes[side].key, parted)) for parting in members]
    if any(bare(box) == figure for key in set.intersection(*wholes) for box in parted.said.get(key, ())):
        return True
    return LEAST <= len(members) == len(others) and sum(others) == figure


def _wholes(key: Key, parted: Parted) -> Iterator[Key]:
    """The quantities of which this one is a part: of a larger subject, of a wider scope, or of no scope."""
    words = parted.vocabulary
    for subject in (key.subject, *words.wholes(key.subject)):
        if subject != key.subject:
            yield Key(subject, key.property, key.scope)
        for number, (dimension, member) in enumerate(key.scope):
            rest = key.scope[:number] + key.scope[number + 1 :]
            yield Key(subject, key.property, rest)
            for whole in words.wholes(member):
                yield Key(subject, key.property, tuple(sorted((*rest, (dimension, whole)))))


CAUSE = Cause(ID, __doc__, account)
