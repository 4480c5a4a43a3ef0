"""One way to ask any engine: for the answers of the screen, and for what a query tells of all boxes.

The queries are plain SQL that every engine takes, so what they tell is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from checker.model.box import Key
from checker.screen.engines import DEFAULT, Limits, Progress

if TYPE_CHECKING:
    import pyarrow as pa

Name = Literal["auto", "plain", "duckdb", "spark"]
NAMES: tuple[Name, ...] = ("auto", "plain", "duckdb", "spark")

MASTER = "local[2]"
"""Spark in one process with two workers, where no master is named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which engine reads tables, and what it may take; no choice changes an answer.

    `whole`: a key of which every claim is judged, whatever the screen says; without a scope, whatever their scope.
    """

    engine: Name = "auto"
    limits: Limits = DEFAULT
    master: str = MASTER
    progress: Progress | None = None
    whole: Key | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    """`screen` gives the boxes that have opponents, by key and claim; `query` asks about the table `boxes`."""

    screen: Callable[[], Iterator[pa.Table]]
    query: Callable[[str], pa.Table]


@contextmanager
def started(asked: Asked, files: Sequence[Path]) -> Iterator[Engine]:
    """The engine that was asked for, on files of boxes."""
    limits, progress = asked.limits, asked.progress
    if asked.engine == "spark":
        from checker.screen.engines import spark

        with spark.session(asked.master, limits) as session:
            yield Engine(
                lambda: iter((spark.screened(session, files, limits, progress),)),
                lambda query: spark.asked(session, files, query),
            )
        return
    from checker.screen.engines import duckdb

    screen = duckdb.screen if asked.engine == "duckdb" else _plain
    yield Engine(lambda: screen(files, limits, progress), lambda query: duckdb.asked(files, query, limits))


# it is called as the other engines are
def _plain(files: Sequence[Path], limits: Limits, progress: Progress | None) -> Iterator[pa.Table]:  # noqa: ARG001
    """The kernel alone, on all boxes at once."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from checker.screen.answers import answer
    from checker.screen.columns import FIELDS, from_arrow

    names = [name for name in FIELDS if name != "tolerance"]
    tables = [pq.read_table(file, columns=names, partitioning=None) for file in files]
    if tables:
        yield answer(from_arrow(pa.concat_tables(tables).combine_chunks()))
