"""Decisions as reviews of claims: schema.org's ClaimReview, for search engines and other fact-checkers.

Only what a reviewer ruled leaves: `right` and `wrong` of positions, while the ruling stands. What is open is not
reviewed, and a ruling on claim files, on a rule or for later says nothing about the document.
Source: schema.org, ClaimReview, Claim and Rating; a rating lies between worstRating and bestRating.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.decisions.seen import seen_of
from checker.exporting.formats import Export
from checker.exporting.json import as_text
from checker.exporting.names import Names
from checker.literals.phrase import show_written
from checker.model.claim import Claim
from checker.model.decision import OF_POSITIONS, Decided
from checker.model.disagreement import Disagreement
from checker.model.result import Result
from checker.model.vocabulary import Vocabulary

CONTEXT = "https://schema.org"
WORST, BEST = 1, 5
PEOPLE = ("person", "human")
"""Types of entities that are persons."""
RATINGS = {"right": BEST, "wrong": WORST}


def write(result: Result, names: Names) -> Export:
    """One review for each claim of a position that a standing decision names."""
    reviews: list[dict[str, Any]] = []
    unruled = unnamed = 0
    for one in result.disagreements:
        decided = one.decision
        if decided and decided.state == "decided" and decided.verdict in OF_POSITIONS:
            made = list(_reviews(one, decided, names, result.corpus.vocabulary))
            reviews += made
            unnamed += not made
        elif one.open:
            unruled += 1
    counts = {
        "open disagreements, on which no ruling stands": unruled,
        "rulings on positions that no document states, or that have other words now": unnamed,
    }
    left_out = tuple(f"{what}: {number:,}" for what, number in counts.items() if number)
    return Export(as_text({"@context": CONTEXT, "@graph": reviews}), left_out)


def _reviews(one: Disagreement, decided: Decided, names: Names, vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    for position, seen in zip(one.positions, seen_of(one), strict=False):
        if seen.value in decided.positions and not position.derived:
            yield from (_review(one, decided, claim, names, vocabulary) for claim in position.claims)


def _review(one: Disagreement, decided: Decided, claim: Claim, names: Names, vocabulary: Vocabulary) -> dict[str, Any]:
    """The review of a claim. Its address is that of the disagreement, where the base is one of the web."""
    verdict = str(decided.verdict)
    about = names.named("disagreement", one.id)
    return {
        "@type": "ClaimReview",
        "@id": names.named("review", one.id, claim.document.id, claim.id),
        **({"url": about} if about.startswith(("http:", "https:")) else {}),
        "name": one.title,
        "claimReviewed": claim.quote,
        "reviewBody": decided.reason,
        "author": {"@type": "Person", "name": decided.reviewer},
        "datePublished": decided.date,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": RATINGS[verdict],
            "bestRating": BEST,
            "worstRating": WORST,
            "alternateName": verdict,
        },
        "itemReviewed": _claim(claim, names, vocabulary),
    }


def _claim(claim: Claim, names: Names, vocabulary: Vocabulary) -> dict[str, Any]:
    """A claim with who makes it, and the document in which it stands."""
    document = claim.document
    speaker = _speaker(claim, vocabulary) if claim.said_by else _organization(document.publisher)
    stated = {"@type": "PropertyValue", "name": f"{claim.subject}/{claim.property}", "value": claim.value}
    return {
        "@type": "Claim",
        "@id": names.claim(claim.ref),
        "author": speaker,
        "datePublished": document.published,
        "text": claim.quote if claim.readings else f"{vocabulary.label(claim.subject)}: {show_written(claim)}",
        **({} if claim.readings else {"about": stated}),
        "appearance": {
            "@type": "CreativeWork",
            "@id": names.document(document.id),
            "headline": document.title,
            "publisher": _organization(document.publisher),
            "datePublished": document.published,
            **({"inLanguage": document.language} if document.language else {}),
        },
    }


def _organization(name: str) -> dict[str, str]:
    return {"@type": "Organization", "name": name}


def _speaker(claim: Claim, vocabulary: Vocabulary) -> dict[str, str]:
    """Who is reported to say so; a person where the vocabulary says that it is one."""
    entity = vocabulary.entities.get(claim.said_by)
    sort = "Person" if entity and entity.type.casefold() in PEOPLE else "Thing"
    return {"@type": sort, "name": vocabulary.label(claim.said_by)}
