"""A value that is a list: items between semicolons; `only` before them says that nothing else belongs to it."""

from __future__ import annotations

import re
from collections.abc import Callable

COMPLETE = re.compile(r"\s*only\s+", re.IGNORECASE)
ITEM = re.compile(r"[^;\s](?:[^;]*[^;\s])?")


def is_complete(text: str) -> bool:
    """The list says that nothing else belongs to it."""
    return COMPLETE.match(text) is not None


def items_of(text: str) -> list[tuple[str, int]]:
    """The items, each with the character at which it begins."""
    start = COMPLETE.match(text)
    return [(found[0], found.start()) for found in ITEM.finditer(text, start.end() if start else 0)]


def with_items(text: str, named: Callable[[str], str]) -> str:
    """The list with other names for its items; all else stands as it was written."""
    for item, at in reversed(items_of(text)):
        text = f"{text[:at]}{named(item)}{text[at + len(item) :]}"
    return text
