"""One disagreement or finding as the page lists it: with its claims, how people ruled, and a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.disagreements.titles import dates_said, with_labels
from checker.literals import phrase
from checker.literals.dates.spoken import in_words
from checker.literals.phrase import letter, show_written
from checker.model.box import Box, Key
from checker.model.claim import Claim
from checker.model.disagreement import Disagreement, Position
from checker.model.finding import SEVERITY, Finding
from checker.model.value import Bounds
from checker.report.dispute import Entry, grounds_of, is_new, position_words, settled_by, support
from checker.report.explain import read_as, stated_time, statement, statement_mark
from checker.report.html.material import Material, cited, group, is_open
from checker.report.html.views import BesideView, ListedDisagreement, ListedFinding, ListedPosition, ListedSide
from checker.report.view import finding_side, finding_view

MOST_SIDES = 30
"""Claims of one finding that are shown; agreements of large corpora have hundreds. What is left out is counted."""


def listed_finding(
    finding: Finding,
    m: Material,
    letters: Mapping[str, str],
    picture: str = "",
    elsewhere: tuple[tuple[str, str], ...] = (),
) -> ListedFinding:
    documents = {m.indices[claim.document.id] for claim in finding.claims}
    open = is_open(finding)
    view = finding_view(finding)
    return ListedFinding(
        finding=view,
        title=_agreed(finding, m, letters) if finding.verdict == "agreement" else view.message,
        group=group(finding),
        documents=tuple(sorted(documents)),
        states=tuple(_states(finding, m)),
        standing="",
        sides=tuple(listed_side(claim, m, letters, finding.boxes, read=open) for claim in finding.claims[:MOST_SIDES]),
        more=max(0, len(finding.claims) - MOST_SIDES),
        steps=finding.steps,
        rows=tuple(_rows(view.grounds, finding)),
        brief=m.large and not open,
        picture=picture,
        elsewhere=elsewhere,
    )


def listed_disagreement(
    one: Disagreement,
    m: Material,
    evidence: Iterable[ListedFinding],
    letters: Mapping[str, str],
    *,
    elsewhere: tuple[tuple[str, str], ...] = (),
    beside: tuple[BesideView, ...] = (),
    picture: str = "",
) -> ListedDisagreement:
    """`evidence`: as many of its findings as are shown."""
    listed = tuple(evidence)
    documents = {m.indices[claim.document.id] for claim in cited(one)}
    reasons = tuple(one.reasons) if not one.open else ()
    return ListedDisagreement(
        id=one.id,
        rule=one.witness.rule,
        verdict=one.verdict,
        words=f"{one.verdict} by {phrase.listed(reasons)}" if reasons else one.verdict,
        title=one.title,
        group=group(one),
        documents=tuple(sorted(documents)),
        states=tuple(_states(one, m)),
        standing=one.decision.state if one.decision else "",
        reasons=reasons,
        positions=tuple(_positions(one, m, letters)),
        rows=tuple(_grounds(one, m)),
        evidence=listed,
        more=len(one.findings) - len(listed),
        elsewhere=elsewhere,
        beside=beside,
        since=m.options.trend.since_words(one.id) if is_open(one) else "",
        picture=picture,
    )


def _positions(one: Disagreement, m: Material, letters: Mapping[str, str]) -> Iterator[ListedPosition]:
    keys = {box.key for box in one.witness.boxes}
    held = (box for position in one.positions for claim in position.claims for box in m.boxes.get(claim.ref, ()))
    boxes = (*one.witness.boxes, *(box for box in held if box.key in keys))
    for index, (position, words) in enumerate(zip(one.positions, words_of_positions(one, m), strict=True)):
        sides = tuple(
            listed_side(claim, m, letters, boxes, read=is_open(one)) for claim in position.claims[:MOST_SIDES]
        )
        backed = support(position) or ("" if position.derived else "1 source")
        yield ListedPosition(words, backed, sides, position.number - len(sides), letter(index))


def words_of_positions(one: Disagreement, m: Material) -> Iterator[str]:
    """What each position says, with its time where these differ: dates as people say them, quantities by labels."""
    for position, words in zip(one.positions, position_words(one), strict=True):
        lead, _, time = words.partition(position.value)
        yield f"{lead}{value_of(position, m)}{dates_said(time)}"


def value_of(position: Position, m: Material) -> str:
    """The value of a position: dates as people say them, quantities by labels."""
    boxes = [box for ref in position.refs for box in m.boxes.get(ref, ())]
    dates = bool(boxes) and all(box.datatype == "date" for box in boxes)
    about, colon, value = position.value.rpartition(": ")
    return with_labels(f"{about}{colon}{dates_said(value)}" if dates else position.value, m.result.corpus.vocabulary)


def _grounds(one: Disagreement, m: Material) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What its findings do not tell by themselves, and why its witness does not fit."""
    for name, lines in grounds_of(one).items():
        if name == "why" and one.positions:  # its positions say what its witness says, in the words of the documents
            lines = tuple(line for line in lines if line != one.witness.message)
        if name == "settled by":
            lines = settled_by(one, lambda position: value_of(position, m))
        if lines and name in ("ruling", "why", "settled by", "explained", "shown", "unknown"):
            yield name, lines
    if one.severity != SEVERITY[one.verdict]:
        yield "severity", (f"{one.severity}, as the policy has set it",)


