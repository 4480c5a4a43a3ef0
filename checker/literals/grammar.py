"""The form of a value literal: which numbers, hedges and units it has, before any tolerance.

    literal  = [hedges] amount [hedge]                  over 40,000 · 90+ · about $2 billion per year
             | [hedges] amount to amount                1.7 to 2.1 billion USD/year · between 40 and 50 %
             | [hedges] amount ± amount                 18.2 ± 0.3 km
             | hedges amount but hedges amount          over 40,000 but under 50,000
             | [hedge] vague [unit]                     dozens · several hundred troops · a majority
    amount   = [currency] number [magnitude] [unit]

Units: as written. A lone `m` is metre; with money, or in front of a noun, it is million: `5 m`, `$5m`, `5m people`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass

from checker.literals.ends import Amount, common_unit, ends_bare, in_unit_of, refuse_two_sorts
from checker.literals.literal import LiteralError
from checker.literals.numbers.hedges import AFTER, BEFORE, CANONICAL, Hedge, hedge_after, hedges_before, past_fillers
from checker.literals.numbers.number import FULL_WORDS, GROUPS, MAGNITUDES, WrittenNumber, negative
from checker.literals.numbers.numerals import numbers_at, with_magnitudes
from checker.literals.numbers.short_ranges import (
    completed,
    refuse_alternatives,
    refuse_left_out,
    shared,
    with_margin,
)
from checker.literals.numbers.vague import Vague, numberless_at, vague_at
from checker.literals.numbers.years import refuse_year
from checker.literals.refused import (
    EXAMPLES,
    ONE_SIDED,
    no_number,
    refuse,
    refuse_compared,
    refuse_part,
    sound_hedges,
    unread,
)
from checker.literals.units.money import is_currency
from checker.literals.units.signs import (
    currency_at,
    is_currency_sign,
    money_first,
    with_currency,
    with_letters,
)
from checker.literals.units.tidy import is_one_sign, is_sound, tidy_unit
from checker.literals.words import Token, adjoin, even, tokens

_UNIT_ENDS = frozenset(("to", "or", "but", "and", "through", "plus", "minus", "end", *"–—±+~(),;<>≤≥="))
_UNIT_MARKS = frozenset("%‰°/·*^&'")
_HUNDREDS = 3
"""Digits of a number that may be the second of two figures: `120 mmHg/80`, but `5 deaths/1000`."""
_BINDING = frozenset({"/", "per", "*", "·", "^", "&", "-"})
"""What binds two parts of a unit, and so ends none."""
_EXCEPTING = frozenset({"except", "excepting", "excluding", "bar", "barring", "save", "than"})
_TOTAL = frozenset({"in", "altogether", "all"})
_MAGNITUDE_WORDS = FULL_WORDS | {f"{word}s" for word in FULL_WORDS} | GROUPS.keys() | {"dozens"}


@dataclass(frozen=True, slots=True)
class LiteralReading:
    """The form of a literal before any tolerance is applied.

    `hedges` are the kinds in order. `join` tells how `second` goes with `first`; for `but`, `second_hedge` is its own.
    `whole` are the words for what the value is a share of, where the literal names it: `two-thirds of the people`.
    """

    first: WrittenNumber | Vague
    unit: str
    hedges: tuple[Hedge, ...] = ()
    words: str = ""
    join: str = ""
    second: WrittenNumber | None = None
    second_hedge: Hedge = ""
    relative: bool = False
    whole: str = ""


def parse(text: str, letters: Set[str] = frozenset(), language: str = "") -> LiteralReading:
    """The form of a literal of a document in this language; `""` where the document does not state one.

    `letters` are units, where they could be magnitudes: `512 B` are bytes, no billions.
    """
    row = money_first(with_letters(tokens(text), letters))
    refuse_year(even(text))
    refuse(row, language)
    words, i = hedges_before(row, 0)
    if not words and row[i].word == "not":
        raise LiteralError("`not` is no part of a value; write the value and `denies: true` beside it", row[i].start)
    # `almost all` is vague as a whole, `no more than` is a hedge as a whole: the longer phrase wins
    vague = vague_at(row, 0)
    if vague and (not words or vague[1] > len(words[0].split())):
        words, i = [], 0
    if reading := _vague(row, i, text, words):
        return reading
    between = row[i].word == "between"
    if between or row[i].word == "from":
        inner, start = hedges_before(row, i + 1)
        reading = next(_ranges(row, start, text, between, words + inner), None)
        if reading is None:
            expected = "`between 40 and 50`" if between else "`from 40 to 50`"
            raise LiteralError(f"`{row[i].word}` needs two values, as {expected}; found `{text.strip()}`", row[i].start)
        return reading
    return next(_ranges(row, i, text, False, words), None) or _single(row, i, text, words)


def _vague(row: tuple[Token, ...], i: int, text: str, words: list[str]) -> LiteralReading | None:
    if word := numberless_at(row, i):
        raise LiteralError(
            f"`{word}` tells no number; encode a claim only where the document gives an amount, {EXAMPLES}",
            row[i].start,
        )
    if (amount := vague_at(row, i)) is None:
        return None
    vague, j = amount
    if row[j].word == "of":
        _refuse_number(row, j)
        j += 1
    after, k = hedge_after(row, j)
    kinds = [*(BEFORE[phrase] for phrase in words), *(AFTER[phrase] for phrase in (after,) if phrase)]
    kind: Hedge = next((kind for kind in kinds if kind != "about"), "")
    nothing = vague.plausible == vague.possible and not vague.plausible.lo  # nor less than what may be none
    beyond = kind in ("over", "under") and (vague.plausible.is_point or (kind == "under" and nothing))
    if len(kinds) > 1 or kind in ("nearly", "just_under", "just_over", "exactly") or beyond:
        raise LiteralError(
            f"`{' '.join(words or [after])}` does not go with `{vague.words}`; write one of the two", row[i].start
        )
    if vague.unit:
        refuse_part(row, j, vague)
    unit, end = _unit(row, k, text)
    if len(unit) == 1 and unit.isalpha() and vague.unit:
        raise unread(row, k)  # a majority c
    if row[end].kind != "end":
        raise unread(row, end)
    if vague.unit:
        if exception := next((i for i in range(k, end) if row[i].word in _EXCEPTING), 0):
            raise unread(row, exception)  # all except two
        unit = vague.unit  # a majority of the seats: of what, the property tells
    return LiteralReading(vague, unit, tuple(kinds), " ".join([*words, vague.words, *filter(None, [after])]))


def _amounts(row: tuple[Token, ...], i: int, source: str) -> Iterator[tuple[Amount, int, str]]:
    """Every way to read an amount at token `i`, with the token after it and a hedge that stood inside."""
    start = row[i].start
    sign = row[i].word == "-" and row[i + 1].kind != "digits"
    currency, j = currency_at(row, i + sign)
    if sign and not currency:
        return
    money = bool(currency)
    for number, end in numbers_at(row, j, money or _money_follows(row, j)):
        if sign:
            number = negative(number)
        if row[end].word == "(" and (same := _repeated(row, end, number)):
            end = same
        inner, end = hedge_after(row, end)
        if inner and not number.scales:
            number, end = with_magnitudes(row, number, end, money)  # 5+ million
        begin = past_fillers(row, end)
        unit, after = _unit(row, begin, source, number.share)
        if number.share:
            refuse_compared(row, end, after)
        whole = source[row[begin].start : row[after - 1].end] if number.share and after > begin else ""
        if after > begin and not unit and not whole:
            raise unread(row, begin)  # 40,000 a
        if after > begin and row[after - 1].word in _BINDING:
            raise unread(row, after - 1)  # 5 people /
        if currency:
            unit = with_currency(currency, unit)
        elif number.share and not unit:
            unit = "1"
        yield Amount(number, unit, start, whole), after, inner


def _repeated(row: tuple[Token, ...], i: int, number: WrittenNumber) -> int:
    """`fifteen (15)`: the token after a number that is repeated in brackets; 0 where there is none."""
    for other, end in numbers_at(row, i + 1)[:1]:
        if row[end].word == ")" and other.value == number.value:
            return end + 1
    return 0


def _money_follows(row: tuple[Token, ...], i: int) -> bool:
    """`5m USD`, `5 m dollars`: the letter before money is a magnitude."""
    while row[i].kind in {"digits", "fraction"}:
        i += 1
    if row[i].word not in MAGNITUDES:
        return False
    after = row[i + 1]
    return is_currency_sign(after) or (after.kind == "word" and is_currency(after.text))


def _unit(row: tuple[Token, ...], i: int, source: str, share: bool = False) -> tuple[str, int]:
    """The unit's words from token `i` on, tidied, and the token after them."""
    j = i + 1 if row[i].word == "-" and row[i + 1].kind == "word" else i  # a 10-foot wall
    start = j
    while row[j].kind != "end" and row[j].word not in _UNIT_ENDS:
        if not _in_unit(row, j, start) or hedge_after(row, j)[0]:
            break
        if row[j].word in _TOTAL and past_fillers(row, j) > j:
            break
        j += 1
    if share and row[start].word == "of":
        _refuse_number(row, start)
        return "", j  # two-thirds of the cost: of what, the property tells
    unit = tidy_unit(source[row[start].start : row[j - 1].end]) if j > start else ""
    if not is_sound(unit):
        raise unread(row, i)
    return unit, j


