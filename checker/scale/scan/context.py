"""What rows are held against: the vocabulary, the documents, and what screening asks of each property."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from checker.literals.boxes import end_names
from checker.literals.dates.dates import read_extent
from checker.literals.dates.days import DAYS_PER_YEAR
from checker.literals.literal import LiteralError
from checker.model.claim import Document
from checker.model.vocabulary import A_YEAR, Vocabulary
from checker.readers.references import Names
from checker.readers.tally import FaultTally
from checker.scale.scan.hashes import hashed
from checker.scale.scan.literals import ValueRanges
from checker.screening.arrays import BoolArray, Float64Array, Hashes
from checker.screening.ends import allowance, day_ends
from checker.screening.groups import GroupScreens


@dataclass(frozen=True, slots=True, eq=False)
class PropertyLimits:
    """What screening asks of each property, as columns by the property's number.

    `root` and `name`: the numbers of the most general sense and of the name. `many`: its claims never oppose each other
    by their values. `scoped`: only claims of one scope are compared. `limited`, `relative`, `pace`: how much its value
    may change in a day, if that is limited. `standing`: its claims without a time hold from then on. `near`: so many
    days are too few between documents for time to explain what such claims differ in.
    """

    root: Hashes
    name: Hashes
    changes: BoolArray
    many: BoolArray
    scoped: BoolArray
    limited: BoolArray
    relative: BoolArray
    pace: Float64Array
    standing: BoolArray
    near: Float64Array


@dataclass(frozen=True, slots=True, eq=False)
class EntityColumns:
    """The entities by number: of each the number that its name stands for, and whether nothing is part of it; the last
    of all is none. `are_values` tells which properties, by number, have entities as values.
    """

    name: Hashes
    indivisible: BoolArray
    are_values: BoolArray


@dataclass(frozen=True)
class ScanContext:
    """Names, documents (nothing for one at fault; all that there are, where `complete`), the number of the day that
    counts as today, and how claims are found that rules and relations must look at:

    `whole_families`: the properties all of whose claims must be judged, each with the family that is judged as a whole
    or not at all. `per_claim`: those whose claims may break something by themselves. `groups`: what is asked of claims
    together.
    """

    names: Names
    documents: Mapping[str, Document | None]
    complete: bool
    now: int
    whole_families: Mapping[str, str] = field(default_factory=dict)
    per_claim: frozenset[str] = frozenset()
    groups: GroupScreens | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        return self.names.lexicon.vocabulary

    @cached_property
    def properties(self) -> Mapping[str, int]:
        """The numbers of all properties, and of the ends of intervals that are no property of their own."""
        spans = (prop for prop in self.vocabulary.properties.values() if prop.datatype == "interval")
        ends = {name for prop in spans for name in end_names(prop)}
        return {name: number for number, name in enumerate(sorted({*self.vocabulary.properties, *ends}))}

    @cached_property
    def entities(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(sorted(self.vocabulary.entities))}

    @cached_property
    def entity_columns(self) -> EntityColumns:
        import pyarrow as pa

        wholes = {whole for entity in self.vocabulary.entities.values() for whole in entity.part_of}
        lists = frozenset(name for name, prop in self.vocabulary.properties.items() if prop.is_list)
        with_entities = self.having("entity") - lists
        return EntityColumns(
            np.append(hashed(pa.array(list(self.entities), pa.string())), np.uint64(0)),
            np.array([*(name not in wholes for name in self.entities), True], bool),
            np.array([name in with_entities for name in self.properties], bool),
        )

    @cached_property
    def published(self) -> Mapping[str, tuple[float, float] | None]:
        """The days on which each document may have been published; nothing where its date cannot be read."""
        return {name: _published(document, self.vocabulary) for name, document in self.documents.items() if document}

    @cached_property
    def property_limits(self) -> PropertyLimits:
        import pyarrow as pa

        vocabulary = self.vocabulary
        roots = [vocabulary.root(name) for name in self.properties]
        general = {prop.is_a for prop in vocabulary.properties.values()}
        props = [vocabulary.properties.get(name) for name in self.properties]
        limits = [prop.change if prop and prop.changes and prop.datatype == "quantity" else None for prop in props]
        return PropertyLimits(
            root=hashed(pa.array(roots, pa.string())),
            name=hashed(pa.array(list(self.properties), pa.string())),
            changes=np.array([bool(prop and prop.changes) for prop in props], bool),
            many=np.array([bool(prop and prop.many) for prop in props], bool),
            # what explains a claim of a general sense may stand in another scope
            scoped=np.array([root not in general for root in roots], bool),
            limited=np.array([limit is not None for limit in limits], bool),
            relative=np.array([bool(limit and limit.relative) for limit in limits], bool),
            pace=np.array([allowance(limit.amount / DAYS_PER_YEAR, 0.0, 0.0) if limit else np.inf for limit in limits]),
            standing=np.array([bool(prop and prop.kind == "standing") for prop in props], bool),
            near=np.array([max(0, (prop.settles if prop else A_YEAR).days - 1) for prop in props], float),
        )

    def having(self, *datatypes: str) -> frozenset[str]:
        """The properties of some datatypes."""
        return frozenset(name for name, prop in self.vocabulary.properties.items() if prop.datatype in datatypes)

    @cached_property
    def changing(self) -> frozenset[str]:
        return frozenset(name for name, prop in self.vocabulary.properties.items() if prop.changes)


def _published(document: Document, vocabulary: Vocabulary) -> tuple[float, float] | None:
    try:
        return day_ends(read_extent(document.published, vocabulary.fiscal_years, document.language))
    except LiteralError:
        return None


@dataclass(frozen=True, slots=True)
class LiteralBox:
    """One box of a literal: the number of its property, which end of an interval it is, what it may be, and the number
    of the order in which it is a place (see `literals.order_number`).
    """

    property: int
    facet: int
    ranges: ValueRanges[float]
    order: float


@dataclass(slots=True)
class ReadCache:
    """What was read in earlier batches of a table: the boxes of literals by property and document (`None`: it cannot be
    read), how many faults of each kind, how many kinds of claims were looked at by themselves and against their
    quotes, and how many rows have quotes that do not say their values.
    """

    literals: dict[tuple[str, str, str, str], tuple[LiteralBox, ...] | None] = field(default_factory=dict)
    tally: FaultTally = field(default_factory=FaultTally)
    kinds_of_claims: int = 0
    kinds_of_quotes: int = 0
    doubted: int = 0
