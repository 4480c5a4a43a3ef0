"""Rows whose quotes do not say their values: of rows that say the same, one is looked at, and none whose quote is the
value's own cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from checker.model.claim import ENGLISH
from checker.quotes.plain import plainly_said
from checker.readers.numerals import MARK
from checker.readers.tables.claims import claims_of
from checker.readers.tables.columns import Columns, take_rows
from checker.readers.tables.shape import compute
from checker.rules.registry import RULES
from checker.rules.rule import Doubt
from checker.scale.scan.cells import codes, counted_by_property, flag, given, having, words
from checker.scale.scan.context import ReadCache, ScanContext
from checker.scale.scan.values import combined
from checker.screening.arrays import BoolArray

if TYPE_CHECKING:
    import pyarrow as pa

MOST_KINDS = 100_000
"""Kinds of claims that are looked at in one table: some twenty seconds. Rows past them count as not held against their
quotes."""
MOST_DOUBTED = 1_000
"""Rows of one table that are told. More of them are one mistake, in how the table was made."""
CONTENT = (
    *("quote", "property", "value", "lo", "hi", "unit", "lo_open", "hi_open", "denies", "subject", "document"),
    *("said_by", "definition", "as_of", "during", "because"),
)


class Doubted(NamedTuple):
    """Which rows are to be judged, how many of each property are left out, and how many have quotes that no rule can
    read.
    """

    rows: BoolArray
    left_out: dict[str, int]
    unread: int


def doubted(columns: Columns, context: ScanContext, cache: ReadCache, rows: BoolArray) -> Doubted:
    """Some rows as the rules on single claims see them."""
    judged = np.zeros(len(rows), bool)
    foreign = frozenset(name for name, one in context.documents.items() if one and one.read_in != ENGLISH)
    bound = np.flatnonzero(rows & (having(columns, "document", foreign) | ~_cell_or_plain(columns)))
    if not len(bound):
        return Doubted(judged, {}, 0)
    texts = [codes(columns, name)[bound] for name in CONTENT if name in columns.fields]
    code = combined([*texts, given(columns, "draws_on")[bound].astype(np.int64)])
    _, first, kind = np.unique(code, return_index=True, return_inverse=True)
    room = max(0, MOST_KINDS - cache.kinds_of_quotes)
    cache.kinds_of_quotes += len(first)
    claims = [claim for _, claim in claims_of(take_rows(columns, bound[first[:room]].tolist()), context.documents)]
    has_doubt, is_unread = np.zeros(len(first), bool), np.zeros(len(first), bool)
    for place, claim in enumerate(claims):
        try:
            answers = [answer for rule in RULES if rule.claim for answer in rule.claim(claim, context.vocabulary)]
        except Exception:  # noqa: BLE001  # the ordinary flow says which rule failed
            has_doubt[place] = True
            continue
        has_doubt[place] = any(isinstance(answer, Doubt) for answer in answers)
        is_unread[place] = len(answers) > 0 and not has_doubt[place]
    unread = int(is_unread[kind].sum())
    told = bound[has_doubt[kind]]
    space = max(0, MOST_DOUBTED - cache.doubted)
    cache.doubted += len(told)
    judged[told[:space]] = True
    left_out = np.concatenate([told[space:], bound[kind >= room]])
    return Doubted(judged, counted_by_property(columns, left_out), unread)


def _cell_or_plain(columns: Columns) -> BoolArray:
    """The rows whose quote is the value's own cell, or says its digits plainly; or both ends of a range."""
    quote, value, lo, hi = (_texts(columns, name) for name in ("quote", "value", "lo", "hi"))
    pc = compute()
    same = _equal(quote, value)
    if "lo" in columns.fields and "hi" in columns.fields:
        same |= _equal(quote, pc.binary_join_element_wise(lo, hi, " to ")) | (_equal(quote, lo) & _equal(lo, hi))
    same |= _plain(columns, ~same & given(columns, "value"), ("value",))
    same |= _plain(columns, ~same & given(columns, "lo") & given(columns, "hi"), ("lo", "hi"))
    return same & ~flag(columns, "denies")


def _texts(columns: Columns, name: str) -> pa.Array:
    """The texts of a column, nothing where it has none; a number without the mark that it is one."""
    import pyarrow as pa

    if name not in columns.fields:
        return pa.nulls(len(columns.rows), pa.string())
    cells, pc = columns.fields[name], compute()
    texts = cells.dictionary
    if pc.any(pc.ends_with(texts, MARK)).as_py():
        texts = pc.replace_substring_regex(texts, f"{MARK}$", "")
    return texts.take(cells.indices)


def _equal(one: pa.Array, other: pa.Array) -> BoolArray:
    return compute().fill_null(compute().equal(one, other), False).to_numpy(zero_copy_only=False)


def _plain(columns: Columns, rows: BoolArray, names: tuple[str, ...]) -> BoolArray:
    """Of some rows those whose quote plainly says what the cells of some names do."""
    plain = np.zeros(len(rows), bool)
    rest = np.flatnonzero(rows)
    if len(rest):
        cells = [codes(columns, name)[rest] for name in ("quote", *names)]
        _, first, kind = np.unique(combined(cells), return_index=True, return_inverse=True)
        texts = [words(columns, name) for name in ("quote", *names)]
        told = (
            [(some[code] or "").removesuffix(MARK) for code in cell[first].tolist()]
            for some, cell in zip(texts, cells, strict=True)
        )
        said = [_says(quote, *ends) for quote, *ends in zip(*told, strict=True)]
        plain[rest] = np.array(said, bool)[kind]
    return plain


def _says(quote: str, lo: str, hi: str = "") -> bool:
    if hi and hi != lo:
        return quote in (f"{lo} to {hi}", f"{lo}-{hi}", f"{lo}–{hi}")
    return plainly_said(quote, lo)
