"""Figures in characters: the same places as in SVG, on the columns and lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.report.figure.item import order_words
from checker.report.figure.shape import Area, Figure, FigureMark, Stretch, Tick
from checker.report.figure.words import broken, clip, plain
from checker.report.figure.words import width as columns

LINES = 11
"""Lines of the plane: a third of an ordinary terminal."""

GUTTER = 16
"""Columns of the numbers beside a plane, at most."""

MOST_LINES = 4
"""Lines of a row's words."""

LEAST = 16
"""Columns below which nothing can be drawn: a narrower terminal breaks the lines itself."""

COLOURS = ("34", "33", "32", "35", "36", "94", "37", "96", "31", "92")
"""Colours of a terminal (SGR) for the documents, by number; a letter tells each claim as well."""

ASCII = str.maketrans("─│├┤┬┴└┌┐┘▶◀▲▼░▒█·“”…×≈●◆▸╌┄", '-|||++++++><^v.:#.""~x~*+>--')
"""What stands for each character where only ASCII can be shown."""


@dataclass(slots=True)
class Canvas:
    """Cells of a picture, each with a character and a colour (empty: none)."""

    wide: int
    high: int
    cells: list[list[tuple[str, str]]]

    def put(self, x: int, y: int, text: str, colour: str = "") -> None:
        """Write from a cell onwards; what reaches beyond the canvas is cut off. Accents stay with their letter."""
        last = -1
        for char in text:
            step = columns(char)
            if step == 0 and last >= 0:
                self.cells[y][last] = (self.cells[y][last][0] + char, colour)
            elif step and 0 <= x <= self.wide - step:
                self.cells[y][x] = (char, colour)
                if step == 2:
                    self.cells[y][x + 1] = ("", colour)
                last = x
            x += step

    def lines(self, coloured: bool) -> Iterator[str]:
        for row in self.cells:
            text = "".join(f"\x1b[{colour}m{c}\x1b[0m" if coloured and colour and c else c for c, colour in row)
            yield text.rstrip()


def _canvas(wide: int, high: int) -> Canvas:
    return Canvas(wide, high, [[(" ", "")] * wide for _ in range(high)])


def lines(drawing: Figure, width: int = 80, colour: bool = False, ascii: bool = False) -> tuple[str, ...]:
    """The picture in lines of at most so many columns."""
    wide = max(width, LEAST)
    return tuple(_only_ascii(line) if ascii else line for line in _figure(drawing, wide, colour))


def _only_ascii(line: str) -> str:
    replaced = line.translate(ASCII)
    return "".join(char if char.isascii() else "?" * columns(char) for char in replaced)


def _figure(figure: Figure, wide: int, colour: bool) -> Iterator[str]:
    yield clip(plain(figure.title), wide)
    draw = _plane if figure.kind == "plane" else _rows
    yield from draw(figure, wide).lines(colour)
    orders = (order_words(arrow, figure.marks) for arrow in figure.arrows)
    for words in (*(band.words for band in figure.bands), *orders, *figure.notes):
        yield from (f"  {line}" for line in broken(plain(words), wide - 2, MOST_LINES))


def _cell(share: float, cells: int) -> int:
    return min(cells - 1, max(0, round(share * (cells - 1))))


def _colour(mark: FigureMark) -> str:
    return COLOURS[mark.style.colour % len(COLOURS)] if mark.own else "2"


# --- the plane


