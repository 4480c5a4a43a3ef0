"""`checker vocabulary`: the names that claims use are listed, found, renamed everywhere, made one, and held apart."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.common import ROOT, Flags, corpus_options, requested
from checker.cli.errors import engine_errors, refuse
from checker.cli.left_behind import Contents, contents_of, left_behind, write_contents

if TYPE_CHECKING:
    from checker.model.result import Result
    from checker.naming.change import Change
    from checker.naming.corpus import NamedCorpus
    from checker.naming.usage import NameUse
    from checker.request import Request

SECTIONS = ("entities", "properties", "scopes")
KIND = click.option("--kind", type=click.Choice(SECTIONS), help="Only names of this section of the vocabulary.")
FORM = click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Print what would change, and write nothing.")
SHOWN = 20
"""Lines of one kind that are told of; the others are counted."""


@click.group()
def vocabulary() -> None:
    """The names that claims use: list, find, rename everywhere, make two one."""


@vocabulary.command("list")
@KIND
@FORM
@ROOT
@corpus_options
def list_names(kind: str | None, form: str, root: Path | None, flags: Flags) -> None:
    """List every name: its label, what it is, and how many claims use it.

    Exit codes: 0 listed; 2 a fault in the input.
    """
    from checker.naming.usage import uses

    corpus = _read(root, flags)
    _print(uses(corpus, (kind,) if kind else ()), form)
    _end(corpus)


@vocabulary.command("find")
@click.argument("words", nargs=-1, required=True)
@FORM
@ROOT
@corpus_options
def find_names(words: tuple[str, ...], form: str, root: Path | None, flags: Flags) -> None:
    """Find the names that WORDS mean, best first: by identifier, label, other name or description.

    Exit codes: 0 found; 1 none is near; 2 a fault in the input.
    """
    from checker.gate import FOUND
    from checker.naming.usage import find

    corpus = _read(root, flags)
    found = find(corpus, " ".join(words))
    _print(found, form)
    _end(corpus)
    if not found:
        click.echo("no name is near; checker vocabulary list has all of them", err=True)
        sys.exit(FOUND)


@vocabulary.command("unused")
@FORM
@ROOT
@corpus_options
def unused_names(form: str, root: Path | None, flags: Flags) -> None:
    """List the names that no claim, no import and nothing else in the vocabulary uses.

    Exit codes: 0 listed; 2 a fault in the input.
    """
    from checker.naming.usage import unused

    corpus = _read(root, flags)
    found = unused(corpus)
    _print(found, form)
    if not found and form == "text":
        click.echo("every name is used")
    _end(corpus)


@vocabulary.command("near-duplicates")
@FORM
@ROOT
@corpus_options
def near_duplicates(form: str, root: Path | None, flags: Flags) -> None:
    """List pairs of names that are nearly the same: perhaps one thing under two names.

    Exit codes: 0 listed; 2 a fault in the input; 3 there are too many names to compare all of them letter by letter.
    """
    from checker.naming.twins import twins
    from checker.naming.usage import uses
    from checker.report.safe import visible

    corpus = _read(root, flags)
    pairs, complete = twins(corpus.vocabulary)
    counts = {(one.section, one.name): one.claims for one in uses(corpus)} if pairs else {}
    if form == "json":
        fields = ("section", "one", "other", "why")
        _json([
            {**{field: getattr(pair, field) for field in fields},
             "claims": [counts[pair.section, name] for name in (pair.one, pair.other)]}
            for pair in pairs
        ])  # fmt: skip
    for pair in pairs if form == "text" else ():
        a, b = (f"{name} ({_claims(counts[pair.section, name])})" for name in (pair.one, pair.other))
        click.echo(visible(f"{pair.section:<11} {a} and {b} {pair.why}"))
    if form == "text":
        step = "make one of two: checker vocabulary merge A B; or say of an entity that it is distinct_from the other"
        click.echo(step if pairs else "no two names are nearly the same")
    _end(corpus)
    if not complete:
        raise refuse("there are too many names to compare all of them letter by letter; their words were compared")


@vocabulary.command("rename")
@click.argument("old")
@click.argument("new")
@KIND
@DRY_RUN
@ROOT
@corpus_options
def rename_name(old: str, new: str, kind: str | None, dry_run: bool, root: Path | None, flags: Flags) -> None:
    """Give a thing another name everywhere: vocabulary, claims, relations, imports, rulings and baseline.

    All of it or nothing is written, and only where the findings stay what they are. Exit codes: 0 written; 2 a fault in
    the input, or the name cannot be; 3 the files changed meanwhile.
    """
    from checker.naming import change, trial

    request, corpus = _sound(root, flags)
    made = _made(lambda: change.rename(corpus, old, new, kind or ""))
    with engine_errors():
        before, after = trial.judged(request, made)
    if differing := [*trial.new_faults(before, after), *trial.parted(before, after)]:
        _told("with this name the corpus would be another one", differing)
        raise click.UsageError("nothing was written; choose another name, or give what has no label a label first")
    _carry_out(request, corpus, made, (before, after), dry_run=dry_run)


@vocabulary.command("merge")
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@KIND
@DRY_RUN
@ROOT
@corpus_options
def merge_names(old: str, new: str, kind: str | None, dry_run: bool, root: Path | None, flags: Flags) -> None:
    """Make two names one: every use of A becomes B, and A's label and other names become other names of B.

    Tells the disagreements that come of it. Exit codes: 0 written; 2 a fault in the input, or the two are not of one
    kind; 3 the files changed meanwhile.
    """
    from checker.naming import change, trial

    request, corpus = _sound(root, flags)
    made = _made(lambda: change.merge(corpus, old, new, kind or ""))
    with engine_errors():
        before, after = trial.judged(request, made)
    if wrong := list(trial.new_faults(before, after)):
        _told("as one name they do not fit", wrong)
        raise click.UsageError("nothing was written; correct the vocabulary first")
    _carry_out(request, corpus, made, (before, after), dry_run=dry_run)
    new_ones = [f"{one.verdict}: {one.title}" for one in trial.came_of_it(made, before, after)]
    _told("disagreements that come of it" if new_ones else "no disagreement comes of it", new_ones, err=False)


# --- reading


def _read(root: Path | None, flags: Flags) -> NamedCorpus:
    from checker.naming.corpus import read_names

    return read_names(requested((root,) if root else (), flags).root)


def _sound(root: Path | None, flags: Flags) -> tuple[Request, NamedCorpus]:
    """A corpus in which no fault hides a name."""
    from checker.naming.corpus import read_names
    from checker.readers.load import resolve, rows_of

    request = requested((root,) if root else (), flags)
    corpus = read_names(request.root)
    loaded = resolve(corpus.scanned, rows_of(corpus.scanned))
    if loaded.faults:
        _told("faults hide names", [f"{fault.mark}: {fault.message}" for fault in loaded.faults])
        raise click.UsageError("nothing was written; correct these first: checker check shows them")
    return request, corpus


def _end(corpus: NamedCorpus) -> None:
    """Ends with 2 where something could not be read, so that a count is not taken for the whole."""
    from checker.gate import FAULTY

    faults = (*corpus.scanned.faults, *corpus.scanned.lexicon.faults)
    if faults:
        _told("not everything could be read", [f"{fault.mark}: {fault.message}" for fault in faults])
        sys.exit(FAULTY)


# --- changing


def _made(make: Callable[[], Change]) -> Change:
    from checker.naming.edit import Refused

    try:
        return make()
    except Refused as error:
        raise click.UsageError(f"{error}; nothing was written") from None


def _carry_out(
    request: Request, corpus: NamedCorpus, made: Change, results: tuple[Result, Result], *, dry_run: bool
) -> None:
    """Writes what changes in all files, or prints it; rulings, suppressions and baseline move along."""
    from checker.history.moved import moved
    from checker.naming.change import with_suppressions
    from checker.naming.edit import diff
    from checker.naming.trial import names_of
    from checker.readers.folder import name_of
    from checker.report.explain import counted
    from checker.report.safe import visible

    before, after = results
    left = left_behind(request, after.corpus.claims, moved(after, before, names_of(made)))
    allowed = {(ref, was.disagreement): now.disagreement for (ref, was), (_, now) in left.allowed}
    made = _made(lambda: with_suppressions(corpus, made, allowed))
    files: Contents = {was.path: (was.raw, now.raw) for was, now in made.files}
    files |= contents_of(left, request)
    if dry_run:
        for path, (was, now) in sorted(files.items()):
            name = name_of(path, request.root) if path.is_relative_to(request.root) else path.name
            click.echo(diff(name, was or b"", now or b""))
    else:
        write_contents(files, request.root)
    verb = "would be" if dry_run else "is now"
    places = f"{counted(made.places, 'place')} in {counted(len(made.files), 'file')}"
    click.echo(visible(f"{made.old} {verb} {made.new}: {places}"))
    if left.told:
        click.echo(f"moved along: {left.told.removesuffix(' speaks').removesuffix(' speak')}")
    for note in made.notes:
        click.echo(visible(f"note: {note}"))


# --- telling


def _print(found: Iterable[NameUse], form: str) -> None:
    from checker.report.safe import visible

    found = tuple(found)
    if form == "json":
        _json([one.as_json() for one in found])
        return
    widths = [max((len(getattr(one, field)) for one in found), default=0) for field in ("section", "name", "label")]
    for one in found:
        cells = (
            text.ljust(min(width, 40)) for text, width in zip((one.section, one.name, one.label), widths, strict=True)
        )
        also = f"  (also {', '.join(one.also)})" if one.also else ""
        click.echo(visible(f"{'  '.join(cells)}  {_claims(one.claims):>12}  {one.what}{also}".rstrip()))


def _claims(number: int) -> str:
    return f"{number:,} claim{'' if number == 1 else 's'}"


def _json(value: Any) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _told(title: str, lines: list[str], *, err: bool = True) -> None:
    """A title and lines below it, as many as a screen holds."""
    from checker.report.safe import log_safe

    click.echo(f"{title}{':' if lines else ''}", err=err)
    for line in lines[:SHOWN]:
        click.echo(f"  {log_safe(line)}", err=err)
    if len(lines) > SHOWN:
        click.echo(f"  and {len(lines) - SHOWN:,} more", err=err)
