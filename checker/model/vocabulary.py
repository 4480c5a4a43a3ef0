"""The entities, properties, scopes, units and calendars that claims may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

from checker.model.fault import Mark

Datatype = Literal["quantity", "date", "interval", "entity", "text", "boolean", "rank"]
PropertyKind = Literal["state", "standing", "event", "rate", "constant"]
ConstraintWeight = Literal["mandatory", "normal", "suggestion"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Anything that claims may speak of or use as a scope: a body, a place, a treaty, a person.

    `languages` are those (BCP 47) in which it has a label; the labels themselves stand in `also`. `overlaps` names
    entities that share something with it.
    """

    name: str
    label: str
    also: tuple[str, ...] = ()
    type: str = ""
    part_of: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a property's values may lie from their words, where it sets widths of its own; without one the table of
    the design, section 4, holds.

    `approximately`: possible, either side of `about v`, in parts of v. `approximately_plausible`: what is expected
    there. `nearly`: possible, below `nearly v` and above `just over v`. `rounded`: either side of a bare figure, in
    units of its last significant digit; 0 where the property is exact, so that no bare figure, bound or end is rounded.
    """

    approximately: Fraction | None = None
    approximately_plausible: Fraction | None = None
    nearly: Fraction | None = None
    rounded: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The fastest plausible change of a state in a year: part of the earlier value, or an amount in the
    property's unit.
    """

    amount: Fraction
    relative: bool
    text: str


@dataclass(frozen=True, slots=True)
class Settles:
    """How far apart documents must lie for a difference between them to be put down to time, where no claim states its
    own.
    """

    days: int
    text: str


A_YEAR = Settles(365, "1 year")
"""What settles where a property does not say. Source: the design, section 5."""


@dataclass(frozen=True, slots=True)
class Exempt:
    """A subject that a constraint does not bind, and why."""

    subject: str
    because: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a property asks of its claims beyond their datatype; `rule` names the rule that looks after it.

    `weight`: where a claim breaks it, `mandatory` is an error, `normal` a warning, `suggestion` a remark.
    `parameters`: name and texts, by name. `path` is the field that it stands in; `marks` the place of each parameter.
    """

    rule: str
    property: str
    parameters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    weight: ConstraintWeight = "normal"
    because: str = ""
    exempt: tuple[Exempt, ...] = ()
    path: str = ""
    mark: Mark = Mark("")
    marks: Mapping[str, Mark] = field(default_factory=dict, compare=False, hash=False, repr=False)

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a parameter; none where it is left out."""
        return dict(self.parameters).get(name, ())

    def text(self, name: str) -> str:
        return next(iter(self.texts(name)), "")