def _plane(figure: Figure, wide: int) -> Canvas:
    gutter = min(GUTTER, wide // 3, max((columns(tick.label) for tick in figure.up), default=0) + 2)
    canvas = _canvas(wide, LINES + 2)
    across = wide - gutter - 1
    for y in range(LINES):
        canvas.put(gutter, y, "│")
    for tick in figure.up:
        y = LINES - 1 - _cell(tick.at, LINES)
        canvas.put(max(0, gutter - 1 - columns(tick.label)), y, clip(tick.label, gutter - 1))
        canvas.put(gutter, y, "┤")
    for mark in sorted(figure.marks, key=lambda mark: mark.own):
        _area(canvas, mark, gutter + 1, across)
    for mark in sorted(figure.marks, key=lambda mark: mark.own):
        _letter(canvas, mark, gutter + 1, across)
    _axis(canvas, figure.across, gutter + 1, across, LINES)
    return canvas


def _span(stretch: Stretch, cells: int) -> range:
    return range(_cell(stretch.lo, cells), _cell(stretch.hi, cells) + 1)


def _area(canvas: Canvas, mark: FigureMark, left: int, across: int) -> None:
    for area, sign in ((mark.possible, "░"), (mark.plausible, "▒")):
        xs = [_cell(mark.point[0], across)] if mark.whisker else _span(area.x, across)
        for y in _span(area.y, LINES):
            for x in xs:
                canvas.put(left + x, LINES - 1 - y, "╌" if mark.claim.denies else sign, _colour(mark))
    if mark.whisker:
        y = LINES - 1 - _cell(mark.point[1], LINES)
        canvas.put(left + _cell(mark.possible.x.lo, across), y, _bar(mark, mark.possible.x, across), _colour(mark))


def _letter(canvas: Canvas, mark: FigureMark, left: int, across: int) -> None:
    if not mark.letter:
        return
    y = LINES - 1 - _cell(mark.point[1], LINES)
    x = left + _cell(mark.point[0], across)
    long = len(mark.letter)
    for start in (x + step for step in (0, 1, -1, 2, -2, 3, -3, 4, -4)):
        room = canvas.cells[y][start : start + long]
        if left <= start <= canvas.wide - long and not any(char.isalpha() for char, _ in room):
            canvas.put(start, y, mark.letter, _colour(mark))
            return


def _axis(canvas: Canvas, ticks: tuple[Tick, ...], left: int, across: int, y: int) -> None:
    canvas.put(left - 1, y, "└" + "─" * across)
    free = 0
    for tick in ticks:
        x = left + _cell(tick.at, across)
        canvas.put(x, y, "┬")
        start = min(max(x - columns(tick.label) // 2, free), canvas.wide - columns(tick.label))
        if start >= free:
            canvas.put(start, y + 1, tick.label)
            free = start + columns(tick.label) + 1


# --- rows


def _bar(mark: FigureMark, x: Stretch, across: int) -> str:
    """`├─────┤`, with `▶` where it goes on, `?` where nobody knows, and dots for a time that nobody stated."""
    cells = len(_span(x, across))
    first = {"open": "◀", "unknown": "?"}.get(x.lo_end, "├")
    last = {"open": "▶", "unknown": "?"}.get(x.hi_end, "┤")
    line = ("─" if mark.dated else "┄") * max(cells - 2, 0)
    return f"{first}{line}{last}" if cells > 1 else "│"


def _rows(figure: Figure, wide: int) -> Canvas:
    left, across = 2, wide - 4
    words = [broken(plain(row.label), across, MOST_LINES) or ("",) for row in figure.rows]
    canvas = _canvas(wide, sum(map(len, words)) + figure.tracks + (2 if figure.across else 0))
    starts, y = [], 0
    for row, lines_of in zip(figure.rows, words, strict=True):
        for line in lines_of:
            canvas.put(left, y, line)
            y += 1
        starts += [y + track for track in range(row.tracks)]
        y += row.tracks
    for mark in sorted(figure.marks, key=lambda mark: mark.own):
        _in_row(canvas, mark, starts[_track(mark.possible, figure)], left, across, figure)
    if figure.across:
        _axis(canvas, figure.across, left, across, y)
    return canvas


def _track(area: Area, figure: Figure) -> int:
    return round((1 - area.y.hi) * figure.tracks)


def _in_row(canvas: Canvas, mark: FigureMark, y: int, left: int, across: int, figure: Figure) -> None:
    x = mark.possible.x
    canvas.put(left + _cell(x.lo, across), y, _bar(mark, x, across), _colour(mark))
    if figure.kind == "rows" and mark.plausible != mark.possible:
        inner = _span(mark.plausible.x, across)
        canvas.put(left + inner[0], y, "█" * len(inner), _colour(mark))
    at = left + _cell(mark.point[0], across)
    canvas.put(min(at, canvas.wide - columns(mark.letter) - 1), y, mark.letter, _colour(mark))
