"""One way to ask any engine: to read tables, for the answers of the kernel, and for what a query says of all boxes.

The queries are plain SQL that every engine takes, so what they say is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from checker.model.box import Box, Key
from checker.model.claim import Document
from checker.model.corpus import Lost
from checker.model.fault import Fault
from checker.scale.engines import DEFAULT, Limits, Progress, Query, RunKernel

if TYPE_CHECKING:
    import pyarrow as pa

    from checker.readers.draft import Draft
    from checker.scale.scan.context import ScanContext
    from checker.screening.arrays import Hashes, Int64Array


EngineName = Literal["auto", "plain", "duckdb", "spark"]
ENGINE_NAMES: tuple[EngineName, ...] = get_args(EngineName)

MASTER = "local[2]"
"""Spark in one process with two workers, where no master is named."""


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """Which engine reads tables, and what it may take; no choice changes an answer.

    `judged_key`: a key of which every claim is judged, whatever the screens say; without a scope, whatever their scope.
    `addresses`: tables beside those of the corpus, which Spark reads.
    """

    engine: EngineName = "auto"
    limits: Limits = DEFAULT
    master: str = MASTER
    progress: Progress | None = None
    judged_key: Key | None = None
    addresses: tuple[str, ...] = ()


@dataclass(slots=True)
class Gathered:
    """What the tables gave so far, but for their boxes: the fields of their batches, and by property how many claims
    are `skipped`, as their family is too large to be judged.
    """

    row_ids: list[Int64Array] = field(default_factory=list)
    refs: list[Hashes] = field(default_factory=list)
    always_judged: list[Int64Array] = field(default_factory=list)
    denied_keys: list[Int64Array] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    related_blocks: set[int] = field(default_factory=set)
    whole_families: dict[str, list[Int64Array]] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    sources: dict[str, list[Int64Array]] = field(default_factory=dict)
    unchecked_per_claim: dict[str, int] = field(default_factory=dict)
    unread_quotes: int = 0


def id_table(column: str, ids: Iterable[int]) -> pa.Table:
    """What a query may name as `wanted`."""
    import pyarrow as pa

    return pa.table({column: pa.array(ids, pa.int64())})


@dataclass(frozen=True, slots=True)
class Engine:
    """What may be asked of the tables that were read. `repeated` tells how many rows there are, and those whose name is
    another's too, or one of some others; `known` which of some names rows have.
    """

    screen: RunKernel
    query: Query
    repeated: Callable[[Hashes], tuple[int, Int64Array]]
    known: Callable[[Hashes], Hashes]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a corpus, by their names, and who reads them: `read` all of them once, with the boxes of claims in
    files, and what is no box into a `Gathered`; `read_lines` the claims on some lines of each, as drafts.
    """

    names: Sequence[str]
    read: Callable[[Sequence[Box], ScanContext, Gathered], AbstractContextManager[Engine]]
    read_lines: Callable[[Mapping[str, Document | None], Mapping[str, Sequence[int]]], tuple[Draft, ...]]
