"""Phrases are found where a plain search finds them, whether the words of a text were listed or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.texts.search import RARE, Searched, listed, places

WORDS = st.lists(st.sampled_from(["a", "b", "ab", "40", "40,000", "b."]), max_size=90).map(" ".join)


def plainly(words: str, phrase: str) -> list[int]:
    return [at for at in range(len(words)) if words.startswith(phrase, at)]


@given(WORDS, st.data())
def test_a_list_of_words_changes_no_answer(words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words)))
    phrase = words[start : data.draw(st.integers(start, len(words)))] or "a b"
    assert list(places(listed(words), phrase)) == list(places(Searched(words), phrase)) == plainly(words, phrase)


@pytest.mark.parametrize("phrase", ["a b a", "a x a", "b 40 a", "x", ""])
def test_what_stands_too_often_is_searched_for(phrase: str) -> None:
    words = "a b " * (2 * RARE) + "40 a"
    wanted = plainly(words, phrase) if phrase else list(places(Searched(words), ""))
    assert list(places(listed(words), phrase)) == wanted
