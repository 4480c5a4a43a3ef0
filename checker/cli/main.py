"""The `checker` command, and what is short of the rest: no other package prints or exits."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from checker.cli.baseline import baseline
from checker.cli.common import (
    ROOT,
    STANDARD_OUTPUT,
    Flags,
    check_options,
    checked,
    corpus_options,
    folder,
    hosted_folder,
    requested,
    save,
)
from checker.cli.completion import completion
from checker.cli.config import config
from checker.cli.decide import decide
from checker.cli.diff import diff
from checker.cli.draft import draft
from checker.cli.errors import annotate, annotated, close_output, refuse, stoppable
from checker.cli.export import export
from checker.cli.fix import fix
from checker.cli.import_ import import_table
from checker.cli.init import add, init
from checker.cli.lsp import lsp
from checker.cli.mcp import mcp
from checker.cli.read import read
from checker.cli.report import report
from checker.cli.review import review
from checker.cli.since import since
from checker.cli.sources import sources
from checker.cli.table_options import about
from checker.cli.terminal import width
from checker.cli.timeline import timeline
from checker.cli.unwanted import go_without
from checker.cli.vocabulary import vocabulary
from checker.cli.watch import Run, follow
from checker.report.formats import NAMES as FORMATS
from checker.report.formats import format_of
from checker.report.safe import coloured, log_safe

if TYPE_CHECKING:
    from checker.model.result import Result
    from checker.report.options import Options


CATEGORY = re.compile(r"\w[\w.-]*(/[\w.-]+)*")
WORDS = f"{__name__}.words"
"""Where a context keeps the words of the command line."""


class Group(click.Group):
    """Commands in the order in which people meet them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(self.commands)

    def make_context(self, info_name: str | None, args: list[str], *more: Any, **extra: Any) -> click.Context:
        """The context knows the words of the command line: annotations are asked for there."""
        words = tuple(args)
        with annotated(words):
            context = super().make_context(info_name, args, *more, **extra)
        context.meta[WORDS] = words
        return context

    def invoke(self, ctx: click.Context) -> Any:
        """What ends a command early is annotated."""
        with annotated(ctx.meta[WORDS]):
            return self._guarded(ctx)

    def _guarded(self, ctx: click.Context) -> Any:
        """What was stopped, and what cannot be written to the standard output, ends with 3 and one line; none where
        nobody reads it.
        """
        try:
            try:
                return super().invoke(ctx)
            finally:
                if sys.stdout:  # none where it is closed
                    sys.stdout.flush()
        except (KeyboardInterrupt, click.Abort):
            raise refuse("stopped") from None
        except OSError as error:
            if error.filename is not None:  # a file: those who write it say what became of it
                raise
            close_output(sys.stdout)
            if error.errno == errno.EPIPE:
                from checker.gate import INCOMPLETE

                sys.exit(INCOMPLETE)
            raise refuse(f"the report could not be written ({error.strerror})") from None

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """A failure of checker itself ends with 3, never with the 1 of open findings."""
        if args is None:  # a process of its own
            go_without()
        try:
            return super().main(args, *more, **extra)
        except Exception as error:  # noqa: BLE001  # whatever it is, nothing was checked to the end
            import traceback

            from checker.gate import INCOMPLETE

            message = f"checker itself failed, and nothing was reported: {log_safe(f'{type(error).__name__}: {error}')}"
            annotate(sys.argv[1:] if args is None else args, INCOMPLETE, message)
            try:
                traceback.print_exc()
                click.echo(message, err=True)
            except OSError:  # nothing can be printed: the exit code says it
                close_output(sys.stderr)
            sys.exit(INCOMPLETE)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="checker")
def main() -> None:
    """Find where the claims of documents do not fit, within one document and across documents.

    Exit codes: 0 clean; 1 an open disagreement at or above --fail-on; 2 a fault in the input, the configuration or the
    command line; 3 incomplete.
    """


# click calls every callback with these three
def _outputs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, Path]]:  # noqa: ARG001
    found = []
    for value in values:
        name, equals, path = value.partition("=")
        if name not in FORMATS or not equals or not path:
            raise click.BadParameter(f"found {value!r}, expected FORMAT=FILE with FORMAT one of {', '.join(FORMATS)}")
        found.append((name, Path(path)))
    return found


def _category(ctx: click.Context, param: click.Parameter, value: str | None) -> str:  # noqa: ARG001  # click's signature
    if value is not None and not CATEGORY.fullmatch(value):
        raise click.BadParameter(f"found {value!r}, expected letters, digits and any of - _ . / between them")
    return value or ""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option("--output", callback=_outputs, multiple=True, metavar="FORMAT=FILE", help="Write a file too; repeatable.")
