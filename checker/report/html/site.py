"""The report as a folder of pages: the first screen, a page for each subject and each document, and a list to search.

The pages are made from the templates of the one page, each with its part of the whole. Anchors stay the same; a link to
what stands on another page names its file. The same result gives the same files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from checker.model.result import Result
from checker.report.html.album import Album
from checker.report.html.material import GROUPS
from checker.report.html.page import page
from checker.report.html.render import KIND, LINK, anchored, filled, style_sheet, with_pictures
from checker.report.html.views import ListedDisagreement, ListedFinding, PageView, SubjectView
from checker.report.options import Options

INDEX, SEARCH, STYLE = "index.html", "search.html", "style.css"
NAMES = {"sheet": STYLE, "search": SEARCH, "index": INDEX}

DIGITS = 16
"""Of the hash in a file's name: 64 bits, so that no two names meet, by chance or by search."""
MOST_LETTERS = 40
MOST_ROWS = 30_000
"""Entries of the list to search, some 9 MB; others are on the pages of their subjects."""


@dataclass(frozen=True, slots=True)
class SearchRow:
    """An entry in the list to search; `subject` is the name that filters know, `about` what it is of, in words."""

    id: str
    group: str
    verdict: str
    words: str
    title: str
    subject: str
    about: str
    rule: str
    documents: tuple[int, ...]
    reasons: tuple[str, ...]
    states: tuple[str, ...]


def site(result: Result, options: Options) -> Iterator[tuple[str, str]]:
    """Every file by its name, the first screen last: what it leads to is there by then."""
    album = Album(result)
    view = page(result, options, album, site=True)
    homes = _homes(view, result)
    blank = replace(view, subjects=(), documents=(), texts=(), alone=())
    texts = {text.id: text for text in view.texts}

    def made(name: str, template: str, part: PageView, script: str = "", **more: Any) -> tuple[str, str]:
        up = "../" * name.count("/")
        text = filled(template, part, script, up=up, **NAMES, **more)
        return name, with_pictures(linked(text, name, homes), album.draw)

    yield STYLE, f"{style_sheet()}\n"
    for subject in view.subjects:
        sources = _sources(subject, view)
        part = replace(blank, subjects=(subject,))
        yield made(homes[anchored(f"s-{subject.name}")], "site_subject.html", part, "page.js", sources=sources)
    for document in view.documents:
        part = replace(blank, documents=(document,), texts=tuple(texts[id] for id in (document.id,) if id in texts))
        yield made(homes[anchored(f"d-{document.id}")], "site_document.html", part)
    rows = sorted(_rows(view), key=lambda row: GROUPS.index(row.group))
    more = max(0, len(rows) - MOST_ROWS)
    yield made(SEARCH, "site_search.html", view, "search.js", rows=rows[:MOST_ROWS], more=more)
    yield made(INDEX, "site_index.html", view)


def linked(text: str, name: str, homes: Mapping[str, str]) -> str:
    """The page `name` with links to what stands in other files; a link that filters leads to the list to search."""

    def link(found: re.Match[str]) -> str:
        home = SEARCH if "=" in found[1] else homes.get(found[1], "" if KIND.match(found[1]) else name)
        if home == name:
            return found[0]
        return f'href="{"../" * name.count("/")}{home}#{found[1]}"' if home else f'data-gone="#{found[1]}"'

    return LINK.sub(link, text)


def _homes(view: PageView, result: Result) -> dict[str, str]:
    """The file in which each anchor stands, by the anchor as links have it."""
    homes: dict[str, str] = {}
    for subject in view.subjects:
        names = [f"s-{subject.name}"]
        for quantity in subject.quantities:
            names.append(f"q-{quantity.name}")
            for entry in quantity.entries:
                names.append(f"f-{entry.id}")
                if isinstance(entry, ListedDisagreement):
                    names += [f"f-{finding.id}" for finding in entry.evidence]
        homes |= dict.fromkeys(map(anchored, names), f"subjects/{file_name(subject.name, 'rulings')}")
    files = {document.id: f"documents/{file_name(document.id, 'document')}" for document in view.documents}
    for document in view.documents:
        names = [f"d-{document.id}", *([f"x-{document.id}"] if document.readable else ())]
        homes |= dict.fromkeys(map(anchored, names), files[document.id])
    for claim in result.corpus.claims:
        id = f"{claim.document.id}/{claim.id}"
        homes |= dict.fromkeys((anchored(f"c-{id}"), anchored(f"t-{id}")), files[claim.document.id])
    return homes


def file_name(name: str, otherwise: str) -> str:
    """A name that is legal everywhere, and another one wherever names differ, be it in case only: small letters and
    digits, and a hash of the whole. `otherwise` stands where no letter is left of it.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:MOST_LETTERS].rstrip("-")
    digits = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]
    return f"{slug or otherwise}-{digits}.html"


def _sources(subject: SubjectView, view: PageView) -> list[tuple[int, Any]]:
    """The documents that its entries cite, with their numbers."""
    entries = (entry for quantity in subject.quantities for entry in quantity.entries)
    numbers = sorted({number for entry in entries for number in entry.documents})
    return [(number, view.documents[number]) for number in numbers]


def _rows(view: PageView) -> Iterator[SearchRow]:
    for subject in view.subjects:
        for quantity in subject.quantities:
            about = " · ".join(filter(None, (subject.label, quantity.label)))
            for entry in quantity.entries:
                yield _row(entry, subject.name, about)


def _row(entry: ListedDisagreement | ListedFinding, subject: str, about: str) -> SearchRow:
    if isinstance(entry, ListedFinding):
        shown = entry.finding
        words, title, verdict, rule, reasons = shown.words, shown.message, shown.verdict, shown.rule, shown.reasons
    else:
        words, title, verdict, rule, reasons = entry.words, entry.title, entry.verdict, entry.rule, entry.reasons
    return SearchRow(
        entry.id, entry.group, verdict, words, title, subject, about, rule, entry.documents, reasons, entry.states
    )
