"""Rules are run on boxes, and the conflicts that they find become findings.

A rule that fails leaves its claims `unchecked`, never clean, and the others still run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from checker.decisions import RULES as ABOUT_DECISIONS
from checker.extras import absent, installing
from checker.literals.boxes import normalise
from checker.literals.fingerprint import box_content, fingerprint, relation_content
from checker.literals.phrase import listed, show_key
from checker.model.box import Box, Key, by_property
from checker.model.claim import Claim
from checker.model.disagreement import SYSTEMATIC
from checker.model.fault import Fault
from checker.model.finding import Conflict, Finding, Verdict
from checker.model.groups import grouped
from checker.model.vocabulary import Constraint
from checker.reasons.agreement import ID as AGREEMENT
from checker.reasons.agreement import agreements
from checker.reasons.reconciler import Context
from checker.reasons.verdict import judge
from checker.relations.elements import read_relations
from checker.relations.findings import CONFLICT, HOLDS, READ_AS
from checker.rules.declared import declarations, outcome
from checker.rules.look_alike import ID as LOOK_ALIKE
from checker.rules.registry import PAIR_SCREENS, RULES
from checker.rules.rule import Doubt, Rule, Unread
from checker.rules.world import World
from checker.scale.examples import examples
from checker.scale.selection import Selection
from checker.screening.blocks import ALL_PAIRS, MOST_WORST, Block, blocks
from checker.screening.blocks import MOST_PAIRS as MOST_OF_CORPUS
from checker.sources.copies import ID as COPIED

RULE_IDS: tuple[str, ...] = (
    *(rule.id for rule in RULES),
    CONFLICT,
    HOLDS,
    READ_AS,
    AGREEMENT,
    LOOK_ALIKE,
    SYSTEMATIC,
    COPIED,
    *ABOUT_DECISIONS,
)
"""Every rule that a policy may name: those of the folders, and what relations, agreements and decisions come to."""

CAPPED = "capped-block"
"""Not a rule that can be left out: pairs that were not compared are told whatever is asked for."""

MOST_PAIRS = 500_000
"""Pairs of one block up to which rules that name no screen compare all: some 1,000 claims, and ten seconds a rule."""


def findings_of_subject(boxes: tuple[Box, ...], context: Context, most: int = ALL_PAIRS) -> Iterator[Finding]:
    """The findings on one subject. What agrees is told last: it counts for no relation. `most`: claims of a block up to
    which its pairs are looked at.
    """
    for block in blocks(boxes, context.vocabulary, PAIR_SCREENS, context.unlisted, most):
        if not block.possible:
            continue  # of most subjects one claim speaks
        yield from _not_compared(block)
        shown = tuple(examples(block))
        for rule in RULES:
            if rule.pair:
                yield from _findings_of_pairs(rule, _pairs(rule, block, shown), context)
    for rule in RULES:
        if group := rule.group:
            yield from _guarded(rule, boxes, context, lambda g=group: g(boxes, context.vocabulary))
    yield from agreements(boxes, context)


def _pairs(rule: Rule, block: Block, shown: tuple[tuple[Box, Box], ...]) -> Iterable[tuple[Box, Box]]:
    """The pairs of a block that a rule is run on: those of the screens and those that are shown, or all where it names
    no screen.
    """
    if block.skipped and not block.pairs:
        return ()
    screened = rule.pair is None or rule.pair.screens
    return (*block.pairs, *shown) if screened or block.possible > MOST_PAIRS else block.every_pair()


def _not_compared(block: Block) -> Iterator[Finding]:
    """What is told of pairs that no rule, or not every rule, was run on."""
    if block.skipped:
        message = f"{len(block.boxes):,} claims make too many pairs: {block.skipped:,} of them were not compared"
        why = "each claim was compared with the highest, the lowest and its neighbours in value and time"
        if not block.pairs:
            why = f"questions of so many claims have more than {MOST_OF_CORPUS:,} pairs together; check them in parts"
        elif len(block.pairs) >= MOST_WORST:
            why = f"the first {MOST_WORST:,} pairs of them were; check the claims in parts"
        elif absent("tables"):
            why += f"; {installing('tables')} brings what compares more"
        yield _unchecked(CAPPED, block.boxes, message, why)
    unscreened = [rule.id for rule in RULES if rule.pair and not rule.pair.screens]
    if unscreened and len(block.pairs) < block.possible and block.possible > MOST_PAIRS:
        message = f"{len(block.boxes):,} claims make too many pairs for {listed(unscreened)}, which names no screen"
        why = "only pairs that other rules look at were compared; name the screens under which the rule finds its pairs"
        yield _unchecked(CAPPED, block.boxes, message, why)


def _findings_of_pairs(rule: Rule, pairs: Iterable[tuple[Box, Box]], context: Context) -> Iterator[Finding]:
    """The findings of one rule on pairs, each guarded by itself."""
    assert rule.pair
    for a, b in pairs:
        try:
            conflict = rule.pair.check(a, b, context.vocabulary)
            finding = judge(conflict, context) if conflict else None
        except Exception as error:  # noqa: BLE001  # a rule may fail in any way; the others must still run
            yield _failed(rule, (a, b), error)
        else:
            if finding:
                yield finding


def findings_of_constraints(
    world: World, boxes: Sequence[Box], context: Context, selection: Selection
) -> tuple[list[Finding], list[Fault], frozenset[Claim]]:
    """What breaks the constraints that properties declare, exceptions that nothing needs (nobody knows of these where
    claims are missing), and the claims of which a constraint lacks something that it needs.
    """
    findings: list[Finding] = []
    needless: list[Fault] = []
    lacking: set[Claim] = set()

    def run(rule: Rule, constraint: Constraint) -> Iterable[Conflict]:
        found = outcome((rule, constraint), world)
        needless.extend(found.needless if not selection.missing(constraint.property) else ())
        lacking.update(box.claim for box in found.lacking)
        return found.breaches

    checked = [
        (rule, constraint)
        for rule, constraint in declarations(RULES, world.vocabulary)
        if constraint.property not in selection.skipped or constraint.path in world.only
    ]
    here = replace(context, boxes=by_property(boxes), wider=context) if checked else context
    for rule, constraint in checked:
        about = world.by_property.get(constraint.property, ())
        findings += _guarded(rule, about, here, lambda r=rule, c=constraint: run(r, c))
    return findings, needless, frozenset(lacking)


def findings_of_claims(
    claims: Sequence[Claim], boxes: Iterable[Box], context: Context
) -> tuple[list[Finding], tuple[int, ...]]:
    """What is wrong with each claim by itself, and the places of those whose quotes cannot be read."""
    of_claim = grouped(boxes, lambda box: id(box.claim))
    findings: list[Finding] = []
    unread: set[int] = set()
    for rule in RULES:
        if (check := rule.claim) is None:
            continue
        for place, claim in enumerate(claims):
            own = tuple(of_claim.get(id(claim), ()))
            try:
                answers = tuple(check(claim, context.vocabulary))
            except Exception as error:  # noqa: BLE001  # a rule may fail in any way; the others must still run
                findings.append(_doubted(rule, claim, own, Doubt(_failure(rule, error), ""), "unchecked"))
                continue
            unread.update(place for answer in answers if isinstance(answer, Unread))
            doubts = (answer for answer in answers if isinstance(answer, Doubt))
            findings += (_doubted(rule, claim, own, doubt, _verdict(doubt)) for doubt in doubts)
    return findings, tuple(sorted(unread))


def faults_of_drafts(drafts: Iterable[Claim], context: Context) -> tuple[Fault, ...]:
    """What is wrong with the form of drafts: literals that cannot be read, and values that their quotes do not say."""
    drafts = tuple(drafts)
    if not drafts:
        return ()
    _, unreadable = normalise((draft for draft in drafts if draft.property), context.vocabulary)
    _, wrong_relations = read_relations(drafts, context.vocabulary)
    findings, _ = findings_of_claims(drafts, (), context)
    unsaid = (
        Fault(
            finding.claims[0].mark_of("value"),
            "draft-not-in-quote",
            f"{finding.claims[0].id}.value",
            f"{finding.message}; {finding.why}".removesuffix("; "),
        )
        for finding in findings
        if finding.verdict != "tension"
    )
    return (*unreadable, *wrong_relations, *unsaid)


def _verdict(doubt: Doubt) -> Verdict:
    return "contradiction" if doubt.sure else "tension"


def _failure(rule: Rule, error: Exception) -> str:
    return f"the rule {rule.id} failed: {type(error).__name__}: {error}"


def _doubted(rule: Rule, claim: Claim, boxes: tuple[Box, ...], doubt: Doubt, verdict: Verdict) -> Finding:
    contents = [*map(box_content, boxes)] or [relation_content(claim)]
    about = show_key(Key(claim.subject, claim.property, claim.scope)) if claim.property else " or ".join(claim.readings)
    # the quote tells apart what is wrong with claims that say the same
    return Finding(
        fingerprint(rule.id, [*contents, f"{claim.quote}\n{doubt.message}"]),
        rule.id,
        verdict,
        (claim,),
        about,
        doubt.message,
        doubt.why,
        boxes=boxes,
    )


def _guarded(
    rule: Rule, boxes: tuple[Box, ...], context: Context, run: Callable[[], Iterable[Conflict]]
) -> Iterator[Finding]:
    """The findings of one rule on some boxes; a rule that raises leaves them `unchecked`, never clean."""
    try:
        findings = [judge(conflict, context) for conflict in run() if conflict]
    except Exception as error:  # noqa: BLE001  # a rule may fail in any way; the others must still run
        yield _failed(rule, boxes, error)
    else:
        yield from findings


def _failed(rule: Rule, boxes: tuple[Box, ...], error: Exception) -> Finding:
    return _unchecked(rule.id, boxes, _failure(rule, error))


def _unchecked(rule: str, boxes: tuple[Box, ...], message: str, why: str = "") -> Finding:
    claims = tuple(dict.fromkeys(box.claim for box in boxes))
    key = f"{boxes[0].key.subject}.{boxes[0].root}"
    return Finding(fingerprint(rule, map(box_content, boxes)), rule, "unchecked", claims, key, message, why)
