"""What is not judged one by one is summed up, by a few aggregations over all boxes.

Exact by columns: how many keys there are of each kind. Not known, since boxes do not hold it: how much of what parts in
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
from checker.scale.scan.screens import BY_VALUE
from checker.scale.trend import ASSERTS, steepest

if TYPE_CHECKING:
    import pyarrow as pa

COUNTED = ("keys", "claims", "single", "alike", "worded", "silent", "parted")

PER_PROPERTY = f"""
SELECT property, count(*) AS keys, sum(claims) AS claims,
       sum(CASE WHEN kind = 'single' THEN 1 ELSE 0 END) AS single,
       sum(CASE WHEN kind = 'alike' THEN 1 ELSE 0 END) AS alike,
       sum(CASE WHEN kind = 'worded' THEN 1 ELSE 0 END) AS worded,
       sum(CASE WHEN kind = 'silent' THEN 1 ELSE 0 END) AS silent,
       sum(CASE WHEN kind = 'parted' THEN 1 ELSE 0 END) AS parted,
       array_agg(key) FILTER (WHERE kind = 'parted' AND moves) AS moving
FROM (SELECT key, property, claims, moves,
             CASE WHEN claims = 1 THEN 'single' WHEN top > bottom THEN 'parted'
                  WHEN literal_top <= literal_bottom THEN 'alike' WHEN asserted_top > asserted_bottom THEN 'worded'
                  ELSE 'silent' END AS kind
      FROM (SELECT key, min(property) AS property, count(*) AS claims, min(t0) < max(t0) AS moves,
                   max(lo) AS top, min(hi) AS bottom, max(literal_lo) AS literal_top, min(literal_hi) AS literal_bottom,
                   max(CASE WHEN {ASSERTS} THEN literal_lo END) AS asserted_top,
                   min(CASE WHEN {ASSERTS} THEN literal_hi END) AS asserted_bottom
            FROM boxes WHERE screen = {BY_VALUE} GROUP BY key) AS keys) AS kinds
GROUP BY property ORDER BY property
"""
"""Keys that part while all their times start on one day hold opponents: only of the others the time may tell why."""

CONFLICTING = f"""
SELECT boxes.key, boxes.property, wanted.fast
FROM boxes JOIN wanted ON boxes.claim = wanted.claim WHERE boxes.screen = {BY_VALUE} ORDER BY wanted.fast, wanted.claim
"""
CONFLICTING_COLUMNS = ("key", "property", "fast")

COMPARED = f"""
SELECT count(DISTINCT claim - claim % 2) AS claims
FROM boxes WHERE screen = {BY_VALUE} AND block IN
    (SELECT block FROM boxes WHERE screen = {BY_VALUE} GROUP BY block
     HAVING min(claim - claim % 2) < max(claim - claim % 2))
"""

COMPARED_WITHOUT_ENDS = f"""
SELECT sum(claims) AS claims
FROM (SELECT count(*) AS claims FROM boxes WHERE screen = {BY_VALUE} GROUP BY block HAVING count(*) > 1) AS blocks
"""
"""The same where each claim has one box: many times as fast."""


KEYS_OF_PROPERTY, MOST_KEYS = 5, 60
"""Keys that are reported of one property, and of all: what a page holds."""


@dataclass(frozen=True, slots=True, eq=False)
class BoxSums:
    """`steepest` are the numbers of keys that change fastest among those whose values part over time only."""

    properties: tuple[PropertySums, ...]
    compared: int
    steepest: tuple[int, ...]


def sum_boxes(engine: Engine, conflicting: pa.Table, context: ScanContext) -> BoxSums:
    """The sums over all boxes. `conflicting` has a claim of each key that holds opponents, and whether these are such
    by how fast the value changes (1) or not (0).
    """
    names, root = list(context.properties), [context.vocabulary.root(name) for name in context.properties]
    # of claims with several scopes or senses in one key those next to each other in time may speak of different things,
    # as places in several orders do
    changing = context.having("quantity") & context.changing
    scoped = context.property_limits.scoped
    has_trend = [name in changing and bool(one_scope) for name, one_scope in zip(names, scoped, strict=True)]
    rows = engine.query(CONFLICTING, wanted=conflicting) if len(conflicting) else {}
    key, prop, fast = (np.array(rows[name] if rows else (), np.int64) for name in CONFLICTING_COLUMNS)
    keys, first = np.unique(key, return_index=True)
    open_keys = Counter((root[prop[index]], int(fast[index])) for index in first)
    totals: dict[str, Counter[str]] = {}
    moving = [np.zeros((2, 0), np.int64)]
    for row in engine.query(PER_PROPERTY).to_pylist():
        number = row["property"]
        totals.setdefault(root[number], Counter()).update({name: int(row[name]) for name in COUNTED})
        if row["moving"] and has_trend[number]:
            timed = np.setdiff1d(np.array(row["moving"], np.int64), keys)
            moving.append(np.stack([timed, np.full(len(timed), number)]))
    compared = engine.query(COMPARED if context.having("interval") else COMPARED_WITHOUT_ENDS).to_pylist()[0]["claims"]
    moving_keys, properties = np.concatenate(moving, axis=1)
    order = sorted(
        (nth, -totals[root[number]]["claims"], names[number], fastest)
        for number, ordered in steepest(engine.query, moving_keys, properties, KEYS_OF_PROPERTY).items()
        for nth, fastest in enumerate(ordered)
    )
    return BoxSums(
        tuple(_property_sums(name, total, open_keys) for name, total in sorted(totals.items())),
        int(compared or 0),
        tuple(fastest for *_, fastest in order[:MOST_KEYS]),
    )


def _property_sums(name: str, total: Counter[str], open_keys: Counter[tuple[str, int]]) -> PropertySums:
    counts = {column: total[column] for column in COUNTED if column != "parted"}
    fast, at_one_time = open_keys[name, 1], open_keys[name, 0]
    return PropertySums(name, **counts, timed=total["parted"] - fast - at_one_time, fast=fast, open=at_one_time)
