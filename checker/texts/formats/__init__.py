"""The formats of documents' texts, one to a file: bytes become a `Text`.

Each module has `SUFFIXES` (how names of its files end), `LIMIT` (bytes that are read of one) and `read`, which raises
`Unreadable` or `Unfinished`. What a name does not tell is told by the first bytes.
"""

from __future__ import annotations

from types import ModuleType

from checker.texts.formats import html, markdown, pdf, plain

FORMATS: tuple[ModuleType, ...] = (html, markdown, pdf, plain)


MOST_BYTES = max(one.LIMIT for one in FORMATS)


def limit_of(name: str) -> int:
    """How many bytes are read of a file of this name."""
    return getattr(_named(name), "LIMIT", MOST_BYTES)


def _named(name: str) -> ModuleType | None:
    lower = name.lower()
    return next((one for one in FORMATS if lower.endswith(one.SUFFIXES)), None)


def format_of(name: str, raw: bytes) -> ModuleType:
    """The format of a file, by the ending of its name; one without a known ending by its content."""
    if named := _named(name):
        return named
    begin = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith(b"%pdf-"):
        return pdf
    return html if begin.startswith((b"<!doctype html", b"<html")) else plain
