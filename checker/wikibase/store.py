"""What is gathered over a whole dump: entities with their labels and classes, and documents; on disk, not in memory.

Why: a dump names more entities and references than memory holds, and most of them more than once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.wikibase.references import Reference

HELD = 50_000
"""Rows that are written at once."""
RECENT = 500_000
"""Names that are known to have been written, so that most are not written again: some 60 MB."""
CACHE_KIB = 64 * 1024
"""Memory of the database."""
TABLES = """
CREATE TABLE named (id TEXT PRIMARY KEY, followed INTEGER DEFAULT 0) WITHOUT ROWID;
CREATE INDEX to_follow ON named (id) WHERE followed = 0;
CREATE TABLE entity (id TEXT PRIMARY KEY, label TEXT, labels TEXT, types TEXT, wholes TEXT) WITHOUT ROWID;
CREATE TABLE document (id TEXT PRIMARY KEY, title TEXT, works TEXT, url TEXT, host TEXT, published TEXT, seen TEXT)
    WITHOUT ROWID;
"""
BY_NUMBER = "ORDER BY substr(id, 1, 1), CAST(substr(id, 2) AS INTEGER), id"


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """An entity that something names: its label and labels, its classes and what it is part of, as far as known."""

    id: str
    label: str = ""
    labels: Mapping[str, str] | None = None
    types: Sequence[str] = ()
    wholes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of references: its `works` are the entities that it is stated in or imported from."""

    id: str
    title: str
    works: Sequence[str]
    url: str
    host: str
    published: str
    seen: str


class Store:
    """Entities and documents of a dump, in a file of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "gathered.sqlite", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")  # it is gone with the run
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        self._database.executescript(TABLES)
        self._named: dict[str, None] = {}
        self._documents: list[tuple[str, ...]] = []
        self._recent: set[tuple[str, str]] = set()

    def close(self) -> None:
        self._database.close()

    def name(self, identifier: str) -> None:
        """Something names the entity, so that the vocabulary has to declare it."""
        if self._is_new("entity", identifier):
            self._named[identifier] = None
            if len(self._named) >= HELD:
                self._flush()

    def entity(self, one: StoredEntity) -> None:
        texts = (json.dumps(one.labels or {}), json.dumps(one.types), json.dumps(one.wholes))
        self._database.execute("INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?)", (one.id, one.label, *texts))

    def document(self, one: Reference) -> None:
        """A reference's document; of several visits the first counts."""
        if self._is_new(one.id, one.seen):
            works = json.dumps([*one.works, *one.imported])
            self._documents.append((one.id, one.title, works, one.url, one.host, one.published, one.seen))
            if len(self._documents) >= HELD:
                self._flush()

    def entities(self) -> Iterator[StoredEntity]:
        """Those that something names, in the order of their numbers."""
        self._flush()
        rows = self._database.execute(
            "SELECT id, label, labels, types, wholes FROM named LEFT JOIN entity USING (id) " + BY_NUMBER
        )
        for identifier, label, labels, types, wholes in rows:
            if label is None:
                yield StoredEntity(identifier)
            else:
                yield StoredEntity(identifier, label, json.loads(labels), json.loads(types), json.loads(wholes))

    def documents(self) -> Iterator[StoredDocument]:
        self._flush()
        for row in self._database.execute("SELECT * FROM document ORDER BY id"):
            identifier, title, works, *rest = row
            yield StoredDocument(identifier, title, json.loads(works), *rest)

    def label(self, identifier: str) -> str:
        """The label of an entity, or its identifier."""
        row = self._database.execute("SELECT label FROM entity WHERE id = ?", (identifier,)).fetchone()
        return row[0] if row and row[0] else identifier

    def complete(self) -> None:
        """The classes and wholes of all that is named are named too, and theirs."""
        self._flush()
        query = (
            "SELECT id, types, wholes FROM named LEFT JOIN entity USING (id) WHERE followed = 0 "
            f"ORDER BY id LIMIT {HELD}"
        )
        while rows := self._database.execute(query).fetchall():
            self._database.execute("BEGIN")
            self._database.executemany("UPDATE named SET followed = 1 WHERE id = ?", [(row[0],) for row in rows])
            above = {one for _, *lists in rows for many in lists if many for one in json.loads(many)}
            self._database.executemany("INSERT OR IGNORE INTO named (id) VALUES (?)", [(one,) for one in sorted(above)])
            self._database.execute("COMMIT")

    def wholes(self) -> Iterator[tuple[str, Sequence[str]]]:
        """What each named entity is part of, where it is part of something."""
        rows = self._database.execute(
            "SELECT id, wholes FROM named JOIN entity USING (id) WHERE wholes <> '[]' " + BY_NUMBER
        )
        for identifier, wholes in rows:
            yield identifier, json.loads(wholes)

    def has_entities(self) -> bool:
        return self._database.execute("SELECT 1 FROM named LIMIT 1").fetchone() is not None

    def _is_new(self, *key: str) -> bool:
        name = (key[0], key[1])
        if name in self._recent:
            return False
        if len(self._recent) >= RECENT:
            self._recent.clear()
        self._recent.add(name)
        return True

    def _flush(self) -> None:
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR IGNORE INTO named (id) VALUES (?)", [(one,) for one in self._named])
        self._database.executemany(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen = excluded.seen "
            "WHERE excluded.seen <> '' AND (seen = '' OR excluded.seen < seen)",
            self._documents,
        )
        self._database.execute("COMMIT")
        self._named.clear()
        self._documents.clear()
