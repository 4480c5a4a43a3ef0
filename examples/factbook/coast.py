"""What the field "Coastline" says: the length of the whole, of its parts, and of the shores of lakes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from places import Places, slug
from said import KM, Said

WORD = r"\w[\w'’-]*"
WHOLE = re.compile(rf"(?:total: )?({KM})(?: \(([^()]*)\))?")
LISTED = re.compile(rf"\b(?:NA )?(?P<name>{WORD}(?: {WORD})*?)(?: \((?P<limit>[^()]*)\))?: (?P<figure>{KM})")
NOTE = re.compile(r";? note(?: -|:) ")
PART = re.compile(rf"([A-Za-z][A-Za-z ]*?) ({KM})")
LIMITS = re.compile(r"excludes|does not include|includes|for entire|island only")
"""What parentheses may start with that says what is counted."""

LAKE = re.compile(rf"((?:the )?[A-Z]\w+ Sea)[^()]*? \(({KM})\)")
LAKE_SHORE = re.compile(rf"(?:the )?([A-Z]\w+ Sea) with a ({KM}) shoreline")
FILLING = re.compile(
    r"\((?:doubly )?landlocked\)|\b[A-Z]\w+ Island: NA|\bNA(?: km)?\b|\btotal: "
    r"|note - [A-Z]\w+ (?:(?:also )?borders|includes the southern portion of)\b"
)


def claims(text: str, _page: str, subject: str, places: Places) -> Iterator[Said]:
    note = found.start() if (found := NOTE.search(text)) else len(text)
    if found:
        yield from _lakes(text, note, subject, places)
    whole = WHOLE.match(text, 0, note)
    rest = 0
    if whole:
        inside, rest = whole[2] or "", whole.end()
        limited = inside if LIMITS.match(inside) else ""
        end = whole.end() if limited else whole.end(1)
        yield Said("coastline", 0, end, subject, "coastline", whole[1], definition=_plain(limited))
        if inside and not limited:
            yield from _parts(text, whole.start(2), whole.end(2), subject, places)
    elif not LISTED.match(text, 0, note):
        yield from _parts(text, 0, note, subject, places)
        return
    for listed in LISTED.finditer(text, rest):
        name, limit = listed["name"], listed["limit"] or ""
        own = places.member(subject, name)
        scope = () if own else (("part", places.part(subject, name)),)
        about = limit if LIMITS.match(limit) else ""
        at, id = listed.start("name"), f"coastline-{slug(name)}"
        yield Said(id, at, listed.end(), own or subject, "coastline", listed["figure"], scope, about)


def _plain(limit: str) -> str:
    """One wording for one limit: editions wrote first `does not include`, then `excludes`."""
    return re.sub(r"^does not include ", "excludes ", limit)


def _parts(text: str, start: int, end: int, subject: str, places: Places) -> Iterator[Said]:
    for part in PART.finditer(text, start, end):
        scope = (("part", places.part(subject, part[1])),)
        yield Said(f"coastline-{slug(part[1])}", *part.span(), subject, "coastline", part[2], scope)


def _lakes(text: str, start: int, subject: str, places: Places) -> Iterator[Said]:
    for pattern in (LAKE, LAKE_SHORE):
        for shore in pattern.finditer(text, start):
            lake = places.lake(shore[1].removeprefix("the "))
            yield Said(f"lakeshore-{lake}", *shore.span(), subject, "lakeshore", shore[2], (("lake", lake),))
