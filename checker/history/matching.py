"""Disagreements of before and now side by side: each by what its positions say, under the names of now.

Who says it is left out: a position is known by a value at a time, whoever stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce

from checker.history.names import SAME, Names, key_of_now, relation_of_now, said_now
from checker.literals.fingerprint import said_by_box
from checker.literals.phrase import show_key
from checker.model.disagreement import Disagreement, Position, Question
from checker.model.finding import OPEN, SEVERITIES, VERDICTS, Finding
from checker.model.groups import grouped
from checker.model.result import Result


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """A disagreement with what is compared: its question by name, and what each position says that is not derived."""

    disagreement: Disagreement
    question: tuple[str, str]
    positions: tuple[tuple[Position, frozenset[str]], ...]

    def sharing(self, contents: frozenset[str]) -> list[Position]:
        """The positions that say some of this."""
        return [position for position, said in self.positions if said & contents]

    def has_all_of(self, other: Stand) -> bool:
        """All positions of the other one are positions here; where it has none, the questions are the same."""
        if not other.positions:
            return self.question == other.question
        if other.question[0] == "constraint":  # each value breaks it by itself, though all of them are one position
            known = frozenset().union(*(said for _, said in self.positions))
            return all(said <= known for _, said in other.positions)
        return all(self.sharing(said) for _, said in other.positions)


@dataclass(frozen=True, slots=True)
class Match:
    """A disagreement of now and those of before that have all its positions, that of the same question first; where
    none has, those that have all its evidence. `known`: one of them is as grave, and was not settled while it is open
    now; and what it has all positions of was one disagreement, not several that `merged`.
    """

    now: Stand
    before: tuple[Stand, ...]
    known: bool
    merged: bool = False


def matches(now: Result, before: Result, names: Names) -> tuple[Match, ...]:
    """Each disagreement of now with those of before that it is known by."""
    olds = _Index(stands(before, names), names)
    return tuple(_match(one, olds) for one in stands(now, SAME))


def standing(now: Result, before: Result, names: Names) -> frozenset[str]:
    """The identifiers of the disagreements of now that had all their positions before: each by itself, and what one
    cause may gather of them.
    """
    whole = replace(now, disagreements=(*now.disagreements, *(one.disagreement for one in now.systematic)))
    matched = matches(whole, before, names)
    return frozenset(match.now.disagreement.id for match in matched if match.before and not match.merged)


def stands(result: Result, names: Names) -> tuple[Stand, ...]:
    """The disagreements of a result under the names of now."""
    said = {} if names.unchanged else _said(result, names)
    return tuple(
        Stand(
            one,
            question_of_now(one.question, names),
            tuple((p, frozenset(said.get(text, text) for text in p.contents)) for p in one.positions if not p.derived),
        )
        for one in result.disagreements
    )


def _said(result: Result, names: Names) -> Mapping[str, str]:
    """What positions say, as they would say it under the names of now."""
    holding = {claim.ref for one in result.disagreements for claim in one.claims}
    boxes = {said_by_box(box): said_now(box, names) for box in result.boxes if box.ref in holding}
    texts = (claim.readings[0] for one in result.disagreements for claim in one.claims if claim.readings)
    return {**boxes, **{text: relation_of_now(text, names) for text in texts}}


def question_of_now(question: Question, names: Names) -> tuple[str, str]:
    """A question by its sort and name. When it arose is left out: that shifts with every claim that is added."""
    if question.key:
        return question.sort, show_key(key_of_now(question.key, names))
    if question.sort == "constraint":
        rule, _, about = question.name.partition(" ")
        word, sign, more = about.partition(" ")
        if word in names.properties:  # a value that several share, of this property
            return question.sort, f"{rule} {names.properties[word]}{sign}{more}"
    return question.sort, relation_of_now(question.name, names)


Gravity = tuple[int, int]
"""Of a verdict and a severity; the smaller, the graver."""
Evidence = tuple[str, frozenset[str]]
"""The rule of an open finding, and what its claims say."""


def gravity_of(what: Disagreement | Finding) -> Gravity:
    return VERDICTS.index(what.verdict), SEVERITIES.index(what.severity)


def as_grave(before: Gravity, now: Gravity) -> bool:
    return before[0] <= now[0] and before[1] <= now[1]


def evidence_of(findings: Iterable[Finding], names: Names) -> Iterator[tuple[Evidence, Gravity]]:
    """What each open finding says, with how grave it is."""
    for finding in findings:
        if finding.verdict in OPEN:
            yield (finding.rule, frozenset(_contents(finding, names))), gravity_of(finding)


def _contents(finding: Finding, names: Names) -> Iterator[str]:
    bound = {box.ref for box in finding.boxes}
    yield from (said_now(box, names) for box in finding.boxes)
    relations = (claim for claim in finding.claims if claim.ref not in bound)
    yield from (relation_of_now(text, names) for claim in relations for text in claim.readings)


class _Index:
    """The disagreements of before by what their positions say, by question, and by their evidence."""

    def __init__(self, olds: Sequence[Stand], names: Names) -> None:
        self.olds = olds
        self.names = names
        self.by_question = grouped(olds, lambda old: old.question)
        self.by_content: dict[str, set[int]] = {}
        for number, old in enumerate(olds):
            for _, said in old.positions:
                for content in said:
                    self.by_content.setdefault(content, set()).add(number)

    def with_any(self, contents: Iterable[str]) -> set[int]:
        return {number for content in contents for number in self.by_content.get(content, ())}

    def having_all_of(self, one: Stand) -> Iterator[Stand]:
        if not one.positions:
            yield from self.by_question.get(one.question, ())
            return
        numbers = reduce(set.__and__, (self.with_any(said) for _, said in one.positions))
        yield from (old for number in sorted(numbers) if (old := self.olds[number]).has_all_of(one))

    @cached_property
    def evidence(self) -> Mapping[Evidence, list[tuple[int, Gravity]]]:
        by_evidence: dict[Evidence, list[tuple[int, Gravity]]] = {}
        for number, old in enumerate(self.olds):
            for what, gravity in evidence_of(old.disagreement.findings, self.names):
                by_evidence.setdefault(what, []).append((number, gravity))
        return by_evidence

    def with_all_evidence_of(self, one: Stand) -> Iterator[Stand]:
        """Those in which everything that is open in the disagreement was open; not all that has one cause is listed."""
        if one.disagreement.is_systematic:
            return
        sets = [
            {number for number, _ in self.evidence.get(what, ())}
            for what, _ in evidence_of(one.disagreement.findings, SAME)
        ]
        numbers = reduce(set.__and__, sets) if sets else set()
        yield from (self.olds[number] for number in sorted(numbers))

    def with_all_parts_of(self, one: Stand) -> Iterator[Stand]:
        """Those that a systematic difference tells as one, where they had all of it between them, open."""
        if not one.disagreement.is_systematic:
            return
        contents = frozenset().union(*(said for _, said in one.positions))
        touched = [self.olds[number] for number in sorted(self.with_any(contents)) if self.counts(number, one)]
        if contents <= frozenset().union(*(said for old in touched for _, said in old.positions)):
            yield from touched

    def counts(self, number: int, one: Stand) -> bool:
        """What was settled knows nothing that is open."""
        return one.disagreement.settled or not self.olds[number].disagreement.settled

    def was_as_grave(self, one: Stand, old: Stand) -> bool:
        """A disagreement of before was as grave, or what is graver now was so before, in whichever disagreement: which
        one a finding belongs to that touches several may hang on their names.
        """
        was = gravity_of(old.disagreement)
        if as_grave(was, gravity_of(one.disagreement)):
            return True
        graver = [(what, now) for what, now in evidence_of(one.disagreement.findings, SAME) if not as_grave(was, now)]
        return bool(graver) and all(
            any(as_grave(gravity, now) and self.counts(number, one) for number, gravity in self.evidence.get(what, ()))
            for what, now in graver
        )

    def within(self, one: Stand) -> Iterator[Stand]:
        """Those of which the disagreement has all positions."""
        touched = self.with_any(content for _, said in one.positions for content in said)
        yield from (old for number in sorted(touched) if one.has_all_of(old := self.olds[number]))


def _match(one: Stand, olds: _Index) -> Match:
    having = sorted(olds.having_all_of(one), key=lambda old: old.question != one.question)
    merged = False
    if having and one.positions:
        within = list(olds.within(one))
        merged = bool(within) and not any(all(old.has_all_of(part) for part in within) for old in having)
    elif one.disagreement.open:
        having = having or list(olds.with_all_evidence_of(one)) or list(olds.with_all_parts_of(one))
    known = not merged and any(
        olds.was_as_grave(one, old) and (one.disagreement.settled or not old.disagreement.settled) for old in having
    )
    return Match(one, tuple(having), known, merged)