def _agreed(finding: Finding, m: Material, letters: Mapping[str, str]) -> str:
    """The sentence of an agreement with letters for the documents' identifiers, and labels for those of quantities."""
    text = with_labels(finding.message, m.result.corpus.vocabulary)
    for claim in finding.claims:
        written, name = show_written(claim) or claim.quote, letters.get(claim.ref, claim.document.title)
        shown = said(claim, m) if claim.value else claim.quote
        text = text.replace(f"{claim.document.id} ({written})", f"{name} ({shown})", 1)
    return text


def _states(entry: Entry, m: Material) -> Iterator[str]:
    if is_open(entry):
        yield "open"
    if is_new(entry, m.options):
        yield "new"
    if isinstance(entry, Disagreement) and entry.decision:
        yield entry.decision.state


def _rows(grounds: Mapping[str, tuple[str, ...]], finding: Finding) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, lines in grounds.items():
        if name != "steps":
            yield name, (" · ".join(lines),) if name == "ruled out" else lines
    if finding.severity != SEVERITY[finding.verdict]:
        yield "severity", (f"{finding.severity}, as the policy has set it",)


def listed_side(
    claim: Claim, m: Material, letters: Mapping[str, str], boxes: Sequence[Box] = (), *, read: bool = False
) -> ListedSide:
    """A claim with its quote in its sentence; with `read` also what its value was taken for."""
    box = next((box for box in (*boxes, *m.boxes.get(claim.ref, ())) if box.ref == claim.ref), None)
    readings = tuple(_read_as(box)) if box and read else ()
    return ListedSide(
        finding_side(claim, m.passages.get(claim.ref), m.result.corpus.vocabulary, stated_time(box), readings),
        m.signs.get(claim.document.id, ""),
        location(claim, m),
        claim.ref in m.options.changed,
        place(claim) if claim.ref in m.spans else "",
        letters.get(claim.ref, ""),
        said(claim, m),
    )


def location(claim: Claim, m: Material) -> str:
    """Where the claim says it, as all reports have it: `claims/example.yaml:12:12`."""
    return str(m.options.place(statement_mark(claim)))


def anchor(claim: Claim) -> str:
    """`example-1997/personnel-japan`: a reference without the sign that begins an anchor."""
    return f"{claim.document.id}/{claim.id}"


def place(claim: Claim) -> str:
    """The anchor of a claim in its document's text."""
    return f"t-{anchor(claim)}"


def about(claim: Claim, m: Material) -> str:
    """`U.S. forces · military personnel · Japan`; a relation speaks for itself."""
    if not claim.subject:
        return "a relation"
    return phrase.show_subject(Key(claim.subject, claim.property, claim.scope), m.result.corpus.vocabulary)


def said(claim: Claim, m: Material) -> str:
    """What the claim says, in its own words; its dates as people say them, its relation with labels."""
    if not claim.value:
        return with_labels(statement(claim), m.result.corpus.vocabulary)
    dates = any(box.datatype == "date" for box in m.boxes.get(claim.ref, ()))
    return in_words(statement(claim)) if dates else statement(claim)


def value(claim: Claim, m: Material) -> str:
    return f"not {said(claim, m)}" if claim.denies else said(claim, m)


def _read_as(box: Box) -> Iterator[str]:
    """`44.5 to 45.5 %, at the widest 40 to 50 %`; nothing where the words leave no room."""
    if not isinstance(box.value, Bounds) or box.value.possible.is_point:
        return
    plausible, possible = read_as(box.value, box)
    if plausible != possible:
        yield f"{plausible}, at the widest {possible}"
    elif plausible != show_written(box.claim):
        yield plausible
