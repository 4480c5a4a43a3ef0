"""All that the claims say, found by subject and property."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from checker.model.box import Box
from checker.model.vocabulary import Constraint, Property, Vocabulary


@dataclass(frozen=True, slots=True)
class World:
    """Boxes by subject and property, and by property alone, older documents first.

    A box is found by its own property, by each more general sense of it, and, as the end of an interval, by the
    interval's property too. `now` is the number of the day that counts as today. `only`: of large tables, the claims
    that each constraint is held against, by its path; the others are there for what is said of these.
    """

    vocabulary: Vocabulary
    now: int
    by_subject: Mapping[tuple[str, str], tuple[Box, ...]] = field(default_factory=dict)
    by_property: Mapping[str, tuple[Box, ...]] = field(default_factory=dict)
    only: Mapping[str, Collection[str]] = field(default_factory=dict)

    def property_of(self, constraint: Constraint) -> Property:
        return self.vocabulary.properties[constraint.property]

    def asserted(self, subject: str, property: str) -> tuple[Box, ...]:
        """What is claimed of a subject, without denials and what is deprecated."""
        found = self.by_subject.get((subject, property), ())
        return tuple(box for box in found if not box.claim.denies and not box.claim.deprecated)

    def denied(self, subject: str, property: str) -> tuple[Box, ...]:
        found = self.by_subject.get((subject, property), ())
        return tuple(box for box in found if box.claim.denies and not box.claim.deprecated)


def view(
    boxes: Iterable[Box], vocabulary: Vocabulary, now: int, only: Mapping[str, Collection[str]] | None = None
) -> World:
    """The world of a corpus; empty where no property declares a constraint, as nobody will look at it."""
    if not any(prop.constraints for prop in vocabulary.properties.values()):
        return World(vocabulary, now)
    by_subject: dict[tuple[str, str], list[Box]] = {}
    by_property: dict[str, list[Box]] = {}
    senses: dict[tuple[str, str], tuple[str, ...]] = {}
    for box in sorted(boxes, key=lambda box: (box.claim.document.published, box.ref, box.facet)):
        own = (box.key.property, box.claim.property)
        if own not in senses:
            senses[own] = tuple(dict.fromkeys(_names(own, vocabulary)))
        for name in senses[own]:
            by_subject.setdefault((box.key.subject, name), []).append(box)
            by_property.setdefault(name, []).append(box)
    return World(
        vocabulary,
        now,
        {name: tuple(found) for name, found in by_subject.items()},
        {name: tuple(found) for name, found in by_property.items()},
        only or {},
    )


def _names(properties: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    for name in properties:
        yield name
        yield from vocabulary.senses(name)
