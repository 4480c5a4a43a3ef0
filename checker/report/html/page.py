"""The whole page from a result: the first screen, then subjects, documents, and how to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from checker.literals.phrase import show_beside
from checker.model.finding import REASONS, VERDICTS
from checker.model.result import Result
from checker.reasons.registry import RECONCILERS
from checker.report.dispute import Entry, entries, is_new
from checker.report.explain import HEADINGS, MEANING, counted, explained_number, over_limit, unexamined_words
from checker.report.html.album import Album
from checker.report.html.documents import document_views, quotes_words
from checker.report.html.findings import about, anchor, location
from checker.report.html.history import history
from checker.report.html.material import Material, group, is_open, material, quantity_of, rank, tally, title_of
from checker.report.html.pairs import counted_pairs, matrix
from checker.report.html.quantities import subjects
from checker.report.html.sources import sources_view
from checker.report.html.summary import explained, paragraph
from checker.report.html.texts import text_views
from checker.report.html.views import FirstView, OverviewView, PageView, SumsView
from checker.report.options import Options
from checker.report.rule_help import rule_helps
from checker.report.silence import silence_lines
from checker.report.sums import FASTEST, HEADING, KEYS, judged, key_trends, of_how_many, table

MOST_ENTRIES = 20_000
"""Cards that one page is made of, before it is known how many fit. All are counted."""

FIRST = 8
"""What is open on the first screen, with a paragraph."""

REST = 1_000
"""What is open beyond that, by its title, on the first screen of a site."""

MOST_FAULTS = 200
MOST_ALONE = 1_000

TOLD_ABOVE = ("lone_claims", "quotes_without_text")
"""What nothing was held against and a tile, or the line on quotes, counts."""


def page(result: Result, options: Options, album: Album, *, site: bool = False) -> PageView:
    """Everything on one page, or with `site` for a folder of pages."""
    m = material(result, options, MOST_ENTRIES, site=site)
    listed = subjects(m, album)
    pairs, large = counted_pairs(m)
    rules = {finding.rule for finding in result.findings}
    alone = result.coverage.uncorroborated
    return PageView(
        as_of=result.as_of,
        overview=_overview(m, REST if site else 0),
        subjects=listed,
        matrix=matrix(m, pairs, large),
        documents=tuple(document_views(m, pairs)),
        alone=tuple(_alone(m)),
        alone_left_out=max(0, result.coverage.alone - min(len(alone), MOST_ALONE)),
        verdicts=tuple((verdict, HEADINGS[verdict], MEANING[verdict]) for verdict in VERDICTS),
        reasons=tuple((item.reason, item.title) for item in RECONCILERS),
        rules=tuple((help.id, help.title) for help in rule_helps() if help.id in rules),
        notes=tuple(_notes(m)),
        sums=_sums(result),
        texts=tuple(text_views(m)),
        explained=tuple(explained(m)),
        sources=sources_view(m),
        large=m.large,
        cut=len(m.cut),
    )


def _notes(m: Material) -> Iterator[str]:
    if m.large:
        yield "With so many findings, sentences are shown in open ones only."
    yield from _cut(m)


def _sums(result: Result) -> SumsView | None:
    numbers = table(result)
    words = HEADING, f"{judged(result)}. {KEYS}", FASTEST, of_how_many(result)
    return SumsView(*words, numbers, key_trends(result)) if numbers else None


def _cut(m: Material) -> list[str]:
    """That not all entries are listed; whatever is counted on the page is counted over all of them."""
    if not m.cut:
        return []
    every = len(entries(m.result))
    shown = f"Showing {every - len(m.cut):,} of {counted(every, 'entry', 'entries')}, the gravest"
    return [f"{shown}: a page cannot hold more; the format json has all of them. Whatever is counted here counts all."]


def _overview(m: Material, rest: int) -> OverviewView:
    result = m.result
    listed = entries(result)
    fresh = [entry for entry in listed if is_new(entry, m.options)]
    open = sorted(
        filter(is_open, listed), key=lambda entry: (not is_new(entry, m.options), rank(entry), _subject(entry, m))
    )
    first = [entry for entry in open if entry.id not in m.cut][:FIRST]
    there = {entry.id for entry in first}
    others = [entry for entry in open if entry.id not in there]
    reasons = Counter(reason for finding in result.of("reconciled") for reason in finding.reasons)
    lost = result.corpus.lost
    claims = counted(result.coverage.claims, "claim")
    headline = f"{claims} in {counted(len(result.corpus.documents), 'document')}, as of {result.as_of}"
    return OverviewView(
        headline="; ".join(filter(None, (headline, over_limit(result, m.options)))),
        changes=tuple(silence_lines(m.options)),
        tally=tally(listed),
        since=m.options.since,
        new=None if m.options.before is None else len(fresh),
        first=tuple(_first(entry, m) for entry in first),
        rest=tuple(replace(_first(entry, m), paragraph="") for entry in others[:rest]),
        more_open=max(0, len(others) - rest),
        explained=explained_number(result),
        reasons=tuple((reason, reasons[reason]) for reason in REASONS if reasons[reason]),
        claims=result.coverage.claims,
        compared=result.coverage.compared,
        alone=result.coverage.alone,
        quotes=quotes_words(m),
        unexamined=tuple(unexamined_words(result.coverage.unexamined, TOLD_ABOVE)),
        faults=tuple((str(m.options.place(fault.mark)), fault) for fault in result.faults[:MOST_FAULTS]),
        more_faults=max(0, len(result.faults) - MOST_FAULTS),
        lost=tuple((claim.ref, str(m.options.place(claim.mark)), claim.because) for claim in lost[:MOST_FAULTS]),
        more_lost=max(0, len(lost) - MOST_FAULTS),
        complete=result.complete,
        history=history(m.options.trend),
    )


def _subject(entry: Entry, m: Material) -> str:
    return m.label(quantity_of(entry, m.result.corpus.vocabulary.root)[0]).casefold()


def _first(entry: Entry, m: Material) -> FirstView:
    since = m.options.trend.since_words(entry.id)
    new = is_new(entry, m.options)
    return FirstView(entry.id, group(entry), entry.verdict, title_of(entry), new, paragraph(entry, m), since)


def _alone(m: Material) -> Iterator[tuple[str, tuple[tuple[str, str, str, str, str], ...]]]:
    """Claims that nothing else speaks about, by document: anchor, subject, quote, what stands beside it, location."""
    claims = {claim.ref: claim for claim in m.result.corpus.claims}
    by_document: dict[str, list] = {}
    for ref in m.result.coverage.uncorroborated[:MOST_ALONE]:
        if claim := claims.get(ref):
            by_document.setdefault(claim.document.id, []).append(claim)
    for document in m.documents:
        if members := by_document.get(document.id):
            rows = ((anchor(c), about(c, m), c.quote, show_beside(c), location(c, m)) for c in members)
            yield document.title, tuple(rows)
