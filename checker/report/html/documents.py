"""Each document: what it says, what contradicts or supports it, and its part in the smallest repairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.literals.phrase import listed, show_beside
from checker.model.claim import Claim, Document
from checker.model.groups import grouped
from checker.report.dispute import Entry
from checker.report.explain import counted
from checker.report.html.findings import about, anchor, location, value
from checker.report.html.material import Material, group, is_open, tally
from checker.report.html.pairs import DocumentPair, pair_view
from checker.report.html.views import ClaimView, DocumentView

MOST_MARKS = 8
"""Cards that a claim links to."""

MOST_OPPONENTS = 12


def document_views(m: Material, pairs: Mapping[DocumentPair, list[Entry]]) -> Iterator[DocumentView]:
    claims = grouped(m.result.corpus.claims, lambda claim: claim.document.id)
    alone = frozenset(m.result.coverage.uncorroborated)
    by_document: dict[int, list[DocumentPair]] = {}
    for pair in pairs:
        for index in set(pair):
            by_document.setdefault(index, []).append(pair)
    repairs = [repair for one in m.result.disagreements for repair in one.repairs[:1]]
    blamed = [{name for position in repair for group in position.sources for name in group} for repair in repairs]
    for index, document in enumerate(m.documents):
        own = claims.get(document.id, [])
        shown = [claim for claim in own if not m.large or _stands_out(claim, m)]
        cited = {entry.id: entry for claim in own for entry in m.entries.get(claim.ref, ())}
        against = [pair_view(_seen_from(index, pair), pairs[pair], m) for pair in by_document.get(index, ())]
        against.sort(
            key=lambda pair: (-pair.tally.contradiction, -pair.tally.tension, -sum(n for _, n in pair.tally.parts))
        )
        yield DocumentView(
            id=document.id,
            sign=m.signs.get(document.id, ""),
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            because=document.published_because,
            text=_text(document, m),
            note=document.note,
            claims=len(own),
            alone=sum(claim.ref in alone for claim in own),
            tally=tally(cited.values()),
            repairs=_repairs(sum(document.id in names for names in blamed), len(repairs)),
            against=tuple(against[:MOST_OPPONENTS]),
            listed=tuple(claim_view(claim, m, alone) for claim in shown),
            left_out=len(own) - len(shown),
            readable=bool(m.shown.get(document.id, 0)),
        )


def _stands_out(claim: Claim, m: Material) -> bool:
    """It is in something that is open, or in nothing."""
    listed = m.entries.get(claim.ref, ())
    return not listed or any(map(is_open, listed))


def _seen_from(index: int, pair: DocumentPair) -> DocumentPair:
    return (index, pair[0] if pair[1] == index else pair[1])


def _text(document: Document, m: Material) -> str:
    if document.id in m.texts:
        return "its text was at hand: quotes stand in their sentences"
    return "its text was not at hand" if document.sha256 else "it names no text"


def _repairs(number: int, all: int) -> str:
    """`Its claims are in 1 of the 2 smallest repairs.`"""
    if not all:
        return ""
    if not number:
        return f"None of its claims is in {'the smallest repair' if all == 1 else f'the {all:,} smallest repairs'}."
    return f"Its claims are in {'the smallest repair' if all == 1 else f'{number:,} of the {all:,} smallest repairs'}."


def claim_view(claim: Claim, m: Material, alone: frozenset[str]) -> ClaimView:
    every = m.entries.get(claim.ref, ())
    listed = [entry for entry in every if entry.id not in m.cut]
    quoted = not every or not m.large
    return ClaimView(
        ref=anchor(claim),
        about=about(claim, m),
        value=value(claim, m),
        quote=claim.quote if quoted else "",
        beside=show_beside(claim),
        location=location(claim, m),
        alone=claim.ref in alone,
        marks=tuple((entry.id, group(entry)) for entry in listed[:MOST_MARKS]),
        more=len(every) - len(listed[:MOST_MARKS]),
    )


def quotes_words(m: Material) -> str:
    """What became of the quotes: all found, or how many could not be checked and for which documents."""
    unchecked = m.result.coverage.unchecked
    if not unchecked:
        return "Every quote was found in its document's text." if m.result.corpus.claims else ""
    missing = {ref.partition("#")[0] for ref in unchecked}
    names = [document.title for document in m.documents if document.id in missing]
    which = listed(names) if len(names) <= MOST_MARKS else counted(len(names), "document")
    return f"{counted(len(unchecked), 'quote')} could not be checked against a text ({which})."
