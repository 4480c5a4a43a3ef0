"""`checker init`, `checker add` and `checker draft`: a corpus begins, and grows by a document."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.common import language_tag

if TYPE_CHECKING:
    from checker.model.vocabulary import Vocabulary
    from checker.starting.document import Head

PLATFORMS = ("github", "gitlab", "bitbucket", "azure", "jenkins")


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--claims", default="claims", metavar="NAME", help="The folder of the claims, below FOLDER.")
@click.option("--ci", "platform", type=click.Choice(PLATFORMS), help="Also a job that checks every change.")
def init(folder: Path, claims: str, platform: str | None) -> None:
    """Begin a corpus in FOLDER: a vocabulary, two documents to write over, settings, schemas for the editor.

    Nothing that is there is written over. Exit codes: 0 begun; 2 a file is in the way, and nothing is written.
    """
    from checker.report.safe import visible
    from checker.starting.corpus import files_of_corpus

    texts = files_of_corpus(folder, claims, platform or "")
    _keep(texts, "move it away, or name another FOLDER")
    for path, text in texts.items():
        _write(path, text)
        click.echo(f"wrote {visible(str(path))}")
    click.echo(f"\nNext: checker check {visible(str(folder / claims))}, then write over the examples.")
    click.echo("      checker add document TEXT begins a claim file for a document of yours.")


@click.group()
def add() -> None:
    """Add to a corpus."""


@add.command()
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--claims", type=click.Path(file_okay=False, path_type=Path), default=Path("claims"), metavar="FOLDER")
@click.option("--id", "name", default="", help="Its identifier; else made of the title.")
@click.option("--title", default="", help="Its title; else the first heading of the text.")
@click.option("--publisher", required=True, help="Who published it.")
@click.option("--published", default="", help="When; else the first line of the text that is a day.")
@click.option(
    "--language",
    callback=language_tag,
    default="",
    metavar="TAG",
    help="Its language, where it is not English: de, fr, …",
)
def document(text: Path, claims: Path, name: str, title: str, publisher: str, published: str, language: str) -> None:
    """Begin a claim file for the document whose text is in the file TEXT, with its title, date and SHA-256.

    Exit codes: 0 written; 2 something is missing or in the way, and nothing is written.
    """
    from checker.report.safe import visible
    from checker.starting.document import Head, claim_file

    head, raw, _ = _read(text, Head(name, title, publisher, published, language))
    path = claims / f"{head.id}.yaml"
    _keep([path], "give another --id")
    _write(path, claim_file(head, raw, text.name))
    click.echo(f"wrote {visible(str(path))}: {visible(head.title)}, {visible(head.published)}")
    click.echo(f"\nNext: write its claims, then checker check {claims} --documents {visible(str(text.parent))}")


@click.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--claims", type=click.Path(file_okay=False, path_type=Path), default=Path("claims"), metavar="FOLDER")
@click.option("--publisher", required=True, help="Who published them.")
@click.option(
    "--published",
    default="",
    help="When; else the first line of each text that is a day, or the time that its words allow.",
)
@click.option(
    "--language",
    callback=language_tag,
    default="",
    metavar="TAG",
    help="Their language, where it is not English: de, fr, …",
)
def draft(texts: tuple[Path, ...], claims: Path, publisher: str, published: str, language: str) -> None:
    """Write a claim file for each of TEXTS, with a draft of a claim for each figure and date in it.

    Drafts are compared with nothing (but see checker check --drafts): confirm one by taking `draft` away, with a
    subject and a property.
    Exit codes: 0 written; 2 something is missing or in the way, and nothing is written.
    """
    from checker.model.claim import Document
    from checker.model.fault import Mark
    from checker.readers.load import load
    from checker.report.safe import visible
    from checker.starting.document import Head, claim_file, identifier
    from checker.starting.drafts import MOST_CHARACTERS, drafts_of, fields_of

    corpus = load(claims)
    files: dict[Path, str] = {}
    told: list[str] = []
    for text in texts:
        head, raw, words = _read(text, Head("", "", publisher, published, language), corpus.vocabulary)
        if len(words) > MOST_CHARACTERS:
            raise click.UsageError(
                f"{visible(str(text))} has more than {MOST_CHARACTERS:,} characters; draft parts of it"
            )
        if claims / f"{head.id}.yaml" in files:  # texts of one title
            head = head._replace(id=identifier(text.stem))
        path = claims / f"{head.id}.yaml"
        document = Document(head.id, head.title, publisher, head.published, Mark(""), language=language)
        drafts = [fields_of(one) for one in drafts_of(words, document, corpus.vocabulary, corpus.claims)]
        files[path] = claim_file(head, raw, text.name, drafts)
        bound = sum("subject" in one and "property" in one for one in drafts)
        told.append(f"wrote {visible(str(path))}: {len(drafts)} drafts, {bound} with subject and property")
    _keep(files, "move it away")
    for path, content in files.items():
        _write(path, content)
    click.echo("\n".join(told))
    click.echo(f"\nNext: confirm, correct or drop each, then checker check {visible(str(claims))}")


def _read(text: Path, given: Head, vocabulary: Vocabulary | None = None) -> tuple[Head, bytes, str]:
    """What is known of the document whose text is in a file, its bytes and its words; ends where that is not enough."""
    from checker.readers.encoding import SIZE_LIMIT
    from checker.report.safe import visible
    from checker.starting.document import head_of

    raw = text.read_bytes() if text.stat().st_size <= SIZE_LIMIT else None
    try:
        words = raw.decode("utf-8-sig") if raw is not None else None
    except UnicodeDecodeError:
        words = None
    if raw is None or words is None:
        raise click.UsageError(f"{visible(str(text))} is no text in UTF-8 of at most {SIZE_LIMIT:,} bytes")
    head = head_of(words, text.stem, given, vocabulary) if vocabulary else head_of(words, text.stem, given)
    if not head.published:
        raise click.UsageError(
            f"no line of {visible(str(text))} is the day of its publication, and it names no date; "
            "give it with --published"
        )
    return head, raw, words


def _keep(paths: Iterable[Path], step: str) -> None:
    """Ends where a file is there already."""
    from checker.gate import FAULTY
    from checker.report.safe import visible

    if there := [path for path in paths if path.exists() or path.is_symlink()]:
        click.echo(f"Error: {', '.join(visible(str(path)) for path in there)} is there already; {step}", err=True)
        sys.exit(FAULTY)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
