"""A spreadsheet file (.xlsx): a packed folder of XML, of which four parts are read, as a stream and within limits.

Why no library: openpyxl takes nearly twice as long, and reads on for minutes where the last corner of a sheet is
filled; calamine asks for memory for all cells up to the last one, and dies of it. Neither tells formulas from values,
hidden rows from others and how many decimals are shown without holding the whole sheet.
Source: ECMA-376, parts 1 (18: SpreadsheetML) and 2 (packages).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from checker.readers.encoding import SIZE_LIMIT
from checker.readers.tables.cells import GENERAL, NumberFormat, number_format
from checker.readers.tables.lines import EXPANSION_LIMIT, FREE_SIZE
from checker.readers.tables.reader import ROW_LIMIT

CHUNK = 2**16
"""Bytes that are unpacked at once."""
MOST_ELEMENTS = 2_000_000
"""Elements of a part, two for a cell and one for a row: 117,000 rows of eight columns. Source: measured, below 10 s."""
MOST_STRINGS, MOST_LETTERS = 2_000_000, 2**27
"""Different texts of a workbook, and their characters in all: some 250 MB. Source: measured."""
LONGEST_TOKEN = 2**22
"""Bytes of one tag. A tag of a cell has some fifty."""
MOST_SHEETS = 1000
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How parts may be packed. Source: ECMA-376, part 2, annex B; others take memory as they say themselves."""
OLD_FORM = b"\xd0\xcf\x11\xe0"
"""How files of the older form begin, and files with a password. Source: MS-CFB, section 2.2."""

Attributes = dict[str, str]


class Unreadable(Exception):
    """A workbook that cannot be read: the code of the fault, and its words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cells: its name, the part that holds it, and whether people see it."""

    name: str
    part: str
    hidden: bool


@dataclass(slots=True)
class Workbook:
    """An open workbook. `dates_from_1904`: its days are counted from 1904."""

    archive: zipfile.ZipFile
    size: int
    sheets: tuple[Sheet, ...] = ()
    dates_from_1904: bool = False
    strings: list[str] = field(default_factory=list)
    formats: list[NumberFormat] = field(default_factory=list)

    def format_of(self, style: str | None) -> NumberFormat:
        """The number format of a cell; `style` is its number among those of the workbook."""
        index = int(style) if style and style.isdecimal() and len(style) < 9 else 0
        return self.formats[index] if index < len(self.formats) else GENERAL


@dataclass(slots=True)
class Handlers:
    """What is done at the beginning and end of each element, by its name without a prefix, and with its text."""

    start: Callable[[str, Attributes], None]
    end: Callable[[str], None]
    text: Callable[[str], None]


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    """A workbook with its sheets, texts and formats. Raises `Unreadable`."""
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        limit = SIZE_LIMIT // 2**20
        raise Unreadable("file-too-large", f"the file is larger than {limit} MB; save the sheet as CSV")
    with path.open("rb") as raw, guarded():
        if raw.read(len(OLD_FORM)) == OLD_FORM:
            message = "this is a spreadsheet of the older form, or has a password; save it as .xlsx without one"
            raise Unreadable("bad-table", message)
        raw.seek(0)
        with zipfile.ZipFile(raw) as archive:
            book = Workbook(archive, size)
            _read_parts(book)
            yield book


@contextmanager
def guarded() -> Iterator[None]:
    """What the readers of packed files and of XML say of a damaged one is told in our words."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError):
        raise Unreadable("bad-table", "this is no sound .xlsx file; save it anew, or save the sheet as CSV") from None
    except expat.ExpatError as error:
        words = expat.errors.messages.get(error.code, "no XML")
        raise Unreadable("bad-table", f"the file is damaged inside ({words}); save it anew") from None
    except ValueError:
        raise Unreadable("bad-table", "a number inside the file is none; save it anew with a spreadsheet") from None


def events(book: Workbook, part: str, handlers: Handlers) -> Iterator[None]:
    """Calls the handlers for a part, a chunk at a time. Raises `Unreadable` beyond a limit."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = partial(_first, parser, handlers)
    limit, fed, left = max(FREE_SIZE, EXPANSION_LIMIT * book.size), 0, 2 * MOST_ELEMENTS
    with guarded(), _part(book, part) as stream:
        while chunk := stream.read(CHUNK):
            fed += len(chunk)
            if fed > limit:
                message = f"the file unpacks to more than {EXPANSION_LIMIT} times its size; save the sheet as CSV"
                raise Unreadable("bad-table", message)
            left -= chunk.count(b"<")  # an element begins and ends with one
            if left < 0:
                cells = MOST_ELEMENTS // 2
                raise Unreadable("too-many-values", f"the sheet has more than {cells:,} cells; save it as CSV")
            parser.Parse(chunk, False)
            if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                raise Unreadable("too-long", "the file is damaged inside (a tag without end); save it anew")
            yield
        parser.Parse(b"", True)
        yield


