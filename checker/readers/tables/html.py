"""The tables of a web page: what a browser shows of their cells, those that span several rows or columns in each.

Why tags and no tree: linear time, and the place of each cell; what is no tag, row or cell changes nothing here.
Source: HTML Living Standard, 4.9 (tables), 13.2.5 (tags).
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from checker.model.fault import Fault, Mark
from checker.readers.encoding import decode
from checker.readers.folder import read
from checker.readers.markup import STRUCK_ELEMENTS, UNSHOWN_STYLE
from checker.readers.tables.grid import MOST_CELLS, Grid, GridCell, GridRow, chosen, sound_cell
from checker.readers.tables.markdown import grid_reader
from checker.readers.tables.reader import TableReader, Wanted

LIMIT = 8 * 2**20
"""Bytes. Source: measured, at most 5 s of one core and 500 MB for the worst."""
UNCLOSED = "unclosed"
"""Stands for a tag, a comment or a script that begins and does not end: nothing after it is shown."""
NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
QUOTE_OR_END = re.compile(r"=[ \t\r\n\f]*[\"']|>")
ATTRIBUTE = re.compile(r"([^\s=>\"'/]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?")
UNSEEN = frozenset((
    *STRUCK_ELEMENTS, "script", "style", "template", "noscript", "textarea", "title", "svg", "math", "iframe", "object",
))  # fmt: skip
"""Elements whose text is no text of a cell."""
RAW = frozenset(("script", "style", "textarea", "title", "iframe"))
"""Those in which tags are no tags."""
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
NOTE = re.compile(r"\s*\[[^\[\]]{1,8}\]\s*")
"""A reference to a note, as pages raise it: `[2]`."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MOST_COLUMNS = 16_384
"""Columns of a row; others are not read. Source: as many as a sheet has."""
WIDEST, LONGEST = 1000, 65_534
"""Columns and rows that a cell may span. Source: HTML Living Standard, 4.9.11."""


class Tag(NamedTuple):
    name: str
    ends: bool
    attributes: str
    start: int
    after: int


@dataclass(slots=True)
class _Cell:
    start: int
    is_head: bool
    columns: int
    rows: int
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    start: int
    rows: list[tuple[int, list[_Cell]]] = field(default_factory=list)
    cell: _Cell | None = None


def reader(path: Path, name: str, wanted: Wanted, table: str = "") -> TableReader:
    """The table of that number in a page, counted from 1; without one the only one that has the wanted columns."""
    raw = read(path, name, LIMIT)
    text = decode(raw, name) if isinstance(raw, bytes) else raw
    grids = _grids(text, name) if isinstance(text, str) else text
    return grid_reader(chosen(grids, wanted, table, name) if isinstance(grids, list) else grids, wanted)


def _tags(text: str) -> Iterator[Tag]:
    """The tags of a page, without those in comments and in scripts. Each character is looked at a few times at most."""
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith(("<!", "<?"), at):
            comment = text.startswith("<!--", at)
            end = text.find("-->" if comment else ">", at + (4 if comment else 2))
            if end < 0:
                yield Tag(UNCLOSED, False, "", at, at)
                return
            yield Tag("", False, "", at, end + (3 if comment else 1))
            at = end + 1
            continue
        named = NAME.match(text, at)
        if not named:
            at += 1
            continue
        end = named.end()
        while (found := QUOTE_OR_END.search(text, end)) and found[0] != ">":
            end = text.find(found[0][-1], found.end()) + 1
            if not end:
                break
        if not found or not end:
            yield Tag(UNCLOSED, False, "", at, at)
            return
        tag = Tag(named[1].lower(), text[at + 1] == "/", text[named.end() : found.start()], at, found.end())
        yield tag
        at = found.end()
        if tag.name in RAW and not tag.ends:
            closing = re.compile(rf"</{tag.name}[\s/>]", re.IGNORECASE).search(text, at)
            if not closing:
                yield Tag(UNCLOSED, False, "", tag.start, at)
                return
            at = closing.start()


