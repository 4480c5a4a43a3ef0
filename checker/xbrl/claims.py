"""Facts as rows of a table of claims, and the properties that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.model.fault import Fault
from checker.readers.claims import WORD_LIMIT
from checker.readers.encoding import UNWANTED
from checker.readers.omissions import Omissions
from checker.xbrl.facts import NOTE, NUMBER, Fact, number, plain, rounding
from checker.xbrl.names import Key, Named, clean, slug
from checker.xbrl.places import CODE

LONGEST_TEXT = 500
"""Characters of a value; longer ones say more than a claim does."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Property:
    """What a concept is, by all of its facts in one unit."""

    name: str
    concept: str
    datatype: str
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A fact, with what its claim is about."""

    fact: Fact
    key: Key
    property: Property


def properties_of(facts: Iterable[Fact], named: Named) -> Mapping[tuple[str, str], Property]:
    """The property of each concept and unit. A concept in several units is a property in each of them, for its facts
    in one unit are never held against those in another.
    """
    by_concept: dict[str, list[tuple[Fact, str]]] = {}
    for fact in facts:
        by_concept.setdefault(fact.concept, []).append((fact, named.key(fact).unit))
    made: dict[tuple[str, str], Property] = {}
    for concept, known in by_concept.items():
        units = sorted({unit for _, unit in known})
        numeric = any(fact.is_numeric for fact, _ in known)
        values = {fact.value for fact, _ in known}
        datatype = "quantity" if numeric else "boolean" if values <= {"true", "false"} else "text"
        kind = "constant" if all(len(fact.period.days) != 1 for fact, _ in known) else "state"
        for unit in units:
            wanted = concept if len(units) == 1 else f"{concept}-{unit or 'pure'}"
            name = named.properties.of(f"{concept} {unit}" if len(units) > 1 else concept, wanted)
            made[concept, unit] = Property(name, concept, datatype, kind, unit)
    return made


def is_said(fact: Fact, left_out: Omissions) -> bool:
    """Claims can say it; what they cannot say is counted."""
    why = ""
    if fact.concept == NOTE:
        why = "a footnote"
    elif fact.value is None:
        why = "a fact that is nil: no value is reported"
    elif not fact.is_numeric and not fact.value.strip():
        why = "an empty text"
    elif not fact.is_numeric and len(fact.value) > LONGEST_TEXT:
        why = f"a text of more than {LONGEST_TEXT} characters"
    elif not fact.is_numeric and UNWANTED.search(fact.value):
        why = "a text with control characters"
    if why:
        left_out.add(why, fact.mark)
    return not why


def value_words(fact: Fact, datatype: str) -> str | Fault:
    """The value literal of a fact: `1230000 ± 500 USD`, `exactly 5 shares`, or its text."""
    assert fact.value is not None
    if datatype != "quantity":
        return clean(fact.value)
    if not NUMBER.fullmatch(fact.value.strip()):
        message = f"found {fact.value[:60]!r}, expected a number as other facts of {fact.concept} have"
        return Fault(fact.mark, CODE, fact.id, message)
    value = plain(number(fact.value))
    return f"exactly {value}" if fact.decimals is None else f"{value} ± {plain(rounding(fact.decimals))}"


def row_of(one: Claimed, document: str, identifier: str) -> Row | Fault:
    """The claim of a fact, as a row of a table."""
    words = value_words(one.fact, one.property.datatype)
    if isinstance(words, Fault):
        return words
    if one.key.unit:
        words = f"{words} {one.key.unit}"
    row: Row = {
        "document": document,
        "id": identifier,
        "quote": " ".join(words.split()[:WORD_LIMIT]),
        "subject": one.key.subject,
        "property": one.property.name,
        "value": words,
    }
    if one.key.scope:
        row["scope"] = dict(one.key.scope)
    if one.fact.period.days:
        row["as_of" if one.fact.period.is_instant else "during"] = one.fact.period.words
    if one.fact.decimals is not None:
        row["note"] = f"reported as {clean(one.fact.value or '')}, decimals {one.fact.decimals}"
    return row


def identifiers(facts: Iterable[Fact]) -> Iterable[str]:
    """An identifier for each fact of one report, unlike those of all others."""
    used: set[str] = set()
    for number_, fact in enumerate(facts, start=1):
        name = slug(fact.id)[:100]
        if name in used:
            name = f"{name}-{number_}"
        used.add(name)
        yield name
