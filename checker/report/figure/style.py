"""Each document has a colour, a shape and a dash of its own, the same in every picture of a corpus.

Why three signs: one reader in twelve cannot tell all colours apart, and paper is often grey.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from checker.model.result import Result
from checker.report.figure.shape import Dash, Shape, Style

COLOURS = 10
"""Colours of the style sheet: as many as stay apart for most readers. Seven shapes beside them make seventy signs."""

SHAPES: tuple[Shape, ...] = get_args(Shape)
DASHES: tuple[Dash, ...] = get_args(Dash)


def styles(result: Result) -> Mapping[str, Style]:
    """The style of each document by its identifier: the oldest document has the first."""
    documents = {document.id: document for document in result.corpus.documents}
    documents |= {claim.document.id: claim.document for claim in result.corpus.claims}
    documents |= {box.claim.document.id: box.claim.document for box in result.boxes}
    ordered = sorted(documents.values(), key=lambda document: (document.published, document.id))
    return {document.id: style(number) for number, document in enumerate(ordered)}


def style(number: int) -> Style:
    dash = DASHES[number // COLOURS % len(DASHES)]
    return Style(number % COLOURS, SHAPES[number % len(SHAPES)], dash)
