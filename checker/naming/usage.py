"""The names of a vocabulary: what each is, how many claims use it, which of them some words mean, which nobody uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.model.vocabulary import Entity, Property
from checker.naming.corpus import NamedCorpus, claims_using
from checker.naming.occurrences import in_map, in_vocabulary
from checker.readers.names import fold
from checker.relations.names import SECTION_OF, NameSort

LEAST_LIKE = 60
"""Per cent of likeness below which words do not find a name: `staf` finds `staff` (89), `dock` does not (46).

Source: measured on the vocabularies of `examples/` and `claims/`.
"""
MOST_FOUND = 20
"""Names that a search shows: a screen of a terminal."""


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name with its label, what it is (`a quantity, state, person`), its other names, and how many claims use it."""

    section: str
    name: str
    label: str
    what: str
    also: tuple[str, ...]
    claims: int
    definition: str = ""

    def as_json(self) -> Mapping[str, Any]:
        given = {"also": list(self.also), "definition": self.definition}
        fixed = {"section": self.section, "name": self.name, "label": self.label, "what": self.what}
        return {**fixed, **{key: value for key, value in given.items() if value}, "claims": self.claims}


def uses(corpus: NamedCorpus, sections: Iterable[str] = ()) -> tuple[NameUse, ...]:
    """Every name of some sections (of all), in the order of the vocabulary."""
    counts = claims_using(corpus)
    described = _descriptions(corpus)
    wanted = tuple(sections) or tuple(SECTION_OF.values())

    def use(sort: NameSort, name: str, entry: Entity | Property | str) -> NameUse:
        section = SECTION_OF[sort]
        about = described.get((section, name), "")
        return NameUse(section, name, _label(entry), _what(entry), _also(entry), counts[sort, name], about)

    return tuple(
        use(sort, name, entry)
        for sort, section in SECTION_OF.items()
        if section in wanted
        for name, entry in getattr(corpus.vocabulary, section).items()
    )


def unused(corpus: NamedCorpus) -> tuple[NameUse, ...]:
    """Names that no claim, no map and nothing else in the vocabulary uses."""
    named = {
        one.word for file, one in corpus.occurrences() if not one.declares and file.names_of in (in_vocabulary, in_map)
    }
    sorts = {section: sort for sort, section in SECTION_OF.items()}
    return tuple(one for one in uses(corpus) if not one.claims and (sorts[one.section], one.name) not in named)


def find(corpus: NamedCorpus, words: str) -> tuple[NameUse, ...]:
    """The names that words mean, best first: by identifier, label, other name or definition, also misspelled."""
    from rapidfuzz import fuzz

    wanted = fold(words)
    letters = sum(map(len, wanted.split())) or 1

    def covered(text: str) -> float:
        """How much of what is wanted stands in a text, word by word; a text that says nothing else comes first."""
        there = text.split()
        by_word = (len(word) * max((fuzz.ratio(word, other) for other in there), default=0) for word in wanted.split())
        return 0.9 * sum(by_word) / letters + 0.1 * fuzz.ratio(wanted, text)

    def likeness(one: NameUse) -> float:
        best = max(covered(fold(text)) for text in (one.name, one.label, *one.also))
        return max(best, 0.9 * covered(fold(one.definition)))

    scored = [(likeness(one), one) for one in uses(corpus)]
    ordered = sorted(scored, key=lambda pair: (-pair[0], -pair[1].claims, pair[1].section, pair[1].name))
    return tuple(one for score, one in ordered if score >= LEAST_LIKE)[:MOST_FOUND]


def _descriptions(corpus: NamedCorpus) -> Mapping[tuple[str, str], str]:
    """What the vocabulary says for people of its names."""
    from checker.readers.yaml import Scalar, child

    found: dict[tuple[str, str], str] = {}
    for file, one in corpus.occurrences():
        if one.declares:
            section, name = SECTION_OF[one.sort], one.name
            words = child(child(child(file.root, section), name), "description")
            if isinstance(words, Scalar):
                found[section, name] = " ".join(words.text.split())
    return found


def _label(entry: Entity | Property | str) -> str:
    return entry if isinstance(entry, str) else entry.label


def _also(entry: Entity | Property | str) -> tuple[str, ...]:
    return entry.also if isinstance(entry, Entity) else ()


def _what(entry: Entity | Property | str) -> str:
    if isinstance(entry, Property):
        many = "many values" if entry.many else ""
        return ", ".join(filter(None, (entry.datatype, entry.kind, entry.unit, many)))
    return entry.type if isinstance(entry, Entity) else ""
