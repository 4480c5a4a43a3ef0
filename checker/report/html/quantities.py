"""Findings by subject and quantity, the gravest first, with a picture for each quantity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.model.claim import Claim
from checker.model.finding import Finding
from checker.model.groups import grouped
from checker.report import figure
from checker.report.figure import QuantityName
from checker.report.html.album import Album
from checker.report.html.findings import listed_finding, listed_side
from checker.report.html.material import (
    GROUPS,
    NOWHERE,
    Material,
    group,
    is_open,
    quantity_of,
    rank,
    tally,
)
from checker.report.html.views import ListedFinding, QuantityView, SubjectView

MOST_OTHERS = 12
"""Claims of a quantity that no finding cites, listed below its findings; the documents' sections have all of them."""

WITHOUT_CLAIMS = "Decisions and other rulings"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Findings and claims by quantity. `tied`: the quantities that a joint finding ties together; `touched`: joint
    findings that do not fit, by the quantities that they tie to the one under which they stand.
    """

    findings: Mapping[QuantityName, list[Finding]]
    claims: Mapping[QuantityName, tuple[Claim, ...]]
    tied: Mapping[str, tuple[QuantityName, ...]]
    touched: Mapping[QuantityName, tuple[Finding, ...]]


def subjects(m: Material, album: Album) -> tuple[SubjectView, ...]:
    """Every quantity with a finding, or with claims of two or more; the gravest subjects first."""
    shelf = _shelf(m)
    ordered = sorted(shelf.findings, key=lambda quantity: _order(shelf.findings[quantity], quantity, m))
    by_subject = grouped(ordered, lambda quantity: quantity[0])
    return tuple(_subject(name, quantities, m, album, shelf) for name, quantities in by_subject.items())


def _shelf(m: Material) -> Shelf:
    root = m.result.corpus.vocabulary.root
    claims = {
        quantity: tuple({box.ref: box.claim for box in boxes}.values())
        for quantity, boxes in figure.atlas(m.result).boxes.items()
    }
    findings: dict[QuantityName, list[Finding]] = {name: [] for name, members in claims.items() if len(members) > 1}
    tied: dict[str, tuple[QuantityName, ...]] = {}
    touched: dict[QuantityName, list[Finding]] = {}
    for finding in sorted(m.result.findings, key=rank):
        own = quantity_of(finding, root)
        findings.setdefault(own, []).append(finding)
        tied[finding.id] = tuple(dict.fromkeys((box.key.subject, box.root) for box in finding.boxes))
        if finding.verdict in ("contradiction", "tension"):
            for other in tied[finding.id]:
                if other != own:
                    touched.setdefault(other, []).append(finding)
    return Shelf(
        findings,
        claims,
        tied,
        {quantity: tuple(members) for quantity, members in touched.items()},
    )


def _order(findings: list[Finding], quantity: QuantityName, m: Material) -> tuple:
    subject, property = (m.label(name).casefold() for name in quantity)
    return (min(map(rank, findings), default=len(GROUPS)), quantity == NOWHERE, subject, property, quantity)


def _subject(name: str, quantities: list[QuantityName], m: Material, album: Album, shelf: Shelf) -> SubjectView:
    claims = {claim.ref: claim for quantity in quantities for claim in shelf.claims.get(quantity, ())}
    return SubjectView(
        name=name,
        label=m.label(name) if name else WITHOUT_CLAIMS,
        claims=len(claims),
        documents=len({claim.document.id for claim in claims.values()}),
        tally=tally(finding for quantity in quantities for finding in shelf.findings[quantity]),
        quantities=tuple(_quantity(quantity, m, album, shelf) for quantity in quantities),
    )


def _quantity(quantity: QuantityName, m: Material, album: Album, shelf: Shelf) -> QuantityView:
    claims, findings = shelf.claims.get(quantity, ()), shelf.findings[quantity]
    cited = {ref for finding in findings for ref in finding.refs}
    alone = [claim for claim in claims if claim.ref not in cited] if len(claims) > 1 else []
    touched = shelf.touched.get(quantity, ())
    return QuantityView(
        name=".".join(quantity),
        label=m.label(quantity[1]),
        claims=len(claims),
        documents=len({claim.document.id for claim in claims}),
        tally=tally(findings),
        picture=album.quantity(*quantity, findings) if len(claims) > 1 else "",
        findings=tuple(_finding(finding, quantity, m, album, shelf) for finding in findings),
        others=tuple(listed_side(claim, m) for claim in alone[:MOST_OTHERS]),
        more_others=max(0, len(alone) - MOST_OTHERS),
        joint=tuple((finding.id, group(finding)) for finding in touched[:MOST_OTHERS]),
    )


def _finding(finding: Finding, quantity: QuantityName, m: Material, album: Album, shelf: Shelf) -> ListedFinding:
    alone = {claim.ref for claim in shelf.claims.get(quantity, ())} == set(finding.refs)
    others = [other for other in shelf.tied[finding.id] if other != quantity and other in shelf.findings]
    links = tuple((".".join(other), " · ".join(map(m.label, other))) for other in others)
    drawn = album.graph(finding) if finding.steps else album.finding(finding) if is_open(finding) and not alone else ""
    return listed_finding(finding, m, drawn, links)