def _first(parser: expat.XMLParserType, handlers: Handlers, name: str, attributes: Attributes) -> None:
    """Of a file whose names have prefixes these are taken off; nearly none is written so."""
    prefixed = ":" in name
    if prefixed:
        parser.StartElementHandler = lambda name, given: handlers.start(name.rpartition(":")[2], given)
        parser.EndElementHandler = lambda name: handlers.end(name.rpartition(":")[2])
    else:
        parser.StartElementHandler, parser.EndElementHandler = handlers.start, handlers.end
    parser.CharacterDataHandler = handlers.text
    handlers.start(name.rpartition(":")[2], attributes)


def _no_doctype(*_: Any) -> None:
    raise Unreadable("bad-table", "the file declares entities, which no spreadsheet does; save it anew")


def _part(book: Workbook, name: str) -> IO[bytes]:
    info = book.archive.getinfo(name) if name in book.archive.NameToInfo else None
    if info is None or info.compress_type not in PACKED or info.flag_bits & 1:
        raise Unreadable("bad-table", "this is no sound .xlsx file; save it anew, or save the sheet as CSV")
    return book.archive.open(info)


# --- what all sheets share


def _read_parts(book: Workbook) -> None:
    main = next((target for _, kind, target in _relations(book, "") if kind == "officeDocument"), "xl/workbook.xml")
    parts = {name: (kind, target) for name, kind, target in _relations(book, main)}
    sheets: list[Sheet] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            kind, target = parts.get(link, ("", ""))
            if kind == "worksheet" and len(sheets) < MOST_SHEETS:
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(Sheet(attributes.get("name", ""), target, hidden))
        elif name == "workbookPr":
            book.dates_from_1904 = attributes.get("date1904", "") in ("1", "true")

    _all(book, main, start)
    book.sheets = tuple(sheets)
    named = dict(parts.values())
    if "styles" in named:
        _read_formats(book, named["styles"])
    if "sharedStrings" in named:
        _read_strings(book, named["sharedStrings"])


def _relations(book: Workbook, part: str) -> list[tuple[str, str, str]]:
    """The parts that one names: by what name, of what kind, and where each is."""
    folder, _, file = part.rpartition("/")
    found: list[tuple[str, str, str]] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found.append((attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], target))

    _all(book, posixpath.join(folder, "_rels", f"{file}.rels"), start)
    return found


def _all(book: Workbook, part: str, start: Callable[[str, Attributes], None]) -> None:
    for _ in events(book, part, Handlers(start, lambda _: None, lambda _: None)):
        pass


def _read_formats(book: Workbook, part: str) -> None:
    codes: dict[str, str] = {}
    inside = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = name
        elif name == "numFmt" and inside != "dxfs":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and inside == "cellXfs":
            book.formats.append(number_format(attributes.get("numFmtId", "0"), codes))

    _all(book, part, start)


def _read_strings(book: Workbook, part: str) -> None:
    text = TextIn("si")
    letters = 0
    for _ in events(book, part, Handlers(text.start, text.end, text.add)):
        book.strings += text.done
        letters += sum(map(len, text.done))
        text.done.clear()
        if letters > MOST_LETTERS or len(book.strings) > MOST_STRINGS:
            raise Unreadable("too-many-values", "the workbook has too many different texts; save the sheet as CSV")


ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a character that XML cannot hold is written. Source: ECMA-376, part 1, 22.9.2.19."""


class TextIn:
    """The texts of elements of one name, without how they are read aloud."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.done: list[str] = []
        self.taking = self.aloud = False
        self.pieces: list[str] = []
        self.size = 0

    def start(self, name: str, _: Attributes) -> None:
        if name == "rPh":
            self.aloud = True
        self.taking = name == "t" and not self.aloud

    def add(self, text: str) -> None:
        if self.taking:
            self.size += len(text)
            if self.size > ROW_LIMIT:
                raise Unreadable("too-long", f"a cell has more than {ROW_LIMIT:,} characters; shorten it")
            self.pieces.append(text)

    def end(self, name: str) -> None:
        self.taking = False
        if name == "rPh":
            self.aloud = False
        elif name == self.name:
            self.done.append(unescaped("".join(self.pieces)))
            self.pieces.clear()
            self.size = 0


def unescaped(text: str) -> str:
    """A text with the characters that stand in it as escapes."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
