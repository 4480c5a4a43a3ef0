"""DuckDB reads the boxes of one machine, from files or Arrow, within a memory limit.

Two passes: one aggregation drops the keys that cannot hold opponents, then the claims of the others are read in the
order of keys; DuckDB spills both to a private folder where memory ends. What arrives is screened slice by slice on
other threads, while DuckDB goes on.

Safe: the connection can read the given files and nothing else, loads no extensions, and takes no further settings.
"""

from __future__ import annotations

import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from checker.scale.engines import DEFAULT, ENVELOPE, GATHER, KERNEL, EngineError, Limits, Progress, Stopped

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from pyarrow import dataset

READERS = {
    ".parquet": "read_parquet($files, union_by_name = true, hive_partitioning = false)",
    ".csv": "read_csv($files, header = true, all_varchar = true, union_by_name = true, hive_partitioning = false)",
    ".jsonl": "read_json($files, format = 'newline_delimited', union_by_name = true, hive_partitioning = false)",
}
"""How files are read, by suffix. The names of files are bound, never pasted."""

BATCH = 65_536
"""Rows that DuckDB hands over at a time: enough to make Python's share small, little enough to hold many."""

FLOOR = 64 * 2**20
"""Bytes that DuckDB always gets: below it refuses to work."""

POLL_SECONDS = 0.1
"""Between two looks at how far DuckDB is: people see no finer."""


