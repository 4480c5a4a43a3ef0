"""`checker import`: a foreign table becomes a table of claims, or of documents, by a map."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from checker.model.fault import Fault
    from checker.readers.tables.columns import Columns
    from checker.readers.tables.imports import ColumnMap

FORMS = (".jsonl", ".parquet")


@click.command("import")
@click.argument("name", metavar="MAP", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--from",
    "home",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Look for the foreign tables below this folder (default: that of the map).",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write this .jsonl or .parquet file (default: print JSONL).",
)
@click.option("--sheet", default="", metavar="NAME", help="Read this sheet of a workbook (default: as MAP says).")
def import_table(name: Path, home: Path | None, output: Path | None, sheet: str) -> None:
    """Make a table of claims, or of documents, of a foreign table, as MAP says.

    Nothing is written where anything is at fault. Exit codes: 0 written; 2 a fault in the map or in the foreign table.
    """
    from checker.readers.tables.imports import imported, read_map, sources
    from checker.readers.tally import abridged

    if output is not None and not output.name.endswith(FORMS):
        raise click.UsageError(f"found {output.name!r}, expected a name that ends in {' or '.join(FORMS)}")
    found, faults = read_map(name, str(name))
    files, refused = sources(found, home or name.parent) if found else ((), ())
    faults = [*faults, *refused]
    if found is None or faults:
        _refuse(faults)
    else:
        with _unfinished(output) as stream:
            batches = (columns for file, path in files for columns in imported(found, file, path, sheet))
            rows = _write(_kept(batches, faults), found, stream, parquet=bool(output) and output.suffix == ".parquet")
            if faults:
                _refuse(abridged(faults))
            _finish(stream, output)
        click.echo(f"{rows:,} {found.about} from {len(files):,} {'tables' if len(files) > 1 else 'table'}", err=True)


def _refuse(faults: Iterable[Fault]) -> None:
    from checker.gate import FAULTY
    from checker.report.safe import visible

    for fault in faults:
        field = f" ({fault.field})" if fault.field else ""
        click.echo(visible(f"{fault.mark}: {fault.code}{field}: {fault.message}"), err=True)
    click.echo("nothing was written", err=True)
    sys.exit(FAULTY)


def _kept(batches: Iterable[Columns], faults: list[Fault]) -> Iterator[Columns]:
    """The batches, their faults gathered; documents that say the same in several rows are one."""
    seen: set[str] = set()
    for columns in batches:
        faults += columns.faults
        if columns.about == "documents":
            columns = _once(columns, seen)
        if len(columns.rows) and not faults:
            yield columns


def _once(columns: Columns, seen: set[str]) -> Columns:
    import json
    from dataclasses import replace

    import pyarrow as pa

    fresh = []
    for row, text in enumerate(map(json.dumps, _rows(columns))):
        if text not in seen:
            seen.add(text)
            fresh.append(row)
    kept = pa.array(fresh, pa.int64())
    return replace(columns, rows=columns.rows.take(kept), fields={k: v.take(kept) for k, v in columns.fields.items()})


def _rows(columns: Columns) -> Iterator[dict[str, Any]]:
    """Rows as JSONL has them: what is left out is not there, the parts of a group are together."""
    cells = {name: array.to_pylist() for name, array in columns.fields.items()}
    for row in range(len(columns.rows)):
        made: dict[str, Any] = {}
        for name, values in cells.items():
            group, point, part = name.partition(".")
            if values[row] is None:
                continue
            if point:
                made.setdefault(group, {})[part] = values[row]
            else:
                made[name] = values[row]
        yield made


def _write(batches: Iterator[Columns], found: ColumnMap, stream: IO[bytes], *, parquet: bool) -> int:
    """Writes all rows and tells how many there are."""
    if parquet:
        return _write_parquet(batches, found, stream)
    import json

    number = 0
    for columns in batches:
        for row in _rows(columns):
            stream.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())
            number += 1
    return number


def _write_parquet(batches: Iterator[Columns], found: ColumnMap, stream: IO[bytes]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from checker.readers.tables.shape import sort_of

    kinds = {"flag": pa.bool_(), "list": pa.list_(pa.string())}
    names = (*found.columns, *found.entry.constants)
    schema = pa.schema([(name, kinds.get(sort_of(found.about, name), pa.string())) for name in names])
    number = 0
    with pq.ParquetWriter(stream, schema) as writer:
        for columns in batches:
            arrays = [columns.fields[one.name].cast(one.type) for one in schema]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            number += len(columns.rows)
    return number


@contextmanager
def _unfinished(output: Path | None) -> Iterator[IO[bytes]]:
    """A file beside the output, or anywhere; it is gone afterwards unless it took the place of the output."""
    import tempfile

    try:
        if output is None:
            with tempfile.TemporaryFile() as stream:
                yield stream
            return
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=output.parent, prefix=".checker-", delete=False) as stream:
            try:
                yield stream
            finally:
                Path(stream.name).unlink(missing_ok=True)
    except OSError as error:
        what = output or "the table"
        raise click.UsageError(f"{what} cannot be written ({error.strerror}); name another file") from error


def _finish(stream: IO[bytes], output: Path | None) -> None:
    import shutil

    stream.flush()
    if output is None:
        stream.seek(0)
        shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.flush()
        return
    os.fsync(stream.fileno())
    made = Path(stream.name)
    made.chmod(0o644)
    made.replace(output)
