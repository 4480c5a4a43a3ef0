"""All findings of a run as disagreements: each open finding belongs to one, and what reasons explain is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

from checker.disagreements.beside import settled_along
from checker.disagreements.conflicts import clash_of, common_key, own_question
from checker.disagreements.positions import name_of, positions_of_choices, positions_on
from checker.disagreements.titles import title_of, with_times
from checker.literals.phrase import show_key
from checker.model.box import Box, Key
from checker.model.claim import Claim
from checker.model.disagreement import SYSTEMATIC, Disagreement, Position, Question
from checker.model.finding import OPEN, SEVERITIES, SEVERITY, VERDICTS, Finding, Reason
from checker.model.groups import grouped
from checker.model.vocabulary import Vocabulary
from checker.reasons.agreement import copies_among, independent
from checker.reasons.reconciler import Context
from checker.relations.findings import implied_by
from checker.relations.questions import Clash
from checker.relations.reasoning import Reasoning
from checker.relations.search import Disputed, JointSet
from checker.rules.registry import PAIR_SCREENS
from checker.screening.alike import Alike
from checker.screening.blocks import ALL_PAIRS, alike_in_large_blocks, some_only


def assemble(
    findings: Sequence[Finding],
    reasoning: Reasoning,
    boxes: Sequence[Box],
    claims_about: Mapping[str, int],
    context: Context,
) -> tuple[Disagreement, ...]:
    """The disagreements of a run, the gravest first; then what is explained, one entry for each quantity.

    `claims_about`: how many claims there are about each subject; only where they are many do boxes stand for others.
    """
    open_ones = _by_question([f for f in findings if f.verdict in OPEN], reasoning.disputed)
    disputed = {one.question: one for one in reasoning.disputed}
    explained = grouped((f for f in findings if f.verdict == "reconciled"), _explained(open_ones))
    parts = _Parts(reasoning, boxes, _many(findings, claims_about, context), context)
    made = [
        _disagreement(
            disputed.get(question) or Disputed(question, (question,)), members, explained.pop(question, ()), parts
        )
        for question, members in open_ones.items()
    ]
    made = list(with_times(made, context.vocabulary))
    along = settled_along(made, reasoning, context.vocabulary)
    opened = (replace(one, beside=along.get(one.question, ())) for one in made)
    rest = (_reconciled(question, members, parts) for question, members in explained.items())
    return tuple(sorted((*opened, *rest), key=_order))


def _many(findings: Iterable[Finding], claims_about: Mapping[str, int], context: Context) -> frozenset[str]:
    """The subjects of findings of which some blocks may be large: each claim has at most two boxes."""
    subjects = {box.key.subject for finding in findings for box in finding.boxes}
    standing = {box.key.subject for f in findings for box in f.boxes if box.name in context.unlisted}
    return frozenset(name for name in subjects if 2 * claims_about.get(name, 0) > ALL_PAIRS) | standing


def _order(one: Disagreement) -> tuple[int, int, int, str, str]:
    """The gravest first; among equals, causes behind many conflicts before single questions."""
    many = one.conflicts if one.is_systematic else 0
    return VERDICTS.index(one.verdict), SEVERITIES.index(one.severity), -many, one.title, one.id


def _by_question(findings: Sequence[Finding], disputed: Iterable[Disputed]) -> dict[Question, list[Finding]]:
    """The open findings of each question. What several questions would settle belongs to the gravest of them: so none
    is graver than what it alone brings about.
    """
    by_name = grouped(disputed, lambda one: one.gives_way.name)
    met = [_met_by(finding, by_name) for finding in findings]
    weight: dict[Question, int] = {}
    for finding, questions in zip(findings, met, strict=True):
        if len(questions) == 1:
            weight[questions[0]] = min(weight.get(questions[0], len(VERDICTS)), VERDICTS.index(finding.verdict))

    def gravest(questions: Iterable[Question]) -> Question:
        return min(questions, key=lambda question: (weight.get(question, len(VERDICTS)), question))

    made: dict[Question, list[Finding]] = {}
    for finding, questions in zip(findings, met, strict=True):
        made.setdefault(gravest(questions), []).append(finding)
    return made


def _met_by(finding: Finding, by_name: Mapping[str, Sequence[Disputed]]) -> list[Question]:
    """The questions to which an open finding may belong."""
    if own := own_question(finding):
        return [own]
    clash = clash_of(finding)
    named = sorted((*map(show_key, clash.quantities), *clash.stated))
    met = [
        one.question for name in named for one in by_name.get(name, ()) if one.gives_way.stretch.overlaps(clash.days)
    ]
    return list(dict.fromkeys(met)) or [_left_alone(clash)]


def _left_alone(clash: Clash) -> Question:
    """The question of a finding whose search did not end: its first quantity."""
    if clash.quantities:
        key = min(clash.quantities)
        return Question("quantity", show_key(key), clash.days, key)
    return Question("relation", min(clash.stated), clash.days)


class _explained:
    """Gives the question about which a finding says that reasons explain it: one that is in dispute, or its own."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.by_key = {question.key: question for question in sorted(questions, reverse=True) if question.key}

    def __call__(self, finding: Finding) -> Question:
        keys = sorted({box.key for box in finding.boxes})
        open_one = next((self.by_key[key] for key in keys if key in self.by_key), None)
        if open_one or not keys:
            return open_one or Question("relation", finding.key)
        key = common_key(finding)
        return Question("quantity", show_key(key), key=key)