def screen(
    source: Sequence[Path] | pa.Table | dataset.Dataset,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Iterator[pa.Table]:
    """The answers for the boxes of `source` (files of one suffix, or Arrow), in the order of keys and claims.

    Raises `EngineError` where something cannot be read or memory does not suffice, `Stopped` on an interrupt. Whatever
    happens, and also where the caller stops early, temporary files are gone afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="checker-") as folder, _told(source, limits):
        connection = _connection(source, Path(folder), limits)
        try:
            relation, given = _relation(connection, source)
            with _watched(connection, ENVELOPE, progress):
                connection.execute(f"CREATE TEMP TABLE suspects AS {suspects(relation)}", given)
            with _watched(connection, GATHER, progress):
                query = f"SELECT * FROM ({relation}) SEMI JOIN suspects USING (key) ORDER BY key"
                reader = connection.sql(query, params=given).to_arrow_reader(BATCH)
            yield from _screened(reader, limits, progress)
        except KeyboardInterrupt:
            connection.interrupt()
            raise
        finally:
            connection.close()


def asked(
    source: Sequence[Path] | pa.Table | dataset.Dataset,
    query: str,
    wanted: pa.Table | None = None,
    limits: Limits = DEFAULT,
) -> pa.Table:
    """What a query tells of `boxes`, whatever columns the source has, and of `wanted`. Raises what `screen` raises."""
    reader = READERS[_suffix(source)] if isinstance(source, Sequence) else "given"
    files = {"files": [escape(str(path.resolve())) for path in source]} if isinstance(source, Sequence) else {}
    with tempfile.TemporaryDirectory(prefix="checker-") as folder, _told(source, limits):
        connection = _connection(source, Path(folder), limits)
        if wanted is not None:
            connection.register("wanted", wanted)
        try:
            return connection.sql(f"WITH boxes AS (SELECT * FROM {reader}) {query}", params=files).to_arrow_table()
        except KeyboardInterrupt:
            connection.interrupt()
            raise
        finally:
            connection.close()


def suspects(relation: str) -> str:
    """SQL for the keys whose values lie farther apart than their tolerance, in a form that rounding cannot lose."""
    return (
        f"SELECT key FROM ({relation}) GROUP BY key HAVING count(*) > 1"
        " AND max(lo) > min(hi) AND max(lo) - min(hi) >= min(tolerance)"
    )


def _screened(reader: pa.RecordBatchReader, limits: Limits, progress: Progress | None) -> Iterator[pa.Table]:
    """The answers in order; each thread screens a slice while the next is read."""
    from checker.scale.answers import BYTES_A_ROW, answer, slices
    from checker.screening.columns import from_arrow

    waiting: deque[Future[pa.Table]] = deque()
    with ThreadPoolExecutor(limits.threads, "screen") as pool:
        for part in slices(reader, limits.rows(BYTES_A_ROW)):
            waiting.append(pool.submit(lambda table: answer(from_arrow(table)), part))
            if len(waiting) >= limits.threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    if progress:
        progress(KERNEL, 1.0)


def _connection(
    source: Sequence[Path] | pa.Table | dataset.Dataset, folder: Path, limits: Limits
) -> duckdb.DuckDBPyConnection:
    """A connection that can read the source and nothing else."""
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": f"{max(FLOOR, limits.memory // 2)}B",
        "preserve_insertion_order": False,  # the order that matters is asked for
        "temp_directory": str(folder),
        "threads": limits.threads,
    }
    connection = duckdb.connect(config=config)
    if not isinstance(source, Sequence):
        connection.register("given", source)
        allowed = []
    else:
        allowed = [name for path in source for name in (str(path.resolve()), escape(str(path.resolve())))]
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    connection.execute("SET allowed_paths = $allowed", {"allowed": allowed})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _relation(
    connection: duckdb.DuckDBPyConnection, source: Sequence[Path] | pa.Table | dataset.Dataset
) -> tuple[str, dict[str, list[str]]]:
    """SQL that yields the columns of boxes with nothing missing, and the values it takes."""
    from checker.screening.columns import MISSING

    if isinstance(source, Sequence):
        reader, given = READERS[_suffix(source)], {"files": [escape(str(path.resolve())) for path in source]}
    else:
        reader, given = "given", {}
    present = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {reader}", given).fetchall()}
    if lacking := sorted({"claim", "key"} - present):
        found = ", ".join(sorted(present)) or "nothing"
        raise EngineError(f"columns of boxes: {' and '.join(lacking)} not found among {found}; add it to every row")
    columns = ["CAST(claim AS BIGINT) AS claim", "CAST(key AS BIGINT) AS key"]
    for name, missing in MISSING.items():
        default = f"CAST('{missing}' AS DOUBLE)"
        columns.append(f"{f'coalesce(CAST({name} AS DOUBLE), {default})' if name in present else default} AS {name}")
    return f"SELECT {', '.join(columns)} FROM {reader}", given


def _suffix(paths: Sequence[Path]) -> str:
    suffixes = sorted({path.suffix.lower() for path in paths})
    if len(suffixes) != 1 or suffixes[0] not in READERS:
        found = ", ".join(suffix or "no suffix" for suffix in suffixes) or "no files"
        raise EngineError(f"files of boxes: found {found}; expected files of one kind: {', '.join(READERS)}")
    return suffixes[0]


@contextmanager
def _watched(connection: duckdb.DuckDBPyConnection, step: str, progress: Progress | None) -> Iterator[None]:
    """Tells how far DuckDB is while it works."""
    if progress is None:
        yield
        return
    done = threading.Event()

    def look() -> None:
        while not done.wait(POLL_SECONDS):
            share = connection.query_progress()
            progress(step, min(1.0, max(0.0, share / 100)))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
    progress(step, 1.0)


@contextmanager
def _told(source: Sequence[Path] | pa.Table | dataset.Dataset, limits: Limits) -> Iterator[None]:
    """Errors of DuckDB in words for people."""
    import duckdb

    try:
        yield
    except KeyboardInterrupt:
        raise Stopped("stopped; temporary files are removed and nothing was reported") from None
    except duckdb.OutOfMemoryException:
        raise EngineError(
            f"{limits.memory / 2**20:,.0f} MiB of memory do not suffice, or the disk for temporary files is full;"
            " allow more memory or name a roomier folder in TMPDIR"
        ) from None
    except ValueError as error:  # of the columns: it says what is wrong in which claim
        raise EngineError(str(error)) from None
    except (duckdb.Error, OSError) as error:
        message = str(error).splitlines()[0].partition(": ")
        raise EngineError(f"the boxes cannot be read: {_unplaced(message[2] or message[0], source)}") from None
    except RuntimeError as error:
        if "interrupted" not in str(error).lower():
            raise
        raise Stopped("stopped; temporary files are removed and nothing was reported") from None


def _unplaced(message: str, source: Sequence[Path] | pa.Table | dataset.Dataset) -> str:
    """Files by their names: where they lie is nobody's business."""
    for path in source if isinstance(source, Sequence) else ():
        for name in (escape(str(path.resolve())), str(path.resolve())):
            message = message.replace(name, path.name)
    return message
