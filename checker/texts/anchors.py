"""Where a quote stands in a text: found, moved, ambiguous, changed or lost.

What type and layout make of words is forgiven on both sides: curly quotes, kinds of dashes and of spaces, ligatures,
soft hyphens, letters whose accents are characters of their own, and a word that is parted at the end of a line. Letters
and digits count exactly.
Source: the TextQuoteSelector of the W3C Web Annotation Data Model (exact, prefix, suffix).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Literal
from unicodedata import is_normalized, normalize

from checker.model.claim import Claim
from checker.texts.composed import is_mark, verbose, with_clusters
from checker.texts.search import MANY, Searched, listed, places
from checker.texts.text import Text

Status = Literal["found", "moved", "ambiguous", "changed", "lost"]

NOTHING_OF = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphens, spaces without width, and joiners: where a line may or may not be broken."""
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"}
QUOTES = {**dict.fromkeys("‘’‚‛", "'"), **dict.fromkeys("“”„‟", '"')}
DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
SAME = {**QUOTES, **DASHES}
"""Characters that stand for each other, one by one."""
PARTED = "\u00ad"
"""Stands in folded words for a hyphen and the line break after it, which may or may not have a hyphen for itself."""

FOLDED = rf"""[-‐\s{NOTHING_OF}{"".join(LIGATURES)}](?:
      (?<= [^\W\d_][-‐] ) (?P<parted> [^\S\n]* \n \s* (?=[^\W\d_]) )
    | (?<= \s ) (?P<space> \s+ | (?<=[^\S ]) )  # one plain space stays
    | (?<= [{NOTHING_OF}] ) [{NOTHING_OF}]*
    | (?<= [{"".join(LIGATURES)}] )
    )"""
"""One set of characters stands first: the search then passes over all others quickly."""
HYPHEN = re.compile(rf"[-{PARTED}](?<=[^\W\d_].) ?(?=[^\W\d_])")
"""Within a word, or where it is parted."""

MOST_PLACES = 1_000
"""Of one quote that are looked at: what stands in so many pins nothing, whatever stands beside it."""

