"""The page `docs/relations.md`, made from the grammar of relations and from small corpora that are checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from inspect import cleandoc

from checker.literals.literal import LiteralError
from checker.literals.phrase import show_days, show_interval, show_number
from checker.model.vocabulary import Vocabulary
from checker.readers.amounts import DAYS
from checker.relations import grammar
from checker.relations.grammar import DEEPEST, SPOKEN, kind_of, parse
from checker.relations.kinds import DATE, show
from checker.relations.printing import print_relation
from checker.relations.relation import Constant, Expression
from checker.relations.tokens import COMPARISON_SIGNS, LONGEST_RELATION, MOST_TOKENS
from checker.report.pages import relation_cases
from checker.report.pages.markdown import code, table
from checker.report.pages.reading import REFUSED_HEAD, RowCells, read_table, refusal, vocabulary

INTRODUCTION = f"""\
# Relations

Made from the code by `make generate`; do not edit. Every relation is parsed and every corpus is checked when the page
is made, and again by a test.

A relation ties quantities and dates to one another. Three claims can then be impossible although every two of them fit.
It is stated

- by a document: a claim with `relation`, or with several `readings` where a phrase is ambiguous;
- by the vocabulary, under `relations`, where it holds by definition, with a `because`; in one line for all subjects of
  a type or all members of a scope dimension ([for each](#for-each));
- by what the vocabulary says of a property: `after`, `within`, `lasts`, `adds_over`, `ranks`.

Relations reach through what no claim speaks of: who is born in 2019 cannot have been buried in 2018, whether or not
anybody dates the death. What is counted is never below 0, and a declared `value-range` holds for every quantity of its
property, so 11 people of whom 15 were found contradict each other whatever is said of those who are missing. A count
with the constraint `integer` is a whole number everywhere: 101 people are no three equal crews. A denial says what it
leaves: "not over 40,000" is at most 40,000. A relation that is denied leaves every other one open, so it ties nothing;
its claim is counted in `coverage.unknown`. Deprecated claims have no part, nor have
those of an edition that was revised where the newer edition speaks of the same.

Nothing in a relation is ever evaluated: it is read by a closed grammar, at most {LONGEST_RELATION:,} characters,
{MOST_TOKENS} parts and {DEEPEST} parentheses deep.
"""

GRAMMAR = """\
## The grammar
"""

WORDS = """\
The examples speak of this vocabulary:
"""

COMPARISONS = """\
## Comparisons

A relation has exactly one. Quantities are compared in one unit, dates as days. `A during B` puts all of A within B.
"""
SIDES = (
    ("quantities", "mill-a.output", "mill-b.output"),
    ("dates", "treaty.signed", "mill-a.opened"),
    ("a date and a stretch of time", "treaty.signed", "occupation.period"),
    ("two stretches of time", "bases.period", "occupation.period"),
)

OPERANDS = """\
## Quantities and dates

A subject and a property, with a full stop between them; a scope and a time in brackets. The ends of an interval are
dates: `.start` and `.end`. Where the vocabulary has one interval property only, its name may be left out. Only what
holds [for each](#for-each) leaves the subject out.
"""
NAMED = (
    "army.staff",
    "army.staff[place=north]",
    "army.staff[place=north, at=1950]",
    "country.population[at=1950-06-30]",
    "mill-a.place",
    "treaty.signed",
    "occupation.period",
    "occupation.period.start",
    "occupation.end",
)

CONSTANTS = """\
## Constants

A number is exact, as in any formula. In double quotes stands a literal that is read like the value of a claim, with its
hedge and its rounding ([values](values.md)). `now` is the day on which the claim speaks.
"""
GIVEN = (
    "60 years",
    "86 %",
    "-5 MW",
    "1.7 billion USD",
    "$5 million",
    "40,000 soldiers",
    "½",
    '"about 60 years"',
    '"40 to 50 MW"',
    '"two-thirds"',
    "date(1952-04-28)",
    "date(1952)",
    "date(1945/1952)",
    "date(early 1950s)",
)

ARITHMETIC = """\
## Arithmetic

Operators stand between spaces, since names may hold hyphens; `*` and `/` bind more tightly than `+` and `-`. Only what
is alike is added or compared. A product or a quotient counts shares as ratios, 86 % as 0.86.
"""
RECKONED = (
    "mill-a.output + mill-b.output",
    "army.staff − 5 soldiers",
    "86 % * bases.cost",
    "bases.paid / bases.cost",
    "bases.cost ÷ army.staff",
    "2 × (mill-a.output + mill-b.output)",
    "treaty.signed + 5 years",
    "now - 5 years",
    "treaty.signed - mill-a.opened",
    "sum of parts of army.staff[place=country]",
    "sum of parts of army.staff[place=country] over place",
    "majority of army.staff[place=country]",
    "majority of (army.staff[place=north] + army.staff[place=south])",
)

LENGTHS = """\
Lengths of time are reckoned in days of the mean Gregorian calendar. How many days two dates lie apart is known to
within one, as both may count: from 20 April to 15 July it is 85 to 87 days. What is `before` something else may be so
by an hour: two equal days are a tension at most, but one day is not both before and after another.
"""

EACH = """\
## For each

A relation of the vocabulary that has `for_each` holds for many, in one line. Property names that stand alone in it are
then those of each:

```yaml
relations:
  - {relation: profit = revenue - cost, for_each: company, because: it is what is left}
  - {relation: total = men + women, for_each: region, because: nobody is counted twice}
  - {relation: "staff[rank=officer] is at most staff[rank=any]", for_each: subject, because: officers are staff}
  - {relation: signed before in-force, for_each: treaty, because: what is not signed binds nobody}
```

| `for_each` | holds for |
|---|---|
| a type of entities, `company` | each subject of that type, and of types that are entities and part of it |
| a scope dimension, `region` | each member of the dimension, whatever the subject: claims without it are not meant |
| `subject` | every subject, of whatever type |
| `type x`, `scope x` | one of the two, where a type and a dimension have one name |

- The scope of claims carries over: figures of one subject are tied where all have the same scope. What a property names
  in its own brackets goes before: `staff[rank=officer]` is tied to `staff[rank=any]` of the same place.
- A quantity of one subject, `bases.cost`, is the same for all.
- It is looked at where claims speak of at least two of its quantities, or other relations tie them. A thousand
  companies of which nobody speaks cost nothing.
"""
EACH_REFUSED = """\
A mistake is told at its column here too; these would hold for each `mill`.
"""
EACH_MISTAKES = (
    "outptu <= capacity",
    "mill.output <= capacity",
    "output <= 2 capacity",
    "output <= mill-c.capacity",
    "output <= signed",
)

FOUND = """\
## What relations find

Each corpus is one file of claims beside the vocabulary above, checked by itself.
"""

REFUSED = """\
## What is refused

A fault points at the column where the mistake is.
"""
MISTAKES = (
    "army.staff",
    "army.staff = ",
    "1 <= army.staff <= 5",
    "army.staf = 5 soldiers",
    "navy.staff = 5 soldiers",
    "army.staff[plce=north] = 5 soldiers",
    "army.staff-5 = 3 soldiers",
    "treaty.signed = 1952",
    "mill-a.output = 5",
    "bases.share > 50",
    "bases.cost = 5 EUR",
    "bases.cost = army.staff",
    "treaty.signed + mill-a.opened = now",
    "treaty.signed * 2 = now",
    "treaty.signed = mill-a.output",
    "treaty.signed before occupation.period",
    "mill-a.output before mill-b.output",
    "treaty.signed during mill-a.opened",
    "treaty.signed within 2 of mill-a.opened",
    "treaty.signed within 2 MW of mill-a.opened",
    "treaty.signed within 2 years mill-a.opened",
    "sum of parts of bases.cost = 5 USD",
    "sum of parts of army.staff = 5 soldiers",
    "majority of army.staff + 5 soldiers = 9 soldiers",
    "86 % of bases.cost = bases.paid",
    "bases.paid = about 5 USD",
    'bases.paid = "about 5 USD',
    "(bases.paid = 5 USD",
    "bases.paid = 5 USD)",
    "treaty.signed = date(1952",
    "treaty.signed = date(9/8/1951)",
    "bases.paid = - bases.cost",
)


def page() -> str:
    return "\n".join(_lines()).rstrip("\n") + "\n"


def _lines() -> Iterator[str]:
    words = vocabulary(relation_cases.VOCABULARY)
    yield INTRODUCTION
    yield GRAMMAR
    yield f"```text\n{_productions()}\n```\n"
    yield WORDS
    yield f"```yaml\n{relation_cases.VOCABULARY}```\n"
    yield COMPARISONS
    yield from table(("written", "the same as", "compares", "an example"), _comparisons(words))
    yield OPERANDS
    yield from read_table(("is",), NAMED, partial(_sort, words=words))
    yield CONSTANTS
    yield from read_table(("is", "at the widest"), GIVEN, partial(_constant, words=words))
    yield ARITHMETIC
    yield from read_table(("is", "the same as"), RECKONED, partial(_reckoned, words=words))
    yield LENGTHS
    yield from table(("unit", "days"), ((name, show_number(days)) for name, days in DAYS.items()))
    yield EACH
    yield EACH_REFUSED
    yield from read_table(
        REFUSED_HEAD, EACH_MISTAKES, partial(refusal, lambda text: (str(parse(text, words, "mill")),))
    )
    yield FOUND
    yield from relation_cases.lines()
    yield REFUSED
    yield from read_table(REFUSED_HEAD, MISTAKES, partial(refusal, lambda text: (str(parse(text, words)),)))


def _productions() -> str:
    """The productions of the grammar, as its own docstring has them."""
    doc = cleandoc(grammar.__doc__ or "")
    return "\n".join(cleandoc(block) for block in re.findall(r"(?:^    .*\n)+", doc, re.MULTILINE))


def _comparisons(words: Vocabulary) -> Iterator[RowCells]:
    for spelling in (*COMPARISON_SIGNS, *(" ".join(phrase) for phrase, _ in SPOKEN)):
        written = f"{spelling} 2 years of" if spelling == "within" else spelling
        taken = [(name, f"{left} {written} {right}") for name, left, right in SIDES]
        parsed = {name: text for name, text in taken if _parses(text, words)}
        plain = {parse(text, words).comparison for text in parsed.values()}
        yield code(written), code(*plain), ", ".join(parsed), code(next(iter(parsed.values())))


def _parses(text: str, words: Vocabulary) -> bool:
    try:
        return bool(parse(text, words))
    except LiteralError:
        return False


def _expression(text: str, words: Vocabulary) -> tuple[Expression, str]:
    """An expression by itself, and its plainest writing."""
    joint = "=" if _parses(f"{text} = {text}", words) else "during"
    relation = parse(f"{text} {joint} {text}", words)
    return relation.left, print_relation(relation).partition(f" {joint} ")[0]


def _sort(text: str, words: Vocabulary) -> RowCells:
    return (show(kind_of(_expression(text, words)[0], words)),)


def _constant(text: str, words: Vocabulary) -> RowCells:
    constant, _ = _expression(text, words)
    assert isinstance(constant, Constant)
    widest = constant.bounds.possible
    days = constant.unit == DATE.unit
    return *_sort(text, words), show_days(widest) if days else show_interval(widest, constant.unit)


def _reckoned(text: str, words: Vocabulary) -> RowCells:
    return *_sort(text, words), code(_expression(text, words)[1])
