"""One way to ask any engine: to read tables, for the answers of the screen, and for what a query tells of all boxes.

The queries are plain SQL that every engine takes, so what they tell is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from checker.model.box import Box, Key
from checker.model.claim import Document
from checker.scale.engines import DEFAULT, Limits, Progress

if TYPE_CHECKING:
    import pyarrow as pa

    from checker.readers.draft import Draft
    from checker.scale.read import Read, Whole
    from checker.scale.scan.context import ScanContext
    from checker.scale.scan.hashes import Hashes

Name = Literal["auto", "plain", "duckdb", "spark"]
NAMES: tuple[Name, ...] = ("auto", "plain", "duckdb", "spark")

MASTER = "local[2]"
"""Spark in one process with two workers, where no master is named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which engine reads tables, and what it may take; no choice changes an answer.

    `whole`: a key of which every claim is judged, whatever the screen says; without a scope, whatever their scope.
    `addresses`: tables beside those of the corpus, which Spark reads.
    """

    engine: Name = "auto"
    limits: Limits = DEFAULT
    master: str = MASTER
    progress: Progress | None = None
    whole: Key | None = None
    addresses: tuple[str, ...] = ()


Screen = Callable[[], Iterator["pa.Table"]]
"""Gives the boxes that have opponents, by key and claim."""
Query = Callable[..., "pa.Table"]
"""Asks in SQL about the table `boxes`, and about `wanted` where a second table is given."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What may be asked of the tables that were read. `twice` tells how many rows there are, and those whose name is
    another's too, or one of some others; `among` which of some names rows have.
    """

    screen: Screen
    query: Query
    twice: Callable[[Hashes], tuple[int, Whole]]
    among: Callable[[Hashes], Hashes]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a corpus, by their names, and who reads them: `read` all of them once, with the boxes of claims in
    files, and what is no box into a `Read`; `chosen` the claims on some lines of each, as drafts.
    """

    names: Sequence[str]
    read: Callable[[Sequence[Box], ScanContext, Read], AbstractContextManager[Engine]]
    chosen: Callable[[Mapping[str, Document | None], Mapping[str, Sequence[int]]], tuple[Draft, ...]]


@contextmanager
def opened(asked: Asked, files: Sequence[tuple[str, Path]]) -> Iterator[Tables]:
    """The tables in the files of a corpus, and those at addresses."""
    if asked.engine == "spark" or asked.addresses:
        from checker.scale.spark import tables

        with tables(asked, files) as found:
            yield found
        return
    from checker.readers.tables.claims import read_chosen
    from checker.scale.read import read_here

    yield Tables([name for name, _ in files], partial(read_here, asked, files), partial(read_chosen, files))


def started(asked: Asked, files: Sequence[Path]) -> tuple[Screen, Query]:
    """The engine of this machine that was asked for, on files of boxes."""
    from checker.scale.engines import duckdb

    limits, progress = asked.limits, asked.progress
    screen = _plain if asked.engine == "plain" else duckdb.screen
    return partial(screen, files, limits, progress), partial(duckdb.asked, files, limits=limits)


# it is called as the other engines are
def _plain(files: Sequence[Path], limits: Limits, progress: Progress | None) -> Iterator[pa.Table]:  # noqa: ARG001
    """The kernel alone, on all boxes at once."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from checker.scale.answers import answer
    from checker.screening.columns import FIELDS, from_arrow

    names = [name for name in FIELDS if name != "tolerance"]
    tables = [pq.read_table(file, columns=names, partitioning=None) for file in files]
    if tables:
        yield answer(from_arrow(pa.concat_tables(tables).combine_chunks()))