LIKENESS = 60
"""Per cent of likeness below which no passage is shown: unrelated sentences of one text reach some 50."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Words with what is forgiven taken away. `starts` and `origins` are where each unbroken stretch begins in them and
    in the words that they were.
    """

    words: str
    starts: Sequence[int]
    origins: Sequence[int]

    def origin(self, offset: int) -> int:
        """The place in the original of a character."""
        at = bisect_right(self.starts, offset) - 1
        return self.origins[at] + min(offset - self.starts[at], self._length(at) - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of some words."""
        return self.origin(start), self.origin(end - 1) + 1

    def _length(self, at: int) -> int:
        """Of a stretch in the original: what is longer in the folded words was one character."""
        last = at + 1 == len(self.starts)
        return len(self.words) + 1 if last else max(self.origins[at + 1] - self.origins[at], 1)


def _cut(words: str, pattern: re.Pattern[str], instead: Mapping[str, str]) -> Folded:
    """The words with each match replaced: by what its named group or its text has in `instead`, or by nothing."""
    starts, origins = array("I", (0,)), array("I", (0,))  # a list of as many numbers takes ten times the memory
    longer = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal longer
        new = instead.get(match.lastgroup or match[0], "")
        if match.lastgroup == "composed":
            new = normalize("NFC", match[0])
        if new:
            starts.append(match.start() + longer)
            origins.append(match.start())
        longer += len(new) - (match.end() - match.start())
        starts.append(match.end() + longer)
        origins.append(match.end())
        return new

    return Folded(pattern.sub(replaced, words), starts, origins)


def folded(words: str) -> Folded:
    """Words as they are compared; the offsets of `words` can be had back."""
    pattern = verbose(FOLDED) if is_normalized("NFC", words) else with_clusters(FOLDED)
    made = _cut(words, pattern, {"space": " ", "parted": PARTED, **LIGATURES})
    same = made.words
    for character, other in SAME.items():  # of a long text, ten times as fast as `translate`
        same = same.replace(character, other)
    return replace(made, words=same)


@dataclass(frozen=True)
class SourceText:
    """A text prepared for finding quotes."""

    text: Text
    folded: Folded = field(repr=False)
    searched: Searched = field(repr=False)

    @property
    def original(self) -> str:
        return self.text.words

    @property
    def words(self) -> str:
        return self.folded.words

    @cached_property
    def unhyphenated(self) -> Folded:
        return _cut(self.words, HYPHEN, {})


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands: `spans` are the places in the original text, as many as its prefix and suffix leave.

    `found`: one place. `moved`: one place, where prefix or suffix no longer stand beside it, or in a text that changed.
    `ambiguous`: several. `changed`: none, but a passage that is much alike, `spans[0]`. `lost`: nothing.

    `beside`: what the claim has as prefix and suffix stands there. `furniture`: the place is in what surrounds the
    document.
    """

    status: Status
    spans: tuple[tuple[int, int], ...] = ()
    beside: bool = True
    furniture: bool = False

    @property
    def span(self) -> tuple[int, int] | None:
        """The one place of the quote."""
        return self.spans[0] if self.status in ("found", "moved") else None


def spaced(text: str | Text, quotes: int = 0) -> SourceText:
    """A text prepared for finding about so many quotes."""
    made = Text(text) if isinstance(text, str) else text
    same = folded(made.words)
    return SourceText(made, same, listed(same.words) if quotes >= MANY else Searched(same.words))


def anchor(text: SourceText, claim: Claim, *, changed: bool = False, near: bool = True) -> Anchor:
    """Where the quote of a claim stands in its document's text. `changed`: the text is not the one that was read;
    `near`: a passage that is much alike is looked for where the quote is not there.
    """
    spans = tuple(islice(_occurrences(text, claim.quote), MOST_PLACES))
    if not spans:
        alike = _alike(text, claim.quote) if near else None
        return Anchor("changed", (alike,)) if alike else Anchor("lost")
    beside = tuple(span for span in spans if _stands_between(text, span, claim))
    left = _of_the_document(text, beside or spans)
    if len(left) > 1:
        return Anchor("ambiguous", left, bool(beside))
    return Anchor("moved" if changed or not beside else "found", left, bool(beside), _is_furniture(text, left[0]))


def locate_quote(text: str | SourceText, claim: Claim) -> tuple[int, int] | None:
    """Where the one place of a claim's quote begins and ends in its document's original text."""
    found = anchor(spaced(text) if isinstance(text, str) else text, claim, near=False)
    return found.spans[0] if found.status == "found" else None


def _occurrences(text: SourceText, quote: str) -> Iterator[tuple[int, int]]:
    """The places of a phrase in the original, unless it cuts a number: `over 40,000` does not stand in `over
    40,000,000`.
    """
    wanted = folded(quote).words.strip()
    if not wanted:
        return
    none = True
    for at in _places(text.searched, wanted):
        none = False
        yield _span(text, at, at + len(wanted))
    if not none or PARTED not in text.words:
        return
    joined = text.unhyphenated
    bare = HYPHEN.sub("", wanted)
    for at in _places(Searched(joined.words), bare):
        start, end = joined.span(at, at + len(bare))
        if _same(text.words[start:end], wanted):
            yield _span(text, start, end)


def _same(stands: str, wanted: str) -> bool:
    """The words are the same where a line break may have brought each hyphen, and none is brought elsewhere."""
    parts = (f"(?:-? ?|{PARTED})".join(map(re.escape, stands.split(PARTED))), wanted)
    return re.fullmatch(*parts) is not None


def _places(text: Searched, phrase: str) -> Iterator[int]:
    words = text.words
    for at in places(text, phrase):
        end = at + len(phrase)
        if not _cuts_number(words, at, phrase[:1], before=True) and not _cuts_number(words, end, phrase[-1:]):
            yield at


def _cuts_number(words: str, at: int, edge: str, before: bool = False) -> bool:
    """A number goes on past the edge of a phrase."""
    if not edge.isdecimal():
        return False
    near = words[max(at - 2, 0) : at][::-1] if before else words[at : at + 2]
    return near[:1].isdecimal() or (near[:1] in (".", ",") and near[1:].isdecimal())


def _span(text: SourceText, start: int, end: int) -> tuple[int, int]:
    """The place in the original of folded words, with the marks of their last letter."""
    first, last = text.folded.span(start, end)
    while last < len(text.original) and is_mark(text.original[last]):
        last += 1
    return first, last


def _stands_between(text: SourceText, span: tuple[int, int], claim: Claim) -> bool:
    """The prefix and the suffix of a claim stand beside a place of its quote."""
    sides = ((claim.quote_prefix, True), (claim.quote_suffix, False))
    return all(stands_beside(text.original, span, words, before) for words, before in sides if words.strip())


def stands_beside(original: str, span: tuple[int, int], words: str, before: bool) -> bool:
    """Words stand right before a place, or right after it."""
    wanted = folded(words).words.strip()
    room = 4 * len(words) + 80
    """Characters looked at: wide spaces and line breaks take some."""
    stretch = original[max(span[0] - room, 0) : span[0]] if before else original[span[1] : span[1] + room]
    beside = folded(stretch).words.strip()
    return beside.endswith(wanted) if before else beside.startswith(wanted)


def _of_the_document(text: SourceText, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The places outside of furniture where there are such, else all."""
    return tuple(span for span in spans if not _is_furniture(text, span)) or spans


def _is_furniture(text: SourceText, span: tuple[int, int]) -> bool:
    block = text.text.block_at(span[0])
    return block is not None and block.kind == "furniture"


def _alike(text: SourceText, quote: str) -> tuple[int, int] | None:
    """The passage of whole words that is most like a phrase."""
    from rapidfuzz import fuzz

    wanted, words = folded(quote).words.strip(), text.words
    alignment = fuzz.partial_ratio_alignment(wanted, words, score_cutoff=LIKENESS)
    if alignment is None or not words.strip() or not wanted:
        return None
    start = words.rfind(" ", 0, alignment.dest_start + 1) + 1
    end = words.find(" ", max(alignment.dest_end - 1, start))
    return _span(text, start, end if end >= 0 else len(words))
