"""`checker draft`: the figures and dates of texts become drafts of claims; a model is asked only where one is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from checker.cli.entering import (
    corpus_of,
    document_options,
    known_of,
    read_text,
    refuse_head,
    refuse_in_the_way,
    say_next,
    write_files,
)
from checker.cli.errors import faulty

if TYPE_CHECKING:
    from checker.model.claim import Claim, Document
    from checker.model.vocabulary import Vocabulary
    from checker.proposing.endpoint import Endpoint
    from checker.readers.load import ScannedFiles
    from checker.starting.document import Head
    from checker.texts.text import Text

KEY_VARIABLE = "CHECKER_MODEL_KEY"
SHOWN, SHOWN_WORDS = 20, 60
"""Stretches that are not drafted, of each text, and characters of each."""


class _Source(NamedTuple):
    """A text to draft: its file, what is known of its document, its bytes and words."""

    file: Path
    head: Head
    raw: bytes
    text: Text


@click.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@document_options
@click.option("--endpoint", metavar="URL", help="Send the texts to this OpenAI-compatible endpoint, for proposals.")
@click.option("--model", metavar="NAME", help="The model that is asked there.")
@click.option(
    "--key-variable",
    metavar="NAME",
    help=f"The environment variable that holds its key (default: {KEY_VARIABLE}, where it is set).",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="How long one answer may take.",
)
def draft(
    texts: tuple[Path, ...],
    claims: Path | None,
    given: Head,
    endpoint: str | None,
    model: str | None,
    key_variable: str | None,
    timeout: float,
) -> None:
    """Write a claim file for each of TEXTS, with a draft of a claim for each figure and date in it.

    The texts are English. Tables without headings, and sentences that are none, are told and not drafted.

    Drafts are compared with nothing (but see checker check --drafts): confirm one by taking `draft` away, with a
    subject and a property. What is given counts for all TEXTS; an identifier and a title are of one. With --endpoint
    and --model the texts are sent to a model, which proposes names for drafts and further drafts; what it proposes is
    checked, and says who proposed it.

    Exit codes: 0 written; 2 something is missing, at fault or in the way, and nothing is written; 3 a file cannot be
    written, and none is, or the model did not answer all, and what there is was written.
    """
    from checker.gate import INCOMPLETE
    from checker.model.claim import is_english
    from checker.readers.load import resolve, rows_of
    from checker.report.explain import counted
    from checker.starting.document import claim_file, document_of
    from checker.starting.drafts import drafts_of, fields_of

    texts = tuple(dict.fromkeys(texts))
    if len(texts) > 1 and (given.id or given.title):
        raise click.UsageError("--id and --title are of one document; draft its text by itself")
    if not is_english(given.language):
        raise faulty(
            f"drafts are made of English texts, not of {given.language}; "
            f"checker add document TEXT --language {given.language} begins a claim file without drafts"
        )
    asked = _endpoint(endpoint, model, key_variable, timeout)
    folder, corpus = corpus_of(claims)
    earlier = resolve(corpus, rows_of(corpus)).claims
    vocabulary = corpus.lexicon.vocabulary
    sources = list(_sources(texts, given, corpus))
    step = "give another --id"
    refuse_in_the_way([folder / f"{source.head.id}.yaml" for source in sources], folder, step)  # nothing is sent then
    files: dict[Path, str] = {}
    said: list[str] = []
    error = ""
    for source in sources:
        document = document_of(source.head)
        drafts = tuple(drafts_of(source.text, document, vocabulary, earlier))
        proposed = ""
        if asked and not error:
            drafts, proposed, error = _propose(source, document, drafts, vocabulary, asked)
        content = claim_file(source.head, source.raw, source.file.name, list(map(fields_of, drafts)))
        files[folder / f"{source.head.id}.yaml"] = content
        bound = sum(bool(one.subject and one.property) for one in drafts)
        said.append(
            f": {counted(len(drafts), 'draft')}, {bound} with subject and property{proposed}{_not_drafted(source.text)}"
        )
    write_files(files, folder, step, said)
    say_next("give each draft a subject and a property and take `draft` away, or drop it", folder, corpus, texts)
    if error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(INCOMPLETE)


def _not_drafted(text: Text) -> str:
    """Lines on what of a text has no drafts."""
    from checker.report.safe import visible
    from checker.starting.parts import left_out

    left = left_out(text)
    lines = [f'\n  not drafted: {one.what}: "{visible(one.words[:SHOWN_WORDS])}…"' for one in left[:SHOWN]]
    more = [f"\n  and {len(left) - SHOWN:,} more"] if len(left) > SHOWN else []
    return "".join((*lines, *more))


def _sources(texts: tuple[Path, ...], given: Head, corpus: ScannedFiles) -> Iterator[_Source]:
    """What is drafted; ends where one of the texts cannot be."""
    from checker.report.safe import visible
    from checker.starting.document import claim_file, numbered
    from checker.starting.drafts import MOST_CHARACTERS
    from checker.starting.english import looks_english

    taken: set[str] = set()
    for text in texts:
        raw, words = read_text(text)
        if len(words.words) > MOST_CHARACTERS:
            raise faulty(f"{visible(str(text))} has more than {MOST_CHARACTERS:,} characters; draft parts of it")
        if not given.language and not looks_english(words.words):
            raise faulty(
                f"{visible(str(text))} does not look like English, and drafts are made of English texts only; "
                "if it is English, give --language en; checker add document begins a claim file without drafts"
            )
        head = known_of(text, words, given, corpus.lexicon.vocabulary)
        if head.id in taken:  # texts of one title
            head = head._replace(id=numbered(head.id, taken | set(corpus.documents)))
        taken.add(head.id)
        refuse_head(head, claim_file(head, raw, text.name), corpus)
        yield _Source(text, head, raw, words)


def _endpoint(url: str | None, model: str | None, key_variable: str | None, seconds: float) -> Endpoint | None:
    """Who is asked; nobody where nobody is named. No setting and no variable names one: a text leaves this machine only
    by the words of the command line.
    """
    if not (url or model or key_variable):
        return None
    if not (url and model):
        raise click.UsageError("--endpoint and --model go together: where the texts are sent, and which model is asked")
    key = os.environ.get(key_variable or KEY_VARIABLE, "").strip()
    if key_variable and not key:
        raise click.UsageError("--key-variable names an environment variable, and that one holds no key")
    from checker.proposing.endpoint import endpoint_of

    try:
        return endpoint_of(url, model, key, seconds)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _propose(
    source: _Source, document: Document, drafts: tuple[Claim, ...], vocabulary: Vocabulary, endpoint: Endpoint
) -> tuple[tuple[Claim, ...], str, str]:
    """The drafts with what a model proposes, a line on what became of that, and what kept it from answering."""
    from checker.proposing.draft import with_proposals
    from checker.proposing.request import requests_of
    from checker.report.explain import counted
    from checker.report.safe import visible

    requests, unsent = requests_of(source.text.words, drafts, vocabulary)
    size = sum(request.size for request in requests)
    click.echo(
        f"sending {size:,} characters to {endpoint.host} in {counted(len(requests), 'request')}: "
        f"{visible(str(source.file))}, and names of the vocabulary"
    )
    done = with_proposals(source.text.words, drafts, document, vocabulary, requests, endpoint)
    error = done.error
    if done.unread and not error:
        error = f"{counted(done.unread, 'answer')} of {endpoint.name} could not be read"
    if unsent and not error:
        error = f"the last {unsent:,} characters of {visible(str(source.file))} were not sent; draft parts of it"
    return done.drafts, f"\n  {endpoint.model}: {done.summary}", error
