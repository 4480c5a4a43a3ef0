"""Claims of large tables that were not judged within the limits: reported, and never called clean.

Why: a million claims with opponents are no list that anybody reads; that they are there must be known all the same.
Quiet: where every claim was judged, itself or by another one that says the same.
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

ID = "truncated"
NAMED = 5
"""Properties that a sentence names."""


def truncated(selection: Selection) -> Finding | None:
    """The finding on all claims that were not judged, by the limits that cut them off; none where every claim was."""
    cut = list(_cut(selection))
    if not cut:
        return None
    why = "settle what is listed, or check a part of the tables, to see the rest"
    return Finding(fingerprint(ID, ("tables",)), ID, "unchecked", (), "tables", "; ".join(cut), why)


def _cut(selection: Selection) -> Iterator[str]:
    if selection.truncated:
        keys = f" in {selection.truncated_keys:,} keys" if selection.truncated_keys else ""
        yield f"{selection.truncated:,} more claims{keys} have an opponent; those that part most are listed"
    if related := {**selection.ungrouped, **selection.skipped}:
        rules = f"compared by {listed(rule.id for rule in UNSCREENED)}, nor " if UNSCREENED else ""
        held = f"were not {rules}held against constraints and relations"
        yield f"{_claims(related)} {held}, which tie claims of several keys together"
    if selection.per_claim:
        yield (
            f"{_claims(selection.per_claim)} were not held against what is asked of each claim by itself: they say too "
            "many different things, or too many of them break it"
        )


def _claims(skipped: Mapping[str, int]) -> str:
    names = sorted(skipped)
    shown = [*names[:NAMED], f"{len(names) - NAMED:,} more"] if len(names) > NAMED + 1 else names
    return f"{sum(skipped.values()):,} claims of {listed(shown)}"


def coverage_of_all(coverage: Coverage, selection: Selection) -> Coverage:
    """The coverage of all claims, where `coverage` is that of the claims that were judged."""
    if not selection.sums:
        return coverage
    unjudged = selection.rows - selection.judged
    claims = coverage.claims + unjudged
    compared = max(selection.sums.compared, coverage.compared)
    alone = coverage.uncorroborated[: claims - compared]
    by_property = {**selection.ungrouped, **selection.skipped}
    for name, number in selection.per_claim.items():  # one claim may be both
        by_property[name] = max(number, by_property.get(name, 0))
    return replace(
        coverage,
        claims=claims,
        compared=compared,
        uncorroborated=alone,
        more_alone=claims - compared - len(alone),
        more_unchecked=unjudged,
        more_unread=selection.unread_quotes,
        truncated=min(claims, selection.truncated + sum(by_property.values())),
    )
