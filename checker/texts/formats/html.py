"""HTML: the words that a browser shows, with what surrounds the document marked as furniture.

Furniture is what stands in `nav`, `aside`, `header` or `footer` (those of an article or a section are its own), or has
such a role; where a page has a `main`, everything outside of it. Scripts, styles, what is hidden and what is struck
through are left out.
Why events and no tree: the tree that the standard asks for can be made to grow with the square of the input; events
take linear time and memory, and what they give is the same words.
Source: HTML Living Standard, sections 4.3 and 15.3; ARIA 1.2, landmark roles; Encoding Standard.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from checker.extras import installing
from checker.readers.markup import STRUCK_ELEMENTS, UNSHOWN_STYLE
from checker.texts.tables import CAPTION, Slot
from checker.texts.text import LINE_ENDS, Kind, Piece, Text, Unfinished, Unreadable, assembled, conversion, unmarked

SUFFIXES = (".html", ".htm", ".xhtml")
LIMIT = 2 * 2**20
"""Bytes. Measured: the worst input takes 3.7 s and 65 MB for each 10^6 bytes, an ordinary page a second."""

UNSHOWN = frozenset(
    ("script", "style", "template", "noscript", "iframe", "noembed", "noframes", "object", "audio", "video", "canvas")
    + ("svg", "math", "head", "title")
    + STRUCK_ELEMENTS
)
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
FURNITURE = frozenset(("nav", "aside", "footer", "header", "dialog"))
SECTIONS = frozenset(("article", "section", "main"))
ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert"))
KINDS: Mapping[str, Kind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell",
    "pre": "code", "listing": "code", "xmp": "code",
}  # fmt: skip
BLOCKS = frozenset((
    *KINDS, "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "details", "dialog",
    "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "main",
    "menu", "nav", "ol", "option", "p", "search", "section", "select", "summary", "table", "tbody", "tfoot", "thead",
    "tr", "ul",
))  # fmt: skip
CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{1,40})|encoding=[\"']([\w.-]{1,40})", re.I
)
LOOKED_AT = 1024
"""Bytes in which a page names its encoding. Source: HTML Living Standard, 4.2.5.4."""
CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "us-ascii", "ascii"), "utf-8"),
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "cp1252", "x-cp1252"), "cp1252"),
    **{f"windows-125{n}": f"cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{"iso-8859-9": "cp1254", "koi8-r": "koi8-r", "koi8-u": "koi8-u", "macintosh": "mac-roman"},
    **{"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-jp": "euc-jp", "iso-2022-jp": "iso2022-jp"},
    **{"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "euc-kr": "cp949"},
}
"""Source: the labels of the Encoding Standard, those in use; ISO 8859-1 and -9 are read as the Windows pages there."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WIDEST, LONGEST = 200, 10_000
"""Columns and rows that a table, or a cell of it, is taken to have at most; those of pages are far below."""
SPACES = re.compile(r"[ \t\n\f\r]+")


@dataclass(slots=True)
class _OpenTable:
    """A table by its number, the row and the column that are next in it, the cell that is open, and how far down the
    columns are filled by cells of rows before.
    """

    number: int
    row: int = -1
    column: int = 0
    slot: Slot | None = None
    filled: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _State:
    """The open elements, by name too, and tables; the block that is being filled, and those that are done.

    `counts` is how many open elements say each of: unshown, furniture, section, main, code, raised.
    """

    open: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    block: list[str] = field(default_factory=list)
    kind: Kind = "paragraph"
    level: int = 0
    title: list[str] = field(default_factory=list)
    tables: list[_OpenTable] = field(default_factory=list)
    number: int = 0
    has_main: bool = False


def read(raw: bytes) -> Text:
    state = _State()
    pieces = list(_pieces(_decoded(raw), state))
    shown = [piece if inside or not state.has_main else replace(piece, kind="furniture") for piece, inside in pieces]
    return assembled(shown, SPACES.sub(" ", "".join(state.title)).strip())


def _decoded(raw: bytes) -> str:
    """The characters of a page: by the encoding that it names, else UTF-8."""
    found = CHARSET.search(raw, 0, LOOKED_AT)
    name = (found[1] or found[2]).decode("ascii").lower() if found else "utf-8"
    codec = CODECS.get(name)
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or codec == "utf-8":
        return unmarked(raw)
    step = f"convert it: {conversion(name.upper())}, with charset=utf-8 in it"
    if codec is None:
        raise Unreadable("not-utf8", f"says that its encoding is {name}, which is not read here; {step}")
    try:
        return LINE_ENDS.sub("\n", raw.decode(codec))
    except UnicodeDecodeError as error:
        message = f"says that its encoding is {name}, but the byte {error.start + 1:,} is none of it"
        raise Unreadable("not-utf8", f"{message}; correct what it says, or {step}") from None


