"""A located error in somebody's file, and the place it points to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file: line and column count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a file: where, in which field (`claims[3].value`), and what to do about it.

    `message` tells what was found, what was expected and a next step.
    """

    mark: Mark
    code: str
    field: str
    message: str
