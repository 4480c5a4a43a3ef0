"""Which disagreements a change brings: those that were not there before, are graver now, or are open again.

Why disagreements and not lines: a new claim breaks an old file that nobody touched, and a file that is laid out anew,
or in which something has another name, breaks nothing. Why not findings: a source more for what somebody said before
is one more finding with every opponent, and nothing new to decide.

Source: the design, section 6a.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.history.matching import matches
from checker.history.names import SAME, Names, claim_of_now, relation_of_now
from checker.history.renamed import renamed
from checker.history.support import support_of
from checker.model.claim import Claim
from checker.model.fields import content_of
from checker.model.finding import Finding
from checker.model.result import Result
from checker.model.support import Support


@dataclass(frozen=True, slots=True)
class News:
    """Identifiers of disagreements that are new (`fresh`) and that were there (`known`), of findings that are evidence
    of nothing new (`old`); references of claims that changed; and what changed in the support of what is known.
    """

    fresh: frozenset[str]
    known: frozenset[str]
    old: frozenset[str]
    changed: frozenset[str]
    support: tuple[Support, ...]

    def listed(self, finding: Finding) -> bool:
        """What a report about the change tells: what is new, and what nobody could check."""
        return finding.id not in self.old or finding.verdict == "unchecked"


def news(now: Result, before: Result, names: Names | None = None) -> News:
    """What is new in the disagreements of now; and in the agreements, which belong to none. `names`: what has another
    name now, where that is known.
    """
    names = renamed(now.corpus, before.corpus) if names is None else names
    matched = matches(now, before, names)
    known = [match.now.disagreement for match in matched if match.known]
    ids = frozenset(one.id for one in known)
    evidence = {finding.id for one in now.disagreements for finding in one.findings}
    standing = {_what(finding, names) for finding in before.findings}
    old = {finding.id for one in known for finding in one.findings}
    old |= {f.id for f in now.findings if f.id not in evidence and _what(f, SAME) in standing}
    return News(
        frozenset(one.id for one in now.disagreements) - ids,
        ids,
        frozenset(old),
        changed(now, before, names),
        tuple(support_of(matched)),
    )


def news_since(now: Result, before: Iterable[tuple[Result, Names]]) -> News:
    """What is new beside each of several results of before, each with what has another name now: what was in one of
    them is not.
    """
    first, *others = (news(now, result, names) for result, names in before)
    for other in others:
        known = first.known | other.known
        support = tuple(one for one in first.support if one.disagreement.id not in other.known)
        first = News(first.fresh - known, known, first.old | other.old, first.changed & other.changed, support)
    return first


def _what(finding: Finding, names: Names) -> tuple[str, ...]:
    """What a finding that belongs to no disagreement is known by: what agrees on a quantity is one, whoever says it."""
    return finding.verdict, finding.rule, relation_of_now(finding.key, names)


def changed(now: Result, before: Result, names: Names | None = None) -> frozenset[str]:
    """The claims that say something that no claim of their document said before."""
    names = renamed(now.corpus, before.corpus) if names is None else names
    vocabulary = before.corpus.vocabulary
    said = {said_by(claim_of_now(claim, vocabulary, names)) for claim in before.corpus.claims}
    return frozenset(claim.ref for claim in now.corpus.claims if said_by(claim) not in said)


def said_by(claim: Claim) -> tuple:
    """What a claim says and who says it, whatever the claim is called and wherever it stands."""
    document = claim.document
    return document.id, document.published, document.sha256, document.read_in, *content_of(claim)
