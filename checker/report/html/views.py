"""What the page shows, as values: text and numbers ready for the templates, in their order."""

from __future__ import annotations

from dataclasses import dataclass

from checker.report.sums import Course, Table

Row = tuple[str, tuple[str, ...]]
"""A word and the lines that belong to it: `why`, `ruled out`, …"""


@dataclass(frozen=True, slots=True)
class Key:
    """What a letter in a picture stands for; `sign`: the classes of the document's colour and shape."""

    letter: str
    sign: str
    document: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and what its letters stand for where no finding beside it tells."""

    svg: str
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of each verdict; what people settled counts only there."""

    contradiction: int = 0
    tension: int = 0
    unchecked: int = 0
    decided: int = 0
    reconciled: int = 0
    agreement: int = 0

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """The verdicts that occur, the gravest first."""
        return tuple((name, number) for name in self.__slots__ if (number := getattr(self, name)))

    @property
    def worst(self) -> str:
        return self.parts[0][0] if self.parts else ""


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a finding. `before` and `after` are the rest of the sentence, where the document's text is given.

    `sign`: the classes of its document's colour and shape. `details`: value, scope, time, definition, page. `read_as`:
    what the value was taken for.
    """

    quote: str
    before: str
    after: str
    in_text: bool
    details: tuple[str, ...]
    read_as: str
    document: str
    sign: str
    title: str
    publisher: str
    published: str
    reporting: str
    place: str
    claim: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class FindingView:
    """`group` is the verdict, or `decided`; `documents` are places in the list of documents.

    `states`: words of the filter. `more` counts claims that are not shown as sides. `elsewhere`: other quantities that
    it ties together. `brief`: its sides are shown without sentences, to keep a large page small.
    """

    id: str
    rule: str
    verdict: str
    words: str
    group: str
    documents: tuple[int, ...]
    reasons: tuple[str, ...]
    states: tuple[str, ...]
    standing: str
    message: str
    sides: tuple[Side, ...]
    more: int
    steps: tuple[str, ...]
    rows: tuple[Row, ...]
    brief: bool = False
    picture: str = ""
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def open(self) -> bool:
        return "open" in self.states

    @property
    def new(self) -> bool:
        return "new" in self.states


@dataclass(frozen=True, slots=True)
class QuantityView:
    """A subject's property in its most general sense. `picture` is empty where there is nothing to compare.

    `others`: claims that no finding of it cites. `joint`: findings that tie it to another quantity and stand there.
    """

    name: str
    label: str
    claims: int
    documents: int
    tally: Tally
    picture: str
    findings: tuple[FindingView, ...]
    others: tuple[Side, ...]
    more_others: int = 0
    joint: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectView:
    name: str
    label: str
    claims: int
    documents: int
    tally: Tally
    quantities: tuple[QuantityView, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in its document's section, with the findings that cite it, the gravest first.

    `quote` is empty where a finding shows it and the page would grow too large.
    """

    ref: str
    about: str
    value: str
    quote: str
    beside: str
    place: str
    alone: bool
    marks: tuple[tuple[str, str], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class PairView:
    """Two documents (or one with itself): how often they agree, differ for a reason, or do not fit, and on what."""

    first: str
    second: str
    first_title: str
    second_title: str
    tally: Tally
    topics: tuple[tuple[str, str], ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class MatrixView:
    """`cells`: one row for each document, a pair or nothing for each document. Without `cells` there are too many.

    `pairs` are the busiest, `more` counts the others; `large` findings are of too many documents to be counted.
    """

    documents: tuple[tuple[str, str], ...]
    cells: tuple[tuple[PairView | None, ...], ...]
    pairs: tuple[PairView, ...]
    more: int
    large: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """`repairs`: of how many of the smallest repairs its claims are part. `left_out` claims are not listed."""

    id: str
    sign: str
    title: str
    publisher: str
    published: str
    because: str
    text: str
    note: str
    claims: int
    alone: int
    tally: Tally
    repairs: str
    against: tuple[PairView, ...]
    listed: tuple[ClaimView, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class OpenView:
    """One line of the first screen."""

    id: str
    group: str
    words: str
    message: str
    new: bool


@dataclass(frozen=True, slots=True)
class FaultView:
    place: str
    code: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The first screen. `new` is nothing where nobody looked at what was there before.

    `complete` is false where nothing was checked or a rule did not finish.
    """

    headline: str
    summary: str
    tally: Tally
    since: str
    new: int | None
    first: tuple[OpenView, ...]
    more_open: int
    reasons: tuple[tuple[str, int], ...]
    claims: int
    compared: int
    alone: int
    quotes: str
    faults: tuple[FaultView, ...]
    more_faults: int
    lost: tuple[tuple[str, str, str], ...]
    more_lost: int
    complete: bool


@dataclass(frozen=True, slots=True)
class SumsView:
    """What is not listed: the properties of large tables in numbers, and some keys in words. `picked` says out of how
    many these are.
    """

    heading: str
    about: str
    fastest: str
    picked: str
    table: Table
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page. `verdicts`, `reasons` and `rules` explain what occurs; `notes` say what was left out."""

    as_of: str
    overview: OverviewView
    subjects: tuple[SubjectView, ...]
    matrix: MatrixView
    documents: tuple[DocumentView, ...]
    alone: tuple[tuple[str, tuple[tuple[str, str, str, str, str], ...]], ...]
    alone_left_out: int
    verdicts: tuple[tuple[str, str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    sums: SumsView | None = None
