"""Which claims are worth comparing: those that share a subject and the most general sense of a property.

A block of n claims has n·(n−1)/2 pairs, without those whose scopes exclude each other: these have nothing to do with
one another. Up to `ALL_PAIRS` claims every pair is looked at. In a larger block one claim stands for all that say the
same. Where these are still too many, the screens that rules ask for find the claims that can have an opponent, and only
these meet each other, or, of very many, their worst opponents. Where that is not possible each claim meets its extreme
opponents (by value) and its neighbours (by time) only, and what was left out is counted as skipped, so that a report
can say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice, pairwise, product
from math import prod
from typing import TYPE_CHECKING

from checker.model.box import Box, Key, Scope
from checker.model.groups import grouped
from checker.model.value import Term
from checker.model.vocabulary import Vocabulary
from checker.screening.alike import Alike, alike
from checker.screening.scopes import Meeting, limiting, meeting, meeting_pairs
from checker.screening.screens import Screen

if TYPE_CHECKING:
    from checker.screening.large import OpenPairs

ALL_PAIRS = 200
"""Claims of one block up to which all pairs are looked at: 19,900 pairs take about a second to judge."""
MOST_PAIRS = 400_000
"""Pairs of all blocks of up to `ALL_PAIRS` claims together: two minutes, and a gigabyte of findings where all are open.
Tables have limits of their own.
"""
MOST_WORST = 20_000
"""Pairs that are looked at of one large block in which they may be open: some 6,000 claims with their worst opponents.
Source: 107,000 claims of one key that all part, in a file of 10 MB, made 340,000 findings and took over a gigabyte.
"""
BEST_SUPPORTED = 20
"""Of claims that fall into more sorts than that: sorts of several claims each that meet each other all the same."""


@dataclass(frozen=True, slots=True)
class Block:
    """The boxes of one subject and one general property, ordered.

    `meet` tells of two scopes whether they have something in common; `possible` counts the pairs of which they have.
    Of the pairs that are not looked at, themselves or by others that say the same, `closed` counts those that agree,
    that a reason explains, or whose claims are shown with worse opponents; `skipped` those of which nothing is known.
    """

    boxes: tuple[Box, ...]
    meet: Meeting
    pairs: tuple[tuple[Box, Box], ...]
    possible: int
    skipped: int = 0
    closed: int = 0

    def every_pair(self) -> Iterator[tuple[Box, Box]]:
        """All pairs of boxes, a claim's own two ends never with one another: for rules that no screen serves."""
        return _all_pairs(self.boxes, self.meet)


def by_subject(boxes: Iterable[Box]) -> Mapping[str, tuple[Box, ...]]:
    return _grouped(boxes, lambda box: box.key.subject)


def blocks(
    boxes: Iterable[Box],
    vocabulary: Vocabulary,
    screens: tuple[Screen, ...] = (),
    standing: Collection[str] = (),
    most: int = ALL_PAIRS,
) -> Iterator[Block]:
    """All blocks, each claim's own two ends never paired with one another.

    Large blocks are screened for what rules that ask for one of the screens would find open; without screens nothing is
    known of the pairs that are not looked at. `standing`: boxes, by their names, that stand for others that are not
    there; their blocks are large. Of blocks of more than `most` claims that are not large no pair is looked at.
    """
    meet = meeting(vocabulary)
    for members in _by_block(boxes).values():
        if not _large(members, standing) and len(members) > most:
            possible = meeting_pairs((box.key.scope for box in members), vocabulary)
            yield Block(members, meet, (), possible, skipped=possible)
        elif not _large(members, standing):
            pairs = tuple(_all_pairs(members, meet))
            yield Block(members, meet, pairs, len(pairs))
        elif screens:
            yield _screened(members, vocabulary, screens, meet)
        else:
            possible = meeting_pairs((box.key.scope for box in members), vocabulary)
            pairs = tuple(_some_pairs(members, meet))
            yield Block(members, meet, pairs, possible, skipped=possible - len(pairs))


