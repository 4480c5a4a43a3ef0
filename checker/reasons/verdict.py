"""Conflicts become findings: each innocent reason is asked, in order, and the verdict follows from the answers."""

from __future__ import annotations

from checker.literals.fingerprint import box_content, fingerprint
from checker.literals.phrase import show_key
from checker.model.box import claims_of
from checker.model.finding import SEVERITY, Conflict, Finding, Verdict
from checker.reasons.reconciler import Context, Reconciler
from checker.reasons.reconcilers import attribution, definition, event_sense, precision, revision, scope, time

RECONCILERS: tuple[Reconciler, ...] = (
    time.RECONCILER,
    scope.RECONCILER,
    definition.RECONCILER,
    precision.RECONCILER,
    event_sense.RECONCILER,
    attribution.RECONCILER,
    revision.RECONCILER,
)


def judge(conflict: Conflict, context: Context) -> Finding:
    """The finding of a conflict: reconciled where a reason holds; else a contradiction where no reading and no
    choice of unknown moments saves it; else a tension. No verdict is graver than the conflict's ceiling.
    """
    told = tuple(
        reconciler.explain(conflict, context) for reconciler in RECONCILERS if reconciler.reason in conflict.asked
    )
    reasons = tuple(explanation.reason for explanation in told if explanation.status == "holds")
    moments_unknown = any(e.reason == "time" and e.status == "unknown" for e in told)
    verdict: Verdict = "tension"
    if conflict.ceiling == "unchecked":
        verdict = "unchecked"
    elif reasons:
        verdict = "reconciled"
    elif conflict.strength == "possible" and conflict.ceiling == "contradiction" and not moments_unknown:
        verdict = "contradiction"
    contents = [*map(box_content, conflict.boxes), *((conflict.about,) if conflict.about else ())]
    return Finding(
        id=fingerprint(conflict.rule, contents),
        rule=conflict.rule,
        verdict=verdict,
        claims=claims_of(conflict.boxes),
        key=common_key(conflict),
        message=conflict.message,
        why=conflict.why,
        reasons=reasons,
        explanations=told,
        boxes=conflict.boxes,
        severity=conflict.severity if conflict.severity and verdict == "tension" else SEVERITY[verdict],
    )


def common_key(conflict: Conflict) -> str:
    """The key that all boxes share; without scope or special sense where they differ in it."""
    first = conflict.boxes[0].key
    if all(box.key == first for box in conflict.boxes):
        return show_key(first)
    properties = {box.key.property for box in conflict.boxes}
    name = first.property if len(properties) == 1 else conflict.boxes[0].root
    return f"{first.subject}.{name}"


__all__ = ["RECONCILERS", "Context", "Reconciler", "judge"]
