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
    disagreement: str
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


def opened(now: ReviewState, claim: Claim, disagreement: str) -> CorrectView:
    """The claim as it stands in its file."""
    try:
        return _view(claim, original(claim, now.task.root), disagreement)
    except NoLines as error:
        return _barred(claim, disagreement, str(error))


def previewed(now: ReviewState, claim: Claim, disagreement: str, text: str, seen: str) -> CorrectView:
    """The change that `text` would make, with what speaks against it."""
    proposed = _proposed(now, claim, disagreement, text, seen)
    return proposed if isinstance(proposed, CorrectView) else _shown(claim, proposed, disagreement, text)


def written(
    session: Session, now: ReviewState, claim: Claim, disagreement: str, text: str, seen: str
) -> CorrectView | None:
    """Writes the change, which can be taken back; nothing where it is written, else the page that says why not."""
    with session.lock:
        proposed = _proposed(now, claim, disagreement, text, seen)
        if isinstance(proposed, CorrectView):
            return proposed
        if proposed.content == proposed.original.raw:
            return replace(_shown(claim, proposed, disagreement, text), error=SAME)
        before = proposed.original
        try:
            with undoable(session, before.path, before.raw, proposed.content, disagreement, f"corrected {claim.ref}"):
                write(now.task.root, proposed)
        except Invalid:
            return _shown(claim, proposed, disagreement, text)
        except Changed:
            return replace(opened(now, claim, disagreement), text=text, error=CHANGED)
        except Outside:
            return _barred(claim, disagreement, f"{claim.mark.file} lies outside the folder of the claims, by a link")
        except OSError as error:
            words = f"{claim.mark.file} cannot be written ({error.strerror}); {UNWRITABLE}"
            return replace(_shown(claim, proposed, disagreement, text), error=words)
        return None


def _proposed(now: ReviewState, claim: Claim, disagreement: str, text: str, seen: str) -> Proposal | CorrectView:
    """What would be written; the page that says why not, where the file is not as it was seen."""
    try:
        there = original(claim, now.task.root)
    except NoLines as error:
        return _barred(claim, disagreement, str(error))
    if there.sha256 != seen:
        return replace(_view(claim, there, disagreement), text=text, error=CHANGED)
    return propose(now.task.root, there, text, lambda folder: _checked(now, folder))


def _checked(now: ReviewState, folder: Path) -> Result:
    """A copy of the corpus under the settings of the review."""
    return examine(replace(now.task, root=folder))


def _view(claim: Claim, there: Original, disagreement: str) -> CorrectView:
    return CorrectView(
        claim.ref,
        disagreement,
        there.file,
        there.first,
        there.last,
        there.text,
        there.text,
        there.sha256,
        claim.quote,
        f"{claim.document.title}, {claim.document.published}",
    )


def _shown(claim: Claim, proposal: Proposal, disagreement: str, text: str) -> CorrectView:
    same = proposal.content == proposal.original.raw
    return replace(
        _view(claim, proposal.original, disagreement),
        text=text,
        diff=tuple((line_kind(line), line) for line in proposal.diff.split("\n") if proposal.diff),
        faults=proposal.faults,
        notes=proposal.notes,
        error=SAME if same else "",
        ready=not same and not proposal.faults,
    )


def _barred(claim: Claim, disagreement: str, why: str) -> CorrectView:
    title = f"{claim.document.title}, {claim.document.published}"
    return CorrectView(claim.ref, disagreement, claim.mark.file, 0, 0, "", "", "", claim.quote, title, barred=why)
