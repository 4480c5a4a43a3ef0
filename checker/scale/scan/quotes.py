"""Rows whose quotes do not say their values: of rows that say the same, one is looked at, and none whose quote is the
value's own cell.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from checker.model.claim import ENGLISH
from checker.quotes.plain import plainly_said
from checker.readers.tables.claims import claims_of
from checker.readers.tables.columns import Columns, take_rows
from checker.rules.registry import RULES
from checker.rules.rule import Doubt
from checker.scale.scan.cells import codes, codes_hashed, flag, given, having, words
from checker.scale.scan.context import ReadCache, ScanContext
from checker.scale.scan.values import combined
from checker.screening.arrays import BoolArray

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
    elsewhere = rows & having(columns, "document", foreign)
    unread = int(elsewhere.sum())
    bound = np.flatnonzero(rows & ~elsewhere & ~_cell_or_plain(columns))
    if not len(bound):
        return Doubted(judged, {}, unread)
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
    unread += int(is_unread[kind].sum())
    told = bound[has_doubt[kind]]
    space = max(0, MOST_DOUBTED - cache.doubted)
    cache.doubted += len(told)
    judged[told[:space]] = True
    left_out = np.concatenate([told[space:], bound[kind >= room]])
    return Doubted(judged, _by_property(columns, left_out), unread)


def _cell_or_plain(columns: Columns) -> BoolArray:
    """The rows whose quote is the value's own cell, or says its digits plainly."""
    denied = flag(columns, "denies")
    same = (codes_hashed(columns, "quote") == codes_hashed(columns, "value")) & given(columns, "value")
    rest = np.flatnonzero(~same & given(columns, "value"))
    plain = np.zeros(len(same), bool)
    if len(rest):
        pair = combined([codes(columns, "quote")[rest], codes(columns, "value")[rest]])
        _, first, kind = np.unique(pair, return_index=True, return_inverse=True)
        quotes, values = words(columns, "quote"), words(columns, "value")
        quote, value = codes(columns, "quote")[rest[first]].tolist(), codes(columns, "value")[rest[first]].tolist()
        said = [
            plainly_said(quotes[q] or "", (values[v] or "").removesuffix("e0"))
            for q, v in zip(quote, value, strict=True)
        ]
        plain[rest] = np.array(said, bool)[kind]
    return (same | plain) & ~denied


def _by_property(columns: Columns, rows: np.ndarray) -> dict[str, int]:
    if not len(rows):
        return {}
    names = np.array(words(columns, "property"), object)[codes(columns, "property")[rows]]
    properties, counts = np.unique(names.astype(str), return_counts=True)
    return dict(zip(properties.tolist(), counts.tolist(), strict=True))
