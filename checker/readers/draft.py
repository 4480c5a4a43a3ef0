"""What one claim file or table holds before its names are looked up.

Why apart from its reader: what an earlier run read needs no reader, and no library that reads.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.model.claim import Claim, Document
from checker.model.corpus import Lost
from checker.model.fault import Fault, Mark


@dataclass(frozen=True, slots=True)
class Draft:
    """What one file holds. `positions` are those of the claims in it (lines of a table), `declared` every reference
    that it makes known, those of lost claims too; `id` is the document's identifier even where the document is lost.
    `table`: the claims are rows of a table, and the document is declared elsewhere.
    """

    file: str
    id: str = ""
    id_mark: Mark = Mark("")
    document: Document | None = None
    claims: tuple[Claim, ...] = ()
    positions: tuple[int, ...] = ()
    declared: frozenset[str] = frozenset()
    lost: tuple[Lost, ...] = ()
    faults: tuple[Fault, ...] = ()
    complete: bool = True
    table: bool = False
