"""Claims find their places in a picture: time across and value up, or a row for each claim or value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from checker.literals.dates.dates import read_span
from checker.literals.literal import LiteralError
from checker.literals.units.plurals import plural
from checker.model.box import Box
from checker.model.interval import Interval, Number
from checker.model.value import Bounds, Term
from checker.model.vocabulary import FiscalYear
from checker.report.figure.item import FigureItem, numbers, words_of
from checker.report.figure.scale import Scale, day_scale, day_ticks, number_scale, number_ticks, number_ticks_across
from checker.report.figure.shape import Area, Figure, FigureMark, FigureRow, Stretch, Style
from checker.report.figure.words import pixels

FULL = Stretch(0.0, 1.0, "open", "open")

MARK, LANE = 14, 279
"""Pixels of a mark in a lane, with what keeps it from the next one, and of the lane on the narrowest page."""


@dataclass(frozen=True, slots=True)
class FigureInput:
    """What a picture is made from: claims, what sets each apart, styles of documents, and how years are counted."""

    items: tuple[FigureItem, ...]
    apart: Mapping[str, str]
    styles: Mapping[str, Style]
    fiscal_years: Mapping[str, FiscalYear]


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture without its words, and the scales that it was made with; `values` stands for whatever has numbers."""

    figure: Figure
    values: Scale | None = None
    times: Scale | None = None


def lay_out(given: FigureInput) -> Layout:
    first = given.items[0].box
    if isinstance(first.value, Term):
        return _lanes(given)
    if first.datatype == "date" or all(item.box.time.sort == "always" for item in given.items):
        return _rows(given)
    return _plane(given)


def _mark(
    item: FigureItem, possible: Area, plausible: Area, point: tuple[float, float], given: FigureInput
) -> FigureMark:
    style = given.styles.get(item.claim.document.id) or Style(0, "circle", "solid")
    time = item.box.time
    return FigureMark(
        item.ends,
        item.letter,
        style,
        possible,
        plausible,
        point,
        item.own,
        time.sort == "moment",
        time.stated,
    )


# --- time across, value up


def _plane(given: FigureInput) -> Layout:
    values, times = number_scale(numbers(given.items)), _time_scale(given.items)
    marks = []
    for item in given.items:
        x = time_stretch(item.box, times, given.fiscal_years)
        value = _bounds(item.box)
        possible, plausible = values.stretch(value.possible), values.stretch(value.plausible)
        marks.append(
            _mark(item, Area(x, possible), Area(x, plausible), (x.middle, literal_place(value.literal, values)), given)
        )
    unit, note = unit_beside(given.items[0].box.unit)
    ticks = number_ticks(values, unit, integers=_integers(given))
    figure = Figure("plane", "", tuple(marks), day_ticks(times), ticks, notes=note)
    return Layout(figure, values, times)


LONGEST_UNIT = 90
"""Pixels of a unit that has room beside a number of the scale."""


def unit_beside(unit: str) -> tuple[str, tuple[str, ...]]:
    """The unit for the scale; one that is too long for it stands below the picture."""
    return (unit, ()) if pixels(unit) <= LONGEST_UNIT else ("", (f"in {plural(unit)}",))


def _integers(given: FigureInput) -> bool:
    return given.items[0].box.datatype == "rank"


def _bounds(box: Box) -> Bounds:
    if not isinstance(box.value, Bounds):
        raise TypeError(f"{box.ref} has no number")
    return box.value


def literal_place(interval: Interval, scale: Scale, step: int = 0) -> float:
    """Where the bare words stand: their middle, or the end that they name."""
    stretch = scale.stretch(interval, step)
    if interval.lo is None:
        return stretch.hi
    return stretch.lo if interval.hi is None else stretch.middle


def _time_scale(items: tuple[FigureItem, ...]) -> Scale:
    extents = [item.box.time.extent for item in items if item.box.time.sort != "always"]
    return day_scale(day for extent in extents for day in (extent.lo, extent.hi) if day is not None)


def time_stretch(box: Box, times: Scale, fiscal_years: Mapping[str, FiscalYear]) -> Stretch:
    """The time of a claim; whether an end is open or unknown is said by its words."""
    if box.time.sort == "always":
        return FULL
    stretch = times.stretch(box.time.extent, step=1)
    if "open" not in (stretch.lo_end, stretch.hi_end):
        return stretch
    try:
        span = read_span(box.time.text, fiscal_years, box.claim.document.language)
    except LiteralError:
        return stretch
    lo = "unknown" if stretch.lo_end == "open" and span.start_kind == "unknown" else stretch.lo_end
    hi = "unknown" if stretch.hi_end == "open" and span.end_kind == "unknown" else stretch.hi_end
    return replace(stretch, lo_end=lo, hi_end=hi)


