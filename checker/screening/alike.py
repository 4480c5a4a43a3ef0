"""Claims that say the same, as far as any rule on pairs or any reason can tell: one of each sort stands for all of it.

Why: twenty thousand claims of one key that hold three positions make three pairs that differ, not millions.
Quiet: where an editions' order, or how other claims date a sense of an event, may explain what a claim differs in:
there each claim stands for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.literals.boxes import fold
from checker.model.box import Box
from checker.model.groups import grouped
from checker.model.vocabulary import Vocabulary

Alike = tuple[Box, ...]
"""Boxes that say the same, the first of which stands for them."""


def alike(boxes: Sequence[Box], vocabulary: Vocabulary) -> tuple[Alike, ...]:
    """The boxes of one subject and general property by what they say, in the order of the first of each sort."""
    if any(depends_on_others(box, vocabulary) for box in boxes):
        return tuple((box,) for box in boxes)
    said = [(box, _said(box)) for box in boxes]
    alone = _speaking_of_one_moment(said)
    voices = _Voices(boxes, vocabulary)
    return tuple(
        tuple(box for box, _ in members)
        for members in grouped(said, lambda pair: (pair[1], alone.get(id(pair[0]), ""), voices.of(pair[0]))).values()
    )


def depends_on_others(box: Box, vocabulary: Vocabulary) -> bool:
    """Whether an editions' order, or how other claims date a sense of an event, may explain what a claim differs in."""
    senses = box.datatype == "date" and any(p.is_a == box.key.property for p in vocabulary.properties.values())
    return senses or bool(box.claim.document.revises)


def _said(box: Box) -> tuple:
    """What a claim says of which time, whoever says it, in whatever words."""
    claim = box.claim
    order = claim.value if box.datatype == "rank" else ""
    # the words of a time, and whose date it is, tell nothing that its days do not
    time = replace(box.time, text="", said_in="") if box.time.text or box.time.said_in else box.time
    said = (claim.property, box.key, box.facet, box.value, order, claim.denies)
    return (*said, time, box.time.stated, claim.deprecated, claim.definition, claim.said_by)


def _speaking_of_one_moment(said: Sequence[tuple[Box, tuple]]) -> dict[int, str]:
    """The boxes, by their identity, of documents that say several things without a time: what one document says speaks
    of one moment, so that they part from each other more surely than from what others say.
    """
    silent = [(box, content) for box, content in said if not box.time.stated]
    by_document = grouped(silent, lambda pair: (pair[0].claim.document.id, pair[0].facet))
    several = (members for members in by_document.values() if len({content for _, content in members}) > 1)
    return {id(box): box.claim.document.id for members in several for box, _ in members}


class _Voices:
    """Who stands behind claims, where some of them report a speaker: a publisher that is an entity, and a document that
    may say itself what it reports.
    """

    def __init__(self, boxes: Sequence[Box], vocabulary: Vocabulary) -> None:
        self.reported = any(box.claim.said_by for box in boxes)
        entities = vocabulary.entities.values() if self.reported else ()
        self.entities = {fold(name) for entity in entities for name in (entity.label, *entity.also)}
        self.own = {box.claim.document.id for box in boxes if not box.claim.said_by} if self.reported else set()

    def of(self, box: Box) -> tuple[str, str]:
        if not self.reported:
            return "", ""
        document = box.claim.document
        publisher = fold(document.publisher)
        itself = document.id if box.claim.said_by and document.id in self.own else ""
        return publisher if publisher in self.entities else "", itself
