"""A quote stands in its sentence: what a reader needs in order to judge it.

Why: a phrase without its sentence can say the opposite of what was meant.
Quiet: where the text is absent or changed, or the quote does not stand in exactly one place; faults tell of that.
Source: where sentences end follows the default rules of Unicode Standard Annex 29, shortened; an empty line, an item of
a list and a line indented by a wide space end one too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from checker.model.claim import Claim
from checker.model.corpus import Corpus
from checker.texts.anchors import SourceText, anchor, spaced
from checker.texts.files import ReadText, read_text
from checker.texts.text import Block

LONGEST = 320
"""Characters of a sentence shown on each side of a quote: what is longer is mostly a table or an endless list."""

CLOSING = "\"'”’»›)\\]」』）】》〉"
END = re.compile(
    rf"""(?P<point>[.…])[{CLOSING}]*(?=\s+(?P<next>\S)|\s*\Z)
    | [!?؟۔।॥։።፧។؛⁇⁈⁉‽႟][{CLOSING}]*(?=\s|\Z)
    | [。！？｡．][{CLOSING}]*
    | (?:\r\n|[\r\n])(?=[^\S\r\n]*[\r\n] | \u3000 | [^\S\r\n]*(?:[•‣▪·*–-]|[0-9]{{1,3}}[.)])\s)""",
    re.VERBOSE,
)
"""A point counts before a space, as do the marks of scripts that part words by spaces; 。 and its like always count."""

ABBREVIATION = re.compile(
    r"(?:^|[^\w.])(?:\w|(?:\w\.)+\w|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Col|Capt|Lt|Adm|Gov|Sen|Rep|Rev|Hon|Nos?|Vol|Fig|Art"
    r"|Sec|pp|vs|cf|ca|approx|etc|al|Inc|Ltd|Co|Corp|Dept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\Z"
)
"""A point after these seldom ends a sentence: one letter (`J.`), letters with points (`U.S.`), common short forms."""

ABBREVIATION_LENGTH = 12
"""Characters before a point that are looked at: the longest of them with what parts it from the word before."""

LONGEST_WORD = 40
"""Characters; a longer stretch without a space is no word."""

SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote as its text has it, with the words around it; each run of spaces is one space.

    `before` and `after` keep the space that parts them from the quote, and begin or end with `…` where they are cut.
    `line` is that of the quote in its text. `furniture`: it stands in what surrounds the document only.
    """

    before: str
    quote: str
    after: str
    line: int
    furniture: bool = False


def texts_of(corpus: Corpus, folder: Path | None) -> Mapping[str, SourceText]:
    """The texts that are there and unchanged, by the identifier of their document, prepared for finding quotes."""
    if folder is None:
        return {}
    found = {document.id: read_text(document, folder) for document in corpus.documents if document.path}
    return {name: spaced(one.text) for name, one in found.items() if isinstance(one, ReadText) and not one.changed}


def passage(text: str | SourceText, claim: Claim, sentences: int = 1) -> Passage | None:
    """The quote of a claim in its sentence, and with each one more of `sentences` another on either side.

    Nothing where the quote does not stand in exactly one place.
    """
    prepared = spaced(text) if isinstance(text, str) else text
    found = anchor(prepared, claim, near=False)
    if found.status != "found":
        return None
    span, original, blocks = found.spans[0], prepared.original, prepared.text.blocks
    sentences = max(sentences, 1)
    first, last = max(0, span[0] - LONGEST * sentences), min(len(original), span[1] + LONGEST * sentences)
    window, start, end = original[first:last], span[0] - first, span[1] - first
    begun = bisect_left(blocks, first, key=_start), bisect_left(blocks, last, key=_start)
    ends = _bounds(window, (block.start - first for block in blocks[slice(*begun)]))
    starts = [at for at in ends if at <= start][-sentences:]
    stops = [at for at in ends if at >= end][:sentences]
    before = _tidy(window[starts[0] if len(starts) == sentences else 0 : start]).lstrip()
    after = _tidy(window[end : stops[-1] if len(stops) == sentences else len(window)]).rstrip()
    if len(starts) < sentences and first:
        before = f"… {before[_cut(before) :]}"
    if len(stops) < sentences and last < len(original):
        after = f"{after[: len(after) - _cut(after[::-1])]} …"
    return Passage(before, _tidy(window[start:end]), after, _line(original, span[0]), found.furniture)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, headings and items of lists among them, each run of spaces as one."""
    bounds = (0, *_ends(text), len(text))
    spans = (" ".join(text[start:end].split()) for start, end in pairwise(bounds))
    return (sentence for sentence in spans if sentence)


def _start(block: Block) -> int:
    return block.start


def _bounds(window: str, blocks: Iterable[int]) -> list[int]:
    """Where sentences end, or a block begins; something stands between any two."""
    bounds: list[int] = []
    for at in sorted({*_ends(window), *blocks}):
        if bounds and not window[bounds[-1] : at].strip():
            bounds.pop()
        bounds.append(at)
    return bounds


def _tidy(words: str) -> str:
    """Each run of spaces as one, also at the edges."""
    return SPACES.sub(" ", words)


def _cut(words: str) -> int:
    """The length of the first word, which may have lost its beginning; 0 where the script does not part words."""
    return words.find(" ", 0, LONGEST_WORD) + 1


def _ends(window: str) -> list[int]:
    """Where sentences end, without those between which nothing stands."""
    ends: list[int] = []
    for match in END.finditer(window):
        before = window[max(0, match.start() - ABBREVIATION_LENGTH) : match.start()]
        if match["point"] and _goes_on(before, match["next"] or ""):
            continue
        if ends and not window[ends[-1] : match.end()].strip():
            ends.pop()
        ends.append(match.end())
    return ends


def _goes_on(before: str, following: str) -> bool:
    """The sentence goes on after a point: a small letter follows, or an abbreviation stands before it."""
    return following.islower() or (bool(following) and ABBREVIATION.search(before) is not None)


def _line(text: str, at: int) -> int:
    """The line of a place; CRLF counts once."""
    return 1 + text.count("\n", 0, at) + text.count("\r", 0, at) - text.count("\r\n", 0, at)
