"""The page on which a claim is corrected in its file: its lines, then the change, then the save."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from checker.decisions.ruling import Invalid
from checker.decisions.store import Changed, Outside
from checker.model.claim import Claim
from checker.model.fault import Fault
from checker.model.result import Result
from checker.review.correct import NoLines, Original, Proposal, original, propose, write
from checker.review.session import UNWRITABLE, ReviewState, Session, undoable
from checker.review.summary import DiffLine, line_kind
from checker.run import examine

CHANGED = "the file changed since you looked: nothing was written; your text is kept below, and the new lines beside it"
SAME = "nothing is different yet; change the lines, then look at the change"


@dataclass(frozen=True, slots=True)
class CorrectView:
    """A claim's lines (`first` to `last` of `file`) and what is to stand there. `sha256` is that of the file as seen.

    `diff` is empty until a change was looked at; `ready`: it may be written. `barred` says why the claim cannot be
    corrected here.
    """

    ref: str
    finding: str
    file: str
    first: int
    last: int
    lines: str
    text: str
    sha256: str
    quote: str
    title: str
    diff: tuple[DiffLine, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""
    barred: str = ""
    ready: bool = False


def opened(now: ReviewState, claim: Claim, finding: str) -> CorrectView:
    """The claim as it stands in its file."""
    try:
        return _view(claim, original(claim, now.task.root), finding)
    except NoLines as error:
        return _barred(claim, finding, str(error))


def previewed(now: ReviewState, claim: Claim, finding: str, text: str, seen: str) -> CorrectView:
    """The change that `text` would make, with what speaks against it."""
    proposed = _proposed(now, claim, finding, text, seen)
    return proposed if isinstance(proposed, CorrectView) else _shown(claim, proposed, finding, text)


def written(session: Session, now: ReviewState, claim: Claim, finding: str, text: str, seen: str) -> CorrectView | None:
    """Writes the change, which can be taken back; nothing where it is written, else the page that says why not."""
    with session.lock:
        proposed = _proposed(now, claim, finding, text, seen)
        if isinstance(proposed, CorrectView):
            return proposed
        if proposed.content == proposed.original.raw:
            return replace(_shown(claim, proposed, finding, text), error=SAME)
        before = proposed.original
        try:
            with undoable(session, before.path, before.raw, proposed.content, finding, f"corrected {claim.ref}"):
                write(now.task.root, proposed)
        except Invalid:
            return _shown(claim, proposed, finding, text)
        except Changed:
            return replace(opened(now, claim, finding), text=text, error=CHANGED)
        except Outside:
            return _barred(claim, finding, f"{claim.mark.file} lies outside the folder of the claims, by a link")
        except OSError as error:
            words = f"{claim.mark.file} cannot be written ({error.strerror}); {UNWRITABLE}"
            return replace(_shown(claim, proposed, finding, text), error=words)
        return None


def _proposed(now: ReviewState, claim: Claim, finding: str, text: str, seen: str) -> Proposal | CorrectView:
    """What would be written; the page that says why not, where the file is not as it was seen."""
    try:
        there = original(claim, now.task.root)
    except NoLines as error:
        return _barred(claim, finding, str(error))
    if there.sha256 != seen:
        return replace(_view(claim, there, finding), text=text, error=CHANGED)
    return propose(now.task.root, there, text, lambda folder: _checked(now, folder))


def _checked(now: ReviewState, folder: Path) -> Result:
    """A copy of the corpus under the settings of the review."""
    return examine(replace(now.task, root=folder))


def _view(claim: Claim, there: Original, finding: str) -> CorrectView:
    return CorrectView(
        claim.ref,
        finding,
        there.file,
        there.first,
        there.last,
        there.text,
        there.text,
        there.sha256,
        claim.quote,
        f"{claim.document.title}, {claim.document.published}",
    )


def _shown(claim: Claim, proposal: Proposal, finding: str, text: str) -> CorrectView:
    same = proposal.content == proposal.original.raw
    return replace(
        _view(claim, proposal.original, finding),
        text=text,
        diff=tuple((line_kind(line), line) for line in proposal.diff.split("\n") if proposal.diff),
        faults=proposal.faults,
        notes=proposal.notes,
        error=SAME if same else "",
        ready=not same and not proposal.faults,
    )


def _barred(claim: Claim, finding: str, why: str) -> CorrectView:
    title = f"{claim.document.title}, {claim.document.published}"
    return CorrectView(claim.ref, finding, claim.mark.file, 0, 0, "", "", "", claim.quote, title, barred=why)
