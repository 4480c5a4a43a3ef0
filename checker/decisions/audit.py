"""What is wrong with decisions, suppressions and the baseline themselves: findings of their own.

Why: an exception that nobody needs any more, or that has run out, hides the next mistake.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from checker.decisions.seen import changes, claim_hash, named_in_words, waits, why_stale
from checker.decisions.standing import People, disputing, expired, lets_all_pass, lets_pass
from checker.literals.fingerprint import fingerprint
from checker.literals.phrase import listed
from checker.model.claim import Allow, Claim
from checker.model.decision import Decision
from checker.model.disagreement import Disagreement
from checker.model.fault import Fault, Mark
from checker.model.finding import Finding

UNUSED, STALE, DISPUTED = "unused-decision", "stale-decision", "disputed-decision"
WAITING = "waiting-decision"
UNUSED_ALLOW, EXPIRED_ALLOW, UNUSED_BASELINE = "unused-allow", "expired-allow", "unused-baseline"

DOCS: dict[str, str] = {
    UNUSED: """A decision rules on a disagreement that is not there.

Why: its claims were corrected, or a rule or the vocabulary changed; the ruling would be lost in silence.
Quiet: while a fault hides claims, or not all rules run; where a claim that it saw is not there (it waits).""",
    WAITING: """A decision rules on a disagreement of which a claim is not there: not yet, or not any more.

Why: a ruling may be merged before the claims that it is about, so that these can be merged at all. It settles what was
seen, and nothing else.
Quiet: while a fault hides claims, or not all rules run.""",
    STALE: """A decision no longer holds, and its disagreement is open again unless another decision settles it.

Why: a position came or went, a claim that it saw, the claim's quote or its document's edition changed, or the day came
on which it was to be looked at again. Support that is added to a position changes nothing.""",
    DISPUTED: """Two reviewers rule differently on one disagreement, and so it is open.

Quiet: a reviewer who cannot tell or defers disputes nothing; nor does a decision that is stale, or of a reviewer whom
the policy does not list.""",
    UNUSED_ALLOW: """A claim allows what no rule finds.

Why: a suppression that suppresses nothing would hide the next finding of that rule.
Quiet: while a fault hides claims, or the rule (where a disagreement is named, any rule) does not run.""",
    EXPIRED_ALLOW: """The day has come until which a claim allowed findings of a rule, or a disagreement; they are open
again.""",
    UNUSED_BASELINE: """The baseline names disagreements that are not there any more.

