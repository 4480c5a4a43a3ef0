"""Everything that one run found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Self

from checker.model.box import Box, Key
from checker.model.corpus import Corpus
from checker.model.disagreement import Disagreement, Systematic
from checker.model.fault import Fault, fault_count
from checker.model.finding import Finding
from checker.model.sources import Sources


@dataclass(frozen=True, slots=True)
class Unexamined:
    """How much of what a corpus says nothing was held against, each claim counted under all that is true of it.

    Of large tables: among the claims that are judged one by one.
    """

    lone_claims: int = 0
    scopes_apart: int = 0
    lone_relations: int = 0
    unreadable: int = 0
    deprecated: int = 0
    drafts: int = 0
    lost: int = 0
    past_limits: int = 0
    quotes_without_text: int = 0
    quotes_unread: int = 0
    idle_constraints: int = 0
    idle_relations: int = 0

    def told(self) -> Iterator[tuple[str, int]]:
        """What there is any of: its name and how many, in the order of `WHY_UNEXAMINED`."""
        yield from ((name, number) for name in WHY_UNEXAMINED if (number := getattr(self, name)))


WHY_UNEXAMINED: Mapping[str, tuple[str, str]] = {
    "lone_claims": ("claim", "of whose subject and property nothing else speaks"),
    "scopes_apart": ("claim", "of whose subject and property others speak in scopes that exclude each other"),
    "lone_relations": ("relation", "that a document states, of whose quantities no claim speaks"),
    "unreadable": ("claim", "whose value, unit or time cannot be read"),
    "deprecated": ("claim", "marked deprecated, with no part in agreements and relations"),
    "drafts": ("draft", "compared with nothing"),
    "lost": ("claim", "that a fault keeps out, in the claim itself or in what it rests on"),
    "past_limits": ("claim", "not compared to the end, past a limit or for a rule that failed"),
    "quotes_without_text": ("quote", "not checked against a text"),
    "quotes_unread": ("quote", "that cannot be read, so that no value is held against it"),
    "idle_constraints": ("constraint", "of whose property no claim speaks"),
    "idle_relations": ("relation", "of the vocabulary, of whose quantities no claim speaks"),
}
"""What each number of `Unexamined` counts, and what of it: the one list, in text, pages and schema."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many claims there are, were compared with another, stand alone, or could not be fully checked.

    `uncorroborated` and `unchecked` hold the references of claims, all of them but for rows of large tables: of these
    `more_alone`, `more_unchecked` and `more_unread` are only counted. `unknown` are those that a constraint was not
    held against, as nobody says what it needs: a lifetime, a type; and those that deny a relation. `unread` are those
    whose quotes the grammar cannot read, so that their values were not held against them. `truncated` counts claims
    that were not judged within the limits. `unexamined` counts all that nothing was held against, and why.
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
    unexamined: Unexamined = Unexamined()

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
