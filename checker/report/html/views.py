"""What the page shows, as values: text and numbers ready for the templates, in their order."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model.fault import Fault
from checker.report.html.source_views import SourcesView
from checker.report.reading_view import TextBlock
from checker.report.silence import SilenceLine
from checker.report.sums import KeyTrend, Table
from checker.report.trend import Day
from checker.report.view import FindingSide, FindingView


@dataclass(frozen=True, slots=True)
class LegendKey:
    """What letters in a picture stand for that follow one another and are of one document: each with what it says.
    `sign`: the classes of the document's colour and shape.
    """

    sign: str
    document: str
    published: str
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and what its letters and colours stand for."""

    svg: str
    keys: tuple[LegendKey, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictTally:
    """How many of each verdict, disagreements and lone findings; what people settled counts only there."""

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
class ListedSide:
    """`sign`: the classes of its document's colour and shape. `letter` names it in the whole card. `value`
    is what it says, dates and relations in words.
    `changed`: by the change under test. `in_text`: the anchor of its quote in the document's text, where the page shows
    that.
    """

    claim: FindingSide
    sign: str
    location: str
    changed: bool
    in_text: str = ""
    letter: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """`title` is its sentence; `group` is the verdict, or `decided`; `documents` are indices of the list of documents.

    `states`: words of the filter. `more` counts claims that are not shown as sides. `rows` are its grounds but for the
    steps. `elsewhere`: other quantities that it ties together. `brief`: its sides are shown without sentences, to keep
    a large page small.
    """

    finding: FindingView
    title: str
    group: str
    documents: tuple[int, ...]
    states: tuple[str, ...]
    standing: str
    sides: tuple[ListedSide, ...]
    more: int
    steps: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    brief: bool = False
    picture: str = ""
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        return self.finding.id

    @property
    def open(self) -> bool:
        return "open" in self.states

    @property
    def new(self) -> bool:
        return "new" in self.states


@dataclass(frozen=True, slots=True)
class ListedPosition:
    """What one or more claims say; `support` tells how many independent sources do. `more` claims are not shown.
    `letter` names it, as rulings do.
    """

    words: str
    support: str
    sides: tuple[ListedSide, ...]
    more: int
    letter: str = ""


@dataclass(frozen=True, slots=True)
class BesideColumn:
    """A passage of one document, around the quote at the anchor `link`."""

    sign: str
    title: str
    published: str
    link: str
    blocks: tuple[TextBlock, ...]


@dataclass(frozen=True, slots=True)
class BesideView:
    """Two passages that are read side by side."""

    columns: tuple[BesideColumn, ...]


@dataclass(frozen=True, slots=True)
class ListedDisagreement:
    """A card: `group` is the verdict, or `decided`. `evidence` are its findings, folded; `more` are not shown.

    `documents`, `states`, `rows` and `elsewhere` are as for a finding. `since` says from when on it is open.
    """

    id: str
    rule: str
    verdict: str
    words: str
    title: str
    group: str
    documents: tuple[int, ...]
    states: tuple[str, ...]
    standing: str
    reasons: tuple[str, ...]
    positions: tuple[ListedPosition, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    evidence: tuple[ListedFinding, ...]
    more: int
    elsewhere: tuple[tuple[str, str], ...] = ()
    beside: tuple[BesideView, ...] = ()
    since: str = ""
    picture: str = ""

    @property
    def sides(self) -> tuple[ListedSide, ...]:
        return tuple(side for position in self.positions for side in position.sides)

    @property
    def open(self) -> bool:
        return "open" in self.states

    @property
    def new(self) -> bool:
        return "new" in self.states


@dataclass(frozen=True, slots=True)
class FirstView:
    """What is open, as the first screen names it; `paragraph` says who says what and what would settle it, `since` from
    when on it is open.
    """

    id: str
    group: str
    words: str
    title: str
    new: bool
    paragraph: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedView:
    """A question on which claims differ for reasons, each with the number of pairs that it explains."""

    id: str
    name: str
    claims: int
    documents: int
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class QuantityView:
    """A subject's property in its most general sense. `picture` is empty where there is nothing to compare.

    `entries`: disagreements, and findings that belong to none. `others`: claims that nothing of it cites.
    `left_out` entries are not listed, and counted in the tally. `joint`:
    disagreements that tie it to another quantity and stand there.
    """

    name: str
    label: str
    claims: int
    documents: int
    tally: VerdictTally
    picture: str
    entries: tuple[ListedDisagreement | ListedFinding, ...]
    others: tuple[ListedSide, ...]
    more_others: int = 0
    left_out: int = 0
    joint: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectView:
    name: str
    label: str
    claims: int
    documents: int
    tally: VerdictTally
    quantities: tuple[QuantityView, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in its document's section, with what cites it, the gravest first.

    `quote` is empty where that shows it and the page would grow too large.
    """

    ref: str
    about: str
    value: str
    quote: str
    beside: str
    location: str
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
    tally: VerdictTally
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
    """`repairs`: of how many of the smallest repairs its claims are part. `left_out` claims are not listed.
    `readable`: its text is shown.
    """

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
    tally: VerdictTally
    repairs: str
    against: tuple[PairView, ...]
    listed: tuple[ClaimView, ...]
    left_out: int
    readable: bool = False


@dataclass(frozen=True, slots=True)
class TextView:
    """A document's text. `claims` are underlined in it; `unclaimed` counts figures and dates that no claim has.
    `left_out` characters are not shown.
    """

    id: str
    sign: str
    title: str
    published: str
    claims: int
    unclaimed: int
    blocks: tuple[TextBlock, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The days of a history, the newest last, and `earlier` ones that are not listed; `svg` shows them."""

    svg: str
    days: tuple[Day, ...]
    earlier: int


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The first screen. `new` is nothing where nobody looked at what was there before; `changes` tell what a change
    took away. `first` of what is open has paragraphs; `rest`, on a site, only titles; `more_open` is not listed.

    `explained`: how much reasons explain, and on how many questions. `complete` is false where nothing was checked or a
    rule did not finish.
    """

    headline: str
    changes: tuple[SilenceLine, ...]
    tally: VerdictTally
    since: str
    new: int | None
    first: tuple[FirstView, ...]
    rest: tuple[FirstView, ...]
    more_open: int
    explained: tuple[int, int]
    reasons: tuple[tuple[str, int], ...]
    claims: int
    compared: int
    alone: int
    quotes: str
    unexamined: tuple[str, ...]
    faults: tuple[tuple[str, Fault], ...]
    more_faults: int
    lost: tuple[tuple[str, str, str], ...]
    more_lost: int
    complete: bool
    history: HistoryView | None = None


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
    trends: tuple[KeyTrend, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page. `verdicts`, `reasons` and `rules` explain what occurs; `notes` say what was left out, `cut`
    how many entries. `large`: it has so many cards that a browser reads most of them when they come into view.
    """

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
    texts: tuple[TextView, ...] = ()
    explained: tuple[ExplainedView, ...] = ()
    sources: SourcesView | None = None
    large: bool = False
    cut: int = 0
