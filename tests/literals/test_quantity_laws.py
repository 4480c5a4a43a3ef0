"""Laws of reading: what holds for every literal, not only for those that somebody thought of."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from checker.literals.literal import LiteralError
from checker.literals.numbers.hedges import AFTER, BEFORE
from checker.literals.quantity import read_quantity, read_rank
from checker.literals.units.units import convert, tidy_unit
from checker.model.interval import Interval, Number, point
from checker.model.value import exactly
from checker.model.vocabulary import Vocabulary

NUMBERS = st.one_of(
    st.integers(0, 10**15).map(str),
    st.integers(1, 10**9).map(lambda number: f"{number:,}"),
    st.tuples(st.integers(0, 10**6), st.integers(0, 99)).map(lambda ends: f"{ends[0]}.{ends[1]:02d}"),
    st.sampled_from([f"{above}/{below}" for below in (2, 3, 4, 5, 8, 10, 12, 100) for above in (1, below - 1)]),
    st.tuples(st.integers(1, 999), st.integers(-30, 30)).map(lambda ends: f"{ends[0]}e{ends[1]}"),
)
MAGNITUDES = st.sampled_from(
    ["", " hundred", " thousand", " million", " billion", " trillion", " lakh", " crore", " dozen"]
)
UNITS = st.sampled_from(
    ["", " km", " %", " people", " USD/year", " °C", " km²", " deaths per 100,000 people", " a year"]
)
LEADS = st.sampled_from(["", *(f"{words} " for words in BEFORE)])
TAILS = st.sampled_from(["", *(f" {words}" for words in AFTER)])
AMOUNTS = st.tuples(NUMBERS, MAGNITUDES, UNITS).map("".join)
LITERALS = st.one_of(
    st.tuples(LEADS, AMOUNTS, TAILS).map("".join),
    st.tuples(LEADS, NUMBERS, st.sampled_from([" to ", "–", " or "]), AMOUNTS).map("".join),
    st.tuples(LEADS, AMOUNTS, st.sampled_from([" ± ", " plus or minus "]), AMOUNTS).map("".join),
    st.tuples(st.just("over "), AMOUNTS, st.just(" but under "), AMOUNTS).map("".join),
)
OWN_WORDS = st.sampled_from(
    [*"()-–±+$€½²⁶.,/^~<>≥% 0159", " and ", " one ", " of ", " in ", "between ", " per ", " a ", "not ", " million "]
    + [" half ", " to ", "e", " or ", " least ", " the ", " dozens ", " km", " 5"]
)
REPEATED = st.sampled_from(
    [*"(-1$½e/é±,'²", "1,", "9 ", "1e", "1/", "one and ", "between ", "- ", "one in ", "hundred ", "per ", "a ", "± "]
    + ["about ", "of the ", "square ", "1 in 1 "]
)
EXACT = st.integers(1, 10**12).filter(lambda number: number % 10)


def complaint(read: Callable[[str], object], text: str) -> LiteralError | None:
    """The reader's own error, if it raised one; any other error fails the test."""
    try:
        read(text)
    except LiteralError as error:
        return error
    return None


@given(st.one_of(st.text(), st.lists(OWN_WORDS).map("".join)), st.sampled_from([read_quantity, read_rank]))
def test_reading_any_text_raises_nothing_but_its_own_error(text: str, read: Callable[[str], object]) -> None:
    error = complaint(read, text)
    assert error is None or (error.message and 0 <= error.offset <= len(text))


@given(REPEATED, st.integers(1, 500), st.sampled_from([read_quantity, read_rank]))
def test_repetition_ends(piece: str, times: int, read: Callable[[str], object]) -> None:
    error = complaint(read, piece * times)
    assert error is None or error.message


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy_unit(tidy_unit(text)) == tidy_unit(text)


@given(EXACT, EXACT)
def test_a_range_covers_its_ends(one: int, other: int) -> None:
    low, high = sorted((one, other))
    stretch = read_quantity(f"{low} to {high}").bounds
    assert stretch.possible.covers(read_quantity(str(low)).bounds.possible)
    assert stretch.possible.covers(read_quantity(str(high)).bounds.possible)


@given(LITERALS)
def test_the_three_readings_are_nested_and_exact(literal: str) -> None:
    try:
        bounds = read_quantity(literal).bounds
    except LiteralError:
        assume(False)
    assert bounds.possible.covers(bounds.plausible)
    assert bounds.plausible.covers(bounds.literal)
    ends = [end for part in (bounds.literal, bounds.plausible, bounds.possible) for end in (part.lo, part.hi)]
    assert all(end is None or isinstance(end, Fraction) for end in ends)


ONE = st.sampled_from(
    ["{a}", "exactly {a}", "about {a}", "nearly {a}", "just over {a}", "{a} ± {b}", "about {a} ± {b}"]
    + [
        f"{side}{about} {{a}}"
        for side in ("over", "at least", "under", "up to")
        for about in ("", " about", " exactly")
    ]
)


