"""Somebody else is reported to say so: the claim binds its speaker, not the document.

Why: a document that quotes two sides contradicts neither itself nor them.
Quiet: all documents speak for themselves, or all report one speaker. A publisher that is also an entity of the
vocabulary (by its label or another name) is the speaker of its own documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.literals.boxes import fold
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.finding import Conflict, Explanation
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example, example_property

NONE_REPORTED = Explanation("attribution", "ruled-out", "each document speaks for itself")


def explain(conflict: Conflict, context: Context) -> Explanation:
    if conflict.joint:
        return _of_set(conflict.claims, context.vocabulary)
    reported = [box for box in conflict.boxes if box.claim.said_by]
    if not reported:
        return NONE_REPORTED
    speakers = {speaker(box, context) for box in conflict.boxes}
    if len(speakers) == 1:
        return Explanation(
            "attribution", "ruled-out", f"all go back to {context.vocabulary.label(reported[0].claim.said_by)}"
        )
    names = ", ".join(f"{box.ref} reports {context.vocabulary.label(box.claim.said_by)}" for box in reported)
    return Explanation("attribution", "holds", names, f"the document of {reported[0].ref} made that claim its own")


def _of_set(claims: Iterable[Claim], vocabulary: Vocabulary) -> Explanation:
    reported = next((claim for claim in claims if claim.said_by), None)
    if reported is None:
        return NONE_REPORTED
    name = vocabulary.label(reported.said_by)
    text = f"{reported.ref} only reports {name}: what follows from the others binds {name}, not the document"
    return Explanation("attribution", "holds", text, f"the document of {reported.ref} made that claim its own")


def speaker(box: Box, context: Context) -> str:
    """Who stands behind a claim: the entity reported, else the publisher where it is one, else the document."""
    if box.claim.said_by:
        return box.claim.said_by
    publishers = context.named.get(fold(box.claim.document.publisher))
    return publishers[0] if publishers else f"document {box.claim.document.id}"


def differs(boxes: Sequence[Box], _: Vocabulary) -> bool:
    return len({box.claim.said_by for box in boxes}) > 1


SHARE = example_property("share", "quantity", "constant", unit="%")
VOICES = {"minister": {"label": "the minister"}, "press": {"label": "the press"}}

RECONCILER = Reconciler(
    "attribution",
    __doc__,
    explain,
    differs,
    (
        Example(
            "two speakers",
            ({"value": "86 %", "said_by": "minister"}, {"value": "40 to 50 %", "said_by": "press"}),
            "holds",
            SHARE,
            VOICES,
        ),
        Example(
            "a speaker against the document's own words",
            ({"value": "86 %", "said_by": "minister"}, {"value": "40 to 50 %"}),
            "holds",
            SHARE,
            VOICES,
        ),
        Example(
            "one speaker twice",
            ({"value": "86 %", "said_by": "minister"}, {"value": "40 to 50 %", "said_by": "minister"}),
            "ruled-out",
            SHARE,
            VOICES,
        ),
        Example(
            "a speaker against its own document, published under another of its names",
            ({"value": "86 %", "said_by": "minister"}, {"value": "40 to 50 %", "publisher": "Ministry of Works"}),
            "ruled-out",
            SHARE,
            {"minister": {"label": "the minister", "also": ["Ministry of Works"]}},
        ),
        Example("nobody is reported", ({"value": "86 %"}, {"value": "40 to 50 %"}), "ruled-out", SHARE, VOICES),
    ),
)
