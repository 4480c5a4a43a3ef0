"""What every form of table gives of a file: a `Reader`; and what the forms share in making one.

Each form is a module with a function `reader` and holds only what that form does in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from checker.model.fault import Fault, Mark
from checker.readers.tables.shape import About
from checker.readers.yaml import Fields

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 2**16
"""Rows that are held at once; 64 columns of them are some 4 million cells.

Source: measured; with half as many threads wait for each other, with twice as many a tenth is gained.
"""
BATCH_SIZE = 2**25
"""Characters of text that are held at once: with all that is made of them, less than half a gigabyte."""
ROW_LIMIT = 2**20
"""Characters of a row. The fields of a claim take a few hundred; the longest text has no use beyond a page."""

Wanted = frozenset[str]
"""The columns of a foreign table that are read; none of them where a table is no foreign one."""


class _Everything(frozenset[str]):
    """Holds every name, and lists none of them."""

    def __contains__(self, name: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True


EVERYTHING: Wanted = _Everything()
"""All columns of a foreign table, whatever they are called."""
Chosen = Sequence[int] | None
"""Lines of good rows, sorted, where only these are read."""
BadCells = dict[tuple[str, str], dict[int, str]]
"""Rows whose cell cannot be held by its column, by field and code; with words, unless the model of a row has them."""


@dataclass(frozen=True, slots=True)
class RowBatch:
    """Some rows of a table by columns, as they stand in the file.

    `lines` are those of the file (rows of a Parquet file). `columns` are arrays of text (in a dictionary, where one
    may stand twice), of lists of such text, or of truth values; nothing where a field is left out. `node` gives the
    tree of one row, with the place of each cell. `faults` are about what is no row at all.
    """

    lines: Sequence[int]
    columns: dict[str, pa.Array]
    node: Callable[[int], Fields]
    bad_cells: BadCells = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReader:
    """A file as its form reads it: what its rows are about; what is wrong above them, with which they are not read; the
    rows, which can be read once; and how many there are, where that is known beforehand.
    """

    about: About
    faults: tuple[Fault, ...]
    rows: Callable[[Chosen], Iterator[RowBatch]]
    size: int | None = None


def broken(fault: Fault) -> TableReader:
    """A file that holds no table."""
    return TableReader("claims", (fault,), lambda _: iter(()))


def empty_file(name: str, expected: str) -> Fault:
    message = f"the file is empty; expected {expected}; fill it or remove it"
    return Fault(Mark(name), "empty-file", "", message)


Cells = TypeVar("Cells")


class Record(NamedTuple, Generic[Cells]):
    """One row of a text file: its first line, its text, and its cells."""

    line: int
    text: str
    cells: Cells


def batched(
    records: Iterable[Record[Cells] | Fault], chosen: Chosen
) -> Iterator[tuple[list[Record[Cells]], tuple[Fault, ...]]]:
    """The rows of a text file, and what is no row, so many at a time as may be held."""
    lines = None if chosen is None else frozenset(chosen)
    rows: list[Record[Cells]] = []
    faults: list[Fault] = []
    size = 0
    for record in records:
        if isinstance(record, Fault):
            faults.append(record)
        elif lines is None or record.line in lines:
            rows.append(record)
            size += len(record.text)
        if len(rows) + len(faults) >= BATCH_ROWS or size >= BATCH_SIZE:
            yield rows, tuple(faults)
            rows, faults, size = [], [], 0
    yield rows, tuple(faults)
