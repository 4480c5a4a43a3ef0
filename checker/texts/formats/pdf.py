"""PDF with a text layer: the words of its pages, which a process with bounded memory and time reads.

Quiet: pictures of pages have no words; that is a fault which says so.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from checker.extras import installing
from checker.texts.text import LINE_ENDS, Block, Text, Unfinished, Unreadable, bounded, paragraphs

SUFFIXES = (".pdf",)
LIMIT = 32 * 2**20
"""Bytes; pictures take most of a large file."""
WAIT = 60
"""Seconds on the clock for the process, which may compute for `pdf_worker.SECONDS`: for a machine that is busy."""
WORKER = Path(__file__).with_name("pdf_worker.py")


def read(raw: bytes) -> Text:
    answer = _answer(raw)
    if fault := answer.get("fault"):
        raise Unreadable("text-unreadable", str(fault))
    pages = [LINE_ENDS.sub("\n", page).replace("\f", "\n").strip() for page in answer["pages"]]
    blocks = bounded(_blocks(pages))
    if not blocks:
        step = "make one with a program for text recognition (ocrmypdf OLD NEW), and give the SHA-256 of the new file"
        raise Unreadable("text-unreadable", f"has no text layer, only pictures of its pages; {step}")
    return Text("\n".join(pages), blocks, title=answer["title"])


def _blocks(pages: list[str]) -> Iterator[Block]:
    """The paragraphs of each page."""
    at = 0
    for number, page in enumerate(pages, start=1):
        for block in paragraphs(page, page=number):
            yield replace(block, start=at + block.start, end=at + block.end)
        at += len(page) + 1


@lru_cache(maxsize=8)
def _answer(raw: bytes) -> dict:
    """What the process says of a file; asked again for the report of the same run, it is known."""
    command = [sys.executable, "-I", str(WORKER)]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=WAIT, check=False, env={"LC_ALL": "C"})
    except subprocess.TimeoutExpired:
        raise Unfinished(f"was not read within {WAIT} seconds; save its text as .txt") from None
    answer = json.loads(done.stdout) if not done.returncode and done.stdout else {"memory": True}
    if "missing" in answer:
        raise Unfinished(f"PDF needs what one extra brings: {installing('documents')}")
    if "encrypted" in answer:
        raise Unfinished("is encrypted; pip install 'pypdf[crypto]', or save it without encryption")
    if "memory" in answer:
        raise Unfinished("takes more memory or time than a document may; save its text as .txt")
    return answer
