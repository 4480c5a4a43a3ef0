"""Members of one scope dimension exclude each other unless something ties them; what excludes is not compared."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.vocabulary import Entity, Vocabulary
from checker.screening.blocks import ALL_PAIRS
from checker.screening.scopes import meet, meeting, meeting_pairs
from tests.reasons.everywhere import corpus, judged, verdicts

QUANTITY = {"datatype": "quantity", "kind": "constant"}
PROPERTIES: dict[str, Any] = {
    "votes": {"label": "votes", **QUANTITY},
    "opened": {"label": "opening", "datatype": "date", "kind": "event"},
    "chief": {"label": "chief", "datatype": "entity", "kind": "constant"},
    "colours": {
        "label": "colours",
        "datatype": "text",
        "kind": "constant",
        "values": "many",
        "constraints": [{"rule": "single-value", "separators": ["definition"]}],
    },
}
ENTITIES = {
    "country": {"label": "Country"},
    "north": {"label": "North", "part_of": "country", "overlaps": "coast"},
    "south": {"label": "South", "part_of": "country"},
    "town": {"label": "Town", "part_of": "south"},
    "coast": {"label": "Coast"},
    "isle": {"label": "Isle", "part_of": ["coast", "league"]},
    "league": {"label": "League"},
    "crew": {"label": "Crew"},
    "officers": {"label": "Officers"},
    "mayor": {"label": "Mayor"},
    "abbot": {"label": "Abbot"},
}
VOCABULARY = {"entities": ENTITIES, "properties": PROPERTIES, "scopes": {"place": "place", "group": "group"}}
VALUES = {"votes": ("123", "456"), "opened": ("1901", "1950"), "chief": ("mayor", "abbot"), "colours": ("red", "blue")}


def two(property: str, one: dict[str, str], other: dict[str, str]) -> Any:
    values = zip(VALUES[property], (one, other), strict=True)
    claims = [{"property": property, "value": value, **({"scope": s} if s else {})} for value, s in values]
    return corpus(VOCABULARY, {"one": claims[:1], "other": claims[1:]})


SIBLINGS = {"place": "north"}, {"place": "south"}


@pytest.mark.parametrize(
    ("property", "one", "other", "reconciled"),
    [
        pytest.param("votes", *SIBLINGS, False, id="figures of two parts"),
        pytest.param("opened", *SIBLINGS, False, id="events of two parts"),
        pytest.param("chief", *SIBLINGS, False, id="names of two parts"),
        pytest.param("colours", *SIBLINGS, False, id="values of a constraint of two parts"),
        pytest.param("votes", {"group": "crew"}, {"group": "officers"}, False, id="members of another dimension"),
        pytest.param(
            "votes",
            {"place": "north", "group": "crew"},
            {"place": "north", "group": "officers"},
            False,
            id="two groups of one place",
        ),
        pytest.param("votes", {"place": "north"}, {"place": "town"}, False, id="a part, and a part of another part"),
        pytest.param("votes", {"place": "north"}, {}, True, id="a part, and what names no place"),
        pytest.param("votes", {"place": "town"}, {"place": "country"}, True, id="a part of a part, and the whole"),
        pytest.param("votes", {"place": "north"}, {"place": "coast"}, True, id="two places that overlap"),
        pytest.param("votes", {"place": "isle"}, {"place": "north"}, True, id="a part of what a place overlaps"),
        pytest.param("votes", {"place": "coast"}, {"place": "league"}, True, id="two wholes that share a part"),
        pytest.param("votes", {"place": "north"}, {"group": "crew"}, True, id="members of two dimensions"),
        pytest.param("opened", {"place": "north"}, {}, True, id="an event of a part, and one that names no place"),
    ],
)
def test_only_scopes_that_have_something_in_common_are_compared(property, one, other, reconciled) -> None:
    found = verdicts(judged(two(property, one, other)))
    assert [(verdict, reasons) for _, verdict, reasons in found] == ([("reconciled", ("scope",))] if reconciled else [])


def test_two_figures_of_one_part_are_compared_all_the_same() -> None:
    found = verdicts(judged(two("votes", {"place": "north"}, {"place": "north"})))
    assert found == [("value-conflict", "contradiction", ())]


def test_many_parts_in_one_large_key_are_not_summed_up() -> None:
    """Of a part each of 300 claims agrees with all others, and no two parts are compared."""
    claims = [
        {"value": value, "scope": {"place": place}}
        for place, value in (("north", "123"), ("south", "456"))
        for _ in range(ALL_PAIRS)
    ]
    assert verdicts(judged(corpus(VOCABULARY, {"one": claims}))) == []


def test_a_large_key_with_a_whole_is_explained_by_scope() -> None:
    claims = [{"value": "123", "scope": {"place": "north"}} for _ in range(ALL_PAIRS)] + [{"value": "456"}]
    result = judged(corpus(VOCABULARY, {"one": claims}))
    assert verdicts(result) == [("value-conflict", "reconciled", ("scope",))]
    (entry,) = result.disagreements
    assert (entry.verdict, entry.complete, entry.conflicts, entry.reasons) == ("reconciled", False, 200, {"scope": 200})


MEMBERS = tuple(ENTITIES)
WORDS = Vocabulary(
    entities={
        name: Entity(
            name,
            name,
            part_of=tuple([whole] if isinstance(whole := entry.get("part_of", []), str) else whole),
            overlaps=tuple(filter(None, (entry.get("overlaps", ""),))),
        )
        for name, entry in ENTITIES.items()
    }
)
SCOPES = st.lists(
    st.dictionaries(st.sampled_from(("group", "place")), st.sampled_from(MEMBERS)).map(
        lambda d: tuple(sorted(d.items()))
    ),
    max_size=12,
)


@given(SCOPES)
def test_pairs_of_scopes_are_counted_as_if_each_was_looked_at(scopes: list[Any]) -> None:
    pairs = [(a, b) for index, a in enumerate(scopes) for b in scopes[index + 1 :]]
    assert meeting_pairs(scopes, WORDS) == sum(meet(a, b, WORDS) for a, b in pairs)
    assert all(meeting(WORDS)(a, b) == meet(a, b, WORDS) == meet(b, a, WORDS) for a, b in pairs)


ONE_COUNTRY = {
    "entities": {
        "land": {"label": "Land", "type": "place"},
        "east": {"label": "East", "type": "place", "part_of": "land"},
        "west": {"label": "West", "type": "place", "part_of": "land"},
    },
    "properties": PROPERTIES,
}
TWO_COUNTRIES = {
    **ONE_COUNTRY,
    "entities": {**ONE_COUNTRY["entities"], "elsewhere": {"label": "Elsewhere", "type": "place"}},
}
UNKNOWN = [("value-conflict", "tension", ())]
BY_SCOPE = [("value-conflict", "reconciled", ("scope",))]


@pytest.mark.parametrize(
    ("vocabulary", "one", "other", "expected"),
    [
        pytest.param(ONE_COUNTRY, {"place": "land"}, {}, UNKNOWN, id="what holds all places, and no place"),
        pytest.param(ONE_COUNTRY, {"place": "east"}, {}, BY_SCOPE, id="a part of it, and no place"),
        pytest.param(ONE_COUNTRY, {"place": "east"}, {"place": "land"}, BY_SCOPE, id="a part of it, and itself"),
        pytest.param(TWO_COUNTRIES, {"place": "land"}, {}, BY_SCOPE, id="one of two countries, and no place"),
        pytest.param(TWO_COUNTRIES, {"place": "thing"}, {}, UNKNOWN, id="the subject itself, and no place"),
        pytest.param(
            TWO_COUNTRIES, {"place": "thing"}, {"place": "land"}, [], id="the subject itself, and another place"
        ),
        pytest.param(
            ONE_COUNTRY, {"place": "land", "group": "east"}, {"group": "east"}, UNKNOWN, id="beside a scope of both"
        ),
    ],
)
def test_whether_a_scope_limits_anything_may_be_unknown(vocabulary, one, other, expected) -> None:
    claims = [{"value": value, **({"scope": s} if s else {})} for value, s in (("123", one), ("456", other))]
    words = {**vocabulary, "scopes": {"place": "place", "group": "group"}}
    assert verdicts(judged(corpus(words, {"one": claims[:1], "other": claims[1:]}))) == expected


def test_what_a_scope_leaves_unknown_is_told_with_a_next_step() -> None:
    claims = [{"value": "123", "scope": {"place": "land"}}, {"value": "456"}]
    result = judged(corpus(ONE_COUNTRY, {"one": claims[:1], "other": claims[1:]}))
    (finding,) = (finding for finding in result.findings if finding.verdict == "tension")
    (unknown,) = (one.text for one in finding.explanations_with("unknown") if one.reason == "scope")
    assert unknown == (
        "one#claim-1 names Land, of which all others are part, and other#claim-1 no place: whether that is less is not "
        "stated; write the scope on both, or on neither"
    )


def test_a_large_key_meets_claims_on_what_holds_it_all() -> None:
    many = [{"value": f"1 to {number}"} for number in range(900, 900 + ALL_PAIRS)]
    claims = [*many, {"value": "123"}, {"value": "456", "scope": {"place": "land"}}]
    assert verdicts(judged(corpus(ONE_COUNTRY, {"one": claims})), "value-conflict") == UNKNOWN


def test_a_whole_that_is_less_than_its_part_is_still_contradicted() -> None:
    vocabulary = {**ONE_COUNTRY, "properties": {"votes": {**PROPERTIES["votes"], "adds_over": "place"}}}
    documents = {"one": [{"value": "456", "scope": {"place": "land"}}], "other": [{"value": "123"}]}
    found = verdicts(judged(corpus(vocabulary, documents)))
    assert found == [("joint-conflict", "contradiction", ()), *UNKNOWN]
