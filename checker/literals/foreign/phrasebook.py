"""The table of a language made ready for reading: phrases by their first word, patterns compiled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from checker.languages import table_of
from checker.languages.cldr import Cldr, cldr
from checker.languages.language import English, Forms, Language, Words
from checker.languages.numerals import Atoms, atoms_of
from checker.literals.words import LONGEST_LITERAL, even

Kind = Literal["value", "date", "rank"]
Role = Literal["of", "hedge", "joint", "after", "magnitude", "vague", "part", "unit", "filler", "date", "rank"]
Phrases = dict[str, list[tuple[tuple[str, ...], Role, str]]]
"""By the first word: the words, what they do, and the English."""

_LETTER = 1
WORDS = re.compile(r"[^\W\d_]+['’]?|[0-9]+|\S")
_SIGNS = re.compile(r"[A-Za-z]+|[0-9]+|\S")
"""The words of a language that sets none apart: its characters."""


class Phrasebook(NamedTuple):
    """A language made ready: its phrases by their first word, longest first, each with what it does. `amounts` are the
    words that tell one, and name nothing that could be counted.
    """

    language: Language
    phrases: dict[Kind, Phrases]
    forms: dict[Kind, list[tuple[re.Pattern[str], English]]]
    whole: dict[Kind, list[tuple[re.Pattern[str], English]]]
    atoms: Atoms | None
    amounts: frozenset[str]
    cldr: Cldr

    def fold(self, word: str) -> str:
        """The word as the phrases have it."""
        return folded(word) if self.language.spaced else word.lower()

    def words_of(self, text: str, lo: int = 0, hi: int = LONGEST_LITERAL) -> list[Word]:
        """The words of a part of a text, folded, with their places."""
        found = _pattern(self.language).finditer(text, lo, hi)
        return [Word(self.fold(match[0]) or match[0], match.start(), match.end()) for match in found]


class Word(NamedTuple):
    """A word, number or sign, folded."""

    word: str
    start: int
    end: int


@lru_cache
def phrasebook(code: str) -> Phrasebook:
    words, data = table_of(code), cldr(code)
    fold = folded if words.spaced else str.lower
    roles: tuple[tuple[Role, Words], ...] = (
        ("of", {"of": words.of}),
        ("after", words.after),
        ("magnitude", words.magnitudes),
        ("part", words.parts),
        ("vague", words.vague),
        ("hedge", words.hedges),
        ("joint", words.joints),
        ("unit", words.units),
        ("unit", _turned(data.units)),
        ("unit", _turned(data.currencies)),
        ("filler", {"": words.fillers}),
    )
    dates: tuple[tuple[Role, Words], ...] = (
        ("date", words.dates),
        ("date", _turned(data.months if words.spaced else {})),
        ("date", _turned(data.weekdays if words.spaced else {})),
        ("date", _turned(data.eras if words.spaced else {})),
    )
    phrases = _phrases(roles, words, fold)
    return Phrasebook(
        words,
        {
            "value": phrases,
            "date": _phrases(dates, words, fold),
            "rank": _phrases((("rank", words.ranks),), words, fold),
        },
        {"value": _compiled(words.forms), "date": _compiled(words.date_forms), "rank": _compiled(words.rank_forms)},
        {"value": _compiled(words.whole), "date": _compiled(words.whole_dates), "rank": []},
        atoms_of(words.numerals, fold) if words.numerals else None,
        frozenset((*_amounts(phrases), *map(fold, f"{words.telltale} {words.amounts}".split()))),
        data,
    )


def _amounts(phrases: Phrases) -> Iterator[str]:
    """Words that hedge or tell an amount by themselves; letters may be units, and so may words of places and sizes."""
    for first, found in phrases.items():
        for words, role, english in found:
            sort = role in ("hedge", "magnitude", "vague", "part") or (
                role == "after" and english not in ("", "out of", "long", "high", "wide", "deep", "tall")
            )
            if len(words) == 1 and sort and first.isalpha() and len(first) > _LETTER:
                yield first


def _turned(words: dict[str, str]) -> Words:
    """English first; several words for one are parted as in a table."""
    turned: dict[str, list[str]] = {}
    for ours, english in words.items():
        turned.setdefault(english, []).append(ours)
    return {english: " | ".join(ours) for english, ours in turned.items()}


def _phrases(roles: tuple[tuple[Role, Words], ...], language: Language, fold: Callable[[str], str]) -> Phrases:
    found: dict[tuple[tuple[str, ...], Role], str] = {}
    for role, words in roles:
        for english, ours in words.items():
            for phrase in filter(None, (part.strip() for part in ours.split("|"))):
                tokens = tuple(fold(match[0]) for match in _pattern(language).finditer(even(phrase)))
                found.setdefault((tokens, role), english)
                for last in language.elided.get(tokens[-1], "").split():
                    found.setdefault(((*tokens[:-1], last), role), english)
    phrases: Phrases = {}
    for (tokens, role), english in sorted(found.items(), key=lambda item: -len(item[0][0])):
        phrases.setdefault(tokens[0], []).append((tokens, role, english))
    return phrases


def _compiled(forms: Forms) -> list[tuple[re.Pattern[str], English]]:
    return [(re.compile(even(pattern), re.IGNORECASE), english) for pattern, english in forms]


def _pattern(language: Language) -> re.Pattern[str]:
    return WORDS if language.spaced else _SIGNS


def folded(word: str) -> str:
    """The word without its case and accents."""
    plain = word.lower().replace("ß", "ss").replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(char for char in unicodedata.normalize("NFD", plain) if unicodedata.category(char) != "Mn")
