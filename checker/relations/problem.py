"""Constraints between quantities, and who stands behind each: the problem that joint reasoning solves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from checker.model.groups import linked
from checker.model.interval import Interval, Number

Variable = str
Sense = Literal["<=", "<", "=", "!="]


@dataclass(frozen=True, slots=True)
class Bound:
    """A quantity lies in an interval, and is a whole number where that is said."""

    variable: Variable
    interval: Interval
    whole: bool = False

    @property
    def variables(self) -> tuple[Variable, ...]:
        return (self.variable,)


@dataclass(frozen=True, slots=True)
class Linear:
    """A weighted sum of different quantities plus a constant is at most, below, equal to or unlike zero."""

    terms: tuple[tuple[Variable, Number], ...]
    constant: Number
    sense: Sense

    @property
    def variables(self) -> tuple[Variable, ...]:
        return tuple(variable for variable, _ in self.terms)


@dataclass(frozen=True, slots=True)
class Product:
    """One quantity is the product of two others (a quotient is written as a product)."""

    result: Variable
    left: Variable
    right: Variable

    @property
    def variables(self) -> tuple[Variable, ...]:
        return (self.result, self.left, self.right)


Constraint = Bound | Linear | Product
Alternative = tuple[Constraint, ...]
"""What a claim says in one of its readings."""
Rows = list[tuple[str, Constraint]]
"""Constraints, each with the name of its element."""


@dataclass(frozen=True, slots=True)
class Element:
    """What stands or falls as one: a claim, or a relation that holds by definition.

    One of `alternatives` holds: a claim with several readings has several. `soft` elements may be withdrawn; the
    others hold by definition. `extent` limits when it holds (`None`: always), `reach` with what it may share a moment.
    `text` says it in words.
    """

    name: str
    alternatives: tuple[Alternative, ...]
    soft: bool
    text: str
    extent: Interval | None = None
    reach: Interval | None = None

    def __hash__(self) -> int:
        """By name alone: sets of elements are asked for again and again, and names differ within a set."""
        return hash(self.name)

    @property
    def variables(self) -> frozenset[Variable]:
        return frozenset(v for constraints in self.alternatives for c in constraints for v in c.variables)


class Unfinished(Exception):
    """A limit, which is counted in steps, was met before an answer was found."""


def linear(terms: Iterable[tuple[Variable, Number]], constant: Number, sense: Sense) -> Linear:
    """A linear constraint with the weights of equal quantities added up."""
    weights: dict[Variable, Number] = {}
    for variable, weight in terms:
        weights[variable] = weights.get(variable, 0) + weight
    terms = tuple(sorted((variable, plain(weight)) for variable, weight in weights.items() if weight))
    return Linear(terms, plain(constant), sense)


def plain(number: Number) -> Number:
    """Whole numbers as `int`: equal, and many times faster to reckon with than a `Fraction`."""
    return number.numerator if number.denominator == 1 else number


def components(elements: Iterable[Element]) -> Iterator[tuple[Element, ...]]:
    """Elements that share quantities, directly or through others, in the order of their names."""
    members = sorted(elements, key=lambda element: element.name)
    yield from map(tuple, linked(members, lambda element: element.variables))


def slices(elements: tuple[Element, ...], when: Literal["extent", "reach"] = "extent") -> Iterator[tuple[Element, ...]]:
    """The elements that can hold at one time, for each time that matters.

    Intervals that pairwise overlap share the start of one of them (Helly's theorem on a line), so looking at the
    starts misses nothing.
    """
    limited = [(element, days) for element in elements if (days := getattr(element, when)) is not None]
    always = [element for element in elements if getattr(element, when) is None]
    if not limited:
        yield elements
        return
    by_names: dict[frozenset[str], tuple[Element, ...]] = {}
    for start in dict.fromkeys(days for _, days in limited):
        active = [e for e, days in limited if days.starts_no_later_than(start) and days.overlaps(start)]
        by_names[frozenset(element.name for element in active)] = (*always, *active)
    largest = [names for names in by_names if not any(names < other for other in by_names)]
    for names in sorted(largest, key=sorted):
        yield tuple(sorted(by_names[names], key=lambda element: element.name))
