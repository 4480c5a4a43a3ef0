"""Two claims give different names for something that has only one at a time.

Why: one chair, one capital, one colour: two names for a shared time cannot both be right.
Quiet: when the property may have many values, or one name is part of the other (a city in its country).
Units: none; entities are compared by identifier, texts without case, width and punctuation.
"""

from __future__ import annotations

from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.value import Term
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Pair, Rule, asserted_alike, differ, example_property
from checker.screening.screens import AT_ONE_TIME

ID = "category-conflict"


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    if not (isinstance(a.value, Term) and isinstance(b.value, Term)) or not asserted_alike(a, b, vocabulary):
        return None
    one, other = a.value, b.value
    if one.name in other.names or other.name in one.names:
        return None
    known = vocabulary.entities.get(one.name)
    twins = known is not None and other.name in known.distinct_from
    why = "the vocabulary says that the two are distinct" if twins else "the property has one value at a time"
    return Conflict(ID, (a, b), "possible", differ((a, b), vocabulary), why)


CHIEF = example_property("chief", "entity", "state", label="chief executive")
SEAT = example_property("seat", "entity", "constant")
COLOUR = example_property("colour", "text", "constant")
PEOPLE = {"first-person": {"label": "First Person"}, "second-person": {"label": "Second Person"}}
PLACES = {
    "north": {"label": "North", "part_of": "country"},
    "country": {"label": "Country"},
    "south": {"label": "South"},
}

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "two chiefs in one year",
            ({"value": "first-person", "as_of": "2020"}, {"value": "second-person", "as_of": "2020"}),
            "contradiction",
            CHIEF,
            PEOPLE,
        ),
        Example(
            "two chiefs in two years",
            ({"value": "first-person", "as_of": "2020"}, {"value": "second-person", "as_of": "2021"}),
            "reconciled",
            CHIEF,
            PEOPLE,
            reasons=("time",),
        ),
        Example(
            "one chief until some day of 2020, the other from some day of 2020",
            ({"value": "first-person", "during": "2019/2020"}, {"value": "second-person", "during": "2020/2021"}),
            "tension",
            CHIEF,
            PEOPLE,
        ),
        Example("two seats", ({"value": "north"}, {"value": "south"}), "contradiction", SEAT, PLACES),
        Example("two colours", ({"value": "red"}, {"value": "blue"}), "contradiction", COLOUR),
        Example("one text in another case", ({"value": "Red"}, {"value": "red."}), None, COLOUR),
        Example("a place and what it is part of", ({"value": "north"}, {"value": "country"}), None, SEAT, PLACES),
    ),
    pair=Pair(check, screens=(AT_ONE_TIME,)),
)
