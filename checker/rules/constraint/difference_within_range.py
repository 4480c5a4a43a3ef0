"""Two properties of one subject lie further apart, or closer together, than can be.

Why: nobody lives 200 years, and no plant gives more than it can: each figure may be sound, both together are not.
Quiet: for another scope, at different times, where a separator differs, and where some reading fits.
Units: the other property's values are converted to this one's unit. Dates differ by days, of which both ends may count:
one day too many or too few is a tension. `18 years` allows for the calendar, whose years and months are not of one
length. No time at all (`0 years`) allows nothing.
Source: Wikibase, difference-within-range constraint (Q21510854).
Beyond it: every pair across documents, in one scope and at one time; bounds of both; units converted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import inf

from checker.literals.literal import LiteralError
from checker.literals.phrase import show_days, show_duration, show_interval, show_key, show_side, show_subject
from checker.literals.quantity import read_quantity
from checker.literals.units.units import convert
from checker.model.box import Box
from checker.model.finding import Conflict, all_but
from checker.model.interval import Interval
from checker.model.value import Bounds, exactly
from checker.model.vocabulary import Constraint, Vocabulary
from checker.readers.amounts import DAYS
from checker.rules.breaches import (
    Wrong,
    beyond,
    clash,
    crossed,
    governing,
    in_one_unit,
    in_unit,
    left_out,
    limits,
    read_limit,
    wrong_limits,
)
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World
from checker.screening.groups import GroupScreen, difference_outside

ID = "difference-within-range"
ASKED = all_but("time", "scope", "definition", "precision", "event-sense")
SLACK_DAYS = 7
"""Days by which a number of months or years may differ from its mean, either way: 4.4 by the lengths of months and the
leap years (measured over the 4,800 months of the cycle), 2 more where a month lacks the day."""


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    prop, other = world.property_of(constraint), world.vocabulary.properties[constraint.text("property")]
    limit = limits(constraint, lambda text: _limit(text, constraint, world))
    ordered = sorted(boxes, key=lambda box: (box.key.subject, box.ref, box.facet))
    for subject, members in groupby(ordered, key=lambda box: box.key.subject):
        others = [in_unit(box, prop.unit, world) for box in world.asserted(subject, other.name)]
        pairs, skipped = crossed(tuple(members), others)
        if skipped:
            yield left_out(ID, others, skipped)
        for a, b in pairs:
            if a.key.scope == b.key.scope and (conflict := _pair(a, b, limit, constraint, world)):
                yield conflict


def _pair(a: Box, b: Box, limit: Interval, constraint: Constraint, world: World) -> Conflict | None:
    if not (isinstance(a.value, Bounds) and isinstance(b.value, Bounds)):
        return None
    difference = minus(a.value, b.value)
    strength = beyond(difference, limit)
    if strength == "possible" and a.datatype == "date" and beyond(difference, _counted(limit)) != strength:
        strength = "plausible"
    ceiling = clash(a, b, constraint, world) if strength else None
    if strength is None or ceiling is None:
        return None
    label = world.vocabulary.label
    names = f"{show_subject(a.key, world.vocabulary)} and {label(b.key.property)}"
    message = f"{names} do not fit: {show_side(a)}; {show_side(b)}"
    measured = getattr(difference, strength)
    less = f"{label(a.key.property)} less {label(b.key.property)} is {_show(measured, a)}"
    if a.datatype == "date" and not measured.is_point:
        days = [show_days(getattr(value, strength)) for value in (a.value, b.value)]
        less = f"{label(a.key.property)} is {days[0]}, {label(b.key.property)} {days[1]}"
    why = f"{less}; the range is {_show(limit, a)}"
    return Conflict(ID, (a, b), strength, message, why, asked=ASKED, ceiling=ceiling, about=show_key(b.key))


def _counted(limit: Interval) -> Interval:
    """A range of days, either end of which may count or not; none is none however it is counted."""
    lo = None if limit.lo is None else limit.lo - (limit.lo != 0)
    hi = None if limit.hi is None else limit.hi + (limit.hi != 0)
    return Interval(lo, hi, limit.lo_open, limit.hi_open)


def _show(interval: Interval, box: Box) -> str:
    if box.datatype != "date":
        return show_interval(interval, box.unit)
    lo, hi = interval.lo, interval.hi
    if lo is not None and lo == hi:
        return show_duration(lo)
    low = "" if lo is None else f"at least {show_duration(lo)}"
    high = "" if hi is None else f"at most {show_duration(hi)}"
    return " and ".join(part for part in (low, high) if part) or "any time"


def minus(a: Bounds, b: Bounds) -> Bounds:
    """All differences of a value of one and a value of the other, reading by reading."""
    less = b.mirrored()
    return Bounds(
        a.literal.plus(less.literal), a.plausible.plus(less.plausible), a.possible.plus(less.possible), a.tolerance
    )


def _limit(text: str, constraint: Constraint, world: World) -> Interval:
    prop = world.property_of(constraint)
    return duration(text) if prop.datatype == "date" else read_limit(text, prop, world)


def duration(text: str) -> Interval:
    """The days that a length of time may have: `30 days` has 30, `18 years` 6,568 to 6,581, `0 years` none."""
    quantity = read_quantity(text, language="en")
    literal = quantity.bounds.literal
    if literal.is_point and literal.lo == 0 and (not quantity.unit or quantity.unit in DAYS):
        return literal
    if quantity.unit not in DAYS:
        raise LiteralError(f"found the unit {quantity.unit or 'none'}, expected days, weeks, months or years")
    days = literal.map(DAYS[quantity.unit])
    slack = 0 if quantity.unit in ("day", "week") else SLACK_DAYS
    return Interval(
        None if days.lo is None else days.lo - slack,
        None if days.hi is None else days.hi + slack,
        days.lo_open,
        days.hi_open,
    )


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    own, others = (governing(name, vocabulary) for name in (constraint.property, constraint.text("property")))
    limit = limits(constraint, lambda text: _limit(text, constraint, World(vocabulary, 0)))
    least, most = (-inf if limit.lo is None else float(limit.lo), inf if limit.hi is None else float(limit.hi))
    condition = in_one_unit((*own, *others), vocabulary, difference_outside(least, most))
    yield GroupScreen(own, condition, others, lookups_of=("subject",), timed=True, scoped=True)


def wrong(constraint: Constraint, world: World) -> Wrong:
    prop, other = world.property_of(constraint), world.vocabulary.properties[constraint.text("property")]
    if other.datatype != prop.datatype:
        kinds = f"{other.name} is of {other.datatype} and {prop.name} of {prop.datatype}"
        yield "property", f"{kinds}: they have no difference; name a property of {prop.datatype}"
        return
    if prop.datatype == "quantity":
        try:
            convert(exactly(Interval(0, 1)), other.unit, prop.unit, world.vocabulary)
        except LiteralError as error:
            yield "property", f"{other.name} has no difference to {prop.name}: {error.message}"
    yield from wrong_limits(constraint, lambda text: _limit(text, constraint, world))


def _life(**limits: str) -> dict:
    between = {"rule": "difference-within-range", "property": "opened", **limits}
    return {
        **example_property("closed", "date", "event", constraints=[between]),
        **example_property("opened", "date", "event"),
    }


LIFE = _life(min="0 days", max="120 years")
PLANT = {
    **example_property(
        "capacity",
        "quantity",
        "state",
        unit="MW",
        constraints=[{"rule": "difference-within-range", "property": "output", "min": "0 MW"}],
    ),
    **example_property("output", "quantity", "state", unit="kW"),
}

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "closed after 150 years, each date in another document",
            ({"value": "1999"}, {"property": "opened", "value": "1849"}),
            "tension",
            LIFE,
        ),
        Example(
            "closed before it was opened", ({"value": "1999"}, {"property": "opened", "value": "2001"}), "tension", LIFE
        ),
        Example(
            "more put out than there is capacity, in another unit",
            ({"value": "41.5 MW", "as_of": "2020"}, {"property": "output", "value": "47,123 kW", "as_of": "2020"}),
            "tension",
            PLANT,
        ),
        Example(
            "closed the day before it was opened, where no time at all may lie between",
            ({"value": "1999-03-01"}, {"property": "opened", "value": "1999-03-02"}),
            "contradiction",
            _life(min="0 years", severity="mandatory"),
        ),
        Example(
            "closed a day too early, if neither end counts",
            ({"value": "1999-03-30"}, {"property": "opened", "value": "1999-03-01"}),
            "tension",
            _life(min="30 days", severity="mandatory"),
        ),
        Example(
            "closed two days too early, however days are counted",
            ({"value": "1999-03-29"}, {"property": "opened", "value": "1999-03-01"}),
            "contradiction",
            _life(min="30 days", severity="mandatory"),
        ),
        Example(
            "closed on the day after 120 years",
            ({"value": "1999-03-02"}, {"property": "opened", "value": "1879-03-01"}),
            None,
            LIFE,
        ),
        Example(
            "a year in which it may have been opened",
            ({"value": "1999-05-01"}, {"property": "opened", "value": "1999"}),
            None,
            LIFE,
        ),
        Example(
            "figures of different years",
            ({"value": "41.5 MW", "as_of": "2010"}, {"property": "output", "value": "47,123 kW", "as_of": "2020"}),
            None,
            PLANT,
        ),
    ),
    declared=Declared(check, wrong, frozenset(("quantity", "rank", "date")), screen=screen),
)
