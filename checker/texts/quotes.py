"""Every quote stands in its document's text, word for word, in one place.

Why: a claim is worth what its quote is worth; a text that changed, or a digit that slipped, must show.
Quiet: for documents without a text; their claims are `unchecked`, and so are those whose text is not there.
Source: the TextQuoteSelector of the W3C Web Annotation Data Model (exact, prefix, suffix).
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fault import Fault
from checker.model.groups import grouped
from checker.readers.encoding import decode, mark_at
from checker.readers.folder import inside, read, unreadable
from checker.readers.names import shown

WORD = re.compile(r"\S+")
NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
LIKENESS = 60
"""Per cent of likeness below which no passage is shown: unrelated sentences of one text reach some 50."""

OCCURRENCES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document's text with each run of spaces and line breaks as one space; `starts` and `origins` are where each
    word begins in it and in the original.
    """

    original: str
    words: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """The place in the original of a character of `words` that is no space."""
        word = bisect_right(self.starts, offset) - 1
        return self.origins[word] + offset - self.starts[word]


def spaced(original: str) -> SourceText:
    """A text prepared for finding quotes."""
    words, starts, origins, at = [], [], [], 0
    for word in WORD.finditer(original):
        words.append(word[0])
        starts.append(at)
        origins.append(word.start())
        at += len(word[0]) + 1
    return SourceText(original, " ".join(words), tuple(starts), tuple(origins))


def check_quotes(corpus: Corpus, texts: Path | None) -> tuple[tuple[Fault, ...], tuple[str, ...]]:
    """Faults in quotes, and the references of claims whose quote could not be checked; texts lie below `texts`, and
    without it no quote can be.
    """
    if texts is None:
        return (), tuple(claim.ref for claim in corpus.claims)
    faults: list[Fault] = []
    unchecked: list[str] = []
    claims = grouped(corpus.claims, lambda claim: claim.document.id)
    drafts = grouped(corpus.drafts, lambda claim: claim.document.id)
    for document in corpus.documents:
        content = text_of(document, texts) if document.path else None
        if isinstance(content, str):
            text = spaced(content)
            quoting = (*claims.get(document.id, ()), *drafts.get(document.id, ()))
            faults += (fault for claim in quoting for fault in _quote_faults(claim, text))
        else:
            faults += [content] if content else []
            unchecked += (claim.ref for claim in claims.get(document.id, ()))
    return tuple(sorted(faults)), tuple(sorted(unchecked))


def text_of(document: Document, texts: Path) -> str | Fault | None:
    """The text of a document; nothing where no file is there, and a fault where it is not the text that was read."""

    def fault(code: str, message: str) -> Fault:
        return Fault(document.mark, code, "document.text", message)

    name = PurePosixPath(document.path)
    outside = f"the path {shown(document.path)} leads out of the folder of texts; write it relative to that folder"
    if name.is_absolute() or ".." in name.parts or "\\" in document.path or "\0" in document.path:
        return fault("path-outside", outside)
    path, root = texts / name, texts.resolve()
    try:
        path.lstat()  # unlike `exists`, which raises where the system refuses the name
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return fault("unreadable-file", f"the text {shown(document.path)}: {unreadable(error, '').message}")
    if not inside(path, root):
        return fault("path-outside", outside)
    raw = read(path, document.path)
    if isinstance(raw, Fault):
        return fault(raw.code, f"the text {shown(document.path)}: {raw.message}")
    if (sha256 := hashlib.sha256(raw).hexdigest()) != document.sha256:
        message = (
            f"the text {shown(document.path)} is not the one that was read: its SHA-256 is {sha256}, "
            f"expected {document.sha256}; bring the old text back, or check every quote and write the new sum"
        )
        return fault("text-changed", message)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        wrong = decode(raw, document.path)
        where = f" (line {wrong.mark.line}, column {wrong.mark.column})" if isinstance(wrong, Fault) else ""
        return fault("not-utf8", f"the text {shown(document.path)} is not UTF-8{where}; save it as UTF-8")


def locate_quote(text: str | SourceText, claim: Claim) -> tuple[int, int] | None:
    """Where the one place of a claim's quote begins and ends in its document's original text."""
    prepared = spaced(text) if isinstance(text, str) else text
    offsets = tuple(_matching(claim, prepared))
    return _span(prepared, offsets[0], claim.quote) if len(offsets) == 1 else None


