"""What depends on claims of more than one key: nobody can judge a part of it without the rest.

Why: a screen by keys chooses what may part within a key; what a constraint or a relation ties to other keys is looked
at in groups of claims, or, where no group says enough, all of it is left to the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from checker.literals.boxes import end_names
from checker.literals.literal import LiteralError
from checker.model.box import Key
from checker.model.vocabulary import Constraint, Property, Vocabulary
from checker.readers.amounts import DAYS
from checker.relations.classes import DefinedRelation, defined_relations, linear_rows
from checker.relations.compile import slack_days, variable
from checker.relations.derive import bound
from checker.relations.grammar import operands, parse
from checker.relations.problem import Linear
from checker.relations.relation import Operand
from checker.rules.group.events_out_of_order import orders
from checker.rules.registry import UNSCREENED
from checker.screening.groups import (
    ALWAYS,
    BOTH_KINDS,
    MAY_BE_AFTER,
    SEVERAL_MEMBERS,
    SEVERAL_PROPERTIES,
    WITH_DENIAL,
    GroupScreen,
    GroupScreens,
    length_outside,
    sum_outside,
)


def quantities(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """The subjects and properties that a relation names; none where it cannot be read, which is a fault elsewhere."""
    try:
        keys = [operand.key for operand in operands(parse(text, vocabulary))]
    except LiteralError:
        return ()
    return tuple(dict.fromkeys((key.subject, key.property) for key in keys))


def quantities_by_definition(vocabulary: Vocabulary) -> set[tuple[str, str]]:
    """The subjects and properties that the vocabulary's relations name; not those of each of a type."""
    definitions, _ = defined_relations(vocabulary)
    named = {operand.key for definition in definitions for operand in operands(definition.relation)}
    return {(key.subject, key.property) for key in named if key.subject}


def whole_families(vocabulary: Vocabulary, screened: Collection[str] = ()) -> Mapping[str, str]:
    """The properties all of whose claims are judged, each with the name of its family: those whose claims depend on
    those of other keys, by ranks, or by a constraint that is declared for them or names them; and all of them where a
    rule on pairs names no screen. Constraints whose rule or path is in `screened` have screens of their own.
    """
    named = {prop.name: tuple(_named(prop, vocabulary, screened)) for prop in vocabulary.properties.values()}
    family = families(((name, other) for name, others in named.items() for other in others), vocabulary)
    if UNSCREENED:
        return family
    judged = {
        family[prop.name]
        for prop in vocabulary.properties.values()
        if prop.ranks or any(_unscreened(constraint, screened) for constraint in prop.constraints)
    }
    return {name: root for name, root in family.items() if root in judged}


def _unscreened(constraint: Constraint, screened: Collection[str]) -> bool:
    return constraint.rule not in screened and constraint.path not in screened


def _named(prop: Property, vocabulary: Vocabulary, screened: Collection[str]) -> Iterator[str]:
    """Other properties that a property is tied to; of an interval also those that are its ends."""
    yield from (prop.ranks,) if prop.ranks else ()
    for constraint in prop.constraints:
        if _unscreened(constraint, screened):
            for name in (text for _, texts in constraint.parameters for text in texts):
                yield name
                if other := vocabulary.properties.get(name):
                    yield from filter(None, (other.start, other.end))


