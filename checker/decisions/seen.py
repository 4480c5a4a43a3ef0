"""What a reviewer saw of a claim, as a hash: what the claim says, its quote, and its document's edition and language.

Why: a ruling holds for what was looked at. Where a claim stands, how its file is laid out, and remarks that no rule
reads may change; nothing else may. A document that says that it is in English is read as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain

from checker.literals.fingerprint import said_by_box
from checker.literals.phrase import letter, listed
from checker.model.claim import ENGLISH, Claim
from checker.model.decision import Decision, SeenPosition
from checker.model.disagreement import Disagreement, Position
from checker.model.fields import CONTENT

MOST_SHOWN = 3
"""Claims that came and are named."""
FIRST = (
    ("subject", "property", "value", "readings", "scope", "definition"),
    ("as_of", "during", "said_by", "draws_on", "denies", "deprecated"),
)
"""How the hashes that decisions hold begin; for good, as another order would make all of them stale."""
LATER = tuple(name for name in CONTENT if name not in ("quote", *chain(*FIRST)))
"""Content that follows by its name, where a claim has it."""


def claim_hash(claim: Claim) -> str:
    content = (
        *(tuple(getattr(claim, name) for name in names) for names in FIRST),
        claim.quote,
        (claim.document.published, claim.document.sha256),
        *((name, value) for name in LATER if (value := getattr(claim, name))),
        *((("language", claim.document.read_in),) if claim.document.read_in != ENGLISH else ()),
    )
    return sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


def position_words(one: Disagreement) -> tuple[str, ...]:
    """Each position in words, with its time where two have the same value."""
    values = [position.value for position in one.positions]
    return tuple(
        f"{p.value}, {p.time}" if p.time and not p.derived and values.count(p.value) > 1 else p.value
        for p in one.positions
    )


def beside(one: Disagreement) -> tuple[Claim, ...]:
    """The claims of the finding that shows the disagreement which hold no position: relations, other quantities."""
    held = {claim.ref for claim in one.claims}
    return tuple(claim for claim in one.witness.claims if claim.ref not in held)


def seen_of(one: Disagreement) -> tuple[SeenPosition, ...]:
    """Each position of a disagreement, in its order, with what is to be seen of its claims now."""
    held = [
        SeenPosition(words + _counted(position), _hashes(position.claims), position.derived)
        for words, position in zip(position_words(one), one.positions, strict=True)
    ]
    others = beside(one)
    return (*held, *((SeenPosition("", _hashes(others)),) if others else ()))


def _counted(position: Position) -> str:
    """How many claims hold a position of which not all are listed: those that are not can be told by no hash."""
    return f", {position.number:,} claims" if position.number > len(position.claims) else ""


def _hashes(claims: Iterable[Claim]) -> tuple[tuple[str, str], ...]:
    return tuple((claim.ref, claim_hash(claim)) for claim in claims)


def changes(decision: Decision, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """What became of the claims that a decision saw, one line for each that is not as it was."""
    lines = []
    for ref, digest in decision.saw:
        if ref not in claims:
            lines.append(f"{ref} is gone")
        elif claim_hash(claims[ref]) != digest:
            lines.append(f"{ref}, its quote or its document's edition changed")
    return tuple(lines)


def waits(decision: Decision, claims: Mapping[str, Claim]) -> bool:
    """A claim that it saw is not there."""
    return any(ref not in claims for ref, _ in decision.saw)


def why_stale(decision: Decision, one: Disagreement, claims: Mapping[str, Claim], as_of: str) -> str:
    """Why a decision no longer holds for its disagreement; `""` where it holds. `claims`: those of the corpus.

    Support that is added leaves it as it is: a position is the same where it shares a claim or what a claim says. Of a
    constraint, and of what has one cause, each quantity or value is in conflict by itself: a further one is no support.
    """
    if changed := changes(decision, claims):
        return "; ".join(changed)
    if moved := (*_came(decision, one), *_joined(decision, one, claims), *_went(decision, one)):
        return "; ".join(moved)
    if decision.review_by and decision.review_by <= as_of:
        return f"it was to be looked at again on {decision.review_by}"
    if decision.until and decision.until <= as_of:
        return f"it was deferred until {decision.until}"
    return ""


def _came(decision: Decision, one: Disagreement) -> Iterator[str]:
    known = [position for position in one.positions if any(same(seen, position) for seen in decision.seen)]
    contents = frozenset().union(*(position.contents for position in known))
    for position in one.positions:
        if position not in known and not position.contents & contents:
            yield f"the position {position.value} was not there"


def _joined(decision: Decision, one: Disagreement, claims: Mapping[str, Claim]) -> Iterator[str]:
    if one.question.sort != "constraint":
        return
    said = {box.ref: said_by_box(box) for finding in one.findings for box in finding.boxes}
    gathered = one.is_systematic

    def about(claim: Claim) -> tuple[object, ...]:
        quantity = (claim.subject, claim.property, claim.scope, claim.readings)
        return quantity if gathered else (*quantity, said.get(claim.ref, claim.value))

    for position in one.positions:
        held = [seen for seen in decision.seen if same(seen, position)]
        known = {about(claims[ref]) for seen in held for ref, _ in seen.claims if ref in claims}
        came = [claim.ref for claim in position.claims if about(claim) not in known]
        if held and not position.derived and came:
            yield f"{listed([*came[:MOST_SHOWN], *_more(came)])} came to the position {position.value}"
        elif held and (number := _counted(position)) and not any(seen.value.endswith(number) for seen in held):
            yield f"the position {position.value} has{number.removeprefix(',')} now"


def _more(refs: Sequence[str]) -> Iterator[str]:
    if (more := len(refs) - MOST_SHOWN) > 0:
        yield f"{more:,} more"


def _went(decision: Decision, one: Disagreement) -> Iterator[str]:
    for seen in decision.seen:
        if seen.value and not any(same(seen, position) for position in one.positions):
            yield f"nobody holds the position {seen.value} any more"


def same(seen: SeenPosition, position: Position) -> bool:
    """What was seen is this position now. What other quantities imply is the same where its value is."""
    if not seen.value or seen.derived != position.derived:
        return False
    if position.derived:
        return seen.value == position.value
    return not {ref for ref, _ in seen.claims}.isdisjoint(position.refs)


def ruled_positions(decision: Decision, one: Disagreement) -> frozenset[int]:
    """The positions of a disagreement, by number, that a ruling calls right; those it does not call wrong."""
    letters = {letter(number): seen for number, seen in enumerate(decision.seen)}
    named = [letters[name] for name in decision.positions if name in letters]
    held = {n for n, position in enumerate(one.positions) if any(same(seen, position) for seen in named)}
    return frozenset(range(len(one.positions))) - held if decision.verdict == "wrong" else frozenset(held)


def named_in_words(decision: Decision) -> tuple[str, ...]:
    """The positions that a ruling names, as its reviewer saw them."""
    values = {letter(number): seen.value for number, seen in enumerate(decision.seen)}
    return tuple(values.get(name, name) for name in decision.positions)


def letters_now(decision: Decision, one: Disagreement) -> tuple[str, ...]:
    """The letters that the positions which a ruling names have now."""
    letters = {letter(number): seen for number, seen in enumerate(decision.seen)}
    named = [letters[name] for name in decision.positions if name in letters]
    return tuple(letter(n) for n, position in enumerate(one.positions) if any(same(seen, position) for seen in named))
