"""What a claim says that it counts: wordings that the vocabulary calls the same are one, and one may count more than
another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from checker.literals.boxes import fold
from checker.model.claim import Claim
from checker.model.vocabulary import Definition, Vocabulary

MOST_PROPERTIES = 2**10
"""Properties whose declared definitions are kept as looked up."""


def defined_as(claim: Claim, vocabulary: Vocabulary) -> str:
    """The definition of a claim, folded, in the wording that stands for all that mean the same; `""` without one."""
    if not claim.definition:
        return ""
    words = fold(claim.definition)
    for name in (claim.property, *vocabulary.senses(claim.property)):
        prop = vocabulary.properties.get(name)
        if prop and words in (known := _wordings(prop.definitions)):
            return known[words]
    return words


def counts_at_least(wide: str, narrow: str, property: str, vocabulary: Vocabulary) -> bool:
    """By one definition a property is declared to be at least what it is by another, directly or by way of others; both
    as `defined_as` gives them.
    """
    for name in (property, *vocabulary.senses(property)):
        prop = vocabulary.properties.get(name)
        if prop and narrow in _narrower(prop.definitions).get(wide, ()):
            return True
    return False


@lru_cache(maxsize=MOST_PROPERTIES)
def _wordings(definitions: tuple[Definition, ...]) -> Mapping[str, str]:
    return {fold(words): fold(one.name) for one in definitions for words in (one.name, *one.also)}


@lru_cache(maxsize=MOST_PROPERTIES)
def _narrower(definitions: tuple[Definition, ...]) -> Mapping[str, frozenset[str]]:
    """For each definition all those that it is at least."""
    direct = {fold(one.name): tuple(map(fold, one.at_least)) for one in definitions}
    return {name: frozenset(_reached(names, direct)) for name, names in direct.items()}


def _reached(names: Iterable[str], direct: Mapping[str, Iterable[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        if (name := waiting.pop()) not in reached:
            reached.add(name)
            waiting.extend(direct.get(name, ()))
    return reached
