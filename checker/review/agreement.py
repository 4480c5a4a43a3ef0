"""How far two reviewers rule alike, and how far beyond what chance alone would bring about.

Why: two people who call nearly everything right agree often without having looked.
Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960),
37-46: kappa = (p_o - p_e) / (1 - p_e), where p_o is the share of what both ruled alike, and p_e the share that would be
alike by chance: over all rulings, the share of one reviewer times that of the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from checker.decisions.files import slug
from checker.decisions.ruling import claims_named
from checker.decisions.seen import ruled_positions
from checker.literals.phrase import letter
from checker.model.decision import OF_POSITIONS, Decision
from checker.model.disagreement import Disagreement
from checker.model.groups import grouped
from checker.report.explain import counted
from checker.review.queue import QueueEntry, Stale

NEVER_BOTH = "undefined: on nothing did both rule"
ALL_ALIKE = "undefined: both ruled one and the same throughout, which says nothing of chance"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `both` disagreements that two reviewers ruled on, `alike` they ruled alike. `kappa` is `None` where it is
    undefined, which `why` says.
    """

    both: int
    alike: int
    kappa: Fraction | None
    why: str = ""


def agreement(pairs: Collection[tuple[str, str]]) -> Agreement:
    """That of two reviewers whose rulings on each thing are these."""
    number = len(pairs)
    alike = sum(one == other for one, other in pairs)
    if not number:
        return Agreement(0, 0, None, NEVER_BOTH)
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    chance = Fraction(sum(first[ruling] * second[ruling] for ruling in first), number * number)
    if chance == 1:
        return Agreement(number, alike, None, ALL_ALIKE)
    return Agreement(number, alike, (Fraction(alike, number) - chance) / (1 - chance))


def category(decision: Decision, one: Disagreement) -> str:
    """What a ruling says, by letters: `right A` is also said by who calls all others wrong."""
    if decision.verdict in OF_POSITIONS:
        return f"right {' '.join(letter(number) for number in sorted(ruled_positions(decision, one)))}"
    letters = (name for name, claim in claims_named(one).items() if claim.ref in decision.claims)
    return " ".join((decision.verdict, *letters))


def agreements(queue: Iterable[QueueEntry], stale: Stale) -> dict[str, Agreement]:
    """That of the reviewer with each other one, by name, on what both ruled on. What is hidden from the reviewer has no
    part in it, nor has what no longer holds or was put off.
    """
    both = grouped(_both(queue, stale), lambda pair: slug(pair[1].reviewer))
    return {
        pairs[0][1].reviewer: agreement([(category(mine, one), category(theirs, one)) for mine, theirs, one in pairs])
        for _, pairs in sorted(both.items())
    }


def _both(queue: Iterable[QueueEntry], stale: Stale) -> Iterator[tuple[Decision, Decision, Disagreement]]:
    for entry in queue:
        mine = entry.mine
        if mine is None or not entry.ruled or mine.verdict == "defer":
            continue
        for theirs in entry.theirs:
            if theirs.verdict != "defer" and not stale(theirs, entry.one):
                yield mine, theirs, entry.one


def agreement_lines(queue: Iterable[QueueEntry], stale: Stale) -> tuple[str, ...]:
    """The agreement with each other reviewer, in words."""
    return tuple(in_words(name, found) for name, found in agreements(queue, stale).items())


def in_words(name: str, found: Agreement) -> str:
    """`ben: 3 of 4 disagreements ruled alike (75 %), Cohen's kappa 0.50`."""
    kappa = f"{float(found.kappa):.2f}" if found.kappa is not None else found.why
    share = f" ({100 * found.alike / found.both:.0f} %)" if found.both else ""
    return f"{name}: {found.alike:,} of {counted(found.both, 'disagreement')} ruled alike{share}, Cohen's kappa {kappa}"
