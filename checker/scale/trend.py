"""How the value of some keys went: their first and last claims, the steepest change, and how many pairs part.

Floats choose what is told; what is told are the claims' own words. So where two changes are as steep as each other but
for the rounding of floats, either may be told; pairs are counted as exactly as the screen tells opponents.

Why times are ordered by their middle: claims of a year and of a day in it have one order that way. A claim whose time
has no end has no middle, and is not told here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from checker.scale.engine import Query
from checker.scale.engines.duckdb import asked
from checker.screening.arrays import Int64Array

if TYPE_CHECKING:
    import pyarrow as pa


TIED = 10
"""Claims that are as good to tell of one key as each other, of which one is told: beyond them the rows that come first
are looked at, so that no hundred thousand equal claims are read for one of them.
"""
AT_ONCE = 1_000_000
"""Claims of the keys that are looked at at a time: 64 MB."""
WIDE = 0.5
"""Share of the way from the lowest to the highest value that must be empty for claims to stand on two sides of it."""
FINITE = "1e305"
"""No end of a box that has one lies beyond it (see `columns.HUGE`)."""

SAYS = f"(lo > -{FINITE} OR hi < {FINITE})"
"""Boxes that say something: no denials, no claims that are deprecated, and not one of several values."""

SIZES = """
SELECT boxes.key, count(*) AS claims FROM boxes JOIN wanted ON boxes.key = wanted.key
GROUP BY boxes.key ORDER BY boxes.key
"""
MEMBERS = """
SELECT boxes.key, claim, lo, hi, t0, t1, llo, lhi FROM boxes JOIN wanted ON boxes.key = wanted.key
"""

STEPS = f"""
SELECT key, moment, top, bottom,
       lag(moment) OVER (PARTITION BY key ORDER BY moment) AS before,
       lag(top) OVER (PARTITION BY key ORDER BY moment) AS old_top,
       lag(bottom) OVER (PARTITION BY key ORDER BY moment) AS old_bottom
FROM (SELECT boxes.key, t0 + t1 AS moment, max(lo) AS top, min(hi) AS bottom
      FROM boxes JOIN wanted ON boxes.key = wanted.key WHERE abs(t0 + t1) < {FINITE} AND {SAYS}
      GROUP BY boxes.key, t0 + t1) AS moments
"""
"""The moments of each key, each with the one before. A moment is twice the middle of a time; a key has each once, so
their order is one.
"""

PACE = "greatest(top - old_bottom, old_top - bottom) / (moment - before)"
"""How far the claims of a moment part from those of the one before, by the time between."""

STEEPEST = f"""
SELECT property, key FROM
    (SELECT property, key, row_number() OVER (PARTITION BY property ORDER BY pace DESC, key) AS place
     FROM (SELECT wanted.property, wanted.key, pace
           FROM wanted JOIN (SELECT key, max({PACE}) AS pace FROM ({STEPS}) AS steps GROUP BY key) AS paces
           ON wanted.key = paces.key WHERE pace > 0) AS found) AS ordered
WHERE place <= {{most}} ORDER BY place, property
"""

SPANS = f"""
SELECT * FROM
    (SELECT steps.*, {PACE} AS pace,
            min(moment) OVER (PARTITION BY key) AS first,
            max(moment) OVER (PARTITION BY key) AS last,
            count(*) OVER (PARTITION BY key) AS times,
            row_number() OVER (PARTITION BY key ORDER BY {PACE} DESC NULLS LAST, moment) AS place
     FROM ({STEPS}) AS steps) AS ordered
WHERE place = 1 ORDER BY key
"""
"""Of each key its steepest step, and the whole time that it spans."""

AT = f"""
SELECT key, role, claim FROM
    (SELECT boxes.key, role, claim, row_number() OVER (PARTITION BY boxes.key, role ORDER BY claim) AS place
     FROM boxes JOIN wanted ON boxes.key = wanted.key AND t0 + t1 = moment
     WHERE {SAYS} AND hi <= most AND lo >= least) AS found
WHERE place <= {TIED} ORDER BY key, role, claim
"""

PAIRS = f"""
SELECT key, sum(CASE WHEN bare = 0 THEN lows ELSE 0 END) AS claims,
       sum(CASE WHEN bare = 0 THEN pairs ELSE 0 END) AS apart,
       sum(CASE WHEN bare = 1 THEN pairs ELSE 0 END) AS bare_apart
