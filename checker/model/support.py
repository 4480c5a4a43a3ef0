"""What a change does to the support of a disagreement that was there before it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model.disagreement import Disagreement


@dataclass(frozen=True, slots=True)
class Backing:
    """A position of now, and the number of independent sources that it had and has."""

    value: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Support:
    """A known disagreement in which the sources behind a position are other ones in number.

    `outvoted`: a position that no other one was ahead of has fewer sources than another one now, or is gone; `lead`
    are those that no other one is ahead of now.
    """

    disagreement: Disagreement
    backings: tuple[Backing, ...]
    outvoted: bool
    lead: tuple[str, ...]
