"""Text from files made safe to show, and whether it is shown in colour.

Source: control characters move cursors and colour text, bidirectional controls reorder it (CVE-2021-42574); both are
shown as `\\u{…}` instead.
"""

from __future__ import annotations

import os
import re
import shutil
import sys

BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_BREAKS = frozenset("\u2028\u2029\u0085")
SHAPELESS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2064\u2800\u3164\ufeff\uffa0\U000e0000-\U000e01ef"
)
"""Letters, marks and spaces without a shape that no script needs: joiners and soft hyphens are left, as some do."""
HIDDEN = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{''.join(sorted(BIDIRECTIONAL | LINE_BREAKS))}{SHAPELESS}]")
"""Control characters, halves of characters, what turns the direction of writing, ends a line, or has no shape."""


def visible(text: str) -> str:
    """The text with every control and bidirectional character spelled out."""
    return HIDDEN.sub(spelled, text)


def log_safe(text: str) -> str:
    """One line for a build log: nothing hidden, and no command of a build system in it.

    Source: build systems read `##[…]` and `##vso[…]` anywhere in a line as commands.
    """
    return visible(text).replace("##", "#\\u{23}")


def spelled(char: re.Match[str]) -> str:
    """`\\u{202e}`"""
    return f"\\u{{{ord(char[0]):x}}}"


def columns() -> int:
    """Columns of the terminal that is written to, or those that COLUMNS asks for; 0 where it is neither."""
    if os.environ.get("COLUMNS", "").isdecimal() or sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    return 0


def coloured(choice: str) -> bool:
    """Colour that was asked for, or that suits the terminal. Source: the conventions NO_COLOR, which goes before all
    others, and FORCE_COLOR.
    """
    if choice == "auto":
        if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
            return True
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"
