"""Two subjects have one value that only one of them can have.

Why: a registration number, a call sign, a seat of its own names one thing; shared, one of the claims is mistaken.
Quiet: at different times, where a separator differs, for figures that only may be equal, and for places in two orders.
Units: the property's unit; figures are equal where their bare words are, surely equal where neither is rounded.
Source: Wikibase, distinct-values constraint (Q21502410).
Beyond it: a value may pass from one subject to another in time; rounded figures that look equal are a tension at
most.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from checker.literals.numbers.rank import in_two_orders
from checker.literals.phrase import show_subject, show_time
from checker.model.box import Box
from checker.model.finding import Conflict, Strength
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Constraint, Vocabulary
from checker.rules.breaches import BETWEEN_CLAIMS, clash, governing, left_out, pairs_of, said
from checker.rules.rule import Declared, Example, Rule, example_property
from checker.rules.world import World
from checker.screening.groups import TWO_SUBJECTS, GroupScreen

ID = "distinct-values"


def check(constraint: Constraint, boxes: tuple[Box, ...], world: World) -> Iterator[Conflict]:
    alike: dict[Hashable, list[Box]] = {}
    for box in boxes:
        if (value := _content(box)) is not None:
            alike.setdefault((box.key.property, box.facet, value), []).append(box)
    for members in alike.values():
        if len({box.key.subject for box in members}) > 1:
            yield from _shared(constraint, sorted(members, key=lambda box: (box.key.subject, box.ref)), world)


def _shared(constraint: Constraint, members: list[Box], world: World) -> Iterator[Conflict]:
    pairs, skipped = pairs_of(members)
    if skipped:
        yield left_out(ID, members, skipped)
    for a, b in pairs:
        if a.datatype == "rank" and in_two_orders(a.claim, b.claim):
            continue
        if a.key.subject != b.key.subject and (ceiling := clash(a, b, constraint, world)):
            message = f"{said(a, world)}, and so has {show_subject(b.key, world.vocabulary)} by {b.claim.document.id}"
            why = f"no two subjects share a value; they hold {' and '.join(dict.fromkeys(map(show_time, (a, b))))}"
            asked = tuple(reason for reason in BETWEEN_CLAIMS if reason not in constraint.texts("separators"))
            yield Conflict(ID, (a, b), _strength(a), message, why, asked=asked, ceiling=ceiling)


def _content(box: Box) -> Hashable | None:
    """What equal values have in common; nothing for a value that has no upper or lower end."""
    if isinstance(box.value, Term):
        return box.value.name
    literal = box.value.literal
    return None if literal.lo is None or literal.hi is None else literal


def _strength(box: Box) -> Strength:
    return "plausible" if isinstance(box.value, Bounds) and not box.value.possible.is_point else "possible"


def screen(constraint: Constraint, vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    yield GroupScreen(governing(constraint.property, vocabulary), TWO_SUBJECTS, by="content", timed=True)


def _serial(**more) -> dict:
    return example_property(
        "serial", "text", "state", label="serial number", constraints=[{"rule": "distinct-values", **more}]
    )


COUNT = example_property("lot", "quantity", "constant", constraints=[{"rule": "distinct-values"}])
PLACE = example_property("place", "rank", "constant", constraints=[{"rule": "distinct-values"}])
OTHER = {"other": {"label": "the other"}, "maker": {"label": "the maker"}}

RULE = Rule(
    ID,
    __doc__,
    (
        Example(
            "one number on two things",
            ({"value": "A-7", "as_of": "2020"}, {"subject": "other", "value": "a-7", "as_of": "2020"}),
            "tension",
            _serial(),
            OTHER,
        ),
        Example(
            "one lot for two things",
            ({"value": "1207"}, {"subject": "other", "value": "1207"}),
            "tension",
            COUNT,
            OTHER,
        ),
        Example(
            "two numbers",
            ({"value": "A-7", "as_of": "2020"}, {"subject": "other", "value": "A-8", "as_of": "2020"}),
            None,
            _serial(),
            OTHER,
        ),
        Example(
            "one number, given again later",
            ({"value": "A-7", "as_of": "2010"}, {"subject": "other", "value": "A-7", "as_of": "2020"}),
            None,
            _serial(),
            OTHER,
        ),
        Example(
            "one place for two things",
            ({"value": "largest"}, {"subject": "other", "value": "1st"}),
            "tension",
            PLACE,
            OTHER,
        ),
        Example(
            "first places in two orders",
            ({"value": "largest"}, {"subject": "other", "value": "oldest"}),
            None,
            PLACE,
            OTHER,
        ),
        Example(
            "one thing twice",
            ({"value": "A-7", "as_of": "2020"}, {"value": "A-7", "as_of": "2020"}),
            None,
            _serial(),
            OTHER,
        ),
        Example(
            "numbers of two makers",
            (
                {"value": "A-7", "as_of": "2020", "scope": {"maker": "maker"}},
                {"subject": "other", "value": "A-7", "as_of": "2020", "scope": {"maker": "other"}},
            ),
            None,
            _serial(separators=["maker"]),
            OTHER,
        ),
    ),
    declared=Declared(check, screen=screen),
)
