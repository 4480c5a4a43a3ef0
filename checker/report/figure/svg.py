"""Figures as SVG: places across in per cent and down in pixels, so that text keeps its size at every width.

Why no view box: scaled letters are too small on a phone or too large on a wide page. Room for words is reckoned for
300 pixels; wherever there is more, there is only more space between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

from checker.literals.phrase import listed
from checker.report.figure.draw import arrow_parts, band_part, chip, mark_parts
from checker.report.figure.item import side
from checker.report.figure.marker import Pin, pinned, shape_path
from checker.report.figure.markup import (
    LABEL,
    MOST_LINES,
    NARROWEST_PAGE,
    ROOM,
    down,
    number,
    percent,
    row_lines,
    tall,
    text,
    tops,
)
from checker.report.figure.shape import Band, Figure, FigureMark, Tick
from checker.report.figure.words import clip, pixels, plain, small_pixels, wrapped

WIDTH = 720
"""Pixels of a picture that stands alone: a column of text."""

MARGIN, HEADING, WIDE_ROOM = 14, 22, 680
"""Pixels beside and above the words of a picture that stands alone, and those that there is room for."""

TITLE_SIZE = 13 / 12
"""A title is 13 pixels high, where words are 12."""

CAPTION, AXIS, NOTE = 18, 20, 17
"""Pixels of the line above a picture, of the scale below it, and of each note below that."""

PLANE = (12, 82)
ROWS = (2, 93)
"""Where the picture starts across and how wide it is, in per cent: beside a plane stand the numbers of its scale."""

LONGEST_TEXT = 1_000
"""Characters of the text that says what is seen; the page says the rest."""


def css() -> str:
    """The style sheet of all figures."""
    return files("checker.report.figure").joinpath("figure.css").read_text("utf-8")


def svg(drawing: Figure, *, standalone: bool = False, id: str = "") -> str:
    """One SVG element for a page, or (`standalone`) a file of its own, with its heading and legend.

    `id` begins the identifiers of its title and description, which name it to a screen reader.
    """
    return sheet((drawing,)) if standalone else "".join(_element(drawing, id))


def _element(drawing: Figure, id: str = "", frame: str = 'width="100%"') -> Iterator[str]:
    names = [f' id="{text(id)}{part}"' if id else "" for part in "td"]
    label = f' aria-labelledby="{text(id)}t {text(id)}d"' if id else ""
    yield f'<svg class="figure" role="img"{label} {frame} height="{_tall(drawing)}">'
    yield f"<title{names[0]}>{text(clip(plain(drawing.title), LONGEST_TEXT))}</title>"
    yield f"<desc{names[1]}>{text(clip(plain(drawing.text), LONGEST_TEXT))}</desc>"
    yield from _body(drawing)
    yield "</svg>"


def sheet(drawings: Iterable[Figure]) -> str:
    """Drawings below each other in one SVG file, each with its heading above and its legend below."""
    parts: list[str] = []
    y = 0
    for drawing in drawings:
        heading = wrapped(plain(drawing.title), WIDE_ROOM / TITLE_SIZE, LONGEST_TEXT)
        for line in heading:
            y += HEADING
            parts.append(f'<text class="h" x="{MARGIN}" y="{y}">{text(line)}</text>')
        parts += _element(drawing, frame=f'x="{MARGIN}" y="{y + 6}" width="{WIDTH - 2 * MARGIN}"')
        y += _tall(drawing) + 6
        for mark in _legend(drawing):
            path = shape_path(mark.style.shape, MARGIN + 6, y + 8)
            parts.append(f'<path class="m d{mark.style.colour}" d="{path}"/>')
            for line in wrapped(plain(side(mark.ends[0], mark.letter)), WIDE_ROOM, LONGEST_TEXT):
                parts.append(f'<text class="l" x="{MARGIN + 18}" y="{y + 12}">{text(line)}</text>')
                y += NOTE
        y += HEADING
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" width="{WIDTH}" height="{y}">'
    return f'{head}<style>{css()}</style><rect class="paper" width="100%" height="100%"/>{"".join(parts)}</svg>'


def _legend(drawing: Figure) -> tuple[FigureMark, ...]:
    """What the letters stand for, in their order."""
    own = (mark for mark in drawing.marks if mark.own)
    return tuple(sorted(own, key=lambda mark: (len(mark.letter), mark.letter)))


def _captions(figure: Figure) -> tuple[tuple[Band, str], ...]:
    """The words of gaps, line by line."""
    return tuple((band, line) for band in figure.bands for line in wrapped(plain(band.words), ROOM, MOST_LINES))


def _top(figure: Figure) -> int:
    return max(CAPTION * len(_captions(figure)), 8)


def _notes(figure: Figure, pins: tuple[Pin, ...]) -> tuple[str, ...]:
    """What stands below the picture, line by line: its notes, and the letters that had no room in it."""
    without = [m.letter for m, pin in zip(figure.marks, pins, strict=True) if m.letter and not pin.words]
    crowded = (f"no room for {listed(without)}",) if without and figure.kind == "plane" else ()
    return tuple(line for note in (*figure.notes, *crowded) for line in wrapped(plain(note), ROOM, MOST_LINES))


def _tall(figure: Figure) -> int:
    notes = _notes(figure, pinned(figure))
    return _top(figure) + tall(figure) + (AXIS if figure.across else 2) + NOTE * len(notes)


def _body(figure: Figure) -> Iterator[str]:
    left, wide = PLANE if figure.kind == "plane" else ROWS
    top, high = _top(figure), tall(figure)
    pins = pinned(figure)
    for row, (band, line) in enumerate(_captions(figure)):
        yield _caption(band, line, 12 + CAPTION * row, left, wide)
    yield from _up(figure.up, top)
    yield f'<svg class="p" x="{left}%" y="{top}" width="{wide}%" height="{high}">'
    yield from (f'<line class="g" x1="{percent(t.at)}" x2="{percent(t.at)}" y2="{high}"/>' for t in figure.across)
    yield from (band_part(band, figure) for band in figure.bands)
    # what only stands by lies below what the picture is about
    pairs = sorted(zip(figure.marks, pins, strict=True), key=lambda pair: pair[0].own)
    yield from (part for mark, pin in pairs for part in mark_parts(mark, pin, figure))
    yield from (part for arrow in figure.arrows for part in arrow_parts(arrow, figure))
    yield from _rows(figure)
    yield "</svg>"
    yield from _beside(figure.up, top)
    yield from _across(figure.across, left, wide, top + high)
    for row, note in enumerate(_notes(figure, pins)):
        below = top + high + (AXIS if figure.across else 2) + NOTE * row + 12
        yield f'<text class="t" x="{left}%" y="{below}">{text(note)}</text>'


def _caption(band: Band, line: str, y: int, left: int, wide: int) -> str:
    """The words of a gap above it, as far as they stay in the picture; at its right end where nothing is marked."""
    middle = left + wide * (band.area.x.middle if band.area else 1)
    half = pixels(line) / NARROWEST_PAGE * 50
    anchor, x = ("x", middle) if half <= middle <= 100 - half else ("", 0) if middle < 50 else ("z", left + wide)
    return f'<text class="{f"c {anchor}".rstrip()} {band.sort}" x="{number(x)}%" y="{y}">{text(line)}</text>'


def _up(ticks: tuple[Tick, ...], top: int) -> Iterator[str]:
    for tick in ticks:
        y = number(top + down(tick.at))
        yield f'<line class="g" x2="{sum(PLANE)}%" y1="{y}" y2="{y}"/>'


def _beside(ticks: tuple[Tick, ...], top: int) -> Iterator[str]:
    """The numbers of the scale, on top of what is drawn: a long unit reaches into the frame, on a ground of its own."""
    for tick in ticks:
        if small_pixels(tick.label) > PLANE[0] * NARROWEST_PAGE / 100:
            yield chip(tick.label, 0, top + down(tick.at) - 3, "start")
        yield f'<text class="t" y="{number(top + down(tick.at) - 3)}">{text(tick.label)}</text>'


def _across(ticks: tuple[Tick, ...], left: int, wide: int, y: int) -> Iterator[str]:
    if ticks:
        yield f'<line class="a" x1="{left}%" x2="{left + wide}%" y1="{y}" y2="{y}"/>'
    for tick in ticks:
        at = left + tick.at * wide
        reach = small_pixels(tick.label) / NARROWEST_PAGE * 50
        side = "z" if at + reach > 100 else "" if at < reach else "x"
        yield f'<text class="{f"t {side}".rstrip()}" x="{number(at)}%" y="{y + 14}">{text(tick.label)}</text>'


def _rows(figure: Figure) -> Iterator[str]:
    downs, track = tops(figure), 0
    for row in figure.rows:
        lines = row_lines(row)
        y = downs[track] - LABEL * len(lines)
        if track:
            yield f'<line class="g" x2="100%" y1="{y}" y2="{y}"/>'
        for number_of, line in enumerate(lines):
            above = y + LABEL * number_of
            if line:
                yield f'<rect class="paper" y="{above + 1}" width="{number(pixels(line) + 3)}" height="{LABEL - 1}"/>'
                yield f'<text class="l" y="{above + 12}">{text(line)}</text>'
        track += row.tracks
