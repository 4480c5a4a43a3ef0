"""What a run tells of its sources: how often each agrees with the others, where it stands alone, whom it copies, how it
differs throughout, by property and by year of publication; and what is best supported where sources part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import sqrt

from checker.literals.boxes import published
from checker.literals.literal import LiteralError
from checker.model.box import claims_of
from checker.model.claim import Document
from checker.model.groups import grouped
from checker.model.result import Result
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context
from checker.sources.copies import brief, in_words
from checker.sources.copying import copying, groups
from checker.sources.items import Item, Source, answers, fit
from checker.sources.reprints import Reprint
from checker.sources.slips import slips
from checker.sources.support import Supported, support
from checker.systematic.differences import Difference, systematic_differences

LEAST = 2
"""Other independent sources that must give a value, for it to be what the others support."""
Z = 1.96
"""Standard deviations either side within which 95 of 100 samples lie."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of so many items on which the others support a value, a source agrees with it on so many."""

    items: int = 0
    agreed: int = 0

    @property
    def share(self) -> float | None:
        return self.agreed / self.items if self.items else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Within which the share lies with a probability of 95 %. Source: E. B. Wilson, Probable inference, the law of
        succession, and statistical inference, 1927.
        """
        if not self.items:
            return None
        share, number = self.agreed / self.items, self.items
        middle = (share + Z * Z / (2 * number)) / (1 + Z * Z / number)
        half = Z * sqrt(share * (1 - share) / number + Z * Z / (4 * number * number)) / (1 + Z * Z / number)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of one source. `claims`: those of which its documents say something of their own; `shared`: items
    that another source answers too; `outliers`: items on which it alone gives a value that the others' does not fit.
    """

    source: Source
    claims: int
    shared: int
    agreement: Agreement
    outliers: int
    by_property: Mapping[str, Agreement] = field(default_factory=dict)
    by_year: Mapping[str, Agreement] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """All sources, those of most claims first; and every item on which sources part, with what is best supported, the
    least decided first. `places`: the sources by the places by which items name them.
    """

    sources: tuple[Figures, ...]
    places: tuple[Source, ...]
    parted: tuple[Supported, ...]
    reprints: tuple[Reprint, ...] = ()


def measure(result: Result, reprinted: tuple[Reprint, ...] = ()) -> Measured:
    """What a result tells of its sources, before people have their say; `reprinted`: documents that have words in
    common. Of large tables only claims that were judged one by one count.
    """
    boxes, vocabulary = result.boxes, result.corpus.vocabulary
    context = Context(vocabulary, {document.id: document for document in result.corpus.documents})
    differences = systematic_differences(result.findings, boxes, vocabulary)
    known = slips(differences, boxes)
    asked = answers(boxes, context)
    links = copying(answers(boxes, context, known.aside), known.seen)
    place_of = {document.id: place for place, source in enumerate(asked.sources) for document in source.documents}
    one_text = [one for one in reprinted if one.one_source and all(document.id in place_of for document in one.pair)]
    ties = [(place_of[one.pair[0].id], place_of[one.pair[1].id]) for one in one_text]
    group = groups(asked, (*(link.pair for link in links), *ties))
    supported = support(asked, group)
    tallies = [_Tally() for _ in asked.sources]
    for one in supported.items:
        _count(one.item, group, tallies, vocabulary)
    claims = Counter(claim.document.id for claim in claims_of(boxes))
    made = [
        _figures(
            source,
            tally,
            claims,
            differences,
            [
                *(brief(link, asked.sources) for link in links if place in link.pair),
                *(in_words(one) for one, tie in zip(one_text, ties, strict=True) if place in tie),
            ],
        )
        for place, (source, tally) in enumerate(zip(asked.sources, tallies, strict=True))
    ]
    parted = [one for one in supported.items if _part(one.item)]
    parted.sort(key=lambda one: (one.decided, round(one.margin, 6), one.item.key))
    return Measured(
        tuple(sorted(made, key=lambda f: (-f.claims, f.source.name))), asked.sources, tuple(parted), reprinted
    )


def _part(item: Item) -> bool:
    """Two of its values do not fit."""
    first, *others = item.values
    return any(not fit(first, other) for other in others)


@dataclass
class _Tally:
    """Counts of one source: items that others answer, that it alone gives, and how often it agrees."""

    shared: int = 0
    outliers: int = 0
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
        tally.outliers += not agrees and all(len(value.boxes) == 1 for value in own)
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
    claims: Mapping[str, int],
    differences: Iterable[Difference],
    copies: Iterable[str],
) -> Figures:
    titles = {document.title for document in source.documents}
    return Figures(
        source,
        sum(claims.get(document.id, 0) for document in source.documents),
        tally.shared,
        _agreement((agrees, number) for (_, _, agrees), number in tally.seen.items()),
        tally.outliers,
        _each((name, agrees, number) for (name, _, agrees), number in tally.seen.items()),
        _each((year, agrees, number) for (_, year, agrees), number in tally.seen.items()),
        tuple(one for one in differences if {source.name, *titles} & {*one.odd}),
        tuple(copies),
    )


def _each(named: Iterable[tuple[str, bool, int]]) -> dict[str, Agreement]:
    """The agreement of each name that there is."""
    by_name = grouped(named, lambda entry: entry[0])
    return {name: _agreement((agrees, n) for _, agrees, n in by_name[name]) for name in sorted(by_name) if name}


def _agreement(counts: Iterable[tuple[bool, int]]) -> Agreement:
    counted = list(counts)
    return Agreement(sum(number for _, number in counted), sum(number for agrees, number in counted if agrees))
