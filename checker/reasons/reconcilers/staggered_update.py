"""Two series of editions give the same two figures, one after the other, and one of them takes over the new one later.

Why: pages that are not revised on one day differ for an edition, and neither has made a mistake of its own.
Editions are documents of one publisher whose titles differ in years and other numbers only, or that `revises` ties.
Where only the series that is ahead gives both figures, the other side is likely out of date: that is unknown, and
convicts nobody. Where only the one behind does, it may as well have mended an error: that is told, and spares nothing.
Quiet: a figure that may be equal by chance is told and weighs nothing: one with a hedge, of less than two significant
digits (three, where only one series shows both figures), a rank, a name, a date of no day. So is one of editions that
no date puts in order. Another time than that of the edition is another figure. What is only reported, denied or
withdrawn, or counted by another definition, shows nothing. What speaks of different times needs no such reason, and of
very large keys nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from checker.literals.bare import bare_figure, significant_digits
from checker.literals.definitions import defined_as
from checker.literals.editions import appeared, series, younger
from checker.model.box import Box
from checker.model.finding import Conflict, Explanation
from checker.model.value import Bounds
from checker.reasons.reconciler import Context, Reconciler, in_own_words, value_of
from checker.rules.pair import implausible_change
from checker.rules.rule import Example, example_property

ID = "staggered-update"
DIGITS_OF_BOTH, DIGITS_OF_ONE = 2, 3
"""Significant digits by which a figure is no other one's by chance: where both series show both figures in the same
order, each of them of at least two; where one does, three. A figure of n digits is one of 9·10ⁿ⁻¹.
"""
DIGITS_OF_A_DAY = 3
"""A day is one of 365 of its year."""


Order = Literal["before", "after", "unordered", "elsewhen"]


@dataclass(frozen=True, slots=True)
class Trace:
    """Another edition of one side of a conflict gives the figure of the other side. It was given `before` the side's
    own, or comes `after` it; `unordered`: no date tells; `elsewhen`: it is of another time.
    """

    side: Box
    other: Box
    edition: Box
    order: Order

    @property
    def behind(self) -> Box:
        """The side that has the older figure."""
        return self.other if self.order == "before" else self.side

    @property
    def ahead(self) -> Box:
        return self.side if self.order == "before" else self.other


def explain(conflict: Conflict, context: Context) -> Explanation | None:
    if conflict.joint or len(conflict.boxes) != 2 or conflict.rule == implausible_change.ID:
        return None
    a, b = conflict.boxes
    if a.key != b.key or a.facet != b.facet or a.time.apart(b.time) or not (in_own_words(a) and in_own_words(b)):
        return None
    if (a.key.subject, a.root) in context.large_blocks or _of_one_series(a, b, context):
        return None
    traces = [*_traces(a, b, context), *_traces(b, a, context)]
    ordered = [trace for trace in traces if trace.order in ("before", "after")]
    if not ordered:
        return _unusable(traces) if traces else None
    both = next(
        ((x, y) for x in ordered for y in ordered if x.side is a and y.side is b and x.behind is y.behind), None
    )
    if both and min(map(_digits, (a, b))) >= DIGITS_OF_BOTH:
        return _taken_over(*both)
    telling = [trace for trace in ordered if _digits(trace.edition) >= DIGITS_OF_ONE]
    replaced = next((trace for trace in telling if trace.order == "before"), None)
    if replaced:
        return _likely_out_of_date(replaced)
    return _mended(telling[0]) if telling else _by_chance(ordered[0])


def _traces(side: Box, other: Box, context: Context) -> Iterator[Trace]:
    """The editions of a side's series that give the other side's figure, one in each order: of those before the last,
    of all others the first.
    """
    found = context.asserted.get((other.key, other.facet, value_of(other)), ())
    by_order: dict[Order, Box] = {}
    for box in sorted(found, key=lambda box: (box.claim.document.published, box.ref)):
        if _is_edition_of(box, side, context) and not _of_one_series(box, other, context):
            order = _order(box, side, other, context)
            by_order[order] = box if order == "before" else by_order.get(order, box)
    yield from (Trace(side, other, box, order) for order, box in by_order.items())


def _is_edition_of(box: Box, side: Box, context: Context) -> bool:
    if box.claim.document.id == side.claim.document.id or not _of_one_series(box, side, context):
        return False
    return defined_as(box.claim, context.vocabulary) == defined_as(side.claim, context.vocabulary)


def _of_one_series(one: Box, other: Box, context: Context) -> bool:
    first, second = one.claim.document, other.claim.document
    return (
        series(first) == series(second)
        or first.id in context.revised.get(second.id, ())
        or second.id in context.revised.get(first.id, ())
    )


def _order(edition: Box, side: Box, other: Box, context: Context) -> Order:
    if not _speaks_of_one_time(edition, other, context):
        return "elsewhen"
    one, own = edition.claim.document, side.claim.document
    if one.id in context.revised.get(own.id, ()):
        return "before"
    if own.id in context.revised.get(one.id, ()):
        return "after"
    turn = younger(*(appeared((document,), context.vocabulary) for document in (one, own)))
    return "before" if turn > 0 else "after" if turn < 0 else "unordered"


def _speaks_of_one_time(edition: Box, other: Box, context: Context) -> bool:
    """Both may speak of one time, or each speaks of that of its own document."""
    return not edition.time.apart(other.time) or all(_as_of_its_date(box, context) for box in (edition, other))


def _as_of_its_date(box: Box, context: Context) -> bool:
    days = appeared((box.claim.document,), context.vocabulary)
    return not box.time.stated or box.time.extent.overlaps(days)


def _digits(box: Box) -> int:
    """How many digits tell a value from others; 0 where few values are possible, or the figure is not a bare one."""
    if not isinstance(box.value, Bounds) or not box.value.literal.is_point:
        return 0
    if box.datatype == "date":
        return DIGITS_OF_A_DAY
    if box.datatype != "quantity":
        return 0
    number = bare_figure(box.claim.value, box.claim.document.language)
    return significant_digits(number) if number else 0


def _taken_over(first: Trace, second: Trace) -> Explanation:
    before, after = (first, second) if first.order == "before" else (second, first)
    text = (
        f"{before.behind.ref} still has the figure of {before.edition.ref}, which {before.ahead.ref} replaces; "
        f"{after.edition.ref} takes over the new one"
    )
    return Explanation(ID, "holds", text, f"{before.edition.ref} or {after.edition.ref} had another figure")


def _likely_out_of_date(trace: Trace) -> Explanation:
    return Explanation(ID, "unknown", f"{_words(trace)}: {trace.behind.ref} is likely out of date", spares=True)


def _mended(trace: Trace) -> Explanation:
    """That a later edition has another figure does not show that the older one ever held: it may have been an error."""
    return Explanation(ID, "unknown", f"{_words(trace)}: it was taken over, or an error was mended")


def _by_chance(trace: Trace) -> Explanation:
    return Explanation(ID, "unknown", f"{_words(trace)}: so few others are possible that this may be chance")


def _words(trace: Trace) -> str:
    if trace.order == "before":
        return f"{trace.behind.ref} has the figure of {trace.edition.ref}, which {trace.ahead.ref} replaces"
    return f"{trace.edition.ref}, of a later edition than {trace.behind.ref}, has the figure of {trace.ahead.ref}"


def _unusable(traces: Sequence[Trace]) -> Explanation:
    """What shows that neither side is behind: no date puts editions in order, or the figure is of another time."""
    trace = next((trace for trace in traces if trace.order == "unordered"), traces[0])
    text = f"{trace.edition.ref} has the figure of {trace.other.ref}"
    if trace.order == "elsewhen":
        return Explanation(ID, "ruled-out", f"{text}, but for another time")
    return Explanation(ID, "unknown", f"{text}; no date tells whether it is of an edition before {trace.side.ref}")


LENGTH = example_property("length", "quantity", "constant", unit="km")
OUTPUT = example_property("output", "quantity", "state", unit="MW")
OWNER = example_property("owner", "text", "state")


def _edition(publisher: str, year: int, value: str, **more: str) -> dict[str, str]:
    return {"value": value, "publisher": publisher, "published": str(year), **more}


RECONCILER = Reconciler(
    ID,
    __doc__,
    explain,
    (
        Example(
            "an atlas takes over in 2021 what a yearbook gives from 2020 on",
            (
                _edition("yearbook", 2019, "327 km"),
                _edition("yearbook", 2020, "354 km"),
                _edition("atlas", 2020, "327 km"),
                _edition("atlas", 2021, "354 km"),
            ),
            "holds",
            LENGTH,
        ),
        Example(
            "two pages, each with the figure of its edition's year",
            (
                _edition("north", 2019, "327 MW", as_of="2019"),
                _edition("north", 2020, "354 MW", as_of="2020"),
                _edition("south", 2020, "327 MW", as_of="2020"),
                _edition("south", 2021, "354 MW", as_of="2021"),
            ),
            "holds",
            OUTPUT,
        ),
        Example(
            "an atlas with the figure that a yearbook replaces, and no later edition",
            (
                _edition("yearbook", 2019, "327 km"),
                _edition("yearbook", 2020, "354 km"),
                _edition("atlas", 2020, "327 km"),
            ),
            "unknown",
            LENGTH,
        ),
        Example(
            "a figure so round that others give it by chance",
            (
                _edition("yearbook", 2019, "300 km"),
                _edition("yearbook", 2020, "900 km"),
                _edition("atlas", 2020, "300 km"),
                _edition("atlas", 2021, "900 km"),
            ),
            "unknown",
            LENGTH,
        ),
        Example(
            "a name, of which there may be few",
            (
                _edition("yearbook", 2019, "Smith", as_of="2019"),
                _edition("yearbook", 2020, "Jones", as_of="2020"),
                _edition("atlas", 2020, "Smith", as_of="2020"),
            ),
            "unknown",
            OWNER,
        ),
        Example(
            "two editions of one year",
            (
                _edition("yearbook", 2020, "327 km"),
                _edition("yearbook", 2020, "354 km"),
                _edition("atlas", 2020, "327 km"),
            ),
            "unknown",
            LENGTH,
        ),
        Example(
            "the figure of another year in a table of years",
            (
                _edition("yearbook", 2020, "327 MW", as_of="2010"),
                _edition("yearbook", 2021, "354 MW", as_of="2011"),
                _edition("atlas", 2021, "327 MW", as_of="2011"),
            ),
            "ruled-out",
            OUTPUT,
        ),
    ),
)
