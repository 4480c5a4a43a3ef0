"""Relations parse as the grammar says, and each expression is a date, a stretch of time or a quantity."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

import pytest

from checker.literals.dates.dates import read_extent, read_moment
from checker.literals.quantity import read_quantity
from checker.model.box import Key
from checker.model.interval import Interval, point
from checker.model.value import exactly
from checker.model.vocabulary import Vocabulary
from checker.relations.grammar import kind_of, operands, parse
from checker.relations.kinds import Kind
from checker.relations.printing import print_relation
from checker.relations.relation import Arithmetic, Constant, MajorityOf, Now, Operand, Relation, SumOfParts


def bare(value: Any) -> Any:
    """A tree without its places and its text."""
    if isinstance(value, Relation):
        value = replace(value, text="")
    if not is_dataclass(value) or isinstance(value, type):
        return value
    plain = {field.name: bare(getattr(value, field.name)) for field in fields(value)}
    return replace(value, **{**plain, **({"column": 0} if "column" in plain else {})})


def op(subject: str, property: str, at: Interval | None = None, **scope: str) -> Operand:
    return Operand(Key(subject, property, tuple(sorted(scope.items()))), at)


def number(value: Fraction | int, unit: str = "", text: str = "") -> Constant:
    return Constant(exactly(point(Fraction(value))), unit, text or f"{value} {unit}".strip())


def day(text: str) -> Constant:
    return Constant(read_moment(text).bounds, "date", f"date({text})")


def literal(text: str) -> Constant:
    quantity = read_quantity(text)
    return Constant(quantity.bounds, quantity.unit, f'"{text}"')


OUTPUT, CAPACITY, COST = op("plant", "output"), op("plant", "capacity"), op("plant", "cost")
STAFF, SIGNED, FORCE = op("plant", "staff"), op("treaty", "signed"), op("treaty", "in-force")

TREES = {
    "an operand on either side": ("plant.output = plant.capacity", OUTPUT, "=", CAPACITY),
    "two equals signs": ("plant.output == plant.capacity", OUTPUT, "=", CAPACITY),
    "no spaces around a comparison": ("plant.output<=plant.capacity", OUTPUT, "<=", CAPACITY),
    "is": ("plant.output is plant.capacity", OUTPUT, "=", CAPACITY),
    "is at most": ("plant.output is at most plant.capacity", OUTPUT, "<=", CAPACITY),
    "is at least": ("plant.output is at least plant.capacity", OUTPUT, ">=", CAPACITY),
    "is less than": ("plant.output is less than plant.capacity", OUTPUT, "<", CAPACITY),
    "is more than": ("plant.output is more than plant.capacity", OUTPUT, ">", CAPACITY),
    "≤": ("plant.output ≤ plant.capacity", OUTPUT, "<=", CAPACITY),
    "≥": ("plant.output ≥ plant.capacity", OUTPUT, ">=", CAPACITY),
    "≠": ("plant.output ≠ plant.capacity", OUTPUT, "!=", CAPACITY),
    "!= without spaces": ("plant.output!=plant.capacity", OUTPUT, "!=", CAPACITY),
    "before": ("treaty.signed before treaty.in-force", SIGNED, "<", FORCE),
    "after": ("treaty.in-force after treaty.signed", FORCE, ">", SIGNED),
    "a date during a stretch": ("treaty.signed during plant.period", SIGNED, "during", op("plant", "period")),
    "a stretch during a stretch": (
        "treaty.period during plant.period",
        op("treaty", "period"),
        "during",
        op("plant", "period"),
    ),
    "a date during given years": ("treaty.signed during date(1945/1952)", SIGNED, "during", day("1945/1952")),
    "now during a stretch": ("now during plant.period", Now(), "during", op("plant", "period")),
    "times before plus": (
        "plant.staff + 2 * plant.staff = 5",
        Arithmetic("+", STAFF, Arithmetic("*", number(2), STAFF)),
        "=",
        number(5),
    ),
    "from left to right": (
        "plant.staff - 1 - 2 = 5",
        Arithmetic("-", Arithmetic("-", STAFF, number(1)), number(2)),
        "=",
        number(5),
    ),
    "quotients from left to right": (
        "plant.staff / 4 / 2 = 5",
        Arithmetic("/", Arithmetic("/", STAFF, number(4)), number(2)),
        "=",
        number(5),
    ),
    "parentheses": (
        "2 * (plant.staff + 1) = 5",
        Arithmetic("*", number(2), Arithmetic("+", STAFF, number(1))),
        "=",
        number(5),
    ),
    "printed signs": (
        "2 × plant.staff · 3 ÷ 4 − 1 = 5",
        Arithmetic(
            "-",
            Arithmetic("/", Arithmetic("*", Arithmetic("*", number(2), STAFF), number(3)), number(4)),
            number(1),
        ),
        "=",
        number(5),
    ),
    "a negative number": ("plant.heat > -5 °C", op("plant", "heat"), ">", number(-5, "°C")),
    "a negative number, apart": ("plant.staff * - 5 = 1", Arithmetic("*", STAFF, number(-5)), "=", number(1)),
    "minus a negative number": ("plant.staff - -5 = 1", Arithmetic("-", STAFF, number(-5)), "=", number(1)),
    "minus and a number without a space": ("plant.staff -5 = 1", Arithmetic("-", STAFF, number(5)), "=", number(1)),
    "grouped digits": ("plant.staff = 40,000", STAFF, "=", number(40_000, text="40,000")),
    "a decimal number is exact": ("plant.staff = 1.5", STAFF, "=", number(Fraction(3, 2), text="1.5")),
    "a round number is exact": ("plant.staff = 1000", STAFF, "=", number(1000)),
    "a fraction": ("plant.share = 1/2", op("plant", "share"), "=", number(Fraction(1, 2), "1", "1/2")),
    "per cent": ("plant.share < 86 %", op("plant", "share"), "<", number(86, "%")),
    "per cent without a space": ("plant.share<86%", op("plant", "share"), "<", number(86, "%", "86%")),
    "money with a magnitude": ("plant.cost = 2 billion USD", COST, "=", number(2 * 10**9, "USD", "2 billion USD")),
    "money with its sign": ("plant.cost = $2.50", COST, "=", number(Fraction(5, 2), "$", "$2.50")),
    "a unit with a slash": (
        "plant.budget = 5 USD/year",
        op("plant", "budget"),
        "=",
        number(5, "USD/year", "5 USD/year"),
    ),
    "a unit of several words": (
        "plant.budget = 5  USD per year",
        op("plant", "budget"),
        "=",
        number(5, "USD/year", "5 USD per year"),
    ),
    "a unit with a full stop": ("plant.cost = 5 dollars.", COST, "=", number(5, "dollars", "5 dollars.")),
    "a hedged literal": ('plant.term = "over 60 years"', op("plant", "term"), "=", literal("over 60 years")),
    "a literal in words": (
        'treaty.in-force - treaty.signed < "nearly half a century"',
        Arithmetic("-", FORCE, SIGNED),
        "<",
        literal("nearly half a century"),
    ),
    "a rounded literal": ('plant.staff = "1000"', STAFF, "=", literal("1000")),
    "zero of any unit": ("plant.cost > 0", COST, ">", number(0)),
    "a date": ("treaty.signed = date(1951-09-08)", SIGNED, "=", day("1951-09-08")),
    "a date in words": ("treaty.signed = date( early  1950s )", SIGNED, "=", day("early 1950s")),
    "now": ("treaty.signed <= now", SIGNED, "<=", Now()),
    "an entity called now": ("now.signed <= date.signed", op("now", "signed"), "<=", op("date", "signed")),
    "a date and a length": (
        "treaty.signed + 60 years >= now",
        Arithmetic("+", SIGNED, number(60, "year", "60 years")),
        ">=",
        Now(),
    ),
    "a length and a date": (
        "60 years + treaty.signed >= now",
        Arithmetic("+", number(60, "year", "60 years"), SIGNED),
        ">=",
        Now(),
    ),
    "the start of a stretch": (
        "treaty.signed = plant.period.start",
        SIGNED,
        "=",
        op("plant", "period.start"),
    ),
    "the end of the one stretch there is": ("treaty.signed = plant.end", SIGNED, "=", op("plant", "period.end")),
    "a scope": (
        "plant.staff[place=north] < plant.staff",
        op("plant", "staff", place="north"),
        "<",
        STAFF,
    ),
    "two dimensions, sorted": (
        "plant.staff[role=chief, place=north] < plant.staff",
        op("plant", "staff", place="north", role="chief"),
        "<",
        STAFF,
    ),
    "a scope and a time": (
        "plant.staff [ place = north , at = 1952 ] < plant.staff",
        op("plant", "staff", read_extent("1952"), place="north"),
        "<",
        STAFF,
    ),
    "one of several dates": (
        "plant.staff[at=[1950,1952]] < plant.staff",
        op("plant", "staff", read_extent("[1950,1952]")),
        "<",
        STAFF,
    ),
    "the sum over the only dimension": (
        "plant.output = sum of parts of plant.output[place=north]",
        OUTPUT,
        "=",
        SumOfParts(op("plant", "output", place="north"), "place"),
    ),
    "the sum over a dimension": (
        "plant.staff = sum of parts of plant.staff[role=chief] over role + 1",
        STAFF,
        "=",
        Arithmetic("+", SumOfParts(op("plant", "staff", role="chief"), "role"), number(1)),
    ),
    "a majority": (
        "plant.staff[place=north] = majority of plant.staff",
        op("plant", "staff", place="north"),
        "=",
        MajorityOf(STAFF),
    ),
    "a majority of a sum": (
        "plant.staff = majority of (plant.staff + 1)",
        STAFF,
        "=",
        MajorityOf(Arithmetic("+", STAFF, number(1))),
    ),
    "a majority in a sum": (
        "plant.staff = 1 + majority of plant.staff",
        STAFF,
        "=",
        Arithmetic("+", number(1), MajorityOf(STAFF)),
    ),
    "a name that starts with a digit": ("7th-fleet.staff = 1", op("7th-fleet", "staff"), "=", number(1)),
    "names of other scripts": ("東京-支社.staff = école.staff", op("東京-支社", "staff"), "=", op("école", "staff")),
    "white space of all sorts": ("\n plant.staff\t=\u00a0 1 \n", STAFF, "=", number(1)),
    "a ratio and a percentage": (
        "plant.share = plant.output / plant.capacity",
        op("plant", "share"),
        "=",
        Arithmetic("/", OUTPUT, CAPACITY),
    ),
    "a rate by people": (
        "plant.cost / plant.workers = plant.wage",
        Arithmetic("/", COST, op("plant", "workers")),
        "=",
        op("plant", "wage"),
    ),
    "a rate by time": (
        "plant.budget * 5 years = plant.cost",
        Arithmetic("*", op("plant", "budget"), number(5, "year", "5 years")),
        "=",
        COST,
    ),
    "a rate by the time between two dates": (
        "plant.budget * (now - treaty.signed) = plant.cost",
        Arithmetic("*", op("plant", "budget"), Arithmetic("-", Now(), SIGNED)),
        "=",
        COST,
    ),
    "a length times a length": (
        "plant.length * plant.width = plant.area",
        Arithmetic("*", op("plant", "length"), op("plant", "width")),
        "=",
        op("plant", "area"),
    ),
    "a share of money": (
        "86 % * plant.cost = plant.cost + 5 dollars",
        Arithmetic("*", number(86, "%"), COST),
        "=",
        Arithmetic("+", COST, number(5, "dollars")),
    ),
    "points between two shares": (
        "plant.share - plant-b.share = 5 percentage points",
        Arithmetic("-", op("plant", "share"), op("plant-b", "share")),
        "=",
        number(5, "percentage point", "5 percentage points"),
    ),
}


@pytest.mark.parametrize("text, left, comparison, right", TREES.values(), ids=TREES.keys())
def test_text_becomes_its_tree(plant: Vocabulary, text: str, left: Any, comparison: Any, right: Any) -> None:
    assert bare(parse(text, plant)) == Relation(left, comparison, right, "")


@pytest.mark.parametrize(
    "distance", [number(2, "year", "2 years"), number(3, "decade", "3 decades"), literal("a few days")], ids=str
)
def test_within_keeps_its_distance(plant: Vocabulary, distance: Constant) -> None:
    relation = parse(f"treaty.signed within {distance.text} of treaty.in-force", plant)
    assert bare(relation) == Relation(SIGNED, "within", FORCE, "", distance)


ENDS = {
    "declared": ("plant.end", "declared", "end"),
    "of an interval whose end is declared": ("plant.period.end", "declared", "end"),
    "the other end, undeclared": ("plant.start", "declared", "period.start"),
    "of one of two intervals": ("plant.lease.end", "two", "lease.end"),
}


@pytest.mark.parametrize("text, name, property", ENDS.values(), ids=ENDS.keys())
def test_ends_of_intervals_are_dates(vocabularies: dict[str, Vocabulary], text: str, name: str, property: str) -> None:
    vocabulary = vocabularies[name]
    relation = parse(f"{text} > now", vocabulary)
    assert bare(relation.left) == op("plant", property)
    assert kind_of(relation.left, vocabulary) == Kind("date", "date")


KINDS = {
    "a date": ("treaty.signed", Kind("date", "date")),
    "a stretch": ("plant.period", Kind("interval", "date")),
    "two dates apart": ("(now - treaty.signed)", Kind("quantity", "day")),
    "a date moved": ("(now - 5 years)", Kind("date", "date")),
    "a quantity": ("plant.cost", Kind("quantity", "USD")),
    "a rank": ("plant.rank", Kind("quantity")),
    "a sum has the unit of its left side": ("(plant.length + plant.width)", Kind("quantity", "km")),
    "a sum after zero": ("(0 + plant.width)", Kind("quantity", "m")),
    "a quotient": ("plant.cost / plant.workers", Kind("quantity", "USD/person")),
    "a quotient of a quotient": ("plant.cost / plant.workers / 2 years", Kind("quantity", "USD/person/year")),
    "a ratio": ("plant.cost / plant.cost", Kind("quantity")),
    "a ratio of two units": ("plant.length / plant.width", Kind("quantity", "km/m")),
    "a share of": ("86 % * plant.cost", Kind("quantity", "USD")),
    "a product": ("plant.cost * plant.length", Kind("quantity", "USD·km")),
    "a product that cancels": ("plant.wage * plant.workers", Kind("quantity", "USD")),
    "so many per unit": ("5 / plant.workers", Kind("quantity", "/person")),
}


@pytest.mark.parametrize("text, kind", KINDS.values(), ids=KINDS.keys())
def test_kinds(plant: Vocabulary, text: str, kind: Kind) -> None:
    """Each expression beside one that fits it, so that the whole relation parses."""
    fitting = {"date": "now", "interval": "plant.period", "quantity": "0"}[kind.sort]
    comparison = "during" if kind.sort == "interval" else "<"
    assert kind_of(parse(f"{text} {comparison} {fitting}", plant).left, plant) == kind


def test_columns_are_places_in_the_text(plant: Vocabulary) -> None:
    text = '2 * plant.staff[place=north] < (plant-b.staff + "over 5") - -7'
    relation = parse(text, plant)
    assert [text[found.column :].partition(".")[0] for found in operands(relation)] == ["plant", "plant-b"]
    assert isinstance(relation.right, Arithmetic)
    assert isinstance(relation.right.right, Constant)
    assert text[relation.right.right.column :] == "-7"


def test_operands_are_told_from_left_to_right_as_often_as_they_stand(plant: Vocabulary) -> None:
    text = "plant.staff + plant.staff = 2 * majority of sum of parts of plant.staff[role=chief] over role"
    assert [bare(found) for found in operands(parse(text, plant))] == [
        STAFF,
        STAFF,
        op("plant", "staff", role="chief"),
    ]


@pytest.mark.parametrize("text", [row[0] for row in TREES.values()], ids=TREES.keys())
def test_printing_is_canonical(plant: Vocabulary, text: str) -> None:
    relation = parse(text, plant)
    printed = print_relation(relation)
    assert bare(parse(printed, plant)) == bare(relation)
    assert print_relation(parse(printed, plant)) == printed


def test_long_sums_stay_shallow_enough_for_every_walk(plant: Vocabulary) -> None:
    text = "plant.staff" + " + 1" * 147 + " = 5"
    relation = parse(text, plant)
    assert print_relation(relation) == text
    assert kind_of(relation.left, plant) == Kind("quantity")
