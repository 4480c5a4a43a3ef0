"""Disagreements and findings by subject and quantity, the gravest first, with a picture for each quantity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.model.claim import Claim
from checker.model.disagreement import Disagreement
from checker.model.finding import OPEN, Finding
from checker.model.groups import grouped
from checker.report import figure
from checker.report.dispute import Entry, entries, evidence
from checker.report.figure import Focus, QuantityName
from checker.report.html.album import Album
from checker.report.html.findings import listed_disagreement, listed_finding, listed_side
from checker.report.html.material import (
    GROUPS,
    NOWHERE,
    Material,
    cited,
    group,
    is_open,
    quantity_of,
    rank,
    tally,
    title_of,
)
from checker.report.html.texts import beside
from checker.report.html.views import ListedDisagreement, ListedFinding, QuantityView, SubjectView
from checker.report.letters import lettered

MOST_OTHERS = 12
"""Claims of a quantity that no finding cites, listed below its findings; the documents' sections have all of them."""

MOST_EVIDENCE = 50
"""Findings of one disagreement that are shown, the shortest first; `checker explain` shows all."""

WITHOUT_CLAIMS = "Sources, decisions and other rulings"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is listed, and claims, by quantity. `tied`: the quantities that an entry ties together; `touched`: what does
    not fit, by the quantities that it ties to the one under which it stands.
    """

    entries: Mapping[QuantityName, list[Entry]]
    counted: Mapping[QuantityName, list[Entry]]
    claims: Mapping[QuantityName, tuple[Claim, ...]]
    tied: Mapping[str, tuple[QuantityName, ...]]
    touched: Mapping[QuantityName, tuple[Entry, ...]]


def subjects(m: Material, album: Album) -> tuple[SubjectView, ...]:
    """Every quantity with something listed, or with claims of two or more; the gravest subjects first."""
    shelf = _shelf(m)
    ordered = sorted(shelf.entries, key=lambda quantity: _order(shelf.entries[quantity], quantity, m))
    by_subject = grouped(ordered, lambda quantity: quantity[0])
    return tuple(_subject(name, quantities, m, album, shelf) for name, quantities in by_subject.items())


def _shelf(m: Material) -> Shelf:
    root = m.result.corpus.vocabulary.root
    claims = {
        quantity: tuple({box.ref: box.claim for box in boxes}.values())
        for quantity, boxes in figure.atlas(m.result).boxes.items()
    }
    every: dict[QuantityName, list[Entry]] = {name: [] for name, members in claims.items() if len(members) > 1}
    tied: dict[str, tuple[QuantityName, ...]] = {}
    touched: dict[QuantityName, list[Entry]] = {}
    for entry in sorted(entries(m.result), key=rank):
        own = quantity_of(entry, root)
        every.setdefault(own, []).append(entry)
        shown = (entry,) if isinstance(entry, Finding) else evidence(entry)
        names = (((box.key.subject, box.root) for box in finding.boxes) for finding in shown)
        tied[entry.id] = tuple(dict.fromkeys(name for of_finding in names for name in of_finding))
        if entry.verdict in OPEN and entry.id not in m.cut:
            for other in tied[entry.id]:
                if other != own:
                    touched.setdefault(other, []).append(entry)
    listed = {name: [entry for entry in members if entry.id not in m.cut] for name, members in every.items()}
    shown_at_all = {name: members for name, members in listed.items() if members or not every[name]}
    return Shelf(shown_at_all, every, claims, tied, {quantity: tuple(members) for quantity, members in touched.items()})


def _order(listed: list[Entry], quantity: QuantityName, m: Material) -> tuple:
    """The gravest first; of these first what goes through all of a property, last what is of none."""
    subject, property = (m.label(name).casefold() for name in quantity)
    throughout = not quantity[0] and quantity != NOWHERE
    gravest = min(map(rank, listed), default=len(GROUPS))
    return (gravest, not throughout, quantity == NOWHERE, subject, property, quantity)


def _subject(name: str, quantities: list[QuantityName], m: Material, album: Album, shelf: Shelf) -> SubjectView:
    claims = {claim.ref: claim for quantity in quantities for claim in shelf.claims.get(quantity, ())}
    return SubjectView(
        name=name,
        label=m.label(name) if name else WITHOUT_CLAIMS,
        claims=len(claims),
        documents=len({claim.document.id for claim in claims.values()}),
        tally=tally(entry for quantity in quantities for entry in shelf.counted[quantity]),
        quantities=tuple(_quantity(quantity, m, album, shelf) for quantity in quantities),
    )


def _quantity(quantity: QuantityName, m: Material, album: Album, shelf: Shelf) -> QuantityView:
    claims, listed, every = shelf.claims.get(quantity, ()), shelf.entries[quantity], shelf.counted[quantity]
    named = {claim.ref for entry in every for claim in cited(entry)}
    alone = [claim for claim in claims if claim.ref not in named] if len(claims) > 1 else []
    touched = shelf.touched.get(quantity, ())
    heading = next((entry for entry in listed if isinstance(entry, Disagreement) and len(entry.positions) > 1), None)
    letters = lettered(heading, (claim.ref for claim in (*claims, *(c for entry in listed for c in cited(entry)))))
    focus = Focus(letters)
    if heading:
        focus = Focus(letters, frozenset(claim.ref for claim in heading.claims), _parting(heading))
    return QuantityView(
        name=".".join(quantity),
        label=m.label(quantity[1]),
        claims=len(claims),
        documents=len({claim.document.id for claim in claims}),
        tally=tally(every),
        left_out=len(every) - len(listed),
        picture=album.quantity(*quantity, focus) if len(claims) > 1 else "",
        entries=tuple(_entry(entry, quantity, _Ink(letters, heading, album), m, shelf) for entry in listed),
        others=tuple(listed_side(claim, m, letters) for claim in alone[:MOST_OTHERS]),
        more_others=max(0, len(alone) - MOST_OTHERS),
        joint=tuple((entry.id, group(entry), title_of(entry)) for entry in touched[:MOST_OTHERS]),
    )


def _parting(one: Disagreement) -> Finding | None:
    """The finding whose gap the picture of the quantity marks; what relations part has a line of its own."""
    return None if one.witness.steps else one.witness


@dataclass(frozen=True, slots=True)
class _Ink:
    """What the cards of a quantity are lettered and drawn with: the letters of the section, which are those of the card
    that heads it.
    """

    letters: Mapping[str, str]
    heading: Disagreement | None
    album: Album


def _entry(
    entry: Entry, quantity: QuantityName, ink: _Ink, m: Material, shelf: Shelf
) -> ListedFinding | ListedDisagreement:
    others = [other for other in shelf.tied[entry.id] if other != quantity and other in shelf.entries]
    links = tuple((".".join(other), " · ".join(map(m.label, other))) for other in others)
    if isinstance(entry, Finding):
        return listed_finding(entry, m, ink.letters, elsewhere=links)
    letters, picture = ink.letters, ""
    if entry.positions and entry is not ink.heading:
        own = (claim.ref for claim in (*cited(entry), *shelf.claims.get(quantity, ())))
        letters = lettered(entry, own)
        if is_open(entry) and len(entry.positions) > 1 and (parting := _parting(entry)):
            held = frozenset(claim.ref for claim in entry.claims)
            picture = ink.album.quantity(*quantity, Focus(letters, held, parting))
    if entry.witness.derived:
        picture += ink.album.line(entry.witness, letters)
    first = sorted(entry.findings, key=lambda finding: finding.id != entry.witness.id)[:MOST_EVIDENCE]
    passages = beside(entry, m) if is_open(entry) and not m.large else ()
    listed = (
        listed_finding(f, m, letters, ink.album.line(f, letters) if f.derived and f is not entry.witness else "")
        for f in first
    )
    return listed_disagreement(entry, m, listed, letters, elsewhere=links, beside=passages, picture=picture)
