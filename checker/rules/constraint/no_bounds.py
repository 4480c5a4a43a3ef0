"""A number is hedged, or given as a range, where the property asks for one figure.

Why: a count by law or by definition (members of a chamber, articles of a treaty) needs no `about`.
Quiet: a plain figure, even a round one; `exactly 85`.
Source: Wikibase, no-bounds constraint (Q51723761).
Beyond it: hedges and ranges as well as ±.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.grammar import parse
from checker.literals.numbers.vague import Vague
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint
from checker.rules.breaches import ALONE, said
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "no-bounds"


# one signature for all rules that are declared
def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:  # noqa: ARG001
    for box in boxes:
        if told := _inexact(box.claim.value, box.claim.document.language):
            message = f"{said(box, world)}, where one plain figure is expected"
            yield Conflict(ID, (box,), "possible", message, f"the value is {told}", asked=ALONE)


def _inexact(text: str, language: str) -> str:
    """What makes a literal more than one plain figure; empty where nothing does."""
    reading = parse(text, language=language)
    if isinstance(reading.first, Vague):
        return "vague"
    if reading.join == "±":
        return "given with ±"
    if reading.second is not None:
        return "a range"
    return "hedged" if any(hedge not in ("", "exactly") for hedge in reading.hedges) else ""


SEATS = example_property("seats", "quantity", "constant", constraints=[{"rule": "no-bounds"}])

RULE = Rule(
    ID,
    __doc__,
    (
        Example("a hedge", ({"value": "about 465"},), "tension", SEATS),
        Example("plus or minus", ({"value": "465 ± 5"},), "tension", SEATS),
        Example("a range", ({"value": "460 to 470"},), "tension", SEATS),
        Example("dozens", ({"value": "dozens"},), "tension", SEATS),
        Example("a plain figure", ({"value": "465"},), None, SEATS),
        Example("a figure said to be exact", ({"value": "exactly 465"},), None, SEATS),
    ),
    declared=Declared(check, datatypes=frozenset(("quantity",)), per_claim=True),
)
