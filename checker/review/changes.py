"""What changed under a reviewer: each claim as the page showed it against what it says now, old → new.

Why the page carries what it showed: the server may have been started anew since, and another window may show another
state of the corpus.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from checker.decisions.ruling import claims_named
from checker.decisions.seen import position_words, same
from checker.model.claim import Claim
from checker.model.decision import Decision
from checker.model.disagreement import Disagreement
from checker.model.fields import IN_CLAIM_FILES, as_text, written

Shown = Mapping[str, Mapping[str, str]]
"""What a page showed of each claim: field and words, by reference; its document's title is one of the fields."""

TITLE = "title"
NOTHING = "nothing"
EDITION_DIGITS = 8
"""Of a text's hash: enough to tell two editions apart at a look."""


def shown(one: Disagreement) -> Shown:
    """What a page shows of a disagreement's claims and what rulings hang on."""
    return {claim.ref: dict(_fields(claim)) for claim in claims_named(one).values()}


def packed(now: Shown) -> str:
    return json.dumps(now, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Shown:
    """What a form brings back; nothing where it is not what a page holds."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    rows = found.items() if isinstance(found, dict) else ()
    return {
        ref: {name: words for name, words in fields.items() if isinstance(words, str)}
        for ref, fields in rows
        if isinstance(fields, dict)
    }


def _fields(claim: Claim) -> Iterator[tuple[str, str]]:
    document = claim.document
    yield TITLE, document.title
    edition = f", text {document.sha256[:EDITION_DIGITS]}" if document.sha256 else ""
    yield "document", f"{document.published}{edition}"
    for field in IN_CLAIM_FILES:
        if field.content and (value := written(field, claim)):
            yield field.name, as_text(value)


def told(before: Shown, now: Shown) -> dict[str, tuple[str, ...]]:
    """`One: value 40 → 41` for each field that differs, by the reference of its claim; that a claim came or went."""
    lines: dict[str, tuple[str, ...]] = {
        ref: (f"{before[ref].get(TITLE, ref)}: its claim takes no part any more",) for ref in before if ref not in now
    }
    for ref, fields in now.items():
        if ref not in before:
            lines[ref] = (f"{fields[TITLE]}: its claim takes part now, {fields.get('value', NOTHING)}",)
            continue
        old = before[ref]
        names = [name for name in dict.fromkeys((*old, *fields)) if name != TITLE and old.get(name) != fields.get(name)]
        if names:
            lines[ref] = tuple(
                f"{fields[TITLE]}: {name} {old.get(name, NOTHING)} → {fields.get(name, NOTHING)}" for name in names
            )
    return lines


def since_ruled(decision: Decision, one: Disagreement) -> tuple[str, ...]:
    """`1951 → 1952` for each position of a ruling that has another value now."""
    words = position_words(one)
    pairs = (
        (seen.value, said)
        for seen in decision.seen
        for position, said in zip(one.positions, words, strict=True)
        if same(seen, position)
    )
    return tuple(f"{old} → {new}" for old, new in pairs if old != new)
