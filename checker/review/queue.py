"""What is to be ruled on, in order, as one reviewer may see it.

Why hidden: who knows the first verdict finds it again. While somebody else ruled on a disagreement and the reviewer has
not, neither the page nor a count tells what the ruling was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from checker.decisions.audit import RULES
from checker.decisions.files import slug
from checker.decisions.ruling import not_ruled
from checker.model.claim import Claim
from checker.model.decision import Decision
from checker.model.disagreement import Disagreement
from checker.model.vocabulary import Vocabulary
from checker.report.explain import about

QueueState = Literal[
    "new", "open", "stale", "disputed", "proposed", "deferred", "second", "decided", "reconciled",
]  # fmt: skip
Show = Literal["todo", "flagged", "all"] | QueueState

STATES: dict[QueueState, str] = {
    "new": "came since your last session, or since the revision named",
    "open": "nobody's ruling settles it",
    "stale": "a ruling no longer holds: what it saw changed, or its day came",
    "disputed": "reviewers rule differently, and so it waits for each of them",
    "proposed": "your ruling does not count until a reviewer of the policy agrees",
    "deferred": "you put it off, or could not tell",
    "second": "somebody else ruled on it; what, you see once you have ruled",
    "decided": "ruled on: a ruling, a suppression or the baseline settles it, or reviewers dispute it",
    "reconciled": "an innocent reason explains it",
}
"""How a disagreement stands for the reviewer, and what that means; in the order in which filters offer them."""

SHOWN: dict[Show, str] = {"todo": "waits for your ruling", "flagged": "you marked it", "all": "everything", **STATES}
UNRULED: frozenset[QueueState] = frozenset(("new", "open", "stale", "disputed"))


Stale = Callable[[Decision, Disagreement], str]
"""Says why a decision no longer holds for its disagreement; nothing where it holds."""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A disagreement in the queue, `one`. `mine` is the reviewer's ruling and `theirs` are those of others that may be
    shown.

    `todo`: it waits for the reviewer's ruling, or for reviewers to agree. `ruled`: the reviewer's own ruling holds.
    `hidden`: others ruled, and the reviewer has not. `barred` says why nobody can rule on it. `words` is what a search
    looks in.
    """

    one: Disagreement
    state: QueueState
    todo: bool
    ruled: bool
    barred: str
    about: str
    subjects: tuple[str, ...]
    words: str
    mine: Decision | None = None
    theirs: tuple[Decision, ...] = ()
    hidden: bool = False

    @property
    def id(self) -> str:
        return self.one.id

    @property
    def counts(self) -> bool:
        """It is part of what a review has to do."""
        return self.one.open


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the queue is shown; empty texts let everything pass."""

    show: Show = "todo"
    subject: str = ""
    document: str = ""
    rule: str = ""
    q: str = ""


def entries(
    disagreements: Iterable[Disagreement],
    rulings: Mapping[str, Sequence[Decision]],
    reviewer: str,
    vocabulary: Vocabulary,
    stale: Stale,
    known: Collection[str] | None,
) -> tuple[QueueEntry, ...]:
    """The queue in the disagreements' own order, the gravest first. `rulings` are the decisions by disagreement,
    `stale` says why one no longer holds, `known` are the disagreements that are not new (`None`: nothing is called
    new). What disagreements about rulings say is in the states.
    """
    listed = (one for one in disagreements if one.witness.rule not in RULES)
    return tuple(_entry(one, rulings.get(one.id, ()), reviewer, vocabulary, stale, known) for one in listed)


def _entry(
    one: Disagreement,
    decisions: Sequence[Decision],
    reviewer: str,
    vocabulary: Vocabulary,
    stale: Stale,
    known: Collection[str] | None,
) -> QueueEntry:
    mine = next((d for d in decisions if slug(d.reviewer) == reviewer), None)
    theirs = tuple(d for d in decisions if slug(d.reviewer) != reviewer)
    ruled = mine is not None and not stale(mine, one)
    hidden = bool(theirs) and not (ruled and mine is not None and mine.verdict != "defer")  # to put off is no ruling
    fresh: QueueState = "new" if known is not None and one.id not in known else "open"
    if decisions and one.decision is None:  # they ruled on what stood here before
        fresh = "stale"
    state = _state(one, hidden, ruled, fresh)
    topic = about(one.witness, vocabulary)
    return QueueEntry(
        one,
        state,
        state == "disputed" or (state in UNRULED and not ruled),
        ruled,
        not_ruled(one),
        topic,
        tuple(dict.fromkeys(_subjects(one))),
        folded(" ".join(_words(one, topic))),
        mine,
        () if hidden else theirs,
        hidden,
    )


def _state(one: Disagreement, hidden: bool, ruled: bool, fresh: QueueState) -> QueueState:
    decided = one.decision
    if decided is None:
        return fresh if one.open else "reconciled"
    match decided.state:
        case "suppressed" | "known" | "waiting":
            return "decided"
        case "decided" if hidden:
            return "second"
        case "proposed" | "deferred" if not ruled:
            return fresh
        case state:
            return state


def claims_in(one: Disagreement) -> tuple[Claim, ...]:
    """The claims of its positions, then the others of its findings, each once."""
    others = (claim for finding in one.findings for claim in finding.claims)
    return tuple({claim.ref: claim for claim in (*one.claims, *others)}.values())


def _subjects(one: Disagreement) -> Iterator[str]:
    for finding in one.findings:
        for box in finding.boxes:
            yield box.key.subject
    for claim in claims_in(one):
        if claim.subject:
            yield claim.subject


def _words(one: Disagreement, topic: str) -> Iterator[str]:
    yield from (one.id, topic, one.title)
    for finding in one.findings:
        yield from (finding.id, finding.rule, finding.message)
    for claim in claims_in(one):
        yield from (claim.ref, claim.quote, claim.document.title)


PARTING = r"[,.'’\u00a0\u2009\u202f ]"
"""What parts the digits of a large number, in any of the usual ways."""

GROUPED = re.compile(rf"(?<=[0-9]){PARTING}(?=[0-9]{{3}})")


def folded(text: str) -> str:
    """The text as a search sees it: without capitals, and 55,000 as 55000."""
    return GROUPED.sub("", text.casefold())


def searched(q: str) -> tuple[str, ...]:
    """The words that a search looks for, each of them."""
    return tuple(folded(q).split())


def passes(entry: QueueEntry, filters: Filters, flags: Collection[str]) -> bool:
    """The entry is among what the filters show."""
    return (
        _shown(entry, filters.show, flags)
        and filters.subject in ("", *entry.subjects)
        and filters.document in ("", *(claim.document.id for claim in claims_in(entry.one)))
        and filters.rule in ("", *(finding.rule for finding in entry.one.findings))
        and all(word in entry.words for word in searched(filters.q))
    )


def _shown(entry: QueueEntry, show: Show, flags: Collection[str]) -> bool:
    match show:
        case "all":
            return True
        case "todo":
            return entry.todo
        case "flagged":
            return entry.id in flags
        case "decided":
            return entry.state in ("decided", "disputed")
        case _:
            return entry.state == show


def counts(queue: Iterable[QueueEntry], flags: Collection[str]) -> dict[str, int]:
    """How many disagreements each way of showing shows, without the other filters."""
    queue = tuple(queue)
    return {show: sum(_shown(entry, show, flags) for entry in queue) for show in SHOWN}


def by_others(queue: Iterable[QueueEntry]) -> int:
    """How many contradictions and tensions wait for nothing because of what somebody else ruled alone."""
    return sum(entry.counts and entry.state == "second" for entry in queue)


def progress(queue: Iterable[QueueEntry]) -> tuple[int, int]:
    """How many contradictions and tensions wait for nothing more from the reviewer, and how many there are."""
    asked = [entry for entry in queue if entry.counts]
    return sum(not entry.todo for entry in asked), len(asked)


def after(queue: Sequence[QueueEntry], disagreement: str, filters: Filters, flags: Collection[str]) -> str:
    """The next disagreement that the filters show, from the beginning again where none follows; empty where none is
    left. What the reviewer has ruled on and others dispute is passed by once: it would come again and again.
    """
    at = next((number for number, entry in enumerate(queue) if entry.id == disagreement), -1)
    before = (entry for entry in queue[: max(at, 0)] if filters.show != "todo" or not entry.ruled)
    return next((entry.id for entry in chain(queue[at + 1 :], before) if passes(entry, filters, flags)), "")
