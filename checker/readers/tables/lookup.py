"""Names that a foreign table gives are looked up in the vocabulary: by identifier, label or other name, never by guess.

Why here and not in `check`: a claim file names one thing in one way, so that renaming and counting find it. A foreign
table has its own names, and the vocabulary is where they are written down (`also`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from checker.model.fault import Fault, Mark
from checker.model.groups import grouped
from checker.model.lists import items_of, with_items
from checker.readers.encoding import decode
from checker.readers.folder import VOCABULARY, read
from checker.readers.lexicon import UNKNOWN, UNREAD, Lexicon, known_names, words_for
from checker.readers.names import did_you_mean, fold, nearest, shown
from checker.readers.tally import LISTED
from checker.readers.vocabulary import read_vocabulary
from checker.readers.yaml import parse

SECTION_OF: Mapping[str, str] = {"subject": "entities", "said_by": "entities", "property": "properties"}
"""Fields that hold a name, and the section that declares it; a scope dimension holds an entity too."""
MOST_WORDS = 10_000
"""Different words that are not known and are counted each by itself."""
ANY_OTHER = "\n"
"""Stands for all words past these; no cell that is a word says it."""
TOLD = 3
"""Names that are told where words mean several."""


def section_of(field: str) -> str:
    """The section that declares the names in a field; `""` where it holds none."""
    return "entities" if field.startswith("scope.") else SECTION_OF.get(field, "")


class Trouble(NamedTuple):
    """What is wrong with a word, what to do about it, and the name that was probably meant."""

    code: str
    found: str
    step: str
    meant: str = ""


@dataclass(frozen=True)
class Lookup:
    """The names of a vocabulary by all words that mean them."""

    lexicon: Lexicon

    @cached_property
    def _meant(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        meant: dict[str, dict[str, set[str]]] = {section: defaultdict(set) for section in UNKNOWN}
        for section, by_word in meant.items():
            for name, entry in getattr(self.lexicon.vocabulary, section).items():
                for word in (name, *words_for(entry)):
                    by_word[fold(word)].add(name)
        return {
            section: {word: frozenset(names) for word, names in by_word.items()} for section, by_word in meant.items()
        }

    @cached_property
    def _nearest(self) -> Mapping[str, Mapping[str, str]]:
        return known_names(self.lexicon.vocabulary)

    def name(self, section: str, words: str) -> str:
        """The name that words mean; `""` where they mean none, or several."""
        if words in getattr(self.lexicon.vocabulary, section) or self.lexicon.excuses(section, words):
            return words
        names = self._meant[section].get(fold(words), frozenset())
        return next(iter(names)) if len(names) == 1 else ""

    def listed(self, section: str, words: str) -> str:
        """`name`, also of each item of a list between semicolons; `""` where one means none."""
        if name := self.name(section, words):
            return name
        items = items_of(words)
        if len(items) < 2 or not all(self.name(section, item) for item, _ in items):
            return ""
        return with_items(words, lambda item: self.name(section, item))

    def trouble(self, section: str, words: str) -> Trouble:
        """Why words are no name, and what to do about it."""
        items = [item for item, _ in items_of(words)]
        words = next((item for item in items if not self.name(section, item)), words) if len(items) > 1 else words
        code, what = UNKNOWN[section]
        if several := sorted(self._meant[section].get(fold(words), ())):
            names = ", ".join(map(shown, several[:TOLD]))
            more = f" and {len(several) - TOLD:,} more" if len(several) > TOLD else ""
            found = f'"{shown(words)}" is a name of {names}{more}'
            return Trouble(code, found, "say under words which of them is meant")
        near = nearest(words, self._nearest[section])
        step = did_you_mean(words, near, f"add it to {section} in the vocabulary, or to words or skip in the map")
        return Trouble(code, f'there is no {what} "{shown(words)}"', step, near)

    def holds_entities(self, prop: str | None) -> bool:
        known = self.lexicon.vocabulary.properties.get(prop or "")
        return known is not None and known.datatype == "entity"


@dataclass(slots=True)
class UnknownWords:
    """Words of foreign tables that nothing translates: each once, with its first place and the number of its rows."""

    words: dict[tuple[str, str], tuple[Trouble, Mark]] = field(default_factory=dict)
    rows: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, to: str, word: str, rows: int, trouble: Callable[[], Trouble], mark: Callable[[], Mark]) -> None:
        """Counts rows that say a word where a field should be; what is wrong with it is asked for once."""
        key = to, word
        if key not in self.words:
            if len(self.words) >= MOST_WORDS:
                key = to, ANY_OTHER
            self.words[key] = trouble(), mark()
        self.rows[key] += rows

    def faults(self) -> Iterator[Fault]:
        """One fault for each word, those first that stand in most rows; past a screen of them the rest is counted."""
        for (to, _), keys in grouped(self.words, lambda key: (key[0], self.words[key][0].code)).items():
            keys.sort(key=lambda key: (-self.rows[key], self.words[key][1]))
            for key in keys[:LISTED]:
                trouble, mark = self.words[key]
                many = f" ({self.rows[key]:,} rows)" if self.rows[key] > 1 else ""
                message = f"{trouble.found}{many}; {trouble.step}"
                yield Fault(mark, trouble.code, to, message, meant=trouble.meant)
            if rest := keys[LISTED:]:
                trouble, mark = self.words[rest[0]]
                rows = sum(self.rows[key] for key in rest)
                more = f"and {len(rest):,} more such words, in {rows:,} {'rows' if rows > 1 else 'row'}"
                yield Fault(mark, trouble.code, to, more, len(rest))


def lexicon_near(folder: Path) -> Lexicon | None:
    """The vocabulary in a folder, or in the nearest one above it up to the top of the git tree."""
    here = folder.resolve()
    for above in (here, *here.parents):
        path = above / VOCABULARY
        if path.is_file():
            return _lexicon(path, f"{above.name}/{VOCABULARY}")
        if (above / ".git").exists():
            break
    return None


def _lexicon(path: Path, name: str) -> Lexicon:
    raw = read(path, name)
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    if isinstance(text, Fault):
        return replace(UNREAD, faults=(text,))
    tree = parse(text, name)
    if tree.root is None:
        return replace(UNREAD, faults=tree.faults or (Fault(Mark(name), "empty-file", "", "the vocabulary is empty"),))
    lexicon = read_vocabulary(tree.root)
    return replace(lexicon, faults=(*tree.faults, *lexicon.faults))
