"""Constraints that look at each claim by itself: what holds of one claim holds of all that say the same.

Why: a million rows hold a few thousand different values, and each needs to be looked at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.literals.boxes import normalise
from checker.model.claim import Claim
from checker.model.vocabulary import Vocabulary
from checker.rules.declared import declarations, outcome
from checker.rules.registry import RULES
from checker.rules.world import view

PER_CLAIM: frozenset[str] = frozenset(rule.id for rule in RULES if rule.declared and rule.declared.per_claim)
"""Rules that find in a claim what they find in it among all others."""


def breaking_claims(claims: Sequence[Claim], vocabulary: Vocabulary, now: int) -> frozenset[int]:
    """The indices of the claims that break a constraint of their own, or lack what it needs; all of them where a rule
    fails.
    """
    boxes, _ = normalise(claims, vocabulary)
    world = view(boxes, vocabulary, now)
    index = {id(claim): number for number, claim in enumerate(claims)}
    breaking: set[int] = set()
    for rule, constraint in declarations(RULES, vocabulary):
        if rule.id in PER_CLAIM:
            try:
                found = outcome((rule, constraint), world)
            except Exception:  # noqa: BLE001  # the ordinary flow says which rule failed
                return frozenset(index.values())
            boxes = (*(box for conflict in found.breaches for box in conflict.boxes), *found.lacking)
            breaking |= {index[id(box.claim)] for box in boxes}
    return frozenset(breaking)


def checked_per_claim(vocabulary: Vocabulary) -> frozenset[str]:
    """The properties whose claims such a constraint binds: their own, or that of a more general sense."""
    bound = {p.name for p in vocabulary.properties.values() if any(c.rule in PER_CLAIM for c in p.constraints)}
    return frozenset(name for name in vocabulary.properties if bound.intersection((name, *vocabulary.senses(name))))
