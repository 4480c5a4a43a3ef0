"""The pairs of a large block that may be open, found by the kernel without a look at every pair.

Two claims that differ are open unless a reason explains it. Time and precision are left to the kernel; claims that
scope, definition, attribution or a name part from each other, whatever their values, never meet there. So claims are
put into profiles, all of which are alike in that; each profile is screened by itself and against each other one that
it can oppose. Both sides of an open pair come out of that as claims that have an opponent.

Why numpy only here: a corpus without large blocks never loads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Literal, get_args

import numpy as np

from checker.literals.boxes import fold
from checker.literals.dates.days import DAYS_PER_YEAR
from checker.model.box import Box, Scope
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Vocabulary
from checker.screening.columns import Columns, allowance, columns, high_end, low_end
from checker.screening.kernel import NONE, opponents, screen, survivors
from checker.screening.screens import AT_ONE_TIME, CHANGE_RATE, DENIAL, Screen

MOST_ROWS = 3_000_000
"""Rows that the kernel gets for one block, each profile counted once for each that it may oppose: some five seconds."""

MOST_DENIALS = 40_000
"""Pairs of a denial and an assertion that are looked at in one block."""

Reading = Literal["possible", "plausible"]
READINGS: tuple[Reading, ...] = get_args(Reading)
Place = int
"""The number of a box in its block."""


class TooVaried(Exception):
    """The claims of a block fall into too many kinds to be held against each other."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What parts claims whatever their values: claims of one profile are alike in it."""

    scope: Scope
    property: str
    definition: str
    speaker: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Pairs that may be open. `met` is 0 where no other pair can be; else it counts the claims that may be open, and
    the pairs show each of them with its worst opponents only.
    """

    pairs: tuple[tuple[Place, Place], ...]
    met: int = 0


@dataclass(frozen=True, slots=True)
class Sides:
    """The boxes of a block by what parts them: assertions of single-valued properties by profile, and denials."""

    boxes: Sequence[Box]
    vocabulary: Vocabulary
    profiles: Mapping[Profile, Sequence[Place]]
    denied: Sequence[Place]

    @property
    def fixed(self) -> bool:
        """Some property never changes, so that time explains nothing."""
        return not all(self.vocabulary.properties[box.claim.property].changes for box in self.boxes)


def open_pairs(boxes: Sequence[Box], vocabulary: Vocabulary, screens: Sequence[Screen], most: int) -> Open:
    """All pairs of the claims that may be open to another one under the screens, up to `most` such claims; beyond them
    the worst pairs.

    Raises `TooVaried` where that takes too long, and where a worst opponent may hide one that is graver.
    """
    if any(_hangs_on_more(box, vocabulary) for box in boxes):
        raise TooVaried
    sides = _sides_of(boxes, vocabulary)
    every = {pair for screen in screens if screen in EVERY for pair in EVERY[screen](sides)}
    worst = {pair for screen in screens if screen in WORST for pair in WORST[screen](sides)}
    met = sorted({place for pair in worst for place in pair})
    if len(met) <= most:
        worst = {(a, b) for a, b in combinations(met, 2) if boxes[a].key.scope == boxes[b].key.scope}
        return Open(_ordered(worst | every, boxes))
    if not sides.fixed and not _sure([boxes[place] for place in met]):
        raise TooVaried
    return Open(_ordered(worst | every, boxes), len(met))


def _sides_of(boxes: Sequence[Box], vocabulary: Vocabulary) -> Sides:
    profiles: dict[Profile, list[Place]] = {}
    denied: list[Place] = []
    for place, box in enumerate(boxes):
        if box.claim.deprecated:
            continue
        if box.claim.denies:
            denied.append(place)
        elif not vocabulary.properties[box.claim.property].many:
            profiles.setdefault(_profile(box), []).append(place)
    return Sides(boxes, vocabulary, profiles, denied)


def _ordered(pairs: set[tuple[Place, Place]], boxes: Sequence[Box]) -> tuple[tuple[Place, Place], ...]:
    return tuple(sorted((a, b) for a, b in pairs if boxes[a].claim is not boxes[b].claim))


def _sure(boxes: Sequence[Box]) -> bool:
    """Whoever shares a day with another one speaks of the same moment: of two opponents the worse is never milder."""
    extents = {box.time.extent for box in boxes}
    if any(extent.lo is None for extent in extents):
        return False
    ordered = sorted(extents, key=lambda extent: Fraction(extent.lo or 0))
    return all(one.below(other) for one, other in pairwise(ordered))


def _hangs_on_more(box: Box, vocabulary: Vocabulary) -> bool:
    """Whether an editions' order, or how other claims date a sense of an event, may explain what a claim differs in."""
    senses = box.datatype == "date" and any(p.is_a == box.key.property for p in vocabulary.properties.values())
    return senses or bool(box.claim.document.revises)


