"""`checker lsp`: help while claim files are written, in any editor that speaks the Language Server Protocol."""

from __future__ import annotations

import sys

import click

from checker.cli.common import Flags, corpus_options
from checker.cli.errors import refuse
from checker.extras import absent, installing


@click.command()
@click.option("--stdio", is_flag=True, hidden=True, help="Given by some editors; nothing else is spoken.")
@corpus_options
def lsp(stdio: bool, flags: Flags) -> None:  # noqa: ARG001  # the only way there is
    """Answer an editor on standard input and output (the Language Server Protocol): faults and disagreements as you
    write, completion of names, what a value is read as, definitions, renaming, quick fixes.

    Editors start it; docs/editors.md says how. It ends with 0 when the editor says so, with 1 when it just goes away.
    """
    from importlib.metadata import PackageNotFoundError, version

    if absent("lsp"):
        raise refuse(f"the libraries of the language server are not installed: {installing('lsp')}")
    from checker.editor.server import serve

    try:
        own = version("checker")
    except PackageNotFoundError:
        own = "0"
    sys.exit(serve(flags, own))
