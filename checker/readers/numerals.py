"""What a table holds as a number is a number everywhere: its text says so, and people see it without that.

Why: the text of `40.125` is forty to a reader of English and 40,125 to most of Europe; a cell that holds a number is
neither. As text it is `40.125e0`, which no language reads otherwise.
"""

from __future__ import annotations

import re

MARK = "e0"
GROUPED = r"^([+-]?[1-9][0-9]{0,2}[.][0-9]{3})$"
"""Numbers whose text could be one with grouped thousands."""
MARKED = re.compile(rf"(?<![\w.,])({GROUPED[2:-2]}){MARK}(?![\w.])")


def numeral(text: str) -> str:
    """The text of what a table holds as a number: no language reads it otherwise."""
    return f"{text}{MARK}" if re.match(GROUPED, text) else text


def as_people_write(text: str) -> str:
    """A text in which numbers are as they stood in their table."""
    return MARKED.sub(r"\1", text) if MARK in text else text
