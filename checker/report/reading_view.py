"""A document's text as blocks with its claims marked: what a page needs to show the text and underline what is claimed.

A block keeps its kind; its words are cut into runs wherever a mark begins or ends, so that marks may overlap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.model.vocabulary import Vocabulary
from checker.quotes.text_figures import figures
from checker.texts.text import Block, Kind, Text, trimmed

LOWEST_HEADING = 6
"""Of HTML; what is deeper is shown as this."""


@dataclass(frozen=True, slots=True)
class TextMark:
    """A stretch of a text that something is said of: `words[start:end]`.

    `name` is its anchor on the page, `target` where it leads, `title` what is there, in words. `sort` says how it is
    drawn, `rank` how grave that is: of marks on the same words the least is drawn, then the shortest.
    """

    start: int
    end: int
    sort: str
    rank: int = 0
    name: str = ""
    target: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words under the same marks. `mark` is the one that is drawn; `begins` are the anchors of those that begin here.

    `ends`: of the marks that end here the one that is drawn, where that ends, and those that lead elsewhere: a reader
    reaches each of them.
    """

    words: str
    mark: TextMark | None = None
    begins: tuple[str, ...] = ()
    ends: tuple[TextMark, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """`level` is that of a heading on the page, never more than one below the heading before it. `page`: from 1, where
    it is the first block of its page, else 0. `cut_before`, `cut_after`: words of it are left out there.
    """

    kind: Kind
    runs: tuple[TextRun, ...]
    level: int = 0
    page: int = 0
    cut_before: bool = False
    cut_after: bool = False


def text_blocks(
    text: Text, marks: Iterable[TextMark], window: tuple[int, int] | None = None, above: int = 3
) -> Iterator[TextBlock]:
    """The blocks of a text in their order, or of the part of it in `window`, with marks as runs.

    `above` is the level of the heading under which the text stands.
    """
    low, high = window or (0, len(text.words))
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    deepest, page, begun = above, 0, 0
    active: list[TextMark] = []
    for block in text.blocks or _whole(text):
        start, end = max(block.start, low), min(block.end, high)
        if start >= end:
            continue
        while begun < len(ordered) and ordered[begun].start < end:
            active.append(ordered[begun])
            begun += 1
        active = [mark for mark in active if mark.end > start]
        level = 0
        if block.kind == "heading":
            level = deepest = min(above + max(block.level, 1), deepest + 1, LOWEST_HEADING)
        yield TextBlock(
            block.kind,
            tuple(_runs(text.words, start, end, active)),
            level,
            block.page if block.page != page else 0,
            start > block.start,
            end < block.end,
        )
        page = block.page


def _whole(text: Text) -> tuple[Block, ...]:
    start, end = trimmed(text.words, 0, len(text.words))
    return (Block(start, end, "paragraph"),) if start < end else ()


def _runs(words: str, start: int, end: int, marks: Sequence[TextMark]) -> Iterator[TextRun]:
    """The stretch in runs: none holds a place where a mark begins or ends. `marks` are in the order of their starts."""
    coming = [mark for mark in marks if mark.start < end and mark.end > start]
    bounds = sorted({start, end, *(at for mark in coming for at in (mark.start, mark.end) if start < at < end)})
    over: list[TextMark] = []
    begun = 0
    for at, stop in pairwise(bounds):
        while begun < len(coming) and coming[begun].start <= at:
            over.append(coming[begun])
            begun += 1
        over = [mark for mark in over if mark.end > at]
        drawn = min(over, key=lambda mark: (mark.rank, mark.end - mark.start, mark.start, mark.target), default=None)
        begins = tuple(mark.name for mark in over if mark.name and mark.start == at)
        yield TextRun(words[at:stop], drawn, begins, tuple(_ends(over, drawn, stop)))


def _ends(over: Sequence[TextMark], drawn: TextMark | None, stop: int) -> Iterator[TextMark]:
    """One mark for each place that marks which end here lead to: the one that is drawn, then the gravest."""
    ending = sorted((mark for mark in over if mark.end == stop), key=lambda mark: (mark is not drawn, mark.rank))
    seen: set[str] = set()
    for mark in ending:
        if mark.target not in seen:
            seen.add(mark.target)
            yield mark


def unclaimed_figures(
    text: Text, claimed: Iterable[tuple[int, int]], window: tuple[int, int], vocabulary: Vocabulary, language: str
) -> Iterator[tuple[int, int]]:
    """The figures and dates in a part of a text of which no claim quotes a character; none spans two blocks, and none
    stands in the page's furniture.
    """
    low, high = window
    covered = _covered(claimed)
    for block in text.blocks:
        start, end = max(block.start, low), min(block.end, high)
        if block.kind == "furniture" or start >= end:
            continue
        for phrase in figures(text.words[start:end], vocabulary, language):
            if not any(covered[start + phrase.start : start + phrase.end]):
                yield start + phrase.start, start + phrase.end


def _covered(spans: Iterable[tuple[int, int]]) -> bytearray:
    """For each character of a text up to the last span: whether a span has it."""
    spans = tuple(spans)
    covered = bytearray(max((end for _, end in spans), default=0))
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    return covered


def around(text: Text, span: tuple[int, int], characters: int) -> tuple[int, int]:
    """A stretch with as many characters on either side, that cuts no word; a short block beside it stays whole."""
    start, end = span
    low, high = max(0, start - characters), min(len(text.words), end + characters)
    blocks = text.blocks
    first = bisect_right(blocks, low, key=lambda block: block.start) - 1
    if first >= 0 and low - blocks[first].start < characters:
        low = blocks[first].start
    last = bisect_left(blocks, high, key=lambda block: block.end)
    if last < len(blocks) and blocks[last].end - high < characters:
        high = max(high, blocks[last].end) if blocks[last].start < high else high
    while 0 < low < start and not text.words[low - 1].isspace():
        low += 1
    while end < high < len(text.words) and not text.words[high].isspace():
        high -= 1
    return low, high