def most_of_block(sizes: Iterable[int]) -> int:
    """The claims of a block up to which its pairs are looked at, by how many claims each block has: `ALL_PAIRS`, or
    fewer where all pairs would be more than `MOST_PAIRS`. Small blocks come first: of these there is most to learn.
    """
    room = MOST_PAIRS
    for size, blocks_of_size in sorted(Counter(size for size in sizes if size <= ALL_PAIRS).items()):
        room -= blocks_of_size * (size * (size - 1) // 2)
        if room < 0:
            return size - 1
    return ALL_PAIRS


def alike_in_large_blocks(
    boxes: Iterable[Box], vocabulary: Vocabulary, standing: Collection[str] = ()
) -> Iterator[tuple[Alike, ...]]:
    """The boxes of each large block by what they say; beyond `ALL_PAIRS` sorts not each meets each other one."""
    for members in _by_block(boxes).values():
        if _large(members, standing):
            yield alike(members, vocabulary)


def _by_block(boxes: Iterable[Box]) -> Mapping[tuple[str, str], tuple[Box, ...]]:
    return _grouped(boxes, lambda box: (box.key.subject, box.root))


def _large(boxes: Sequence[Box], standing: Collection[str]) -> bool:
    return len(boxes) > ALL_PAIRS or bool(standing and any(box.name in standing for box in boxes))


def _screened(boxes: tuple[Box, ...], vocabulary: Vocabulary, screens: tuple[Screen, ...], meet: Meeting) -> Block:
    """A large block: one claim of each sort meets the others, or those that screens find."""
    possible = meeting_pairs((box.key.scope for box in boxes), vocabulary)
    sorts = alike(boxes, vocabulary)
    heads = tuple(members[0] for members in sorts)
    screened = _open_pairs(heads, vocabulary, screens)
    pairs = dict.fromkeys(_shown(screened, sorts, meet) if screened else ())
    if len(sorts) <= ALL_PAIRS:
        pairs |= dict.fromkeys(_pairs_of(sorts, meet))
        return Block(boxes, meet, _each_in_order(pairs), possible)
    if screened is None:
        pairs = dict.fromkeys(_some_pairs(heads, meet))
    beyond = len(pairs) > MOST_WORST
    pairs = dict.fromkeys(islice(pairs, MOST_WORST))
    sort_of = {box.name: number for number, members in enumerate(sorts) for box in members}
    met = {frozenset((sort_of[a.name], sort_of[b.name])) for a, b in pairs}
    covered = sum(prod(len(sorts[number]) for number in two) for two in met if len(two) == 2)
    covered += sum(len(members) * (len(members) - 1) // 2 for members in sorts)
    left = max(0, possible - covered)
    unknown = screened is None or beyond
    return Block(boxes, meet, _each_in_order(pairs), possible, **{"skipped" if unknown else "closed": left})


def _each_in_order(pairs: Iterable[tuple[Box, Box]]) -> tuple[tuple[Box, Box], ...]:
    """Each pair as it came about, whatever sorts its boxes are of, and once."""
    return tuple(dict.fromkeys((b, a) if _order(b) < _order(a) else (a, b) for a, b in pairs))


def _shown(screened: OpenPairs, sorts: Sequence[Alike], meet: Meeting) -> Iterator[tuple[Box, Box]]:
    """The pairs that may be open: all of them where these claims are few, else one of each two sorts; of very many
    sorts the worst, those that most claims say with each other, and those next to each other in time, so that what is
    in dispute for one stretch of time shows as one.
    """
    involved = {number for pair in screened.pairs for number in pair}
    few = not screened.claims and sum(len(sorts[number]) for number in involved) <= ALL_PAIRS
    for one, other in screened.pairs:
        pairs = product(sorts[one], sorts[other]) if few else ((sorts[one][0], sorts[other][0]),)
        yield from (pair for pair in pairs if _comparable(*pair, meet))
    if screened.claims:
        several = sorted((members for members in sorts if len(members) > 1), key=len, reverse=True)
        yield from _pairs_of(several[:BEST_SUPPORTED], meet)
        yield from _next_in_time([sorts[number][0] for number in sorted(involved)], meet)


def _next_in_time(boxes: Sequence[Box], meet: Meeting) -> Iterator[tuple[Box, Box]]:
    order = {box.name: number for number, box in enumerate(boxes)}
    timed = [box for box in boxes if box.time.extent.lo is not None]
    for members in grouped(timed, lambda box: (box.key, box.facet)).values():
        members.sort(key=lambda box: (box.time.extent.lo, order[box.name]))
        for pair in pairwise(members):
            a, b = sorted(pair, key=lambda box: order[box.name])
            if _comparable(a, b, meet):
                yield a, b


def some_only(sorts: Sequence[Alike], vocabulary: Vocabulary, screens: tuple[Screen, ...]) -> bool:
    """Of a large block, by what its boxes say, not every pair is looked at that may be open."""
    if len(sorts) <= ALL_PAIRS:
        return False
    screened = _open_pairs(tuple(members[0] for members in sorts), vocabulary, screens)
    return screened is None or bool(screened.claims)


def _pairs_of(sorts: Iterable[Alike], meet: Meeting) -> Iterator[tuple[Box, Box]]:
    """A pair of each two sorts, of different claims: both ends of one interval are no pair."""
    for ones, others in combinations(sorts, 2):
        pairs = ((a, b) for a in ones[:2] for b in others[:2])
        if pair := next((pair for pair in pairs if _comparable(*pair, meet)), None):
            yield pair


def literal_keys(boxes: Iterable[Box], vocabulary: Vocabulary) -> list[Key]:
    """What boxes speak of under the literal reading, without scopes that may limit nothing. Of a property that has
    other senses the scope does not count: what explains a claim of it may stand in another scope.
    """
    general = {prop.is_a for prop in vocabulary.properties.values()}

    def scope(box: Box) -> Scope:
        return () if box.root in general else limiting(box.key.scope, box.key.subject, vocabulary)

    return [Key(box.key.subject, box.root, scope(box)) for box in boxes]


def _grouped(boxes: Iterable[Box], by) -> dict:
    groups = grouped(boxes, by)
    return {name: tuple(sorted(groups[name], key=_order)) for name in sorted(groups)}


def _order(box: Box) -> tuple:
    """Older documents first, so that a pair reads as it came about; the reference breaks ties."""
    return (box.claim.document.published, box.claim.document.id, box.claim.id, box.facet)


def _open_pairs(boxes: tuple[Box, ...], vocabulary: Vocabulary, screens: tuple[Screen, ...]) -> OpenPairs | None:
    from checker.screening.large import open_pairs
    from checker.screening.plain import TooVaried

    try:
        return open_pairs(boxes, vocabulary, screens, ALL_PAIRS)
    except TooVaried:
        return None


def _all_pairs(boxes: tuple[Box, ...], meet: Meeting) -> Iterator[tuple[Box, Box]]:
    for index, first in enumerate(boxes):
        for second in boxes[index + 1 :]:
            if _comparable(first, second, meet):
                yield first, second


def _comparable(first: Box, second: Box, meet: Meeting) -> bool:
    return first.claim is not second.claim and meet(first.key.scope, second.key.scope)


def _some_pairs(boxes: Sequence[Box], meet: Meeting) -> list[tuple[Box, Box]]:
    """Each box against the extremes of value and its neighbours in time and value."""
    infinite = Fraction(10) ** 1000
    indices = range(len(boxes))

    def value_order(index: int, end: str, missing: Fraction) -> tuple:
        value = boxes[index].value
        by = value.name if isinstance(value, Term) else _or(getattr(value.literal, end), missing)
        return str(type(value)), by, index

    by_low = sorted(indices, key=lambda index: value_order(index, "lo", -infinite))
    by_high = sorted(indices, key=lambda index: value_order(index, "hi", infinite))
    by_time = sorted(indices, key=lambda index: (_or(boxes[index].time.extent.lo, -infinite), index))
    chosen = {pair for order in (by_low, by_time) for pair in pairwise(order)}
    chosen |= {(extreme, index) for extreme in (by_low[-1], by_high[0]) for index in indices}
    pairs = {(min(a, b), max(a, b)) for a, b in chosen if a != b}
    return [(boxes[a], boxes[b]) for a, b in sorted(pairs) if _comparable(boxes[a], boxes[b], meet)]


def _or(value, default):
    return default if value is None else value
