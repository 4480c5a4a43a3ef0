"""Results made of a few claims, without files."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from checker.literals.boxes import normalise
from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fault import Mark
from checker.model.finding import Finding
from checker.model.result import Coverage, Result
from checker.model.vocabulary import Entity, Property, Vocabulary
from tests.conftest import quote_of

PROPERTIES = (
    Property("output", "output", "quantity", "state", unit="MW"),
    Property("mass", "mass", "quantity", "constant", unit="kg"),
    Property("place", "place in the order", "rank", "constant"),
    Property("opened", "opening", "date", "event"),
    Property("closed", "closing", "date", "event", after=("opened",)),
    Property("reign", "reign", "interval", "event"),
    Property("owner", "owner", "text", "state"),
    Property("motto", "motto", "text", "constant"),
)
ENTITIES = ("thing", "other", "speaker", "north", "south")
VOCABULARY = Vocabulary(
    entities={name: Entity(name, f"the {name}") for name in ENTITIES},
    properties={prop.name: prop for prop in PROPERTIES},
    scopes={"place": "place"},
)

Given = Mapping[str, Any]
Make = Callable[[Iterable[Given]], Result]


def result_of(claims: Iterable[Given]) -> Result:
    """The result of claims, each in its document `doc` (by default one of its own), published in 2021 and later."""
    made: list[Claim] = []
    documents: dict[str, Document] = {}
    numbers = itertools.count(1)
    for fields in claims:
        given = dict(fields)
        number = next(numbers)
        name = given.pop("doc", f"document-{number}")
        published = given.pop("published", f"{2020 + len(documents) + 1}-01-01")
        document = documents.setdefault(name, Document(name, name.title(), "Publisher", published, Mark(name)))
        words = {"subject": "thing", "quote": quote_of(given), "id": f"claim-{number}", **given}
        made.append(Claim(document=document, mark=Mark(f"{name}.yaml"), **words))
    boxes, faults = normalise(made, VOCABULARY)
    assert not faults, faults
    corpus = Corpus(tuple(documents.values()), tuple(made), VOCABULARY)
    return Result(corpus, "2026-11-22", boxes, (), (), Coverage(len(made), 0, (), ()))


def finding_of(result: Result, verdict: Any, *refs: str, **more: Any) -> Finding:
    """A finding on all claims of a result, or on some."""
    claims = tuple(claim for claim in result.corpus.claims if not refs or claim.ref in refs)
    boxes = tuple(box for claim in claims for box in result.boxes if box.ref == claim.ref)
    return Finding("a-rule-1", "a-rule", verdict, claims, "thing.x", "they differ", "", boxes=boxes, **more)


@pytest.fixture
def make() -> Make:
    return result_of


@pytest.fixture
def finding() -> Callable[..., Finding]:
    return finding_of
