"""One claim replaces the other: a later edition, a correction, or a claim marked deprecated.

Why: a publisher that corrects a figure does not contradict itself.
Of an edition that was revised, what the newer one speaks of too has no part in pairs with any document, nor in sets
that relations tie; and what it breaks by itself is explained.
Quiet: where one publisher differs from itself later and `revises` is not declared, it stays unknown; so does whether
what only the older edition says still holds. What the change under test says to revise of another publisher explains
nothing until it is merged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from checker.literals.boxes import fold
from checker.model.box import Box
from checker.model.finding import Conflict, Explanation
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example, example_property


def explain(conflict: Conflict, context: Context) -> Explanation | None:
    deprecated = next((box for box in conflict.boxes if box.claim.deprecated), None)
    if deprecated:
        return Explanation(
            "revision", "holds", f"{deprecated.ref} is marked deprecated", f"{deprecated.ref} were no longer deprecated"
        )
    documents = {claim.document.id: claim.document for claim in conflict.claims}
    pairs = list(combinations(sorted(documents), 2))
    late, early = next(_editions(pairs, context), ("", ""))
    if conflict.joint:
        return _of_editions(late, early) if late else _unmerged(documents, context)
    if late:
        text = f"{late} is a later edition of {early}"
        return Explanation("revision", "holds", text, f"{late} did not revise {early}")
    for box in conflict.boxes:
        if late := replaced_by(box, context):
            text = f"{late}, a later edition of {box.claim.document.id}, speaks of the same in place of {box.ref}"
            return Explanation("revision", "holds", text, f"{late} did not revise {box.claim.document.id}")
    if len(documents) == 1 and len(conflict.boxes) == 1:  # what one claim breaks has no other side to be replaced
        return None
    if waiting := _unmerged(documents, context):
        return waiting
    for a, b in pairs:
        if fold(documents[a].publisher) == fold(documents[b].publisher):
            text = f"{a} and {b} have one publisher, but neither says that it revises the other"
            return Explanation("revision", "unknown", text)
    return Explanation("revision", "ruled-out", "none replaces another")


def _editions(pairs: Iterable[tuple[str, str]], context: Context) -> Iterator[tuple[str, str]]:
    """The pairs of documents of which one is a later edition of the other, the later one first."""
    for a, b in pairs:
        for late, early in ((a, b), (b, a)):
            if early in context.revised.get(late, ()):
                yield late, early


def _of_editions(late: str, early: str) -> Explanation:
    """Of an edition and the one that it revises only what the newer one does not speak of meets in one set."""
    text = f"{late} is a later edition of {early}: whether what only {early} says still holds is not stated"
    return Explanation("revision", "unknown", text, spares=True)


def _unmerged(documents: Collection[str], context: Context) -> Explanation | None:
    """A change cannot set aside what others publish: it says so, and somebody merges it."""
    for late in sorted(documents):
        known = context.documents.get(late)
        for early in known.unmerged if known else ():
            if early in documents:
                text = f"{late} says that it revises {early}, of another publisher, which counts once it is merged"
                return Explanation("revision", "unknown", text)
    return None


def replaced_by(box: Box, context: Context) -> str:
    """The later edition that speaks of the key of a claim, at a time that may be its own; `""` where none does. The
    claim then has no part in what is compared.
    """
    document = box.claim.document.id
    return next(
        (
            other.claim.document.id
            for other in context.of_later_editions.get(box.key, ())
            if document in context.revised[other.claim.document.id]
            and not other.claim.deprecated
            and ((box.time.said_in and other.time.said_in) or not other.time.apart(box.time))
        ),
        "",
    )


STAFF = example_property("staff", "quantity", "constant")

RECONCILER = Reconciler(
    "revision",
    __doc__,
    explain,
    (
        Example(
            "a claim marked deprecated", ({"value": "123", "rank": "deprecated"}, {"value": "234"}), "holds", STAFF
        ),
        Example(
            "a document that revises the other",
            ({"value": "123"}, {"value": "234", "revises": "document-1"}),
            "holds",
            STAFF,
        ),
        Example(
            "one publisher, and neither document says that it revises the other",
            ({"value": "123", "publisher": "Office"}, {"value": "234", "publisher": "Office"}),
            "unknown",
            STAFF,
        ),
        Example(
            "a third document against what a later edition of the other replaces",
            ({"value": "123"}, {"value": "150 to 250", "revises": "document-1"}, {"value": "200"}),
            "holds",
            STAFF,
        ),
        Example("two publishers", ({"value": "123"}, {"value": "234"}), "ruled-out", STAFF),
        Example("a claim of normal rank", ({"value": "123", "rank": "normal"}, {"value": "234"}), "ruled-out", STAFF),
    ),
)
