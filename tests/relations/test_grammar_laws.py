"""Laws of the grammar: what is printed parses back, and no text does worse than be a mistake."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.literals.dates.dates import read_moment
from checker.literals.dates.days import day_number
from checker.literals.literal import LiteralError
from checker.literals.quantity import read_quantity
from checker.model.box import Key
from checker.model.interval import Interval, point
from checker.model.value import exactly
from checker.model.vocabulary import Vocabulary
from checker.relations.grammar import parse
from checker.relations.printing import print_relation
from checker.relations.relation import Arithmetic, Constant, MajorityOf, Now, Operand, Relation, SumOfParts
from checker.relations.tokens import LONGEST_RELATION

ENTITIES = ("plant", "treaty", "7th-fleet", "東京-支社", "école", "now", "date")


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


days = st.integers(day_number(-12_000, 1, 1), day_number(12_000, 12, 31))
extents = st.one_of(
    st.none(),
    st.builds(lambda *ends: Interval(min(ends), max(ends)), days, days),
    st.builds(lambda year: Interval(day_number(year, 1, 1), day_number(year, 12, 31)), st.integers(-12_000, 12_000)),
    st.builds(Interval, days, st.none()),
    st.builds(Interval, st.none(), days),
    st.just(Interval()),
)
scopes = st.dictionaries(st.sampled_from(["place", "role"]), st.sampled_from(["north", "south", "chief"]))


def quantities_of(*names: str) -> st.SearchStrategy[Operand]:
    return st.builds(
        lambda subject, name, at, scope: op(subject, name, at, **scope),
        st.sampled_from(ENTITIES),
        st.sampled_from(names),
        extents,
        scopes,
    )


# Numbers of staff have no unit, so that every tree of them is one that can be compared.
numbers = st.one_of(
    st.builds(number, st.integers(0, 10**9)),
    st.builds(lambda n: number(-n, text=f"-{n}"), st.integers(1, 10**9)),
    st.builds(
        lambda n, places: number(Fraction(n, 10**places), text=f"{n // 10**places}.{n % 10**places:0{places}d}"),
        st.integers(0, 10**9),
        st.integers(1, 6),
    ),
    st.sampled_from(["over 5", "about 40,000", "1 to 2 million", "dozens", "nearly half a million"]).map(literal),
)
sums_of_parts = st.builds(
    lambda whole, dimension, member: SumOfParts(
        replace(
            whole, key=replace(whole.key, scope=tuple(sorted({**dict(whole.key.scope), dimension: member}.items())))
        ),
        dimension,
    ),
    quantities_of("staff"),
    st.sampled_from(["place", "role"]),
    st.sampled_from(["north", "south"]),
)
expressions = st.recursive(
    st.one_of(quantities_of("staff"), numbers, sums_of_parts),
    lambda inner: st.one_of(
        st.builds(Arithmetic, st.sampled_from(["+", "-", "*", "/"]), inner, inner), st.builds(MajorityOf, inner)
    ),
    max_leaves=20,
)
lengths = st.sampled_from([number(2, "year", "2 years"), number(40, "day", "40 days"), literal("over 10 years")])
dates = st.recursive(
    st.one_of(
        quantities_of("signed", "in-force", "period.start", "period.end"),
        st.just(Now()),
        st.sampled_from(["1952", "1951-09-08", "early 1990s", "1945/1952", "-0043-03-15"]).map(day),
    ),
    lambda inner: st.builds(Arithmetic, st.sampled_from(["+", "-"]), inner, lengths),
    max_leaves=5,
)
stretches = quantities_of("period")
relations = st.one_of(
    st.builds(Relation, expressions, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), expressions, st.just("")),
    st.builds(Relation, dates, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), dates, st.just("")),
    st.builds(Relation, dates, st.just("within"), dates, st.just(""), lengths),
    st.builds(Relation, st.one_of(dates, stretches), st.just("during"), stretches, st.just("")),
)


def depth(tree: Any) -> int:
    match tree:
        case Arithmetic(left=left, right=right):
            return 1 + max(depth(left), depth(right))
        case MajorityOf(whole=whole):
            return 1 + depth(whole)
        case Relation(left=left, right=right):
            return max(depth(left), depth(right))
    return 0


@given(relations)
def test_what_is_printed_parses_back(plant: Vocabulary, relation: Relation) -> None:
    text = print_relation(relation)
    if len(text) > LONGEST_RELATION or depth(relation) > 16:  # parentheses and majorities: two levels for each
        return
    again = parse(text, plant)
    assert bare(again) == relation
    assert again.text == text
    assert print_relation(again) == text


@given(st.text(max_size=300))
def test_any_text_is_a_relation_or_a_mistake_within_it(plant: Vocabulary, text: str) -> None:
    told_within(text, plant)


PIECES = """
plant plant-b . .staff plant.staff plant.cost plant.length plant.share plant.heat treaty.signed plant.period now
date(1952) date( [ ] [place=north] [at=1952] [at=[1950,1952]] ( ) , + - − * / × ÷ = == != ≠ < <= ≤ > >= ≥ is at
most least before after during within of over sum parts majority 2 1.5 40,000 1/2 ½ .5 $5 5% % USD USD/year km²
years billion "over "about 5" " ' ² ٣ 5e999 1e9999 -1 {} # \\ ! 東京-支社.staff period.end plant.period.end
"""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=40), st.sampled_from(["", " "]))
def test_any_row_of_pieces_is_a_relation_or_a_mistake_within_it(
    plant: Vocabulary, pieces: list[str], space: str
) -> None:
    told_within(space.join(pieces), plant)


ATTACKS = {
    "10,000 parentheses": "(" * 10_000,
    "1,999 parentheses": "(" * 1999,
    "1,999 brackets": "[" * 1999,
    "brackets in brackets": "plant.staff[at=" + "[" * 900 + "]" * 900 + "] = 1",
    "open dates": "date(" * 399,
    "majorities": "majority of " * 160 + "1 = 1",
    "minus signs": "-" * 1999,
    "minus signs apart": "- " * 999,
    "minus signs in a name": "plant" + "-" * 1900 + ".staff = 1",
    "full stops": "." * 1999,
    "stops and signs": "plant.staff" + "-." * 900,
    "digits": "9" * 1999 + " = 1",
    "a huge exponent": "1e200000000 = 1",
    "commas": "1" + ",1" * 900 + " = 1",
    "quotes": '"' * 1999,
    "spaces": " " * 1999,
    "commas in a scope": "plant.staff[" + "," * 1900 + "] = 1",
    "units": "1 = 1 " + "x " * 900,
    "products of many units": "1 = " + " * ".join(f"1 u{n}" for n in range(140)),
    "a lone surrogate": "plant.\ud800 = 1",
    "a null": "plant.\0 = 1",
    "code": "__import__('os').system('true') = 1",
    "a template": "{0.__class__} = 1",
}


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS.keys())
def test_attacks_are_mistakes(plant: Vocabulary, text: str) -> None:
    with pytest.raises(LiteralError):
        parse(text, plant)
    told_within(text, plant)


def told_within(text: str, vocabulary: Vocabulary) -> None:
    """The text parses to what prints and parses again, or the mistake is told briefly, at a place in it."""
    mistake = None
    try:
        relation = parse(text, vocabulary)
    except LiteralError as error:
        mistake = error
    if mistake:
        assert 0 <= mistake.offset <= len(text)
        assert mistake.message
        assert len(mistake.message) < 1000
    else:
        assert bare(parse(print_relation(relation), vocabulary)) == bare(relation)
