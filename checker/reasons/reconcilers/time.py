"""The claims speak of different times, and what they speak of may change.

Why: most figures that differ are simply not of the same year.
Quiet: events and constants never change. Moments that may or may not coincide leave it unknown, and so does silence:
where no claim states its time, the dates of documents explain what lies at least a year apart (or what the property
`settles`), or what its `change` allows. What holds until it is replaced is likely out of date in the older document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

from checker.literals.boxes import published
from checker.literals.phrase import show_days, show_when
from checker.model.box import Box, Time
from checker.model.claim import Claim
from checker.model.finding import Conflict, Explanation
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.pair import implausible_change
from checker.rules.rule import Example, example_property

Member = tuple[Claim, Time, Box | None]
"""A claim of a conflict with the time at which it holds there; and its box, but for a claim that states a relation."""


def explain(conflict: Conflict, context: Context) -> Explanation:
    """A set that cannot all hold is explained where two of it surely speak of different times: it takes all of them to
    part.
    """
    if not conflict.joint:
        fixed = next((box for box in conflict.boxes if not context.property_of(box).changes), None)
        if fixed is not None:
            kind = "an event" if context.property_of(fixed).kind == "event" else "a constant"
            return Explanation("time", "ruled-out", f"{kind} does not change with time")
        if conflict.rule == implausible_change.ID:
            return Explanation("time", "ruled-out", "the time between them is what the change is measured by")
    pairs = list(combinations(_members(conflict), 2))
    if apart := _first(pairs, lambda a, b: a[1].apart(b[1]) or _may_change_so(a[2], b[2], context)):
        return _apart(*apart, context)
    if unsure := _first(pairs, lambda a, b: not a[1].surely_overlaps(b[1])):
        return _unsure(*unsure, context)
    if conflict.joint:
        return Explanation("time", "ruled-out", "all hold at one time")
    return Explanation("time", "ruled-out", f"both speak of {show_days(conflict.boxes[0].time.extent)}")


def _members(conflict: Conflict) -> list[Member]:
    if conflict.joint:
        boxes = {box.claim: box for box in conflict.boxes}
        return [(claim, time, boxes.get(claim)) for claim, time in conflict.joint.times]
    return [(box.claim, box.time, box) for box in conflict.boxes]


def _first(
    pairs: Iterable[tuple[Member, Member]], which: Callable[[Member, Member], bool]
) -> tuple[Member, Member] | None:
    return next(((a, b) for a, b in pairs if which(a, b)), None)


def _may_change_so(a: Box | None, b: Box | None, context: Context) -> bool:
    """Documents of two dates, which no claim adds to, part by no more than their property declares that it changes."""
    if a is None or b is None or a.key != b.key or not (a.time.said_in and b.time.said_in):
        return False
    declared = a.datatype == "quantity" and context.property_of(a).change is not None
    between = implausible_change.separation(a, b)
    return bool(declared and between) and implausible_change.check(a, b, context.vocabulary) is None


def _unsure(one: Member, other: Member, context: Context) -> Explanation:
    """Nobody knows whether two claims speak of one moment, and why."""
    (a, time_a, box_a), (b, time_b, box_b) = one, other
    if time_a.said_in and time_b.said_in and box_a and box_b:
        prop = context.property_of(box_a)
        if prop.kind == "standing" and context.property_of(box_b).kind == "standing":
            return Explanation("time", "unknown", _out_of_date(a, b, context.vocabulary), spares=True)
        if prop.kind != "standing":
            lie = "lie" if time_a.extent.is_point and time_b.extent.is_point else "may lie"
            text = f"neither {a.ref} nor {b.ref} states its time, and their documents ({show_days(time_a.extent)}, "
            text += f"{show_days(time_b.extent)}) {lie} less than {prop.settles.text} apart"
            return Explanation("time", "unknown", text, spares=True)
    text = (
        f"{a.ref} speaks of {show_when(time_a)} and {b.ref} of {show_when(time_b)}: whether of one moment is not stated"
    )
    return Explanation("time", "unknown", text, spares=True)


def _out_of_date(a: Claim, b: Claim, vocabulary: Vocabulary) -> str:
    """What holds until it is replaced: the older document does not know of it."""
    days = [published(claim.document, vocabulary) for claim in (a, b)]
    text = "it holds until it is replaced, and no claim says when that was"
    if not days[0].overlaps(days[1]):
        older = a if days[0].below(days[1]) else b
        return f"{text}: {older.document.id} is the older document and likely out of date"
    return f"{text}: which of the two documents is out of date is not stated"


def _apart(one: Member, other: Member, context: Context) -> Explanation:
    (a, time_a, box_a), (b, time_b, box_b) = one, other
    early, late = ((a, time_a), (b, time_b)) if _starts_first(time_a, time_b) else ((b, time_b), (a, time_a))
    times = f"{show_when(early[1])}, {show_when(late[1])}"
    pace = ""
    if box_a and box_b:
        change = context.property_of(box_a).change
        if change is None:
            pace = "; no limit of change is declared"
        elif box_a.key == box_b.key and implausible_change.check(box_a, box_b, context.vocabulary):
            pace = f"; the change is faster than the {change.text} that is plausible"
        else:
            pace = "; the change is plausible"
    replaced = early[1].extent.overlaps(late[1].extent)
    text = f"it held until it was replaced ({times})" if replaced else f"their times do not overlap ({times})"
    return Explanation(
        "time",
        "holds",
        text + pace,
        f"{early[0].ref} also spoke of {show_days(late[1].extent)}, or {late[0].ref} of {show_days(early[1].extent)}",
    )


def _starts_first(a: Time, b: Time) -> bool:
    return a.extent.below(b.extent) or (a.extent.overlaps(b.extent) and a.extent.starts_no_later_than(b.extent))


STAFF = example_property("staff", "quantity", "state")
SHIFTS = {"staff": {**STAFF["staff"], "settles": "1 day"}}
SLOW = {"staff": {**STAFF["staff"], "change": "20 %/year"}}
LIMIT = example_property("limit", "quantity", "standing")
CHIEF = example_property("chief", "text", "state")
BUILT = example_property("built", "date", "event")
IN_MAY, IN_JUNE = {"published": "2020-05-01"}, {"published": "2020-06-01"}

RECONCILER = Reconciler(
    "time",
    __doc__,
    explain,
    (
        Example(
            "figures of two years",
            ({"value": "123", "as_of": "2001"}, {"value": "234", "as_of": "2009"}),
            "holds",
            STAFF,
        ),
        Example("each at its document's date, a year apart", ({"value": "123"}, {"value": "234"}), "holds", STAFF),
        Example(
            "each at its document's date, a month apart",
            ({"value": "123", **IN_MAY}, {"value": "234", **IN_JUNE}),
            "unknown",
            STAFF,
        ),
        Example(
            "two documents of one year",
            ({"value": "123", "published": "2020"}, {"value": "234", "published": "2020"}),
            "unknown",
            STAFF,
        ),
        Example(
            "documents of two years, which may be a day apart",
            ({"value": "123", "published": "2020"}, {"value": "234", "published": "2021"}),
            "unknown",
            STAFF,
        ),
        Example(
            "a month apart, where a day settles it",
            ({"value": "123", **IN_MAY}, {"value": "234", **IN_JUNE}),
            "holds",
            SHIFTS,
        ),
        Example(
            "a month apart, and no more than may change in a month",
            ({"value": "1,234", **IN_MAY}, {"value": "1,239", **IN_JUNE}),
            "holds",
            SLOW,
        ),
        Example(
            "the date of a document against a time that is stated",
            ({"value": "123", "published": "2009"}, {"value": "234", "as_of": "2009"}),
            "unknown",
            STAFF,
        ),
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
        Example(
            "one until some day of 2020, the other from some day of 2020",
            ({"value": "Smith", "during": "2019/2020"}, {"value": "Jones", "during": "2020/2021"}),
            "unknown",
            CHIEF,
        ),
        Example(
            "one until a day, the other from that day",
            ({"value": "Smith", "during": "2019/2020-05-05"}, {"value": "Jones", "during": "2020-05-05/2021"}),
            "unknown",
            CHIEF,
        ),
        Example(
            "two stretches that share a year and more",
            ({"value": "Smith", "during": "2018/2020"}, {"value": "Jones", "during": "2019/2021"}),
            "ruled-out",
            CHIEF,
        ),
        Example("a limit in an old document and in a new one", ({"value": "25"}, {"value": "40"}), "unknown", LIMIT),
        Example(
            "a limit as of two years",
            ({"value": "25", "as_of": "2001"}, {"value": "40", "as_of": "2009"}),
            "holds",
            LIMIT,
        ),
        Example(
            "a limit from one year on, replaced later",
            (
                {"value": "25", "during": "2001/..", "published": "2003"},
                {"value": "40", "during": "2009/..", "published": "2010"},
            ),
            "holds",
            LIMIT,
        ),
        Example(
            "a limit from one year on, told when another one is said to hold",
            (
                {"value": "25", "during": "2001/..", "published": "2011-05"},
                {"value": "40", "during": "2009/..", "published": "2010"},
            ),
            "ruled-out",
            LIMIT,
        ),
        Example("a date of an event", ({"value": "1951"}, {"value": "1952"}), "ruled-out", BUILT),
    ),
)
