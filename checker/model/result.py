"""Everything that one run found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Self

from checker.model.box import Box, Key
from checker.model.corpus import Corpus
from checker.model.disagreement import Disagreement, Systematic
from checker.model.fault import Fault, fault_count
from checker.model.finding import Finding
from checker.model.sources import Sources


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many claims there are, were compared with another, stand alone, or could not be fully checked.

    `uncorroborated` and `unchecked` hold the references of claims, all of them but for rows of large tables: of these
    `more_alone`, `more_unchecked` and `more_unread` are only counted. `unknown` are those that a constraint was not
    held against, as nobody says what it needs: a lifetime, a type; and those that deny a relation. `unread` are those
    whose quotes the grammar cannot read, so that their values were not held against them. `truncated` counts claims
    that were not judged within the limits.
    """

    claims: int
    compared: int
    uncorroborated: tuple[str, ...]
    unchecked: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    more_unread: int = 0
    more_alone: int = 0
    more_unchecked: int = 0
    truncated: int = 0

    @property
    def alone(self) -> int:
        """How many claims nothing else speaks about."""
        return len(self.uncorroborated) + self.more_alone

    @property
    def quotes_unread(self) -> int:
        """How many quotes cannot be read."""
        return len(self.unread) + self.more_unread

    @property
    def quotes_without_text(self) -> int:
        """How many quotes no text was there for."""
        return len(self.unchecked) + self.more_unchecked


@dataclass(frozen=True, slots=True)
class PropertySums:
    """What the claims of one general property come to: claims, keys (one subject and scope each), and keys by what
    becomes of their claims, each in one of these sorts:

    `single`: one claim. `alike`: all say the same. `worded`: they differ in words or rounding only. `silent`: they
    differ from denials, withdrawn claims, or other values of many only. `timed`: values part, never at one time.
    `fast`: the same, and the value changes faster than it may. `open`: values part at one time.
    """

    property: str
    keys: int
    claims: int
    single: int
    alike: int
    worded: int
    silent: int
    timed: int
    fast: int
    open: int

    def parted(self) -> int:
        """Keys whose values part, at one time or over time."""
        return self.timed + self.fast + self.open


@dataclass(frozen=True, slots=True)
class KeySums:
    """What the claims of one key come to: how many claims and times there are, of how many pairs the values part
    (`apart`), and how many pairs differ in words or rounding only (`worded`).

    Told by some claims: the first and the last in time (`ends`), and those next to each other in time between which the
    value changes fastest (`steepest`); none where no two times have both a start and an end, or nothing changes.
    """

    key: Key
    claims: int
    times: int
    apart: int
    worded: int
    ends: tuple[Box, ...] = ()
    steepest: tuple[Box, ...] = ()

    @property
    def pairs(self) -> int:
        """How many pairs two of the claims make."""
        return self.claims * (self.claims - 1) // 2


@dataclass(frozen=True, slots=True)
class Sums:
    """What the claims of large tables come to, by property. `compared` claims have another one to be held against.

    `keys` are those that change fastest among the `timed`, the steepest of each property first.
    """

    properties: tuple[PropertySums, ...] = ()
    compared: int = 0
    keys: tuple[KeySums, ...] = ()

    def total(self) -> PropertySums:
        """All properties as one."""
        names = (field.name for field in fields(PropertySums) if field.name != "property")
        return PropertySums("", **{name: sum(getattr(sums, name) for sums in self.properties) for name in names})


@dataclass(frozen=True, slots=True)
class Result:
    """Findings and faults of one run in a fixed order; `as_of` is the pinned clock, an ISO date.

    Where tables are too large to be listed, `sums` tells what all claims come to, and `corpus` holds those that were
    judged one by one. `systematic` are causes behind many of the findings, as long as they are not told as one.
    `measured` works out what is told of sources, when somebody asks for it: most runs do not.
    """

    corpus: Corpus
    as_of: str
    boxes: Sequence[Box]
    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]
    coverage: Coverage
    sums: Sums | None = None
    disagreements: tuple[Disagreement, ...] = ()
    systematic: tuple[Systematic, ...] = ()
    measured: Callable[[], Sources] = field(default=Sources, compare=False, repr=False)

    @property
    def sources(self) -> Sources:
        """Sources against one another, before people have their say: no verdict and no gate rests on it."""
        return self.measured()

    @property
    def complete(self) -> bool:
        """Something was checked, and every rule finished."""
        return bool(self.coverage.claims) and not self.of("unchecked")

    @property
    def fault_count(self) -> int:
        """How many faults there are, those that others stand for among them."""
        return fault_count(self.faults)

    def narrowed(self, findings: Iterable[Finding]) -> Self:
        """The result as far as it is about some of its findings: with each disagreement that has one of them, whole."""
        findings = tuple(findings)
        kept = {finding.id for finding in findings}
        disagreements = tuple(one for one in self.disagreements if any(f.id in kept for f in one.findings))
        return replace(self, findings=findings, disagreements=disagreements)

    def of(self, *verdicts: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict in verdicts)
