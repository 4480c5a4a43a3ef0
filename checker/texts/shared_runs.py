"""Long runs of words that two texts share: each of at least `RUN` words is found, whatever the number of texts.

Words in quotation marks are a third one's, and what many texts share is boilerplate: neither counts. Time and memory
grow with the words of all texts together, since texts are compared by fingerprints, and word by word only where these
meet.

Source: S. Schleimer, D. S. Wilkerson, A. Aiken, Winnowing: local algorithms for document fingerprinting, SIGMOD 2003.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np

RUN = 15
"""Words of a run, from which on it is found: nobody writes so many in the same order by himself."""
GRAM = 8
"""Words of which one fingerprint is made."""
WINDOW = RUN - GRAM + 1
"""Of so many fingerprints in a row one at least is kept, so that each run has one."""
MOST_TEXTS = 8
"""Texts that share a fingerprint, beyond which it is boilerplate."""
MOST_QUOTED = 2_000
"""Characters between quotation marks, beyond which they are taken to belong to different quotes."""

BREAK = 0
"""Stands for a quotation: no run goes on past it."""
WORD = re.compile(r"\w+(?:[.,]\d+)*")
QUOTED = re.compile(
    rf"“[^“”]{{1,{MOST_QUOTED}}}”|„[^„“”]{{1,{MOST_QUOTED}}}[“”]|«[^«»]{{1,{MOST_QUOTED}}}»"
    rf"|「[^「」]{{1,{MOST_QUOTED}}}」|(?<!\w)\"[^\"\n]{{1,{MOST_QUOTED}}}\"(?!\w)"
)


@dataclass(frozen=True, slots=True)
class SharedRun:
    """So many words that two texts share, from the word at `first` of the one and at `second` of the other."""

    pair: tuple[str, str]
    first: int
    second: int
    length: int


def spoken_words(text: str) -> list[str]:
    """The words of a text, lower case; an empty one stands for each quotation."""
    words: list[str] = []
    at = 0
    for quoted in QUOTED.finditer(text):
        words += WORD.findall(text[at : quoted.start()].casefold())
        words.append("")
        at = quoted.end()
    return words + WORD.findall(text[at:].casefold())


def coded(text: str) -> array[int]:
    """The words as numbers, four bytes each: equal for equal words."""
    return array("I", (_code(word) if word else BREAK for word in spoken_words(text)))


def _code(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) or 1


def shared_runs(texts: Mapping[str, Sequence[int]]) -> list[SharedRun]:
    """All runs of pairs of texts, by the names of texts."""
    import numpy as np

    names = sorted(texts)
    words = [np.array(texts[name], dtype=np.uint32) for name in names]
    marks = [_fingerprints(each) for each in words]
    if not names:
        return []
    hashes = np.concatenate([found for found, _ in marks])
    places = np.concatenate([at for _, at in marks]).astype(np.int64)
    owners = np.repeat(np.arange(len(names)), [len(found) for found, _ in marks])
    order = np.lexsort((places, owners, hashes))
    hashes, places, owners = hashes[order], places[order], owners[order]
    first = np.ones(len(hashes), dtype=bool)  # of a text that repeats itself the first place counts
    first[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    hashes, places, owners = hashes[first], places[first], owners[first]
    _, inverse, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    common = counts[inverse] > MOST_TEXTS
    for owner, place in zip(owners[common].tolist(), places[common].tolist(), strict=True):
        words[owner][place : place + GRAM] = BREAK
    rare = (counts[inverse] > 1) & ~common
    met = _meetings(hashes[rare], places[rare], owners[rare])
    return list(_runs(met, names, words))


def _fingerprints(words: Any) -> tuple[Any, Any]:
    """The fingerprints that are kept of a text, and where they start."""
    import numpy as np

    number = len(words) - GRAM + 1
    if number < WINDOW:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    grams = np.zeros(number, np.uint64)
    broken = np.zeros(number, bool)
    for offset in range(GRAM):
        part = words[offset : offset + number]
        grams = grams * np.uint64(0x9E3779B97F4A7C15) + part.astype(np.uint64)  # wraps round, as is meant
        broken |= part == BREAK
    grams = (grams ^ (grams >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    grams[broken] = np.iinfo(np.uint64).max
    windows = np.lib.stride_tricks.sliding_window_view(grams, WINDOW)
    at = np.unique(np.arange(len(windows)) + windows.argmin(axis=1))
    at = at[~broken[at]]
    return grams[at], at


def _meetings(hashes: Any, places: Any, owners: Any) -> Any:
    """Where fingerprints of two texts meet: both texts, how far the places are apart, and that in the first; sorted."""
    import numpy as np

    rows = []
    for step in range(1, MOST_TEXTS):
        same = np.flatnonzero(hashes[step:] == hashes[:-step])
        rows.append(np.stack([owners[same], owners[same + step], places[same + step] - places[same], places[same]]))
    met = np.concatenate(rows, axis=1)
    return met[:, np.lexsort(met[::-1])].T


def _runs(met: Any, names: Sequence[str], words: Sequence[np.ndarray]) -> Iterator[SharedRun]:
    reached: tuple[int, ...] = ()
    end = 0
    for one, other, shift, place in met.tolist():
        if reached == (one, other, shift) and place < end:
            continue
        start, end = _around(words[one], words[other], place, place + shift)
        reached = (one, other, shift)
        if end - start >= RUN:
            yield SharedRun((names[one], names[other]), start, start + shift, end - start)


def _around(one: Any, other: Any, place: int, second: int) -> tuple[int, int]:
    """The stretch of the first text around a place that stands in the other one too."""
    before = _alike(one[:place][::-1], other[:second][::-1])
    return place - before, place + _alike(one[place:], other[second:])


def _alike(one: Any, other: Any) -> int:
    """How many words two texts have in common from their start."""
    number = min(len(one), len(other))
    at, step = 0, 64
    while at < number:
        first, second = one[at : min(at + step, number)], other[at : min(at + step, number)]
        parted = (first != second) | (first == BREAK)
        if parted.any():
            return at + int(parted.argmax())
        at, step = at + len(first), step * 2
    return number