def _span(text: SourceText, at: int, quote: str) -> tuple[int, int]:
    return text.origin(at), text.origin(at + len(_tidy(quote)) - 1) + 1


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _occurrences(quote: str, words: str) -> Iterator[int]:
    """Each place of a phrase, unless it cuts a number: `over 40,000` does not stand in `over 40,000,000`."""
    at = words.find(quote)
    while at >= 0:
        end = at + len(quote)
        if not _cuts_number(words, at, quote[:1], before=True) and not _cuts_number(words, end, quote[-1:]):
            yield at
        at = words.find(quote, at + 1)


def _cuts_number(words: str, at: int, edge: str, before: bool = False) -> bool:
    """A number goes on past the edge of a phrase."""
    if not edge.isdecimal():
        return False
    near = words[max(at - 2, 0) : at][::-1] if before else words[at : at + 2]
    return near[:1].isdecimal() or (near[:1] in (".", ",") and near[1:].isdecimal())


def _matching(claim: Claim, text: SourceText) -> Iterator[int]:
    """The places of a quote that its prefix and suffix allow."""
    quote, prefix, suffix = _tidy(claim.quote), _tidy(claim.quote_prefix), _tidy(claim.quote_suffix)
    words = text.words
    for at in _occurrences(quote, words):
        end = at + len(quote)
        before = at - 1 if words[at - 1 : at] == " " else at
        after = end + 1 if words[end : end + 1] == " " else end
        if words.endswith(prefix, 0, before) and words.startswith(suffix, after):
            yield at


def _quote_faults(claim: Claim, text: SourceText) -> Iterator[Fault]:
    offsets = tuple(_occurrences(_tidy(claim.quote), text.words))
    matching = tuple(_matching(claim, text)) if offsets else ()
    mark, field = claim.mark_of("quote"), f"{claim.id}.quote"
    if not offsets:
        yield Fault(mark, "quote-not-found", field, _missing(claim, text))
    elif not matching:
        message = (
            f"the quote stands on {_lines(text, offsets)}, "
            "but not between the quote_prefix and quote_suffix given; correct them"
        )
        yield Fault(mark, "quote-not-found", field, message)
    elif len(matching) > 1:
        message = (
            f"the quote stands in {len(matching)} places, on {_lines(text, matching)}, expected one; "
            "add the words just before it as quote_prefix"
        )
        yield Fault(mark, "quote-ambiguous", field, message)


def _lines(text: SourceText, offsets: tuple[int, ...]) -> str:
    numbers = [mark_at(text.original, text.origin(at), "").line for at in offsets[:OCCURRENCES_SHOWN]]
    numbers = list(dict.fromkeys(numbers))
    more = ", …" if len(offsets) > OCCURRENCES_SHOWN else ""
    return f"{'line' if len(numbers) == 1 else 'lines'} {', '.join(map(str, numbers))}{more}"


def _missing(claim: Claim, text: SourceText) -> str:
    """Names the passage that is most alike, and the numbers where they differ, since digits decide."""
    from rapidfuzz import fuzz

    quote = _tidy(claim.quote)
    alignment = fuzz.partial_ratio_alignment(quote, text.words, score_cutoff=LIKENESS)
    if alignment is None or not text.words:
        return f'"{shown(quote)}" does not stand in the text, nor anything like it; copy the words from the text'
    start = text.words.rfind(" ", 0, alignment.dest_start + 1) + 1
    end = text.words.find(" ", max(alignment.dest_end - 1, start))
    passage = text.words[start : end if end >= 0 else len(text.words)]
    line = mark_at(text.original, text.origin(start), "").line
    ours, theirs = NUMBER.findall(quote), NUMBER.findall(passage)
    numbers = "" if ours == theirs else f"; the numbers differ: {_listed(ours)} here, {_listed(theirs)} there"
    nearest = f'nearest, on line {line}: "{shown(passage)}"{numbers}'
    return f'"{shown(quote)}" does not stand in the text; {nearest}; copy the words from the text'


def _listed(numbers: list[str]) -> str:
    return ", ".join(numbers[:3]) if numbers else "none"
