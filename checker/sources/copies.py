"""Of two sources one copies the other, or both a third one: they count as one.

Why: what was copied confirms nothing, however often. It shows in the errors that two sources share: values that the
rest outvotes. Each is rare, and hardly anybody makes the same by himself; so the probability that one copies grows with
each of them, and falls with each error that only one of the two makes. Parts that are copied, and copies of copies, are
seen too; the younger source copies, where all its documents are younger. What a claim says that it draws on is not
looked at: it says so itself.
Quiet: below a probability of 95 %, or fewer than three shared errors; what both have right says nothing, and two
sources that no others outvote prove nothing.
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
from checker.model.finding import Finding
from checker.model.groups import linked
from checker.reasons.reconciler import Context
from checker.sources.copying import Copying, SharedError, copying
from checker.sources.items import Source, answers
from checker.sources.slips import slips
from checker.systematic.differences import Difference

ID = "copied-source"
MOST_SHOWN = 3
"""Shared errors that are shown; all of them are counted."""
CERTAIN = Fraction(999, 1000)
"""Probabilities from here on are told as `over 99.9 %`."""


@dataclass(frozen=True, slots=True)
class Copies:
    """All direct links between sources that copy, and the sources by whose places they name them."""

    sources: tuple[Source, ...]
    links: tuple[Copying, ...]

    def shared(self) -> Mapping[str, Sequence[str]]:
        """By the name of a document, all links by which its source counts as one with others: `Context.copies`."""
        together = linked(self.links, lambda link: link.pair)
        return {
            document.id: [brief(link, self.sources) for link in links]
            for links in together
            for source in sorted({source for link in links for source in link.pair})
            for document in self.sources[source].documents
        }


def copies(boxes: Iterable[Box], differences: Iterable[Difference], context: Context) -> Copies:
    """Which sources copy, by what the claims of the corpus say."""
    boxes = tuple(boxes)
    known = slips(differences, boxes)
    asked = answers(boxes, context, known.aside)
    return Copies(asked.sources, copying(asked, known.seen))


def told_copies(found: Copies, context: Context) -> Iterator[Finding]:
    """A finding for each link: who copies whom, how probable that is, and the errors that show it."""
    for link in found.links:
        first, second = (found.sources[source] for source in link.pair)
        shown = link.evidence.errors[:MOST_SHOWN]
        boxes = [error.value.boxes[source] for error in shown for source in link.pair]
        names = (document.id for source in (first, second) for document in source.documents)
        yield Finding(
            id=fingerprint(ID, names),
            rule=ID,
            verdict="agreement",
            claims=claims_of(boxes),
            key=f"{first.name}, {second.name}",
            message=sentence(link, found.sources),
            why=_why(link),
            steps=tuple(_shown(link.evidence.errors, link, context)),
        )


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
