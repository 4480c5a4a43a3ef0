"""One finding as the page lists it: with its claims, how people ruled, and a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.literals.phrase import show_written
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.finding import SEVERITY, Finding
from checker.model.value import Bounds
from checker.report.explain import read_as, stated_time, statement
from checker.report.html.material import Material, group, is_open
from checker.report.html.views import ListedFinding, ListedSide
from checker.report.view import finding_side, finding_view

MOST_SIDES = 30
"""Claims of one finding that are shown; agreements of large corpora have hundreds. What is left out is counted."""


def listed_finding(
    finding: Finding, m: Material, picture: str = "", elsewhere: tuple[tuple[str, str], ...] = ()
) -> ListedFinding:
    documents = {m.indices[claim.document.id] for claim in finding.claims}
    open = is_open(finding)
    view = finding_view(finding)
    return ListedFinding(
        finding=view,
        group=group(finding),
        documents=tuple(sorted(documents)),
        states=tuple(_states(finding, m)),
        standing=finding.decision.state if finding.decision else "",
        sides=tuple(listed_side(claim, m, finding.boxes, read=open) for claim in finding.claims[:MOST_SIDES]),
        more=max(0, len(finding.claims) - MOST_SIDES),
        steps=finding.steps,
        rows=tuple(_rows(view.grounds, finding)),
        brief=m.large and not open,
        picture=picture,
        elsewhere=elsewhere,
    )


def is_new(finding: Finding, m: Material) -> bool:
    return m.options.before is not None and finding.id not in m.options.before


def _states(finding: Finding, m: Material) -> Iterator[str]:
    if is_open(finding):
        yield "open"
    if is_new(finding, m):
        yield "new"
    if finding.decision:
        yield finding.decision.state


def _rows(grounds: Mapping[str, tuple[str, ...]], finding: Finding) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, lines in grounds.items():
        if name != "steps":
            yield name, (" · ".join(lines),) if name == "ruled out" else lines
    if finding.severity != SEVERITY[finding.verdict]:
        yield "severity", (f"{finding.severity}, as the policy has set it",)


def listed_side(claim: Claim, m: Material, boxes: Sequence[Box] = (), *, read: bool = False) -> ListedSide:
    """A claim with its quote in its sentence; with `read` also what its value was taken for."""
    box = next((box for box in (*boxes, *m.boxes.get(claim.ref, ())) if box.ref == claim.ref), None)
    readings = tuple(_read_as(box)) if box and read else ()
    return ListedSide(
        finding_side(claim, m.passages.get(claim.ref), m.result.corpus.vocabulary, stated_time(box), readings),
        m.signs.get(claim.document.id, ""),
        location(claim),
        claim.ref in m.options.changed,
    )


def location(claim: Claim) -> str:
    return f"{claim.mark.file}:{claim.mark.line}"


def anchor(claim: Claim) -> str:
    """`example-1997/personnel-japan`: a reference without the sign that begins an anchor."""
    return f"{claim.document.id}/{claim.id}"


def value(claim: Claim) -> str:
    """What the claim says, in its own words."""
    return f"not {statement(claim)}" if claim.denies else statement(claim)


def _read_as(box: Box) -> Iterator[str]:
    """`44.5 to 45.5 %, at the widest 40 to 50 %`; nothing where the words leave no room."""
    if not isinstance(box.value, Bounds) or box.value.possible.is_point:
        return
    plausible, possible = read_as(box.value, box)
    if plausible != possible:
        yield f"{plausible}, at the widest {possible}"
    elif plausible != show_written(box.claim):
        yield plausible
