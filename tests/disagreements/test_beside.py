"""Each repair settles its own question; questions whose first repairs do not go together name one another."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import pytest

from checker.model.disagreement import Disagreement
from checker.report.dispute import grounds_of
from checker.request import Request
from checker.run import examine

HALLS = ("all", "day", "night")
VOCABULARY = {
    "entities": {"fair": {"label": "fair"}},
    "properties": {name: {"label": name, "datatype": "quantity", "kind": "constant", "exact": True} for name in HALLS},
    "relations": [{"relation": "fair.all = fair.day + fair.night", "because": "the halls make the fair"}],
}
Said = Sequence[dict[str, int]]
"""What each document says of some halls."""
Judge = Callable[[Said, Collection[str]], list[Disagreement]]


@pytest.fixture
def open_ones(tmp_path: Path) -> Judge:
    """What is open among documents d0, d1, d2 … without some of their claims."""
    (tmp_path / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")

    def judged(said: Said, gone: Collection[str] = ()) -> list[Disagreement]:
        for number, figures in enumerate(said):
            head = {"id": f"d{number}", "title": f"D{number}", "publisher": f"P{number}", "published": "2020"}
            claims = [
                {"id": hall, "quote": str(figure), "subject": "fair", "property": hall, "value": str(figure)}
                for hall, figure in figures.items() if f"d{number}#{hall}" not in gone
            ]  # fmt: skip
            (tmp_path / f"d{number}.yaml").write_text(json.dumps({"document": head, "claims": claims}), "utf-8")
        result = examine(Request(tmp_path, "2026-11-22"))
        assert not result.faults
        assert not result.of("unchecked")
        return [one for one in result.disagreements if one.open]

    return judged


CASES = [
    ("no total fits any parts", [{"all": 58, "day": 31}, {"all": 59, "day": 32}, {"night": 14}], True),
    ("the first of each go together", [{"all": 45, "day": 31}, {"all": 46, "day": 32}, {"night": 14}], False),
    ("the first of each do not go together", [{"all": 45, "day": 32}, {"all": 46, "day": 31}, {"night": 13}], True),
    ("nothing is said of the other part", [{"all": 58, "day": 31}, {"all": 59, "day": 32}, {}], False),
]


@pytest.mark.parametrize(("said", "along"), [pytest.param(*rest, id=label) for label, *rest in CASES])
def test_a_question_that_remains_is_named(said: Said, along: bool, open_ones: Judge) -> None:
    found = open_ones(said)
    assert [(one.question.name, one.verdict) for one in found] == [
        ("fair.all", "contradiction"),
        ("fair.day", "contradiction"),
    ]
    assert {reason for one in found for finding in one.findings for reason in finding.reasons} == set()
    expected = [
        f"{other} remains in dispute; with both settled in the first way, this does not hold: the halls make the fair"
        for other in ("fair · day", "fair · all")
    ]
    assert [grounds_of(one).get("then", ("",))[0] for one in found] == (expected if along else ["", ""])


def set_aside(said: Said, one: Disagreement) -> set[str]:
    """All claims of a quantity in dispute; of a relation all that might be withdrawn for it."""
    if one.question.sort == "relation":
        return {ref for repair in one.repairs for position in repair for ref in position.refs}
    return {f"d{n}#{hall}" for n, figures in enumerate(said) for hall in figures if one.question.name == f"fair.{hall}"}


@pytest.mark.parametrize("seed", range(12))
def test_each_repair_settles_its_question_and_the_first_of_all_settle_all_or_say_so(seed, open_ones: Judge) -> None:
    """The oracle: the corpus without the claims that a repair withdraws, judged anew."""
    chance = random.Random(seed)
    said = [{hall: chance.choice([1, 2, 3]) for hall in HALLS if chance.random() < 0.7} for _ in range(3)]
    found = open_ones(said)
    for one in found:
        others = {ref for other in found if other is not one for ref in set_aside(said, other)}
        for repair in one.repairs:
            withdrawn = {ref for position in repair for ref in position.refs}
            assert open_ones(said, others | withdrawn) == [], (said, one.title)
    firsts = {ref for one in found for position in one.repairs[0] for ref in position.refs}
    assert bool(open_ones(said, firsts)) == any(one.beside for one in found), said
