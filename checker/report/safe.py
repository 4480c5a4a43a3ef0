"""Text from files made safe to show.

Source: control characters move cursors and colour text, bidirectional controls reorder it (CVE-2021-42574); both are
shown as `\\u{…}` instead.
"""

from __future__ import annotations

import unicodedata

BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_BREAKS = frozenset("\u2028\u2029\u0085")


def visible(text: str) -> str:
    """The text with every control and bidirectional character spelled out."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(f"\\u{{{ord(c):x}}}" if _hidden(c) else c for c in text)


def _hidden(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Cc", "Cs")
        or character in BIDIRECTIONAL
        or character in LINE_BREAKS
    )
