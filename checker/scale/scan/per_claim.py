"""Rows that break what their property asks of each claim by itself: of rows that say the same, one is looked at."""

from __future__ import annotations

import numpy as np

from checker.readers.tables.claims import claims_of
from checker.readers.tables.columns import Columns, take_rows
from checker.scale.constraints_per_claim import breaking_claims
from checker.scale.scan.cells import codes, counted_by_property, given, having
from checker.scale.scan.context import ReadCache, ScanContext
from checker.scale.scan.values import combined
from checker.screening.arrays import BoolArray

MOST_KINDS = 300_000
"""Kinds of claims that are looked at in one table: a minute. The others count as not held against their constraints."""

CONTENT = ("property", "value", "lo", "hi", "unit", "lo_open", "hi_open", "denies", "rank", "subject", "document")
"""Columns of which it matters what they say; of all others, whether they say anything."""


def broken(
    columns: Columns, context: ScanContext, cache: ReadCache, rows: BoolArray
) -> tuple[BoolArray, dict[str, int]]:
    """Which of some rows break a constraint of their own, and how many of each property were not looked at."""
    bound = np.flatnonzero(rows & having(columns, "property", context.per_claim))
    breaking = np.zeros(len(rows), bool)
    if not len(bound):
        return breaking, {}
    texts = [codes(columns, name)[bound] for name in CONTENT if name in columns.fields]
    presence = [given(columns, name)[bound].astype(np.int64) for name in sorted(columns.fields) if name not in CONTENT]
    _, first, kind = np.unique(combined([*texts, *presence]), return_index=True, return_inverse=True)
    cache.kinds_of_claims += len(first)
    if cache.kinds_of_claims > MOST_KINDS:
        return breaking, counted_by_property(columns, bound)
    claims = [claim for _, claim in claims_of(take_rows(columns, bound[first].tolist()), context.documents)]
    breaking_kinds = np.zeros(len(first), bool)
    breaking_kinds[list(breaking_claims(claims, context.vocabulary, context.now))] = True
    breaking[bound] = breaking_kinds[kind]
    return breaking, {}
