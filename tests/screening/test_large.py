"""Large blocks: the kernel's pairs leave nothing open unseen, and of what is closed some is shown."""

from __future__ import annotations

import random
from functools import cache
from itertools import chain, combinations

import pytest

from checker.literals.boxes import normalise
from checker.readers.load import load
from checker.reasons.reconciler import Context
from checker.reasons.verdict import judge
from checker.request import Request
from checker.rules.registry import RULES
from checker.run import examine
from checker.screening import blocks
from checker.screening.large import TooVaried, open_pairs
from checker.screening.screens import SCREENS

NOW = "2026-11-22"
STATE = {"staff": {"label": "staff", "datatype": "quantity", "kind": "state"}}
DRIFTING = {"staff": {"label": "staff", "datatype": "quantity", "kind": "state", "change": "10 % a year"}}
CREEPING = {"staff": {"label": "staff", "datatype": "quantity", "kind": "state", "change": "3/year"}}
CONSTANT = {"sites": {"label": "sites", "datatype": "quantity", "kind": "constant"}}
EVENT = {"opened": {"label": "opened", "datatype": "date", "kind": "event"}}
STANDING = {"limit": {"label": "limit", "datatype": "quantity", "kind": "standing"}}
SETTLING = {"staff": {"label": "staff", "datatype": "quantity", "kind": "state", "settles": "4 months"}}
RANK = {"place": {"label": "place", "datatype": "rank", "kind": "constant"}}
PASSING = {"place": {"label": "place", "datatype": "rank", "kind": "state"}}
NAME = {"chief": {"label": "chief", "datatype": "entity", "kind": "state"}}
SENSES = {**CONSTANT, "leased": {"label": "leased", "datatype": "quantity", "kind": "constant", "is_a": "sites"}}
PLACES = {
    "north": {"label": "North", "part_of": "country"},
    "country": {"label": "Country"},
    "south": {"label": "South"},
    "press": {"label": "the press"},
    "office": {"label": "the office"},
}


def figure(luck: random.Random) -> str:
    number = luck.choice((40, 41, 42, 45, 50, 53, 60, 107))
    return luck.choice(("{}", "about {}", "over {}", "at least {}", "{} to 58", "nearly {}", "up to {}")).format(
        min(number, 57)
    )


def place(luck: random.Random) -> str:
    count = luck.choice(("", "", "second-", "third-"))
    order = luck.choice(("largest", "biggest", "oldest", "busiest", ""))
    return f"{count}{order}" if order else luck.choice(("1st", "2nd", "3rd", "top five"))


def year(luck: random.Random) -> dict[str, str]:
    start = luck.randrange(2000, 2006)
    return luck.choice(
        (
            {"as_of": str(start)},
            {"as_of": f"{start}-0{luck.randrange(1, 10)}"},
            {"as_of": f"{start}-03-0{luck.randrange(1, 10)}"},
            {"during": f"{start}/{start + luck.randrange(4)}"},
            {"during": f"{start}/.."},
            {},
        )
    )


def dated(luck: random.Random) -> dict[str, str]:
    """When the document of a claim was published."""
    start = luck.randrange(2000, 2006)
    return {"published": luck.choice((str(start), f"{start}-0{luck.randrange(1, 10)}", f"{start}-03-01", "2003-05-05"))}


def qualifiers(luck: random.Random) -> dict:
    chosen: dict = {}
    if luck.random() < 0.2:
        chosen["scope"] = {"place": luck.choice(("north", "south"))}
    if luck.random() < 0.2:
        chosen["definition"] = luck.choice(("with trainees", "without trainees"))
    if luck.random() < 0.1:
        chosen["said_by"] = luck.choice(("press", "office"))
    if luck.random() < 0.05:
        chosen["rank"] = "deprecated"
    return chosen


SHAPES = {
    "a state with hedged figures": (STATE, lambda luck: {"value": figure(luck), **year(luck)}),
    "a state that may change by a share": (DRIFTING, lambda luck: {"value": figure(luck), **year(luck)}),
    "a state that may change by an amount": (CREEPING, lambda luck: {"value": figure(luck), **year(luck)}),
    "what stands until it is replaced": (STANDING, lambda luck: {"value": figure(luck), **year(luck), **dated(luck)}),
    "a state of documents near in time": (SETTLING, lambda luck: {"value": figure(luck), **year(luck), **dated(luck)}),
    "a state that may change, of documents near in time": (
        DRIFTING,
        lambda luck: {"value": figure(luck), **year(luck), **dated(luck)},
    ),
    "a state of which few claims state a time": (STATE, lambda luck: {"value": figure(luck), **dated(luck)}),
    "a name of documents near in time": (
        NAME,
        lambda luck: {"value": luck.choice(("north", "south", "country")), **year(luck), **dated(luck)},
    ),
    "a constant": (CONSTANT, lambda luck: {"value": figure(luck)}),
    "a constant in two senses": (
        SENSES,
        lambda luck: {"value": figure(luck), "property": luck.choice(("sites", "leased"))},
    ),
    "a date": (EVENT, lambda luck: {"value": luck.choice(("1951", "1952", "1952-04", "early 1950s", "1952-04-28"))}),
    "a place in one of several orders": (RANK, lambda luck: {"value": place(luck)}),
    "a place that may change, in one of several orders": (PASSING, lambda luck: {"value": place(luck), **year(luck)}),
    "a name": (NAME, lambda luck: {"value": luck.choice(("north", "south", "country")), **year(luck)}),
    "denials among assertions": (
        STATE,
        lambda luck: {"value": figure(luck), **year(luck), **({"denies": True} if luck.random() < 0.1 else {})},
    ),
}


