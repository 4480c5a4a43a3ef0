"""Bytes of a file become text: UTF-8, without the characters that hide things from a reader."""

from __future__ import annotations

import re

from checker.model.fault import Fault, Mark

SIZE_LIMIT = 32 * 2**20
"""Bytes. Measured: nodes with positions take some 30 times the file's size in memory, so this is about 1 GB; a
document with 100,000 claims takes some 20 MB. Larger sets belong into tables, which are read in columns."""

LINE_BREAK = re.compile(r"\r\n|\r|\n")

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]|\r(?!\n)")
"""Control characters, and line breaks that editors do not show as such: `# note<U+2028>verdict: x` would read as a
field, and so would one after a carriage return alone. Tab, line feed, and a carriage return before one are left.
Source: Unicode categories Cc, Zl, Zp, and the noncharacters."""

BYTE_ORDER_MARKS = (
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
"""Source: The Unicode Standard, chapter 23.8; the longer marks stand first, because one begins with another."""


def mark_at(text: str, offset: int, file: str) -> Mark:
    """The line and column of a character; astral characters and CRLF count once."""
    line, start = 1, 0
    for line_break in LINE_BREAK.finditer(text, 0, offset):
        line, start = line + 1, line_break.end()
    return Mark(file, line, offset - start + 1)


def split_lines(text: str) -> tuple[str, ...]:
    """The lines as the marks count them."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def decode(raw: bytes, file: str, field: str = "", *, any_character: bool = False) -> str | Fault:
    """The text of a file, without a byte order mark, or the one fault that keeps it from being read. `any_character`:
    whoever reads on looks after characters that do not show.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return Fault(Mark(file), "not-utf8", field, f"the file is {name}, expected UTF-8; save it as UTF-8")
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").removeprefix("\ufeff")
        message = f"the byte 0x{raw[error.start]:02x} is not UTF-8 here; save the file as UTF-8"
        return Fault(mark_at(before, len(before), file), "not-utf8", field, message)
    if not any_character and (unwanted := UNWANTED.search(text)):
        return Fault(mark_at(text, unwanted.start(), file), "control-character", field, forbidden(unwanted[0]))
    return text


def forbidden(character: str) -> str:
    """Words for a character that may not stand in a file."""
    if character == "\r":
        return (
            "found a carriage return (U+000D) without a line feed, where many editors show no line break; "
            "save the file with line feeds (LF or CRLF)"
        )
    return (
        f"found the character U+{ord(character):04X}, which does not show in an editor; "
        "expected text, tabs and ordinary line breaks; delete it"
    )
