"""The tables of a check as Parquet files, one each, for data frames and warehouses."""

from __future__ import annotations

from io import BytesIO

from checker.exporting.arrow import arrow
from checker.exporting.formats import Export, unlisted
from checker.exporting.tables import TABLES
from checker.model.result import Result


def write(result: Result) -> Export:
    from pyarrow import parquet

    files = {}
    for table in TABLES:
        made = BytesIO()
        parquet.write_table(arrow(table, result), made, compression="zstd")
        files[f"{table.name}.parquet"] = made.getvalue()
    return Export("", unlisted(result), files)
