"""A disagreement in words that all reports share: who says what, why that does not fit, and what would settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from checker.literals.phrase import listed
from checker.model.claim import Claim
from checker.model.disagreement import Disagreement, Position
from checker.model.finding import OPEN, Finding
from checker.model.groups import grouped
from checker.model.result import Result
from checker.report.explain import counted, reason_lines, ruled_out, ruling, unknown, would_reopen
from checker.report.options import Options

MOST_DOCUMENTS = 4
"""Documents of a position that are named; others are counted."""
MOST_COPIES = 3
"""Copies that are told; `checker sources` tells all."""
MOST_WAYS = 3
"""Equally small withdrawals that are told."""

DOCUMENT_DATE = "(its document's date)"
"""How a time ends that no claim states."""

Entry = Disagreement | Finding
"""What a report lists: a disagreement, or a finding that belongs to none."""


def entries(result: Result) -> tuple[Entry, ...]:
    """All that is listed, by verdict: disagreements; what was not checked to the end; what is explained; agreements."""
    opened = [one for one in result.disagreements if one.open]
    explained = [one for one in result.disagreements if not one.open]
    return (*opened, *result.of("unchecked"), *explained, *result.of("agreement"))


def put_away(entry: Entry) -> bool:
    """It would be open, and people settled it."""
    return isinstance(entry, Disagreement) and entry.settled and entry.verdict in OPEN


def evidence(one: Disagreement) -> tuple[Finding, ...]:
    """The findings that show it: those that are open, or all of what is explained."""
    return tuple(f for f in one.findings if (f.verdict == "reconciled") != one.open)


def is_new(entry: Entry, options: Options) -> bool:
    """It was not there before the change under test."""
    return options.before is not None and entry.id not in options.before


def told_claims(one: Disagreement, changed: frozenset[str] = frozenset()) -> tuple[Claim, ...]:
    """Its claims: first those of its witness, of the least supported position first; then all that hold a position.

    Those that the change under test brought go before them: there people look for it.
    """
    place = {ref: -number for number, p in enumerate(one.positions) if not p.derived for ref in p.refs}
    example = next((f.claims for f in (one.witness, *one.findings) if f.claims), ())
    shown = sorted(example, key=lambda claim: place.get(claim.ref, 1))
    ordered = {claim.ref: claim for claim in (*shown, *one.claims)}.values()
    return tuple(sorted(ordered, key=lambda claim: claim.ref not in changed))


def position_words(one: Disagreement) -> tuple[str, ...]:
    """`1952` for each position; with the time that claims state, where positions on a quantity differ in it. What
    other quantities imply says so.
    """
    times = [_stated(position) for position in one.positions]
    differ = one.question.sort == "quantity" and len(set(times)) > 1
    return tuple(
        f"by other figures {position.value}"
        if position.derived
        else f"{position.value}, {time}"
        if differ and time
        else position.value
        for position, time in zip(one.positions, times, strict=True)
    )


def _stated(position: Position) -> str:
    parts = position.time.split("; ") if not position.derived else ()
    return "; ".join(part for part in parts if not part.endswith(DOCUMENT_DATE))


def held_by(position: Position, dated: Callable[[str], str] = str) -> tuple[str, ...]:
    """`Annual Review, 2016`: each document once, in the order of the claims; those past the most are counted.
    `dated` says a date.
    """
    documents = list({claim.document.id: claim.document for claim in position.claims}.values())
    names = [f"{document.title}, {dated(document.published)}" for document in documents[:MOST_DOCUMENTS]]
    more = position.documents - len(names)
    return (*names, f"{more:,} more") if more > 0 else tuple(names)


def support(position: Position) -> str:
    """`2 independent sources`; nothing where there is one. How many claims there are, where not all are listed."""
    number = [counted(position.number, "claim")] if position.number > len(position.claims) else []
    number += [counted(position.independent, "independent source")] if position.independent > 1 else []
    return ", ".join(number)


def position_lines(one: Disagreement) -> tuple[str, ...]:
    """`1952: Annual Review, 2016 · County History, 1997 (2 independent sources)`, a line for each position."""
    words = position_words(one)
    return tuple(_position_line(position, said) for position, said in zip(one.positions, words, strict=True))


def _position_line(position: Position, said: str) -> str:
    number = f" ({support(position)})" if support(position) else ""
    return f"{said}: {' · '.join(held_by(position))}{number}"


def settled_by(one: Disagreement, say: Callable[[Position], str] = lambda position: position.value) -> tuple[str, ...]:
    """`withdrawing 1951 (Harbour News)`, `or 1952 (…)`: the smallest withdrawals, each by itself; none where none is
    known. Nothing is ever withdrawn by the tool. `say` tells the value of a position.
    """
    ways = [listed(_withdrawn(position, say) for position in repair) for repair in one.repairs[:MOST_WAYS]]
    more = len(one.repairs) - MOST_WAYS
    ways += [f"in {counted(more, 'more way')}"] if more > 0 else []
    return tuple(f"or {way}" if number else f"withdrawing {way}" for number, way in enumerate(ways))


def _withdrawn(position: Position, say: Callable[[Position], str]) -> str:
    titles = list(dict.fromkeys(claim.document.title for claim in position.claims))
    listed_all = position.number == len(position.claims)
    more = (len(titles) if listed_all else position.documents) - MOST_DOCUMENTS
    return f"{say(position)} ({listed((*titles[:MOST_DOCUMENTS], *((f'{more:,} more',) if more > 0 else ())))})"


def _then(one: Disagreement) -> Iterator[str]:
    """What has to be settled along with it, for each relation."""
    for relation, others in grouped(one.beside, lambda other: other.relation).items():
        remain, every = ("remains", "both") if len(others) == 1 else ("remain", "all")
        about = listed(other.about for other in others)
        yield f"{about} {remain} in dispute; with {every} settled in the first way, this does not hold: {relation}"


def grounds_of(one: Disagreement) -> Mapping[str, tuple[str, ...]]:
    """Why it does not fit, by its witness, how people ruled, and what would settle it; or why it is explained."""
    witness = one.witness
    lines = {
        "ruling": (ruling(one.decision),),
        "why" if one.open else "example": tuple(_why(one)),
        "steps": witness.steps,
        "settled by": settled_by(one),
        "then": tuple(_then(one)),
        "reconciled" if one.verdict == "reconciled" else "because": reason_lines(witness),
        "one source": one.copies[:MOST_COPIES],
        "explained": tuple(_explained(one)),
        "shown": tuple(_shown(one)),
        "ruled out": ruled_out(witness),
        "unknown": () if witness.reasons else unknown(witness),
        "reopens if": would_reopen(witness),
    }
    return {name: tuple(filter(None, members)) for name, members in lines.items() if any(members)}


def _why(one: Disagreement) -> Iterator[str]:
    """The figures; before them the witness's sentence, where positions alone do not tell it."""
    witness = one.witness
    plain = one.question.sort == "quantity" and not witness.steps and one.open
    if witness.message != one.title and not plain:
        yield witness.message
    yield witness.why


def _shown(one: Disagreement) -> Iterator[str]:
    """For how much the findings of a large key stand."""
    shown = len(evidence(one))
    if one.complete or one.conflicts == shown:
        return
    if one.question.sort == "constraint" and one.conflicts:
        yield f"{shown - 1:,} of {counted(one.conflicts, 'conflict')} are listed"
    elif one.conflicts:
        yield f"{counted(shown, 'finding')} for {counted(one.conflicts, 'pair')} of claims, of which many say the same"
    else:
        yield "not every pair of claims was looked at: each claim with those from which it parts most"


def _explained(one: Disagreement) -> Iterator[str]:
    """`212 by time, 3 by scope`: how many findings on the question reasons explain."""
    if one.reasons:
        counts = ", ".join(f"{number:,} by {reason}" for reason, number in one.reasons.items())
        noun = "" if one.verdict == "reconciled" else " on the same question"
        yield f"{counts}{noun}"
