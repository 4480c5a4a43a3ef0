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
from contextlib import closing, contextmanager
from functools import partial
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from checker.scale.engines import (
    DEFAULT,
    ENVELOPE,
    GATHER,
    KERNEL,
    EngineError,
    Interrupted,
    Limits,
    Progress,
    Query,
    RunKernel,
    check_columns,
    suffix_of,
)

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from pyarrow import dataset

    Source = Sequence[Path] | pa.Table | dataset.Dataset
    """Boxes: files of one suffix, or Arrow."""

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


def screen(source: Source, limits: Limits = DEFAULT, progress: Progress | None = None) -> Iterator[pa.Table]:
    """The answers for the boxes of `source`, in the order of keys and claims.

    Raises `EngineError` where something cannot be read or memory does not suffice, `Interrupted` on an interrupt.
    Whatever happens, and also where the caller stops early, temporary files are gone afterwards.
    """
    with _connected(source, limits) as connection:
        yield from _screened(connection, source, limits, progress)


def query(source: Source, text: str, wanted: pa.Table | None = None, limits: Limits = DEFAULT) -> pa.Table:
    """What a query says of `boxes`, whatever columns the source has, and of `wanted`. Raises what `screen` raises."""
    with _connected(source, limits) as connection:
        return _queried(connection, source, limits, text, wanted)


@contextmanager
def opened(
    source: Source, limits: Limits = DEFAULT, progress: Progress | None = None
) -> Iterator[tuple[RunKernel, Query]]:
    """`screen` and `query` of one source, which may be called again and again.

    Why: to open a connection takes longer than to ask it about few boxes.
    """
    with _connected(source, limits) as connection:

        def ask(text: str, wanted: pa.Table | None = None) -> pa.Table:
            with closing(connection.cursor()) as own:  # the answers may not have been read to their end
                if not isinstance(source, Sequence):
                    own.register("given", source)
                return _queried(own, source, limits, text, wanted)

        yield partial(_screened, connection, source, limits, progress), ask


def _screened(
    connection: duckdb.DuckDBPyConnection, source: Source, limits: Limits, progress: Progress | None
) -> Iterator[pa.Table]:
    with _explained(connection, source, limits):
        boxes, files = _boxes(connection, source)
        with _watched(connection, ENVELOPE, progress):
            connection.execute(f"CREATE OR REPLACE TEMP TABLE wide_keys AS {wide_keys(boxes)}", files)
        with _watched(connection, GATHER, progress):
            text = f"SELECT * FROM ({boxes}) SEMI JOIN wide_keys USING (key) ORDER BY key"
            reader = connection.sql(text, params=files).to_arrow_reader(BATCH)
        yield from _answers(reader, limits, progress)


def _queried(
    connection: duckdb.DuckDBPyConnection, source: Source, limits: Limits, text: str, wanted: pa.Table | None
) -> pa.Table:
    with _explained(connection, source, limits):
        reader, files = _reader(source)
        if wanted is not None:
            connection.register("wanted", wanted)
        return connection.sql(f"WITH boxes AS (SELECT * FROM {reader}) {text}", params=files).to_arrow_table()


def wide_keys(relation: str) -> str:
    """SQL for the keys whose values lie farther apart than their tolerance, in a form that rounding cannot lose."""
    return (
        f"SELECT key FROM ({relation}) GROUP BY key HAVING count(*) > 1"
        " AND max(lo) > min(hi) AND max(lo) - min(hi) >= min(tolerance)"
    )


def _answers(reader: pa.RecordBatchReader, limits: Limits, progress: Progress | None) -> Iterator[pa.Table]:
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


@contextmanager
def _connected(source: Source, limits: Limits) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that is closed and leaves no files, whatever happens."""
    with tempfile.TemporaryDirectory(prefix="checker-") as folder:
        with _errors_explained(source, limits):
            connection = _connection(source, Path(folder), limits)
        with closing(connection):
            yield connection


@contextmanager
def _explained(connection: duckdb.DuckDBPyConnection, source: Source, limits: Limits) -> Iterator[None]:
    """What is asked of a connection ends on an interrupt; errors are in words for people."""
    with _errors_explained(source, limits):
        try:
            yield
        except KeyboardInterrupt:
            connection.interrupt()
            raise


def _connection(source: Source, folder: Path, limits: Limits) -> duckdb.DuckDBPyConnection:
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


def _reader(source: Source) -> tuple[str, dict[str, list[str]]]:
    """SQL that reads the source, and the values it takes."""
    if not isinstance(source, Sequence):
        return "given", {}
    return READERS[suffix_of(source, READERS)], {"files": [escape(str(path.resolve())) for path in source]}


def _boxes(connection: duckdb.DuckDBPyConnection, source: Source) -> tuple[str, dict[str, list[str]]]:
    """SQL that yields the columns of boxes with nothing missing, and the values it takes."""
    from checker.screening.columns import MISSING

    reader, files = _reader(source)
    present = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {reader}", files).fetchall()}
    check_columns(present)
    columns = ["CAST(claim AS BIGINT) AS claim", "CAST(key AS BIGINT) AS key"]
    for name, missing in MISSING.items():
        default = f"CAST('{missing}' AS DOUBLE)"
        columns.append(f"{f'coalesce(CAST({name} AS DOUBLE), {default})' if name in present else default} AS {name}")
    return f"SELECT {', '.join(columns)} FROM {reader}", files


@contextmanager
def _watched(connection: duckdb.DuckDBPyConnection, step: str, progress: Progress | None) -> Iterator[None]:
    """Reports how far DuckDB is while it works."""
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
def _errors_explained(source: Source, limits: Limits) -> Iterator[None]:
    """Errors of DuckDB in words for people."""
    import duckdb

    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted from None
    except duckdb.OutOfMemoryException:
        raise EngineError(
            f"{limits.memory / 2**20:,.0f} MiB of memory do not suffice, or the disk for temporary files is full;"
            " allow more memory or name a roomier folder in TMPDIR"
        ) from None
    except ValueError as error:  # of the columns: it says what is wrong in which claim
        raise EngineError(str(error)) from None
    except (duckdb.Error, OSError) as error:
        message = str(error).splitlines()[0].partition(": ")
        raise EngineError(f"the boxes cannot be read: {_without_folders(message[2] or message[0], source)}") from None
    except RuntimeError as error:
        if "interrupted" not in str(error).lower():
            raise
        raise Interrupted from None


def _without_folders(message: str, source: Source) -> str:
    """Files by their names: where they lie is nobody's business."""
    for path in source if isinstance(source, Sequence) else ():
        for name in (escape(str(path.resolve())), str(path.resolve())):
            message = message.replace(name, path.name)
    return message
