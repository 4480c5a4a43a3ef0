"""The error that every reader of value and date literals raises."""

from __future__ import annotations


class LiteralError(ValueError):
    """A literal cannot be read. The message tells what was found, what was expected and a next step.

    `offset` counts characters from the start of the literal to where reading failed. `meant`: the name that was
    probably meant by the word there.
    """

    def __init__(self, message: str, offset: int = 0, meant: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.meant = meant


EXAMPLES = "such as `over 40,000`, `1.7 to 2.1 billion USD/year` or `about two-thirds`"
"""What a value looks like, for messages."""
