"""The corpus as elements: each claim that bounds or ties quantities, and each relation that holds by definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from checker.literals.boxes import Undated, end_names, order_of_places, spoken, time_spoken_of, wrong_time
from checker.literals.dates.dates import read_extent
from checker.literals.literal import LiteralError
from checker.literals.phrase import show_side, show_subject
from checker.model.box import Box, Key, Time
from checker.model.claim import Claim
from checker.model.fault import Fault, Mark
from checker.model.interval import Interval
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.relations.classes import bind, defined_relations, instances, said_of
from checker.relations.compile import Compiler, Reading, box_constraints, variable
from checker.relations.derive import bound, derived, parts_of
from checker.relations.grammar import operands, parse
from checker.relations.problem import Constraint, Element
from checker.relations.relation import Operand, Relation


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation that somebody states: a claim with its readings, or the vocabulary (`claim` is `None`)."""

    name: str
    readings: tuple[Relation, ...]
    claim: Claim | None
    because: str
    mark: Mark


def read_relations(claims: Iterable[Claim], vocabulary: Vocabulary) -> tuple[tuple[Stated, ...], tuple[Fault, ...]]:
    """All relations of the corpus, and a fault at the right column for each that cannot be read."""
    claims = tuple(claims)
    definitions, wrong = defined_relations(vocabulary)
    faults = list(wrong)
    stated = [Stated(d.name, (d.relation,), None, d.because, d.mark) for d in definitions if not d.each]
    for claim in claims:
        if claim.readings:
            single = "relation" in claim.marks
            names = ["relation"] if single else [f"readings[{index}]" for index in range(len(claim.readings))]
            marks = [claim.mark_of(name if name in claim.marks else "readings") for name in names]
            readings = _read(
                claim.readings, marks, f"{claim.id}.{'relation' if single else 'readings'}", vocabulary, faults
            )
            if _timed(claim, vocabulary, faults) and len(readings) == len(claim.readings):
                stated.append(Stated(claim.ref, readings, claim, "", claim.mark))
    spoken_of = [operand.key for operand in _operands(stated, vocabulary)]
    for one in instances(definitions, claims, spoken_of, vocabulary):
        because, mark = said_of(one, vocabulary), one.definition.mark
        stated.append(Stated(one.name, (bind(one),), None, because, mark))
    return tuple(stated), tuple(faults)


def _timed(claim: Claim, vocabulary: Vocabulary, faults: list[Fault]) -> bool:
    """Whether the time of a relation can be read; a document without a readable date is a fault of its own."""
    try:
        spoken(claim, vocabulary)
    except Undated:
        return False
    except LiteralError as error:
        faults.append(wrong_time(claim, error))
        return False
    return True


def _read(
    texts: tuple[str, ...], marks: list[Mark], field: str, vocabulary: Vocabulary, faults: list[Fault]
) -> tuple[Relation, ...]:
    relations: list[Relation] = []
    for text, mark in zip(texts, marks, strict=True):
        try:
            relation = parse(text, vocabulary)
            Compiler("", vocabulary, "possible", now=read_extent("2000-01-01")).relation(relation)
            relations.append(relation)
        except LiteralError as error:
            faults.append(Fault(mark.within(error.offset), "bad-relation", field, error.message))
    return tuple(relations)


def related(stated: Iterable[Stated], vocabulary: Vocabulary) -> Callable[[Claim], bool]:
    """Whether a relation, stated or derived, may reach what a claim says.

    Why: of a large corpus few claims have a part in a relation, and no others can have a part in its conflicts.
    """
    named = {(operand.key.subject, operand.key.property) for operand in _operands(stated, vocabulary)}
    anywhere = bound(vocabulary)
    return lambda claim: claim.property in anywhere or (claim.subject, claim.property) in named


@dataclass(frozen=True, slots=True)
class Problem:
    """Elements of one reading, with what each stands for: its claim (if soft), its boxes and its time."""

    elements: tuple[Element, ...]
    claims: Mapping[str, Claim]
    boxes: Mapping[str, tuple[Box, ...]]
    times: Mapping[str, Time]


