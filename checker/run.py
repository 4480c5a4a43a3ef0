"""The whole flow: files become claims, claims boxes, boxes conflicts, conflicts findings.

Read top to bottom; each step is one layer of the package.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cache.store import Store
from checker.decisions import RULES as ABOUT_DECISIONS
from checker.decisions import settle as settle_findings
from checker.gate import weighed
from checker.literals.fingerprint import box_content, fingerprint
from checker.model.box import Box
from checker.model.corpus import Corpus
from checker.model.fault import Fault, Mark
from checker.model.finding import VERDICTS, Conflict, Finding
from checker.model.later import Later
from checker.model.policy import Base, Policy
from checker.model.result import Coverage, Result
from checker.model.vocabulary import Constraint, Vocabulary
from checker.readers.load import closed, opened, rows_of
from checker.readers.tables.tally import summed
from checker.reasons import agreement
from checker.reasons.agreement import agreements
from checker.reasons.reconciler import Context
from checker.reasons.verdict import judge
from checker.relations.elements import read_relations, related
from checker.relations.findings import CONFLICT, HOLDS, relation_findings, repairs
from checker.relations.reasoning import Reasoning, reason
from checker.rules.declared import declarations, outcome
from checker.rules.declared import faults as wrong_constraints
from checker.rules.registry import RULES
from checker.rules.rule import Rule
from checker.rules.world import World, view
from checker.scale.constraint_groups import grouped
from checker.scale.constraints_per_claim import ALONE, bound_alone, breaking
from checker.scale.corpus import is_large, screened
from checker.scale.engine import Asked
from checker.scale.key_summary import ID as SUMMED_UP
from checker.scale.key_summary import opposed_keys, summed_up
from checker.scale.relation_groups import quantities, tied, together
from checker.scale.truncated import ID as LEFT_OVER
from checker.scale.truncated import left_over, of_all
from checker.screening.blocks import Block, blocks
from checker.screening.groups import RELATIONS
from checker.subjects import Subject, boxes_of, by_property, judged
from checker.texts.quotes import check_quotes

if TYPE_CHECKING:
    from checker.scale.select import Sifted

RULE_IDS: tuple[str, ...] = (
    *(rule.id for rule in RULES),
    CONFLICT,
    HOLDS,
    agreement.ID,
    SUMMED_UP,
    *ABOUT_DECISIONS,
)

ANY_ENGINE = Asked()

PairCheck = Callable[[Box, Box, Vocabulary], Conflict | None]

CAPPED = "capped-block"
"""Not a rule that can be left out: pairs that were not compared are told whatever is asked for."""


def examine(
    root: Path,
    as_of: str,
    texts: Path | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    store: Store | None = None,
    asked: Asked = ANY_ENGINE,
) -> Result:
    """Check the claims below `root`, quotes against the texts in `texts` where given.

    `select` and `ignore` name rules: only those, and all but those. What `store` holds of earlier runs is recalled; the
    result is the same without it. `asked` names the engine that screens large tables.
    """
    with _uncollected():
        return _check(root, as_of, texts, wanted_rules(select, ignore), store, asked)


def _check(root: Path, as_of: str, texts: Path | None, wanted: set[str], store: Store | None, asked: Asked) -> Result:
    found = opened(root, store)
    if is_large(found.tables, asked):
        words, now = found.lexicon.vocabulary, date.fromisoformat(as_of).toordinal()
        groups = grouped(words, now)
        ties, bonds = tied(words, ALONE.union(groups)), together(words, groups)
        alone = bound_alone(words) - ties.keys()
        corpus, sifted = screened(found, asked, ties, quantities, alone, lambda c, v: breaking(c, v, now), bonds)
        partial = bonds.related - (ties.keys() - sifted.skipped.keys()) if bonds else frozenset()
    else:
        corpus, sifted, partial = closed(found, rows_of(found)), None, frozenset()
    wrong_quotes, unchecked = check_quotes(corpus, texts) if texts else ((), tuple(c.ref for c in corpus.claims))
    context = Context(corpus.vocabulary, {d.id: d for d in corpus.documents})
    subjects = judged(corpus.claims, context, store, found.words, _findings)
    boxes = Later(lambda: boxes_of(subjects, corpus.claims))
    pairs = [finding for subject in subjects for finding in subject.findings]
    stated, unreadable = read_relations(corpus.claims, corpus.vocabulary)
    bound = related(stated, corpus.vocabulary)
    home = sifted.home if sifted else {}
    in_whole = (claim for claim in corpus.claims if claim.property not in partial or claim.ref in home[RELATIONS])
    reasoning = reason(
        boxes_of(subjects, (claim for claim in in_whole if bound(claim))), stated, corpus.vocabulary, store=store
    )
    world = view(boxes, corpus.vocabulary, date.fromisoformat(as_of).toordinal(), home)
    declared, needless = _constraints(world, boxes, context, sifted)
    # every rule runs, also one that is not wanted: what it would tell is no news of another rule either
    told = [*pairs, *relation_findings(reasoning, pairs, context), *declared]
    if sifted:
        told += (*left_over(sifted), *opposed_keys(sifted.sums.opposed, told, boxes, corpus.vocabulary))
    findings = _repaired(_ordered(_told_apart(f for f in told if f.rule in wanted or f.rule in (CAPPED, LEFT_OVER))))
    constraints = (*wrong_constraints(RULES, world), *(() if corpus.lost else needless))
    unread = {fault for subject in subjects for fault in subject.faults}
    faults = summed((*corpus.faults, *unread, *unreadable, *constraints, *wrong_quotes))
    coverage = _coverage(corpus, subjects, reasoning, unchecked)
    if sifted:
        judged_rows = sum(map(len, sifted.chosen.values()))
        return Result(corpus, as_of, boxes, findings, faults, of_all(coverage, sifted, judged_rows), sifted.sums)
    return Result(corpus, as_of, boxes, findings, faults, coverage)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for values that hold each other in circles: ours hold none, and it takes a fifth of the time.
    Nor does a later search look at what was found.

    Source: measured on 10,000 claims; the memory that a run takes is the same.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            _thaw_at_exit()
            gc.enable()


@cache
def _thaw_at_exit() -> None:
    """Whoever counts at the end what is left over must find that all of it was collected."""
    atexit.register(gc.unfreeze)


def settle(
    result: Result, root: Path, policy: Policy, base: Base | None = None, baseline: Path | None = None
) -> Result:
    """The result of a whole corpus under a policy: with what people ruled on its findings, let pass, or knew before,
    with what is wrong with those rulings, and with the severities that the policy gives.

    `base` is the tree before the change under test: what the change adds to decisions, suppressions and baseline is a
    proposal, unless the policy of the base says otherwise. `baseline`: its file, where it does not lie beside `root`.
    """
    ran = wanted_rules(policy.select, policy.ignored)
    told = settle_findings(result, root, policy, ran=ran, known=RULE_IDS, base=base, baseline=baseline)
    return replace(told, findings=_ordered(weighed(told.findings, policy)))


def wanted_rules(select: Iterable[str], ignore: Iterable[str]) -> set[str]:
    """The rules that run: those selected, or all; without those ignored."""
    return (set(select) or set(RULE_IDS)) - set(ignore)


def only(result: Result, paths: Iterable[str]) -> Result:
    """The result as far as it touches files at or below the paths (as in `claims/example.yaml`)."""
    chosen = tuple(paths)

    def touched(mark: Mark) -> bool:
        return any(mark.file == path or mark.file.startswith(f"{path}/") for path in chosen)

    findings = tuple(f for f in result.findings if any(touched(claim.mark) for claim in f.claims))
    return replace(result, findings=findings, faults=tuple(fault for fault in result.faults if touched(fault.mark)))


def _findings(boxes: tuple[Box, ...], context: Context) -> Iterator[Finding]:
    """The findings on one subject. What agrees is told last: it counts for no relation."""
    for block in blocks(boxes, context.vocabulary):
        if block.skipped:
            yield _capped(block)
        if closed := summed_up(block, context.vocabulary):
            yield closed
        for rule in RULES:
            if rule.pair:
                yield from _of_pairs(rule.id, rule.pair, block.pairs, context)
    for rule in RULES:
        if group := rule.group:
            yield from _guarded(rule, boxes, context, lambda g=group: g(boxes, context.vocabulary))
    yield from agreements(boxes, context)


def _of_pairs(rule: str, pair: PairCheck, pairs: Iterable[tuple[Box, Box]], context: Context) -> Iterator[Finding]:
    """The findings of one rule on pairs, each guarded by itself."""
    for a, b in pairs:
        try:
            conflict = pair(a, b, context.vocabulary)
            found = judge(conflict, context) if conflict else None
        except Exception as error:  # noqa: BLE001  # a rule may fail in any way; the others must still run
            yield _failed(rule, (a, b), error)
        else:
            if found:
                yield found


def _constraints(
    world: World, boxes: Iterable[Box], context: Context, sifted: Sifted | None
) -> tuple[list[Finding], list[Fault]]:
    """What breaks the constraints that properties declare, and exceptions that nothing needs: nobody knows of
    these where claims are missing.
    """
    findings: list[Finding] = []
    needless: list[Fault] = []
    skipped = sifted.skipped if sifted else {}
    missing = {*skipped, *(sifted.ungrouped if sifted else ())}

    def run(rule: Rule, constraint: Constraint) -> Iterable[Conflict]:
        conflicts, unused = outcome((rule, constraint), world)
        needless.extend(unused if constraint.property not in missing else ())
        return conflicts

    wanted = [
        one
        for one in declarations(RULES, world.vocabulary)
        if one[1].property not in skipped or one[1].path in world.only
    ]
    here = replace(context, boxes=by_property(boxes), wider=context) if wanted else context
    for rule, constraint in wanted:
        about = world.by_property.get(constraint.property, ())
        findings += _guarded(rule, about, here, lambda r=rule, c=constraint: run(r, c))
    return findings, needless


def _guarded(rule: Rule, boxes: tuple[Box, ...], context: Context, run) -> Iterator[Finding]:
    """The findings of one rule on some boxes; a rule that raises leaves them `unchecked`, never clean."""
    try:
        conflicts: list[Conflict] = [conflict for conflict in run() if conflict]
        findings = [judge(conflict, context) for conflict in conflicts]
    except Exception as error:  # noqa: BLE001  # a rule may fail in any way; the others must still run
        yield _failed(rule.id, boxes, error)
    else:
        yield from findings


def _failed(rule: str, boxes: tuple[Box, ...], error: Exception) -> Finding:
    return _unchecked(rule, boxes, f"the rule {rule} failed: {type(error).__name__}: {error}")


def _unchecked(rule: str, boxes: tuple[Box, ...], message: str, why: str = "") -> Finding:
    claims = tuple(dict.fromkeys(box.claim for box in boxes))
    key = f"{boxes[0].key.subject}.{boxes[0].root}"
    return Finding(fingerprint(rule, map(box_content, boxes)), rule, "unchecked", claims, key, message, why)


def _capped(block: Block) -> Finding:
    message = f"{len(block.boxes):,} claims make too many pairs: {block.skipped:,} of them were not compared"
    why = "each claim was compared with the highest, the lowest and its neighbours in value and time"
    return _unchecked(CAPPED, block.boxes, message, why)


def _told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings whose claims say the same in the same document get a number after their fingerprint."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.id, []).append(finding)
    for same in groups.values():
        for number, finding in enumerate(sorted(same, key=lambda finding: finding.refs), start=1):
            yield finding if number == 1 else replace(finding, id=f"{finding.id}-{number}")


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    order = {verdict: place for place, verdict in enumerate(VERDICTS)}
    return tuple(sorted(findings, key=lambda f: (order[f.verdict], f.key, f.rule, f.refs, f.id)))


def _repaired(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Contradictions with the smallest sets of claims whose withdrawal settles them."""
    found = repairs(findings)
    return tuple(replace(f, repairs=found[f.id]) if f.id in found else f for f in findings)


def _coverage(
    corpus: Corpus, subjects: Iterable[Subject], reasoning: Reasoning, unchecked: tuple[str, ...]
) -> Coverage:
    """A claim is compared where another one speaks of its subject and general property, or a relation ties them."""
    compared = {claim.ref for subject in subjects for claim in subject.compared}
    compared |= {claim.ref for component in reasoning.tied for claim in component if len(component) > 1}
    alone = tuple(sorted(claim.ref for claim in corpus.claims if claim.ref not in compared))
    return Coverage(len(corpus.claims), len(compared), alone, unchecked)
