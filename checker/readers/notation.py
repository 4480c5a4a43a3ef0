"""A claim as a note that people type beside a highlight: `subject/property: value`, and a line for each further field.

    lighthouse/height: 42 m
    as_of: 1950
    scope: place: north coast

Written and read here alone, so that what is exported can be imported again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from checker.model.claim import Claim
from checker.model.fields import IN_CLAIM_FILES, Field, as_text, written

ABOUT = re.compile(r"\s*([^/:\s][^/:]{0,199}?)\s*/\s*([^/:\s][^/:]{0,199}?)\s*(?::\s*(\S.*?))?\s*")
"""`subject/property`, perhaps with `: value`. No address is one: a colon comes first in it."""
LINE = re.compile(r"\s*([a-z_]{2,20})\s*:\s*(\S.*?)\s*")
FIELDS: Mapping[str, Field] = {
    field.name: field for field in IN_CLAIM_FILES if field.kind != "allow" and not field.name.startswith("quote")
}
"""What a note may state: all that a claim file has but the quote, which is the highlight, and suppressions."""
NOTE = "note"
"""May be given on several lines, each with its name."""
FIRST = ("subject", "property", "value")
YES, NO = ("yes", "true"), ("no", "false")


class Note(NamedTuple):
    """What a note says: `fields` as a claim file holds them, and the lines that are a remark, by name or because they
    are no field; `doubts` say what looks like a field and cannot be taken for one.
    """

    fields: Mapping[str, Any]
    words: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def note_of(claim: Claim) -> str:
    """The note of a claim."""
    about = f"{claim.subject}/{claim.property}" if claim.subject and claim.property else ""
    first = [f"{about}: {claim.value}"] if about and claim.value else []
    own = FIRST if first else ()
    given = ((name, written(field, claim)) for name, field in FIELDS.items() if name not in own)
    texts = ((name, as_text(value)) for name, value in given if value)
    lines = ((name, line) for name, text in texts for line in (text.splitlines() if name == NOTE else (text,)))
    return "\n".join((*first, *(f"{name}: {' '.join(line.split())}" for name, line in lines if line.strip())))


def read_note(lines: Iterable[str]) -> Note:
    """What some lines, or tags, say. Of two that state one field the first counts, and the other is a doubt."""
    fields: dict[str, Any] = {}
    words: list[str] = []
    doubts: list[str] = []
    for line in lines:
        found = list(_read(line, doubts))
        for name, value in found:
            if name == NOTE:
                words.append(value)
                continue
            if name in fields and fields[name] != value:
                doubts.append(f"{name} is given twice")
                words.append(f"{name}: {as_text(value)}")
            fields.setdefault(name, value)
        if not found and line.strip():
            words.append(" ".join(line.split()))
    return Note(fields, tuple(words), tuple(dict.fromkeys(doubts)))


def _read(line: str, doubts: list[str]) -> Iterator[tuple[str, Any]]:
    """The fields that a line states."""
    if about := ABOUT.fullmatch(line):
        yield from ((name, text) for name, text in zip(FIRST, about.groups(), strict=True) if text)
    elif (stated := LINE.fullmatch(line)) and (field := FIELDS.get(stated[1])):
        value = _held(field, stated[2])
        if value is None:
            doubts.append(f"{field.name} cannot be read")
        else:
            yield field.name, value


def _held(field: Field, text: str) -> Any:
    """What a claim file holds for what a note says of a field; nothing where that cannot be."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    match field.kind:
        case "flag":
            return text.casefold() in YES if text.casefold() in (*YES, *NO) else None
        case "rank":
            return text if text in ("normal", "deprecated") else "deprecated" if text.casefold() in YES else None
        case "sources" | "relations":
            return parts or None
        case "scope":
            pairs = [part.partition(":") for part in parts]
            scope = {name.strip(): member.strip() for name, _, member in pairs if name.strip() and member.strip()}
            return scope if scope and len(scope) == len(pairs) else None
        case _:
            return text
