"""Relations that follow from the vocabulary without anyone writing them.

A part is at most its whole, and the stated parts of a whole together too (`adds_over`, `part_of`); events come in
their order (`after`, the two ends of an interval).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from checker.joint.compile import variable
from checker.joint.problem import Element, linear
from checker.model.box import Key
from checker.model.vocabulary import Vocabulary
from checker.normal.phrase import listed, show_scope
from checker.rules.events_out_of_order import orders


def derived(keys: Iterable[Key], vocabulary: Vocabulary) -> Iterator[Element]:
    """All derived relations between the quantities that the corpus speaks of, in a fixed order."""
    known = sorted(set(keys))
    yield from _orders(known, vocabulary)
    for (whole, dimension), parts in sorted(parts_of(known, vocabulary).items()):
        yield from _sums(whole, dimension, parts, vocabulary)


def _orders(keys: list[Key], vocabulary: Vocabulary) -> Iterator[Element]:
    present = set(keys)
    for earlier, later in orders(vocabulary):
        for key in keys:
            other = replace(key, property=later)
            if key.property == earlier and other in present:
                text = f"{vocabulary.label(earlier)} is not after {vocabulary.label(later)}"
                rows = (linear([(variable(key), Fraction(1)), (variable(other), Fraction(-1))], 0, "<="),)
                yield Element(f"order {variable(key)} {variable(other)}", (rows,), False, text)


def parts_of(keys: Iterable[Key], vocabulary: Vocabulary) -> dict[tuple[Key, str], tuple[Key, ...]]:
    """For each quantity and dimension over which its property adds up: the nearest parts that the corpus names.

    Parts of one whole of which none is part of another are taken to share nothing: that is what `adds_over` declares.
    """
    known = sorted(set(keys))
    families: dict[tuple, dict[str, Key]] = {}
    for key in known:
        prop = vocabulary.properties.get(key.property)
        for dimension in prop.adds_over if prop else ():
            others = tuple(pair for pair in key.scope if pair[0] != dimension)
            member = dict(key.scope).get(dimension, "")
            families.setdefault((key.subject, key.property, others, dimension), {})[member] = key
    found: dict[tuple[Key, str], tuple[Key, ...]] = {}
    for (_, _, _, dimension), members in families.items():
        for member, whole in members.items():
            inside = {name for name in members if name and name != member and _inside(name, member, vocabulary)}
            nearest = [
                name for name in sorted(inside) if not any(_inside(name, o, vocabulary) for o in inside if o != name)
            ]
            if nearest:
                found[whole, dimension] = tuple(members[name] for name in nearest)
    return found


def _inside(part: str, whole: str, vocabulary: Vocabulary) -> bool:
    """A claim that names no member speaks of the whole of everything."""
    return not whole or whole in vocabulary.wholes(part)


def _sums(whole: Key, dimension: str, parts: tuple[Key, ...], vocabulary: Vocabulary) -> Iterator[Element]:
    name = _place(whole, dimension, vocabulary)
    for part in parts:
        label = f"{vocabulary.label(whole.subject)} · {vocabulary.label(whole.property)}"
        text = f"{label}: {_place(part, dimension, vocabulary)} is part of {name} and cannot have more"
        rows = (linear([(variable(part), Fraction(1)), (variable(whole), Fraction(-1))], 0, "<="),)
        yield Element(f"part {variable(part)} {variable(whole)}", (rows,), False, text)
    if len(parts) > 1:
        places = listed(_place(part, dimension, vocabulary) for part in parts)
        label = f"{vocabulary.label(whole.subject)} · {vocabulary.label(whole.property)}"
        text = f"{label}: {places} are parts of {name} and together cannot have more"
        terms = [*((variable(part), Fraction(1)) for part in parts), (variable(whole), Fraction(-1))]
        yield Element(f"parts {dimension} {variable(whole)}", ((linear(terms, 0, "<="),),), False, text)


def _place(key: Key, dimension: str, vocabulary: Vocabulary) -> str:
    member = dict(key.scope).get(dimension)
    return show_scope(((dimension, member),), vocabulary) if member else "the whole"
