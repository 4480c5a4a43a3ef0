"""The lines of a text file of any size, each with its number, and with what keeps it from being read."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.model.fault import Fault, Mark
from checker.readers.encoding import UNWANTED, forbidden
from checker.readers.folder import unreadable
from checker.readers.tables.reader import ROW_LIMIT

SURROGATES = range(0xDC80, 0xDD00)
"""What bytes that are no UTF-8 are read as. Source: PEP 383."""
EXPANSION_LIMIT = 100
"""Times its packed size that a file may grow to: text of tables packs five- to fiftyfold, a bomb a thousandfold."""
FREE_SIZE = 2**24
"""Bytes that any packed file may grow to."""

TextLine = tuple[int, str, Fault | None]


def lines(path: Path, name: str, limit: int = ROW_LIMIT, what: str = "a row of a table") -> Iterator[TextLine]:
    """Each line with its line break; one that is too long is cut, one with forbidden characters has a fault. `limit`:
    characters that a line may have, of which each is `what`.

    A fault that ends the reading comes with the text `""`.
    """
    number = 0
    try:
        with _open_text(path) as (stream, grown):
            while text := stream.readline(limit + 1):
                number += 1
                text = text.removeprefix("\ufeff") if number == 1 else text
                fault = _trouble(text, name, number)
                if len(text) > limit and not text.endswith(("\n", "\r")):
                    while (more := stream.readline(ROW_LIMIT)) and not more.endswith(("\n", "\r")):
                        if grown():
                            break
                    message = f"the line has more than {limit:,} characters, expected {what}; shorten it"
                    fault = Fault(Mark(name, number), "too-long", "", message)
                    text = text[:1000] + "\n"
                yield number, text, fault
                if grown():
                    message = (
                        f"the file unpacks to more than {EXPANSION_LIMIT} times its size, expected text; unpack it"
                    )
                    yield number, "", Fault(Mark(name, number), "bad-table", "", message)
                    return
    except (EOFError, zlib.error, gzip.BadGzipFile):
        message = "the packed file is damaged here, expected gzip to its end; pack it again"
        yield number + 1, "", Fault(Mark(name, number + 1), "bad-table", "", message)
    except OSError as error:
        yield number + 1, "", unreadable(error, name)


@contextmanager
def _open_text(path: Path):
    """The text of a file, unpacked where it is packed, and whether it has grown too large."""
    with path.open("rb") as raw:
        packed = path.suffix.lower() == ".gz"
        size = os.fstat(raw.fileno()).st_size
        binary = gzip.GzipFile(fileobj=raw) if packed else raw
        limit = max(FREE_SIZE, EXPANSION_LIMIT * size)
        with io.TextIOWrapper(binary, "utf-8", errors="surrogateescape", newline="") as stream:
            yield stream, (lambda: packed and binary.tell() > limit)


def _trouble(text: str, name: str, number: int) -> Fault | None:
    if not (match := UNWANTED.search(text)):
        return None
    mark, character = Mark(name, number, match.start() + 1), ord(match[0])
    if character in SURROGATES:
        message = f"the byte 0x{character - SURROGATES.start + 0x80:02x} is not UTF-8 here; save the file as UTF-8"
        return Fault(mark, "not-utf8", "", message)
    return Fault(mark, "control-character", "", forbidden(match[0]))
