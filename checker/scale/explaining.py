"""Rows that reasons look at beside claims with opponents: parts of a total, and which blocks are too large for that.

Why: a part of a total lies in another scope, so that no screen compares it with what its total differs from. And where
a block has more claims than are compared pair by pair such reasons are not asked; of such a block not every claim is
read, so nobody would see that it is large.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from checker.literals.editions import series
from checker.scale.engine import Engine, id_table
from checker.scale.scan.boxes import FACET_BITS
from checker.scale.scan.context import ScanContext
from checker.screening.arrays import Int64Array, no_numbers
from checker.screening.blocks import ALL_PAIRS

_BLOCKS = "SELECT block FROM boxes WHERE claim IN (SELECT claim FROM wanted)"
_SIZED = f"""
SELECT block FROM boxes WHERE block IN ({{blocks}}) GROUP BY block HAVING count(DISTINCT claim) {{size}} {ALL_PAIRS}
"""


def rows_of_parts(engine: Engine, rows: Int64Array, context: ScanContext) -> Int64Array:
    """All rows of the blocks that some rows are of, where parts add up over a dimension and the block is not large."""
    properties = context.vocabulary.properties.values()
    adding = sorted(context.properties[prop.name] for prop in properties if prop.adds_over)
    if not len(rows) or not adding:
        return no_numbers()
    # these are whole numbers, so they may stand in the query
    blocks = f"{_BLOCKS} AND property IN ({', '.join(map(str, adding))})"
    small = _SIZED.format(blocks=blocks, size="<=")
    found = engine.query(f"SELECT DISTINCT claim FROM boxes WHERE block IN ({small})", _boxes_of(rows))
    return np.unique(found["claim"].to_numpy() >> FACET_BITS)


def one_of_each_large_block(engine: Engine, rows: Int64Array, context: ScanContext) -> Int64Array:
    """One of some rows for each large block that has any of them; none where no reason would ask."""
    if not len(rows) or not (_has_editions(context) or _has_parts(context)):
        return no_numbers()
    large = _SIZED.format(blocks=_BLOCKS, size=">")
    text = f"SELECT min(claim) AS claim FROM boxes WHERE claim IN (SELECT claim FROM wanted) AND block IN ({large})"
    return engine.query(f"{text} GROUP BY block", _boxes_of(rows))["claim"].to_numpy() >> FACET_BITS


def _boxes_of(rows: Int64Array):
    return id_table("claim", np.concatenate([rows << FACET_BITS, rows << FACET_BITS | 1]))


def _has_editions(context: ScanContext) -> bool:
    documents = [document for document in context.documents.values() if document]
    return any(one.revises for one in documents) or any(size > 1 for size in Counter(map(series, documents)).values())


def _has_parts(context: ScanContext) -> bool:
    return any(prop.adds_over for prop in context.vocabulary.properties.values())
