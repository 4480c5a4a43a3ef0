"""`checker draft`: the figures and dates of texts become drafts of claims; a model is asked only where one is named."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from checker.cli.common import language_tag
from checker.cli.init import read_text, refuse_existing, write_new

if TYPE_CHECKING:
    from checker.model.claim import Claim, Document
    from checker.model.vocabulary import Vocabulary
    from checker.proposing.endpoint import Endpoint
    from checker.starting.document import Head

KEY_VARIABLE = "CHECKER_MODEL_KEY"


class _Source(NamedTuple):
    """A text to draft: its file, what is known of its document, its bytes and words, and where its claims go."""

    file: Path
    head: Head
    raw: bytes
    words: str
    path: Path


@click.command()
@click.argument("texts", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--claims", type=click.Path(file_okay=False, path_type=Path), default=Path("claims"), metavar="FOLDER")
@click.option("--publisher", required=True, help="Who published them.")
@click.option("--published", default="", help="When; else the first line of each text that is a day.")
@click.option(
    "--language",
    callback=language_tag,
    default="",
    metavar="TAG",
    help="Their language, where it is not English: de, fr, …",
)
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
    claims: Path,
    publisher: str,
    published: str,
    language: str,
    endpoint: str | None,
    model: str | None,
    key_variable: str | None,
    timeout: float,
) -> None:
    """Write a claim file for each of TEXTS, with a draft of a claim for each figure and date in it.

    Drafts are compared with nothing: confirm one by taking `draft` away, with a subject and a property. With --endpoint
    and --model the texts are sent to a model, which proposes names for drafts and further drafts; what it proposes is
    checked, and says who proposed it. Exit codes: 0 written; 2 something is missing or in the way, and nothing is
    written; 3 the model did not answer all, and what there is was written.
    """
    from checker.gate import INCOMPLETE
    from checker.readers.load import scan
    from checker.report.safe import visible
    from checker.starting.document import Head

    asked = _endpoint(endpoint, model, key_variable, timeout)
    sources = _sources(texts, claims, Head("", "", publisher, published, language))
    refuse_existing([source.path for source in sources], "move it away")
    vocabulary = scan(claims).lexicon.vocabulary
    error = ""
    for source in sources:
        error = _draft(source, vocabulary, None if error else asked) or error
    click.echo(f"\nNext: confirm, correct or drop each, then checker check {visible(str(claims))}")
    if error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(INCOMPLETE)


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


def _sources(texts: tuple[Path, ...], claims: Path, given: Head) -> list[_Source]:
    """What is drafted; ends where one of the texts cannot be."""
    from checker.report.safe import visible
    from checker.starting.document import identifier
    from checker.starting.drafts import MOST_CHARACTERS

    sources: dict[Path, _Source] = {}
    for text in texts:
        head, raw, words = read_text(text, given)
        if len(words) > MOST_CHARACTERS:
            raise click.UsageError(
                f"{visible(str(text))} has more than {MOST_CHARACTERS:,} characters; draft parts of it"
            )
        if claims / f"{head.id}.yaml" in sources:  # texts of one title
            head = head._replace(id=identifier(text.stem))
        path = claims / f"{head.id}.yaml"
        sources[path] = _Source(text, head, raw, words, path)
    return list(sources.values())


def _draft(source: _Source, vocabulary: Vocabulary, endpoint: Endpoint | None) -> str:
    """Write the claim file of a text; what kept a model from answering all, or `""`."""
    from checker.report.safe import visible
    from checker.starting.document import claim_file, document_of
    from checker.starting.drafts import drafts_of, fields_of

    document = document_of(source.head)
    drafts = tuple(drafts_of(source.words, document, vocabulary))
    told, error = "", ""
    if endpoint:
        drafts, told, error = _propose(source, document, drafts, vocabulary, endpoint)
    write_new(source.path, claim_file(source.head, source.raw, source.file.name, list(map(fields_of, drafts))))
    bound = sum(bool(one.subject and one.property) for one in drafts)
    click.echo(f"wrote {visible(str(source.path))}: {len(drafts)} drafts, {bound} with subject and property")
    if told:
        click.echo(f"  {told}")
    return error


def _propose(
    source: _Source, document: Document, drafts: tuple[Claim, ...], vocabulary: Vocabulary, endpoint: Endpoint
) -> tuple[tuple[Claim, ...], str, str]:
    """The drafts with what a model proposes, what became of its proposals, and what kept it from answering all."""
    from checker.proposing.draft import with_proposals
    from checker.proposing.request import requests_of
    from checker.report.explain import counted
    from checker.report.safe import visible

    requests, unsent = requests_of(source.words, drafts, vocabulary)
    size = sum(request.size for request in requests)
    click.echo(
        f"sending {size:,} characters to {endpoint.host} in {counted(len(requests), 'request')}: "
        f"{visible(str(source.file))}, and names of the vocabulary"
    )
    done = with_proposals(source.words, drafts, document, vocabulary, requests, endpoint)
    error = done.error
    if done.unread and not error:
        error = f"{counted(done.unread, 'answer')} of {endpoint.name} could not be read"
    if unsent and not error:
        error = f"the last {unsent:,} characters of {visible(str(source.file))} were not sent; draft parts of it"
    return done.drafts, f"{endpoint.model}: {done.summary}", error
