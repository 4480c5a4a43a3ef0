"""`checker completion`: the script that lets a shell complete commands, options and their values."""

from __future__ import annotations

import click

SHELLS = ("bash", "fish", "zsh")
"""Source: the shells that click writes scripts for."""


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a script that completes commands and options, for SHELL to read.

    bash and zsh: eval "$(checker completion bash)" in their start file; fish: checker completion fish | source.
    """
    from click.shell_completion import get_completion_class

    writer = get_completion_class(shell)
    assert writer is not None, f"click knows {shell}"
    click.echo(writer(ctx.find_root().command, {}, "checker", "_CHECKER_COMPLETE").source())
