"""How each finding stands with the people: decided, proposed, stale, disputed, deferred, suppressed or known.

Why: a gate that opens for whatever a change brings along is no gate. What the change under test adds is a proposal,
and so is the ruling of somebody whom the policy does not list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from checker.decisions.files import slug
from checker.decisions.seen import why_stale
from checker.model.claim import Allow, Claim
from checker.model.decision import ABSTAINS, Decided, Decision, State
from checker.model.finding import Finding
from checker.model.groups import grouped

OPEN = ("contradiction", "tension")
"""Verdicts that a suppression or a baseline lets pass; whatever is reconciled or agrees needs neither."""

Suppression = tuple[str, Allow]
"""A claim's reference and one of its suppressions."""


@dataclass(frozen=True, slots=True)
class People:
    """Everything that people say of findings. `proposed` and `fresh` are the decisions and suppressions that the
    change under test adds; `reviewers` (slugs) those whose decisions count, `None` for everybody.
    """

    decisions: tuple[Decision, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    baseline: frozenset[str] = frozenset()
    proposed: frozenset[Decision] = frozenset()
    fresh: frozenset[Suppression] = frozenset()
    reviewers: frozenset[str] | None = None
    accept_proposed: bool = False

    def counts(self, decision: Decision) -> bool:
        return self.listed(decision) and (self.accept_proposed or decision not in self.proposed)

    def listed(self, decision: Decision) -> bool:
        return self.reviewers is None or slug(decision.reviewer) in self.reviewers


def proposed(decisions: Iterable[Decision], base_files: Mapping[str, bytes] | None) -> frozenset[Decision]:
    """The decisions that are not, byte for byte, in the base revision; none where there is no base to compare with.

    `base_files`: the decision files of the base by name, as in `claims/decisions/<finding>/<reviewer>.yaml`.
    """
    if base_files is None:
        return frozenset()
    hashes = {name: sha256(content).hexdigest() for name, content in base_files.items()}
    return frozenset(d for d in decisions if hashes.get(d.mark.file) != d.sha256)


def suppressions(claims: Iterable[Claim]) -> tuple[Suppression, ...]:
    return tuple((claim.ref, allow) for claim in claims for allow in claim.allow)


def new_suppressions(claims: Iterable[Claim], base_claims: Iterable[Claim] | None) -> frozenset[Suppression]:
    """The suppressions that no claim of the base has; none where there is no base to compare with."""
    if base_claims is None:
        return frozenset()
    return frozenset(suppressions(claims)) - frozenset(suppressions(base_claims))


def expired(allow: Allow, as_of: str) -> bool:
    return bool(allow.until) and allow.until <= as_of


def lets_pass(suppression: Suppression, finding: Finding) -> bool:
    ref, allow = suppression
    named = allow.other in ("", *finding.refs) and allow.other != ref
    return finding.verdict in OPEN and allow.rule == finding.rule and ref in finding.refs and named


def stand(findings: Iterable[Finding], people: People, as_of: str) -> Iterator[Finding]:
    """The findings, each with what people ruled on it."""
    by_finding = grouped(people.decisions, lambda decision: decision.finding)
    by_rule: dict[tuple[str, str], list[Suppression]] = {}
    for ref, allow in people.suppressions:
        if not expired(allow, as_of):
            by_rule.setdefault((allow.rule, ref), []).append((ref, allow))
    for finding in findings:
        if finding.verdict == "unchecked":
            yield finding
            continue
        decided = _decided(finding, by_finding.get(finding.id, ()), people, as_of)
        named = (suppression for ref in finding.refs for suppression in by_rule.get((finding.rule, ref), ()))
        allowed = [suppression for suppression in named if lets_pass(suppression, finding)]
        decided = _suppressed(decided, allowed, people)
        known = _known(finding, decided, people.baseline)
        yield finding if known == finding.decision else replace(finding, decision=known)


def opposed(decisions: Collection[Decision]) -> bool:
    """Two of them say different things; who cannot tell or defers opposes nobody."""
    return len({(d.verdict, frozenset(d.wrong)) for d in decisions if d.verdict not in ABSTAINS}) > 1


def disputing(finding: Finding, people: People, as_of: str) -> tuple[Decision, ...]:
    """The decisions that rule differently on a finding: those of listed reviewers that still hold, proposed or not."""
    held = [d for d in people.decisions if d.finding == finding.id and people.listed(d)]
    held = [d for d in held if not why_stale(d, finding, as_of) and d.verdict not in ABSTAINS]
    return tuple(held) if opposed(held) else ()


def standing(decision: Decision, finding: Finding, people: People, as_of: str) -> State:
    """How one decision on a finding stands, whatever others say."""
    if why_stale(decision, finding, as_of):
        return "stale"
    if not people.counts(decision):
        return "proposed"
    return "deferred" if decision.verdict in ABSTAINS else "decided"


def _decided(finding: Finding, decisions: Collection[Decision], people: People, as_of: str) -> Decided | None:
    """The ruling that matters most, and among equals the latest."""
    if not decisions:
        return None
    states = {decision: standing(decision, finding, people, as_of) for decision in decisions}
    disputed = opposed([d for d in decisions if states[d] != "stale" and people.listed(d)])
    order: tuple[State, ...] = ("decided", "proposed", "deferred", "stale")
    best = max(decisions, key=lambda d: (-order.index(states[d]), d.date, d.reviewer))
    state: State = "disputed" if disputed else states[best]
    return Decided(
        state, best.reason, best.verdict, best.reviewer, best.date, why=best.why, wrong=best.wrong, until=best.until
    )


def _suppressed(decided: Decided | None, allowed: list[Suppression], people: People) -> Decided | None:
    """What a claim file lets pass, unless a decision settles the finding already."""
    if not allowed or (decided and decided.state == "decided"):
        return decided
    old = [suppression for suppression in allowed if people.accept_proposed or suppression not in people.fresh]
    if old:
        return Decided("suppressed", old[0][1].because, until=old[0][1].until)
    return decided or Decided("proposed", allowed[0][1].because, until=allowed[0][1].until)


def _known(finding: Finding, decided: Decided | None, baseline: Collection[str]) -> Decided | None:
    """The baseline lets pass what nobody ruled on; a ruling that went stale or is disputed opens the finding."""
    if finding.id not in baseline or finding.verdict not in OPEN:
        return decided
    if decided is None:
        return Decided("known", "in the baseline")
    return replace(decided, state="known") if decided.state in ("proposed", "deferred") else decided