Why: the same disagreement would pass unseen if it came back.
Quiet: while a fault hides claims, or not all rules run.""",
}
"""What each of these findings means, for the catalogue."""

RULES: tuple[str, ...] = tuple(DOCS)

TAKEN = " (taken away or altered by the change)"
SHOWN = 5
"""Hashes of a baseline that one message names; it gives the number of all."""


def audit(
    disagreements: Collection[Disagreement],
    people: People,
    as_of: str,
    *,
    ran: Collection[str],
    known: Collection[str],
    settled: bool,
    baseline: str,
) -> Iterator[Finding]:
    """The findings about decisions, suppressions and the baseline; `disagreements` carry their decisions.

    `ran` are the rules that ran, `known` all there are. Not `settled`: some claims or findings are hidden, so nothing
    can be called unused.
    """
    there = {one.id: one for one in disagreements}
    all_ran = settled and every_rule(ran, known)
    for decision in people.decisions:
        fresh = decision in people.proposed
        if fresh and waits(decision, people.claims):
            yield _waiting(decision, people.claims)
        elif decision.disagreement not in there:
            if all_ran:
                waiting = fresh or waits(decision, people.claims)
                yield (_waiting if waiting else _unused)(decision, people.claims)
        elif why := why_stale(decision, there[decision.disagreement], people.claims, as_of):
            yield _stale(decision, there[decision.disagreement], why)
    for one in disagreements:
        if one.decision and one.decision.state == "disputed":
            yield _disputed(one, disputing(one, people, as_of), people)
    yield from _allowed(disagreements, people, as_of, ran if settled else (), all_ran)
    left = people.baseline - {one.question.digest for one in disagreements if one.open}
    if left and all_ran:
        yield _unused_baseline(sorted(left), baseline)


def every_rule(ran: Collection[str], known: Collection[str]) -> bool:
    """All rules ran that find something in claims, so that what is not found is not there."""
    return set(known) - set(RULES) <= set(ran)


def _problem(rule: str, about: Iterable[str], claims: tuple[Claim, ...], key: str, message: str, why: str) -> Finding:
    return Finding(fingerprint(rule, about), rule, "tension", claims, key, message, why)


def _location(decision: Decision) -> str:
    return f"{decision.mark.file}, {decision.date}"


def _key(claims: tuple[Claim, ...], otherwise: str) -> str:
    claim = next((claim for claim in claims if claim.subject), None)
    return f"{claim.subject}.{claim.property}" if claim else otherwise


def _unused(decision: Decision, claims: Mapping[str, Claim]) -> Finding:
    left = tuple(claims[ref] for ref, _ in decision.saw if ref in claims)
    because = "; ".join(changes(decision, claims)) or "its claims are as they were: a rule or the vocabulary changed"
    name = decision.disagreement
    message = f"{decision.reviewer} ruled on {name}, and there is no such disagreement"
    why = f"{because} ({_location(decision)}); if that is right: checker decide {name} --revoke"
    return _problem(UNUSED, (name, decision.mark.file), left, _key(left, name), message, why)


def _waiting(decision: Decision, claims: Mapping[str, Claim]) -> Finding:
    name = decision.disagreement
    left = tuple(claims[ref] for ref, _ in decision.saw if ref in claims)
    seen = sorted(decision.saw)
    absent = listed(ref for ref, digest in seen if ref not in claims or claim_hash(claims[ref]) != digest)
    message = f"{decision.reviewer} ruled on {name}, which waits for {absent}"
    why = f"{_location(decision)}; if they will not come: checker decide {name} --revoke"
    about = (name, decision.mark.file)
    return Finding(fingerprint(WAITING, about), WAITING, "reconciled", left, decision.mark.file, message, why)


def _stale(decision: Decision, one: Disagreement, why: str) -> Finding:
    message = f"{decision.reviewer} ruled {decision.verdict} on {one.id}, and that no longer holds"
    why = f"{why} ({_location(decision)}); look at it again: checker decide {one.id}"
    return _problem(STALE, (one.id, decision.mark.file), one.witness.claims, one.witness.key, message, why)


def _disputed(one: Disagreement, decisions: tuple[Decision, ...], people: People) -> Finding:
    sides = listed(f"{d.reviewer} says {said(d)}{TAKEN if d in people.removed else ''}" for d in decisions)
    message = f"the reviewers of {one.id} differ: {sides}"
    why = "; ".join(f"{d.reviewer}: {d.reason}" for d in decisions)
    about = (one.id, *(d.mark.file for d in decisions))
    return _problem(DISPUTED, about, one.witness.claims, one.witness.key, message, why)


def said(decision: Decision) -> str:
    """A ruling in words: `right (40)`."""
    named = named_in_words(decision) or decision.claims
    return f"{decision.verdict} ({listed(named)})" if named else decision.verdict


def _allowed(
    disagreements: Collection[Disagreement], people: People, as_of: str, ran: Collection[str], all_ran: bool
) -> Iterator[Finding]:
    """Suppressions that have run out or suppress nothing."""
    cited: dict[tuple[str, str], list[Finding]] = {}
    for finding in (f for one in disagreements for f in one.findings) if people.suppressions else ():
        for ref in finding.refs:
            cited.setdefault((finding.rule, ref), []).append(finding)
    for ref, allow in people.suppressions:
        claim = (people.claims[ref],)
        about = (ref, allow.rule, allow.other, *((allow.disagreement,) if allow.disagreement else ()))
        what = allowed_words(allow)
        if expired(allow, as_of):
            message = f"{ref} allowed {what} until {allow.until}"
            why = f"the reason was: {allow.because}; take it away, or give a later day ({allow.mark})"
            yield _problem(EXPIRED_ALLOW, about, claim, _key(claim, ref), message, why)
            continue
        if allow.disagreement:
            needless = all_ran and not any(lets_all_pass((ref, allow), one) for one in disagreements)
        else:
            fits = cited.get((allow.rule, ref), ())
            needless = allow.rule in ran and not any(lets_pass((ref, allow), finding) for finding in fits)
        if needless:
            message = f"{ref} allows {what}, and there is nothing to allow"
            why = f"the reason was: {allow.because}; take it away ({allow.mark})"
            yield _problem(UNUSED_ALLOW, about, claim, _key(claim, ref), message, why)


def allowed_words(allow: Allow) -> str:
    """What a suppression lets pass: `value-conflict with two#x`."""
    return allow.disagreement or (f"{allow.rule} with {allow.other}" if allow.other else allow.rule)


def refused(found: Iterable[Finding], people: People, added: Collection[str], baseline: str) -> Iterator[Fault]:
    """What the change under test lets pass although it is not there: an exception comes with what it is about, or it
    would let pass whatever comes later. `found`: what an audit found; `added`: entries that are new in the baseline.
    """
    needless = {refs for finding in found if finding.rule == UNUSED_ALLOW for refs in finding.refs}
    for ref, allow in sorted(people.fresh, key=lambda one: one[1].mark):
        if ref in needless:
            message = (
                f"{ref} allows {allowed_words(allow)}, and there is nothing to allow yet; add it with what it lets "
                "pass, or take it away"
            )
            yield Fault(allow.mark, "nothing-to-allow", f"{ref.partition('#')[2]}.allow", message)
    for entry in sorted(added):
        message = f"nothing open has the hash {entry}, which the change adds; delete the line (checker baseline prune)"
        yield Fault(Mark(baseline), "nothing-to-allow", "", message)


def _unused_baseline(left: list[str], name: str) -> Finding:
    number = len(left)
    message = f"{number:,} {'entry' if number == 1 else 'entries'} of {name} {'is' if number == 1 else 'are'} gone"
    more = f" and {number - SHOWN:,} more" if number > SHOWN else ""
    why = f"nothing open has the hash {', '.join(left[:SHOWN])}{more}: checker baseline prune"
    return _problem(UNUSED_BASELINE, left, (), name, message, why)
