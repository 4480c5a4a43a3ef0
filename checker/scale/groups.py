"""Groups of claims are screened by one aggregation each, and those that may break a rule are judged.

A rule is held against all governed claims of such a group; the lookups that the rule needs are judged beside them, so
that it never misses one. Where that is too much the smallest groups come first, and the rest is counted.

The queries read the columns of boxes (see `scan.boxes` and `scan.members`), and make of them those of members (see
`screening.groups`), and besides:

    k0, k1 …        what the boxes of a group share, as the screen groups by it
    stretch         the stretch of time that the box is in: those of different ones never hold at one time
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from checker.scale.engine import id_table
from checker.scale.engines import Query
from checker.scale.parts import Scopes, by_stretch, subjects_exceeding
from checker.scale.scan.boxes import FACET_BITS
from checker.scale.scan.context import ScanContext
from checker.scale.scan.hashes import joined
from checker.scale.scan.literals import number_of
from checker.scale.scan.screens import BY_VALUE
from checker.screening.arrays import BoolArray, Hashes, Int64Array, no_numbers
from checker.screening.groups import RELATIONS, GroupScreen, any_of

if TYPE_CHECKING:
    import pyarrow as pa


MOST_IN_GROUPS = 100_000
"""Claims that are judged in groups: as many as the ordinary flow takes without a screen."""


@dataclass(frozen=True, slots=True)
class JudgedGroups:
    """The rows that must be judged, those of them that each constraint (and the relations) is held against, and how
    many of each property were too many.
    """

    rows: Int64Array
    governed: Mapping[str, Int64Array]
    truncated: Mapping[str, int]


def groups_to_judge(query: Query, context: ScanContext, blocks: Collection[int], scopes: Scopes) -> JudgedGroups:
    """`blocks` are those of which relations speak that are stated; `scopes` gives the scopes of some claims."""
    if not context.groups:
        return JudgedGroups(no_numbers(), {}, {})
    screens = context.groups.constraints
    suspects = {path: _suspects(query, groups, context) for path, groups in screens.items()}
    suspects[RELATIONS] = _suspects_of_relations(query, context, blocks, scopes)
    room = MOST_IN_GROUPS
    rows: list[Int64Array] = [no_numbers()]
    governed: dict[str, Int64Array] = {}
    truncated: list[Suspects] = []
    for path in sorted(suspects, key=lambda path: (len(suspects[path].claim), path)):
        boxes = suspects[path]
        fits, lookups = _fitting(query, boxes, screens.get(path, ()), context, room)
        governed[path] = np.unique(boxes.claim[fits] >> FACET_BITS)
        judged = np.union1d(governed[path], lookups)
        room -= len(judged)
        rows.append(judged)
        truncated.append(boxes.take(~fits))
    return JudgedGroups(np.unique(np.concatenate(rows)), governed, _count_by_property(truncated, context))


@dataclass(frozen=True, slots=True)
class Suspects:
    """Boxes of groups that may break something, row by row: the claim, its group, property, subject and value."""

    claim: Int64Array
    group: Hashes
    claim_property: Int64Array
    subject: Int64Array
    value: Int64Array

    def take(self, rows: BoolArray | Int64Array) -> Suspects:
        return Suspects(*(getattr(self, field.name)[rows] for field in fields(self)))


def _count_by_property(suspects: Sequence[Suspects], context: ScanContext) -> dict[str, int]:
    """How many claims of each property there are."""
    rows = [np.stack([boxes.claim >> FACET_BITS, boxes.claim_property]) for boxes in suspects]
    properties, counts = np.unique(np.unique(np.concatenate(rows, axis=1), axis=1)[1], return_counts=True)
    names = tuple(context.properties)
    return {names[number]: count for number, count in zip(properties.tolist(), counts.tolist(), strict=True)}


def _suspects(query: Query, groups: Sequence[GroupScreen], context: ScanContext) -> Suspects:
    return _joint([_numbered(query(_sql(group, context)), index) for index, group in enumerate(groups)])


def _numbered(table: pa.Table, screen: int) -> Suspects:
    """The answer to a query, with one number for each group of a screen."""
    columns = {name: table[name].to_numpy() for name in table.column_names}
    keys = [column.view(np.uint64) for name, column in columns.items() if name.startswith("k")]
    group = joined(np.full(len(table), screen, np.uint64), *keys)
    others = (columns[name].astype(np.int64) for name in ("claim_property", "subject", "value"))
    return Suspects(columns["claim"], group, *others)


def _joint(parts: Sequence[Suspects]) -> Suspects:
    """The suspects of several groupings; where groups share a claim each has it."""
    if not parts:
        return Suspects(no_numbers(), no_numbers().view(np.uint64), no_numbers(), no_numbers(), no_numbers())
    joint = Suspects(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Suspects)))
    _, first = np.unique(joined(joint.group, joint.claim.view(np.uint64)), return_index=True)
    return joint.take(first)


# --- which groups there is room for


def _fitting(
    query: Query, suspects: Suspects, groups: Sequence[GroupScreen], context: ScanContext, room: int
) -> tuple[BoolArray, Int64Array]:
    """The suspects whose groups are judged, small ones first, and the rows of the lookups that are judged beside."""
    _, group, sizes = np.unique(suspects.group, return_inverse=True, return_counts=True)
    fits = _smallest(sizes, room)[group] if len(group) else np.zeros(0, bool)
    properties = {name for screen in groups if screen.lookups_of for name in screen.lookups}
    columns = sorted({column for screen in groups for column in screen.lookups_of})
    if not properties or not fits.any():
        return fits, no_numbers()
    entities = np.stack([getattr(suspects, column) for column in columns])
    owner, claims = _lookups(query, np.unique(entities[:, fits]), properties, context)
    owners, counts = np.unique(owner, return_counts=True)
    cost = sizes.astype(np.int64)
    for entity in entities:
        of_group = np.unique(np.stack([group[fits], entity[fits]]), axis=1)
        if len(owners):
            index = np.minimum(np.searchsorted(owners, of_group[1]), len(owners) - 1)
            np.add.at(cost, of_group[0], np.where(owners[index] == of_group[1], counts[index], 0))
    fits &= _smallest(np.where(np.isin(np.arange(len(sizes)), group[fits]), cost, room + 1), room)[group]
    return fits, np.unique(claims[np.isin(owner, entities[:, fits])] >> FACET_BITS)


def _smallest(sizes: Int64Array, room: int) -> BoolArray:
    """The groups that there is room for, the smallest first."""
    order = np.argsort(sizes, kind="stable")
    fits = np.zeros(len(sizes), bool)
    fits[order] = np.cumsum(sizes[order]) <= room
    return fits


def _lookups(
    query: Query, entities: Int64Array, properties: Collection[str], context: ScanContext
) -> tuple[Int64Array, Int64Array]:
    """The claims of some entities, and whose each is."""
    text = f"SELECT subject, claim FROM boxes WHERE {_claimed_of(properties, context)} AND {WANTED}"
    boxes = query(text, wanted=id_table("entity", entities))
    return boxes["subject"].to_numpy(), boxes["claim"].to_numpy()


WANTED = "subject IN (SELECT entity FROM wanted)"


# --- relations that follow from the vocabulary


def _suspects_of_relations(query: Query, context: ScanContext, blocks: Collection[int], scopes: Scopes) -> Suspects:
    """Claims that may break a relation, and those of subjects of which a stated relation speaks."""
    screens = context.groups
    if not screens or not screens.related:
        return _joint(())
    parts = [_numbered(query(_sql(group, context)), 0) for group in screens.relations]
    subjects = subjects_exceeding(query, context, scopes) if screens.adding else {}
    if blocks:
        subjects = {**subjects, screens.related: _subjects_of(query, screens.related, context, blocks)}
    for properties, entities in subjects.items():
        columns = "claim, claim_property, subject, value, subject AS k0"
        text = f"SELECT {columns} FROM boxes WHERE {_claimed_of(properties, context)} AND {WANTED}"
        parts.append(_numbered(query(text, wanted=id_table("entity", entities)), 0))
    return _joint(parts)


def _subjects_of(
    query: Query, properties: Collection[str], context: ScanContext, blocks: Collection[int]
) -> Int64Array:
    """The subjects of some blocks of which any of the properties is claimed."""
    text = f"SELECT DISTINCT subject FROM boxes WHERE {_claimed_of(properties, context)}"
    subjects = query(text)["subject"].to_numpy()
    wanted = np.array(sorted(blocks), np.uint64)
    numbers = [number for name, number in context.properties.items() if name in properties]
    chosen = np.zeros(len(subjects), bool)
    for root in np.unique(context.property_limits.root[numbers]):
        chosen |= np.isin(joined(subjects.view(np.uint64), root), wanted)
    return np.sort(subjects[chosen])


# --- queries


def _claimed_of(names: Collection[str], context: ScanContext) -> str:
    """The boxes that are claimed of some properties, or are the ends of intervals that they are."""
    numbers = [context.properties[name] for name in names if name in context.properties]
    return f"screen = {BY_VALUE} AND ({any_of('property', numbers)} OR {any_of('claim_property', numbers)})"


FACET = f"claim % {1 << FACET_BITS}"
GOVERNED_KEYS = {
    "subject": ("subject",),
    "content": ("property", FACET, "literal_lo + 0.0", "literal_hi + 0.0"),
    "value": ("value",),
    "way": ("subject", "value"),
}
LOOKUP_KEYS = {"subject": ("subject",), "content": (), "value": ("subject",), "way": ("value", "subject")}
HAS_KEY = {
    "subject": "",
    "content": " AND literal_lo > -1e300 AND literal_hi < 1e300",  # what has no end is no content
    "value": " AND value <> 0",
    "way": " AND value <> 0",
}


def _sql(group: GroupScreen, context: ScanContext) -> str:
    """Asks for the boxes of all groups that may break a rule."""
    keys = [f"k{index}" for index in range(len(GOVERNED_KEYS[group.by]))]
    judged = f"{_claimed_of(group.judged or group.properties, context)}{'' if group.judged else HAS_KEY[group.by]}"
    same_group = " AND ".join(f"judged.{key} = suspects.{key}" for key in keys)
    parted_by = [*keys, *(["scope"] if group.scoped else []), *([FACET] if group.by_end else [])]
    members = _members(group, keys, context)
    if group.sequence:
        members = _in_step(members, parted_by, falling=group.sequence == "falling")
    if group.timed and not context.changing.isdisjoint((*group.properties, *group.lookups)):
        members = by_stretch(members, ", ".join(parted_by), "t0, t1, claim, governed")
        parted_by.append("stretch")
    return f"""
