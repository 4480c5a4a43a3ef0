"""The letters of a disagreement's claims: `A`, or `A1` and `A2` where several hold one position; those by which rulings
name them, the same in every column, picture, legend and finding of a card.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from checker.decisions.ruling import claims_named
from checker.literals.phrase import letter
from checker.model.disagreement import Disagreement


def lettered(one: Disagreement | None, refs: Iterable[str] = ()) -> dict[str, str]:
    """The letter of each claim of a disagreement, by its reference; then, with those that are left, of `refs`."""
    named = claims_named(one) if one else {}
    letters = {claim.ref: name for name, claim in reversed(named.items())}
    used = {letter(index) for index in range(len(one.positions) if one else 0)} | set(named)
    free = (name for name in map(letter, count()) if name not in used)
    for ref in refs:
        if ref not in letters:
            letters[ref] = next(free)
    return letters
