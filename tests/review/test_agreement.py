"""Two reviewers: how far they rule alike, in figures whose formula is that of the literature."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.decision import RULINGS
from checker.review.agreement import ALL_ALIKE, NEVER_BOTH, agreement, agreements, in_words
from checker.review.queue import entries
from tests.review.test_queue import VOCABULARY, disagreement, ruling, stale_

CASES = [
    pytest.param((), 0, None, NEVER_BOTH, id="nothing that both ruled on"),
    pytest.param((("A", "A", 1),), 1, None, ALL_ALIKE, id="one ruling alike"),
    pytest.param((("A", "B", 1),), 0, Fraction(0), "", id="one ruling, and they differ"),
    pytest.param((("A", "A", 2), ("B", "B", 2)), 4, Fraction(1), "", id="always alike, of two rulings"),
    pytest.param((("A", "B", 2), ("B", "A", 2)), 0, Fraction(-1), "", id="always the opposite"),
    pytest.param(
        (("A", "A", 3), ("A", "B", 1)), 3, Fraction(0), "", id="one calls everything alike: no more than chance"
    ),
    pytest.param(
        (("A", "A", 20), ("A", "B", 5), ("B", "A", 10), ("B", "B", 15)),
        35,
        Fraction(2, 5),
        "",
        id="35 of 50 alike, of which chance explains 25: (0.7 - 0.5) / (1 - 0.5)",
    ),
    pytest.param(
        (("A", "A", 45), ("A", "B", 15), ("B", "A", 25), ("B", "B", 15)),
        60,
        Fraction(6, 46),
        "",
        id="60 of 100 alike, of which chance explains 54",
    ),
]


@pytest.mark.parametrize(("table", "alike", "kappa", "why"), CASES)
def test_agreement_beyond_chance(table: tuple, alike: int, kappa: Fraction | None, why: str) -> None:
    found = agreement(list(chain.from_iterable([(one, other)] * number for one, other, number in table)))
    assert (found.both, found.alike, found.kappa, found.why) == (sum(n for *_, n in table), alike, kappa, why)


labels = st.sampled_from("ABC")
pairs_ = st.lists(st.tuples(labels, labels), max_size=12)


@given(pairs_, st.permutations("ABC"), st.randoms(use_true_random=False))
def test_nothing_hangs_on_who_is_first_on_the_order_or_on_names(pairs: list, names: list, random) -> None:
    found = agreement(pairs)
    renamed = dict(zip("ABC", names, strict=True))
    shuffled = random.sample(pairs, len(pairs))
    assert found == agreement([(other, one) for one, other in pairs])
    assert found == agreement([(renamed[one], renamed[other]) for one, other in pairs])
    assert found == agreement(shuffled)


@given(pairs_)
def test_kappa_is_one_where_all_are_alike_and_below_otherwise(pairs: list) -> None:
    found = agreement(pairs)
    if found.kappa is None:
        assert len({label for pair in pairs for label in pair}) <= 1
    else:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) == (found.alike == found.both)


def queue(*rulings):
    """A queue for ann of as many disagreements as there are pairs of rulings, hers and ben's."""
    made, given_ = [], {}
    for number, (mine, theirs) in enumerate(rulings):
        one = disagreement(number)
        made.append(one)
        given_[one.id] = [ruling("ann", mine, one)] if mine else []
        given_[one.id] += [ruling("ben", theirs.removeprefix("stale "), one, stale="stale" in theirs)] if theirs else []
    return entries(made, given_, "ann", VOCABULARY, stale_, {"x"})


def test_only_what_both_ruled_on_and_ann_may_see_counts() -> None:
    seen = queue(
        ("right", "right"),
        ("right", "rule-wrong"),
        ("rule-wrong", "rule-wrong"),
        ("right", "stale right"),
        ("defer", "right"),
        ("right", "defer"),
        ("", "right"),
        ("right", ""),
    )
    (name, found), *others = agreements(seen, stale_).items()
    assert (name, others, found.both, found.alike, found.kappa) == ("ben", [], 3, 2, Fraction(2, 5))
    assert in_words(name, found) == "ben: 2 of 3 disagreements ruled alike (67 %), Cohen's kappa 0.40"


def test_naming_what_is_right_and_naming_all_else_as_wrong_is_alike() -> None:
    """Of two positions: A is right, and B is wrong."""
    from dataclasses import replace

    one = disagreement()
    ben = replace(ruling("ben", "wrong", one), positions=("B",))
    seen = entries([one], {one.id: [ruling("ann", "right", one), ben]}, "ann", VOCABULARY, stale_, {"x"})
    assert agreements(seen, stale_)["ben"].alike == 1


@pytest.mark.parametrize("verdict", RULINGS)
def test_what_is_hidden_is_in_no_figure(verdict: str) -> None:
    assert agreements(queue(("", verdict), ("defer", verdict)), stale_) == {}
