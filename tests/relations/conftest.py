"""A small vocabulary for relations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model.vocabulary import Entity, Property, Unit, Vocabulary

PROPERTIES = (
    Property("output", "output", "quantity", "rate", "MW", adds_over=("place",)),
    Property("capacity", "capacity", "quantity", "state", "kW"),
    Property("cost", "cost", "quantity", "constant", "USD"),
    Property("budget", "budget", "quantity", "rate", "USD/year"),
    Property("staff", "staff", "quantity", "state", adds_over=("place", "role")),
    Property("workers", "workers", "quantity", "state", "person"),
    Property("wage", "cost per head", "quantity", "state", "USD/person"),
    Property("share", "share", "quantity", "state", "%"),
    Property("length", "length", "quantity", "constant", "km"),
    Property("width", "width", "quantity", "constant", "m"),
    Property("area", "area", "quantity", "constant", "km²"),
    Property("heat", "temperature", "quantity", "state", "°C"),
    Property("term", "term", "quantity", "constant", "year"),
    Property("rank", "rank", "rank", "state"),
    Property("signed", "date of signature", "date", "event"),
    Property("in-force", "entry into force", "date", "event"),
    Property("period", "period", "interval", "event"),
    Property("owner", "owner", "entity", "state"),
    Property("motto", "motto", "text", "constant"),
    Property("active", "active", "boolean", "state"),
)
ENTITIES = ("plant", "plant-b", "treaty", "north", "south", "7th-fleet", "東京-支社", "école", "chief", "now", "date")
VOCABULARY = Vocabulary(
    entities={name: Entity(name, f"the {name}") for name in ENTITIES},
    properties={prop.name: prop for prop in PROPERTIES},
    scopes={"place": "place", "role": "role"},
    units={
        "person": Unit("person", "person", "count", ("people",)),
        "USD": Unit("USD", "U.S. dollar", "currency", ("$", "dollars")),
    },
)


def with_properties(*more: Property) -> Vocabulary:
    return replace(VOCABULARY, properties={**VOCABULARY.properties, **{prop.name: prop for prop in more}})


END_DECLARED = with_properties(
    Property("end", "end", "date", "event"),
    Property("period", "period", "interval", "event", end="end"),
)
TWO_INTERVALS = with_properties(Property("lease", "lease", "interval", "event"))
NO_INTERVAL = replace(VOCABULARY, properties={prop.name: prop for prop in PROPERTIES if prop.datatype != "interval"})


@pytest.fixture(scope="session")
def plant() -> Vocabulary:
    """A vocabulary with one property of each sort, and names of several scripts."""
    return VOCABULARY


@pytest.fixture(scope="session")
def vocabularies() -> dict[str, Vocabulary]:
    """The vocabulary with other interval properties: with a declared end, with two of them, without any."""
    return {"plant": VOCABULARY, "declared": END_DECLARED, "two": TWO_INTERVALS, "none": NO_INTERVAL}
