"""Decisions, suppressions and baselines go along where what they name has another name now.

Why: who renames an entity settles nothing and opens nothing. What they say is put into the names of now before it is
asked how a disagreement stands; all else about it stays as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from checker.decisions.files import FOLDER
from checker.decisions.form import parse_decision
from checker.decisions.names import named
from checker.decisions.seen import claim_hash
from checker.model.claim import Allow, Claim
from checker.model.decision import Decision
from checker.model.fault import Mark
from checker.model.policy import Moved

Suppression = tuple[str, Allow]
"""A claim's reference and one of its suppressions."""


def decisions_of_now(decisions: Iterable[Decision], moved: Moved) -> tuple[Decision, ...]:
    """Decisions by the names of now; where their files lie is told as before."""
    questions = {old.id: new.question for old, new in moved.disagreements}
    refs = _refs(moved)

    def of_now(decision: Decision) -> Decision:
        if decision.disagreement not in questions:
            return decision
        question = questions[decision.disagreement]
        return replace(
            decision,
            disagreement=question.id,
            question=question.digest,
            seen=tuple(
                replace(position, claims=tuple(moved.claims.get(pair, pair) for pair in position.claims))
                for position in decision.seen
            ),
            claims=tuple(refs.get(ref, ref) for ref in decision.claims),
        )

    return tuple(map(of_now, decisions))


def decisions_of_base(files: Mapping[str, bytes], moved: Moved) -> tuple[Decision, ...]:
    """The decisions of the base by the names of now; `files` has them, and may have others."""
    read = (parse_decision(raw, name)[0] for name, raw in files.items() if f"/{FOLDER}/" in f"/{name}")
    return decisions_of_now(filter(None, read), moved)


def of_base(files: Mapping[str, bytes], moved: Moved) -> frozenset[Decision]:
    """What the decisions of the base that go along say by the names of now, wherever their files lie."""
    if not moved.disagreements:
        return frozenset()
    gone = {old.id for old, _ in moved.disagreements}
    along = {name: raw for name, raw in files.items() if any(f"/{FOLDER}/{one}/" in f"/{name}" for one in gone)}
    return frozenset(map(wherever, decisions_of_base(along, moved)))


def wherever(decision: Decision) -> Decision:
    """What a decision says, wherever and in whatever layout its file says it."""
    return replace(decision, mark=Mark(""), sha256="")


def entries_of_now(entries: Iterable[str], moved: Moved) -> frozenset[str]:
    """The hashes of a baseline by the names of now."""
    digests = {old.question.digest: new.question.digest for old, new in moved.disagreements}
    return frozenset(digests.get(entry, entry) for entry in entries)


def suppressions_of_now(found: Iterable[Suppression], moved: Moved) -> tuple[Suppression, ...]:
    """Suppressions in claim files of now, of which one may call a disagreement by a name of before."""
    return tuple((ref, _allow(allow, moved, {})) for ref, allow in found)


def suppressions_of_base(claims: Collection[Claim], moved: Moved) -> tuple[Suppression, ...]:
    """The suppressions of the base by the names of now, for claims that say the same."""
    refs = _refs(moved)
    made = []
    for claim in claims:
        ref, _ = moved.claims.get((claim.ref, claim_hash(claim)), (claim.ref, "")) if claim.allow else (claim.ref, "")
        made += [(ref, _allow(allow, moved, refs)) for allow in claim.allow]
    return tuple(made)


def _allow(allow: Allow, moved: Moved, refs: Mapping[str, str]) -> Allow:
    name = allow.disagreement
    found = (new.id for old, new in moved.disagreements if name and (named(name, old) or named(name, new)))
    return replace(allow, disagreement=next(found, name), other=refs.get(allow.other, allow.other))


def _refs(moved: Moved) -> dict[str, str]:
    return {old: new for (old, _), (new, _) in moved.claims.items()}
