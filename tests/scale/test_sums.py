"""What is summed up of large tables is what counting by hand gives."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from checker.literals.dates.days import DAYS_PER_YEAR
from checker.model.box import Box, Key
from checker.model.interval import Interval
from checker.model.result import KeySums, PropertySums, Result
from checker.model.value import Bounds, Term
from checker.model.vocabulary import Vocabulary
from checker.request import Request
from checker.run import examine
from checker.scale.engine import EngineName
from checker.scale.sums import KEYS_OF_PROPERTY, MOST_KEYS
from checker.screening.blocks import literal_keys
from tests.scale.conftest import NOW, screened_result, worlds, write

SUBJECTS = 150
ENGINES: tuple[EngineName, ...] = ("plain", "duckdb", "spark")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> EngineName:
    if request.param == "spark":
        request.getfixturevalue("spark")
    return request.param


# --- by hand


def by_key(result: Result) -> Mapping[Key, list[Box]]:
    found: dict[Key, list[Box]] = defaultdict(list)
    for key, box in zip(literal_keys(result.boxes, result.corpus.vocabulary), result.boxes, strict=True):
        found[key].append(box)
    return found


def apart(a: Box, b: Box, reading: str) -> bool:
    if isinstance(a.value, Term) or isinstance(b.value, Term):
        return not (isinstance(a.value, Term) and isinstance(b.value, Term) and a.value.name == b.value.name)
    return not getattr(a.value, reading).overlaps(getattr(b.value, reading))


def says(box: Box, vocabulary: Vocabulary) -> bool:
    return not (box.claim.denies or box.claim.deprecated or vocabulary.properties[box.claim.property].many)


def sort_of(boxes: Sequence[Box], vocabulary: Vocabulary) -> str:
    if len(boxes) == 1:
        return "single"
    saying = [box for box in boxes if says(box, vocabulary)]
    parted = [(a, b) for a, b in combinations(saying, 2) if apart(a, b, "plausible")]
    if not any(apart(a, b, "literal") for a, b in combinations(boxes, 2)):
        return "alike"
    if any(may_meet(a, b, vocabulary) for a, b in parted):
        return "open"
    if parted:
        return "fast" if too_fast(saying, vocabulary) else "timed"
    return "worded" if any(apart(a, b, "literal") for a, b in combinations(saying, 2)) else "silent"


def may_meet(a: Box, b: Box, vocabulary: Vocabulary) -> bool:
    """They share a day, or no limit of change says how much documents that are near to each other may part."""
    days = [
        box.time.extent if prop and prop.change and prop.datatype == "quantity" else box.time.reach
        for box in (a, b)
        for prop in (vocabulary.properties.get(box.key.property),)
    ]
    return days[0].overlaps(days[1])


def too_fast(boxes: Sequence[Box], vocabulary: Vocabulary) -> bool:
    found: dict[Key, list[Box]] = defaultdict(list)
    for box in boxes:
        found[box.key].append(box)
    return any(_too_fast(own, vocabulary) for own in found.values())


def _too_fast(boxes: Sequence[Box], vocabulary: Vocabulary) -> bool:
    prop = vocabulary.properties[boxes[0].key.property]
    if not prop.change or prop.datatype != "quantity":
        return False
    sizes = [max(abs(Fraction(end)) for end in ends) for box in boxes if (ends := _ends(box))]
    size = min(sizes, default=None) if prop.change.relative else 1
    if size is None:
        return False
    pace = Fraction(prop.change.amount) * size / DAYS_PER_YEAR
    return any(
        isinstance(a.value, Bounds)
        and isinstance(b.value, Bounds)
        and (gap := a.value.possible.gap(b.value.possible)) is not None
        and gap > pace * (a.time.extent.gap(b.time.extent) or 0)
        for a, b in combinations(boxes, 2)
    )


def _ends(box: Box) -> tuple[Any, ...]:
    possible = box.value.possible if isinstance(box.value, Bounds) else Interval(None, None)
    return () if possible.lo is None or possible.hi is None else (possible.lo, possible.hi)


def properties_of(result: Result) -> tuple[PropertySums, ...]:
    vocabulary = result.corpus.vocabulary
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for key, boxes in by_key(result).items():
        found[key.property].update({"keys": 1, "claims": len(boxes), sort_of(boxes, vocabulary): 1})
    names = ("keys", "claims", "single", "alike", "worded", "silent", "timed", "fast", "open")
    return tuple(PropertySums(name, **{one: found[name][one] for one in names}) for name in sorted(found))


def middle(box: Box) -> Fraction | None:
    extent = box.time.extent
    return None if extent.lo is None or extent.hi is None else Fraction(extent.lo + extent.hi, 2)


def moments(boxes: Sequence[Box]) -> list[tuple[Fraction, list[Box]]]:
    found: dict[Fraction, list[Box]] = defaultdict(list)
    for box in boxes:
        if (when := middle(box)) is not None:
            found[when].append(box)
    return sorted(found.items())


def paces(boxes: Sequence[Box]) -> Iterator[Fraction]:
    for (one, before), (other, after) in pairwise(moments(boxes)):
        for a in before:
            for b in after:
                gap = a.value.plausible.gap(b.value.plausible)  # type: ignore[missing-attribute]  # of numbers only
                yield Fraction(gap or 0) / (other - one)


def steps(boxes: Sequence[Box]) -> bool:
    """Claims of times next to each other part, and be it by an end that is left out."""
    return any(
        apart(a, b, "plausible") for (_, before), (_, after) in pairwise(moments(boxes)) for a in before for b in after
    )


def changing(result: Result) -> Mapping[Key, list[Box]]:
    """The keys of numbers that differ by time only, without what does not count."""
    vocabulary = result.corpus.vocabulary
    general = {prop.is_a for prop in vocabulary.properties.values()}
    return {
        key: [box for box in boxes if says(box, vocabulary)]
        for key, boxes in by_key(result).items()
        if sort_of(boxes, vocabulary) == "timed"
        and vocabulary.properties[key.property].datatype == "quantity"
        and key.property not in general
    }


# --- the sums


def test_every_key_is_counted_by_what_becomes_of_it(engine: EngineName, chance: random.Random, tmp_path: Path) -> None:
    root = write(tmp_path / "claims", *worlds(chance, SUBJECTS), "parquet", SUBJECTS)
    sums = screened_result(root, engine).sums
    assert sums is not None
    assert sums.properties == properties_of(examine(Request(root, NOW)))
    whole = sums.total()
    kinds = (whole.single, whole.alike, whole.worded, whole.silent, whole.timed, whole.fast, whole.open)
    assert all(kinds)
    assert sum(kinds) == whole.keys


@pytest.mark.parametrize("number", range(8))
def test_every_key_is_counted_in_many_corpora(number: int, tmp_path: Path) -> None:
    chance = random.Random(number)
    root = write(tmp_path / "claims", *worlds(chance, 40, most=chance.choice((2, 4, 14))), "parquet", 40)
    expected = properties_of(examine(Request(root, NOW)))
    for engine in ENGINES[:2]:
        found = screened_result(root, engine).sums
        assert found is not None
        assert found.properties == expected


def test_the_keys_that_change_fastest_are_told(engine: EngineName, chance: random.Random, tmp_path: Path) -> None:
    root = write(tmp_path / "claims", *worlds(chance, 2 * SUBJECTS, most=6), "parquet", 2 * SUBJECTS)
    sums = screened_result(root, engine).sums
    assert sums is not None
    by_hand = changing(examine(Request(root, NOW)))
    pace = {key: max(paces(boxes)) for key, boxes in by_hand.items() if steps(boxes)}
    for name in {key.property for key in by_hand}:
        reported = [pace[one.key] for one in sums.keys if one.key.property == name]
        most = sorted((pace[key] for key in pace if key.property == name), reverse=True)
        assert reported == most[:KEYS_OF_PROPERTY]
    assert KEYS_OF_PROPERTY < len(sums.keys) <= MOST_KEYS
    for one in sums.keys:
        assert_reported(one, by_hand[one.key], pace[one.key])


def assert_reported(one: KeySums, boxes: Sequence[Box], pace: Fraction) -> None:
    own = moments(boxes)
    assert (one.claims, one.times) == (len(boxes), len(own))
    parted = sum(apart(a, b, "plausible") for a, b in combinations(boxes, 2))
    bare = sum(apart(a, b, "literal") for a, b in combinations(boxes, 2))
    assert (one.apart, one.worded) == (parted, bare - parted)
    assert [box.ref for box in one.ends] == [min(box.ref for box in own[place][1]) for place in (0, -1)]
    assert max(paces(one.steepest)) == pace
    times = [when for when, _ in own]
    assert times.index(moments(one.steepest)[1][0]) - times.index(moments(one.steepest)[0][0]) == 1


def test_of_each_property_the_steepest_comes_first(
    chance: random.Random, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path / "claims", *worlds(chance, 2 * SUBJECTS, most=6), "parquet", 2 * SUBJECTS)
    whole = screened_result(root).sums
    monkeypatch.setattr("checker.scale.sums.MOST_KEYS", 3)
    some = screened_result(root).sums
    assert whole is not None
    assert some is not None
    assert some.keys == whole.keys[:3]
    assert len({one.key.property for one in some.keys}) == 3
    assert some.properties == whole.properties


def test_what_is_told_in_sums_is_not_judged(chance: random.Random, tmp_path: Path) -> None:
    root = write(tmp_path / "claims", *worlds(chance, 2 * SUBJECTS, most=6), "parquet", 2 * SUBJECTS)
    found = screened_result(root)
    assert found.sums is not None
    reported = {box.ref for one in found.sums.keys for box in (*one.ends, *one.steepest)}
    assert reported - {claim.ref for claim in found.corpus.claims}
    cited = {ref for finding in found.findings for ref in finding.refs}
    assert cited <= {claim.ref for claim in found.corpus.claims}


def test_the_order_of_rows_changes_no_sum(chance: random.Random, tmp_path: Path) -> None:
    heads, rows = worlds(chance, 2 * SUBJECTS, most=6)
    first = screened_result(write(tmp_path / "one" / "claims", heads, rows, "parquet", 2 * SUBJECTS)).sums
    chance.shuffle(rows)
    second = screened_result(write(tmp_path / "two" / "claims", heads, rows, "parquet", 2 * SUBJECTS, parts=5)).sums
    assert first is not None
    assert second is not None
    assert first.properties == second.properties
    assert [refs(one) for one in first.keys] == [refs(one) for one in second.keys]


def refs(one: KeySums) -> tuple[Any, ...]:
    boxes = tuple(box.ref for box in (*one.ends, *one.steepest))
    return one.key, one.claims, one.times, one.apart, one.worded, boxes
