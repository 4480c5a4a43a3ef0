"""Claims and relations become constraints on named quantities, in one unit each, under one reading.

A quantity's name is its key as relations write it; with `@` and days where a relation gives it a time of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from checker.literals.boxes import end_names, negation
from checker.literals.dates.days import days_in_months
from checker.literals.literal import LiteralError
from checker.literals.phrase import edtf_days, show_key
from checker.literals.units.units import convert
from checker.model.box import Box, Key
from checker.model.interval import Interval, Number, point
from checker.model.value import Bounds, exactly
from checker.model.vocabulary import Vocabulary
from checker.readers.amounts import DAYS
from checker.relations.kinds import product_unit
from checker.relations.problem import Bound, Constraint, Linear, Product, Sense, Variable, linear
from checker.relations.relation import Arithmetic, Constant, Expression, MajorityOf, Now, Operand, Relation, SumOfParts

Reading = Literal["plausible", "possible"]

COUNTED_DAYS = Fraction(1)
"""Days by which a number of days between two dates may differ from their distance: both ends may count, or neither."""
MONTHS_IN = {"month": 1, "year": 12, "decade": 120, "century": 1_200}
CALENDAR_DAYS = {"month": Fraction("4.4"), "year": Fraction("2.2"), "decade": Fraction("2.2"), "century": Fraction(1)}
"""Days by which whole calendar months, years and so on may differ from their mean length: months have 28 to 31 days,
and a century may lack a leap day (measured over the 400 years of the cycle).
"""
SHARES = ("%", "percentage point")
"""Units of shares: the difference of two percentages is in points of the same size."""
RATIO = "1"
"""The unit of a quotient of two quantities of one unit."""


def slack_days(unit: str) -> Fraction:
    """Days by which a length in a unit of the calendar may differ from the distance of its two ends."""
    return COUNTED_DAYS + CALENDAR_DAYS.get(unit, 0)


def variable(key: Key, at: Interval | None = None) -> Variable:
    return show_key(key) + (f"@{edtf_days(at)}" if at else "")


def moments(first: Variable, later: Variable, sense: Literal["<", "<="]) -> Linear:
    """The order of two dates within a day, which no other constraint knows of: on one day each may come before the
    other, but not both.
    """
    return linear([(f"{first}:moment", 1), (f"{later}:moment", -1)], 0, sense)


@dataclass(frozen=True, slots=True)
class Form:
    """A weighted sum of quantities plus a constant, in a unit; dates are in days from day 0, `unit` is then `date`.

    `between`: dates are a number of days apart in it, which is known to within one.
    """

    terms: tuple[tuple[Variable, Fraction], ...]
    constant: Fraction
    unit: str
    between: bool = False

    @property
    def is_zero(self) -> bool:
        return not self.terms and not self.constant

    @property
    def is_quantity(self) -> bool:
        return len(self.terms) == 1 and self.terms[0][1] == 1 and not self.constant

    def scaled(self, factor: Number, unit: str | None = None) -> Form:
        terms = tuple((name, weight * factor) for name, weight in self.terms)
        return Form(terms, self.constant * factor, self.unit if unit is None else unit, self.between)

    def plus(self, other: Form, sign: int, unit: str) -> Form:
        terms = self.terms + tuple((name, sign * weight) for name, weight in other.terms)
        return Form(terms, self.constant + sign * other.constant, unit, self.between or other.between)


@dataclass(slots=True)
class Compiler:
    """Turns one element's expressions into constraints; helper quantities are named after the element."""

    name: str
    vocabulary: Vocabulary
    reading: Reading
    now: Interval
    parts: dict[tuple[Key, str], tuple[Key, ...]] = field(default_factory=dict)
    rows: list[Constraint] = field(default_factory=list)
    helpers: int = 0

    def relation(self, relation: Relation) -> tuple[Constraint, ...]:
        """The constraints of one relation. Raises `LiteralError` where its units do not fit."""
        match relation.comparison:
            case "during":
                self._during(relation)
            case "within":
                self._within(self.form(relation.left), self.form(relation.right), relation.distance)
            case comparison:
                self.compare(self.form(relation.left), comparison, self.form(relation.right))
        return tuple(self.rows)

    def compare(self, left: Form, comparison: str, right: Form) -> None:
        """`left comparison right`, the right side brought to the unit of the left."""
        if comparison in (">", ">="):
            left, right, comparison = right, left, {">": "<", ">=": "<="}[comparison]
        if left.unit in MONTHS_IN and right.unit == "day":  # so many months are so many days, not the other way round
            difference = self.minus(right, left).scaled(-1)
        else:
            difference = self.minus(left, right)
        if left.unit == right.unit == "date" and comparison == "<" and self.reading == "possible":
            comparison = "<="  # what comes before may do so by an hour
            if left.is_quantity and right.is_quantity:
                self.rows.append(moments(left.terms[0][0], right.terms[0][0], "<"))
        sense: Sense = comparison  # type: ignore[assignment]  # the other comparisons were turned into these
        in_days = {left.unit, right.unit} <= {"date", "day"} and not (left.is_zero or right.is_zero)
        if not in_days or left.between == right.between:
            self.rows.append(linear(difference.terms, difference.constant, sense))
        elif sense == "=":
            for side in (difference, difference.scaled(-1)):
                self.rows.append(linear(side.terms, side.constant - COUNTED_DAYS, "<="))
        elif sense != "!=":  # counted in one way or the other, they are unlike any number of days
            self.rows.append(linear(difference.terms, difference.constant - COUNTED_DAYS, sense))

    def form(self, expression: Expression) -> Form:
        match expression:
            case Operand():
                return self._operand(expression)
            case Constant():
                return self._constant(expression)
            case Now():
                return self._free(self.now, "date")
            case MajorityOf():
                whole = self.form(expression.whole)
                helper = self._free(Interval(), whole.unit)
                self.compare(whole.scaled(Fraction(1, 2)), "<", helper)
                self.compare(helper, "<=", whole)
                return helper
            case SumOfParts():
                return self._sum(expression)
            case Arithmetic():
                return self._arithmetic(expression)
        raise AssertionError(expression)

    def _operand(self, operand: Operand) -> Form:
        prop = self.vocabulary.properties.get(operand.key.property)
        dated = prop is None or prop.datatype in ("date", "interval")
        unit = "date" if dated else "" if prop.datatype == "rank" else prop.unit  # type: ignore[union-attr]
        return Form(((variable(operand.key, operand.at), Fraction(1)),), Fraction(0), unit)

    def _constant(self, constant: Constant) -> Form:
        return self._free(getattr(constant.bounds, self.reading), constant.unit)

    def _free(self, interval: Interval, unit: str) -> Form:
        """A number where the interval is one; else a helper quantity somewhere in it."""
        if interval.is_point:
            return Form((), Fraction(interval.lo), unit)  # type: ignore[arg-type]  # a point has both ends
        self.helpers += 1
        name = f"{self.name}:{self.helpers}"
        if interval != Interval():
            self.rows.append(Bound(name, interval))
        return Form(((name, Fraction(1)),), Fraction(0), unit)

    def _sum(self, expression: SumOfParts) -> Form:
        whole = self._operand(expression.whole)
        total = Form((), Fraction(0), whole.unit)
        for key in self.parts.get((expression.whole.key, expression.dimension), ()):
            total = total.plus(self._operand(Operand(key, expression.whole.at)), 1, whole.unit)
        return total

    def _arithmetic(self, expression: Arithmetic) -> Form:
        left, right = self.form(expression.left), self.form(expression.right)
        match expression.operator:
            case "+":
                if right.unit == "date":
                    left, right = right, left
                return left.plus(self._fitted(right, left.unit), 1, left.unit)
            case "-":
                return self.minus(left, right)
            case "*":
                return self._times(left, right)
        return self._over(left, right)

    def minus(self, left: Form, right: Form) -> Form:
        if left.unit == right.unit == "date":
            return replace(left.plus(right, -1, "day"), between=True)
        if left.is_zero and left.unit in DAYS:  # no time is no time in any unit
            return left.plus(right, -1, right.unit)
        return left.plus(self._fitted(right, left.unit), -1, left.unit or right.unit)

    def _times(self, left: Form, right: Form) -> Form:
        left, right = self._bare(left), self._bare(right)
        unit = product_unit(left.unit, right.unit, "*") or RATIO
        for number, form in ((right, left), (left, right)):
            if not number.terms:
                return form.scaled(number.constant, unit) if number.constant else Form((), Fraction(0), unit)
        result = self._free(Interval(), unit)
        self.rows.append(Product(result.terms[0][0], self._named(left), self._named(right)))
        return result

    def _over(self, left: Form, right: Form) -> Form:
        left, right = self._bare(left), self._bare(right)
        try:
            right = self._fitted(right, left.unit)
            unit = RATIO if right.unit == left.unit else product_unit(left.unit, right.unit, "/") or RATIO
        except LiteralError:
            unit = product_unit(left.unit, right.unit, "/") or RATIO
        if not right.terms and right.constant:
            return left.scaled(1 / right.constant, unit)
        result = self._free(Interval(), unit)
        self.rows.append(Product(self._named(left), result.terms[0][0], self._named(right)))
        return result

    def _bare(self, form: Form) -> Form:
        """A share as the plain ratio that products need."""
        return form.scaled(Fraction(1, 100), RATIO) if form.unit in SHARES else form

    def _named(self, form: Form) -> Variable:
        """A quantity that equals a form."""
        if form.is_quantity:
            return form.terms[0][0]
        helper = self._free(Interval(), form.unit)
        self.rows.append(linear((*form.terms, (helper.terms[0][0], Fraction(-1))), form.constant, "="))
        return helper.terms[0][0]

    def _fitted(self, form: Form, unit: str) -> Form:
        """A form in another unit. Raises `LiteralError` where it has no meaning there."""
        if unit in ("", form.unit) or not form.unit:
            return form
        if unit in ("date", "day") and form.unit in DAYS:
            days = form.scaled(DAYS[form.unit], unit)
            if form.is_zero or form.unit == "day":
                return replace(days, between=not form.is_zero)
            months = form.constant * MONTHS_IN.get(form.unit, 0)
            if not form.terms and months > 0 and months.denominator == 1:
                least, most = days_in_months(months.numerator)
                return self._free(Interval(least - COUNTED_DAYS, most + COUNTED_DAYS), unit)
            return days.plus(self._slack(form.unit), 1, unit)
        if form.unit == "day" and unit in DAYS:
            return form.plus(self._slack(unit), 1, "day").scaled(1 / DAYS[unit], unit)
        if "date" in (unit, form.unit):
            raise LiteralError(f"a date and {form.unit if unit == 'date' else unit or 'a number'} cannot be compared")
        if form.unit in SHARES and unit in SHARES:
            return replace(form, unit=unit)
        if RATIO in (unit, form.unit) and (unit in SHARES or form.unit in SHARES):
            return form.scaled(Fraction(100) if unit in SHARES else Fraction(1, 100), unit)
        written, wanted = (words.replace("·", "*") for words in (form.unit, unit))
        at_zero = convert(exactly(point(Fraction(0))), written, wanted, self.vocabulary).literal.lo
        at_one = convert(exactly(point(Fraction(1))), written, wanted, self.vocabulary).literal.lo
        factor = Fraction(at_one) - Fraction(at_zero)  # type: ignore[arg-type]  # a point stays a point
        return replace(form.scaled(factor, unit), constant=form.constant * factor + Fraction(at_zero))  # type: ignore[arg-type]

    def _slack(self, unit: str) -> Form:
        return self._free(Interval(-slack_days(unit), slack_days(unit)), "day")

    def _within(self, left: Form, right: Form, distance: Constant | None) -> None:
        reach = self._constant(distance) if distance else Form((), Fraction(0), "day")
        gap = self.minus(left, right)
        limit = self._fitted(reach, gap.unit)
        if not limit.is_zero and reach.unit == gap.unit:
            limit = replace(limit, constant=limit.constant + COUNTED_DAYS)
        for lower, upper in ((gap, limit), (limit.scaled(-1), gap)):
            difference = lower.plus(upper, -1, gap.unit)
            self.rows.append(linear(difference.terms, difference.constant, "<="))

    def _during(self, relation: Relation) -> None:
        """What is on the left lies in the interval on the right: its date, or both its ends."""
        start, end = self._ends(relation.right)
        first, last = self._ends(relation.left)
        self.compare(start, "<=", first)
        self.compare(last, "<=", end)

    def _ends(self, expression: Expression) -> tuple[Form, Form]:
        if isinstance(expression, Operand):
            prop = self.vocabulary.properties.get(expression.key.property)
            if prop is not None and prop.datatype == "interval":
                names = end_names(prop)
                start, end = (replace(expression, key=replace(expression.key, property=name)) for name in names)
                return self._operand(start), self._operand(end)
        form = self.form(expression)
        return form, form


