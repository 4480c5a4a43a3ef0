"""The claims are rounded or hedged, and within that they agree.

Why: 54,000 and "nearly 55,000" can be one count, told with more or less care.
Quiet: where only a generous reading lets both hold, precision is a possibility, not a reason: unknown.
"""

from __future__ import annotations

from checker.literals.phrase import show_days, show_interval
from checker.model.finding import Conflict, Explanation
from checker.model.value import Bounds, Term
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.pair import implausible_change
from checker.rules.rule import Example, example_property


def explain(conflict: Conflict, context: Context) -> Explanation:  # noqa: ARG001  # one signature for all
    if conflict.joint and conflict.strength == "plausible":
        return Explanation("precision", "unknown", "only a generous reading of rounding and hedges lets all hold")
    if conflict.joint:
        return Explanation("precision", "ruled-out", "no rounding or hedge closes the gap")
    if any(isinstance(box.value, Term) and box.value.members for box in conflict.boxes):
        return _of_lists(conflict)
    values = [box.value for box in conflict.boxes if isinstance(box.value, Bounds)]
    if len(values) < len(conflict.boxes) or conflict.strength == "possible":
        return Explanation("precision", "ruled-out", "no rounding or hedge reaches from one to the other")
    allowances = list(dict.fromkeys(value.tolerance for value in values if value.tolerance))
    words = "; ".join(allowances) or "none stated"
    if conflict.rule == implausible_change.ID:
        return Explanation("precision", "ruled-out", f"they part in every reading (allowance: {words})")
    if conflict.strength == "plausible":
        return Explanation("precision", "unknown", f"only the most generous reading lets all hold (allowance: {words})")
    common = values[0].plausible
    for value in values[1:]:
        common = common.intersection(value.plausible) or common
    box = conflict.boxes[0]
    shared = show_days(common) if box.datatype == "date" else show_interval(common, box.unit)
    return Explanation(
        "precision",
        "holds",
        f"rounding and hedges allow {shared} for all (allowance: {words})",
        "one of the figures were meant more exactly than it is written",
    )


def _of_lists(conflict: Conflict) -> Explanation:
    """A list may be told with more or less care, too."""
    if conflict.strength == "literal":
        return Explanation(
            "precision", "holds", "one list is part of the other, and may leave items out", "it were said to be all"
        )
    if conflict.strength == "plausible":
        return Explanation(
            "precision", "unknown", "each list has something that the other lacks; both may leave items out"
        )
    return Explanation("precision", "ruled-out", "a list that is all leaves nothing out")


STAFF = example_property("staff", "quantity", "constant")
AUTHORS = example_property("authors", "text", "constant", values="list")

RECONCILER = Reconciler(
    "precision",
    __doc__,
    explain,
    (
        Example("a rounded figure and an exact one", ({"value": "12,000"}, {"value": "12,345"}), "holds", STAFF),
        Example("nearly v against v", ({"value": "nearly 55,000"}, {"value": "55,000"}), "holds", STAFF),
        Example(
            "85 against 86 %, which one figure can be, rounded or cut off",
            ({"value": "85 %"}, {"value": "86 %"}),
            "unknown",
            example_property("staff", "quantity", "constant", label="share", unit="%"),
        ),
        Example("a list and a part of it", ({"value": "Ann; Bob"}, {"value": "Bob"}), "holds", AUTHORS),
        Example("lists that share one", ({"value": "Ann; Bob"}, {"value": "Bob; Cy"}), "unknown", AUTHORS),
        Example("two exact figures", ({"value": "12,344"}, {"value": "12,345"}), "ruled-out", STAFF),
        Example(
            "about 40,000 against 46,500: only a generous reading",
            ({"value": "about 40,000"}, {"value": "46,500"}),
            "unknown",
            STAFF,
        ),
    ),
)