def _refuse_number(row: tuple[Token, ...], of: int) -> None:
    """Raises where a number stands after `of`: a majority of five is a lead, a half of two thirds is a third."""
    if row[of + 1].kind == "word" and numbers_at(row, of + 1):
        raise unread(row, of)


def _in_unit(row: tuple[Token, ...], j: int, start: int) -> bool:
    """The token may be part of a unit's words.

    Digits may as a power (`km2`, `km^2`) or after a division (`per 1,000 people`; after a stroke only where what they
    count follows, or where they are many: `mmHg/80` is no unit), a hyphen between two words.
    """
    token, before, after = row[j], row[j - 1], row[j + 1]
    if token.kind == "digits" and before.word == "/":
        return j > start and (after.kind == "word" or len(token.text) > _HUNDREDS)
    if token.kind == "digits":
        return j > start and (adjoin(before, token) or before.word == "per")
    if token.word == "-":
        return j > start and after.kind == "word"
    if token.word in _MAGNITUDE_WORDS:
        return j > start and (before.word in {"per", "/", "one", "ten", *_MAGNITUDE_WORDS} or before.kind == "digits")
    if token.kind == "power" or token.word in {"^", "*"}:
        return j > start
    if token.kind == "mark":
        return token.word in _UNIT_MARKS or unicodedata.category(token.word)[0] == "M" or is_one_sign(token.word)
    return token.kind in {"word", "currency"}


