"""The tables of a check as a DuckDB file, with types, keys, views and a comment on each.

Foreign keys are not declared: DuckDB would keep an index for each, and what refers to what stands in the comments. The
same result gives the same rows in the same order; bytes differ, for every file has an identifier of its own.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.exporting.arrow import arrow
from checker.exporting.formats import Export, unlisted
from checker.exporting.tables import TABLES, VIEWS, ColumnType, Table
from checker.model.result import Result

TYPES: dict[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "real": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
OLDEST = "v1.2.0"
"""The version of DuckDB from which on the file opens."""
BLOCK = 16_384
"""Bytes of a block, the least that there is: each column and index of a small table takes one at least."""


def write(result: Result) -> Export:
    import duckdb

    with TemporaryDirectory(prefix="checker-") as folder:
        path = Path(folder) / "checker.duckdb"
        with closing(duckdb.connect()) as session:
            session.execute("SET threads = 1")
            session.execute(f"ATTACH '{_quoted(str(path))}' AS made (STORAGE_VERSION '{OLDEST}', BLOCK_SIZE {BLOCK})")
            session.execute("USE made")
            for table in TABLES:
                session.execute(_definition(table))
                session.register("rows_of_table", arrow(table, result))
                session.execute(f'INSERT INTO "{table.name}" SELECT * FROM rows_of_table')
                session.unregister("rows_of_table")
                session.execute(f"COMMENT ON TABLE \"{table.name}\" IS '{_quoted(table.doc)}'")
                for column in table.columns:
                    if column.refers:
                        words = f"a key of {column.refers}"
                        session.execute(f'COMMENT ON COLUMN "{table.name}"."{column.name}" IS \'{words}\'')
            for view in VIEWS:
                session.execute(f'CREATE VIEW "{view.name}" AS {view.query}')
                session.execute(f"COMMENT ON VIEW \"{view.name}\" IS '{_quoted(view.doc)}'")
            session.execute("USE memory")
            session.execute("DETACH made")
        return Export("", unlisted(result), {"": path.read_bytes()})


def _definition(table: Table) -> str:
    columns = ", ".join(f'"{column.name}" {TYPES[column.type]}' for column in table.columns)
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({key}))'


def _quoted(text: str) -> str:
    return text.replace("'", "''")
