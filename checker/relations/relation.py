"""A relation between quantities, as parsed: a comparison of two expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.model.box import Key
from checker.model.interval import Interval
from checker.model.value import Bounds


@dataclass(frozen=True, slots=True)
class Operand:
    """A quantity or a date: `subject.property`, with scope, and with a time of its own where `at` is given.

    `column` counts characters from 0 in the relation.
    """

    key: Key
    at: Interval | None = None
    column: int = 0


@dataclass(frozen=True, slots=True)
class Constant:
    """A number with its unit (`60 years`, `86 %`), or a hedged literal in double quotes, read like a value.

    A date, `date(1952-04)`, has its bounds in day numbers and the unit `date`, which no number has.
    """

    bounds: Bounds
    unit: str
    text: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Now:
    """The day on which the claim speaks: its `as_of`, else its document's date."""

    column: int = 0


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two expressions joined by `+`, `-`, `*` or `/`."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class SumOfParts:
    """`sum of parts of X over place`: all quantities that X's scope member has as parts in that dimension."""

    whole: Operand
    dimension: str


@dataclass(frozen=True, slots=True)
class MajorityOf:
    """`majority of X`: more than half of X, at most all of it."""

    whole: Expression


Expression = Operand | Constant | Now | Arithmetic | SumOfParts | MajorityOf
Operator = Literal["+", "-", "*", "/"]
Comparison = Literal["=", "!=", "<", "<=", ">", ">=", "during", "within"]


@dataclass(frozen=True, slots=True)
class Relation:
    """`left comparison right`. `distance` is the N years of `within N years of`.

    `A before B` is `A < B` on dates, `A after B` is `A > B`; `A during B` puts a date (or an interval's two ends) in
    the interval B.
    """

    left: Expression
    comparison: Comparison
    right: Expression
    text: str
    distance: Constant | None = None
