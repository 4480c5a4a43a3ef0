"""Property constraints become the vocabulary's: those of which there is a rule here.

What has no counterpart is counted: a type of constraint, a parameter, a constraint on qualifiers only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.literals.units.units import converts
from checker.model.vocabulary import Vocabulary
from checker.readers.encoding import UNWANTED
from checker.readers.omissions import Omissions
from checker.wikibase.conditions import Condition, PropertyFacts, times_and_definition
from checker.wikibase.ids import Ids
from checker.wikibase.snaks import Misshapen, NoCounterpart, Snak, group
from checker.wikibase.times import date_words, time_of
from checker.wikibase.values import DATATYPES, LANGUAGE, number, said, shown_number, unit_words

Parameters = dict[str, Any]
LIFETIMES = {
    "lifetime": ("date of birth", "date of death"),
    "existence": ("inception", "dissolved, abolished or demolished date"),
}
"""Interval properties that the vocabulary gets where a Wikibase has the two dates: when a thing exists."""


@dataclass(frozen=True, slots=True)
class ConstraintReading:
    """What constraints are read with: identifiers, the properties that the vocabulary declares, qualifiers that are
    scopes everywhere, and the interval properties that say when an entity exists.
    """

    ids: Ids
    properties: Mapping[str, PropertyFacts]
    scopes: frozenset[str]
    lifetimes: tuple[str, ...]
    left_out: Omissions

    def datatype(self, name: str) -> str:
        """The datatype of a property as claims have it; `""` where nothing in the dump tells it."""
        facts = self.properties.get(name)
        return DATATYPES.get(facts.datatype, "") if facts else ""


def constraints_of(facts: PropertyFacts, reading: ConstraintReading) -> list[Parameters]:
    """The constraints of a property as its entry in the vocabulary lists them."""
    rules = {reading.ids[label]: read for label, read in RULES.items() if reading.ids[label]}
    found: list[Parameters] = []
    for condition in facts.conditions:
        read = rules.get(condition.type)
        try:
            if read is None:
                raise NoCounterpart(f"the type {condition.type}")
            one = _weighed(read(condition, facts, reading), condition, reading)
        except NoCounterpart as error:
            reading.left_out.add(f"constraints: {error}", condition.mark)
        except Misshapen as error:
            reading.left_out.add(f"constraints: a parameter of another form ({error})", condition.mark)
        else:
            if one not in found:
                found.append(one)
    return found


def units_allowed(facts: PropertyFacts, ids: Ids) -> tuple[str, ...]:
    """The units that a property allows; nothing where it allows having none."""
    for condition in facts.conditions:
        if condition.type == ids["allowed units constraint"] and not condition.has_none(
            ids["item of property constraint"]
        ):
            return tuple(ids.units.get(one, one) for one in condition.entities(ids["item of property constraint"]))
    return ()


def _weighed(one: Parameters, condition: Condition, reading: ConstraintReading) -> Parameters:
    """The constraint with its weight and reason; raises where it does not speak of main values."""
    ids = reading.ids
    places = condition.entities(ids["constraint scope"])
    if places and ids["constraint checked on main value"] not in places:
        raise NoCounterpart("a constraint on qualifiers or references only")
    status = condition.entities(ids["constraint status"])
    if ids["mandatory constraint"] in status:
        one["severity"] = "mandatory"
    elif ids["suggestion constraint"] in status:
        one["severity"] = "suggestion"
    exempt = condition.entities(ids["exception to constraint"])
    if exempt:
        reading.left_out.add(
            "constraints: exceptions (one that nothing needs is a fault here)", condition.mark, len(exempt)
        )
    because = _texts(condition.parameters.get(ids["constraint clarification"], ()), ids)
    if because:
        one["because"] = because[0]
    return one


def _texts(many: Iterable[Snak], ids: Ids) -> list[str]:
    return [said(one, ids).value for one in many if one.kind == "value"]


def _plain(rule: str, *datatypes: str) -> Callable[[Condition, PropertyFacts, ConstraintReading], Parameters]:
    def read(_: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
        if datatypes and reading.datatype(facts.id) not in datatypes:
            raise NoCounterpart(f"{rule} on a property of another datatype")
        return {"rule": rule}

    return read


def _separable(rule: str) -> Callable[[Condition, PropertyFacts, ConstraintReading], Parameters]:
    def read(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
        names = condition.entities(reading.ids["separator"])
        return {"rule": rule, **({"separators": _qualifiers(names, facts, reading)} if names else {})}

    return read


def _qualifiers(names: Iterable[str], facts: PropertyFacts, reading: ConstraintReading) -> list[str]:
    """Qualifiers as claims have them; raises where one of them is none of a claim."""
    fields, found = times_and_definition(reading.ids), []
    for name in names:
        if name in fields:
            found.append(fields[name])
        elif name in reading.scopes or (name in facts.scopes and reading.datatype(name) == "entity"):
            found.append(name)
        else:
            raise NoCounterpart("a qualifier that is none of a claim")
    return list(dict.fromkeys(found))


def _required(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
    names = condition.entities(reading.ids["property"])
    return {"rule": "mandatory-qualifier", "qualifiers": _some(_qualifiers(names, facts, reading), "a qualifier")}


def _allowed(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
    """Qualifiers that become none of a claim break nothing, listed or not."""
    fields = times_and_definition(reading.ids)
    known = [
        n for n in condition.entities(reading.ids["property"]) if n in fields or n in reading.scopes | facts.scopes
    ]
    texts = [LANGUAGE] if facts.datatype == "monolingualtext" else []
    return {"rule": "allowed-qualifiers", "qualifiers": [*_qualifiers(known, facts, reading), *texts]}


def _some(found: list[str], what: str) -> list[str]:
    if not found:
        raise NoCounterpart(f"a constraint that names {what} as nothing")
    return found


def _units(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
    name = reading.ids["item of property constraint"]
    units = [reading.ids.units.get(one, one) for one in condition.entities(name)]
    fitting = [one for one in units if facts.unit is None or converts(one, facts.unit, Vocabulary())]
    none = ["none"] if condition.has_none(name) else []
    return {"rule": "allowed-units", "units": _some([*none, *fitting], "a unit")}


def _values(rule: str) -> Callable[[Condition, PropertyFacts, ConstraintReading], Parameters]:
    def read(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
        if reading.datatype(facts.id) != "entity":
            raise NoCounterpart(f"{rule} on a property of another datatype")
        return {
            "rule": rule,
            "values": _some(list(condition.entities(reading.ids["item of property constraint"])), "a value"),
        }

    return read


def _other(rule: str, *, of_value: bool = False) -> Callable[[Condition, PropertyFacts, ConstraintReading], Parameters]:
    def read(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
        if of_value and reading.datatype(facts.id) != "entity":
            raise NoCounterpart(f"{rule} on a property of another datatype")
        other = _property(condition, reading)
        values = condition.entities(reading.ids["item of property constraint"])
        if values and reading.datatype(other) != "entity":
            raise NoCounterpart("values of a property that is of another datatype")
        return {"rule": rule, "property": other, **({"values": list(values)} if values else {})}

    return read


def _property(condition: Condition, reading: ConstraintReading) -> str:
    """The property that a constraint names, which the vocabulary must be able to declare."""
    names = condition.entities(reading.ids["property"])
    if len(names) != 1:
        raise NoCounterpart("a constraint that names several properties or none")
    if not reading.datatype(names[0]):
        raise NoCounterpart("a property that the dump does not have")
    return names[0]


def _inverse(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
    other = _property(condition, reading)
    if {reading.datatype(facts.id), reading.datatype(other)} != {"entity"}:
        raise NoCounterpart("inverse on a property of another datatype")
    return {"rule": "inverse", "property": other}


def _classes(rule: str) -> Callable[[Condition, PropertyFacts, ConstraintReading], Parameters]:
    def read(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
        if rule == "value-type" and reading.datatype(facts.id) != "entity":
            raise NoCounterpart(f"{rule} on a property of another datatype")
        return {"rule": rule, "types": _some(list(condition.entities(reading.ids["class"])), "a class")}

    return read


def _citation(_: Condition, _facts: PropertyFacts, _reading: ConstraintReading) -> Parameters:
    return {"rule": "citation-needed", "by": ["draws_on"]}


def _labels(condition: Condition, _: PropertyFacts, reading: ConstraintReading) -> Parameters:
    codes = _texts(condition.parameters.get(reading.ids["Wikimedia language code"], ()), reading.ids)
    return {"rule": "label-present", "languages": _some(codes, "a language")}


def _format(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
    if reading.datatype(facts.id) != "text":
        raise NoCounterpart("value-format on a property of another datatype")
    patterns = _texts(condition.parameters.get(reading.ids["format as a regular expression"], ()), reading.ids)
    if len(patterns) != 1 or UNWANTED.search(patterns[0]):
        raise NoCounterpart("several patterns, or none")
    return {"rule": "value-format", "pattern": patterns[0]}


def _contemporary(_: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
    if reading.datatype(facts.id) != "entity":
        raise NoCounterpart("contemporary on a property of another datatype")
    return {"rule": "contemporary", "lifetimes": _some(list(reading.lifetimes), "dates of an existence")}


def _range(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
    ids = reading.ids
    match reading.datatype(facts.id):
        case "quantity":
            limits = {end: _amount(condition, ids[label], facts, ids) for end, label in AMOUNTS}
        case "date":
            limits = {end: _day(condition.parameters.get(ids[label], ())) for end, label in DATES}
        case _:
            raise NoCounterpart("value-range on a property of another datatype")
    given = {end: limit for end, limit in limits.items() if limit}
    if not given:
        raise NoCounterpart("a range without limits")
    return {"rule": "value-range", **given}


AMOUNTS = (("min", "minimum value"), ("max", "maximum value"))
DATES = (("min", "minimum date"), ("max", "maximum date"))


def _difference(condition: Condition, facts: PropertyFacts, reading: ConstraintReading) -> Parameters:
    other, own = _property(condition, reading), reading.datatype(facts.id)
    if own not in ("quantity", "date") or reading.datatype(other) != own:
        raise NoCounterpart("difference-within-range on properties of another datatype")
    limits = {end: _amount(condition, reading.ids[label], facts, reading.ids) for end, label in AMOUNTS}
    given = {end: limit for end, limit in limits.items() if limit}
    if not given or (own == "date" and any(" " not in limit for limit in given.values())):
        raise NoCounterpart("a difference without limits, or one of dates without a unit")
    return {"rule": "difference-within-range", "property": other, **given}


def _amount(condition: Condition, name: str, facts: PropertyFacts, ids: Ids) -> str:
    """A limit as an amount, without its bounds."""
    for one in condition.parameters.get(name, ()):
        if one.kind == "value":
            value = group(one.value, "a limit")
            unit = unit_words(str(value.get("unit", "1")), ids)
            if facts.datatype == "quantity" and unit and not converts(unit, facts.unit or "", Vocabulary()):
                raise NoCounterpart("a limit in a unit that does not convert to that of its property")
            return f"{shown_number(number(value, 'amount'))}{f' {unit}' if unit else ''}"
    return ""


def _day(many: Iterable[Snak]) -> str:
    """A limit as a date; what is not known stands for now."""
    for one in many:
        if one.kind == "somevalue":
            return "now"
        if one.kind == "value":
            return date_words(time_of(group(one.value, "a limit")))[0]
    return ""


RULES: Mapping[str, Callable[[Condition, PropertyFacts, ConstraintReading], Parameters]] = {
    "allowed qualifiers constraint": _allowed,
    "allowed units constraint": _units,
    "citation needed constraint": _citation,
    "conflicts-with constraint": _other("conflicts-with"),
    "contemporary constraint": _contemporary,
    "difference within range constraint": _difference,
    "distinct-values constraint": _separable("distinct-values"),
    "format constraint": _format,
    "integer constraint": _plain("integer", "quantity"),
    "inverse constraint": _inverse,
    "item-requires-statement constraint": _other("requires-claim"),
    "label in language constraint": _labels,
    "multi-value constraint": _plain("several-values"),
    "no-bounds constraint": _plain("no-bounds", "quantity"),
    "none-of constraint": _values("none-of"),
    "one-of constraint": _values("one-of"),
    "range constraint": _range,
    "required qualifier constraint": _required,
    "single-best-value constraint": _separable("single-best-value"),
    "single-value constraint": _separable("single-value"),
    "subject type constraint": _classes("subject-type"),
    "symmetric constraint": _plain("symmetric", "entity"),
    "value-requires-statement constraint": _other("value-requires-claim", of_value=True),
    "value-type constraint": _classes("value-type"),
}
"""Types of constraints by their label, and what reads one. Source: docs/constraints.md."""


def entities_named(constraints: Iterable[Parameters], entities: frozenset[str]) -> Iterator[str]:
    """The entities that constraints name; `entities`: the properties whose values are entities."""
    for one in constraints:
        yield from one.get("types", ())
        if one["rule"] in ("one-of", "none-of") or one.get("property") in entities:
            yield from one.get("values", ())
