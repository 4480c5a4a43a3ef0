"""Every mistake in a relation is told in plain words, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.literals.literal import LiteralError
from checker.model.vocabulary import Vocabulary
from checker.relations.grammar import parse


def read_mistakes() -> dict[str, tuple[str, int, str]]:
    """Name to relation, place and message, from the table of mistakes: the caret stands under the place."""
    table = (Path(__file__).parent / "relation_mistakes.txt").read_text(encoding="utf-8").split("\n\n")[1:]
    rows = [row.strip("\n").split("\n") for row in table]
    return {name[2:]: (text, told.index("^"), told.lstrip(" ")[2:]) for name, text, told in rows}


MISTAKES = read_mistakes() | {
    "nothing": ("", 0, "the relation is empty; write two quantities and a comparison, as in a.start <= b.start"),
    "only space": (" \t", 0, "the relation is empty; write two quantities and a comparison, as in a.start <= b.start"),
    "too long": (
        "1 = " + "x" * 2000,
        2000,
        "the relation has 2004 characters, at most 2000 are read; split it into several",
    ),
    "too many parts": ("1 = 1" + " + 1" * 300, 600, "the relation has more than 300 parts; split it into several"),
    "too deep": (
        "(" * 33 + "1" + ")" * 33 + " = 1",
        33,
        "more than 32 levels lie inside one another; write simpler relations",
    ),
    "too many majorities": (
        "majority of " * 33 + "1 = 1",
        396,
        "more than 32 levels lie inside one another; write simpler relations",
    ),
    "an unseen character": ("plant.sta\u200bff = 1", 6, "`sta\\u{200b}ff` is no property; did you mean staff?"),
}


@pytest.mark.parametrize("text, column, message", MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes_are_told_at_their_place(plant: Vocabulary, text: str, column: int, message: str) -> None:
    with pytest.raises(LiteralError) as caught:
        parse(text, plant)
    assert (caught.value.message, caught.value.offset) == (message, column)


OTHER_VOCABULARIES = {
    "an end of one of two intervals": (
        "two",
        "`end` may be that of 2 intervals; write plant.period.end, plant.lease.end",
    ),
    "an end where there is no interval": (
        "none",
        "`end` is no property; declare it under properties in the vocabulary",
    ),
}


@pytest.mark.parametrize("name, message", OTHER_VOCABULARIES.values(), ids=OTHER_VOCABULARIES.keys())
def test_an_end_is_never_guessed(vocabularies: dict[str, Vocabulary], name: str, message: str) -> None:
    with pytest.raises(LiteralError) as caught:
        parse("now > plant.end", vocabularies[name])
    assert (caught.value.message, caught.value.offset) == (message, 12)
