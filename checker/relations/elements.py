"""The corpus as elements: each claim that bounds or ties quantities, and each relation that holds by definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from checker.literals.boxes import Undated, end_names, order_of_places, spoken, time_spoken_of, wrong_time
from checker.literals.dates.dates import read_extent
from checker.literals.literal import LiteralError
from checker.literals.phrase import show_side, show_subject
from checker.model.box import Box, Key, Time, by_property
from checker.model.claim import Claim
from checker.model.fault import Fault, Mark
from checker.model.groups import grouped
from checker.model.interval import Interval
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.reasons.reconciler import Context
from checker.reasons.reconcilers.revision import replaced_by
from checker.relations.classes import bind, defined_relations, instances, refuse_many, said_of
from checker.relations.compile import Compiler, Reading, box_constraints, variable
from checker.relations.derive import bound, derived, parts_of, undated
from checker.relations.grammar import operands, parse
from checker.relations.limits import natural_limits
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
    """All relations that the corpus asserts, and a fault at the right column for each that cannot be read.

    A claim that denies a relation says that it does not hold, and not which other one does: it ties nothing.
    """
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
            read = _timed(claim, vocabulary, faults) and len(readings) == len(claim.readings)
            if read and not claim.denies and not claim.deprecated:
                stated.append(Stated(claim.ref, readings, claim, "", claim.mark))
    spoken_of = [operand.key for operand in _operands(stated, vocabulary)]
    for one in instances(definitions, claims, spoken_of, vocabulary):
        because, mark = said_of(one, vocabulary), one.definition.mark
        stated.append(Stated(one.name, (bind(one),), None, because, mark))
    return tuple(stated), tuple(faults)


def denied_relations(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims that deny a relation, which nothing is held against."""
    return (claim for claim in claims if claim.readings and claim.denies and not claim.deprecated)


def idle(stated: Iterable[Stated], boxes: Iterable[Box], vocabulary: Vocabulary) -> tuple[int, int]:
    """How many relations that documents state, and that the vocabulary does, speak of no quantity that a claim does.

    One of the vocabulary that holds for each of many counts once, and is idle where it is for all of them.
    """
    spoken_of = {(box.key.subject, box.key.property) for box in boxes}

    def has_input(one: Stated) -> bool:
        return any((o.key.subject, o.key.property) in spoken_of for o in _operands((one,), vocabulary))

    stated = tuple(stated)
    by_claims = sum(one.claim is not None and not has_input(one) for one in stated)
    busy = {one.mark for one in stated if one.claim is None and has_input(one)}
    return by_claims, sum(one.mark not in busy for one in vocabulary.relations)


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
            refuse_many(relation, vocabulary)
            Compiler("", vocabulary, "possible", now=read_extent("2000-01-01")).relation(relation)
            relations.append(relation)
        except LiteralError as error:
            at = mark.within(error.offset)
            faults.append(Fault(at, "bad-relation", field, error.message, meant=error.meant))
    return tuple(relations)


def in_force(
    boxes: Iterable[Box], stated: Iterable[Stated], context: Context
) -> tuple[tuple[Box, ...], tuple[Stated, ...]]:
    """The claims and relations without those of editions that were revised, where the newer one speaks of the same.

    Two relations speak of the same where they name the same quantities.
    """
    boxes, stated = tuple(boxes), tuple(stated)
    if not context.revised:
        return boxes, stated
    here = replace(context, boxes=by_property(boxes), wider=context)
    named = {
        statement.name: frozenset(o.key for o in _operands((statement,), context.vocabulary)) for statement in stated
    }
    newer: dict[frozenset[Key], set[str]] = {}
    for statement in stated:
        if statement.claim:
            replaced = context.revised.get(statement.claim.document.id, ())
            newer.setdefault(named[statement.name], set()).update(replaced)
    current = (s for s in stated if s.claim is None or s.claim.document.id not in newer[named[s.name]])
    return tuple(box for box in boxes if not replaced_by(box, here)), tuple(current)


def related(stated: Iterable[Stated], vocabulary: Vocabulary) -> Callable[[Claim], bool]:
    """Whether a relation, stated or derived, may reach what a claim says.

    Why: of a large corpus few claims have a part in a relation, and no others can have a part in its conflicts.
    """
    named = {(operand.key.subject, operand.key.property) for operand in _operands(stated, vocabulary)}
    anywhere = bound(vocabulary)
    return lambda claim: claim.property in anywhere or (claim.subject, claim.property) in named


@dataclass(frozen=True)
class Problem:
    """Elements of one reading, with what each stands for: its claim (if soft), its box and its time.

    Claims that say the same of one quantity or state the same relation at one time are one element, named after the one
    that the fewest reasons excuse; `supporters` are all of them. `labels`: what the claims that state relations say, by
    name.

    `limits` are the elements that only bound a quantity by what it can be at all.
    """

    elements: tuple[Element, ...]
    claims: Mapping[str, Claim]
    boxes: Mapping[str, Box]
    times: Mapping[str, Time]
    supporters: Mapping[str, tuple[Claim, ...]]
    labels: Mapping[str, str]
    limits: frozenset[str] = frozenset()

    @cached_property
    def by_name(self) -> Mapping[str, Element]:
        return {element.name: element for element in self.elements}

    def key_of(self, name: str) -> Key | None:
        """The quantity that an element bounds; nothing where it is a relation."""
        box = self.boxes.get(name)
        return box.key if box else None


