"""A batch of rows becomes columns of boxes.

What a row says is looked at by columns: names against the vocabulary, each distinct literal by its reader. A row at
fault gets the faults of the ordinary flow, and makes no box. What no screen can judge becomes a claim whatever the
screens say.

The boxes are one table, those of every screen of the kernel below each other, with these columns:

    claim           the number of the box: its claim's row id, and which end of an interval it is
    key             subject, most general sense and scope as one number; boxes of one key are compared
    lo, hi          the value as its screen compares it; without end where the box opposes none by its value
    t0, t1          the days as its screen compares them; without end where time does not matter
    moment          twice the middle of its time, whatever its screen compares
    rate            how much the value may change in a day
    block           as the key, without scope
    literal_lo      both ends of the bare words
    literal_hi
    property        the number of its property
    screen          the index of its screen among those of the kernel

and, where rules look at groups of claims, those of `members`.
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
from checker.scale.scan.cells import (
    codes,
    codes_hashed,
    distinct_texts,
    flag,
    given,
    having,
    limiting_hashed,
    scopes_hashed,
    words,
)
from checker.scale.scan.context import ReadCache, ScanContext
from checker.scale.scan.hashes import hashed, hashed_text, joined
from checker.scale.scan.literals import ValueRanges, extents
from checker.scale.scan.members import MEMBER_TYPES, member_columns
from checker.scale.scan.names import looked_up, misread
from checker.scale.scan.per_claim import broken
from checker.scale.scan.quotes import doubted
from checker.scale.scan.screens import BY_VALUE, DENIALS_WANTED, SCREEN_BIT, UnscreenedBoxes, kernel_rows
from checker.scale.scan.values import Values, combined, languages, literal_box, values
from checker.screening.arrays import BoolArray, Float64Array, Hashes, Int64Array, no_numbers
from checker.screening.ends import day_ends
from checker.screening.scopes import limiting

if TYPE_CHECKING:
    import pyarrow as pa


ROW_BITS, FACET_BITS = 40, 1
"""Of the number of a box: the line of its claim, and which end of an interval it is; the table stands above them. Lines
and table make the row id.
"""

TYPES = {
    "claim": np.int64,
    "key": np.int64,
    "lo": np.float64,
    "hi": np.float64,
    "t0": np.float64,
    "t1": np.float64,
    "moment": np.float64,
    "rate": np.float64,
    "block": np.int64,
    "literal_lo": np.float64,
    "literal_hi": np.float64,
    "property": np.int32,
    "screen": np.int8,
}


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """The boxes of some rows, and what else must be known of them.

    `row_ids` and `refs` (as numbers) are those of all sound rows. `always_judged` are row ids of claims that are judged
    whatever the screens say, `whole_families` by property those that are judged with their family or not at all.
    `denied_keys` are keys of which something is denied, `related_blocks` blocks of which relations speak. `sources` are
    by name the row ids that draw on what is neither an entity nor a document, `unchecked_per_claim` says how many
    claims of each property were not looked at by themselves.
    """

    boxes: pa.Table
    row_ids: Int64Array = field(default_factory=no_numbers)
    refs: Hashes = field(default_factory=lambda: np.zeros(0, np.uint64))
    always_judged: Int64Array = field(default_factory=no_numbers)
    denied_keys: Int64Array = field(default_factory=no_numbers)
    related_blocks: frozenset[int] = frozenset()
    whole_families: Mapping[str, Int64Array] = field(default_factory=dict)
    sources: Mapping[str, Int64Array] = field(default_factory=dict)
    unchecked_per_claim: Mapping[str, int] = field(default_factory=dict)
    unread_quotes: int = 0
    faults: tuple[Fault, ...] = ()
    lost: tuple[Lost, ...] = ()


def boxes_of(columns: Columns, table_number: int, context: ScanContext, cache: ReadCache) -> Batch:
    """The boxes of a batch of good rows."""
    row_ids = (np.int64(table_number) << ROW_BITS) | columns.rows.to_numpy()
    if not len(row_ids):
        return Batch(box_table(context=context), faults=columns.faults, lost=columns.lost)
    sound, faults, lost = looked_up(columns, context, cache)
    related = given(columns, "relation") | given(columns, "readings")
    t0, t1, reach, untimed = _days(columns, context)
    read = values(columns, context, cache, sound & ~related)
    untimed &= sound & ~related
    faults += misread(columns, context, cache, read.unread, untimed)
    clear = sound & ~read.unread & ~untimed
    undated = clear & ~related & np.isnan(t0) & having(columns, "property", context.changing)
    stated = np.flatnonzero(clear & ~related & ~undated)
    boxes = box_table(*_boxes(columns, stated, row_ids, read, (t0, t1, reach), context), context=context)
    breaking, unchecked = broken(columns, context, cache, clear & ~related)
    doubts = doubted(columns, context, cache, clear & ~related)
    for name, number in doubts.left_out.items():
        unchecked[name] = unchecked.get(name, 0) + number
    always_judged = sound & (related | breaking | doubts.rows)
    always_judged[np.flatnonzero(undated)[:1]] = True  # the ordinary flow says that its document's date cannot be read
    denials = row_ids[sound & flag(columns, "denies")] if DENIALS_WANTED else no_numbers()
    denied = np.isin(boxes["claim"].to_numpy() >> FACET_BITS, denials) if len(denials) else np.zeros(len(boxes), bool)
    return Batch(
        boxes=boxes,
        row_ids=row_ids[sound],
        refs=joined(codes_hashed(columns, "document"), codes_hashed(columns, "id"))[sound],
        always_judged=row_ids[always_judged],
        denied_keys=np.unique(boxes["key"].to_numpy()[denied]),
        related_blocks=_related_blocks(columns, context),
        unchecked_per_claim=unchecked,
        unread_quotes=doubts.unread,
        whole_families=_whole_families(columns, clear, row_ids, context),
        sources=_sources(columns, row_ids, context),
        faults=(*columns.faults, *faults),
        lost=(*columns.lost, *lost),
    )


def _whole_families(
    columns: Columns, clear: BoolArray, row_ids: Int64Array, context: ScanContext
) -> dict[str, Int64Array]:
    """The rows of each property that is judged with its family."""
    code = codes(columns, "property")
    by_name: dict[str, list[int]] = {}
    for index, name in enumerate(words(columns, "property")):
        if name in context.whole_families:
            by_name.setdefault(name or "", []).append(index)
    return {name: row_ids[clear & np.isin(code, indices)] for name, indices in by_name.items()}


def _sources(columns: Columns, row_ids: Int64Array, context: ScanContext) -> dict[str, Int64Array]:
    """The rows of each source that is a claim, or what nobody knows."""
    if "draws_on" not in columns.fields:
        return {}
    column = columns.fields["draws_on"]
    rows = compute().list_parent_indices(column).to_numpy()
    flat = column.flatten()
    code = flat.indices.to_numpy(zero_copy_only=False)
    lexicon, declared = context.names.lexicon, context.names.declared
    sources: dict[str, Int64Array] = {}
    for index, text in enumerate(flat.dictionary.to_pylist()):
        if text not in lexicon.vocabulary.entities and text not in declared and not lexicon.excuses("entities", text):
            sources[text] = row_ids[rows[code == index]]
    return sources


def _related_blocks(columns: Columns, context: ScanContext) -> frozenset[int]:
    """The blocks that the relations of a batch speak of."""
    texts = [t for name in ("relation", "readings") if name in columns.fields for t in distinct_texts(columns, name)]
    return blocks_of({quantity for text in texts for quantity in quantities(text, context.vocabulary)}, context)


def blocks_of(related: Collection[tuple[str, str]], context: ScanContext) -> frozenset[int]:
    """The blocks of some subjects and properties."""
    known = [(subject, context.properties[name]) for subject, name in related if name in context.properties]
    roots = context.property_limits.root
    return frozenset(int(joined(hashed_text(subject), roots[number])) for subject, number in sorted(known))


# --- times


Days = tuple[Float64Array, Float64Array, Float64Array]
"""Of each box the first and the last day of which it may speak, and the last one with which it may share a moment."""


def _days(columns: Columns, context: ScanContext) -> tuple[Float64Array, Float64Array, Float64Array, BoolArray]:
    """The days of each row (its document's where it states none, no number where that has none), and rows at fault."""
    unknown = (np.nan, np.nan)
    published = np.array([context.published.get(name or "") or unknown for name in words(columns, "document")])
    t0, t1 = (ends[codes(columns, "document")] for ends in np.ascontiguousarray(published.T))
    untimed, silent = np.zeros(len(t0), bool), np.ones(len(t0), bool)
    for name in ("as_of", "during"):
        if name in columns.fields:
            stated = given(columns, name)
            t0[stated], t1[stated] = _read_days(columns, name, stated, context)
            untimed[stated] |= np.isnan(t0[stated])
            silent &= ~stated
    properties = np.array([context.properties.get(name or "", 0) for name in words(columns, "property")], np.int64)
    code = properties[codes(columns, "property")] if len(properties) else np.zeros(len(t0), np.int64)
    limits = context.property_limits
    t1[silent & limits.standing[code]] = np.inf
    return t0, t1, np.where(silent, t1 + limits.near[code], t1), untimed


def _read_days(columns: Columns, name: str, rows: BoolArray, context: ScanContext) -> tuple[Float64Array, Float64Array]:
    """The first and the last day that some rows state, each in the language of its document."""
    texts, code, years = columns.fields[name].dictionary, codes(columns, name)[rows], context.vocabulary.fiscal_years
    tags, spoken = languages(columns, context)
    if len(tags) == 1:
        first, last = extents(texts, years)
        return first[code], last[code]
    spoken = spoken[rows]
    _, example, kind = np.unique(combined([code, spoken]), return_index=True, return_inverse=True)
    first, last = extents(texts.take(code[example]), years, [tags[number] for number in spoken[example]])
    return first[kind], last[kind]


# --- boxes


@dataclass(frozen=True, slots=True, eq=False)
class RowBoxes:
    """Some rows, each with the property, the facet, the ranges and the order of one of its boxes."""

    rows: Int64Array
    property: Int64Array
    facet: Int64Array
    ranges: ValueRanges[Float64Array]
    order: Float64Array


def _boxes(
    columns: Columns,
    rows: Int64Array,
    row_ids: Int64Array,
    read: Values,
    days: Days,
    context: ScanContext,
) -> Iterator[Mapping[str, NDArray]]:
    """The boxes of some rows: of each literal one, or one for each end, and again for each screen."""
    properties = np.array([context.properties.get(name or "", -1) for name in words(columns, "property")])
    claim_property = properties[codes(columns, "property")]
    subject, scope = codes_hashed(columns, "subject"), scopes_hashed(columns)
    limited = limiting_hashed(columns, context.vocabulary.named_wholes)
    excluded = flag(columns, "denies") | having(columns, "rank", frozenset(("deprecated",)))
    numeric = read.literal[rows] < 0
    for part in (_numeric(rows[numeric], claim_property, read), *_literal(rows[~numeric], read)):
        chosen = part.rows
        boxes = UnscreenedBoxes(
            limits=context.property_limits,
            row_id=row_ids[chosen],
            facet=part.facet,
            subject=subject[chosen],
            scope=scope[chosen],
            limiting=limited[chosen],
            property=part.property,
            claim_property=claim_property[chosen],
            excluded=excluded[chosen],
            days=(days[0][chosen], days[1][chosen]),
            reach=days[2][chosen],
            ranges=part.ranges,
            order=part.order,
        )
        yield from screened_rows(boxes, context)


def _numeric(rows: Int64Array, claim_property: Int64Array, read: Values) -> RowBoxes:
    """The rows whose value was read as numbers."""
    ends = read.lo[rows], read.hi[rows]
    ranges, nothing = ValueRanges(ends, ends, ends), np.zeros(len(rows))
    return RowBoxes(rows, claim_property[rows], nothing.astype(np.int64), ranges, nothing)


def _literal(rows: Int64Array, read: Values) -> Iterator[RowBoxes]:
    """The rows whose literal was read: the first box of each, then the second."""
    for index in range(max(map(len, read.literals), default=0)):
        boxes = [literal[index] if len(literal) > index else None for literal in read.literals]
        chosen = rows[np.array([box is not None for box in boxes], bool)[read.literal[rows]]]
        literal = read.literal[chosen]
        prop = np.array([box.property if box else 0 for box in boxes])[literal]
        facet = np.array([box.facet if box else 0 for box in boxes])[literal]
        ranges = np.array([box.ranges if box else ((0.0, 0.0),) * 3 for box in boxes])[literal]
        order = np.array([box.order if box else 0.0 for box in boxes])[literal]
        yield RowBoxes(chosen, prop, facet, _value_ranges(ranges), order)


def _value_ranges(ranges: Float64Array) -> ValueRanges[Float64Array]:
    """The ends of boxes by column, from those by row."""
    return ValueRanges(*((ends[:, 0], ends[:, 1]) for ends in ranges.reshape(-1, 3, 2).transpose(1, 0, 2)))


def screened_rows(boxes: UnscreenedBoxes, context: ScanContext) -> Iterator[Mapping[str, NDArray]]:
    """The rows of boxes that each screen compares, as columns."""
    shared = {
        "claim": (boxes.row_id << FACET_BITS) | boxes.facet,
        "block": boxes.block,
        "literal_lo": boxes.ranges.literal[0],
        "literal_hi": boxes.ranges.literal[1],
        "property": boxes.property,
    }
    if context.groups:
        shared |= member_columns(boxes, context)
    for screen, (chosen, columns) in kernel_rows(boxes):
        if screen == BY_VALUE:
            shared |= columns
            yield {**shared, "screen": np.full(len(chosen), screen)}
        elif len(chosen):
            rest = {name: column[chosen] for name, column in shared.items()}
            yield {**rest, **columns, "screen": np.full(len(chosen), screen)}


def box_table(*parts: Mapping[str, NDArray], context: ScanContext) -> pa.Table:
    """Boxes as one table; numbers of 64 bits are taken as they are."""
    import pyarrow as pa

    types = TYPES | MEMBER_TYPES if context.groups else TYPES

    def column(name: str, type: type) -> NDArray:
        cells = [part[name] for part in parts]
        joint = np.concatenate(cells) if cells else np.zeros(0, type)
        return joint.view(np.int64) if joint.dtype == np.uint64 else joint.astype(type, copy=False)

    return pa.table({name: column(name, type) for name, type in types.items()})


def boxes_of_files(boxes: Sequence[Box], context: ScanContext) -> pa.Table:
    """The boxes of claims that stand in files, in the same columns, as a table with the number 0."""
    import pyarrow as pa

    row_id = {ref: number for number, ref in enumerate(dict.fromkeys(box.ref for box in boxes))}
    literals = [literal_box(box, context) for box in boxes]
    days = np.array([day_ends(box.time.extent) for box in boxes], float).reshape(-1, 2).T
    unscreened = UnscreenedBoxes(
        limits=context.property_limits,
        row_id=np.array([row_id[box.ref] for box in boxes], np.int64),
        facet=np.array([literal.facet for literal in literals], np.int64),
        subject=hashed(pa.array([box.key.subject for box in boxes], pa.string())),
        scope=np.array([_scope_hashed(box.key.scope) for box in boxes], np.uint64),
        limiting=np.array([_limiting_hashed(box.key, context) for box in boxes], np.uint64),
        property=np.array([literal.property for literal in literals], np.int64),
        claim_property=np.array([context.properties[box.claim.property] for box in boxes], np.int64),
        excluded=np.array([box.claim.denies or box.claim.deprecated for box in boxes], bool),
        days=(days[0], days[1]),
        reach=np.array([day_ends(box.time.reach)[1] for box in boxes], float),
        ranges=_value_ranges(np.array([literal.ranges for literal in literals], float)),
        order=np.array([literal.order for literal in literals], float),
    )
    return box_table(*screened_rows(unscreened, context), context=context)


def _scope_hashed(scope: Scope) -> np.uint64:
    """As `cells.scopes_hashed`."""
    number = np.uint64(0)
    with np.errstate(over="ignore"):
        for dimension, member in scope:
            number += joined(hashed_text(member), hashed_text(dimension))
    return number


def _limiting_hashed(key: Key, context: ScanContext) -> np.uint64:
    return _scope_hashed(limiting(key.scope, key.subject, context.vocabulary))


def key_of(key: Key, context: ScanContext) -> Int64Array:
    """The number of a key, as boxes have it; none where its property is unknown."""
    prop = context.properties.get(key.property)
    if prop is None:
        return no_numbers()
    limits = context.property_limits
    scope = _limiting_hashed(key, context) if limits.scoped[prop] else np.uint64(0)
    block = joined(hashed_text(key.subject), limits.root[prop])
    return np.array([joined(block, scope) & ~SCREEN_BIT], np.uint64).view(np.int64)
