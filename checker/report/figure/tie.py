"""The relations that a joint finding rests on: which quantities each ties together, and who states it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from checker.literals.boxes import end_names
from checker.literals.literal import LiteralError
from checker.model.box import Key
from checker.model.claim import Claim
from checker.model.finding import Finding
from checker.model.vocabulary import Vocabulary
from checker.relations.classes import bind, defined_relations, instances, said_of
from checker.relations.compile import variable
from checker.relations.derive import derived
from checker.relations.findings import CONFLICT, HOLDS
from checker.relations.grammar import operands, parse
from checker.relations.relation import Operand, Relation
from checker.report.figure.shape import Arrow, FigureMark

MOST_ARROWS = 6
"""Orders drawn in one picture: each takes a lane of its own beside the rows."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation: its words, the quantities in it, the claim that states it, and its parsed form where it has one."""

    text: str
    keys: tuple[Key, ...]
    claim: Claim | None = None
    relation: Relation | None = None


def ties(finding: Finding, vocabulary: Vocabulary) -> tuple[Tie, ...]:
    """What the claims state, what holds by definition, and what follows from the vocabulary, as far as it is named."""
    if finding.rule not in (CONFLICT, HOLDS):
        return ()
    stated = [*_of_claims(finding, vocabulary), *_by_definition(finding, vocabulary)]
    keys = {box.key for box in finding.boxes} | {key for tie in stated for key in tie.keys}
    return (*stated, *_derived(finding, keys, vocabulary))


def _is_named(text: str, finding: Finding) -> bool:
    return text in finding.steps or finding.message.startswith(text.rstrip("."))


def _of_claims(finding: Finding, vocabulary: Vocabulary) -> Iterator[Tie]:
    """The readings that the finding speaks of; all of them where it names none."""
    for claim in finding.claims:
        named = [text for text in claim.readings if f"{claim.ref}: {text}" in finding.steps]
        for text in named or claim.readings:
            if relation := _parsed(text, vocabulary):
                yield Tie(text, _keys(relation, vocabulary), claim, relation)


def _by_definition(finding: Finding, vocabulary: Vocabulary) -> Iterator[Tie]:
    definitions, _ = defined_relations(vocabulary)
    holding = [(definition.because, definition.relation) for definition in definitions if not definition.each]
    of_each = instances(definitions, finding.claims, (), vocabulary)
    for words, relation in (*holding, *((said_of(one, vocabulary), bind(one)) for one in of_each)):
        if _is_named(words, finding):
            yield Tie(words, _keys(relation, vocabulary), None, relation)


def _derived(finding: Finding, keys: Iterable[Key], vocabulary: Vocabulary) -> Iterator[Tie]:
    known = {variable(key): key for key in sorted(keys) if key.subject in vocabulary.entities}
    for element in derived(known.values(), vocabulary):
        if _is_named(element.text, finding):
            yield Tie(element.text, tuple(known[name] for name in sorted(element.variables) if name in known))


def _parsed(text: str, vocabulary: Vocabulary) -> Relation | None:
    try:
        return parse(text, vocabulary)
    except LiteralError:
        return None


def _keys(relation: Relation, vocabulary: Vocabulary) -> tuple[Key, ...]:
    """The quantities of a relation, once each; a whole interval by its two ends."""
    keys: dict[Key, None] = {}
    for operand in operands(relation):
        prop = vocabulary.properties.get(operand.key.property)
        names = end_names(prop) if prop and prop.datatype == "interval" else (operand.key.property,)
        keys |= {replace(operand.key, property=name): None for name in names}
    return tuple(keys)


# --- orders between the rows of a timeline


def arrows(
    marks: tuple[FigureMark, ...], orders: Iterable[tuple[str, str]], stated: Iterable[Tie]
) -> tuple[Arrow, ...]:
    """An arrow for each order between two events of the picture, from the first claim on either.

    A bar from start to end shows its own order; an arrow into its middle would mislead.
    """
    indices: dict[Key, int] = {}
    for index, mark in sorted(enumerate(marks), key=lambda pair: (not pair[1].own, pair[0])):
        if not mark.ends[0].facet:
            indices.setdefault(mark.ends[0].key, index)
    drawn: dict[Arrow, None] = {}
    for first, second, words in (*_declared(indices, orders), *_stated(stated)):
        if first in indices and second in indices and indices[first] != indices[second]:
            drawn[Arrow(indices[first], indices[second], words)] = None
    return tuple(drawn)[:MOST_ARROWS]


def _declared(keys: Iterable[Key], orders: Iterable[tuple[str, str]]) -> Iterator[tuple[Key, Key, str]]:
    pairs = tuple(orders)
    for key in keys:
        for earlier, later in pairs:
            if key.property == earlier:
                yield key, replace(key, property=later), "before"


def _stated(stated: Iterable[Tie]) -> Iterator[tuple[Key, Key, str]]:
    for tie in stated:
        match tie.relation:
            case Relation(left=Operand(first), comparison="<" | "<=", right=Operand(second)):
                yield first, second, "before"
            case Relation(left=Operand(first), comparison=">" | ">=", right=Operand(second)):
                yield second, first, "before"
            case Relation(left=Operand(first), comparison="=", right=Operand(second)):
                yield first, second, "same day"
