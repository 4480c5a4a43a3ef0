"""Which findings a change brings: those that were not there before, are graver now, or are open again.

Why findings and not lines: a new claim breaks an old file that nobody touched, and a file that is laid out anew or
renamed breaks nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from checker.model.claim import Claim
from checker.model.fields import content_of
from checker.model.finding import SEVERITIES, VERDICTS, Finding
from checker.model.result import Result


@dataclass(frozen=True, slots=True)
class News:
    """Identifiers of findings that are new and that were there before; references of claims that changed.

    `gone` counts findings that were there and are no more.
    """

    fresh: frozenset[str]
    old: frozenset[str]
    changed: frozenset[str]
    gone: int

    def listed(self, finding: Finding) -> bool:
        """What a report about the change tells: what is new, and what nobody could check."""
        return finding.id in self.fresh or finding.verdict == "unchecked"


def news(now: Result, before: Result) -> News:
    """What is new in the findings of now."""
    known = {finding.id: finding for finding in before.findings}
    fresh = frozenset(f.id for f in now.findings if f.id not in known or worse(f, known[f.id]))
    ids = frozenset(finding.id for finding in now.findings)
    return News(fresh, ids - fresh, changed(now, before), len(known.keys() - ids))


def worse(now: Finding, before: Finding) -> bool:
    """The same finding has a graver verdict or severity than before, or was settled and is open again."""
    return (
        VERDICTS.index(now.verdict) < VERDICTS.index(before.verdict)
        or SEVERITIES.index(now.severity) < SEVERITIES.index(before.severity)
        or (before.settled and not now.settled)
    )


def changed(now: Result, before: Result) -> frozenset[str]:
    """The claims that say something that no claim of their document said before."""
    said = {said_by(claim) for claim in before.corpus.claims}
    return frozenset(claim.ref for claim in now.corpus.claims if said_by(claim) not in said)


def said_by(claim: Claim) -> tuple:
    """What a claim says and who says it, whatever the claim is called and wherever it stands."""
    document = claim.document
    return document.id, document.published, document.sha256, document.read_in, *content_of(claim)
