"""What a vocabulary asks of claims as SHACL shapes, to be held against the graph that `turtle` writes.

A shape is written where SHACL says of that graph what checker says of the claims, and for nothing else: SHACL knows no
times that only may meet, no hedges around a listed figure, no places within places. What has no shape is told.
Source: SHACL (W3C, 2017), sections 2 to 4; the constraints of Wikibase, each in its file in `rules/constraint`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, XSD

from checker.exporting.formats import Export
from checker.exporting.graph import OWN, claims_of, day, entity, number, said, scoped, term, typed
from checker.exporting.names import Names
from checker.literals.boxes import read_value
from checker.literals.dates.dates import read_moment
from checker.literals.literal import LiteralError
from checker.model.interval import ALL, Interval
from checker.model.result import Result
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Constraint, Property, Vocabulary

SEVERITIES = {"mandatory": SH.Violation, "normal": SH.Warning, "suggestion": SH.Info}
NEVER_CHANGES = ("event", "constant")
OF_NAMES = ("entity", "text", "boolean")
"""Datatypes whose values are equal or not, with nothing between."""
TIME = "time"
NOT_IN_COMMON = re.compile(r"\\[pPzCQEAZ]|\(\?|\\x\{|\[\[:|[*+?}]\+")
"""What of RE2 other readers of regular expressions read otherwise, or not at all."""

SHAPE = Namespace(str(SH))
Node = URIRef | BNode


class _Shapes:
    """The graph that is being made, with what is needed to write a part of it."""

    def __init__(self, vocabulary: Vocabulary, names: Names, now: str) -> None:
        self.graph = Graph(bind_namespaces="none")
        self.vocabulary, self.names, self.now = vocabulary, names, now
        for prefix, namespace in (("sh", SHAPE), ("checker", OWN), ("xsd", Namespace(str(XSD)))):
            self.graph.bind(prefix, namespace)

    def node(self, **said: object) -> BNode:
        """A node without a name, that says something; a list is one of RDF."""
        made = BNode()
        for name, value in said.items():
            self.add(made, name, value)
        return made

    def add(self, node: Node, name: str, value: object) -> None:
        held = self.listed(value) if isinstance(value, (list, tuple)) else value
        held = held if isinstance(held, (URIRef, BNode, Literal)) else Literal(held)
        self.graph.add((node, SHAPE[name], held))

    def listed(self, members: Iterable[Any]) -> BNode:
        first = BNode()
        Collection(self.graph, first, list(members))
        return first

    def back(self, path: URIRef) -> BNode:
        """A path from the other end."""
        return self.node(inversePath=path)

    def of_subject(self, last: URIRef) -> BNode:
        """From a claim to what all claims of its subject have."""
        return self.listed((OWN.subject, self.back(OWN.subject), last))


class Asked(NamedTuple):
    """A constraint, the property that declares it, and where its shapes go."""

    constraint: Constraint
    prop: Property
    shapes: _Shapes


Said = Iterator[dict[str, object]]
"""The property shapes of a constraint, each by what it says; none where SHACL cannot say it."""


def write(result: Result, names: Names) -> Export:
    """The shapes of all constraints, and those constraints that have none."""
    vocabulary = result.corpus.vocabulary
    shapes = _Shapes(vocabulary, names, result.as_of)
    left_out: list[str] = []
    for prop in vocabulary.properties.values():
        for index, constraint in enumerate(prop.constraints):
            made = list(_property_shapes(constraint, prop, shapes))
            if made:
                _write(made, constraint, index, shapes)
            else:
                left_out.append(f"{constraint.rule} of {prop.name}, which SHACL cannot say of these claims")
    return Export(shapes.graph.serialize(format="turtle"), tuple(left_out))


def shape_of(constraint: Constraint, index: int, names: Names) -> URIRef:
    """The name of a shape: the property's constraint of that number."""
    return URIRef(names.named("shape", constraint.property, constraint.rule, str(index)))


def _property_shapes(constraint: Constraint, prop: Property, shapes: _Shapes) -> Said:
    says = SHAPES.get(constraint.rule)
    if says and not prop.is_list and not constraint.exempt and not constraint.texts("separators"):
        yield from says(Asked(constraint, prop, shapes))


