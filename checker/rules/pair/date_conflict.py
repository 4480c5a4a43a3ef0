"""Two claims date one event, and no day satisfies both.

Why: an event happens once; a wrong date moves everything that is ordered by it.
Quiet: when one date only refines the other (1952 and 28 April 1952).
Units: days.
"""

from __future__ import annotations

from checker.literals.phrase import show_dates_apart
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Pair, Rule, asserted_alike, differ, example_property, parting
from checker.screening.screens import AT_ONE_TIME

ID = "date-conflict"


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    return None if a.facet and b.facet else dates_part(ID, a, b, vocabulary)


def dates_part(rule: str, a: Box, b: Box, vocabulary: Vocabulary, what: str = "") -> Conflict | None:
    """The conflict of two dates, for this rule and for the ends of intervals."""
    if a.datatype != "date" or b.datatype != "date" or not asserted_alike(a, b, vocabulary):
        return None
    if not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)):
        return None
    strength = parting(a.value, b.value)
    if strength is None:
        return None
    why = show_dates_apart(getattr(a.value, strength), getattr(b.value, strength))
    return Conflict(rule, (a, b), strength, differ((a, b), vocabulary, what), why)


SIGNED = example_property("signed", "date", "event")

RULE = Rule(
    ID,
    __doc__,
    (
        Example("1951 against 1952", ({"value": "1951"}, {"value": "1952"}), "contradiction", SIGNED),
        Example("two days of one month", ({"value": "1951-09-08"}, {"value": "1951-09-09"}), "contradiction", SIGNED),
        Example(
            "an early decade against a late year",
            ({"value": "early 1990s"}, {"value": "1999"}),
            "contradiction",
            SIGNED,
        ),
        Example("a year against a day in it", ({"value": "1952"}, {"value": "1952-04-28"}), None, SIGNED),
        Example(
            "circa 1951 against 1952",
            ({"value": "1952"}, {"value": "1951~"}),
            "reconciled",
            SIGNED,
            reasons=("precision",),
        ),
        Example("a year against an unknown month of it", ({"value": "1952"}, {"value": "1952-XX"}), None, SIGNED),
    ),
    pair=Pair(check, screens=(AT_ONE_TIME,)),
)
