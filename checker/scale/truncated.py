"""Claims of large tables that nobody judged one by one: told, and never called clean.

Why: a million claims with opponents are no list that anybody reads; that they are there must be known all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.literals.fingerprint import fingerprint
from checker.literals.phrase import listed
from checker.model.finding import Finding
from checker.model.result import Coverage

if TYPE_CHECKING:
    from checker.scale.select import Sifted

ID = "left-over"
NAMED = 5
"""Properties that a sentence names."""


def left_over(sifted: Sifted) -> Iterator[Finding]:
    if sifted.left:
        keys = f" in {sifted.left_keys:,} keys" if sifted.left_keys else ""
        message = f"{sifted.left:,} more claims{keys} have an opponent; those that part most are listed"
        yield _unchecked("opponents", message, "settle what is listed, or check a part of the tables, to see the rest")
    if ties := {**sifted.ungrouped, **sifted.skipped}:
        message = f"{_claims(ties)} were not held against constraints and relations"
        why = "these tie claims of several keys together, and the claims are too many for that; claims of one key were"
        yield _unchecked("ties", message, f"{why} compared")
    if sifted.unheld:
        message = f"{_claims(sifted.unheld)} were not held against what is asked of each claim by itself"
        yield _unchecked("alone", message, "they say too many different things, or too many of them break it")


def _claims(skipped: Mapping[str, int]) -> str:
    names = sorted(skipped)
    told = [*names[:NAMED], f"{len(names) - NAMED:,} more"] if len(names) > NAMED + 1 else names
    return f"{sum(skipped.values()):,} claims of {listed(told)}"


def _unchecked(about: str, message: str, why: str) -> Finding:
    return Finding(fingerprint(ID, (about,)), ID, "unchecked", (), "tables", message, why)


def of_all(coverage: Coverage, sifted: Sifted, judged: int) -> Coverage:
    """The coverage of all claims, where `coverage` is that of the claims that were judged: `judged` rows of tables."""
    claims = coverage.claims + sifted.rows - judged
    compared = max(sifted.sums.compared, coverage.compared)
    alone = coverage.uncorroborated[: claims - compared]
    return replace(
        coverage,
        claims=claims,
        compared=compared,
        uncorroborated=alone,
        more_alone=claims - compared - len(alone),
        more_unchecked=sifted.rows - judged,
    )
