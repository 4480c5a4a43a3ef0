"""What a reviewer saw of a claim, as a hash: what the claim says, its quote, and its document's edition and language.

Why: a ruling holds for what was looked at. Where a claim stands, how its file is laid out, and remarks that no rule
reads may change; nothing else may. A document that says that it is in English is read as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from itertools import chain

from checker.model.claim import ENGLISH, Claim
from checker.model.decision import Decision
from checker.model.fields import CONTENT
from checker.model.finding import Finding

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


def seen_of(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Each claim of a finding, in its order, with what is to be seen of it now."""
    return tuple((claim.ref, claim_hash(claim)) for claim in finding.claims)


def changes(decision: Decision, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """What became of the claims that a decision saw, one line for each that is not as it was."""
    lines = []
    for ref, digest in decision.seen:
        if ref not in claims:
            lines.append(f"{ref} is gone")
        elif claim_hash(claims[ref]) != digest:
            lines.append(f"{ref}, its quote or its document's edition changed")
    return tuple(lines)


def why_stale(decision: Decision, finding: Finding, as_of: str) -> str:
    """Why a decision no longer holds for its finding; `""` where it holds."""
    now = seen_of(finding)
    if changed := changes(decision, {claim.ref: claim for claim in finding.claims}):
        return "; ".join(changed)
    if set(decision.seen) != set(now):
        return "the finding has a claim more than the decision saw"
    if decision.verdict in ("a-right", "b-right") and decision.seen != now:
        return "the claims of the finding changed places"
    if decision.review_by and decision.review_by <= as_of:
        return f"it was to be looked at again on {decision.review_by}"
    if decision.until and decision.until <= as_of:
        return f"it was deferred until {decision.until}"
    return ""
