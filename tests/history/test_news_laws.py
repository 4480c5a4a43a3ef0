"""What must not matter brings nothing new, and what is new is never taken for something that was there."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume

from checker.history.matching import matches
from checker.history.names import SAME
from checker.history.news import News, news
from checker.model.corpus import Corpus
from checker.model.decision import Decided
from checker.model.disagreement import Disagreement, Position, Question
from checker.model.finding import Verdict
from checker.model.result import Coverage, Result
from tests.history.test_renamed import under
from tests.laws.conftest import ENTITIES, PROPERTIES, REAL, VOCABULARY, Files, check, documents, law, read
from tests.laws.test_laws import in_another_order, under_other_file_names

NAMES = {name: f"{name}-x" for name in (*ENTITIES, *PROPERTIES, "a-paper", "b-paper", "c-paper")}


def renamed(files: Files, chance: random.Random) -> Files:  # noqa: ARG001  # one signature
    """Every document, claim, entity and property under another name."""
    found = under(NAMES, files)
    for content in documents(found).values():
        for entry in content["claims"]:
            entry["id"] += "-x"
    return found


def with_the_same_of_another_publisher(files: Files, chance: random.Random) -> Files:
    """A document again, by somebody who draws on nobody."""
    copy = deepcopy(files[chance.choice(sorted(documents(files)))])
    copy["document"] |= {"id": "a-copy", "publisher": "Nobody before", "title": "Again"}
    return {**files, "a-copy": copy}


def with_a_source_more(files: Files, chance: random.Random) -> Files:
    """One claim again, by somebody else who says it on the same day."""
    found = with_the_same_of_another_publisher(files, chance)
    entries = found["a-copy"]["claims"]
    found["a-copy"]["claims"] = [chance.choice(entries)]
    return found


NO_NEWS: dict[str, Callable[[Files, random.Random], Files]] = {
    "nothing": lambda files, _: files,
    "claims, fields and names in another order": in_another_order,
    "files under other names": under_other_file_names,
    "everything under other names": renamed,
    "a document again by another publisher": with_the_same_of_another_publisher,
    "a source more": with_a_source_more,
}


def told(found: News, now: Result) -> list[str]:
    return [one.title for one in now.disagreements if one.id in found.fresh]


@pytest.mark.parametrize("change", NO_NEWS.values(), ids=list(NO_NEWS))
def test_what_does_not_matter_is_no_news(change: Callable[[Files, random.Random], Files]) -> None:
    @law
    def holds(files: Files, chance: random.Random) -> None:
        now, before = check(change(files, chance)), check(files)
        assert told(news(now, before), now) == []

    holds()


@pytest.mark.parametrize("name", [name for name in NO_NEWS if name != "everything under other names"])
@pytest.mark.parametrize("corpus", list(REAL))
def test_what_does_not_matter_is_no_news_in_the_tree(corpus: str, name: str) -> None:
    files = read(REAL[corpus])
    now, before = check(NO_NEWS[name](files, random.Random(0))), check(files)
    assert told(news(now, before), now) == []


FAR = {"staff": "7 million", "length": "7 million km", "cost": "7 million USD/year", "opened": "1850", "named": "1850"}
"""Values that fit no other one that random corpora hold."""


@law
def test_a_third_value_is_news(files: Files, chance: random.Random) -> None:
    before = check(files)
    keys = [one.question.key for one in before.disagreements if one.verdict == "contradiction" and one.question.key]
    wanted = [key for key in keys if key.property in FAR]
    assume(wanted)
    key = chance.choice(wanted)
    about = {"id": "a-third", "title": "A third", "publisher": "Nobody before", "published": "1961-05-03"}
    entry: dict[str, Any] = {"id": "c", "quote": FAR[key.property], "subject": key.subject, "property": key.property}
    entry |= {"value": FAR[key.property], "scope": dict(key.scope)} if key.scope else {"value": FAR[key.property]}
    if PROPERTIES[key.property]["kind"] != "event" and PROPERTIES[key.property]["kind"] != "constant":
        entry["during"] = "1900/1990"
    now = check({**files, "a-third": {"document": about, "claims": [entry]}})
    assert told(news(now, before), now)


@law
def test_what_was_settled_and_is_open_is_news(files: Files, chance: random.Random) -> None:  # noqa: ARG001
    now = check(files)
    ruled = tuple(replace(one, decision=Decided("known", "")) for one in now.disagreements)
    found = news(now, replace(now, disagreements=ruled))
    assert found.fresh == {one.id for one in now.disagreements if one.open or not one.settled}


@law
def test_a_disagreement_that_was_not_there_is_news(files: Files, chance: random.Random) -> None:  # noqa: ARG001
    now = check(files)
    found = news(now, replace(now, disagreements=()))
    assert found.fresh == {one.id for one in now.disagreements}


# --- what is known by what


def made(positions: str, verdict: Verdict = "contradiction", question: str = "a.b") -> Disagreement:
    """`x+y z`: one position says x and y, another one z; `(z)` is derived."""
    held = tuple(
        Position(said, (), (), derived=said.startswith("("), contents=frozenset(said.strip("()").split("+")))
        for said in positions.split()
    )
    return Disagreement(Question("quantity", question), verdict, positions, held, (), ())


def result(disagreements: list[Disagreement]) -> Result:
    return Result(Corpus(), "2026-11-22", (), (), (), Coverage(0, 0, (), ()), disagreements=tuple(disagreements))


@pytest.mark.parametrize(
    ("before", "now", "known"),
    [
        pytest.param([made("x y")], made("x y"), True, id="the same"),
        pytest.param([made("x y z")], made("x y"), True, id="a position less"),
        pytest.param([made("x y")], made("x y z"), False, id="a position more"),
        pytest.param([made("x+w y")], made("x+v y"), True, id="said in another way too"),
        pytest.param([made("x y")], made("x y", question="a.c"), True, id="on another question"),
        pytest.param([made("x y")], made("x y (z)"), True, id="what others imply does not count"),
        pytest.param([made("x (y)")], made("x y"), False, id="what was implied before was nobody's position"),
        pytest.param([made("x y", "tension")], made("x y"), False, id="graver"),
        pytest.param([made("x y")], made("x y", "tension"), True, id="less grave"),
        pytest.param([made("x y", "tension"), made("x y")], made("x y"), True, id="as grave as one of two"),
        pytest.param([made("x y"), made("z w")], made("x w"), False, id="positions of two"),
        pytest.param([made("x y"), made("z w")], made("x+z y+w"), False, id="two that have merged"),
        pytest.param([made("x y"), made("x y", question="a.c")], made("x y"), True, id="two of the same positions"),
        pytest.param([made("x y z"), made("x y")], made("x y z"), True, id="one within another"),
        pytest.param([made("")], made(""), True, id="without positions, the same question"),
        pytest.param([made("", question="a.c")], made(""), False, id="without positions, another question"),
        pytest.param([], made("x y"), False, id="none before"),
    ],
)
def test_a_disagreement_is_known_by_its_positions(before: list[Disagreement], now: Disagreement, known: bool) -> None:
    (match,) = matches(result([now]), result(before), SAME)
    assert match.known is known


def test_which_question_is_asked_may_hang_on_names_and_what_is_known_does_not() -> None:
    """Two senses of one date: either of them may be what is asked, and a conflict that touches two disagreements
    belongs to one of them.
    """

    def document(name: str, *claims: tuple[str, str]) -> dict[str, Any]:
        about = {"id": name, "title": name, "publisher": "P", "published": "1960"}
        entries = [
            {"id": f"c{n}", "quote": value, "subject": "mill", "property": of, "value": value}
            for n, (of, value) in enumerate(claims)
        ]
        entries[-1] |= {"definition": "with trainees"} if name == "b-paper" else {}
        return {"document": about, "claims": entries}

    two = {"a-paper": document("a-paper", ("named", "1950")), "b-paper": document("b-paper", ("named-by-law", "1949"))}
    three = {
        "a-paper": document("a-paper", ("named", "1951")),
        "b-paper": document("b-paper", ("named-in-use", "1949"), ("named-by-law", "1950")),
        "c-paper": document("c-paper", ("named", "1949"), ("named-by-law", "1949")),
    }
    for files in ({"vocabulary": VOCABULARY, **two}, {"vocabulary": VOCABULARY, **three}):
        now, before = check(renamed(files, random.Random(0))), check(files)
        assert [one.question.name for one in now.disagreements] != [one.question.name for one in before.disagreements]
        assert told(news(now, before), now) == []
