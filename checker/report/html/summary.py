"""What the first screens say in words: a paragraph for each open disagreement, a row for what is explained."""

from __future__ import annotations

from collections.abc import Iterator

from checker.literals.dates.spoken import in_words
from checker.literals.phrase import listed
from checker.model.disagreement import Disagreement
from checker.model.finding import REASONS, Finding
from checker.report.dispute import MOST_WAYS, Entry, held_by
from checker.report.explain import counted
from checker.report.html.findings import value_of, words_of_positions
from checker.report.html.material import Material, cited, quantity_of
from checker.report.html.views import ExplainedView


def paragraph(entry: Entry, m: Material) -> str:
    """Who says what, on how many sources, why that does not fit and what would settle it; nothing for a finding."""
    if isinstance(entry, Finding):
        return ""
    positions = []
    for position, said in zip(entry.positions, words_of_positions(entry, m), strict=True):
        number = "" if position.derived else f" ({counted(position.independent, 'independent source')})"
        positions.append(f"{said}: {listed(held_by(position, in_words))}{number}")
    sentences = [*positions, entry.witness.why]
    if ways := [listed(value_of(position, m) for position in repair) for repair in entry.repairs[:MOST_WAYS]]:
        more = f", or in {counted(left, 'more way')}" if (left := len(entry.repairs) - MOST_WAYS) > 0 else ""
        sentences.append(f"It would be settled by withdrawing {', or '.join(ways)}{more}")
    return " ".join(f"{said[0].upper()}{said[1:].rstrip('.')}." for said in sentences if said)


def explained(m: Material) -> Iterator[ExplainedView]:
    """What reasons explain, a row for each question, by subject and property."""
    root = m.result.corpus.vocabulary.root
    rows = []
    for one in m.result.disagreements:
        if one.reasons and not one.open:
            subject, property = quantity_of(one, root)
            name = " · ".join(m.label(part) for part in (subject, property) if part)
            rows.append((name.casefold(), one.id, _row(one, name, m)))
    yield from (row for _, _, row in sorted(rows, key=lambda row: row[:2]))


def _row(one: Disagreement, name: str, m: Material) -> ExplainedView:
    claims = cited(one)
    return ExplainedView(
        id="" if one.id in m.cut else one.id,
        name=name,
        claims=len(claims),
        documents=len({claim.document.id for claim in claims}),
        reasons=tuple((reason, one.reasons[reason]) for reason in REASONS if one.reasons.get(reason)),
    )
