"""Small blocks that are many: past a number of pairs in all the larger ones are counted, never passed over."""

from __future__ import annotations

import pytest

from checker.request import Request
from checker.run import examine
from checker.screening import blocks
from checker.screening.blocks import ALL_PAIRS, most_of_block

NOW = "2026-11-22"
HEIGHT = {"height": {"label": "height", "datatype": "quantity", "kind": "constant"}}
SIZES = [
    ("no claims", [], 10, ALL_PAIRS),
    ("as many pairs as there is room for", [5], 10, ALL_PAIRS),
    ("one pair too many", [5], 9, 4),
    ("small blocks come first", [2, 2, 3, 5], 5, 4),
    ("blocks of one size go together", [3, 3, 3], 8, 2),
    ("large blocks have screens of their own", [ALL_PAIRS + 1, 2], 1, ALL_PAIRS),
    ("single claims make no pair", [1] * 1000, 0, ALL_PAIRS),
]


@pytest.mark.parametrize("sizes, room, most", [case[1:] for case in SIZES], ids=[case[0] for case in SIZES])
def test_how_large_a_block_may_be(sizes: list[int], room: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MOST_PAIRS", room)
    assert most_of_block(sizes) == most
    assert most_of_block(reversed(sizes)) == most


@pytest.mark.parametrize("room, cold", [(8, True), (8, False), (7, True), (2, True)])
def test_what_is_not_compared_is_counted_and_no_run_is_clean(
    room: int, cold: bool, build, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three towers: of two, three and four claims, with 1, 3 and 6 pairs, each claim another height."""
    documents = {
        f"d{n}": [
            {"subject": f"tower-{size}", "property": "height", "value": str(10 + n)} for size in (2, 3, 4) if n < size
        ]
        for n in range(4)
    }
    root = build(documents, HEIGHT, {f"tower-{size}": {"label": f"Tower {size}"} for size in (2, 3, 4)})
    asked = Request(root, NOW, cache=None if cold else tmp_path / "cache")
    if not cold:  # what was compared without the limit is not taken for what is compared under it
        assert examine(asked).complete
    monkeypatch.setattr(blocks, "MOST_PAIRS", room)
    result = examine(asked)
    compared = {one.boxes[0].key.subject for one in result.of("contradiction")}
    (_, smaller, largest), left = ("tower-2", "tower-3", "tower-4"), result.of("unchecked")
    assert compared == ({"tower-2"} if room == 2 else {"tower-2", smaller})
    assert {claim.subject for one in left for claim in one.claims} == ({smaller, largest} if room == 2 else {largest})
    assert {one.rule for one in left} == {"capped-block"}
    assert "4 claims make too many pairs: 6 of them were not compared" in {one.message for one in left}
    assert not result.complete


def test_the_limit_changes_nothing_below_it(build, monkeypatch: pytest.MonkeyPatch) -> None:
    root = build({"d0": [{"value": "40"}], "d1": [{"value": "55"}]}, HEIGHT)
    whole = examine(Request(root, NOW))
    monkeypatch.setattr(blocks, "MOST_PAIRS", 1)
    assert len(whole.of("contradiction")) == 1
    assert examine(Request(root, NOW)).findings == whole.findings


@pytest.mark.parametrize("most, complete", [(2_000, True), (50, False)])
def test_of_a_large_block_the_pairs_that_are_looked_at_are_bounded(
    most: int, complete: bool, build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tower of which 201 documents say another height each."""
    documents = {f"d{n}": [{"property": "height", "value": str(100 + 7 * n)}] for n in range(ALL_PAIRS + 1)}
    root = build(documents, HEIGHT)
    monkeypatch.setattr(blocks, "MOST_WORST", most)
    result = examine(Request(root, NOW))
    assert result.complete is complete
    assert 0 < len(result.of("contradiction")) <= most
    left = result.of("unchecked")
    assert {one.rule for one in left} == (set() if complete else {"capped-block"})
    assert all("201 claims make too many pairs" in one.message for one in left)


def test_a_quote_that_is_no_phrase_is_not_read(build) -> None:
    """A quote of ten megabytes took minutes, and was printed whole: it has a fault of its own."""
    result = examine(Request(build({"d0": [{"value": "40", "quote": "12 " * 2_000}]}, HEIGHT), NOW))
    assert [fault.code for fault in result.faults] == ["long-quote"]
    assert (len(result.of("contradiction")), len(result.coverage.unread)) == (0, 1)
