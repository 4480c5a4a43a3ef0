"""What the field "Land boundaries" says: the total, and the length of each border."""

from __future__ import annotations

import re
from collections.abc import Iterator

from places import KALININGRAD, Places, slug
from said import KM, Said

APPROXIMATELY = r"(?: \(approximately\))?"
TOTAL = re.compile(
    rf"(?:(?P<place>(?:metropolitan )?[A-Z]\w+(?: [A-Z]\w+)*) - )?total: (?P<figure>{KM}){APPROXIMATELY}"
)
ALONE = re.compile(rf"(?:{KM}|none)")
WORLD = re.compile(rf"the land boundaries in the world total ({KM}) \(([^()]*)\)")
EACH_BORDER = re.compile(r"nations, ((?:[A-Z]\w+(?:, | and )?)+), each border (\d+) other countries")
LIST = re.compile(
    r"(?P<kind>border countries|border sovereign base areas|regional borders?)(?:\(s\))?(?: \((?P<count>\d+)\))?: "
)
ITEM = re.compile(
    rf"(?P<name>[A-Z][\w.'’-]*(?: (?!\d)[\w.'’-]+)*)(?: \((?P<side>[^()\d]*)\))? (?P<figure>{KM})"
    rf"(?P<hedge> \(approximately\))?(?: \((?P<more>[^()]*)\))?"
)
STRETCH = re.compile(rf"(?:of which|includes|including) ({KM}) (?:is the boundary of (?:[A-Z]\w+'s )?)?(.+)")
BASE = re.compile(rf"US Naval Base at ([A-Z]\w+ Bay), Cuba .*?the base boundary is ({KM})")
LIMITED = re.compile(r"note: data for (European continent) only", re.IGNORECASE)
FILLING = re.compile(r"\bnote: see entry on Disputes - international|\b(?:none)\b")


def claims(text: str, page: str, subject: str, places: Places) -> Iterator[Said]:
    if found := WORLD.search(text):
        yield Said("land-boundaries", *found.span(), subject, "land-boundaries", found[1], definition=found[2])
        yield from _counted(text, page, places)
        return
    limited = LIMITED.search(text)
    definition = f"{limited[1].capitalize()} only" if limited else ""
    if limited:
        yield Said("", *limited.span())
    totals = list(TOTAL.finditer(text))
    if not totals and (found := re.match(KM, text)):
        yield Said("land-boundaries", found.start(), found.end(), subject, "land-boundaries", found[0])
    for place, total in enumerate(totals):
        end = totals[place + 1].start() if place + 1 < len(totals) else len(text)
        yield from _block(text, total, end, page, subject, places, definition)
    if base := BASE.search(text):
        whose = places.resolve(f"US Naval Base at {base[1]}", page)
        if whose and (cuba := places.resolve("Cuba", page)):
            yield Said("border-guantanamo", base.start(2), base.end(), places.border(whose, cuba), "length", base[2])


def _block(
    text: str, total: re.Match[str], end: int, page: str, subject: str, places: Places, definition: str
) -> Iterator[Said]:
    """One total and the lists that follow it."""
    note = text.find("note: ", total.end(), end)
    end = note if note >= 0 else end
    whose, scope, suffix = _whole(total, subject, places)
    value = f"approximately {total['figure']}" if total[0].endswith(")") else total["figure"]
    yield Said(f"land-boundaries{suffix}", *total.span(), whose, "land-boundaries", value, scope, definition)
    lists: list[tuple[str, list[str], int, int]] = []
    heads = list(LIST.finditer(text, total.end(), end))
    for place, head in enumerate(heads):
        last = heads[place + 1].start() if place + 1 < len(heads) else end
        items = list(ITEM.finditer(text, head.end(), last))
        for item in items:
            yield from _item(item, page, whose, places, definition)
        figures = [f"approximately {i['figure']}" if i["hedge"] else i["figure"] for i in items]
        lists.append((head["kind"], figures, head.start(), items[-1].end() if items else head.end()))
        if head["count"] and head["kind"] == "border countries":
            yield Said(
                f"neighbours{suffix}",
                head.start(),
                head.end() - 2,
                whose,
                "neighbours",
                head["count"],
                scope,
                definition,
            )
    yield from _sum(lists, whose, scope, suffix)


def _whole(total: re.Match[str], subject: str, places: Places) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """Whose total it is: of the page's subject, of a part of it, or of a place that has no page."""
    name = total["place"] or ""
    if not name:
        return subject, (), ""
    if own := places.find(name):
        return own, (), f"-{slug(name)}"
    return subject, (("part", places.part(subject, name)),), f"-{slug(name)}"


def _item(item: re.Match[str], page: str, subject: str, places: Places, definition: str) -> Iterator[Said]:
    """One border, or one stretch of it, and the stretch that its parentheses may name."""
    name, side = item["name"], item["side"] or ""
    full = f"{name} ({side})" if side else name
    other, stretch = places.find(full), ""
    if not other and side not in KALININGRAD:
        named = (side, f"{name} {side}") if side else (name,)
        stretch = next((found for words in named if (found := places.stretch(words))), "")
        if side and not stretch:
            places.unknown.add((full, page))
            return
        name = name if side else name.partition("-")[0]
    other = other or places.resolve(name, page)
    if not other:
        return
    border, suffix = places.border(subject, other), f"-{stretch}" if stretch else ""
    value = f"approximately {item['figure']}" if item["hedge"] else item["figure"]
    end = item.end("hedge") if item["hedge"] else item.end("figure")
    scope = (("segment", stretch),) if stretch else ()
    yield Said(f"border-{other}{suffix}", item.start(), end, border, "length", value, scope, definition)
    if item["more"] and (more := STRETCH.fullmatch(item["more"])):
        part = places.stretch(more[2])
        if not part:
            places.unknown.add((more[2], page))
        else:
            at = item.start("more")
            scope = (("segment", part),)
            yield Said(f"border-{other}-{part}", at, item.end("more"), border, "length", more[1], scope, definition)


def _sum(
    lists: list[tuple[str, list[str], int, int]],
    subject: str,
    scope: tuple[tuple[str, str], ...],
    suffix: str,
) -> Iterator[Said]:
    """The borders make the total. Where regional borders are listed apart, it is not said whether they count."""
    full = [(kind, figures, start, end) for kind, figures, start, end in lists if figures]
    if not full:
        return
    whole = f"{subject}.land-boundaries" + (f"[part={scope[0][1]}]" if scope else "")
    readings = [
        f"{whole} = " + " + ".join(f'"{figure}"' for _, figures, _, _ in full[:count] for figure in figures)
        for count in range(1, len(full) + 1)
    ]
    yield Said(f"sum{suffix}", full[0][2], full[-1][3], readings=tuple(readings))


def _counted(text: str, page: str, places: Places) -> Iterator[Said]:
    for found in EACH_BORDER.finditer(text):
        for name in re.findall(r"[A-Z]\w+", found[1]):
            if whose := places.resolve(name, page):
                yield Said(f"neighbours-{whose}", *found.span(), whose, "neighbours", found[2])
