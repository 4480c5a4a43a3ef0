"""Reviews of claims, as fact-checkers publish them: schema.org's ClaimReview in a page, a file or a feed.

Each makes a draft of the claim in the document where it appeared, with the rating as a note. A rating at an end of its
scale makes one more in the review's own document, which says the claim too or denies it. They are drafts, since
`claimReviewed` is a summary, whose words need not be those of the document.
Source: schema.org, ClaimReview, Claim and Rating (worstRating is 1 and bestRating 5 where they are left out).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from checker.importing.nodes import address, first, mark_of, name, several, text, types, walk
from checker.importing.statement import CODE, Read, Source, Statement, joined
from checker.model.fault import Fault
from checker.readers.claims import long_quote
from checker.readers.notation import read_note
from checker.readers.yaml import Fields, Node

WHAT = "reviews of claims (schema.org ClaimReview as JSON-LD)"
TYPE = "ClaimReview"
MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ].*)?")
NUMBER = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?")
MOST_APPEARANCES = 100
"""Of one claim that are read."""


def recognises(root: Node) -> bool:
    """The file holds a review of a claim."""
    return any(TYPE in types(node) for node in walk(root))


def read(root: Node) -> Read:
    """The documents in which the claims appeared, and the reviews themselves."""
    sources: dict[str, Source] = {}
    made: dict[str, list[Statement]] = {}
    faults: list[Fault] = []
    for node in walk(root):
        if TYPE not in types(node):
            continue
        if not text(node, "claimReviewed"):
            message = "found a ClaimReview without claimReviewed, expected the claim in words; add it"
            faults.append(Fault(node.mark, CODE, "claimReviewed", message))
            continue
        for source, statement in _told(node):
            sources[source.address] = joined(sources.get(source.address, source), source)
            made.setdefault(source.address, []).append(statement)
    whole = (source._replace(statements=tuple(made[at])) for at, source in sources.items())
    return Read(tuple(whole), tuple(faults))


def _told(node: Fields) -> Iterator[tuple[Source, Statement]]:
    """What a review makes: the claim where it appeared, and what the review itself says."""
    said = text(node, "claimReviewed")
    item = first(node, "itemReviewed")
    claimant, rating = name(item, "author"), first(node, "reviewRating")
    note = tuple(filter(None, (_rated(node, rating), f"claim: {said}" if long_quote(said) else "")))
    fields = _stated(item)
    for source in _appearances(node, item, claimant):
        spoken = {"said_by": claimant} if claimant and claimant not in (source.publisher, source.title) else {}
        yield source, Statement(node.mark, said, {**fields, **spoken}, note=note, confirmed=False)
    if (end := _end_of_scale(rating)) is not None:
        denied: dict[str, Any] = {"denies": True} if end == 0 else {}
        yield _review(node, said), Statement(node.mark, said, {**fields, **denied}, note=note, confirmed=False)


def _stated(item: Node | None) -> dict[str, Any]:
    """What the claim is about, where that is said as a subject, a property and a value."""
    lines = (f"{text(one, 'name')}: {text(one, 'value')}" for one in several(item, "about") if "/" in text(one, "name"))
    return dict(read_note(lines).fields)


def _appearances(node: Fields, item: Node | None, claimant: str) -> Iterator[Source]:
    """The documents in which a claim appeared; without any the claimant's own words of that day."""
    when = _day(text(item, "datePublished"))
    works = (*several(item, "firstAppearance"), *several(item, "appearance"))[:MOST_APPEARANCES]
    if not works and item is not None and "Claim" not in types(item) and address(item):
        works = (item,)
    seen = set()
    for work in works:
        at = address(work)
        if at and at not in seen:
            seen.add(at)
            yield Source(
                mark_of(work, node.mark),
                at,
                title=name(work, "headline", "name"),
                publisher=name(work, "publisher"),
                published=_day(text(work, "datePublished")) or when,
                language=_language(work),
            )
    if not seen and claimant:
        title = ", ".join(filter(None, (claimant, when)))
        yield Source(mark_of(item, node.mark), title, title=title, publisher=claimant, published=when)


def _review(node: Fields, said: str) -> Source:
    """The document that a review is."""
    author = name(node, "author")
    return Source(
        node.mark,
        text(node, "url") or text(node, "@id", "id") or f"review: {author}, {said}",
        title=name(node, "headline", "name") or f"Review: {said}"[:100],
        publisher=author or name(node, "publisher"),
        published=_day(text(node, "datePublished")),
        language=_language(node),
    )


def _language(node: Node) -> str:
    """A tag, where there is one and it is not English, which is what is read without one."""
    found = text(node, "inLanguage")
    return "" if found.lower().startswith("en") else found


def _day(words: str) -> str:
    """The day of a moment; other dates as they are written."""
    moment = MOMENT.fullmatch(words)
    return moment[1] if moment else words


def _rated(node: Fields, rating: Node | None) -> str:
    """Who rated the claim when, and how, in words."""
    who = ", ".join(filter(None, (name(node, "author"), _day(text(node, "datePublished")))))
    value, best, worst = (text(rating, f"{part}Rating" if part else "ratingValue") for part in ("", "best", "worst"))
    scale = f"{value} of {worst or 1} to {best or 5}" if value else ""
    verdict = text(rating, "alternateName", "name") or (text(rating) if not isinstance(rating, Fields) else "")
    how = f"{verdict} ({scale})" if verdict and scale else verdict or scale
    at = text(node, "url")
    return f"reviewed by {who or 'somebody'}: {how or 'not rated'}{f', {at}' if at else ''}"


def _end_of_scale(rating: Node | None) -> int | None:
    """0 where a claim is rated as low, 1 where as high as can be; nothing between, or where that cannot be told."""
    value, best, worst = (
        _number(text(rating, *names), otherwise)
        for names, otherwise in ((("ratingValue",), None), (("bestRating",), 5), (("worstRating",), 1))
    )
    if value is None or best is None or worst is None or best <= worst:
        return None
    return 0 if value == worst else 1 if value == best else None


def _number(words: str, otherwise: int | None) -> Fraction | None:
    if not words:
        return None if otherwise is None else Fraction(otherwise)
    return Fraction(words) if NUMBER.fullmatch(words) else None
