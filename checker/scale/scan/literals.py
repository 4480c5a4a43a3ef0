"""Each distinct literal is read once, by the reader that claims have; plain numbers and days are read by columns.

The columns give what the reader gives, as floats rounded the way that screening needs: ends that differ stay apart.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from checker.literals.boxes import order_of_places
from checker.literals.dates.dates import read_extent
from checker.literals.dates.days import BEFORE_MONTH, LENGTHS
from checker.literals.literal import LiteralError
from checker.model.box import Box
from checker.model.value import Bounds
from checker.model.vocabulary import FiscalYear
from checker.readers.tables.shape import compute
from checker.scale.scan.hashes import raw
from checker.screening.arrays import Float64Array
from checker.screening.ends import day_ends, value_ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa


DIGITS = 15
NUMBER = rf"^-?[0-9]{{1,{DIGITS}}}$|^-?[0-9]{{1,9}}\.[0-9]{{1,6}}(?:e0)?$"
"""Decimals that are floats at once: at most 15 digits, neither huge nor tiny (see `columns.low_end`). `e0` stands after
those that a table holds as numbers, where their text alone could be one with grouped thousands.
"""

TERM_BITS = 52
"""Of the number that stands for a text in the place of a value: a float holds them exactly."""
PLACE_BITS = 30
"""Of a place in an order, which stands beside the number of its order: no list is longer."""


End = TypeVar("End", float, Float64Array)


class ValueRanges(NamedTuple, Generic[End]):
    """What a value may be: as readers expect it, at the widest, and in its bare words; both ends of each. Of many
    values an end is an array.
    """

    plausible: tuple[End, End]
    possible: tuple[End, End]
    literal: tuple[End, End]


def value_ranges(box: Box, entities: Mapping[str, int]) -> ValueRanges[float]:
    """The ranges of a box. A name is a number of its own: names differ where they are not equal, whatever their
    distance.

    `entities` numbers the entities.
    """
    value = box.value
    if isinstance(value, Bounds):
        return ValueRanges(value_ends(value.plausible), value_ends(value.possible), value_ends(value.literal))
    whole = " (complete)" if value.complete else ""  # so that it never stands for a list that is not
    number = float(number_of(f"{value.name}{whole}", box.datatype, entities))
    return ValueRanges((number, number), (number, number), (number, number))


def order_number(box: Box) -> float:
    """The number of the order in which a rank is a place, 0 where it names none: with it added places in two orders lie
    far from each other, and from those in none, which claims tell apart.
    """
    order = order_of_places(box)
    return float(number_of(order, box.datatype, {}) >> PLACE_BITS << PLACE_BITS) if order else 0.0


def number_of(name: str, datatype: str, entities: Mapping[str, int]) -> int:
    """The number that stands for a name, whatever its text."""
    if datatype == "entity" and name in entities:
        return entities[name]
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> (64 - TERM_BITS)


def plain_numbers(texts: pa.Array) -> Float64Array:
    """The numbers that plain decimals are, no number for all other texts."""
    import pyarrow as pa

    pc = compute()
    if whole_numbers(texts):
        return texts.cast(pa.float64()).to_numpy()
    plain = pc.match_substring_regex(texts, NUMBER)
    return pc.fill_null(pc.if_else(plain, texts, None).cast(pa.float64()), np.nan).to_numpy(zero_copy_only=False)


def whole_numbers(texts: pa.Array) -> bool:
    """All texts are digits alone, few enough: to look at the bytes of all takes a tenth of what a pattern takes."""
    data, starts, sizes = raw(texts)
    if texts.null_count or not len(texts) or not 1 <= sizes.min() <= sizes.max() <= DIGITS:
        return False
    letters = data[starts[0] : starts[-1] + sizes[-1]]
    return bool(letters.min() >= ord("0") and letters.max() <= ord("9"))


def extents(
    texts: pa.Array, years: Mapping[str, FiscalYear], languages: Sequence[str] = ()
) -> tuple[Float64Array, Float64Array]:
    """The first and the last day of each text, no number where it cannot be read. `languages` are those of the texts,
    where some document states one.
    """
    t0, t1 = _plain_days(texts)
    for index in np.flatnonzero(np.isnan(t0)).tolist():
        with suppress(LiteralError):
            t0[index], t1[index] = day_ends(
                read_extent(texts[index].as_py(), years, languages[index] if languages else "")
            )
    return t0, t1


def _plain_days(texts: pa.Array) -> tuple[Float64Array, Float64Array]:
    """Days, stretches of days and years in digits; no number for all other texts, and where a day does not exist."""
    data, starts, sizes = raw(texts)
    t0, t1 = np.full(len(texts), np.nan), np.full(len(texts), np.nan)
    for size, form in ((4, _year), (10, _day), (13, _open), (21, _stretch)):
        rows = np.flatnonzero(sizes == size)
        if len(rows):
            windows = np.ndarray((len(data) - size + 1, size), np.uint8, data, strides=(1, 1))
            first, last = form(np.ascontiguousarray(windows[starts[rows]].T))
            sound = first <= last  # also false where one is no number
            t0[rows[sound]], t1[rows[sound]] = first[sound], last[sound]
    return t0, t1


Letters = NDArray[np.uint8]
"""The letters of texts of one length: the first of all, then the second of all."""


def _day(letters: Letters) -> tuple[Float64Array, Float64Array]:
    day = _numbered(letters)
    return day, day


def _stretch(letters: Letters) -> tuple[Float64Array, Float64Array]:
    first, last = _numbered(letters[:10]), _numbered(letters[11:])
    return np.where(letters[10] == ord("/"), first, np.nan), last


def _open(letters: Letters) -> tuple[Float64Array, Float64Array]:
    goes_on = (letters[10:] == np.frombuffer(b"/..", np.uint8)[:, None]).all(axis=0)
    return np.where(goes_on, _numbered(letters[:10]), np.nan), np.full(letters.shape[1], np.inf)


def _year(letters: Letters) -> tuple[Float64Array, Float64Array]:
    def on(day: bytes) -> Float64Array:
        rest = np.repeat(np.frombuffer(day, np.uint8)[:, None], letters.shape[1], axis=1)
        return _numbered(np.concatenate([letters, rest]))

    return on(b"-01-01"), on(b"-12-31")


def _numbered(letters: Letters) -> Float64Array:
    """The numbers of days that are written as 2001-02-03; no number where that is none."""
    digits = letters[[0, 1, 2, 3, 5, 6, 8, 9]] - np.uint8(ord("0"))  # what is smaller becomes large
    sound = (digits.max(axis=0) <= 9) & (letters[[4, 7]] == ord("-")).all(axis=0)
    numbers = digits.astype(np.int32)
    year = (numbers[0] * 10 + numbers[1]) * 100 + numbers[2] * 10 + numbers[3]
    month, day = numbers[4] * 10 + numbers[5], numbers[6] * 10 + numbers[7]
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    sound &= (month >= 1) & (month <= 12) & (day >= 1)
    month = np.where(sound, month, 1)
    sound &= day <= np.array([0, *LENGTHS], np.int32)[month] + (leap & (month == 2))
    before = year - 1
    passed = 365 * before + before // 4 - before // 100 + before // 400
    number = passed + np.array([0, *BEFORE_MONTH], np.int32)[month] + (leap & (month > 2)) + day
    return np.where(sound, number, np.nan)
