"""The claims count different things: both state what they count, and not the same.

Why: "staff" with and without trainees are two quantities under one name.
Quiet: wordings that the vocabulary calls the same (`definitions` of the property) are one. Where only one side states
its definition it stays unknown: silence explains nothing, and convicts nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from checker.literals.definitions import defined_as
from checker.model.box import Box
from checker.model.finding import Conflict, Explanation
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example, example_property


def explain(conflict: Conflict, context: Context) -> Explanation | None:
    pairs = list(combinations(conflict.boxes, 2))
    for a, b in pairs:
        words_a, words_b = a.claim.definition, b.claim.definition
        if words_a and words_b and defined_as(a.claim, context.vocabulary) != defined_as(b.claim, context.vocabulary):
            return Explanation(
                "definition",
                "holds",
                f"{a.ref} counts “{words_a}”, {b.ref} “{words_b}”",
                f"{a.ref} and {b.ref} turned out to count the same",
            )
    if conflict.joint:
        return _one_sided(conflict.boxes)
    for a, b in pairs:
        if a.key.property != b.key.property and a.datatype != "date" and a.root == b.root:
            labels = [context.vocabulary.label(box.key.property) for box in (a, b)]
            return Explanation(
                "definition",
                "holds",
                f"{labels[0]} and {labels[1]} are two senses of one property",
                f"{a.ref} and {b.ref} turned out to mean one of them",
            )
    if one_sided := _one_sided(conflict.boxes):
        return one_sided
    if conflict.boxes[0].claim.definition:
        return Explanation("definition", "ruled-out", "all state one definition")
    if conflict.boxes[0].datatype not in ("quantity", "rank"):
        return Explanation("definition", "ruled-out", "nothing is counted")
    return Explanation("definition", "unknown", "no side states what exactly is counted")


def _one_sided(boxes: Sequence[Box]) -> Explanation | None:
    """What some state and others do not: of quantities that relations tie, only that is worth a word."""
    stated = next((box for box in boxes if box.claim.definition), None)
    silent = next((box for box in boxes if not box.claim.definition), None)
    if not (stated and silent):
        return None
    text = f"{stated.ref} states what exactly is counted, {silent.ref} does not"
    return Explanation("definition", "unknown", text, spares=True)


STAFF = example_property("staff", "quantity", "constant")
TWO = {**STAFF, **example_property("trainees", "quantity", "constant", is_a="staff")}

RECONCILER = Reconciler(
    "definition",
    __doc__,
    explain,
    (
        Example(
            "two definitions",
            ({"value": "123", "definition": "with trainees"}, {"value": "234", "definition": "without trainees"}),
            "holds",
            STAFF,
        ),
        Example(
            "a special sense against the general one",
            ({"value": "234"}, {"property": "trainees", "value": "12"}),
            "holds",
            TWO,
        ),
        Example(
            "one definition in another spelling",
            ({"value": "123", "definition": "with trainees"}, {"value": "234", "definition": "With trainees."}),
            "ruled-out",
            STAFF,
        ),
        Example(
            "two wordings that the vocabulary calls the same",
            ({"value": "123", "definition": "with trainees"}, {"value": "234", "definition": "Incl. trainees"}),
            "ruled-out",
            {"staff": {**STAFF["staff"], "definitions": {"with trainees": {"also": ["incl. trainees"]}}}},
        ),
        Example(
            "only one side states it",
            ({"value": "123", "definition": "with trainees"}, {"value": "234"}),
            "unknown",
            STAFF,
        ),
    ),
)
