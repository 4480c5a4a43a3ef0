"""What the rules share that look after the constraints of a property."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product
from typing import Any

from checker.literals.boxes import read_value
from checker.literals.dates.dates import read_extent, read_moment
from checker.literals.definitions import defined_as
from checker.literals.literal import LiteralError
from checker.literals.phrase import listed, show_key, show_side, show_subject
from checker.literals.units.units import convert
from checker.model.box import Box
from checker.model.finding import Conflict, Reason, Strength, Verdict, all_but
from checker.model.interval import ALL, Interval
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Constraint, Property, Vocabulary
from checker.readers.lexicon import TIME
from checker.rules.rule import parting
from checker.rules.world import World
from checker.screening.blocks import ALL_PAIRS
from checker.screening.groups import ALWAYS
from checker.screening.scopes import meet

Value = Bounds | Term
Wrong = Iterator[tuple[str, str]]
"""Parameters that a rule cannot use, each with what is wrong with it."""

ALONE: tuple[Reason, ...] = ("revision",)
"""The reason that can explain a breach of one claim: a later edition says something else in its place."""
BETWEEN_CLAIMS = all_but("time", "definition", "precision", "event-sense")
"""Reasons that can explain a breach of several claims. The rules themselves look at time; what is meant by a figure or
a date matters only between two of one quantity.
"""


def in_unit(box: Box, unit: str, world: World) -> Box:
    """The box in the unit of the property that declares; a special sense may have a unit of its own."""
    if box.unit == unit or not isinstance(box.value, Bounds):
        return box
    return replace(box, value=convert(box.value, box.unit, unit, world.vocabulary), unit=unit)


def said(box: Box, world: World) -> str:
    """`Capital · seat: example-1997 says Kyoto`."""
    return f"{show_subject(box.key, world.vocabulary)}: {show_side(box)}"


def claims_of(boxes: Iterable[Box], constraint: Constraint, vocabulary: Vocabulary) -> tuple[Box, ...]:
    """One box for each claim that is made with the constrained property (or a sense of it) itself.

    The ends of an interval are two boxes of one claim, and boxes of the date properties that they are, too.
    """
    by_ref: dict[str, Box] = {}
    for box in boxes:
        own = box.claim.property
        if constraint.property == own or constraint.property in vocabulary.senses(own):
            by_ref.setdefault(box.ref, box)
    return tuple(by_ref.values())


def differing(a: Value, b: Value) -> Strength | None:
    """How widely two values part; `None` where they can be one. A part and its whole are no two values."""
    if isinstance(a, Term) and isinstance(b, Term):
        return None if a.name in b.names or b.name in a.names else "possible"
    return parting(a, b) if isinstance(a, Bounds) and isinstance(b, Bounds) else None


# --- two claims at one time


def clash(a: Box, b: Box, constraint: Constraint, world: World) -> Verdict | None:
    """The gravest verdict for two claims that do not go together: `tension` where they may speak of different times
    or of what a separator tells apart, nothing where they surely do, and where their scopes exclude each other.
    """
    if a.time.apart(b.time) or not meet(a.key.scope, b.key.scope, world.vocabulary):
        return None
    answers = [_apart(name, a, b, world.vocabulary) for name in constraint.texts("separators")]
    if True in answers:
        return None
    return "contradiction" if None not in answers and a.time.surely_overlaps(b.time) else "tension"


def _apart(separator: str, a: Box, b: Box, vocabulary: Vocabulary) -> bool | None:
    """Whether a qualifier tells two claims apart; `None`: one of them does not state it, and silence tells nothing.

    A claim without `said_by` is its document's own, and one without a member of a dimension speaks of the whole.
    """
    left, right = qualifier(separator, a), qualifier(separator, b)
    if separator in ("definition", "as_of", "during") and not (left and right):
        return None if left or right else False
    if separator in ("as_of", "during"):
        extents = [
            read_extent(words, vocabulary.fiscal_years, box.claim.document.language)
            for words, box in ((left, a), (right, b))
        ]
        return not extents[0].overlaps(extents[1])
    if separator == "definition":
        return defined_as(a.claim, vocabulary) != defined_as(b.claim, vocabulary)
    return left != right


def qualifier(name: str, box: Box) -> str:
    """What a claim states under the name of a qualifier or scope dimension; empty where it states nothing."""
    claim = box.claim
    if name == TIME:
        return claim.as_of or claim.during
    own = {"definition": claim.definition, "as_of": claim.as_of, "during": claim.during, "said_by": claim.said_by}
    return own[name] if name in own else dict(claim.scope).get(name, "")


def pairs_of(boxes: Sequence[Box]) -> tuple[Iterator[tuple[Box, Box]], int]:
    """All pairs of boxes, or, of very many, those that stand beside each other; and how many were left out."""
    if len(boxes) <= ALL_PAIRS:
        return combinations(boxes, 2), 0
    pairs = pairwise(boxes)
    return pairs, (len(boxes) - 1) * (len(boxes) - 2) // 2


def crossed(ones: Sequence[Box], others: Sequence[Box]) -> tuple[Iterator[tuple[Box, Box]], int]:
    """Every box of one sort with every box of another, or, of very many, with its first and last; and how many pairs
    were left out.
    """
    if len(ones) * len(others) <= ALL_PAIRS**2:
        return product(ones, others), 0
    few = (others[0], others[-1]) if len(others) > 1 else others
    return product(ones, few), len(ones) * (len(others) - len(few))


def left_out(rule: str, boxes: Sequence[Box], skipped: int) -> Conflict:
    """That pairs were not compared: never clean."""
    message = f"{len(boxes):,} claims make too many pairs: {skipped:,} of them were not compared"
    return Conflict(rule, tuple(boxes), "possible", message, "", asked=(), ceiling="unchecked")


# --- lists of values

WRITTEN_IN = "en"
"""The language of values in a vocabulary."""


def read_values(texts: Iterable[str], prop: Property, vocabulary: Vocabulary) -> tuple[Value, ...]:
    return tuple(read_value(text, prop, vocabulary, WRITTEN_IN) for text in texts)


def wrong_values(constraint: Constraint, prop: Property, world: World) -> Wrong:
    for index, text in enumerate(constraint.texts("values")):
        try:
            read_value(text, prop, world.vocabulary, WRITTEN_IN)
        except LiteralError as error:
            yield f"values[{index}]", f"{text!r} is no value of {prop.name}: {error.message}"


def outside(value: Value, values: Iterable[Value]) -> Strength | None:
    """How surely a value is none of those listed; `None` where it can be one of them."""
    strength: Strength | None = "possible"
    for other in values:
        if isinstance(value, Term) and isinstance(other, Term):
            if other.name in value.names:
                return None
        elif isinstance(value, Bounds) and isinstance(other, Bounds):
            if value.plausible.overlaps(other.literal):
                return None
            if value.possible.overlaps(other.literal):
                strength = "plausible"
    return strength


def among(value: Value, values: Iterable[Value]) -> Strength | None:
    """How surely a value is one of those listed; `None` where it need not be."""
    strength: Strength | None = None
    for other in values:
        if isinstance(value, Term) and isinstance(other, Term):
            if other.name in value.names:
                return "possible"
        elif isinstance(value, Bounds) and isinstance(other, Bounds):
            if other.literal.covers(value.possible):
                return "possible"
            if other.literal.covers(value.literal):
                strength = "plausible"
    return strength


def or_list(words: Iterable[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    head, joint, tail = listed(words).rpartition(" and ")
    return f"{head} or {tail}" if joint else tail


# --- numbers


def whole_number(text: str) -> int:
    """The number that a parameter is, 0 where it is none."""
    words = text.strip()
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else 0


def wrong_number(constraint: Constraint, name: str, least: int) -> Wrong:
    if whole_number(constraint.text(name)) < least:
        found = constraint.text(name)
        yield name, f'found "{found}", expected a whole number, at least {least}; write it like {least}'


# --- limits


def read_limit(text: str, prop: Property, world: World) -> Interval:
    """The range that a limit names, in the property's unit; `now` is the day that counts as today."""
    if prop.datatype in ("date", "interval"):
        if text.strip().casefold() == "now":
            return Interval(world.now, world.now)
        return read_moment(text, world.vocabulary.fiscal_years).bounds.literal
    value = read_value(text, prop, world.vocabulary, WRITTEN_IN)
    return value.literal if isinstance(value, Bounds) else ALL


