"""The documents' texts with their claims underlined, and two documents beside each other at one disagreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, product

from checker.model.claim import Claim, Document
from checker.model.disagreement import Disagreement
from checker.report.dispute import Entry, evidence
from checker.report.html.findings import about, anchor, place
from checker.report.html.material import GROUPS, Material, group, title_of
from checker.report.html.views import BesideColumn, BesideView, TextView
from checker.report.reading_view import TextMark, around, text_blocks, unclaimed_figures

AROUND = 500
"""Characters on either side of a quote that stand beside another document's: about a paragraph."""
MOST_BESIDE = 3
"""Pairs of documents of one disagreement that can be read side by side."""
ALONE, FIGURE = len(GROUPS), len(GROUPS) + 1
"""Ranks after those of the verdicts: a claim that nothing is listed of, and a figure that no claim has."""


def text_views(m: Material) -> Iterator[TextView]:
    """Each document whose text is shown, in the order of the documents."""
    for document in m.documents:
        if shown := m.shown.get(document.id, 0):
            text = m.texts[document.id].text
            own = [_mark(claim, m) for claim in m.quoted.get(document.id, ())]
            left = _unclaimed(document, own, m)
            yield TextView(
                id=document.id,
                sign=m.signs.get(document.id, ""),
                title=document.title,
                published=document.published,
                claims=len(own),
                unclaimed=len(left),
                blocks=tuple(text_blocks(text, chain(own, left), (0, shown))),
                left_out=len(text.words) - shown,
            )


def beside(one: Disagreement, m: Material) -> tuple[BesideView, ...]:
    """Passages of the documents of two positions, a view for each pair of documents; none where texts are not shown."""
    held = [[claim for claim in position.claims if claim.ref in m.spans] for position in one.positions]
    pairs: dict[tuple[str, str], BesideView] = {}
    for at, members in enumerate(held):
        for first, second in product(members, chain.from_iterable(held[at + 1 :])):
            names = first.document.id, second.document.id
            if len(pairs) < MOST_BESIDE and first.ref != second.ref and names not in pairs:
                pairs[names] = BesideView(tuple(_column(claim, one, m) for claim in (first, second)))
    return tuple(pairs.values())


def _column(claim: Claim, one: Disagreement, m: Material) -> BesideColumn:
    document, text = claim.document, m.texts[claim.document.id].text
    low, high = around(text, m.spans[claim.ref], AROUND)
    own = {claim.ref for position in one.positions for claim in position.claims}
    marks = []
    for other in m.quoted[document.id]:
        start, end = m.spans[other.ref]
        if end <= low or high <= start:
            continue
        mark = replace(_mark(other, m), name="")
        if other.ref in own:
            mark = replace(mark, sort=f"{group(one)[:2]} here", rank=-1, target=place(other), title="in the whole text")
        marks.append(mark)
    blocks = tuple(text_blocks(text, marks, (low, min(high, m.shown[document.id])), above=5))
    return BesideColumn(m.signs.get(document.id, ""), document.title, document.published, place(claim), blocks)


def _mark(claim: Claim, m: Material) -> TextMark:
    """It leads to the gravest of what is listed of the claim, or to the claim in its document's section."""
    start, end = m.spans[claim.ref]
    if listed := m.entries.get(claim.ref):
        rank, worst = min(((GROUPS.index(_part(entry, claim)), entry) for entry in listed), key=lambda pair: pair[0])
        words = f"{GROUPS[rank]}: {title_of(worst)}"
        target = f"c-{anchor(claim)}" if worst.id in m.cut else f"f-{worst.id}"
        return TextMark(start, end, GROUPS[rank][:2], rank, place(claim), target, words)
    title = f"no other claim speaks of this: {about(claim, m)}"
    return TextMark(start, end, "al", ALONE, place(claim), f"c-{anchor(claim)}", title)


def _part(entry: Entry, claim: Claim) -> str:
    """The verdict on a claim in what is listed: what reasons explain of an open disagreement is reconciled."""
    if isinstance(entry, Disagreement) and entry.open:
        held = chain(entry.claims, *(finding.claims for finding in evidence(entry)))
        return group(entry) if any(other.ref == claim.ref for other in held) else "reconciled"
    return group(entry)


def _unclaimed(document: Document, claimed: Iterable[TextMark], m: Material) -> list[TextMark]:
    """The figures and dates of what is shown that stand in no claim's quote."""
    text, window = m.texts[document.id].text, (0, m.shown[document.id])
    spans = [(mark.start, mark.end) for mark in claimed]
    found = unclaimed_figures(text, spans, window, m.result.corpus.vocabulary, document.language)
    return [TextMark(*span, "fi", FIGURE, title="no claim") for span in found]
