"""The claims date different senses of one event: signed, in force, ended.

Why: "the 1952 pact" may be named for the year in which it took effect, though it was signed in 1951.
Quiet: both claims date the same sense, or every other sense is dated too and none fits.
"""

from __future__ import annotations

from itertools import combinations

from checker.model.box import Box
from checker.model.finding import Conflict, Explanation
from checker.model.value import Bounds
from checker.reasons.reconciler import Context, Reconciler
from checker.rules.rule import Example, example_property


def explain(conflict: Conflict, context: Context) -> Explanation | None:
    if conflict.joint:  # a relation names the sense that it means
        return None
    explanations = [_pair(a, b, context) for a, b in combinations(conflict.boxes, 2)]
    for status in ("holds", "unknown"):
        for explanation in explanations:
            if explanation.status == status:
                return explanation
    return explanations[0]


def _pair(a: Box, b: Box, context: Context) -> Explanation:
    vocabulary = context.vocabulary
    if a.datatype != "date" or b.datatype != "date" or a.root != b.root:
        return Explanation("event-sense", "ruled-out", "they do not date one event")
    if a.key.property == b.key.property:
        senses = _senses(a.key.property, context)
        if not senses:
            return Explanation("event-sense", "ruled-out", f"both date the same: {vocabulary.label(a.key.property)}")
        return _both_general(a, b, senses, context)
    general, special = (a, b) if a.key.property in vocabulary.senses(b.key.property) else (b, a)
    label, sense = vocabulary.label(general.key.property), vocabulary.label(special.key.property)
    others = [name for name in _senses(general.key.property, context) if name != special.key.property]
    reopen = f"{general.ref} turned out to mean {sense}"
    for name in others:
        if fitting := _fitting(general, name, context):
            text = f"{general.ref} gives only a {label}; it fits {vocabulary.label(name)} ({fitting.ref}), not {sense}"
            return Explanation("event-sense", "holds", text, reopen)
    undated = [vocabulary.label(name) for name in others if not context.boxes.get((general.key.subject, name))]
    if undated:
        text = f"{general.ref} gives only a {label}; it may mean {' or '.join(undated)}, which no document dates"
        return Explanation("event-sense", "holds", text, reopen)
    return Explanation("event-sense", "ruled-out", f"no other sense of {label} fits")


def _both_general(a: Box, b: Box, senses: list[str], context: Context) -> Explanation:
    fitting_a, fitting_b = ({name for name in senses if _fitting(box, name, context)} for box in (a, b))
    if any(sense_a != sense_b for sense_a in fitting_a for sense_b in fitting_b):
        text = f"{a.ref} and {b.ref} give only a date; each fits another sense of it"
        return Explanation("event-sense", "holds", text, f"{a.ref} and {b.ref} turned out to mean one sense")
    return Explanation("event-sense", "unknown", f"neither {a.ref} nor {b.ref} says which sense it dates")


def _senses(property: str, context: Context) -> list[str]:
    return [name for name in sorted(context.vocabulary.properties) if property in context.vocabulary.senses(name)]


def _fitting(general: Box, sense: str, context: Context) -> Box | None:
    for box in context.boxes.get((general.key.subject, sense), ()):
        if isinstance(box.value, Bounds) and isinstance(general.value, Bounds) and box.key.scope == general.key.scope:
            if not box.claim.denies and box.value.plausible.overlaps(general.value.plausible):
                return box
    return None


PACT = {
    **example_property("date", "date", "event"),
    **example_property("signed", "date", "event", is_a="date"),
    **example_property("in-force", "date", "event", is_a="date"),
}
ONE_SENSE = {name: PACT[name] for name in ("date", "signed")}

RECONCILER = Reconciler(
    "event-sense",
    __doc__,
    explain,
    (
        Example(
            "a general date that fits the other sense",
            (
                {"property": "date", "value": "1952"},
                {"property": "signed", "value": "1951"},
                {"property": "in-force", "value": "1952-04-28"},
            ),
            "holds",
            PACT,
        ),
        Example(
            "a general date where the other sense is not dated",
            ({"property": "date", "value": "1952"}, {"property": "signed", "value": "1951"}),
            "holds",
            PACT,
        ),
        Example(
            "two dates of signing",
            ({"property": "signed", "value": "1952"}, {"property": "signed", "value": "1951"}),
            "ruled-out",
            PACT,
        ),
        Example(
            "two general dates, of which none is known to be one of the senses",
            ({"property": "date", "value": "1952"}, {"property": "date", "value": "1951"}),
            "unknown",
            PACT,
        ),
        Example(
            "two general dates, each of which fits a sense of its own",
            (
                {"property": "date", "value": "1952"},
                {"property": "date", "value": "1951"},
                {"property": "signed", "value": "1951"},
                {"property": "in-force", "value": "1952-04-28"},
            ),
            "holds",
            PACT,
        ),
        Example(
            "no other sense exists",
            ({"property": "date", "value": "1952"}, {"property": "signed", "value": "1951"}),
            "ruled-out",
            ONE_SENSE,
        ),
    ),
)
