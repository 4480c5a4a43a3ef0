"""The tables are read, and their boxes are written to files for an engine of this machine.

Nothing else of the tables is held but the numbers and names of their rows, and what must be judged or told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from threading import Event, Lock
from typing import TYPE_CHECKING

import numpy as np

from checker.model.box import Box
from checker.readers.tables.columns import Columns, batches, empty, opened
from checker.readers.tables.tally import ended
from checker.scale.engine import Engine, Gathered, Query, ScanOptions, Screen
from checker.scale.engines import Limits, Progress
from checker.scale.scan.boxes import Batch, boxes_of, of_yaml
from checker.scale.scan.context import Memory, ScanContext
from checker.scale.scan.hashes import hashed, joined
from checker.screening.arrays import Hashes, Int64Array

if TYPE_CHECKING:
    import pyarrow as pa


MOST_KEPT = 100_000
"""Claims that are judged whatever the screen says: as many as the ordinary flow takes without a screen."""
OF_ITSELF = "any property"
"""Where claims that break something of their own, or state relations, are more than can be judged."""
FILE_ROWS = 2**20
"""Boxes that are held before they are written: some 80 MB."""
READ = "claims read"


@contextmanager
def read_here(
    asked: ScanOptions,
    tables: Sequence[tuple[str, Path]],
    boxes: Sequence[Box],
    context: ScanContext,
    gathered: Gathered,
) -> Iterator[Engine]:
    """Tables that this process reads; whatever happens, the files of boxes are gone afterwards."""
    with TemporaryDirectory(prefix="checker-") as folder:
        files = list(written(Path(folder), tables, boxes, context, gathered, asked))
        yield Engine(*started(asked, files), partial(twice, gathered), partial(among, parts=gathered.refs))


def started(asked: ScanOptions, files: Sequence[Path]) -> tuple[Screen, Query]:
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


def written(
    folder: Path,
    tables: Sequence[tuple[str, Path]],
    boxes: Sequence[Box],
    context: ScanContext,
    gathered: Gathered,
    asked: ScanOptions,
) -> Iterator[Path]:
    """Files of the boxes of all claims; nothing else of the tables is held but names and numbers of rows.

    Each thread reads a table of its own. What they gave is taken in the order of the tables, so that it is the same
    whoever is faster.
    """
    held = [of_yaml(boxes, context)]
    count = _Count(asked.progress)
    with ThreadPoolExecutor(asked.limits.threads, "read") as pool:
        try:
            work = partial(_table, folder, context, count, len(tables) < asked.limits.threads)
            for batches_of, files, rest in _in_order(pool, work, list(enumerate(tables, start=1)), asked.limits):
                for batch in batches_of:
                    add(gathered, batch)
                yield from files
                held += rest
                if sum(map(len, held)) >= FILE_ROWS:
                    yield _file(folder, held)
                    held = []
        finally:
            count.stopped.set()
    if held:
        yield _file(folder, held)


Taken = tuple[list[Batch], list[Path], "list[pa.Table]"]
"""What a table gave: batches without their boxes, files of boxes, and boxes that are too few for a file."""


class _Count:
    """How many claims all threads have read, and whether they are to stop."""

    def __init__(self, progress: Progress | None) -> None:
        self.stopped = Event()
        self._progress = progress
        self._claims = 0
        self._lock = Lock()

    def add(self, claims: int) -> None:
        with self._lock:
            self._claims += claims
            if self._progress:
                self._progress(f"{self._claims:,} {READ}", 0.0)


def _in_order(
    pool: ThreadPoolExecutor,
    work: Callable[[int, str, Path], Taken],
    tables: Sequence[tuple[int, tuple[str, Path]]],
    limits: Limits,
) -> Iterator[Taken]:
    """What each table gives, in order; some are waiting, never all."""
    waiting: deque[Future[Taken]] = deque()
    for place, (name, path) in tables:
        waiting.append(pool.submit(work, place, name, path))
        if len(waiting) > limits.threads:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _table(folder: Path, context: ScanContext, count: _Count, alone: bool, place: int, name: str, path: Path) -> Taken:
    """The boxes of a table, most of them in files. `alone`: another thread is free to read ahead."""
    found: list[Batch] = []
    files: list[Path] = []
    held: list[pa.Table] = []
    for batch in table_batches(place, name, path, context, ahead if alone else iter):
        if count.stopped.is_set():
            break
        held.append(batch.boxes)
        found.append(replace(batch, boxes=batch.boxes.schema.empty_table()))
        if sum(map(len, held)) >= FILE_ROWS:
            files.append(_file(folder, held))
            held = []
        count.add(len(batch.rows))
    return found, files, held


def _file(folder: Path, held: Sequence[pa.Table]) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with NamedTemporaryFile(prefix="boxes-", suffix=".parquet", dir=folder, delete=False) as file:
        path = Path(file.name)
    pq.write_table(pa.concat_tables(held), path, compression="none", use_dictionary=False, write_statistics=False)
    return path


def table_batches(
    place: int,
    name: str,
    path: Path,
    context: ScanContext,
    way: Callable[[Iterator[Columns]], Iterator[Columns]] = iter,
) -> Iterator[Batch]:
    """What the rows of a table give, some at a time; the last batch has no rows, and what is left to tell of faults.

    `way` is how they are gone through.
    """
    if opened(path, name, name).about != "claims":
        return
    memory = Memory()
    for columns in way(batches(path, name)):
        yield boxes_of(columns, place, context, memory)
    faults, lost = ended(memory.tally)
    yield boxes_of(replace(empty(name, "claims"), faults=faults, lost=lost), place, context, memory)


def add(gathered: Gathered, batch: Batch) -> None:
    """A batch more was read; batches come in the order of their rows."""
    gathered.rows.append(batch.rows)
    gathered.refs.append(batch.refs)
    gathered.denied.append(batch.denied)
    gathered.blocks |= batch.tied
    for text, rows in batch.sources.items():
        gathered.sources.setdefault(text, []).append(rows)
    _keep(gathered, batch)
    gathered.faults += batch.faults
    gathered.lost += batch.lost


def ahead(items: Iterator[Columns]) -> Iterator[Columns]:
    """The same items, each made on another thread while the one before is used."""
    with ThreadPoolExecutor(1, "read") as pool:
        coming = pool.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = pool.submit(next, items, None)
            yield item


def _keep(gathered: Gathered, batch: Batch) -> None:
    """The rows that are judged whatever the screen says: of properties that are too large for it, none."""
    room = MOST_KEPT - sum(map(len, gathered.kept))
    gathered.kept.append(batch.kept[:room])
    for name, number in (*batch.unheld.items(), (OF_ITSELF, len(batch.kept[room:]))):
        if number:
            gathered.unheld[name] = gathered.unheld.get(name, 0) + number
    for name, rows in batch.whole.items():
        gathered.whole.setdefault(name, []).append(rows)


def judged_whole(gathered: Gathered, family: Mapping[str, str]) -> Iterator[Int64Array]:
    """The rows of properties that are judged in whole, the smallest families first; what is too large is counted.

    A family is judged in whole or not at all: a rule that misses a claim would tell what is not so.
    """
    size: dict[str, int] = {}
    for name, rows in gathered.whole.items():
        size[family[name]] = size.get(family[name], 0) + sum(map(len, rows))
    room = MOST_KEPT
    for own in sorted(size, key=lambda own: (size[own], own)):
        members = sorted(name for name in gathered.whole if family[name] == own)
        if size[own] <= room:
            room -= size[own]
            for name in members:
                yield from gathered.whole[name]
        else:
            gathered.skipped |= {name: sum(map(len, gathered.whole[name])) for name in members}


def names_of(refs: Sequence[str]) -> Hashes:
    """The numbers of the names of claims, from their documents and ids."""
    import pyarrow as pa

    parts = [ref.partition("#") for ref in refs]
    return joined(*(hashed(pa.array([part[place] for part in parts], pa.string())) for place in (0, 2)))


def twice(gathered: Gathered, own: Hashes) -> tuple[int, Int64Array]:
    """How many rows there are, and those whose document and id are, as far as numbers tell, another's too; `own` are
    names of claims in files.
    """
    rows = np.concatenate([np.zeros(len(own), np.int64), *gathered.rows])
    return len(rows) - len(own), repeated(rows, np.concatenate([own, *gathered.refs]))


def repeated(rows: Int64Array, names: Hashes) -> Int64Array:
    """The rows whose name is another's too."""
    order = np.sort(names)
    same = np.unique(order[1:][order[1:] == order[:-1]])
    return rows[np.isin(names, same)] if len(same) else np.zeros(0, np.int64)


