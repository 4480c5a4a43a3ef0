"""Corpora as tables: for each source what it answers to each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from checker.literals.boxes import normalise
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import Entity, Property, Tolerance, Vocabulary
from checker.reasons.reconciler import Context
from checker.sources.copying import Copying, copying
from checker.sources.items import Answers, answers

Table = Mapping[str, Mapping[int, int]]
PLACE = Mark("")


def answers_of(table: Table, years: Mapping[str, int] | None = None) -> Answers:
    """The sources are documents of one publisher each, all of one day unless `years` tells."""
    exact = Tolerance(rounded=Fraction(0))
    questions = {question for given in table.values() for question in given}
    entities = {f"q{number}": Entity(f"q{number}", f"question {number}") for number in questions}
    vocabulary = Vocabulary(entities, {"height": Property("height", "height", "quantity", "constant", tolerance=exact)})
    documents = {
        name: Document(f"d-{name.lower()}", name, name, f"{(years or {}).get(name, 2020)}-05-01", PLACE)
        for name in table
    }
    claims = [
        Claim(f"c{question}", documents[name], "row", PLACE, f"q{question}", "height", str(value))
        for name, given in table.items()
        for question, value in given.items()
    ]
    boxes, faults = normalise(claims, vocabulary)
    assert not faults
    return answers(boxes, Context(vocabulary, {document.id: document for document in documents.values()}))


def copies_in(table: Table, years: Mapping[str, int] | None = None) -> dict[tuple[str, str], Copying]:
    asked = answers_of(table, years)
    name = [source.name for source in asked.sources]
    return {(name[link.pair[0]], name[link.pair[1]]): link for link in copying(asked)}


def right(*questions: int) -> dict[int, int]:
    """What is right: each question has its own answer."""
    return {question: 1000 + 7 * question for question in questions}


def wrong(*questions: int, way: int = 1) -> dict[int, int]:
    return {question: 5000 + 7 * question + way for question in questions}


def files_of(table: Table, **heads: Mapping) -> dict:
    """The same as claim files; `heads` adds fields to a document, or `draws_on` to all its claims."""
    questions: Sequence[int] = sorted({question for given in table.values() for question in given})
    files: dict = {
        "vocabulary": {
            "entities": {f"q{number}": {"label": f"question {number}"} for number in questions},
            "properties": {
                "height": {"label": "height", "datatype": "quantity", "kind": "constant", "exact": True},
            },
        }
    }
    for name, given in table.items():
        more = dict(heads.get(name, {}))
        draws = {"draws_on": more.pop("draws_on")} if "draws_on" in more else {}
        claims = [
            {"id": f"c{question}", "quote": f"row {question}", "subject": f"q{question}", "property": "height"}
            | {"value": str(value), "because": "a table's cell", **draws}
            for question, value in given.items()
        ]
        head = {"id": name.lower(), "title": f"{name} tables", "publisher": name, "published": "2020-05-01"}
        files[name.lower()] = {"document": {**head, "language": "en", **more}, "claims": claims}
    return files
