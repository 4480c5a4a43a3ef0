"""`checker init` and `checker add`: a corpus begins, and grows by a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.entering import (
    PLAIN_NAME,
    corpus_of,
    document_options,
    known_of,
    read_text,
    refuse_head,
    say_next,
    typed,
    write_files,
)

if TYPE_CHECKING:
    from checker.starting.document import Head

PLATFORMS = ("github", "gitlab", "bitbucket", "azure", "jenkins")


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

    write_files(files_of_corpus(folder, claims, platform or ""), folder, "move it away, or name another FOLDER")
    step = "" if folder == Path() else f"cd {typed(folder)} && "
    click.echo(f"\nNext: {step}checker check {claims}, then write over the examples.")
    click.echo("      checker add document TEXT begins a claim file for a document of yours.")


@click.group()
def add() -> None:
    """Add to a corpus."""


@add.command()
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@document_options
def document(text: Path, claims: Path | None, given: Head) -> None:
    """Begin a claim file for the document whose text is in the file TEXT, with its title, date and SHA-256.

    Exit codes: 0 written; 2 something is missing, at fault or in the way; 3 the file cannot be written, or what reads
    its format is missing. After 2 and 3 nothing is written.
    """
    from hashlib import sha256

    from checker.report.safe import visible
    from checker.starting.document import claim_file

    folder, corpus = corpus_of(claims)
    raw, words = read_text(text)
    head = known_of(text, words, given)
    content = claim_file(head, raw, text.name)
    refuse_head(head, content, corpus)
    said = f": {visible(head.title)}, {visible(head.published)}"
    write_files({folder / f"{head.id}.yaml": content}, folder, "give another --id", [said])
    click.echo(f"SHA-256 of {visible(text.name)}: {sha256(raw).hexdigest()}")
    say_next("write its claims", folder, corpus, [text])
