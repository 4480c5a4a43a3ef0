"""All that files say of something, as plain data. What a thing is called, where it stands and how its file is laid out
is not its content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from checker.history.names import NameSort
from checker.literals.phrase import show_written
from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fields import IN_CLAIM_FILES, written
from checker.model.vocabulary import Change, Constraint, Property, Settles

APART = frozenset(("id", "name", "mark", "marks", "published_mark", "revises_mark", "for_each_mark"))
"""Fields that are no content: what a thing is called and where it stands."""

WRITTEN: Mapping[type, Mapping[str, str]] = {
    Document: {"sha256": "text.sha256", "path": "text.path"},
    Property: {"many": "values"},
    Constraint: {"exempt": "exceptions"},
}
"""Fields that have another name in files."""


UNORDERED = frozenset(("also", "languages", "part_of", "distinct_from", "overlaps", "adds_over", "after", "revises"))
"""Lists of documents and of words of the vocabulary whose order says nothing."""


def content(value: Any) -> dict[str, Any]:
    """All that files say of something, without what is left out. Of a claim that is more than what it says: whoever
    reads a change wants to see that a remark or a page was corrected.
    """
    if not is_dataclass(value):
        return {"label": value}
    if isinstance(value, Claim):
        shown = replace(value, value=show_written(value))
        given = ((field.name, written(field, shown)) for field in IN_CLAIM_FILES if field.name != "id")
    else:
        skipped = APART | ({"path"} if isinstance(value, Constraint) else set())
        names = WRITTEN.get(type(value), {})
        raw = ((f.name, getattr(value, f.name)) for f in fields(value) if f.name not in skipped)
        given = ((names.get(name, name), tuple(sorted(it)) if name in UNORDERED else it) for name, it in raw)
    shown = {name: plain for name, raw in given if (plain := _plain(raw)) not in ("", [], {}, None, False)}
    return shown | ({"values": "many"} if "values" in shown and isinstance(value, Property) else {})


def words(corpus: Corpus) -> Mapping[tuple[NameSort, str], Any]:
    """Documents and the words of the vocabulary that claims use as names."""
    vocabulary = corpus.vocabulary
    things: dict[NameSort, Mapping[str, Any]] = {
        "document": {document.id: document for document in corpus.documents},
        "entity": vocabulary.entities,
        "property": vocabulary.properties,
        "scope": vocabulary.scopes,
    }
    return {(sort, name): value for sort, named in things.items() for name, value in named.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Change | Settles):
        return value.text
    if is_dataclass(value):
        return {"name": value.name, **content(value)} if hasattr(value, "name") else content(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(member) for name, member in value.items()}
    if isinstance(value, tuple):
        pairs = value and all(isinstance(member, tuple) and len(member) == 2 for member in value)
        return {name: _plain(member) for name, member in value} if pairs else [_plain(member) for member in value]
    return str(value) if isinstance(value, Fraction) else value
