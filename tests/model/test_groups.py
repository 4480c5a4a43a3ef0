"""Things in groups: by name, and by what ties them together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.groups import grouped, linked

LINKED = (
    pytest.param(["ab", "cd"], [["ab"], ["cd"]], id="nothing shared"),
    pytest.param(["ab", "cd", "bx"], [["ab", "bx"], ["cd"]], id="one shared"),
    pytest.param(["ab", "cd", "bc"], [["ab", "cd", "bc"]], id="shared by way of a third, which comes last"),
    pytest.param(["", "a", ""], [[""], ["a"], [""]], id="what has no tie is alone"),
    pytest.param([], [], id="nothing"),
)


@pytest.mark.parametrize(("words", "groups"), LINKED)
def test_things_that_share_a_tie_are_together(words: list[str], groups: list[list[str]]) -> None:
    assert linked(words, iter) == groups


@given(st.lists(st.text("abcdefgh", max_size=3), max_size=12))
def test_groups_share_no_tie_and_fall_into_no_smaller_ones(words: list[str]) -> None:
    groups = linked(words, iter)
    assert sorted(word for group in groups for word in group) == sorted(words)
    letters = [set("".join(group)) for group in groups]
    assert sum(map(len, letters)) == len(set().union(*letters))
    for group in groups:
        reached, rest = set(group[0]), group[1:]
        while near := [word for word in rest if reached & set(word)]:
            reached |= set("".join(near))
            rest = [word for word in rest if word not in near]
        assert not rest


def test_things_of_one_name_keep_their_order() -> None:
    assert grouped(["beta", "alpha", "bravo"], lambda word: word[0]) == {"b": ["beta", "bravo"], "a": ["alpha"]}
