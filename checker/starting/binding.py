"""What a draft speaks of: a subject and a property, suggested by the names of the vocabulary and by earlier claims.

Why: words are weighed by how few claims have them, so that a name which all documents share decides nothing.
Quiet: where two suggestions are about as good, none is made; a wrong one costs a reader more than none.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from checker.literals.boxes import read_value
from checker.literals.dates.dates import read_moment, read_span
from checker.literals.grammar import parse
from checker.literals.literal import LiteralError
from checker.literals.numbers.rank import read_rank
from checker.literals.units.tidy import is_measure
from checker.model.claim import Claim
from checker.model.groups import grouped
from checker.model.vocabulary import Property, Vocabulary
from checker.quotes.phrase import Phrase

MOST_IN_NAME = 12
"""Words of an entity's name that are looked for."""
BESIDE = 100
"""Characters beside a figure of which the words tell what it is: a clause or two."""
LEAST = 2.0
"""Of the marks of a suggestion: name, label and quote are worth one each where all their words stand there."""
CLEARLY = 0.3
"""By how much a suggestion is better than the next. Source of these and of the weights below: `benchmarks/drafts.py`;
they are those with which most suggestions are right where six of seven are, and nearly half of that is room for
chance."""
_QUOTE, _VALUE, _ATTESTED = 1.5, 1.0, 0.3
_LEAST_QUOTE = 0.2
"""Of the words of an earlier quote, for an equal value to count."""
_MOST_OF = 0.7
"""Of the words of a name and of a label, where no earlier claim has the two together."""
_RARE = 4.0
"""Weight of a name's words that tells it from others by itself: a word of one quote among fifty."""
_GENERIC = frozenset(("dat", "day", "year", "tim", "number", "amount"))
"""Stems of words in labels that tell only what sort of value it is."""
_LEAST_STEM = 4
_IN_QUOTE = 3
"""Words that a clause shares with a quote at least, for it to count in full."""
_DATATYPES = {"amount": ("quantity",), "date": ("date", "interval"), "rank": ("rank",)}
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"[0-9]")
_SMALL_TEXT = (
    "a an and as at by for from in its of on or per the to with has have had is are was were be been that this "
    "their it which who than more about over"
)
_SMALL = frozenset(_SMALL_TEXT.split())  # fmt: skip
"""Words that tell nothing of what is spoken of."""


class Names(NamedTuple):
    """What suggestions are made from: each entity by the words of its names, the names of each entity and the labels
    of the properties as the words that tell something, earlier claims by subject and property, and how much a word
    weighs.
    """

    entities: Mapping[tuple[str, ...], str]
    named: Mapping[str, tuple[frozenset[str], ...]]
    labels: Mapping[str, frozenset[str]]
    earlier: Mapping[tuple[str, str], Sequence[Earlier]]
    weights: Mapping[str, float]
    vocabulary: Vocabulary


class Earlier(NamedTuple):
    """What somebody claimed of another document: the words that tell something, and the figure."""

    words: frozenset[str]
    figure: str


Mention = tuple[int, str]
"""Where an entity is named, and which."""


def names_of(vocabulary: Vocabulary, claims: Iterable[Claim] = ()) -> Names:
    """A name that two entities have names neither."""
    claims = tuple(claims)
    spelt: dict[tuple[str, ...], set[str]] = {}
    for entity in vocabulary.entities.values():
        for name in (entity.label, *entity.also):
            spelt.setdefault(tuple(_words(name)), set()).add(entity.name)
    entities = {words: min(found) for words, found in spelt.items() if words and len(found) == 1}
    named = {
        entity.name: tuple(telling(name) for name in (entity.label, *entity.also))
        for entity in vocabulary.entities.values()
    }
    kinds = {kind for some in _DATATYPES.values() for kind in some}
    labels = {prop.name: telling(prop.label) for prop in vocabulary.properties.values() if prop.datatype in kinds}
    about = grouped(
        (claim for claim in claims if claim.property in labels), lambda claim: (claim.subject, claim.property)
    )
    earlier = {key: [Earlier(telling(one.quote), _figure(one.value)) for one in some] for key, some in about.items()}
    bags = [*(telling(claim.quote) for claim in claims), *(frozenset().union(*names) for names in named.values())]
    counts = Counter(word for bag in bags for word in bag)
    weights = {word: math.log((len(bags) + 1) / (number + 1)) for word, number in counts.items()}
    return Names(entities, named, labels, earlier, weights, vocabulary)


