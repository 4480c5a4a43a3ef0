"""Claims as W3C Web Annotations: the quote is the target, the claim the body.

The body is text that people read and `checker import` reads back: `subject/property: value` and a line for each further
field. The document is named by its URI, with its title, publisher and date; no address of its text is made up.
Source: Web Annotation Data Model (W3C, 2017), sections 3.2.4, 4.2.4 and 5.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.exporting.formats import Export, unlisted
from checker.exporting.json import as_text
from checker.exporting.names import Names
from checker.model.claim import Claim, Document
from checker.model.result import Result
from checker.readers.notation import note_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""The context that the model asks for; it defines `dcterms` too."""


def write(result: Result, names: Names) -> Export:
    """One collection, its one page inside. Drafts are left out."""
    claims = result.corpus.claims
    page = {
        "id": names.named("annotations", "page"),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": [_annotation(claim, names) for claim in claims],
    }
    collection = {
        "@context": CONTEXT,
        "id": names.named("annotations"),
        "type": "AnnotationCollection",
        "label": f"claims, as of {result.as_of}",
        "total": len(claims),
        "first": page,
    }
    return Export(as_text(collection), unlisted(result))


def _annotation(claim: Claim, names: Names) -> dict[str, Any]:
    return {
        "id": names.named("annotation", claim.document.id, claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": note_of(claim)},
        "target": {
            "type": "SpecificResource",
            "source": _source(claim.document, names),
            "selector": _selector(claim),
        },
    }


def _selector(claim: Claim) -> dict[str, str]:
    """Where the quote stands, by its own words and those beside it."""
    words = {"exact": claim.quote, "prefix": claim.quote_prefix, "suffix": claim.quote_suffix}
    return {"type": "TextQuoteSelector", **{name: text for name, text in words.items() if text}}


def _source(document: Document, names: Names) -> dict[str, str]:
    said: Mapping[str, str] = {
        "language": document.language,
        "dcterms:identifier": document.id,
        "dcterms:title": document.title,
        "dcterms:publisher": document.publisher,
        "dcterms:issued": document.published,
        "dcterms:description": document.note,
    }
    return {"id": names.document(document.id), "type": "Text", **{name: text for name, text in said.items() if text}}
