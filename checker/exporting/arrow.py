"""The tables of a check as Arrow has them, from which files of Parquet and DuckDB are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.exporting.tables import Table
from checker.model.result import Result

if TYPE_CHECKING:
    import pyarrow as pa


def arrow(table: Table, result: Result) -> pa.Table:
    """One table with its types; columns of its key have no empty cell."""
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    columns: list[list] = [[] for _ in table.columns]
    for row in table.rows(result):
        for column, cell in zip(columns, row, strict=True):
            column.append(cell)
    fields = [pa.field(one.name, types[one.type], one.name not in table.key) for one in table.columns]
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, fields, strict=True)]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, {"description": table.doc}))
