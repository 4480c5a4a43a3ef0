"""Words for amounts without a number (`dozens`, `a few`, `a majority`) have bounds of their own."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from checker.literals.numbers.number import FULL_WORDS, MAGNITUDES
from checker.literals.words import Token, phrase_at, phrases_of
from checker.model.interval import Interval


@dataclass(frozen=True, slots=True)
class Vague:
    """`why` tells in a few words where the bounds come from; `unit` is `%` for parts of a whole."""

    words: str
    plausible: Interval
    possible: Interval
    why: str
    unit: str = ""


def _few(words: str, plausible: tuple[int, int], possible: tuple[int, int], why: str) -> Vague:
    return Vague(words, _closed(*plausible), _closed(*possible), why)


def _closed(lo: int, hi: int) -> Interval:
    return Interval(Fraction(lo), Fraction(hi))


def _share(words: str, plausible: Interval, possible: Interval, why: str) -> Vague:
    return Vague(words, plausible, possible, why, "%")


def _between(lo: int, hi: int, lo_open: bool = False, hi_open: bool = False) -> Interval:
    return Interval(Fraction(lo), Fraction(hi), lo_open, hi_open)


_UNITS = {"dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "lakhs": 10**5, "millions": 10**6}
_UNITS |= {"crores": 10**7, "billions": 10**9, "trillions": 10**12}
_TENS = {"tens of": 10, "scores of": 20, "dozens of": 12, "hundreds of": 100}


def _plural(words: str, unit: int) -> Vague:
    """Two of the unit at least; from ten on, a reader expects the next larger word.

    A writer may still say *thousands* of 1,900 or of 54,000: from one unit to a hundred of them is defensible.
    """
    why = f"expected 2 to 10 times {unit:,}; from one up to a hundred times can be defended"
    return Vague(words, _between(2 * unit, 10 * unit, hi_open=True), _between(unit, 100 * unit, hi_open=True), why)


_NO_END = Fraction(10**100)
"""What is unlimited lies above it: no document states a figure as large, and every one that states a limit is below."""

_MOST = _between(50, 100, lo_open=True)
_AMOUNTS = (
    _few("a couple", (2, 2), (2, 3), "two; three in loose speech"),
    _few("couple", (2, 2), (2, 3), "two; three in loose speech"),
    _few("a few", (3, 5), (2, 10), "three to five; never as many as a dozen"),
    _few("quite a few", (4, 12), (3, 20), "more than a few"),
    _few("a handful", (3, 6), (2, 10), "as many as fingers of a hand; never more than of both"),
    _few("several", (3, 9), (2, 20), "more than two, fewer than ten; longer lists are still called several"),
    _few("none", (0, 0), (0, 0), "none: zero is exact"),
    _few("no", (0, 0), (0, 0), "none: zero is exact"),
    *(
        Vague(words, Interval(_NO_END, None), Interval(_NO_END, None), "unlimited: larger than any figure")
        for words in ("unlimited", "limitless", "an unlimited number of", "without limit", "without any limit")
    ),
)
_SHARES = (
    *(
        _share(words, _MOST, _MOST, "more than half")
        for words in ("a majority", "majority", "most", "the majority", "the bulk")
    ),
    *(
        _share(
            f"{article}{size} majority", _between(67, 100), _MOST, "more than half; two thirds and more are expected"
        )
        for article in ("", "a ", "an ", "the ")
        for size in ("large", "vast", "great", "overwhelming", "clear", "strong")
    ),
    *(
        _share(f"{article}minority", _between(0, 50, hi_open=True), _between(0, 50, hi_open=True), "less than half")
        for article in ("", "a ", "the ")
    ),
    *(
        _share(
            f"{article}small minority",
            _between(0, 25),
            _between(0, 50, hi_open=True),
            "less than half; a quarter at most is expected",
        )
        for article in ("", "a ")
    ),
    *(
        _share(f"{almost} all", _between(90, 100), _between(75, 100), "nine tenths and more; three quarters at least")
        for almost in ("nearly", "almost", "virtually", "practically")
    ),
    *(
        _share(words, _closed(100, 100), _closed(100, 100), "none: the whole is exact")
        for words in ("all", "the whole", "every", "the entire")
    ),
)
_PLURALS = (
    *(_plural(words, unit) for words, unit in _UNITS.items()),
    *(
        _plural(f"{many} {words}", count * unit)
        for many, count in _TENS.items()
        for words, unit in _UNITS.items()
        if words[:-1] in MAGNITUDES and count < unit
    ),
)

TABLE: dict[str, Vague] = {vague.words: vague for vague in (*_AMOUNTS, *_SHARES, *_PLURALS)}
"""Source: the plain meaning of the words in general dictionaries; bounds lean to the wide side, so that a vague word
makes a contradiction only where no reader would defend it."""

_IN_THE = ("in the", "into the", "numbering in the", "numbered in the", "running into the", "runs into the")
"""What stands before a plural that tells of the size of a number: `in the hundreds`."""

NUMBERLESS = {
    "many": "",
    "numerous": "",
    "countless": "",
    "few": "",
    "much": "",
    "a lot": "",
    "lots": "",
    "a number": "",
    "various": "",
}
"""Words that tell no number at all."""

_PHRASES = phrases_of(TABLE)
_PLURAL_WORDS = {vague.words for vague in _PLURALS}
_SIZES = phrases_of(_IN_THE)
_NUMBERLESS = phrases_of(NUMBERLESS)
_MULTIPLIED = {"dozen": 12, "score": 20} | {word: MAGNITUDES[word] for word in FULL_WORDS}


def vague_at(row: tuple[Token, ...], i: int) -> tuple[Vague, int] | None:
    """The vague amount at token `i`, times any magnitudes after it (`several hundred`), and the token after both."""
    size = phrase_at(row, i, _SIZES) or ()
    phrase = phrase_at(row, i + len(size), _PHRASES)
    if not phrase or (size and " ".join(phrase) not in _PLURAL_WORDS):
        return None
    vague = TABLE[" ".join(phrase)]
    i += len(size) + len(phrase)
    if vague.unit or vague.possible.hi == 0:
        return vague, i
    if row[i].word == "of" and row[i + 1].word in _MULTIPLIED:
        i += 1  # a couple of hundred
    factor = 1
    words = [vague.words]
    while row[i].word in _MULTIPLIED and len(words) <= 2:
        factor *= _MULTIPLIED[row[i].word]
        words.append(row[i].word)
        i += 1
    why = vague.why + (f"; times {factor:,}" if factor > 1 else "")
    return Vague(" ".join(words), vague.plausible.map(factor), vague.possible.map(factor), why), i


def numberless_at(row: tuple[Token, ...], i: int) -> str:
    return " ".join(phrase_at(row, i, _NUMBERLESS) or ())
