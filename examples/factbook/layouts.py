"""The layouts of the editions: however a page comes, its fields become rows of plain text.

A line of the source is a row (`edition`, `country`, `field`, `text`), or a whole page (`edition`, `name`, and
`categories` of `fields` with `name` and `content`), as the editions since 2021 have it. A text is plain, with bars for
line breaks, or HTML, or an object of named parts.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
"""Markup, which starts with a letter: `<1 km` is none."""

BREAK = re.compile(r"(?:\s|\||\+\+)+")


EXPECTED = "no row (edition, country, field, text) and no page (edition, name, categories); write one to each line"


class Row(NamedTuple):
    """One field of one page."""

    edition: int
    country: str
    field: str
    text: str


def rows(path: Path) -> Iterator[Row]:
    """The fields of a file of JSON lines, which may be compressed; a line that is neither a row nor a page ends it."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield from [*fields(json.loads(line))]
            except (AttributeError, KeyError, TypeError, ValueError) as wrong:
                raise SystemExit(f"{path}:{number}: {line[:60].strip()!r} is {EXPECTED}") from wrong


def fields(line: Mapping) -> Iterator[Row]:
    """The fields of one line, in either layout."""
    if "categories" not in line:
        yield Row(int(line["edition"]), line["country"], line["field"], plain(line["text"]))
        return
    for category in line["categories"]:
        for field in category["fields"]:
            yield Row(int(line["edition"]), line["name"], field["name"], plain(field["content"]))


def plain(text: str | Mapping) -> str:
    """A text on one line: without markup, with its parts named as the plain layout names them."""
    if not isinstance(text, str):
        return " ".join(_part(name, plain(part)) for name, part in text.items())
    bare = html.unescape(TAG.sub(" ", text))
    return re.sub(r" (?=[:;,])", "", BREAK.sub(" ", bare)).strip()


def _part(name: str, text: str) -> str:
    return text if name == "text" or text.startswith(f"{name}:") else f"{name}: {text}"
