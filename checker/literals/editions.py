"""Which document is the later edition of which: nothing revises what appears after it, nor itself by way of others.

Why: an edition takes the place of the one that it revises; the wrong way round, the correction would be set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, reduce

from checker.literals.boxes import Undated, fold, published
from checker.model.claim import Document
from checker.model.fault import Fault
from checker.model.interval import ALL, Interval
from checker.model.vocabulary import Vocabulary
from checker.readers.graph import cycles
from checker.readers.names import shown

Link = tuple[str, str]
MOST_TITLES = 2**12
"""Titles that are kept as read."""
_WORD = re.compile(r"\w+")


def sound_editions(
    documents: Iterable[Document], vocabulary: Vocabulary
) -> tuple[tuple[Document, ...], tuple[Fault, ...]]:
    """The documents without what they cannot revise, and a fault for each such link."""
    documents = tuple(documents)
    by_id = {document.id: document for document in documents}
    later = dict(_later(by_id, vocabulary))
    wrong = later | dict(_in_circles(by_id, frozenset(later)))
    faults = (Fault(by_id[link[0]].revises_mark, "wrong-edition", "document.revises", wrong[link]) for link in wrong)
    sound = (_without(document, {other for late, other in wrong if late == document.id}) for document in documents)
    return (tuple(sound), tuple(faults)) if wrong else (documents, ())


def appeared(documents: Iterable[Document], vocabulary: Vocabulary) -> Interval:
    """The days within which documents were published; all days where that cannot be read."""
    try:
        return reduce(Interval.hull, (published(document, vocabulary) for document in documents))
    except Undated:
        return ALL


def series(document: Document) -> tuple[str, str]:
    """What the editions of one work share: their publisher, and the title without years and other numbers (`Handbook,
    3rd edition 2020` is `handbook edition`).
    """
    return _series(document.publisher, document.title)


@lru_cache(MOST_TITLES)
def _series(publisher: str, title: str) -> tuple[str, str]:
    words = _WORD.findall(fold(title))
    return fold(publisher), " ".join(word for word in words if not any(map(str.isdigit, word)))


def younger(first: Interval, second: Interval) -> int:
    """1 where all that appeared within the second stretch is younger, -1 where all within the first is, 0 where time
    does not tell.
    """
    return first.below(second) - second.below(first)


def merged_editions(documents: Iterable[Document], before: Iterable[Document]) -> tuple[Document, ...]:
    """The documents without what they revise of another publisher only since the change under test: it is `unmerged`.

    A link was there `before` whatever the two documents were called. A publisher that the change writes anew does not
    count as the same.
    """
    documents, before = tuple(documents), tuple(before)
    now, then = ({document.id: document for document in side} for side in (documents, before))
    links = {(document.id, other) for document in before for other in document.revises}
    issues = {(_issue(then[late]), _issue(then[early])) for late, early in links if early in then}

    def merged(document: Document, other: str) -> bool:
        parties = [side[name] for side in (now, then) for name in (document.id, other) if name in side]
        if other not in now or len({fold(one.publisher) for one in parties}) == 1:
            return True
        return (document.id, other) in links or (_issue(document), _issue(now[other])) in issues

    return tuple(_split(document, {o for o in document.revises if not merged(document, o)}) for document in documents)


def _issue(document: Document) -> tuple[str, ...]:
    """What tells a document from others, whatever it is called."""
    return document.title, document.publisher, document.published, document.sha256


def _split(document: Document, unmerged: set[str]) -> Document:
    if not unmerged:
        return document
    later = tuple(other for other in document.revises if other in unmerged)
    return replace(_without(document, unmerged), unmerged=later)


def _without(document: Document, others: set[str]) -> Document:
    if not others:
        return document
    return replace(document, revises=tuple(other for other in document.revises if other not in others))


def _later(documents: Mapping[str, Document], vocabulary: Vocabulary) -> Iterator[tuple[Link, str]]:
    for document in documents.values():
        for other in document.revises:
            if other in documents and _before(document, documents[other], vocabulary):
                dates = f"it is of {document.published}, and {shown(other)} of {documents[other].published}"
                step = f"write `revises: {document.id}` in {shown(other)}, or mend a date"
                yield (document.id, other), f"{shown(document.id)} cannot revise a later document: {dates}; {step}"


def _before(one: Document, other: Document, vocabulary: Vocabulary) -> bool:
    """Surely; a document without a readable date is a fault of its own."""
    try:
        return published(one, vocabulary).below(published(other, vocabulary))
    except Undated:
        return False


def _in_circles(documents: Mapping[str, Document], broken: frozenset[Link]) -> Iterator[tuple[Link, str]]:
    links = {(document.id, other) for document in documents.values() for other in document.revises} - broken
    later: dict[str, set[str]] = {}
    for name, other in links:
        if name != other:  # a fault of its own
            later.setdefault(name, set()).add(other)
    for circle in cycles(later):
        chain = " → ".join(map(shown, (*circle, circle[0])))
        for index, name in enumerate(circle):
            other = circle[(index + 1) % len(circle)]
            yield (name, other), f"documents revise each other in a circle: {chain}; take one link away"
