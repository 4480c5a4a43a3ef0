"""Two claims give different names for something that has only one at a time.

Why: one chair, one capital, one colour: two names for a shared time cannot both be right.
Lists (`values: list`) compare as sets, in any order. A list may leave something out: where one is part of the other
that explains it, where each has something of its own nobody knows. A list that says `only` leaves out nothing.
Quiet: when the property may have many values, or one name is part of the other (a city in its country).
Units: none; entities are compared by identifier, texts without case, width and punctuation.
"""

from __future__ import annotations

from checker.model.box import Box
from checker.model.finding import Conflict, Strength
from checker.model.value import Term
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Pair, Rule, asserted_alike, differ, example_property
from checker.screening.screens import AT_ONE_TIME

ID = "category-conflict"
LISTED = 5
"""Items of a list that are named in a message."""


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    if not (isinstance(a.value, Term) and isinstance(b.value, Term)) or not asserted_alike(a, b, vocabulary):
        return None
    one, other = a.value, b.value
    if one.members or other.members:
        return _of_lists(a, b, (one.lacks(other), other.lacks(one)), vocabulary)
    if one.name in other.names or other.name in one.names:
        return None
    known = vocabulary.entities.get(one.name)
    twins = known is not None and other.name in known.distinct_from
    why = "the vocabulary says that the two are distinct" if twins else "the property has one value at a time"
    return Conflict(ID, (a, b), "possible", differ((a, b), vocabulary), why)


def _of_lists(a: Box, b: Box, lacking: tuple[tuple[str, ...], ...], vocabulary: Vocabulary) -> Conflict | None:
    """What two lists lack of each other: first what the first lacks."""
    if not any(lacking):
        return None
    values = [box.value for box in (a, b) if isinstance(box.value, Term)]
    names = [", ".join(map(vocabulary.label, lacks[:LISTED])) + ", …" * (len(lacks) > LISTED) for lacks in lacking]
    why = " and ".join(f"one lacks {some}" for some in names if some)
    closed = any(value.complete and lacks for value, lacks in zip(values, lacking, strict=True))
    strength: Strength = "possible" if closed else "plausible" if all(lacking) else "literal"
    return Conflict(
        ID,
        (a, b),
        strength,
        differ((a, b), vocabulary),
        f"{why}, and says that nothing else belongs" if closed else why,
    )


CHIEF = example_property("chief", "entity", "state", label="chief executive")
SEAT = example_property("seat", "entity", "constant")
AUTHORS = example_property("authors", "text", "constant", values="list")
BORDERS = example_property("borders", "entity", "constant", values="list")
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
        Example("a list and one in another order", ({"value": "Ann; Bob"}, {"value": "bob; ann"}), None, AUTHORS),
        Example(
            "a list that leaves one out",
            ({"value": "Ann; Bob"}, {"value": "Ann; Bob; Cy"}),
            "reconciled",
            AUTHORS,
            reasons=("precision",),
        ),
        Example("lists that share one", ({"value": "Ann; Bob"}, {"value": "Bob; Cy"}), "tension", AUTHORS),
        Example("lists that share nothing", ({"value": "Ann"}, {"value": "Bob; Cy"}), "tension", AUTHORS),
        Example(
            "a list that says it is all", ({"value": "only Ann; Bob"}, {"value": "Bob; Cy"}), "contradiction", AUTHORS
        ),
        Example(
            "a list that says it is all, and one that is part of it",
            ({"value": "only north; south"}, {"value": "south"}),
            "reconciled",
            BORDERS,
            PLACES,
            reasons=("precision",),
        ),
    ),
    pair=Pair(check, screens=(AT_ONE_TIME,)),
)