def _write(made: list[dict[str, object]], constraint: Constraint, index: int, shapes: _Shapes) -> None:
    """A node shape for the claims of the property, and below it what is said of each."""
    shape, graph = shape_of(constraint, index, shapes.names), shapes.graph
    graph.add((shape, RDF.type, SH.NodeShape))
    graph.add((shape, SH.targetClass, claims_of(constraint.property, shapes.names)))
    for number_of, said_of in enumerate(made, start=1):
        part = URIRef(f"{shape}.{number_of}")
        graph.add((shape, SH.property, part))
        graph.add((part, RDF.type, SH.PropertyShape))
        shapes.add(part, "severity", SEVERITIES[constraint.weight])
        shapes.add(part, "message", f"{constraint.rule}: {constraint.because or constraint.property}")
        for name, value in said_of.items():
            shapes.add(part, name, value)


# --- what each rule says


def _value_range(one: Asked) -> Said:
    """What a reader expects must share something with the range: end against end."""
    limit = _limit(one)
    if one.prop.datatype not in ("quantity", "date") or limit is None:
        return
    write = day if one.prop.datatype == "date" else number
    for value, is_open, beside in ((limit.lo, limit.lo_open, ("at-most", "below")), (limit.hi, limit.hi_open, None)):
        if value is None:
            continue
        if (edge := write(value)) is None:
            return
        ends = beside or ("at-least", "above")
        closed, without = ("minInclusive", "minExclusive") if beside else ("maxInclusive", "maxExclusive")
        yield {"path": said(one.prop.name, one.shapes.names, ends[0]), without if is_open else closed: edge}
        yield {"path": said(one.prop.name, one.shapes.names, ends[1]), without: edge}


def _limit(one: Asked) -> Interval | None:
    """From `min` to `max`; nothing where one cannot be read, which is a fault of the vocabulary."""
    try:
        low, high = (_edge(one.constraint.text(name), one.prop, one.shapes) for name in ("min", "max"))
        return Interval(low.lo, high.hi, low.lo_open, high.hi_open)
    except (LiteralError, ValueError):
        return None


def _edge(text: str, prop: Property, shapes: _Shapes) -> Interval:
    if not text:
        return ALL
    if prop.datatype == "date":
        words = shapes.now if text.strip().casefold() == "now" else text
        return read_moment(words, shapes.vocabulary.fiscal_years).bounds.literal
    value = read_value(text, prop, shapes.vocabulary, "en")
    return value.literal if isinstance(value, Bounds) else ALL


def _values(one: Asked, prop: Property) -> list[URIRef | Literal] | None:
    """The values that are listed, of an entity all its parts too; nothing where they are no names."""
    if prop.datatype not in OF_NAMES:
        return None
    vocabulary, names = one.shapes.vocabulary, one.shapes.names
    found: list[URIRef | Literal] = []
    for text in one.constraint.texts("values"):
        try:
            value = read_value(text, prop, vocabulary, "en")
        except LiteralError:
            return None
        if not isinstance(value, Term):
            return None
        found.append(term(value, prop.datatype, names))
        if prop.datatype == "entity":
            parts = (name for name in vocabulary.entities if value.name in vocabulary.wholes(name))
            found += (entity(part, names) for part in parts)
    return list(dict.fromkeys(found))


def _one_of(one: Asked) -> Said:
    if values := _values(one, one.prop):
        yield {"path": said(one.prop.name, one.shapes.names), "in": values}


def _none_of(one: Asked) -> Said:
    if values := _values(one, one.prop):
        yield {"path": said(one.prop.name, one.shapes.names), "not": one.shapes.node(**{"in": values})}


def _value_format(one: Asked) -> Said:
    """Of the words as they are written, all of them."""
    pattern = one.constraint.text("pattern")
    if not NOT_IN_COMMON.search(pattern):
        yield {"path": OWN.value, "pattern": f"^(?:{pattern})$"}


