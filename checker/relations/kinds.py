"""Every expression is a date, a stretch of time or a quantity with a unit; only what is alike can be compared.

Why: a relation that sets dollars against people, or a date against a number, is a slip of the person who wrote it.
Quiet: where units are multiplied into something that nobody can name, only what is certainly wrong is refused.
Units: a unit is its words as `tidy_unit` has them, `USD/person`; factors of one product stand around `·`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.literals.literal import LiteralError
from checker.literals.phrase import show_key
from checker.literals.units.money import is_currency
from checker.literals.units.tidy import SHARE_SIZES, tidy_unit
from checker.literals.units.units import converts
from checker.model.box import Key
from checker.model.interval import point
from checker.model.vocabulary import Vocabulary
from checker.readers.amounts import DAYS
from checker.readers.names import shown
from checker.relations.relation import Arithmetic, Constant, Expression, MajorityOf, Now, Operand, Relation, SumOfParts


@dataclass(frozen=True, slots=True)
class Kind:
    """`unit` is `date` for dates and stretches of time, `""` for a bare number or a ratio."""

    sort: Literal["date", "interval", "quantity"]
    unit: str = ""


DATE = Kind("date", "date")
INTERVAL = Kind("interval", "date")

_NEUTRAL = frozenset(("", "ratio", "fraction", "dimensionless", "percentage point", *SHARE_SIZES))
"""Units that a product does not keep: a share of dollars is dollars. Their size (`%` is 1/100) is left to reckoning."""

_VERBS = {"+": "and", "-": "less"}

_MOST_FACTORS = 8
"""Factors of a product that are still paired off: dimensions of physics have up to seven."""


def kind_of(expression: Expression, vocabulary: Vocabulary) -> Kind:
    """What an expression is. Raises `LiteralError` where its parts do not go together.

    A sum has the unit of its left side. A product or a quotient counts shares as ratios, 86 % as 0.86; two dates
    are as many days apart as their difference says.
    """
    match expression:
        case Operand():
            return _operand(expression, vocabulary)
        case Constant():
            return DATE if expression.unit == DATE.unit else Kind("quantity", expression.unit)
        case Now():
            return DATE
        case SumOfParts() | MajorityOf():
            name = "the parts" if isinstance(expression, SumOfParts) else "the majority"
            return _quantity(expression.whole, kind_of(expression.whole, vocabulary), f"{name} of")
        case Arithmetic():
            left, right = (kind_of(side, vocabulary) for side in (expression.left, expression.right))
            return _joined(expression, left, right, vocabulary)


def _operand(operand: Operand, vocabulary: Vocabulary) -> Kind:
    prop = vocabulary.properties.get(operand.key.property)
    datatype = prop.datatype if prop else "date"  # the undeclared end of an interval
    match datatype:
        case "date":
            return DATE
        case "interval":
            return INTERVAL
        case "quantity" | "rank":
            return Kind("quantity", prop.unit if prop else "")
    article = "an" if datatype == "entity" else "a"
    raise LiteralError(
        f"`{shown(show_key(operand.key))}` is {article} {datatype}, a relation ties quantities and dates; "
        "state it in a claim with subject, property and value",
        operand.column,
    )


def _quantity(whole: Expression, kind: Kind, words: str) -> Kind:
    if kind.sort == "quantity":
        return kind
    raise LiteralError(f"found {words} {show(kind)}, expected a quantity; {_next_step(whole, kind)}", column_of(whole))


def _joined(sum: Arithmetic, left: Kind, right: Kind, vocabulary: Vocabulary) -> Kind:
    """The kind of a sum, a difference, a product or a quotient."""
    operator = sum.operator
    for side, kind in ((sum.left, left), (sum.right, right)):
        if kind.sort == "interval":
            raise LiteralError(f"found {show(kind)} in arithmetic; {_next_step(side, kind)}", column_of(side))
    if operator in "*/":
        if "date" in (left.sort, right.sort):
            side = sum.left if left.sort == "date" else sum.right
            verb = "multiplied" if operator == "*" else "divided"
            raise LiteralError(
                f"found a date that is {verb}; only lengths of time can be: subtract two dates first", column_of(side)
            )
        return Kind("quantity", product_unit(left.unit, right.unit, operator))
    if left.sort == right.sort == "date":
        if operator == "-":
            return Kind("quantity", "day")
        raise LiteralError(
            "found two dates added; subtract them, or add a length such as 5 years", column_of(sum.right)
        )
    if "date" in (left.sort, right.sort):
        return _moved(sum, left, right, vocabulary)
    if not _alike(sum.left, left, sum.right, right, vocabulary):
        raise LiteralError(
            f"found {show(left)} {_VERBS[operator]} {show(right)}; {_one_unit(sum.left, left, sum.right, right)}",
            column_of(sum.right),
        )
    return right if _is_zero(sum.left) else left


def _moved(sum: Arithmetic, left: Kind, right: Kind, vocabulary: Vocabulary) -> Kind:
    """A date so long before or after another one."""
    length, side = (right, sum.right) if left.sort == "date" else (left, sum.left)
    if sum.operator == "-" and right.sort == "date":
        raise LiteralError(f"found a date taken from {show(left)}; write the date first", column_of(sum.right))
    if not _is_zero(side) and (not length.unit or not _fits(length.unit, "day", vocabulary)):
        raise LiteralError(
            f"found {show(length)} beside a date, expected a length of time; write its unit, as in 5 years",
            column_of(side),
        )
    return DATE


def check(relation: Relation, vocabulary: Vocabulary, words: str) -> None:
    """The sides of a relation can be compared. `words` is the comparison as written.

    Raises `LiteralError` otherwise.
    """
    left, right = kind_of(relation.left, vocabulary), kind_of(relation.right, vocabulary)
    if relation.comparison == "during":
        return _check_during(relation, left, right)
    for side, kind in ((relation.left, left), (relation.right, right)):
        if kind.sort == "interval":
            raise LiteralError(
                f"found {show(kind)} beside `{words}`, expected a date; {_next_step(side, kind)}", column_of(side)
            )
        if words in ("before", "after", "within") and kind.sort != "date":
            raise LiteralError(
                f"found {show(kind)} beside `{words}`, which compares dates; {_next_step(side, kind)}",
                column_of(side),
            )
    if distance := relation.distance:
        if not distance.unit or not _fits(distance.unit, "day", vocabulary):
            raise LiteralError(
                f"found {show(Kind('quantity', distance.unit))} after `within`, expected a length of time; "
                "write within 2 years of",
                distance.column,
            )
    if left.sort != right.sort:
        side, kind = (relation.left, left) if left.sort == "quantity" else (relation.right, right)
        raise LiteralError(
            f"found {show(left)} on the left of `{words}` and {show(right)} on the right; {_next_step(side, kind)}",
            column_of(relation.right),
        )
    if left.sort == "quantity" and not _alike(relation.left, left, relation.right, right, vocabulary):
        raise LiteralError(
            f"found {show(left)} on the left of `{words}` and {show(right)} on the right; "
            f"{_one_unit(relation.left, left, relation.right, right)}",
            column_of(relation.right),
        )
    return None


def _check_during(relation: Relation, left: Kind, right: Kind) -> None:
    """A date on the left and a stretch of time or the days of `date(...)` on the right; or two stretches of time."""
    if left.sort == "quantity":
        raise LiteralError(
            f"found {show(left)} on the left of `during`, expected a date or a stretch of time",
            column_of(relation.left),
        )
    if right.sort == "interval" or (left == right == DATE and isinstance(relation.right, Constant)):
        return
    expected = "a stretch of time: a property that is an interval, or date(1945/1952)"
    if left.sort == "interval":
        expected = "another stretch of time; compare its start and its end with dates, in two relations"
    raise LiteralError(f"found {show(right)} on the right of `during`, expected {expected}", column_of(relation.right))


def show(kind: Kind) -> str:
    """The kind in words: `a date`, `a quantity in USD`."""
    match kind:
        case Kind("date"):
            return "a date"
        case Kind("interval"):
            return "a stretch of time"
        case Kind(_, ""):
            return "a number without a unit"
    return f"a quantity in `{shown(kind.unit)}`"


def _next_step(side: Expression, kind: Kind) -> str:
    match side:
        case Operand(key) if kind.sort == "interval":
            name = shown(show_key(Key(key.subject, key.property)))
            return f"write one of its ends, `{name}.start` or `{name}.end`"
        case Constant(text=text) if kind == Kind("quantity") and text.isdecimal():
            return f"a date is written date({shown(text)})"
    return "dates compare with dates; the length of time between two dates is their difference"


def _one_unit(left: Expression, first: Kind, right: Expression, second: Kind) -> str:
    """What to do about two units that do not fit."""
    for side, kind, other in ((left, first, second.unit), (right, second, first.unit)):
        match side:
            case Constant() if not kind.unit and other in SHARE_SIZES:
                return f"write {shown(side.text)} {other}, or a ratio as in 1/2, so that it is clear which is meant"
            case Constant() if not kind.unit and other:
                return f"write the number's unit, as in {shown(side.text)} {shown(other)}"
            case Operand(key) if not kind.unit and other:
                name = shown(key.property)
                return f"declare `unit: {shown(other)}` for `{name}`, or compare it with a number without a unit"
    return "expected units that convert into each other: write both in one unit"


def column_of(expression: Expression) -> int:
    """Where an expression starts."""
    match expression:
        case Arithmetic(left=left):
            return column_of(left)
        case SumOfParts(whole=whole) | MajorityOf(whole=whole):
            return column_of(whole)
        case _:
            return expression.column


# --- units


def _is_zero(expression: Expression) -> bool:
    """A bare 0, which is nothing in any unit."""
    return isinstance(expression, Constant) and not expression.unit and expression.bounds.possible == point(Fraction(0))


def _alike(left: Expression, first: Kind, right: Expression, second: Kind, vocabulary: Vocabulary) -> bool:
    """Why a bare number is no share: whoever writes `x.share > 50` means 50 %, whoever writes 0.5 means 0.5."""
    if _is_zero(left) or _is_zero(right):
        return True
    for side, kind, other in ((left, first, second), (right, second, first)):
        if isinstance(side, Constant) and not kind.unit and other.unit:
            return False
    return _fits(first.unit, second.unit, vocabulary)


def _fits(first: str, second: str, vocabulary: Vocabulary) -> bool:
    """Numbers in the first unit can be given in the second, or nobody can say that they cannot."""
    unit, wanted = _comparable(first), _comparable(second)
    if unit == wanted or (unit in DAYS and wanted in DAYS):
        return True
    if "·" in unit + wanted:
        return _pairs_off(unit, wanted, vocabulary)
    return converts(unit, wanted, vocabulary) or converts(wanted, unit, vocabulary)


def _comparable(unit: str) -> str:
    """A ratio is measured in ones; the difference of two percentages is in percentage points."""
    tidy = tidy_unit(unit)
    return {"": "1", "percentage point": "%"}.get(tidy, tidy)


def _parts(unit: str) -> tuple[list[str], list[str]]:
    """What stands above and what below the line, without what a product does not keep."""
    above, *below = tidy_unit(unit).split("/")
    return [name for name in above.split("·") if name not in _NEUTRAL], [name for name in below if name not in _NEUTRAL]


def product_unit(left: str, right: str, operator: str) -> str:
    """`USD` / `person` is `USD/person`; what stands above and below the line goes away."""
    above, below = _parts(left)
    more, less = _parts(right) if operator == "*" else reversed(_parts(right))
    above, below = [*above, *more], [*below, *less]
    for name in list(below):
        if name in above:
            above.remove(name)
            below.remove(name)
    return "/".join(("·".join(sorted(above)), *sorted(below)))


def _pairs_off(first: str, second: str, vocabulary: Vocabulary) -> bool:
    """No money and no declared count is left over once each part has met one that converts to it."""
    (above, below), (over, under) = _parts(first), _parts(second)
    rest = [*below, *over]
    alone: list[str] = []
    if len(above) + len(under) + len(rest) > _MOST_FACTORS:
        return True
    for name in (*above, *under):
        partner = next((other for other in rest if name == other or converts(name, other, vocabulary)), None)
        if partner is None:
            alone.append(name)
        else:
            rest.remove(partner)
    return not any(_neverconverts(name, vocabulary) for name in (*alone, *rest))


def _neverconverts(name: str, vocabulary: Vocabulary) -> bool:
    declared = vocabulary.units.get(name)
    return declared.kind != "measure" if declared else is_currency(name)
