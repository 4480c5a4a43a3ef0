"""Each document has a colour, a shape and a dash of its own, the same in every picture of a corpus.

Why three signs: one reader in twelve cannot tell all colours apart, and paper is often grey.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from checker.model.claim import Document
from checker.model.result import Result
from checker.report.figure.shape import Dash, Shape, Style

COLOURS = 10
"""Colours of the style sheet: as many as stay apart for most readers. Seven shapes beside them make seventy signs."""

SHAPES: tuple[Shape, ...] = get_args(Shape)
DASHES: tuple[Dash, ...] = get_args(Dash)


def documents_of(result: Result) -> tuple[Document, ...]:
    """Every document that a result speaks of, the oldest first."""
    documents = {document.id: document for document in result.corpus.documents}
    documents |= {claim.document.id: claim.document for claim in result.corpus.claims}
    documents |= {claim.document.id: claim.document for finding in result.findings for claim in finding.claims}
    return tuple(sorted(documents.values(), key=lambda document: (document.published, document.id)))


def styles(result: Result) -> Mapping[str, Style]:
    """The style of each document by its identifier: the oldest document has the first."""
    return {document.id: style(index) for index, document in enumerate(documents_of(result))}


def style(number: int) -> Style:
    dash = DASHES[number // COLOURS % len(DASHES)]
    return Style(number % COLOURS, SHAPES[number % len(SHAPES)], dash)
