"""A picture is about one disagreement: titled and marked where that lies, lettered as rulings have its claims."""

from __future__ import annotations

import pytest

from checker.model.disagreement import Disagreement
from checker.model.result import Result
from checker.report.figure import Figure, Focus, figure_of
from checker.report.letters import lettered
from checker.request import Request
from checker.run import examine

REIGN = {"reign": {"label": "reign", "datatype": "interval", "kind": "event"}}
OUTPUT = {"output": {"label": "output", "datatype": "quantity", "kind": "state", "unit": "MW"}}


def examined(build, properties, *values: str, **more: str) -> Result:
    documents = {f"paper-{number}": [{"value": value, **more}] for number, value in enumerate(values, start=1)}
    return examine(Request(build(documents, properties), "2026-11-22"))


def opened(result: Result) -> Disagreement:
    return next(one for one in result.disagreements if one.open and one.question.key and len(one.positions) > 1)


def drawn(one: Disagreement, result: Result) -> Figure:
    assert one.question.key
    letters = lettered(one, (claim.ref for claim in result.corpus.claims))
    focus = Focus(letters, frozenset(claim.ref for claim in one.claims), one.witness)
    root = result.corpus.vocabulary.root(one.question.key.property)
    made = figure_of(one.question.key.subject, root, result, focus=focus)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("values", "end", "side"),
    [
        pytest.param(("1945/1952", "1945/1952", "1945/1949"), "end", "right", id="about the end"),
        pytest.param(("1945/1952", "1945/1952", "1941/1952"), "start", "left", id="about the start"),
    ],
)
def test_a_conflict_about_an_end_is_titled_and_marked_there(build, values, end: str, side: str) -> None:
    result = examined(build, REIGN, *values)
    one = opened(result)
    figure = drawn(one, result)
    assert one.question.key is not None
    assert one.question.key.property.endswith(end)
    assert figure.title == f"the thing · reign ({end})"
    (gap,) = figure.bands
    assert gap.area is not None
    assert (gap.area.x.middle > 0.5) == (side == "right")
    assert len({mark.claim.ref for mark in figure.marks}) == len(figure.marks), "each stretch is one bar"


def test_letters_are_those_by_which_rulings_name_claims(build) -> None:
    result = examined(build, OUTPUT, "40 MW", "40 MW", "70 MW", as_of="2020")
    assert {mark.letter: mark.claim.value for mark in drawn(opened(result), result).marks} == {
        "A1": "40 MW",
        "A2": "40 MW",
        "B": "70 MW",
    }


def test_what_is_beside_it_is_lettered_on_and_faded(build) -> None:
    documents = {
        "a": [{"value": "40 MW", "as_of": "2020"}],
        "b": [{"value": "70 MW", "as_of": "2020"}],
        "c": [{"value": "90 MW", "as_of": "2024"}],
    }
    result = examine(Request(build(documents, OUTPUT), "2026-11-22"))
    marks = {mark.letter: mark for mark in drawn(opened(result), result).marks}
    assert {letter: mark.own for letter, mark in marks.items()} == {"A": True, "B": True, "C": False}
    assert marks["C"].claim.value == "90 MW"


def test_letters_go_on_after_those_of_the_card() -> None:
    assert lettered(None, ["x#1", "x#2"]) == {"x#1": "A", "x#2": "B"}