def _pieces(text: str, state: _State) -> Iterator[tuple[Piece, bool]]:
    """The blocks in order, and whether each lies in the `main` of the page."""
    try:
        from justhtml import stream
    except ImportError:
        raise Unfinished(f"HTML needs what one extra brings: {installing('documents')}") from None
    for event, data in stream(text):
        if event == "text" and isinstance(data, str):
            _add(state, data)
            continue
        if event not in ("start", "end"):
            continue
        name = data if isinstance(data, str) else str(data[0])
        if name in BLOCKS and (done := _finished(state)):
            yield done
        if event == "start":
            _start(state, name, data[1] if isinstance(data, tuple) and isinstance(data[1], dict) else {})
        else:
            _end(state, name)
    if done := _finished(state):
        yield done


def _add(state: _State, words: str) -> None:
    if state.names["title"] and not state.names["body"] and not state.names["svg"]:
        state.title.append(words)
    elif not state.counts["unshown"]:
        raised = words.strip().isdecimal() and words.isascii() and state.counts["raised"]
        words = words.translate(RAISED) if raised else words
        state.block.append(words if state.counts["code"] else SPACES.sub(" ", words))


def _start(state: _State, name: str, attributes: Mapping[str, str | None]) -> None:
    if name == "br":
        state.block.append("\n")
    if name in VOID:
        return
    if name in BLOCKS:
        state.kind = KINDS.get(name) or _kind(state)
        state.level = int(name[1]) if state.kind == "heading" else 0
    _start_in_table(state, name, attributes)
    says = tuple(_says(state, name, attributes))
    state.open.append((name, says))
    state.names[name] += 1
    state.counts.update(says)
    state.has_main = state.has_main or ("main" in says and not state.counts["unshown"])


def _start_in_table(state: _State, name: str, attributes: Mapping[str, str | None]) -> None:
    """A table, a row or a cell begins."""
    if name == "table":
        state.tables.append(_OpenTable(state.number))
        state.number += 1
    if not state.tables:
        return
    table = state.tables[-1]
    if name == "tr":
        table.row, table.column, table.slot = table.row + 1, 0, None
    elif name == "caption":
        table.slot = Slot(table.number, CAPTION)
    elif name in ("td", "th"):
        table.row, table.slot = max(table.row, 0), None
        while table.column < WIDEST and table.filled.get(table.column, -1) >= table.row:
            table.column += 1
        if table.column >= WIDEST:
            return
        wide, high = _span(attributes, "colspan", WIDEST - table.column), _span(attributes, "rowspan", LONGEST)
        table.slot = Slot(table.number, table.row, table.column, high, wide, name == "th")
        if high > 1:
            columns = range(table.column, table.column + wide)
            table.filled.update(dict.fromkeys(columns, table.row + high - 1))
        table.column += wide


def _span(attributes: Mapping[str, str | None], name: str, most: int) -> int:
    says = (attributes.get(name) or "").strip()
    return min(max(int(says), 1), most) if says.isascii() and says.isdecimal() and len(says) < 7 else 1


def _end_in_table(state: _State, name: str) -> None:
    if name == "table" and state.tables:
        state.tables.pop()
    elif name in ("td", "th", "caption") and state.tables:
        state.tables[-1].slot = None


def _says(state: _State, name: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """What an element says of the words in it."""
    role = (attributes.get("role") or "").strip().lower()
    if name in UNSHOWN or "hidden" in attributes or UNSHOWN_STYLE.search((attributes.get("style") or "")[:LOOKED_AT]):
        yield "unshown"
    own = name in ("header", "footer") and state.counts["section"]
    if role in ROLES or (name in FURNITURE and not own and role != "main"):
        yield "furniture"
    if name in SECTIONS:
        yield "section"
    if name == "main" or role == "main":
        yield "main"
    if KINDS.get(name) == "code":
        yield "code"
    if name == "sup":
        yield "raised"


def _end(state: _State, name: str) -> None:
    """Closes the nearest element of that name with all in it; an end without a beginning closes nothing."""
    while state.names[name]:
        last, says = state.open.pop()
        state.names[last] -= 1
        state.counts.subtract(says)
        _end_in_table(state, last)
        if last == name:
            break
    if name in BLOCKS:
        state.kind, state.level = _kind(state), 0


def _kind(state: _State) -> Kind:
    """What a block without a kind of its own is, by what it lies in."""
    if state.names["td"] or state.names["th"]:
        return "cell"
    return "item" if state.names["li"] or state.names["dd"] else "paragraph"


def _finished(state: _State) -> tuple[Piece, bool] | None:
    """The block that was being filled, if it has words."""
    words = "".join(state.block)
    state.block.clear()
    if not words.strip():
        return None
    if not state.counts["code"]:
        words = "\n".join(" ".join(SPACES.split(line)).strip(" ") for line in words.split("\n"))
    kind: Kind = "furniture" if state.counts["furniture"] else "code" if state.counts["code"] else state.kind
    slot = state.tables[-1].slot if state.tables else None
    return Piece(words, kind, state.level if kind == "heading" else 0, slot), bool(state.counts["main"])
