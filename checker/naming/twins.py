"""Names that are nearly the same: perhaps one thing under two names, of which claims are never compared.

Each pair is found by what the two share, never by comparing all with all: equal words in any order, one letter more,
less or other, a name of the one that is a name of the other. Names that differ in a digit are different names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.model.vocabulary import Entity, Vocabulary
from checker.readers.names import alike, fold
from checker.relations.names import SECTION_OF

LEAST_LETTERS = 6
"""Letters from which one other letter is taken for a slip: `Gambia` and `Zambia` are as near as slips are, and
`distinct_from` tells the two apart; shorter names differ in one letter too often (`Iran`, `Iraq`)."""
MOST_LETTERS = 60
"""Letters of a name that are looked at letter by letter. Identifiers of more are told apart by their words."""
MOST_VARIANTS = 2_000_000
"""Names with a letter left out that are held, some 500 MB; of vocabularies beyond, only words are compared."""
DIGITS = re.compile(r"[0-9]+")

SAME, SPELLED, SHARED, ORDER = "look the same", "differ in one letter", "share a name", "have the same words"


@dataclass(frozen=True, slots=True, order=True)
class Twins:
    """Two names of one section, and what makes them alike."""

    section: str
    one: str
    other: str
    why: str


def twins(vocabulary: Vocabulary) -> tuple[tuple[Twins, ...], bool]:
    """The pairs, and whether all names were compared letter by letter."""
    found: list[Twins] = []
    complete = True
    for section in SECTION_OF.values():
        names = _names(getattr(vocabulary, section))
        pairs: dict[tuple[str, str], str] = {}
        whole = sum(len(text) for texts in names.values() for text in texts) <= MOST_VARIANTS
        complete = complete and whole
        for why, one, other in (*_by_key(names), *(_by_letter(names) if whole else ())):
            pairs.setdefault((min(one, other), max(one, other)), why)
        found += [
            Twins(section, *pair, why) for pair, why in pairs.items() if not _distinct(vocabulary, section, *pair)
        ]
    return tuple(sorted(found)), complete


def _names(entries: Mapping[str, object]) -> Mapping[str, Sequence[str]]:
    """By each identifier all names of what it stands for, folded: the identifier first."""
    return {name: tuple(dict.fromkeys(map(fold, (name, *_words(entry))))) for name, entry in entries.items()}


def _words(entry: object) -> tuple[str, ...]:
    from checker.readers.lexicon import words_for

    return words_for(entry)


def _by_key(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """Those that share a name, the look of one, or its words."""
    for why, key in ((SAME, alike), (SHARED, str), (ORDER, _bag)):
        groups: dict[str, list[str]] = {}
        for name, texts in names.items():
            for wanted in {key(text) for text in (texts[:1] if why == SAME else texts)}:
                groups.setdefault(wanted, []).append(name)
        for members in groups.values():
            first, *others = members
            yield from ((why, first, other) for other in others)


def _bag(text: str) -> str:
    """The words of a name in the order of the alphabet, without the plural's s."""
    return " ".join(sorted(word.removesuffix("s") if len(word) > 3 else word for word in text.split()))


def _by_letter(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """Those of which a name is that of another but for one letter. Such two are equal once a letter is left out of the
    longer one, or of both at one place.
    """
    seen: dict[str, list[tuple[str, str]]] = {}
    for name, texts in names.items():
        for text in texts:
            if LEAST_LETTERS <= len(text.replace(" ", "")) <= MOST_LETTERS:
                for variant in {text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}:
                    seen.setdefault(variant, []).append((name, text))
    for members in seen.values():
        first, text = members[0]
        for other, other_text in members[1:]:
            if other != first and DIGITS.findall(text) == DIGITS.findall(other_text) and _one_off(text, other_text):
                yield SPELLED, first, other


def _one_off(one: str, other: str) -> bool:
    """One letter more, less or other, or two that changed places."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1


def _distinct(vocabulary: Vocabulary, section: str, one: str, other: str) -> bool:
    """The vocabulary says how the two differ: as distinct, or the one as part of the other."""
    if section != "entities":
        return False
    a, b = vocabulary.entities[one], vocabulary.entities[other]
    return any(_tells(x, y) for x, y in ((a, b), (b, a)))


def _tells(one: Entity, other: Entity) -> bool:
    return other.name in (*one.distinct_from, *one.part_of, *one.overlaps)
