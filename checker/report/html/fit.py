"""What fits on one page: whole cards as long as there is room, the gravest first; what has to go is counted and told.

Cards of what is open come first, then those of what is explained, the texts, the findings below what is open, documents
in detail, what agrees, and last the findings below what is explained. The first screen and all tallies stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from checker.literals.phrase import listed
from checker.report.explain import counted
from checker.report.html.material import GROUPS
from checker.report.html.views import DocumentView, ListedDisagreement, ListedFinding, PageView, QuantityView, TextView

Card = ListedDisagreement | ListedFinding
Part = TypeVar("Part")

EXPLAINED = ("decided", "reconciled")
WHOLE = "checker report --site DIR writes a folder of pages that hold all of it"


def fitted(view: PageView, room: int, size: Callable[[PageView | Card | DocumentView | TextView], int]) -> PageView:
    """As much of the page as fits into `room` bytes; `size` tells how many bytes a part takes."""
    cards = [entry for subject in view.subjects for quantity in subject.quantities for entry in quantity.entries]
    cards.sort(key=lambda entry: GROUPS.index(entry.group))
    opened = [entry for entry in cards if entry.open]
    explained = [entry for entry in cards if not entry.open and entry.group in EXPLAINED]
    others = [entry for entry in cards if not entry.open and entry.group not in EXPLAINED]
    brief = {one.id: _brief(one) for one in view.documents}
    left = room - size(_with(view, {}, brief, ()))

    def taken(parts: Iterable[Part], cost: Callable[[Part], int]) -> Iterator[Part]:
        """As many as there is room for, up to the first that does not fit."""
        nonlocal left
        for part in parts:
            if (needed := cost(part)) > left:
                return
            left -= needed
            yield part

    def deepening(part: Card | DocumentView) -> int:
        return size(part) - size(_brief(part) if isinstance(part, DocumentView) else _plain(part))

    shown = {entry.id: _plain(entry) for entry in taken(opened, lambda entry: size(_plain(entry)))}
    shown |= {entry.id: _plain(entry) for entry in taken(explained, lambda entry: size(_plain(entry)))}
    texts = tuple(taken(view.texts, size))
    shown |= {entry.id: entry for entry in taken([one for one in opened if one.id in shown], deepening)}
    documents = brief | {one.id: one for one in taken(view.documents, deepening)}
    shown |= {entry.id: entry for entry in taken(others, size)}
    shown |= {entry.id: entry for entry in taken([one for one in explained if one.id in shown], deepening)}
    made = _with(view, shown, documents, texts)
    return replace(made, notes=(*view.notes, *_told(view, cards, shown, made)))


def _plain(entry: Card) -> Card:
    """A card without the findings below it, which it counts."""
    if isinstance(entry, ListedFinding):
        return entry
    return replace(entry, evidence=(), more=entry.more + len(entry.evidence), beside=())


def _brief(document: DocumentView) -> DocumentView:
    """A document without its claims and those that it was compared with; its claims are counted."""
    return replace(document, against=(), listed=(), left_out=document.left_out + len(document.listed), readable=False)


def _with(
    view: PageView, shown: Mapping[str, Card], documents: Mapping[str, DocumentView], texts: tuple[TextView, ...]
) -> PageView:
    """The page with these cards in place of all, and these documents in place of theirs."""
    there = {text.id for text in texts}
    subjects = tuple(
        replace(subject, quantities=tuple(_shown(quantity, shown) for quantity in subject.quantities))
        for subject in view.subjects
    )
    told = tuple(replace(documents[one.id], readable=one.id in there) for one in view.documents)
    cards = sum(len(quantity.entries) for subject in view.subjects for quantity in subject.quantities)
    return replace(view, subjects=subjects, documents=told, texts=texts, cut=view.cut + cards - len(shown))


def _shown(quantity: QuantityView, shown: Mapping[str, Card]) -> QuantityView:
    entries = tuple(shown[one.id] for one in quantity.entries if one.id in shown)
    return replace(quantity, entries=entries, left_out=quantity.left_out + len(quantity.entries) - len(entries))


def _told(view: PageView, cards: Iterable[Card], shown: Mapping[str, Card], made: PageView) -> Iterator[str]:
    """What is left out, by sort, in one sentence; nothing where all is there."""
    cut = [entry for entry in cards if entry.id not in shown]
    bare = [entry for entry in cards if entry.id in shown and shown[entry.id] != entry]
    reasoned = sum(not entry.open and entry.group in EXPLAINED for entry in cut)
    opened = sum(entry.open for entry in cut)
    brief = sum(now.left_out != then.left_out for now, then in zip(made.documents, view.documents, strict=True))
    left_out = (
        (opened, "card of what is open", "cards of what is open"),
        (reasoned, "question that is explained", "questions that are explained"),
        (len(cut) - opened - reasoned, "agreement", "agreements"),
        (sum(entry.open for entry in bare), "open question's evidence", "open questions' evidence"),
        (sum(not entry.open for entry in bare), "explained question's evidence", "explained questions' evidence"),
        (brief, "document's claims", "documents' claims"),
        (len(view.texts) - len(made.texts), "text", "texts"),
    )
    words = [counted(number, one, many) for number, one, many in left_out if number]
    if words:
        yield f"Left out to keep this page below 10 MB: {listed(words)}; {WHOLE}."
