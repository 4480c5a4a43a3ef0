"""A text in marked blocks: its words stay as they are, marks may overlap, and every mark is reached."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.report.reading_view import TextBlock, TextMark, around, text_blocks
from checker.texts.text import Block, Piece, Text, assembled

TEXT = assembled(
    [
        Piece("Skip to content", "furniture"),
        Piece("The mill", "heading", 1),
        Piece("It closed in 1951 or 1952.", "paragraph"),
        Piece("one wheel", "item"),
        Piece("Later", "heading", 4),
        Piece("if x:\n  y", "code"),
    ]
)


def mark(words: str, sort: str = "co", rank: int = 0, target: str = "") -> TextMark:
    start = TEXT.words.index(words)
    return TextMark(start, start + len(words), sort, rank, f"t-{words}", target or f"f-{words}")


def drawn(block: TextBlock) -> str:
    """`It [co:closed] …`, with `<` before words at which anchors stand and `>` after those where marks end."""
    parts = []
    for run in block.runs:
        words = f"[{run.mark.sort}:{run.words}]" if run.mark else run.words
        parts.append("<" * len(run.begins) + words + ">" * len(run.ends))
    return "".join(parts)


def test_blocks_keep_what_they_are() -> None:
    blocks = list(text_blocks(TEXT, ()))
    assert [block.kind for block in blocks] == [block.kind for block in TEXT.blocks]
    assert [block.level for block in blocks] == [0, 4, 0, 0, 5, 0], "headings go down by one at most"
    assert blocks[-1].runs[0].words == "if x:\n  y"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param([mark("1951")], "It closed in <[co:1951]> or 1952.", id="one"),
        pytest.param([mark("It"), mark("1952.")], "<[co:It]> closed in 1951 or <[co:1952.]>", id="at both ends"),
        pytest.param(
            [mark("closed in 1951", "ag", 5), mark("1951 or 1952", "co", 0)],
            "It <[ag:closed in ]<[co:1951]>[co: or 1952]>.",
            id="overlapping: the graver is drawn, both are reached",
        ),
        pytest.param(
            [mark("closed in 1951", "te", 1), mark("in", "te", 1)],
            "It <[te:closed ]<[te:in]>[te: 1951]> or 1952.",
            id="one within the other: the shorter is drawn",
        ),
        pytest.param(
            [mark("1951", "co", 0), mark("1951", "ag", 5, "f-other")],
            "It closed in <<[co:1951]>> or 1952.",
            id="the same words twice: both are reached",
        ),
        pytest.param(
            [mark("1951", "co", 0, "f-one"), mark("1951", "ag", 5, "f-one")],
            "It closed in <<[co:1951]> or 1952.",
            id="what leads to the same place is reached once",
        ),
        pytest.param([], "It closed in 1951 or 1952.", id="none"),
    ],
)
def test_marks(marks: list[TextMark], expected: str) -> None:
    assert drawn(list(text_blocks(TEXT, marks))[2]) == expected


def test_a_mark_over_two_blocks_is_drawn_in_both_and_begins_once() -> None:
    start, end = TEXT.words.index("mill"), TEXT.words.index("closed")
    found = [drawn(block) for block in text_blocks(TEXT, [TextMark(start, end, "co", name="t")])]
    assert found[1:3] == ["The <[co:mill]", "[co:It ]>closed in 1951 or 1952."]


def test_a_window_says_what_it_cuts() -> None:
    low = TEXT.words.index("closed")
    blocks = list(text_blocks(TEXT, (), (low, low + len("closed in 1951"))))
    assert [(drawn(block), block.cut_before, block.cut_after) for block in blocks] == [("closed in 1951", True, True)]


def test_a_text_without_blocks_is_one_paragraph() -> None:
    assert [drawn(block) for block in text_blocks(Text(" all of it "), ())] == ["all of it"]
    assert list(text_blocks(Text(" \n "), ())) == []


def test_pages_are_told_once() -> None:
    text = Text("a b c", (Block(0, 1, "paragraph", page=1), Block(2, 3, "item", page=1), Block(4, 5, "item", page=2)))
    assert [block.page for block in text_blocks(text, ())] == [1, 0, 2]


WORDS = st.text(alphabet="ab \n", min_size=1, max_size=40)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Text, list[TextMark]]:
    text = assembled(Piece(words, "paragraph") for words in draw(st.lists(WORDS, min_size=1, max_size=5)))
    places = st.integers(0, max(len(text.words), 1))
    spans = draw(st.lists(st.tuples(places, places, st.integers(0, 3)), max_size=8))
    return text, [
        TextMark(min(a, b), max(a, b), "co", rank, f"t{number}", f"f{number}")
        for number, (a, b, rank) in enumerate(spans)
    ]


@given(marked())
def test_no_word_is_lost_and_each_is_marked_as_its_gravest(case: tuple[Text, list[TextMark]]) -> None:
    text, marks = case
    for block, made in zip(text.blocks, text_blocks(text, marks), strict=True):
        assert "".join(run.words for run in made.runs) == text.words[block.start : block.end]
        at = block.start
        for run in made.runs:
            over = [mark.rank for mark in marks if mark.start <= at and at + len(run.words) <= mark.end]
            touched = [mark for mark in marks if mark.start < at + len(run.words) and at < mark.end]
            assert len(over) == len(touched), "no run holds a place where a mark begins or ends"
            assert (run.mark.rank if run.mark else None) == min(over, default=None)
            at += len(run.words)


@given(marked(), st.integers(0, 30))
def test_a_passage_holds_its_quote_and_cuts_no_word(case: tuple[Text, list[TextMark]], characters: int) -> None:
    text, marks = case
    for span in ((mark.start, mark.end) for mark in marks):
        low, high = around(text, span, characters)
        assert 0 <= low <= span[0] <= span[1] <= high <= len(text.words)
        assert low in (0, span[0]) or text.words[low - 1].isspace()
        assert high in (len(text.words), span[1]) or text.words[high].isspace()
