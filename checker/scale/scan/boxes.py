"""A batch of rows becomes columns of boxes.

What a row says is looked at by columns: names against the vocabulary, each distinct literal by its reader. A row at
fault is told in the words of the ordinary flow, and makes no box. What no screen can judge is kept: it becomes a claim
whatever the screen says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from checker.model.box import Box, Key, Scope
from checker.model.corpus import Lost
from checker.model.fault import Fault
from checker.readers.tables.columns import Columns
from checker.readers.tables.shape import compute
from checker.scale.relation_groups import quantities
from checker.scale.scan.cells import codes, codes_hashed, every, flag, given, having, scopes_hashed, words
from checker.scale.scan.context import Memory, ScanContext
from checker.scale.scan.hashes import hashed, hashed_text, joined
from checker.scale.scan.literals import days, extents
from checker.scale.scan.members import KINDS as MEMBERS
from checker.scale.scan.members import members
from checker.scale.scan.names import looked_up, misread
from checker.scale.scan.per_claim import broken
from checker.scale.scan.screens import DENIALS_WANTED, SORT, VALUES, Limits, Part, kernel_rows
from checker.scale.scan.values import Values, side, values
from checker.screening.arrays import BoolArray, Float64Array, Hashes, Int64Array

if TYPE_CHECKING:
    import pyarrow as pa


ROW_BITS, FACET_BITS = 40, 1
"""Of the number of a box: the row of its claim, and which end of an interval it is; the table stands above them."""

KINDS = {
    "claim": np.int64,
    "key": np.int64,
    "lo": np.float64,
    "hi": np.float64,
    "t0": np.float64,
    "t1": np.float64,
    "rate": np.float64,
    "block": np.int64,
    "llo": np.float64,
    "lhi": np.float64,
    "property": np.int32,
    "sort": np.int8,
}
"""Columns of boxes, those of the screen first. `key` stands for subject, general property and scope, `block` for the
same without scope; `llo` and `lhi` are the ends of the bare words; `sort` is the place of the screen among those of the
kernel.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The boxes of some rows; the numbers and the names of all sound rows, the rows that are kept, the keys of which
    something is denied, the blocks that relations tie, the rows of properties that are judged in whole, those that name
    a source which is neither an entity nor a document, how many of each property nobody looked at, and what is wrong.
    """

    boxes: pa.Table
    rows: Int64Array
    refs: Hashes
    kept: Int64Array
    denied: Int64Array
    tied: frozenset[int] = frozenset()
    whole: Mapping[str, Int64Array] = field(default_factory=dict)
    sources: Mapping[str, Int64Array] = field(default_factory=dict)
    unheld: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    lost: tuple[Lost, ...] = ()


def boxes_of(columns: Columns, file: int, context: ScanContext, memory: Memory) -> Batch:
    """The boxes of a batch of good rows. `file` is the number of the table."""
    number = (np.int64(file) << ROW_BITS) | columns.rows.to_numpy()
    if not len(number):
        nothing = np.zeros(0, np.int64)
        return Batch(
            table(context=context),
            nothing,
            nothing.view(np.uint64),
            nothing,
            nothing,
            faults=columns.faults,
            lost=columns.lost,
        )
    sound, faults, lost = looked_up(columns, context, memory)
    tied = given(columns, "relation") | given(columns, "readings")
    t0, t1, untimed = _times(columns, context)
    said = values(columns, context, memory, sound & ~tied)
    untimed &= sound & ~tied
    faults += misread(columns, context, memory, said.unread, untimed)
    clear = sound & ~said.unread & ~untimed
    undated = clear & ~tied & np.isnan(t0) & having(columns, "property", context.changing)
    stated = np.flatnonzero(clear & ~tied & ~undated)
    boxes = table(*_boxes(columns, stated, number, said, (t0, t1), context), context=context)
    breaking, unheld = broken(columns, context, memory, clear & ~tied)
    kept = sound & (tied | breaking)
    kept[np.flatnonzero(undated)[:1]] = True  # the ordinary flow tells that its document's date cannot be read
    denials = number[sound & flag(columns, "denies")] if DENIALS_WANTED else number[:0]
    keys = boxes["key"].to_numpy()
    denied = keys[np.isin(boxes["claim"].to_numpy() >> FACET_BITS, denials)] if len(denials) else keys[:0]
    return Batch(
        boxes=boxes,
        rows=number[sound],
        refs=joined(codes_hashed(columns, "document"), codes_hashed(columns, "id"))[sound],
        kept=number[kept],
        denied=np.unique(denied),
        tied=_tied(columns, context),
        unheld=unheld,
        whole=_whole(columns, clear, number, context),
        sources=_sources(columns, number, context),
        faults=(*columns.faults, *faults),
        lost=(*columns.lost, *lost),
    )


def _whole(columns: Columns, sound: BoolArray, number: Int64Array, context: ScanContext) -> dict[str, Int64Array]:
    """The rows of each property that is judged in whole."""
    code = codes(columns, "property")
    places: dict[str, list[int]] = {}
    for place, name in enumerate(words(columns, "property")):
        if name in context.whole_families:
            places.setdefault(name or "", []).append(place)
    return {name: number[sound & np.isin(code, own)] for name, own in places.items()}


def _sources(columns: Columns, number: Int64Array, context: ScanContext) -> dict[str, Int64Array]:
    """The rows of each source that may be none: a claim, or what nobody knows."""
    if "draws_on" not in columns.fields:
        return {}
    column = columns.fields["draws_on"]
    rows = compute().list_parent_indices(column).to_numpy()
    flat = column.flatten()
    code = flat.indices.to_numpy(zero_copy_only=False)
    lexicon, known = context.names.lexicon, context.names.declared
    found: dict[str, Int64Array] = {}
    for place, text in enumerate(flat.dictionary.to_pylist()):
        if text not in lexicon.vocabulary.entities and text not in known and not lexicon.excuses("entities", text):
            found[text] = number[rows[code == place]]
    return found


def _tied(columns: Columns, context: ScanContext) -> frozenset[int]:
    """The blocks that the relations of a batch speak of."""
    texts = [text for name in ("relation", "readings") if name in columns.fields for text in every(columns, name)]
    return blocks_of({quantity for text in texts for quantity in quantities(text, context.vocabulary)}, context)


def blocks_of(asked: Collection[tuple[str, str]], context: ScanContext) -> frozenset[int]:
    """The blocks of some subjects and properties."""
    known = [(subject, context.properties[name]) for subject, name in asked if name in context.properties]
    roots = context.courses.root
    return frozenset(int(joined(hashed_text(subject), roots[number])) for subject, number in sorted(known))


# --- times


def _times(columns: Columns, context: ScanContext) -> tuple[Float64Array, Float64Array, BoolArray]:
    """The days of each row (its document's where it states none, no number where that has none), and rows at fault."""
    nothing = (np.nan, np.nan)
    spoke = np.array([context.published.get(name or "") or nothing for name in words(columns, "document")])
    t0, t1 = spoke[codes(columns, "document")].T.copy()
    untimed = np.zeros(len(t0), bool)
    for name in ("as_of", "during"):
        if name in columns.fields:
            stated, place = given(columns, name), codes(columns, name)
            first, last, wrong = extents(columns.fields[name].dictionary, context.vocabulary.fiscal_years)
            t0[stated], t1[stated] = first[place[stated]], last[place[stated]]
            if wrong:
                untimed |= np.isin(place, list(wrong))
    return t0, t1, untimed


# --- boxes

Read = tuple[Int64Array, Int64Array, Int64Array, Limits]
"""Some rows, the property and facet of a box of each, and its limits."""


def _boxes(
    columns: Columns,
    rows: Int64Array,
    number: Int64Array,
    said: Values,
    times: tuple[Float64Array, Float64Array],
    context: ScanContext,
) -> Iterator[Mapping[str, NDArray]]:
    """The boxes of some rows: of each literal one, or one for each end, and again for each screen."""
    own = np.array([context.properties.get(name or "", -1) for name in words(columns, "property")])
    own = own[codes(columns, "property")]
    subject, scope = codes_hashed(columns, "subject"), scopes_hashed(columns)
    silent = flag(columns, "denies") | having(columns, "rank", frozenset(("deprecated",)))
    plain = said.place[rows] < 0
    parts = _numeric(rows[plain], own, said), *_literal(rows[~plain], said)
    for chosen, prop, facet, limits in parts:
        days = (times[0][chosen], times[1][chosen])
        part = part_of(subject[chosen], scope[chosen], prop, own[chosen], silent[chosen], days, limits, context)
        yield from rows_of(part, number[chosen], facet, subject[chosen], silent[chosen], context)


def part_of(
    subject: Hashes,
    scope: Hashes,
    prop: Int64Array,
    own: Int64Array,
    silent: BoolArray,
    times: tuple[Float64Array, Float64Array],
    limits: Limits,
    context: ScanContext,
) -> Part:
    """Boxes for the screens; `silent` are claims that oppose none by their value: denials, and those deprecated."""
    courses = context.courses
    return Part(joined(subject, courses.root[prop]), scope, prop, own, silent | courses.many[prop], times, limits)


def rows_of(
    part: Part, number: Int64Array, facet: Int64Array, subject: Hashes, silent: BoolArray, context: ScanContext
) -> Iterator[Mapping[str, NDArray]]:
    """The rows of boxes that each screen compares, as columns."""
    shared = {
        "claim": (number << FACET_BITS) | facet,
        "block": part.block,
        "llo": part.limits[4],
        "lhi": part.limits[5],
        "property": part.prop,
    }
    if context.groups:
        shared |= members(subject, part.scope, part.prop, part.own, silent, part.limits, context)
    for sort, (chosen, columns) in kernel_rows(part, context):
        if sort == VALUES:
            shared |= columns
            yield {**shared, "sort": np.full(len(chosen), sort)}
        elif len(chosen):
            some = {name: column[chosen] for name, column in shared.items()}
            yield {**some, **columns, "sort": np.full(len(chosen), sort)}


def table(*parts: Mapping[str, NDArray], context: ScanContext) -> pa.Table:
    """Boxes as one table; numbers of 64 bits are taken as they are."""
    import pyarrow as pa

    kinds = KINDS | MEMBERS if context.groups else KINDS

    def column(name: str, kind: type) -> NDArray:
        found = [part[name] for part in parts]
        joint = np.concatenate(found) if found else np.zeros(0, kind)
        return joint.view(np.int64) if joint.dtype == np.uint64 else joint.astype(kind, copy=False)

    return pa.table({name: column(name, kind) for name, kind in kinds.items()})


def _numeric(rows: Int64Array, own: Int64Array, values: Values) -> Read:
    """The rows whose value was read as numbers."""
    return rows, own[rows], np.zeros(len(rows), np.int64), (values.lo[rows], values.hi[rows]) * 3


def _literal(rows: Int64Array, values: Values) -> Iterator[Read]:
    """The rows whose literal was read: the first box of each, then the second."""
    for which in range(max((len(one or ()) for one in values.said), default=0)):
        sides = [one[which] if one and len(one) > which else None for one in values.said]
        chosen = rows[np.array([one is not None for one in sides], bool)[values.place[rows]]]
        place = values.place[chosen]
        prop = np.array([one.property if one else 0 for one in sides])[place]
        facet = np.array([one.facet if one else 0 for one in sides])[place]
        nothing = ((0.0, 0.0),) * 3
        limits = np.array([(one.ends if one else nothing) for one in sides]).reshape(-1, 6)[place].T
        yield chosen, prop, facet, tuple(limits)


def of_yaml(boxes: Sequence[Box], context: ScanContext) -> pa.Table:
    """The boxes of claims that stand in files, in the same columns, as a table with the number 0."""
    import pyarrow as pa

    place = {ref: number for number, ref in enumerate(dict.fromkeys(box.ref for box in boxes))}
    sides = [side(box, context) for box in boxes]
    limits = np.array([one.ends for one in sides], float).reshape(-1, 6).T
    times = np.array([days(box.time.extent) for box in boxes], float).reshape(-1, 2).T
    scope = np.array([_scope_hashed(box.key.scope) for box in boxes], np.uint64)
    subject = hashed(pa.array([box.key.subject for box in boxes], pa.string()))
    silent = np.array([box.claim.denies or box.claim.deprecated for box in boxes], bool)
    part = part_of(
        subject,
        scope,
        np.array([one.property for one in sides], np.int64),
        np.array([context.properties[box.claim.property] for box in boxes], np.int64),
        silent,
        (times[0], times[1]),
        tuple(limits),  # type: ignore[bad-argument-type]  # six rows
        context,
    )
    number = np.array([place[box.ref] for box in boxes], np.int64)
    facet = np.array([one.facet for one in sides], np.int64)
    return table(*rows_of(part, number, facet, subject, silent, context), context=context)


def _scope_hashed(scope: Scope) -> np.uint64:
    """As `cells.scopes_hashed`."""
    found = np.uint64(0)
    with np.errstate(over="ignore"):
        for dimension, member in scope:
            found += joined(hashed_text(member), hashed_text(dimension))
    return found


def key_of(key: Key, context: ScanContext) -> Int64Array:
    """The number of a key, as boxes have it; none where its property is unknown."""
    prop = context.properties.get(key.property)
    if prop is None:
        return np.zeros(0, np.int64)
    scope = _scope_hashed(key.scope) if context.courses.scoped[prop] else np.uint64(0)
    block = joined(hashed_text(key.subject), context.courses.root[prop])
    return np.array([joined(block, scope) & ~SORT], np.uint64).view(np.int64)
