"""What a run tells of its sources: how often each agrees with the others, where it stands alone, whom it copies, how it
differs throughout, by property and by year of publication; and what is best supported where sources differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from checker.literals.boxes import published
from checker.literals.literal import LiteralError
from checker.literals.phrase import listed, show_key, show_subject, show_time, show_value
from checker.model.box import Box, claims_of
from checker.model.claim import Document
from checker.model.groups import grouped
from checker.model.sources import (
    Agreement,
    CopyLink,
    Oddity,
    SharedWords,
    SourceFigures,
    Sources,
    SupportedQuestion,
    SupportedValue,
)
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context
from checker.sources.copies import Copies, brief, in_words, rows_in_words
from checker.sources.copying import groups
from checker.sources.items import Item, Source, answers, fit
from checker.sources.reprints import Reprint
from checker.sources.support import Supported, Voice, support
from checker.systematic.differences import Difference

LEAST = 2
"""Other independent sources that must give a value, for it to be what the others support."""


def measure(boxes: Sequence[Box], context: Context, copied: Copies, differences: Iterable[Difference]) -> Sources:
    """What the claims tell of their sources, before people have their say. Of large tables only claims that were judged
    one by one count. `copied` and `differences`: what the run found of them.
    """
    vocabulary = context.vocabulary
    asked = answers(boxes, context) if copied.aside or not copied.answers.sources else copied.answers
    place_of = {document.id: place for place, source in enumerate(asked.sources) for document in source.documents}
    ties = [
        (words, {place_of[document.id] for document in documents if document.id in place_of})
        for words, documents in copied.ties()
    ]
    group = groups(asked, (pair for _, places in ties for pair in combinations(sorted(places), 2)))
    supported = support(asked, group)
    tallies = [_Tally() for _ in asked.sources]
    for one in supported.items:
        _count(one.item, group, tallies, vocabulary)
    claims = Counter(claim.document.id for claim in claims_of(boxes))
    differences = tuple(differences)
    figures = [
        _figures(
            source,
            tally,
            sum(claims.get(document.id, 0) for document in source.documents),
            supported.knows[place],
            differences,
            [words for words, places in ties if place in places],
        )
        for place, (source, tally) in enumerate(zip(asked.sources, tallies, strict=True))
    ]
    differing = [one for one in supported.items if len(one.item.values) > 1]
    differing.sort(key=lambda one: (one.decided, round(one.margin, 6), one.item.key))
    return Sources(
        tuple(sorted(figures, key=lambda one: (-one.claims, one.name))),
        tuple(_links(copied)),
        tuple(map(_words, copied.reprints)),
        tuple(_question(one, asked.sources, vocabulary) for one in differing),
    )


@dataclass
class _Tally:
    """Counts of one source: items that others answer, that it alone gives, and how often it agrees."""

    shared: int = 0
    alone: int = 0
    seen: Counter[tuple[str, str, bool]] = field(default_factory=Counter)


def _count(item: Item, group: Sequence[int], tallies: Sequence[_Tally], vocabulary: Vocabulary) -> None:
    """An item is counted for each source that answers it, where the others support a value without it: one that most
    independent sources give, at least two of them.
    """
    given = [{group[source] for source in value.boxes} for value in item.values]
    for source in item.answers:
        tally = tallies[source]
        tally.shared += 1
        own = [value for value in item.values if source in value.boxes]
        others = [len(groups - {group[source]}) for groups in given]
        most = max(others)
        if most < LEAST or others.count(most) > 1:
            continue
        agrees = any(fit(value, item.values[others.index(most)]) for value in own)
        tally.alone += not agrees and all(len(value.boxes) == 1 for value in own)
        year = _year(own[0].boxes[source].claim.document, vocabulary)
        tally.seen[item.key.property, year, agrees] += 1


def _year(document: Document, vocabulary: Vocabulary) -> str:
    """The year in which a document was published at the earliest; empty where that is not known."""
    try:
        day = published(document, vocabulary).lo
    except LiteralError:
        return ""
    return str(date.fromordinal(int(day)).year) if day is not None and day >= 1 else ""


def _figures(
    source: Source,
    tally: _Tally,
    claims: int,
    knows: float,
    differences: Iterable[Difference],
    copies: Iterable[str],
) -> SourceFigures:
    names = {name for document in source.documents for name in (document.publisher, document.title)}
    return SourceFigures(
        source.name,
        tuple(document.id for document in source.documents),
        claims,
        tally.shared,
        _agreement((agrees, number) for (_, _, agrees), number in tally.seen.items()),
        tally.alone,
        knows,
        _each((name, agrees, number) for (name, _, agrees), number in tally.seen.items()),
        _each((year, agrees, number) for (_, year, agrees), number in tally.seen.items()),
        tuple(_oddity(one) for one in differences if names & {*one.odd}),
        tuple(copies),
    )


def _each(named: Iterable[tuple[str, bool, int]]) -> dict[str, Agreement]:
    """The agreement of each name that there is."""
    by_name = grouped(named, lambda entry: entry[0])
    return {name: _agreement((agrees, n) for _, agrees, n in by_name[name]) for name in sorted(by_name) if name}


def _agreement(counts: Iterable[tuple[bool, int]]) -> Agreement:
    counted = list(counts)
    return Agreement(sum(number for _, number in counted), sum(number for agrees, number in counted if agrees))


def _oddity(one: Difference) -> Oddity:
    words = f"{listed(one.odd)} {one.oddity.before} {listed(one.others)}{one.oddity.after}"
    return Oddity(one.property, words, len(one.members))


def _links(copied: Copies) -> Iterable[CopyLink]:
    sources = copied.answers.sources
    for link in copied.links:
        first, second = (sources[place].name for place in link.pair)
        seen = link.evidence
        chance = float(seen.probability)
        words = brief(link, sources)
        yield CopyLink((first, second), "errors", link.directed, words, len(seen.errors), seen.apart, chance)
    for rows in copied.rows:
        yield CopyLink(_publishers(rows.pair), "rows", rows.directed, rows_in_words(rows), rows.rows)
    for one in copied.reprints:
        if one.one_source:
            yield CopyLink(_publishers(one.pair), "words", one.directed, in_words(one), one.shared)


def _publishers(pair: tuple[Document, Document]) -> tuple[str, str]:
    one, other = (document.publisher or document.title for document in pair)
    return one, other


def _words(one: Reprint) -> SharedWords:
    first, second = (document.id for document in one.pair)
    note = in_words(one)
    return SharedWords((first, second), one.shared, one.runs, one.longest, one.shorter, one.one_source, one.words, note)


def _question(one: Supported, sources: Sequence[Source], vocabulary: Vocabulary) -> SupportedQuestion:
    box = one.best.value.box
    return SupportedQuestion(
        show_key(one.item.key),
        show_subject(one.item.key, vocabulary),
        "" if box.time.sort == "always" else show_time(box),
        listed(one.names) if one.names else show_value(box),
        one.decided,
        one.margin,
        any(not fit(first, second) for first, second in combinations(one.item.values, 2)),
        tuple(_value(voice, sources) for voice in one.voices),
    )


def _value(voice: Voice, sources: Sequence[Source]) -> SupportedValue:
    value = voice.value
    return SupportedValue(
        listed(sorted(value.names.values())) if value.names else show_value(value.box),
        tuple(sorted(sources[place].name for place in value.boxes)),
        len(voice.groups),
        voice.probability,
        tuple(sorted({box.ref for box in (*value.boxes.values(), *value.more)})),
    )