@dataclass(frozen=True, slots=True)
class Definition:
    """One way of counting a property: its wording, others that mean the same, and those by which it counts no less."""

    name: str
    also: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """What claims may say of an entity.

    `kind`: a `state` and a `rate` may change over time, a `standing` holds until it is replaced; an `event` and a
    `constant` never change.
    `is_a`: the more general property that this one is a sense of. `after`: properties of the same subject
    whose dates cannot be later. `start` and `end`: the date properties that the ends of an interval are;
    `lasts`: the quantity property that its length is. `within`: the interval property in which a date lies.
    `ranks`: the quantity property that a rank ranks.
    """

    name: str
    label: str
    datatype: Datatype
    kind: PropertyKind
    unit: str = ""
    is_a: str = ""
    many: bool = False
    is_list: bool = False
    adds_over: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    lasts: str = ""
    within: str = ""
    ranks: str = ""
    change: Change | None = None
    settles: Settles = A_YEAR
    tolerance: Tolerance = Tolerance()
    definitions: tuple[Definition, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    mark: Mark = Mark("")

    @property
    def changes(self) -> bool:
        return self.kind in ("state", "rate", "standing")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that the corpus declares: a `count` or a `currency` never converts; `is` names a measuring unit."""

    name: str
    label: str
    kind: Literal["count", "currency", "measure"]
    also: tuple[str, ...] = ()
    equals: str = ""


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A year that does not start on 1 January; `named_by` says whether its number is that of its start or end."""

    name: str
    label: str
    month: int
    day: int
    named_by: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """A relation between quantities that holds by definition, and why. `for_each`: for each subject of a type, or each
    member of a scope dimension, and then property names that stand alone are theirs.
    """

    relation: str
    because: str
    mark: Mark
    for_each: str = ""
    for_each_mark: Mark = Mark("")


@dataclass(frozen=True)
class Vocabulary:
    """All names that claims may use."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    properties: Mapping[str, Property] = field(default_factory=dict)
    scopes: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    fiscal_years: Mapping[str, FiscalYear] = field(default_factory=dict)
    relations: tuple[StatedRelation, ...] = ()

    def label(self, name: str) -> str:
        """The label of an entity, property or scope dimension; the name itself where there is none."""
        if name in self.entities:
            return self.entities[name].label
        if name in self.properties:
            return self.properties[name].label
        interval, _, facet = name.rpartition(".")
        if facet in ("start", "end") and interval in self.properties:  # an end that no property of its own stands for
            return f"{self.properties[interval].label} ({facet})"
        return self.scopes.get(name, name)

    def wholes(self, entity: str) -> Iterator[str]:
        """Everything that an entity is part of, nearest first, itself left out."""
        seen = {entity}
        queue = [entity]
        for name in queue:
            entry = self.entities.get(name)
            fresh = [whole for whole in (entry.part_of if entry else ()) if whole not in seen]
            seen.update(fresh)
            queue.extend(fresh)
            yield from fresh

    def tied(self, one: str, other: str) -> bool:
        """Two entities may have something in common: one is part of the other, they are said to overlap, or a third one
        is part of both. What overlaps a whole may overlap its parts.
        """
        if one == other or other in self.reach(one) or one in self.reach(other):
            return True
        return not self.shared_parts(one).isdisjoint(self.shared_parts(other))

    def reach(self, entity: str) -> frozenset[str]:
        """Everything that an entity is part of, and what it or one of these is said to overlap."""
        wholes = tuple(self.wholes(entity))
        return frozenset(wholes).union(*(self._overlapping.get(name, ()) for name in (entity, *wholes)))

    def shared_parts(self, entity: str) -> frozenset[str]:
        """The parts of an entity that are part of more than one thing."""
        return self._shared.get(entity, frozenset())

    @cached_property
    def named_wholes(self) -> frozenset[str]:
        """The entities that hold everything of their sort: part of nothing, and all others of their type are part of
        them; of those without a type, all that are part of anything or have parts.
        """
        wholes = {whole for entity in self.entities.values() for whole in entity.part_of}
        kinds = {
            entity.name: entity.type or str(bool(entity.part_of) or entity.name in wholes)
            for entity in self.entities.values()
        }
        by_kind: dict[str, set[str]] = {}
        for name, kind in kinds.items():
            by_kind.setdefault(kind, set()).add(name)
        tops = (name for name in wholes if name in self.entities and not self.entities[name].part_of)
        return frozenset(top for top in tops if all(top in (name, *self.wholes(name)) for name in by_kind[kinds[top]]))

    @cached_property
    def _overlapping(self) -> Mapping[str, frozenset[str]]:
        """The entities that each one is said to overlap, by either of the two."""
        pairs = {(entity.name, other) for entity in self.entities.values() for other in entity.overlaps}
        overlapping: dict[str, set[str]] = {}
        for one, other in pairs:
            overlapping.setdefault(one, set()).add(other)
            overlapping.setdefault(other, set()).add(one)
        return {name: frozenset(others) for name, others in overlapping.items()}

    @cached_property
    def _shared(self) -> Mapping[str, frozenset[str]]:
        """For each entity those of its parts that have more than one whole."""
        shared: dict[str, set[str]] = {}
        for entity in self.entities.values():
            for whole in self.wholes(entity.name) if len(entity.part_of) > 1 else ():
                shared.setdefault(whole, set()).add(entity.name)
        return {name: frozenset(parts) for name, parts in shared.items()}

    def senses(self, property: str) -> Iterator[str]:
        """The more general properties of a property, nearest first, itself left out."""
        seen = {property}
        while (sense := self.properties.get(property)) and sense.is_a and sense.is_a not in seen:
            property = sense.is_a
            seen.add(property)
            yield property

    def share_a_sense(self, one: str, other: str) -> bool:
        """Two properties are one, or one of them is a more general sense of the other."""
        return one == other or one in self.senses(other) or other in self.senses(one)

    def root(self, property: str) -> str:
        """The most general sense of a property."""
        return ([property] + list(self.senses(property)))[-1]
