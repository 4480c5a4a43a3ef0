"""A statement becomes claims: one in the document of each of its references, or one in that of the Wikibase itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from checker.literals.dates.days import show_day
from checker.literals.units.units import converts
from checker.model.vocabulary import Vocabulary
from checker.readers.claims import WORD_LIMIT
from checker.readers.files.text import NAME_LENGTH
from checker.readers.omissions import Omissions, Place
from checker.wikibase.conditions import PropertyFacts, times_and_definition
from checker.wikibase.entities import Entity
from checker.wikibase.ids import Ids
from checker.wikibase.references import Reference, reference_of
from checker.wikibase.snaks import Misshapen, NoCounterpart, Snak, group, ids_of, items, snak, snaks, statements, text
from checker.wikibase.times import days_of, time_of
from checker.wikibase.values import DATATYPES, LANGUAGE, Said, hedged, said

RANKS = ("normal", "preferred", "deprecated")
OPEN = ".."
MOST_PROPERTIES = 200_000
"""Properties of a Wikibase; Wikidata has some 13,000."""
PREFERRED = "preferred"
BESIDE_PREFERRED = "normal rank, beside a preferred statement"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it stands, each part of the form that it must have."""

    property: str
    id: str
    main: Snak
    rank: str
    qualifiers: Mapping[str, tuple[Snak, ...]]
    references: Sequence[Mapping[str, tuple[Snak, ...]]]


@dataclass(frozen=True)
class Reading:
    """What statements are read with: identifiers, what is known of properties, qualifiers that are scopes everywhere,
    the document of the Wikibase itself, and what was left out so far.
    """

    ids: Ids
    properties: dict[str, PropertyFacts]
    scopes: frozenset[str]
    own: str
    left_out: Omissions

    @cached_property
    def fields(self) -> Mapping[str, str]:
        return times_and_definition(self.ids)

    def facts(self, name: str) -> PropertyFacts:
        if name not in self.properties:
            if len(self.properties) >= MOST_PROPERTIES:
                raise Misshapen(f"the dump has more than {MOST_PROPERTIES:,} properties")
            self.properties[name] = PropertyFacts(name)
        return self.properties[name]


@dataclass(frozen=True, slots=True)
class StatementClaims:
    """The rows of a statement, the entities that they name, and the documents of its references."""

    rows: tuple[Row, ...]
    entities: tuple[str, ...]
    documents: tuple[Reference, ...]


def read_statement(name: str, data: Mapping[str, Any]) -> Statement:
    """One statement; raises `Misshapen`."""
    rank = text(data, "rank", "normal")
    if rank not in RANKS:
        raise Misshapen(f"rank is {rank[:40]!r}, expected {', '.join(RANKS)}")
    identifier = text(data, "id", "")
    if identifier and (len(identifier) > NAME_LENGTH or not identifier.replace("$", "").replace("-", "").isalnum()):
        raise Misshapen(f"id is {identifier[:60]!r}, expected that of a statement, such as Q42$F078E5B3-…")
    main = snak(data.get("mainsnak"))
    if main.property != name:
        raise Misshapen(f"the statement is about {main.property} and stands under {name}")
    references = tuple(
        snaks(group(one, "a reference").get("snaks"), "snaks") for one in items(data.get("references"), "references")
    )
    return Statement(name, identifier, main, rank, snaks(data.get("qualifiers"), "qualifiers"), references)


def statements_of(entity: Entity) -> Iterator[tuple[Statement, Place]]:
    """All statements of an entity, each with its place; raises `Misshapen` with the identifier of the statement."""
    for number, (name, data) in enumerate(statements(entity.data)):
        try:
            one = read_statement(name, data)
        except Misshapen as error:
            where = data.get("id")
            raise Misshapen(str(error), where if isinstance(where, str) else "") from None
        if not one.id:
            one = Statement(name, f"{entity.id}-{number}", one.main, one.rank, one.qualifiers, one.references)
        yield one, partial(entity.place, one.id)


def best_properties(every: Sequence[Statement]) -> frozenset[str]:
    """Properties of which a statement of the entity is preferred."""
    return frozenset(one.property for one in every if one.rank == PREFERRED)


def claims_of(
    subject: str, one: Statement, place: Place, best: frozenset[str], reading: Reading
) -> StatementClaims | None:
    """The claims of a statement; nothing, and a count, where claims cannot say it. Raises `Misshapen`."""
    facts = reading.facts(one.property)
    try:
        value = said(one.main, reading.ids)
        _compared(value, one.main.datatype, facts)
    except NoCounterpart as error:
        reading.left_out.add(f"statements: {error}", place)
        return None
    facts.datatype = facts.datatype or one.main.datatype
    facts.claims += 1
    row, named, value = _qualified(one, value, place, facts, reading)
    row = {"subject": subject, "property": one.property, "value": value.value, **row}
    if value.because:
        row["because"] = value.because
    row |= _ranked(one, value, best, facts)
    entities = tuple(filter(None, (subject, value.entity, *named)))
    found = dict.fromkeys(filter(None, (reference_of(each, reading.ids) for each in one.references)))
    documents = tuple({each.id: each for each in found}.values())
    quote = " ".join(value.value.split()[:WORD_LIMIT])
    rows = tuple(_row(each, one.id, quote, row) for each in documents)
    return StatementClaims(
        rows or ({"document": reading.own, "id": one.id, "quote": quote, **row},), entities, documents
    )


