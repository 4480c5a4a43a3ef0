"""`checker init`, `checker add` and `checker draft`: a corpus begins, and grows by a document."""

from __future__ import annotations

import functools
import os
import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.common import language_tag
from checker.cli.errors import faulty, refuse

if TYPE_CHECKING:
    from checker.model.fault import Fault
    from checker.readers.load import ScannedFiles
    from checker.starting.document import Head

PLATFORMS = ("github", "gitlab", "bitbucket", "azure", "jenkins")
PLAIN_NAME = re.compile(r"\w[\w-]*")
"""It stands as it is in the settings and in the commands of jobs."""

OPTION_OF = {
    "document.id": "--id",
    "document.title": "--title",
    "document.publisher": "--publisher",
    "document.published": "--published",
    "document.language": "--language",
}
"""What a field of a claim file is given with."""


def _folder_name(_: click.Context, __: click.Parameter, value: str) -> str:
    if not PLAIN_NAME.fullmatch(value):
        raise click.BadParameter(
            f"found {value!r}, expected the name of one folder: letters, digits, hyphens and underscores"
        )
    return value


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option(
    "--claims",
    callback=_folder_name,
    default="claims",
    show_default=True,
    metavar="NAME",
    help="The folder of the claims, in FOLDER.",
)
@click.option("--ci", "platform", type=click.Choice(PLATFORMS), help="Also a job that checks every change.")
def init(folder: Path, claims: str, platform: str | None) -> None:
    """Begin a corpus in FOLDER: a vocabulary, two documents to write over, settings, schemas for the editor.

    Nothing that is there is written over. Exit codes: 0 begun; 2 something is in the way; 3 a file cannot be written.
    After 2 and 3 nothing is written.
    """
    from checker.starting.corpus import files_of_corpus

    _write(files_of_corpus(folder, claims, platform or ""), folder, "move it away, or name another FOLDER")
    step = "" if folder == Path() else f"cd {_typed(folder)} && "
    click.echo(f"\nNext: {step}checker check {claims}, then write over the examples.")
    click.echo("      checker add document TEXT begins a claim file for a document of yours.")


