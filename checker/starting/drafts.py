"""The figures and dates of a text become drafts of claims, for somebody to confirm, correct or drop.

Each has the words that say it and the value; a subject and a property where the vocabulary has names for what the
sentence speaks of. Left out is what says no number of its own (`most`), what is
told from another date, tables, and what the text says again in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, count
from typing import NamedTuple

from checker.literals.boxes import read_value
from checker.literals.dates.dates import read_span
from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.units.tidy import is_measure
from checker.literals.words import LONGEST_LITERAL
from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import Property, Vocabulary
from checker.quotes.phrase import Phrase
from checker.readers.claims import WORD_LIMIT, long_quote
from checker.readers.files.text import NAME_LENGTH
from checker.rules.registry import RULES
from checker.rules.rule import Doubt
from checker.starting.figures import figures
from checker.texts.passages import sentences
from checker.texts.quotes import SourceText, locate_quote, spaced

MOST_IN_NAME = 12
"""Words of an entity's name that are looked for."""
MOST_CHARACTERS = 1_000_000
"""Of a text: some two minutes."""
MOST_IN_PREFIX = 15
"""Words before a quote that tell it from others."""
MOST_NUMBERS = 40
"""Of a sentence: what has more is a table, whose figures mean nothing without its headings."""
_NUMBER = re.compile(r"[0-9]+")
_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\S+")
_CLAUSE_END = re.compile(r"[,;:!?—–)\]][\"'”’]*$")
_OPENING, _CLOSING = " •‣▪·*–—-([\"'“‘«", " ,;:!?–—)]\"'”’»"
LEAST_IN_QUOTE = 5
"""Words of a clause that pins a claim: `In 1976` alone pins none."""
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "its", "of", "on", "or", "per", "the", "to", "with")
)
"""Words of a label that tell nothing."""


FIELDS = ("id", "quote", "quote_prefix", "subject", "property", "value")
"""The fields of a claim that a draft may have, in the order of the file."""


class Names(NamedTuple):
    """The names of the vocabulary as they stand in texts: each entity by the words of its names, and the properties
    with the words of their labels.
    """

    entities: Mapping[tuple[str, ...], str]
    properties: tuple[tuple[Property, frozenset[str]], ...]


def names_of(vocabulary: Vocabulary) -> Names:
    """A name that two entities have names neither."""
    named: dict[tuple[str, ...], set[str]] = {}
    for entity in vocabulary.entities.values():
        for name in (entity.label, *entity.also):
            named.setdefault(tuple(_words(name)), set()).add(entity.name)
    entities = {words: min(found) for words, found in named.items() if words and len(found) == 1}
    labels = ((prop, _telling(prop.label)) for prop in vocabulary.properties.values())
    return Names(entities, tuple((prop, words) for prop, words in labels if words))


def _words(text: str) -> Iterator[str]:
    """Words in small letters, but for those all in capitals: `US` is no `us`."""
    return (word if word.isupper() else word.casefold() for word in _WORD.findall(text))


def _telling(text: str) -> frozenset[str]:
    """The words that tell something, without the ending of a plural."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in words if word not in _SMALL)


def drafts_of(text: str, document: Document, vocabulary: Vocabulary) -> Iterator[Claim]:
    """A draft for each figure and date of a document's text, in order."""
    names, source = names_of(vocabulary), spaced(text)
    spoken, at = "", 0
    taken: set[str] = set()
    for part in chain.from_iterable(_parts(sentence) for sentence in sentences(text)):
        at = source.words.index(part, at)
        mentions = tuple(_mentions(part, names.entities))
        for phrase in (
            figures(part, vocabulary, document.language) if len(_NUMBER.findall(part)) <= MOST_NUMBERS else ()
        ):
            claim = _claim(part, phrase, document, vocabulary)
            if claim and (claim := _told_apart(claim, source, at + part.index(claim.quote))):
                subject = _subject(mentions, phrase) or spoken
                claim = _bound(claim, subject, _property(part, phrase, names, vocabulary), vocabulary)
                yield replace(claim, id=_identifier(claim.property, taken))
        spoken = mentions[0][1] if mentions else spoken
        at += len(part)


def _parts(sentence: str) -> Iterator[str]:
    """A sentence in parts that can be read: what is longer is mostly a table or an endless list."""
    while len(sentence) > LONGEST_LITERAL:
        cut = sentence.rfind(" ", 0, LONGEST_LITERAL) + 1 or LONGEST_LITERAL
        yield sentence[:cut].rstrip()
        sentence = sentence[cut:].lstrip()
    last = sentence.rpartition(" ")[2]
    yield sentence[:-1] if last.endswith(".") and last.count(".") == 1 else sentence  # not that of `U.S.`


def _claim(part: str, phrase: Phrase, document: Document, vocabulary: Vocabulary) -> Claim | None:
    """The draft with the first quote that says its value by itself."""
    for quote in _quotes(part, phrase):
        said = (one.literal for one in figures(quote, vocabulary, document.language))
        if not long_quote(quote) and phrase.literal in said:
            return Claim("", document, quote, Mark(""), value=phrase.literal, draft=True)
    return None


