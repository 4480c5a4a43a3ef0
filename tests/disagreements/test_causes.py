"""One cause is one disagreement, however many claims, documents and minimal sets it reaches."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import checker
from checker.model.disagreement import Disagreement
from checker.model.result import Result
from checker.request import Request
from checker.run import examine

NOW = "2026-11-22"
Figures = dict[str, int]
"""What one edition says, by part; `all` is the whole."""


def sound(parts: int) -> Figures:
    figures = {f"p{number}": 11 + number for number in range(parts)}
    return {**figures, "all": sum(figures.values())}


def judged(folder: Path, editions: Iterable[Figures]) -> Result:
    """The result on editions of one table, each of a publisher of its own."""
    root = folder / "claims"
    root.mkdir()
    editions = list(editions)
    parts = [name for name in editions[0] if name != "all"]
    vocabulary = {
        "entities": {
            "fair": {"label": "the fair"},
            "all": {"label": "all halls"},
            **{name: {"label": f"hall {name}", "part_of": "all"} for name in parts},
        },
        "scopes": {"hall": "hall"},
        "properties": {
            "stalls": {
                "label": "stalls",
                "datatype": "quantity",
                "kind": "constant",
                "exact": True,
                "adds_over": ["hall"],
            }
        },
        "relations": [
            {
                "relation": "fair.stalls[hall=all] = sum of parts of fair.stalls[hall=all]",
                "because": "the halls make the fair",
            }
        ],
    }
    (root / "vocabulary.yaml").write_text(json.dumps(vocabulary), "utf-8")
    for number, figures in enumerate(editions):
        claims = [
            {"id": name, "quote": str(value), "subject": "fair", "property": "stalls", "scope": {"hall": name},
             "value": str(value)}
            for name, value in figures.items()
        ]  # fmt: skip
        head = {
            "id": f"edition-{number}",
            "title": f"Edition {number}",
            "publisher": f"Office {number}",
            "published": "2020",
        }
        (root / f"edition-{number}.yaml").write_text(json.dumps({"document": head, "claims": claims}), "utf-8")
    return examine(Request(root, NOW))


def in_dispute(result: Result) -> list[Disagreement]:
    assert not result.faults
    assert not result.of("unchecked")
    return [one for one in result.disagreements if one.open]


def withdrawn_first(one: Disagreement) -> set[str]:
    return {ref for position in one.repairs[0] for ref in position.refs}


Wrong = Callable[[list[Figures]], None]


def total(editions: list[Figures]) -> None:
    editions[0]["all"] += 700


def part(editions: list[Figures]) -> None:
    editions[0]["p0"] += 700


def both(editions: list[Figures]) -> None:
    total(editions)
    editions[1]["p1"] += 300


@pytest.mark.parametrize(
    ("parts", "documents", "wrong", "expected"),
    [
        pytest.param(8, 3, total, {"edition-0#all"}, id="a wrong total in one of three editions"),
        pytest.param(8, 5, total, {"edition-0#all"}, id="a wrong total in one of five editions"),
        pytest.param(8, 5, part, {"edition-0#p0"}, id="a wrong part in one of five editions"),
        pytest.param(40, 10, total, {"edition-0#all"}, id="a wrong total over forty parts in ten editions"),
        pytest.param(3, 25, total, {"edition-0#all"}, id="a wrong total in one of twenty-five documents"),
    ],
)
def test_one_wrong_figure_is_one_disagreement_that_its_withdrawal_settles(
    tmp_path: Path, parts: int, documents: int, wrong: Wrong, expected: set[str]
) -> None:
    editions = [sound(parts) for _ in range(documents)]
    wrong(editions)
    (one,) = in_dispute(judged(tmp_path, editions))
    assert (one.verdict, one.complete, withdrawn_first(one)) == ("contradiction", True, expected)
    assert [position.independent for position in one.positions if not position.derived] == [documents - 1, 1]


def test_a_wrong_total_that_nobody_else_gives_is_a_dispute_about_the_sum(tmp_path: Path) -> None:
    """The total, or any part, may be wrong: nobody can tell, and so the relation is what is in dispute."""
    editions = [sound(5)]
    total(editions)
    (one,) = in_dispute(judged(tmp_path, editions))
    assert (one.verdict, one.question.sort) == ("contradiction", "relation")
    assert one.title.startswith("the halls make the fair: ")
    assert {next(iter(repair[0].refs)) for repair in one.repairs} == {f"edition-0#{name}" for name in editions[0]}


def test_two_wrong_figures_are_two_disagreements(tmp_path: Path) -> None:
    editions = [sound(6) for _ in range(4)]
    both(editions)
    found = in_dispute(judged(tmp_path, editions))
    assert [withdrawn_first(one) for one in found] == [{"edition-0#all"}, {"edition-1#p1"}]


def test_a_table_that_adds_up_is_in_dispute_nowhere(tmp_path: Path) -> None:
    assert in_dispute(judged(tmp_path, [sound(6) for _ in range(4)])) == []


def test_more_support_makes_no_other_question(tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"
    names = []
    for folder, documents in ((few, 3), (many, 6)):
        folder.mkdir()
        editions = [sound(4) for _ in range(documents)]
        total(editions)
        names.append([one.id for one in in_dispute(judged(folder, editions))])
    assert names[0] == names[1]


@pytest.mark.parametrize("documents", [2, 8, 25])
def test_quantities_in_dispute_everywhere_are_one_disagreement_each(build, documents: int) -> None:
    """Each document gives a total and its parts, and no two agree: a run that ends, whatever their number."""
    claims = {
        f"d{number:02}": [
            {"value": str(2201 + number)},
            {"value": str(1321 + number), "scope": {"group": "passengers"}},
            {"value": str(883 + number), "scope": {"group": "crew"}},
        ]
        for number in range(documents)
    }
    entities = {"passengers": {"label": "passengers"}, "crew": {"label": "crew"}}
    aboard = {"label": "aboard", "datatype": "quantity", "kind": "constant", "adds_over": "group"}
    result = checker.check(build(claims, {"aboard": aboard}, entities), as_of="2026-11-22", config=False)
    assert (result.exit_code, len(result.open)) == (1, 3)
    assert {one.verdict for one in result.open} == {"contradiction"}
    assert result.complete
