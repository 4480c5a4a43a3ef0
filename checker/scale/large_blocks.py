"""Of the claims that are judged, those whose blocks have more claims than are compared pair by pair.

Why: what explains a claim by what the other editions of a series say is not asked there, and of such a block not every
claim is read: nobody would see that it is large.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from checker.literals.editions import series
from checker.model.claim import Document
from checker.scale.engine import Engine, id_table
from checker.scale.scan.boxes import FACET_BITS
from checker.screening.arrays import Int64Array, no_numbers
from checker.screening.blocks import ALL_PAIRS

_ONE_OF_EACH = f"""
SELECT min(claim) AS claim FROM boxes
WHERE claim IN (SELECT claim FROM wanted) AND block IN (
    SELECT block FROM boxes
    WHERE block IN (SELECT block FROM boxes WHERE claim IN (SELECT claim FROM wanted))
    GROUP BY block HAVING count(DISTINCT claim) > {ALL_PAIRS})
GROUP BY block
"""


def one_of_each_large_block(engine: Engine, rows: Int64Array, documents: Iterable[Document | None]) -> Int64Array:
    """One of some rows for each large block that has any of them; none where no two documents are of one series."""
    known = [document for document in documents if document]
    if not len(rows) or not _of_editions(known):
        return no_numbers()
    boxes = np.concatenate([rows << FACET_BITS, rows << FACET_BITS | 1])
    return engine.query(_ONE_OF_EACH, id_table("claim", boxes))["claim"].to_numpy() >> FACET_BITS


def _of_editions(documents: Iterable[Document]) -> bool:
    number = Counter(map(series, documents))
    return any(document.revises for document in documents) or any(size > 1 for size in number.values())
