"""What the field "Land boundaries" says: the total, and the length of each border."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, product, takewhile
from typing import NamedTuple

from places import KALININGRAD, Places, slug
from said import KM, NUMBER, Said

APPROXIMATELY = r"(?: \(approximately\))?"
TOTAL = re.compile(
    rf"(?:(?P<place>(?:metropolitan )?[A-Z]\w+(?: [A-Z]\w+)*) - )?total: (?P<figure>{KM}|{NUMBER}\b){APPROXIMATELY}"
)
"""The total of the country or of a part; since 2021 the unit of a part's may be missing."""

WORLD = re.compile(rf"the land boundaries in (?:the world|The World Factbook) total ({KM}) \(([^()]*)\)")
EACH_BORDER = re.compile(r"nations, ((?:[A-Z]\w+(?:, | and )?)+), each border (\d+) other countries")
LIST = re.compile(
    r"(?P<kind>border countries|border sovereign base areas|regional borders?)(?:\(s\))?(?: \((?P<count>\d+)\))?: "
)
NAME = r"[A-Z][\w.'’-]*(?:,? (?!\d)[\w.'’-]+)*?"
"""`Republic of the Congo`, and since 2021 `Congo, Republic of the`."""

ITEM = re.compile(
    rf"(?P<name>{NAME})(?: \((?P<side>[^()\d]*)\))? (?P<figure>{KM})"
    rf"(?P<hedge> \(approximately\))?(?: \((?P<more>[^()]*)\))?"
)
STRETCH = re.compile(
    rf"(?:of which )?(?P<wet>{KM}) (?:is|are) (?:with)?in (?P<water>(?:the )?[A-Z].+)"
    rf"|(?:of which|includes|including) (?P<part>{KM}) (?:is the boundary of (?:[A-Z]\w+'s )?)?(?P<whose>.+)"
)
"""What parentheses say of a stretch of a border; whether one in the water counts is a matter of definition."""

BASE = re.compile(rf"US Naval Base at ([A-Z]\w+ Bay), Cuba .*?the base boundary is ({KM})")
LIMITED = re.compile(r"note: data for (European continent) only", re.IGNORECASE)
FILLING = re.compile(r"\bnote: see entry on Disputes - international|\bnone\b|(?<=km) and (?=[A-Z])")


Scope = tuple[tuple[str, str], ...]
Block = tuple[re.Match[str] | None, int, int]
"""A total and the stretch of the text that it heads."""


class Whole(NamedTuple):
    """Whose borders a total counts: a place, or a part of it; what tells its claims apart."""

    subject: str
    scope: Scope = ()
    suffix: str = ""

    @property
    def key(self) -> str:
        return f"{self.subject}.land-boundaries" + (f"[part={self.scope[0][1]}]" if self.scope else "")


class Listed(NamedTuple):
    """A list of borders: where it stands, and its figures, with and without what lies in the water."""

    start: int
    end: int
    figures: tuple[str, ...]
    dry: tuple[str, ...]


def claims(text: str, page: str, subject: str, places: Places) -> Iterator[Said]:
    if found := WORLD.search(text):
        yield Said("land-boundaries", *found.span(), subject, "land-boundaries", found[1], definition=found[2])
        yield from _counted(text, page, places)
        return
    definition = ""
    if limited := LIMITED.search(text):
        definition = f"{limited[1].capitalize()} only"
        yield Said("", *limited.span())
    blocks = list(_blocks(text))
    if len(blocks) == 1 and (found := re.match(KM, text)):
        yield Said("land-boundaries", *found.span(), subject, "land-boundaries", found[0])
    for place, block in enumerate(blocks):
        below = takewhile(lambda later: not LIST.search(text, *later[1:]), blocks[place + 1 :])
        wholes = [_whole(total, subject, places) for total, *_ in (block, *below) if total]
        for said in _block(text, block, page, subject, wholes, places):
            yield replace(said, definition=said.definition or definition)
    if base := BASE.search(text):
        whose = places.resolve(f"US Naval Base at {base[1]}", page)
        if whose and (cuba := places.resolve("Cuba", page)):
            yield Said("border-guantanamo", base.start(2), base.end(), places.border(whose, cuba), "length", base[2])


