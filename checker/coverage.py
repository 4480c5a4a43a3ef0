"""What was looked at, and what was not: each claim, quote, constraint and relation that nothing was held against.

Why: a run that finds nothing may have compared nothing, and that must show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.model.box import Box
from checker.model.corpus import Corpus
from checker.model.finding import Finding
from checker.model.groups import grouped
from checker.model.result import Coverage, Unexamined
from checker.model.vocabulary import Vocabulary
from checker.relations.elements import Stated, idle
from checker.relations.reasoning import Reasoning
from checker.rules.declared import declarations
from checker.rules.registry import RULES
from checker.screening.scopes import with_company
from checker.subjects import SubjectResult


def compared(
    corpus: Corpus, subjects: Iterable[SubjectResult], reasoning: Reasoning, unchecked: tuple[str, ...]
) -> Coverage:
    """A claim is compared where another one speaks of its subject and general property, or a relation ties them.
    `unchecked`: the claims whose quotes no text was there for.
    """
    met = {claim.ref for subject in subjects for claim in subject.compared}
    met |= {claim.ref for component in reasoning.tied for claim in component if len(component) > 1}
    alone = tuple(sorted(claim.ref for claim in corpus.claims if claim.ref not in met))
    return Coverage(len(corpus.claims), len(met), alone, unchecked)


def unexamined(
    coverage: Coverage, corpus: Corpus, boxes: Sequence[Box], stated: Iterable[Stated], findings: Iterable[Finding]
) -> Unexamined:
    """What nothing was held against, and why. `coverage` is that of all claims, but for this."""
    vocabulary = corpus.vocabulary
    read = {box.ref for box in boxes}
    unreadable = {claim.ref for claim in corpus.claims if claim.property and claim.ref not in read}
    relations = {claim.ref for claim in corpus.claims if claim.readings}
    alone = sum(ref not in unreadable and ref not in relations for ref in coverage.uncorroborated)
    unfinished = {ref for finding in findings if finding.verdict == "unchecked" for ref in finding.refs}
    spoken_of = {box.key.property for box in boxes} | {claim.property for claim in corpus.claims}
    lone_relations, idle_relations = idle(stated, boxes, vocabulary)
    return Unexamined(
        lone_claims=alone + coverage.more_alone,
        scopes_apart=_scopes_apart(boxes, set(coverage.uncorroborated), vocabulary),
        lone_relations=lone_relations,
        unreadable=len(unreadable),
        deprecated=sum(claim.deprecated for claim in corpus.claims),
        drafts=len(corpus.drafts),
        lost=sum(lost.rows for lost in corpus.lost),
        past_limits=len(unfinished) + coverage.truncated,
        quotes_without_text=coverage.quotes_without_text,
        quotes_unread=coverage.quotes_unread,
        idle_constraints=sum(one.property not in spoken_of for _, one in declarations(RULES, vocabulary)),
        idle_relations=idle_relations,
    )


def _scopes_apart(boxes: Iterable[Box], alone: set[str], vocabulary: Vocabulary) -> int:
    """How many claims share subject and general property with others only in scopes that exclude their own."""
    blocks = grouped((box for box in boxes if box.ref not in alone), lambda box: (box.key.subject, box.root))
    apart: set[str] = set()
    met: set[str] = set()
    for members in blocks.values():
        by_claim = {box.ref: box.key.scope for box in members}  # both ends of an interval are one claim
        company = with_company(by_claim.values(), vocabulary)
        for ref, scope in by_claim.items():
            (met if scope in company else apart).add(ref)
    return len(apart - met)
