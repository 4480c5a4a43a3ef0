"""`checker import` of a Wikibase: a dump of entities becomes claims, documents and a vocabulary in a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from checker.cli.unfinished import finish, refuse_faults, unfinished

if TYPE_CHECKING:
    from checker.readers.files.wikibase import WikibaseFile
    from checker.wikibase.dump import Imported

ENDINGS = (".json", ".json.gz")
HEAD = 1_000
"""Bytes of a file that tell whether it is a dump."""
FIRST = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\[?\s*\{\s*"(?:entities"\s*:|(?:pageid|ns|title|lastrevid|modified)"\s*:'
    rb'|type"\s*:\s*"(?:item|property|lexeme)"|id"\s*:\s*"[QPL][0-9])'
)
"""How a dump begins: the first field of its first entity, or `entities`. Source: the JSON data model of Wikibase."""
FILES = {"claims": "claims.jsonl", "documents": "documents.jsonl", "vocabulary": "vocabulary.yaml"}


def is_wikibase(path: Path, settings: Path | None) -> bool:
    """The file is a dump, by its name and its first entity; by its name alone where it is said what its identifiers
    are.
    """
    if not path.name.lower().endswith(ENDINGS):
        return False
    if settings or path.name.lower().endswith(".gz"):
        return True
    with suppress(OSError), path.open("rb") as file:
        return bool(FIRST.match(file.read(HEAD)))
    return False


def import_wikibase(dumps: Sequence[Path], output: Path | None, settings: Path | None, published: str) -> None:
    """Writes the three files into the folder, or none where anything is at fault."""
    from checker.readers.tally import listed_faults
    from checker.wikibase.dump import import_dump

    if output is None or output.is_file() or output.name.endswith((".jsonl", ".parquet", ".yaml")):
        raise click.UsageError("a dump of a Wikibase becomes several files; give a folder for them with --output DIR")
    asked = read_asked(settings)
    with ExitStack() as stack:
        streams = {name: stack.enter_context(unfinished(output / file)) for name, file in FILES.items()}
        folder = Path(stack.enter_context(TemporaryDirectory(dir=output, prefix=".checker-")))
        made = import_dump([(str(path), path) for path in dumps], asked, folder, streams, published)
        if made.faults:
            refuse_faults(listed_faults(dict.fromkeys(made.faults)))
        for name, file in FILES.items():
            finish(streams[name], output / file)
    _tell(made, len(dumps))


def read_asked(path: Path | None) -> WikibaseFile:
    """What a file says of a Wikibase; one at fault ends the command."""
    from checker.wikibase.settings import read_settings

    asked, faults = read_settings(path, str(path or ""))
    if asked is None:
        refuse_faults(faults)
    return asked


def _tell(made: Imported, number: int) -> None:
    """What was made, what was converted, and what has no counterpart, the most frequent first."""
    from checker.readers.encoding import SIZE_LIMIT
    from checker.report.explain import counted
    from checker.report.safe import visible

    claims, entities = counted(made.claims, "claim"), counted(made.entities, "entity", "entities")
    of = f"of {counted(made.documents, 'document')}, from {entities} in {counted(number, 'dump')}"
    lines = [f"{claims} {of}"]
    if made.julian:
        lines.append(f"{counted(made.julian, 'claim')} with a Julian date, converted; because: says how it stood")
    if made.left_out.counts:
        lines += ["without a counterpart, and left out:", *made.left_out.lines()]
    if made.vocabulary_bytes > SIZE_LIMIT:
        size = f"{made.vocabulary_bytes:,} bytes, more than the {SIZE_LIMIT:,} that are read"
        lines.append(f"the vocabulary has {size}: import fewer properties (properties: in the file of --wikibase)")
    click.echo("\n".join(visible(line) for line in lines), err=True)
