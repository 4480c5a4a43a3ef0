"""What every reconciler is made of, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from checker.literals.boxes import fold
from checker.model.box import Box, Key, Unlisted
from checker.model.claim import Document
from checker.model.finding import Conflict, Explanation, Reason
from checker.model.groups import grouped, reached
from checker.model.vocabulary import Property, Vocabulary
from checker.rules.rule import Example

NoExample: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Context:
    """What else the corpus says: the vocabulary, all documents by id, and all boxes by subject and property.

    `wider` is the context of which this one is a part, with the same vocabulary and all documents. `unlisted`: by the
    name of a box that stands for them, claims that say the same and have no box. `copies`: by the name of a document,
    what its source shares with those that copy it, or that it copies.
    """

    vocabulary: Vocabulary
    documents: Mapping[str, Document] = field(default_factory=dict)
    boxes: Mapping[tuple[str, str], Sequence[Box]] = field(default_factory=dict)
    wider: Context | None = None
    unlisted: Mapping[str, Unlisted] = field(default_factory=dict)
    copies: Mapping[str, Sequence[str]] = field(default_factory=dict)

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

    def property_of(self, box: Box) -> Property:
        """The declared property of a box; for an end of an interval that of the interval."""
        return self.vocabulary.properties[box.claim.property]


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
