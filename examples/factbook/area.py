"""What the field "Area" says: total, land and water, of the whole and of named parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from places import Places, slug
from said import NUMBER, SQ_KM, Said

COMPARISON = re.compile(r" ?country comparison to the world: \d+")
NOTE = re.compile(r"\bnote: ")
LIMITS = re.compile(
    r"(?:(?:the )?(?:(?:first|top) )?(?:two )?(?:numbers|figures?|area|total) )?"
    r"(?:(?P<without>excludes?|does not include)|(?P<within>includes?|consists of|comprised of)|(?P<of>Dutch part of)) "
)
"""What a note may start with that says what is counted; any other note is a remark."""

DATED = re.compile(r" \(\d{4}(?: est\.)?\)$")
"""When the figure was found: no part of what it counts."""

ONLY = re.compile(r"includes? only (?P<part>metropolitan [A-Z]\w+)")
"""A note that makes all figures those of a part."""

HELD = re.compile(rf"({SQ_KM})(?:, or [^,]*,)? (?:is|are) ((?:[A-Z]\w+ )?occupied)\b")
"""A note that gives the figure of a part."""

SECTION = re.compile(r"\b(total|land|water): ")
PROPERTIES = {"total": "area", "land": "land-area", "water": "water-area"}
FIGURE = re.compile(SQ_KM)

PARTS = (
    re.compile(rf"of which (?P<figure>{SQ_KM}) (?:is|are) in (?P<part>(?:north|south|east|west) [A-Z]\w+)"),
    re.compile(rf"(?P<figure>{SQ_KM}) \((?P<part>metropolitan [A-Z]\w+)\)"),
    re.compile(rf"(?P<figure>{SQ_KM}) (?P<part>ice-free|ice-covered)"),
    re.compile(rf"\b(?P<part>[A-Z][a-z]+(?: (?:da|de|of|[a-z]+|[A-Z]\w+))*?) (?P<figure>{SQ_KM})"),
)
NAMED = re.compile(rf"(?P<figure>{SQ_KM}) (?P<part>[A-Z]\w+(?: [A-Za-z]+)*)")
"""How a section gives the figures of parts: after that of the whole; or there is none, and each name follows."""

INSIDE = re.compile(r" \(((?:includes|excludes) (?:[^()]|\([^()]*\))*)\)")
"""Parentheses behind a figure that say what it counts."""

ISLAND = re.compile(
    rf"(?:(?P<name>[A-Z][\w' -]*?(?: \([\w -]+\))?): )?(?P<all>total - (?P<total>{SQ_KM})); "
    rf"(?P<dry>(?P<emergent>emergent )?land - (?P<land>{SQ_KM})); "
    rf"(?P<rest>(?P<wet>water|submerged) - (?P<water>{SQ_KM}))"
)
MEMBER = re.compile(rf"\b\d+\. ([A-Z][A-Za-z ]+?) (?:\((includes [^()]*)\) )?({NUMBER})(?= \d+\. |$)")
FILLING = re.compile(
    r"country comparison to the world: \d+|\b(?:total|land|water): |\b(?:NA|NEGL|negligible)(?: sq km)?\b"
    r"|\((?:\d+ )?est\.\)|\((?:some lakes and streams|fresh water only|lagoon)\)"
)
"""Labels, figures that are not given, and remarks that bound no figure."""


def claims(text: str, page: str, subject: str, places: Places) -> Iterator[Said]:
    body, note, remark = _noted(text)
    if held := HELD.search(text, note):
        scope = (("part", places.part(subject, held[2])),)
        yield Said(f"area-{slug(held[2])}", *held.span(), subject, "area", held[1], scope)
    only, limit = ONLY.match(remark), _limit(remark)
    limited = False
    for said in _figures(body, page, subject, places):
        if said.property and said.subject == subject and not said.scope and not said.definition:
            limited = True
            scope = (("part", places.part(subject, only["part"])),) if only else ()
            said = replace(said, scope=scope, definition="" if only else limit)
        yield said
    if limited and (only or limit):
        yield Said("", note, len(text))


def _figures(body: str, page: str, subject: str, places: Places) -> Iterator[Said]:
    """What stands before the note: islands, or sections, or a figure alone; the members of a union last."""
    if ISLAND.search(body):
        yield from _islands(body, subject, places)
        return
    members = list(MEMBER.finditer(body))
    end = members[0].start() if members else len(body)
    labels = list(SECTION.finditer(body, 0, end))
    for place, label in enumerate(labels):
        last = labels[place + 1].start() if place + 1 < len(labels) else end
        for said in _section(body, label.end(), last, PROPERTIES[label[1]], subject, places):
            yield replace(said, start=label.start() if said.start == label.end() else said.start)
    if not labels and (found := FIGURE.match(body)):
        yield Said("area", found.start(), found.end(), subject, "area", found[0])
    for member in members:
        if whose := places.resolve(member[1], page):
            yield Said(f"area-{whose}", *member.span(), whose, "area", f"{member[3]} sq km", definition=member[2] or "")
    if members:
        yield _sum_of_members(members, subject)


def _noted(text: str) -> tuple[str, int, str]:
    """The text before its note, where the note stands, and what it says without the rank that may follow it."""
    found = NOTE.search(text)
    body = text[: found.start()] if found else text
    remark = COMPARISON.sub("", text[found.end() :]).strip() if found else ""
    return COMPARISON.sub(lambda m: " " * len(m[0]), body), len(body), remark


def _limit(remark: str) -> str:
    """What a note says to be counted, in one wording, or nothing."""
    if not (found := LIMITS.match(remark)):
        return ""
    start = "excludes" if found["without"] else "includes" if found["within"] else found["of"]
    return f"{start} {DATED.sub('', remark[found.end() :])}"


def _section(body: str, start: int, end: int, property: str, subject: str, places: Places) -> Iterator[Said]:
    """The figure of the whole, if the section starts with one, and those of its parts."""
    named = NAMED.match(body, start, end)
    whole = None if named else FIGURE.match(body, start, end)
    if whole:
        yield Said(property, start, whole.end(), subject, property, whole[0])
    at = whole.end() if whole else start
    taken: list[tuple[int, int]] = []
    for pattern in (NAMED,) if named else PARTS:
        for found in pattern.finditer(body, at, end):
            if any(found.start() < last and first < found.end() for first, last in taken):
                continue
            inside = INSIDE.match(body, found.end(), end)
            first, last = found.start(), inside.end() if inside else found.end()
            taken.append((first, last))
            scope, id = (("part", places.part(subject, found["part"])),), f"{property}-{slug(found['part'])}"
            yield Said(id, first, last, subject, property, found["figure"], scope, inside[1] if inside else "")


def _islands(body: str, subject: str, places: Places) -> Iterator[Said]:
    """A list of islands, each with its total, land and water. What includes submerged reefs is an area in another
    sense.
    """
    for island in ISLAND.finditer(body):
        name = island["name"] or ""
        own = places.member(subject, name) if name else subject
        scope = () if own else (("part", places.part(subject, name)),)
        submerged = island["wet"] == "submerged"
        suffix = f"-{slug(name)}" if name else ""
        for phrase, group, property in (
            ("all", "total", "area-with-submerged" if submerged else "area"),
            ("dry", "land", "land-area"),
            ("rest", "water", "submerged-area" if submerged else "water-area"),
        ):
            start = island.start() if phrase == "all" else island.start(phrase)
            about = "emergent land" if group == "land" and island["emergent"] else ""
            value, end = island[group], island.end(phrase)
            yield Said(property + suffix, start, end, own or subject, property, value, scope, about)
        if submerged:
            whole = f"{own or subject}.area-with-submerged"
            sum = f'{whole} = "{_plain(island["land"])}" + "{_plain(island["water"])}"'
            yield Said(f"sum{suffix}", island.start("dry"), island.end(), readings=(sum,))


def _plain(figure: str) -> str:
    """A figure as a term of a relation."""
    return f"{figure.removesuffix(' sq km')} km²"


def _sum_of_members(members: list[re.Match[str]], subject: str) -> Said:
    """The members of a union make its area."""
    terms = " + ".join(f'"{_plain(member[3])}"' for member in members)
    return Said("members", members[0].start(), members[-1].end(), readings=(f"{subject}.area = {terms}",))
