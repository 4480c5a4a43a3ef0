"""Texts become numbers of 64 bits, the same in every run and on every machine.

Why not the numbers of one table: batches are read apart, and workers do not know each other. Two texts with one number
put two keys together, which adds work and loses nothing: a claim left over is judged by its words.

Source: A. L. Zobrist, "A new hashing method with application for game playing" (1970): each byte at each place has a
random number, and a text is their sum without carry. The mixing is that of G. L. Steele, D. Lea and C. H. Flood, "Fast
splittable pseudorandom number generators" (2014).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pyarrow as pa

Hashes = NDArray[np.uint64]

PLACES = 256
"""Places of a text that have random numbers of their own; names are shorter."""

GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def mixed(numbers: Any) -> Any:
    """Numbers spread over all of 64 bits."""
    with np.errstate(over="ignore"):
        found = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return found ^ (found >> np.uint64(31))


def joined(first: Any, *rest: Any) -> Any:
    """One number for several in their order; of arrays row by row."""
    for other in rest:
        with np.errstate(over="ignore"):
            first = mixed(first * GOLDEN + other)
    return first


@cache
def _random() -> Hashes:
    with np.errstate(over="ignore"):
        return mixed(np.arange(1, PLACES * 256 + 1, dtype=np.uint64) * GOLDEN)


def hashed(texts: pa.Array) -> Hashes:
    """A number for each text."""
    data, starts, lengths = raw(texts)
    found = np.zeros(len(texts), np.uint64)
    some = np.flatnonzero(lengths)
    if len(some):
        sizes, starts = lengths[some], starts[some]
        first = np.cumsum(sizes) - sizes
        place = np.arange(int(sizes.sum())) - np.repeat(first, sizes)
        letters = data[place + np.repeat(starts, sizes)].astype(np.int64)
        numbers = _random()[(place % PLACES) * 256 + letters]
        if int(sizes.max()) > PLACES:
            far = place >= PLACES
            numbers[far] = mixed(numbers[far] + (place[far] // PLACES).astype(np.uint64))
        found[some] = np.bitwise_xor.reduceat(numbers, first)
    return mixed(found ^ mixed(lengths.astype(np.uint64)))


def hashed_text(text: str) -> np.uint64:
    import pyarrow as pa

    return hashed(pa.array([text], pa.string()))[0]


def raw(texts: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64]]:
    """The bytes of all texts, where each starts, and how long it is."""
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    letters = np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(0, np.uint8)
    return letters, bounds[:-1], np.diff(bounds)
