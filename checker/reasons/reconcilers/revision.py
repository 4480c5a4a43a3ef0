"""One claim replaces the other: a later edition, a correction, or a claim marked deprecated.

Why: a publisher that corrects a figure does not contradict itself.
Quiet: where one publisher differs from itself later and `revises` is not declared, it stays unknown.
"""

from __future__ import annotations

from itertools import combinations

from checker.literals.boxes import fold
from checker.model.finding import Conflict, Explanation
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example


def explain(conflict: Conflict, context: Context) -> Explanation:
    deprecated = next((box for box in conflict.boxes if box.claim.deprecated), None)
    if deprecated:
        return Explanation(
            "revision", "holds", f"{deprecated.ref} is marked deprecated", f"{deprecated.ref} were no longer deprecated"
        )
    documents = {box.claim.document.id: box.claim.document for box in conflict.boxes}
    pairs = list(combinations(sorted(documents), 2))
    for one, other in pairs:
        for late, early in ((one, other), (other, one)):
            if early in _revised(late, context):
                text = f"{late} is a later edition of {early}"
                return Explanation("revision", "holds", text, f"{late} did not revise {early}")
    for one, other in pairs:
        if fold(documents[one].publisher) == fold(documents[other].publisher):
            text = f"{one} and {other} have one publisher, but neither says that it revises the other"
            return Explanation("revision", "unknown", text)
    return Explanation("revision", "ruled-out", "none replaces another")


def _revised(document: str, context: Context) -> set[str]:
    """All documents that a document replaces, directly or through others."""
    found: set[str] = set()
    queue = [document]
    while queue:
        known = context.documents.get(queue.pop())
        fresh = set(known.revises if known else ()) - found
        found |= fresh
        queue += sorted(fresh)
    return found


STAFF = {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}}

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
        Example("two publishers", ({"value": "123"}, {"value": "234"}), "ruled-out", STAFF),
        Example("a claim of normal rank", ({"value": "123", "rank": "normal"}, {"value": "234"}), "ruled-out", STAFF),
    ),
)
