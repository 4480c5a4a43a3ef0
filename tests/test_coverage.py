"""Whatever nothing was held against is counted, with why; in JSON, in text and on pages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.result import WHY_UNEXAMINED, Result, Unexamined
from checker.model.vocabulary import Entity, Vocabulary
from checker.report.json import as_data
from checker.report.markdown import write as as_markdown
from checker.report.options import PLAIN
from checker.report.text import write as as_text
from checker.request import Request
from checker.run import examine
from checker.screening.scopes import meet, with_company
from tests.reasons.everywhere import corpus

STAFF = {"label": "staff", "datatype": "quantity", "kind": "state"}
DAY = {"label": "opening", "datatype": "date", "kind": "event"}
WORDS = {
    "properties": {"staff": STAFF, "guests": STAFF | {"label": "guests"}, "opened": DAY},
    "entities": {
        "north": {"label": "North"},
        "south": {"label": "South"},
        "coast": {"label": "Coast", "part_of": "north"},
        "house": {"label": "the house"},
    },
}
NOTHING = dict.fromkeys(WHY_UNEXAMINED, 0)
QUOTED = ("quotes_without_text",)
"""What every claim of these cases counts as: no texts are given."""


def result_of(build_in, files: dict[str, Any], **more: Any) -> Result:
    import json

    root = build_in / "claims"
    root.mkdir()
    for name, content in files.items():
        (root / f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    return examine(Request(root, "2026-11-22", **more))


def counted(result: Result) -> dict[str, int]:
    numbers = as_data(result)["coverage"]["unexamined"]
    return {name: number for name, number in numbers.items() if number and name not in QUOTED}


def said(value: str = "12", **more: Any) -> dict[str, Any]:
    return {"value": value, **more}


ANEW = {"rule": "value-range", "max": "99", "severity": "normal"}
SHARED = {"relation": "thing.staff = thing.guests", "because": "each guest has a servant"}


@pytest.mark.parametrize(
    ("words", "documents", "expected"),
    [
        pytest.param({}, {"a": [said()], "b": [said()]}, {}, id="two claims that are compared"),
        pytest.param({}, {"a": [said()]}, {"lone_claims": 1}, id="a claim of which nothing else speaks"),
        pytest.param(
            {},
            {"a": [said(scope={"place": "north"})], "b": [said(scope={"place": "south"})]},
            {"scopes_apart": 2},
            id="two provinces",
        ),
        pytest.param(
            {},
            {"a": [said(scope={"place": "north"}), said("3", scope={"place": "south"})], "b": [said("15")]},
            {},
            id="the whole beside two provinces",
        ),
        pytest.param(
            {},
            {"a": [said(scope={"place": "coast"}), said("3", scope={"place": "south"})],
             "b": [said(scope={"place": "north"})]},
            {"scopes_apart": 1},
            id="a part and its whole beside another province",
        ),
        pytest.param({}, {"a": [said(rank="deprecated")], "b": [said()]}, {"deprecated": 1}, id="a claim set aside"),
        pytest.param({}, {"a": [said(), said(draft=True)], "b": [said()]}, {"drafts": 1}, id="a draft"),
        pytest.param({}, {"a": [said("a dozen or so km?")], "b": [said()]}, {"unreadable": 1, "lone_claims": 1},
                     id="a value that cannot be read leaves the other one alone"),
        pytest.param({}, {"a": [said("12 km")], "b": [said()], "c": [said()]}, {"unreadable": 1}, id="nor a unit"),
        pytest.param({}, {"a": [said(as_of="the day")], "b": [said()], "c": [said()]}, {"unreadable": 1},
                     id="nor a time"),
        pytest.param(
            {},
            {"a": [said(), {"relation": "house.staff = house.guests"}], "b": [said()]},
            {"lone_relations": 1},
            id="a relation between what nobody speaks of",
        ),
        pytest.param(
            {},
            {"a": [said(), {"relation": "thing.staff = thing.guests"}], "b": [said()]},
            {},
            id="a relation of what somebody does",
        ),
        pytest.param(
            {"relations": [{**SHARED, "relation": "house.staff = house.guests"}, SHARED]},
            {"a": [said()], "b": [said()]},
            {"idle_relations": 1},
            id="of two definitions the one without input",
        ),
        pytest.param(
            {"properties": {"staff": STAFF, "guests": STAFF | {"label": "guests", "constraints": [ANEW]}}},
            {"a": [said()], "b": [said()]},
            {"idle_constraints": 1},
            id="a constraint of what nobody speaks of",
        ),
    ],
)  # fmt: skip
def test_what_nothing_was_held_against_is_counted(words, documents, expected, tmp_path) -> None:
    assert counted(result_of(tmp_path, corpus({**WORDS, **words}, documents))) == expected


def test_every_report_tells_it(tmp_path) -> None:
    documents = {"a": [said(scope={"place": "north"})], "b": [said(scope={"place": "south"})]}
    result = result_of(tmp_path, corpus(WORDS, documents))
    words = "2 claims of whose subject and property others speak in scopes that exclude each other"
    assert f"nothing was held against {words}" in as_text(result, PLAIN)
    assert f"- {words}" in as_markdown(result, PLAIN)


def test_quotes_are_counted_where_no_text_is_there(tmp_path) -> None:
    result = result_of(tmp_path, corpus(WORDS, {"a": [said()], "b": [said()]}))
    assert as_data(result)["coverage"]["unexamined"]["quotes_without_text"] == 2


def test_there_is_one_list_of_what_is_counted() -> None:
    assert list(Unexamined.__dataclass_fields__) == list(WHY_UNEXAMINED)


# --- scopes with company

MEMBERS = ("north", "south", "coast", "isle")
PLACES = {
    "north": Entity("north", "North"),
    "south": Entity("south", "South"),
    "coast": Entity("coast", "Coast", part_of=("north",)),
    "isle": Entity("isle", "Isle", overlaps=("south",)),
}
SCOPE = st.dictionaries(st.sampled_from(("place", "branch")), st.sampled_from(MEMBERS)).map(
    lambda scope: tuple(sorted(scope.items()))
)


@settings(max_examples=300)
@given(st.lists(SCOPE, max_size=7))
def test_a_scope_has_company_where_another_one_meets_it(scopes: list) -> None:
    words = Vocabulary(entities=PLACES)
    met = {
        one for i, one in enumerate(scopes) if any(i != j and meet(one, other, words) for j, other in enumerate(scopes))
    }
    assert with_company(scopes, words) == met
