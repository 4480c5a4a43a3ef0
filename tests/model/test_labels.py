"""What reports call a quantity."""

from __future__ import annotations

import pytest

from checker.model.vocabulary import Property, Vocabulary


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("reign", "time on the throne"),
        ("reign.start", "time on the throne (start)"),
        ("reign.end", "time on the throne (end)"),
        ("reign.middle", "reign.middle"),
        ("office.end", "office.end"),
        ("", ""),
    ],
)
def test_an_end_without_a_property_of_its_own_has_the_label_of_its_whole(name: str, label: str) -> None:
    reign = Property("reign", "time on the throne", "interval", "event")
    assert Vocabulary(properties={"reign": reign}).label(name) == label
