"""Corpora on other subjects, all invented: what is found in each is written down in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model.result import Result
from checker.request import Request
from checker.run import examine

HERE = Path(__file__).parent
NOW = "2026-11-22"

WATER = """
contradiction value-conflict      -           board-2021#leakage league-2021#leakage
tension       implausible-change  -           league-2021#leakage board-2024#leakage
reconciled    value-conflict      scope       board-2021#supply board-2021#supply-old-town
reconciled    value-conflict      scope       league-2021#supply board-2021#supply-old-town
reconciled    value-conflict      precision   board-2021#supply league-2021#supply
reconciled    value-conflict      time        board-2021#leakage board-2024#leakage
reconciled    value-conflict      time        league-2021#leakage board-2024#leakage
reconciled    category-conflict   time        board-2021#chief board-2024#chief
agreement     agreement           -           board-2021#heron league-2021#heron
agreement     agreement           -           board-2021#warmest league-2021#warmest
agreement     agreement           -           board-2021#supply league-2021#supply
agreement     agreement           -           board-2021#catchment league-2021#catchment
agreement     agreement           -           board-2024#pipes board-2024#pipes-metres
agreement     relation-holds      -           board-2021#heron board-2021#tern league-2021#heron
agreement     relation-holds      -           board-2021#supply board-2021#supply-old-town league-2021#supply
"""

SOFTWARE = """
contradiction events-out-of-order -           manual#legacy-deprecated changelog#legacy-removed
contradiction asserted-and-denied -           manual#encrypted changelog#not-encrypted
contradiction value-conflict      -           manual#limit limits-table#limit
tension       category-conflict   -           manual#version limits-table#version
agreement     agreement           -           manual#cache limits-table#cache
agreement     agreement           -           manual#timeout limits-table#timeout
agreement     agreement           -           limits-table#workers changelog#workers
agreement     relation-holds      -           manual#cache manual#memory limits-table#cache
agreement     relation-holds      -           manual#cache manual#cache-share manual#memory limits-table#cache
"""

HISTORY = """
contradiction date-conflict       -           school-book#war new-history#war-ended
contradiction date-conflict       -           school-book#founded new-history#founded
contradiction value-conflict      -           school-book#revenue new-history#revenue-1912
reconciled    value-conflict      time        new-history#revenue new-history#revenue-1912
reconciled    value-conflict      time        school-book#revenue new-history#revenue
agreement     agreement           -           school-book#wall new-history#wall
agreement     agreement           -           school-book#ilva new-history#ilva-died
agreement     agreement           -           school-book#charter new-history#charter
agreement     relation-holds      -           school-book#ilva new-history#ilva-died
agreement     relation-holds      -           school-book#ilva school-book#war new-history#ilva-in-war
agreement     relation-holds      -           school-book#ilva school-book#charter new-history#charter new-history#age
"""

HARBOUR = """
tension       category-conflict   -           広報#港長 新報#港長
contradiction date-conflict       -           広報#開港 新報#開港
reconciled    value-conflict      attribution 広報#貨物 新報#貨物
agreement     agreement           -           広報#岸壁 新報#岸壁
agreement     agreement           -           広報#職員 新報#職員
"""

EXPECTED = {"water": WATER, "software": SOFTWARE, "history": HISTORY, "harbour-ja": HARBOUR}

Row = tuple[str, str, frozenset[str], frozenset[str]]


def rows(table: str) -> set[Row]:
    found = set()
    for line in table.strip().splitlines():
        verdict, rule, reasons, *refs = line.split()
        told = frozenset() if reasons == "-" else frozenset(reasons.split(","))
        found.add((verdict, rule, told, frozenset(refs)))
    return found


def findings(result: Result) -> list[Row]:
    return [(f.verdict, f.rule, frozenset(f.reasons), frozenset(f.refs)) for f in result.findings]


def checked(name: str) -> Result:
    texts = HERE / name / "texts"
    return examine(Request(HERE / name / "claims", NOW, texts if texts.is_dir() else None))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_corpus_has_exactly_these_findings(name: str) -> None:
    result = checked(name)
    assert not result.faults
    found = findings(result)
    assert set(found) == rows(EXPECTED[name])
    assert len(found) == len(set(found)), "each is told once"


def test_every_corpus_is_in_the_table() -> None:
    assert {path.parent.name for path in HERE.glob("*/claims")} == set(EXPECTED)


def test_quotes_in_another_script_stand_in_their_texts() -> None:
    assert not checked("harbour-ja").coverage.unchecked


def test_figures_are_told_in_the_unit_of_their_property() -> None:
    (leak,) = [f for f in checked("water").findings if f.rule == "value-conflict" and f.verdict == "contradiction"]
    assert "18.15 to less than 18.3 % and 21.85 to less than 22 %" in leak.why
    (limit,) = [f for f in checked("software").findings if f.rule == "value-conflict"]
    assert "4,857,600 bytes apart" in limit.why


def test_labels_of_another_script_reach_the_message() -> None:
    assert any("潮見港 · 開港の日" in finding.message for finding in checked("harbour-ja").of("contradiction"))