def _head_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options that say what is known of a document; the command gets them as one `Head`, `given`."""

    @functools.wraps(command)
    def run(  # one for each option
        name: str, title: str, publisher: str, published: str, language: str, **found: Any
    ) -> None:
        from checker.starting.document import Head

        command(given=Head(name, title, publisher, published, language), **found)

    for option in reversed(
        (
            click.option(
                "--claims",
                type=click.Path(file_okay=False, path_type=Path),
                metavar="FOLDER",
                help="The corpus (default: that of the configuration file, else claims).",
            ),
            click.option("--id", "name", default="", help="Its identifier; else made of the title."),
            click.option("--title", default="", help="Its title; else the first heading of the text."),
            click.option("--publisher", required=True, help="Who published it."),
            click.option("--published", default="", help="When; else the first line of the text that is a day."),
            click.option(
                "--language",
                callback=language_tag,
                default="",
                metavar="TAG",
                help="Its language, where it is not English: de, fr, …",
            ),
        )
    ):
        run = option(run)
    return run


@click.group()
def add() -> None:
    """Add to a corpus."""


@add.command()
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_head_options
def document(text: Path, claims: Path | None, given: Head) -> None:
    """Begin a claim file for the document whose text is in the file TEXT, with its title, date and SHA-256.

    Exit codes: 0 written; 2 something is missing, at fault or in the way; 3 the file cannot be written. After 2 and 3
    nothing is written.
    """
    from checker.report.safe import visible
    from checker.starting.document import claim_file

    folder, corpus = _corpus(claims)
    raw, words = _read(text)
    head = _head(text, words, given)
    content = claim_file(head, raw, text.name)
    _refuse_head(head, content, corpus)
    said = f": {visible(head.title)}, {visible(head.published)}"
    _write({folder / f"{head.id}.yaml": content}, folder, "give another --id", [said])
    _next("write its claims", folder, corpus, [text])


@click.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_head_options
def draft(texts: tuple[Path, ...], claims: Path | None, given: Head) -> None:
    """Write a claim file for each of TEXTS, with a draft of a claim for each figure and date in it.

    Drafts are compared with nothing: confirm one by taking `draft` away, with a subject and a property. What is given
    counts for all TEXTS; an identifier and a title are of one.

    Exit codes: 0 written; 2 something is missing, at fault or in the way; 3 a file cannot be written. After 2 and 3
    nothing is written.
    """
    from checker.model.claim import Document, is_english
    from checker.model.fault import Mark
    from checker.report.safe import visible
    from checker.starting.document import claim_file, numbered
    from checker.starting.drafts import MOST_CHARACTERS, drafts_of, fields_of

    texts = tuple(dict.fromkeys(texts))
    if len(texts) > 1 and (given.id or given.title):
        raise click.UsageError("--id and --title are of one document; draft its text by itself")
    if not is_english(given.language):
        raise faulty(
            f"drafts are made of English text so far, not of {given.language}; "
            f"checker add document TEXT --language {given.language} begins a claim file without drafts"
        )
    folder, corpus = _corpus(claims)
    files: dict[Path, str] = {}
    said: list[str] = []
    taken: set[str] = set()
    for text in texts:
        raw, words = _read(text)
        if len(words) > MOST_CHARACTERS:
            raise faulty(f"{visible(str(text))} has more than {MOST_CHARACTERS:,} characters; draft parts of it")
        head = _head(text, words, given)
        if head.id in taken:  # texts of one title
            head = head._replace(id=numbered(head.id, taken | set(corpus.documents)))
        taken.add(head.id)
        _refuse_head(head, claim_file(head, raw, text.name), corpus)
        about = Document(head.id, head.title, head.publisher, head.published, Mark(""), language=head.language)
        drafts = [fields_of(one) for one in drafts_of(words, about, corpus.lexicon.vocabulary)]
        files[folder / f"{head.id}.yaml"] = claim_file(head, raw, text.name, drafts)
        bound = sum("subject" in one and "property" in one for one in drafts)
        said.append(f": {len(drafts)} drafts, {bound} with subject and property")
    _write(files, folder, "give another --id", said)
    _next(
        "give each draft a subject and a property and take `draft` away, or drop it",
        folder,
        corpus,
        texts,
    )


def _corpus(given: Path | None) -> tuple[Path, ScannedFiles]:
    """The folder of the claims and what it holds; ends where its vocabulary, or the configuration, is at fault."""
    from checker.readers.folder import VOCABULARY, name_of
    from checker.readers.load import scan
    from checker.request import settings_of

    folder = given
    if folder is None:
        settings = settings_of((), {})
        _refuse_faults(settings.loaded.faults)
        folder = (
            Path(os.path.relpath(settings.loaded.folder / settings.given["claims"].value))
            if ("claims" in settings.given)
            else Path("claims")
        )
    corpus = scan(folder)
    if os.path.lexists(folder):
        names = (name_of(folder, folder), name_of(folder / VOCABULARY, folder))
        faults = (*corpus.faults, *corpus.lexicon.faults)
        _refuse_faults([one for one in faults if one.mark.file in names and one.code != "no-vocabulary"])
    return folder, corpus


def _refuse_faults(faults: Sequence[Fault]) -> None:
    """Ends where there is a fault, with the first of them."""
    from checker.report.safe import visible

    if faults:
        fault = min(faults)
        field = f" ({fault.field})" if fault.field else ""
        more = f" ({len(faults) - 1:,} more)" if len(faults) > 1 else ""
        raise faulty(visible(f"{fault.mark}: {fault.code}{field}: {fault.message}{more}"))


def _read(text: Path) -> tuple[bytes, str]:
    """The bytes of a text and its words; ends where that is none."""
    from checker.model.fault import Fault
    from checker.readers.encoding import decode
    from checker.readers.folder import read

    name = os.fsencode(text).decode("utf-8", "backslashreplace")
    raw = read(text, name)
    # ends of pages, as converters of PDF write them, are spaces
    words = raw if isinstance(raw, Fault) else decode(raw.replace(b"\f", b" "), name)
    if isinstance(raw, Fault) or isinstance(words, Fault):
        _refuse_faults([one for one in (raw, words) if isinstance(one, Fault)][:1])
        raise AssertionError("a fault ends the command")
    return raw, words


def _head(text: Path, words: str, given: Head) -> Head:
    """What is known of a document by its text and by what is given; ends where that is not enough."""
    from checker.report.safe import visible
    from checker.starting.document import head_of

    shown = visible(str(text))
    head = head_of(words, text.stem, given)
    if not head.published:
        raise faulty(f"no line of {shown} is the day of its publication; give it with --published")
    if not head.id:
        raise faulty(f"the title of {shown} makes no identifier; rename the file or give --id")
    return head


def _refuse_head(head: Head, content: str, corpus: ScannedFiles) -> None:
    """Ends where a claim file would be at fault, or its document is there already."""
    from checker.readers.folder import VOCABULARY
    from checker.report.safe import visible
    from checker.starting.document import faults_of

    for fault in faults_of(content, corpus.lexicon.vocabulary):
        raise faulty(visible(f"{OPTION_OF.get(fault.field, fault.field or fault.code)}: {fault.message}"))
    known = next((one.file for one in corpus.drafts if one.id == head.id), None)
    if known is not None:
        raise faulty(f"a document {head.id} is there already, in {visible(known)}; give another --id")
    if f"{head.id}.yaml" == VOCABULARY:
        raise faulty(f"the file {VOCABULARY} is that of the vocabulary; give another --id")


def _write(texts: Mapping[Path, str], folder: Path, step: str, said: Iterable[str] = ()) -> None:
    """Writes the files and says so, of each with what is said of it; ends where one is in the way or cannot be."""
    from checker.report.safe import visible
    from checker.starting.files import create, obstacle

    if trouble := obstacle(texts, folder):
        raise faulty(visible(f"{trouble}; {step}"))
    try:
        create(texts)
    except OSError as error:
        words = f"{error.filename} cannot be written ({error.strerror}); nothing was written"
        raise refuse(visible(words)) from error
    tails = iter(said)
    for path in texts:
        click.echo(f"wrote {visible(str(path))}{next(tails, '')}")


def _next(step: str, folder: Path, corpus: ScannedFiles, texts: Sequence[Path]) -> None:
    """What to do with what was written."""
    homes = {text.parent for text in texts}
    documents = f" --documents {_typed(homes.pop())}" if len(homes) == 1 else ""
    click.echo(f"\nNext: {step}, then checker check {_typed(folder)}{documents}")
    if not corpus.vocabulary_text and PLAIN_NAME.fullmatch(folder.name):
        named = "" if folder.name == "claims" else f" --claims {folder.name}"
        click.echo(f"      checker init {_typed(folder.parent)}{named} adds the vocabulary, which is not there yet.")


def _typed(path: Path) -> str:
    """A path as it is typed in a command."""
    from checker.report.safe import visible

    return visible(shlex.quote(str(path)))
