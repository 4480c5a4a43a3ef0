"""What follows from relations on one line with what is stated: the derived range, the stated value, the gap between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from checker.literals.dates.spoken import in_words
from checker.literals.phrase import letter, show_days, show_interval, show_subject
from checker.model.box import Box
from checker.model.finding import Derivation, Finding
from checker.model.interval import ALL, Interval, Number
from checker.model.result import Result
from checker.model.value import Bounds
from checker.model.vocabulary import Vocabulary
from checker.report.figure.band import READINGS, between
from checker.report.figure.item import value_words
from checker.report.figure.layout import literal_place, unit_beside
from checker.report.figure.quantity import atlas
from checker.report.figure.scale import day_scale, day_ticks, number_scale, number_ticks_across
from checker.report.figure.shape import Area, Band, Figure, FigureMark, FigureRow, Stretch, Style

STATED, DERIVED = Stretch(0.5, 1.0), Stretch(0.0, 0.5)
"""The rows of the two, the stated one above."""

NO_STYLE = Style(0, "circle", "solid")


def line_of(finding: Finding, result: Result, letters: Mapping[str, str] | None = None) -> Figure | None:
    """The derived range of a joint finding against the claim that it leaves no room for; `None` where nothing follows.

    The letters are those given, else as the finding has its claims.
    """
    derived = finding.derived
    if derived is None or not isinstance(derived.against.value, Bounds) or ALL in (derived.plausible, derived.possible):
        return None
    box, value, dated = derived.against, derived.against.value, derived.against.datatype == "date"
    ranges = (value.plausible, value.possible, value.literal, derived.plausible, derived.possible)
    ends = [end for interval in ranges for end in (interval.lo, interval.hi) if end is not None]
    scale = day_scale(ends) if dated else number_scale([*ends, *_beyond(ends, ranges)])
    step = int(dated)

    def across(interval: Interval) -> Stretch:
        return scale.stretch(interval, step)

    style = atlas(result).styles.get(box.claim.document.id, NO_STYLE)
    names = letters or {claim.ref: letter(index) for index, claim in enumerate(finding.claims)}
    name = names.get(box.ref, "")
    stated = FigureMark(
        (box,),
        name,
        style,
        Area(across(value.possible), STATED),
        Area(across(value.plausible), STATED),
        (literal_place(value.literal, scale, step), STATED.middle),
    )
    possible, plausible = across(derived.possible), across(derived.plausible)
    areas = Area(possible, DERIVED), Area(plausible, DERIVED)
    follows = FigureMark((box,), "", NO_STYLE, *areas, (plausible.middle, DERIVED.middle), derived=True)
    says = f"{value_words(box)} · {box.facet}" if box.facet else value_words(box)
    rows = FigureRow(f"{name}  {says}".lstrip(), brief=name), FigureRow(derived_words(derived))
    gap = _gap(finding, derived, across)
    unit, note = unit_beside(box.unit)
    ticks = day_ticks(scale) if dated else number_ticks_across(scale, unit, integers=box.datatype == "rank")
    return Figure(
        "rows",
        _title(box, result.corpus.vocabulary),
        (stated, follows),
        ticks,
        rows=rows,
        bands=gap,
        notes=note,
        text="; ".join((*(row.label for row in rows), *(band.words for band in gap))),
    )


def _beyond(ends: Sequence[Number], ranges: Iterable[Interval]) -> Iterator[Number]:
    """Where a range goes on without an end there is something to see of it."""
    low, high = min(ends), max(ends)
    spread = Fraction(high - low) / 2 or Fraction(abs(low)) / 10 or Fraction(1)
    if any(interval.lo is None for interval in ranges):
        yield low - spread if low - spread > 0 or low <= 0 else Fraction(low) / 2
    if any(interval.hi is None for interval in ranges):
        yield high + spread


def derived_words(derived: Derivation) -> str:
    """`by the other figures: 45 to 52.63 %, at the widest 40 to 57.89 %`."""
    likely, widest = (_shown(interval, derived.against) for interval in (derived.plausible, derived.possible))
    return f"by the other figures: {likely}" + (f", at the widest {widest}" if widest != likely else "")


def _shown(interval: Interval, box: Box) -> str:
    if interval == ALL:
        return "anything"
    if box.datatype != "date":
        return show_interval(interval, box.unit)
    return in_words(show_days(_whole_days(interval)))


def _whole_days(interval: Interval) -> Interval:
    lo = None if interval.lo is None else -(-interval.lo // 1)
    hi = None if interval.hi is None else interval.hi // 1
    return Interval(lo, hi) if lo is None or hi is None or lo <= hi else interval


def _gap(finding: Finding, derived: Derivation, across) -> tuple[Band, ...]:
    """Between what is stated and what follows, under the reading that parts them, or else under what readers expect."""
    for reading in dict.fromkeys((READINGS.get(finding.verdict, "plausible"), "plausible")):
        stated, follows = (getattr(one, reading) for one in (derived.against.value, derived))
        if (size := stated.gap(follows)) is not None:
            low, high = (stated, follows) if stated.below(follows) else (follows, stated)
            free = Stretch(across(low).hi, across(high).lo)
            sort = "contradiction" if finding.verdict == "contradiction" else "tension"
            return (Band(Area(free, Stretch(0.0, 1.0)), sort, between(size, stated, follows, derived.against)),)
    return ()


def _title(box: Box, vocabulary: Vocabulary) -> str:
    return show_subject(box.key, vocabulary)
