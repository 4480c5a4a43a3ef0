"""What hangs together by more than one key: nobody can judge a part of it without the rest.

Why: a screen by keys keeps what may part within a key; what a constraint or a relation ties to other keys it must leave
to the rules in whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from checker.joint.grammar import operands, parse
from checker.model.vocabulary import Property, Vocabulary
from checker.normal.box import end_names
from checker.normal.literal import LiteralError


def quantities(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """The subjects and properties that a relation names; none where it cannot be read, which is told elsewhere."""
    try:
        found = operands(parse(text, vocabulary))
    except LiteralError:
        return ()
    return tuple(dict.fromkeys((one.key.subject, one.key.property) for one in found))


def tied(vocabulary: Vocabulary, alone: Collection[str] = ()) -> Mapping[str, str]:
    """The properties whose claims hang on those of other keys, each with the name of its family: by a constraint that
    is declared for them or names them, or by a relation that follows from the vocabulary.
    """
    family = {name: vocabulary.root(name) for name in vocabulary.properties}
    bound: set[str] = set()
    for prop in vocabulary.properties.values():
        others = [name for name in _named(prop, alone) if name in vocabulary.properties]
        for other in others:
            old, new = family[other], family[prop.name]
            family = {name: new if own == old else own for name, own in family.items()}
        constraints = [one for one in prop.constraints if one.rule not in alone]
        if others or constraints or prop.adds_over or prop.datatype == "interval":
            bound.add(prop.name)
    families = {family[name] for name in bound}
    return {name: own for name, own in family.items() if own in families}


def _named(prop: Property, alone: Collection[str]) -> Iterator[str]:
    """Other properties that a property is tied to."""
    yield from prop.after
    yield from (name for name in (prop.start, prop.end, prop.lasts, prop.within, prop.ranks) if name)
    if prop.datatype == "interval":
        yield from end_names(prop)
    for constraint in prop.constraints:
        if constraint.rule not in alone:
            for _, texts in constraint.parameters:
                yield from texts
