"""What the templates show, as values: whatever is written on a page or stands in an address is settled before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.model.fault import Fault
from checker.review.queue import Filters

if TYPE_CHECKING:
    from markupsafe import Markup

CONTEXT, MOST_CONTEXT = 1, 6
"""Sentences around a quote."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of showing the queue; `current` is the one in force."""

    value: str
    label: str
    count: int
    meaning: str
    current: bool
    href: str


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has. `up` leads to the top of the addresses, `here` from the top to this page (where a form was
    sent to it, to the page of the form), `query` keeps the filters (with its `?`).

    `undo` are the words of the step that would be taken back; `notice` tells what was just done, `saved` which finding
    was just ruled on, and `was` in whose place the finding came that is shown.
    """

    title: str
    up: str
    query: str
    generation: int
    reviewer: str
    as_of: str
    done: int
    total: int
    shown: str
    undo: str
    lasting: bool
    trouble: str
    faults: int
    here: str = ""
    notice: str = ""
    saved: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    href: str
    state: str
    state_words: str
    verdict: str
    severity: str
    rule: str
    about: str
    message: str
    flagged: bool
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    """`matching` of `total` findings pass the filters; `rows` are those of page `number` of `pages`, from the
    `first` on.
    """

    rows: tuple[Row, ...]
    filters: Filters
    choices: tuple[Choice, ...]
    subjects: tuple[Option, ...]
    documents: tuple[Option, ...]
    rules: tuple[Option, ...]
    matching: int
    total: int
    number: int
    pages: int
    previous: str
    next: str
    first: int
    faults: tuple[Fault, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a finding. `before` and `after` are the words around the quote where the document's text is there.

    `source` are the lines of the claim in its file, each with its number; `read_as` how its value was read; `labelled`
    what is shown as it stands: label and text.
    """

    letter: str
    ref: str
    quote: str
    before: str
    after: str
    in_text: bool
    title: str
    publisher: str
    published: str
    said_by: str
    denies: bool
    deprecated: bool
    value: str
    definition: str
    when: str
    read_as: tuple[str, ...]
    place: str
    source: tuple[tuple[int, str], ...]
    labelled: tuple[tuple[str, str], ...]
    correct: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One ruling to choose; `key` is its digit."""

    key: str
    value: str
    label: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Given:
    """A ruling that was made, for showing. `stale` says why it no longer holds."""

    verdict: str
    reason: str
    reviewer: str
    date: str
    why: str
    wrong: tuple[str, ...]
    until: str
    stale: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form."""

    verdict: str = ""
    reason: str = ""
    why: str = ""
    wrong: tuple[str, ...] = ()
    until: str = ""
    review_by: str = ""


NO_ERRORS = dict.fromkeys(("", "verdict", "reason", "why", "wrong", "until", "review_by"), "")
"""Messages about the form, by field; `""` is the form as a whole."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding with everything that a reviewer needs. `position` is its place among the `matching` findings of the
    filters, 0 where it is not among them. `errors` are messages by field (`""` for the form as a whole), `moved` what
    changed since the form was shown.
    """

    id: str
    rule: str
    verdict: str
    verdict_words: str
    severity: str
    state: str
    state_words: str
    about: str
    message: str
    why: str
    sides: tuple[Side, ...]
    figure: Markup
    steps: tuple[str, ...]
    repairs: tuple[str, ...]
    reasons: tuple[str, ...]
    ruled_out: tuple[str, ...]
    unknown: tuple[str, ...]
    would_reopen: tuple[str, ...]
    explanations: tuple[tuple[str, str, str], ...]
    rulings: tuple[Given, ...]
    hidden: bool
    barred: str
    settled_by: str
    position: int
    matching: int
    previous: str
    next: str
    context: int
    less: str
    more: str
    flagged: bool
    seen: str
    verdicts: tuple[Verdict, ...]
    whys: tuple[str, ...]
    recent: tuple[str, ...]
    draft: Draft
    today: str
    errors: Mapping[str, str]
    moved: tuple[str, ...]
