"""How the value of some keys went: their first and last claims, the steepest change, and how many pairs part.

Floats choose what is reported; what is reported are the claims' own words. So where two changes are as steep as each
other but for the rounding of floats, either may be reported; pairs are counted as exactly as the screen finds
opponents.

Why times are ordered by their middle: claims of a year and of a day in it have one order that way. A claim whose time
has no end has no middle, and is not reported here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from checker.scale.engine import id_table
from checker.scale.engines import Query, duckdb
from checker.screening.arrays import Int64Array

if TYPE_CHECKING:
    import pyarrow as pa


MOST_EQUAL = 10
"""Claims that are as good to report of one key as each other, of which one is reported: beyond them the rows that come
first are looked at, so that no hundred thousand equal claims are read for one of them.
"""
AT_ONCE = 1_000_000
"""Claims of the keys that are looked at at a time: 64 MB."""
FINITE = "1e305"
"""No end of a box that has one lies beyond it (see `columns.HUGE`)."""

ASSERTS = f"(lo > -{FINITE} OR hi < {FINITE})"
"""Boxes that oppose others by their value: no denials, nothing deprecated, and not one of several values."""

SIZES = """
SELECT boxes.key, count(*) AS claims FROM boxes JOIN wanted ON boxes.key = wanted.key
GROUP BY boxes.key ORDER BY boxes.key
"""
BOXES = """
SELECT boxes.key, claim, lo, hi, moment, literal_lo, literal_hi FROM boxes JOIN wanted ON boxes.key = wanted.key
"""

STEPS = f"""
SELECT key, moment, top, bottom,
       lag(moment) OVER (PARTITION BY key ORDER BY moment) AS before,
       lag(top) OVER (PARTITION BY key ORDER BY moment) AS old_top,
       lag(bottom) OVER (PARTITION BY key ORDER BY moment) AS old_bottom
FROM (SELECT boxes.key, moment, max(lo) AS top, min(hi) AS bottom
      FROM boxes JOIN wanted ON boxes.key = wanted.key WHERE abs(moment) < {FINITE} AND {ASSERTS}
      GROUP BY boxes.key, moment) AS moments
"""
"""The moments of each key, each with the one before. A moment is twice the middle of a time; a key has each once, so
their order is one.
"""

PACE = "greatest(top - old_bottom, old_top - bottom) / (moment - before)"
"""How far the claims of a moment part from those of the one before, by the time between."""

STEEPEST = f"""
SELECT property, key FROM
    (SELECT property, key, row_number() OVER (PARTITION BY property ORDER BY pace DESC, key) AS nth
     FROM (SELECT wanted.property, wanted.key, pace
           FROM wanted JOIN (SELECT key, max({PACE}) AS pace FROM ({STEPS}) AS steps GROUP BY key) AS paces
           ON wanted.key = paces.key WHERE pace > 0) AS rising) AS ordered
WHERE nth <= {{most}} ORDER BY nth, property
"""

SPANS = f"""
SELECT * FROM
    (SELECT steps.*, {PACE} AS pace,
            min(moment) OVER (PARTITION BY key) AS first,
            max(moment) OVER (PARTITION BY key) AS last,
            count(*) OVER (PARTITION BY key) AS times,
            row_number() OVER (PARTITION BY key ORDER BY {PACE} DESC NULLS LAST, moment) AS nth
     FROM ({STEPS}) AS steps) AS ordered
WHERE nth = 1 ORDER BY key
"""
"""Of each key its steepest step, and the whole time that it spans."""

AT_MOMENTS = f"""
SELECT key, role, claim FROM
    (SELECT boxes.key, role, claim, row_number() OVER (PARTITION BY boxes.key, role ORDER BY claim) AS nth
     FROM boxes JOIN wanted ON boxes.key = wanted.key AND boxes.moment = wanted.moment
     WHERE {ASSERTS} AND hi <= most AND lo >= least) AS ordered
WHERE nth <= {MOST_EQUAL} ORDER BY key, role, claim
"""
"""The claims of each role: those of a moment that lie from the role's least value to its most."""

PAIRS = f"""
SELECT key, sum(CASE WHEN literal = 0 THEN lows ELSE 0 END) AS claims,
       sum(CASE WHEN literal = 0 THEN pairs ELSE 0 END) AS apart,
       sum(CASE WHEN literal = 1 THEN pairs ELSE 0 END) AS literally_apart
FROM (SELECT key, literal, lows, lows * coalesce(sum(highs) OVER (
                 PARTITION BY key, literal ORDER BY value ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS pairs
      FROM (SELECT key, literal, value, sum(1 - high) AS lows, sum(high) AS highs
            FROM (SELECT boxes.key, literal, high,
                         CASE WHEN literal = 0 AND high = 0 THEN lo WHEN literal = 0 THEN hi
                              WHEN high = 0 THEN literal_lo ELSE literal_hi END AS value
                  FROM boxes JOIN wanted ON boxes.key = wanted.key
                  CROSS JOIN (SELECT 0 AS literal UNION ALL SELECT 1) AS readings
                  CROSS JOIN (SELECT 0 AS high UNION ALL SELECT 1) AS both_ends
                  WHERE {ASSERTS}) AS ends
            GROUP BY key, literal, value) AS edges) AS passed
GROUP BY key ORDER BY key
"""
"""How many pairs of claims part, as readers expect them and in their bare words. Two part where one ends below where
the other starts: each start is counted with the ends below it.
"""


