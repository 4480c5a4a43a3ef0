"""A value is written in a unit that the property does not allow.

Why: units convert, but a distance in kilograms was mistaken before, and one in light-years probably is.
Quiet: an allowed unit in any spelling (`km`, `kilometres`); no unit at all where `none` is allowed.
Units: as written; two units are one where they convert without a factor.
Source: Wikibase, allowed-units constraint (Q21514353).
Beyond it: units in any spelling.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.literals.units.units import convert, tidy_unit
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.interval import Interval
from checker.model.value import exactly
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import ALONE, Wrong, or_list, said
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "allowed-units"
NONE = "none"
UNIT = exactly(Interval(0, 1))
"""A stretch that only a change to the very same unit leaves as it is."""


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    allowed = constraint.texts("units")
    known: dict[str, bool] = {}
    for box in boxes:
        written = read_quantity(box.claim.value, language=box.claim.document.language).unit
        if written not in known:
            known[written] = any(_same(written, unit, world.vocabulary) for unit in allowed)
        if not known[written]:
            message = f"{said(box, world)}, which is {f'in {written}' if written else 'without a unit'}"
            yield Conflict(ID, (box,), "possible", message, f"the units allowed are {or_list(allowed)}", asked=ALONE)


def _same(written: str, unit: str, vocabulary: Vocabulary) -> bool:
    if not written or unit == NONE:
        return not written and unit == NONE
    if tidy_unit(written) == tidy_unit(unit):
        return True
    try:
        return convert(UNIT, written, unit, vocabulary) == UNIT
    except LiteralError:
        return False


def wrong(constraint: Constraint, world: World) -> Wrong:
    prop = world.property_of(constraint)
    for place, unit in enumerate(constraint.texts("units")):
        try:
            if unit != NONE:
                convert(UNIT, unit, prop.unit, world.vocabulary)
        except LiteralError as error:
            yield f"units[{place}]", f"{unit!r} cannot be a unit of {prop.name}: {error.message}"


LENGTH = example_property(
    "length", "quantity", "constant", unit="km", constraints=[{"rule": "allowed-units", "units": ["km", "mile"]}]
)
STAFF = example_property("staff", "quantity", "constant", constraints=[{"rule": "allowed-units", "units": ["none"]}])

RULE = Rule(
    ID,
    __doc__,
    (
        Example("a length in metres", ({"value": "1200 m"},), "tension", LENGTH),
        Example("a length without a unit", ({"value": "12"},), "tension", LENGTH),
        Example("a length in miles", ({"value": "12 miles"},), None, LENGTH),
        Example("an allowed unit in another spelling", ({"value": "12 kilometers"},), None, LENGTH),
        Example("a count without a unit", ({"value": "12"},), None, STAFF),
    ),
    declared=Declared(check, wrong, frozenset(("quantity",)), per_claim=True),
)