def _profile(box: Box) -> Profile:
    names = box.value.names if isinstance(box.value, Term) else ()
    definition = fold(box.claim.definition) if box.claim.definition else ""
    return Profile(box.key.scope, box.key.property, definition, box.claim.said_by, names)


def _can_oppose(one: Profile, other: Profile, vocabulary: Vocabulary) -> bool:
    if one.definition and other.definition and one.definition != other.definition:
        return False
    if one.speaker and other.speaker and one.speaker != other.speaker:
        return False
    nested = bool(one.names) and bool(other.names) and (one.names[0] in other.names or other.names[0] in one.names)
    related = (
        one.property == other.property
        or one.property in vocabulary.senses(other.property)
        or other.property in vocabulary.senses(one.property)
    )
    return related and not nested


def _denials(sides: Sides) -> Iterator[tuple[Place, Place]]:
    """Each denial with every assertion of its scope."""
    boxes = sides.boxes
    if len(sides.denied) * len(boxes) > MOST_DENIALS:
        raise TooVaried
    for one in sides.denied:
        for other, box in enumerate(boxes):
            if not box.claim.denies and box.key.scope == boxes[one].key.scope:
                yield min(one, other), max(one, other)


def _at_one_time(sides: Sides) -> Iterator[tuple[Place, Place]]:
    """Each claim with its worst opponents of a day that both may speak of; of any day where nothing may change."""
    rate = 0.0 if sides.fixed else np.inf
    for reading in READINGS:
        yield from _between(sides.boxes, sides.profiles, sides.vocabulary, reading, rate)


def _between(
    boxes: Sequence[Box],
    profiles: Mapping[Profile, Sequence[Place]],
    vocabulary: Vocabulary,
    reading: Reading,
    rate: float,
) -> set[tuple[Place, Place]]:
    """Each claim with its worst opponent in its own profile and in each other one."""
    alone = [members for profile, members in profiles.items() if not profile.names and len(members) > 1]
    found = _worst(_columns(boxes, alone, reading, rate), alone)
    pairs = _opposing(profiles, vocabulary)
    both = [[*profiles[one], *profiles[other]] for one, other in pairs]
    if sum(map(len, both)) > MOST_ROWS:
        raise TooVaried
    label = np.array([side for one, other in pairs for side in _sides(profiles[one], profiles[other])], dtype=np.int64)
    return found | _worst(_columns(boxes, both, reading, rate, label), both, label)


def _opposing(profiles: Mapping[Profile, Sequence[Place]], vocabulary: Vocabulary) -> list[tuple[Profile, Profile]]:
    by_scope: dict[Scope, list[Profile]] = {}
    for profile in profiles:
        by_scope.setdefault(profile.scope, []).append(profile)
    found: list[tuple[Profile, Profile]] = []
    for alike in by_scope.values():
        for one, other in combinations(alike, 2):
            if _can_oppose(one, other, vocabulary):
                found.append((one, other))
                if len(found) > MOST_ROWS // 100:
                    raise TooVaried
    return found


