"""One claim asserts just what another denies.

Why: a denial is a claim too, and the plainest contradiction there is.
Quiet: when the asserted value reaches beyond what is denied (85 against "not more than 90"), or both deny; for ranks in
two orders (the largest against "not the oldest"). A denial says no more than its words: "not more than 80" is at most
80, rounded as that is; but whoever denies just what another one says contradicts it.
Units: both sides are in the property's unit.
"""

from __future__ import annotations

from checker.literals.boxes import negation
from checker.literals.numbers.rank import in_two_orders
from checker.model.box import Box
from checker.model.finding import Conflict, Strength
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Vocabulary
from checker.rules.rule import Example, Pair, Rule, differ, example_property, parting, same_sense
from checker.screening.screens import DENIAL

ID = "asserted-and-denied"


def check(a: Box, b: Box, vocabulary: Vocabulary) -> Conflict | None:
    if a.claim.denies == b.claim.denies or not same_sense(a, b, vocabulary) or a.facet != b.facet:
        return None
    if a.datatype == "rank" and in_two_orders(a.claim, b.claim):
        return None
    asserted, denied = (b.value, a.value) if a.claim.denies else (a.value, b.value)
    strength: Strength | None = None
    if isinstance(asserted, Term) and isinstance(denied, Term):
        strength = "possible" if denied.name in asserted.names else None
    elif isinstance(asserted, Bounds) and isinstance(denied, Bounds):
        left = negation(a if a.claim.denies else b, vocabulary)
        strength = _within(asserted, denied) if asserted == denied or not left else _outside(asserted, left)
    if strength is None:
        return None
    return Conflict(
        ID, (a, b), strength, differ((a, b), vocabulary), "what one asserts lies within what the other denies"
    )


def _within(asserted: Bounds, denied: Bounds) -> Strength | None:
    """How surely the asserted value is a denied one. A hedge does not save it: whoever says "about 40" and whoever
    denies "40" speak of the same figure.
    """
    if denied.possible.covers(asserted.possible) or denied.possible.covers(asserted.plausible):
        return "possible"
    return "plausible" if denied.possible.covers(asserted.literal) else None


def _outside(asserted: Bounds, left: Bounds) -> Strength | None:
    """How surely the asserted value is none of those that a one-sided denial leaves ("not over 80": at most 80)."""
    strength = parting(asserted, left)
    return None if strength == "literal" else strength


TREATY = example_property("member", "entity", "constant", values="many")
SITES = example_property("sites", "quantity", "constant")
RANK = example_property("rank", "rank", "constant")
CLUBS = {"club": {"label": "Club"}, "league": {"label": "League"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example("85 against not 85", ({"value": "85"}, {"value": "85", "denies": True}), "contradiction", SITES),
        Example(
            "85 against not more than 84",
            ({"value": "85"}, {"value": "more than 84", "denies": True}),
            "contradiction",
            SITES,
        ),
        Example(
            "85 against not more than eighty, which may be rounded",
            ({"value": "85"}, {"value": "more than eighty", "denies": True}),
            "tension",
            SITES,
        ),
        Example(
            "39,500 against not more than 40,000",
            ({"value": "39,500"}, {"value": "more than 40,000", "denies": True}),
            None,
            SITES,
        ),
        Example(
            "a member that is said not to be one",
            ({"value": "club"}, {"value": "club", "denies": True}),
            "contradiction",
            TREATY,
            CLUBS,
        ),
        Example(
            "a denial that is only reported",
            ({"value": "85"}, {"value": "85", "denies": True, "said_by": "club"}),
            "reconciled",
            SITES,
            CLUBS,
            reasons=("attribution",),
        ),
        Example(
            "75 against not more than eighty",
            ({"value": "75"}, {"value": "more than eighty", "denies": True}),
            None,
            SITES,
        ),
        Example(
            "the largest against not the first",
            ({"value": "largest"}, {"value": "1st", "denies": True}),
            "contradiction",
            RANK,
        ),
        Example(
            "the largest against not the oldest",
            ({"value": "largest"}, {"value": "oldest", "denies": True}),
            None,
            RANK,
        ),
        Example("two denials", ({"value": "85", "denies": True}, {"value": "75", "denies": True}), None, SITES),
        Example("another member denied", ({"value": "club"}, {"value": "league", "denies": True}), None, TREATY, CLUBS),
    ),
    pair=Pair(check, screens=(DENIAL,)),
)
