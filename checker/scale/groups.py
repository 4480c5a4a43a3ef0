"""Groups of claims are screened by one aggregation each, and those that may break a rule are judged in whole.

A rule is held against all claims of such a group, its home; the other claims that the rule looks at are judged beside
them, so that it never misses one. Where that is too much the smallest groups come first, and the rest is counted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from checker.scale.engine import Query
from checker.scale.parts import Scopes, exceeding
from checker.scale.scan.boxes import FACET_BITS
from checker.scale.scan.context import ScanContext
from checker.scale.scan.hashes import joined
from checker.scale.scan.literals import number_of
from checker.scale.scan.screens import VALUES
from checker.screening.arrays import BoolArray, Hashes, Int64Array
from checker.screening.groups import RELATIONS, Group, any_of

if TYPE_CHECKING:
    import pyarrow as pa


MOST_IN_GROUPS = 100_000
"""Claims that are judged in groups: as many as the ordinary flow takes without a screen."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The rows that must be judged, those of them that each constraint (and the relations) is held against, and how
    many of each property were too many.
    """

    rows: Int64Array
    home: Mapping[str, Int64Array]
    left: Mapping[str, int]


def in_groups(query: Query, context: ScanContext, blocks: Collection[int], scopes: Scopes) -> Grouped:
    """`blocks` are those of which relations speak that are stated; `scopes` tells the scopes of some claims."""
    if not context.groups:
        return Grouped(_none(), {}, {})
    found = {path: _suspects(query, groups, context) for path, groups in context.groups.constraints.items()}
    found[RELATIONS] = _related(query, context, blocks, scopes)
    room = MOST_IN_GROUPS
    rows, left = [_none()], {}
    home: dict[str, Int64Array] = {}
    for path in sorted(found, key=lambda path: (len(found[path].claims), path)):
        suspects = found[path]
        others = context.groups.constraints.get(path, ())
        kept, beside = _fitting(query, suspects, others, context, room)
        home[path] = np.unique(suspects.claims[kept] >> FACET_BITS)
        taken = np.union1d(home[path], beside)
        room -= len(taken)
        rows.append(taken)
        if not kept.all():
            left[path] = np.unique(np.stack([suspects.claims[~kept] >> FACET_BITS, suspects.own[~kept]]), axis=1)
    return Grouped(np.unique(np.concatenate(rows)), home, _counted(list(left.values()), context))


def _none() -> Int64Array:
    return np.zeros(0, np.int64)


def _counted(left: Sequence[Int64Array], context: ScanContext) -> dict[str, int]:
    """How many claims of each property are left over."""
    if not left:
        return {}
    names = tuple(context.properties)
    own, numbers = np.unique(np.unique(np.concatenate(left, axis=1), axis=1)[1], return_counts=True)
    return {names[place]: number for place, number in zip(own.tolist(), numbers.tolist(), strict=True)}


@dataclass(frozen=True, slots=True)
class _Suspects:
    """Boxes of groups that may break something, row by row: the claim, its group, property, subject and value."""

    claims: Int64Array
    group: Hashes
    own: Int64Array
    subject: Int64Array
    value: Int64Array


def _suspects(query: Query, groups: Sequence[Group], context: ScanContext) -> _Suspects:
    return _joint([_members(query(_sql(group, context)), place) for place, group in enumerate(groups)])


def _members(table: pa.Table, place: int) -> _Suspects:
    columns = {name: table[name].to_numpy() for name in table.column_names}
    keys = [column.view(np.uint64) for name, column in columns.items() if name.startswith("k")]
    group = joined(np.full(len(table), place, np.uint64), *keys)
    return _Suspects(columns["claim"], group, *(columns[name].astype(np.int64) for name in ("own", "subject", "value")))


def _joint(parts: Sequence[_Suspects]) -> _Suspects:
    """The suspects of several groupings; where groups share a claim each has it."""
    if not parts:
        return _Suspects(_none(), _none().view(np.uint64), _none(), _none(), _none())
    names = _Suspects.__slots__
    joint = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    _, first = np.unique(joined(joint["group"], joint["claims"].view(np.uint64)), return_index=True)
    return _Suspects(**{name: joint[name][first] for name in names})


# --- which groups there is room for


def _fitting(
    query: Query, suspects: _Suspects, groups: Sequence[Group], context: ScanContext, room: int
) -> tuple[BoolArray, Int64Array]:
    """The suspects whose groups are judged, small ones first, and the rows that are judged beside them."""
    _, group, sizes = np.unique(suspects.group, return_inverse=True, return_counts=True)
    kept = _first(sizes, room)[group] if len(group) else np.zeros(0, bool)
    others = {name for one in groups if one.beside for name in one.others}
    sides = {side for one in groups for side in one.beside}
    if not others or not kept.any():
        return kept, _none()
    entities = [getattr(suspects, side)[kept] for side in sorted(sides)]
    near, claims = _beside(query, np.unique(np.concatenate(entities)), others, context)
    known, numbers = np.unique(near, return_counts=True)
    cost = sizes.astype(np.int64)
    for side in sorted(sides):
        met = np.unique(np.stack([group[kept], getattr(suspects, side)[kept]]), axis=1)
        if len(known):
            place = np.minimum(np.searchsorted(known, met[1]), len(known) - 1)
            np.add.at(cost, met[0], np.where(known[place] == met[1], numbers[place], 0))
    kept &= _first(np.where(np.isin(np.arange(len(sizes)), group[kept]), cost, room + 1), room)[group]
    met = np.concatenate([getattr(suspects, side)[kept] for side in sorted(sides)])
    return kept, np.unique(claims[np.isin(near, met)] >> FACET_BITS)


def _first(sizes: Int64Array, room: int) -> BoolArray:
    """The groups that there is room for, the smallest first."""
    order = np.argsort(sizes, kind="stable")
    fits = np.zeros(len(sizes), bool)
    fits[order] = np.cumsum(sizes[order]) <= room
    return fits


def _beside(
    query: Query, entities: Int64Array, others: Collection[str], context: ScanContext
) -> tuple[Int64Array, Int64Array]:
    """The claims of some entities, and whose each is."""
    found = query(
        f"SELECT subject, claim FROM boxes WHERE {_about(others, context)} AND {AMONG}", wanted=_table(entities)
    )
    return found["subject"].to_numpy(), found["claim"].to_numpy()


AMONG = "subject IN (SELECT entity FROM wanted)"


def _table(entities: Int64Array) -> pa.Table:
    import pyarrow as pa

    return pa.table({"entity": pa.array(entities, pa.int64())})


# --- relations that follow from the vocabulary


def _related(query: Query, context: ScanContext, blocks: Collection[int], scopes: Scopes) -> _Suspects:
    """Claims that may break a relation, and those of subjects of which a stated relation speaks."""
    together = context.groups
    if not together or not together.related:
        return _joint(())
    parts = [_members(query(_sql(group, context)), 0) for group in together.relations]
    subjects = exceeding(query, context, scopes) if together.adding else {}
    if blocks:
        named = _speaking(query, context, blocks)
        subjects = {**subjects, together.related: named}
    for names, own in subjects.items():
        text = f"SELECT claim, own, subject, value, subject AS k0 FROM boxes WHERE {_about(names, context)} AND {AMONG}"
        parts.append(_members(query(text, wanted=_table(own)), 0))
    return _joint(parts)


def _speaking(query: Query, context: ScanContext, blocks: Collection[int]) -> Int64Array:
    """The subjects of some blocks, where relations ask something of them."""
    related = context.groups.related if context.groups else frozenset()
    subjects = query(f"SELECT DISTINCT subject FROM boxes WHERE {_about(related, context)}")["subject"].to_numpy()
    wanted = np.array(sorted(blocks), np.uint64)
    roots = np.unique(context.courses.root[[number for name, number in context.properties.items() if name in related]])
    named = np.zeros(len(subjects), bool)
    for root in roots:
        named |= np.isin(joined(subjects.view(np.uint64), root), wanted)
    return np.sort(subjects[named])


# --- queries


def _about(names: Collection[str], context: ScanContext) -> str:
    """The boxes that are claimed of some properties, or are the ends of intervals that they are."""
    numbers = [context.properties[name] for name in names if name in context.properties]
    return f"sort = {VALUES} AND ({any_of('property', numbers)} OR {any_of('own', numbers)})"


MINE = {
    "subject": ("subject",),
    "content": ("property", f"claim % {1 << FACET_BITS}", "llo + 0.0", "lhi + 0.0"),
    "value": ("value",),
    "way": ("subject", "value"),
}
THEIRS = {"subject": ("subject",), "content": (), "value": ("subject",), "way": ("value", "subject")}
KEPT = {
    "subject": "",
    "content": " AND llo > -1e300 AND lhi < 1e300",  # what has no end is no content
    "value": " AND value <> 0",
    "way": " AND value <> 0",
}


def _sql(group: Group, context: ScanContext) -> str:
    """Asks for the boxes of all groups that may break a rule."""
    mine = MINE[group.by]
    keys = [f"k{place}" for place in range(len(mine))]
    named = ", ".join(f"CAST({text} AS {_kind(text)}) AS {key}" for key, text in zip(keys, mine, strict=True))
    whole = f"{_about(group.whole or group.properties, context)}{'' if group.whole else KEPT[group.by]}"
    same = " AND ".join(f"home.{key} = suspects.{key}" for key in keys)
    apart = [*keys, *(["scope"] if group.scoped else []), *([f"claim % {1 << FACET_BITS}"] if group.sided else [])]
    timed = group.timed and _changing((*group.properties, *group.others), context)
    members = _both(group, keys, context)
    source = _islands(members, ", ".join(apart)) if timed else members
    suspects = f"""
