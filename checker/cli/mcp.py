"""`checker mcp`: a corpus for programs that speak the Model Context Protocol."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from checker.cli.common import Flags, corpus_options, requested
from checker.cli.errors import refuse
from checker.extras import absent, installing


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@corpus_options
def mcp(folder: Path | None, flags: Flags) -> None:
    """Serve the corpus in FOLDER (default: claims) to a program, on standard input and output.

    Its tools read literals, draft texts, check the corpus (also with files that are not saved yet) and explain. Nothing
    is written, and a caller reaches no file outside FOLDER and the folder of texts. Exit codes: 0 the input ended; 2
    there is no such corpus; 3 the library is not installed.
    """
    if absent("mcp"):
        raise refuse(f"the library of the protocol is not installed: {installing('mcp')}")
    asked = replace(requested((folder,) if folder else (), flags), cache=None, chosen=())
    from checker.mcp.folder import Folder
    from checker.mcp.serve import serve

    serve(Folder(asked))