def _single(row: tuple[Token, ...], i: int, source: str, words: list[str]) -> LiteralReading:
    amount, end, inner = next(_amounts(row, i, source), (None, i, ""))
    if amount is None:
        raise no_number(row, i, words)
    after, end = hedge_after(row, past_fillers(row, end))
    trailing = [phrase for phrase in (inner, after) if phrase]
    said = " ".join([*words, *trailing])
    if margin := _margin(row, end, source, amount):
        second, relative, end, unit = margin
        _expect_end(row, end)
        kinds = sound_hedges(words, trailing, {"about", "exactly"}, row, "a margin")
        number = amount.number if relative else with_margin(amount.number, second, row[i])
        return LiteralReading(number, unit, kinds, said, "±", second, relative=relative)
    if row[end].word in {"but", "and", "plus", "minus", ","}:
        return _both(row, end, source, amount, words, trailing)
    _expect_end(row, end)
    kinds = sound_hedges(words, trailing, CANONICAL.keys(), row)
    return LiteralReading(amount.number, amount.unit, kinds, said, whole=amount.whole)


def _expect_end(row: tuple[Token, ...], end: int) -> None:
    if row[end].kind != "end":
        raise unread(row, end)


def _margin(row: tuple[Token, ...], i: int, source: str, amount: Amount) -> tuple[WrittenNumber, bool, int, str] | None:
    """`± 0.3`, `+/- 5 %`, `plus or minus 2 km`, `(± 2)` after an amount: the margin, relative or not, end and unit."""
    bracket = row[i].word == "("
    i += bracket
    signs = [token.word for token in row[i : i + 3]]
    if signs[0] == "±":
        i += 1
    elif signs in (["+", "/", "-"], ["plus", "or", "minus"]):
        i += 3
    elif signs[:2] == ["+", "-"]:
        i += 2
    else:
        return None
    second, end, inner = next(_amounts(row, i, source), (None, i, ""))
    if inner:
        raise unread(row, i)
    if second is None or second.number.value < 0:
        raise LiteralError("after ± a positive number is expected, as in `18.2 ± 0.3 km`", row[i].start)
    if bracket:
        if row[end].word != ")":
            raise LiteralError("a bracket is not closed; write the margin as `18.2 ± 0.3 km`", row[i].start)
        outer, end = _unit(row, end + 1, source)
        amount = Amount(amount.number, amount.unit or outer, amount.start)
    relative = second.unit == "%" and amount.unit not in ("", "%")
    unit = amount.unit if relative else common_unit(amount, second, row[i])
    return second.number, relative, end, unit


