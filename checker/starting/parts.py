"""A text in the parts that are drafted, sentences and cells of tables, and what is left out of them: tables whose rows
and columns are not known, and sentences that hold so many numbers that they are none.

Why: a figure of a table means nothing without its headings, and what is not drafted must be told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from checker.literals.words import LONGEST_LITERAL
from checker.readers.claims import WORD_LIMIT
from checker.starting.cells import Grid, TableCell
from checker.texts.passages import sentences
from checker.texts.text import Block, Text

MOST_NUMBERS = 40
"""Of a sentence: what has more is a table, whose figures mean nothing without its headings."""
LEAST_ROWS = 3
"""Lines one below the other from which on columns are a table, and no letterhead."""
LEAST_CELLS = 6
"""As many cells, of which two are figures, where rows are not known."""
_NUMBER = re.compile(r"[0-9]+")
_GAP = re.compile(r"\t+| {3,}")
"""Between two columns."""
_FIGURE = re.compile(r"[^\w\s]{0,3}[0-9][0-9.,]*\s*(?:[^\W\d]{0,3}|[^\w\s]{0,2})")
"""A cell that is a figure, with a sign or a short unit."""


class LeftOut(NamedTuple):
    """What is not drafted: `what` it is, and its words, each run of spaces as one."""

    what: str
    words: str


def parts(text: Text) -> Iterator[str | TableCell | LeftOut]:
    """The sentences of a document's text in order, and the cells of its tables, the words of each run of spaces as one;
    none of what surrounds the document. Sentences that are longer than can be read are parted.
    """
    for stretch in _stretches(text):
        if not isinstance(stretch, str):
            yield stretch
            continue
        for sentence in sentences(stretch):
            for part in _short(sentence):
                numbers = len(_NUMBER.findall(part))
                yield LeftOut(f"a sentence of {numbers} numbers", part) if numbers > MOST_NUMBERS else part


def left_out(text: Text) -> tuple[LeftOut, ...]:
    """All that is not drafted of a text."""
    return tuple(one for one in parts(text) if isinstance(one, LeftOut))


def _stretches(text: Text) -> Iterator[str | TableCell | LeftOut]:
    """The words of a document with its tables apart, an empty line between any two blocks."""
    blocks = [block for block in text.blocks if block.kind != "furniture"] or [Block(0, len(text.words), "paragraph")]
    grids = [grid for grid in (Grid(text, table) for table in text.tables) if grid.holds_data]
    cells = {cell.start: cell for grid in grids for cell in grid.words}
    told = {start: cell for grid in grids for start, cell in grid.cells().items()}
    starts = sorted(cells)

    def within(block: Block) -> bool:
        """It holds cells of data, or stands in one."""
        after = bisect_left(starts, block.end)
        return after > 0 and cells[starts[after - 1]].end > block.start

    for of_data, run in groupby(blocks, within):
        if not of_data:
            yield from _of_blocks(text, list(run))
            continue
        for block in run:
            for start in starts[bisect_left(starts, block.start) : bisect_left(starts, block.end)]:
                cell = told[start]
                yield cell if len(cell.words.split()) <= WORD_LIMIT else cell.words


def _of_blocks(text: Text, blocks: Sequence[Block]) -> Iterator[str | LeftOut]:
    for in_table, run in groupby(blocks, lambda block: _is_cell(text.words[block.start : block.end], block)):
        some = [text.words[block.start : block.end] for block in run]
        words = "\n\n".join(some)
        if in_table and text.lined and len(some) >= LEAST_ROWS - 1 and _NUMBER.search(words):
            yield LeftOut(f"a table of {len(some)} rows", " ".join(words.split()))
        elif in_table and not text.lined and len(some) >= LEAST_CELLS and sum(map(_is_figure, some)) > 1:
            yield LeftOut(f"a table of {len(some)} cells", " ".join(words.split()))
        else:
            yield from _columns(words)


def _is_cell(words: str, block: Block) -> bool:
    """A cell, or a row of cells, and no prose that is only laid out by a table."""
    return block.kind == "cell" and all(len(cell.split()) <= WORD_LIMIT for cell in words.split("\t"))


def _columns(words: str) -> Iterator[str | LeftOut]:
    """Words with their tables apart: lines whose columns wide spaces part."""
    if not _GAP.search(words):
        yield words
        return
    for rows, lines in groupby(words.split("\n"), lambda line: _GAP.search(line.strip()) is not None):
        some = list(lines)
        stretch = "\n".join(some)
        figures = sum(any(map(_is_figure, _GAP.split(line.strip())[1:])) for line in some) if rows else 0
        if len(some) >= LEAST_ROWS and 2 * figures > len(some):
            yield LeftOut(f"a table of {len(some)} rows", " ".join(stretch.split()))
        else:
            yield stretch


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(cell.strip()) is not None


def _short(sentence: str) -> Iterator[str]:
    """A sentence in parts that can be read: what is longer is mostly a table or an endless list."""
    while len(sentence) > LONGEST_LITERAL:
        cut = sentence.rfind(" ", 0, LONGEST_LITERAL) + 1 or LONGEST_LITERAL
        yield sentence[:cut].rstrip()
        sentence = sentence[cut:].lstrip()
    last = sentence.rpartition(" ")[2]
    yield sentence[:-1] if last.endswith(".") and last.count(".") == 1 else sentence  # not that of `U.S.`
