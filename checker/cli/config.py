"""`checker config`: what is in force, and where each value came from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from checker.cli.common import Flags, policy_options


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@policy_options
def config(paths: tuple[Path, ...], flags: Flags) -> None:
    """Show the settings in force and where each came from: a flag, a file and its line, or the default.

    Takes the flags of check. What it prints is itself a configuration file.
    """
    from checker import config as files
    from checker.gate import CLEAN, FAULTY
    from checker.report.safe import visible
    from checker.request import settings_of

    found = settings_of(paths, flags)
    rows = [
        (f"# {key} is not set" if value == files.UNSET else f"{key} = {value}", origin)
        for key, value, origin in files.in_force(found.given)
    ]
    width = max(len(line) for line, _ in rows)
    for line, origin in rows:
        click.echo(visible(f"{line:<{width}}  # {origin}"))
    for fault in found.loaded.faults:
        click.echo(visible(f"{fault.mark}: {fault.code}: {fault.field}: {fault.message}"), err=True)
    sys.exit(FAULTY if found.loaded.faults else CLEAN)