def sources_of(
    gathered: Gathered, among: Callable[[Hashes], Hashes], asked: Collection[str], context: ScanContext
) -> tuple[frozenset[str], Int64Array]:
    """Claims of tables that others draw on, and rows with sources that are none; `among` tells which rows have."""
    if not asked and not gathered.sources:
        return frozenset(), np.zeros(0, np.int64)
    texts = sorted(text for text in {*asked, *gathered.sources} if "#" in text)
    names = names_of(texts)
    there = np.isin(names, among(np.unique(names)))
    lost = {gone.ref for gone in gathered.lost}
    declared = frozenset(text for text, known in zip(texts, there, strict=True) if known or text in lost)
    unknown = [rows for text, found in gathered.sources.items() if text not in declared for rows in found]
    named = all(gone.rows == 1 and f"{gone.mark.file}#" not in gone.ref for gone in gathered.lost)
    if not unknown or not named or not context.names.complete:
        return declared, np.zeros(0, np.int64)
    rows = np.unique(np.concatenate(unknown))
    return declared, rows


def among(sought: Hashes, parts: Sequence[Hashes]) -> Hashes:
    """Those of some few numbers, in order and each once, that are in one of the parts, which are large."""
    found = [part[sought[np.searchsorted(sought[:-1], part)] == part] for part in parts if len(sought)]
    return np.concatenate([np.zeros(0, np.uint64), *found])
