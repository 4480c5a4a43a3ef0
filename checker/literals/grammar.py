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

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache, partial

from checker.literals.amounts import amounts_at, refuse_number, unit_at
from checker.literals.brackets import without_brackets
from checker.literals.compound import in_one_unit
from checker.literals.ends import Amount, common_unit, ends_bare, in_unit_of, refuse_two_sorts
from checker.literals.leads import VARIES, past_doubts, past_limit, range_lead
from checker.literals.literal import EXAMPLES, LiteralError
from checker.literals.numbers.digits import digits_at
from checker.literals.numbers.hedges import AFTER, BEFORE, CANONICAL, Hedge, hedge_after, hedges_before, past_fillers
from checker.literals.numbers.number import FULL_WORDS, GROUPS, WrittenNumber
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
    ONE_SIDED,
    no_number,
    refuse,
    refuse_part,
    sound_hedges,
    unread,
)
from checker.literals.units.signs import (
    money_first,
    with_letters,
)
from checker.literals.words import Token, even, tokens
from checker.model.claim import ENGLISH, is_english

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


REMEMBERED = 4096
"""Literals whose form is kept: a value and the phrase of its quote are mostly the same words."""


@lru_cache(REMEMBERED)
def parse(text: str, letters: Set[str] = frozenset(), language: str = "") -> LiteralReading:
    """The form of a literal of a document in this language; `""` where the document does not state one.

    `letters` are units, where they could be magnitudes: `512 B` are bytes, no billions.
    """
    if not is_english(language):
        from checker.literals.foreign.reading import read_in

        return read_in(partial(parse, letters=letters, language=ENGLISH), text, language, "value")
    source = even(text)
    row = tokens(text)
    row = money_first(with_letters(without_brackets(row) if "(" in source else row, letters))
    refuse_year(source)
    refuse(row, language, source)
    if row[0].kind == "digits" and row[1].kind == "end":
        return LiteralReading(digits_at(row, 0)[0], "")  # most values are: what follows would say the same
    doubts = past_doubts(row)
    words, i = hedges_before(row, doubts)
    if doubts:
        words.insert(0, VARIES)
    if not words and row[i].word == "not":
        raise LiteralError("`not` is no part of a value; write the value and `denies: true` beside it", row[i].start)
    # `almost all` is vague as a whole, `no more than` is a hedge as a whole: the longer phrase wins
    vague = vague_at(row, 0)
    if vague and not doubts and (not words or vague[1] > len(words[0].split())):
        words, i = [], 0
    if reading := _vague(row, i, text, words):
        return reading
    lead, start = range_lead(row, i) if row[i].kind == "word" else ("", i)
    if lead or row[i].word in {"between", "from"}:
        return _led(row, i, text, words, lead, start if lead else i + 1)
    return next(_ranges(row, i, text, False, words), None) or _single(row, i, text, words)


def _led(row: tuple[Token, ...], i: int, text: str, words: list[str], lead: str, start: int) -> LiteralReading:
    """A range that words announce: `between 40 and 50`, `ranging from 40 to 50`, `from a low of 40 to a high of 50`."""
    between = (lead or row[i].word).endswith("between")
    for begin in dict.fromkeys((past_limit(row, start), start)):
        inner, at = hedges_before(row, begin)
        if reading := next(_ranges(row, at, text, between, words + inner, begin > start), None):
            return reading
    expected = "`between 40 and 50`" if between else "`from 40 to 50`"
    raise LiteralError(f"`{lead or row[i].word}` needs two values, as {expected}; found `{text.strip()}`", row[i].start)


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
        refuse_number(row, j)
        j += 1
    after, k = hedge_after(row, j)
    kinds = [*(BEFORE[phrase] for phrase in words), *(AFTER[phrase] for phrase in (after,) if phrase)]
    kind: Hedge = next((kind for kind in kinds if kind != "about"), "")
    nothing = vague.plausible == vague.possible and not vague.plausible.lo  # nor less than what may be none
    endless = vague.possible.hi is None  # unlimited
    strict = kind in ("over", "under") and (vague.plausible.is_point or (kind == "under" and nothing))
    beyond = strict or (endless and kind)
    if len(kinds) > 1 or kind in ("nearly", "just_under", "just_over", "exactly") or beyond:
        raise LiteralError(
            f"`{' '.join(words or [after])}` does not go with `{vague.words}`; write one of the two", row[i].start
        )
    if vague.unit:
        refuse_part(row, j, vague)
    unit, end = unit_at(row, k, text)
    if len(unit) == 1 and unit.isalpha() and vague.unit:
        raise unread(row, k)  # a majority c
    if row[end].kind != "end":
        raise unread(row, end)
    if vague.unit:
        if exception := next((i for i in range(k, end) if row[i].word in _EXCEPTING), 0):
            raise unread(row, exception)  # all except two
        unit = vague.unit  # a majority of the seats: of what, the property tells
    return LiteralReading(vague, unit, tuple(kinds), " ".join([*words, vague.words, *filter(None, [after])]))


