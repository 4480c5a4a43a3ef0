"""Every quote stands in its document's text, word for word, in one place.

Why: a claim is worth what its quote is worth; a text that changed, or a digit that slipped, must show.
Quiet: for documents without a text; their claims are `unchecked`, and so are those whose text is not there.
Source: the TextQuoteSelector of the W3C Web Annotation Data Model (exact, prefix, suffix).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fault import Fault
from checker.model.groups import grouped
from checker.readers.names import shown
from checker.readers.tally import LISTED
from checker.texts.anchors import Anchor, SourceText, anchor, spaced
from checker.texts.files import ReadText, Unread, read_text
from checker.texts.shared_runs import RUN, coded

NUMBER = re.compile(r"[0-9](?:[0-9.,]*[0-9])?")
OCCURRENCES_SHOWN = 5
_AT = {"page": "on", "line": "on", "paragraph": "in"}
"""How people say that words stand there."""
MOST_COMPARED = 20_000_000
"""Characters in which passages are looked for that are like quotes: two of a text of 10 MB."""


@dataclass(frozen=True, slots=True)
class CheckedQuotes:
    """Faults in quotes and texts; the references of claims whose quote could not be checked; the texts that are there
    and were not read; of the others, by document, the words as numbers (`shared_runs`), and, of `RUN` words and
    more, a hash of the text in which white space, and so the ends of lines, is all the same.
    """

    faults: tuple[Fault, ...] = ()
    unchecked: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    words: Mapping[str, Sequence[int]] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)


def check_quotes(corpus: Corpus, texts: Path | None) -> CheckedQuotes:
    """All quotes are held against the texts below `texts`; without it none can be."""
    if texts is None:
        return CheckedQuotes(unchecked=tuple(claim.ref for claim in corpus.claims))
    faults: list[Fault] = []
    unchecked: list[str] = []
    unread: list[Unread] = []
    words: dict[str, Sequence[int]] = {}
    hashes: dict[str, str] = {}
    claims = grouped(corpus.claims, lambda claim: claim.document.id)
    drafts = grouped(corpus.drafts, lambda claim: claim.document.id)
    for document in corpus.documents:
        found = read_text(document, texts) if document.path else None
        if isinstance(found, ReadText):
            spoken = found.text.without_furniture()
            words[document.id] = coded(spoken)
            if len(words[document.id]) >= RUN:
                hashes[document.id] = _hash(spoken)
        quoting = (*claims.get(document.id, ()), *drafts.get(document.id, ()))
        if isinstance(found, ReadText) and not found.changed:
            faults += _quote_faults(quoting, spaced(found.text, len(quoting)))
            continue
        if isinstance(found, ReadText):
            faults.append(Fault(document.mark, "text-changed", "document.text", _changed(document, found, quoting)))
        elif isinstance(found, Fault):
            faults.append(found)
        elif found:
            unread.append(found)
        unchecked += (claim.ref for claim in claims.get(document.id, ()))
    return CheckedQuotes(tuple(sorted(faults)), tuple(sorted(unchecked)), tuple(unread), words, hashes)


def _hash(text: str) -> str:
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def _changed(document: Document, found: ReadText, quoting: tuple[Claim, ...]) -> str:
    """What of the quotes still stands in a text that changed, and what to do."""
    text = spaced(found.text, len(quoting))
    gone = sum(anchor(text, claim, changed=True, near=False).span is None for claim in quoting)
    about = (
        f"the text {shown(document.path)} is not the one that was read: its SHA-256 is {found.sha256}, "
        f"expected {document.sha256 or 'one'}"
    )
    if not gone:
        return f"{about}; every quote stands in it: `checker fix` writes the new sum, or bring the old text back"
    edition = "or, where it is a new edition, make it a document of its own that `revises` this one"
    lacking = f"{gone} of {len(quoting)} quotes" if len(quoting) > 1 else "its quote"
    return f"{about}; {lacking} cannot be found in it (`checker fix` lists them): bring the old text back, {edition}"


def _quote_faults(claims: Iterable[Claim], text: SourceText) -> Iterator[Fault]:
    """Of the quotes that are nowhere, as many as are told are shown the passage that is most alike."""
    missing = 0
    for claim in claims:
        near = missing < LISTED and missing * len(text.words) < MOST_COMPARED
        found = anchor(text, claim, near=near)
        mark, field = claim.mark_of("quote"), f"{claim.id}.quote"
        if found.status in ("changed", "lost"):
            missing += 1
            yield Fault(mark, "quote-not-found", field, missing_quote(claim, found, text, near=near))
        elif not found.beside:
            message = (
                f"the quote stands {_places(text, found)}, "
                "but not between the quote_prefix and quote_suffix given; correct them"
                f"{', or let `checker fix` do so' if found.span else ''}"
            )
            yield Fault(mark, "quote-not-found", field, message)
        elif found.status == "ambiguous":
            message = (
                f"the quote stands in {len(found.spans)} places, {_places(text, found)}, expected one; "
                "add the words just before it as quote_prefix"
            )
            yield Fault(mark, "quote-ambiguous", field, message)


def _places(text: SourceText, found: Anchor) -> str:
    """`on lines 2, 7`; what is named once is not repeated."""
    places = [text.text.place(start) for start, _ in found.spans[:OCCURRENCES_SHOWN]]
    sort = places[0].partition(" ")[0]
    numbers = list(dict.fromkeys(place.partition(" ")[2] for place in places))
    more = ", …" if len(found.spans) > OCCURRENCES_SHOWN else ""
    return f"{_AT[sort]} {sort}{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}{more}"


def missing_quote(claim: Claim, found: Anchor, text: SourceText, *, near: bool = True) -> str:
    """Names the passage that is most alike, and the numbers where they differ, since digits decide. `near`: such a
    passage was looked for.
    """
    quote = " ".join(claim.quote.split())
    if found.status == "lost":
        alike = ", nor anything like it" if near else ""
        return f'"{shown(quote)}" does not stand in the text{alike}; copy the words from the text'
    start, end = found.spans[0]
    passage = " ".join(text.original[start:end].split())
    ours, theirs = NUMBER.findall(quote), NUMBER.findall(passage)
    here, there = _without(ours, theirs), _without(theirs, ours)
    numbers = f"; the numbers differ: {_listed(here)} here, {_listed(there)} there" if here or there else ""
    place = text.text.place(start)
    nearest = f'nearest, {_AT[place.partition(" ")[0]]} {place}: "{shown(passage)}"{numbers}'
    return f'"{shown(quote)}" does not stand in the text; {nearest}; copy the words from the text'


def _without(numbers: list[str], others: list[str]) -> list[str]:
    """The numbers of one text that the other lacks; where both have the same in another order, all of them."""
    if Counter(numbers) == Counter(others) and numbers != others:
        return numbers
    left = Counter(numbers) - Counter(others)
    return [number for number in dict.fromkeys(numbers) for _ in range(left[number])]


def _listed(numbers: list[str]) -> str:
    return ", ".join(numbers[:3]) if numbers else "none"
