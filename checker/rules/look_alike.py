"""Two identifiers look alike, and nobody tells them apart by eye.

Why: what is said of the one is compared with nothing that is said of the other, so that a letter of another script, a
digit for a letter or another case hides a contradiction.
Quiet: where the vocabulary says that two entities are `distinct_from` each other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from checker.literals.fingerprint import fingerprint
from checker.model.claim import Claim
from checker.model.corpus import Corpus
from checker.model.finding import Finding
from checker.model.groups import grouped
from checker.model.vocabulary import Entity
from checker.readers.names import alike, shown

ID = "look-alike-names"
FREE = ("publisher", "claim")
"""Names that nobody has to type exactly: here only letters that are not of ASCII are told."""
SHOWN_CLAIMS = 3
"""Claims that use such a name and are shown."""


def look_alikes(corpus: Corpus) -> Iterator[Finding]:
    """A finding for each group of entities, properties, scope dimensions, documents, publishers or claims that look
    alike.
    """
    words = corpus.vocabulary
    claims = grouped([claim.ref for claim in corpus.claims], lambda ref: ref.partition("#")[0])
    for sort, names in (
        ("entity", words.entities),
        ("property", words.properties),
        ("scope dimension", words.scopes),
        ("document", [document.id for document in corpus.documents]),
        ("publisher", {document.publisher for document in corpus.documents}),
        *(("claim", refs) for refs in claims.values()),
    ):
        for group in grouped(sorted(names), alike).values():
            if len(group) < 2 or (sort in FREE and all(map(str.isascii, group))):
                continue
            if sort != "entity" or not _distinct([words.entities[name] for name in group]):
                yield _finding(sort, group, corpus.claims)


def _distinct(entities: Sequence[Entity]) -> bool:
    """Each two of them are said to be distinct."""
    return all(
        a.name in b.distinct_from or b.name in a.distinct_from
        for number, a in enumerate(entities)
        for b in entities[number + 1 :]
    )


def _finding(sort: str, names: Sequence[str], claims: Iterable[Claim]) -> Finding:
    """The claims are those that use the names that are least used."""
    using = grouped(claims, lambda claim: next((name for name in names if name in _names(claim, sort)), ""))
    rarest = min(names, key=lambda name: (len(using.get(name, ())), name))
    plurals = {"entity": "entities", "property": "properties"}
    listed = " and ".join(map(_spelled, names))
    message = f"the {plurals.get(sort, f'{sort}s')} {listed} look alike"
    also = ", or say of one that it is distinct_from the other" if sort == "entity" else ""
    why = f"whoever reads them takes one for the other, and claims on the two are not compared; rename one{also}"
    shown_claims = tuple(using.get(rarest, ())[:SHOWN_CLAIMS])
    return Finding(fingerprint(ID, (sort, *names)), ID, "tension", shown_claims, f"{sort} {names[0]}", message, why)


def _names(claim: Claim, sort: str) -> tuple[str, ...]:
    match sort:
        case "entity":
            return claim.subject, claim.said_by, *(member for _, member in claim.scope)
        case "property":
            return (claim.property,)
        case "document":
            return (claim.document.id,)
        case "publisher":
            return (claim.document.publisher,)
        case "claim":
            return (claim.ref,)
        case _:
            return tuple(dimension for dimension, _ in claim.scope)


def _spelled(name: str) -> str:
    """A name with its first letter of another script by its name in Unicode: `сара (CYRILLIC SMALL LETTER ES)`."""
    odd = next((letter for letter in name if letter.isalpha() and not letter.isascii()), "")
    return f"{shown(name)} ({unicodedata.name(odd, 'a letter without a name')})" if odd else shown(name)
