"""Superlatives name an order and the end of it from which places are counted: the largest, the smallest, the oldest.

Why: `largest` and `smallest` are both a first place, and no two claims differ more.
Source: the opposites and synonyms of general dictionaries; whoever ranks towns by size counts their people. Words that
fit any order (`top`, `leading`, `highest`) have none of their own.
"""

from __future__ import annotations

from typing import NamedTuple


class Order(NamedTuple):
    """What a superlative says of the order: its name (`""`: any), and whether places are counted from its other end."""

    name: str
    from_end: bool


_OPPOSITES = (
    (
        "size",
        "largest biggest most_populous most_populated",
        "smallest littlest tiniest least_populous least_populated",
    ),
    ("age", "oldest eldest earliest", "youngest newest latest"),
    ("price", "costliest priciest dearest most_expensive", "cheapest least_expensive"),
    ("length", "longest", "shortest"),
    ("height", "tallest", ""),
    ("weight", "heaviest", "lightest"),
    ("speed", "fastest quickest", "slowest"),
    ("wealth", "richest wealthiest", "poorest"),
    ("strength", "strongest", "weakest"),
    ("heat", "hottest warmest", "coldest coolest"),
    ("depth", "deepest", "shallowest"),
    ("width", "widest broadest", "narrowest"),
    ("thickness", "thickest", "thinnest"),
    ("loudness", "loudest", "quietest"),
    ("ease", "hardest", "easiest"),
    ("brightness", "brightest", "darkest"),
    ("rain", "wettest", "driest"),
    ("safety", "safest", "most_dangerous"),
    ("cleanliness", "cleanest", "dirtiest"),
    ("density", "densest", "sparsest"),
    ("slope", "steepest", "flattest"),
    ("latitude", "northernmost", "southernmost"),
    ("longitude", "easternmost", "westernmost"),
    ("distance", "nearest closest", "farthest furthest"),
    ("", "most top highest greatest best leading foremost main chief first", "least bottom lowest fewest worst last"),
)
ORDERS = {
    word.replace("_", " "): Order(name, words is last)
    for name, first, last in _OPPOSITES
    for words in (first, last)
    for word in words.split()
}
OPPOSITES = ({"tallest", "shortest"}, {"busiest", "quietest"}, {"fattest", "thinnest"})
"""Pairs of which one word is an end of two orders: the shortest is neither the longest nor the tallest."""
PLACES = frozenset({"last", "bottom"})
"""Ends of any order, also of one in which places are numbers; `lowest` may as well be where counting begins."""


def order_of(superlative: str) -> Order:
    """The order of a superlative, of two words too: `least visited` counts from the end of what `most visited` does.
    A superlative that is not known has an order of its own: `busiest`.
    """
    if not superlative or superlative in ORDERS:
        return ORDERS.get(superlative, Order("", False))
    word, _, quality = superlative.partition(" ")
    return Order(quality or word, ORDERS.get(word, Order("", False)).from_end)
