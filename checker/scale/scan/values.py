"""What the values of rows say: plain numbers by columns, each other literal once, by the reader that claims have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from checker.literals.boxes import normalise
from checker.model.box import Box
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.readers.tables.claims import VALUE, value_of
from checker.readers.tables.columns import Columns
from checker.scale.scan.cells import codes, flag, given, having, numbers, words
from checker.scale.scan.context import Memory, Said, ScanContext, Side
from checker.scale.scan.literals import ends
from checker.screening.arrays import BoolArray, Float64Array, Int64Array

REMEMBERED = 200_000
"""Literals whose boxes are kept for the next batch: some hundred megabytes."""
SOME = Document("", "", "", "2000", Mark(""))
"""A document for literals that do not hang on one."""


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """What the values of rows say: for each the place in `said` (−1: it lies from `lo` to `hi`), and whether it could
    not be read.
    """

    lo: Float64Array
    hi: Float64Array
    place: Int64Array
    said: Sequence[Said]
    unread: BoolArray


def values(columns: Columns, context: ScanContext, memory: Memory, wanted: BoolArray) -> Values:
    """What all rows say; of those that are not wanted it does not matter."""
    lo, hi = (numbers(columns, name) for name in ("lo", "hi"))
    place = np.full(len(wanted), -1, np.int64)
    rest = np.flatnonzero(wanted & ~_plain(columns, lo, hi, context))
    unread = np.zeros(len(wanted), bool)
    if not len(rest):
        return Values(lo, hi, place, (), unread)
    spans = context.having("interval")
    names = ("property", *VALUE)
    own = np.where(having(columns, "property", spans), codes(columns, "document"), -1)  # what goes on ends with it
    code = combined([own[rest], *(codes(columns, name)[rest] for name in names if name in columns.fields)])
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    said = [_read(columns, int(rest[row]), spans, context, memory) for row in first]
    place[rest] = inverse
    unread[rest] = np.array([one is None for one in said], bool)[inverse]
    return Values(lo, hi, place, said, unread)


def combined(columns: Sequence[Int64Array]) -> Int64Array:
    """One code for the codes of several columns."""
    found = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        if len(column):
            _, found = np.unique(found * (int(column.max()) + 2) + column + 1, return_inverse=True)
    return found


OPEN = ("lo_open", "hi_open")


def _read(columns: Columns, row: int, spans: frozenset[str], context: ScanContext, memory: Memory) -> Said:
    """What the literal of a row says, whoever says it and of what time."""

    def cell(name: str) -> str:
        return (columns.fields[name][row].as_py() or "") if name in columns.fields else ""

    name = cell("property")
    document = cell("document") if name in spans else ""
    text = value_of({one: cell(one) for one in VALUE})
    key = (name, text, document)
    if key not in memory.literals:
        if len(memory.literals) >= REMEMBERED:
            memory.literals.clear()
        claim = Claim("", context.documents.get(document) or SOME, "", Mark(""), property=name, value=text)
        boxes, faults = normalise((claim,), context.vocabulary)
        memory.literals[key] = None if faults and not boxes else tuple(side(box, context) for box in boxes)
    return memory.literals[key]


def side(box: Box, context: ScanContext) -> Side:
    return Side(context.properties[box.key.property], int(box.facet == "end"), ends(box, context.entities))


def _plain(columns: Columns, lo: Float64Array, hi: Float64Array, context: ScanContext) -> BoolArray:
    """Rows of quantities whose value is given by two plain numbers in the property's unit."""
    found = lo <= hi  # also false where one is no number
    if not found.any():
        return found
    found &= having(columns, "property", context.having("quantity"))
    for name in OPEN:
        if name in columns.fields:
            found &= ~flag(columns, name)
    if "unit" in columns.fields:
        props = context.vocabulary.properties
        wanted = [props[name].unit if name in props else None for name in words(columns, "property")]
        written = np.array(words(columns, "unit"), object)[codes(columns, "unit")]
        same = written == np.array(wanted, object)[codes(columns, "property")]
        found &= same | ~given(columns, "unit")
    return found