def _blocks(text: str) -> Iterator[Block]:
    """What each total heads; what stands before the first one has none."""
    totals = list(TOTAL.finditer(text))
    ends = [*(total.start() for total in totals), len(text)]
    yield None, 0, ends[0]
    yield from ((total, total.end(), end) for total, end in zip(totals, ends[1:], strict=True))


def _whole(total: re.Match[str], subject: str, places: Places) -> Whole:
    name = total["place"] or ""
    if not name:
        return Whole(subject)
    if own := places.member(subject, name):
        return Whole(own, (), f"-{slug(name)}")
    return Whole(subject, (("part", places.part(subject, name)),), f"-{slug(name)}")


def _block(text: str, block: Block, page: str, subject: str, wholes: list[Whole], places: Places) -> Iterator[Said]:
    """One total and the lists that follow it. They make that total, or that of a part which stands below them."""
    total, start, end = block
    whole = wholes[0] if total else Whole(subject)
    if total:
        value = _approximate(total["figure"], total[0].endswith(")"))
        at = total.span()
        yield Said(f"land-boundaries{whole.suffix}", *at, whole.subject, "land-boundaries", value, whole.scope)
    note = text.find("note: ", start, end)
    end = note if note >= 0 else end
    lists: list[Listed] = []
    heads = list(LIST.finditer(text, start, end))
    ends = [*(head.start() for head in heads), end][1:]
    for head, last in zip(heads, ends, strict=True):
        items = list(ITEM.finditer(text, head.end(), last))
        for item in items:
            yield from _item(item, page, whole.subject, places)
        if items:
            figures = tuple(f'"{_approximate(item["figure"], item["hedge"])}"' for item in items)
            dry = tuple(map(_without_water, figures, items))
            lists.append(Listed(head.start(), items[-1].end(), figures, dry))
        if head["count"] and head["kind"] == "border countries":
            at = head.start(), head.end() - 2
            yield Said(f"neighbours{whole.suffix}", *at, whole.subject, "neighbours", head["count"], whole.scope)
    if lists and wholes:
        yield Said(f"sum{whole.suffix}", lists[0].start, lists[-1].end, readings=tuple(_sums(lists, wholes)))


def _approximate(figure: str, hedge: object) -> str:
    return f"approximately {figure}" if hedge else figure


def _without_water(figure: str, item: re.Match[str]) -> str:
    found = STRETCH.fullmatch(item["more"] or "")
    return f'{figure} - "{found["wet"]}"' if found and found["wet"] else figure


def _sums(lists: list[Listed], wholes: list[Whole]) -> Iterator[str]:
    """The borders make the total. It is not said whether regional borders count that are listed apart, nor what lies
    in the water.
    """
    for whole, count in product(wholes, range(1, len(lists) + 1)):
        yield f"{whole.key} = " + " + ".join(chain(*(listed.figures for listed in lists[:count])))
        if any(listed.dry != listed.figures for listed in lists[:count]):
            yield f"{whole.key} = " + " + ".join(chain(*(listed.dry for listed in lists[:count])))


def _item(item: re.Match[str], page: str, subject: str, places: Places) -> Iterator[Said]:
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
    value = _approximate(item["figure"], item["hedge"])
    scope: Scope = (("segment", stretch),) if stretch else ()
    more = STRETCH.fullmatch(item["more"] or "")
    about = f"includes {more['wet']} in {more['water']}" if more and more["wet"] else ""
    end = item.end("hedge") if item["hedge"] else item.end("figure")
    yield Said(f"border-{other}{suffix}", item.start(), end, border, "length", value, scope, about)
    if more:
        words, figure = more["whose"] or more["water"], more["part"] or more["wet"]
        if part := places.stretch(words):
            at = item.span("more")
            yield Said(f"border-{other}-{part}", *at, border, "length", figure, (("segment", part),))
        else:
            places.unknown.add((words, page))


def _counted(text: str, page: str, places: Places) -> Iterator[Said]:
    for found in EACH_BORDER.finditer(text):
        for name in re.findall(r"[A-Z]\w+", found[1]):
            if whose := places.resolve(name, page):
                yield Said(f"neighbours-{whose}", *found.span(), whose, "neighbours", found[2])
