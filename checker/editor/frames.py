"""Messages on a stream: headers, an empty line, and as many bytes as `Content-Length` says; whatever else comes is
told, skipped, and never fills the memory.

Source: the Language Server Protocol 3.17, base protocol. Why not the reader of pygls: it ends at a length that is no
number, asks for as much memory as a length says, and loses the message after a body that is too short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

LARGEST_BODY = 64 * 2**20
"""Bytes. The largest claim file that is read has 32 MB, and a few more as JSON."""
LONGEST_HEADER = 4096
"""Bytes of one line; real ones have some forty."""
PIECE = 2**16
"""Bytes of a body that nobody wants, read at once."""
MOST_DIGITS = 12
LENGTH = re.compile(rb"(?i:content-length)\s*:\s*(\d+)\s*$")


class BadFrame(Exception):
    """A message that cannot be read; the next one may be."""


def frames(stream: BinaryIO) -> Iterator[bytes | BadFrame]:
    """The body of each message until the stream ends, or what is wrong with it."""
    length: int | None = None
    while line := stream.readline(LONGEST_HEADER):
        if not line.strip():
            if length is not None:
                yield _body(stream, length)
                length = None
            continue
        found = LENGTH.search(line.rstrip())
        if found is None:
            continue  # another header, or what is left of a body that was longer than it said
        if len(found[1]) > MOST_DIGITS:
            yield BadFrame(f"a message of {len(found[1])} digits of bytes is refused")
            length = None
        else:
            length = int(found[1])


def _body(stream: BinaryIO, length: int) -> bytes | BadFrame:
    if length <= LARGEST_BODY:
        return stream.read(length)
    left = length
    while left > 0 and (piece := stream.read(min(left, PIECE))):
        left -= len(piece)
    return BadFrame(f"a message of {length:,} bytes is refused; at most {LARGEST_BODY:,} are read")
