"""Property constraints of a Wikibase as they stand on a property: a type, and parameters as qualifiers.

Source: Wikidata, Help:Property constraints portal; the extension WikibaseQualityConstraints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.model.fault import Mark
from checker.wikibase.entities import Entity
from checker.wikibase.ids import Ids
from checker.wikibase.snaks import Misshapen, Snak, entity_named, ids_of, snak, snaks, statements, text

MOST_CONDITIONS = 1000
"""Constraints of one property; those of Wikidata have a few tens at most."""
SEPARABLE = ("single-value constraint", "single-best-value constraint", "multi-value constraint")


@dataclass(frozen=True, slots=True)
class Condition:
    """One constraint: the item that is its type, its parameters by their property, and where it stands."""

    type: str
    parameters: Mapping[str, tuple[Snak, ...]]
    mark: Mark

    def entities(self, name: str) -> tuple[str, ...]:
        """The entities that a parameter names."""
        return ids_of(self.parameters.get(name, ()))

    def has_none(self, name: str) -> bool:
        """The parameter names what is not there, as `no unit` among units."""
        return any(one.kind == "novalue" for one in self.parameters.get(name, ()))


@dataclass(slots=True)
class PropertyFacts:
    """What is known of a property: its label, its datatype in the Wikibase, its constraints; and what its statements
    tell: the unit in which they are compared, the definitions by which they count, how many there are.
    """

    id: str
    label: str = ""
    datatype: str = ""
    conditions: Sequence[Condition] = ()
    scopes: frozenset[str] = frozenset()
    unit: str | None = None
    units: frozenset[str] = frozenset()
    definitions: dict[str, None] = field(default_factory=dict)
    claims: int = 0
    has_best: bool = False


def facts_of(entity: Entity, label: str, ids: Ids) -> PropertyFacts:
    """What a property's own page says of it. Raises `Misshapen`."""
    conditions = []
    for name, data in statements(entity.data):
        if name == ids["property constraint"] and text(data, "rank", "normal") != "deprecated":
            main = snak(data.get("mainsnak"))
            if len(conditions) >= MOST_CONDITIONS:
                raise Misshapen(f"the property has more than {MOST_CONDITIONS:,} constraints", text(data, "id", ""))
            if main.kind == "value":
                if not isinstance(main.value, dict):
                    raise Misshapen("the type of a constraint is no item, expected one")
                mark = entity.place(text(data, "id", ""))
                conditions.append(
                    Condition(entity_named(main.value), snaks(data.get("qualifiers"), "qualifiers"), mark)
                )
    types = {ids[name] for name in SEPARABLE}
    separators = {one for each in conditions if each.type in types for one in each.entities(ids["separator"])}
    return PropertyFacts(
        entity.id,
        label,
        text(entity.data, "datatype", ""),
        tuple(conditions),
        frozenset(separators - set(times_and_definition(ids))),
        has_best=any(each.type == ids["single-best-value constraint"] for each in conditions),
    )


def times_and_definition(ids: Ids) -> dict[str, str]:
    """Qualifiers that are fields of a claim, and the field of each."""
    fields = {
        "point in time": "as_of",
        "start time": "during",
        "end time": "during",
        "determination method or standard": "definition",
    }
    return {ids[label]: name for label, name in fields.items() if ids[label]}