# --- a row for each claim, values across


def _rows(given: FigureInput) -> Layout:
    dated = given.items[0].box.datatype == "date"
    ends = numbers(given.items)
    scale = day_scale(ends) if dated else number_scale(ends)
    items = sorted(given.items, key=_row_order)
    marks = []
    for row, item in enumerate(items):
        y = _track(row, len(items))
        possible, plausible, at = _across(item, scale, step=int(dated))
        mark = _mark(item, Area(possible, y), Area(plausible, y), (at, y.middle), given)
        marks.append(replace(mark, whisker=False, dated=True))
    rows = tuple(FigureRow(words_of(item, given.apart.get(item.claim.ref, "")), brief=item.letter) for item in items)
    unit, note = unit_beside(items[0].box.unit)
    ticks = day_ticks(scale) if dated else number_ticks_across(scale, unit, integers=_integers(given))
    return Layout(Figure("rows", "", tuple(marks), ticks, rows=rows, notes=note), values=scale)


def _row_order(item: FigureItem) -> tuple[bool, Number, bool, Number]:
    """The earliest or lowest first; what has no lower end before all others."""
    lo, hi = _bounds(item.ends[0]).possible.lo, _bounds(item.ends[-1]).possible.hi
    return (lo is not None, lo or 0, hi is None, hi or 0)


def _track(row: int, tracks: int) -> Stretch:
    """Where a row lies, the first one above."""
    return Stretch(1 - (row + 1) / tracks, 1 - row / tracks)


def _across(item: FigureItem, scale: Scale, step: int) -> tuple[Stretch, Stretch, float]:
    """The values of a claim across: all possible ones, the plausible ones, and where its words stand.

    An interval reaches from its earliest start to its latest end; what surely belongs to it is its plausible part,
    and nothing surely does where an end is not stated: that end is unknown.
    """
    box = item.ends[0]
    value = _bounds(box)
    if not box.facet:
        possible, plausible = scale.stretch(value.possible, step), scale.stretch(value.plausible, step)
        return possible, plausible, literal_place(value.literal, scale, step)
    by_facet = {end.facet: _bounds(end).possible for end in item.ends}
    start, end = by_facet.get("start"), by_facet.get("end")
    first = scale.stretch(start, step) if start else Stretch(0.0, 0.0, "unknown")
    last = scale.stretch(end, step) if end else Stretch(1.0, 1.0, hi_end="unknown")
    outer = Stretch(first.lo, max(first.lo, last.hi), first.lo_end, last.hi_end)
    at = first.lo if start else last.hi
    surely = (first.hi, last.lo if end and end.lo is not None else first.hi)
    if not (start and end) or not outer.lo <= surely[0] <= surely[1] <= outer.hi:
        surely = (at, at)
    return outer, Stretch(*surely), at


# --- a lane for each value, time across


def _lanes(given: FigureInput) -> Layout:
    dated = any(item.box.time.sort != "always" for item in given.items)
    times = _time_scale(given.items)
    lanes: dict[str, list[tuple[FigureItem, Stretch]]] = {}
    placed = [(item, time_stretch(item.box, times, given.fiscal_years)) for item in given.items]
    for item, x in sorted(placed, key=lambda pair: (pair[1].lo, pair[1].hi)):
        lanes.setdefault(_name(item.box), []).append((item, x))
    rows, tracks = [], []
    for members in lanes.values():
        packed = _packed(members)
        rows.append(FigureRow(_term(members[0][0].box), len(packed)))
        tracks += packed
    marks = []
    for row, track in enumerate(tracks):
        y = _track(row, len(tracks))
        marks += [_mark(item, Area(x, y), Area(x, y), (x.middle, y.middle), given) for item, x in track]
    ticks = day_ticks(times) if dated else ()
    return Layout(Figure("lanes", "", tuple(marks), ticks, rows=tuple(rows)), times=times)


def _name(box: Box) -> str:
    return box.value.name if isinstance(box.value, Term) else ""


def _term(box: Box) -> str:
    return box.value.text if isinstance(box.value, Term) else ""


def _packed(members: list[tuple[FigureItem, Stretch]]) -> list[list[tuple[FigureItem, Stretch]]]:
    """The members, in the order of their times, in as few tracks as leave room for each."""
    tracks: list[list[tuple[FigureItem, Stretch]]] = []
    for item, x in members:
        free = next((track for track in tracks if _follows(x, *track[-1])), None)
        if free is None:
            tracks.append([(item, x)])
        else:
            free.append((item, x))
    return tracks


def _follows(x: Stretch, item: FigureItem, last: Stretch) -> bool:
    """It begins after another ends, and leaves room for that one's letter."""
    return x.lo >= last.hi and x.middle - last.middle >= (MARK + pixels(item.letter)) / LANE