def _quotes(part: str, phrase: Phrase) -> Iterator[str]:
    """The clause about a phrase; as many words of it as a quote may have; the phrase alone."""
    words = [(word.start(), word.end()) for word in _PIECE.finditer(part)]
    own = [k for k, (start, end) in enumerate(words) if start < phrase.end and phrase.start < end]
    first, last = own[0], own[-1]
    ends = [k for k, word in enumerate(words) if _CLAUSE_END.search(part[slice(*word)])]
    left = max((k + 1 for k in ends if k < first), default=0)
    right = next((k for k in ends if k >= last), len(words) - 1)
    if right - left + 1 < LEAST_IN_QUOTE:
        right = next((k for k in ends if k > right), len(words) - 1)
    if right - left + 1 < LEAST_IN_QUOTE:
        left = max((k + 1 for k in ends if k < left - 1), default=0)
    yield _trimmed(part, words[left][0], words[right][1], phrase)
    spare = max(WORD_LIMIT - (last - first + 1), 0)
    before = min(first - left, max(spare // 2, spare - (right - last)))
    after = min(right - last, spare - before)
    yield _trimmed(part, words[first - before][0], words[last + after][1], phrase)
    yield part[phrase.start : phrase.end]


def _trimmed(part: str, start: int, end: int, phrase: Phrase) -> str:
    """Without the marks of the clause at its ends."""
    while start < phrase.start and part[start] in _OPENING:
        start += 1
    while end > phrase.end and part[end - 1] in _CLOSING:
        end -= 1
    return part[start:end]


def _told_apart(claim: Claim, source: SourceText, at: int) -> Claim | None:
    """The draft with as many words before its quote, which stands there, as tell it from others; none where so many
    words stand in several places: the text says the same again.
    """
    words, end = source.words, at + len(claim.quote)
    start, text = at, words[at:end]
    for _ in range(MOST_IN_PREFIX + 1):
        if words.find(text) == start and words.find(text, start + 1) < 0:
            alone = replace(claim, quote_prefix=words[start:at].strip())
            return alone if locate_quote(source, alone) else None
        if not start:
            return None
        start = words.rfind(" ", 0, max(start - 1, 0)) + 1
        text = words[start:end]
    return None


def _mentions(text: str, entities: Mapping[tuple[str, ...], str]) -> Iterator[tuple[int, str]]:
    """The entities that a text names, and where; of names that begin together the longest."""
    words = [(match.start(), match[0]) for match in _WORD.finditer(text)]
    folded = tuple(_words(text))
    k = 0
    while k < len(words):
        sizes = (size for size in range(MOST_IN_NAME, 0, -1) if folded[k : k + size] in entities)
        size = next(sizes, 0)
        if size:
            yield words[k][0], entities[folded[k : k + size]]
        k += size or 1


def _subject(mentions: tuple[tuple[int, str], ...], phrase: Phrase) -> str:
    """The entity that is named last before a phrase, else the first one."""
    before = [name for at, name in mentions if at < phrase.start]
    return before[-1] if before else mentions[0][1] if mentions else ""


def _property(part: str, phrase: Phrase, names: Names, vocabulary: Vocabulary) -> str:
    """The property of whose label most words stand in a sentence and that can have the value; none where two do."""
    said = _telling(part)
    fitting = [(len(words), prop) for prop, words in names.properties if words <= said]
    fitting = [(size, prop.name) for size, prop in fitting if _fits(phrase, prop, vocabulary)]
    most = max((size for size, _ in fitting), default=0)
    best = [name for size, name in fitting if size == most]
    return best[0] if len(best) == 1 else ""


def _fits(phrase: Phrase, prop: Property, vocabulary: Vocabulary) -> bool:
    """The phrase is a value of the property, in a unit where that has one."""
    datatypes = ("quantity",) if phrase.sort == "amount" else ("date", "interval")
    if prop.datatype not in datatypes:
        return False
    try:
        if prop.datatype == "interval":
            read_span(phrase.literal, vocabulary.fiscal_years)
        else:
            read_value(phrase.literal, prop, vocabulary)
        return prop.datatype != "quantity" or bool(parse(phrase.literal).unit) or not is_measure(prop.unit)
    except LiteralError:
        return False


def _bound(claim: Claim, subject: str, name: str, vocabulary: Vocabulary) -> Claim:
    """The draft with what is suggested, unless its quote does not say the value then: what it denies, for one."""
    bound = replace(claim, subject=subject, property=name)
    answers = (answer for rule in RULES if rule.claim for answer in rule.claim(bound, vocabulary))
    wrong = name and any(isinstance(answer, Doubt) and answer.sure for answer in answers)
    return replace(bound, property="") if wrong else bound


def _identifier(base: str, taken: set[str]) -> str:
    base = base[: NAME_LENGTH - 8]
    numbered = (f"{base}-{number}" for number in count(2)) if base else (f"d{number}" for number in count(1))
    name = next(name for name in chain([base] if base else (), numbered) if name not in taken)
    taken.add(name)
    return name


def fields_of(claim: Claim) -> dict[str, str]:
    """What a claim file says of a draft."""
    return {name: value for name in FIELDS if (value := getattr(claim, name))}
