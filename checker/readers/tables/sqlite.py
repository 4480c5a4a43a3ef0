"""A table of an SQLite database becomes rows: read only, and nothing that the file says is run.

What a file could run or compute is refused: views, virtual tables, computed columns, triggers, other files. A file that
cannot hold as many rows as it gives is damaged; so no page that leads back to itself is read for ever.
Source: the documentation of SQLite, "Defense Against The Dark Arts".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from math import isfinite
from pathlib import Path
from urllib.parse import quote

from checker.model.fault import Fault, Mark
from checker.readers.folder import unreadable
from checker.readers.names import shown
from checker.readers.numerals import numeral
from checker.readers.tables.grid import Grid, GridCell, GridRow, batches, chosen, sound_cell
from checker.readers.tables.head import faults_of
from checker.readers.tables.lines import EXPANSION_LIMIT, FREE_SIZE
from checker.readers.tables.reader import ROW_LIMIT, TableReader, Wanted, broken

BEGINS = b"SQLite format 3\x00"
BESIDE = ("-wal", "-journal")
"""Files in which a program that writes keeps what is not in the database yet."""
LEAST_ROW = 2
"""Bytes that a row takes at least in its page. Source: the file format of SQLite, section 1.6."""
ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
MOST_TABLES = 1000
HIDDEN = 6
"""Where `table_xinfo` says that a column is computed, or none of the table."""
SCHEMA = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"


def reader(path: Path, name: str, wanted: Wanted, figures: frozenset[str], table: str = "") -> TableReader:
    """The table of that name; without one the only one that has the wanted columns."""
    try:
        if fault := _refused(path, name):
            return broken(fault)
        connection = _opened(path)
        grid = chosen(_grids(connection, name), wanted, table, name)
        if isinstance(grid, Fault):
            return broken(grid)
        faults = faults_of(grid.names, grid.marks, grid.mark, "foreign", wanted)
        columns = [column for column in grid.names if column in wanted]
        rows = _rows(connection, grid, columns, figures, path.stat().st_size)
        return TableReader("foreign", faults, lambda _: batches(rows, columns))
    except OSError as error:
        return broken(unreadable(error, name))
    except (sqlite3.Error, ValueError) as error:
        return broken(_damaged(error, Mark(name)))


def _refused(path: Path, name: str) -> Fault | None:
    with path.open("rb") as stream:
        if stream.read(len(BEGINS)) != BEGINS:
            return Fault(Mark(name), "bad-table", "", "this is no SQLite database; name its form as format in the map")
    for ending in BESIDE:
        other = path.with_name(path.name + ending)
        if other.exists() and other.stat().st_size:
            message = f"{shown(other.name)} holds changes that are not in the database yet; close what writes it"
            return Fault(Mark(name), "bad-table", "", message)
    return None


def _opened(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, ROW_LIMIT)
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    connection.set_authorizer(_allowed)
    return connection


def _allowed(action: int, first: str | None, *_: str | None) -> int:
    """Reading, and asking which columns a table has; nothing else that a query or the schema may ask for."""
    asks = action == sqlite3.SQLITE_PRAGMA and first == "table_xinfo"
    return sqlite3.SQLITE_OK if asks or action in ALLOWED else sqlite3.SQLITE_DENY


def _grids(connection: sqlite3.Connection, name: str) -> list[Grid]:
    """The tables by their names; their rows are read later."""
    grids = []
    for table, sql in connection.execute(SCHEMA).fetchmany(MOST_TABLES):
        if not (table.startswith("sqlite_") or (sql or "").upper().startswith("CREATE VIRTUAL")):
            columns = connection.execute(f"PRAGMA table_xinfo({_quoted(table)})").fetchall()
            names = [str(column[1]) for column in columns if not column[HIDDEN]]
            mark = Mark(f"{name}:{table}")
            grids.append(Grid(table, mark, names, [mark] * len(names), ()))
    return grids


def _rows(
    connection: sqlite3.Connection, grid: Grid, columns: list[str], figures: frozenset[str], size: int
) -> Iterator[GridRow | Fault]:
    """The rows in the order in which the table holds them."""
    file, count, letters = grid.mark.file, 0, 0
    # names are those that the database itself gave; no index, which would give another order
    query = f"SELECT {', '.join(map(_quoted, columns))} FROM {_quoted(grid.label)} NOT INDEXED"
    try:
        for count, row in enumerate(connection.execute(query), 1):
            marks = [Mark(file, count, grid.names.index(column) + 1) for column in columns]
            cells = {
                column: _cell(value, mark, column in figures)
                for column, mark, value in zip(columns, marks, row, strict=True)
                if value is not None
            }
            letters += sum(len(cell.text) for cell in cells.values())
            if count * LEAST_ROW > size or letters > max(FREE_SIZE, EXPANSION_LIMIT * size):
                raise ValueError("it gives more than a file of this size can hold")
            yield GridRow(count, Mark(file, count), cells)
    except (sqlite3.Error, ValueError) as error:
        yield _damaged(error, Mark(file, count + 1))
    finally:
        connection.close()


def _cell(value: object, mark: Mark, is_figure: bool) -> GridCell:
    match value:
        case int():
            return GridCell(str(value), mark)
        case float():
            if not isfinite(value):
                return GridCell("?", mark, f"found {value}, which is no number; correct it, or skip the row")
            text = format(Decimal(repr(value)), "f").removesuffix(".0")  # 300 digits at most
            return GridCell(numeral(text) if is_figure else text, mark)
        case str():
            return sound_cell(value, mark)
        case _:
            return GridCell("?", mark, "found bytes, expected text or a number; map another column, or skip the row")


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _damaged(error: Exception, mark: Mark) -> Fault:
    message = f"the database cannot be read here ({shown(str(error))}); repair it, or save the table as CSV"
    return Fault(mark, "bad-table", "", message)
