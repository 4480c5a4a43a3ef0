"""The reading view: a document's text with its claims underlined; two documents beside each other at a disagreement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain
from string import digits

from checker.decisions.ruling import claims_named
from checker.model.claim import Document
from checker.model.finding import Verdict
from checker.report.dispute import evidence
from checker.report.explain import statement
from checker.report.reading_view import TextBlock, TextMark, around, text_blocks, unclaimed_figures
from checker.review.addresses import part, query
from checker.review.queue import Filters, QueueEntry, claims_in
from checker.review.session import ReviewState, Session, texts
from checker.review.sides import about_claim
from checker.texts.anchors import SourceText, anchor

MOST_SHOWN = 200_000
"""Characters of a text on one page, around the place that was asked for: some 60 pages of a book, 1 MB."""

BESIDE = 1_500
"""Characters on either side of a quote that stand beside another document's: about a screen."""

RANKS: tuple[Verdict, ...] = ("contradiction", "tension", "unchecked", "reconciled", "agreement")
ALONE, FIGURE = "alone", "figure"

LEGEND = (*RANKS, ALONE)


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A document's text. `at` is the anchor to begin with, `back` leads to the disagreement that it was opened from.
    `unclaimed` counts the figures and dates in it that no claim quotes; `cut`: there is more before, more after.
    """

    document: Document
    blocks: tuple[TextBlock, ...]
    claims: int
    unclaimed: int
    cut: tuple[bool, bool]
    at: str
    back: str
    legend: tuple[str, ...] = LEGEND


@dataclass(frozen=True, slots=True)
class BesideChoice:
    letter: str
    title: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class BesideColumn:
    """One document around the quote of one claim; `choices` are the others that can stand here."""

    letter: str
    document: Document
    words: str
    whole: str
    blocks: tuple[TextBlock, ...]
    choices: tuple[BesideChoice, ...]


@dataclass(frozen=True, slots=True)
class BesideView:
    id: str
    title: str
    columns: tuple[BesideColumn, ...]


def reading_view(
    session: Session, now: ReviewState, document: str, filters: Filters, at: str, of: str
) -> ReadingView | None:
    """Nothing where the text is not at hand. `at` is the claim to begin with, `of` the disagreement it is read for."""
    source = texts(session, now).get(document)
    if source is None:
        return None
    text, corpus = source.text, now.result.corpus
    held = next(one for one in corpus.documents if one.id == document)
    marks = _marks(source, document, now, filters, of)
    begin = next((mark.start for mark in marks if mark.name == name_of(at)), 0)
    whole = 0, len(text.words)
    window = around(text, (begin, begin), MOST_SHOWN) if len(text.words) > MOST_SHOWN else whole
    spans = [(mark.start, mark.end) for mark in marks]
    found = list(unclaimed_figures(text, spans, window, corpus.vocabulary, held.language))
    figures = (TextMark(*span, FIGURE, len(LEGEND), title="no claim has this") for span in found)
    return ReadingView(
        document=held,
        blocks=tuple(text_blocks(text, (*marks, *figures), window, above=1)),
        claims=len(marks),
        unclaimed=len(found),
        cut=(window[0] > whole[0], window[1] < whole[1]),
        at=name_of(at) if at else "",
        back=f"f/{part(of)}{query(filters)}" if of and now.entry(of) else "",
    )


def beside_view(
    session: Session, now: ReviewState, entry: QueueEntry, filters: Filters, chosen: tuple[str, str]
) -> BesideView | None:
    """Two claims of a disagreement in their texts: those chosen, by letter, or the first two of different positions
    whose texts are at hand; nothing where there is none.
    """
    sources, named = texts(session, now), claims_named(entry.one)
    spans = {
        name: span
        for name, claim in named.items()
        if (source := sources.get(claim.document.id)) and (span := anchor(source, claim, near=False).span)
    }
    if not spans:
        return None
    left = chosen[0] if chosen[0] in spans else next(iter(spans))
    apart = [name for name in spans if _position(name) != _position(left)] or [name for name in spans if name != left]
    right = chosen[1] if chosen[1] in spans else next(iter(apart), "")
    columns = []
    for index, name in enumerate(filter(None, (left, right))):
        claim = named[name]
        source = sources[claim.document.id]
        window = around(source.text, spans[name], BESIDE)
        marks = _marks(source, claim.document.id, now, filters, entry.id, here=claim.ref)
        pairs = {other: (other, right) if index == 0 else (left, other) for other in spans}
        choices = tuple(
            BesideChoice(other, named[other].document.title, query(filters, left=pair[0], right=pair[1]), other == name)
            for other, pair in pairs.items()
        )
        columns.append(
            BesideColumn(
                name,
                claim.document,
                statement(claim),
                f"t/{part(claim.document.id)}{query(filters, at=claim.ref, of=entry.id)}",
                tuple(text_blocks(source.text, marks, window, above=2)),
                choices if len(choices) > 2 else (),
            )
        )
    return BesideView(entry.id, entry.one.title, tuple(columns))


def _position(name: str) -> str:
    return name.rstrip(digits)


def name_of(ref: str) -> str:
    """The anchor of a claim on a page of its document's text."""
    return f"c-{ref.partition('#')[2]}"


def _marks(
    source: SourceText, document: str, now: ReviewState, filters: Filters, of: str, here: str = ""
) -> list[TextMark]:
    """The claims of a document in its text. Each leads to the disagreement `of` where it is one of that, else to the
    gravest; where no disagreement has it, nowhere. `here` is the claim that the page is about.
    """
    claims = [claim for claim in now.result.corpus.claims if claim.document.id == document]
    listed = _listed({claim.ref for claim in claims}, now)
    agreeing = {ref for finding in now.result.of("agreement") for ref in finding.refs}
    marks = []
    for claim in claims:
        span = anchor(source, claim, near=False).span
        if span is None:
            continue
        said = f"{about_claim(claim, now.result.corpus.vocabulary)}: {statement(claim)}".removeprefix(": ")
        name, found = name_of(claim.ref), listed.get(claim.ref, ())
        if claim.ref == here:
            marks.append(TextMark(*span, "here", -1, name, title=said))
        elif found:
            verdict, entry = next((one for one in found if one[1].id == of), found[0])
            target, rank = f"f/{part(entry.id)}{query(filters)}", LEGEND.index(verdict)
            marks.append(TextMark(*span, verdict, rank, name, target, f"{verdict}: {entry.one.title}"))
        else:
            sort = "agreement" if claim.ref in agreeing else ALONE
            words = "agrees with other claims" if claim.ref in agreeing else "no other claim speaks of this"
            marks.append(TextMark(*span, sort, LEGEND.index(sort), name, title=f"{said} ({words})"))
    return marks


def _listed(refs: Collection[str], now: ReviewState) -> dict[str, list[tuple[Verdict, QueueEntry]]]:
    """The disagreements of each claim, the gravest first, with the verdict on the claim in it: what reasons explain of
    an open one is reconciled.
    """
    found: dict[str, list[tuple[Verdict, QueueEntry]]] = {}
    for entry in now.entries:
        one = entry.one
        open_ones = {claim.ref for claim in chain(one.claims, *(finding.claims for finding in evidence(one)))}
        for claim in claims_in(one):
            if claim.ref in refs:
                verdict = one.verdict if claim.ref in open_ones else "reconciled"
                found.setdefault(claim.ref, []).append((verdict, entry))
    for rows in found.values():
        rows.sort(key=lambda row: LEGEND.index(row[0]))
    return found
