"""Decisions, suppressions and the baseline: read, written, and asked how each disagreement stands.

`settle` is the flow; the files below have one step each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

from checker.decisions.audit import RULES, WAITING, audit, every_rule, refused
from checker.decisions.baseline import FILE, entries_in, read_baseline
from checker.decisions.files import slug
from checker.decisions.folder import read_decisions
from checker.decisions.moved import decisions_of_now, entries_of_now
from checker.decisions.standing import People, new_suppressions, proposed, removed, stand, suppressions
from checker.model.decision import Decided, Decision
from checker.model.disagreement import Disagreement, Question
from checker.model.fault import Fault
from checker.model.finding import Finding
from checker.model.policy import Base, Policy
from checker.model.result import Result
from checker.readers.names import aliases, shown, suggestion


def settle(
    result: Result,
    root: Path,
    policy: Policy,
    *,
    ran: Collection[str],
    known: Collection[str],
    base: Base | None = None,
    baseline: Path | None = None,
) -> Result:
    """The result with what people ruled on its disagreements, and with what is wrong with those rulings.

    `ran` are the rules that ran, `known` all there are. Whose rulings count is for the policy of the base to say,
    where there is one.
    """
    read = read_decisions(root)
    path = baseline or beside(root)
    name = baseline_name(path, root)
    entries, wrong = read_baseline(path, name)
    decisions = read.decisions
    if base is not None:
        decisions, entries = decisions_of_now(decisions, base.moved), entries_of_now(entries, base.moved)
    everybody = people(result, decisions, policy, base, entries)
    trusted = everybody
    if base is not None and not base.policy.accept_proposed:
        trusted = replace(everybody, baseline=_at_base(entries, base, name))
    disagreements = tuple(stand(result.disagreements, trusted, result.as_of))
    unknown = tuple(_unknown_rules(everybody, known))
    settled = result.complete and not result.faults and not read.faults
    about = tuple(audit(disagreements, everybody, result.as_of, ran=ran, known=known, settled=settled, baseline=name))
    refusals: tuple[Fault, ...] = ()
    if base is not None and not base.policy.accept_proposed and settled and every_rule(ran, known):
        there = {one.question.digest for one in disagreements if one.open}
        refusals = tuple(refused(about, everybody, entries - trusted.baseline - there, name))
    corpus = replace(result.corpus, sources={**result.corpus.sources, **read.sources})
    faults = tuple(sorted((*result.faults, *read.faults, *wrong, *unknown, *refusals)))
    wanted = tuple(finding for finding in about if finding.rule in ran)
    findings = (*result.findings, *wanted)
    disagreements += tuple(_waiting(finding, everybody) for finding in wanted if finding.rule == WAITING)
    return replace(result, corpus=corpus, findings=findings, disagreements=disagreements, faults=faults)


def ruled_by_name(
    result: Result, root: Path, base: Base | None = None, baseline: Path | None = None
) -> Callable[[Disagreement], bool]:
    """Whether people ruled on a disagreement by itself: in a decision, in the baseline, or in a claim that it is of."""
    decisions, entries = read_decisions(root).decisions, read_baseline(path := baseline or beside(root), path.name)[0]
    if base is not None:
        decisions, entries = decisions_of_now(decisions, base.moved), entries_of_now(entries, base.moved)
    named = {decision.disagreement for decision in decisions}
    allowing = {claim.ref for claim in result.corpus.claims if claim.allow}

    def ruled(one: Disagreement) -> bool:
        by_claims = allowing and any(ref in allowing for finding in one.findings for ref in finding.refs)
        return one.id in named or one.question.digest in entries or bool(by_claims)

    return ruled


def _waiting(finding: Finding, people: People) -> Disagreement:
    """The entry of a ruling that waits for its claims; nothing is in dispute yet."""
    decision = next(decision for decision in people.decisions if decision.mark.file == finding.key)
    state = Decided("waiting", decision.reason, decision.verdict, decision.reviewer, decision.date)
    question = Question("constraint", f"{finding.rule} {decision.disagreement} {decision.reviewer}")
    return Disagreement(question, finding.verdict, finding.message, (), (), (finding,), decision=state)


def people(
    result: Result,
    decisions: tuple[Decision, ...],
    policy: Policy,
    base: Base | None = None,
    baseline: frozenset[str] = frozenset(),
) -> People:
    """Everything that people say of disagreements, and whose word counts."""
    judge = base.policy if base else policy
    allowed = suppressions(result.corpus.claims, base)
    return People(
        decisions,
        {claim.ref: claim for claim in result.corpus.claims},
        allowed,
        baseline,
        proposed(decisions, base),
        new_suppressions(allowed, base),
        None if judge.reviewers is None else frozenset(map(slug, judge.reviewers)),
        judge.accept_proposed,
        removed(decisions, base),
        base.standing if base and not judge.accept_proposed else None,
    )


def beside(root: Path) -> Path:
    """Where the baseline of a corpus lies unless another file is named."""
    return root.resolve().parent / FILE


def baseline_name(path: Path, root: Path) -> str:
    """A baseline as faults name it."""
    return path.name if path.parent.resolve() == root.resolve().parent else str(path)


def _at_base(entries: frozenset[str], base: Base, name: str) -> frozenset[str]:
    """The entries that the baseline had before the change, too."""
    return entries & entries_of_now(entries_in(base.files.get(name, b"")), base.moved)


def _unknown_rules(people: People, known: Collection[str]) -> Iterator[Fault]:
    near = aliases(dict.fromkeys(known, ()))
    for ref, allow in people.suppressions:
        if allow.rule and allow.rule not in known:
            step = suggestion(allow.rule, near, "checker rules lists the rules")
            message = f"there is no rule {shown(allow.rule)}; {step}"
            yield Fault(allow.mark, "unknown-rule", f"{ref.partition('#')[2]}.allow.rule", message)


__all__ = ["RULES", "baseline_name", "beside", "people", "proposed", "ruled_by_name", "settle"]
