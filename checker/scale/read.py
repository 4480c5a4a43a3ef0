"""The tables are read, and their boxes are written to files for an engine of this machine.

Nothing else of the tables stays in memory but the numbers and names of their rows, what must be judged, and faults.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from threading import Event, Lock
from typing import TYPE_CHECKING

import numpy as np

from checker.model.box import Box
from checker.readers.tables.columns import Columns, batches, no_rows, open_table
from checker.readers.tally import remainder
from checker.scale.engine import Engine, Gathered, ScanOptions
from checker.scale.scan.boxes import Batch, boxes_of, boxes_of_files
from checker.scale.scan.context import ReadCache, ScanContext
from checker.scale.scan.hashes import hashed, joined
from checker.screening.arrays import Hashes, Int64Array, no_numbers

if TYPE_CHECKING:
    import pyarrow as pa


MOST_ALWAYS_JUDGED = 100_000
"""Claims that are judged whatever the screens say: as many as the ordinary flow takes without a screen."""
ANY_PROPERTY = "any property"
"""Where claims that break something of their own, or state relations, are more than can be judged."""
FILE_ROWS = 2**20
"""Boxes that wait before they are written: some 80 MB."""
READ = "claims read"


@contextmanager
def read_here(
    options: ScanOptions,
    tables: Sequence[tuple[str, Path]],
    boxes: Sequence[Box],
    context: ScanContext,
    gathered: Gathered,
) -> Iterator[Engine]:
    """Tables that this process reads; whatever happens, the files of boxes are gone afterwards."""
    from checker.scale.engines import duckdb

    with TemporaryDirectory(prefix="checker-") as folder:
        work = TableWork(Path(folder), context, options)
        files = list(_write_boxes(work, tables, boxes, gathered))
        with duckdb.opened(files, options.limits, options.progress) as (screen, query):
            yield Engine(
                partial(_plain, files) if options.engine == "plain" else screen,
                query,
                partial(repeated_refs, gathered),
                partial(known_refs, parts=gathered.refs),
            )


def _plain(files: Sequence[Path]) -> Iterator[pa.Table]:
    """The kernel alone, on all boxes at once."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from checker.scale.answers import answer
    from checker.screening.columns import FIELDS, from_arrow

    names = [name for name in FIELDS if name != "tolerance"]
    tables = [pq.read_table(file, columns=names, partitioning=None) for file in files]
    if tables:
        yield answer(from_arrow(pa.concat_tables(tables).combine_chunks()))


def _write_boxes(
    work: TableWork, tables: Sequence[tuple[str, Path]], boxes: Sequence[Box], gathered: Gathered
) -> Iterator[Path]:
    """Files of the boxes of all claims.

    Each thread reads a table of its own. What they gave is taken in the order of the tables, so that it is the same
    whoever is faster.
    """
    unwritten = [boxes_of_files(boxes, work.context)]
    threads = work.options.limits.threads
    with ThreadPoolExecutor(threads, "read") as pool:
        try:
            read = partial(work.read, ahead=len(tables) < threads)
            for table in _in_order(pool, read, tables, threads):
                for batch in table.batches:
                    add(gathered, batch)
                yield from table.files
                unwritten += table.unwritten
                if sum(map(len, unwritten)) >= FILE_ROWS:
                    yield _file(work.folder, unwritten)
                    unwritten = []
        finally:
            work.stopped.set()
    if unwritten:
        yield _file(work.folder, unwritten)


@dataclass(frozen=True, slots=True)
class TableRead:
    """What a table gave: batches without their boxes, files of boxes, and boxes that are too few for a file."""

    batches: list[Batch] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    unwritten: list[pa.Table] = field(default_factory=list)


class TableWork:
    """What all threads share that read tables: how many claims they have read, and whether they are to stop."""

    def __init__(self, folder: Path, context: ScanContext, options: ScanOptions) -> None:
        self.folder, self.context, self.options = folder, context, options
        self.stopped = Event()
        self._claims = 0
        self._lock = Lock()

    def read(self, table_number: int, name: str, path: Path, *, ahead: bool) -> TableRead:
        """The boxes of a table, most of them in files. `ahead`: another thread is free to read ahead."""
        read = TableRead()
        unwritten = read.unwritten
        for batch in table_batches(table_number, name, path, self.context, _ahead if ahead else iter):
            if self.stopped.is_set():
                break
            unwritten.append(batch.boxes)
            read.batches.append(replace(batch, boxes=batch.boxes.schema.empty_table()))
            if sum(map(len, unwritten)) >= FILE_ROWS:
                read.files.append(_file(self.folder, unwritten))
                unwritten.clear()
            self._count(len(batch.row_ids))
        return read

    def _count(self, claims: int) -> None:
        with self._lock:
            self._claims += claims
            if self.options.progress:
                self.options.progress(f"{self._claims:,} {READ}", 0.0)


def _in_order(
    pool: ThreadPoolExecutor,
    read: Callable[[int, str, Path], TableRead],
    tables: Sequence[tuple[str, Path]],
    threads: int,
) -> Iterator[TableRead]:
    """What each table gives, in order; some are waiting, never all."""
    waiting: deque[Future[TableRead]] = deque()
    for number, (name, path) in enumerate(tables, start=1):
        waiting.append(pool.submit(read, number, name, path))
        if len(waiting) > threads:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _file(folder: Path, boxes: Sequence[pa.Table]) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with NamedTemporaryFile(prefix="boxes-", suffix=".parquet", dir=folder, delete=False) as file:
        path = Path(file.name)
    pq.write_table(pa.concat_tables(boxes), path, compression="none", use_dictionary=False, write_statistics=False)
    return path


