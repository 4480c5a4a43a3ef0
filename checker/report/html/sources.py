"""Sources against one another: a row for each, what stands beside its figures, and how well answers are supported."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.sources import SourceFigures, SupportedQuestion
from checker.report.dispute import told_claims
from checker.report.html.material import Material
from checker.report.html.source_views import QuestionRow, SourceRow, SourcesView
from checker.report.sources import NOTE, between, chance, odd_words, parted_words, parts_of, percent

MOST_SOURCES = 100
MOST_QUESTIONS = 100
"""Rows of a page; `checker sources` has all of them."""
MOST_PARTS = 20
"""Properties or years of one source."""
MOST_VALUES = 8
MOST_NAMES = 6
"""Answers to one question, and sources of one answer."""


def sources_view(m: Material) -> SourcesView | None:
    """Nothing where there is no other source to hold one against."""
    measured = m.result.sources
    if len(measured.sources) < 2:
        return None
    cards = {claim.ref: one.id for one in m.result.disagreements if one.id not in m.cut for claim in told_claims(one)}
    shared = tuple(one.note for one in measured.words_in_common if not one.one_source)
    return SourcesView(
        rows=tuple(_row(one, m) for one in measured.sources[:MOST_SOURCES]),
        more=max(0, len(measured.sources) - MOST_SOURCES),
        shared=shared[:MOST_PARTS],
        about=f"{parted_words(m.result)}." if measured.parted else "",
        questions=tuple(_question(one, cards) for one in measured.parted[:MOST_QUESTIONS]),
        more_questions=max(0, len(measured.parted) - MOST_QUESTIONS),
        note=NOTE,
    )


def _row(one: SourceFigures, m: Material) -> SourceRow:
    vocabulary = m.result.corpus.vocabulary
    parts = []
    for name, shares in parts_of(one, vocabulary):
        shown = [(part, percent(seen.share), seen.judged) for part, seen in shares[:MOST_PARTS]]
        parts.append((name, tuple(shown), len(shares) - len(shown)))
    odd = tuple(odd_words(odd, vocabulary) for odd in one.systematic)
    seen = one.agreement
    return SourceRow(
        one.name, one.claims, one.shared, seen.agreed, seen.judged, percent(seen.share), between(seen), one.alone,
        tuple(parts), odd[:MOST_PARTS], one.copies[:MOST_PARTS],
    )  # fmt: skip


def _question(one: SupportedQuestion, cards: Mapping[str, str]) -> QuestionRow:
    refs = (ref for value in one.values for ref in value.claims)
    values = []
    for value in one.values[:MOST_VALUES]:
        names = value.sources[:MOST_NAMES]
        more = len(value.sources) - len(names)
        values.append(
            (value.value, ", ".join(names) + (f" and {more:,} more" if more else ""), chance(value.probability))
        )
    return QuestionRow(
        card=next((cards[ref] for ref in refs if ref in cards), ""),
        about=one.about,
        time=one.time,
        best=one.best if one.decided else "",
        margin=chance(one.margin),
        values=tuple(values),
        more=len(one.values) - len(values),
    )
