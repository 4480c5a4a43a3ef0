"""A number or date lies outside of the limits that the property sets.

Why: no share is above 100 %, nobody was born tomorrow: such a figure is a slip, a mix-up or another unit.
Quiet: a value that can be read as lying within. Where only what is plausible lies outside, it is a tension at most.
Units: limits are read in the property's unit and taken as exact; of a date `min` is its first and `max` its last day.
Source: Wikibase, range constraint (Q21510860); `now` is the pinned date, as Wikibase's current date is.
Beyond it: bounds of the value; units converted; both ends of intervals.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.phrase import show_days, show_intervals
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.value import Bounds
from checker.model.vocabulary import Constraint
from checker.rules.breaches import ALONE, Wrong, beyond, limits, read_limit, said, wrong_limits
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "value-range"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    prop = world.property_of(constraint)
    limit = limits(constraint, lambda text: read_limit(text, prop, world))
    for box in boxes:
        if _from_end(box):
            continue  # how many places there are is not known
        if isinstance(box.value, Bounds) and (strength := beyond(box.value, limit)):
            read = getattr(box.value, strength)
            sides = (read, limit)
            words = [*map(show_days, sides)] if box.datatype == "date" else show_intervals(sides, box.unit)
            which = f", and its {box.facet} is" if box.facet else ", which is"
            why = f"read {'at the widest' if strength == 'possible' else 'as a reader expects'} it is {words[0]}; "
            message = f"{said(box, world)}{which} out of range"
            yield Conflict(ID, (box,), strength, message, f"{why}the range is {words[1]}", asked=ALONE)


def _from_end(box: Box) -> bool:
    """A place that is counted from the other end of its order: the smallest."""
    return box.datatype == "rank" and isinstance(box.value, Bounds) and (box.value.possible.hi or 0) < 0


def wrong(constraint: Constraint, world: World) -> Wrong:
    prop = world.property_of(constraint)
    return wrong_limits(constraint, lambda text: read_limit(text, prop, world))


def _share(**more) -> dict:
    return example_property(
        "share",
        "quantity",
        "constant",
        unit="%",
        constraints=[{"rule": "value-range", "min": "0 %", "max": "100 %", **more}],
    )


BUILT = example_property("built", "date", "event", constraints=[{"rule": "value-range", "min": "1850", "max": "now"}])
STAYED = example_property("stayed", "interval", "event", constraints=[{"rule": "value-range", "max": "now"}])

RULE = Rule(
    ID,
    __doc__,
    (
        Example("more than all", ({"value": "120 %"},), "tension", _share()),
        Example("a little more than all, as a reader expects it", ({"value": "about 108 %"},), "tension", _share()),
        Example("built before the limit", ({"value": "1849"},), "tension", BUILT),
        Example("built in days to come", ({"value": "2150"},), "tension", BUILT),
        Example("an end in days to come", ({"value": "1999/2150"},), "tension", STAYED),
        Example(
            "a slip that a later edition corrects",
            ({"value": "120 %"}, {"value": "12 %", "revises": "document-1"}),
            "reconciled",
            _share(),
            reasons=("revision",),
        ),
        Example("the limit itself", ({"value": "100 %"},), None, _share()),
        Example("about all", ({"value": "about 100 %"},), None, _share()),
        Example("before a year within the limits", ({"value": "before 1860"},), None, BUILT),
        Example("still going on", ({"value": "1999/.."},), None, STAYED),
    ),
    declared=Declared(check, wrong, frozenset(("quantity", "rank", "date", "interval")), per_claim=True),
)
