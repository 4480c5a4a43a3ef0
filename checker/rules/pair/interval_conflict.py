"""Two claims give one stretch of time, and it starts, or ends, on different days.

Why: a start and an end are claims of their own; each end that differs is shown by itself.
Quiet: when an end is unknown, or one claim only refines the other. An end left open means only "not over yet".
Units: days.
"""

from __future__ import annotations

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Vocabulary
from checker.rules.pair.date_conflict import dates_part
from checker.rules.rule import Example, Pair, Rule, example_property
from checker.screening.screens import AT_ONE_TIME

ID = "interval-conflict"


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    if not a.facet or a.facet != b.facet:
        return None
    return dates_part(ID, a, b, vocabulary, f"the {a.facet} of ")


PERIOD = example_property("period", "interval", "event")

RULE = Rule(
    ID,
    __doc__,
    (
        Example("the ends differ by a year", ({"value": "1945/1951"}, {"value": "1945/1952"}), "contradiction", PERIOD),
        Example("the starts differ", ({"value": "1944/1952"}, {"value": "1945/1952"}), "contradiction", PERIOD),
        Example(
            "still going on after it is said to have ended",
            ({"value": "1990/.."}, {"value": "1990/2004"}),
            "contradiction",
            PERIOD,
        ),
        Example("the end is unknown", ({"value": "1945/"}, {"value": "1945/1952"}), None, PERIOD),
        Example("a day refines a year", ({"value": "1945/1952"}, {"value": "1945/1952-04-28"}), None, PERIOD),
    ),
    pair=Pair(check, screens=(AT_ONE_TIME,)),
)
