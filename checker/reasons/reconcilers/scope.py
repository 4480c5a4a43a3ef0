"""The claims are limited to different scopes: another place, group or part.

Why: a figure for a part is no figure for the whole.
Quiet: equal scopes. A claim that names no member of a dimension speaks of the whole. Members of one dimension that
nothing ties exclude each other: two provinces are never compared. Whether a scope that names the subject itself, or
what holds everything of its sort, is less than none is unknown.
"""

from __future__ import annotations

from itertools import combinations

from checker.literals.phrase import show_scope
from checker.model.box import Box
from checker.model.finding import Conflict, Explanation
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example, example_property
from checker.screening.scopes import limiting


def explain(conflict: Conflict, context: Context) -> Explanation | None:
    if conflict.joint:  # a relation may tie a part to its whole: that they differ in scope explains nothing
        return None
    vocabulary = context.vocabulary
    different = next(((a, b) for a, b in combinations(conflict.boxes, 2) if a.key.scope != b.key.scope), None)
    if different is None:
        scope = conflict.boxes[0].key.scope
        same = f"all speak of {show_scope(scope, vocabulary)}" if scope else "none is limited to a scope"
        return Explanation("scope", "ruled-out", same)
    a, b = different
    if alike := _perhaps_alike(a, b, vocabulary):
        return alike
    return Explanation("scope", "holds", _words(a, b, vocabulary), f"{a.ref} and {b.ref} turned out to have one scope")


def _perhaps_alike(a: Box, b: Box, vocabulary: Vocabulary) -> Explanation | None:
    """They differ in members only of which nobody knows whether they limit anything."""
    if limiting(a.key.scope, a.key.subject, vocabulary) != limiting(b.key.scope, b.key.subject, vocabulary):
        return None
    limited, wide = (a, b) if len(a.key.scope) >= len(b.key.scope) else (b, a)
    dimension, member = next(pair for pair in limited.key.scope if pair not in wide.key.scope)
    which = "which is the subject itself" if member == limited.key.subject else "of which all others are part"
    text = (
        f"{limited.ref} names {vocabulary.label(member)}, {which}, and {wide.ref} another {vocabulary.label(dimension)}"
    )
    if dimension not in dict(wide.key.scope):
        text = f"{text.rpartition(' another ')[0]} no {vocabulary.label(dimension)}"
    step = "whether that is less is not stated; write the scope on both, or on neither"
    return Explanation("scope", "unknown", f"{text}: {step}", spares=True)


def _words(a: Box, b: Box, vocabulary: Vocabulary) -> str:
    members_a, members_b = dict(a.key.scope), dict(b.key.scope)
    dimension = next(name for name in sorted(members_a | members_b) if members_a.get(name) != members_b.get(name))
    member_a, member_b = members_a.get(dimension), members_b.get(dimension)
    if member_a is None or member_b is None:
        limited, wide, member = (a, b, member_a) if member_a else (b, a, member_b)
        name = vocabulary.label(member or "")
        return f"{limited.ref} is limited to {name}, {wide.ref} names no {vocabulary.label(dimension)}"
    if member_b in vocabulary.wholes(member_a):
        return f"{vocabulary.label(member_a)} is only part of {vocabulary.label(member_b)}"
    if member_a in vocabulary.wholes(member_b):
        return f"{vocabulary.label(member_b)} is only part of {vocabulary.label(member_a)}"
    return f"{a.ref} speaks of {vocabulary.label(member_a)}, {b.ref} of {vocabulary.label(member_b)}"


STAFF = example_property("staff", "quantity", "constant", adds_over="place")
PLACES = {
    "north": {"label": "North", "part_of": "country"},
    "country": {"label": "Country"},
    "coast": {"label": "Coast", "overlaps": "north"},
    "isle": {"label": "Isle", "part_of": ["coast", "country"]},
}

RECONCILER = Reconciler(
    "scope",
    __doc__,
    explain,
    (
        Example(
            "a part against the whole",
            ({"value": "123", "scope": {"place": "north"}}, {"value": "234", "scope": {"place": "country"}}),
            "holds",
            STAFF,
            PLACES,
        ),
        Example(
            "one side limited, the other not",
            ({"value": "123", "scope": {"place": "north"}}, {"value": "234"}),
            "holds",
            STAFF,
            PLACES,
        ),
        Example(
            "two places that overlap",
            ({"value": "123", "scope": {"place": "north"}}, {"value": "234", "scope": {"place": "coast"}}),
            "holds",
            STAFF,
            PLACES,
        ),
        Example(
            "two places that share a part",
            ({"value": "123", "scope": {"place": "country"}}, {"value": "234", "scope": {"place": "coast"}}),
            "holds",
            STAFF,
            PLACES,
        ),
        Example(
            "one scope",
            ({"value": "123", "scope": {"place": "north"}}, {"value": "234", "scope": {"place": "north"}}),
            "ruled-out",
            STAFF,
            PLACES,
        ),
    ),
)
