"""The names of a table's columns are fields of a claim or of a document, each once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from checker.model.fault import Fault, Mark
from checker.readers.names import aliases, shown, suggestion
from checker.readers.structure import explain
from checker.readers.tables.shape import MODELS, About, fields, groups
from checker.readers.yaml import Scalar, plain

FOREIGN = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What else separates columns in files that are called CSV."""


def faults_of(
    names: Sequence[str], marks: Sequence[Mark], mark: Mark, about: About, wanted: Collection[str] = ()
) -> tuple[Fault, ...]:
    """What is wrong with the names of the columns; the rows below them cannot be read then."""
    if wanted:
        return (*missing(wanted, names, mark), *_several(wanted, names, marks))
    return (*_twice(names, marks), *_unknown(names, marks, mark, about))


def missing(wanted: Collection[str], names: Iterable[str], mark: Mark) -> Iterator[Fault]:
    """Columns that a foreign table should have and does not."""
    known = aliases(dict.fromkeys(names, ()))
    for column in sorted(set(wanted) - set(known.values())):
        step = suggestion(
            column, known, f"its columns are {shown(', '.join(known.values()))}" if known else "it has none"
        )
        yield Fault(mark, "unknown-field", shown(column), f"there is no column {shown(column)} in this table; {step}")


def _several(wanted: Collection[str], names: Sequence[str], marks: Sequence[Mark]) -> Iterator[Fault]:
    for column in sorted(column for column in wanted if names.count(column) > 1):
        message = f"the column {shown(column)} stands more than once; expected it once; rename one"
        yield Fault(marks[names.index(column)], "duplicate-key", shown(column), message)


def _twice(names: Sequence[str], marks: Sequence[Mark]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for index, name in enumerate(names):
        first = seen.setdefault(name, index)
        if first != index and name:
            message = f"this column stands twice, as columns {first + 1} and {index + 1}; keep one of the two"
            yield Fault(marks[index], "duplicate-key", name, message)


def _unknown(names: Sequence[str], marks: Sequence[Mark], mark: Mark, about: About) -> Iterator[Fault]:
    """The same words as for a field of a claim file."""
    if len(names) == 1 and (sign := next((sign for sign in FOREIGN if sign in names[0]), "")):
        message = f"the columns are separated by {FOREIGN[sign]}, expected commas; save the table with commas"
        yield Fault(marks[0], "bad-table", "", message)
        return
    cells = {name: (name, at, Scalar("x", False, at, 0, 0)) for name, at in zip(names, marks, strict=True)}
    for name in tuple(cells):
        group, point, part = name.partition(".")
        is_group = name in groups(about)
        if is_group or (point and group in groups(about) and not part):
            wanted = f"{group or name}.place" if (group or name) == "scope" else f"{group or name}.sha256"
            message = f"found the column {shown(name)}, expected one column for each part; write it as {wanted}"
            yield Fault(cells[name][1], "unknown-field", name, message)
            del cells[name]
    root = fields(cells.values(), mark, about)
    for fault in explain(MODELS[about], plain(root), root):
        if fault.code == "unknown-field" or (fault.code == "missing-field" and "." not in fault.field):
            yield fault
