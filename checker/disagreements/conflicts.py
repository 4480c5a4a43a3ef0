"""What each open finding rests on: quantities, relations and constraints of which one has to give way.

Source: the design, section 6a.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from checker.literals.phrase import show_key, show_value
from checker.model.box import Key
from checker.model.disagreement import Question
from checker.model.finding import OPEN, Finding
from checker.model.interval import ALL, Interval
from checker.relations.questions import Clash
from checker.rules.constraint import distinct_values
from checker.rules.registry import RULES

CONSTRAINTS = frozenset(rule.id for rule in RULES if rule.declared)
OF_CLAIMS = frozenset(rule.id for rule in RULES if rule.claim)


def clash_of(finding: Finding) -> Clash:
    """What the conflict of a finding rests on."""
    bound = {box.ref for box in finding.boxes}
    stated = (claim for claim in finding.claims if claim.readings and claim.ref not in bound)
    rule = finding.rule
    broken = frozenset((f"{rule} {finding.key}",) if rule in CONSTRAINTS else ())
    days = reduce(_at_one_time, (box.time.reach for box in finding.boxes), ALL)
    return Clash(
        frozenset(box.key for box in finding.boxes), frozenset(" or ".join(c.readings) for c in stated), broken, days
    )


def _at_one_time(a: Interval, b: Interval) -> Interval:
    """What two stretches of time share; all of both where they share nothing."""
    return a.intersection(b) or a.hull(b)


def own_question(finding: Finding) -> Question | None:
    """The question that a finding is by itself: what one claim breaks or lacks, a value that several share, or what is
    wrong with somebody's ruling; nothing where claims have to be weighed against each other.
    """
    if finding.rule == distinct_values.ID:
        value = show_value(finding.boxes[0]) if finding.boxes else ""
        return Question("constraint", f"{finding.rule} {_property(finding)} {value}")
    if finding.rule in OF_CLAIMS:
        return Question("constraint", f"{finding.rule} {finding.key}")
    if finding.rule in CONSTRAINTS and len(finding.claims) < 2:
        return Question("constraint", f"{finding.rule} {_quantity(finding)}")
    if not finding.boxes and not any(claim.readings for claim in finding.claims):
        return Question("constraint", f"{finding.rule} {finding.key}")
    return None


def _quantity(finding: Finding) -> str:
    return show_key(finding.boxes[0].key) if finding.boxes else finding.key


def _property(finding: Finding) -> str:
    return finding.boxes[0].key.property if finding.boxes else finding.key


def known_clashes(findings: Iterable[Finding]) -> tuple[Clash, ...]:
    """The conflicts of open findings in which something has to give way."""
    return tuple(clash_of(finding) for finding in findings if finding.verdict in OPEN and not own_question(finding))


def common_key(finding: Finding) -> Key:
    """The quantity that what a reason explains is about."""
    first = finding.boxes[0].key
    same = all(box.key == first for box in finding.boxes)
    return first if same else Key(first.subject, finding.key.removeprefix(f"{first.subject}."))
