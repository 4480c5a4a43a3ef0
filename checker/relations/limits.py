"""What quantities can be whatever anybody claims: a property's declared range, and none of what is counted is below 0.
What is declared to be whole is a whole number.

Why: 11 people of whom 15 were found leave −4 to be missing, and no claim on those who are is needed to see that; nor
is one needed on each of three equal crews that are to be 100 together.
A claim that breaks a limit, or a relation with one, does so alone, and not once more with each claim on the rest.
Quiet: a claim outside of a limit of its own is told by the rule that looks after it. What somebody counts below 0 (a
balance, a change) has no least. What is counted is whole only where its property has the constraint `integer` (a mean
of counts is none), and nobody claims of it what is not.
Units: those of the property.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from checker.literals.literal import LiteralError
from checker.literals.phrase import show_days, show_interval, show_subject
from checker.literals.units.tidy import is_measure
from checker.literals.units.units import of_one_kind
from checker.model.box import Box, Key
from checker.model.interval import ALL, Interval
from checker.model.value import Bounds
from checker.model.vocabulary import Constraint, Property, Vocabulary
from checker.relations.compile import Reading
from checker.relations.problem import Bound, Element, Variable
from checker.rules.breaches import limits, read_limit
from checker.rules.constraint.integer import ID as INTEGER
from checker.rules.constraint.integer import holds_integer
from checker.rules.constraint.value_range import ID as RANGE
from checker.rules.world import World

FROM_ZERO = Interval(0, None)
WHOLE = "it is counted in whole numbers"


def natural_limits(
    relations: Iterable[Element],
    keys: Mapping[Variable, Key],
    boxes: Iterable[Box],
    vocabulary: Vocabulary,
    reading: Reading,
) -> Iterator[Element]:
    """An element for each limit of a quantity that a relation ties. Limits that are only normal bind what a reader
    expects: a tension at most.
    """
    boxes = tuple(boxes)
    negative = {box.key.property for box in boxes if _below_zero(box)}
    broken = {box.key.property for box in boxes if _not_whole(box)}
    for name in sorted({name for relation in relations for name in relation.variables if name in keys}):
        prop, shown = vocabulary.properties.get(keys[name].property), show_subject(keys[name], vocabulary)
        if prop and prop.name not in broken and (surely := _whole(prop, keys[name].subject, vocabulary)) is not None:
            rows = (Bound(name, ALL, whole=True),) if surely or reading == "plausible" else ()
            yield Element(f"limit {name} {WHOLE}", (rows,), False, f"{shown}: {WHOLE}")
        for interval, why, surely in _of_property(prop, keys[name].subject, negative, vocabulary) if prop else ():
            rows = (Bound(name, interval),) if surely or reading == "plausible" else ()
            yield Element(f"limit {name} {why}", (rows,), False, f"{shown}: {why}")


def _whole(prop: Property, subject: str, vocabulary: Vocabulary) -> bool | None:
    """Whether nothing of a property but whole numbers can be (`True`), or is expected (`False`); `None` for others."""
    if prop.datatype != "quantity" or is_measure(of_one_kind(prop.unit, vocabulary)):
        return None
    declared = (one for one in prop.constraints if one.rule == INTEGER and one.weight != "suggestion")
    weights = [one.weight for one in declared if not any(entry.subject == subject for entry in one.exempt)]
    return "mandatory" in weights if weights else None


def _not_whole(box: Box) -> bool:
    """A figure that the rule on whole numbers tells of."""
    if not isinstance(box.value, Bounds):
        return False
    value = box.value
    return not holds_integer(value.possible) or (value.literal.is_point and not holds_integer(value.literal))


def _of_property(
    prop: Property, subject: str, negative: set[str], vocabulary: Vocabulary
) -> Iterator[tuple[Interval, str, bool]]:
    """The limits of a property: the range, why it is one, and whether nothing can lie outside."""
    if prop.datatype == "quantity" and prop.name not in negative and not is_measure(of_one_kind(prop.unit, vocabulary)):
        yield FROM_ZERO, "what is counted is never below 0", True
    for constraint in prop.constraints:
        excused = any(entry.subject == subject for entry in constraint.exempt)
        if constraint.rule == RANGE and constraint.weight != "suggestion" and not excused:
            if (interval := _declared(constraint, prop, vocabulary)) != ALL:
                shown = show_days(interval) if prop.datatype == "date" else show_interval(interval, prop.unit)
                yield interval, f"its range is {shown}", constraint.weight == "mandatory"


def _declared(constraint: Constraint, prop: Property, vocabulary: Vocabulary) -> Interval:
    """The declared range; everything where it cannot be read, which is a fault elsewhere, or moves with today."""
    texts = [constraint.text(name).strip().casefold() for name in ("min", "max")]
    if prop.datatype not in ("quantity", "date") or "now" in texts:
        return ALL
    with suppress(LiteralError, ValueError):
        return limits(constraint, lambda text: read_limit(text, prop, World(vocabulary, 0)))
    return ALL


def _below_zero(box: Box) -> bool:
    return isinstance(box.value, Bounds) and box.value.literal.lo is not None and box.value.literal.lo < 0
