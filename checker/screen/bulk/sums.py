"""What is not judged one by one is summed up, by one aggregation over all boxes."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.result import PropertySums, Sums
from checker.screen.bulk.boxes import VALUES
from checker.screen.bulk.engine import Engine

PER_PROPERTY = f"""
SELECT property, count(*) AS keys, sum(claims) AS claims,
       sum(CASE WHEN claims = 1 THEN 1 ELSE 0 END) AS single,
       sum(CASE WHEN claims > 1 AND bare_top <= bare_bottom THEN 1 ELSE 0 END) AS alike,
       sum(CASE WHEN claims > 1 AND bare_top > bare_bottom AND top <= bottom THEN 1 ELSE 0 END) AS worded,
       sum(CASE WHEN claims > 1 AND bare_top > bare_bottom AND top > bottom THEN 1 ELSE 0 END) AS parted
FROM (SELECT key, min(property) AS property, count(*) AS claims, max(lo) AS top, min(hi) AS bottom,
             max(llo) AS bare_top, min(lhi) AS bare_bottom
      FROM boxes WHERE sort = {VALUES} GROUP BY key) AS keys
GROUP BY property ORDER BY property
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


def sums_of(engine: Engine, keys: tuple[int, int], properties: Sequence[str], *, spans: bool) -> Sums:
    """The sums over all boxes. `keys` are the numbers of those with opponents and of those in which a value changes too
    fast, `properties` the names by number; `spans`: claims of intervals have two boxes.
    """
    per = tuple(
        PropertySums(properties[row["property"]], *(int(row[name]) for name in NAMES))
        for row in engine.query(PER_PROPERTY).to_pylist()
    )
    compared = int(engine.query(COMPARED if spans else COMPARED_ALONE).to_pylist()[0]["claims"] or 0)
    return Sums(per, compared, *keys)


NAMES = ("keys", "claims", "single", "alike", "worded", "parted")