def _ranges(row: tuple[Token, ...], i: int, source: str, between: bool, words: list[str]) -> Iterator[LiteralReading]:
    """Every way to read two amounts with a joint between them, at token `i`."""
    joints = {"and"} if between else {"to", "–", "—", "-", "or", "through", "until"}
    for first, middle, inner in _amounts(row, i, source):
        if inner or row[middle].word not in joints:
            continue
        start = middle + 1
        again, j = hedges_before(row, start)
        if again and [BEFORE[phrase] for phrase in again] != [BEFORE[phrase] for phrase in words]:
            continue
        for second, end, trailing in _amounts(row, j, source):
            after, end = hedge_after(row, past_fillers(row, end))
            said = [phrase for phrase in (trailing, after) if phrase]
            if row[end].kind != "end":
                continue
            unit = common_unit(in_unit_of(first, second), second, row[middle])
            hedges = sound_hedges(words, said, {"about", "exactly"}, row, "a range")
            refuse_two_sorts(row, first, second, middle, "\u2212" in source)
            low = (
                completed(first.number, second.number, row, middle, j)
                if ends_bare(row, middle, first)
                else first.number
            )
            low = shared(low, second.number)
            refuse_left_out(low, second.number, row[i], "10" in [token.text for token in row[j + 1 : end]])
            if low.value > second.number.value:
                raise LiteralError(
                    f"the range runs down, from {low.text} to {second.number.text}; write the smaller end first",
                    row[i].start,
                )
            if row[middle].word == "or":
                refuse_alternatives(low, second.number, row[i])
            yield LiteralReading(low, unit, hedges, " ".join([*words, *said]), "to", second.number)


def _both(
    row: tuple[Token, ...], i: int, source: str, first: Amount, words: list[str], trailing: list[str]
) -> LiteralReading:
    """`over 40,000 but under 50,000`: two one-sided hedges, one for each side; exact ones on both or on neither."""
    start = i + 1
    if row[i].word == "," and row[start].word in {"but", "and"}:
        start += 1
    again, j = hedges_before(row, start)
    if not again:
        raise unread(row, i)
    second, end, inner = next(_amounts(row, j, source), (None, j, ""))
    if second is None:
        raise no_number(row, j, again)
    if inner:
        raise unread(row, j)
    _expect_end(row, end)
    low = sound_hedges(words, trailing, ONE_SIDED, row, "a pair")
    high = sound_hedges(again, [], ONE_SIDED, row, "a pair")
    upper = ("over", "at_least")
    if not (low and high) or low[1:] != high[1:] or (low[0] in upper) == (high[0] in upper):
        raise LiteralError(
            "two hedges limit one value from two sides, as `over 40 but under 50`; write it like that", row[i].start
        )
    unit = common_unit(in_unit_of(first, second), second, row[i])
    joined = " ".join([*words, *trailing, row[i].word, *again])
    return LiteralReading(shared(first.number, second.number), unit, low, joined, "but", second.number, high[0])
