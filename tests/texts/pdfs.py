"""PDFs made by hand: a text layer, and files that ask for more than a document needs."""

from __future__ import annotations

import zlib

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WORDS = b"BT /F1 12 Tf 72 700 Td (Over 40,000 are in Japan; the occu-) Tj 0 -14 Td (pation ended in 1952.) Tj ET"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"


def pdf(objects: list[bytes]) -> bytes:
    out, offsets = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, at = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, at)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(data), more, data)


def document(words: bytes = WORDS, more: bytes = b"", pages: int = 1) -> list[bytes]:
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    return [b"<< /Type /Catalog /Pages 2 0 R >>", tree, FONT, stream(words, more), *[PAGE] * pages]


def bomb() -> bytes:
    """A gigabyte of spaces, packed twice."""
    packer = zlib.compressobj(9)
    once = b"".join([*(packer.compress(b" " * 10**7) for _ in range(100)), packer.flush()])
    return pdf(document(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode] "))


def operators() -> bytes:
    return pdf(document(zlib.compress(WORDS * 150_000, 9), b"/Filter /FlateDecode "))


def looping() -> bytes:
    objects = document()
    objects[1] = b"<< /Type /Pages /Kids [2 0 R 2 0 R 5 0 R] /Count 3 >>"
    return pdf(objects)


def doubling() -> bytes:
    """A tree whose pages are 2^40."""
    objects = document()
    objects[1] = b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>"
    for level in range(40):
        kid = len(objects) + 2 if level < 39 else 5
        objects.append(b"<< /Type /Pages /Parent 2 0 R /Kids [%d 0 R %d 0 R] /Count 2 >>" % (kid, kid))
    return pdf(objects)


def forms() -> bytes:
    """Forms that invoke each the next one twice."""
    objects = document(b"/A Do")
    objects[4] = PAGE.replace(b"/Font <<", b"/XObject << /A 6 0 R >> /Font <<")
    for number in range(30):
        more = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> "
        kid = b"/XObject << /A %d 0 R >> >> " % (7 + number if number < 29 else 6)
        objects.append(stream(b"/A Do /A Do" if number < 29 else WORDS, more + kid))
    return pdf(objects)
