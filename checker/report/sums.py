"""What the claims of large tables come to, in words: what was not listed one by one was looked at all the same."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.result import PropertySums, Result
from checker.report.explain import counted

MOST_PROPERTIES = 12
"""Properties that are told one by one, those with most claims first; the format json has all of them."""

HEADING = "All claims of the tables"


def lines(result: Result) -> tuple[str, ...]:
    """One line for everything, one for each of the largest properties; none where every claim was listed."""
    return tuple(_lines(result)) if result.sums else ()


def _lines(result: Result) -> Iterator[str]:
    sums = result.sums
    if sums is None or not sums.properties:  # every row may be at fault
        return
    whole = PropertySums("", *(sum(column) for column in zip(*(_numbers(p) for p in sums.properties), strict=True)))
    yield f"{len(result.corpus.claims):,} of {counted(result.coverage.claims, 'claim')} were judged one by one"
    yield _told(whole, "all")
    if whole.parted:
        yield (
            f"where values part: {counted(sums.open_keys, 'key')} with claims that oppose each other, "
            f"{counted(sums.fast_keys, 'key')} in which the value changes faster than it may; in the others "
            "they differ by time or in what they speak of"
        )
    ordered = sorted(sums.properties, key=lambda one: (-one.claims, one.property))
    if len(ordered) > 1:
        for one in ordered[:MOST_PROPERTIES]:
            yield _told(one, result.corpus.vocabulary.label(one.property))
    if len(ordered) > MOST_PROPERTIES:
        yield f"and {len(ordered) - MOST_PROPERTIES:,} more properties"


def _numbers(one: PropertySums) -> tuple[int, ...]:
    return one.keys, one.claims, one.single, one.alike, one.worded, one.parted


def _told(one: PropertySums, label: str) -> str:
    return (
        f"{label}: {counted(one.claims, 'claim')} of {counted(one.keys, 'key')}; {one.single:,} have a single claim,"
        f" in {one.alike:,} all claims say the same, in {one.worded:,} they differ in words or rounding only,"
        f" in {one.parted:,} values part"
    )
