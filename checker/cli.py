"""The commands; the only place that prints or exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.report.formats import NAMES as FORMATS
from checker.report.formats import format_of

if TYPE_CHECKING:
    from checker.model.result import Result
    from checker.report.options import Options
    from checker.rules import Rule

THRESHOLDS = ("error", "warning", "info", "never")


class Group(click.Group):
    """Commands in the order in which people meet them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(self.commands)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="checker")
def main() -> None:
    """Find where the claims of documents do not fit, within one document and across documents.

    Exit codes: 0 clean; 1 a finding at or above --fail-on; 2 a fault in the input or the command line; 3 incomplete.
    """


def _today() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> str:  # noqa: ARG001  # click's signature
    from datetime import date

    if value is None:
        return _today()
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"found {value!r}, expected a date such as 2026-11-22") from None


def _outputs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, Path]]:  # noqa: ARG001
    found = []
    for value in values:
        name, equals, path = value.partition("=")
        if name not in FORMATS or not equals or not path:
            raise click.BadParameter(f"found {value!r}, expected FORMAT=FILE with FORMAT one of {', '.join(FORMATS)}")
        found.append((name, Path(path)))
    return found


def _rules(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001
    from checker.pipeline import RULE_IDS

    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    for name in names:
        if name not in RULE_IDS:
            raise click.BadParameter(f"{name!r} is no rule; the rules are {', '.join(RULE_IDS)}")
    return names


def corpus_options(command: Callable) -> Callable:
    """The options of every command that checks a corpus."""
    for option in (
        click.option("--as-of", callback=_date, metavar="DATE", help="The date that counts as now (default: today)."),
        click.option(
            "--documents",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            metavar="DIR",
            help="Check every quote against the documents' texts in this folder.",
        ),
    ):
        command = option(command)
    return command


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What to print.")
@click.option("--output", callback=_outputs, multiple=True, metavar="FORMAT=FILE", help="Also write a file; repeatable.")
@click.option("--fail-on", type=click.Choice(THRESHOLDS), default="error", show_default=True, help="Least severity that fails.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 instead of 1 when there are findings.")
@click.option("--select", callback=_rules, multiple=True, metavar="RULE", help="Only these rules; repeatable.")
@click.option("--ignore", callback=_rules, multiple=True, metavar="RULE", help="All rules but these; repeatable.")
@click.option("--show-reconciled", is_flag=True, help="Also print what is reconciled and what agrees.")
@click.option("--statistics", is_flag=True, help="Print how often each rule found what.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only, no totals.")
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colour the text.")
@corpus_options
def check(
    paths: tuple[Path, ...],
    form: str,
    output: list[tuple[str, Path]],
    fail_on: str,
    exit_zero: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    show_reconciled: bool,
    statistics: bool,
    quiet: bool,
    color: str,
    as_of: str,
    documents: Path | None,
) -> None:
    """Check a corpus of claim files (default: the folder claims).

    PATHS name the corpus or files in it. The whole corpus is always loaded; files only select what is reported.
    """
    from dataclasses import replace

    from checker import gate
    from checker.report.options import Options

    result = _checked(paths, as_of, documents, select, ignore)
    options = Options(show_reconciled, _colour(color), quiet, fail_on, _folder(paths))  # type: ignore[arg-type]
    for name, path in output:
        _save(path, format_of(name).write(result, replace(options, colour=False, quiet=False)))
    click.echo(format_of(form).write(result, options), nl=False, color=True)
    if "github" in (form, *(name for name, _ in output)):
        _summarise(result, options)
    if statistics:
        _statistics(result, err=form != "text")
    code = gate.exit_code(
        result.findings, faults=bool(result.faults), complete=result.complete, fail_on=fail_on  # type: ignore[arg-type]
    )
    sys.exit(0 if exit_zero and code == gate.FOUND else code)


def _checked(
    paths: tuple[Path, ...],
    as_of: str,
    documents: Path | None,
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
) -> Result:
    from checker import pipeline

    root, chosen = _corpus(paths)
    result = pipeline.check(root, as_of, documents, select, ignore)
    return pipeline.only(result, chosen) if chosen else result


def _corpus(paths: tuple[Path, ...]) -> tuple[Path, tuple[str, ...]]:
    """The root of the corpus that the paths lie in, and the files or folders in it that were named."""
    if not paths:
        paths = (Path("claims"),)
        if not paths[0].is_dir():
            raise click.UsageError("there is no folder claims here; name the folder of your claim files")
    roots = {_root(path) for path in paths}
    if len(roots) > 1:
        raise click.UsageError(f"the paths belong to several corpora: {', '.join(sorted(map(str, roots)))}")
    root = roots.pop()
    inside = tuple(f"{root.name}/{path.resolve().relative_to(root).as_posix()}" for path in paths if path.resolve() != root)
    return root, inside if len(inside) == len(paths) else ()


def _root(path: Path) -> Path:
    """The nearest folder upwards that holds a vocabulary; else the folder itself."""
    start = path.resolve() if path.is_dir() else path.resolve().parent
    for folder in (start, *start.parents):
        if (folder / "vocabulary.yaml").is_file():
            return folder
    return start


def _colour(choice: str) -> bool:
    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"


def _folder(paths: tuple[Path, ...]) -> str:
    """The way to the folder that the corpus lies in; empty where that is here, or not below here."""
    try:
        folder = _corpus(paths)[0].resolve().parent.relative_to(Path.cwd())
    except ValueError:
        return ""
    return "" if folder == Path() else folder.as_posix()


def _summarise(result: Result, options: Options) -> None:
    """Add to the summary page of a GitHub workflow's step, where there is one."""
    from checker.report import github

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(github.summary(result, options))
    except OSError as error:
        raise click.FileError(path, f"cannot be written: {error.strerror}") from error


def _save(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    import tempfile

    unfinished = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as file:
            unfinished = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o644)
        unfinished.replace(path)
    except OSError as error:
        if unfinished:
            unfinished.unlink(missing_ok=True)
        raise click.UsageError(f"{path} cannot be written ({error.strerror}); name another file") from error


def _statistics(result: Result, *, err: bool) -> None:
    from collections import Counter

    counts = Counter((finding.rule, finding.verdict) for finding in result.findings)
    for (rule, verdict), number in sorted(counts.items()):
        click.echo(f"{number:>7,}  {verdict:<13}  {rule}", err=err)


@main.command()
@click.argument("name", metavar="RULE|REASON|ID")
@click.option("--claims", "root", type=click.Path(exists=True, path_type=Path), help="The corpus (default: claims).")
@corpus_options
def explain(name: str, root: Path | None, as_of: str, documents: Path | None) -> None:
    """Explain a rule, a reason, or one finding in full."""
    from checker.report import catalogue, text

    known = catalogue.entry(name)
    if known:
        click.echo(known, nl=False)
        return
    result = _checked((root,) if root else (), as_of, documents)
    found = [finding for finding in result.findings if finding.id == name]
    if not found:
        near = [finding.id for finding in result.findings if finding.id.startswith(name)][:5]
        hint = f"; did you mean {', '.join(near)}?" if near else "; checker rules lists the rules"
        raise click.UsageError(f"{name!r} is no rule, no reason and no finding of this corpus{hint}")
    click.echo("\n".join(text.full_lines(found[0], result, text.painter(_colour("auto")))), color=True)


@main.command()
def rules() -> None:
    """List the rules and the reasons that reconcile."""
    from checker.report import catalogue

    click.echo(catalogue.overview(), nl=False)


@main.command()
@click.argument("name", type=click.Choice(("claims", "vocabulary", "decision", "findings")))
def schema(name: str) -> None:
    """Print the JSON Schema of a file."""
    import json

    from checker.corpus import schemas

    click.echo(json.dumps(schemas.schema(name), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