def limits(constraint: Constraint, read: Any) -> Interval:
    """From the start of `min` to the end of `max`; raises `LiteralError` where that is no range."""
    least = read(constraint.text("min")) if constraint.text("min") else ALL
    most = read(constraint.text("max")) if constraint.text("max") else ALL
    try:
        return Interval(least.lo, most.hi, least.lo_open, most.hi_open)
    except ValueError:
        raise LiteralError("min lies above max; write them the other way round") from None


def wrong_limits(constraint: Constraint, read: Any) -> Wrong:
    """What keeps `min` and `max` from being limits."""
    if not constraint.text("min") and not constraint.text("max"):
        yield "rule", "neither min nor max is given; add one of them"
        return
    unreadable = False
    for name in ("min", "max"):
        text = constraint.text(name)
        try:
            limit = read(text) if text else None
        except LiteralError as error:
            unreadable = True
            yield name, f"{text!r} is no limit: {error.message}"
            continue
        if limit is not None and (limit.lo if name == "min" else limit.hi) is None:
            unreadable = True
            yield name, f"{text!r} has no {'lower' if name == 'min' else 'upper'} end; write a single value"
    if not unreadable:
        try:
            limits(constraint, read)
        except LiteralError as error:
            yield "min", error.message


def beyond(value: Bounds, limit: Interval) -> Strength | None:
    """How surely a value lies outside of a range."""
    if not value.possible.overlaps(limit):
        return "possible"
    return None if value.plausible.overlaps(limit) else "plausible"


# --- screens


def governing(property: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The properties whose claims a constraint of `property` governs: itself and its senses."""
    return tuple(name for name in vocabulary.properties if property in (name, *vocabulary.senses(name)))


def in_one_unit(properties: Iterable[str], vocabulary: Vocabulary, condition: str) -> str:
    """The condition, where the values of all properties are in one unit and columns can compare them."""
    units = {vocabulary.properties[name].unit for name in properties}
    return condition if len(units) == 1 else ALWAYS


def fitting(texts: Iterable[str], prop: Property, vocabulary: Vocabulary) -> frozenset[str] | None:
    """The names of all values that are one of those listed; nothing where they are no names."""
    listed = {value.name for value in read_values(texts, prop, vocabulary) if isinstance(value, Term)}
    if prop.datatype == "entity":
        return frozenset(
            name for name in vocabulary.entities if not listed.isdisjoint((name, *vocabulary.wholes(name)))
        )
    return frozenset(listed) if prop.datatype in ("text", "boolean") else None


# --- names


def target(box: Box, property: str) -> str:
    """What tells apart the breaches of one claim that differ in what they ask for."""
    return f"{show_key(box.key)} → {property}"
