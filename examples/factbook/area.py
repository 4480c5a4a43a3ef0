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
    r"(includes only|includes|excludes|consists of|comprised of|the first numbers include|Dutch part of)\b"
)
"""What a note may start with that says what is counted; any other note is a remark."""

SECTION = re.compile(r"\b(total|land|water): ")
PROPERTIES = {"total": "area", "land": "land-area", "water": "water-area"}
FIGURE = re.compile(SQ_KM)

PART_IS_IN = re.compile(rf"of which ({SQ_KM}) (?:is|are) in ((?:north|south|east|west) [A-Z]\w+)")
PART_AFTER = re.compile(rf"({SQ_KM}) (?:\(((?:metropolitan) [A-Z]\w+)\)|(ice-free|ice-covered))")
PART_BEFORE = re.compile(rf"\b([A-Z][a-z]+(?: (?:da|de|of|[a-z]+|[A-Z]\w+))*?) ({SQ_KM})")

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
    definition = remark if LIMITS.match(remark) else ""
    if definition:
        yield Said("", note, len(text))
    if ISLAND.search(body):
        yield from _islands(body, definition, subject, places)
        return
    members = list(MEMBER.finditer(body))
    end = members[0].start() if members else len(body)
    labels = list(SECTION.finditer(body, 0, end))
    for place, label in enumerate(labels):
        last = labels[place + 1].start() if place + 1 < len(labels) else end
        for said in _section(body, label.end(), last, PROPERTIES[label[1]], subject, places):
            begins = label.start() if said.start == label.end() else said.start
            yield replace(said, start=begins, definition=definition)
    if not labels and (found := FIGURE.match(body)):
        yield Said("area", found.start(), found.end(), subject, "area", found[0], definition=definition)
    for member in members:
        if whose := places.resolve(member[1], page):
            value, about = f"{member[3]} sq km", member[2] or ""
            yield Said(f"area-{whose}", *member.span(), whose, "area", value, definition=about)
    if members:
        yield _sum_of_members(members, subject)


def _noted(text: str) -> tuple[str, int, str]:
    """The text before its note, where the note stands, and what it says without the rank that may follow it."""
    found = NOTE.search(text)
    if not found:
        return COMPARISON.sub(lambda m: " " * len(m[0]), text), len(text), ""
    remark = COMPARISON.sub("", text[found.end() :]).strip()
    remark = re.sub(r"^(consists of|comprised of) ", "includes ", remark)
    return COMPARISON.sub(lambda m: " " * len(m[0]), text[: found.start()]), found.start(), remark


def _section(body: str, start: int, end: int, property: str, subject: str, places: Places) -> Iterator[Said]:
    """The figure of the whole, if the section starts with one, and those of its parts."""
    whole = FIGURE.match(body, start, end)
    at = start
    if whole:
        yield Said(property, start, whole.end(), subject, property, whole[0])
        at = whole.end()
    taken: list[tuple[int, int]] = []
    for pattern in (PART_IS_IN, PART_AFTER, PART_BEFORE):
        for found in pattern.finditer(body, at, end):
            if any(found.start() < last and first < found.end() for first, last in taken):
                continue
            taken.append(found.span())
            value, name = _part(pattern, found)
            part = places.part(subject, name)
            yield Said(f"{property}-{slug(name)}", *found.span(), subject, property, value, scope=(("part", part),))


def _part(pattern: re.Pattern[str], found: re.Match[str]) -> tuple[str, str]:
    """The figure of a part and its name."""
    if pattern is PART_BEFORE:
        return found[2], found[1]
    return found[1], found[2] or found[3] if pattern is PART_AFTER else found[2]


def _islands(body: str, limits: str, subject: str, places: Places) -> Iterator[Said]:
    """A list of islands, each with its total, land and water. One with a page of its own is that page's subject;
    what includes submerged reefs is an area in another sense.
    """
    for island in ISLAND.finditer(body):
        name = island["name"] or ""
        own = places.find(name) if name else subject
        scope = () if own else (("part", places.part(subject, re.sub(r" \(.*", "", name))),)
        submerged = island["wet"] == "submerged"
        suffix = f"-{slug(name)}" if name else ""
        for phrase, group, property in (
            ("all", "total", "area-with-submerged" if submerged else "area"),
            ("dry", "land", "land-area"),
            ("rest", "water", "submerged-area" if submerged else "water-area"),
        ):
            start = island.start() if phrase == "all" else island.start(phrase)
            about = "emergent land" if group == "land" and island["emergent"] else limits
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
