"""The boxes of a corpus by what they are about: one picture shows one quantity, or the events of one subject that are
ordered among each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.model.box import Box
from checker.model.groups import grouped, linked
from checker.model.result import Result
from checker.model.vocabulary import Vocabulary
from checker.report.figure.shape import Style
from checker.report.figure.style import styles
from checker.rules.group.events_out_of_order import orders

QuantityName = tuple[str, str]
"""A subject and the most general sense of a property, as `Box.root` has it."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """What pictures look up: boxes by quantity, boxes by claim, the group that a property's events belong to, the
    orders between properties, and the documents' styles.
    """

    boxes: Mapping[QuantityName, tuple[Box, ...]]
    ends: Mapping[str, tuple[Box, ...]]
    group: Mapping[str, frozenset[str]]
    orders: tuple[tuple[str, str], ...]
    styles: Mapping[str, Style]


_kept: list[tuple[Result, Atlas]] = []


def atlas(result: Result) -> Atlas:
    """The atlas of a result. The last one stays at hand: a report draws thousands of pictures of one result."""
    for known, made in _kept:
        if known is result:
            return made
    made = _atlas(result)
    _kept[:] = [(result, made)]
    return made


def _atlas(result: Result) -> Atlas:
    boxes = sorted(result.boxes, key=order)
    vocabulary = result.corpus.vocabulary
    return Atlas(
        {name: tuple(own) for name, own in grouped(boxes, lambda box: (box.key.subject, box.root)).items()},
        {ref: tuple(own) for ref, own in grouped(boxes, lambda box: box.ref).items()},
        _groups(vocabulary),
        tuple(orders(vocabulary)),
        styles(result),
    )


def order(box: Box) -> tuple[str, str, str, bool]:
    """Older documents first; the start of an interval before its end."""
    return (box.claim.document.published, box.claim.document.id, box.claim.id, box.facet == "end")


def _groups(vocabulary: Vocabulary) -> Mapping[str, frozenset[str]]:
    """The most general senses of properties that are drawn together: ordered events, the ends of an interval among
    them.
    """
    pairs = (frozenset(map(vocabulary.root, pair)) for pair in orders(vocabulary))
    groups = (frozenset().union(*group) for group in linked(pairs, iter))
    return {name: group for group in groups for name in group}


def together(quantity: QuantityName, lookup: Atlas) -> tuple[Box, ...]:
    """All boxes that belong into the picture of a quantity."""
    subject, root = quantity
    boxes = [box for name in lookup.group.get(root, (root,)) for box in lookup.boxes.get((subject, name), ())]
    return tuple(sorted(boxes, key=order))


def quantities(result: Result, least: int = 2) -> tuple[QuantityName, ...]:
    """One quantity for each picture that there is to draw, `least` claims or more, in the order of their names."""
    lookup = atlas(result)
    chosen: dict[tuple[str, frozenset[str]], QuantityName] = {}
    for subject, root in sorted(lookup.boxes):
        group = lookup.group.get(root, frozenset((root,)))
        chosen.setdefault((subject, group), (subject, root))
    return tuple(quantity for quantity in chosen.values() if len(refs(together(quantity, lookup))) >= least)


def refs(boxes: Iterable[Box]) -> set[str]:
    return {box.ref for box in boxes}