def _sides(one: Sequence[Place], other: Sequence[Place]) -> list[int]:
    return [0] * len(one) + [1] * len(other)


def _columns(
    boxes: Sequence[Box],
    groups: Sequence[Sequence[Place]],
    reading: Reading,
    rate: float,
    label: np.ndarray | None = None,
) -> Columns:
    """The boxes of each group as rows with one key. A name is 0, or 1 on the second side of two profiles."""
    places = [place for group in groups for place in group]
    key = [number for number, group in enumerate(groups) for _ in group]
    lo, hi = [], []
    for row, place in enumerate(places):
        value = boxes[place].value
        if isinstance(value, Bounds):
            interval = getattr(value, reading)
            # an end that is left out lies just inside: ranges that only touch there share nothing
            lo.append(np.nextafter(low_end(interval.lo), np.inf) if interval.lo_open else low_end(interval.lo))
            hi.append(np.nextafter(high_end(interval.hi), -np.inf) if interval.hi_open else high_end(interval.hi))
        else:
            side = 0.0 if label is None else float(label[row])
            lo.append(side)
            hi.append(side)
    times = [boxes[place].time.extent for place in places]
    t0 = [-np.inf if time.lo is None else float(time.lo) for time in times]
    t1 = [np.inf if time.hi is None else float(time.hi) for time in times]
    return columns(range(len(places)), key, lo=lo, hi=hi, t0=t0, t1=t1, rate=rate)


def _worst(
    rows: Columns, groups: Sequence[Sequence[Place]], label: np.ndarray | None = None
) -> set[tuple[Place, Place]]:
    """The pairs of places in which a row meets its worst opponent, with another label where there are labels."""
    places = [place for group in groups for place in group]
    if label is None:
        met = enumerate(screen(rows).worst.tolist())
    else:
        left = survivors(rows)
        best = opponents(left, label[left.row]).row
        met = zip(left.row.tolist(), np.where(best == NONE, NONE, left.row[best]).tolist(), strict=True)
    pairs = ((places[row], places[other]) for row, other in met if other != NONE)
    return {(min(pair), max(pair)) for pair in pairs}


def _changing_fast(sides: Sides) -> Iterator[tuple[Place, Place]]:
    """Claims of one key that lie farther apart than their property may change in the time between them."""
    by_key: dict[tuple[Scope, str], list[Place]] = {}
    for profile, members in sides.profiles.items():
        by_key.setdefault((profile.scope, profile.property), []).extend(members)
    for (_, name), members in by_key.items():
        prop = sides.vocabulary.properties.get(name)
        if prop and prop.change and prop.changes and len(members) > 1:
            values = [sides.boxes[place].value for place in members]
            pace = prop.change.amount / DAYS_PER_YEAR
            if prop.change.relative:
                pace *= _smallest([value for value in values if isinstance(value, Bounds)])
            yield from _worst(_columns(sides.boxes, [members], "possible", allowance(pace, 0.0, 0.0)), [members])


def _smallest(values: Sequence[Bounds]) -> Fraction:
    """The least magnitude that any of the values may have at the most: a share of it is the least that is allowed."""
    sizes = [
        max(abs(Fraction(value.possible.lo)), abs(Fraction(value.possible.hi)))
        for value in values
        if value.possible.lo is not None and value.possible.hi is not None
    ]
    return min(sizes, default=Fraction(0))


PairScreen = Callable[[Sides], Iterable[tuple[Place, Place]]]
WORST: Mapping[Screen, PairScreen] = {AT_ONE_TIME: _at_one_time, CHANGE_RATE: _changing_fast}
"""Each claim that may be open with its worst opponents: whoever may be open is among them."""
EVERY: Mapping[Screen, PairScreen] = {DENIAL: _denials}
"""All pairs that may be open."""
