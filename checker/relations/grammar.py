"""Relations are read by a small closed grammar; nothing in them is ever evaluated.

    relation   = expression comparison expression
    comparison = "=" | "==" | "is" | "≠" | "!=" | "<" | "<=" | "≤" | ">" | ">=" | "≥" | "is at most" | "is at least"
               | "is less than" | "is more than" | "before" | "after" | "during" | "within" constant "of"
    expression = term {("+" | "-") term}
    term       = factor {("*" | "/") factor}               also − × · ÷
    factor     = operand | constant | "now" | "(" expression ")" | "majority of" factor
               | "sum of parts of" operand ["over" dimension]
    operand    = [subject "."] property ["." ("start" | "end")] ["[" dimension "=" member {","} ["at" "=" date] "]"]
    constant   = ["-"] number [magnitude] [unit] | a literal in double quotes | "date(" date ")"

A number is exact, as in any formula; a literal in double quotes is read like the value of a claim, with its hedge
and its rounding: `2 * plant.capacity`, `"about 60 years"`. Identifiers hold hyphens, so operators need spaces. Only
what holds for each of many subjects leaves the subject out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.literals.dates.dates import read_moment
from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.model.interval import point
from checker.model.value import Quantity, exactly
from checker.model.vocabulary import Vocabulary
from checker.readers.names import shown
from checker.relations.kinds import DATE, check, kind_of
from checker.relations.operand import (
    bare_operand,
    half_operand,
    is_operand,
    missing_space,
    read_bare,
    read_operand,
    read_whole,
    unknown_bare,
)
from checker.relations.relation import (
    Arithmetic,
    Comparison,
    Constant,
    Expression,
    MajorityOf,
    Now,
    Operand,
    Operator,
    Relation,
    SumOfParts,
)
from checker.relations.tokens import Token, located, tokens

__all__ = ["kind_of", "operands", "parse"]

DEEPEST = 32
"""Nested parentheses. Nobody reads so many, and no stack of any Python is at risk."""

SPOKEN: tuple[tuple[tuple[str, ...], Comparison], ...] = (
    (("is", "at", "most"), "<="),
    (("is", "at", "least"), ">="),
    (("is", "less", "than"), "<"),
    (("is", "more", "than"), ">"),
    (("is",), "="),
    (("before",), "<"),
    (("after",), ">"),
    (("during",), "during"),
    (("within",), "within"),
)
_SIGNS: dict[str, Comparison] = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_OPENERS = {"sum": ("sum", "of", "parts", "of"), "majority": ("majority", "of")}
_KEYWORDS = frozenset((*(words[0] for words, _ in SPOKEN), *_OPENERS, "of", "over", "now"))
"""Words that end the unit of a number. A unit that needs one of them stands in double quotes."""

_WANTED = "expected a quantity such as subject.property, 60 years or date(1952)"


@dataclass(frozen=True, slots=True)
class _Given:
    """What is being read, and the names that it may use. `each`: what the subjects are called that it holds for."""

    text: str
    row: tuple[Token, ...]
    vocabulary: Vocabulary
    each: str = ""

    def spells(self, i: int, words: tuple[str, ...]) -> bool:
        span = self.row[i : i + len(words)]
        return all(token.kind == "word" for token in span) and tuple(token.text for token in span) == words

    def names_quantity(self, i: int) -> bool:
        """An operand starts at token `i`: `subject.property`, or a property of each subject."""
        token = self.row[i]
        if token.kind != "word":
            return False
        return is_operand(token.text) or (bool(self.each) and bare_operand(token.text, self.vocabulary))


ExpressionReader = Callable[[_Given, int, int], tuple[Expression, int]]


def parse(text: str, vocabulary: Vocabulary, each: str = "") -> Relation:
    """The relation that a text states. `each`: it holds for each of these, and a property that stands alone is theirs;
    its operand has no subject. Raises `LiteralError` for every mistake, its offset counted in the text.
    """
    given = _Given(text, tokens(text), vocabulary, each)
    if len(given.row) == 1:
        raise LiteralError("the relation is empty; write two quantities and a comparison, as in a.start <= b.start")
    left, i = _expression(given, 0, 0)
    comparison, words, distance, i = _comparison(given, i)
    right, i = _expression(given, i, 0)
    if _compares(given, i):
        sign = shown(given.row[i].text)
        raise LiteralError(
            f"found a second comparison, `{sign}`; a relation has exactly one: write a <= b <= c as two relations",
            given.row[i].start,
        )
    if given.row[i].kind != "end":
        raise _leftover(given, i, "the end of the relation")
    relation = Relation(left, comparison, right, text, distance)
    check(relation, vocabulary, words)
    return relation


# --- comparisons


def _compares(given: _Given, i: int) -> tuple[Comparison, int, str] | None:
    """The comparison that starts at token `i`, the token after it, and its words."""
    if sign := _SIGNS.get(given.row[i].sign):
        return sign, i + 1, given.row[i].text
    for words, comparison in SPOKEN:
        if given.spells(i, words):
            return comparison, i + len(words), " ".join(words)
    return None


def _comparison(given: _Given, i: int) -> tuple[Comparison, str, Constant | None, int]:
    compared = _compares(given, i)
    if not compared:
        raise _leftover(given, i, "a comparison such as `=`, `<=`, `before` or `during`")
    comparison, i, words = compared
    if comparison != "within":
        return comparison, words, None, i
    token = given.row[i]
    if token.kind != "quoted" and not _is_number(given, i):
        raise LiteralError(
            f"found {_show(token)} after `within`, expected a number; write within 2 years of", token.start
        )
    distance, i = _constant(given, i)
    if not given.spells(i, ("of",)):
        token = given.row[i]
        raise LiteralError(f"found {_show(token)}, expected `of`; write within {distance.text} of", token.start)
    return comparison, words, distance, i + 1


# --- expressions


def _expression(given: _Given, i: int, depth: int) -> tuple[Expression, int]:
    return _chain(given, i, depth, _term, {"+": "+", "-": "-"})


def _term(given: _Given, i: int, depth: int) -> tuple[Expression, int]:
    return _chain(given, i, depth, _factor, {"*": "*", "/": "/"})


def _chain(
    given: _Given, i: int, depth: int, read: ExpressionReader, operators: Mapping[str, Operator]
) -> tuple[Expression, int]:
    """Operands with operators of one rank between them, taken from the left."""
    left, i = read(given, i, depth)
    while operator := operators.get(given.row[i].sign):
        right, i = read(given, i + 1, depth)
        left = Arithmetic(operator, left, right)
    return left, i


def _factor(given: _Given, i: int, depth: int) -> tuple[Expression, int]:
    token = given.row[i]
    if depth > DEEPEST:
        raise LiteralError(f"more than {DEEPEST} levels lie inside one another; write simpler relations", token.start)
    if token.sign == "(":
        inner, after = _expression(given, i + 1, depth + 1)
        if given.row[after].sign != ")":
            raise _leftover(given, after, f"`)` for the parenthesis at character {token.start + 1}")
        return inner, after + 1
    if token.sign == "-" and _is_number(given, i + 1):
        number, after = _constant(given, i + 1)
        minus = exactly(point(-Fraction(number.bounds.literal.lo or 0)))
        return replace(number, bounds=minus, text=f"-{number.text}", column=token.start), after
    if token.kind in ("quoted", "date") or _is_number(given, i):
        return _constant(given, i)
    if token.kind != "word":
        raise _unexpected(given, i)
    if token.text == "now":
        return Now(token.start), i + 1
    if given.spells(i, _OPENERS["majority"]):
        return _majority(given, i, depth)
    if given.spells(i, _OPENERS["sum"]):
        return _sum_of_parts(given, i + len(_OPENERS["sum"]))
    if given.names_quantity(i):
        return _operand(given, i)
    raise _unexpected(given, i)


def _operand(given: _Given, i: int) -> tuple[Operand, int]:
    scope = given.row[i + 1] if given.row[i + 1].kind == "scope" else None
    if given.each and (operand := read_bare(given.row[i], scope, given.vocabulary, given.each)):
        return operand, i + 1 + bool(scope)
    return read_operand(given.row[i], scope, given.vocabulary), i + 1 + bool(scope)


def _majority(given: _Given, i: int, depth: int) -> tuple[MajorityOf, int]:
    whole, after = _factor(given, i + len(_OPENERS["majority"]), depth + 1)
    if given.row[after].sign in ("+", "-", "*", "/"):
        raise LiteralError(
            "it is not clear where the majority ends; write (majority of a.b) + c.d, or majority of (a.b + c.d)",
            given.row[after].start,
        )
    return MajorityOf(whole), after


def _sum_of_parts(given: _Given, i: int) -> tuple[SumOfParts, int]:
    token = given.row[i]
    if not given.names_quantity(i):
        raise LiteralError(
            f"found {_show(token)} after `sum of parts of`, expected one quantity, as in subject.property[place=x]",
            token.start,
        )
    whole, after = _operand(given, i)
    over = given.row[after + 1] if given.spells(after, ("over",)) else None
    return read_whole(whole, over, given.vocabulary), after + 2 * bool(over)


# --- constants


def _is_number(given: _Given, i: int) -> bool:
    """A word that starts as numbers do: a digit of any script, ½, .5; or that holds a sign of money."""
    token = given.row[i]
    if token.kind != "word" or is_operand(token.text):
        return False
    money = any(unicodedata.category(char) == "Sc" for char in token.text)
    return money or unicodedata.category(token.text[0]) in ("Nd", "No") or token.text[0] == "."


def _constant(given: _Given, i: int) -> tuple[Constant, int]:
    token = given.row[i]
    if token.kind == "word":
        return _number(given, i)
    with located(token.inside):
        if token.kind == "date":
            bounds = read_moment(token.text, given.vocabulary.fiscal_years).bounds
            return Constant(bounds, DATE.unit, f"date({' '.join(token.text.split())})", token.start), i + 1
        quantity = _amount(token.text)
        return Constant(quantity.bounds, quantity.unit, f'"{token.text}"', token.start), i + 1


def _number(given: _Given, i: int) -> tuple[Constant, int]:
    """A number with the words of its magnitude and unit, which end where anything else starts. It is exact."""
    row = given.row
    end = i + 1
    while (
        row[end].kind == "word"
        and row[end].text not in _KEYWORDS
        and not (given.names_quantity(end) and not _is_unit(row[end].text, given.vocabulary))
        and not _is_number(given, end)
    ):
        end += 1
    text = given.text[row[i].start : row[end - 1].end]
    with located(row[i].start):
        quantity = _amount(text)
    if quantity.hedge or not quantity.bounds.literal.is_point:
        raise LiteralError(
            f"found `{shown(text)}`, expected one plain number; words and ranges stand in double quotes, "
            f'"{shown(text)}"',
            row[i].start,
        )
    return Constant(exactly(quantity.bounds.literal), quantity.unit, " ".join(text.split()), row[i].start), end


def _is_unit(word: str, vocabulary: Vocabulary) -> bool:
    """A unit that the vocabulary declares; a property of each subject may have the name of one."""
    return any(word in (unit.name, *unit.also) for unit in vocabulary.units.values())


def _amount(text: str) -> Quantity:
    quantity = read_quantity(text, language="en")
    if quantity.unit == DATE.unit:
        raise LiteralError(f"found a number of dates, `{shown(text)}`; a date is written date(1952)")
    return quantity


# --- mistakes


def _show(token: Token) -> str:
    match token.kind:
        case "end":
            return "the end of the relation"
        case "scope":
            return f"`[{shown(token.text)}]`"
        case "quoted":
            return f'`"{shown(token.text)}"`'
        case "date":
            return f"`date({shown(token.text)})`"
    return f"`{shown(token.text)}`"


def _unexpected(given: _Given, i: int) -> LiteralError:
    """What stands where a quantity should start."""
    token = given.row[i]
    message = f"found {_show(token)}, {_WANTED}"
    if token.sign == "-":
        message = "found `-` before no number; it takes one quantity from another: write 0 - a.b"
    elif token.kind == "scope":
        message = f"found {_show(token)} without a quantity before it; a scope is written subject.property[place=x]"
    elif token.kind == "word":
        message = missing_space(token.text, given.vocabulary) or half_operand(token.text, given.vocabulary)
        if token.text.startswith("'"):
            message = f"found {_show(token)}; a date is written date(1952-04-28), a literal stands in double quotes"
        elif given.each and not message:
            message = unknown_bare(token.text, given.vocabulary, given.each)
        elif not message:
            message = f"found {_show(token)}, {_WANTED}; an amount in words stands in double quotes"
    return LiteralError(message, token.start)


def _leftover(given: _Given, i: int, expected: str) -> LiteralError:
    """What stands where a quantity has ended."""
    token = given.row[i]
    message = f"found {_show(token)}, expected {expected}"
    if token.sign == ")":
        message = "found `)`, which closes nothing; take it away or open it with `(`"
    elif token.kind == "scope":
        message = f"found {_show(token)} away from its quantity; a scope is written subject.property[place=x]"
    elif given.spells(i, ("of",)):
        message = "found `of`; write a share of a quantity as 86 % * subject.property"
    elif token.kind in ("quoted", "date") or token.sign == "(" or _is_number(given, i) or given.names_quantity(i):
        message = f"found {_show(token)} right after a quantity, expected {expected}; write an operator between the two"
    return LiteralError(message, token.start)


# --- what is spoken of


def operands(relation: Relation) -> tuple[Operand, ...]:
    """The quantities that a relation speaks of, as often as it does, from left to right."""
    return (*_operands(relation.left), *_operands(relation.right))


def _operands(expression: Expression) -> tuple[Operand, ...]:
    match expression:
        case Operand():
            return (expression,)
        case Arithmetic(left=left, right=right):
            return (*_operands(left), *_operands(right))
        case SumOfParts(whole=whole) | MajorityOf(whole=whole):
            return _operands(whole)
    return ()
