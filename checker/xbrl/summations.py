"""Which concepts add up to which: a table with the columns `total`, `part` and `weight`, one row for each part.

Why a table of our own: the Open Information Model has facts only; summations stand in the calculation linkbase of a
taxonomy, from which any XBRL processor lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from checker.model.fault import Fault, Mark
from checker.readers.tables import csv
from checker.readers.tables.head import missing
from checker.readers.tables.reader import EVERYTHING
from checker.readers.tables.shape import texts
from checker.readers.yaml import locate
from checker.xbrl.facts import QNAME, Unreadable, number
from checker.xbrl.places import CODE

COLUMNS = ("total", "part", "weight", "role")
MOST_PARTS = 100_000


@dataclass(frozen=True, slots=True)
class Summation:
    """One sum: in its role (an extended link) the total is that of all parts, each with its weight."""

    total: str
    role: str
    parts: tuple[tuple[str, Decimal], ...]
    mark: Mark


def read_summations(path: Path, name: str) -> tuple[tuple[Summation, ...], tuple[Fault, ...]]:
    """The sums of a table, in its order. Rows of one total and one `role` are one sum; a table without that column has
    one role.
    """
    table = csv.reader(path, name, EVERYTHING)
    if table.faults:
        return (), table.faults
    faults: list[Fault] = []
    sums: dict[tuple[str, str], dict[str, Decimal]] = {}
    marks: dict[tuple[str, str], Mark] = {}
    read = 0
    for batch in table.rows(None):
        faults += batch.faults
        if not read and (lacking := tuple(missing(COLUMNS[:2], batch.columns, Mark(name, 1)))):
            return (), lacking
        cells: Mapping[str, list[str | None]] = {column: texts(array) for column, array in batch.columns.items()}
        for row in range(len(batch.lines)):
            node = batch.node(row)
            read += 1
            if read > MOST_PARTS:
                message = f"the table has more than {MOST_PARTS:,} rows; divide it"
                return (), (*faults, Fault(node.mark, "too-many-values", "", message))
            one = {column: (cells[column][row] or "").strip() if column in cells else "" for column in COLUMNS}
            wrong = next((column for column in ("total", "part") if not QNAME.fullmatch(one[column])), "")
            weight = Decimal(1)
            try:
                weight = number(one["weight"] or "1")
                if wrong:
                    raise Unreadable(f"found {one[wrong][:60]!r}, expected a name with a prefix, such as eg:Assets")
                if not weight:
                    raise Unreadable("the weight is 0, expected how often the part counts: 1 or -1")
                key = (one["total"], one["role"])
                if one["part"] in sums.get(key, ()) or one["part"] == one["total"]:
                    wrong = "part"
                    raise Unreadable(
                        f"{one['part'][:60]!r} is already in this sum, or the sum itself; expected it once"
                    )
            except Unreadable as error:
                field = wrong or "weight"
                faults.append(Fault(locate(node, (field,)), CODE, field, str(error)))
                continue
            sums.setdefault(key, {})[one["part"]] = weight
            marks.setdefault(key, node.mark)
    found = (Summation(total, role, tuple(parts.items()), marks[total, role]) for (total, role), parts in sums.items())
    return tuple(found), tuple(faults)
