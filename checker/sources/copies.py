"""Of two sources one copies the other, or both a third one: they count as one.

Why: what was copied confirms nothing, however often. It shows in the errors that two sources share: values that the
rest outvotes. Each is rare, and hardly anybody makes the same by himself; so the probability that one copies grows with
each of them, and falls with each error that only one of the two makes. Parts that are copied, and copies of copies, are
seen too; the younger source copies, where all its documents are younger. Where nobody errs, two tables show it whose
rows are all the same and stand in one order, by which nothing is sorted, while another source has them in another one.
With `--documents` texts are compared, too: where runs of fifteen words and more make a fifth of the shorter text, or
the texts are the same but for white space, the two count as one (`checker sources` also tells of shorter runs).
Quiet: where two tables are equal and in an order that anybody would choose; below a probability of 95 %, or fewer than
three shared errors; what both have right says nothing, and two sources that no others outvote prove nothing. Of claims
that say themselves what they draw on; of words in quotation marks, and of those that more than eight texts share.
Source: X. L. Dong, L. Berti-Equille, D. Srivastava, Integrating conflicting data: the role of source dependence, VLDB
2009.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.literals.fingerprint import fingerprint
from checker.literals.phrase import listed, show_subject, show_value
from checker.model.box import Box, claims_of
from checker.model.claim import Claim, Document
from checker.model.finding import Finding
from checker.model.groups import grouped, linked
from checker.reasons.reconciler import Context
from checker.sources.copying import Copying, SharedError, copying
from checker.sources.items import Answers, Source, answers
from checker.sources.reprints import Reprint
from checker.sources.same_rows import SameRows, same_rows
from checker.sources.same_rows import in_words as rows_in_words
from checker.sources.slips import slips
from checker.systematic.differences import Difference

ID = "copied-source"
LEAST_SOURCES = 3
"""Fewer prove nothing by what they say."""
MOST_SHOWN = 3
"""Shared errors that are shown; all of them are counted."""
CERTAIN = Fraction(999, 1000)
"""Probabilities from here on are told as `over 99.9 %`."""


@dataclass(frozen=True, slots=True)
class Copies:
    """All direct links between sources that copy, by the errors that they share; documents that have rows in common, in
    an order of their own; and documents that have words in common. `answers`: all that sources answer, by whose places
    the links name them; `aside`: boxes that said nothing on who copies.
    """

    answers: Answers
    links: tuple[Copying, ...] = ()
    rows: tuple[SameRows, ...] = ()
    reprints: tuple[Reprint, ...] = ()
    aside: frozenset[str] = frozenset()

    def ties(self) -> list[tuple[str, tuple[Document, ...]]]:
        """All that makes sources one, in words, with their documents."""
        sources = self.answers.sources
        return [
            *((brief(link, sources), _documents(link, sources)) for link in self.links),
            *((rows_in_words(one), one.pair) for one in self.rows),
            *((in_words(one), one.pair) for one in self.reprints if one.one_source),
        ]

    def shared(self) -> Mapping[str, Sequence[str]]:
        """By the name of a document, all copies by which its source counts as one with others: `Context.copies`."""
        ties = self.ties()
        together = linked(ties, lambda tie: (document.id for document in tie[1]))
        return {
            document.id: [told for told, _ in members]
            for members in together
            for _, documents in members
            for document in documents
        }


def copies(
    boxes: Iterable[Box], differences: Iterable[Difference], context: Context, reprinted: tuple[Reprint, ...] = ()
) -> Copies:
    """Which sources copy, by what the claims of the corpus say, and by their texts."""
    boxes = tuple(boxes)
    if len({box.claim.document.publisher for box in boxes}) < LEAST_SOURCES:
        return Copies(Answers(), reprints=reprinted)
    known = slips(differences, boxes)
    asked = answers(boxes, context, known.aside)
    return Copies(asked, copying(asked, known.seen), same_rows(boxes, context), reprinted, known.aside)


def _documents(link: Copying, sources: Sequence[Source]) -> tuple[Document, ...]:
    return tuple(document for source in link.pair for document in sources[source].documents)


def told_copies(found: Copies, claims: Iterable[Claim], context: Context) -> Iterator[Finding]:
    """A finding for each link: who copies whom, how probable that is, and the errors that show it; and one for each two
    documents that share a text, or rows.
    """
    sources = found.answers.sources
    for link in found.links:
        first, second = (sources[source] for source in link.pair)
        shown = link.evidence.errors[:MOST_SHOWN]
        boxes = [error.value.boxes[source] for error in shown for source in link.pair]
        yield Finding(
            id=fingerprint(ID, (document.id for document in _documents(link, sources))),
            rule=ID,
            verdict="agreement",
            claims=claims_of(boxes),
            key=f"{first.name}, {second.name}",
            message=sentence(link, sources),
            why=_why(link),
            steps=tuple(_shown(link.evidence.errors, link, context)),
        )
    told = [("rows", one.pair, rows_in_words(one), f"{one.rows:,} rows are the same") for one in found.rows]
    told += [("words", one.pair, in_words(one), runs_of(one)) for one in found.reprints if one.one_source]
    of_document = grouped(claims, lambda claim: claim.document.id) if told else {}
    for sort, pair, words, why in told:
        yield Finding(
            id=fingerprint(ID, (sort, *(document.id for document in pair))),
            rule=ID,
            verdict="agreement",
            claims=tuple(claim for document in pair for claim in of_document.get(document.id, ())[:1]),
            key=", ".join(document.id for document in pair),
            message=f"{words}: they count as one",
            why=why,
        )


def runs_of(one: Reprint) -> str:
    """`2 runs of words, the longest of 210: “it began on the first …”`."""
    runs = f"{one.runs:,} run{'s' if one.runs > 1 else ''}"
    return f"{runs} of words, the longest of {one.longest:,}: “{one.words} …”"


def in_words(one: Reprint) -> str:
    first, second = (document.title for document in one.pair)
    if one.whole:
        head = f"{second} is {first}, word for word" if one.directed else f"{first} and {second} are one text"
        return f"{head} ({one.shared:,} words, white space aside)"
    part = f"{one.shared:,} words in common, {in_percent(Fraction(one.shared, one.shorter))} of the shorter text"
    if not one.one_source:
        return f"{first} and {second} have words in common ({part})"
    return f"{second} reprints {first} ({part})" if one.directed else f"{first} and {second} have one text ({part})"


def sentence(link: Copying, sources: Sequence[Source]) -> str:
    first, second = (sources[source].name for source in link.pair)
    head = f"{second} copies {first}" if link.directed else f"of {first} and {second} one copies the other"
    return f"{head}, or both a third source (probability {in_percent(link.evidence.probability)}): they count as one"


def brief(link: Copying, sources: Sequence[Source]) -> str:
    """`Beta copies Alpha (probability 99.7 %, 3 errors in common)`."""
    first, second = (sources[source].name for source in link.pair)
    head = f"{second} copies {first}" if link.directed else f"{first} and {second} copy"
    return (
        f"{head} (probability {in_percent(link.evidence.probability)}, {len(link.evidence.errors):,} errors in common)"
    )


def in_percent(probability: Fraction) -> str:
    return "over 99.9 %" if probability > CERTAIN else f"{float(probability * 100):.1f} %"


def _why(link: Copying) -> str:
    seen = link.evidence
    number = len(seen.errors)
    alike = [f"{link.common:,} that others give too"] if link.common else []
    alike += [f"{link.rare:,} that nobody else gives"] if link.rare else []
    more = f"; also the same are {listed(alike)}" if alike else ""
    return f"{number:,} errors in common, {seen.apart:,} of one of them alone{more}"


def _shown(errors: Sequence[SharedError], link: Copying, context: Context) -> Iterator[str]:
    for error in errors[:MOST_SHOWN]:
        box = error.value.boxes[link.pair[1]]
        others = [value for value in error.item.values if value is not error.value]
        other = max(others, key=lambda value: len(value.boxes))
        number = len(other.boxes)
        against = f"{show_value(other.box)} by {number} other{'s' if number > 1 else ''}"
        yield f"{show_subject(box.key, context.vocabulary)}: both {show_value(box)}, {against}"
    if (more := len(errors) - MOST_SHOWN) > 0:
        yield f"{more:,} more"
