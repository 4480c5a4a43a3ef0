"""What `check --new-since` and `diff` share: a corpus, judged as the revision before the change would judge it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.common import Flags, checked, requested
from checker.cli.errors import engine_errors
from checker.model.fault import Fault, Mark

if TYPE_CHECKING:
    from checker.cache.store import Store
    from checker.config import Loaded
    from checker.history.earlier import Earlier, Tree
    from checker.history.names import Names
    from checker.model.policy import Base, Moved
    from checker.model.result import Result
    from checker.report.options import Options
    from checker.request import Request


@dataclass(frozen=True, slots=True)
class Compared:
    """A request under the policy of then, its result now and before, and notes for people on how they were compared.
    Where the branch parted from REF at several commits there are several `results` of before, each with what has
    another name now. `moved` has other names
    now; `base` is what the change cannot approve by itself.
    """

    request: Request
    now: Result
    results: tuple[tuple[Result, Names, Tree], ...]
    commit: str
    notes: tuple[str, ...]
    moved: Moved
    base: Base
    store: Store | None

    @property
    def before(self) -> Result:
        return self.results[0][0]


def compared(paths: tuple[Path, ...], flags: Flags, ref: str) -> Compared:
    """The whole corpus, now and where the branch began. What configures the checker comes from REF as it is now: a
    change that loosens the policy, or that began before it was tightened, is judged by the policy that it is to join.
    """
    from checker.cache.store import open_store
    from checker.history.before import then
    from checker.history.earlier import earlier, links_of_then
    from checker.history.git import HistoryError, same_repository
    from checker.history.matching import standing
    from checker.history.moved import moved
    from checker.history.renamed import renamed
    from checker.request import start_of
    from checker.run import examine, settle

    present = requested(paths, flags)
    if present.scan.addresses:
        raise click.UsageError("what stood at an address before is not known; name tables or a revision, not both")
    try:
        same_repository(Path.cwd(), present.root)
        found = earlier(present.root, ref, start_of(paths), flags.get("config"), _baseline(present, flags))
        links_of_then(found, paths)
        request = _judged(present, paths, flags, _trusted(found, present, paths, flags))
        store = open_store(request.cache)
        results, base = then(found, request, store)
    except HistoryError as error:
        raise click.UsageError(str(error)) from None
    before, whole = results[0], replace(request, chosen=())
    with engine_errors():
        examined = examine(whole, store, base)
        named = [(result, renamed(examined.corpus, result.corpus)) for result in results]
        known = frozenset().union(*(standing(examined, *each) for each in named))
        base = replace(base, moved=moved(examined, *named[0]), standing=known)
        now = settle(examined, whole, base)
    notes = (*_notes(found, present, request, before), *_left_behind(request, now, base.moved, ref))
    trees = (found.parted, *found.others)
    compared_with = tuple((*each, tree) for each, tree in zip(named, trees, strict=True))
    return Compared(request, now, compared_with, found.commit, notes, base.moved, base, store)


def since(paths: tuple[Path, ...], flags: Flags, ref: str | None) -> tuple[Request, Result, Result, Options]:
    """The request, the whole result, the result as far as the change since a revision brings it (all of it where none
    is named), and how to tell it. Notes go to the error output, so that a report stays a report.
    """
    from checker.report.options import Options

    if ref is None:
        request = requested(paths, flags)
        result = checked(request)
        return request, result, result, Options()

    from checker.history.news import news_since
    from checker.history.silence import silence_since
    from checker.run import only

    found = compared(paths, flags, ref)
    print_notes(found)
    changes = news_since(found.now, ((result, names) for result, names, _ in found.results))
    chosen = found.request.chosen
    whole = only(found.now, chosen) if chosen else found.now
    result = replace(
        whole,
        findings=tuple(filter(changes.listed, whole.findings)),
        disagreements=tuple(one for one in whole.disagreements if one.id in changes.fresh),
    )
    told = {one.id for one in whole.disagreements}
    taken = silence_since(found.now, found.results, found.request, found.base, found.store)
    closed = tuple(one for one in result.disagreements if one.decision and one.decision.state == "decided")
    return (
        found.request,
        whole,
        result,
        Options(
            before=changes.known | changes.old,
            since=ref,
            changed=changes.changed,
            left_out=sum(one.open and one.id in changes.known for one in whole.disagreements),
            support=tuple(one for one in changes.support if one.disagreement.id in told),
            silence=replace(taken, closed=closed),
            fail_on_removed=found.request.policy.fail_on_removed,
        ),
    )


def print_notes(found: Compared) -> None:
    from checker.report.safe import log_safe

    for note in found.notes:
        click.echo(log_safe(f"note: {note}"), err=True)


def _trusted(found: Earlier, present: Request, paths: tuple[Path, ...], flags: Flags) -> Loaded:
    """What configured the checker before the change; a file outside the work tree is no part of the change."""
    from checker.config import Loaded
    from checker.evaluate import RULE_IDS
    from checker.history.earlier import configuration
    from checker.request import settings_of

    if flags.get("isolated"):
        return Loaded()
    named = flags.get("config")
    if named and not named.resolve().is_relative_to(found.tip.top):
        return settings_of(paths, flags).loaded
    loaded = configuration(found, RULE_IDS)
    if not paths and (claims := loaded.given.get("claims")):
        then = loaded.folder / claims.value
        if then.is_dir() and then.resolve() != present.root.resolve():
            raise click.UsageError(
                f"the change turns the check from {claims.value} ({claims.origin}), which is still there, to "
                f"{present.root.name}; name the folder to check"
            )
    return loaded


def _baseline(present: Request, flags: Flags) -> Path | None:
    """Where the baseline lies, if the change has no say in it: else it lies where the configuration at REF says."""
    from checker.decisions import beside
    from checker.history.git import repository

    if flags.get("isolated"):
        return present.baseline or beside(present.root)
    named = flags.get("config")
    outside = named and not named.resolve().is_relative_to(repository(present.root).top)
    return present.baseline if outside else flags.get("baseline")


def _judged(present: Request, paths: tuple[Path, ...], flags: Flags, trusted: Loaded) -> Request:
    """The request of now under the settings of then. Its places are those of now where then's are gone; a fault of the
    old configuration is no fault of the change, one of the new configuration is.
    """
    lost = {"claims", "baseline"}
    if (texts := trusted.given.get("documents")) and not (trusted.folder / texts.value).is_dir():
        lost.add("documents")
    given = {key: value for key, value in trusted.given.items() if key not in lost}
    known = replace(trusted, given=given, faults=(), sources=present.sources)
    request = requested(paths or (present.root,), flags, known)
    documents, faults = request.documents or present.documents, present.faults
    if documents and "documents" not in flags and _leads_out(documents, present, by_change=not request.documents):
        documents, faults = None, (*faults, _outside(present))
    return replace(
        request, chosen=present.chosen, baseline=present.baseline, documents=documents, faults=tuple(sorted(faults))
    )


def _leads_out(documents: Path, present: Request, *, by_change: bool) -> bool:
    """The change under test makes the folder of texts one outside of its repository: what stands there is not for its
    author to read in a report.
    """
    from checker.history.git import repository

    top = repository(present.root).top.resolve()
    named_inside = Path(os.path.abspath(documents)).is_relative_to(top)  # noqa: PTH100  # links are what is looked for
    return (by_change or named_inside) and not documents.resolve().is_relative_to(top)


def _outside(present: Request) -> Fault:
    file = os.path.relpath(present.configuration) if present.configuration else present.root.name
    message = "the change makes this a folder outside of the repository; name one in it, or give it as --documents"
    return Fault(Mark(file), "path-outside", "documents", message)


def _notes(found: Earlier, present: Request, request: Request, before: Result) -> Iterator[str]:
    when = f"{found.ref} ({found.commit[:12]})"
    newer = f"{found.ref} ({found.tip.commit[:12]})"
    parted = found.parted
    if parted.folder is None:
        yield f"there were no claims at {when}: everything counts as new"
    elif parted.moved:
        yield f"at {when} the claims lay in {parted.folder or 'the top folder'}"
    if parted.folder is not None and before.faults:
        first = before.faults[0]
        yield (
            f"the claims at {when} have {before.fault_count:,} faults, beginning with {first.mark}: {first.code}; "
            "a finding that they hid counts as new"
        )
    if present.policy != request.policy:
        yield f"judged by the policy of {newer}; what the change sets counts once it is merged"


def _left_behind(request: Request, now: Result, moved: Moved, ref: str) -> Iterator[str]:
    """What speaks by a name of before counts as long as there is a base that knows that name."""
    from checker.cli.left_behind import left_behind

    if left := left_behind(request, now.corpus.claims, moved).told:
        yield (
            f"{left} by names of before {ref}, which count no more once this is merged; to move them along: "
            f"checker decide --renamed-since {ref}"
        )