def box_constraints(box: Box, reading: Reading, vocabulary: Vocabulary) -> tuple[tuple[Constraint, ...], ...]:
    """What one claim says of its quantity: an interval; for a denial what is left, which may lie on either side."""
    if not isinstance(box.value, Bounds):
        return ()
    name = variable(box.key)
    if not box.claim.denies:
        return ((Bound(name, getattr(box.value, reading)),),)
    if rest := negation(box, vocabulary):
        return ((Bound(name, getattr(rest, reading)),),)
    denied = _surely_denied(box.value) if reading == "possible" else box.value.literal
    return tuple((Bound(name, side),) for side in _complement(denied)) if denied else ((),)


def _surely_denied(value: Bounds) -> Interval | None:
    """What a denial of a figure or a range rules out in every reading: of a range what lies within it however its ends
    are rounded; nothing where that leaves nothing of it.
    """
    literal, possible = value.literal, value.possible
    if literal.is_point or literal == possible:
        return literal
    lo = None if literal.lo is None or possible.lo is None else 2 * literal.lo - possible.lo
    hi = None if literal.hi is None or possible.hi is None else 2 * literal.hi - possible.hi
    if lo is None or hi is None:
        return literal
    return Interval(lo, hi) if lo <= hi else None


def _complement(interval: Interval) -> Iterator[Interval]:
    if interval.lo is not None:
        yield Interval(None, interval.lo, False, not interval.lo_open)
    if interval.hi is not None:
        yield Interval(interval.hi, None, not interval.hi_open, False)


def quantities(constraints: tuple[Constraint, ...]) -> frozenset[Variable]:
    """The named quantities in constraints, helpers left out."""
    return frozenset(name for c in constraints for name in c.variables if ":" not in name)