def build(boxes: Iterable[Box], stated: Iterable[Stated], vocabulary: Vocabulary, reading: Reading) -> Problem:
    """All elements under one reading. A claim marked deprecated takes no part; many-valued quantities are not bound,
    and no ranks that claims count in different orders.
    """
    relations = tuple(stated)
    binding = _of_one_order(box for box in boxes if _binds(box, vocabulary))
    keys = {box.key for box in binding} | {operand.key for operand in _operands(relations, vocabulary)}
    elements: list[Element] = list(derived(keys, vocabulary, _places(binding)))
    claims: dict[str, Claim] = {}
    holders: dict[str, Box] = {}
    times: dict[str, Time] = {}
    supporters: dict[str, tuple[Claim, ...]] = {}
    pinned = {operand.key: operand.at for operand in _operands(relations, vocabulary) if operand.at}
    for equal in grouped(binding, _said_by_box).values():
        box = min(equal, key=_excuses)
        name = f"{box.ref}.{box.facet}" if box.facet else box.ref
        extent, reach = _days(box.time)
        text = _said(box, vocabulary)
        elements.append(Element(name, box_constraints(box, reading, vocabulary) or ((),), True, text, extent, reach))
        claims[name], holders[name], times[name] = box.claim, box, box.time
        supporters[name] = tuple(dict.fromkeys(other.claim for other in equal))
        at = pinned.get(box.key)
        if at and extent and Time(at, "moment").surely_overlaps(box.time):
            rows = tuple(_moved(rows, variable(box.key, at)) for rows in box_constraints(box, reading, vocabulary))
            elements.append(Element(f"{name}@", rows, True, text))
            claims[f"{name}@"], holders[f"{name}@"], times[f"{name}@"] = box.claim, box, Time()
            supporters[f"{name}@"] = supporters[name]
    parts = parts_of(keys, vocabulary)
    labels: dict[str, str] = {}
    for alike in grouped(relations, lambda one: _said_by_relation(one, vocabulary)).values():
        statement = min(alike, key=lambda one: _excuses_relation(one, vocabulary))
        time = _time(statement, vocabulary)
        alternatives = []
        for index, relation in enumerate(statement.readings):
            compiler = Compiler(f"{statement.name}:{index}", vocabulary, reading, _spoken(statement, vocabulary), parts)
            alternatives.append(compiler.relation(relation))
        said = " or ".join(relation.text for relation in statement.readings)
        text = statement.because or said
        elements.append(Element(statement.name, tuple(alternatives), statement.claim is not None, text, *_days(time)))
        labels[statement.name] = said
        if statement.claim:
            claims[statement.name] = statement.claim
            times[statement.name] = time
            supporters[statement.name] = tuple(dict.fromkeys(other.claim for other in alike if other.claim))
    named = {variable(operand.key, operand.at): operand.key for operand in _operands(relations, vocabulary)}
    named |= {variable(key): key for key in keys | undated(keys, vocabulary)}
    ties = [element for element in elements if element.name not in holders]
    limits = tuple(natural_limits(ties, named, binding, vocabulary, reading))
    names = frozenset(limit.name for limit in limits)
    return Problem((*elements, *limits), claims, holders, times, supporters, labels, names)


def _said_by_box(box: Box) -> tuple:
    """What a box says, whoever says it."""
    time = box.time
    return box.key, box.value, box.claim.denies, time.extent, time.sort, time.said_in, time.held, time.until


def _excuses(box: Box) -> tuple:
    """Claims that no reason speaks for come first: what excuses one of several that say the same excuses none."""
    return excused(box.claim, box.time), box.claim.document.published, box.ref


def _said_by_relation(statement: Stated, vocabulary: Vocabulary) -> tuple:
    """What a relation says and of when, whoever states it; each that holds by definition stands for itself."""
    if statement.claim is None:
        return (statement.name,)
    readings = tuple(relation.text for relation in statement.readings)
    return readings, *_days(_time(statement, vocabulary)), _spoken(statement, vocabulary)


def _excuses_relation(statement: Stated, vocabulary: Vocabulary) -> tuple:
    if statement.claim is None:
        return ()
    return excused(statement.claim, _time(statement, vocabulary)), statement.claim.document.published, statement.name


def excused(claim: Claim, time: Time) -> bool:
    """A reason may speak for the claim: who says so, what is counted, or a time that is not stated."""
    return bool(claim.said_by or claim.definition or not time.stated)


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


def _moved(rows: tuple[Constraint, ...], name: str) -> tuple[Constraint, ...]:
    return tuple(replace(row, variable=name) for row in rows)  # type: ignore[call-arg]  # claims make only bounds


def _said(box: Box, vocabulary: Vocabulary) -> str:
    return f"{show_side(box)} ({show_subject(replace(box.key, property=box.claim.property), vocabulary)})"


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