SELECT DISTINCT {", ".join(keys)} FROM ({source}) AS members
GROUP BY {", ".join([*apart, *(["island"] * timed)])} HAVING {group.may}"""
    return f"""
SELECT home.* FROM (SELECT claim, own, subject, value, {named} FROM boxes WHERE {whole}) AS home
JOIN ({suspects}) AS suspects ON {same}"""


def _kind(text: str) -> str:
    return "DOUBLE" if text.endswith("0.0") else "BIGINT"


def _both(group: Group, keys: Sequence[str], context: ScanContext) -> str:
    """The governed boxes, and the others by the same keys."""
    place = [(context.properties[name], at) for at, name in enumerate(group.others, 1) if name in context.properties]
    cases = " ".join(f"WHEN {number} THEN {at}" for number, at in place)
    sides: list[tuple[Mapping[str, tuple[str, ...]], tuple[str, ...], int, str, str, str]] = [
        (MINE, group.properties, 1, "subject", "0", "")
    ]
    if group.others:
        fit = "" if group.fitting is None else f" AND {any_of('llo', _numbers(group, context))}"
        sides.append((THEIRS, group.others, 0, "value", f"CASE property {cases} ELSE 0 END" if cases else "0", fit))
    parts = []
    for which, names, mine, reach, at, fit in sides:
        texts = zip(which[group.by], keys, strict=True)
        own = ", ".join(f"CAST({text} AS {_kind(text)}) AS {key}" for text, key in texts)
        columns = f"{own}, {mine} AS mine, {reach} AS reach, {at} AS place, claim, property, subject, value, scope"
        columns += ", plo, phi, llo, lhi, t0, t1, leaf, silent"
        kept = KEPT[group.by] if mine or group.by == "way" else ""
        parts.append(f"SELECT {columns} FROM boxes WHERE {_about(names, context)}{kept}{fit}")
    return " UNION ALL ".join(parts)


def _numbers(group: Group, context: ScanContext) -> list[int]:
    """The numbers of the names that count as values of the others."""
    datatypes = {context.vocabulary.properties[name].datatype for name in group.others}
    return [number_of(name, kind, context.entities) for kind in datatypes for name in group.fitting or ()]


def _islands(members: str, keys: str) -> str:
    """Members numbered by stretches of time: those of different stretches never hold at one time."""
    order = f"OVER (PARTITION BY {keys} ORDER BY t0, t1, claim, mine ROWS BETWEEN UNBOUNDED PRECEDING AND"
    begun = f"SELECT *, CASE WHEN t0 > max(t1) {order} 1 PRECEDING) THEN 1 ELSE 0 END AS fresh FROM ({members}) AS own"
    return f"SELECT *, sum(fresh) {order} CURRENT ROW) AS island FROM ({begun}) AS begun"


def _changing(names: Collection[str], context: ScanContext) -> bool:
    return not context.changing.isdisjoint(names)