def build(boxes: Iterable[Box], stated: Iterable[Stated], vocabulary: Vocabulary, reading: Reading) -> Problem:
    """All elements under one reading. A claim marked deprecated takes no part; many-valued quantities are not bound,
    and no ranks that claims count in different orders.
    """
    relations = tuple(stated)
    binding = _of_one_order(box for box in boxes if _binds(box, vocabulary))
    keys = {box.key for box in binding} | {operand.key for operand in _operands(relations, vocabulary)}
    elements: list[Element] = list(derived(keys, vocabulary, _places(binding)))
    claims: dict[str, Claim] = {}
    holders: dict[str, tuple[Box, ...]] = {}
    times: dict[str, Time] = {}
    pinned = {operand.key: operand.at for operand in _operands(relations, vocabulary) if operand.at}
    for ref, members in _by_claim(binding).items():
        first = members[0]
        constraints = _of_boxes(members, reading)
        extent, reach = _days(first.time)
        claims[ref], holders[ref], times[ref] = first.claim, members, first.time
        elements.append(Element(ref, constraints, True, _said(members, vocabulary), extent, reach))
        for box in members:
            at = pinned.get(box.key)
            if at and extent and Time(at, "moment").surely_overlaps(box.time) and isinstance(box.value, Bounds):
                name = f"{ref}@"
                rows = tuple(_moved(rows, variable(box.key, at)) for rows in box_constraints(box, reading))
                elements.append(Element(name, rows, True, _said(members, vocabulary)))
                claims[name], holders[name], times[name] = first.claim, (box,), Time()
    parts = parts_of(keys, vocabulary)
    for statement in relations:
        time = _time(statement, vocabulary)
        alternatives = []
        for index, relation in enumerate(statement.readings):
            compiler = Compiler(f"{statement.name}:{index}", vocabulary, reading, _spoken(statement, vocabulary), parts)
            alternatives.append(compiler.relation(relation))
        text = statement.because or " or ".join(relation.text for relation in statement.readings)
        elements.append(Element(statement.name, tuple(alternatives), statement.claim is not None, text, *_days(time)))
        times[statement.name] = time
        if statement.claim:
            claims[statement.name] = statement.claim
    return Problem(tuple(elements), claims, holders, times)


def _days(time: Time) -> tuple[Interval | None, Interval | None]:
    """When it holds, and with what it may share a moment; nothing where that is any time."""
    return (None, None) if time.sort == "always" else (time.extent, time.reach)


def _binds(box: Box, vocabulary: Vocabulary) -> bool:
    prop = vocabulary.properties.get(box.claim.property)
    many = prop is not None and prop.many
    denied_interval = box.claim.denies and bool(box.facet)
    return isinstance(box.value, Bounds) and not many and not box.claim.deprecated and not denied_interval


def _of_one_order(boxes: Iterable[Box]) -> list[Box]:
    """The boxes without ranks that are places in several orders: nobody knows which of these relations speak of."""
    boxes = tuple(boxes)
    orders: dict[Key, set[str]] = {}
    for box in boxes:
        if order := order_of_places(box):
            orders.setdefault(box.key, set()).add(order)
    return [box for box in boxes if len(orders.get(box.key, ())) < 2]


def _places(boxes: Iterable[Box]) -> dict[Key, list[Interval]]:
    """What claims assert of ranks, at the widest."""
    places: dict[Key, list[Interval]] = {}
    for box in boxes:
        if box.datatype == "rank":
            asserted = [box.value.possible] if isinstance(box.value, Bounds) and not box.claim.denies else []
            places.setdefault(box.key, []).extend(asserted)
    return places


def _by_claim(boxes: Iterable[Box]) -> dict[str, tuple[Box, ...]]:
    by_claim: dict[str, tuple[Box, ...]] = {}
    for box in boxes:
        by_claim[box.ref] = (*by_claim.get(box.ref, ()), box)
    return by_claim


def _of_boxes(boxes: tuple[Box, ...], reading: Reading) -> tuple[tuple[Constraint, ...], ...]:
    """The alternatives of a claim: both ends of an interval at once; either side of what is denied."""
    if len(boxes) == 1:
        return box_constraints(boxes[0], reading) or ((),)
    return (tuple(row for box in boxes for rows in box_constraints(box, reading) for row in rows),)


def _moved(rows: tuple[Constraint, ...], name: str) -> tuple[Constraint, ...]:
    return tuple(replace(row, variable=name) for row in rows)  # type: ignore[call-arg]  # claims make only bounds


def _said(boxes: tuple[Box, ...], vocabulary: Vocabulary) -> str:
    first = boxes[0]
    key = replace(first.key, property=first.claim.property)
    return f"{show_side(first)} ({show_subject(key, vocabulary)})"


def _operands(stated: Iterable[Stated], vocabulary: Vocabulary) -> list[Operand]:
    """All operands of relations; for a whole interval its two ends."""
    named: list[Operand] = []
    for statement in stated:
        for relation in statement.readings:
            for operand in operands(relation):
                prop = vocabulary.properties.get(operand.key.property)
                if prop is not None and prop.datatype == "interval":
                    named += [replace(operand, key=replace(operand.key, property=name)) for name in end_names(prop)]
                else:
                    named.append(operand)
    return named


def _time(statement: Stated, vocabulary: Vocabulary) -> Time:
    """A relation between things that never change, or by definition, holds always; else when its claim speaks."""
    if statement.claim is None:
        return Time()
    named = [
        vocabulary.properties.get(operand.key.property)
        for operand in _operands((statement,), vocabulary)
        if operand.at is None
    ]
    changing = [prop for prop in named if prop is not None and prop.changes]
    if not changing:
        return Time()
    return time_spoken_of(statement.claim, changing, vocabulary)


def _spoken(statement: Stated, vocabulary: Vocabulary):
    """The days within which the relation is stated."""
    if statement.claim is None:
        return read_extent("../..")
    return spoken(statement.claim, vocabulary)
