"""Identifiers that the eye cannot tell apart are refused, whatever the script."""

from __future__ import annotations

import pytest

from checker.readers.names import trouble

HIDDEN = {
    "a filler of Hangul": "\u3164",
    "a narrow filler of Hangul": "\uffa0",
    "a first filler of Hangul": "\u115f",
    "a joiner of graphemes": "\u034f",
    "an inherent vowel of Khmer": "\u17b4",
    "a separator of Mongolian vowels": "\u180e",
    "a selector of a variant": "\ufe0f",
    "a selector of a rare variant": "\U000e0100",
    "an empty pattern of Braille": "\u2800",
    "a space without width": "\u200b",
    "a soft hyphen": "\u00ad",
    "a tag": "\U000e0061",
}


@pytest.mark.parametrize("character", HIDDEN.values(), ids=list(HIDDEN))
@pytest.mark.parametrize("name", ["mill{}", "{}mill", "mi{}ll"])
def test_what_does_not_show_is_refused(name: str, character: str) -> None:
    assert f"the invisible character U+{ord(character):04X}" in trouble(name.format(character))


@pytest.mark.parametrize(
    "name", ["mill", "Mühle", "製粉所", "방앗간", "мельница", "طاحونة", "चक्की", "မုန့်", "ម៉ាស៊ីន", "a_b-1"]
)
def test_names_of_all_scripts_are_welcome(name: str) -> None:
    assert trouble(name) == ""
