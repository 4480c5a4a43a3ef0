"""What the values of rows say: plain numbers by columns, each other literal once, by the reader that claims have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from checker.literals.boxes import may_lie_below_0, normalise
from checker.model.box import Box
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.readers.tables.claims import VALUE, value_of
from checker.readers.tables.columns import Columns
from checker.readers.tables.shape import grouped
from checker.scale.scan.cells import codes, flag, given, having, numbers, words
from checker.scale.scan.context import LiteralBox, ReadCache, ScanContext
from checker.scale.scan.literals import order_number, value_ranges
from checker.screening.arrays import BoolArray, Float64Array, Int64Array

MOST_CACHED = 200_000
"""Literals whose boxes are cached for the next batch: some hundred megabytes."""
NO_DOCUMENT = Document("", "", "", "2000", Mark(""))
"""The document of literals that do not depend on one."""


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """What the values of rows say: for each the index of its boxes in `literals` (−1: it lies from `lo` to `hi`), and
    whether it could not be read.
    """

    lo: Float64Array
    hi: Float64Array
    literal: Int64Array
    literals: Sequence[tuple[LiteralBox, ...]]
    unread: BoolArray


def values(columns: Columns, context: ScanContext, cache: ReadCache, wanted: BoolArray) -> Values:
    """What all rows say; of those that are not wanted it does not matter."""
    lo, hi = (numbers(columns, name) for name in ("lo", "hi"))
    literal = np.full(len(wanted), -1, np.int64)
    rest = np.flatnonzero(wanted & ~_plain(columns, lo, hi, context))
    unread = np.zeros(len(wanted), bool)
    if not len(rest):
        return Values(lo, hi, literal, (), unread)
    spans = context.having("interval")
    names = ("property", *VALUE)
    # what goes on ends with its document
    document = np.where(having(columns, "property", spans), codes(columns, "document"), -1)
    code = combined(
        [
            document[rest],
            languages(columns, context)[1][rest],
            *(codes(columns, name)[rest] for name in names if name in columns.fields),
        ]
    )
    _, first, literal[rest] = np.unique(code, return_index=True, return_inverse=True)
    literals = [_read(columns, int(rest[row]), spans, context, cache) for row in first]
    unread[rest] = np.array([boxes is None for boxes in literals], bool)[literal[rest]]
    return Values(lo, hi, literal, [boxes or () for boxes in literals], unread)


def combined(columns: Sequence[Int64Array]) -> Int64Array:
    """One code for the codes of several columns."""
    code = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        if len(column):
            _, code = np.unique(code * (int(column.max()) + 2) + column + 1, return_inverse=True)
    return code


def languages(columns: Columns, context: ScanContext) -> tuple[list[str], Int64Array]:
    """The languages that documents of rows state, and for each row the number of its own; 0 where it states none."""
    said_in = [context.documents.get(name or "") for name in words(columns, "document")]
    known = sorted({document.language for document in said_in if document} | {""})
    numbered = [known.index(document.language) if document else 0 for document in said_in]
    return known, np.array(numbered, np.int64)[codes(columns, "document")]


OPEN = ("lo_open", "hi_open")
ENDS = ("lo", "hi")
NOTHING = np.zeros(0, bool)


def _read(
    columns: Columns, row: int, spans: frozenset[str], context: ScanContext, cache: ReadCache
) -> tuple[LiteralBox, ...] | None:
    """The boxes of a row's literal, whoever says it and of what time; nothing where it cannot be read."""

    def cell(name: str) -> str:
        return (columns.fields[name][row].as_py() or "") if name in columns.fields else ""

    name = cell("property")
    document = cell("document") if name in spans else ""
    said_in = context.documents.get(cell("document"))
    language = said_in.language if said_in else ""
    text = value_of({part: cell(part) for part in VALUE})
    key = (name, text, document, language)
    if key not in cache.literals:
        if len(cache.literals) >= MOST_CACHED:
            cache.literals.clear()
        source = context.documents.get(document) or replace(NO_DOCUMENT, language=language)
        claim = Claim("", source, "", Mark(""), property=name, value=text)
        boxes, faults = normalise((claim,), context.vocabulary)
        cache.literals[key] = None if faults and not boxes else tuple(literal_box(box, context) for box in boxes)
    return cache.literals[key]


def literal_box(box: Box, context: ScanContext) -> LiteralBox:
    ranges = value_ranges(box, context.entities)
    return LiteralBox(context.properties[box.key.property], int(box.facet == "end"), ranges, order_number(box))


def _plain(columns: Columns, lo: Float64Array, hi: Float64Array, context: ScanContext) -> BoolArray:
    """Rows of quantities whose value is given by two plain numbers in the property's unit."""
    plain = lo <= hi  # also false where one is no number
    if not plain.any():
        return plain
    plain &= having(columns, "property", context.having("quantity"))
    for name in ENDS:
        doubtful = grouped(columns.fields[name].dictionary) if name in columns.fields else NOTHING
        if doubtful.any():
            plain &= ~np.append(doubtful, False)[codes(columns, name)] | (languages(columns, context)[1] > 0)
    for name in OPEN:
        if name in columns.fields:
            plain &= ~flag(columns, name)
    props = context.vocabulary.properties
    if (lo < 0).any():  # what is counted is refused by the reader
        may = [
            name not in props or may_lie_below_0(props[name], context.vocabulary) for name in words(columns, "property")
        ]
        plain &= (lo >= 0) | np.array(may, bool)[codes(columns, "property")]
    if "unit" in columns.fields:
        wanted = [props[name].unit if name in props else None for name in words(columns, "property")]
        written = np.array(words(columns, "unit"), object)[codes(columns, "unit")]
        same = written == np.array(wanted, object)[codes(columns, "property")]
        plain &= same | ~given(columns, "unit")
    return plain
