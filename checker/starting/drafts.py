"""The figures and dates of a text become drafts of claims, for somebody to confirm, correct or drop.

Each has the words that say it and the value; a subject and a property where the vocabulary has names for what the
sentence speaks of. Left out is what says no number of its own (`most`), what is
told from another date, and what the text says again in the same words; `checker.starting.parts` tells the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count, islice
from typing import NamedTuple

from checker.literals.dates.dates import read_moment
from checker.literals.literal import LiteralError
from checker.model.claim import ENGLISH, Claim, Document
from checker.model.fault import Mark
from checker.model.vocabulary import Vocabulary
from checker.quotes.aside import of_before
from checker.quotes.phrase import Phrase
from checker.quotes.text_figures import figures, with_noun
from checker.quotes.voice import speech
from checker.readers.claims import WORD_LIMIT, long_quote
from checker.readers.files.text import NAME_LENGTH
from checker.rules.registry import RULES
from checker.rules.rule import Doubt
from checker.starting.binding import Names, headed, mentions, names_of, suggested, value_of
from checker.starting.cells import NOTE, TableCell, in_unit
from checker.starting.parts import parts
from checker.starting.ranks import ranks
from checker.starting.relative import relative_dates
from checker.texts.anchors import SourceText, locate_quote, spaced
from checker.texts.search import MANY, Searched, listed, places
from checker.texts.text import Text

MOST_CHARACTERS = 1_000_000
"""Of a text: some two minutes."""
MOST_IN_PREFIX = 15
"""Words before a quote that tell it from others."""
_PIECE = re.compile(r"\S+")
_CLAUSE_END = re.compile(r"[,;:!?—–)\]][\"'”’]*$")
_OPENING, _CLOSING = " •‣▪·*–—-([\"'“‘«", " ,;:!?–—)]\"'”’»"
LEAST_IN_QUOTE = 5
"""Words of a clause that pins a claim: `In 1976` alone pins none."""
_AS_OF = re.compile(r"\b(?:in|as of|as at|at the end of|by the end of|during)\s+\S", re.IGNORECASE)
"""Words before the time of which a figure is."""
_AWAY = re.compile(
    r"(?: [\w’'-]+){0,2} (?:an?|one|the|two|three|[0-9]+) \w+ (?:earlier|later|ago|before|after)\b", re.IGNORECASE
)
"""Words behind a figure of another time: `1,900 a year earlier`."""
_OF_ANOTHER = re.compile(
    r"\b(?:(?:up|down)\s+from|compared\s+(?:with|to)|versus|than|as against|from)\b", re.IGNORECASE
)
"""Words between a figure and the time of the one with which it is compared: `50, up from 40 in 1988`."""
_MADE = re.compile(
    r"(?<!\bwas)(?<!\bwere)(?<!\bbeen)(?<!\bhad)(?<!\bhas)(?<!\bhave)(?<!\bis)(?<!\bare)(?<!\bbe)"
    r"\s(?:built|made|begun|held|born|found|laid|set up|founded|opened|launched|completed|signed|created|introduced"
    r"|established|finished|published|adopted|passed|commissioned)\s+$",
    re.IGNORECASE,
)
"""A participle before a date, which is that of a thing then: `the crane, built in 1968, lifts 40 tonnes`."""
_SCORE = re.compile(r"[0-9]+(?:\s?:\s?[0-9]+)+")
"""A score, a ratio or a time of day, which is no figure of its own."""
_IN_BRACKETS = re.compile(r"\(([^()]+)\)$")
_PRECISE = frozenset({"day", "month", "year", "quarter", "season", "half"})


FIELDS = (
    *("id", "quote", "quote_prefix", "subject", "property", "value", "as_of", "said_by", "because", "note"),
    "proposed_by",
)
"""The fields of a claim that a draft may have, in the order of the file."""


class _Source(NamedTuple):
    """The words of a text with each run of spaces as one, and the text prepared for finding quotes."""

    words: Searched
    text: SourceText


def drafts_of(text: Text, document: Document, vocabulary: Vocabulary, earlier: Iterable[Claim] = ()) -> Iterator[Claim]:
    """A draft for each figure, date and rank of a document's text, in order; none of what surrounds the document.
    `earlier`: claims of other documents.
    """
    names, source = names_of(vocabulary, earlier), _Source(listed(" ".join(text.words.split())), spaced(text, MANY))
    spoken, last, at = "", "", 0
    taken: dict[str, int] = {}
    for part in parts(text):
        if not isinstance(part, str):
            at = source.words.words.index(part.words, at)
            for claim in _of_cell(part, document, names) if isinstance(part, TableCell) and part.is_data else ():
                if apart := _told_apart(claim, source, at + part.words.index(claim.quote)):
                    yield replace(apart, id=identified(apart.property, taken))
            at += len(part.words)
            last = ""
            continue
        at = source.words.words.index(part, at)
        named = mentions(part, names)
        told = figures(part, vocabulary, document.language)
        dated = [phrase for phrase in told if phrase.sort == "date"]
        for phrase, because in _all(part, told, last, document):
            claim = _claim(part, phrase, because, document, vocabulary)
            if claim and (claim := _told_apart(claim, source, at + part.index(claim.quote))):
                claim = _bound(claim, phrase, suggested(part, phrase, named, spoken, names), vocabulary)
                claim = _with_speaker(_with_time(claim, phrase, part, dated, vocabulary), phrase, part, names)
                yield replace(claim, id=identified(claim.property, taken))
        last = dated[0].literal if len(dated) == 1 else ""
        spoken = named[0][1] if named else spoken
        at += len(part)


def _of_cell(cell: TableCell, document: Document, names: Names) -> Iterator[Claim]:
    """A draft for each figure and date of a cell, with what its headings say of it. A date in brackets behind a figure
    is that of which the figure is.
    """
    vocabulary, words = names.vocabulary, NOTE.sub("", cell.words)
    own = _IN_BRACKETS.search(words)
    own_time = _time_in(own[1], vocabulary) if own else ""
    words = words[: own.start()].rstrip() if own and own_time and own.start() else words
    time = own_time or next(filter(None, (_time_in(heading, vocabulary) for heading in cell.headings)), "")
    for phrase in () if _SCORE.fullmatch(words) else figures(words, vocabulary, document.language):
        claim = _claim(words, phrase, cell.context, document, vocabulary)
        if claim and phrase.sort == "amount":
            phrase = replace(phrase, literal=in_unit(claim.value, cell, document.language))
            added = phrase.literal.removeprefix(claim.value).strip()
            claim = replace(claim, value=phrase.literal, because=f"{claim.because}{added and f'; in {added}'}")
        if claim:
            claim = _bound(claim, phrase, headed(cell.headings, phrase, names), vocabulary)
            prop = vocabulary.properties.get(claim.property)
            lasting = phrase.sort != "amount" or (prop and prop.kind in ("event", "constant"))
            yield claim if lasting else replace(claim, as_of=time)


def _time_in(words: str, vocabulary: Vocabulary) -> str:
    """The one date that some words name, if it is no stretch of several years."""
    dated = [phrase.literal for phrase in figures(words, vocabulary, "en") if phrase.sort == "date"]
    if len(dated) != 1:
        return ""
    try:
        return dated[0] if read_moment(dated[0], vocabulary.fiscal_years, "en").precision in _PRECISE else ""
    except LiteralError:
        return ""


def _all(part: str, told: list[Phrase], last: str, document: Document) -> Iterator[tuple[Phrase, str]]:
    """What a sentence says in figures, as ranks and by other dates, in order; none lies in another. Each with the words
    for what it rests on beyond them.
    """
    english = document.read_in == ENGLISH
    dated = [phrase for phrase in told if phrase.sort == "date"]
    moved = list(relative_dates(part, last, dated, document.published)) if english else []
    placed = [(phrase, "") for phrase in ranks(part)] if english else []
    more = [*moved, *placed]
    plain = ((phrase, "") for phrase in told if not any(_meet(phrase, other) for other, _ in more))
    yield from sorted((*more, *plain), key=lambda pair: pair[0].start)


def _meet(one: Phrase, other: Phrase) -> bool:
    return one.start < other.end and other.start < one.end


def _claim(part: str, phrase: Phrase, because: str, document: Document, vocabulary: Vocabulary) -> Claim | None:
    """The draft with the first quote that says its value by itself, its noun where it counts one."""
    value = with_noun(part, phrase, document.language) if phrase.sort == "amount" else phrase.literal
    end = phrase.end + len(value) - len(phrase.literal)
    for quote in _quotes(part, replace(phrase, end=end)):
        if not long_quote(quote) and (because or phrase.sort == "rank" or _says(quote, phrase, document, vocabulary)):
            return Claim("", document, quote, Mark(""), value=value, because=because, draft=True)
    return None


def _says(quote: str, phrase: Phrase, document: Document, vocabulary: Vocabulary) -> bool:
    return any(one.literal == phrase.literal for one in figures(quote, vocabulary, document.language))


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
    while end > phrase.end and part[end - 1] in _CLOSING and not (part[end - 1] == ")" and "(" in part[start:end]):
        end -= 1
    return part[start:end]


def _told_apart(claim: Claim, source: _Source, at: int) -> Claim | None:
    """The draft with as many words before its quote, which stands there, as tell it from others; none where so many
    words stand in several places: the text says the same again.
    """
    words, end = source.words.words, at + len(claim.quote)
    start, text = at, words[at:end]
    for _ in range(MOST_IN_PREFIX + 1):
        if [*islice(places(source.words, text), 2)] == [start]:
            alone = replace(claim, quote_prefix=words[start:at].strip())
            return alone if locate_quote(source.text, alone) else None
        if not start:
            return None
        start = words.rfind(" ", 0, max(start - 1, 0)) + 1
        text = words[start:end]
    return None


def _bound(claim: Claim, phrase: Phrase, about: tuple[str, str], vocabulary: Vocabulary) -> Claim:
    """The draft with what is suggested, unless its quote does not say the value then: what it denies, for one."""
    subject, name = about
    if not name:
        return replace(claim, subject=subject)
    bound = replace(claim, subject=subject, property=name, value=value_of(phrase.literal, vocabulary.properties[name]))
    answers = (answer for rule in RULES if rule.claim for answer in rule.claim(bound, vocabulary))
    wrong = any(isinstance(answer, Doubt) and answer.sure for answer in answers)
    return replace(claim, subject=subject) if wrong else bound


def _with_time(claim: Claim, phrase: Phrase, part: str, dated: list[Phrase], vocabulary: Vocabulary) -> Claim:
    """The draft as of the one date that its sentence names, where it is an amount that may change."""
    prop = vocabulary.properties.get(claim.property)
    if phrase.sort != "amount" or len(dated) != 1 or (prop and prop.kind in ("event", "constant")):
        return claim
    only = dated[0]
    lead = _AS_OF.search(part, 0, only.start + len(only.literal)) if only.literal else None
    if not lead or lead.end() > only.end or _AWAY.match(part, phrase.end) or _MADE.search(part, 0, lead.start()):
        return claim
    if re.fullmatch(r"\s*to\s+", part[only.end : phrase.start]):
        return claim  # it rose from so much then to so much
    between = part[phrase.end : only.start]
    if _OF_ANOTHER.search(between) or (of_before(part, phrase, "", ()) and re.search(r"\bto\b", between)):
        return claim
    return replace(claim, as_of=_time_in(only.literal, vocabulary))


def _with_speaker(claim: Claim, phrase: Phrase, part: str, names: Names) -> Claim:
    """The draft with who is reported to say so; in a note, where the vocabulary has no name for them."""
    words = speech(part, phrase)
    if not words:
        return claim
    verb = words.find("·")
    said = sorted(mentions(words, names), key=lambda mention: abs(mention[0] - verb))
    if said:
        return replace(claim, said_by=said[0][1])
    named = words.replace("·", "…") if verb >= 0 else words.partition(",")[0]
    return replace(claim, note=f"somebody is reported to say so: {' '.join(named.split())}")


def identified(base: str, taken: dict[str, int]) -> str:
    """An identifier that no other draft of the document has, made of the property's. `taken` has the identifiers that
    there are, each with the number that is tried behind it next; the new one is taken then.
    """
    base = base[: NAME_LENGTH - 8]
    if base and base not in taken:
        taken[base] = 2
        return base
    numbers = count(taken.get(base, 1))
    number = next(number for number in numbers if (f"{base}-{number}" if base else f"d{number}") not in taken)
    name = f"{base}-{number}" if base else f"d{number}"
    taken[base], taken[name] = number + 1, 2
    return name


def fields_of(claim: Claim) -> dict[str, str]:
    """What a claim file says of a draft."""
    return {name: value for name in FIELDS if (value := getattr(claim, name))}
