"""Only what changed is read and judged again; the rest is recalled.

What is kept, and what it depends on besides the code: the draft of a claim file on its bytes and name; the boxes of a
document on what its claims say and on the vocabulary; the findings on a subject on what its claims say, on the
vocabulary and on the documents that its judges may look at. They are given nothing else to look at, so nothing else
can have a part in it. What reaches across subjects (constraints, agreement) is worked out in every run; joint
reasoning keeps its answers by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from itertools import groupby

from checker.kept.codec import encode
from checker.kept.store import Store, digest, recalled
from checker.model.box import Box
from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.finding import Finding
from checker.model.vocabulary import Vocabulary
from checker.normal.box import Normal, normalise
from checker.reconcile import Context
from checker.screen import by_subject

PLACES = frozenset(("mark", "marks", "published_mark", "document"))
"""Fields that say where something stands: that is no part of what it says. The document is told by itself."""

Judge = Callable[[tuple[Box, ...], Context], Iterable[Finding]]


def read_boxes(corpus: Corpus, store: Store | None) -> Normal:
    """The boxes of all claims and the faults of their literals, as `normalise` gives them."""
    words = _words(corpus.vocabulary) if store else ""
    boxes: list[Box] = []
    faults = []
    for _, group in groupby(corpus.claims, key=lambda claim: claim.document.id):
        claims = tuple(group)
        made, wrong = recalled(
            store,
            lambda claims=claims: ("boxes", words, *_said(claims)),
            Normal,
            {Claim: claims},
            lambda claims=claims: normalise(claims, corpus.vocabulary),
            lasting=lambda normal: not normal[1],  # a fault tells a place, which what is said does not hold
        )
        boxes += made
        faults += wrong
    return tuple(boxes), tuple(faults)


def judged(boxes: Iterable[Box], context: Context, store: Store | None, judge: Judge) -> list[Finding]:
    """The findings of all subjects; `judge` gives those of one, and sees no more of the corpus than concerns it."""
    words = _words(context.vocabulary) if store else ""
    revisions = {name: document for name, document in context.documents.items() if document.revises}
    found: list[Finding] = []
    for members in by_subject(boxes).values():
        claims = tuple(dict.fromkeys(box.claim for box in members))
        seen = {claim.document.id: claim.document for claim in claims} | revisions
        here = replace(context, documents=seen, boxes=by_property(members))
        found += recalled(
            store,
            lambda claims=claims, seen=seen: ("findings", words, *_said(claims), "seen", *map(_told, seen.values())),
            tuple[Finding, ...],
            {Claim: claims, Box: members},
            lambda members=members, here=here: tuple(judge(members, here)),
            lasting=lambda findings: all(finding.verdict != "unchecked" for finding in findings),
        )
    return found


def by_property(boxes: Iterable[Box]) -> Mapping[tuple[str, str], list[Box]]:
    """The boxes of each subject and property."""
    found: dict[tuple[str, str], list[Box]] = {}
    for box in boxes:
        found.setdefault((box.key.subject, box.key.property), []).append(box)
    return found


def _words(vocabulary: Vocabulary) -> str:
    return digest(json.dumps(encode(Vocabulary, vocabulary, {})))


def _said(claims: Iterable[Claim]) -> Iterable[str]:
    """What each claim says and who says it, wherever it stands."""
    documents: dict[int, str] = {}
    for claim in claims:
        own = documents.get(id(claim.document))
        if own is None:
            own = documents[id(claim.document)] = _told(claim.document)
        yield own
        yield _told(claim)


def _told(thing: Claim | Document) -> str:
    """Everything that a claim or a document says, as one text that no other one has."""
    names = CLAIM if isinstance(thing, Claim) else DOCUMENT
    return repr([getattr(thing, name) for name in names])


CLAIM = tuple(field.name for field in fields(Claim) if field.name not in PLACES)
DOCUMENT = tuple(field.name for field in fields(Document) if field.name not in PLACES)