@dataclass(frozen=True, slots=True)
class Trend:
    """What the boxes of one key come to: how many there are, at how many times, and how many pairs part (`worded`: in
    their bare words only).

    `first`, `last` and both sides of the steepest step (`before`, `after`) are the claims that may be reported of it,
    none where no two times have both ends, or nothing changes.
    """

    claims: int
    apart: int
    worded: int
    times: int = 0
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()

    @property
    def reported(self) -> tuple[int, ...]:
        """All claims that may be reported."""
        return (*self.first, *self.last, *self.before, *self.after)


def steepest(query: Query, keys: Int64Array, properties: Int64Array, most: int) -> dict[int, list[int]]:
    """The keys of each property that change fastest, so many, the fastest first."""
    import pyarrow as pa

    by_property: dict[int, list[int]] = {}
    if len(keys):
        wanted = pa.table({"key": keys, "property": properties})
        for row in query(STEEPEST.format(most=most), wanted=wanted).to_pylist():
            by_property.setdefault(row["property"], []).append(row["key"])
    return by_property


def trends(query: Query, keys: Collection[int]) -> dict[int, Trend]:
    """The trend of each key. The claims of these keys are few beside all others:
    they are fetched once, and looked at here.
    """
    by_key: dict[int, Trend] = {}
    if not keys:
        return by_key
    for batch in _batches(query(SIZES, wanted=_wanted(keys)).to_pylist()):
        boxes = query(BOXES, wanted=_wanted(batch))
        with duckdb.opened(boxes) as (_, ask):
            by_key |= _trends(ask, batch)
    return by_key


def _batches(sizes: Sequence[Mapping[str, int]]) -> Iterator[list[int]]:
    """Keys that together have no more claims than are looked at at a time, or one key that has."""
    batch: list[int] = []
    room = AT_ONCE
    for row in sizes:
        if batch and row["claims"] > room:
            yield batch
            batch, room = [], AT_ONCE
        batch.append(row["key"])
        room -= row["claims"]
    if batch:
        yield batch


def _trends(query: Query, keys: Sequence[int]) -> Iterator[tuple[int, Trend]]:
    wanted = _wanted(keys)
    reported = _reported(query, keys)
    for row in query(PAIRS, wanted=wanted).to_pylist():
        key, apart = row["key"], int(row["apart"])
        times, roles = reported.get(key, (0, {}))
        trend = Trend(int(row["claims"]), apart, int(row["literally_apart"]) - apart, times, **roles)
        yield key, trend


def _wanted(keys: Iterable[int]) -> pa.Table:
    return id_table("key", sorted(set(keys)))


ROLES = ("first", "last", "before", "after")


def _reported(query: Query, keys: Sequence[int]) -> dict[int, tuple[int, dict[str, tuple[int, ...]]]]:
    """How many times each key has, and the claims that may be reported in each role."""
    import pyarrow as pa

    spans = query(SPANS, wanted=_wanted(keys)).to_pylist()
    conditions = [(span["key"], *role) for span in spans if span["times"] > 1 for role in _roles(span)]
    if not conditions:
        return {}
    types = {"key": pa.int64(), "role": pa.int64(), "moment": pa.float64(), "least": pa.float64(), "most": pa.float64()}
    columns = zip(types.items(), zip(*conditions, strict=True), strict=True)
    wanted = pa.table({name: pa.array(cells, type) for (name, type), cells in columns})
    rows = query(AT_MOMENTS, wanted=wanted).to_pylist()
    times = {span["key"]: span["times"] for span in spans}
    claims = {
        key: {ROLES[role]: tuple(row["claim"] for row in of_role) for role, of_role in groupby(of_key, _role)}
        for key, of_key in groupby(rows, lambda row: row["key"])
    }
    return {key: (times[key], roles) for key, roles in claims.items()}


def _role(row: Mapping[str, int]) -> int:
    return row["role"]


def _roles(span: Mapping[str, float]) -> Iterator[tuple[int, float, float, float]]:
    """What the claims of each role are: the role, the moment, the least start and the last end of the value."""
    yield ROLES.index("first"), span["first"], -np.inf, np.inf
    yield ROLES.index("last"), span["last"], -np.inf, np.inf
    if span["pace"] > 0:
        rises = span["top"] - span["old_bottom"] >= span["old_top"] - span["bottom"]
        old = (-np.inf, span["old_bottom"]) if rises else (span["old_top"], np.inf)
        new = (span["top"], np.inf) if rises else (-np.inf, span["bottom"])
        yield ROLES.index("before"), span["before"], *old
        yield ROLES.index("after"), span["moment"], *new