def _grids(text: str, name: str) -> list[Grid] | Fault:
    """The tables of a page in the order in which they begin."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def mark(at: int) -> Mark:
        line = bisect_right(starts, at)
        return Mark(name, line, at - starts[line - 1] + 1)

    tables: list[_Table] = []
    open_tables: list[_Table] = []
    unseen, depth = "", 0  # the element that is not shown, and how many of its name are open
    raised = -1
    cells = before = 0
    for tag in _tags(text):
        if tag.name == UNCLOSED:
            message = "what begins here does not end, and hides the rest of the page; close the tag, comment or script"
            return Fault(mark(tag.start), "bad-table", "", message)
        inner = open_tables[-1] if open_tables else None
        cell = inner.cell if inner else None
        if cell and not unseen:
            cell.parts.append(html.unescape(text[before : tag.start]))
        before = tag.after
        if unseen:
            depth += (tag.name == unseen) * (-1 if tag.ends else 1)
            unseen = unseen if depth else ""
            continue
        says = {} if tag.ends or not tag.attributes.strip() else _attributes(tag.attributes)
        if not tag.ends and tag.name not in VOID and (tag.name in UNSEEN or _is_hidden(says)):
            unseen, depth = tag.name, 1
            continue
        match tag.name, tag.ends:
            case "table", False:
                open_tables.append(_Table(tag.start))
                tables.append(open_tables[-1])
            case "table", True:
                del open_tables[-1:]
            case (("tr" | "td" | "th"), _) if inner:
                inner.cell = None
                if tag.name == "tr" and not tag.ends:
                    inner.rows.append((tag.start, []))
                elif tag.name != "tr" and not tag.ends:
                    wide, high = _span(says, "colspan", WIDEST) or 1, _span(says, "rowspan", LONGEST) or LONGEST
                    cells += wide
                    if cells > MOST_CELLS:
                        message = f"the page has more than {MOST_CELLS:,} cells; save the table as CSV"
                        return Fault(mark(tag.start), "too-many-values", "", message)
                    inner.rows = inner.rows or [(tag.start, [])]
                    inner.cell = _Cell(tag.after, tag.name == "th", wide, high)
                    inner.rows[-1][1].append(inner.cell)
            case "sup", False if cell:
                raised = len(cell.parts)
            case "sup", True if cell and 0 <= raised <= len(cell.parts):
                words = "".join(cell.parts[raised:])
                cell.parts[raised:] = [] if NOTE.fullmatch(words) else [words.translate(RAISED)]
                raised = -1
            case (("br" | "p" | "div" | "li"), _) if cell:
                cell.parts.append(" ")
            case _:
                pass
    if open_tables and (last := open_tables[-1].cell) and not unseen:
        last.parts.append(html.unescape(text[before:].partition("<")[0]))
    return [_grid(table, str(number + 1), text, mark) for number, table in enumerate(tables) if table.rows]


def _attributes(words: str) -> Mapping[str, str]:
    return {one[1].lower(): html.unescape((one[2] or "").strip("\"'")) for one in ATTRIBUTE.finditer(words)}


def _is_hidden(says: Mapping[str, str]) -> bool:
    return "hidden" in says or UNSHOWN_STYLE.search(says.get("style", "")) is not None


def _span(says: Mapping[str, str], name: str, most: int) -> int:
    words = says.get(name, "").strip()
    return min(int(words), most) if words.isdecimal() and len(words) < 9 else 1


def _grid(table: _Table, label: str, text: str, mark: Callable[[int], Mark]) -> Grid:
    """A table below its names: those of the last of the first rows that are heads only, else those of the first row."""
    heads = 0
    while heads < len(table.rows) and all(cell.is_head for cell in table.rows[heads][1]):
        heads += 1
    heads = heads if 0 < heads < len(table.rows) else 1
    rows = _slots(table, text, mark)
    head: Sequence[GridCell] = []
    for _ in range(heads):
        head = next(rows, (Mark(""), []))[1]
    names = [cell.text for cell in head]
    return Grid(label, mark(table.start), names, [cell.mark for cell in head], _named(rows, names))


def _named(rows: Iterator[tuple[Mark, list[GridCell]]], names: Sequence[str]) -> Iterator[GridRow | Fault]:
    slots = 0
    for at, cells in rows:
        slots += len(cells)
        if slots > MOST_CELLS:
            message = f"the table has more than {MOST_CELLS:,} cells, each as often as it spans; save it as CSV"
            yield Fault(at, "too-many-values", "", message)
            return
        if len(cells) > len(names):
            message = f"the row has {len(cells)} cells, expected {len(names)} as in the row of names"
            yield Fault(at, "ragged-row", "", message)
        elif cells:
            yield GridRow(at.line, at, dict(zip(names, cells, strict=False)))


def _slots(table: _Table, text: str, mark: Callable[[int], Mark]) -> Iterator[tuple[Mark, list[GridCell]]]:
    """The cells of each row by columns; one that spans several stands in each of them."""
    spanning: dict[int, tuple[int, GridCell]] = {}
    for start, cells in table.rows:
        row = {column: one for column, (_, one) in spanning.items()}
        spanning = {column: (left - 1, one) for column, (left, one) in spanning.items() if left > 1}
        column = 0
        for cell in cells:
            while column in row:
                column += 1
            made = _cell(cell, text, mark)
            for _ in range(min(cell.columns, MOST_COLUMNS - column)):
                row[column] = made
                if cell.rows > 1:
                    spanning[column] = cell.rows - 1, made
                column += 1
        at = mark(start)
        nothing = GridCell("", at)
        yield at, [row.get(column, nothing) for column in range(max(row, default=-1) + 1)]


def _cell(cell: _Cell, text: str, mark: Callable[[int], Mark]) -> GridCell:
    words = " ".join("".join(cell.parts).split())
    at = cell.start
    while at < len(text) and text[at].isspace():
        at += 1
    return sound_cell(words, mark(at))
