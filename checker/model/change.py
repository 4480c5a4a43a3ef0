"""What a change does to documents, claims and names, and to what people let pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.model.disagreement import Disagreement
from checker.model.fault import Mark
from checker.model.finding import Verdict

ContentSort = Literal[
    "document", "claim", "table", "text", "entity", "property", "scope", "unit", "fiscal year", "relation"
]  # fmt: skip
ChangeKind = Literal["added", "removed", "changed", "renamed", "lost", "readable"]
ExceptionSort = Literal["allow", "baseline", "decision"]
ExceptionKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed, as it was and as it is; `None` where it was or is left out."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class CorpusChange:
    """What became of one thing. `was` is its name before, where that was another, or why it cannot be read now, or why
    no field that changed is told.
    """

    sort: ContentSort
    name: str
    kind: ChangeKind
    was: str = ""
    parts: tuple[FieldChange, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class ExceptionChange:
    """A suppression, an entry of the baseline or a ruling that a change adds, removes or changes.

    `name` is the claim that holds the suppression, the entry, or the file of the ruling; `text` what it lets pass, and
    why, as far as it says so.
    """

    sort: ExceptionSort
    name: str
    kind: ExceptionKind
    text: str = ""
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Rejudgement:
    """What is open beside what is open now, where the names of before mean what they meant; `restored`: and where what
    the change removed, hid or edited still speaks. `unread` claims of now cannot be read then.
    """

    restored: bool
    more: tuple[Disagreement, ...]
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """A disagreement of before (its identifier, title and verdict) all of whose positions are still said, and what it
    is `now`.
    """

    id: str
    title: str
    was: Verdict
    now: Verdict


@dataclass(frozen=True, slots=True)
class Silence:
    """What a change did to what could have opposed it.

    `gone`: removed, or hidden by a fault. `redefined`: says or means something else now. `claims`: of documents that
    are gone, how many claims each had. `closed`: what the change brings and a ruling of before settles. `explained`:
    what was open, and what the change adds explains.
    """

    gone: tuple[CorpusChange, ...] = ()
    redefined: tuple[CorpusChange, ...] = ()
    exceptions: tuple[ExceptionChange, ...] = ()
    rejudged: tuple[Rejudgement, ...] = ()
    claims: tuple[tuple[str, int], ...] = ()
    closed: tuple[Disagreement, ...] = ()
    explained: tuple[Explained, ...] = ()

    @property
    def removes(self) -> bool:
        """Something that was there before is gone or means something else."""
        return bool(self.gone or self.redefined)
