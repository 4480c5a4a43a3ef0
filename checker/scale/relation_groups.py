"""What hangs together by more than one key: nobody can judge a part of it without the rest.

Why: a screen by keys keeps what may part within a key; what a constraint or a relation ties to other keys is looked at
in groups of claims, or, where no group tells, left to the rules in whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from checker.literals.boxes import end_names
from checker.literals.literal import LiteralError
from checker.model.vocabulary import Constraint, Property, Vocabulary
from checker.relations.compile import CALENDAR_SLACK
from checker.relations.grammar import operands, parse
from checker.relations.kinds import DAYS
from checker.rules.group.events_out_of_order import orders
from checker.rules.registry import UNSCREENED
from checker.screening.groups import BEFORE, PRESENT, UNSURE, Group, GroupScreens, of_length


def quantities(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """The subjects and properties that a relation names; none where it cannot be read, which is told elsewhere."""
    try:
        found = operands(parse(text, vocabulary))
    except LiteralError:
        return ()
    return tuple(dict.fromkeys((one.key.subject, one.key.property) for one in found))


def whole_families(vocabulary: Vocabulary, screened: Collection[str] = ()) -> Mapping[str, str]:
    """The properties all of whose claims are judged, each with the name of its family: those whose claims hang on those
    of other keys, by ranks, or by a constraint that is declared for them or names them; and all of them where a rule on
    pairs names no screen. Constraints whose rule or path is in `screened` have screens of their own.
    """
    named = {prop.name: tuple(_named(prop, screened)) for prop in vocabulary.properties.values()}
    family = families(((name, other) for name, others in named.items() for other in others), vocabulary)
    if UNSCREENED:
        return family
    bound = {
        prop.name
        for prop in vocabulary.properties.values()
        if prop.ranks or any(_open(one, screened) for one in prop.constraints)
    }
    judged = {family[name] for name in bound}
    return {name: own for name, own in family.items() if own in judged}


def _open(constraint: Constraint, screened: Collection[str]) -> bool:
    return constraint.rule not in screened and constraint.path not in screened


def _named(prop: Property, screened: Collection[str]) -> Iterator[str]:
    """Other properties that a property is tied to."""
    yield from (prop.ranks,) if prop.ranks else ()
    for constraint in prop.constraints:
        if _open(constraint, screened):
            for _, texts in constraint.parameters:
                yield from texts


def families(ties: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> dict[str, str]:
    """The properties, each with the name of its family: those of one general sense, and those that are tied. An end
    that is no property of its own stands for its interval.
    """
    family = {name: vocabulary.root(name) for name in vocabulary.properties}
    for pair in ties:
        one, other = (name if name in family else name.rpartition(".")[0] for name in pair)
        if one in family and other in family and family[one] != family[other]:
            old, new = family[other], family[one]
            family = {name: new if own == old else own for name, own in family.items()}
    return family


# --- relations that follow from the vocabulary


def group_screens(vocabulary: Vocabulary, constraints: Mapping[str, tuple[Group, ...]]) -> GroupScreens | None:
    """What is asked of claims together; nothing where nothing is."""
    adding = frozenset(p.name for p in vocabulary.properties.values() if p.adds_over and not p.many)
    relations = tuple(_ordered(vocabulary))
    return GroupScreens(constraints, relations, adding) if constraints or relations or adding else None


def _ordered(vocabulary: Vocabulary) -> Iterator[Group]:
    """Dates in their order, directly or through others, and lengths between two of them."""
    pairs = orders(vocabulary)
    lasting = [prop for prop in vocabulary.properties.values() if prop.lasts]
    spans = [(prop.name, name) for prop in vocabulary.properties.values() for name in _dates(prop)]
    family = families(chain(pairs, spans), vocabulary)
    before = _closed(pairs)
    for first, second in sorted(before):
        yield Group((first,), f"({BEFORE}) OR ({UNSURE})", (second,), scoped=True, whole=_all((first, second), family))
    for prop in lasting:
        length, ends = vocabulary.properties.get(prop.lasts), end_names(prop)
        if length and length.unit in DAYS:
            apart = {pair for pair in before if not set(ends).isdisjoint(pair)} == {ends}
            may = of_length(float(DAYS[length.unit]), float(CALENDAR_SLACK)) if apart else PRESENT
            sure = f"({may}) OR ({UNSURE})"
            yield Group((length.name,), sure, ends, scoped=True, whole=_all((prop.name, length.name), family))


def _dates(prop: Property) -> Iterator[str]:
    """What an interval is tied to: its ends and its length."""
    if prop.datatype == "interval":
        yield from end_names(prop)
        yield from (prop.lasts,) if prop.lasts else ()


def _all(names: Iterable[str], family: Mapping[str, str]) -> tuple[str, ...]:
    """All members of the families of some properties."""
    known = {family[name if name in family else name.rpartition(".")[0]] for name in names}
    return tuple(name for name, own in family.items() if own in known)


def _closed(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """All pairs of which the first comes before the second by way of others."""
    found = set(pairs)
    while more := {(a, d) for a, b in found for c, d in found if b == c and a != d} - found:
        found |= more
    return found
