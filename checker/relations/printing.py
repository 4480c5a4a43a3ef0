"""A relation in its plainest writing."""

from __future__ import annotations

from checker.literals.dates.days import show_day
from checker.literals.phrase import edtf_days, show_key
from checker.model.interval import Interval
from checker.relations.relation import Arithmetic, Constant, Expression, MajorityOf, Now, Operand, Relation, SumOfParts


def print_relation(relation: Relation) -> str:
    """The relation in its plainest writing, which parses back to the same relation."""
    comparison = f"within {relation.distance.text} of" if relation.distance else relation.comparison
    return f"{_shown(relation.left)} {comparison} {_shown(relation.right)}"


def _shown(expression: Expression) -> str:
    match expression:
        case Operand():
            return _shown_operand(expression)
        case Constant():
            return expression.text
        case Now():
            return "now"
        case SumOfParts():
            return f"sum of parts of {_shown_operand(expression.whole)} over {expression.dimension}"
        case MajorityOf(whole):
            return f"majority of {_within(whole, isinstance(whole, Arithmetic))}"
    tight = expression.operator in "*/"
    left, right = expression.left, expression.right
    loose = isinstance(left, Arithmetic) and tight and left.operator in "+-"
    same = isinstance(right, Arithmetic) and (tight or right.operator in "+-")
    first = _within(left, loose or isinstance(left, MajorityOf))
    return f"{first} {expression.operator} {_within(right, same or isinstance(right, MajorityOf))}"


def _within(expression: Expression, parentheses: bool) -> str:
    return f"({_shown(expression)})" if parentheses else _shown(expression)


def _shown_operand(operand: Operand) -> str:
    if operand.at is None:
        return show_key(operand.key)
    at = f"at={_shown_extent(operand.at)}"
    return f"{show_key(operand.key)}[{at}]" if not operand.key.scope else f"{show_key(operand.key)[:-1]}, {at}]"


def _shown_extent(extent: Interval) -> str:
    """The days as one EDTF literal."""
    if extent.lo is not None and extent.hi is not None:
        return edtf_days(extent)
    ends = (".." if day is None else show_day(int(day)) for day in (extent.lo, extent.hi))
    return "/".join(ends)
