"""Conflicts become findings: each innocent reason is asked, in order, and the verdict follows from the answers."""

from __future__ import annotations

from functools import lru_cache

from checker.literals.fingerprint import box_content, fingerprint, relation_content
from checker.literals.phrase import show_key
from checker.model.finding import SEVERITY, Conflict, Explanation, Finding, Verdict
from checker.reasons.reconciler import Context
from checker.reasons.registry import RECONCILERS


def judge(conflict: Conflict, context: Context) -> Finding:
    """The finding of a conflict, with what each reason says of it."""
    answers = (item.explain(conflict, context) for item in RECONCILERS if item.reason in conflict.asked)
    explanations = tuple(_shared(explanation) for explanation in answers if explanation)
    verdict = _verdict(conflict, explanations)
    relations = conflict.joint.relations if conflict.joint else ()
    contents = [*map(box_content, conflict.boxes), *(relation_content(claim) for claim in relations)]
    return Finding(
        id=fingerprint(conflict.rule, [*contents, conflict.about] if conflict.about else contents),
        rule=conflict.rule,
        verdict=verdict,
        claims=conflict.claims,
        key=conflict.joint.key if conflict.joint else _common_key(conflict),
        message=conflict.message,
        why=conflict.why,
        reasons=tuple(explanation.reason for explanation in explanations if explanation.status == "holds"),
        explanations=explanations,
        steps=conflict.joint.steps if conflict.joint else (),
        boxes=conflict.boxes,
        derived=conflict.joint.derived if conflict.joint else None,
        severity=conflict.severity if conflict.severity and verdict == "tension" else SEVERITY[verdict],
    )


@lru_cache(2**12)
def _shared(explanation: Explanation) -> Explanation:
    """The same explanation, held once: most conflicts of a large corpus have the same ones."""
    return explanation


def _verdict(conflict: Conflict, explanations: tuple[Explanation, ...]) -> Verdict:
    """Reconciled where a reason holds; else a contradiction where no reading saves the conflict, and nothing that is
    unknown may; else a tension. No verdict is graver than the conflict's ceiling.
    """
    if conflict.ceiling == "unchecked":
        return "unchecked"
    holding = {explanation.reason for explanation in explanations if explanation.status == "holds"}
    if holding:  # what explains some of a set may leave the others apart; but what never met does not part
        return "tension" if conflict.joint and "time" not in holding else "reconciled"
    may_yet_hold = any(explanation.spares for explanation in explanations)
    surely = conflict.strength == "possible" and conflict.ceiling == "contradiction" and not may_yet_hold
    return "contradiction" if surely else "tension"


def _common_key(conflict: Conflict) -> str:
    """The key that all boxes share; without scope or special sense where they differ in it."""
    first = conflict.boxes[0].key
    if all(box.key == first for box in conflict.boxes):
        return show_key(first)
    properties = {box.key.property for box in conflict.boxes}
    name = first.property if len(properties) == 1 else conflict.boxes[0].root
    return f"{first.subject}.{name}"