def _single(row: tuple[Token, ...], i: int, source: str, words: list[str]) -> LiteralReading:
    amount, end, inner = next(amounts_at(row, i, source), (None, i, ""))
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
    second, end, inner = next(amounts_at(row, i, source), (None, i, ""))
    if inner:
        raise unread(row, i)
    if second is None or second.number.value < 0:
        raise LiteralError("after ± a positive number is expected, as in `18.2 ± 0.3 km`", row[i].start)
    if bracket:
        if row[end].word != ")":
            raise LiteralError("a bracket is not closed; write the margin as `18.2 ± 0.3 km`", row[i].start)
        outer, end = unit_at(row, end + 1, source)
        amount = Amount(amount.number, amount.unit or outer, amount.start)
    relative = second.unit == "%" and amount.unit not in ("", "%")
    unit = amount.unit if relative else common_unit(amount, second, row[i])
    return second.number, relative, end, unit


def _ranges(
    row: tuple[Token, ...], i: int, source: str, between: bool, words: list[str], limits: bool = False
) -> Iterator[LiteralReading]:
    """Every way to read two amounts with a joint between them, at token `i`; `limits`: they are called low and high."""
    joints = {"and"} if between else {"to", "–", "—", "-", "or", "through", "until"}
    for first, middle, inner in amounts_at(row, i, source):
        if inner or row[middle].word not in joints:
            continue
        start = past_limit(row, middle + 1) if limits else middle + 1
        again, j = hedges_before(row, start)
        if again and [BEFORE[phrase] for phrase in again] != [BEFORE[phrase] for phrase in words]:
            continue
        for second, end, trailing in amounts_at(row, j, source):
            after, end = hedge_after(row, past_fillers(row, end))
            said = [phrase for phrase in (trailing, after) if phrase]
            if row[end].kind != "end":
                continue
            ours, theirs = in_one_unit(first, second)
            unit = common_unit(in_unit_of(ours, theirs), theirs, row[middle])
            hedges = sound_hedges(words, said, {"about", "exactly"}, row, "a range")
            refuse_two_sorts(row, ours, theirs, middle, "\u2212" in source)
            low = completed(ours.number, theirs.number, row, middle, j) if ends_bare(row, middle, ours) else ours.number
            low = shared(low, theirs.number)
            refuse_left_out(low, theirs.number, row[i], "10" in [token.text for token in row[j + 1 : end]])
            if low.value > theirs.number.value:
                raise LiteralError(
                    f"the range runs down, from {low.text} to {theirs.number.text}; write the smaller end first",
                    row[i].start,
                )
            if row[middle].word == "or":
                refuse_alternatives(low, theirs.number, row[i])
            yield LiteralReading(low, unit, hedges, " ".join([*words, *said]), "to", theirs.number)


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
    second, end, inner = next(amounts_at(row, j, source), (None, j, ""))
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
    first, second = in_one_unit(first, second)
    unit = common_unit(in_unit_of(first, second), second, row[i])
    joined = " ".join([*words, *trailing, row[i].word, *again])
    return LiteralReading(shared(first.number, second.number), unit, low, joined, "but", second.number, high[0])
