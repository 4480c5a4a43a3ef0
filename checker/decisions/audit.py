"""What is wrong with decisions, suppressions and the baseline themselves: findings of their own.

Why: an exception that nobody needs any more, or that has run out, hides the next mistake.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from checker.decisions.seen import changes, why_stale
from checker.decisions.standing import OPEN, People, disputing, expired, lets_pass
from checker.literals.fingerprint import fingerprint
from checker.literals.phrase import listed
from checker.model.claim import Claim
from checker.model.decision import Decision
from checker.model.finding import Finding

UNUSED, STALE, DISPUTED = "unused-decision", "stale-decision", "disputed-decision"
UNUSED_ALLOW, EXPIRED_ALLOW, UNUSED_BASELINE = "unused-allow", "expired-allow", "unused-baseline"

DOCS: dict[str, str] = {
    UNUSED: """A decision rules on a finding that is not there.

Why: its claims were corrected, or the rule or the vocabulary changed; the ruling would be lost in silence.
Quiet: while a fault hides claims, or the rule of the finding does not run.""",
    STALE: """A decision no longer holds, and its finding is open again unless another decision settles it.

Why: a claim that it saw, the claim's quote or its document's edition changed, or the day came on which it was to be
looked at again.""",
    DISPUTED: """Two reviewers rule differently on one finding, and so it is open.

Quiet: a reviewer who cannot tell or defers disputes nothing; nor does a decision that is stale, or of a reviewer whom
the policy does not list.""",
    UNUSED_ALLOW: """A claim allows what no rule finds.

Why: a suppression that suppresses nothing would hide the next finding of that rule.
Quiet: while a fault hides claims, or the rule does not run.""",
    EXPIRED_ALLOW: """The day has come until which a claim allowed findings of a rule; they are open again.""",
    UNUSED_BASELINE: """The baseline names findings that are not there any more.

Why: the same finding would pass unseen if it came back.
Quiet: while a fault hides claims, or the rule of the finding does not run.""",
}
"""What each of these findings means, for the catalogue."""

RULES: tuple[str, ...] = tuple(DOCS)

FINDING = re.compile(r"(.+?)-[0-9a-f]{8}(?:-[0-9]+)?")
SHOWN = 5
"""Fingerprints of a baseline that one message names; it gives the number of all."""


def rule_of(finding: str) -> str:
    """The rule that a finding's identifier names."""
    match = FINDING.fullmatch(finding)
    return match[1] if match else finding


def audit(
    findings: Collection[Finding],
    claims: Mapping[str, Claim],
    people: People,
    as_of: str,
    *,
    ran: Collection[str],
    known: Collection[str],
    settled: bool,
    baseline: str,
) -> Iterator[Finding]:
    """The findings about decisions, suppressions and the baseline; `findings` carry their decisions.

    `ran` are the rules that ran, `known` all there are. Not `settled`: some claims or findings are hidden, so nothing
    can be called unused.
    """
    there = {finding.id: finding for finding in findings}

    def gone(finding: str) -> bool:
        rule = rule_of(finding)
        return settled and finding not in there and (rule in ran or rule not in known)

    for decision in people.decisions:
        if decision.finding not in there:
            if gone(decision.finding):
                yield _unused(decision, claims)
        elif why := why_stale(decision, there[decision.finding], as_of):
            yield _stale(decision, there[decision.finding], why)
    for finding in findings:
        if finding.decision and finding.decision.state == "disputed":
            yield _disputed(finding, disputing(finding, people, as_of))
    yield from _allowed(findings, claims, people, as_of, ran if settled else ())
    open_ids = {finding.id for finding in findings if finding.verdict in OPEN}
    left = [finding for finding in sorted(people.baseline - open_ids) if finding in there or gone(finding)]
    if left and settled:
        yield _unused_baseline(left, baseline)


def _problem(rule: str, about: Iterable[str], claims: tuple[Claim, ...], key: str, message: str, why: str) -> Finding:
    return Finding(fingerprint(rule, about), rule, "tension", claims, key, message, why)


def _location(decision: Decision) -> str:
    return f"{decision.mark.file}, {decision.date}"


def _key(claims: tuple[Claim, ...], otherwise: str) -> str:
    claim = next((claim for claim in claims if claim.subject), None)
    return f"{claim.subject}.{claim.property}" if claim else otherwise


def _unused(decision: Decision, claims: Mapping[str, Claim]) -> Finding:
    left = tuple(claims[ref] for ref, _ in decision.seen if ref in claims)
    because = "; ".join(changes(decision, claims)) or "its claims are as they were: a rule or the vocabulary changed"
    message = f"{decision.reviewer} ruled on {decision.finding}, and there is no such finding"
    why = f"{because} ({_location(decision)}); if that is right: checker decide {decision.finding} --revoke"
    return _problem(UNUSED, (decision.finding, decision.mark.file), left, _key(left, decision.finding), message, why)


def _stale(decision: Decision, finding: Finding, why: str) -> Finding:
    message = f"{decision.reviewer} ruled {decision.verdict} on {finding.id}, and that no longer holds"
    why = f"{why} ({_location(decision)}); look at it again: checker decide {finding.id}"
    return _problem(STALE, (finding.id, decision.mark.file), finding.claims, finding.key, message, why)


def _disputed(finding: Finding, decisions: tuple[Decision, ...]) -> Finding:
    sides = listed(f"{d.reviewer} says {d.verdict}" for d in decisions)
    message = f"the reviewers of {finding.id} differ: {sides}"
    why = "; ".join(f"{d.reviewer}: {d.reason}" for d in decisions)
    return _problem(
        DISPUTED, (finding.id, *(d.mark.file for d in decisions)), finding.claims, finding.key, message, why
    )


def _allowed(
    findings: Collection[Finding], claims: Mapping[str, Claim], people: People, as_of: str, ran: Collection[str]
) -> Iterator[Finding]:
    """Suppressions that have run out or suppress nothing."""
    cited: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings if people.suppressions else ():
        for ref in finding.refs:
            cited.setdefault((finding.rule, ref), []).append(finding)
    for ref, allow in people.suppressions:
        claim = (claims[ref],)
        about = (ref, allow.rule, allow.other)
        what = f"{allow.rule} with {allow.other}" if allow.other else allow.rule
        if expired(allow, as_of):
            message = f"{ref} allowed {what} until {allow.until}"
            why = f"the reason was: {allow.because}; take it away, or give a later day ({allow.mark})"
            yield _problem(EXPIRED_ALLOW, about, claim, _key(claim, ref), message, why)
        elif allow.rule in ran and not any(lets_pass((ref, allow), f) for f in cited.get((allow.rule, ref), ())):
            message = f"{ref} allows {what}, and there is nothing to allow"
            why = f"the reason was: {allow.because}; take it away ({allow.mark})"
            yield _problem(UNUSED_ALLOW, about, claim, _key(claim, ref), message, why)


def _unused_baseline(left: list[str], name: str) -> Finding:
    number = len(left)
    message = f"{number:,} {'entry' if number == 1 else 'entries'} of {name} {'is' if number == 1 else 'are'} gone"
    more = f" and {number - SHOWN:,} more" if number > SHOWN else ""
    why = f"nothing open has the identifier {', '.join(left[:SHOWN])}{more}: checker baseline prune"
    return _problem(UNUSED_BASELINE, left, (), name, message, why)
