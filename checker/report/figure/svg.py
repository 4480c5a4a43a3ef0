"""Figures as SVG: places across in per cent and down in pixels, so that text keeps its size at every width.

Why no view box: scaled letters are too small on a phone or too large on a wide page. Room for words is reckoned for
340 pixels; wherever there is more, there is only more space between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from checker.report.figure import web
from checker.report.figure.draw import arrow_parts, band_part, mark_parts
from checker.report.figure.marker import pinned
from checker.report.figure.markup import LABEL, down, number, percent, tall, text, tops
from checker.report.figure.shape import Figure, Graph, Tick
from checker.report.figure.words import clip, plain

WIDTH = 720
"""Pixels of a picture that stands alone: a column of text."""

CAPTION, AXIS, NOTE = 18, 20, 17
"""Pixels of the line above a picture, of the scale below it, and of each note below that."""

PLANE = (12, 82)
ROWS = (2, 93)
"""Where the picture starts across and how wide it is, in per cent: beside a plane stand the numbers of its scale."""

ROOM = 50
"""Columns of words that 320 pixels hold: 6.3 pixels for a letter of 12 pixels on average."""

LONGEST_TEXT = 1_000
"""Characters of the text that says what is seen; the page says the rest."""

NEAR_EDGE = 8
"""Per cent from the edge within which a scale's words turn inwards."""


def css() -> str:
    """The style sheet of all figures."""
    return files("checker.report.figure").joinpath("figure.css").read_text("utf-8")


def svg(drawing: Figure | Graph, *, standalone: bool = False, id: str = "") -> str:
    """One SVG element. `id` begins the identifiers of its title and description, which name it to a screen reader."""
    if isinstance(drawing, Graph):
        high, inside = web.height(drawing), "".join(web.body(drawing))
    else:
        high, inside = _height(drawing), "".join(_body(drawing))
    names = [f' id="{text(id)}-{part}"' if id else "" for part in ("t", "d")]
    label = f' aria-labelledby="{text(id)}-t {text(id)}-d"' if id else ""
    title = f"<title{names[0]}>{text(clip(plain(drawing.title), LONGEST_TEXT))}</title>"
    told = f"<desc{names[1]}>{text(clip(plain(drawing.text), LONGEST_TEXT))}</desc>"
    wide = str(WIDTH) if standalone else "100%"
    space = ' xmlns="http://www.w3.org/2000/svg"' if standalone else ""
    sheet = f'<style>{css()}</style><rect class="paper" width="100%" height="100%"/>' if standalone else ""
    size = f'width="{wide}" height="{high}"'
    return f'<svg{space} class="figure" role="img"{label} {size}>{title}{told}{sheet}{inside}</svg>'


def _top(figure: Figure) -> int:
    return CAPTION if figure.bands else 8


def _height(figure: Figure) -> int:
    return _top(figure) + tall(figure) + (AXIS if figure.across else 2) + NOTE * len(figure.notes)


def _body(figure: Figure) -> Iterator[str]:
    left, wide = PLANE if figure.kind == "plane" else ROWS
    top, high = _top(figure), tall(figure)
    for band in figure.bands:
        yield f'<text class="c z {band.sort}" x="{left + wide}%" y="12">{text(clip(plain(band.words), ROOM))}</text>'
    yield from _up(figure.up, top)
    yield f'<svg class="p" x="{left}%" y="{top}" width="{wide}%" height="{high}">'
    yield from (f'<line class="g" x1="{percent(t.at)}" x2="{percent(t.at)}" y2="{high}"/>' for t in figure.across)
    yield from _rows(figure)
    yield from (band_part(band, figure) for band in figure.bands)
    # what only stands by lies below what the picture is about
    pairs = sorted(zip(figure.marks, pinned(figure), strict=True), key=lambda pair: pair[0].own)
    yield from (part for mark, pin in pairs for part in mark_parts(mark, pin, figure))
    yield from (part for arrow in figure.arrows for part in arrow_parts(arrow, figure))
    yield "</svg>"
    yield from _across(figure.across, left, wide, top + high)
    for place, note in enumerate(figure.notes):
        below = top + high + (AXIS if figure.across else 2) + NOTE * place + 12
        yield f'<text class="t" x="{left}%" y="{below}">{text(clip(note, ROOM))}</text>'


def _up(ticks: tuple[Tick, ...], top: int) -> Iterator[str]:
    for tick in ticks:
        y = top + down(tick.at)
        yield f'<line class="g" x2="{sum(PLANE)}%" y1="{number(y)}" y2="{number(y)}"/>'
        yield f'<text class="t" y="{number(y - 3)}">{text(tick.label)}</text>'


def _across(ticks: tuple[Tick, ...], left: int, wide: int, y: int) -> Iterator[str]:
    if ticks:
        yield f'<line class="a" x1="{left}%" x2="{left + wide}%" y1="{y}" y2="{y}"/>'
    for tick in ticks:
        at = left + tick.at * wide
        side = "z" if at > 100 - NEAR_EDGE else "" if at < NEAR_EDGE else "x"
        yield f'<text class="{f"t {side}".rstrip()}" x="{number(at)}%" y="{y + 14}">{text(tick.label)}</text>'


def _rows(figure: Figure) -> Iterator[str]:
    found, place = tops(figure), 0
    for row in figure.rows:
        y = found[place] - LABEL
        if place:
            yield f'<line class="g" x2="100%" y1="{y}" y2="{y}"/>'
        yield f'<text class="l" y="{y + 12}">{text(clip(plain(row.label), ROOM))}</text>'
        place += row.tracks
