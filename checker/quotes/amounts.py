"""A running text is scanned for amounts: the longest phrases that the grammar of literals reads as one value each.

Quiet: digits in names (`F-35`, `SM-3`) and places in an order (`the 2nd`) are no amounts; nouns that are counted are
no part of the phrase, since what is counted the property tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.languages.numerals import SMALL
from checker.literals.compound import compound_at
from checker.literals.grammar import parse
from checker.literals.leads import range_lead
from checker.literals.literal import LiteralError
from checker.literals.numbers.hedges import CANONICAL, OPPOSITE, hedge_after, hedged_from, hedges_before
from checker.literals.numbers.number import CARDINALS, FULL_WORDS, GROUPS, MAGNITUDES, PARTS, WrittenNumber
from checker.literals.numbers.numerals import numbers_at
from checker.literals.numbers.vague import TABLE, vague_at
from checker.literals.units.money import BEFORE_NUMBERS
from checker.literals.units.signs import currency_at, is_currency_sign, with_states
from checker.literals.units.tidy import COEFFICIENT, is_measure, tidy_unit
from checker.literals.words import LOOKAHEAD, Token, adjoin, tokens
from checker.quotes.phrase import Phrase

MOST_BEFORE = 8
"""Tokens of hedges and leads before a number: `somewhere in the region of about`."""
MOST_IN_UNIT = 7
"""Tokens: `deaths per 1,000 live births a year`."""

_JOINTS = frozenset({"to", "–", "—", "-", "or", "through", "until", "and", "but", "±", "+", "plus"})
_FUNCTION_WORDS = (
    "in on at for from by with within without to than that who which where when while and or but as of is are was were "
    "be been being has have had will would can could may might must did does do"
)
_NO_UNIT = frozenset((*_FUNCTION_WORDS.split(), *';,()[]:."“”?!'))
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_ARTICLES = frozenset({"a", "an"})
_AWAY = frozenset({"ago", "earlier", "later", "before", "after", "previously", "old"})
"""Words behind a stretch of time that is no part of a rate: `2.8 % a month earlier`."""
_HEADS_TEXT = (
    "person people capita head household inhabitant inhabitants share ticket night bottle copy trip seat unit "
    "piece dose pupil student child vote box bag pack carton game session room word vehicle visit visitor "
    "customer user worker"
)
_HEADS = frozenset(_HEADS_TEXT.split())
"""Of what amounts are told for each: `$2.50 a share`."""
_ONE = frozenset({"one", "a", "an", "no", "all", "every", "most", "few", "none", "half", "couple"})
"""Words that are more often no figure at all: `one of the largest`."""

_PER = re.compile(r"(?:^|\s)per\s+[a-z]{3,}$")
_NUMERALS = {"bilateral": "2", "trilateral": "3", "quadrilateral": "4", "trio": "3", "quartet": "4", "twins": "2"}
"""Words that have a number in them, and do not say it as an amount."""
_STARTS = frozenset(
    ("half", "quarter", "nil", "nought", "naught", "minus", "negative", "万", "億", *_ARTICLES, *SMALL.split(), *PARTS)
    + (*CARDINALS.values(), *FULL_WORDS, *GROUPS, *MAGNITUDES, *map(str.lower, BEFORE_NUMBERS))
    + (*(words.split()[0] for words in TABLE), "in", "into", "numbering", "numbered", "running", "runs")
)
"""Words with which an amount may begin."""
_CHANGES = (
    "rose|risen|rises|rising|rise|increased?|increases|increasing|grew|grown|grows|growing|grow|fell|fallen|falls|falling|fall"
    "|declined?|declines|declining|drop(?:s|ped|ping)?|decreased?|decreases|decreasing|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?"
    "|gain(?:s|ed|ing)?|add(?:s|ed|ing)?|los[et]|losing|slip(?:s|ped|ping)?|slid|slides?|sank|sinks?|shrank|shrunk|soar(?:s|ed)?"
    "|surg(?:es?|ed|ing)|plung(?:es?|ed|ing)|eas(?:es?|ed|ing)|tumbled?|dipped|edged|advanced?|cut(?:s|ting)?|reduc(?:es?|ed|ing)"
    "|rais(?:es?|ed|ing)|lower(?:s|ed|ing)?|doubled?|tripled?|widen(?:s|ed)?|narrow(?:s|ed)?|went|gone|goes|chang(?:es?|ed)|up"
    "|down|higher|lower"
)
_CHANGED = re.compile(rf"\b(?:{_CHANGES})\s+$", re.IGNORECASE)
_CHANGED_BY = re.compile(rf"\b(?:{_CHANGES})\s+by\s+$", re.IGNORECASE)
_LEAST_GROWN = 3
"""How many times what it grew by it is at least, for `by £1.2 million to £4.7 million` to be no range."""
_CHANGING = re.compile(rf"\b(?:{_CHANGES})\b[^.,;:]{{0,60}}$", re.IGNORECASE)
"""Words of a change, before the figures by how much, from what and to what."""
_CONTEST = re.compile(
    r"\b(?:w[io]ns?|winning|los[es]|lost|loss|beat\w*|defeat\w*|victor\w+|draw\w*|drew|tied?|scor\w+|vot\w+|ruling|ruled|lead|led"
    r"|leading|trail\w*|thrash\w*|triumph|shootout|set|sets|match|game|goals?|aggregate|penalties)\b",
    re.IGNORECASE,
)
_BESIDE_SCORE = 25
"""Characters beside a hyphen among which a contest is named."""
_NOT_DONE = r"(?:(?:\bnot|n['’]t|\bnever)|\b(?:fail(?:s|ed|ing)?|unable|yet)\s+to)"
_VERBS = (
    (re.compile(rf"{_NOT_DONE}\s+(?:exceed(?:ed|ing)?|surpass(?:ed)?|top(?:ped)?)\s+$", re.I), "at most"),
    (re.compile(r"\b(?:exceed(?:s|ed)?|surpass(?:es|ed)?|topp(?:ed|ing)|tops)\s+$", re.I), "over"),
    (re.compile(rf"{_NOT_DONE}\s+(?:reach(?:ed)?|hit|make)\s+$", re.I), "under"),
)
"""Verbs that stand for the hedge of the figure after them."""
_DENIED = re.compile(
    r"(?:\b(?:not|never|at no time)|n['’]t)(?!\s+(?:only|until|just|merely|least|before)\b)(?:\s+[\w’'-]+){0,4}\s+$",
    re.IGNORECASE,
)
"""A denial of what stands behind it: `never carried more than 50` bounds, and denies no figure."""
_MOST_NOUNS = 3
"""Words of what is counted between a figure and the hedge behind it: `50 members of crew or more`."""
_BEHIND_NOUN = frozenset({"or", "at"})
"""First words of hedges that may stand behind what is counted."""


@lru_cache(64)
def amounts(text: str, language: str = "") -> tuple[Phrase, ...]:
    """The amounts of a text of at most so many characters as a literal may have, in order; none lies in another."""
    return tuple(_amounts(text, language))


def _amounts(text: str, language: str) -> Iterator[Phrase]:
    try:
        row = with_states(tokens(text))
    except LiteralError:
        return
    i = 0
    while row[i].kind != "end":
        if number := _NUMERALS.get(row[i].word):
            yield Phrase("amount", number, row[i].start, row[i].end, vague=True)
            i += 1
            continue
        if _is_no_start(row[i]) or _in_name(row, i) or _is_dash(row, i) or not (end := _amount_end(row, i, text)):
            i += 1
            continue
        phrase, after = _longest(row, i, end, text, language)
        yield phrase
        i = max(after, i + 1)


def _longest(row: tuple[Token, ...], i: int, end: int, text: str, language: str) -> tuple[Phrase, int]:
    """The longest phrase about the amount at token `i` that reads as one value, and the token after it."""
    ranged = 0 if _is_score(row, end, text) else _range_end(row, i, end, text)
    before = hedged_from(row, i, MOST_BEFORE)
    lead = _led_from(row, before)
    if lead < before and row[lead].word == "from" and _CHANGING.search(text, 0, row[lead].start):
        lead, ranged = before, 0
    bare_end = _bare_end(row, i)
    vague = bare_end == i or (row[i].word in _ONE and bare_end == i + 1)
    for start, last in ((lead, ranged), (before, ranged), (before, end), (i, ranged), (i, end), (i, bare_end)):
        if last > i:
            literal = text[row[start].start : row[last - 1].end]
            if _reads(literal, language):
                begin, bare = row[start].start, text[row[i].start : row[last - 1].end]
                hedge, before = _by_verb(text, begin) if start == i else _by_denial(text, begin, literal, language)
                if hedge and _reads(f"{hedge} {bare}", language):
                    return Phrase("amount", f"{hedge} {bare}", before, row[last - 1].end, vague), last
                hedge, after = _behind_noun(row, last, text)
                if hedge and start == i and _reads(f"{literal} {hedge}", language):
                    return Phrase("amount", f"{literal} {hedge}", begin, row[after - 1].end, vague), after
                return Phrase("amount", literal, begin, row[last - 1].end, vague), last
    return Phrase("unread", text[row[i].start : row[end - 1].end], row[i].start, row[end - 1].end, vague), end


def _is_no_start(token: Token) -> bool:
    """No amount begins with this word: most words of a text are told so at once."""
    return token.kind == "word" and token.word not in _STARTS and not token.text.isupper()


@lru_cache(4096)
def _reads(literal: str, language: str) -> bool:
    try:
        parse(literal, frozenset(), language)  # as values are read, so that the form of one is kept for the other
    except LiteralError:
        return False
    return True


def _in_name(row: tuple[Token, ...], i: int) -> bool:
    """Digits that are part of a name (`F-35`, `G7`), or a place in an order (`2nd`)."""
    token, after = row[i], row[i + 1]
    if token.kind != "digits":
        return False
    if adjoin(token, after) and after.word in _ORDINAL:
        return True
    if i and adjoin(row[i - 1], token):
        before = row[i - 1]
        letters = before.kind == "word" and before.word != "c"
        hyphened = before.word == "-" and i > 1 and adjoin(row[i - 2], before) and row[i - 2].kind == "word"
        return letters or (hyphened and row[i - 2].word != "magnitude")
    return adjoin(token, after) and after.kind == "word" and after.text.isupper() and adjoin(after, row[i + 2])


def _is_dash(row: tuple[Token, ...], i: int) -> bool:
    """A hyphen that is no sign: `mid-1990`, `total - 55 sq km`."""
    return row[i].word == "-" and not (adjoin(row[i], row[i + 1]) and not (i and adjoin(row[i - 1], row[i])))


def _numbers(row: tuple[Token, ...], i: int, money: bool = False) -> list[tuple[WrittenNumber, int]]:
    """The numbers at a token; where what follows makes them badly written (`40 in 2015`), those that stop before."""
    try:
        return numbers_at(row, i, money)
    except LiteralError:
        stop = next((k for k in range(i + 1, len(row)) if row[k].word in _NO_UNIT or row[k].kind == "end"), i + 1)
        end = row[stop - 1].end
        cut = (*row[:stop], *[Token("end", "", "", end, end)] * LOOKAHEAD)
        try:
            return numbers_at(cut, i, money)
        except LiteralError:
            return []


def _bare_end(row: tuple[Token, ...], i: int) -> int:
    """The token after the number alone; `i` itself where none starts there."""
    currency, j = currency_at(row, i)
    numbers = _numbers(row, j, bool(currency))
    return numbers[0][1] if numbers else i


def _amount_end(row: tuple[Token, ...], i: int, text: str) -> int:
    """The token after the amount that starts at token `i`: number, hedge, unit, hedge; 0 where none starts there."""
    currency, j = currency_at(row, i)
    numbers = _numbers(row, j, bool(currency))
    if numbers:
        if several := _in_several_units(row, numbers[0], currency):
            return several
        _, end = hedge_after(row, numbers[0][1])
    elif not currency and (vague := vague_at(row, i)):
        end = vague[1]
    elif row[i].word in _ARTICLES and row[i + 1].kind == "word" and is_unit(row[i + 1].text):
        end = i + 1  # a decade
    else:
        return 0
    _, end = hedge_after(row, _unit_end(row, end, text))
    return end


def _in_several_units(row: tuple[Token, ...], number: tuple[WrittenNumber, int], currency: str) -> int:
    """The token after `5 ft 2 in`; 0 where there are not several units."""
    try:
        found = compound_at(row, *number, currency)
    except LiteralError:
        return 0
    return found[1] if found else 0


def _unit_end(row: tuple[Token, ...], i: int, text: str) -> int:
    """The token after the longest unit that starts at token `i`; `i` itself where none does."""
    begin = i + (row[i].word == "-" and row[i + 1].kind == "word" and adjoin(row[i], row[i + 1]))
    end = i
    for k in range(begin, min(begin + MOST_IN_UNIT, len(row))):
        if row[k].kind == "end" or row[k].word in _NO_UNIT or (k == begin and row[k].kind == "digits"):
            break
        if is_currency_sign(row[k]) and row[k + 1].kind == "digits":
            break  # the next amount
        if row[k + 1].word == "-" and adjoin(row[k], row[k + 1]) and row[min(k + 2, len(row) - 1)].kind == "digits":
            break  # 10 MV-22 aircraft
        if row[k].word in _ARTICLES and row[k + 2].word in _AWAY:
            break  # 2.8 % a month earlier
        if row[k].word not in _ARTICLES and is_unit(text[row[begin].start : row[k].end]):
            end = k + 1
    return end


@lru_cache(4096)
def is_unit(words: str) -> bool:
    """The words are a unit that everybody knows; of a rate what is counted may have any name of two words."""
    above, *below = tidy_unit(words).split("/")
    each = bool(_PER.search(words))
    if not all(
        part and (is_measure(part) or COEFFICIENT.match(part) or part in _HEADS or (each and part.isalpha()))
        for part in below
    ):
        return False
    return is_measure(above) if above and not below else bool(below) and len(above.split()) <= 2


def _range_end(row: tuple[Token, ...], first: int, i: int, text: str) -> int:
    """The token after a second amount that a joint at token `i` ties to the first; 0 where there is none."""
    if row[i].word not in _JOINTS:
        return 0
    sign = 3 if [token.word for token in row[i : i + 3]] in (["+", "/", "-"], ["plus", "or", "minus"]) else 1
    _, j = hedges_before(row, i + sign)
    end = _amount_end(row, j, text) if row[j].kind != "end" else 0
    return 0 if end and row[i].word == "to" and _is_change_to(row, (first, i), (j, end), text) else end


def _is_change_to(row: tuple[Token, ...], first: tuple[int, int], second: tuple[int, int], text: str) -> bool:
    """By how much something changed, and to what: `rose 3.4 percent to 1,204.50`, `fell $3 to $50`, `a tenth to 50`."""
    if _is_share(row, first[0]) and not _is_share(row, second[0]) and _CHANGING.search(text, 0, row[first[0]].start):
        return True
    money, more = (bool(currency_at(row, start)[0]) for start, _ in (first, second))
    united, also = (_bare_end(row, start) < end for start, end in (first, second))
    if united and not money and (more or not also):
        return True
    if not (money or united):
        return False
    if _CHANGED_BY.search(text, 0, row[first[0]].start):
        by, to = (_numbers(row, currency_at(row, start)[1], money)[:1] for start, _ in (first, second))
        relative = "%" in text[row[first[0]].start : row[first[1]].start] or (by and by[0][0].share)
        return bool(by and to and not relative and to[0][0].value >= _LEAST_GROWN * by[0][0].value)
    return bool(_CHANGED.search(text, 0, row[first[0]].start))


def _is_share(row: tuple[Token, ...], i: int) -> bool:
    return any(number.share for number, _ in _numbers(row, i)[:1])


def _is_score(row: tuple[Token, ...], i: int, text: str) -> bool:
    """Two figures with a hyphen that part, as those of a game or a vote: `lost 1-3`, `a 4-5 ruling`."""
    if i < 1 or row[i].word not in ("-", "–") or row[i - 1].kind != "digits" or row[i + 1].kind != "digits":
        return False
    if not (adjoin(row[i - 1], row[i]) and adjoin(row[i], row[i + 1])):
        return False
    around = text[max(0, row[i].start - _BESIDE_SCORE) : row[i].end + _BESIDE_SCORE]
    return bool(_CONTEST.search(around))


def _led_from(row: tuple[Token, ...], i: int) -> int:
    """The first token of what announces a range before token `i`."""
    starts = (
        k for k in range(max(0, i - MOST_BEFORE), i) if range_lead(row, k) != ("", k) and range_lead(row, k)[1] == i
    )
    led = next(starts, i)
    return led - 1 if led and row[led - 1].word in {"between", "from"} else led


def _by_verb(text: str, start: int) -> tuple[str, int]:
    """The hedge for which the verb before a figure stands, and where that verb begins."""
    for pattern, hedge in _VERBS:
        if found := pattern.search(text, 0, start):
            return hedge, found.start()
    return "", start


def _by_denial(text: str, start: int, literal: str, language: str) -> tuple[str, int]:
    """The hedge that is left where a one-sided figure is denied, and where the denial begins."""
    found = _DENIED.search(text, 0, start)
    hedges = parse(literal, language=language).hedges if found else ()
    left = next((CANONICAL[opposite] for hedge, opposite in OPPOSITE.items() if hedge in hedges), "")
    return (left, found.start()) if found and left else ("", start)


def _behind_noun(row: tuple[Token, ...], i: int, text: str) -> tuple[str, int]:
    """The hedge behind the noun that stands at token `i`, and the token after it: `50 people or more`."""
    for k in range(i, min(i + _MOST_NOUNS, len(row))):
        if row[k].kind != "word" or row[k].word in _NO_UNIT - {"of"}:
            break
        if row[k + 1].word in _BEHIND_NOUN:
            _, end = hedge_after(row, k + 1)
            if end > k + 1 and not (row[k + 1].word == "at" and _bare_end(row, end) > end):
                return text[row[k + 1].start : row[end - 1].end], end
    return "", i
