"""Documents of different sources that share long runs of words, by their texts; those that share much count as one.

A run of fifteen words is told, and proves little: a law or a definition is repeated word for word. Where a fifth of the
shorter text stands in the other one, the one is a reprint of the other, or both of a third. Texts that are the same but
for white space are one, however many share them: also tables of figures, which two hands never set
alike to the last sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from pathlib import Path

from checker.literals.editions import appeared, younger
from checker.model.claim import Claim, Document
from checker.model.groups import grouped
from checker.reasons.agreement import origins_of_document
from checker.reasons.reconciler import Context
from checker.texts.files import ReadText, read_text
from checker.texts.shared_runs import BREAK, SharedRun, shared_runs, spoken_words

PART = Fraction(1, 5)
"""Of the shorter text, from which on two documents count as one source."""
SHOWN_WORDS = 12
"""Words of the longest run that are shown."""
MOST_TOLD = 50
"""Pairs that are told though they count as two, those of the longest runs first."""


@dataclass(frozen=True, slots=True)
class Reprint:
    """Two documents with words in common: so many (`shared`), in so many runs, of so many that the shorter one has.
    `directed`: the second is younger. `words`: how the longest run begins. `whole`: the texts are the same.
    """

    pair: tuple[Document, Document]
    shared: int
    runs: int
    longest: int
    shorter: int
    directed: bool
    words: str
    whole: bool = False

    @property
    def one_source(self) -> bool:
        return self.whole or self.shared >= PART * self.shorter


def reprints(
    texts: Mapping[str, Sequence[int]],
    hashes: Mapping[str, str],
    claims: Iterable[Claim],
    context: Context,
    folder: Path | None,
) -> tuple[Reprint, ...]:
    """All pairs of documents of different sources that do not say themselves that one draws on the other; those that
    share most first. `hashes`: texts that have the same are the same; each is told with the first of them.
    """
    if len(texts) < 2 or folder is None:
        return ()
    declared = {frozenset((claim.document.id, name.partition("#")[0])) for claim in claims for name in claim.draws_on}
    same = [names for names in grouped(sorted(hashes), lambda name: hashes[name]).values() if len(names) > 1]
    whole = {frozenset(pair) for names in same for pair in combinations(names, 2)}
    made = []
    for first, *others in same:
        for name in others:
            one, other = context.documents[first], context.documents[name]
            if frozenset((first, name)) not in declared and not _one_source(one, other, context):
                made.append(_whole(one, other, context, folder))
    by_pair = grouped((run for run in shared_runs(texts) if frozenset(run.pair) not in whole), lambda run: run.pair)
    for pair, runs in sorted(by_pair.items()):
        one, other = (context.documents[name] for name in pair)
        if frozenset(pair) in declared or _one_source(one, other, context):
            continue
        made.append(_reprint((one, other), runs, texts, context, folder))
    made.sort(key=lambda reprint: (-reprint.shared, *(document.id for document in reprint.pair)))
    counted = [reprint for reprint in made if reprint.one_source]
    return (*counted, *[reprint for reprint in made if not reprint.one_source][:MOST_TOLD])


def _one_source(one: Document, other: Document, context: Context) -> bool:
    edition = other.id in context.revised.get(one.id, ()) or one.id in context.revised.get(other.id, ())
    shared = set(origins_of_document(one, context)) & set(origins_of_document(other, context))
    return edition or bool(shared)


def _whole(one: Document, other: Document, context: Context, folder: Path) -> Reprint:
    words = [word for word in _words(one, folder) if word]
    ordered, directed = _in_time(one, other, context)
    number = len(words)
    return Reprint(ordered, number, 1, number, number, directed, " ".join(words[:SHOWN_WORDS]), whole=True)


def _in_time(one: Document, other: Document, context: Context) -> tuple[tuple[Document, Document], bool]:
    """The two with the younger one last, and whether either is."""
    way = younger(*(appeared((document,), context.vocabulary) for document in (one, other)))
    return (other, one) if way < 0 else (one, other), bool(way)


def _reprint(
    pair: tuple[Document, Document],
    runs: Sequence[SharedRun],
    texts: Mapping[str, Sequence[int]],
    context: Context,
    folder: Path,
) -> Reprint:
    shorter = min(sum(word != BREAK for word in texts[document.id]) for document in pair)
    shared = min(sum(map(len, _merged(runs, side))) for side in (0, 1))
    longest = max(runs, key=lambda run: (run.length, -run.first))
    ordered, directed = _in_time(*pair, context)
    words = " ".join(_words(pair[0], folder)[longest.first : longest.first + SHOWN_WORDS])
    return Reprint(ordered, shared, len(runs), longest.length, shorter, directed, words)


def _merged(runs: Iterable[SharedRun], side: int) -> Iterator[range]:
    """The stretches of one text that stand in the other, none twice."""
    end = 0
    for start, stop in sorted((at := (run.first, run.second)[side], at + run.length) for run in runs):
        if stop > end:
            yield range(max(start, end), stop)
            end = stop


def _words(document: Document, folder: Path) -> list[str]:
    found = read_text(document, folder)
    return spoken_words(found.text.without_furniture()) if isinstance(found, ReadText) else []
