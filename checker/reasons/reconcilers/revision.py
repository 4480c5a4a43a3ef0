"""One claim replaces the other: a later edition, a correction, or a claim marked deprecated.

Why: a publisher that corrects a figure does not contradict itself.
Quiet: where one publisher differs from itself later and `revises` is not declared, it stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from checker.literals.boxes import fold
from checker.model.box import Box
from checker.model.finding import Conflict, Explanation
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example, example_property


def explain(conflict: Conflict, context: Context) -> Explanation | None:
    if conflict.joint:  # deprecated claims have no part in a joint set; editions are not looked at there
        return None
    deprecated = next((box for box in conflict.boxes if box.claim.deprecated), None)
    if deprecated:
        return Explanation(
            "revision", "holds", f"{deprecated.ref} is marked deprecated", f"{deprecated.ref} were no longer deprecated"
        )
    documents = {box.claim.document.id: box.claim.document for box in conflict.boxes}
    pairs = list(combinations(sorted(documents), 2))
    for a, b in pairs:
        for late, early in ((a, b), (b, a)):
            if early in _revised(late, context):
                text = f"{late} is a later edition of {early}"
                return Explanation("revision", "holds", text, f"{late} did not revise {early}")
    for a, b in pairs:
        if fold(documents[a].publisher) == fold(documents[b].publisher):
            text = f"{a} and {b} have one publisher, but neither says that it revises the other"
            return Explanation("revision", "unknown", text)
    return Explanation("revision", "ruled-out", "none replaces another")


def _revised(document: str, context: Context) -> set[str]:
    """All documents that a document replaces, directly or through others."""
    revised: set[str] = set()
    queue = [document]
    while queue:
        later = context.documents.get(queue.pop())
        earlier = set(later.revises if later else ()) - revised
        revised |= earlier
        queue += sorted(earlier)
    return revised


def differs(boxes: Sequence[Box], _: Vocabulary) -> bool:
    return any(box.claim.deprecated for box in boxes)


STAFF = example_property("staff", "quantity", "constant")

RECONCILER = Reconciler(
    "revision",
    __doc__,
    explain,
    differs,
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
        Example("two publishers", ({"value": "123"}, {"value": "234"}), "ruled-out", STAFF),
        Example("a claim of normal rank", ({"value": "123", "rank": "normal"}, {"value": "234"}), "ruled-out", STAFF),
    ),
)
