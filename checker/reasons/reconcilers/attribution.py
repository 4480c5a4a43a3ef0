"""Somebody else is reported to say so: the claim binds its speaker, not the document.

Why: a document that quotes two sides contradicts neither itself nor them.
Quiet: all documents speak for themselves, or all report one speaker: who contradicts himself is contradicted, in two
claims or by way of a relation. A publisher that is also an entity of the vocabulary (by its label or another name) is
the speaker of its own documents. A document that says itself what it reports makes it its own.
"""

from __future__ import annotations

from checker.literals.boxes import fold
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.finding import Conflict, Explanation
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example, example_property

DOCUMENTS = ""
"""The voice of all documents: where each speaks for itself, they contradict each other."""
NONE_REPORTED = Explanation("attribution", "ruled-out", "each document speaks for itself")


def explain(conflict: Conflict, context: Context) -> Explanation:
    reported = [claim for claim in conflict.claims if claim.said_by]
    if not reported:
        return NONE_REPORTED
    boxes = {box.claim: box for box in conflict.boxes}
    voices = [_voices(claim, boxes.get(claim), context) for claim in conflict.claims]
    if common := sorted(frozenset.intersection(*voices)):
        return Explanation("attribution", "ruled-out", _one_voice(common[0], reported[0], context.vocabulary))
    name = context.vocabulary.label(reported[0].said_by)
    text = f"{reported[0].ref} only reports {name}: what follows from the others binds {name}, not the document"
    if not conflict.joint:
        text = ", ".join(f"{claim.ref} reports {context.vocabulary.label(claim.said_by)}" for claim in reported)
    return Explanation("attribution", "holds", text, f"the document of {reported[0].ref} made that claim its own")


def _one_voice(voice: str, reported: Claim, vocabulary: Vocabulary) -> str:
    if voice == DOCUMENTS:
        return f"{reported.document.id} says itself what {reported.ref} reports"
    return f"all go back to {vocabulary.label(voice)}"


def _voices(claim: Claim, box: Box | None, context: Context) -> frozenset[str]:
    """Who stands behind a claim: the entity reported, else the document, for which its publisher speaks, where that is
    an entity. A document that says itself what it reports stands behind it, too.
    """
    own = frozenset((DOCUMENTS, *context.named.get(fold(claim.document.publisher), ())))
    if not claim.said_by:
        return own
    return own | {claim.said_by} if box and _says_itself(box, context) else frozenset((claim.said_by,))


def _says_itself(box: Box, context: Context) -> bool:
    return any(
        other.key == box.key
        and other.claim.document.id == box.claim.document.id
        and not (other.claim.said_by or other.claim.deprecated)
        and other.claim.denies == box.claim.denies
        and not other.time.apart(box.time)
        and _alike(other, box)
        for other in context.boxes.get((box.key.subject, box.key.property), ())
    )


def _alike(one: Box, other: Box) -> bool:
    if isinstance(one.value, Term) and isinstance(other.value, Term):
        return one.value.name == other.value.name
    return (
        isinstance(one.value, Bounds) and isinstance(other.value, Bounds) and one.value.literal == other.value.literal
    )


SHARE = example_property("share", "quantity", "constant", unit="%")
VOICES = {"minister": {"label": "the minister"}, "press": {"label": "the press"}}

RECONCILER = Reconciler(
    "attribution",
    __doc__,
    explain,
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