@click.option("--new-since", metavar="REF", help="Only disagreements that are new since the branch left REF.")
@click.option("--drafts", is_flag=True, help="Let drafts with subject, property and value take part.")
@click.option("--show-reconciled", is_flag=True, help="Also print what is reconciled, agrees or is decided.")
@click.option("--statistics", is_flag=True, help="Print how often each rule shows what.")
@click.option("--quiet", "-q", is_flag=True, help="Print no totals.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colour the text.")
@click.option("--category", callback=_category, metavar="NAME", help="Tell this corpus from others in SARIF.")
@click.option("--watch", is_flag=True, help="Check again when a file changes, and print what that changed.")
@check_options
def check(
    paths: tuple[Path, ...],
    form: str,
    output: list[tuple[str, Path]],
    new_since: str | None,
    drafts: bool,
    show_reconciled: bool,
    statistics: bool,
    quiet: bool,
    color: str,
    category: str,
    watch: bool,
    flags: Flags,
) -> None:
    """Check a corpus of claim files (default: the folder claims).

    PATHS name the corpus or files in it. The whole corpus is always loaded; files only select what is reported. With
    --watch, Ctrl-C ends the run with the exit code of the last check.
    """
    from checker.run import exit_code
    from checker.watching import watched

    if watch and form != "text":
        raise click.UsageError(f"--watch tells on a terminal what changed; write {form} with --output {form}=FILE")

    if drafts and new_since is not None:
        raise click.UsageError("drafts take no part in what is new: leave out --drafts, or --new-since")
    flags = {**flags, "drafts": drafts}

    def run() -> Run:
        """A check, with its files written."""
        request, whole, result, options = since(paths, flags, new_since)
        if key := request.scan.judged_key:
            whole, result = about(whole, key), about(result, key)
        options = replace(
            options,
            show_reconciled=show_reconciled or bool(request.scan.judged_key),
            colour=coloured(color),
            quiet=quiet,
            width=width(),
            fail_on=request.policy.fail_on,
            max_tensions=request.policy.max_tensions,
            folder=folder(request.root),
            hosted_folder=hosted_folder(request.root),
            texts=request.documents,
            category=category,
        )
        for name, path in sorted(output, key=lambda one: one[1] == STANDARD_OUTPUT):  # once the files are written
            save(path, _report(name, result, whole, replace(options, colour=False, quiet=False, width=0)))
        return Run(request, result, whole, options)

    named = click.get_current_context().get_parameter_source("form") is not ParameterSource.DEFAULT
    only_outputs = not named and any(path == STANDARD_OUTPUT for _, path in output)

    def show(done: Run) -> None:
        if "github" in (form, *(name for name, _ in output)):
            _add_to_step(done.result, done.options)
        if not only_outputs:
            click.echo(_report(form, done.result, done.whole, done.options), nl=False, color=True)
        if statistics:
            _statistics(done.result, err=form != "text" or only_outputs)

    if watch:
        sys.exit(follow(watched(requested(paths, flags)), run, show, [path for _, path in output]))
    with stoppable():
        done = run()
    show(done)
    sys.exit(exit_code(done.result, done.request.policy, outvoted=done.options.outvoted, removes=done.options.removes))


def _report(form: str, result: Result, whole: Result, options: Options) -> str:
    """The report of what is new, or of everything in a format that says of each finding whether it is new."""
    writer = format_of(form)
    if writer.hosted:
        options = replace(options, folder=options.hosted_folder)
    return writer.write(whole if writer.compares else result, options)


def _add_to_step(result: Result, options: Options) -> None:
    """Add to the summary page of a GitHub workflow's step and to its outputs, where there are such."""
    from checker.report import github

    added = {
        "GITHUB_STEP_SUMMARY": lambda: github.summary(result, replace(options, folder=options.hosted_folder)),
        "GITHUB_OUTPUT": lambda: github.outputs(result),
    }
    for variable, text in added.items():
        if path := os.environ.get(variable):
            try:
                with Path(path).open("a", encoding="utf-8") as file:
                    file.write(text())
            except OSError as error:
                raise refuse(f"{path} ({variable}) cannot be written ({error.strerror})") from error


def _statistics(result: Result, *, err: bool) -> None:
    from collections import Counter

    from checker.model.finding import Finding
    from checker.report.dispute import entries

    listed = ((one.rule if isinstance(one, Finding) else one.witness.rule, one.verdict) for one in entries(result))
    counts = Counter(listed)
    for (rule, verdict), number in sorted(counts.items()):
        click.echo(f"{number:>7,}  {verdict:<13}  {rule}", err=err)


@main.command()
@click.argument("name", metavar="RULE|REASON|ID")
@ROOT
@corpus_options
def explain(name: str, root: Path | None, flags: Flags) -> None:
    """Explain a rule, a reason, a disagreement with all its evidence, or one finding.

    The beginning of a disagreement's identifier will do.
    """
    from checker.report import catalogue, text
    from checker.report.fitting import fitted

    known = catalogue.entry(name)
    if known:
        click.echo(known, nl=False)
        return
    result, paint = checked(requested((root,) if root else (), flags)), text.painter(coloured("auto"))
    finding = next((finding for finding in result.findings if finding.id == name), None)
    begun = [one for one in result.disagreements if one.id.startswith(name)]
    if not finding and len(begun) != 1:
        near = [known.id for known in (*begun, *result.findings) if known.id.startswith(name)][:5]
        hint = f"; did you mean {', '.join(near)}?" if near else "; checker rules lists the rules"
        raise click.UsageError(f"{name!r} is no rule, no reason, no disagreement and no finding of this corpus{hint}")
    lines = text.explained(finding, result, paint) if finding else text.evidence_lines(begun[0], result, paint)
    click.echo("\n".join(row for line in lines for row in fitted(line, width())), color=True)


@main.command()
def rules() -> None:
    """List the rules and the reasons that reconcile."""
    from checker.report import catalogue

    click.echo(catalogue.overview(), nl=False)


@main.command()
@click.argument(
    "name",
    type=click.Choice(
        (
            "claims",
            "vocabulary",
            "config",
            "decision",
            "findings",
            "row",
            "map",
            "wikibase",
            "run",
            "dashboard",
            "sources",
        )
    ),
)
def schema(name: str) -> None:
    """Print the JSON Schema of a file."""
    import json

    from checker import schemas

    click.echo(json.dumps(schemas.schema(name), ensure_ascii=False, indent=2, sort_keys=True))


for command in (init, add, draft, fix, read, report, review, decide, baseline, config, diff, timeline, sources):
    main.add_command(command)
for command in (vocabulary, import_table, export, lsp, mcp, completion):
    main.add_command(command)


if __name__ == "__main__":
    main()
