"""Good rows of tables become the drafts that claim files give; whatever comes after cannot tell them apart."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.model.claim import Claim, Document
from checker.model.corpus import Lost
from checker.model.fault import Fault, Mark
from checker.model.fields import IN_TABLES, held
from checker.readers.claims import Draft, made_document, marks_of
from checker.readers.files.claims import DocumentEntry
from checker.readers.folder import Files
from checker.readers.names import aliases, shown, suggestion
from checker.readers.structure import check
from checker.readers.tables.columns import Columns, batches, open_table, read_lines
from checker.readers.tables.literal import literal
from checker.readers.tables.shape import lists, texts
from checker.readers.tally import FaultTally, remainder, reported, reported_lost
from checker.readers.yaml import locate, plain

if TYPE_CHECKING:
    import pyarrow as pa


def read_documents(files: Files) -> tuple[Draft, ...]:
    """A draft for each document that a table declares, and for each table that does."""
    return tuple(draft for name, path in files if _about(name, path) == "documents" for draft in _declared(name, path))


def _about(name: str, path: Path) -> str:
    return open_table(path, name).about


def _declared(name: str, path: Path) -> Iterator[Draft]:
    faults: list[Fault] = []
    lost: list[Lost] = []
    for columns in batches(path, name):
        faults += columns.faults
        lost += columns.lost
        for row in range(len(columns.rows)):
            node = columns.node(row)
            entry, _ = check(DocumentEntry, plain(node), node)
            if entry is not None:
                document = made_document(entry, node.mark, node)
                mark = locate(node, ("id",))
                yield Draft(name, entry.id, mark, document=document, declared=frozenset((entry.id,)))
    named = [row for row in lost if row.rows == 1 and not row.ref.startswith(f"{name}:")]
    for row in named:
        yield Draft(name, row.ref, row.mark, declared=frozenset((row.ref,)))
    yield Draft(name, faults=tuple(faults), complete=len(named) == len(lost))


def read_rows(files: Files, drafts: Sequence[Draft], complete: bool) -> tuple[Draft, ...]:
    """Drafts of the claims that tables hold. `drafts` declare documents; all that there are, where `complete`."""
    declared = {draft.id: draft.document for draft in drafts if draft.id}
    return tuple(
        draft
        for name, path in files
        if _about(name, path) == "claims"
        for draft in _table(name, path, declared, complete)
    )


def read_chosen(
    files: Files, declared: Mapping[str, Document | None], chosen: Mapping[str, Sequence[int]]
) -> tuple[Draft, ...]:
    """Drafts of the claims on some lines of each table, all of which are known to be good rows."""

    def read(file: tuple[str, Path]) -> tuple[Draft, ...]:
        name, path = file
        table = _TableClaims()
        for columns in read_lines(path, name, chosen[name]):
            _add(table, columns, declared)
        return tuple(_drafts(name, table))

    wanted = [(name, path) for name, path in files if len(chosen.get(name, ()))]
    with ThreadPoolExecutor(os.cpu_count(), "pick") as pool:
        return tuple(chain.from_iterable(pool.map(read, wanted)))


@dataclass(slots=True)
class _TableClaims:
    """What one table gave so far: by document its claims and their rows, and what is wrong."""

    claims: dict[str, list[Claim]] = field(default_factory=dict)
    lines: dict[str, list[int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)


def _table(name: str, path: Path, declared: Mapping[str, Document | None], complete: bool) -> Iterator[Draft]:
    table = _TableClaims()
    tally = FaultTally()  # of documents that there are not
    for columns in batches(path, name):
        table.faults += columns.faults
        table.lost += columns.lost
        documents = texts(columns.fields["document"]) if len(columns.rows) else []
        unknown: dict[str, list[int]] = {}
        for row, document in enumerate(documents):
            if document is not None and declared.get(document) is None:
                unknown.setdefault(document, []).append(row)
        for document, rows in unknown.items():
            known = document in declared or not complete
            if not known:
                table.faults += reported(tally, rows, lambda row, d=document, c=columns: [stray(c, row, d, declared)])
            because = "its document is at fault" if known else f"{name}: unknown-document"
            table.lost += reported_lost(tally, [lost_row(columns, row, document, because) for row in rows])
        _add(table, columns, declared)
    faults, lost = remainder(tally)
    all_lost = (*table.lost, *lost)
    sure = all(row.rows == 1 and f"{name}#" not in row.ref for row in all_lost)
    refs = frozenset(row.ref for row in all_lost)
    yield Draft(name, lost=all_lost, faults=(*table.faults, *faults), declared=refs, complete=sure, table=True)
    yield from _drafts(name, table)


def _add(table: _TableClaims, columns: Columns, declared: Mapping[str, Document | None]) -> None:
    for line, claim in claims_of(columns, declared):
        table.claims.setdefault(claim.document.id, []).append(claim)
        table.lines.setdefault(claim.document.id, []).append(line)


def _drafts(name: str, table: _TableClaims) -> Iterator[Draft]:
    for document, claims in table.claims.items():
        names = frozenset((document, *(claim.ref for claim in claims)))
        lines = tuple(table.lines[document])
        yield Draft(name, document, claims=tuple(claims), positions=lines, declared=names, table=True)


def stray(columns: Columns, row: int, document: str, declared: Mapping[str, Document | None]) -> Fault:
    """The fault of a row whose document is declared nowhere."""
    step = suggestion(document, aliases(dict.fromkeys(declared, ())), "declare it in a file or in a table of documents")
    mark = locate(columns.node(row), ("document",))
    return Fault(mark, "unknown-document", "document", f"there is no document {shown(document)}; {step}")


def lost_row(columns: Columns, row: int, document: str, because: str) -> Lost:
    """A row that makes no claim."""
    name = columns.fields["id"][row].as_py()
    return Lost(f"{document}#{name}", Mark(columns.file, columns.rows[row].as_py()), because)


def claims_of(columns: Columns, declared: Mapping[str, Document | None]) -> Iterator[tuple[int, Claim]]:
    """The claims of the rows whose document is known, each with its line."""
    lines = columns.rows.to_pylist()
    attributes = tuple(_attributes(columns)) if lines else ()
    for row, name in enumerate(texts(columns.fields["document"]) if lines else ()):
        document = declared.get(name or "")
        if document is None:
            continue
        values: dict[str, Any] = {attribute: cells[row] for attribute, cells in attributes if cells[row]}
        mark = Mark(columns.file, lines[row])
        yield lines[row], Claim(document=document, mark=mark, marks=_marks(columns, row), **values)


VALUE = tuple(column.name for column in IN_TABLES if column.attribute == "value")
"""The columns of which the value of a claim is made."""


def _attributes(columns: Columns) -> Iterator[tuple[str, Sequence[Any]]]:
    """What rows give for each attribute of a claim; nothing where a row leaves it out."""
    present = [column for column in IN_TABLES if column.name in columns.fields]
    cells = {column.name: _cells(columns.fields[column.name]) for column in present}
    for column in present:
        if column.name not in VALUE and column.kind != "document":
            yield column.attribute, [held(column.kind, cell) if cell else None for cell in cells[column.name]]
    if ends := {name: cells[name] for name in VALUE if name in cells}:
        yield "value", [value_of(dict(zip(ends, row, strict=True))) for row in zip(*ends.values(), strict=True)]
    parts = (name for name in sorted(columns.fields) if "." in name)
    if scopes := {name.partition(".")[2]: texts(columns.fields[name]) for name in parts}:
        rows = zip(*scopes.values(), strict=True)
        yield "scope", [tuple(pair for pair in zip(scopes, row, strict=True) if pair[1]) for row in rows]


def _cells(column: pa.Array) -> Sequence[Any]:
    """The cells of a column: texts, lists of them, or truth values; nothing where a row leaves it out."""
    import pyarrow as pa

    if pa.types.is_boolean(column.type):
        return column.to_pylist()
    return lists(column) if pa.types.is_list(column.type) else texts(column)


def value_of(cells: Mapping[str, Any]) -> str:
    """The value literal of a row."""
    value, lo, hi, unit = (cells.get(name) or "" for name in ("value", "lo", "hi", "unit"))
    if value:
        return f"{value} {unit}".rstrip() if unit else value
    return literal(lo, hi, bool(cells.get("lo_open")), bool(cells.get("hi_open")), unit) if lo or hi else ""


def _marks(columns: Columns, row: int) -> dict[str, Mark]:
    """The places of a claim's fields; a value that is made of its ends stands where the first of them does."""
    marks = marks_of(columns.node(row))
    ends = [marks[name] for name in ("lo", "hi") if name in marks]
    return {"value": replace(ends[0], inside=-1), **marks} if ends else marks
