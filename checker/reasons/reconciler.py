"""What every reconciler is made of, and what it may look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from checker.literals.boxes import fold
from checker.model.box import Box, Key, Unlisted
from checker.model.claim import Document
from checker.model.finding import Conflict, Explanation, Reason
from checker.model.groups import grouped, reached
from checker.model.interval import Interval
from checker.model.value import Term
from checker.model.vocabulary import Property, Vocabulary
from checker.rules.rule import Example
from checker.screening.blocks import ALL_PAIRS

Value = tuple[str, ...] | tuple[Interval, Interval, Interval]
NoExample: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Context:
    """What else the corpus says: the vocabulary, all documents by id, and all boxes by subject and property.

    `wider` is the context of which this one is a part, with the same vocabulary and all documents. `unlisted`: by the
    name of a box that stands for them, claims that say the same and have no box. `copies`: by the name of a document,
    what its source shares with those that copy it, or that it copies. `partly_read`: subjects and most general
    properties with more claims than are compared pair by pair, of which not all are there.
    """

    vocabulary: Vocabulary
    documents: Mapping[str, Document] = field(default_factory=dict)
    boxes: Mapping[tuple[str, str], Sequence[Box]] = field(default_factory=dict)
    wider: Context | None = None
    unlisted: Mapping[str, Unlisted] = field(default_factory=dict)
    copies: Mapping[str, Sequence[str]] = field(default_factory=dict)
    partly_read: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def named(self) -> Mapping[str, Sequence[str]]:
        """The entities that go by a name, by that name as `fold` leaves it."""
        if self.wider:
            return self.wider.named
        entities: dict[str, list[str]] = {}
        for entity in self.vocabulary.entities.values():
            for name in {fold(name) for name in (entity.label, *entity.also)}:
                entities.setdefault(name, []).append(entity.name)
        return entities

    @cached_property
    def revised(self) -> Mapping[str, frozenset[str]]:
        """The documents that each later edition replaces, directly or by way of others."""
        if self.wider:
            return self.wider.revised
        links = {document.id: document.revises for document in self.documents.values() if document.revises}
        return {name: frozenset(reached(name, links)) for name in links}

    @cached_property
    def of_later_editions(self) -> Mapping[Key, Sequence[Box]]:
        """The boxes of each key that documents have which revise others, in their order."""
        every = (box for boxes in self.boxes.values() for box in boxes if box.claim.document.id in self.revised)
        return grouped(every, lambda box: box.key)

    @cached_property
    def asserted(self) -> Mapping[tuple[Key, str, Value], Sequence[Box]]:
        """The boxes of what documents assert in their own words, by key, end of an interval and value."""
        every = (box for boxes in self.boxes.values() for box in boxes if in_own_words(box))
        return grouped(every, lambda box: (box.key, box.facet, value_of(box)))

    @cached_property
    def large_blocks(self) -> frozenset[tuple[str, str]]:
        """Subjects and most general properties of which not all claims are here, or not each meets each other one."""
        every = [box for boxes in self.boxes.values() for box in boxes]
        sizes = Counter((box.key.subject, box.root) for box in every)
        standing = {(box.key.subject, box.root) for box in every if box.name in self.unlisted}
        return frozenset(block for block, size in sizes.items() if size > ALL_PAIRS) | standing | self.partly_read

    def property_of(self, box: Box) -> Property:
        """The declared property of a box; for an end of an interval that of the interval."""
        return self.vocabulary.properties[box.claim.property]


def in_own_words(box: Box) -> bool:
    """A document asserts it itself, and does not withdraw it."""
    return not (box.claim.denies or box.claim.deprecated or box.claim.said_by)


def value_of(box: Box) -> Value:
    """The value in all its readings, whatever allowance made them."""
    value = box.value
    return value.names if isinstance(value, Term) else (value.literal, value.plausible, value.possible)


@dataclass(frozen=True, slots=True)
class Reconciler:
    """One innocent reason for a conflict. The outcome of an example is the status of the reason.

    `explain` judges a pair, a group of claims, and a set that relations tie (`joint`); `None`: it has nothing to say on
    such a conflict.
    """

    reason: Reason
    doc: str
    explain: Callable[[Conflict, Context], Explanation | None]
    examples: tuple[Example, ...] = NoExample

    @property
    def title(self) -> str:
        return self.doc.strip().splitlines()[0]
