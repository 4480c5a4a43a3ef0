"""The tables of a check as data frames of pandas or polars, each column of its type."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

from checker.exporting.tables import TABLES, ColumnType, Table
from checker.model.result import Result

LIBRARIES = ("pandas", "polars")
PANDAS: dict[ColumnType, str] = {
    "text": "str",
    "integer": "Int64",
    "real": "float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
"""Types that hold an empty cell; days by the second reach the years 1 to 9999, by the nanosecond only 1678 to 2262."""
POLARS: dict[ColumnType, str] = {
    "text": "String",
    "integer": "Int64",
    "real": "Float64",
    "boolean": "Boolean",
    "date": "Date",
}


def library_of(name: str | None) -> ModuleType:
    """The library of that name; the first that is installed where none is named.

    Raises `ValueError` for another name, and `ImportError` where it is not there.
    """
    if name is not None and name not in LIBRARIES:
        raise ValueError(f"library: found {name!r}, expected pandas or polars")
    for one in (name,) if name else LIBRARIES:
        try:
            return import_module(one)
        except ImportError:
            continue
    raise ImportError(f"a data frame needs {name or 'pandas or polars'}: pip install {name or 'pandas'}")


def table_of(name: str) -> Table:
    """Raises `ValueError` where there is no such table."""
    tables = {one.name: one for one in TABLES}
    if name not in tables:
        raise ValueError(f"table: found {name!r}, expected one of {', '.join(tables)}")
    return tables[name]


def frame(table: Table, result: Result, library: ModuleType) -> Any:
    """A table as a data frame of the library."""
    cells: list[list] = [[] for _ in table.columns]
    for row in table.rows(result):
        for column, cell in zip(cells, row, strict=True):
            column.append(cell)
    columns = zip(table.columns, cells, strict=True)
    if library.__name__ == "polars":
        series = [library.Series(one.name, own, getattr(library, POLARS[one.type])) for one, own in columns]
        return library.DataFrame(series)
    return library.DataFrame({one.name: library.Series(own, dtype=PANDAS[one.type]) for one, own in columns})
