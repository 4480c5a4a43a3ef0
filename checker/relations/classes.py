"""Relations by definition, each read once: of single quantities, or of each subject of a type or member of a scope.

Why: what holds for every company is one line of the vocabulary. It is instantiated only where claims speak of at least
two of its quantities: what nobody else ties or speaks of can break nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.literals.boxes import end_names
from checker.literals.dates.dates import read_extent
from checker.literals.literal import LiteralError
from checker.literals.phrase import show_key, show_scope
from checker.model.box import Key, Scope
from checker.model.claim import Claim
from checker.model.fault import Fault, Mark
from checker.model.vocabulary import StatedRelation, Vocabulary
from checker.readers.names import aliases, shown, suggestion
from checker.relations.compile import Compiler
from checker.relations.derive import bound
from checker.relations.grammar import operands, parse
from checker.relations.printing import print_relation
from checker.relations.problem import Linear
from checker.relations.relation import Arithmetic, Expression, MajorityOf, Operand, Relation, SumOfParts

TYPE, SCOPE = "type", "scope"
"""Words before a name that is both."""
EVERY = "subject"
"""What all subjects are called, of whatever type."""

FORGOTTEN = "; or say for_each, with the type of the subjects that it holds for"


@dataclass(frozen=True, slots=True)
class Each:
    """What a relation holds for: the members of a scope dimension, else the subjects of some types; without either all
    subjects.
    """

    name: str
    types: frozenset[str] = frozenset()
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class DefinedRelation:
    """A relation that holds by definition, as parsed; of one with `each` the operands of each have no subject."""

    name: str
    relation: Relation
    because: str
    mark: Mark
    each: Each | None = None


def defined_relations(vocabulary: Vocabulary) -> tuple[tuple[DefinedRelation, ...], tuple[Fault, ...]]:
    """The relations of the vocabulary, and a fault at the right column for each that cannot be read."""
    definitions: list[DefinedRelation] = []
    faults: list[Fault] = []
    for index, stated in enumerate(vocabulary.relations):
        field, mark = f"relations[{index}].for_each", stated.for_each_mark
        try:
            each = read_each(stated.for_each, vocabulary) if stated.for_each else None
            field, mark = f"relations[{index}].relation", stated.mark
            relation = _read(stated, each, vocabulary)
        except LiteralError as error:
            forgotten = "" if stated.for_each or not _would_hold(stated, vocabulary) else FORGOTTEN
            at, message = mark.within(error.offset), f"{error.message}{forgotten}"
            faults.append(Fault(at, "bad-relation", field, message, meant=error.meant))
        else:
            definitions.append(DefinedRelation(f"definition {index:04d}", relation, stated.because, stated.mark, each))
    return tuple(definitions), tuple(faults)


def _read(stated: StatedRelation, each: Each | None, vocabulary: Vocabulary) -> Relation:
    relation = parse(stated.relation, vocabulary, each.name if each else "")
    refuse_many(relation, vocabulary)
    if each:
        _check_operands(operands(relation), each)
    Compiler("", vocabulary, "possible", now=read_extent("2000-01-01")).relation(relation)
    return relation


def refuse_many(relation: Relation, vocabulary: Vocabulary) -> None:
    """Raises where a relation names a quantity of many values: it would never be compared.

    Why a fault: whoever states a relation wants it checked, and nobody can know which of the values it means.
    """
    for operand in operands(relation):
        prop = vocabulary.properties.get(operand.key.property)
        if prop is not None and prop.many:
            what = (
                f"{shown(prop.name)} may have many values at a time, and which of them the relation means is not known"
            )
            step = f"take `values: many` away from {shown(prop.name)}, or name a property that has one"
            raise LiteralError(f"{what}; {step}", operand.column)


def _would_hold(stated: StatedRelation, vocabulary: Vocabulary) -> bool:
    """A relation that cannot be read of single quantities can be of those of every subject."""
    try:
        _read(stated, Each(EVERY), vocabulary)
    except LiteralError:
        return False
    return True


def _check_operands(named: Sequence[Operand], each: Each) -> None:
    """Some operand is that of each, and no other one may be that of each or that of the whole."""
    alone = [operand for operand in named if not operand.key.subject and each.dimension not in dict(operand.key.scope)]
    if not alone:
        raise LiteralError(
            f"no property stands alone here, so that it says nothing of each {shown(each.name)}; "
            "leave the subject out, as in profit = revenue - cost, or take for_each away"
        )
    for operand in named:
        if each.dimension and operand.key.subject and each.dimension not in dict(operand.key.scope):
            name = shown(show_key(operand.key))
            raise LiteralError(
                f"`{name}` may be that of each {shown(each.name)} or that of the whole; leave the subject out, or name "
                f"the member in brackets, [{shown(each.dimension)}=x]",
                operand.column,
            )


def read_each(text: str, vocabulary: Vocabulary) -> Each:
    """What `for_each` names. Raises `LiteralError` where that is nothing, or two things."""
    name = " ".join(text.split())
    if each := _named(name, vocabulary) or (Each(name) if name == EVERY else None):
        return each
    sort, _, rest = name.partition(" ")
    if sort in (TYPE, SCOPE) and rest and (each := _named(rest, vocabulary, sort)):
        return each
    known = aliases(
        {**dict.fromkeys((EVERY, *_types(vocabulary)), ()), **{d: (w,) for d, w in vocabulary.scopes.items()}}
    )
    step = suggestion(name, known, "give the entities that are meant this `type`")
    raise LiteralError(f"no entity is of type `{shown(name)}`, and no scope dimension is called so; {step}")


def _named(name: str, vocabulary: Vocabulary, sort: str = "") -> Each | None:
    types = {kind for kind in _types(vocabulary) if sort != SCOPE and name in (kind, *vocabulary.wholes(kind))}
    dimension = sort != TYPE and name in vocabulary.scopes
    if types and dimension:
        raise LiteralError(
            f"`{shown(name)}` is a type of entities and a scope dimension; write "
            f"`{TYPE} {shown(name)}` where each is the subject of claims, `{SCOPE} {shown(name)}` where each is a scope"
        )
    if types:
        return Each(name, frozenset(types))
    return Each(name, dimension=name) if dimension else None


def _types(vocabulary: Vocabulary) -> set[str]:
    """The types of entities, and, where a type is an entity, what it is part of."""
    types = {entity.type for entity in vocabulary.entities.values() if entity.type}
    return types | {whole for kind in types for whole in vocabulary.wholes(kind)}


# --- one of each


@dataclass(frozen=True, slots=True)
class Instance:
    """A relation of each, of one subject and in one scope."""

    definition: DefinedRelation
    subject: str
    scope: Scope

    @property
    def name(self) -> str:
        return " ".join((self.definition.name, self.subject, *("=".join(pair) for pair in self.scope)))

    def key(self, operand: Operand) -> Key:
        """What an operand stands for here: what it names itself goes before what claims state."""
        own = operand.key
        if own.subject:
            return own
        return Key(self.subject, own.property, tuple(sorted({**dict(self.scope), **dict(own.scope)}.items())))

    def keys(self, vocabulary: Vocabulary) -> frozenset[Key]:
        """All quantities that it ties; of an interval the two ends."""
        named = (self.key(operand) for operand in operands(self.definition.relation))
        return frozenset(replace(key, property=name) for key in named for name in _names(key.property, vocabulary))


@dataclass(frozen=True, slots=True)
class Use:
    """That a relation of each speaks of a property, in a `scope` of its own; `own` are all dimensions that it names."""

    definition: DefinedRelation
    scope: Scope
    own: frozenset[str]

    def scope_of(self, key: Key, vocabulary: Vocabulary) -> Scope | None:
        """The scope in which the relation holds where this use of it stands for a quantity; `None`: it never does."""
        each = self.definition.each
        named = dict(self.scope)
        rest = tuple(pair for pair in key.scope if pair[0] not in named)
        if each is None or not named.items() <= dict(key.scope).items():
            return None
        if any(dimension in self.own and dimension != each.dimension for dimension, _ in rest):
            return None
        if each.dimension:
            return rest if each.dimension in dict(rest) else None
        entity = vocabulary.entities.get(key.subject)
        return rest if not each.types or (entity and entity.type in each.types) else None


def instances(
    definitions: Iterable[DefinedRelation], claims: Iterable[Claim], spoken_of: Iterable[Key], vocabulary: Vocabulary
) -> Iterator[Instance]:
    """Each relation of a type or a scope dimension, for everything of which claims (or other relations, `spoken_of`)
    speak so that it may break.
    """
    uses: dict[str, list[Use]] = {}
    for definition in definitions:
        if definition.each:
            named = operands(definition.relation)
            own = frozenset(dimension for operand in named for dimension, _ in operand.key.scope)
            for operand in named:
                if not operand.key.subject and definition.each.dimension not in dict(operand.key.scope):
                    for name in _names(operand.key.property, vocabulary):
                        uses.setdefault(name, []).append(Use(definition, operand.key.scope, own))
    if uses:
        spoken = {*spoken_of, *(key for claim in claims for key in _keys(claim, vocabulary))}
        yield from _tied(_reached(spoken, uses, vocabulary), spoken, vocabulary)


def _reached(
    spoken: Iterable[Key], uses: Mapping[str, Sequence[Use]], vocabulary: Vocabulary
) -> list[tuple[Instance, frozenset[Key]]]:
    """The instances that speak of some quantities, and of those of which these speak, each with all its quantities."""
    found: dict[tuple[str, str, Scope], tuple[Instance, frozenset[Key]]] = {}
    waiting = sorted(spoken)
    seen = set(waiting)
    for key in waiting:
        for use in uses.get(key.property, ()):
            scope = use.scope_of(key, vocabulary)
            if scope is None or (name := (use.definition.name, key.subject, scope)) in found:
                continue
            instance = Instance(use.definition, key.subject, scope)
            keys = instance.keys(vocabulary)
            found[name] = instance, keys
            waiting.extend(sorted(keys - seen))
            seen |= keys
    return [found[name] for name in sorted(found)]


def _keys(claim: Claim, vocabulary: Vocabulary) -> Iterator[Key]:
    """The quantities that a claim bounds."""
    if not claim.readings and not claim.deprecated:
        for name in _names(claim.property, vocabulary):
            yield Key(claim.subject, name, claim.scope)


def _names(property: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The property itself; of an interval its two ends."""
    prop = vocabulary.properties.get(property)
    return end_names(prop) if prop and prop.datatype == "interval" else (property,)


