"""Claims of large tables that nobody judged one by one: reported, and never called clean.

Why: a million claims with opponents are no list that anybody reads; that they are there must be known all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checker.literals.fingerprint import fingerprint
from checker.literals.phrase import listed
from checker.model.finding import Finding
from checker.model.result import Coverage
from checker.rules.registry import UNSCREENED
from checker.scale.selection import Selection

ID = "left-over"
NAMED = 5
"""Properties that a sentence names."""


def truncated(selection: Selection) -> Iterator[Finding]:
    """What is reported of claims that nobody judged; nothing where every claim was."""
    if selection.truncated:
        keys = f" in {selection.truncated_keys:,} keys" if selection.truncated_keys else ""
        message = f"{selection.truncated:,} more claims{keys} have an opponent; those that part most are listed"
        yield _unchecked("opponents", message, "settle what is listed, or check a part of the tables, to see the rest")
    if related := {**selection.ungrouped, **selection.skipped}:
        rules = f"compared by {listed(rule.id for rule in UNSCREENED)}, nor " if UNSCREENED else ""
        message = f"{_claims(related)} were not {rules}held against constraints and relations"
        why = "these tie claims of several keys together, and the claims are too many for that; claims of one key were"
        yield _unchecked("ties", message, f"{why} compared")
    if selection.per_claim:
        message = f"{_claims(selection.per_claim)} were not held against what is asked of each claim by itself"
        yield _unchecked("alone", message, "they say too many different things, or too many of them break it")


def _claims(skipped: Mapping[str, int]) -> str:
    names = sorted(skipped)
    shown = [*names[:NAMED], f"{len(names) - NAMED:,} more"] if len(names) > NAMED + 1 else names
    return f"{sum(skipped.values()):,} claims of {listed(shown)}"


def _unchecked(about: str, message: str, why: str) -> Finding:
    return Finding(fingerprint(ID, (about,)), ID, "unchecked", (), "tables", message, why)


def coverage_of_all(coverage: Coverage, selection: Selection) -> Coverage:
    """The coverage of all claims, where `coverage` is that of the claims that were judged."""
    if not selection.sums:
        return coverage
    unjudged = selection.rows - selection.judged
    claims = coverage.claims + unjudged
    compared = max(selection.sums.compared, coverage.compared)
    alone = coverage.uncorroborated[: claims - compared]
    return replace(
        coverage,
        claims=claims,
        compared=compared,
        uncorroborated=alone,
        more_alone=claims - compared - len(alone),
        more_unchecked=unjudged,
    )