FROM (SELECT key, bare, lows, lows * coalesce(sum(highs) OVER (
                 PARTITION BY key, bare ORDER BY value ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS pairs
      FROM (SELECT key, bare, value, sum(1 - high) AS lows, sum(high) AS highs
            FROM (SELECT boxes.key, bare, high, CASE WHEN bare = 0 AND high = 0 THEN lo WHEN bare = 0 THEN hi
                                                     WHEN high = 0 THEN llo ELSE lhi END AS value
                  FROM boxes JOIN wanted ON boxes.key = wanted.key
                  CROSS JOIN (SELECT 0 AS bare UNION ALL SELECT 1) AS readings
                  CROSS JOIN (SELECT 0 AS high UNION ALL SELECT 1) AS sides
                  WHERE {SAYS}) AS ends
            GROUP BY key, bare, value) AS edges) AS passed
GROUP BY key ORDER BY key
"""
"""How many pairs of claims part, as readers expect them and in their bare words. Two part where one ends below where
the other starts: each start is counted with the ends below it.
"""

SIDES = f"""
SELECT key, claims, below FROM
    (SELECT key, claims, place - 1 AS below, lo - under AS gap, top - bottom AS way,
            row_number() OVER (PARTITION BY key ORDER BY lo - under DESC, place) AS widest
     FROM (SELECT boxes.key, lo, count(*) OVER (PARTITION BY boxes.key) AS claims,
                  max(lo) OVER (PARTITION BY boxes.key) AS top, min(hi) OVER (PARTITION BY boxes.key) AS bottom,
                  row_number() OVER (PARTITION BY boxes.key ORDER BY lo, claim) AS place,
                  max(hi) OVER (PARTITION BY boxes.key ORDER BY lo, claim
                                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS under
           FROM boxes JOIN wanted ON boxes.key = wanted.key WHERE {SAYS}) AS ordered
     WHERE place > 1) AS gaps
WHERE widest = 1 AND gap > 0 AND gap >= {WIDE} * way ORDER BY key
"""
"""How many claims lie wholly below all others of their key, where most of the way between lowest and highest is empty.
"""


@dataclass(frozen=True, slots=True)
class Course:
    """What the boxes of one key come to: how many there are, at how many times, and how many pairs part (`worded`: in
    their bare words only). `below` lie wholly under all others, if that many do.

    `first`, `last` and both sides of the steepest step (`before`, `after`) are the claims that may be told of it, none
    where no two times have both ends, or nothing changes.
    """

    claims: int
    apart: int
    worded: int
    times: int = 0
    below: int = 0
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()

    @property
    def told(self) -> tuple[int, ...]:
        """All claims that may be told."""
        return (*self.first, *self.last, *self.before, *self.after)


def steepest(query: Query, keys: Int64Array, properties: Int64Array, most: int) -> dict[int, list[int]]:
    """The keys of each property that change fastest, so many, the fastest first."""
    import pyarrow as pa

    found: dict[int, list[int]] = {}
    if len(keys):
        wanted = pa.table({"key": keys, "property": properties})
        for row in query(STEEPEST.format(most=most), wanted=wanted).to_pylist():
            found.setdefault(row["property"], []).append(row["key"])
    return found


def courses(query: Query, keys: Collection[int], timed: Collection[int]) -> dict[int, Course]:
    """The course of each key; of those in `timed` with its times. The claims of these keys are few beside all others:
    they are fetched once, and looked at here.
    """
    found: dict[int, Course] = {}
    if not keys:
        return found
    for some in _batches(query(SIZES, wanted=_keys(keys)).to_pylist()):
        boxes = query(MEMBERS, wanted=_keys(some))
        found |= _courses(lambda text, wanted, boxes=boxes: asked(boxes, text, wanted), some, timed)
    return found


def _batches(sizes: Sequence[Mapping[str, int]]) -> Iterator[list[int]]:
    """Keys that together have no more claims than are looked at at a time, or one key that has."""
    some: list[int] = []
    room = AT_ONCE
    for row in sizes:
        if some and row["claims"] > room:
            yield some
            some, room = [], AT_ONCE
        some.append(row["key"])
        room -= row["claims"]
    if some:
        yield some


def _courses(query: Query, keys: Sequence[int], timed: Collection[int]) -> Iterator[tuple[int, Course]]:
    wanted = _keys(keys)
    below = {row["key"]: row["below"] for row in query(SIDES, wanted=wanted).to_pylist()}
    told = _told(query, [key for key in keys if key in timed])
    for row in query(PAIRS, wanted=wanted).to_pylist():
        key, apart = row["key"], int(row["apart"])
        times, roles = told.get(key, (0, {}))
        ends = {name: tuple(roles.get(name, ())) for name in ROLES}
        yield key, Course(int(row["claims"]), apart, int(row["bare_apart"]) - apart, times, below.get(key, 0), **ends)


def _keys(keys: Iterable[int]) -> pa.Table:
    import pyarrow as pa

    return pa.table({"key": pa.array(sorted(set(keys)), pa.int64())})


ROLES = ("first", "last", "before", "after")


def _told(query: Query, keys: Sequence[int]) -> dict[int, tuple[int, dict[str, list[int]]]]:
    """How many times each key has, and the claims that may be told in each role."""
    import pyarrow as pa

    spans = query(SPANS, wanted=_keys(keys)).to_pylist()
    places = [(span["key"], *place) for span in spans if span["times"] > 1 for place in _places(span)]
    if not places:
        return {}
    names = {"key": pa.int64(), "role": pa.int64(), "moment": pa.float64(), "least": pa.float64(), "most": pa.float64()}
    columns = zip(names.items(), zip(*places, strict=True), strict=True)
    rows = query(AT, wanted=pa.table({name: pa.array(cells, kind) for (name, kind), cells in columns})).to_pylist()
    times = {span["key"]: span["times"] for span in spans}
    return {
        key: (times[key], {ROLES[role]: [row["claim"] for row in found] for role, found in groupby(own, _role)})
        for key, own in groupby(rows, lambda row: row["key"])
    }


def _role(row: Mapping[str, int]) -> int:
    return row["role"]


def _places(span: Mapping[str, float]) -> Iterator[tuple[int, float, float, float]]:
    """Where the claims of each role stand: the role, the moment, the least start and the last end of the value."""
    yield ROLES.index("first"), span["first"], -np.inf, np.inf
    yield ROLES.index("last"), span["last"], -np.inf, np.inf
    if span["pace"] > 0:
        rises = span["top"] - span["old_bottom"] >= span["old_top"] - span["bottom"]
        old = (-np.inf, span["old_bottom"]) if rises else (span["old_top"], np.inf)
        new = (span["top"], np.inf) if rises else (-np.inf, span["bottom"])
        yield ROLES.index("before"), span["before"], *old
        yield ROLES.index("after"), span["moment"], *new
