"""Parts of a page: tables, code, and the paragraphs of a docstring."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

PARAGRAPH = re.compile(r"^(Why|Quiet|Units|Source|Beyond it): ", re.MULTILINE)


def code(text: str) -> str:
    return f"`{text}`"


def codes(texts: Iterable[str]) -> str:
    return ", ".join(map(code, texts))


def anchor(title: str) -> str:
    """The name by which a link finds a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table and the empty line after it."""
    yield f"| {' | '.join(headings)} |"
    yield "|" + "---|" * len(headings)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"
    yield ""


def paragraphs(doc: str) -> dict[str, str]:
    """What a docstring says under each of its labels, on one line; its first sentence under `""`."""
    first, *rest = PARAGRAPH.split(doc.strip())
    named = {"": first, **dict(zip(rest[::2], rest[1::2], strict=True))}
    return {label: " ".join(text.split()) for label, text in named.items()}


def flow(value: Any) -> str:
    """A value as YAML on one line."""
    text = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10**6)
    return text.removesuffix("\n").removesuffix("\n...")


def entries(fields: Mapping[str, Any]) -> Iterator[str]:
    """The entries of a group of fields as YAML, each on one line."""
    yield from (f"{name}: {flow(value)}" for name, value in fields.items())
