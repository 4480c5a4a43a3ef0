"""What the commands share that write claim files: what is known of a document, and where its file goes."""

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
    from checker.model.vocabulary import Vocabulary
    from checker.readers.load import ScannedFiles
    from checker.starting.document import Head
    from checker.texts.text import Text

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


def document_options(command: Callable[..., None]) -> Callable[..., None]:
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
            click.option(
                "--published",
                default="",
                help="When; else the first line of the text that is a day; for drafts, else the time its words allow.",
            ),
            click.option(
                "--language",
                callback=language_tag,
                default="",
                metavar="TAG",
                help="Its language, where it is not English: de, fr, …; drafts are made of English texts only.",
            ),
        )
    ):
        run = option(run)
    return run


def corpus_of(given: Path | None) -> tuple[Path, ScannedFiles]:
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
    if faults:
        raise _refusal(faults)


def _refusal(faults: Sequence[Fault]) -> click.ClickException:
    """What ends the command: the first of the faults."""
    from checker.report.safe import visible

    fault = min(faults)
    field = f" ({fault.field})" if fault.field else ""
    more = f" ({len(faults) - 1:,} more)" if len(faults) > 1 else ""
    return faulty(visible(f"{fault.mark}: {fault.code}{field}: {fault.message}{more}"))


def read_text(path: Path) -> tuple[bytes, Text]:
    """The bytes of a document's file and its text; ends where that is none, or what reads its format is missing."""
    from checker.model.fault import Fault
    from checker.readers.encoding import decode
    from checker.readers.folder import read
    from checker.report.safe import visible
    from checker.texts.files import text_of
    from checker.texts.formats import limit_of
    from checker.texts.text import Unfinished, Unreadable

    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    raw = read(path, name, limit_of(path.name))
    if isinstance(raw, Fault):
        raise _refusal([raw])
    try:
        text = text_of(raw, path.name)
    except Unreadable as error:
        raise faulty(visible(f"{name} {error.message}")) from None
    except Unfinished as error:
        raise refuse(f"{visible(name)}: {visible(str(error))}") from None
    # ends of pages, as converters of PDF write them, are spaces; what else does not show would end up in quotes
    words = decode(text.words.replace("\f", " ").encode(), name)
    if isinstance(words, Fault):
        raise _refusal([words])
    return raw, text


def known_of(path: Path, text: Text, given: Head, vocabulary: Vocabulary | None = None) -> Head:
    """What is known of a document by its text and by what is given; ends where that is not enough."""
    from checker.report.safe import visible
    from checker.starting.document import head_of

    shown = visible(str(path))
    head = head_of(text, path.stem, given, vocabulary)
    if not head.published:
        more = ", and it names no date" if vocabulary else ""
        raise faulty(f"no line of {shown} is the day of its publication{more}; give it with --published")
    if not head.id:
        raise faulty(f"the title of {shown} makes no identifier; rename the file or give --id")
    return head


def refuse_head(head: Head, content: str, corpus: ScannedFiles) -> None:
    """Ends where a claim file would be at fault, or its document is there already."""
    from checker.readers.folder import VOCABULARY
    from checker.report.safe import visible
    from checker.starting.document import faults_of

    for fault in faults_of(content, corpus.lexicon.vocabulary):
        raise faulty(visible(f"{OPTION_OF.get(fault.field, fault.field or fault.code)}: {fault.message}"))
    known = next((one.file for one in corpus.drafts if one.id == head.id), None)
    if known is not None:
        step = "give another --id, or take that file away first"
        raise faulty(f"a document {head.id} is there already, in {visible(known)}; {step}")
    if f"{head.id}.yaml" == VOCABULARY:
        raise faulty(f"the file {VOCABULARY} is that of the vocabulary; give another --id")


def refuse_in_the_way(paths: Iterable[Path], folder: Path, step: str) -> None:
    """Ends where one of the files to write is there already, or cannot be."""
    from checker.report.safe import visible
    from checker.starting.files import obstacle

    if trouble := obstacle(paths, folder):
        raise faulty(visible(f"{trouble}; {step}"))


def write_files(texts: Mapping[Path, str], folder: Path, step: str, said: Iterable[str] = ()) -> None:
    """Writes the files and says so, of each with what is said of it; ends where one is in the way or cannot be."""
    from checker.report.safe import visible
    from checker.starting.files import create

    refuse_in_the_way(texts, folder, step)
    try:
        create(texts)
    except OSError as error:
        words = f"{error.filename} cannot be written ({error.strerror}); nothing was written"
        raise refuse(visible(words)) from error
    tails = iter(said)
    for path in texts:
        click.echo(f"wrote {visible(str(path))}{next(tails, '')}")


def say_next(step: str, folder: Path, corpus: ScannedFiles, texts: Sequence[Path]) -> None:
    """What to do with what was written."""
    homes = {text.parent for text in texts}
    documents = f" --documents {typed(homes.pop())}" if len(homes) == 1 else ""
    click.echo(f"\nNext: {step}, then checker check {typed(folder)}{documents}")
    if not corpus.vocabulary_text and PLAIN_NAME.fullmatch(folder.name):
        named = "" if folder.name == "claims" else f" --claims {folder.name}"
        click.echo(f"      checker init {typed(folder.parent)}{named} adds the vocabulary, which is not there yet.")


def typed(path: Path) -> str:
    """A path as it is typed in a command."""
    from checker.report.safe import visible

    return visible(shlex.quote(str(path)))