def _figure(value: str) -> str:
    """The first digits of a value, else its words: what two claims of one figure share."""
    found = re.search(r"[0-9][0-9.,]*", value)
    return found[0].rstrip(".,") if found else value.casefold()


def _words(text: str) -> Iterator[str]:
    """Words in small letters, but for those all in capitals: `US` is no `us`."""
    return (word if word.isupper() else word.casefold() for word in _WORD.findall(text))


def telling(text: str) -> frozenset[str]:
    """The stems of the words that tell something, without figures."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if word not in _SMALL and not word.isdigit() and len(word) > 1)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def mentions(text: str, names: Names) -> tuple[Mention, ...]:
    """The entities that a text names, and where; of names that begin together the longest."""
    return tuple(_mentions(text, names.entities))


def _mentions(text: str, entities: Mapping[tuple[str, ...], str]) -> Iterator[Mention]:
    words = [(match.start(), match[0]) for match in _WORD.finditer(text)]
    folded = tuple(_words(text))
    k = 0
    while k < len(words):
        sizes = (size for size in range(MOST_IN_NAME, 0, -1) if folded[k : k + size] in entities)
        size = next(sizes, 0)
        if size:
            yield words[k][0], entities[folded[k : k + size]]
        k += size or 1


def suggested(part: str, phrase: Phrase, named: Sequence[Mention], spoken: str, names: Names) -> tuple[str, str]:
    """The subject and the property of a figure in a sentence; the second may be empty, or both. `spoken`: the entity
    that the text named last before it.
    """
    near = telling(part[max(0, phrase.start - BESIDE) : phrase.end + BESIDE])
    scores = sorted(((_score(pair, near, phrase, names), pair) for pair in _pairs(near, phrase, names)), reverse=True)
    if scores and scores[0][0] >= LEAST and (len(scores) == 1 or scores[0][0] - scores[1][0] >= CLEARLY):
        return scores[0][1]
    if names.earlier:
        return _by_names(part, phrase, named, names) or (_subject(named, phrase) or spoken, "")
    return _subject(named, phrase) or spoken, _by_label(part, phrase, names)


def headed(headings: Sequence[str], phrase: Phrase, names: Names) -> tuple[str, str]:
    """The subject and the property of a figure in a table, by the headings of its row, of its column, of the part of
    the table and of the table: the first that names an entity, and the first that has all words of one label. The
    latter two name a property only where the former say no more than an entity or a time.
    """
    row, column, *rest = headings
    subject = next((mentioned[0][1] for words in headings if (mentioned := mentions(words, names))), "")
    known = frozenset().union(*(words for name in names.named.values() for words in name))
    own = telling(column) <= known and bool(telling(column) or not any(map(str.isalpha, column)))
    above = rest if own and telling(row) <= known else ()
    return subject, next((name for words in (column, row, *above) if (name := _by_label(words, phrase, names))), "")


def _pairs(near: frozenset[str], phrase: Phrase, names: Names) -> set[tuple[str, str]]:
    """The subjects and properties that can be meant: those of earlier claims, and those of which a clause has the
    words.
    """
    fitting = {name for name in names.labels if fits(phrase, names.vocabulary.properties[name], names.vocabulary)}
    spoken = {name for name in fitting if _part(names.labels[name], near, names) >= _MOST_OF}
    subjects = [name for name in names.named if spoken and _named(name, near, names) >= _MOST_OF]
    pairs = {pair for pair in names.earlier if pair[1] in fitting}
    return pairs | {(subject, name) for subject in subjects for name in spoken}


def _score(pair: tuple[str, str], near: frozenset[str], phrase: Phrase, names: Names) -> float:
    subject, name = pair
    quote = value = 0.0
    for one in names.earlier.get(pair, ()):
        quote = max(quote, _part(one.words, near, names) * min(1, len(one.words & near) / _IN_QUOTE))
        value = max(value, _VALUE if one.figure == _figure(phrase.literal) else 0.0)
    return (
        _named(subject, near, names)
        + _part(names.labels[name], near, names)
        + _QUOTE * quote
        + (value if quote > _LEAST_QUOTE else 0)
        + (_ATTESTED if pair in names.earlier else 0)
    )


def _named(subject: str, near: frozenset[str], names: Names) -> float:
    """How far a clause names an entity: common words alone name nobody."""
    known = names.named.get(subject, ())
    return max((_part(words, near, names) * min(1, _weight(words & near, names) / _RARE) for words in known), default=0)


def _part(words: frozenset[str], near: frozenset[str], names: Names) -> float:
    """How much of some words stands in a clause, by weight."""
    whole = _weight(words, names)
    return _weight(words & near, names) / whole if whole else 0


def _weight(words: Iterable[str], names: Names) -> float:
    return sum(names.weights.get(word, 0) for word in words)


def _subject(named: Sequence[Mention], phrase: Phrase) -> str:
    """The entity that is named last before a phrase, else the first one."""
    before = [name for at, name in named if at < phrase.start]
    return before[-1] if before else named[0][1] if named else ""


def _by_names(part: str, phrase: Phrase, named: Sequence[Mention], names: Names) -> tuple[str, str] | None:
    """The entity whose own name stands beside a figure and is clearly the rarest there, and the one property of whose
    label the words up to the next figures have all, in whatever form (`signed`, of a date of signature). Somebody
    claims that property of an entity of the same type.
    """
    before, after = part[max(0, phrase.start - BESIDE) : phrase.start], part[phrase.end : phrase.end + BESIDE]
    near, own_words = telling(f"{before} {after}"), telling(f"{_DIGIT.split(before)[-1]} {_DIGIT.split(after)[0]}")
    beside = {name for at, name in named if abs(at - phrase.start) <= BESIDE}
    weighed = sorted(((_rarity(name, near, names), name) for name in beside), reverse=True)
    if not weighed or weighed[0][0] < _RARE or (len(weighed) > 1 and weighed[0][0] < 2 * weighed[1][0]):
        return None
    own, sort = frozenset().union(*names.named.get(weighed[0][1], ())), _type(weighed[0][1], names)
    claimed = {name for subject, name in names.earlier if sort and _type(subject, names) == sort}
    said = [
        name
        for name, words in names.labels.items()
        if name in claimed
        and (rest := words - _GENERIC)
        and all(any(_kin(word, other) for other in own_words - own) for word in rest)
    ]
    fitting = [name for name in said if fits(phrase, names.vocabulary.properties[name], names.vocabulary)]
    return (weighed[0][1], fitting[0]) if len(fitting) == 1 else None


def _type(subject: str, names: Names) -> str:
    entity = names.vocabulary.entities.get(subject)
    return entity.type if entity else ""


def _rarity(subject: str, near: frozenset[str], names: Names) -> float:
    return max((_weight(words, names) for words in names.named.get(subject, ()) if words <= near), default=0)


def _kin(one: str, other: str) -> bool:
    """Two stems are forms of one word: all but the last letter of the shorter, and four letters at least, are equal."""
    size = max(_LEAST_STEM, min(len(one), len(other)) - 1)
    return one[:size] == other[:size] and min(len(one), len(other)) >= _LEAST_STEM


def _by_label(part: str, phrase: Phrase, names: Names) -> str:
    """The property of whose label most words stand in a sentence and that can have the value; none where two do.

    Why: all that there is, where nobody has claimed anything yet.
    """
    said = telling(part)
    fitting = [(len(words), name) for name, words in names.labels.items() if words and words <= said]
    fitting = [one for one in fitting if fits(phrase, names.vocabulary.properties[one[1]], names.vocabulary)]
    most = max((size for size, _ in fitting), default=0)
    best = [name for size, name in fitting if size == most]
    return best[0] if len(best) == 1 else ""


def fits(phrase: Phrase, prop: Property, vocabulary: Vocabulary) -> bool:
    """The phrase is a value of the property, in a unit where that has one."""
    if prop.datatype not in _DATATYPES.get(phrase.sort, ()):
        return False
    literal = value_of(phrase.literal, prop)
    try:
        if prop.datatype == "rank":
            read_rank(literal, "en")
        elif prop.datatype == "interval":
            read_span(literal, vocabulary.fiscal_years)
        elif prop.datatype == "date":
            return read_moment(literal, vocabulary.fiscal_years, "en").precision != "interval"
        else:
            read_value(literal, prop, vocabulary)
        return prop.datatype != "quantity" or bool(parse(literal).unit) or not is_measure(prop.unit)
    except LiteralError:
        return False


_BESIDE_DATE = re.compile(r"(?:since|from|through|until|till)\s+(?:the\s+)?", re.IGNORECASE)


def value_of(literal: str, prop: Property | None) -> str:
    """The value as the property takes it: the day since when, or until when, is a date's."""
    if prop and prop.datatype == "date" and (led := _BESIDE_DATE.match(literal)):
        return literal[led.end() :]
    return literal
