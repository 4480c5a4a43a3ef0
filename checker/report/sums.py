"""What the claims of large tables come to, in words: what was not listed one by one was looked at all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.literals.phrase import listed, show_subject
from checker.model.result import KeySums, PropertySums, Result, Sums
from checker.model.vocabulary import Vocabulary
from checker.report.explain import counted
from checker.scale.examples import show_trend

MOST_PROPERTIES = 12
"""Properties that have a line each, those with most claims first; tables have `MOST_ROWS` of them."""
MOST_ROWS = 60
"""Rows of a table: a page; the format json has all of them."""
MOST_KEYS = 3
"""Keys that have a line each, those that change fastest; pages have all of them."""

HEADING = "All claims of the tables"
FASTEST = "What changes fastest"

COLUMNS: tuple[tuple[str, str], ...] = (
    ("claims", "claims"),
    ("keys", "keys"),
    ("single", "one claim"),
    ("alike", "say the same"),
    ("worded", "differ in words"),
    ("silent", "denied or several"),
    ("timed", "differ by time"),
    ("fast", "change too fast"),
    ("open", "part at one time"),
)
"""The numbers of a property, and what a table calls them."""

KEYS = (
    "A key is a subject with its scope; keys are counted by what becomes of their claims. Those whose values differ by"
    " time never part at one time. Those that change too fast, or part at one time, are looked at one by one as far as"
    " there is room, and stand among the findings."
)


@dataclass(frozen=True, slots=True)
class Table:
    """Properties in numbers, those with most claims first, then all of them as one; `more` are left out. Columns that
    are 0 throughout are left out too.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class KeyTrend:
    """One key in words: what it is, how its claims differ, and how its value went."""

    about: str
    differs: str
    went: tuple[str, ...]


def judged(result: Result) -> str:
    """How much of all is listed."""
    return f"{len(result.corpus.claims):,} of {counted(result.coverage.claims, 'claim')} were judged one by one"


def table(result: Result) -> Table | None:
    """What all claims come to; nothing where every claim was listed, or every row is at fault."""
    if not (sums := _summed(result)):
        return None
    ordered = _ordered(sums)
    total = sums.total()
    columns = [(name, heading) for name, heading in COLUMNS if getattr(total, name)]
    labelled = [(result.corpus.vocabulary.label(numbers.property), numbers) for numbers in ordered[:MOST_ROWS]]
    labelled += [("all", total)] if len(ordered) > 1 else []
    rows = tuple((label, tuple(getattr(numbers, name) for name, _ in columns)) for label, numbers in labelled)
    return Table(tuple(heading for _, heading in columns), rows, max(0, len(ordered) - MOST_ROWS))


def key_trends(result: Result) -> tuple[KeyTrend, ...]:
    """The keys that change fastest, of each property first the steepest."""
    sums = _summed(result)
    return tuple(_key_trend(key, result.corpus.vocabulary) for key in sums.keys) if sums else ()


def of_how_many(result: Result) -> str:
    """Out of how many keys these were picked."""
    sums = _summed(result)
    if not sums or not sums.keys:
        return ""
    number = sums.total().timed
    which = f"the {len(sums.keys):,} of them in which the value changes fastest" if number > len(sums.keys) else "each"
    return f"In {counted(number, 'key')} values differ by time; {which}, by property"


def lines(result: Result) -> tuple[str, ...]:
    """One line for everything, one for each of the largest properties, and some keys; none where every claim was
    listed.
    """
    return tuple(_lines(result))


def _lines(result: Result) -> Iterator[str]:
    if not (sums := _summed(result)):
        return
    yield judged(result)
    yield _describe(sums.total(), "all")
    ordered = _ordered(sums)
    if len(ordered) > 1:
        for numbers in ordered[:MOST_PROPERTIES]:
            yield _describe(numbers, result.corpus.vocabulary.label(numbers.property))
    if len(ordered) > MOST_PROPERTIES:
        yield f"and {counted(len(ordered) - MOST_PROPERTIES, 'more property', 'more properties')}"
    for trend in key_trends(result)[:MOST_KEYS]:
        yield f"{trend.about}: {'; '.join((trend.differs, *trend.went))}"
    if len(sums.keys) > MOST_KEYS:
        yield f"and {counted(len(sums.keys) - MOST_KEYS, 'more key')} that change fastest, in the format html"


def _summed(result: Result) -> Sums | None:
    return result.sums if result.sums and result.sums.properties else None


def _ordered(sums: Sums) -> list[PropertySums]:
    return sorted(sums.properties, key=lambda numbers: (-numbers.claims, numbers.property))


def _describe(sums: PropertySums, label: str) -> str:
    parts = (
        (sums.single, "have a single claim"),
        (sums.alike, "hold claims that all say the same"),
        (sums.worded, "differ in words or rounding only"),
        (sums.silent, "differ from what is denied, withdrawn or one of several only"),
        (sums.timed, "differ by time"),
        (sums.fast, "change faster than they may"),
        (sums.open, "part at one time"),
    )
    keys = listed(f"{number:,} {words}" for number, words in parts if number)
    return f"{label}: {counted(sums.claims, 'claim')} of {counted(sums.keys, 'key')}" + (f"; {keys}" if keys else "")


def _key_trend(sums: KeySums, vocabulary: Vocabulary) -> KeyTrend:
    agree = sums.pairs - sums.apart - sums.worded
    parts = (sums.apart, "differ by time"), (sums.worded, "differ in words or rounding only"), (agree, "agree")
    counts = [(number, words) for number, words in parts if number]
    pairs = f"of {sums.pairs:,} pairs {listed(f'{number:,} {words}' for number, words in counts)}"
    if len(counts) == 1:
        pairs = f"all {counts[0][1]}"
    claims = f"{counted(sums.claims, 'claim')} at {counted(sums.times, 'time')}"
    return KeyTrend(
        show_subject(sums.key, vocabulary), f"{claims}; {pairs}", tuple(show_trend(sums.ends, sums.steepest))
    )