def _row(document: Reference, identifier: str, quote: str, row: Row) -> Row:
    page = {"page": document.page} if document.page else {}
    return {"document": document.id, "id": identifier, "quote": quote, **page, **row, "draws_on": [document.id]}


def _compared(value: Said, datatype: str, facts: PropertyFacts) -> None:
    """Units of one property convert into one another, or the statement has no counterpart: the first unit counts, or
    those that the property allows.
    """
    if DATATYPES[datatype] != "quantity":
        return
    if facts.unit is None:
        facts.unit = value.unit
    if value.unit == facts.unit or (not value.unit and facts.units):
        return
    if not value.unit:
        raise NoCounterpart("a quantity without a unit, of a property with units")
    if not facts.unit or not converts(value.unit, facts.unit, Vocabulary()):
        raise NoCounterpart("a quantity in a unit that does not convert to that of its property")


def _ranked(one: Statement, value: Said, best: frozenset[str], facts: PropertyFacts) -> Row:
    notes = [value.note] if value.note else []
    row: Row = {}
    if one.rank == "deprecated":
        row["rank"] = "deprecated"
    elif one.rank == PREFERRED:
        notes.append(PREFERRED)
    elif facts.has_best and one.property in best:
        row["rank"] = "deprecated"
        notes.append(BESIDE_PREFERRED)
    return {**row, **({"note": "; ".join(notes)} if notes else {})}


def _qualified(
    one: Statement, value: Said, place: Place, facts: PropertyFacts, reading: Reading
) -> tuple[Row, list[str], Said]:
    """The fields that qualifiers give, the entities that they name, and the value with what they say of it."""
    ids, row, named = reading.ids, {}, []
    scope: dict[str, str] = {LANGUAGE: f"{LANGUAGE}-{value.language}"} if value.language else {}
    points: list[Snak] = []
    ends: dict[str, list[Snak]] = {}
    for name, many in one.qualifiers.items():
        field = reading.fields.get(name)
        if field == "as_of":
            points += many
        elif field == "during":
            ends[name] = [*many]
        elif field == "definition" and (found := ids_of(many)):
            row["definition"] = " and ".join(sorted(found))
            facts.definitions[row["definition"]] = None
        elif (name in reading.scopes or name in facts.scopes) and len(found := ids_of(many)) == len(many) == 1:
            scope[name] = found[0]
            named += found
        elif name == ids["sourcing circumstances"] and ids_of(many) == (ids["circa"],):
            if about := hedged(value, DATATYPES[one.main.datatype]):
                value = about
            else:
                reading.left_out.add("qualifiers: circa, of a value that is no plain figure or date", place)
        else:
            reading.left_out.add(f"qualifiers: {name}", place, len(many))
    if scope:
        row["scope"] = dict(sorted(scope.items()))
    try:
        row |= _when(points, ends, ids)
    except NoCounterpart as error:
        reading.left_out.add(f"qualifiers: {error}", place)
    return row, named, value


def _when(points: Sequence[Snak], ends: Mapping[str, Sequence[Snak]], ids: Ids) -> Row:
    """`during` of a start and an end, else `as_of` of a point in time."""
    if ends:
        if points:
            raise NoCounterpart("a point in time beside a start or an end")
        start, end = (_end(ends.get(ids[name], ()), last) for name, last in (("start time", 0), ("end time", 1)))
        if not start.strip(".") and not end.strip("."):
            raise NoCounterpart("a start and an end of which neither is known")
        return {"during": f"{start}/{end}"}
    if not points:
        return {}
    if len(points) > 1:
        raise NoCounterpart("several points in time")
    if points[0].kind != "value":
        raise NoCounterpart("a point in time that is not known")
    return {"as_of": said(points[0], ids).value}


def _end(many: Sequence[Snak], last: int) -> str:
    """One end of a stretch of time: `..` where there is none, nothing where it is not known or not stated."""
    if len(many) > 1:
        raise NoCounterpart("several starts or ends")
    if not many or many[0].kind == "somevalue":
        return ""
    if many[0].kind == "novalue":
        return OPEN
    time = time_of(group(many[0].value, "a time"))
    words = said(many[0], Ids()).value
    return words if words[0] != "[" and " " not in words else show_day(days_of(time)[last])
