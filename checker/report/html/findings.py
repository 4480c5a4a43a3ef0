"""One finding as the page shows it: its sides with their quotes, why, what was ruled out, and how people ruled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.literals.phrase import show_days, show_interval, show_scope, show_time
from checker.model.box import Box
from checker.model.claim import Claim
from checker.model.fields import labelled
from checker.model.finding import SEVERITY, Finding
from checker.model.value import Bounds
from checker.report.explain import reason_lines, repair_lines, ruled_out, ruling, unknown, verdict_words, would_reopen
from checker.report.html.material import Material, group, is_open
from checker.report.html.views import FindingView, Row, Side

MOST_SIDES = 30
"""Claims of one finding that are shown; agreements of large corpora have hundreds. What is left out is counted."""

JOINT = "joint-conflict"


def finding_view(
    finding: Finding, m: Material, picture: str = "", elsewhere: tuple[tuple[str, str], ...] = ()
) -> FindingView:
    documents = {m.places[claim.document.id] for claim in finding.claims}
    open = is_open(finding)
    return FindingView(
        id=finding.id,
        rule=finding.rule,
        verdict=finding.verdict,
        words=verdict_words(finding),
        group=group(finding),
        documents=tuple(sorted(documents)),
        reasons=finding.reasons,
        states=tuple(_states(finding, m)),
        standing=finding.decision.state if finding.decision else "",
        message=finding.message,
        sides=tuple(side(claim, m, finding.boxes, read=open) for claim in finding.claims[:MOST_SIDES]),
        more=max(0, len(finding.claims) - MOST_SIDES),
        steps=finding.steps,
        rows=tuple(_rows(finding)),
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


def _rows(finding: Finding) -> Iterator[Row]:
    """In the order of the other reports."""
    if finding.decision:
        yield "ruling", (ruling(finding),)
    if finding.why:
        yield "why", (finding.why,)
    if lines := reason_lines(finding):
        yield "reconciled" if finding.verdict == "reconciled" else "because", lines
    if lines := repair_lines(finding):
        yield "repair", lines
    if words := ruled_out(finding):
        yield "ruled out", (" · ".join(words),)
    if not finding.reasons and (lines := unknown(finding)):
        yield "unknown", lines
    if lines := would_reopen(finding):
        yield "reopens if", lines
    if finding.severity != SEVERITY[finding.verdict]:
        yield "severity", (f"{finding.severity}, as the policy has set it",)


def side(claim: Claim, m: Material, boxes: Sequence[Box] = (), *, read: bool = False) -> Side:
    """A claim with its quote in its sentence; with `read` also what its value was taken for."""
    box = next((box for box in (*boxes, *m.boxes.get(claim.ref, ())) if box.ref == claim.ref), None)
    found = m.passages.get(claim.ref)
    document = claim.document
    return Side(
        quote=found.quote if found else claim.quote,
        before=found.before if found else "",
        after=found.after if found else "",
        in_text=found is not None,
        details=tuple(_details(claim, box, m)),
        read_as=_read_as(box) if box and read else "",
        document=document.id,
        sign=m.signs.get(document.id, ""),
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        reporting=m.label(claim.said_by) if claim.said_by else "",
        place=place(claim),
        claim=anchor(claim),
        changed=claim.ref in m.options.changed,
    )


def place(claim: Claim) -> str:
    return f"{claim.mark.file}:{claim.mark.line}"


def anchor(claim: Claim) -> str:
    """`example-1997/personnel-japan`: a reference without the sign that begins an anchor."""
    return f"{claim.document.id}/{claim.id}"


def value(claim: Claim) -> str:
    """What the claim says, in its own words."""
    words = claim.value or " or ".join(claim.readings)
    return f"not {words}" if claim.denies else words


def _details(claim: Claim, box: Box | None, m: Material) -> Iterator[str]:
    """Value, scope, time and definition: what has to be alike for two claims to be comparable; and what is shown as it
    stands.
    """
    yield value(claim)
    if claim.scope:
        yield show_scope(claim.scope, m.result.corpus.vocabulary)
    if box and box.time.stated and box.time.sort != "always":
        yield show_time(box)
    if claim.definition:
        yield claim.definition
    if claim.deprecated:
        yield "deprecated"
    yield from (f"{label}: {words}" for label, words in labelled(claim))


def _read_as(box: Box) -> str:
    """`44.5 to 45.5 %, at the widest 40 to 50 %`; nothing where the words leave no room."""
    if not isinstance(box.value, Bounds) or box.value.possible.is_point:
        return ""
    plausible, possible = (
        show_days(interval) if box.datatype == "date" else show_interval(interval, box.unit)
        for interval in (box.value.plausible, box.value.possible)
    )
    if plausible == possible:
        return "" if plausible == box.claim.value else plausible
    return f"{plausible}, at the widest {possible}"
