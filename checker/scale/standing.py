"""Of the claims of large keys that say the same some are judged, and stand for the others.

Why: a key of which a hundred thousand claims conflict is one disagreement of a few positions; its claims are counted,
and their sources, and need not all be held in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from checker.literals.boxes import normalise
from checker.model.box import Box, Unlisted
from checker.model.claim import Claim
from checker.model.vocabulary import Vocabulary
from checker.screening.blocks import ALL_PAIRS, alike_in_large_blocks

LISTED = ALL_PAIRS
"""Claims that say the same and are judged, the oldest first: as many as a position lists."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The claims, by their names, that others stand for; and, by the name of a box that stands for them, how many they
    are, with one of each source.
    """

    left_out: frozenset[str] = frozenset()
    unlisted: dict[str, Unlisted] = field(default_factory=dict)


def standing(claims: Iterable[Claim], judged: Set[str], vocabulary: Vocabulary) -> Standing:
    """Which of the claims of large keys stand for which others. `judged`: claims, by their names, that are judged in
    any case.
    """
    boxes, _ = normalise(claims, vocabulary)
    every = {box.name for box in boxes}
    said_alike = [some for sorts in alike_in_large_blocks(boxes, vocabulary, every) for some in sorts]
    listed = {box.ref for some in said_alike for box in some[:LISTED]} | judged
    unlisted: dict[str, Unlisted] = {}
    for some in said_alike:
        others = [box for box in some if box.ref not in listed]
        if others:
            unlisted[some[0].name] = Unlisted(len(others), _one_of_each_source(others))
    return Standing(frozenset(box.ref for box in boxes if box.ref not in listed), unlisted)


def _one_of_each_source(boxes: Iterable[Box]) -> tuple[Claim, ...]:
    """Claims that tell all documents, speakers and upstream sources of some."""
    claims = (box.claim for box in boxes)
    return tuple({(claim.document.id, claim.said_by, claim.draws_on): claim for claim in claims}.values())
