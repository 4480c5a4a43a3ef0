"""Long runs of words that two texts share: each of at least `RUN` words is found, whatever the number of texts.

Words in quotation marks are a third one's, and what many texts share is boilerplate: neither counts. Time and memory
grow with the words of all texts together, since texts are compared by fingerprints, and word by word only where these
meet.

Source: S. Schleimer, D. S. Wilkerson, A. Aiken, Winnowing: local algorithms for document fingerprinting, SIGMOD 2003.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import itemgetter
from zlib import crc32

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
CUT = array("I", [BREAK] * GRAM)
"""Stands for what many texts share."""
BROKEN = 2**32
"""In place of the fingerprint of words that are not in a row: above all others."""
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
    names = sorted(texts)
    words = [array("I", texts[name]) for name in names]
    marks = [(gram, owner, place) for owner, each in enumerate(words) for gram, place in _fingerprints(each)]
    marks.sort()
    met: list[tuple[int, int, int, int]] = []
    for _, group in groupby(marks, key=itemgetter(0)):
        places = [(owner, place) for _, owner, place in group]
        first = [next(same) for _, same in groupby(places, key=itemgetter(0))]  # of a text that repeats itself
        if len(first) > MOST_TEXTS:
            for owner, place in first:
                words[owner][place : place + GRAM] = CUT
        else:
            met += [(one, other, q - p, p) for (one, p), (other, q) in combinations(first, 2)]
    met.sort()
    return list(_runs(met, names, words))


def _fingerprints(words: array[int]) -> Iterator[tuple[int, int]]:
    """The fingerprints that are kept of a text, and where they start: the least of each window, the first of equals."""
    view = memoryview(words).cast("B")
    size = words.itemsize * GRAM
    grams = [crc32(view[at : at + size]) for at in range(0, len(view) - size + 1, words.itemsize)]
    for at, word in enumerate(words):
        if word == BREAK:
            grams[max(at - GRAM + 1, 0) : at + 1] = [BROKEN] * len(grams[max(at - GRAM + 1, 0) : at + 1])
    least = -1
    for end in range(WINDOW, len(grams) + 1):
        start = end - WINDOW
        if least < start:
            window = grams[start:end]
            least = start + window.index(min(window))
        elif grams[end - 1] < grams[least]:
            least = end - 1
        else:
            continue
        if grams[least] != BROKEN:
            yield grams[least], least


def _runs(
    met: Iterable[tuple[int, int, int, int]], names: Sequence[str], words: Sequence[array[int]]
) -> Iterator[SharedRun]:
    """`met`: two texts, how far the places of a fingerprint are apart in them, and that in the first; sorted."""
    reached: tuple[int, ...] = ()
    end = 0
    for one, other, shift, place in met:
        if reached == (one, other, shift) and place < end:
            continue
        start, end = _around(words[one], words[other], place, shift)
        reached = (one, other, shift)
        if end - start >= RUN:
            yield SharedRun((names[one], names[other]), start, start + shift, end - start)


def _around(one: Sequence[int], other: Sequence[int], place: int, shift: int) -> tuple[int, int]:
    """The stretch of the first text around a place that stands in the other one too."""
    start = end = place
    first, last = max(0, -shift), min(len(one), len(other) - shift)
    while start > first and one[start - 1] == other[start - 1 + shift] != BREAK:
        start -= 1
    while end < last and one[end] == other[end + shift] != BREAK:
        end += 1
    return start, end
