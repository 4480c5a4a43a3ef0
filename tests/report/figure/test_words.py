"""Words are measured, cut and broken as they show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.report.figure.words import broken, clip, plain, width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("在日米軍", 8), ("é", 1), ("e\u0301", 1), ("", 0), ("Ａ", 2), ("…", 1)],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("在日米軍", 5, "在日…"), ("ab cd", 4, "ab…"), ("ab", 0, "")],
)
def test_clip(text: str, room: int, expected: str) -> None:
    assert clip(text, room) == expected


def test_lines_break_between_words() -> None:
    assert broken("one two three four", 9) == ("one two", "three fo…")
    assert broken("one two three four", 9, most=3) == ("one two", "three", "four")
    assert broken("unbreakableword", 6) == ("unbrea", "kable…")


@given(st.text(), st.integers(1, 30), st.integers(1, 4))
def test_nothing_is_wider_than_its_room(text: str, room: int, most: int) -> None:
    assert width(clip(plain(text), room)) <= room
    lines = broken(plain(text), max(room, 2), most)
    assert len(lines) <= most
    assert all(width(line) <= max(room, 2) for line in lines)


@given(st.text())
def test_what_is_plain_is_one_line_that_xml_can_hold(text: str) -> None:
    shown = plain(text)
    assert not {"\n", "\r", "\x00", "\ufffe", "\uffff", "\u202e", "\x1b"} & set(shown)
