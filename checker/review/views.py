"""What the templates show, as values: whatever is written on a page or stands in an address is settled before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.model.decision import Decision
from checker.model.fault import Fault
from checker.report.view import FindingSide
from checker.review.queue import Filters

if TYPE_CHECKING:
    from markupsafe import Markup

Runs = tuple[tuple[str, bool], ...]
"""Words, each stretch with whether a search looked for it."""

CONTEXT, MOST_CONTEXT = 1, 6
"""Sentences around a quote."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter; `current` is the one in force. `count` and `meaning` are of those that show so much."""

    value: str
    label: str
    current: bool
    count: int = 0
    meaning: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has. `up` leads to the top of the addresses, `here` from the top to this page (where a form was
    sent to it, to the page of the form), `query` keeps the filters (with its `?`).

    `undo` are the words of the step that would be taken back; `notice` says what was just done, `saved` which
    disagreement was just ruled on, and `was` in whose place the disagreement came that is shown. `by_others` of those
    `done` are settled by what somebody else ruled.
    """

    title: str
    up: str
    query: str
    generation: int
    reviewer: str
    as_of: str
    done: int
    by_others: int
    total: int
    shown: str
    undo: str
    lasting: bool
    trouble: str
    faults: int
    drafts: int
    here: str = ""
    notice: str = ""
    saved: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """`about` is empty where the title says it. `quote` is what a search found where none of the rest has it."""

    href: str
    state: str
    state_words: str
    verdict: str
    about: Runs
    title: Runs
    flagged: bool
    documents: Runs
    quote: Runs = ()


@dataclass(frozen=True, slots=True)
class QueueView:
    """`matching` of `total` disagreements pass the filters; `rows` are those of page `number` of `pages`, from the
    `first` on.
    """

    rows: tuple[QueueRow, ...]
    filters: Filters
    choices: tuple[Choice, ...]
    subjects: tuple[Choice, ...]
    documents: tuple[Choice, ...]
    rules: tuple[Choice, ...]
    matching: int
    total: int
    number: int
    pages: int
    previous: str
    next: str
    first: int
    faults: tuple[Fault, ...]
    claims: int
    unchecked: tuple[str, ...]
    drafted: int


@dataclass(frozen=True, slots=True)
class ReviewedSide:
    """`about` is what it speaks of. `source` are the lines of the claim in its file, each with its number; `correct` is
    where they are changed, `reading` where the quote stands in the whole text (empty where that is not at hand).
    """

    claim: FindingSide
    letter: str
    about: str
    location: str
    source: tuple[tuple[int, str], ...]
    correct: str
    reading: str


@dataclass(frozen=True, slots=True)
class ReviewedPosition:
    """A position with the letter by which a ruling names it; `held` says by whom, `support` how many independent
    sources stand behind it. `sides` are its claims that are shown.
    """

    letter: str
    words: str
    held: str
    support: str
    sides: tuple[ReviewedSide, ...] = ()


@dataclass(frozen=True, slots=True)
class Preset:
    """A day to choose at once, by its key."""

    key: str
    label: str
    day: str


@dataclass(frozen=True, slots=True)
class VerdictChoice:
    """One ruling to choose; `key` is its digit."""

    key: str
    value: str
    label: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownRuling:
    """A ruling that was made, its verdict in words. `stale` says why it no longer holds."""

    decision: Decision
    said: str
    stale: str
    mine: bool


@dataclass(frozen=True, slots=True)
class RulingDraft:
    """What stands in the form."""

    verdict: str = ""
    reason: str = ""
    positions: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    until: str = ""
    review_by: str = ""


NO_ERRORS = dict.fromkeys(("", "verdict", "reason", "positions", "claims", "until", "review_by"), "")
"""Messages about the form, by field; `""` is the form as a whole."""


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """One disagreement with everything that a reviewer needs. `number` counts it among the `matching` disagreements of
    the filters, 0 where it is not among them. `grounds` are those of the disagreement in the order in which a reviewer
    weighs them. `errors` are messages by field (`""` for the form as a whole), `moved` what changed since the form was
    shown.
    """

    id: str
    verdict: str
    words: str
    rule: str
    message: str
    positions: tuple[ReviewedPosition, ...]
    sides: tuple[ReviewedSide, ...]
    beside: tuple[ReviewedSide, ...]
    more_sides: int
    reading: bool
    evidence: tuple[tuple[str, str, str], ...]
    grounds: tuple[tuple[str, tuple[str, ...]], ...]
    explanations: tuple[tuple[str, str, str], ...]
    figure: Markup
    about: str
    state: str
    state_words: str
    rulings: tuple[ShownRuling, ...]
    hidden: bool
    barred: str
    settled_by: str
    number: int
    matching: int
    previous: str
    next: str
    less: str
    more: str
    flagged: bool
    seen: str
    was: str
    presets: tuple[Preset, ...]
    verdicts: tuple[VerdictChoice, ...]
    recent: tuple[str, ...]
    draft: RulingDraft
    errors: Mapping[str, str]
    moved: tuple[str, ...]
