"""The pairs of a large block that may be open, found by the kernel without a look at every pair.

Two claims that differ are open unless a reason explains it. Time and precision are left to the kernel; claims that
scope, definition, attribution or a name part from each other, whatever their values, never meet there. So claims are
put into profiles, all of which are alike in that; each profile is screened by itself and against each other one that
it can oppose. Both sides of an open pair come out of that as claims that have an opponent.

"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Literal, get_args

from checker.literals.boxes import order_of_places
from checker.literals.dates.days import DAYS_PER_YEAR
from checker.literals.definitions import counts_at_least, defined_as
from checker.model.box import Box, Scope
from checker.model.groups import grouped
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Vocabulary
from checker.screening.alike import depends_on_others
from checker.screening.ends import allowance, day_ends, value_ends
from checker.screening.plain import NONE, FloatBox, TooVaried, worst_opponents
from checker.screening.scopes import limiting
from checker.screening.screens import AT_ONE_TIME, CHANGE_RATE, DENIAL, Screen

MOST_ROWS = 3_000_000
"""Rows that the kernel gets for one block, each profile counted once for each that it may oppose: some five seconds."""

MOST_DENIALS = 40_000
"""Pairs of a denial and an assertion that are looked at in one block."""

RangeReading = Literal["possible", "plausible"]
READINGS: tuple[RangeReading, ...] = get_args(RangeReading)
Index = int
"""The index of a box in its block."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What parts claims whatever their values: claims of one profile are alike in it. `order`: that in which ranks are
    places, where they name one. `timed`: they state their time, or need none.
    """

    scope: Scope
    property: str
    definition: str
    speaker: str
    names: tuple[str, ...]
    order: str
    timed: bool


@dataclass(frozen=True, slots=True)
class OpenPairs:
    """Pairs that may be open. `claims` is 0 where no other pair can be; else it counts the claims that may be open, and
    the pairs show each of them with its worst opponents only.
    """

    pairs: tuple[tuple[Index, Index], ...]
    claims: int = 0


@dataclass(frozen=True, slots=True)
class ProfiledBlock:
    """The boxes of a block by what parts them: assertions of single-valued properties by profile, and denials."""

    boxes: Sequence[Box]
    vocabulary: Vocabulary
    profiles: Mapping[Profile, Sequence[Index]]
    denials: Sequence[Index]

    def scope(self, index: Index) -> Scope:
        """The scope of a box, without members that may limit nothing."""
        key = self.boxes[index].key
        return limiting(key.scope, key.subject, self.vocabulary)

    @property
    def fixed(self) -> bool:
        """Some property never changes, so that time explains nothing."""
        return not all(self.vocabulary.properties[box.claim.property].changes for box in self.boxes)

    @property
    def ordered(self) -> bool:
        """By some definitions a property is at least what it is by others: to lie far above is no conflict then, and
        may hide one.
        """
        properties = {profile.property for profile in self.profiles} & self.vocabulary.properties.keys()
        return any(one.at_least for name in properties for one in self.vocabulary.properties[name].definitions)


def open_pairs(boxes: Sequence[Box], vocabulary: Vocabulary, screens: Sequence[Screen], most: int) -> OpenPairs:
    """All pairs of the claims that may be open to another one under the screens, up to `most` such claims; beyond them
    the worst pairs.

    Raises `TooVaried` where that takes too long, and where a worst opponent may hide one that is graver.
    """
    if any(depends_on_others(box, vocabulary) for box in boxes):
        raise TooVaried
    block = _profiled(boxes, vocabulary)
    every = {pair for screen in screens if screen in EVERY for pair in EVERY[screen](block)}
    worst = {pair for screen in screens if screen in WORST for pair in WORST[screen](block)}
    open_boxes = sorted({index for pair in worst for index in pair})
    if len(open_boxes) <= most:
        worst = {(a, b) for a, b in combinations(open_boxes, 2) if block.scope(a) == block.scope(b)}
        return OpenPairs(_ordered(worst | every, boxes))
    if block.ordered or not (block.fixed or _of_distinct_moments([boxes[index] for index in open_boxes])):
        raise TooVaried
    return OpenPairs(_ordered(worst | every, boxes), len(open_boxes))


def _profiled(boxes: Sequence[Box], vocabulary: Vocabulary) -> ProfiledBlock:
    profiles: dict[Profile, list[Index]] = {}
    denials: list[Index] = []
    for index, box in enumerate(boxes):
        if box.claim.deprecated:
            continue
        if box.claim.denies:
            denials.append(index)
        elif not vocabulary.properties[box.claim.property].many:
            profiles.setdefault(_profile(box, vocabulary), []).append(index)
    return ProfiledBlock(boxes, vocabulary, profiles, denials)


def _ordered(pairs: set[tuple[Index, Index]], boxes: Sequence[Box]) -> tuple[tuple[Index, Index], ...]:
    return tuple(sorted((a, b) for a, b in pairs if boxes[a].claim is not boxes[b].claim))


def _of_distinct_moments(boxes: Sequence[Box]) -> bool:
    """Whoever states a time and shares a day with another one that does speaks of the same moment, and of those that
    state none each is of a document of its own: of two opponents of one profile the worse is never milder.
    """
    extents = {box.time.extent for box in boxes if box.time.stated}
    if any(extent.lo is None for extent in extents):
        return False
    silent = [(box.time.said_in, box.key, box.facet) for box in boxes if not box.time.stated]
    if len(set(silent)) < len(silent):
        return False
    ordered = sorted(extents, key=lambda extent: Fraction(extent.lo or 0))
    return all(earlier.below(later) for earlier, later in pairwise(ordered))


def _profile(box: Box, vocabulary: Vocabulary) -> Profile:
    names = box.value.names if isinstance(box.value, Term) else ()
    if isinstance(box.value, Term) and box.value.members:  # a part of a list may oppose it
        names = (f"{box.value.name}{' (complete)' if box.value.complete else ''}",)
    definition = defined_as(box.claim, vocabulary)
    scope = limiting(box.key.scope, box.key.subject, vocabulary)
    return Profile(scope, box.key.property, definition, box.claim.said_by, names, order_of_places(box), box.time.stated)


def _can_oppose(a: Profile, b: Profile, vocabulary: Vocabulary) -> bool:
    if a.definition and b.definition and a.definition != b.definition and not _one_counts_more(a, b, vocabulary):
        return False
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return False
    nested = bool(a.names) and bool(b.names) and (a.names[0] in b.names or b.names[0] in a.names)
    return vocabulary.share_a_sense(a.property, b.property) and not nested


def _one_counts_more(a: Profile, b: Profile, vocabulary: Vocabulary) -> bool:
    """By one of two definitions a property is at least what it is by the other."""
    if a.property != b.property:
        return False
    words = ((a.definition, b.definition), (b.definition, a.definition))
    return any(counts_at_least(wide, narrow, a.property, vocabulary) for wide, narrow in words)


def _denials(block: ProfiledBlock) -> Iterator[tuple[Index, Index]]:
    """Each denial with every assertion of its scope."""
    boxes = block.boxes
    if len(block.denials) * len(boxes) > MOST_DENIALS:
        raise TooVaried
    for denial in block.denials:
        for index, box in enumerate(boxes):
            if not box.claim.denies and block.scope(index) == block.scope(denial):
                yield min(denial, index), max(denial, index)


def _at_one_time(block: ProfiledBlock) -> Iterator[tuple[Index, Index]]:
    """Each claim with its worst opponents of a day that both may speak of, in its own profile and in each other one; of
    any day where nothing may change.
    """
    rate = 0.0 if block.fixed else math.inf
    alone: list[tuple[Profile, ...]] = [
        (profile,) for profile, members in block.profiles.items() if not profile.names and len(members) > 1
    ]
    pairs = _opposing(block)
    if sum(len(block.profiles[profile]) for pair in pairs for profile in pair) > MOST_ROWS:
        raise TooVaried
    limited = {p.name for p in block.vocabulary.properties.values() if p.change and p.datatype == "quantity"}
    for groups in (alone, pairs):
        for by_reach in (False, True):
            chosen = [group for group in groups if _silent(group, limited) == by_reach]
            members = [[index for profile in group for index in block.profiles[profile]] for group in chosen]
            labels = [label for group in chosen for label, profile in enumerate(group) for _ in block.profiles[profile]]
            second = labels if groups is pairs else None
            for reading in READINGS:
                yield from _worst(block.boxes, members, reading, rate, second, by_reach=by_reach)


def _silent(group: Sequence[Profile], limited: Set[str]) -> bool:
    """No claim of some profiles states a time, and no limit of change says what their documents' dates explain: what
    changes faster than that has a screen of its own. `limited`: properties that have such a limit.
    """
    return not any(profile.timed or profile.property in limited for profile in group)


def _opposing(block: ProfiledBlock) -> list[tuple[Profile, ...]]:
    """The pairs of profiles that can oppose each other."""
    pairs: list[tuple[Profile, ...]] = []
    for profiles in grouped(block.profiles, lambda profile: profile.scope).values():
        for a, b in combinations(profiles, 2):
            if _can_oppose(a, b, block.vocabulary):
                pairs.append((a, b))
                if len(pairs) > MOST_ROWS // 100:
                    raise TooVaried
    return pairs


def _worst(
    boxes: Sequence[Box],
    groups: Sequence[Sequence[Index]],
    reading: RangeReading,
    rate: float,
    label: Sequence[int] | None = None,
    *,
    by_reach: bool = False,
) -> set[tuple[Index, Index]]:
    """The pairs in which a box of a group meets its worst opponent, with another label where there are labels.

    A name is 0, or its label; so is a place, where the group has another order too. `by_reach`: boxes that state no
    time meet those that are near in time, too.
    """
    indices: list[Index] = []
    rows: list[FloatBox] = []
    for number, group in enumerate(groups):
        orders = {order_of_places(boxes[index]) for index in (group[0], group[-1])} - {""}
        for index in group:
            box = boxes[index]
            name = 0.0 if label is None else float(label[len(indices)])
            of_number = isinstance(box.value, Bounds) and len(orders) < 2
            ends = value_ends(getattr(box.value, reading)) if of_number else (name, name)
            days = day_ends(box.time.reach if by_reach else box.time.extent)
            indices.append(index)
            rows.append(FloatBox(number, *ends, *days))
    worst = enumerate(_opponents(rows, rate, label))
    pairs = ((indices[row], indices[opponent]) for row, opponent in worst if opponent != NONE)
    return {(min(pair), max(pair)) for pair in pairs}


def _opponents(rows: Sequence[FloatBox], rate: float, label: Sequence[int] | None) -> Sequence[int]:
    """The worst opponent of each row, by the kernel; without numpy by a look at every pair of a group."""
    try:
        import numpy as np
    except ImportError:
        return worst_opponents(rows, rate, label)

    from checker.screening.columns import box_columns
    from checker.screening.kernel import screen

    key, lo, hi, t0, t1 = np.array(rows, float).reshape(-1, 5).T
    columns = box_columns(range(len(rows)), key, lo=lo, hi=hi, t0=t0, t1=t1, rate=rate)
    return screen(columns, None if label is None else np.array(label, dtype=np.int64)).worst.tolist()


def _changing_fast(block: ProfiledBlock) -> Iterator[tuple[Index, Index]]:
    """Claims of one key that lie farther apart than their property may change in the time between them."""
    by_key: dict[tuple[Scope, str], list[Index]] = {}
    for profile, members in block.profiles.items():
        by_key.setdefault((profile.scope, profile.property), []).extend(members)
    for (_, name), members in by_key.items():
        prop = block.vocabulary.properties.get(name)
        if prop and prop.change and prop.changes and len(members) > 1:
            values = [block.boxes[index].value for index in members]
            pace = prop.change.amount / DAYS_PER_YEAR
            if prop.change.relative:
                pace *= _smallest([value for value in values if isinstance(value, Bounds)])
            yield from _worst(block.boxes, [members], "possible", allowance(pace, 0.0, 0.0))


def _smallest(values: Sequence[Bounds]) -> Fraction:
    """The least magnitude that any of the values may have at the most: a share of it is the least that is allowed."""
    sizes = [
        max(abs(Fraction(value.possible.lo)), abs(Fraction(value.possible.hi)))
        for value in values
        if value.possible.lo is not None and value.possible.hi is not None
    ]
    return min(sizes, default=Fraction(0))


PairScreen = Callable[[ProfiledBlock], Iterable[tuple[Index, Index]]]
WORST: Mapping[Screen, PairScreen] = {AT_ONE_TIME: _at_one_time, CHANGE_RATE: _changing_fast}
"""Each claim that may be open with its worst opponents: whoever may be open is among them."""
EVERY: Mapping[Screen, PairScreen] = {DENIAL: _denials}
"""All pairs that may be open."""
