"""A corpus and what was found in it as RDF: documents, claims and findings as PROV entities, quotes as annotations.

A claim is a thing that somebody said, never a statement of the graph: no triple says that the lighthouse is 42 m high,
one says that a claim says so. What a claim says is there as it was written (`value`), and as it was read: a name or a
number under its property, and the ends of what a reader expects (`at-least`, `above`, `at-most`, `below`). Denials and
what is deprecated have the words alone.
Source: PROV-O (W3C, 2013); Web Annotation Vocabulary (W3C, 2017); DCMI Metadata Terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, XSD

from checker.exporting.names import TERMS, Names
from checker.literals.dates.days import civil
from checker.model.box import Box
from checker.model.claim import Claim, Document
from checker.model.disagreement import Disagreement
from checker.model.fields import IN_CLAIM_FILES
from checker.model.finding import Finding
from checker.model.groups import grouped
from checker.model.interval import Interval, Number
from checker.model.result import Result
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Vocabulary

OA = Namespace("http://www.w3.org/ns/oa#")
OWN = Namespace(TERMS)
PREFIXES = {"prov": PROV, "oa": OA, "dcterms": DCTERMS, "rdfs": RDFS, "xsd": XSD, "checker": OWN}
TEXTS = tuple(
    field for field in IN_CLAIM_FILES if field.kind in ("text", "literal") and not field.name.startswith("quote")
)
"""Fields of a claim that are words as they stand."""
MOST_PLACES = 30
"""Decimals of a number that is written out; what has more ends nowhere, or means as much to nobody."""
Triple = tuple[URIRef, URIRef, URIRef | Literal]


class Known(NamedTuple):
    """What names in claims may mean: the vocabulary, and the identifiers of documents."""

    vocabulary: Vocabulary
    documents: frozenset[str]


def graph(result: Result, names: Names) -> Graph:
    """Everything that was read and found, as one graph."""
    made = Graph(bind_namespaces="none")
    own = {sort: names.named(sort, "") for sort in ("says", "scope")}
    for prefix, namespace in {**PREFIXES, **own}.items():
        made.bind(prefix, namespace)
    boxes = grouped(result.boxes, lambda box: box.claim.ref)
    known = Known(result.corpus.vocabulary, frozenset(one.id for one in result.corpus.documents))
    for triple in (
        *_vocabulary(known.vocabulary, names),
        *(triple for one in result.corpus.documents for triple in _document(one, names)),
        *(triple for one in result.corpus.claims for triple in _claim(one, boxes.get(one.ref, ()), known, names)),
        *(triple for one in result.findings for triple in _finding(one, result, names)),
        *(triple for one in result.disagreements for triple in _disagreement(one, names)),
    ):
        made.add(triple)
    return made


def claims_of(property: str, names: Names) -> URIRef:
    """The class of the claims that assert something of a property, or of a special sense of it."""
    return URIRef(names.named("claims-of", property))


def said(property: str, names: Names, end: str = "") -> URIRef:
    """What a claim says of a property: its value, or an end of what a reader expects."""
    return URIRef(names.named("says", f"{property}.{end}" if end else property))


def scoped(dimension: str, names: Names) -> URIRef:
    """What a claim is limited to in a dimension."""
    return URIRef(names.named("scope", dimension))


def entity(name: str, names: Names) -> URIRef:
    return URIRef(names.entity(name))


def typed(type: str, vocabulary: Vocabulary, names: Names) -> URIRef:
    """The class of the entities of a type, which may be an entity itself."""
    return entity(type, names) if type in vocabulary.entities else URIRef(names.named("type", type))


def number(value: Number) -> Literal | None:
    """The number as a decimal with a point, as Turtle shortens it too; nothing where its decimals do not end."""
    exact = Fraction(value)
    for places in range(1, MOST_PLACES + 1):
        scaled = exact * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            text = f"{digits[:-places]}.{digits[-places:]}"
            return Literal(f"{'-' if scaled < 0 else ''}{text}", datatype=XSD.decimal)
    return None


def day(value: Number) -> Literal | None:
    """The day of a number; nothing for years that some readers of xsd:date refuse (before 1, after 9999)."""
    year, month, of_month = civil(int(value))
    return Literal(f"{year:04}-{month:02}-{of_month:02}", datatype=XSD.date) if 1 <= year <= 9999 else None


def term(value: Term, datatype: str, names: Names) -> URIRef | Literal:
    """An entity, a truth value, or words as they are compared."""
    if datatype == "entity":
        return entity(value.name, names)
    return Literal(value.name == "true") if datatype == "boolean" else Literal(value.name)


def _vocabulary(vocabulary: Vocabulary, names: Names) -> Iterator[Triple]:
    types = {one.type for one in vocabulary.entities.values() if one.type in vocabulary.entities}
    for name in sorted(types.union(*map(vocabulary.wholes, types))):
        wholes = vocabulary.entities[name].part_of if name in vocabulary.entities else ()
        yield from ((entity(name, names), RDFS.subClassOf, entity(whole, names)) for whole in wholes)
    for one in vocabulary.entities.values():
        node = entity(one.name, names)
        yield node, RDFS.label, Literal(one.label)
        if one.type:
            yield node, RDF.type, typed(one.type, vocabulary, names)
            yield node, OWN.type, Literal(one.type)
        for whole in one.part_of:
            yield node, DCTERMS.isPartOf, entity(whole, names)
    for prop in vocabulary.properties.values():
        node = URIRef(names.property(prop.name))
        yield node, RDF.type, RDF.Property
        yield node, RDFS.label, Literal(prop.label)
        yield from ((node, OWN[name], Literal(text)) for name, text in _declared(prop.unit, prop.datatype, prop.kind))
        if prop.is_a:
            yield node, RDFS.subPropertyOf, URIRef(names.property(prop.is_a))


def _declared(unit: str, datatype: str, kind: str) -> Iterator[tuple[str, str]]:
    yield from ((name, text) for name, text in (("unit", unit), ("datatype", datatype), ("kind", kind)) if text)


def _document(one: Document, names: Names) -> Iterator[Triple]:
    node = URIRef(names.document(one.id))
    yield node, RDF.type, PROV.Entity
    yield node, RDF.type, OWN.Document
    yield node, DCTERMS.identifier, Literal(one.id)
    yield node, DCTERMS.title, Literal(one.title)
    yield node, DCTERMS.publisher, Literal(one.publisher)
    yield node, DCTERMS.issued, _date(one.published)
    given = ((DCTERMS.language, one.language), (OWN.sha256, one.sha256), (RDFS.comment, one.note))
    yield from ((node, name, Literal(text)) for name, text in given if text)
    yield from ((node, PROV.wasRevisionOf, URIRef(names.document(other))) for other in one.revises)


def _date(written: str) -> Literal:
    """A day, a month or a year with its datatype; any other date in its words."""
    forms = {r"[0-9]{4}": XSD.gYear, r"[0-9]{4}-[0-9]{2}": XSD.gYearMonth, r"[0-9]{4}-[0-9]{2}-[0-9]{2}": XSD.date}
    datatype = next((datatype for form, datatype in forms.items() if re.fullmatch(form, written)), None)
    return Literal(written, datatype=datatype, normalize=False)


def _claim(claim: Claim, boxes: Iterable[Box], known: Known, names: Names) -> Iterator[Triple]:
    node, document = URIRef(names.claim(claim.ref)), URIRef(names.document(claim.document.id))
    yield node, RDF.type, PROV.Entity
    yield node, RDF.type, OWN.Claim
    yield node, DCTERMS.identifier, Literal(claim.ref)
    yield node, PROV.wasQuotedFrom, document
    if claim.subject:
        yield node, OWN.subject, entity(claim.subject, names)
        yield node, OWN.property, URIRef(names.property(claim.property))
    for field in TEXTS:
        if text := getattr(claim, field.attribute, ""):
            yield node, OWN[field.name], Literal(text)
    yield from ((node, OWN.relation, Literal(reading)) for reading in claim.readings)
    yield from ((node, scoped(name, names), entity(member, names)) for name, member in claim.scope)
    if claim.said_by:
        yield node, PROV.wasAttributedTo, entity(claim.said_by, names)
        yield node, OWN.said_by, entity(claim.said_by, names)
    yield from ((node, PROV.wasDerivedFrom, _source(source, known, names)) for source in claim.draws_on)
    yield from ((node, OWN[name], Literal(True)) for name in ("denies", "deprecated") if getattr(claim, name))
    yield from _quote(claim, node, document, names)
    if not (claim.denies or claim.deprecated or claim.readings):
        for name in (claim.property, *known.vocabulary.senses(claim.property)):
            yield node, RDF.type, claims_of(name, names)
        yield from (triple for box in boxes for triple in _read(box, node, known.vocabulary, names))


def _source(source: str, known: Known, names: Names) -> URIRef | Literal:
    """What a claim repeats: a claim, a document or an entity of the corpus; words for anything else."""
    if "#" in source:
        return URIRef(names.claim(source))
    if source in known.vocabulary.entities:
        return entity(source, names)
    return URIRef(names.document(source)) if source in known.documents else Literal(source)


def _quote(claim: Claim, node: URIRef, document: URIRef, names: Names) -> Iterator[Triple]:
    """The claim as the body of an annotation of its document."""
    parts = (claim.document.id, claim.id)
    note, target, selector = (URIRef(names.named(sort, *parts)) for sort in ("annotation", "target", "selector"))
    yield from ((note, RDF.type, OA.Annotation), (note, OA.motivatedBy, OA.describing))
    yield from ((note, OA.hasBody, node), (note, OA.hasTarget, target))
    yield from ((target, RDF.type, OA.SpecificResource), (target, OA.hasSource, document))
    yield target, OA.hasSelector, selector
    yield selector, RDF.type, OA.TextQuoteSelector
    words = (("exact", claim.quote), ("prefix", claim.quote_prefix), ("suffix", claim.quote_suffix))
    yield from ((selector, OA[name], Literal(text)) for name, text in words if text)


def _read(box: Box, node: URIRef, vocabulary: Vocabulary, names: Names) -> Iterator[Triple]:
    """The value of a claim as it was read, under its property and all more general senses."""
    for name in (box.key.property, *vocabulary.senses(box.key.property)):
        if isinstance(box.value, Term):
            yield node, said(name, names), term(box.value, box.datatype, names)
        elif isinstance(box.value, Bounds) and not box.facet:
            own, unit = vocabulary.properties.get(name), box.unit
            if own is not None and own.unit != unit and name != box.key.property:
                continue  # a general sense in another unit
            for end, literal in ends(box.value.plausible, box.datatype):
                yield node, said(name, names, end), literal
            point = box.value.literal
            if point.is_point and point.lo is not None and (exact := in_words(point.lo, box.datatype)) is not None:
                yield node, said(name, names), exact


def ends(interval: Interval, datatype: str) -> Iterator[tuple[str, Literal]]:
    """The ends of a range, by what they are called."""
    low, high = ("above" if interval.lo_open else "at-least"), ("below" if interval.hi_open else "at-most")
    for name, value in ((low, interval.lo), (high, interval.hi)):
        if value is not None and (literal := in_words(value, datatype)) is not None:
            yield name, literal


def in_words(value: Number, datatype: str) -> Literal | None:
    return day(value) if datatype == "date" else number(value)


def _finding(one: Finding, result: Result, names: Names) -> Iterator[Triple]:
    node = URIRef(names.named("finding", one.id))
    yield node, RDF.type, PROV.Entity
    yield node, RDF.type, OWN.Finding
    yield node, DCTERMS.identifier, Literal(one.id)
    yield node, PROV.wasGeneratedBy, URIRef(names.named("check", result.as_of))
    yield node, RDFS.comment, Literal(one.message)
    given = (("rule", one.rule), ("verdict", one.verdict), ("severity", one.severity), ("key", one.key))
    yield from ((node, OWN[name], Literal(text)) for name, text in given if text)
    yield from ((node, OWN.reason, Literal(reason)) for reason in one.reasons)
    yield from ((node, PROV.wasDerivedFrom, URIRef(names.claim(ref))) for ref in one.refs)
    yield URIRef(names.named("check", result.as_of)), RDF.type, PROV.Activity


def _disagreement(one: Disagreement, names: Names) -> Iterator[Triple]:
    node = URIRef(names.named("disagreement", one.id))
    yield node, RDF.type, PROV.Entity
    yield node, RDF.type, OWN.Disagreement
    given = ((DCTERMS.identifier, one.id), (DCTERMS.title, one.title), (OWN.question, one.question.name))
    yield from ((node, name, Literal(text)) for name, text in given)
    state = one.decision.state if one.decision else "new"
    words = (("verdict", one.verdict), ("severity", one.severity), ("state", state))
    yield from ((node, OWN[name], Literal(text)) for name, text in words)
    yield from ((node, OWN.finding, URIRef(names.named("finding", finding.id))) for finding in one.findings)
    for index, position in enumerate(one.positions):
        held = URIRef(names.named("position", one.id, str(index + 1)))
        yield from (
            (node, OWN.position, held),
            (held, RDF.type, OWN.Position),
            (held, RDFS.label, Literal(position.value)),
        )
        yield held, OWN.independent, Literal(position.independent)
        yield from ((held, PROV.wasDerivedFrom, URIRef(names.claim(ref))) for ref in position.refs)
    if one.decision and one.decision.verdict:
        ruling = URIRef(names.named("decision", one.id))
        yield from ((ruling, RDF.type, PROV.Entity), (ruling, RDF.type, OWN.Decision), (node, OWN.decision, ruling))
        given = ((OWN.verdict, one.decision.verdict), (RDFS.comment, one.decision.reason))
        yield from ((ruling, name, Literal(text)) for name, text in given if text)
        yield from ((ruling, OWN.position_named, Literal(words)) for words in one.decision.positions)
        if one.decision.reviewer:
            person = URIRef(names.named("reviewer", one.decision.reviewer))
            yield from ((ruling, PROV.wasAttributedTo, person), (person, RDF.type, PROV.Agent))
            yield person, RDFS.label, Literal(one.decision.reviewer)
        if one.decision.date:
            yield ruling, DCTERMS.created, _date(one.decision.date)
