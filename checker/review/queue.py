"""What is to be ruled on, in order, as one reviewer may see it.

Why hidden: who knows the first verdict finds it again. While somebody else ruled on a finding and the reviewer has not,
neither the page nor a count tells what the ruling was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from checker.decisions.audit import RULES
from checker.decisions.files import slug
from checker.decisions.ruling import not_ruled
from checker.decisions.seen import why_stale
from checker.decisions.standing import OPEN
from checker.model.decision import Decision
from checker.model.finding import Finding
from checker.model.vocabulary import Vocabulary
from checker.report.explain import about

QueueState = Literal[
    "new", "open", "stale", "disputed", "proposed", "deferred", "second", "decided",
    "unchecked", "reconciled", "agreement",
]  # fmt: skip
Show = Literal["todo", "flagged", "all"] | QueueState

STATES: dict[QueueState, str] = {
    "new": "came since your last session, or since the revision named",
    "open": "nobody's ruling settles it",
    "stale": "a ruling no longer holds: what it saw changed, or its day came",
    "disputed": "reviewers rule differently",
    "proposed": "your ruling does not count until a reviewer of the policy agrees",
    "deferred": "you put it off, or could not tell",
    "second": "somebody else ruled on it; what, you see once you have ruled",
    "decided": "a ruling, a suppression or the baseline settles it",
    "unchecked": "a rule could not finish, so there is nothing to rule on",
    "reconciled": "an innocent reason explains it",
    "agreement": "the claims hold together",
}
"""How a finding stands for the reviewer, and what that means; in the order in which filters offer them."""

SHOWN: dict[Show, str] = {"todo": "waits for your ruling", "flagged": "you marked it", "all": "everything", **STATES}
TODO: frozenset[QueueState] = frozenset(("new", "open", "stale", "disputed"))


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One finding in the queue. `mine` is the reviewer's ruling and `theirs` are those of others that may be shown.

    `todo`: it waits for the reviewer's ruling. `hidden`: others ruled, and the reviewer has not. `barred` says why
    nobody can rule on it. `words` is what a search looks in.
    """

    finding: Finding
    state: QueueState
    todo: bool
    barred: str
    about: str
    subjects: tuple[str, ...]
    words: str
    mine: Decision | None = None
    theirs: tuple[Decision, ...] = ()
    hidden: bool = False

    @property
    def id(self) -> str:
        return self.finding.id

    @property
    def counts(self) -> bool:
        """It is part of what a review has to do."""
        return self.finding.verdict in OPEN


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the queue is shown; empty texts let everything pass."""

    show: Show = "todo"
    subject: str = ""
    document: str = ""
    rule: str = ""
    q: str = ""


def entries(
    findings: Iterable[Finding],
    rulings: Mapping[str, Sequence[Decision]],
    reviewer: str,
    vocabulary: Vocabulary,
    as_of: str,
    known: Collection[str] | None,
) -> tuple[QueueEntry, ...]:
    """The queue in the findings' own order, the gravest first. `rulings` are the decisions by finding, `known` the
    findings that are not new (`None`: nothing is called new). What findings about rulings say is in the states.
    """
    listed = (finding for finding in findings if finding.rule not in RULES)
    return tuple(_entry(f, rulings.get(f.id, ()), reviewer, vocabulary, as_of, known) for f in listed)


def _entry(
    finding: Finding,
    decisions: Sequence[Decision],
    reviewer: str,
    vocabulary: Vocabulary,
    as_of: str,
    known: Collection[str] | None,
) -> QueueEntry:
    mine = next((d for d in decisions if slug(d.reviewer) == reviewer), None)
    theirs = tuple(d for d in decisions if slug(d.reviewer) != reviewer)
    ruled = mine is not None and not why_stale(mine, finding, as_of)
    hidden = bool(theirs) and not (ruled and mine is not None and mine.verdict != "defer")  # to put off is no ruling
    fresh: QueueState = "new" if known is not None and finding.id not in known else "open"
    if decisions and finding.decision is None:  # they ruled on what stood here before
        fresh = "stale"
    state = _state(finding, hidden, ruled, fresh)
    topic = about(finding, vocabulary)
    return QueueEntry(
        finding,
        state,
        state in TODO and not ruled,
        not_ruled(finding),
        topic,
        tuple(dict.fromkeys(_subjects(finding))),
        " ".join(_words(finding, topic)).casefold(),
        mine,
        () if hidden else theirs,
        hidden,
    )


def _state(finding: Finding, hidden: bool, ruled: bool, fresh: QueueState) -> QueueState:
    decided = finding.decision
    match finding.verdict:
        case "unchecked":
            return "unchecked"
        case "reconciled" | "agreement" if decided is None:
            return finding.verdict
    if decided is None:
        return fresh
    match decided.state:
        case "suppressed" | "known":
            return "decided"
        case "decided" if hidden:
            return "second"
        case "proposed" | "deferred" if not ruled:
            return fresh
        case state:
            return state


def _subjects(finding: Finding) -> Iterator[str]:
    for box in finding.boxes:
        yield box.key.subject
    for claim in finding.claims:
        if claim.subject:
            yield claim.subject


def _words(finding: Finding, topic: str) -> Iterator[str]:
    yield from (finding.id, finding.rule, topic, finding.message)
    for claim in finding.claims:
        yield from (claim.ref, claim.quote, claim.document.title)


def passes(entry: QueueEntry, filters: Filters, flags: Collection[str]) -> bool:
    """The entry is among what the filters show."""
    return (
        _shown(entry, filters.show, flags)
        and filters.subject in ("", *entry.subjects)
        and filters.document in ("", *(claim.document.id for claim in entry.finding.claims))
        and filters.rule in ("", entry.finding.rule)
        and all(word in entry.words for word in filters.q.casefold().split())
    )


def _shown(entry: QueueEntry, show: Show, flags: Collection[str]) -> bool:
    match show:
        case "all":
            return True
        case "todo":
            return entry.todo
        case "flagged":
            return entry.id in flags
        case _:
            return entry.state == show


def counts(queue: Iterable[QueueEntry], flags: Collection[str]) -> dict[str, int]:
    """How many findings each way of showing shows, without the other filters."""
    queue = tuple(queue)
    states = Counter(entry.state for entry in queue)
    return {
        "todo": sum(entry.todo for entry in queue),
        "flagged": sum(entry.id in flags for entry in queue),
        "all": len(queue),
        **{state: states[state] for state in STATES},
    }


def progress(queue: Iterable[QueueEntry]) -> tuple[int, int]:
    """How many contradictions and tensions wait for nothing more from the reviewer, and how many there are."""
    asked = [entry for entry in queue if entry.counts]
    return sum(not entry.todo for entry in asked), len(asked)


def after(queue: Sequence[QueueEntry], finding: str, filters: Filters, flags: Collection[str]) -> str:
    """The next finding that the filters show, from the beginning again where none follows; empty where none is left."""
    at = next((number for number, entry in enumerate(queue) if entry.id == finding), -1)
    turned = (*queue[at + 1 :], *queue[: max(at, 0)])
    return next((entry.id for entry in turned if passes(entry, filters, flags)), "")