@given(ONE, NUMBERS, NUMBERS, st.booleans())
def test_the_stated_tolerance_is_the_one_that_is_used(words: str, a: str, b: str, measured: bool) -> None:
    assume("/" not in a)  # a part of a whole is cut at the whole
    try:
        bounds = read_quantity(words.format(a=a, b=b), measured=measured, unit="°C").bounds  # which nothing cuts
    except LiteralError:
        assume(False)
    value = read_quantity(f"exactly {a}").bounds.literal.lo
    allowed, _, _ = bounds.tolerance.rpartition(": ")
    if allowed == "none":
        assert bounds.possible == point(value)
        return
    expected, _, widest = allowed.rpartition(" expected, ")
    assert stated(widest.removesuffix(" at the widest"), value) == ends_of(bounds.possible)
    assert stated(expected or widest, value) == ends_of(bounds.plausible)


def ends_of(interval: Interval) -> tuple[Number | None, Number | None]:
    return interval.lo, interval.hi


def stated(words: str, value: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """The ends of a reading around a value, by the words of its tolerance."""
    if both := re.fullmatch(r"±(\S+?)(?: °C)?", words):
        return value - number(both[1]), value + number(both[1])
    if side := re.fullmatch(r"from ([+-]?\S+?)(?: °C)? (up|down)", words):
        edge = value + number(side[1])
        return (edge, None) if side[2] == "up" else (None, edge)
    ends = [number(end) for end in re.findall(r"(?:^| )([+-][\d.,/]+)", words)]
    assert ends, words
    return value + min(0, *ends), value + max(0, *ends)


def number(words: str) -> Fraction:
    return Fraction(words.replace(",", ""))


SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS_WORDS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
SMALL, TENS = SMALL_WORDS.split(), TENS_WORDS.split()


def in_words(number: int) -> str:
    """English words of a whole number, made here so that the reader is held to something other than itself."""
    for size, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if number >= size:
            rest = number % size
            joint = " and " if rest and rest < 100 else " "
            return f"{in_words(number // size)} {name}" + (joint + in_words(rest) if rest else "")
    if number < 20:
        return SMALL[number]
    return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")


@given(st.integers(0, 10**15 - 1))
def test_words_and_digits_are_one_number(number: int) -> None:
    words, digits = read_quantity(in_words(number)), read_quantity(str(number))
    assert words.bounds == digits.bounds
    assert (words.unit, words.hedge) == (digits.unit, digits.hedge)


@given(
    st.integers(1, 10**9),
    st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12), ("lakh", 5)]),
)
def test_a_magnitude_is_its_zeros(number: int, magnitude: tuple[str, int]) -> None:
    word, zeros = magnitude
    assert read_quantity(f"{number} {word}").bounds == read_quantity(str(number) + "0" * zeros).bounds


@given(st.integers(1, 10**6), st.integers(0, 2))
def test_digits_of_other_scripts_are_the_same_number(number: int, script: int) -> None:
    zero = "٠०０"[script]
    other = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
    assert read_quantity(other).bounds == read_quantity(str(number)).bounds


PAIRS = st.sampled_from(
    [
        ("km", "mile"),
        ("acre", "m²"),
        ("°C", "°F"),
        ("K", "°F"),
        ("mph", "m/s"),
        ("%", "ppm"),
        ("USD/year", "USD/month"),
        ("people/km²", "people/sq mi"),
        ("short ton", "kg"),
        ("deaths/1000 people", "deaths/100000 people"),
    ]
)


@given(st.fractions(-(10**9), 10**9), PAIRS, st.booleans())
def test_a_change_of_unit_is_exact_and_goes_back(number: Fraction, pair: tuple[str, str], turned: bool) -> None:
    written, wanted = reversed(pair) if turned else pair
    bounds = exactly(point(number))
    there = convert(bounds, written, wanted, Vocabulary())
    assert isinstance(there.literal.lo, Fraction)
    assert convert(there, wanted, written, Vocabulary()) == bounds


@given(st.text(max_size=40), st.text(max_size=40))
def test_converting_between_any_two_words_raises_nothing_but_its_own_error(written: str, wanted: str) -> None:
    error = complaint(lambda unit: convert(exactly(point(Fraction(1))), unit, wanted, Vocabulary()), written)
    assert error is None or error.message


@given(st.from_regex(r"[0-9][0-9,.]{0,9}|[0-9]{1,3}( [0-9]{3}){0,2}", fullmatch=True))
def test_a_lone_figure_is_read_as_it_is_among_others(literal: str) -> None:
    """The quick way of reading a figure and the way of all other literals say the same, faults among it."""

    def read(text: str) -> object:
        try:
            bounds = read_quantity(text).bounds
        except LiteralError:
            return None
        return bounds.literal, bounds.plausible, bounds.possible

    quick, slow = read(literal), read(f"{literal} things")
    assert slow is None or quick == slow
    hedged = read(f"exactly {literal}")
    assert (quick is None) == (hedged is None)
