"""An event is dated before one that it cannot precede.

Why: a treaty is in force no earlier than it is signed, and nothing ends before it starts.
Quiet: when the two may fall on one day, or their scopes differ. The order comes from `after` and `within` of the
vocabulary and from the two ends of every interval property.
Units: days.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.literals.boxes import end_names
from checker.literals.phrase import show_days, show_later, show_side
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.groups import grouped
from checker.model.interval import Interval
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Rule, example_property

ID = "events-out-of-order"


def check(boxes: tuple[Box, ...], vocabulary: Vocabulary) -> Iterable[Conflict]:
    dated = (box for box in boxes if box.datatype == "date" and not box.claim.denies)
    by_property = grouped(dated, lambda box: box.key.property)
    for earlier, later in orders(vocabulary):
        for first in by_property.get(earlier, ()):
            for second in by_property.get(later, ()):
                if first.key.scope == second.key.scope and (conflict := _reversed(first, second, vocabulary)):
                    yield conflict


def orders(vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """Pairs of properties of one subject, the earlier first."""
    pairs = {(before, prop.name) for prop in vocabulary.properties.values() for before in prop.after}
    pairs |= {end_names(prop) for prop in vocabulary.properties.values() if prop.datatype == "interval"}
    for prop in vocabulary.properties.values():
        if whole := vocabulary.properties.get(prop.within):
            start, end = end_names(whole)
            pairs |= {(start, prop.name), (prop.name, end)}
    return tuple(sorted(pairs))


def _reversed(first: Box, second: Box, vocabulary: Vocabulary) -> Conflict | None:
    first_date, second_date = first.value, second.value
    if first.claim == second.claim or not (isinstance(first_date, Bounds) and isinstance(second_date, Bounds)):
        return None
    for strength in ("possible", "plausible"):
        early, late = getattr(first_date, strength), getattr(second_date, strength)
        if late.below(early):
            labels = [vocabulary.label(box.key.property) for box in (first, second)]
            subject = vocabulary.label(first.key.subject)
            message = f"{subject}: {labels[1]} is dated before {labels[0]}: {show_side(first)}; {show_side(second)}"
            why = f"{labels[0]} is {show_days(early)}, {labels[1]} is {show_days(late)}, {_too_early(early, late)}"
            return Conflict(ID, (first, second), strength, message, why)
    return None


def _too_early(early: Interval, late: Interval) -> str:
    """By how much, so far as both are known."""
    return f"{show_later(early.gap(late) or 0, early, late)} too early".lstrip()


TREATY = {
    **example_property("signed", "date", "event"),
    **example_property("in-force", "date", "event", after="signed"),
}
RUN = {
    **example_property("run", "interval", "event", start="opened", end="closed"),
    **example_property("opened", "date", "event"),
    **example_property("closed", "date", "event"),
}

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "in force before it is signed",
            ({"value": "1952"}, {"property": "in-force", "value": "1951"}),
            "contradiction",
            TREATY,
        ),
        Example(
            "closed before it opened, each in another document",
            ({"property": "opened", "value": "1999"}, {"value": "/1998"}),
            "contradiction",
            RUN,
        ),
        Example(
            "in force in the year of signing",
            ({"value": "1952"}, {"property": "in-force", "value": "1952-04-28"}),
            None,
            TREATY,
        ),
        Example("in force later", ({"value": "1951"}, {"property": "in-force", "value": "1952"}), None, TREATY),
    ),
    group=check,
)
