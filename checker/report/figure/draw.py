"""Each claim of a figure as SVG: what is possible, inside it what is plausible, its marker, and where it goes on."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.figure.marker import NARROW, Pin, shape_path
from checker.report.figure.markup import HEIGHT, down, number, percent, text, vertical
from checker.report.figure.shape import Area, Arrow, Band, Figure, FigureMark, StretchEnd
from checker.report.figure.words import pixels

OVER, OVER_PIXELS = 0.03, 9
"""How far a box that goes on reaches beyond the frame, which cuts it off: so it has no edge there."""

NARROWEST = 3
"""Pixels of a box that has a time without width."""

HALF = 5
"""Half the width in pixels of a box at one moment that may lie anywhere in a stretch of time."""

ENDLESS: tuple[StretchEnd, ...] = ("open", "unknown")


def mark_parts(mark: FigureMark, pin: Pin, figure: Figure) -> Iterator[str]:
    yield f'<g class="{_classes(mark)}">'
    areas = {"o": mark.possible, "i": mark.plausible}
    if mark.plausible == mark.possible and not mark.own:
        del areas["i"]
    if mark.whisker:
        yield from _moment(mark, pin, areas, figure)
    else:
        yield from (_box(name, area, figure) for name, area in areas.items())
    if mark.own or mark.letter:
        yield f'<svg x="{percent(mark.point[0])}">{_marker(mark, pin)}</svg>'
        yield from _going_on(mark, figure)
    yield "</g>"


def _classes(mark: FigureMark) -> str:
    if mark.derived:
        return "dv"
    signs = {
        "f": not mark.own,
        "u": not mark.dated,
        "no": mark.claim.denies,
        "q": bool(mark.claim.said_by),
        "old": mark.claim.deprecated,
        "h1": mark.style.dash == "dashed",
        "h2": mark.style.dash == "dotted",
    }
    return " ".join((f"d{mark.style.colour}", *(name for name, holds in signs.items() if holds)))


def _rect(name: str, area: Area, x: str, wide: str, figure: Figure) -> str:
    top, high = vertical(area, figure)
    if figure.kind == "plane":
        above, below = (OVER_PIXELS * (end in ENDLESS) for end in (area.y.hi_end, area.y.lo_end))
        top, high = top - above, high + above + below
    loose = " lo" if "left-out" in (area.x.lo_end, area.x.hi_end, area.y.lo_end, area.y.hi_end) else ""
    return f'<rect class="{name}{loose}" x="{x}" y="{number(top)}" width="{wide}" height="{number(high)}"/>'


def _box(name: str, area: Area, figure: Figure) -> str:
    lo = area.x.lo - OVER * (area.x.lo_end in ENDLESS)
    hi = area.x.hi + OVER * (area.x.hi_end in ENDLESS)
    thin = (hi - lo) * NARROW < NARROWEST
    return _rect(name, area, percent(lo), str(NARROWEST) if thin else percent(hi - lo), figure)


def _moment(mark: FigureMark, pin: Pin, areas: dict[str, Area], figure: Figure) -> Iterator[str]:
    """Somewhere in its time, at one moment: a line over all of it, and a narrow box for values that have a width."""
    x, y = mark.possible.x, number(pin.y)
    if (x.hi - x.lo) * NARROW > 2 * HALF or figure.kind == "lanes":
        yield f'<line class="w" x1="{percent(x.lo)}" x2="{percent(x.hi)}" y1="{y}" y2="{y}"/>'
    if figure.kind == "plane":
        yield f'<svg x="{percent(mark.point[0])}">'
        yield from (_rect(name, area, number(pin.dx - HALF), str(2 * HALF), figure) for name, area in areas.items())
        yield "</svg>"


ANCHORS = {"start": "n", "middle": "n x", "end": "n z"}


def _marker(mark: FigureMark, pin: Pin) -> str:
    if mark.derived:
        return ""
    parts = [f'<path class="m" d="{shape_path(mark.style.shape, pin.dx, pin.y)}"/>']
    if mark.claim.denies:
        parts.append(f'<path class="s" d="M{number(pin.dx - 6)} {number(pin.y + 6)}l12-12"/>')
    if pin.words:
        x, y = number(pin.dx + pin.label_x), number(pin.y + pin.label_y)
        if pin.chip:
            parts.append(chip(pin.words, pin.dx + pin.label_x, pin.y + pin.label_y, pin.anchor))
        parts.append(f'<text class="{ANCHORS[pin.anchor]}" x="{x}" y="{y}">{text(pin.words)}</text>')
    return "".join(parts)


def chip(words: str, x: float, y: float, anchor: str) -> str:
    """A ground behind words, so that no line runs through them."""
    wide = pixels(words)
    left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    return f'<rect class="paper" x="{number(left - 1)}" y="{number(y - 10)}" width="{number(wide + 2)}" height="13"/>'


def _going_on(mark: FigureMark, figure: Figure) -> Iterator[str]:
    """An arrow where a box goes on, a question mark where nobody knows how far; nothing where it holds always."""
    x, y = mark.possible.x, mark.possible.y
    top, high = vertical(mark.possible, figure)
    middle = top + high / 2
    if figure.kind == "rows" or mark.ends[0].time.sort != "always":
        for end, at, way in ((x.lo_end, "0", -1), (x.hi_end, "100%", 1)):
            if end == "open":
                yield f'<svg x="{at}">{_head(-2 * way, middle, way)}</svg>'
            elif end == "unknown":
                side = "n" if way < 0 else "n z"
                yield f'<svg x="{at}"><text class="{side}" x="{-3 * way}" y="{number(middle + 4)}">?</text></svg>'
    if figure.kind == "plane":
        for end, tip, way in ((y.hi_end, 2, 1), (y.lo_end, HEIGHT - 2, -1)):
            if end == "open":
                head = f"M-4 {tip + 5 * way}l4 {-5 * way} 4 {5 * way}"
                yield f'<svg x="{percent(x.middle)}"><path class="v" d="{head}"/></svg>'


def _head(x: float, y: float, way: int) -> str:
    """The head of an arrow to the right (1) or to the left (-1)."""
    return f'<path class="v" d="M{number(x - 5 * way)} {number(y - 4)}l{5 * way} 4 {-5 * way} 4"/>'


def band_part(band: Band, figure: Figure) -> str:
    """The gap over the whole height, or as high as the values between which it lies."""
    area = band.area
    if area is None:
        return ""
    attributes = 'height="100%"'
    if figure.kind == "plane":
        attributes = f'y="{number(down(area.y.hi))}" height="{number(max(down(area.y.lo) - down(area.y.hi), 1.5))}"'
    thin = (area.x.hi - area.x.lo) * NARROW < NARROWEST
    wide = str(NARROWEST) if thin else percent(area.x.hi - area.x.lo)
    return (
        f'<rect class="{"k thin" if thin else "k"} {band.sort}" x="{percent(area.x.lo)}" width="{wide}" {attributes}/>'
    )


def arrow_parts(arrow: Arrow, figure: Figure) -> Iterator[str]:
    """From the end of one bar down or up to the row of the other, and across to it; marked where it leads back."""
    first, second = figure.marks[arrow.first].possible, figure.marks[arrow.second].possible
    y1, y2 = (sum(vertical(area, figure)) - 5 for area in (first, second))
    forward = second.x.lo >= first.x.hi
    x1, x2, way = first.x.hi, second.x.lo if forward else second.x.hi, 1 if forward else -1
    sort = "r" if second.x.hi >= first.x.lo else "r back"
    yield f'<line class="{sort}" x1="{percent(x1)}" x2="{percent(x1)}" y1="{number(y1)}" y2="{number(y2)}"/>'
    yield f'<line class="{sort}" x1="{percent(x1)}" x2="{percent(x2)}" y1="{number(y2)}" y2="{number(y2)}"/>'
    yield f'<svg class="{sort}" x="{percent(x2)}">{_head(0, y2, way)}</svg>'
    if abs(x2 - x1) * NARROW > WORD:
        words = f'<text class="t x" y="{number(y2 + 4)}">{text(arrow.words)}</text>'
        yield f'<svg x="{percent((x1 + x2) / 2)}">{chip(arrow.words, 0, y2 + 4, "middle")}{words}</svg>'


WORD = 60
"""Pixels of an arrow on which `before` can stand."""