def table_batches(
    table_number: int,
    name: str,
    path: Path,
    context: ScanContext,
    iterate: Callable[[Iterator[Columns]], Iterator[Columns]] = iter,
) -> Iterator[Batch]:
    """What the rows of a table give, some at a time; the last batch has no rows, and the faults that are counted only.

    `iterate` is how they are gone through.
    """
    if open_table(path, name).about != "claims":
        return
    cache = ReadCache()
    for columns in iterate(batches(path, name)):
        yield boxes_of(columns, table_number, context, cache)
    faults, lost = remainder(cache.tally)
    yield boxes_of(replace(no_rows(name, "claims"), faults=faults, lost=lost), table_number, context, cache)


def add(gathered: Gathered, batch: Batch) -> None:
    """A batch more was read; batches come in the order of their rows."""
    gathered.row_ids.append(batch.row_ids)
    gathered.refs.append(batch.refs)
    gathered.denied_keys.append(batch.denied_keys)
    gathered.related_blocks |= batch.related_blocks
    for text, rows in batch.sources.items():
        gathered.sources.setdefault(text, []).append(rows)
    room = MOST_ALWAYS_JUDGED - sum(map(len, gathered.always_judged))
    gathered.always_judged.append(batch.always_judged[:room])
    for name, number in (*batch.unchecked_per_claim.items(), (ANY_PROPERTY, len(batch.always_judged[room:]))):
        if number:
            gathered.unchecked_per_claim[name] = gathered.unchecked_per_claim.get(name, 0) + number
    gathered.unread_quotes += batch.unread_quotes
    for name, rows in batch.whole_families.items():
        gathered.whole_families.setdefault(name, []).append(rows)
    gathered.faults += batch.faults
    gathered.lost += batch.lost


def _ahead(items: Iterator[Columns]) -> Iterator[Columns]:
    """The same items, each made on another thread while the one before is used."""
    with ThreadPoolExecutor(1, "read") as pool:
        coming = pool.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = pool.submit(next, items, None)
            yield item


def family_rows(gathered: Gathered, family: Mapping[str, str]) -> Iterator[Int64Array]:
    """The rows of families that are judged, the smallest first; what is too large is counted.

    A family is judged as a whole or not at all: a rule that misses a claim would say what is not so.
    """
    by_name = gathered.whole_families
    counts = {name: sum(map(len, rows)) for name, rows in by_name.items()}
    size: dict[str, int] = {}
    for name, count in counts.items():
        size[family[name]] = size.get(family[name], 0) + count
    room = MOST_ALWAYS_JUDGED
    for _, smallest in sorted((count, name) for name, count in size.items()):
        members = sorted(name for name in by_name if family[name] == smallest)
        if size[smallest] <= room:
            room -= size[smallest]
            for name in members:
                yield from by_name[name]
        else:
            gathered.skipped |= {name: counts[name] for name in members}


def refs_hashed(refs: Sequence[str]) -> Hashes:
    """The numbers of the names of claims, from their documents and ids."""
    import pyarrow as pa

    parts = [ref.partition("#") for ref in refs]
    return joined(*(hashed(pa.array([part[index] for part in parts], pa.string())) for index in (0, 2)))


def repeated_refs(gathered: Gathered, file_refs: Hashes) -> tuple[int, Int64Array]:
    """How many rows there are, and those whose document and id are, as far as numbers tell, another's too; `file_refs`
    are names of claims in files.
    """
    rows = np.concatenate([np.zeros(len(file_refs), np.int64), *gathered.row_ids])
    return len(rows) - len(file_refs), rows_with_repeated(rows, np.concatenate([file_refs, *gathered.refs]))


def rows_with_repeated(rows: Int64Array, refs: Hashes) -> Int64Array:
    """The rows whose name is another's too."""
    ordered = np.sort(refs)
    same = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    return rows[np.isin(refs, same)] if len(same) else no_numbers()


def sources_of(
    gathered: Gathered, known: Callable[[Hashes], Hashes], file_sources: Collection[str], context: ScanContext
) -> tuple[frozenset[str], Int64Array]:
    """Claims of tables that others draw on (those in files on `file_sources`), and rows with sources that are none;
    `known` tells which of some names rows have.
    """
    nothing = no_numbers()
    if not file_sources and not gathered.sources:
        return frozenset(), nothing
    texts = sorted(text for text in {*file_sources, *gathered.sources} if "#" in text)
    refs = refs_hashed(texts)
    are_known = np.isin(refs, known(np.unique(refs)))
    lost = {row.ref for row in gathered.lost}
    declared = frozenset(text for text, is_known in zip(texts, are_known, strict=True) if is_known or text in lost)
    unknown = [rows for text, parts in gathered.sources.items() if text not in declared for rows in parts]
    named = all(row.rows == 1 and f"{row.mark.file}#" not in row.ref for row in gathered.lost)
    checked = unknown and named and context.names.complete
    return declared, np.unique(np.concatenate(unknown)) if checked else nothing


def known_refs(sought: Hashes, parts: Sequence[Hashes]) -> Hashes:
    """Those of some few numbers, in order and each once, that are in one of the parts, which are large."""
    known = [part[sought[np.searchsorted(sought[:-1], part)] == part] for part in parts if len(sought)]
    return np.concatenate([np.zeros(0, np.uint64), *known])
