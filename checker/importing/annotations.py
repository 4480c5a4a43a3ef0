"""Annotations of texts: highlights are quotes; tags and lines of their notes state the claim.

Read are W3C Web Annotations (one, a list, a page, a collection with its pages inside, a graph) and what Hypothesis
exports, from its client (`annotations`) or its search (`rows`). Nothing is fetched.
Source: Web Annotation Data Model (W3C, 2017), sections 3.2, 4.2.4 and 5; the annotations of the API of Hypothesis, v1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from checker.importing.nodes import address, first, lines, mark_of, name, several, text, texts, types, walk
from checker.importing.statement import CODE, Read, Source, Statement, joined
from checker.model.fault import Fault
from checker.readers.notation import read_note
from checker.readers.yaml import Fields, Node, Scalar

NAME = "annotations"
WHAT = "annotations (W3C Web Annotation, or an export of Hypothesis)"
CONTAINERS = frozenset(("AnnotationCollection", "AnnotationPage"))
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_TAGS = 100
"""Of one annotation that are read."""


def recognises(root: Node) -> bool:
    """The file holds annotations, or would if it were not empty."""
    listed = isinstance(root, Fields) and (first(root, "annotations", "rows") is not None or text(root, "export_date"))
    return bool(listed) or any(types(node) & CONTAINERS or _is_annotation(node) for node in walk(root))


def read(root: Node) -> Read:
    """The sources of all highlights, in the order of the file."""
    sources: dict[str, Source] = {}
    made: dict[str, list[Statement]] = {}
    faults: list[Fault] = []
    passed_over = []
    for node in walk(root):
        if not _is_annotation(node):
            continue
        targets = several(node, "target")
        for target in targets:
            quote = _quote(target)
            if quote is None:
                passed_over.append((node.mark, "it highlights no words"))
                continue
            if not (exact := text(quote, "exact")):
                message = "found a TextQuoteSelector without exact, expected the words; highlight them again"
                faults.append(Fault(quote.mark, CODE, "exact", message))
                continue
            source = _source(node, target)
            if not source.address:
                message = "found a target without a source, expected the address of the document; add it"
                faults.append(Fault(mark_of(target, node.mark), CODE, "source", message))
                continue
            sources[source.address] = joined(sources.get(source.address, source), source)
            made.setdefault(source.address, []).append(_statement(node, quote, exact))
        if not targets:
            passed_over.append((node.mark, "it highlights no words"))
    whole = (source._replace(statements=tuple(made[at])) for at, source in sources.items())
    return Read(tuple(whole), tuple(faults), tuple(passed_over))


def _is_annotation(node: Node) -> bool:
    if not isinstance(node, Fields) or first(node, "target") is None:
        return isinstance(node, Fields) and "Annotation" in types(node)
    return "Annotation" in types(node) or bool(text(node, "uri"))


def _quote(target: Node) -> Fields | None:
    """The selector that quotes words; other selectors count characters of a page as it was."""
    selectors = (node for one in several(target, "selector") for node in walk(one))
    return next((one for one in selectors if "TextQuoteSelector" in types(one)), None)


def _source(node: Fields, target: Node) -> Source:
    """What an annotation says of the document that it is of."""
    source = first(target, "source")
    at = address(source) or text(node, "uri")
    own = source if isinstance(source, Fields) else None
    page = first(node, "document")
    found = DAY.match(text(node, "created"))
    return Source(
        mark=mark_of(source, node.mark),
        address=at if at.startswith("urn:") else urldefrag(at).url,
        id=text(own, "dcterms:identifier", "identifier"),
        title=name(own, "dcterms:title", "dc:title", "title", "name") or name(page, "title"),
        publisher=name(own, "dcterms:publisher", "dc:publisher", "publisher"),
        published=text(own, "dcterms:issued", "datePublished"),
        language=text(own, "language", "dc:language", "dcterms:language"),
        note=text(own, "dcterms:description"),
        before=found[0] if found else "",
        before_because=f"annotated on {found[0]}" if found else "",
    )


def _statement(node: Fields, quote: Fields, exact: str) -> Statement:
    tags = (*texts(node, "tags"), *(tag for body in several(node, "body") for tag in _tags(body)))[:MOST_TAGS]
    said = (*lines(node, "text"), *lines(node, "bodyValue"), *_said(node))
    note = read_note((*said, *tags))
    return Statement(
        mark=node.mark,
        exact=exact,
        fields=note.fields,
        prefix=text(quote, "prefix"),
        suffix=text(quote, "suffix"),
        note=note.words,
        doubts=note.doubts,
    )


def _tags(body: Node) -> Iterator[str]:
    if "tagging" in texts(body, "purpose") or "Tag" in types(body):
        yield from texts(body, "value")


def _said(node: Fields) -> Iterator[str]:
    """The lines of the bodies that are text, tags left out."""
    for body in several(node, "body"):
        if isinstance(body, Scalar):
            continue  # the address of a body that is elsewhere
        if not any(_tags(body)):
            yield from lines(body, "value", "rdf:value")