def _tied(
    found: Iterable[tuple[Instance, frozenset[Key]]], spoken: set[Key], vocabulary: Vocabulary
) -> Iterator[Instance]:
    """The instances that tie at least two quantities of which something is known: by claims, by others of them, or by
    what follows from the vocabulary; those of one quantity where something is known of it.
    """
    derived = bound(vocabulary)
    tied = dict(enumerate(found))
    uses = Counter(key for _, keys in tied.values() for key in keys)
    while True:
        lonely = [
            (index, keys)
            for index, (_, keys) in tied.items()
            if sum(key in spoken or uses[key] > 1 or key.property in derived for key in keys) < min(2, len(keys))
        ]
        if not lonely:
            return iter(instance for instance, _ in tied.values())
        for index, keys in lonely:
            del tied[index]
            uses.subtract(keys)


def bind(instance: Instance) -> Relation:
    """The relation of one subject and scope."""
    relation = instance.definition.relation
    left, right = (_bound(side, instance) for side in (relation.left, relation.right))
    filled = replace(relation, left=left, right=right)
    return replace(filled, text=print_relation(filled))


def _bound(expression: Expression, instance: Instance) -> Expression:
    match expression:
        case Operand():
            return replace(expression, key=instance.key(expression))
        case Arithmetic(left=left, right=right):
            return replace(expression, left=_bound(left, instance), right=_bound(right, instance))
        case SumOfParts(whole=whole):
            return replace(expression, whole=replace(whole, key=instance.key(whole)))
        case MajorityOf(whole=whole):
            return replace(expression, whole=_bound(whole, instance))
    return expression


def said_of(instance: Instance, vocabulary: Vocabulary) -> str:
    """`Acme: profit is what is left of revenue`, with the scope where there is one."""
    label = vocabulary.label(instance.subject)
    where = f"{label} ({show_scope(instance.scope, vocabulary)})" if instance.scope else label
    return f"{where}: {instance.definition.because}"


def linear_rows(definition: DefinedRelation, vocabulary: Vocabulary) -> tuple[Linear, ...] | None:
    """The sums that a relation of each comes to, of quantities in one scope and at one time; `None` where it is more
    than sums.
    """
    if any(operand.key.subject or operand.key.scope or operand.at for operand in operands(definition.relation)):
        return None
    rows = Compiler("", vocabulary, "plausible", now=read_extent("2000-01-01")).relation(definition.relation)
    sums = tuple(row for row in rows if isinstance(row, Linear) and row.sense != "!=")
    exact = len(sums) == len(rows) and not any(name.startswith(":") for row in sums for name in row.variables)
    return sums if exact else None
