"""A reference becomes a document: what it is stated in, where, and when that was published.

Two references are one document where they name the same work, address and date; a page or the day of a visit makes none
of its own. A reference that names neither work nor address is told apart by all that it says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from checker.wikibase.ids import Ids
from checker.wikibase.snaks import NoCounterpart, Snak, group, ids_of
from checker.wikibase.times import date_words, days_of, gregorian, time_of
from checker.wikibase.values import said

DIGITS = 16
"""Hexadecimal digits of a document's hash: no two references of any dump share them by chance."""
APART = ("retrieved", "page(s)")
"""What a reference says of a visit or a place in the work."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference says of its document. `works` and `imported` are entities; `published` is a date of a claim, and
    `seen` the day on which it was there at the latest.
    """

    id: str
    works: tuple[str, ...]
    imported: tuple[str, ...]
    url: str
    title: str
    published: str
    seen: str
    page: str

    @property
    def host(self) -> str:
        """The machine of its address: who answers for it, where nothing else says so."""
        try:
            return (urlsplit(self.url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""


def reference_of(found: Mapping[str, Sequence[Snak]], ids: Ids) -> Reference | None:
    """The document of a reference; none where it says nothing that names one."""
    named = {label: [one for one in found.get(ids[label], ()) if one.kind == "value"] for label in LABELS}
    works, imported = ids_of(named["stated in"]), ids_of(named["imported from Wikimedia project"])
    url, title = _first(named["reference URL"], ids), _first(named["title"], ids)
    published = _first(named["publication date"], ids)
    if works or url or imported:
        about: Any = [sorted(works), url, sorted(imported), title, published]
    else:
        skipped = {ids[label] for label in APART}
        about = sorted((name, _plain(many)) for name, many in found.items() if name not in skipped)
        if not about:
            return None
    digest = sha256(json.dumps(about, ensure_ascii=True, sort_keys=True, default=str).encode()).hexdigest()
    seen = min(filter(None, (_day(one) for one in named["retrieved"])), default="")
    return Reference(
        f"ref-{digest[:DIGITS]}", works, imported, url, title, published, seen, _first(named["page(s)"], ids)
    )


LABELS = ("stated in", "imported from Wikimedia project", "reference URL", "title", "publication date", *APART)


def _plain(many: Sequence[Snak]) -> list[Any]:
    return [[one.kind, one.value] for one in many]


def _first(many: Sequence[Snak], ids: Ids) -> str:
    """The first of them that claims can say."""
    return next(_words(many, ids), "")


def _words(many: Sequence[Snak], ids: Ids) -> Iterator[str]:
    for one in many:
        try:
            yield said(one, ids).value
        except NoCounterpart:
            continue


def _day(snak: Snak) -> str:
    """The last day of a time, which is when the document was there at the latest."""
    try:
        return date_words(gregorian(days_of(time_of(group(snak.value, "a time")))[1]))[0]
    except NoCounterpart:
        return ""
