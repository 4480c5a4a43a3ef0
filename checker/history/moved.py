"""Which disagreements have other names now and are the same: one to one, down to every claim.

Why so strict: what people ruled on goes along with them. The question is the one of before under the names of now, and
each position is held by the same claims, which say, quote and cite what they did; a change that renames and says
something else at once, or that makes one thing of two, moves no ruling.

Source: the design, section 6a.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from checker.decisions.seen import claim_hash
from checker.history.matching import question_of_now
from checker.history.names import SAME, Names, claim_of_now
from checker.history.renamed import renamed
from checker.model.claim import Claim
from checker.model.disagreement import Disagreement
from checker.model.groups import grouped
from checker.model.policy import Moved, SeenClaim
from checker.model.result import Result


def moved(now: Result, before: Result, names: Names | None = None) -> Moved:
    """What is the same under other names; nothing where everything has the name that it had."""
    names = renamed(now.corpus, before.corpus) if names is None else names
    refs = {claim.ref for claim in now.corpus.claims}
    if names.unchanged and all(claim.ref in refs for claim in before.corpus.claims):
        return Moved()
    claims = dict(_claims(now, before, names))
    asked = grouped(now.disagreements, lambda one: _asked(one, SAME))
    pairs = []
    for old in before.disagreements:
        alike = asked.get(_asked(old, names), ())
        if len(alike) == 1 and _held(old, claims.get) == _held(alike[0], lambda seen: seen) != (Counter(), Counter()):
            pairs.append((old, alike[0]))
    others = {seen: here for seen, here in claims.items() if seen != here}
    return Moved(tuple(pair for pair in pairs if _renamed(*pair, others)), others)


def _asked(one: Disagreement, names: Names) -> tuple:
    return *question_of_now(one.question, names), one.question.stretch


def _held(one: Disagreement, called: Callable[[SeenClaim], SeenClaim | None]) -> tuple[Counter, Counter]:
    """The claims of each position, by what they are called now; and what other quantities imply."""
    held = Counter(
        frozenset(called((claim.ref, claim_hash(claim))) for claim in position.claims)
        for position in one.positions
        if not position.derived
    )
    return held, Counter(position.value for position in one.positions if position.derived)


def _renamed(old: Disagreement, new: Disagreement, others: dict[SeenClaim, SeenClaim]) -> bool:
    return old.id != new.id or any((claim.ref, claim_hash(claim)) in others for claim in _concerned(old))


def _concerned(one: Disagreement) -> Iterator[Claim]:
    yield from one.claims
    yield from (claim for finding in one.findings for claim in finding.claims)


def _claims(now: Result, before: Result, names: Names) -> Iterator[tuple[SeenClaim, SeenClaim]]:
    """The claims that disagreements and suppressions rest on, each with what it is called now, where it says the same.

    A claim that has another name within its document is the one that alone has its content there, then and now.
    """
    vocabulary = before.corpus.vocabulary
    here = {claim.ref: claim for claim in now.corpus.claims}
    wanted = {claim.ref for one in before.disagreements for claim in _concerned(one)}
    wanted |= {claim.ref for claim in before.corpus.claims if claim.allow}
    wanted |= {allow.other for claim in before.corpus.claims for allow in claim.allow}
    shown = {claim.ref: claim_of_now(claim, vocabulary, names) for claim in before.corpus.claims}
    there = {claim.ref for claim in shown.values()}
    gone = _alone(claim for claim in shown.values() if claim.ref not in here)
    came = _alone(claim for claim in here.values() if claim.ref not in there)
    new_names = {claim.ref: came[content] for content, claim in gone.items() if content in came}
    for claim in before.corpus.claims:
        of_now = shown[claim.ref]
        found = here.get(of_now.ref) or new_names.get(of_now.ref)
        if claim.ref in wanted and found and claim_hash(found) == claim_hash(of_now):
            yield (claim.ref, claim_hash(claim)), (found.ref, claim_hash(found))


def _alone(claims: Iterable[Claim]) -> dict[tuple[str, str], Claim]:
    """Those of which no other one of their document has the content."""
    alike = grouped(claims, lambda claim: (claim.document.id, claim_hash(claim)))
    return {content: found[0] for content, found in alike.items() if len(found) == 1}
