"""Disagreements: what is in dispute, who holds which position, and what single withdrawal would settle it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Literal

from checker.model.box import Key
from checker.model.claim import Claim
from checker.model.decision import SETTLED, Decided
from checker.model.finding import OPEN, SEVERITY, Finding, Reason, Severity, Verdict
from checker.model.interval import ALL, Interval

QuestionSort = Literal["quantity", "relation", "constraint"]

DIGITS = 16
"""Hexadecimal digits of an identifier: 64 bits, so that no two questions ever share one by chance or by search for
one that does."""
MOST_LETTERS = 60
"""Letters of a question's name in its identifier, which is also the name of a folder."""


@dataclass(frozen=True)
class Question:
    """What is in dispute: a quantity (a `key`), a relation, or a constraint with what it is about.

    `stretch`: of what changes, the connected stretch of time of its open conflicts, in days.
    """

    sort: QuestionSort
    name: str
    stretch: Interval = ALL
    key: Key | None = None

    def __lt__(self, other: Question) -> bool:
        """Quantities come before relations, and each by name and time."""
        return self._order < other._order

    @property
    def _order(self) -> tuple:
        start = self.stretch.lo
        return self.sort != "quantity", self.sort, self.name, start is not None, start or 0

    @cached_property
    def digest(self) -> str:
        """The full hash, the same wherever the question is asked."""
        said = (self.sort, self.name, None if self.stretch.lo is None else str(self.stretch.lo))
        return sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()

    @property
    def id(self) -> str:
        """A name for people and folders, and as many digits of the hash as nobody finds twice."""
        slug = re.sub(r"[^a-z0-9.]+", "-", self.name.lower()).strip("-.")[:MOST_LETTERS].rstrip("-.")
        return f"{slug or self.sort}-{self.digest[:DIGITS]}"


@dataclass(frozen=True, slots=True)
class Position:
    """What one or more claims say on a question, at one time, against others.

    `value` is in words. `claims` are the first of them, where they are very many; `number` tells how many there are.
    `sources` are the documents of all of them, grouped by what they share: each group is one independent source.
    `derived`: what other quantities imply; its claims are those of the witness.
    `contents`: what is said, as a hash of value and time for each claim that says something else.
    """

    value: str
    claims: tuple[Claim, ...]
    sources: tuple[tuple[str, ...], ...]
    time: str = ""
    derived: bool = False
    contents: frozenset[str] = frozenset()
    number: int = 0

    def __post_init__(self) -> None:
        if not self.number:
            object.__setattr__(self, "number", len(self.claims))

    @property
    def documents(self) -> int:
        """How many documents hold it."""
        return sum(map(len, self.sources))

    @property
    def independent(self) -> int:
        return len(self.sources)

    @property
    def refs(self) -> tuple[str, ...]:
        return tuple(claim.ref for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Beside:
    """Another question in dispute, `about` what in words, and the relation that does not hold of what the first repairs
    of both leave.
    """

    question: Question
    about: str
    relation: str


SYSTEMATIC = "systematic-difference"
"""The rule of the finding that shows one cause behind many conflicts."""


@dataclass(frozen=True, slots=True)
class Systematic:
    """One cause behind many conflicts of the same sources, as one disagreement, and all the findings for which it
    accounts, the gravest first.
    """

    disagreement: Disagreement
    members: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question on which positions part, with all findings that this one cause brings about.

    `repairs` are the smallest sets of positions whose withdrawal settles it, those with the fewest independent sources
    first. `witness` is the shortest finding. `complete`: `findings` are all there are; else each stands for all pairs
    of claims that say the same, and `conflicts` tells how many that makes (0: not every pair was looked at). `reasons`
    counts what is reconciled on the question. `fitting` claims conflict with none. `beside`: what has to be settled
    along with it. `copies`: which sources of one position copy, so that they count as one. Of verdict `reconciled` it
    is not open.
    """

    question: Question
    verdict: Verdict
    title: str
    positions: tuple[Position, ...]
    repairs: tuple[tuple[Position, ...], ...]
    findings: tuple[Finding, ...]
    complete: bool = True
    conflicts: int = 0
    reasons: Mapping[Reason, int] = field(default_factory=dict)
    fitting: tuple[Claim, ...] = ()
    beside: tuple[Beside, ...] = ()
    severity: Severity = ""  # type: ignore[bad-assignment]  # left out: its verdict's own
    decision: Decided | None = None
    copies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.severity:
            object.__setattr__(self, "severity", SEVERITY[self.verdict])
        if self.complete and not self.conflicts:
            shown = sum((finding.verdict == "reconciled") != self.open for finding in self.findings)
            object.__setattr__(self, "conflicts", shown)

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def fingerprint(self) -> str:
        """The full hash of the question and of what is said on it: another one where a position appears or goes."""
        said = sorted(sorted(position.contents) or [position.value] for position in self.positions)
        return sha256(json.dumps([self.question.digest, said], ensure_ascii=True).encode()).hexdigest()

    @property
    def open(self) -> bool:
        return self.verdict in OPEN

    @property
    def is_systematic(self) -> bool:
        """It tells many conflicts of one cause as one."""
        return self.question.sort == "constraint" and self.question.name.partition(" ")[0] == SYSTEMATIC

    @property
    def witness(self) -> Finding:
        """The shortest finding of its verdict, the first by name."""
        return min(
            (finding for finding in self.findings if finding.verdict == self.verdict),
            key=lambda finding: (len(finding.claims), finding.id),
        )

    @property
    def settled(self) -> bool:
        """People ruled on it, or let it pass, and that stands."""
        return self.decision is not None and self.decision.state in SETTLED

    @property
    def unlisted(self) -> int:
        """How many claims hold a position and are not listed."""
        return sum(position.number - len(position.claims) for position in self.positions)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that hold a position, each once, as far as positions list them."""
        held = (claim for position in self.positions for claim in position.claims)
        return tuple({claim.ref: claim for claim in held}.values())
