"""What is told of keys in sums becomes claims: one for each role, the first by name of those that may have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.literals.boxes import normalise
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.result import KeySums, OpposedKey
from checker.model.vocabulary import Vocabulary
from checker.scale.conflicting_keys import LargeKey
from checker.scale.scan.boxes import FACET_BITS
from checker.scale.trend import Course
from checker.screening.blocks import literal_keys


@dataclass(frozen=True, slots=True)
class Telling:
    """The courses of keys that are told in sums, and of large keys with opponents."""

    keys: tuple[Course, ...] = ()
    large: tuple[tuple[LargeKey, Course], ...] = ()

    def rows(self) -> frozenset[int]:
        """The rows of all claims that may be told."""
        courses = (*self.keys, *(course for _, course in self.large))
        told = (*(course.told for course in courses), *(key.worst for key, _ in self.large))
        return frozenset(claim >> FACET_BITS for claims in told for claim in claims)


@dataclass(frozen=True, slots=True)
class Told:
    """The claims that may be told, as boxes by their numbers."""

    boxes: Mapping[int, Box]
    vocabulary: Vocabulary

    def keys(self, telling: Telling) -> tuple[KeySums, ...]:
        return tuple(sums for course in telling.keys if (sums := self._sums(course, ())))

    def opposed(self, telling: Telling) -> tuple[OpposedKey, ...]:
        """The large keys in the order of their names."""
        found: list[OpposedKey] = []
        for key, course in telling.large:
            worst = tuple(self.boxes[claim] for claim in key.worst if claim in self.boxes)
            if sums := self._sums(course, worst):
                one = OpposedKey(sums, key.opposed, key.groups, key.judged, course.below, key.fast, worst)
                found.append(one)
        return tuple(sorted(found, key=lambda one: (one.sums.key, one.fast)))

    def _sums(self, course: Course, more: Sequence[Box]) -> KeySums | None:
        """Nothing where no claim can tell of what the key is."""
        ends, step = (
            (self._of(a), self._of(b)) for a, b in ((course.first, course.last), (course.before, course.after))
        )
        sides = (tuple(box for box in pair if box) for pair in (ends, step))
        told, steepest = (pair if len(pair) == 2 else () for pair in sides)
        box = next(iter((*told, *more)), None)
        if box is None:
            return None
        (key,) = literal_keys((box,), self.vocabulary)
        return KeySums(key, course.claims, course.times, course.apart, course.worded, told, steepest)

    def _of(self, claims: Sequence[int]) -> Box | None:
        found = [self.boxes[claim] for claim in claims if claim in self.boxes]
        return min(found, key=lambda box: (box.ref, box.facet), default=None)


def told(claims: Mapping[int, Claim], vocabulary: Vocabulary) -> Told:
    """What claims tell; they are given by the numbers of their rows."""
    row = {claim.ref: number for number, claim in claims.items()}
    boxes, _ = normalise(tuple(claims.values()), vocabulary)
    return Told({(row[box.ref] << FACET_BITS) | (box.facet == "end"): box for box in boxes}, vocabulary)
