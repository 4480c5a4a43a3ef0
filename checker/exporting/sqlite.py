"""The tables of a check as a SQLite file, for Datasette and whatever else opens one.

Rows refer to each other by foreign keys, which Datasette shows as links. Yes and no are 1 and 0, dates are text, as
SQLite has them. The same result gives the same bytes under the same version of SQLite.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

from checker.exporting.formats import Export, unlisted
from checker.exporting.tables import TABLES, VIEWS, Cell, ColumnType, Table
from checker.model.result import Result

TYPES: dict[ColumnType, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
}


def write(result: Result) -> Export:
    with closing(sqlite3.connect(":memory:")) as file, file:
        for table in TABLES:
            file.execute(_definition(table))
            marks = ", ".join("?" for _ in table.columns)
            rows = (tuple(map(_stored, row)) for row in table.rows(result))
            file.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)
        for view in VIEWS:
            file.execute(f'CREATE VIEW "{view.name}" AS {view.query}')
        file.commit()
        return Export("", unlisted(result), {"": file.serialize()})


def _definition(table: Table) -> str:
    keys = {one.name: one.key[0] for one in TABLES}
    columns = [
        f'"{column.name}" {TYPES[column.type]}'
        + (f' REFERENCES "{column.refers}" ("{keys[column.refers]}")' if column.refers else "")
        for column in table.columns
    ]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({key}))'


def _stored(cell: Cell) -> Cell:
    return cell.isoformat() if isinstance(cell, date) else cell
