"""Superlatives name an order and the end of it from which places are counted: the largest, the smallest, the oldest.

Why: `largest` and `smallest` are both a first place, and no two claims differ more.
Source: the opposites of general dictionaries. Words that fit any order (`top`, `leading`, `highest`, `most populous`)
have none of their own.
"""

from __future__ import annotations

from typing import NamedTuple


class Order(NamedTuple):
    """What a superlative says of the order: its name (`""`: any), and whether places are counted from its other end."""

    name: str
    from_end: bool


_OPPOSITES = (
    ("size", "largest biggest", "smallest littlest tiniest"),
    ("age", "oldest eldest", "youngest newest"),
    ("time", "earliest", "latest"),
    ("length", "longest", "shortest"),
    ("height", "tallest", ""),
    ("weight", "heaviest", "lightest"),
    ("speed", "fastest quickest", "slowest"),
    ("wealth", "richest wealthiest", "poorest"),
    ("strength", "strongest", "weakest"),
    ("heat", "hottest warmest", "coldest coolest"),
    ("depth", "deepest", "shallowest"),
    ("width", "widest broadest", "narrowest"),
    ("distance", "nearest closest", "farthest furthest"),
    ("", "most top highest greatest best leading foremost main chief first", "least bottom lowest fewest worst last"),
)
ORDERS = {
    word: Order(name, words is last)
    for name, first, last in _OPPOSITES
    for words in (first, last)
    for word in words.split()
}
PLACES = frozenset({"last", "bottom"})
"""Ends of any order, also of one in which places are numbers; `lowest` may as well be where counting begins."""


def order_of(superlative: str) -> Order:
    """The order of a superlative, of two words too: `least populous` counts from the end."""
    return ORDERS.get(superlative) or Order("", ORDERS.get(superlative.partition(" ")[0], Order("", False)).from_end)


def comparable(one: str, other: str) -> bool:
    """Two superlatives may be of one order; where either is `""`, only a number is said."""
    first, second = order_of(one).name, order_of(other).name
    return not first or not second or first == second