SELECT judged.* FROM
    (SELECT claim, claim_property, subject, value, {_named(GOVERNED_KEYS[group.by], keys)}
     FROM boxes WHERE {judged}) AS judged
JOIN (SELECT DISTINCT {", ".join(keys)} FROM ({members}) AS members
      GROUP BY {", ".join(parted_by)} HAVING {group.condition}) AS suspects ON {same_group}"""


def _in_step(members: str, parted_by: Sequence[str], *, falling: bool) -> str:
    """The members, each with whether it lies below one that starts no later; `falling`: above it."""
    best, bound, own = ("min", "plausible_hi", "plausible_lo") if falling else ("max", "plausible_lo", "plausible_hi")
    asserted = f"CASE WHEN excluded = 0 THEN {bound} END"
    earlier = f"PARTITION BY {', '.join(parted_by)}, property ORDER BY t0, t1, claim ROWS"
    earlier = f"{best}({asserted}) OVER ({earlier} BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    wrong = f"{earlier} < {own}" if falling else f"{earlier} > {own}"
    is_wrong = f"CASE WHEN excluded = 0 AND {wrong} THEN 1 ELSE 0 END"
    return f"SELECT *, {is_wrong} AS out_of_step FROM ({members}) AS ordered"


def _named(texts: Sequence[str], keys: Sequence[str]) -> str:
    types = ("DOUBLE" if text.endswith("0.0") else "BIGINT" for text in texts)
    return ", ".join(f"CAST({text} AS {type}) AS {key}" for text, type, key in zip(texts, types, keys, strict=True))


MEMBER_COLUMNS = (
    "claim, property, subject, value, scope, plausible_lo, plausible_hi, literal_lo, literal_hi, t0, t1, indivisible,"
    " excluded"
)


def _members(group: GroupScreen, keys: Sequence[str], context: ScanContext) -> str:
    """The governed boxes, and the lookups by the same keys."""
    governed = f"{_claimed_of(group.properties, context)}{HAS_KEY[group.by]}"
    columns = f"{_named(GOVERNED_KEYS[group.by], keys)}, 1 AS governed, subject AS leads_to, 0 AS lookup_index"
    if not group.lookups:
        listed = any_of("literal_lo", _numbers(group, context))
        columns += f", CASE WHEN {listed} THEN 1 ELSE 0 END AS listed"
    query = f"SELECT {columns}, {MEMBER_COLUMNS} FROM boxes WHERE {governed}"
    if not group.lookups:
        return query
    lookups = f"{_claimed_of(group.lookups, context)}{HAS_KEY['way'] if group.by == 'way' else ''}"
    if group.lookup_values is not None:
        lookups += f" AND {any_of('literal_lo', _numbers(group, context))}"
    indices = enumerate(group.lookups, start=1)
    cases = [(context.properties[name], index) for index, name in indices if name in context.properties]
    index = f"CASE property {' '.join(f'WHEN {number} THEN {index}' for number, index in cases)} ELSE 0 END"
    columns = f"{_named(LOOKUP_KEYS[group.by], keys)}, 0 AS governed, value AS leads_to"
    columns += f", {index if cases else 0} AS lookup_index"
    return f"{query} UNION ALL SELECT {columns}, {MEMBER_COLUMNS} FROM boxes WHERE {lookups}"


def _numbers(group: GroupScreen, context: ScanContext) -> list[int]:
    """The numbers of the names that count as values."""
    names = group.lookups or group.properties
    datatypes = {
        context.vocabulary.properties[name].datatype for name in names if name in context.vocabulary.properties
    }
    return [number_of(name, datatype, context.entities) for datatype in datatypes for name in group.lookup_values or ()]
