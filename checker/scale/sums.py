"""What is not judged one by one is summed up, by a few aggregations over all boxes.

Exact by columns: how many keys there are of each sort. Not told, since boxes do not hold it: how much of what parts in
value at one time differs by definition or speaker. That is looked at where claims are judged.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from checker.model.result import PropertySums
from checker.scale.engine import Engine
from checker.scale.scan.context import ScanContext
from checker.scale.scan.screens import VALUES
from checker.scale.trend import SAYS, steepest

if TYPE_CHECKING:
    import pyarrow as pa

COUNTED = ("keys", "claims", "single", "alike", "worded", "silent", "parted")

PER_PROPERTY = f"""
SELECT property, count(*) AS keys, sum(claims) AS claims,
       sum(CASE WHEN sort = 'single' THEN 1 ELSE 0 END) AS single,
       sum(CASE WHEN sort = 'alike' THEN 1 ELSE 0 END) AS alike,
       sum(CASE WHEN sort = 'worded' THEN 1 ELSE 0 END) AS worded,
       sum(CASE WHEN sort = 'silent' THEN 1 ELSE 0 END) AS silent,
       sum(CASE WHEN sort = 'parted' THEN 1 ELSE 0 END) AS parted,
       array_agg(key) FILTER (WHERE sort = 'parted' AND moves) AS moving
FROM (SELECT key, property, claims, moves,
             CASE WHEN claims = 1 THEN 'single' WHEN bare_top <= bare_bottom THEN 'alike'
                  WHEN top > bottom THEN 'parted' WHEN said_top > said_bottom THEN 'worded' ELSE 'silent' END AS sort
      FROM (SELECT key, min(property) AS property, count(*) AS claims, min(t0) < max(t0) AS moves,
                   max(lo) AS top, min(hi) AS bottom, max(llo) AS bare_top, min(lhi) AS bare_bottom,
                   max(CASE WHEN {SAYS} THEN llo END) AS said_top, min(CASE WHEN {SAYS} THEN lhi END) AS said_bottom
            FROM boxes WHERE sort = {VALUES} GROUP BY key) AS keys) AS sorted
GROUP BY property ORDER BY property
"""
"""Keys that part while all their times start on one day hold opponents: only of the others the time may tell why."""

OPPOSED = f"""
SELECT boxes.key, boxes.property, wanted.fast, wanted.claim
FROM boxes JOIN wanted ON boxes.claim = wanted.claim WHERE boxes.sort = {VALUES} ORDER BY wanted.fast, wanted.claim
"""

COMPARED = f"""
SELECT count(DISTINCT claim - claim % 2) AS claims
FROM boxes WHERE sort = {VALUES} AND block IN
    (SELECT block FROM boxes WHERE sort = {VALUES} GROUP BY block
     HAVING min(claim - claim % 2) < max(claim - claim % 2))
"""

COMPARED_ALONE = f"""
SELECT sum(claims) AS claims
FROM (SELECT count(*) AS claims FROM boxes WHERE sort = {VALUES} GROUP BY block HAVING count(*) > 1) AS blocks
"""
"""The same where each claim has one box: many times as fast."""


KEYS_OF_PROPERTY, MOST_KEYS = 5, 60
"""Keys that are told of one property, and of all: what a page holds."""


@dataclass(frozen=True, slots=True, eq=False)
class Summed:
    """`steepest` are the numbers of keys that change fastest among those whose values part over time only.

    `timed` are the opposed keys of which times can be told, each by one of its claims.
    """

    properties: tuple[PropertySums, ...]
    compared: int
    steepest: tuple[int, ...]
    timed: frozenset[int]


def summed(engine: Engine, opposed: pa.Table, context: ScanContext) -> Summed:
    """The sums over all boxes. `opposed` has a claim of each key that holds opponents, and whether these are such by
    how fast the value changes (1) or not (0).
    """
    names, root = list(context.properties), [context.vocabulary.root(name) for name in context.properties]
    # of claims with several scopes or senses in one key those next to each other in time may speak of different things
    telling = context.having("quantity", "rank") & context.changing
    tells = [name in telling and bool(scoped) for name, scoped in zip(names, context.courses.scoped, strict=True)]
    met = engine.query(OPPOSED, wanted=opposed).to_pydict() if len(opposed) else dict.fromkeys(MET, ())
    keys, first = np.unique(np.array(met["key"], np.int64), return_index=True)
    sorts = Counter((root[met["property"][place]], met["fast"][place]) for place in first)
    totals: dict[str, Counter[str]] = {}
    moving = [np.zeros((2, 0), np.int64)]
    for row in engine.query(PER_PROPERTY).to_pylist():
        number = row["property"]
        totals.setdefault(root[number], Counter()).update({name: int(row[name]) for name in COUNTED})
        if row["moving"] and tells[number]:
            own = np.setdiff1d(np.array(row["moving"], np.int64), keys)
            moving.append(np.stack([own, np.full(len(own), number)]))
    spans = bool(context.having("interval"))
    compared = int(engine.query(COMPARED if spans else COMPARED_ALONE).to_pylist()[0]["claims"] or 0)
    own, numbers = np.concatenate(moving, axis=1)
    found = steepest(engine.query, own, numbers, KEYS_OF_PROPERTY)
    order = sorted(
        (place, -totals[root[number]]["claims"], names[number], key)
        for number, own in found.items()
        for place, key in enumerate(own)
    )
    return Summed(
        tuple(_told(name, total, sorts) for name, total in sorted(totals.items())),
        compared,
        tuple(key for *_, key in order[:MOST_KEYS]),
        frozenset(claim for claim, number in zip(met["claim"], met["property"], strict=True) if tells[number]),
    )


MET = ("key", "property", "fast", "claim")


def _told(name: str, total: Counter[str], sorts: Counter[tuple[str, int]]) -> PropertySums:
    alone = {column: total[column] for column in COUNTED if column != "parted"}
    fast, opposed = sorts[name, 1], sorts[name, 0]
    return PropertySums(name, **alone, timed=total["parted"] - fast - opposed, fast=fast, open=opposed)
