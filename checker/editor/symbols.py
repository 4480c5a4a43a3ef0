"""The outline of a file: a document and its claims, or the sections of a vocabulary and the names that they declare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checker.editor.roles import sort_of_file
from checker.naming.spans import FileText, Span
from checker.readers.yaml import Entry, Fields, Items, Node, Scalar, child

SymbolKind = Literal["document", "claim", "section", "name"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """`span` is all of it, `at` its name."""

    name: str
    detail: str
    kind: SymbolKind
    span: Span
    at: Span
    below: tuple[Symbol, ...] = ()


def symbols(text: FileText) -> tuple[Symbol, ...]:
    """In the order of the file."""
    root = text.root
    if not isinstance(root, Fields):
        return ()
    return tuple(_of_vocabulary(text, root) if sort_of_file(text.file) == "vocabulary" else _of_claims(text, root))


def _of_claims(text: FileText, root: Fields) -> Iterator[Symbol]:
    about, claims = child(root, "document"), child(root, "claims")
    if about is not None:
        yield Symbol(_said(about, "id") or "document", _said(about, "title"), "document", *_where(text, about))
    for node in claims.nodes if isinstance(claims, Items) else ():
        name = _said(node, "id") or "claim"
        value = _said(node, "value") or _said(node, "relation")
        about_what = " · ".join(filter(None, (_said(node, "subject"), _said(node, "property"))))
        yield Symbol(name, ": ".join(filter(None, (about_what, value))), "claim", *_where(text, node))


def _of_vocabulary(text: FileText, root: Fields) -> Iterator[Symbol]:
    for section in root.entries:
        below = tuple(_named(text, entry) for entry in getattr(section.value, "entries", ()))
        at = text.key_span(section)
        yield Symbol(section.key, "", "section", (at[0], max(at[1], section.value.end)), at, below)


def _named(text: FileText, entry: Entry) -> Symbol:
    at = text.key_span(entry)
    label = entry.value.text if isinstance(entry.value, Scalar) else _said(entry.value, "label")
    return Symbol(entry.key, label, "name", (at[0], max(at[1], entry.value.end)), at)


def _where(text: FileText, node: Node) -> tuple[Span, Span]:
    name = child(node, "id")
    start, end = node.start, node.start + len(text.text[node.start : node.end].rstrip())
    at = text.inside(name.start, name.end) if isinstance(name, Scalar) else (start, start)
    return (start, max(end, at[1])), at


def _said(node: Node, field: str) -> str:
    value = child(node, field)
    return value.text if isinstance(value, Scalar) else ""
