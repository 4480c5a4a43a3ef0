"""Documents against documents: how often two of them agree, differ for a reason, or do not fit, and on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

from checker.report.dispute import Entry, entries
from checker.report.figure import QuantityName
from checker.report.html.material import GROUPS, Material, cited, group, quantity_of
from checker.report.html.views import MatrixView, PairView, VerdictTally

LARGEST_MATRIX = 30
"""Documents up to which there is a table of all of them: wider ones do not fit a screen, and most cells are empty."""

MOST_PAIRS = 40
MOST_TOPICS = 4

LARGEST_ENTRY = 60
"""Documents of one entry: it would count for 1,770 pairs; an agreement of more says little about any two of them."""

DocumentPair = tuple[int, int]


def counted_pairs(m: Material) -> tuple[dict[DocumentPair, list[Entry]], int]:
    """What is listed of each pair of documents by their indices, a document with itself among them; and how many are of
    too many documents.
    """
    by_pair: dict[DocumentPair, list[Entry]] = {}
    large = 0
    for entry in entries(m.result):
        indices = sorted({m.indices[claim.document.id] for claim in cited(entry)})
        if len(indices) > LARGEST_ENTRY:
            large += 1
            continue
        for pair in combinations(indices, 2) if len(indices) > 1 else [(index, index) for index in indices]:
            by_pair.setdefault(pair, []).append(entry)
    return by_pair, large


def matrix(m: Material, by_pair: Mapping[DocumentPair, list[Entry]], large: int) -> MatrixView:
    views = {pair: pair_view(pair, members, m) for pair, members in by_pair.items()}
    small = 1 < len(m.documents) <= LARGEST_MATRIX
    size = range(len(m.documents)) if small else ()
    cells = tuple(tuple(views.get((min(row, column), max(row, column))) for column in size) for row in size)
    busiest = [views[pair] for pair in sorted(views, key=lambda pair: (_weight(views[pair].tally), pair))]
    return MatrixView(
        documents=tuple((document.id, document.title) for document in m.documents) if small else (),
        cells=cells,
        pairs=tuple(busiest[:MOST_PAIRS]),
        more=max(0, len(busiest) - MOST_PAIRS),
        large=large,
    )


def _weight(tally: VerdictTally) -> tuple[int, ...]:
    """Sorts the pair first that has most of the gravest."""
    return (-(tally.contradiction + tally.tension), *(-getattr(tally, name) for name in GROUPS))


def pair_view(pair: DocumentPair, members: Iterable[Entry], m: Material) -> PairView:
    first, second = (m.documents[index] for index in pair)
    groups: Counter[str] = Counter()
    topics: dict[QuantityName, int] = {}
    root = m.result.corpus.vocabulary.root
    for entry in members:
        groups[group(entry)] += 1
        if entry.id in m.cut:
            continue
        quantity = quantity_of(entry, root)
        topics[quantity] = min(topics.get(quantity, len(GROUPS)), GROUPS.index(group(entry)))
    ordered = sorted(topics, key=lambda quantity: (topics[quantity], quantity))
    return PairView(
        first.id,
        second.id,
        first.title,
        second.title,
        VerdictTally(**{name: groups[name] for name in GROUPS}),
        tuple((".".join(topic), " · ".join(map(m.label, topic))) for topic in ordered[:MOST_TOPICS]),
        max(0, len(ordered) - MOST_TOPICS),
    )
