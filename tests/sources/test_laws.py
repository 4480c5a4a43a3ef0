"""What must hold of copies whatever the sources say."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from checker.sources.odds import CHANCE, probability
from tests.sources.tables import Table, copies_in

NAMES = ("Anna", "Bert", "Cato", "Dora", "Emil", "Fred")
ANSWERS = st.dictionaries(st.integers(0, 14), st.sampled_from((1000, 2000, 3000)), min_size=8)
TABLES = st.lists(ANSWERS, min_size=3, max_size=6).map(lambda given: dict(zip(NAMES, given, strict=False)))


@st.composite
def copied(draw: st.DrawFn) -> Table:
    """A table in which one source has most of what another one says."""
    table = draw(TABLES)
    first, second, *_ = draw(st.permutations(sorted(table)))
    return {**table, second: {**table[second], **table[first]}}


def pairs(table: Table) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in copies_in(table)}


@given(copied(), st.permutations(NAMES))
def test_names_and_their_order_decide_nothing(table: Table, order: list[str]) -> None:
    """Who counts as one with whom; which of several equal links is told may differ."""
    renamed = dict(zip(NAMES, order, strict=True))
    moved = {renamed[name]: table[name] for name in sorted(table, key=lambda name: renamed[name])}
    groups = _closed(pairs(table))
    assert {frozenset(renamed[name] for name in group) for group in groups} == _closed(pairs(moved))


@given(copied())
def test_who_agrees_with_both_makes_no_copies_of_them(table: Table) -> None:
    """A further source that gives what two give, and nothing else, never makes copies of these two."""
    first, second = sorted(table)[:2]
    both = {question: value for question, value in table[first].items() if table[second].get(question) == value}
    if both and frozenset((first, second)) in pairs({**table, "Zoe": both}):
        assert any({first, second} <= group for group in _closed(pairs(table)))


@given(st.lists(st.fractions(CHANCE, 1), max_size=30), st.integers(0, 60), st.fractions(CHANCE, 1))
def test_less_evidence_is_never_more_probable(chances: list[Fraction], apart: int, one: Fraction) -> None:
    whole = probability([*chances, one], apart)
    assert probability(chances, apart) <= whole
    assert probability([*chances, one], apart + 1) <= whole
    assert probability([*chances, min(1, one * 2)], apart) <= whole


def _closed(links: set[frozenset[str]]) -> set[frozenset[str]]:
    groups: set[frozenset[str]] = set()
    for link in links:
        touched = {group for group in groups if group & link}
        groups = (groups - touched) | {link.union(*touched)}
    return groups
