"""How each disagreement stands with the people: decided, proposed, stale, disputed, deferred, suppressed or known.

Why: a gate that opens for whatever a change brings along is no gate. What the change under test adds is a proposal,
and so is the ruling of somebody whom the policy does not list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from checker.decisions.files import slug
from checker.decisions.moved import (
    Suppression,
    decisions_of_base,
    of_base,
    suppressions_of_base,
    suppressions_of_now,
    wherever,
)
from checker.decisions.names import named
from checker.decisions.seen import named_in_words, ruled_positions, waits, why_stale
from checker.model.claim import Allow, Claim
from checker.model.decision import ABSTAINS, OF_POSITIONS, Decided, Decision, State
from checker.model.disagreement import Disagreement
from checker.model.finding import OPEN, Finding
from checker.model.groups import grouped
from checker.model.policy import Base

CAME = "a position came since"
"""Why what let a disagreement pass does so no more."""


@dataclass(frozen=True, slots=True)
class People:
    """Everything that people say of disagreements, and the `claims` of the corpus by which it is judged. `proposed` and
    `fresh` are the decisions and suppressions that the change under test adds, `removed` the decisions that it takes
    away or alters, as they were; `reviewers` (slugs) those whose decisions count, `None` for everybody. What let a
    disagreement pass before does so where it is `standing`: has no position that was not there; `None`: everywhere.
    """

    decisions: tuple[Decision, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()
    baseline: frozenset[str] = frozenset()
    proposed: frozenset[Decision] = frozenset()
    fresh: frozenset[Suppression] = frozenset()
    reviewers: frozenset[str] | None = None
    accept_proposed: bool = False
    removed: tuple[Decision, ...] = ()
    standing: frozenset[str] | None = None

    def passes(self, one: Disagreement) -> bool:
        """What let it pass before knew all of its positions."""
        return self.standing is None or one.id in self.standing

    def counts(self, decision: Decision) -> bool:
        return self.listed(decision) and (self.accept_proposed or decision not in self.proposed)

    def listed(self, decision: Decision) -> bool:
        return self.reviewers is None or slug(decision.reviewer) in self.reviewers


def proposed(decisions: Iterable[Decision], base: Base | None) -> frozenset[Decision]:
    """The decisions that are not, byte for byte, in the base revision, and that say anything else than one of these
    that goes along with other names; none where there is no base to compare with.
    """
    if base is None:
        return frozenset()
    hashes = {name: sha256(content).hexdigest() for name, content in base.files.items()}
    along = of_base(base.files, base.moved)
    new = (decision for decision in decisions if hashes.get(decision.mark.file) != decision.sha256)
    return frozenset(decision for decision in new if wherever(decision) not in along)


def removed(decisions: Iterable[Decision], base: Base | None) -> tuple[Decision, ...]:
    """The decisions of the base that are not there any more, or say something else, by the names of now."""
    if base is None or base.policy.accept_proposed:
        return ()
    here = {wherever(decision) for decision in decisions}
    return tuple(one for one in decisions_of_base(base.files, base.moved) if wherever(one) not in here)


def suppressions(claims: Iterable[Claim], base: Base | None = None) -> tuple[Suppression, ...]:
    found = tuple((claim.ref, allow) for claim in claims for allow in claim.allow)
    return suppressions_of_now(found, base.moved) if base else found


def new_suppressions(found: Iterable[Suppression], base: Base | None) -> frozenset[Suppression]:
    """Those that no claim of the base has; none where there is no base to compare with."""
    return frozenset(found) - frozenset(suppressions_of_base(base.claims, base.moved)) if base else frozenset()


def expired(allow: Allow, as_of: str) -> bool:
    return bool(allow.until) and allow.until <= as_of


def lets_pass(suppression: Suppression, finding: Finding) -> bool:
    """A suppression by rule lets this finding pass."""
    ref, allow = suppression
    cited = allow.other in ("", *finding.refs) and allow.other != ref
    return finding.verdict in OPEN and allow.rule == finding.rule and ref in finding.refs and cited


def lets_all_pass(suppression: Suppression, one: Disagreement) -> bool:
    """A suppression by name lets this disagreement pass."""
    ref, allow = suppression
    takes_part = any(claim.ref == ref for finding in one.findings for claim in finding.claims)
    return bool(allow.disagreement) and one.open and named(allow.disagreement, one) and takes_part


def stand(disagreements: Iterable[Disagreement], people: People, as_of: str) -> Iterator[Disagreement]:
    """The disagreements, each with what people ruled on it."""
    by_name = grouped(people.decisions, lambda decision: decision.disagreement)
    by_rule: dict[tuple[str, str], list[Suppression]] = {}
    for ref, allow in people.suppressions:
        if not expired(allow, as_of):
            by_rule.setdefault((allow.rule, ref), []).append((ref, allow))
    for one in disagreements:
        decided = _decided(one, by_name.get(one.id, ()), people, as_of)
        decided = _suppressed(one, decided, _allowed(one, by_rule), people)
        known = _known(one, decided, people)
        yield one if known == one.decision else replace(one, decision=known)


def _allowed(one: Disagreement, by_rule: Mapping[tuple[str, str], list[Suppression]]) -> list[list[Suppression]]:
    """What lets each open finding of a disagreement pass; nothing where one of them stays open."""
    if not by_rule or not one.open:
        return []
    refs = {ref for finding in one.findings for ref in finding.refs}
    whole = [allow for ref in sorted(refs) for allow in by_rule.get(("", ref), ()) if lets_all_pass(allow, one)]
    passes = []
    for finding in one.findings:
        if finding.verdict in OPEN:
            fits = (allow for ref in finding.refs for allow in by_rule.get((finding.rule, ref), ()))
            passes.append([*whole, *(allow for allow in fits if lets_pass(allow, finding))])
    return passes if all(passes) else []


def _rules(decision: Decision, one: Disagreement) -> tuple:
    """What a decision says of a disagreement; who names the right positions says the same as who names all others."""
    if decision.verdict in OF_POSITIONS:
        return "positions", ruled_positions(decision, one)
    return decision.verdict, frozenset(decision.claims)


def opposed(decisions: Collection[Decision], one: Disagreement) -> bool:
    """Two of them say different things; who cannot tell or defers opposes nobody."""
    return len({_rules(d, one) for d in decisions if d.verdict not in ABSTAINS}) > 1


def disputing(one: Disagreement, people: People, as_of: str) -> tuple[Decision, ...]:
    """The decisions that rule differently: those of listed reviewers that still hold, proposed or not. What the change
    takes away or alters still opposes others, or it could settle a dispute by silence.
    """
    old = [decision for decision in people.removed if decision.disagreement == one.id]
    altered = {slug(decision.reviewer) for decision in old}
    new = [d for d in people.decisions if d.disagreement == one.id and slug(d.reviewer) not in altered]
    held = [decision for decision in (*new, *old) if people.listed(decision)]
    held = [d for d in held if not why_stale(d, one, people.claims, as_of) and d.verdict not in ABSTAINS]
    return tuple(held) if opposed(held, one) else ()


def standing(decision: Decision, one: Disagreement, people: People, as_of: str) -> State:
    """How one decision on a disagreement stands, whatever others say."""
    if decision in people.proposed and waits(decision, people.claims):
        return "waiting"
    if why_stale(decision, one, people.claims, as_of):
        return "stale"
    if not people.counts(decision):
        return "proposed"
    return "deferred" if decision.verdict in ABSTAINS else "decided"


def _decided(one: Disagreement, decisions: Collection[Decision], people: People, as_of: str) -> Decided | None:
    """The ruling that matters most, and among equals the latest."""
    if not decisions:
        return None
    states = {decision: standing(decision, one, people, as_of) for decision in decisions}
    decisions = [decision for decision in decisions if states[decision] != "waiting"]
    if not decisions:
        return None
    disputed = bool(disputing(one, people, as_of))
    order: tuple[State, ...] = ("decided", "proposed", "deferred", "stale")
    best = max(decisions, key=lambda d: (-order.index(states[d]), d.date, d.reviewer))
    state: State = "disputed" if disputed else states[best]
    return Decided(
        state,
        best.reason,
        best.verdict,
        best.reviewer,
        best.date,
        positions=named_in_words(best),
        claims=best.claims,
        until=best.until,
    )


def _suppressed(
    one: Disagreement, decided: Decided | None, allowed: list[list[Suppression]], people: People
) -> Decided | None:
    """What claim files let pass, unless a decision settles the disagreement already."""
    if not allowed or (decided and decided.state == "decided"):
        return decided
    old = [[each for each in some if people.accept_proposed or each not in people.fresh] for some in allowed]
    if all(old) and not people.passes(one):
        return decided or Decided("stale", f"{old[0][0][1].because} ({CAME})", until=_first_end(old))
    if all(old):
        return Decided("suppressed", old[0][0][1].because, until=_first_end(old))
    return decided or Decided("proposed", allowed[0][0][1].because, until=_first_end(allowed))


def _first_end(allowed: Iterable[list[Suppression]]) -> str:
    """The day on which the first finding is open again, where one is."""
    lasts = (max((allow.until or "9999" for _, allow in each)) for each in allowed)
    day = min(lasts)
    return "" if day == "9999" else day


def _known(one: Disagreement, decided: Decided | None, people: People) -> Decided | None:
    """The baseline lets pass what nobody ruled on; a ruling that went stale or is disputed opens the disagreement."""
    if one.question.digest not in people.baseline or not one.open:
        return decided
    if not people.passes(one):
        return decided or Decided("stale", f"in the baseline ({CAME})")
    if decided is None:
        return Decided("known", "in the baseline")
    return replace(decided, state="known") if decided.state in ("proposed", "deferred") else decided