def corpus_of(build, shape: str, seed: int, size: int):
    properties, claim = SHAPES[shape]
    luck = random.Random(seed)
    documents = {f"document-{n:03d}": [{**claim(luck), **qualifiers(luck)}] for n in range(size)}
    corpus = load(build(documents, properties, PLACES, folder=f"claims-{seed}"))
    boxes, faults = normalise(corpus.claims, corpus.vocabulary)
    assert not corpus.faults + faults
    return corpus, boxes


@pytest.mark.parametrize("shape", SHAPES)
def test_every_claim_that_any_pair_shows_open_is_open_in_the_pairs_of_the_kernel(build, shape):
    for seed in range(25):
        corpus, boxes = corpus_of(build, shape, seed, 24)
        context = Context(corpus.vocabulary, {d.id: d for d in corpus.documents})

        @cache
        def opened(pair, boxes=boxes, corpus=corpus, context=context) -> list[tuple[str, tuple[str, ...]]]:
            """What rules find in a pair that no reason explains: the verdict and the claims."""
            a, b = (boxes[index] for index in pair)
            rules = [rule.pair for rule in RULES if rule.pair] if a.claim is not b.claim else []
            conflicts = filter(None, (rule.check(a, b, corpus.vocabulary) for rule in rules))
            findings = filter(None, (judge(conflict, context) for conflict in conflicts))
            return [(finding.verdict, finding.refs) for finding in findings]

        def gravest(pairs, opened=opened) -> dict[str, set[str]]:
            found: dict[str, set[str]] = {"contradiction": set(), "tension": set()}
            for verdict, refs in chain.from_iterable(map(opened, pairs)):
                if verdict in found:
                    found[verdict] |= set(refs)
            return found

        every = gravest(combinations(range(len(boxes)), 2))
        found = open_pairs(boxes, corpus.vocabulary, SCREENS, len(boxes))
        assert gravest(found.pairs) == every, seed
        assert found.claims == 0
        try:
            worst = open_pairs(boxes, corpus.vocabulary, SCREENS, 0)
        except TooVaried:
            assert shape not in TIMELESS
            continue
        shown = gravest(worst.pairs)
        assert shown["contradiction"] == every["contradiction"], seed
        assert set.union(*shown.values()) == set.union(*every.values()), seed


TIMELESS = ("a constant", "a constant in two senses", "a date", "a place in one of several orders")
"""Shapes of which the worst opponents are always found."""


def test_a_large_block_is_checked_to_the_end_and_shows_how_the_value_went(build):
    documents = {f"document-{n:04d}": [{"value": str(100 + n), "as_of": str(1000 + n)}] for n in range(300)}
    documents["odd-one-out"] = [{"value": "777", "as_of": "1100"}]
    result = examine(Request(build(documents, STATE), NOW))
    (conflict,) = result.of("contradiction")
    assert set(conflict.refs) == {"document-0100#claim-1", "odd-one-out#claim-1"}
    (one,) = result.disagreements
    assert (one.verdict, one.complete, one.conflicts) == ("contradiction", True, 1)
    assert [(position.value, position.number) for position in one.positions] == [("200", 1), ("777", 1)]
    assert set(one.reasons) == {"time"}
    shown = [finding.refs for finding in result.of("reconciled")]
    assert ("document-0000#claim-1", "document-0299#claim-1") in shown  # the first and the last
    assert any("odd-one-out#claim-1" in refs for refs in shown)  # the steepest change
    assert result.complete


def test_where_an_edition_may_explain_the_neighbours_are_compared_and_the_rest_is_counted(build):
    documents = {f"document-{n:04d}": [{"value": str(100 + n)}] for n in range(blocks.ALL_PAIRS + 1)}
    documents["document-0001"][0]["revises"] = "document-0000"
    result = examine(Request(build(documents, CONSTANT), NOW))
    assert [finding.rule for finding in result.of("unchecked")] == ["capped-block"]
    assert not result.complete


def test_where_all_claims_say_one_of_two_things_one_pair_stands_for_all(build):
    documents = {f"document-{n:04d}": [{"value": str(41 + 2 * (n % 2))}] for n in range(1000)}
    result = examine(Request(build(documents, CONSTANT), NOW))
    (conflict,) = result.of("contradiction")
    assert conflict.refs == ("document-0000#claim-1", "document-0001#claim-1")
    (one,) = result.disagreements
    assert (one.findings, one.complete, one.conflicts) == ((conflict,), False, 250_000)
    assert [(position.value, position.number) for position in one.positions] == [("41", 500), ("43", 500)]
    assert not result.of("tension")
    assert result.complete


def test_where_all_claims_say_different_things_each_is_shown_with_its_worst_opponent(build):
    documents = {f"document-{n:04d}": [{"value": str(41 + 2 * n)}] for n in range(300)}
    result = examine(Request(build(documents, CONSTANT), NOW))
    conflicts = result.of("contradiction")
    assert {ref for finding in conflicts for ref in finding.refs} == {f"{name}#claim-1" for name in documents}
    (one,) = result.disagreements
    assert (one.complete, one.conflicts) == (False, 0)
    assert len(one.findings) < 1000
    assert result.complete


def test_claims_of_too_many_kinds_are_not_screened(build, monkeypatch):
    corpus, boxes = corpus_of(build, "a constant", 0, 24)
    monkeypatch.setattr("checker.screening.large.MOST_ROWS", 10)
    with pytest.raises(TooVaried):
        open_pairs(boxes, corpus.vocabulary, SCREENS, 200)