def _types(one: Asked, path: URIRef) -> Said:
    """A class of those listed; of what has no type nobody knows."""
    shapes = one.shapes
    named = (typed(name, shapes.vocabulary, shapes.names) for name in one.constraint.texts("types"))
    untyped = shapes.node(property=shapes.node(path=OWN.type, maxCount=0))
    yield {"path": path, "or": [untyped, *(shapes.node(**{"class": sort}) for sort in named)]}


def _value_type(one: Asked) -> Said:
    if one.prop.datatype == "entity":
        yield from _types(one, said(one.prop.name, one.shapes.names))


def _subject_type(one: Asked) -> Said:
    yield from _types(one, OWN.subject)


def _requires_claim(one: Asked) -> Said:
    """Some claim of the subject is of the other property, or has one of its values."""
    yield from _required(one, (OWN.subject, one.shapes.back(OWN.subject)))


def _value_requires_claim(one: Asked) -> Said:
    if one.prop.datatype == "entity":
        yield from _required(one, (said(one.prop.name, one.shapes.names), one.shapes.back(OWN.subject)))


def _required(one: Asked, way: tuple[Node, ...]) -> Said:
    """Something at the end of a way has a claim of the other property, or one of its values."""
    shapes = one.shapes
    other = shapes.vocabulary.properties[one.constraint.text("property")]
    if not one.constraint.texts("values"):
        yield {"path": shapes.listed((*way, RDF.type)), "hasValue": claims_of(other.name, shapes.names)}
    elif values := _values(one, other):
        path = shapes.listed((*way, said(other.name, shapes.names)))
        yield {"path": path, "qualifiedValueShape": shapes.node(**{"in": values}), "qualifiedMinCount": 1}


def _conflicts_with(one: Asked) -> Said:
    """Where neither changes, so that they always meet in time."""
    other = one.shapes.vocabulary.properties[one.constraint.text("property")]
    if one.prop.kind not in NEVER_CHANGES or other.kind not in NEVER_CHANGES:
        return
    if not one.constraint.texts("values"):
        of_other = one.shapes.node(hasValue=claims_of(other.name, one.shapes.names))
        path = one.shapes.of_subject(RDF.type)
        yield {"path": path, "qualifiedValueShape": of_other, "qualifiedMaxCount": 0}
    elif values := _values(one, other):
        path = one.shapes.of_subject(said(other.name, one.shapes.names))
        yield {"path": path, "qualifiedValueShape": one.shapes.node(**{"in": values}), "qualifiedMaxCount": 0}


def _distinct_values(one: Asked) -> Said:
    """Of what never changes, one subject for each name."""
    if one.prop.kind in NEVER_CHANGES and one.prop.datatype in OF_NAMES:
        own = said(one.prop.name, one.shapes.names)
        yield {"path": one.shapes.listed((own, one.shapes.back(own), OWN.subject)), "maxCount": 1}


def _single_value(one: Asked) -> Said:
    """Of what never changes, one name for each subject; an entity and its part would be one value."""
    entries = one.shapes.vocabulary.entities.values()
    nested = one.prop.datatype == "entity" and any(entry.part_of or entry.overlaps for entry in entries)
    if one.prop.kind in NEVER_CHANGES and one.prop.datatype in OF_NAMES and not nested:
        yield {"path": one.shapes.of_subject(said(one.prop.name, one.shapes.names)), "maxCount": 1}


def _mandatory_qualifier(one: Asked) -> Said:
    for name in one.constraint.texts("qualifiers"):
        if name == TIME:
            yield {"path": one.shapes.node(alternativePath=[OWN.as_of, OWN.during]), "minCount": 1}
        else:
            is_own = name in ("definition", "as_of", "during", "said_by")
            yield {"path": OWN[name] if is_own else scoped(name, one.shapes.names), "minCount": 1}


SHAPES: Mapping[str, Callable[[Asked], Said]] = {
    "value-range": _value_range,
    "one-of": _one_of,
    "none-of": _none_of,
    "value-format": _value_format,
    "value-type": _value_type,
    "subject-type": _subject_type,
    "requires-claim": _requires_claim,
    "value-requires-claim": _value_requires_claim,
    "conflicts-with": _conflicts_with,
    "distinct-values": _distinct_values,
    "single-value": _single_value,
    "mandatory-qualifier": _mandatory_qualifier,
}