@dataclass(frozen=True)
class _Block:
    """A large block: its boxes by what they say."""

    sorts: Sequence[Alike]
    vocabulary: Vocabulary

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(box.name for members in self.sorts for box in members)

    @cached_property
    def some_only(self) -> bool:
        """Not every pair is looked at that may be open."""
        return some_only(self.sorts, self.vocabulary, PAIR_SCREENS)


@dataclass(frozen=True)
class _Parts:
    """What every disagreement of a run is put together from."""

    reasoning: Reasoning
    boxes: Sequence[Box]
    many: frozenset[str]
    context: Context

    @cached_property
    def by_key(self) -> Mapping[Key, Sequence[Box]]:
        return grouped((box for box in self.boxes if not box.claim.deprecated), lambda box: box.key)

    @cached_property
    def crowds(self) -> Mapping[str, Alike]:
        """Of large blocks: for a box that may stand for others that say the same, by its name, all of them."""
        return {box.name: members for block in self._blocks for members in block.sorts for box in members}

    def partial(self, findings: Sequence[Finding], key: Key | None = None) -> bool:
        """There are pairs like some that are open, or that reasons explain, which were not looked at; of one quantity,
        where that is given.
        """
        names = {box.name for finding in findings for box in finding.boxes if key in (None, box.key)}
        explained = findings[0].verdict == "reconciled"
        of_findings = (block for block in self._blocks if len(block.sorts) > ALL_PAIRS and names & block.names)
        return any(explained or block.some_only for block in of_findings)

    @cached_property
    def _blocks(self) -> Sequence[_Block]:
        boxes = [box for box in self.boxes if box.key.subject in self.many] if self.many else ()
        vocabulary = self.context.vocabulary
        return tuple(_Block(s, vocabulary) for s in alike_in_large_blocks(boxes, vocabulary, self.context.unlisted))

    def number(self, box: Box) -> int:
        """How many claims a box of a large block stands for."""
        unlisted = self.context.unlisted
        members = self.crowds[box.name]
        return len(members) + sum(unlisted[one.name].number for one in members if one.name in unlisted)

    @cached_property
    def alike(self) -> Mapping[str, Sequence[Box | Claim]]:
        """For a claim that stands for others that say the same, by its name: all of them."""
        problem = self.reasoning.problem
        made: dict[str, Sequence[Box | Claim]] = dict(self.crowds)
        for name, claims in problem.supporters.items():
            box = problem.boxes.get(name)
            if len(claims) > 1:
                made[name_of(box) if box else name] = [replace(box, claim=claim) for claim in claims] if box else claims
        return made

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What relations say in words."""
        problem = self.reasoning.problem
        relations = (element for element in problem.elements if not problem.key_of(element.name))
        return {problem.labels.get(element.name, element.name): element.text for element in relations}

    def on(self, question: Question) -> list[Box]:
        """What is said on a quantity at the time in question."""
        boxes = self.by_key.get(question.key, ()) if question.key else ()
        return [box for box in boxes if question.stretch.overlaps(box.time.reach)]


def _disagreement(
    one: Disputed, findings: Sequence[Finding], explained: Sequence[Finding], parts: _Parts
) -> Disagreement:
    question = one.question
    gravest = min(findings, key=lambda f: (VERDICTS.index(f.verdict), SEVERITIES.index(f.severity)))
    if one.choices != (question,):
        held = positions_of_choices(one.choices, findings, parts.alike, parts.context)
    else:
        partial = parts.partial(findings, question.key)
        held = positions_on(question, findings, parts.alike, parts.context, partial=partial)
    positions = held.positions
    conflicts = _number(_stood_for(findings, parts), findings, parts)
    derived = _derived(question, findings, parts.reasoning, parts.context)
    about = parts.texts.get(question.name, "") if question.sort == "relation" else ""
    return Disagreement(
        question,
        gravest.verdict,
        title_of(question, about, positions, derived, findings, _laws(findings, parts.reasoning), parts.context),
        (*positions, *derived),
        held.repairs,
        (*findings, *explained),
        one.complete and conflicts == len(findings),
        conflicts,
        _reasons(_stood_for(explained, parts), explained),
        _fitting(question, held.holding, parts),
        severity=gravest.severity,
        copies=_copies(positions, parts.context),
    )


def _copies(positions: Iterable[Position], context: Context) -> tuple[str, ...]:
    """Which sources of one position copy."""
    return tuple(dict.fromkeys(copy for position in positions for copy in copies_among(position.claims, context)))


def _stood_for(findings: Iterable[Finding], parts: _Parts) -> dict[str, int]:
    """For how many pairs each finding stands, by its name: in large blocks those of claims that say the same. Where
    several stand for the same pairs, each by itself tells one of them, and the first the rest.
    """
    stood_for: dict[str, int] = {}
    told: dict[tuple[str, frozenset[int]], str] = {}
    for finding in findings:
        stood_for[finding.id] = 1
        if len(finding.boxes) != 2 or not all(box.name in parts.crowds for box in finding.boxes):
            continue
        sorts = (finding.rule, frozenset(id(parts.crowds[box.name]) for box in finding.boxes))
        if sorts in told:
            stood_for[told[sorts]] -= 1
        elif len(sorts[1]) == 2:
            told[sorts] = finding.id
            stood_for[finding.id] = prod(map(parts.number, finding.boxes))
    return stood_for


def _derived(
    question: Question, findings: Iterable[Finding], reasoning: Reasoning, context: Context
) -> tuple[Position, ...]:
    """What other quantities imply of the quantity: of the shortest conflict that shows it."""
    if question.key is None:
        return ()
    sets = {_refs_of(found, reasoning): found for found in reasoning.answers if isinstance(found, JointSet)}
    joint = [f for f in findings if sum(box.key == question.key for box in f.boxes) == 1]
    for finding in sorted(joint, key=lambda finding: (len(finding.claims), finding.id)):
        found = sets.get(frozenset(finding.refs))
        value = implied_by(found, question.key, reasoning) if found else ""
        if value:
            others = [box for box in finding.boxes if box.key != question.key]
            claims = tuple(dict.fromkeys(box.claim for box in others))
            return (Position(value, claims, independent(others, context), derived=True),)
    return ()


def _laws(findings: Iterable[Finding], reasoning: Reasoning) -> tuple[str, ...]:
    """What holds by definition and has a part in conflicts by relations."""
    shown = {frozenset(finding.refs) for finding in findings}
    sets = (found for found in reasoning.answers if isinstance(found, JointSet))
    elements = (e for found in sets if _refs_of(found, reasoning) in shown for e in found.elements if not e.soft)
    return tuple(dict.fromkeys(reasoning.problem.labels.get(e.name, e.text) for e in elements))


def _refs_of(found: JointSet, reasoning: Reasoning) -> frozenset[str]:
    return frozenset(reasoning.problem.claims[name].ref for name in found.names)


def _number(stood_for: Mapping[str, int], findings: Sequence[Finding], parts: _Parts) -> int:
    """How many pairs, and other sets, some findings are and stand for; 0 where not all of them were looked at."""
    return 0 if parts.partial(findings) else sum(stood_for.values())


def _reasons(stood_for: Mapping[str, int], findings: Iterable[Finding]) -> dict[Reason, int]:
    """How many pairs each reason explains."""
    number: Counter[Reason] = Counter()
    for finding in findings:
        number.update(dict.fromkeys(finding.reasons, stood_for[finding.id]))
    return dict(sorted(number.items()))


def _fitting(question: Question, holding: Collection[str], parts: _Parts) -> tuple[Claim, ...]:
    """The claims of the quantity, at that time, that conflict with none."""
    return tuple(dict.fromkeys(box.claim for box in parts.on(question) if box.ref not in holding))


def _reconciled(question: Question, findings: Sequence[Finding], parts: _Parts) -> Disagreement:
    """One entry for all that reasons explain of one quantity."""
    title = title_of(question, "", (), (), findings, (), parts.context)
    stood_for = _stood_for(findings, parts)
    number = _number(stood_for, findings, parts)
    return Disagreement(
        question,
        "reconciled",
        title,
        (),
        (),
        tuple(findings),
        number == len(findings),
        number,
        reasons=_reasons(stood_for, findings),
    )


def settled(disagreements: Iterable[Disagreement], findings: Sequence[Finding]) -> tuple[Disagreement, ...]:
    """The disagreements as far as `findings`, weighed, bear them out; then those about rulings."""
    now = {finding.id: finding for finding in findings}
    made = []
    for one in disagreements:
        members = tuple(now.pop(finding.id) for finding in one.findings if finding.id in now)
        if open_ones := [finding for finding in members if finding.verdict in OPEN]:
            made.append(_weighed(replace(one, findings=members), open_ones))
        elif members and not one.open:
            made.append(replace(one, findings=members))
    left = (finding for finding in now.values() if finding.verdict in OPEN)
    made += [_weighed(Disagreement(_about(f), f.verdict, f.message, (), (), (f,)), [f]) for f in left]
    return tuple(sorted(made, key=_order))


def _weighed(one: Disagreement, open_ones: Sequence[Finding]) -> Disagreement:
    gravest = min(open_ones, key=lambda f: (VERDICTS.index(f.verdict), SEVERITIES.index(f.severity)))
    severity = min((finding.severity for finding in _weighing(open_ones)), key=SEVERITIES.index)
    return replace(one, verdict=gravest.verdict, severity=severity)


def _weighing(open_ones: Sequence[Finding]) -> Sequence[Finding]:
    """What tells many conflicts as one weighs as they do, unless a policy gives it a weight of its own."""
    own = [finding for finding in open_ones if finding.rule == SYSTEMATIC]
    if any(finding.severity != SEVERITY[finding.verdict] for finding in own):
        return own
    return [finding for finding in open_ones if finding.rule != SYSTEMATIC] or own


def _about(finding: Finding) -> Question:
    return own_question(finding) or Question("constraint", f"{finding.rule} {finding.id}")
