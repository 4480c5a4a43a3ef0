"""One source differs from others throughout a property, by one cause.

Why: a table in feet for metres, a shifted year or a count that was completed later makes a conflict of each row, and is
one mistake. It is told once, with its evidence, the number of conflicts that it accounts for, and those that it does
not, and weighs as much as the gravest of them. A quantity leaves the list only where such causes account for all that
is in conflict on it, and nobody has ruled on it.
Quiet: where fewer than five conflicts of two sources on one property have the cause, or where the same figures, dealt
out anew, show nearly half as many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from checker.disagreements.titles import explained_title
from checker.literals.fingerprint import fingerprint, said_by_box
from checker.literals.phrase import listed, show_subject, show_value
from checker.model.box import Box, claims_of
from checker.model.disagreement import SYSTEMATIC, Disagreement, Position, Question, Systematic
from checker.model.finding import OPEN, SEVERITIES, VERDICTS, Finding
from checker.model.result import Result
from checker.reasons.agreement import independent
from checker.reasons.reconciler import Context
from checker.systematic.cause import Parting
from checker.systematic.differences import Difference, rough

ID = SYSTEMATIC
MOST_CLAIMS = 200
"""Claims of one side that are listed, by the names of their quantities; all of them are counted."""
MOST_LISTED = 20
"""Conflicts that are listed as findings, the gravest first; all of them are counted."""
MOST_SHOWN = 3
"""Examples, exceptions and sources that are shown by name."""
LEAST_GATHERED = 2
"""Conflicts that must be left after people had their say, to be told as one."""


def systematic(difference: Difference, context: Context) -> Systematic:
    """The disagreement that a difference is, with all conflicts for which it accounts, the gravest first."""
    members = sorted(difference.conflicts(), key=_gravity)
    constant = rough(difference.oddity.constant)
    about = (difference.property, " & ".join(difference.odd), difference.cause, *filter(None, (constant,)))
    positions = _positions(difference, context)
    sentence = _sentence(difference, context)
    finding = Finding(
        fingerprint(ID, about),
        ID,
        members[0].verdict,
        (),
        difference.property,
        sentence,
        _why(difference),
        steps=(*_shown("", difference.members, context), *_shown("not so: ", difference.left, context)),
        severity=members[0].severity,
    )
    one = Disagreement(
        Question("constraint", " ".join((ID, *about))),
        finding.verdict,
        sentence,
        positions,
        tuple((position,) for position in sorted(positions, key=lambda position: position.independent)),
        (finding,),
        severity=finding.severity,
    )
    return Systematic(one, tuple(members))


def gathered(result: Result, ruled_on: Callable[[Disagreement], bool]) -> Result:
    """The result with one disagreement in place of all for which a systematic difference accounts. `ruled_on`: people
    have ruled on it by its name, so that it stays.
    """
    told = result.systematic
    while told:
        members = {finding.id for one in told for finding in one.members}
        absorbed = [one for one in result.disagreements if _within(one, members) and not ruled_on(one)]
        gone = {finding.id for one in absorbed for finding in _open_of(one)}
        left = tuple(one for one in told if sum(finding.id in gone for finding in one.members) >= LEAST_GATHERED)
        if left == told:
            return _gathered(result, told, absorbed, gone)
        told = left
    return result


def _within(one: Disagreement, members: set[str]) -> bool:
    return one.open and all(finding.id in members for finding in _open_of(one))


def _open_of(one: Disagreement) -> list[Finding]:
    return [finding for finding in one.findings if finding.verdict in OPEN]


def _gathered(result: Result, told: Iterable[Systematic], absorbed: list[Disagreement], gone: set[str]) -> Result:
    made, kept = [], set()
    for one in told:
        own = [finding for finding in one.members if finding.id in gone]
        listed_ones = own[:MOST_LISTED]
        kept |= {finding.id for finding in listed_ones}
        findings = (*one.disagreement.findings, *listed_ones)
        complete = len(own) == len(listed_ones)
        made.append(replace(one.disagreement, findings=findings, complete=complete, conflicts=len(own)))
    ids = {one.id for one in absorbed}
    rest = [one for one in result.disagreements if one.id not in ids]
    explained = (_explained(one, result) for one in absorbed if one.reasons)
    summaries = (one.findings[0] for one in made)
    findings = (*summaries, *(f for f in result.findings if f.id not in gone or f.id in kept))
    return replace(result, findings=findings, disagreements=(*made, *rest, *explained))


def _explained(one: Disagreement, result: Result) -> Disagreement:
    """What reasons explain on a question of which nothing else is left."""
    findings = tuple(finding for finding in one.findings if finding.verdict == "reconciled")
    title = explained_title(one.question, findings, result.corpus.vocabulary)
    return Disagreement(one.question, "reconciled", title, (), (), findings, reasons=one.reasons)


def _gravity(finding: Finding) -> tuple[int, int, str]:
    return VERDICTS.index(finding.verdict), SEVERITIES.index(finding.severity), finding.id


def _sentence(difference: Difference, context: Context) -> str:
    label = context.vocabulary.label(difference.property)
    before = difference.oddity.before
    if len(difference.odd) > 1:
        verb, _, rest = before.partition(" ")
        before = f"{verb.removesuffix('s')} {rest}"
    oddity, number = difference.oddity, len({parting.boxes[1].name for parting in difference.members})
    others = listed(_few(difference.others))
    return f"{label}: {listed(_few(difference.odd))} {before} {others}{oddity.after} ({number:,} figures)"


def _few(names: Sequence[str]) -> list[str]:
    more = len(names) - MOST_SHOWN
    return [*names[:MOST_SHOWN], *([f"{more:,} more"] if more > 0 else [])]


def _why(difference: Difference) -> str:
    number, left, elsewhere = len(difference.conflicts()), len(difference.left), difference.elsewhere
    if not left + elsewhere:
        return f"one cause accounts for {number:,} conflicts, all there are of these sources on it"
    of_all = f"one cause accounts for {number:,} conflicts, of {number + left + elsewhere:,} of the same sources on it"
    return f"{of_all}; other causes account for {elsewhere:,}" if elsewhere else of_all


def _shown(head: str, partings: Sequence[Parting], context: Context) -> Iterator[str]:
    for parting in partings[:MOST_SHOWN]:
        other, odd = parting.boxes
        about = show_subject(odd.key, context.vocabulary)
        yield f"{head}{about}: {show_value(odd)} against {show_value(other)}"
    if (more := len(partings) - MOST_SHOWN) > 0:
        yield f"{head}{more:,} more"


def _positions(difference: Difference, context: Context) -> tuple[Position, ...]:
    others = f"the figures of {listed(_few(difference.others))}"
    held = (
        _position(difference.oddity.brief, [parting.boxes[1] for parting in difference.members], context),
        _position(others, [parting.boxes[0] for parting in difference.members], context),
    )
    return tuple(sorted(held, key=lambda position: (-position.independent, position.value)))


def _position(value: str, boxes: Sequence[Box], context: Context) -> Position:
    single = list({box.name: box for box in boxes}.values())
    claims = claims_of(single)
    contents = frozenset(map(said_by_box, single))
    return Position(value, claims[:MOST_CLAIMS], independent(single, context), contents=contents, number=len(claims))
