"""Texts become numbers of 64 bits, the same in every run and on every machine.

Why not the numbers of one table: batches are read apart, and workers do not know each other. Two texts with one number
put two keys together, which adds work and loses nothing: a claim that is chosen is judged by its words.

Source: the mixing is that of G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators"
(2014); texts are mixed in by eight bytes at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from checker.screening.arrays import Hashes, Int64Array

if TYPE_CHECKING:
    import pyarrow as pa


GOLDEN = np.uint64(0x9E3779B97F4A7C15)
WORD = 8  # bytes
FIRST = np.array([2 ** (8 * number) - 1 for number in range(WORD + 1)], np.uint64)
"""What keeps so many of the first bytes of a word."""


def mixed(numbers: Any) -> Any:
    """Numbers spread over all of 64 bits."""
    with np.errstate(over="ignore"):
        numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def joined(first: Any, *rest: Any) -> Any:
    """One number for several in their order; of arrays row by row."""
    for other in rest:
        with np.errstate(over="ignore"):
            first = mixed(first * GOLDEN + other)
    return first


def hashed(texts: pa.Array) -> Hashes:
    """The number of each text."""
    data, starts, sizes = raw(texts)
    words = np.ndarray(len(data) + 1, "<u8", np.append(data, np.zeros(WORD, np.uint8)), strides=(1,))
    hashes = mixed(sizes.astype(np.uint64) + GOLDEN)
    rows = np.flatnonzero(sizes)
    for offset in range(0, int(sizes.max(initial=0)), WORD):
        rows = rows[sizes[rows] > offset]
        rest = np.minimum(sizes[rows] - offset, WORD)
        hashes[rows] = joined(hashes[rows], words[starts[rows] + offset] & FIRST[rest])
    return hashes


def hashed_text(text: str) -> np.uint64:
    import pyarrow as pa

    return hashed(pa.array([text], pa.string()))[0]


def raw(texts: pa.Array) -> tuple[NDArray[np.uint8], Int64Array, Int64Array]:
    """The bytes of all texts, where each starts, and how long it is."""
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    letters = np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(0, np.uint8)
    return letters, bounds[:-1], np.diff(bounds)
