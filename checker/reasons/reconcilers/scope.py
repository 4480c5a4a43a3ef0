"""The claims are limited to different scopes: another place, group or part.

Why: a figure for a part is no figure for the whole.
Quiet: equal scopes. A claim that names no member of a dimension speaks of the whole.
"""

from __future__ import annotations

from itertools import combinations

from checker.literals.phrase import show_scope
from checker.model.box import Box
from checker.model.finding import Conflict, Explanation
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example


def explain(conflict: Conflict, context: Context) -> Explanation:
    vocabulary = context.vocabulary
    different = next(((a, b) for a, b in combinations(conflict.boxes, 2) if a.key.scope != b.key.scope), None)
    if different is None:
        scope = conflict.boxes[0].key.scope
        same = f"all speak of {show_scope(scope, vocabulary)}" if scope else "none is limited to a scope"
        return Explanation("scope", "ruled-out", same)
    a, b = different
    return Explanation("scope", "holds", _words(a, b, vocabulary), f"{a.ref} and {b.ref} turned out to have one scope")


def _words(a: Box, b: Box, vocabulary: Vocabulary) -> str:
    one, other = dict(a.key.scope), dict(b.key.scope)
    dimension = next(name for name in sorted(one | other) if one.get(name) != other.get(name))
    mine, yours = one.get(dimension), other.get(dimension)
    if mine is None or yours is None:
        limited, wide, member = (a, b, mine) if mine else (b, a, yours)
        name = vocabulary.label(member or "")
        return f"{limited.ref} is limited to {name}, {wide.ref} names no {vocabulary.label(dimension)}"
    if yours in vocabulary.wholes(mine):
        return f"{vocabulary.label(mine)} is only part of {vocabulary.label(yours)}"
    if mine in vocabulary.wholes(yours):
        return f"{vocabulary.label(yours)} is only part of {vocabulary.label(mine)}"
    return f"{a.ref} speaks of {vocabulary.label(mine)}, {b.ref} of {vocabulary.label(yours)}"


STAFF = {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant", "adds_over": "place"}}
PLACES = {
    "north": {"label": "North", "part_of": "country"},
    "country": {"label": "Country"},
    "south": {"label": "South"},
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
            "two parts",
            ({"value": "123", "scope": {"place": "north"}}, {"value": "234", "scope": {"place": "south"}}),
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
