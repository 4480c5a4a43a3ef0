"""The claims speak of different times, and what they speak of may change.

Why: most figures that differ are simply not of the same year.
Quiet: events and constants never change; moments that may or may not coincide leave it unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from checker.literals.phrase import show_days, show_time
from checker.model.box import Box
from checker.model.finding import Conflict, Explanation, Joint
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.pair import implausible_change
from checker.rules.rule import Example


def explain(conflict: Conflict, context: Context) -> Explanation:
    if conflict.joint:
        return _of_set(conflict.boxes, conflict.joint)
    fixed = next((box for box in conflict.boxes if not context.property_of(box).changes), None)
    if fixed is not None:
        kind = context.property_of(fixed).kind
        return Explanation(
            "time", "ruled-out", f"{'an event' if kind == 'event' else 'a constant'} does not change with time"
        )
    if conflict.rule == implausible_change.ID:
        return Explanation("time", "ruled-out", "the time between them is what the change is measured by")
    pairs = list(combinations(conflict.boxes, 2))
    if all(not a.time.overlaps(b.time) for a, b in pairs):
        return _apart(conflict.boxes[0], conflict.boxes[-1], context)
    unsure = next(((a, b) for a, b in pairs if not a.time.surely_overlaps(b.time)), None)
    if unsure is None:
        return Explanation("time", "ruled-out", f"both speak of {show_days(conflict.boxes[0].time.extent)}")
    a, b = unsure
    return Explanation(
        "time",
        "unknown",
        f"{a.ref} speaks of {show_time(a)} and {b.ref} of {show_time(b)}: whether of one moment is not stated",
    )


def _of_set(boxes: Sequence[Box], joint: Joint) -> Explanation:
    times = [*(box.time for box in boxes), *(time for _, time in joint.relations)]
    if all(a.surely_overlaps(b) for a, b in combinations(times, 2)):
        return Explanation("time", "ruled-out", "all hold at one time")
    return Explanation("time", "unknown", "whether all speak of one moment is not stated")


def _apart(a: Box, b: Box, context: Context) -> Explanation:
    change = context.property_of(a).change
    if change is None:
        pace = "no limit of change is declared"
    elif a.key == b.key and implausible_change.check(a, b, context.vocabulary):
        pace = f"the change is faster than the {change.text} that is plausible"
    else:
        pace = "the change is plausible"
    early, late = (a, b) if a.time.extent.below(b.time.extent) else (b, a)
    return Explanation(
        "time",
        "holds",
        f"their times do not overlap ({show_time(early)}, {show_time(late)}); {pace}",
        f"{early.ref} also spoke of {show_days(late.time.extent)}, or {late.ref} of {show_days(early.time.extent)}",
    )


def differs(boxes: Sequence[Box], vocabulary: Vocabulary) -> bool:
    changing = any(vocabulary.properties[box.claim.property].changes for box in boxes)
    return changing and len({box.time.extent for box in boxes}) > 1


STAFF = {"staff": {"label": "staff", "datatype": "quantity", "kind": "state"}}
BUILT = {"built": {"label": "built", "datatype": "date", "kind": "event"}}

RECONCILER = Reconciler(
    "time",
    __doc__,
    explain,
    differs,
    (
        Example(
            "figures of two years",
            ({"value": "123", "as_of": "2001"}, {"value": "234", "as_of": "2009"}),
            "holds",
            STAFF,
        ),
        Example("each at its document's date", ({"value": "123"}, {"value": "234"}), "holds", STAFF),
        Example(
            "figures of one year",
            ({"value": "123", "as_of": "2009"}, {"value": "234", "as_of": "2009"}),
            "ruled-out",
            STAFF,
        ),
        Example(
            "a month within the year of the other",
            ({"value": "123", "as_of": "2009"}, {"value": "234", "as_of": "2009-05"}),
            "unknown",
            STAFF,
        ),
        Example("a date of an event", ({"value": "1951"}, {"value": "1952"}), "ruled-out", BUILT),
    ),
)
