"""Two or more claims of one key hold together.

Why: what several sources say independently stands on firmer ground, and it is worth knowing when they are not
independent: one document, one publisher, one text, one speaker, one upstream source count once, and so do sources
of which one copies the other.
Quiet: claims about times that do not meet, with different stated definitions, of ranks in different orders; denials.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush

from checker.literals.boxes import fold, order_of_places
from checker.literals.definitions import defined_as
from checker.literals.fingerprint import box_content, fingerprint
from checker.literals.phrase import listed, show_key, show_subject, show_value
from checker.model.box import Box, claims_of
from checker.model.claim import Claim, Document
from checker.model.finding import Finding
from checker.model.groups import linked
from checker.model.interval import Interval
from checker.model.value import Term
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context

ID = "agreement"
MOST_NAMED = 12
"""Claims that the sentence of an agreement names; the finding lists them all."""


def agreements(boxes: Iterable[Box], context: Context) -> Iterator[Finding]:
    groups: dict = {}
    for box in boxes:
        if not box.claim.denies and not box.claim.deprecated:
            groups.setdefault((box.key, box.facet if "." in box.key.property else ""), []).append(box)
    for key, _ in sorted(groups):
        alike = groups[key, _]
        for members in _together(alike, context.vocabulary) if len(alike) > 1 else ():
            if len({box.claim.ref for box in members}) > 1:
                yield _finding(members, context)


def _finding(boxes: tuple[Box, ...], context: Context) -> Finding:
    sides = [f"{box.claim.document.id} ({show_value(box)})" for box in boxes]
    if len(sides) > MOST_NAMED + 1:
        sides = [*sides[:MOST_NAMED], f"{len(sides) - MOST_NAMED:,} more"]
    return Finding(
        id=fingerprint(ID, map(box_content, boxes)),
        rule=ID,
        verdict="agreement",
        claims=claims_of(boxes),
        key=show_key(boxes[0].key),
        message=f"{show_subject(boxes[0].key, context.vocabulary)}: {listed(sides)} hold together",
        why=_backing(boxes, context),
        boxes=boxes,
    )


def _backing(boxes: Iterable[Box], context: Context) -> str:
    sources = independent(boxes, context)
    backing = f"{len(sources)} independent sources" if len(sources) > 1 else "one source, told more than once"
    copies = "".join(f"; {copy}" for copy in copies_among(claims_of(boxes), context))
    return f"{backing}: {'; '.join(' + '.join(group) for group in sources)}{copies}"


def _together(boxes: list[Box], vocabulary: Vocabulary) -> list[tuple[Box, ...]]:
    """The largest sets of boxes that share a value and a time, and of which no two state different definitions, or
    places in different orders.

    Sets of boxes that pairwise overlap share a point (Helly's theorem for boxes whose sides lie along the axes), so
    they are found one axis after the other.
    """
    ordered = sorted(boxes, key=lambda box: (box.claim.document.published, box.ref, box.facet))
    definitions = [defined_as(box.claim, vocabulary) for box in ordered]
    orders = [order_of_places(box) for box in ordered]
    sets = {
        frozenset(members): None
        for defined in _of_one_sense(range(len(ordered)), definitions)
        for comparable in _of_one_sense(defined, orders)
        for at_once in _overlapping(comparable, lambda index: ordered[index].time.extent)
        for members in _sharing_a_value(at_once, ordered)
        if len(members) > 1
    }
    return [tuple(ordered[index] for index in sorted(members)) for members in sorted(_largest(sets), key=sorted)]


def _of_one_sense(indices: Iterable[int], senses: Sequence[str]) -> list[list[int]]:
    """Indices of claims, those that state no sense (a definition, an order) together with those of each one."""
    indices = tuple(indices)
    stated = sorted({senses[index] for index in indices} - {""}) or [""]
    return [[index for index in indices if senses[index] in ("", sense)] for sense in stated]


def _sharing_a_value(indices: Iterable[int], boxes: list[Box]) -> Iterator[list[int]]:
    names: dict[str, list[int]] = {}
    numbers: dict[int, Interval] = {}
    for index in indices:
        value = boxes[index].value
        if isinstance(value, Term):
            names.setdefault(value.name, []).append(index)
        else:
            numbers[index] = value.plausible
    yield from names.values()
    yield from _overlapping(numbers, numbers.__getitem__)


def _overlapping(indices: Iterable[int], axis: Callable[[int], Interval]) -> Iterator[list[int]]:
    """The largest sets of indices whose intervals pairwise overlap.

    Those that have started and not ended are such a set whenever one of them ends after another one started.
    """
    active: list[tuple[tuple, int]] = []
    grown = False
    for index in sorted(indices, key=lambda index: (_start(axis(index)), index)):
        if grown and _ended(active, axis(index), axis):
            yield [other for _, other in active]
            grown = False
        while _ended(active, axis(index), axis):
            heappop(active)
        heappush(active, (_end(axis(index)), index))
        grown = True
    if grown:
        yield [other for _, other in active]


def _ended(active: list[tuple[tuple, int]], interval: Interval, axis: Callable[[int], Interval]) -> bool:
    """Of the active intervals, the first to end has ended before another one starts."""
    return bool(active) and axis(active[0][1]).below(interval)


def _start(interval: Interval) -> tuple:
    return (False, 0, False) if interval.lo is None else (True, interval.lo, interval.lo_open)


def _end(interval: Interval) -> tuple:
    return (True, 0, False) if interval.hi is None else (False, interval.hi, not interval.hi_open)


def _largest(sets: Iterable[frozenset[int]]) -> Iterator[frozenset[int]]:
    """The sets that lie in no other one; whatever holds a set holds its rarest member."""
    sets = tuple(sets)
    holding: dict[int, list[frozenset[int]]] = {}
    for members in sets:
        for index in members:
            holding.setdefault(index, []).append(members)
    for members in sets:
        rarest = min((holding[index] for index in members), key=len)
        if not any(members < other for other in rarest):
            yield members


def independent(boxes: Iterable[Box], context: Context) -> tuple[tuple[str, ...], ...]:
    """The claims' documents, grouped by what they share: each group is one independent source. Claims that a box stands
    for count.
    """
    boxes = tuple(boxes)
    others = (claim for box in boxes if box.name in context.unlisted for claim in context.unlisted[box.name].sources)
    groups = linked((*claims_of(boxes), *others), lambda claim: _origins(claim, context))
    return tuple(sorted(tuple(sorted({claim.document.id for claim in group})) for group in groups))


def _origins(claim: Claim, context: Context) -> Iterator[str]:
    """Everything that makes a claim depend on others that share it, upstream sources followed to the end."""
    yield from origins_of_document(claim.document, context)
    yield from (f"copies {name}" for name in context.copies.get(claim.document.id, ()))
    if claim.said_by:
        yield f"source {claim.said_by}"
    for upstream in claim.draws_on:
        name = upstream.partition("#")[0]
        yield f"document {name}" if name in context.documents else f"source {name}"
        if name in context.documents:
            yield f"publisher {fold(context.documents[name].publisher)}"


def origins_of_document(document: Document, context: Context) -> Iterator[str]:
    """What a document shares with others of its source: its publisher by any of its names, its text."""
    yield f"document {document.id}"
    yield f"publisher {fold(document.publisher)}"
    if document.sha256:
        yield f"text {document.sha256}"
    yield from (f"source {name}" for name in context.named.get(fold(document.publisher), ()))


def copies_among(claims: Iterable[Claim], context: Context) -> tuple[str, ...]:
    """The copies by which some of the claims' documents, of more than one publisher, count as one source."""
    documents = {claim.document.id: claim.document for claim in claims}.values() if context.copies else ()
    told = {(name, fold(d.publisher)) for d in documents for name in context.copies.get(d.id, ())}
    publishers = Counter(name for name, _ in told)
    return tuple(sorted(name for name, number in publishers.items() if number > 1))


def recounted(findings: Iterable[Finding], context: Context) -> Iterator[Finding]:
    """Findings, in which agreements count their sources anew: of which some turned out to copy others."""
    for finding in findings:
        yield replace(finding, why=_backing(finding.boxes, context)) if finding.rule == ID else finding
