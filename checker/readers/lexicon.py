"""The vocabulary as it was read, with what was lost of it, and its names for finding the nearest.

Why apart from its reader: what an earlier run read needs no reader, and no library that reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.model.fault import Fault
from checker.model.vocabulary import Vocabulary
from checker.readers.names import aliases

SECTIONS = ("entities", "properties", "scopes", "units", "fiscal_years")

UNKNOWN = {
    "entities": ("unknown-entity", "entity"),
    "properties": ("unknown-property", "property"),
    "scopes": ("unknown-scope", "scope dimension"),
}
"""Section of the vocabulary: the code of the fault where it lacks a name, and the word for what it declares."""

QUALIFIERS = ("as_of", "definition", "during", "said_by")
"""What a claim may state beside its value; a scope dimension is a qualifier by its own name."""

TIME = "time"
"""As a qualifier: `as_of` or `during`, whichever the claim has."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary, its faults, and what was lost: names by section, and sections that cannot be read at all."""

    vocabulary: Vocabulary = Vocabulary()
    faults: tuple[Fault, ...] = ()
    lost: frozenset[tuple[str, str]] = frozenset()
    unread: frozenset[str] = frozenset()

    def excuses(self, section: str, name: str) -> bool:
        """A name that is not known need not be told: its entry, or its whole section, is at fault already."""
        return section in self.unread or (section, name) in self.lost


UNREAD = Lexicon(unread=frozenset(SECTIONS))


def words_for(entry: Any) -> tuple[str, ...]:
    """The label and other names of an entry; the label of a scope dimension is its whole entry."""
    if isinstance(entry, str):
        return (entry,)
    return (entry.label, *getattr(entry, "also", ()))


def known_names(vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """For each section, folded names and labels to identifiers, for naming the nearest."""

    def of(entries: Mapping[str, Any]) -> Iterable[tuple[str, tuple[str, ...]]]:
        return ((name, words_for(entry)) for name, entry in entries.items())

    return {
        "entities": aliases(dict(of(vocabulary.entities))),
        "properties": aliases(dict(of(vocabulary.properties))),
        "scopes": aliases(dict(of(vocabulary.scopes))),
    }
