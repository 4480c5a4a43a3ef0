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
from checker.readers.names import aliases, shown, suggestion
from checker.readers.structure import check
from checker.readers.tables.columns import Columns, batches, opened, picked
from checker.readers.tables.literal import literal
from checker.readers.tables.shape import lists, texts
from checker.readers.tables.tally import Tally, ended, named, told
from checker.readers.yaml import locate, plain

if TYPE_CHECKING:
    import pyarrow as pa

Files = Sequence[tuple[str, Path]]


def read_documents(files: Files) -> tuple[Draft, ...]:
    """A draft for each document that a table declares, and for each table that does."""
    return tuple(draft for name, path in files if _about(name, path) == "documents" for draft in _declared(name, path))


def _about(name: str, path: Path) -> str:
    return opened(path, name, name).about


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
                marks = locate(node, ("id",)), locate(node, ("revises",))
                document = made_document(entry, node.mark, node)
                yield Draft(name, entry.id, *marks, document=document, declared=frozenset((entry.id,)))
    known = [gone for gone in lost if gone.rows == 1 and not gone.ref.startswith(f"{name}:")]
    for gone in known:
        yield Draft(name, gone.ref, gone.mark, declared=frozenset((gone.ref,)))
    yield Draft(name, faults=tuple(faults), complete=len(known) == len(lost))


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
        found = _Found()
        for columns in picked(path, name, chosen[name]):
            _add(found, columns, declared)
        return tuple(_made(name, found))

    wanted = [(name, path) for name, path in files if len(chosen.get(name, ()))]
    with ThreadPoolExecutor(os.cpu_count(), "pick") as pool:
        return tuple(chain.from_iterable(pool.map(read, wanted)))


@dataclass(slots=True)
class _Found:
    """What one table gave so far: by document its claims and their rows, and what is wrong."""

    claims: dict[str, list[Claim]] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)


def _table(name: str, path: Path, declared: Mapping[str, Document | None], complete: bool) -> Iterator[Draft]:
    found = _Found()
    tally = Tally()  # of documents that there are not
    for columns in batches(path, name):
        found.faults += columns.faults
        found.lost += columns.lost
        documents = texts(columns.fields["document"]) if len(columns.rows) else []
        unknown: dict[str, list[int]] = {}
        for row, document in enumerate(documents):
            if document is not None and declared.get(document) is None:
                unknown.setdefault(document, []).append(row)
        for document, rows in unknown.items():
            known = document in declared or not complete
            if not known:
                found.faults += told(tally, rows, lambda row, d=document, c=columns: [stray(c, row, d, declared)])
            because = "its document is at fault" if known else f"{name}: unknown-document"
            found.lost += named(tally, [lost_row(columns, row, document, because) for row in rows])
        _add(found, columns, declared)
    faults, lost = ended(tally)
    gone = (*found.lost, *lost)
    sure = all(one.rows == 1 and f"{name}#" not in one.ref for one in gone)
    refs = frozenset(one.ref for one in gone)
    yield Draft(name, lost=gone, faults=(*found.faults, *faults), declared=refs, complete=sure, table=True)
    yield from _made(name, found)


def _add(found: _Found, columns: Columns, declared: Mapping[str, Document | None]) -> None:
    for line, claim in claims_of(columns, declared):
        found.claims.setdefault(claim.document.id, []).append(claim)
        found.places.setdefault(claim.document.id, []).append(line)


def _made(name: str, found: _Found) -> Iterator[Draft]:
    for document, claims in found.claims.items():
        names = frozenset((document, *(claim.ref for claim in claims)))
        places = tuple(found.places[document])
        yield Draft(name, document, claims=tuple(claims), positions=places, declared=names, table=True)


def stray(columns: Columns, row: int, document: str, declared: Mapping[str, Document | None]) -> Fault:
    """The fault of a row whose document is declared nowhere."""
    step = suggestion(document, aliases(dict.fromkeys(declared, ())), "declare it in a file or in a table of documents")
    mark = locate(columns.node(row), ("document",))
    return Fault(mark, "unknown-document", "document", f"there is no document {shown(document)}; {step}")


def lost_row(columns: Columns, row: int, document: str, because: str) -> Lost:
    """A row that makes no claim."""
    own = columns.fields["id"][row].as_py()
    return Lost(f"{document}#{own}", Mark(columns.file, columns.rows[row].as_py()), because)


def claims_of(columns: Columns, declared: Mapping[str, Document | None]) -> Iterator[tuple[int, Claim]]:
    """The claims of the rows whose document is known, each with its line."""
    lines = columns.rows.to_pylist()
    given = tuple(_given(columns)) if lines else ()
    for row, name in enumerate(texts(columns.fields["document"]) if lines else ()):
        document = declared.get(name or "")
        if document is None:
            continue
        said: dict[str, Any] = {attribute: cells[row] for attribute, cells in given if cells[row]}
        mark = Mark(columns.file, lines[row])
        yield lines[row], Claim(document=document, mark=mark, marks=_marks(columns, row), **said)


VALUE = tuple(one.name for one in IN_TABLES if one.attribute == "value")
"""The columns of which the value of a claim is made."""


def _given(columns: Columns) -> Iterator[tuple[str, Sequence[Any]]]:
    """What rows give for each attribute of a claim; nothing where a row leaves it out."""
    cells = {one.name: _cells(columns.fields[one.name]) for one in IN_TABLES if one.name in columns.fields}
    for one in IN_TABLES:
        if one.name in cells and one.name not in VALUE and one.kind != "document":
            yield one.attribute, [held(one.kind, cell) if cell else None for cell in cells[one.name]]
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
    value, lo, hi, unit = (cells.get(one) or "" for one in ("value", "lo", "hi", "unit"))
    if value:
        return f"{value} {unit}".rstrip() if unit else value
    return literal(lo, hi, bool(cells.get("lo_open")), bool(cells.get("hi_open")), unit) if lo or hi else ""


def _marks(columns: Columns, row: int) -> dict[str, Mark]:
    """The places of a claim's fields; a value that is made of its ends stands where the first of them does."""
    marks = marks_of(columns.node(row))
    ends = [marks[one] for one in ("lo", "hi") if one in marks]
    return {"value": replace(ends[0], inside=-1), **marks} if ends else marks
