"""Each distinct literal is read once, by the reader that claims have; plain numbers and days are read by columns.

The columns give what the reader gives, as floats rounded the way that screening needs: ends that differ stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from checker.corpus.tables.shape import compute
from checker.model.box import Box
from checker.model.interval import Interval
from checker.model.value import Bounds, Term
from checker.model.vocabulary import FiscalYear
from checker.normal.dates import read_extent
from checker.normal.literal import LiteralError
from checker.screen.columns import high_end, low_end

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

Floats = NDArray[np.float64]

NUMBER = r"^-?[0-9]{1,15}$|^-?[0-9]{1,9}\.[0-9]{1,6}$"
"""Decimals that are floats at once: at most 15 digits, neither huge nor tiny (see `columns.low_end`)."""

DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
YEAR = "^[0-9]{4}$"
EPOCH = 719_163
"""The number of 1970-01-01, from which Arrow counts days."""

TERM_BITS = 52
"""Of the number that stands for a text in the place of a value: a float holds them exactly."""


Ends = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
"""What a value may be: as readers expect it, at the widest, and in its bare words; two floats each."""


def ends(box: Box, entities: Mapping[str, int]) -> Ends:
    """The ends of a box. A name is a number of its own: names differ where they are not equal, whatever their distance.

    `entities` numbers the entities.
    """
    value = box.value
    if isinstance(value, Bounds):
        return pair(value.plausible), pair(value.possible), pair(value.literal)
    number = float(_number(value, box.datatype, entities))
    return (number, number), (number, number), (number, number)


def _number(value: Term, datatype: str, entities: Mapping[str, int]) -> int:
    if datatype == "entity" and value.name in entities:
        return entities[value.name]
    digest = blake2b(value.name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> (64 - TERM_BITS)


def pair(interval: Interval) -> tuple[float, float]:
    """Both ends as floats; one that is left out lies just inside: ranges that only touch there share nothing."""
    lo, hi = low_end(interval.lo), high_end(interval.hi)
    return (
        float(np.nextafter(lo, np.inf)) if interval.lo_open else lo,
        float(np.nextafter(hi, -np.inf)) if interval.hi_open else hi,
    )


def plain_numbers(texts: pa.Array) -> Floats:
    """The numbers that plain decimals are, no number for all other texts."""
    import pyarrow as pa

    pc = compute()
    plain = pc.match_substring_regex(texts, NUMBER)
    return pc.fill_null(pc.if_else(plain, texts, None).cast(pa.float64()), np.nan).to_numpy(zero_copy_only=False)


def extents(texts: pa.Array, years: Mapping[str, FiscalYear]) -> tuple[Floats, Floats, dict[int, LiteralError]]:
    """The first and the last day of each text, no number where it cannot be read, and why not."""
    t0, t1 = _plain_days(texts)
    wrong: dict[int, LiteralError] = {}
    for place in np.flatnonzero(np.isnan(t0)).tolist():
        text = texts[place].as_py()
        try:
            extent = read_extent(text, years)
        except LiteralError as error:
            wrong[place] = error
            continue
        t0[place], t1[place] = days(extent)
    return t0, t1, wrong


def days(extent: Interval) -> tuple[float, float]:
    return -np.inf if extent.lo is None else float(extent.lo), np.inf if extent.hi is None else float(extent.hi)


def _plain_days(texts: pa.Array) -> tuple[Floats, Floats]:
    """Days, stretches of days and years in digits; no number for all other texts, and where a day does not exist."""
    import pyarrow as pa

    pc = compute()
    t0, t1 = np.full(len(texts), np.nan), np.full(len(texts), np.nan)
    first, last = pc.utf8_slice_codeunits(texts, 0, 10), pc.utf8_slice_codeunits(texts, 11)
    forms: Sequence[tuple[str, pa.Array, pa.Array | None]] = (
        (f"^{DAY}$", first, first),
        (f"^{DAY}/{DAY}$", first, last),
        (rf"^{DAY}/\.\.$", first, None),
        (YEAR, _added(texts, "-01-01"), _added(texts, "-12-31")),
    )
    for form, start, end in forms:
        fits = pc.match_substring_regex(texts, form)
        if not pc.any(fits, min_count=0).as_py():
            continue
        try:
            numbers = [np.full(len(texts), np.inf) if one is None else _days(one, fits) for one in (start, end)]
        except pa.ArrowInvalid:  # a day that does not exist: the reader of literals says which
            continue
        found = (numbers[0] <= numbers[1]) & fits.to_numpy(zero_copy_only=False)
        t0[found], t1[found] = numbers[0][found], numbers[1][found]
    return t0, t1


def _added(texts: pa.Array, tail: str) -> pa.Array:
    return compute().binary_join_element_wise(texts, tail, "")


def _days(texts: pa.Array, fits: pa.Array) -> Floats:
    import pyarrow as pa

    pc = compute()
    cells = pc.if_else(fits, texts, None).cast(pa.date32()).cast(pa.int32())
    return pc.fill_null(cells.cast(pa.float64()), np.nan).to_numpy(zero_copy_only=False) + EPOCH
