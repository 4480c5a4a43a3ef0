"""Two or more claims of one key hold together.

Why: what several sources say independently stands on firmer ground, and it is worth knowing when they are not
independent: one document, one publisher, one text, one speaker, one upstream source count once.
Quiet: claims about times that do not meet, claims with different stated definitions, denials.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.model.box import Box
from checker.model.finding import Finding
from checker.model.value import Bounds, Term
from checker.normal.box import fold
from checker.normal.fingerprint import box_content, fingerprint
from checker.normal.phrase import listed, show_key, show_subject, show_value
from checker.reconcile.reconciler import Context

ID = "agreement"
LARGEST = 60
"""Claims of one key up to which every set that shares a value and a time is found; beyond it only by value."""

SIDES = 12
"""Claims that the sentence of an agreement names; the finding lists them all."""


def agreements(boxes: Iterable[Box], context: Context) -> Iterator[Finding]:
    groups: dict = {}
    for box in boxes:
        if not box.claim.denies and not box.claim.deprecated:
            groups.setdefault((box.key, box.facet if "." in box.key.property else ""), []).append(box)
    for key, _ in sorted(groups):
        for members in _together(groups[key, _]):
            if len({box.claim.ref for box in members}) > 1:
                yield _finding(members, context)


def _finding(boxes: tuple[Box, ...], context: Context) -> Finding:
    sources = independent(boxes, context)
    number = len(sources)
    told = [f"{box.claim.document.id} ({show_value(box)})" for box in boxes]
    words = listed([*told[:SIDES], f"{len(told) - SIDES:,} more"] if len(told) > SIDES + 1 else told)
    backing = f"{number} independent sources" if number > 1 else "one source, told more than once"
    return Finding(
        id=fingerprint(ID, map(box_content, boxes)),
        rule=ID,
        verdict="agreement",
        claims=tuple(dict.fromkeys(box.claim for box in boxes)),
        key=show_key(boxes[0].key),
        message=f"{show_subject(boxes[0].key, context.vocabulary)}: {words} hold together",
        why=f"{backing}: " + "; ".join(" + ".join(group) for group in sources),
        boxes=boxes,
    )


def _together(boxes: list[Box]) -> list[tuple[Box, ...]]:
    """The largest sets of boxes that share a value and a time.

    Sets of boxes that pairwise overlap share a point (Helly's theorem for boxes whose sides lie along the axes), and
    each such set shares the start of one member's values at the start of one member's times.
    """
    ordered = sorted(boxes, key=lambda box: (box.claim.document.published, box.ref, box.facet))
    found: dict[frozenset[int], None] = {}
    starts = {(_values(box), box.claim.definition): box for box in reversed(ordered)}.values()
    times = list({_times(box): box for box in reversed(ordered)}.values())
    for by_value in starts:
        for by_time in times if len(ordered) <= LARGEST else times[-1:]:
            members = frozenset(
                place
                for place, box in enumerate(ordered)
                if _starts_in(by_value, box, _values)
                and _starts_in(by_time, box, _times)
                and _one_definition(box, by_value)
            )
            if len(members) > 1:
                found[members] = None
    largest = [members for members in found if not any(members < other for other in found)]
    return [tuple(ordered[place] for place in sorted(members)) for members in sorted(largest, key=sorted)]


def _starts_in(start: Box, box: Box, axis) -> bool:
    """The start of one box's range lies in the range of another."""
    one, other = axis(start), axis(box)
    if isinstance(one, Term):
        return isinstance(other, Term) and one.name == other.name
    return not isinstance(other, Term) and other.starts_no_later_than(one) and other.overlaps(one)


def _values(box: Box):
    return box.value.plausible if isinstance(box.value, Bounds) else box.value


def _times(box: Box):
    return box.time.extent


def _one_definition(a: Box, b: Box) -> bool:
    one, other = a.claim.definition, b.claim.definition
    return not one or not other or fold(one) == fold(other)


def independent(boxes: Iterable[Box], context: Context) -> tuple[tuple[str, ...], ...]:
    """The claims' documents, grouped by what they share: each group is one independent source."""
    claims = list(dict.fromkeys(box.claim for box in boxes))
    parent = list(range(len(claims)))

    def root(place: int) -> int:
        while parent[place] != place:
            place = parent[place]
        return place

    owner: dict[str, int] = {}
    for place, claim in enumerate(claims):
        for token in _origins(claim, context):
            if token in owner:
                parent[root(place)] = root(owner[token])
            owner.setdefault(token, place)
    groups: dict[int, list[str]] = {}
    for place, claim in enumerate(claims):
        groups.setdefault(root(place), []).append(claim.document.id)
    return tuple(sorted(tuple(sorted(set(group))) for group in groups.values()))


def _origins(claim, context: Context) -> Iterator[str]:
    """Everything that makes a claim depend on others that share it, upstream sources followed to the end."""
    document = claim.document
    yield f"document {document.id}"
    yield f"publisher {fold(document.publisher)}"
    if document.sha256:
        yield f"text {document.sha256}"
    if claim.said_by:
        yield f"source {claim.said_by}"
    yield from (f"source {name}" for name in context.named.get(fold(document.publisher), ()))
    for upstream in claim.draws_on:
        name = upstream.partition("#")[0]
        yield f"document {name}" if name in context.documents else f"source {name}"
        if name in context.documents:
            yield f"publisher {fold(context.documents[name].publisher)}"