def families(related: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> dict[str, str]:
    """The properties, each with the name of its family: those of one general sense, and those that are related. An end
    that is no property of its own stands for its interval.
    """
    family = {name: vocabulary.root(name) for name in vocabulary.properties}
    for pair in related:
        a, b = (name if name in family else name.rpartition(".")[0] for name in pair)
        if a in family and b in family and family[a] != family[b]:
            old, new = family[b], family[a]
            family = {name: new if root == old else root for name, root in family.items()}
    return family


# --- relations that follow from the vocabulary


def group_screens(vocabulary: Vocabulary, constraints: Mapping[str, tuple[GroupScreen, ...]]) -> GroupScreens | None:
    """What is asked of claims together; nothing where nothing is."""
    adding = frozenset(p.name for p in vocabulary.properties.values() if p.adds_over and not p.many)
    relations = (*_order_screens(vocabulary), *_class_screens(vocabulary))
    return GroupScreens(constraints, relations, adding) if constraints or relations or adding else None


def _order_screens(vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    """Dates in their order, directly or through others, and lengths between two of them."""
    pairs = orders(vocabulary)
    spans = [(prop.name, name) for prop in vocabulary.properties.values() for name in _dates(prop)]
    family = families(chain(pairs, spans), vocabulary)
    before = _transitive(pairs)
    for first, second in sorted(before):
        judged = _members((first, second), family)
        condition = f"({MAY_BE_AFTER}) OR ({WITH_DENIAL})"
        yield GroupScreen((first,), condition, (second,), scoped=True, judged=judged)
    for prop in vocabulary.properties.values():
        length, ends = vocabulary.properties.get(prop.lasts), end_names(prop)
        if length and length.unit in DAYS:
            alone = {pair for pair in before if not set(ends).isdisjoint(pair)} == {ends}
            misfit = length_outside(float(DAYS[length.unit]), float(slack_days(length.unit))) if alone else BOTH_KINDS
            judged = _members((prop.name, length.name), family)
            yield GroupScreen((length.name,), f"({misfit}) OR ({WITH_DENIAL})", ends, scoped=True, judged=judged)


def _class_screens(vocabulary: Vocabulary) -> Iterator[GroupScreen]:
    """What holds for each of a type or a scope dimension: the claims of one subject, where their figures may break it.

    Where other relations reach the same properties, what one of them leaves open another may close: then all subjects
    of which several properties are claimed are judged.
    """
    definitions = [definition for definition in defined_relations(vocabulary)[0] if definition.each]
    named = {d.name: tuple(dict.fromkeys(o.key.property for o in _of_each(d))) for d in definitions}
    ties = [(names[0], name) for names in named.values() for name in names]
    family = families(chain(orders(vocabulary), ties), vocabulary) if definitions else {}
    derived = bound(vocabulary)
    for definition in definitions:
        names = named[definition.name]
        judged = _members(names, family)
        rows = linear_rows(definition, vocabulary)
        condition = f"({_misfit(definition, rows, names)}) OR ({WITH_DENIAL})"
        alike = rows is not None
        yield GroupScreen(names[:1], condition, names[1:], timed=alike, scoped=alike, judged=judged)
        others = {name for other in definitions if other is not definition for name in named[other.name]}
        if not (others | derived).isdisjoint(names):
            yield GroupScreen(judged, SEVERAL_PROPERTIES, judged=judged)


def _of_each(definition: DefinedRelation) -> list[Operand]:
    return [operand for operand in operands(definition.relation) if not operand.key.subject]


def _misfit(definition: DefinedRelation, rows: Sequence[Linear] | None, names: Sequence[str]) -> str:
    """When the claims of a subject may break a relation of each by themselves."""
    if rows is not None:
        return " OR ".join(sum_outside(_weights(row, names), float(row.constant), row.sense) for row in rows)
    own = _of_each(definition)
    several = len(own) == len(operands(definition.relation)) and len({operand.key for operand in own}) > 1
    return SEVERAL_MEMBERS if several else ALWAYS


def _weights(row: Linear, names: Sequence[str]) -> list[float]:
    """What each property counts in a sum, in the order of the names."""
    weights = dict(row.terms)
    return [float(weights.get(variable(Key("", name)), 0)) for name in names]


def _dates(prop: Property) -> Iterator[str]:
    """What an interval is tied to: its ends and its length."""
    if prop.datatype == "interval":
        yield from end_names(prop)
        yield from (prop.lasts,) if prop.lasts else ()


def _members(names: Iterable[str], family: Mapping[str, str]) -> tuple[str, ...]:
    """All members of the families of some properties."""
    roots = {family[name if name in family else name.rpartition(".")[0]] for name in names}
    return tuple(name for name, root in family.items() if root in roots)


def _transitive(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """All pairs of which the first comes before the second, directly or by way of others."""
    closure = set(pairs)
    while more := {(a, d) for a, b in closure for c, d in closure if b == c and a != d} - closure:
        closure |= more
    return closure
