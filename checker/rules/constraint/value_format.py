"""A text is not written in the form that the property asks for.

Why: identifiers have a form, and a digit lost in copying shows.
Quiet: when the whole value fits the pattern.
Source: Wikibase, format constraint (Q21502404). Patterns are RE2's, which match in linear time whatever is written.
Beyond it: linear time for every pattern, which is checked before it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.literals.phrase import show_written
from checker.model.box import Box
from checker.model.finding import Conflict
from checker.model.vocabulary import Constraint
from checker.rules.breaches import ALONE, Wrong, said
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World

ID = "value-format"
LARGEST_BYTES = 1 << 20
"""Memory of a compiled pattern; RE2's own default is eight times this, and identifiers need a thousandth of it."""


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    text = constraint.text("pattern")
    pattern = _compiled(text)
    for box in boxes:
        if not pattern.fullmatch(show_written(box.claim)):
            message = f"{said(box, world)}, which is written in another form"
            yield Conflict(ID, (box,), "possible", message, f"the form is {text}", asked=ALONE)


def _compiled(pattern: str) -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = LARGEST_BYTES
    return re2.compile(pattern, options)


def wrong(constraint: Constraint, world: World) -> Wrong:  # noqa: ARG001  # one signature for all
    import re2

    pattern = constraint.text("pattern")
    try:
        _compiled(pattern)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        yield "pattern", f"{pattern!r} is no regular expression that RE2 reads: {words}; correct it"


SIGN = example_property(
    "sign",
    "text",
    "constant",
    label="call sign",
    constraints=[{"rule": "value-format", "pattern": "[A-Z]{2}-[0-9]{3,4}"}],
)

RULE = Rule(
    ID,
    __doc__,
    (
        Example("a digit too few", ({"value": "AB-12"},), "tension", SIGN),
        Example("more after the form", ({"value": "AB-1234x"},), "tension", SIGN),
        Example("the form", ({"value": "AB-1234"},), None, SIGN),
        Example("a denied value is not checked", ({"value": "none", "denies": True},), None, SIGN),
    ),
    declared=Declared(check, wrong, frozenset(("text",)), per_claim=True),
)
